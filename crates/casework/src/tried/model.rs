//! How a measure went for many children, as counts.

use std::collections::{BTreeMap, BTreeSet};

use kernel::{Label, StudentId};
use language::Arg;
use progress::share::{self, Says};
use web::Look;

use crate::plan::uses::Outcome;

/// Fewer children than this are not told of.
pub const FLOOR: usize = 5;
/// The same for what is level 3: hardship, health, psychology.
pub const FLOOR_SENSITIVE: usize = 10;

/// The floor for children found by a fact of this label.
#[must_use]
pub fn floor(label: Label) -> usize {
    if label.level >= 3 { FLOOR_SENSITIVE } else { FLOOR }
}

/// How a measure ended for one child.
#[derive(Clone, Debug)]
pub struct Ended {
    /// The child.
    pub student: StudentId,
    /// The key of the measure.
    pub measure: String,
    /// How.
    pub outcome: Outcome,
}

/// A measure and the children for whom it ended one way or another; each child counts once, by its newest ending.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tried {
    /// The key of the measure.
    pub measure: String,
    /// It helped.
    pub helped: usize,
    /// In part.
    pub partly: usize,
    /// It did not.
    pub not: usize,
    /// Nobody could say.
    pub unclear: usize,
    /// How many of the children the reader may read of.
    pub readable: usize,
}

impl Tried {
    fn of(measure: &str, children: &[(Outcome, bool)]) -> Self {
        let count = |outcome| children.iter().filter(|(one, _)| *one == outcome).count();
        Self {
            measure: measure.to_owned(),
            helped: count(Outcome::Helped),
            partly: count(Outcome::Partly),
            not: count(Outcome::Not),
            unclear: count(Outcome::Unclear),
            readable: children.iter().filter(|(_, is_mine)| *is_mine).count(),
        }
    }

    /// Children.
    #[must_use]
    pub fn children(&self) -> usize {
        self.helped + self.partly + self.not + self.unclear
    }

    /// Those for whom it helped, wholly or in part. Those of whom nobody could say are not among them.
    #[must_use]
    pub fn good(&self) -> usize {
        self.helped + self.partly
    }

    /// How many, and how it ended for them.
    #[must_use]
    pub fn counts(&self, look: &Look) -> String {
        let parts =
            [("helped", self.helped), ("partly", self.partly), ("not", self.not), ("unclear", self.unclear)];
        let part = |(key, n): (&str, usize)| look.tf(&format!("plans-tried-{key}"), &[("n", number(n))]);
        let parts: Vec<String> = parts.into_iter().filter(|(_, n)| *n > 0).map(part).collect();
        let list = parts.join(look.t("plans-tried-comma"));
        look.tf("plans-tried-counts", &[("n", number(self.children())), ("list", Arg::Text(&list))])
    }

    /// How far that can be trusted.
    #[must_use]
    pub fn doubt(&self, look: &Look) -> String {
        let (low, high) = share::interval(self.good(), self.children());
        let percent = |share: f64| format!("{:.0}%", share * 100.0);
        let (low, high) = (percent(low), percent(high));
        let key = match share::says(self.good(), self.children()) {
            Says::TooFew => return look.t("plans-tried-too-few").to_owned(),
            Says::Mostly => "plans-tried-mostly",
            Says::Seldom => "plans-tried-seldom",
            Says::Open => "plans-tried-open",
        };
        look.tf(key, &[("low", Arg::Text(&low)), ("high", Arg::Text(&high))])
    }
}

fn number(n: usize) -> Arg<'static> {
    Arg::Number(i64::try_from(n).unwrap_or(i64::MAX))
}

/// What was tried, for whom there is enough to tell: what most surely helped comes first. `endings` are in order of
/// time; `mine` are the children whose cases the reader may list.
#[must_use]
pub fn tally(endings: &[Ended], mine: &BTreeSet<StudentId>, floor: usize) -> Vec<Tried> {
    let mut newest: BTreeMap<(&str, StudentId), Outcome> = BTreeMap::new();
    for one in endings {
        newest.insert((&one.measure, one.student), one.outcome);
    }
    let mut measures: BTreeMap<&str, Vec<(Outcome, bool)>> = BTreeMap::new();
    for ((measure, student), outcome) in newest {
        measures.entry(measure).or_default().push((outcome, mine.contains(&student)));
    }
    let mut all: Vec<Tried> = measures
        .into_iter()
        .filter_map(|(measure, mut children)| {
            let others = children.iter().filter(|(_, is_mine)| !is_mine).count();
            children.retain(|(_, is_mine)| *is_mine || others >= floor);
            (children.len() >= floor).then(|| Tried::of(measure, &children))
        })
        .collect();
    let low = |one: &Tried| share::interval(one.good(), one.children()).0;
    all.sort_by(|a, b| low(b).total_cmp(&low(a)));
    all
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use super::*;
    use uuid::Uuid;

    fn child(number: u128) -> StudentId {
        StudentId(Uuid::from_u128(number))
    }

    fn ended(number: u128, measure: &str, outcome: Outcome) -> Ended {
        Ended { student: child(number), measure: measure.to_owned(), outcome }
    }

    fn all_of(measure: &str, children: std::ops::Range<u128>) -> Vec<Ended> {
        children.map(|number| ended(number, measure, Outcome::Helped)).collect()
    }

    // P6
    #[test]
    fn fewer_than_the_floor_are_not_told_of() {
        let nobody = BTreeSet::new();
        assert!(tally(&all_of("weekly-talk", 0..4), &nobody, FLOOR).is_empty());
        assert_eq!(tally(&all_of("weekly-talk", 0..5), &nobody, FLOOR)[0].children(), 5);
        assert!(tally(&all_of("weekly-talk", 0..9), &nobody, FLOOR_SENSITIVE).is_empty());
    }

    // P6: one who knows six of seven would else learn of the seventh.
    #[test]
    fn a_few_strangers_among_children_one_knows_are_left_out() {
        let mine: BTreeSet<StudentId> = (0..6).map(child).collect();
        let told = tally(&all_of("weekly-talk", 0..7), &mine, FLOOR);
        assert_eq!((told[0].children(), told[0].readable), (6, 6));
        let told = tally(&all_of("weekly-talk", 0..11), &mine, FLOOR);
        assert_eq!((told[0].children(), told[0].readable), (11, 6));
    }

    // P6
    #[test]
    fn a_child_counts_once_by_the_newest_ending() {
        let mut all = all_of("weekly-talk", 0..5);
        all.push(ended(3, "weekly-talk", Outcome::Not));
        let told = tally(&all, &BTreeSet::new(), FLOOR);
        assert_eq!((told[0].children(), told[0].helped, told[0].not), (5, 4, 1));
    }

    // P6
    #[test]
    fn what_most_surely_helped_comes_first() {
        let mut all = all_of("few", 0..5);
        all.extend(all_of("many", 0..20));
        all.extend((0..20).map(|number| {
            ended(number, "half", if number < 10 { Outcome::Partly } else { Outcome::Unclear })
        }));
        let told = tally(&all, &BTreeSet::new(), FLOOR);
        assert_eq!(told.iter().map(|one| one.measure.as_str()).collect::<Vec<_>>(), ["many", "few", "half"]);
    }
}
