//! Before and after (S2): what changed for the children we support, held against children of the same grade who began
//! alike and were not supported. Said with its interval and its doubts, and always, whatever comes out: which figures are
//! compared is settled here and not chosen by what they say.

use std::collections::{BTreeMap, BTreeSet};

use access::{Action, Kind, scope};
use db::Conn;
use documents::chart::{Chart, Kind as Shape, Row, Value};
use kernel::clock::days_after;
use kernel::{ExamId, StudentId};
use language::Arg;
use progress::compare::{Comparison, FEWEST, Pair, compare};
use web::{Cx, Failure, Look};

use crate::asked::Asked;
use crate::facts::Known;
use crate::store::{self, ExamRow, MarkRow, Reading};

/// How long a child must have been supported before the later figure.
const SUPPORTED_DAYS: i64 = 30;
/// How many others each is held against.
const NEAREST: usize = 3;
/// How near they must have begun: five points of a hundred.
const NEAR_MARKS: f64 = 5.0;
/// The same in half days missed.
const NEAR_ABSENCES: f64 = 1.0;

/// What is compared.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// `marks` or `absences`; its words are `insight-outcome-…`.
    pub key: &'static str,
    /// What stands for before and after: the names of the exams, or of the terms.
    pub stretch: (String, String),
    /// What came out; none when too few can be compared.
    pub found: Option<Comparison>,
    /// How many children were supported and have both figures.
    pub supported: usize,
}

/// All comparisons that the records allow.
///
/// # Errors
/// Those of the database.
pub async fn find(conn: &mut Conn, cx: &Cx, asked: &Asked, known: &Known) -> Result<Vec<Outcome>, Failure> {
    if scope(&cx.actor, Action::List, Kind::Marks).is_empty() {
        return Ok(Vec::new());
    }
    let mut all = Vec::new();
    all.extend(marks(conn, cx, asked, known).await?);
    all.extend(absences(conn, cx, asked, known).await?);
    Ok(all)
}

/// Who was supported long enough, and who was not at all since the figures begin.
struct Groups {
    supported: BTreeSet<StudentId>,
    untouched: BTreeSet<StudentId>,
}

impl Groups {
    fn of(known: &Known, asked: &Asked, until: kernel::Day) -> Self {
        let long = days_after(until, -SUPPORTED_DAYS);
        let from = asked.term.starts_on;
        let served = known.cases.iter().filter(|case| case.opened_on <= long && case.was_open(from, until));
        let touched: BTreeSet<StudentId> = known.cases.iter().map(|case| case.child.id).collect();
        let untouched =
            known.roster.iter().map(|(child, _)| child.id).filter(|child| !touched.contains(child));
        Self { supported: served.map(|case| case.child.id).collect(), untouched: untouched.collect() }
    }

    fn compared(&self, pairs: &[(StudentId, Pair)], near: f64) -> (Option<Comparison>, usize) {
        let of = |who: &BTreeSet<StudentId>| -> Vec<Pair> {
            pairs.iter().filter(|(child, _)| who.contains(child)).map(|(_, pair)| *pair).collect()
        };
        let supported = of(&self.supported);
        (compare(&supported, &of(&self.untouched), (NEAREST, near)), supported.len())
    }
}

/// The last exam before the term against the last one in it.
async fn marks(conn: &mut Conn, cx: &Cx, asked: &Asked, known: &Known) -> Result<Option<Outcome>, Failure> {
    let reading = Reading {
        actor: &cx.actor,
        action: asked.action,
        today: cx.today(),
        days: (asked.since(), asked.on),
    };
    let exams = store::exams(conn, &reading).await?;
    let (before, after): (Vec<ExamRow>, Vec<ExamRow>) =
        exams.into_iter().partition(|exam| exam.on < asked.term.starts_on);
    let (Some(before), Some(after)) = (before.last(), after.last()) else { return Ok(None) };
    let rows = store::marks(conn, &reading, [before.id, after.id]).await?;
    let pairs = rates(rows, before.id, asked);
    let (found, supported) = Groups::of(known, asked, after.on).compared(&pairs, NEAR_MARKS);
    Ok(Some(Outcome { key: "marks", stretch: (before.name.clone(), after.name.clone()), found, supported }))
}

