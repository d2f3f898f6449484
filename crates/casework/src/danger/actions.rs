//! To point out and to answer, each in the transaction of its act, with its event.

use access::Kind;
use db::{Conn, Tx};
use kernel::{DangerId, Fault, NoteId, SchoolId, StudentId};
use people::student::Student;
use uuid::Uuid;
use vault::RowKey;
use web::cx::Change;
use web::{Cx, Failure};

use super::answering::may_answer;
use super::store::{self, Row};
use super::{Found, judge, lexicon_of, reading};
use crate::note::NoteKind;
use crate::words::keyed;

/// What of a note was written now.
pub struct Spoken<'a> {
    /// The note.
    pub note: NoteId,
    /// Its kind.
    pub kind: NoteKind,
    /// All its open words.
    pub words: String,
    /// The words of its sealed part.
    pub sealed: Option<&'a str>,
}

keyed! {
    /// What a named person says of a pointer.
    Verdict of "danger-verdict" {
        /// Seen, and this was done.
        Seen = "seen",
        /// Not a danger, because.
        None = "none",
    }
}

/// An answer about to be kept.
pub struct Answer<'a> {
    /// Made when the form was shown: the same key twice is one answer.
    pub key: Uuid,
    /// What is said.
    pub verdict: Verdict,
    /// What was done, or why it is none.
    pub text: &'a str,
}

/// The kind of record whose label seals a part.
pub(super) fn kind_of(part: &str) -> Kind {
    if part == "sealed" { Kind::Sealed } else { Kind::Note }
}

pub(super) fn row_key(cx: &Cx, id: DangerId, part: &str) -> RowKey<'static> {
    cx.app.row(cx.school(), "danger", id.bytes(), kind_of(part).label())
}

/// Looks at what was written, and keeps what speaks of danger. Nothing is refused and nothing is lost: the note is
/// written whatever is found. What was found in the note before is not pointed out anew.
///
/// # Errors
/// Those of the database.
pub async fn point(tx: &mut Tx, cx: &Cx, spoken: &Spoken<'_>, students: &[Student]) -> Result<(), Failure> {
    let lexicon = lexicon_of(tx, cx.school()).await?;
    let before = known(tx, cx, spoken.note).await?;
    let fresh = |text: &str| -> Vec<Found> {
        let found = judge(&lexicon, text);
        if found.iter().all(|one| before.contains(one)) { Vec::new() } else { found }
    };
    let found = fresh(&spoken.words);
    if !found.is_empty() {
        let id = keep(tx, cx, (spoken.note, "note"), &found).await?;
        for student in students {
            tell(tx, cx, ("danger.pointed", id, spoken.kind.record()), Some(student.id), &sentences(&found))
                .await?;
        }
    }
    let sealed = spoken.sealed.map(fresh).unwrap_or_default();
    if !sealed.is_empty() {
        // As with the sealed part itself, the event names no child.
        let id = keep(tx, cx, (spoken.note, "sealed"), &sealed).await?;
        tell(tx, cx, ("danger.pointed", id, spoken.kind.sealed()), None, &sentences(&sealed)).await?;
    }
    Ok(())
}

async fn known(tx: &mut Tx, cx: &Cx, note: NoteId) -> Result<Vec<Found>, Failure> {
    let mut all = Vec::new();
    for row in store::of_note(tx, cx.school(), note).await? {
        all.extend(reading::opened(cx, &row)?);
    }
    Ok(all)
}

fn sentences(found: &[Found]) -> String {
    found.iter().map(|one| format!("{}: {}", one.danger.key(), one.sentence)).collect::<Vec<_>>().join("\n")
}

async fn keep(
    tx: &mut Tx,
    cx: &Cx,
    (note, part): (NoteId, &str),
    found: &[Found],
) -> Result<DangerId, Failure> {
    let id = DangerId(cx.uuid());
    let json = serde_json::to_string(found).map_err(|error| Fault::from("what was found", error))?;
    let row = Row {
        id,
        note_id: note,
        part: part.to_owned(),
        found_cell: cx.app.seal(&row_key(cx, id, part), "found_cell", &json),
        found_at: cx.app.clock.now(),
    };
    store::insert(tx, cx.school(), &row, cx.staff()?).await?;
    Ok(id)
}

async fn tell(
    tx: &mut Tx,
    cx: &Cx,
    (name, id, kind): (&str, DangerId, Kind),
    student: Option<StudentId>,
    text: &str,
) -> Result<(), Failure> {
    Ok(cx.event(tx, Change { name, kind, subject: id.0, student, before: None, after: Some(text) }).await?)
}

/// Whether something in a note still waits for an answer.
///
/// # Errors
/// Those of the database.
pub async fn waits(conn: &mut Conn, school: SchoolId, note: NoteId) -> Result<bool, Failure> {
    Ok(store::waiting_of_note(conn, school, note).await? > 0)
}

/// Keeps the answer of a named person; the note it is about.
///
/// # Errors
/// [`Failure::NotFound`] for whoever may not read that part of the note, or may write nothing about the child.
pub async fn answer(cx: &Cx, id: DangerId, answer: &Answer<'_>) -> Result<NoteId, Failure> {
    let me = cx.staff()?;
    let mut tx = cx.app.db.begin().await?;
    let row = store::lookup(&mut tx, cx.school(), id).await?.ok_or(Failure::NotFound)?;
    let read = reading::readable(&mut tx, cx, &row).await?;
    let facts = read.students.first().ok_or(Failure::NotFound)?.facts(cx.school()).by(me);
    if !may_answer(cx, &facts, (read.kind, row.found_at)) {
        return Err(Failure::NotFound);
    }
    let key = cx.app.row(cx.school(), "danger_answer", *answer.key.as_bytes(), kind_of(&row.part).label());
    let cell = cx.app.seal(&key, "text_cell", answer.text);
    let said = (answer.verdict.key(), cell);
    if store::insert_answer(&mut tx, cx.school(), (answer.key, id), said, (me, cx.app.clock.now())).await? {
        let told = format!("{}: {}", answer.verdict.key(), answer.text);
        let sealed = row.part == "sealed";
        let kind = if sealed { read.kind.sealed() } else { read.kind.record() };
        let students: Vec<Option<StudentId>> =
            if sealed { vec![None] } else { read.students.iter().map(|one| Some(one.id)).collect() };
        for student in students {
            tell(&mut tx, cx, ("danger.answered", id, kind), student, &told).await?;
        }
        tx.commit().await?;
    }
    Ok(row.note_id)
}
