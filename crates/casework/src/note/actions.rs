//! What can be done with a note: one transaction each, with its event.

use access::{Action, Kind};
use db::{Conn, Tx};
use kernel::{NoteId, StudentId};
use people::student::Student;
use web::cx::Change;
use web::{Cx, Failure};

use super::model::{self, Content, NewNote};
use super::store::{self, Kept, NoteRow, Written};
use super::{reading, sealed};
use crate::{danger, follow_up};

/// Records a note. The same key again, by the same person, is answered as if it had been recorded now.
///
/// # Errors
/// [`Failure::NotFound`] when the person may not write such a note for one of the children: then none is written.
pub async fn record(cx: &Cx, new: &NewNote) -> Result<NoteId, Failure> {
    let me = cx.staff()?;
    let mut tx = cx.app.db.begin().await?;
    if let Some(there) = store::lookup(&mut tx, cx.school(), new.key).await? {
        return if there.recorded_by == me { Ok(new.key) } else { Err(Failure::NotFound) };
    }
    let students = permitted(&mut tx, cx, new).await?;
    match insert(&mut tx, cx, new).await {
        // Two arrivals of one key at the same moment: the other one has written it.
        Err(db::Error::Refused(_)) => return there_already(tx, cx, new.key).await,
        other => other?,
    }
    attach(&mut tx, cx, new, &students).await?;
    tx.commit().await?;
    Ok(new.key)
}

/// Writes a note in the transaction of the meeting whose minutes it holds. Its key is new.
///
/// # Errors
/// As [`record`].
pub(crate) async fn record_in(tx: &mut Tx, cx: &Cx, new: &NewNote) -> Result<(), Failure> {
    let students = permitted(tx, cx, new).await?;
    insert(tx, cx, new).await?;
    attach(tx, cx, new, &students).await
}

/// Writes what belongs to a note: its children, its sealed part, its promise.
async fn attach(tx: &mut Tx, cx: &Cx, new: &NewNote, students: &[Student]) -> Result<(), Failure> {
    for student in students {
        store::insert_student(tx, cx.school(), (new.key, new.content.held_on), student.id).await?;
        let told = Told { name: "note.recorded", before: None, after: Some(&new.content.text) };
        tell(tx, cx, (new.key, new.content.kind.record()), student.id, told).await?;
    }
    if let Some(part) = &new.sealed {
        sealed::seal(tx, cx, (new.key, new.content.kind, students), part).await?;
    }
    danger::point(tx, cx, &spoken(new), students).await?;
    if let (Some(promise), Some(first)) = (&new.promise, students.first()) {
        follow_up::promise(tx, cx, (new.key, first.id), (cx.staff()?, promise)).await?;
    }
    if let Some(kept) = new.keeps {
        follow_up::settle(tx, cx, kept, true).await?;
    }
    Ok(())
}

/// What of a new note is to be looked at for danger.
fn spoken(new: &NewNote) -> danger::Spoken<'_> {
    danger::Spoken {
        note: new.key,
        kind: new.content.kind,
        words: new.content.words(),
        sealed: new.sealed.as_ref().map(|part| part.text.as_str()),
    }
}

async fn there_already(tx: Tx, cx: &Cx, key: NoteId) -> Result<NoteId, Failure> {
    drop(tx);
    let mut conn = cx.app.db.reader().await?;
    let there = store::lookup(&mut conn, cx.school(), key).await?;
    there.filter(|note| Some(note.recorded_by) == cx.actor.staff).map(|note| note.id).ok_or(Failure::NotFound)
}

/// The children, each of whom the person may write such a note for.
async fn permitted(conn: &mut Conn, cx: &Cx, new: &NewNote) -> Result<Vec<Student>, Failure> {
    let mut students = Vec::new();
    for id in &new.students {
        let right = (Action::Create, new.content.kind.record());
        students.push(people::student::find_for(conn, cx, *id, right).await?.0);
    }
    if students.is_empty() { Err(Failure::BadRequest) } else { Ok(students) }
}

async fn insert(tx: &mut Tx, cx: &Cx, new: &NewNote) -> db::Result<()> {
    let Ok(written) = written(cx, new.key, &new.content) else { return Err(db::Error::Missing) };
    store::insert(tx, cx.school(), &written).await
}

/// The content, sealed and signed.
fn written<'a>(cx: &Cx, id: NoteId, content: &'a Content) -> Result<Written<'a>, Failure> {
    let key = cx.app.row(cx.school(), "note", id.bytes(), Kind::Note.label());
    let extra = content.extra.json();
    Ok(Written {
        id,
        kind: content.kind.key(),
        channel: content.channel.map(model::Channel::key),
        held_on: content.held_on,
        minutes: content.minutes,
        text: cx.app.seal(&key, "text_cell", &content.text),
        own_words: cx.app.seal_some(&key, "own_words_cell", content.own_words.as_deref()),
        fields: cx.app.seal_some(&key, "fields_cell", extra.as_deref()),
        reached: super::fields::reached(&content.extra),
        by: (cx.staff()?, cx.app.clock.now()),
    })
}

/// What an event tells.
struct Told<'a> {
    name: &'a str,
    before: Option<&'a str>,
    after: Option<&'a str>,
}

async fn tell(
    tx: &mut Tx,
    cx: &Cx,
    (note, kind): (NoteId, Kind),
    student: StudentId,
    told: Told<'_>,
) -> Result<(), Failure> {
    let Told { name, before, after } = told;
    Ok(cx.event(tx, Change { name, kind, subject: note.0, student: Some(student), before, after }).await?)
}

