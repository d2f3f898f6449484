//! The note that a sheet is about, and all notes about the child as rows.

use std::collections::BTreeMap;

use access::{Action, Kind};
use casework::note::NoteKind;
use db::Conn;
use kernel::{Label, NoteId};
use people::student::Student;
use web::{Cx, Failure};

use super::{Value, Values, put};
use crate::reader::Reader;
use crate::student_file::store::{self, Note};

/// A form has room for so many; the file has all of them.
const TIMES: usize = 8;

type Rows = BTreeMap<&'static str, Vec<Values>>;

/// Fields of the note asked for, and rows of all that may be taken out.
pub async fn read(
    conn: &mut Conn,
    reader: &mut Reader<'_>,
    about: Option<NoteId>,
    (values, rows): (&mut Values, &mut Rows),
) -> Result<(), Failure> {
    let cx = reader.cx;
    let (mut lines, mut found) = (Vec::new(), None);
    let notes = takeable(conn, cx, &reader.student).await?;
    for note in notes {
        let facts = reader.student.facts(cx.school()).by(note.author);
        let kind = kind_of(&note);
        if !reader.used.iter().any(|used| used.kind() == kind) {
            reader.used.extend(access::permit(&cx.actor, Action::Export, kind, &facts));
        }
        lines.push(line(cx, &note)?);
        if about == Some(note.id) {
            found = Some((note, lines.len()));
        }
    }
    if let Some((note, place)) = found {
        values.extend(lines.get(place - 1).cloned().unwrap_or_default());
        values.insert("note-number", Value::Number(i64::try_from(place).unwrap_or(i64::MAX)));
        promise(conn, reader, note.id, values).await?;
    } else if about.is_some() {
        return Err(Failure::NotFound);
    }
    put(values, "support-times", Some(times(cx, &lines)));
    rows.insert("notes", lines);
    Ok(())
}

/// The last times of support, one line each: day, way, who, what was done, and what the child said.
fn times(cx: &Cx, lines: &[Values]) -> String {
    let line = |line: &Values| {
        let words = |key: &str| line.get(key).map(|value| value.words(cx)).unwrap_or_default();
        let day = match line.get("note-day") {
            Some(Value::Day(day)) => cx.short_day(day),
            _ => String::new(),
        };
        let own = line.get("note-own-words").map(|own| cx.tx("papers-file-said", own.words(cx)));
        let args = [
            ("day", day),
            ("way", words("note-kind")),
            ("who", words("note-writer")),
            ("text", words("note-text")),
            ("own", own.unwrap_or_default()),
        ];
        let args = args.each_ref().map(|(name, text)| (*name, text.as_str().into()));
        cx.tf("papers-support-time", &args)
    };
    let last = lines.get(lines.len().saturating_sub(TIMES)..).unwrap_or_default();
    last.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn kind_of(note: &Note) -> Kind {
    NoteKind::parse(&note.kind).map_or(Kind::Note, NoteKind::record)
}

/// The notes about a child that may be taken out, oldest first, their words still sealed.
pub(crate) async fn takeable(conn: &mut Conn, cx: &Cx, student: &Student) -> Result<Vec<Note>, Failure> {
    let facts = student.facts(cx.school());
    let mut notes = store::notes(conn, cx.school(), student.id).await?;
    notes.retain(|note| {
        access::permit(&cx.actor, Action::Export, kind_of(note), &facts.by(note.author)).is_some()
    });
    Ok(notes)
}

fn line(cx: &Cx, note: &Note) -> Result<Values, Failure> {
    let row = cx.app.row(cx.school(), "note", note.id.bytes(), Label::CLOSE);
    let mut line = Values::from([("note-day", Value::Day(note.held_on))]);
    put(&mut line, "note-kind", Some(cx.t(format!("terms-note-{}", note.kind.replace('_', "-"))).to_owned()));
    put(&mut line, "note-writer", Some(note.by.clone()));
    put(&mut line, "note-text", Some(cx.app.open(&row, "text_cell", &note.text)?));
    put(&mut line, "note-own-words", cx.app.open_some(&row, "own_words_cell", note.own_words.as_ref())?);
    line.insert("note-recorded", Value::Day(note.recorded_at.day()));
    if let Some(minutes) = note.minutes {
        line.insert("note-minutes", Value::Number(minutes));
    }
    Ok(line)
}

async fn promise(
    conn: &mut Conn,
    reader: &Reader<'_>,
    note: NoteId,
    values: &mut Values,
) -> Result<(), Failure> {
    let cx = reader.cx;
    let promises = casework::follow_up::of_note(conn, cx, note).await?;
    if let Some(promise) = promises.into_iter().find(|one| one.student_id == reader.student.id) {
        put(values, "follow-up", Some(promise.text));
        values.insert("follow-up-day", Value::Day(promise.due_on));
    }
    Ok(())
}
