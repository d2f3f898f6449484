//! A follow-up promised in a note: a small task with a date (D4).

mod pages;
mod store;

use access::{Action, Kind, Permit};
use axum::Router;
use axum::routing::post;
use db::{Conn, Tx};
use kernel::{Day, FOREVER, FollowUpId, NoteId, StaffId, StudentId};
use people::student::Student;
use web::cx::Change;
use web::{App, Cx, Failure};

use crate::note::{NoteKind, Promise};

/// The routes of this subject.
pub fn routes() -> Router<App> {
    Router::new().route("/follow-ups/{id}/completion", post(pages::complete))
}

/// A follow-up, opened.
#[derive(Clone, Debug)]
pub struct FollowUp {
    /// The id.
    pub id: FollowUpId,
    /// The note in which it was promised.
    pub note_id: NoteId,
    /// The child.
    pub student_id: StudentId,
    /// Who promised.
    pub owner_id: StaffId,
    /// That person's name.
    pub owner: String,
    /// By when.
    pub due_on: Day,
    /// What.
    pub text: String,
    /// When it was kept.
    pub done_on: Option<Day>,
}

/// A follow-up on somebody's desk.
#[derive(Clone, Debug)]
pub struct Due {
    /// What, and by when.
    pub follow_up: FollowUp,
    /// The child.
    pub student: Student,
}

fn opened(cx: &Cx, row: store::Row) -> Result<FollowUp, Failure> {
    let key = cx.app.row(cx.school(), "follow_up", row.id.bytes(), Kind::Note.label());
    Ok(FollowUp {
        id: row.id,
        note_id: row.note_id,
        student_id: row.student_id,
        owner_id: row.owner_id,
        owner: row.owner,
        due_on: row.due_on,
        text: cx.app.open(&key, "text_cell", &row.text_cell)?,
        done_on: Some(row.done_on).filter(|day| *day != FOREVER),
    })
}

/// The open follow-ups that this staff member promised, by date, as far as the asking person may read the notes they
/// stand in. The permits go to `cx.log_readings` before the answer leaves.
///
/// # Errors
/// Those of the database and of damaged cells.
pub async fn due_for(conn: &mut Conn, cx: &Cx, staff: StaffId) -> Result<(Vec<Due>, Vec<Permit>), Failure> {
    let rows = store::open_of_owner(conn, &cx.actor, staff, cx.today()).await?;
    let (mut dues, mut permits) = (Vec::new(), Vec::new());
    for row in rows {
        let student = people::student::store::lookup(conn, cx.school(), row.student_id, cx.today()).await?;
        let Some(student) = student else { continue };
        let facts = student.facts(cx.school()).by(row.author_id);
        let Some(permit) = access::permit(&cx.actor, Action::Read, record_of(&row), &facts) else { continue };
        crate::note::remember(&mut permits, permit);
        dues.push(Due { follow_up: opened(cx, row)?, student });
    }
    Ok((dues, permits))
}

fn record_of(row: &store::Row) -> Kind {
    NoteKind::parse(&row.note_kind).map_or(Kind::Note, NoteKind::record)
}

/// The follow-ups promised in the notes of a child. Only for notes that were permitted.
pub(crate) async fn of_student(
    conn: &mut Conn,
    cx: &Cx,
    student: StudentId,
) -> Result<Vec<FollowUp>, Failure> {
    let rows = store::of_student(conn, cx.school(), student).await?;
    rows.into_iter().map(|row| opened(cx, row)).collect()
}

/// The follow-ups promised in one note. Only for a note that was permitted.
///
/// # Errors
/// Those of the database and of damaged cells.
pub async fn of_note(conn: &mut Conn, cx: &Cx, note: NoteId) -> Result<Vec<FollowUp>, Failure> {
    let rows = store::of_note(conn, cx.school(), note).await?;
    rows.into_iter().map(|row| opened(cx, row)).collect()
}

/// One follow-up, for somebody who may amend the note it stands in, or whose own it is: what somebody took on in a
/// meeting is his or her own record.
///
/// # Errors
/// [`Failure::NotFound`] for everybody else.
pub(crate) async fn find(conn: &mut Conn, cx: &Cx, id: FollowUpId) -> Result<(FollowUp, Permit), Failure> {
    let row = store::lookup(conn, cx.school(), id).await?.ok_or(Failure::NotFound)?;
    let student = people::student::store::lookup(conn, cx.school(), row.student_id, cx.today()).await?;
    let facts = student.ok_or(Failure::NotFound)?.facts(cx.school());
    let by = |author| access::permit(&cx.actor, Action::Amend, record_of(&row), &facts.by(author));
    let permit = by(row.author_id).or_else(|| by(row.owner_id)).ok_or(Failure::NotFound)?;
    Ok((opened(cx, row)?, permit))
}

/// Writes a promise in the transaction of its note: for the writer, or for whoever took it on in a meeting.
pub(crate) async fn promise(
    tx: &mut Tx,
    cx: &Cx,
    (note, student): (NoteId, StudentId),
    (owner, promise): (StaffId, &Promise),
) -> Result<(), Failure> {
    let id = FollowUpId(cx.uuid());
    let key = cx.app.row(cx.school(), "follow_up", id.bytes(), Kind::Note.label());
    let cell = cx.app.seal(&key, "text_cell", &promise.text);
    store::insert(tx, cx.school(), (id, note, student), (owner, promise.due_on, cell)).await?;
    tell(tx, cx, (id, student), ("follow_up.promised", &promise.text)).await
}

async fn tell(
    tx: &mut Tx,
    cx: &Cx,
    (id, student): (FollowUpId, StudentId),
    (name, text): (&str, &str),
) -> Result<(), Failure> {
    let change = Change {
        name,
        kind: Kind::Note,
        subject: id.0,
        student: Some(student),
        before: None,
        after: Some(text),
    };
    Ok(cx.event(tx, change).await?)
}

/// Says in this transaction that a promise was kept, or takes that back.
pub(crate) async fn settle(tx: &mut Tx, cx: &Cx, id: FollowUpId, done: bool) -> Result<FollowUp, Failure> {
    let (found, _) = find(tx, cx, id).await?;
    if found.done_on.is_some() != done {
        let (on, by) = if done { (cx.today(), Some(cx.staff()?)) } else { (FOREVER, None) };
        store::settle(tx, cx.school(), id, (on, by)).await?;
        let name = if done { "follow_up.done" } else { "follow_up.reopened" };
        tell(tx, cx, (id, found.student_id), (name, &found.text)).await?;
    }
    Ok(found)
}

/// Says that a promise was kept, or takes that back.
///
/// # Errors
/// [`Failure::NotFound`] when the person may not amend the note it stands in.
pub async fn complete(cx: &Cx, id: FollowUpId, done: bool) -> Result<FollowUp, Failure> {
    let mut tx = cx.app.db.begin().await?;
    let found = settle(&mut tx, cx, id, done).await?;
    tx.commit().await?;
    Ok(found)
}
