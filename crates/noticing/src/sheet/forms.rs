//! What was typed on the sheet.

use kernel::{Day, FindingId};
use language::Lang;
use uuid::Uuid;
use web::Fields;

use crate::finding::Found;
use crate::left_behind::{Answers, CIVIL};
use crate::word::{Category, Cause, Need, Source};

/// The longest line.
const LONGEST: usize = 500;

/// The sheet as typed and understood.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The key of the form.
    pub key: Uuid,
    /// Categories ticked.
    pub ticked: Vec<Found>,
    /// Findings that the form showed: only these can be ended by taking the tick away.
    pub shown: Vec<FindingId>,
    /// Why a category was unticked.
    pub reasons: Vec<(Category, String)>,
    /// What both definitions of left-behind say.
    pub left_behind: Answers,
    /// A new strength.
    pub strength: Option<String>,
    /// The child's own words.
    pub own_words: Option<String>,
    /// Causes as they stand now; `None` when the form did not ask.
    pub causes: Option<Vec<(Cause, String)>>,
}

impl Sheet {
    /// Why this category ended.
    #[must_use]
    pub fn reason(&self, category: Category) -> &str {
        self.reasons.iter().find(|(of, _)| *of == category).map_or("", |(_, why)| why)
    }
}

/// Reads the sheet; on an error the form keeps the reasons.
pub fn read(lang: Lang, today: Day, form: &mut Fields) -> Option<Sheet> {
    let key = form.parse::<Uuid>(lang, "key");
    let ticked: Vec<Option<Found>> = Category::ALL
        .iter()
        .filter(|category| form.chose("category", category.code()))
        .copied()
        .collect::<Vec<_>>()
        .into_iter()
        .map(|category| found(lang, today, form, category))
        .collect();
    let shown = form.all("shown").into_iter().filter_map(|id| id.parse().ok()).collect();
    let reasons = Category::ALL.iter().filter_map(|category| {
        form.some(&format!("reason-{}", category.code())).map(|why| (*category, why.to_owned()))
    });
    let reasons = reasons.collect();
    for name in ["strength", "own_words"] {
        form.at_most(lang, name, LONGEST);
    }
    let causes = form.some("causes").is_some().then(|| causes(form));
    let left_behind = Answers {
        roll: form.some("roll").and_then(|roll| roll.parse().ok()).filter(|roll| (0..=2).contains(roll)),
        civil: form.some("civil").filter(|civil| CIVIL.contains(civil)).map(str::to_owned),
        since_on: form.some("since-left_behind").and_then(|day| day.parse().ok()),
    };
    let (strength, own_words) =
        (form.some("strength").map(str::to_owned), form.some("own_words").map(str::to_owned));
    let sheet = Sheet {
        key: key.unwrap_or_default(),
        ticked: ticked.into_iter().flatten().collect(),
        shown,
        reasons,
        left_behind,
        strength,
        own_words,
        causes,
    };
    (form.is_right() && key.is_some()).then_some(sheet)
}

fn causes(form: &Fields) -> Vec<(Cause, String)> {
    let all = Cause::ALL.iter();
    all.map(|cause| (*cause, form.get(&format!("cause-{}", cause.code())).chars().take(LONGEST).collect()))
        .collect()
}

fn found(lang: Lang, today: Day, form: &mut Fields, category: Category) -> Option<Found> {
    let name = |field: &str| format!("{field}-{}", category.code());
    form.required(lang, &name("since"));
    let since_on = form.day(lang, &name("since"));
    if since_on.is_some_and(|day| day > today) {
        form.refuse(lang, &name("since"), "web-error-future");
    }
    let evidence = form.required(lang, &name("evidence"));
    form.at_most(lang, &name("evidence"), LONGEST);
    let review_on = form.day(lang, &name("review"));
    let source = Source::parse(form.get(&name("source")));
    if source.is_none() {
        form.refuse(lang, &name("source"), "web-error-required");
    }
    let needs = form.all(&name("need")).into_iter().filter_map(Need::parse).collect();
    Some(Found { category, since_on: since_on?, source: source?, needs, priority: 2, review_on, evidence })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use jiff::civil::date;

    fn typed(more: &[(&str, &str)]) -> Fields {
        let usual = [
            ("key", "0198f000-0000-7000-8000-000000000001"),
            ("category", "left_behind"),
            ("since-left_behind", "2026-03-01"),
            ("source-left_behind", "home_visit"),
            ("evidence-left_behind", "爸爸在东莞，妈妈在家"),
        ];
        Fields::from(
            usual.iter().chain(more).map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect::<Vec<_>>(),
        )
    }

    #[test]
    fn both_definitions_are_read_apart() {
        let mut form = typed(&[("roll", "1"), ("civil", "no")]);
        let sheet = read(Lang::ZhHans, date(2026, 9, 10), &mut form).unwrap();
        assert_eq!(sheet.left_behind.roll, Some(1));
        assert_eq!(sheet.left_behind.civil.as_deref(), Some("no"));
        let mut form = typed(&[("civil", "both_away")]);
        assert_eq!(read(Lang::ZhHans, date(2026, 9, 10), &mut form).unwrap().left_behind.roll, None);
    }

    #[test]
    fn a_category_without_evidence_comes_back() {
        let mut form =
            typed(&[("category", "poor"), ("since-poor", "2026-09-01"), ("source-poor", "home_visit")]);
        assert!(read(Lang::ZhHans, date(2026, 9, 10), &mut form).is_none());
        assert!(!form.error("evidence-poor").is_empty());
    }

    #[test]
    fn a_category_cannot_begin_tomorrow() {
        let mut form = typed(&[]);
        assert!(read(Lang::ZhHans, date(2026, 2, 28), &mut form).is_none());
        assert!(!form.error("since-left_behind").is_empty());
    }
}
