//! How many children we carry: by grade, week by week, and how it is shared out. No person is named or ranked.

use std::collections::BTreeMap;

use casework::case::CloseReason;
use documents::chart::{Chart, Kind, Row, Value};
use kernel::clock::days_after;
use kernel::{Day, StaffId};
use language::Arg;
use web::Look;

use crate::asked::Asked;
use crate::facts::{Closed, Known};

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// Open cases by grade, beside those of the same day of the term before.
pub(crate) fn by_grade(look: &Look, asked: &Asked, known: &Known) -> Chart {
    let of = |day: Day| {
        let mut grades: BTreeMap<Option<i64>, i64> = BTreeMap::new();
        known.open(day).for_each(|case| *grades.entry(case.child.grade).or_default() += 1);
        grades
    };
    let (now, before) = (of(asked.on), asked.before.map(|(_, day)| of(day)));
    let grades: std::collections::BTreeSet<Option<i64>> =
        now.keys().chain(before.iter().flat_map(BTreeMap::keys)).copied().collect();
    let row = |grade: Option<i64>| {
        let name = grade.map_or(look.t("insight-left"), |grade| look.grade_name(&grade));
        let figure = |counts: &BTreeMap<Option<i64>, i64>| {
            Some(Value::count(counts.get(&grade).copied().unwrap_or(0)))
        };
        Row::of(name, std::iter::once(&now).chain(&before).map(figure).collect())
    };
    let total: i64 = now.values().sum();
    let says = match &before {
        Some(before) => {
            let args = [("n", Arg::Number(total)), ("before", Arg::Number(before.values().sum()))];
            look.tf("insight-caseload-says-before", &args)
        }
        None => look.tn("insight-caseload-says", &total),
    };
    Chart {
        kind: Kind::Bars,
        title: look.t("insight-caseload").to_owned(),
        says,
        corner: look.t("insight-grade").to_owned(),
        series: series(look, before.is_some()),
        rows: grades.into_iter().map(row).collect(),
        full: None,
    }
}

/// This term, and the one before where there is one.
pub(crate) fn series(look: &Look, before: bool) -> Vec<String> {
    let keys = ["insight-this-term", "insight-last-term"];
    keys.iter().take(if before { 2 } else { 1 }).map(|key| look.t(key).to_owned()).collect()
}

/// Open cases at the end of each week, beside the same week of the term before.
pub(crate) fn by_week(look: &Look, asked: &Asked, known: &Known) -> Chart {
    let starts = [Some(asked.term.starts_on), asked.before.map(|(from, _)| from)];
    let starts: Vec<Day> = starts.into_iter().flatten().collect();
    let weeks = (i64::from((asked.on - asked.term.starts_on).get_days()) / 7 + 1).max(1);
    let row = |week: i64| {
        let open = |start: &Day| {
            let end = days_after(*start, week * 7 - 1);
            let end = if *start == asked.term.starts_on { end.min(asked.on) } else { end };
            Some(Value::count(count(known.open(end).count())))
        };
        Row::of(look.tn("insight-week", &week), starts.iter().map(open).collect())
    };
    let opened = known
        .cases
        .iter()
        .filter(|case| case.opened_on >= asked.term.starts_on && case.opened_on <= asked.on);
    let within = |day: Day| day >= asked.term.starts_on && day <= asked.on;
    let with = |of: &dyn Fn(&Closed) -> bool| {
        let some = known
            .cases
            .iter()
            .filter(|case| case.closed.iter().any(|one| one.reason != CloseReason::Joined.key() && of(one)));
        Arg::Number(count(some.count()))
    };
    let args = [
        ("opened", Arg::Number(count(opened.count()))),
        ("closed", with(&|closed| within(closed.on))),
        ("reopened", with(&|closed| within(closed.until))),
    ];
    Chart {
        kind: Kind::Lines,
        title: look.t("insight-weeks").to_owned(),
        says: look.tf("insight-weeks-says", &args),
        corner: look.t("insight-week-head").to_owned(),
        series: series(look, starts.len() > 1),
        rows: (1..=weeks).map(row).collect(),
        full: None,
    }
}

/// The steps in which children to a grown-up are counted: from, until.
const LOADS: [(i64, i64); 5] = [(1, 1), (2, 2), (3, 4), (5, 7), (8, i64::MAX)];

/// How many grown-ups answer for, or are mentors of, one child, two, three …
pub(crate) fn shares(look: &Look, asked: &Asked, known: &Known) -> Chart {
    let loads = ["responsible", "mentor"].map(|part| loads(known, asked.on, part));
    let row = |(from, until): (i64, i64)| {
        let name = match until {
            i64::MAX => look.tn("insight-load-more", &from),
            until if until == from => look.tn("insight-load-one", &from),
            until => {
                look.tf("insight-load-span", &[("from", Arg::Number(from)), ("until", Arg::Number(until))])
            }
        };
        let people = |loads: &BTreeMap<StaffId, i64>| {
            Some(Value::count(count(loads.values().filter(|n| **n >= from && **n <= until).count())))
        };
        Row::of(name, loads.iter().map(people).collect())
    };
    let most = loads.iter().flat_map(|loads| loads.values().copied()).max().unwrap_or(0);
    Chart {
        kind: Kind::Bars,
        title: look.t("insight-load").to_owned(),
        says: look.tn("insight-load-says", &most),
        corner: look.t("insight-load-head").to_owned(),
        series: ["insight-load-responsible", "insight-load-mentor"].map(|key| look.t(key).to_owned()).into(),
        rows: LOADS.map(row).into(),
        full: None,
    }
}

fn loads(known: &Known, day: Day, part: &str) -> BTreeMap<StaffId, i64> {
    let mut loads: BTreeMap<StaffId, i64> = BTreeMap::new();
    for case in known.open(day) {
        case.having(part, day).for_each(|staff| *loads.entry(staff).or_default() += 1);
    }
    loads
}
