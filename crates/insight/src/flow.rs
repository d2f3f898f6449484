//! Who carried the cases at the beginning of the term, and who carries them now (K2).

use casework::case::Tier;
use documents::chart::{Chart, Kind, Row, Value};
use kernel::clock::days_after;
use language::Arg;
use web::Look;

use crate::asked::Asked;
use crate::facts::{Case, Known};

/// From: the three tiers and "new"; to: the three tiers and "closed".
type Ways = [[i64; 4]; 4];

fn place(tier: Option<Tier>) -> usize {
    match tier {
        Some(Tier::Class) => 0,
        Some(Tier::Grade) => 1,
        Some(Tier::School) => 2,
        None => 3,
    }
}

/// How many cases went which way between the first and the last day.
pub(crate) fn ways(asked: &Asked, known: &Known) -> Ways {
    let (from, on) = (asked.term.starts_on, asked.on);
    let eve = days_after(from, -1);
    let mut ways = Ways::default();
    for case in known.cases.iter().filter(|case| case.is_open(eve) || case.is_open(on) || began(case, asked))
    {
        let start = place(case.tier_on(eve).filter(|_| case.is_open(eve)));
        let end = place(case.tier_on(on).filter(|_| case.is_open(on)));
        if let Some(ways) = ways.get_mut(start).and_then(|row| row.get_mut(end)) {
            *ways += 1;
        }
    }
    ways
}

/// Opened, or opened again, in the term.
fn began(case: &Case, asked: &Asked) -> bool {
    let within = |day| day >= asked.term.starts_on && day <= asked.on;
    within(case.opened_on) || case.closed.iter().any(|closed| within(closed.until))
}

/// The chart.
pub(crate) fn chart(look: &Look, asked: &Asked, known: &Known) -> Chart {
    let ways = ways(asked, known);
    let word = |at: usize, none: &'static str| {
        Tier::ALL.get(at).map_or_else(|| look.t(none), |tier| tier.word(look))
    };
    let figure = |n: i64| (n > 0).then(|| Value::count(n));
    let rows = ways
        .iter()
        .enumerate()
        .map(|(at, row)| Row::of(word(at, "insight-flow-new"), row.iter().copied().map(figure).collect()));
    let sum = |wanted: &dyn Fn(usize, usize) -> bool| -> i64 {
        let all = ways
            .iter()
            .enumerate()
            .flat_map(|(from, row)| row.iter().enumerate().map(move |(to, n)| (from, to, *n)));
        all.filter(|(from, to, _)| wanted(*from, *to)).map(|(_, _, n)| n).sum()
    };
    let args = [
        ("up", Arg::Number(sum(&|from, to| from < to && to < 3))),
        ("down", Arg::Number(sum(&|from, to| from > to && from < 3))),
        ("new", Arg::Number(sum(&|from, to| from == 3 && to < 3))),
        ("closed", Arg::Number(sum(&|_, to| to == 3))),
    ];
    Chart {
        kind: Kind::Flow,
        title: look.t("insight-flow").to_owned(),
        says: look.tf("insight-flow-says", &args),
        corner: look.t("insight-flow-head").to_owned(),
        series: (0..4).map(|at| word(at, "insight-flow-closed").to_owned()).collect(),
        rows: rows.collect(),
        full: None,
    }
}
