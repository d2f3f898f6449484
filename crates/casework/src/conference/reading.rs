//! A conference with its minutes, for whoever may take them out of the house.

use access::{Action, Kind, Permit, decide};
use db::Conn;
use kernel::{ConferenceId, Day, NoteId};
use people::student::Student;
use web::{Cx, Failure};

use super::store;
use crate::case;
use crate::note::{self, NoteLine};

/// A conference that was held.
pub struct Held {
    /// The child.
    pub student: Student,
    /// Who called it.
    pub caller: String,
    /// What about.
    pub about: String,
    /// The day on which it was held, as its minutes say.
    pub held_on: Day,
    /// Its minutes: who was there, what child and family said, what was agreed, and who took on what.
    pub minutes: NoteLine,
}

/// A conference with its minutes; the permits go to `cx.log_readings` before the answer leaves.
///
/// # Errors
/// [`Failure::NotFound`] while there are no minutes, and for who may not take out the case and its notes.
pub async fn held(conn: &mut Conn, cx: &Cx, id: ConferenceId) -> Result<(Held, Vec<Permit>), Failure> {
    let row = store::lookup(conn, cx.school(), id).await?.ok_or(Failure::NotFound)?;
    let (_, student, case) = case::reading::find(conn, cx, row.case_id, Action::Export).await?;
    let minutes = note::open(conn, cx, row.note_id.ok_or(Failure::NotFound)?).await?.line;
    if minutes.withdrawn.is_some() {
        return Err(Failure::NotFound);
    }
    let facts = student.facts(cx.school()).by(minutes.author_id);
    let note = cx.permit(Action::Export, minutes.kind.record(), &facts)?;
    let key = cx.app.row(cx.school(), "conference", id.bytes(), Kind::Case.label());
    let about = cx.app.open(&key, "about_cell", &row.about_cell)?;
    let held = Held { student, caller: row.caller, about, held_on: minutes.held_on, minutes };
    Ok((held, vec![case, note]))
}

/// Whether the minutes can be taken out by this person: the same question as [`held`] asks.
///
/// # Errors
/// Those of the database.
pub(super) async fn may_take(
    conn: &mut Conn,
    cx: &Cx,
    (student, note): (&Student, Option<NoteId>),
) -> Result<bool, Failure> {
    let Some(note) = note else { return Ok(false) };
    let Some(row) = note::store::lookup(conn, cx.school(), note).await? else { return Ok(false) };
    let facts = student.facts(cx.school()).by(row.recorded_by);
    let may = |kind| decide(&cx.actor, Action::Export, kind, &facts).is_some();
    Ok(row.withdrawn_at.is_none() && may(Kind::Case) && may(Kind::Note))
}
