//! From the first signal to the closed case: how many children came how far this term. Each step is a part of the one
//! above, so that nobody is counted who did not go through all of them.

use std::collections::{BTreeMap, BTreeSet};

use documents::chart::{Chart, Kind, Row, Value};
use kernel::StudentId;
use language::Arg;
use web::Look;

use crate::asked::Asked;
use crate::facts::{Case, Known};

/// The steps in order; their words are `insight-funnel-…`.
pub(crate) const STEPS: [&str; 6] = ["signal", "looked", "case", "plan", "contact", "closed"];

/// The children of each step.
pub(crate) fn steps(asked: &Asked, known: &Known) -> [BTreeSet<StudentId>; 6] {
    let (from, on) = (asked.term.starts_on, asked.on);
    let mut looked_at: BTreeMap<StudentId, bool> = BTreeMap::new();
    for signal in known.signals.iter().filter(|signal| signal.on >= from && signal.on <= on) {
        *looked_at.entry(signal.student).or_default() |= signal.looked;
    }
    for danger in &known.dangers {
        *looked_at.entry(danger.student).or_default() |= danger.answered_at.is_some();
    }
    let mut cases: BTreeMap<StudentId, Vec<&Case>> = BTreeMap::new();
    for case in known.cases.iter().filter(|case| case.was_open(from, on)) {
        cases.entry(case.child.id).or_default().push(case);
    }
    let signals: BTreeSet<StudentId> = looked_at.keys().copied().collect();
    let looked = looked_at.iter().filter(|(child, looked)| **looked || cases.contains_key(child));
    let looked: BTreeSet<StudentId> = looked.map(|(child, _)| *child).collect();
    let of = |above: &BTreeSet<StudentId>, holds: &dyn Fn(&Case) -> bool| -> BTreeSet<StudentId> {
        let with =
            |child: &&StudentId| cases.get(child).is_some_and(|cases| cases.iter().any(|case| holds(case)));
        above.iter().filter(with).copied().collect()
    };
    let opened = of(&looked, &|_| true);
    let planned = of(&opened, &|case| case.is_planned(on));
    let reached = of(&planned, &|case| case.reached(case.opened_on.max(from), on));
    let closed = of(&reached, &|case| case.closure(from, on).is_some());
    [signals, looked, opened, planned, reached, closed]
}

/// The chart.
pub(crate) fn chart(look: &Look, asked: &Asked, known: &Known) -> Chart {
    let steps = steps(asked, known).map(|step| i64::try_from(step.len()).unwrap_or(i64::MAX));
    let above = std::iter::once(None).chain(steps.iter().copied().map(Some));
    let rows = STEPS.iter().zip(steps).zip(above).map(|((step, many), above)| {
        let share = above.and_then(|above| language::percent(many, above));
        let share = share.map(|share| Value { amount: share, said: format!("{share}%") });
        Row::of(look.t(format!("insight-funnel-{step}")), vec![Some(Value::count(many)), share])
    });
    let [signals, looked, .., closed] = steps;
    let args = [
        ("signals", Arg::Number(signals)),
        ("waiting", Arg::Number(signals - looked)),
        ("closed", Arg::Number(closed)),
    ];
    Chart {
        kind: Kind::Funnel,
        title: look.t("insight-funnel").to_owned(),
        says: look.tf("insight-funnel-says", &args),
        corner: look.t("insight-funnel-step").to_owned(),
        series: ["insight-children", "insight-of-above"].map(|key| look.t(key).to_owned()).into(),
        rows: rows.collect(),
        full: None,
    }
}
