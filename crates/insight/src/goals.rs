//! The goals of the work (S1), each with what it means: of whom it speaks, what counts, and who is still missing.

use std::collections::BTreeSet;

use duties::compliance::Report;
use kernel::{Day, Instant};
use web::Look;

use crate::asked::Asked;
use crate::facts::{Case, Child, Known};
use crate::store::DangerRow;

/// One goal as it stands on a day. Its words are `insight-goal-…`.
#[derive(Clone, Debug)]
pub struct Goal {
    /// Its name.
    pub key: &'static str,
    /// So many of so many; none when nobody is meant.
    pub now: Option<(i64, i64)>,
    /// The same on the same day of the term before.
    pub before: Option<(i64, i64)>,
    /// Those who are still missing, in the order of classes and names.
    pub missing: Vec<Child>,
}

/// The names of all goals, in order.
pub(crate) const KEYS: [&str; 9] =
    ["census", "card", "plan", "mentor", "talk", "stay", "duty", "answer", "legal-aid"];

/// A pointer counts as answered in time within this many milliseconds: one day.
const IN_TIME: i64 = 86_400_000;

impl Goal {
    /// Whole percent, as [`language::percent`] says it.
    #[must_use]
    pub fn percent(of: Option<(i64, i64)>) -> Option<i64> {
        of.and_then(|(some, all)| language::percent(some, all))
    }

    /// Its words.
    #[must_use]
    pub fn word(&self, look: &Look) -> &'static str {
        look.t(format!("insight-goal-{}", self.key))
    }

    /// What it means.
    #[must_use]
    pub fn means(&self, look: &Look) -> &'static str {
        look.t(format!("insight-goal-{}-means", self.key))
    }
}

/// All goals.
pub(crate) fn all(asked: &Asked, known: &Known, (report, before): (&Report, Option<&Report>)) -> Vec<Goal> {
    let goal = |key: &'static str| match key {
        "census" => census(known),
        "card" => card(asked, known),
        "plan" => of_open(key, asked, known, &|case, day| case.is_planned(day)),
        "mentor" => of_open(key, asked, known, &|case, day| case.having("mentor", day).next().is_some()),
        "talk" => talk(asked, known),
        "stay" => stay(asked, known),
        "duty" => Goal { key, now: kept(report), before: before.and_then(kept), missing: Vec::new() },
        "answer" => answer(known),
        _ => legal_aid(asked, known),
    };
    KEYS.map(goal).into()
}

fn number(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// So many of so many, and who is missing; none when nobody is meant.
fn counted<'c>(whole: impl Iterator<Item = (&'c Child, bool)>) -> (Option<(i64, i64)>, Vec<Child>) {
    let (mut some, mut all, mut missing) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
    for (child, holds) in whole {
        let is_new = all.insert(child.id);
        if holds {
            some.insert(child.id);
        } else if is_new {
            missing.push(child.clone());
        }
    }
    missing.retain(|child| !some.contains(&child.id));
    ((!all.is_empty()).then(|| (number(some.len()), number(all.len()))), missing)
}

fn census(known: &Known) -> Goal {
    let (now, missing) = counted(known.roster.iter().map(|(child, looked)| (child, *looked)));
    Goal { key: "census", now, before: None, missing }
}

/// Cards are kept as they are today: there is no count of a former day.
fn card(asked: &Asked, known: &Known) -> Goal {
    let Some(cards) = &known.cards else {
        return Goal { key: "card", now: None, before: None, missing: Vec::new() };
    };
    let (now, missing) =
        counted(known.open(asked.on).map(|case| (&case.child, cards.contains(&case.child.id))));
    Goal { key: "card", now, before: None, missing }
}

/// Of the cases open on the day.
fn of_open(key: &'static str, asked: &Asked, known: &Known, holds: &dyn Fn(&Case, Day) -> bool) -> Goal {
    let on = |day: Day| counted(known.open(day).map(|case| (&case.child, holds(case, day))));
    let (now, missing) = on(asked.on);
    Goal { key, now, before: asked.before.and_then(|(_, day)| on(day).0), missing }
}

