//! Cases as people read them.

use access::{Action, Kind, Permit};
use db::Conn;
use db::together::try_join5;
use kernel::{CaseId, Fault};
use people::student::Student;
use web::{Cx, Failure};

use super::model::{Called, CaseView, CloseReason, Closure, Goal, Member, Part, Team, Tier, ended};
use super::store::{self, CaseRow};

/// A case with its child, for somebody who may do this with it.
///
/// # Errors
/// [`Failure::NotFound`] for everybody else.
pub(crate) async fn find(
    conn: &mut Conn,
    cx: &Cx,
    id: CaseId,
    action: Action,
) -> Result<(CaseRow, Student, Permit), Failure> {
    let row = store::lookup(conn, cx.school(), id, cx.today()).await?.ok_or(Failure::NotFound)?;
    let student = people::student::store::lookup(conn, cx.school(), row.student_id, cx.today()).await?;
    let student = student.ok_or(Failure::NotFound)?;
    let permit = cx.permit(action, Kind::Case, &student.facts(cx.school()))?;
    Ok((row, student, permit))
}

/// The child's open case, if there is one and this person may read it. Its permit goes to `cx.log_readings` before the
/// answer leaves.
///
/// # Errors
/// Those of the database and of damaged cells.
pub async fn open_of(conn: &mut Conn, cx: &Cx, student: &Student) -> Result<Option<CaseView>, Failure> {
    let facts = student.facts(cx.school());
    let Some(permit) = access::permit(&cx.actor, Action::Read, Kind::Case, &facts) else { return Ok(None) };
    let Some(id) = store::lookup_open(conn, cx.school(), student.id, cx.today()).await? else {
        return Ok(None);
    };
    let row = store::lookup(conn, cx.school(), id, cx.today()).await?.ok_or(Failure::NotFound)?;
    view(conn, cx, row, permit).await.map(Some)
}

/// Everything that a case's page shows.
///
/// # Errors
/// Those of the database and of damaged cells.
pub(crate) async fn view(
    conn: &mut Conn,
    cx: &Cx,
    row: CaseRow,
    permit: Permit,
) -> Result<CaseView, Failure> {
    let key = cx.app.row(cx.school(), "support_case", row.id.bytes(), Kind::Case.label());
    let [mut a, mut b, mut c, mut d] = [(); 4].map(|()| conn.beside());
    let (members, plan, measures, goals, closures) = try_join5(
        members(conn, cx, row.id),
        crate::plan::reading::of_case(&mut a, cx, row.id),
        crate::plan::uses::of_case(&mut b, cx, row.id),
        goals(&mut c, cx, row.id),
        closures(&mut d, cx, row.id),
    )
    .await?;
    let Team { now: team, coming, former } = Team::on(members, cx.today());
    Ok(CaseView {
        id: row.id,
        student_id: row.student_id,
        tier: Tier::parse(&row.tier).ok_or_else(|| Fault::new("a case of an unknown tier"))?,
        opened_on: row.opened_on,
        opener: row.opener,
        concern: cx.app.open(&key, "concern_cell", &row.concern_cell)?,
        is_open: row.is_open,
        team,
        coming,
        former,
        plan,
        measures,
        goals,
        closures,
        permit,
    })
}

pub(crate) async fn members(conn: &mut Conn, cx: &Cx, case: CaseId) -> Result<Vec<Member>, Failure> {
    let rows = store::members(conn, cx.school(), case).await?;
    Ok(rows
        .into_iter()
        .map(|row| Member {
            id: row.id,
            staff_id: row.staff_id,
            name: row.name,
            part: Part::parse(&row.part).unwrap_or(Part::Member),
            called: row.called.as_deref().and_then(Called::parse),
            from_on: row.from_on,
            until_on: ended(row.until_on),
        })
        .collect())
}

/// A goal, opened.
pub(super) fn goal(cx: &Cx, row: &store::GoalRow) -> Result<Goal, Failure> {
    let key = cx.app.row(cx.school(), "goal", row.id.bytes(), Kind::Case.label());
    Ok(Goal {
        id: row.id,
        text: cx.app.open(&key, "text_cell", &row.text_cell)?,
        measure: cx.app.open_some(&key, "measure_cell", row.measure_cell.as_ref())?,
        is_near: row.span == "near",
        due_on: row.due_on,
        set_on: row.set_on,
        reached_on: ended(row.reached_on),
        is_withdrawn: row.withdrawn_at.is_some(),
    })
}

pub(crate) async fn goals(conn: &mut Conn, cx: &Cx, case: CaseId) -> Result<Vec<Goal>, Failure> {
    let rows = store::goals(conn, cx.school(), case).await?;
    rows.iter().map(|row| goal(cx, row)).collect()
}

async fn closures(conn: &mut Conn, cx: &Cx, case: CaseId) -> Result<Vec<Closure>, Failure> {
    let rows = store::closures(conn, cx.school(), case).await?;
    let opened = |row: store::ClosureRow| {
        let key = cx.app.row(cx.school(), "closure", row.id.bytes(), Kind::Case.label());
        Ok(Closure {
            id: row.id,
            closed_on: row.closed_on,
            closer: row.closer,
            reason: CloseReason::parse(&row.reason).unwrap_or(CloseReason::Other),
            note: cx.app.open_some(&key, "note_cell", row.note_cell.as_ref())?,
            reopened_on: ended(row.reopened_on),
            reopener: row.reopener,
            reopen_note: cx.app.open_some(&key, "reopen_note_cell", row.reopen_note_cell.as_ref())?,
        })
    };
    rows.into_iter().map(opened).collect()
}