/// What came of an amendment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amended {
    /// Nothing was changed, so nothing was kept.
    Same,
    /// Written.
    Done,
    /// Somebody else wrote a newer version meanwhile: nothing was written.
    Stale,
    /// A day has passed: a reason must be given.
    NeedsReason,
}

/// Writes a newer version of a note; the one that stood there is kept, with the reason if one was given.
///
/// # Errors
/// [`Failure::NotFound`] when the person may not amend it for every child, as what it was and as what it becomes.
pub async fn amend(
    cx: &Cx,
    id: NoteId,
    from_version: i64,
    (content, why): (&Content, Option<&str>),
) -> Result<Amended, Failure> {
    let mut tx = cx.app.db.begin().await?;
    let (row, students) = amendable(&mut tx, cx, id, content.kind.record()).await?;
    let now = cx.app.clock.now();
    if row.withdrawn_at.is_some() {
        return Err(Failure::NotFound);
    }
    let before = reading::content_of(cx, &row)?;
    if row.version != from_version {
        return Ok(Amended::Stale);
    }
    if before == *content {
        return Ok(Amended::Same);
    }
    if why.is_none() && !model::may_edit_freely(row.recorded_at, now) {
        return Ok(Amended::NeedsReason);
    }
    if !store::amend(&mut tx, cx.school(), &written(cx, id, content)?, from_version).await? {
        return Ok(Amended::Stale);
    }
    keep(&mut tx, cx, &row, (&before, why)).await?;
    for student in &students {
        let told = Told { name: "note.amended", before: Some(&before.text), after: Some(&content.text) };
        tell(&mut tx, cx, (id, content.kind.record()), student.id, told).await?;
    }
    let spoken = danger::Spoken { note: id, kind: content.kind, words: content.words(), sealed: None };
    danger::point(&mut tx, cx, &spoken, &students).await?;
    tx.commit().await?;
    Ok(Amended::Done)
}

async fn keep(
    tx: &mut Tx,
    cx: &Cx,
    row: &NoteRow,
    (before, why): (&Content, Option<&str>),
) -> Result<(), Failure> {
    let version = cx.uuid();
    let key = cx.app.row(cx.school(), "note_version", *version.as_bytes(), Kind::Note.label());
    let kept = Kept {
        id: version,
        text: cx.app.seal(&key, "text_cell", &before.text),
        own_words: cx.app.seal_some(&key, "own_words_cell", before.own_words.as_deref()),
        fields: cx.app.seal_some(&key, "fields_cell", before.extra.json().as_deref()),
        why: cx.app.seal_some(&key, "why_cell", why),
    };
    Ok(store::keep_version(tx, cx.school(), row, &kept).await?)
}

/// The note and its children, each of whom the person may amend it for.
async fn amendable(
    conn: &mut Conn,
    cx: &Cx,
    id: NoteId,
    becomes: Kind,
) -> Result<(NoteRow, Vec<Student>), Failure> {
    let row = store::lookup(conn, cx.school(), id).await?.ok_or(Failure::NotFound)?;
    let mut students = Vec::new();
    for student in store::students_of(conn, cx.school(), id).await? {
        let found = people::student::store::lookup(conn, cx.school(), student, cx.today()).await?;
        let found = found.ok_or(Failure::NotFound)?;
        let facts = found.facts(cx.school()).by(row.recorded_by);
        cx.permit(Action::Amend, reading::kind_of(&row)?.record(), &facts)?;
        cx.permit(Action::Amend, becomes, &facts)?;
        students.push(found);
    }
    Ok((row, students))
}

/// What came of a withdrawal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Withdrawn {
    /// It is withdrawn, now or already before.
    Done,
    /// A reason must be given: the ten minutes are over, or somebody else wrote it.
    NeedsReason,
}

/// Withdraws a note: it stays, struck, without its text. The writer needs no reason in the first ten minutes.
///
/// # Errors
/// [`Failure::NotFound`] when the person may not amend it for every child.
pub async fn withdraw(cx: &Cx, id: NoteId, why: Option<&str>) -> Result<Withdrawn, Failure> {
    let me = cx.staff()?;
    let mut tx = cx.app.db.begin().await?;
    let row = store::lookup(&mut tx, cx.school(), id).await?.ok_or(Failure::NotFound)?;
    let record = reading::kind_of(&row)?.record();
    let (row, students) = amendable(&mut tx, cx, id, record).await?;
    let now = cx.app.clock.now();
    // What spoke of danger and was not answered is never taken back without a word.
    let at_once = row.recorded_by == me
        && model::can_undo(row.recorded_at, now)
        && !danger::waits(&mut tx, cx.school(), id).await?;
    if why.is_none() && !at_once {
        return Ok(Withdrawn::NeedsReason);
    }
    let key = cx.app.row(cx.school(), "note", id.bytes(), Kind::Note.label());
    let cell = cx.app.seal_some(&key, "withdrawn_why_cell", why);
    if !store::withdraw(&mut tx, cx.school(), id, (me, now, cell)).await? {
        return Ok(Withdrawn::Done);
    }
    let before = reading::content_of(cx, &row)?;
    for student in students {
        let told = Told { name: "note.withdrawn", before: Some(&before.text), after: why };
        tell(&mut tx, cx, (id, record), student.id, told).await?;
    }
    tx.commit().await?;
    Ok(Withdrawn::Done)
}