/// Of the children with a case open on the day: whether anybody talked with them since the term began.
fn talk(asked: &Asked, known: &Known) -> Goal {
    let on = |(from, day): (Day, Day)| {
        let talked =
            |case: &Case| case.contacts.iter().any(|(on, kind)| kind == "talk" && *on >= from && *on <= day);
        counted(known.open(day).map(|case| (&case.child, talked(case))))
    };
    let (now, missing) = on((asked.term.starts_on, asked.on));
    Goal { key: "talk", now, before: asked.before.and_then(|days| on(days).0), missing }
}

/// Why a case may be closed when a child leaves in good order.
const IN_ORDER: [&str; 3] = ["moved_away", "graduated", "handed_over"];

/// Of the children with a case in the term: those who are still here, or left in good order.
fn stay(asked: &Asked, known: &Known) -> Goal {
    let on = |(from, day): (Day, Day)| {
        let served = known.cases.iter().filter(move |case| case.was_open(from, day));
        let in_order =
            |case: &Case| case.closed.iter().any(|closed| IN_ORDER.contains(&closed.reason.as_str()));
        counted(served.map(move |case| (&case.child, case.stays(day) || in_order(case))))
    };
    let (now, missing) = on((asked.term.starts_on, asked.on));
    Goal { key: "stay", now, before: asked.before.and_then(|days| on(days).0), missing }
}

fn kept(report: &Report) -> Option<(i64, i64)> {
    let share = report.total().share()?;
    Some((i64::from(share.kept), i64::from(share.owed)))
}

/// Each pointer once, though its note may be about several children.
fn pointers(rows: &[DangerRow]) -> Vec<&DangerRow> {
    let mut seen = BTreeSet::new();
    rows.iter().filter(|row| seen.insert(row.id)).collect()
}

fn answer(known: &Known) -> Goal {
    let in_time = |row: &DangerRow| row.answered_at.is_some_and(|at| at.0 - row.found_at.0 <= IN_TIME);
    let share = |rows: &[DangerRow]| {
        let rows = pointers(rows);
        let some = rows.iter().filter(|row| in_time(row)).count();
        (!rows.is_empty()).then(|| (number(some), number(rows.len())))
    };
    let waiting = known.dangers.iter().filter(|row| row.answered_at.is_none()).map(|row| Child {
        id: row.student,
        name: row.name.clone(),
        class: row.class,
        grade: row.grade,
        number: row.number,
    });
    let mut missing: Vec<Child> = Vec::new();
    for child in waiting {
        if !missing.contains(&child) {
            missing.push(child);
        }
    }
    Goal { key: "answer", now: share(&known.dangers), before: share(&known.dangers_before), missing }
}

/// Of the children for whom legal aid was asked in the term or who still waited when it began: those who received it. A
/// request that is not eligible or no longer needed is no longer one.
fn legal_aid(asked: &Asked, known: &Known) -> Goal {
    let on = |(from, day): (Day, Day)| {
        let requests = known.aid.iter().filter_map(move |row| {
            let answer = row.answer.as_deref().filter(|_| row.answered_on.is_some_and(|on| on <= day));
            let over = row.asked_on < from && row.answered_on.is_some_and(|on| on < from);
            let counts = row.asked_on <= day && !over && answer.is_none_or(|answer| answer == "given");
            let child = Child {
                id: row.student,
                name: row.name.clone(),
                class: row.class,
                grade: row.grade,
                number: row.number,
            };
            counts.then_some((child, answer.is_some()))
        });
        let requests: Vec<(Child, bool)> = requests.collect();
        counted(requests.iter().map(|(child, given)| (child, *given)))
    };
    let (now, missing) = on((asked.term.starts_on, asked.on));
    Goal { key: "legal-aid", now, before: asked.before.and_then(|days| on(days).0), missing }
}

/// The median time from pointing out to the first answer, in minutes. One that still waits counts with the time so far,
/// so that leaving it out does not make the figure better.
pub(crate) fn median_minutes(rows: &[DangerRow], now: Instant) -> Option<i64> {
    let wait = |row: &&DangerRow| (row.answered_at.unwrap_or(now).0 - row.found_at.0).max(0) / 60_000;
    let mut waits: Vec<i64> = pointers(rows).iter().map(wait).collect();
    waits.sort_unstable();
    waits.get(waits.len() / 2).copied()
}
