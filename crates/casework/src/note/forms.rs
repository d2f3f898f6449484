//! What people typed about a contact: three things are needed (for whom, what was done, what was said), the rest has
//! sensible beginnings.

use kernel::{Day, FollowUpId, NoteId, StaffId, StudentId};
use web::short::Filled;
use web::{Cx, Fields};

use super::fields;
use super::model::{Channel, Content, NewNote, NewSealed, NoteKind, Promise, TEXT_LIMIT};

/// A day of which nothing is known yet cannot have happened.
fn past_day(fields: &mut Fields, cx: &Cx, name: &str) -> Day {
    let day = fields.day(cx.lang(), name).unwrap_or_else(|| cx.today());
    if day > cx.today() {
        fields.refuse(cx.lang(), name, "web-error-future");
    }
    day
}

/// The part of a note that can be amended; nothing when the form must come back.
pub(super) fn content(fields: &mut Fields, cx: &Cx) -> Option<Content> {
    let lang = cx.lang();
    let kind = NoteKind::parse(fields.get("kind"));
    if kind.is_none() {
        fields.refuse(lang, "kind", "casework-error-kind");
    }
    let held_on = past_day(fields, cx, "held_on");
    let minutes: Option<i64> = fields.parse(lang, "minutes");
    if minutes.is_some_and(|minutes| !(1..=600).contains(&minutes)) {
        fields.refuse(lang, "minutes", "casework-error-minutes");
    }
    let text = fields.required(lang, "text");
    for name in ["text", "own_words", "why", "follow_up_text", "sealed_text"] {
        fields.at_most(lang, name, TEXT_LIMIT);
    }
    let extra = kind.map(|kind| Filled::typed(fields, cx, fields::specs(kind))).unwrap_or_default();
    let kind = kind.filter(|_| fields.is_right())?;
    let channel = Channel::parse(fields.get("channel")).filter(|_| kind == NoteKind::FamilyContact);
    Some(Content {
        kind,
        channel,
        held_on,
        minutes,
        text,
        own_words: fields.some("own_words").map(str::to_owned),
        extra,
    })
}

/// The ids of the children chosen, each once.
pub(super) fn students(fields: &Fields) -> Vec<StudentId> {
    let mut ids: Vec<StudentId> = Vec::new();
    for id in fields.all("student").into_iter().filter_map(|text| text.parse().ok()) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids
}

/// A whole new note; nothing when the form must come back.
pub(super) fn new_note(fields: &mut Fields, cx: &Cx) -> Option<NewNote> {
    let lang = cx.lang();
    let students = students(fields);
    if students.is_empty() {
        fields.refuse(lang, "student", "casework-error-who");
    }
    let key: Option<NoteId> = fields.parse(lang, "key");
    let keeps: Option<FollowUpId> = fields.parse(lang, "follow_up");
    let promise = promise(fields, cx);
    let sealed = sealed(fields, cx);
    let content = content(fields, cx);
    Some(NewNote { key: key?, students, content: content?, promise, sealed, keeps })
        .filter(|_| fields.is_right())
}

fn promise(fields: &mut Fields, cx: &Cx) -> Option<Promise> {
    let lang = cx.lang();
    let due_on = fields.day(lang, "follow_up_on");
    let text = fields.some("follow_up_text")?.to_owned();
    match due_on {
        Some(due_on) if due_on >= cx.today() => return Some(Promise { text, due_on }),
        Some(_) => fields.refuse(lang, "follow_up_on", "casework-error-past"),
        None if fields.error("follow_up_on").is_empty() => {
            fields.refuse(lang, "follow_up_on", "casework-error-when");
        }
        None => {}
    }
    None
}

fn sealed(fields: &mut Fields, cx: &Cx) -> Option<NewSealed> {
    let text = fields.some("sealed_text")?.to_owned();
    let readers: Vec<StaffId> = fields.all("reader").into_iter().filter_map(|id| id.parse().ok()).collect();
    if readers.is_empty() {
        fields.refuse(cx.lang(), "reader", "casework-error-reader");
        return None;
    }
    Some(NewSealed { text, readers })
}
