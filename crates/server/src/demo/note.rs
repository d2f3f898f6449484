//! One note with all that belongs to it: children, sealed part, follow-up, earlier version, withdrawal.

use access::Kind;
use db::args;
use kernel::{Day, FOREVER, FollowUpId, Instant, NoteId, StaffId, StudentId, clock::days_after};
use uuid::Uuid;

use super::calendar::at;
use super::cells::note_kind;
use super::child::Child;
use super::growth::json_of;
use super::maker::{Change, Maker};
use super::texts::say;

/// A note before it is written.
pub struct Draft<'t> {
    /// The kind.
    pub kind: &'static str,
    /// By which way the family was reached.
    pub channel: Option<&'static str>,
    /// When it took place.
    pub on: Day,
    /// How long.
    pub minutes: Option<i64>,
    /// What is written.
    pub text: String,
    /// In the child's own words.
    pub own_words: Option<String>,
    /// Who.
    pub by: StaffId,
    /// With whom: the first is the one the text is about.
    pub children: &'t [&'t Child],
    /// What has become of it since.
    pub fate: Fate,
}

/// What has become of a note.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It stands as written.
    Stands,
    /// It was written better.
    Amended,
    /// It was withdrawn.
    Withdrawn,
}

/// A note that was written.
#[derive(Clone, Copy)]
pub struct Written {
    /// Its id.
    pub id: NoteId,
    /// When.
    pub at: Instant,
    /// On which day it took place.
    pub on: Day,
    /// Who.
    pub by: StaffId,
}

/// Writes a note.
pub fn write(maker: &mut Maker<'_>, draft: &Draft<'_>) -> Written {
    write_with(maker, draft, &[])
}

/// Writes a note with the short fields of its kind.
pub fn write_with(maker: &mut Maker<'_>, draft: &Draft<'_>, fields: &[(&'static str, String)]) -> Written {
    let next_day = maker.dice.chance(120) && days_after(draft.on, 1) < maker.term.today;
    let day = if next_day { days_after(draft.on, 1) } else { draft.on };
    let when = at(day, maker.dice.between(16, 20), maker.dice.between(0, 59));
    let id = NoteId(maker.dice.uuid(when));
    let first = draft.children.first().copied();
    let kind = note_kind(draft.kind);
    let sealer = maker.sealer("note", id.0, kind);
    let text = sealer.cell("text_cell", &draft.text);
    let own_words = draft.own_words.as_ref().map(|words| sealer.cell("own_words_cell", words));
    let filled = json_of(fields).map(|json| sealer.cell("fields_cell", &json));
    let said = fields.iter().find(|(name, _)| ["met", "told", "given"].contains(name));
    let why = match (draft.fate, first) {
        (Fate::Withdrawn, Some(child)) => {
            Some(sealer.cell("withdrawn_why_cell", &say(&maker.dice, "withdraw-why", child)))
        }
        _ => None,
    };
    let later = when.plus(40 * 60_000);
    let amended = (draft.fate == Fate::Amended).then_some(later);
    let withdrawn = (draft.fate == Fate::Withdrawn).then_some(later);
    maker.book.note.add(args![
        maker.school,
        id,
        draft.kind,
        draft.channel,
        draft.on,
        draft.minutes,
        text,
        own_words,
        when,
        draft.by,
        1 + i64::from(amended.is_some()),
        amended,
        amended.map(|_| draft.by),
        withdrawn,
        withdrawn.map(|_| draft.by),
        why,
        filled,
        said.map(|(_, whom)| whom.as_str())
    ]);
    for child in draft.children {
        maker.book.note_student.add(args![maker.school, child.id, draft.on, id]);
    }
    let written = Written { id, at: when, on: draft.on, by: draft.by };
    told(maker, (written, "note.recorded", when), first.map(|child| child.id), (kind, &draft.text));
    if let (Some(child), Some(later)) = (first, amended.or(withdrawn)) {
        if draft.fate == Fate::Amended {
            earlier_version(maker, draft, child, written);
        }
        let name = if draft.fate == Fate::Amended { "note.amended" } else { "note.withdrawn" };
        told(maker, (written, name, later), Some(child.id), (kind, &draft.text));
    }
    written
}

fn told(
    maker: &mut Maker<'_>,
    (note, name, at): (Written, &'static str, Instant),
    student: Option<StudentId>,
    (kind, after): (Kind, &str),
) {
    let change = Change { name, kind, at, by: note.by, subject: note.id.0, student, after };
    maker.event(&change);
}

/// What the note said first: shorter, as it often is.
fn earlier_version(maker: &mut Maker<'_>, draft: &Draft<'_>, child: &Child, note: Written) {
    let id: Uuid = maker.dice.uuid(note.at);
    let shorter = draft.text.split_inclusive('。').next().unwrap_or(&draft.text);
    let sealer = maker.sealer("note_version", id, note_kind(draft.kind));
    let text = sealer.cell("text_cell", shorter);
    let own_words = draft.own_words.as_ref().map(|words| sealer.cell("own_words_cell", words));
    let why = sealer.cell("why_cell", &say(&maker.dice, "amend-why", child));
    maker.book.note_version.add(args![
        maker.school,
        note.id,
        1_i64,
        id,
        draft.kind,
        draft.channel,
        draft.on,
        draft.minutes,
        text,
        own_words,
        note.at,
        note.by,
        why
    ]);
}

/// Adds the sealed part of a note, for these readers.
pub fn seal(maker: &mut Maker<'_>, child: &Child, note: Written, readers: &[StaffId]) {
    let text = say(&maker.dice, "sealed", child);
    let cell = maker.sealer("note_sealed", note.id.0, Kind::Sealed).cell("text_cell", &text);
    maker.book.note_sealed.add(args![maker.school, note.id, cell, note.at, note.by]);
    for reader in readers {
        maker.book.note_reader.add(args![maker.school, note.id, *reader, note.at, note.by]);
    }
    told(maker, (note, "note.sealed", note.at), Some(child.id), (Kind::Sealed, &text));
}

/// Promises something by this day; `done` when it was kept.
pub fn promise(maker: &mut Maker<'_>, child: &Child, note: Written, (due, done): (Day, Option<Day>)) {
    let id = FollowUpId(maker.dice.uuid(note.at));
    let text = say(&maker.dice, "follow-up", child);
    let cell = maker.sealer("follow_up", id.0, Kind::Note).cell("text_cell", &text);
    let done_on = done.unwrap_or(FOREVER);
    maker.book.follow_up.add(args![
        maker.school,
        id,
        note.id,
        child.id,
        note.by,
        due,
        cell,
        done_on,
        done.map(|_| note.by)
    ]);
}
