//! One row of the day: a child, an act, how it stands, and where one tap leads.

use std::collections::BTreeMap;

use kernel::{Day, StudentId};
use uuid::Uuid;
use web::Cx;

use super::act_of;
use crate::clock::{Bearer, Owed, State};
use crate::contact::note_for;
use crate::facts::store::Picked;
use crate::rule::Act;
use crate::setting::Setting;

/// What one person has to do for one child.
#[derive(Clone, Debug)]
pub struct Task {
    /// The child.
    pub student: StudentId,
    /// The name.
    pub name: String,
    /// The class in words.
    pub class: String,
    /// What.
    pub act: Act,
    /// How it stands.
    pub state: State,
    /// By when.
    pub due_on: Option<Day>,
    /// The last contact that counts.
    pub last_on: Option<Day>,
    /// What is to be done, in words.
    pub what: &'static str,
    /// How it stands, in words; never why: a category may not be the reader's to know.
    pub words: String,
    /// The last contact, in words.
    pub last: String,
    /// Where one tap records it.
    pub note_href: String,
    /// Where the clock is stopped.
    pub excuse_href: String,
}

/// One row for a child and an act: two rules that ask for the same act are one thing to do, the most urgent counts.
pub(super) fn merged(cx: &Cx, setting: &Setting, all: Vec<(&Picked, Owed)>) -> Vec<Task> {
    let mut rows: BTreeMap<(usize, Act), (&Picked, Owed)> = BTreeMap::new();
    let mut places: Vec<StudentId> = Vec::new();
    for (picked, owed) in all {
        let Some(act) = act_of(setting, &owed) else { continue };
        if owed.state == State::NothingOwed {
            continue;
        }
        let at = places.iter().position(|student| *student == picked.student).unwrap_or_else(|| {
            places.push(picked.student);
            places.len() - 1
        });
        let row = rows.entry((at, act)).or_insert((picked, owed));
        if urgency(&owed) < urgency(&row.1) {
            *row = (picked, owed);
        }
    }
    rows.into_iter().map(|((_, act), (picked, owed))| task(cx, picked, act, &owed)).collect()
}

fn urgency(owed: &Owed) -> (State, Day) {
    (owed.state, owed.due_on.unwrap_or(kernel::FOREVER))
}

fn task(cx: &Cx, picked: &Picked, act: Act, owed: &Owed) -> Task {
    let today = cx.today();
    let due = owed.due_on.map(|day| cx.short_day(&day)).unwrap_or_default();
    let args = [("left", owed.left().into()), ("due", (&due).into())];
    // What the child owes is not a teacher's debt: it is always something that comes.
    let state = match (owed.bearer, owed.state) {
        (Bearer::Student, State::Overdue | State::Due) => State::Coming,
        (_, state) => state,
    };
    let last = match owed.last_contact {
        Some(day) => cx.tx("duties-day-last", language::days_ago(cx.lang(), day, today)),
        None => cx.t("duties-day-last-none").to_owned(),
    };
    let student = picked.student;
    Task {
        student,
        name: picked.name.clone(),
        class: picked.class_words(cx),
        act,
        state,
        due_on: owed.due_on,
        last_on: owed.last_contact,
        what: cx.t(act.message_key()),
        words: cx.tf(owed.message_key(today), &args),
        last,
        note_href: format!("/notes/new?student={student}&kind={}&back=/", note_for(act)),
        excuse_href: format!("/students/{student}/excuses/new?rule={}&back=/", Uuid::from_bytes(owed.rule)),
    }
}