/// Sums of scores and full marks of one child, by subject: before and after.
type Subjects = BTreeMap<String, [Option<(i64, i64)>; 2]>;

/// Each child's rate of full marks in both exams, over the subjects of both.
fn rates(rows: Vec<MarkRow>, before: ExamId, asked: &Asked) -> Vec<(StudentId, Pair)> {
    let mut children: BTreeMap<StudentId, (i64, Subjects)> = BTreeMap::new();
    for row in rows.into_iter().filter(|row| asked.holds(Some(row.grade))) {
        let (_, subjects) = children.entry(row.student).or_insert_with(|| (row.grade, Subjects::new()));
        let [old, new] = subjects.entry(row.subject).or_default();
        *(if row.exam == before { old } else { new }) = Some((row.score, row.full));
    }
    let pair = |(child, (group, subjects)): (StudentId, (i64, Subjects))| {
        let both = subjects.values().filter_map(|[old, new]| Some(((*old)?, (*new)?)));
        let sum = both.fold([0; 4], |[a, b, c, d], (old, new)| [a + old.0, b + old.1, c + new.0, d + new.1]);
        let [old, old_full, new, new_full] = sum;
        Some((child, Pair { group, before: rate(old, old_full)?, after: rate(new, new_full)? }))
    };
    children.into_iter().filter_map(pair).collect()
}

/// Percent, to the hundredth.
fn rate(score: i64, full: i64) -> Option<f64> {
    let hundredths = score.saturating_mul(10_000).checked_div(full)?;
    i32::try_from(hundredths).ok().map(|hundredths| f64::from(hundredths) / 100.0)
}

/// Half days missed in the same stretch of the term before and of this one, by the children who were here in both.
async fn absences(
    conn: &mut Conn,
    cx: &Cx,
    asked: &Asked,
    known: &Known,
) -> Result<Option<Outcome>, Failure> {
    let Some(before) = asked.before else { return Ok(None) };
    let reading = |days| Reading { actor: &cx.actor, action: asked.action, today: cx.today(), days };
    let old: BTreeMap<StudentId, i64> = store::absences(conn, &reading(before)).await?.into_iter().collect();
    let new: BTreeMap<StudentId, i64> =
        store::absences(conn, &reading((asked.term.starts_on, asked.on))).await?.into_iter().collect();
    if old.is_empty() {
        return Ok(None);
    }
    let half_days = |of: &BTreeMap<StudentId, i64>, child| {
        i32::try_from(of.get(child).copied().unwrap_or(0)).map_or(0.0, f64::from)
    };
    let pairs: Vec<(StudentId, Pair)> = known
        .roster
        .iter()
        .filter_map(|(child, _)| {
            let (before, after) = (half_days(&old, &child.id), half_days(&new, &child.id));
            Some((child.id, Pair { group: child.grade?, before, after }))
        })
        .collect();
    let (found, supported) = Groups::of(known, asked, asked.on).compared(&pairs, NEAR_ABSENCES);
    let stretch = (cx.t("insight-last-term").to_owned(), cx.t("insight-this-term").to_owned());
    Ok(Some(Outcome { key: "absences", stretch, found, supported }))
}

/// A figure with one decimal and, where it is a change, its sign.
fn decimal(value: f64, signed: bool) -> String {
    let text = if signed { format!("{value:+.1}") } else { format!("{value:.1}") };
    if text == "-0.0" || text == "+0.0" { "0.0".to_owned() } else { text.replace('-', "−") }
}

/// A figure as a length to be drawn, in tenths.
fn tenths(value: f64) -> i64 {
    (0..=2000_i32).rev().find(|tenths| f64::from(*tenths) <= value * 10.0 + 0.05).map_or(0, i64::from)
}

impl Outcome {
    fn word(&self, look: &Look, what: &str) -> &'static str {
        look.t(format!("insight-outcome-{}{what}", self.key))
    }

    /// The chart with its words; nothing to draw while too few can be compared.
    #[must_use]
    pub fn chart(&self, look: &Look) -> Option<Chart> {
        let found = self.found?;
        let unit = if self.key == "marks" { "%" } else { "" };
        let figure = |value: f64| {
            Some(Value { amount: tenths(value), said: format!("{}{unit}", decimal(value, false)) })
        };
        let row = |key: &str, (before, after): (f64, f64)| {
            Row::of(look.t(key), vec![figure(before), figure(after)])
        };
        Some(Chart {
            kind: Shape::Bars,
            title: self.word(look, "").to_owned(),
            says: self.says(look),
            corner: look.t("insight-outcome-who").to_owned(),
            series: vec![self.stretch.0.clone(), self.stretch.1.clone()],
            rows: vec![
                row("insight-outcome-supported", found.means),
                row("insight-outcome-others", found.others_means),
            ],
            full: (self.key == "marks").then_some(1000),
        })
    }

    /// What came out in words: how many, the difference with its interval, and the doubt.
    #[must_use]
    pub fn says(&self, look: &Look) -> String {
        let count = |n: usize| Arg::Number(i64::try_from(n).unwrap_or(0));
        let Some(found) = self.found else {
            return look
                .tf("insight-outcome-few", &[("n", count(self.supported)), ("fewest", count(FEWEST))]);
        };
        let (low, high) = found.difference.interval;
        let (difference, low_words, high_words) =
            (decimal(found.difference.mean, true), decimal(low, true), decimal(high, true));
        let unit = self.word(look, "-unit");
        let args = [
            ("n", count(found.supported)),
            ("others", count(found.others)),
            ("unmatched", count(found.unmatched)),
            ("difference", Arg::Text(&difference)),
            ("low", Arg::Text(&low_words)),
            ("high", Arg::Text(&high_words)),
            ("unit", Arg::Text(unit)),
        ];
        let verdict = if low > 0.0 {
            "insight-outcome-more"
        } else if high < 0.0 {
            "insight-outcome-less"
        } else {
            "insight-outcome-unclear"
        };
        let mut words = vec![look.tf("insight-outcome-says", &args), look.t(verdict).to_owned()];
        if let Some(regression) = found.regression {
            let regression = decimal(regression, true);
            let args = [("x", Arg::Text(&regression)), ("unit", Arg::Text(unit))];
            words.push(look.tf("insight-outcome-regression", &args));
        }
        words.push(look.t("insight-outcome-doubt").to_owned());
        words.join(look.t("insight-between"))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use language::Lang;

    use super::*;

    fn outcome(effect: f64) -> Outcome {
        let pair = |before: f64, more: f64| Pair { group: 4, before, after: before + 2.0 + more };
        let supported: Vec<Pair> = (40..52).map(|n| pair(f64::from(n), effect)).collect();
        let others: Vec<Pair> = (30..90).map(|n| pair(f64::from(n), 0.0)).collect();
        let found = compare(&supported, &others, (NEAREST, NEAR_MARKS));
        Outcome { key: "marks", stretch: ("前".to_owned(), "后".to_owned()), found, supported: 12 }
    }

    // S2: the same is said whatever comes out.
    #[test]
    fn a_gain_a_loss_and_nothing_are_each_said_with_interval_and_doubt() {
        let look = Look::of_lang(Lang::En);
        for (effect, word) in [(6.0, "more"), (-6.0, "less"), (0.0, "cannot")] {
            let says = outcome(effect).says(&look);
            assert!(says.contains(word) && says.contains("95") && says.contains("by itself"), "{says}");
        }
    }

    #[test]
    fn too_few_children_are_said_to_be_too_few_and_nothing_is_drawn() {
        let look = Look::of_lang(Lang::En);
        let few = Outcome { found: None, supported: 3, ..outcome(0.0) };
        assert!(few.chart(&look).is_none() && few.says(&look).contains('3'));
    }

    #[test]
    fn figures_are_written_as_people_write_them() {
        assert_eq!([decimal(-0.04, true), decimal(-2.34, true), decimal(3.0, true)], ["0.0", "−2.3", "+3.0"]);
        assert_eq!((tenths(61.2), tenths(0.0)), (612, 0));
    }
}
