//! What is done after a closing: one transaction each, with its event.

use access::{Action, Kind};
use db::{Conn, Tx};
use kernel::{ClosureId, HardDayId, StudentId};
use uuid::Uuid;
use web::cx::Change;
use web::{Cx, Failure};

use super::store::{self, Closed};
use super::{Moment, moments};

/// The looks of a closure that nobody has answered since the day of the look, neither with a tap nor by meeting the child:
/// who looked at the child is not asked twice because two looks fell on the same days.
pub(super) async fn open(conn: &mut Conn, cx: &Cx, closed: &Closed) -> Result<Vec<Moment>, Failure> {
    let answered = store::answers(conn, cx.school(), closed.id).await?;
    let mut open = all(conn, cx, closed).await?;
    open.retain(|moment| {
        let met = closed.met_on.is_some_and(|day| day >= moment.due_on);
        !met && !answered.iter().any(|(_, answered_on, _)| *answered_on >= moment.due_on)
    });
    Ok(open)
}

async fn all(conn: &mut Conn, cx: &Cx, closed: &Closed) -> Result<Vec<Moment>, Failure> {
    let terms = people::term::store::list(conn, cx.school()).await?;
    let terms: Vec<_> = terms.into_iter().map(|term| (term.starts_on, term.ends_on)).collect();
    let hard = store::hard_days(conn, cx.school(), closed.student_id).await?;
    let hard: Vec<_> = hard.iter().filter_map(|(_, day, _)| super::month_day(day)).collect();
    Ok(moments(closed.closed_on, &terms, &hard))
}

/// Says that all is well. Twice is once.
///
/// # Errors
/// [`Failure::NotFound`] for who may not amend the child's cases, or for a look that does not stand.
pub async fn all_is_well(cx: &Cx, id: ClosureId, moment: &str) -> Result<(), Failure> {
    let mut tx = cx.app.db.begin().await?;
    let closed = store::lookup(&mut tx, cx.school(), cx.today(), id).await?.ok_or(Failure::NotFound)?;
    people::student::find_for(&mut tx, cx, closed.student_id, (Action::Amend, Kind::Case)).await?;
    let known = all(&mut tx, cx, &closed).await?;
    let found = known.into_iter().find(|one| one.key() == moment && one.stands(cx.today()));
    let due_on = found.ok_or(Failure::NotFound)?.due_on;
    let key = (cx.uuid(), id, closed.student_id);
    let when = (cx.today(), cx.app.clock.now(), cx.staff()?);
    if store::answer(&mut tx, cx.school(), key, (moment, due_on), when).await? {
        tell(&mut tx, cx, (id.0, closed.student_id), ("after_care.well", Some(moment))).await?;
    }
    Ok(tx.commit().await?)
}

async fn tell(
    tx: &mut Tx,
    cx: &Cx,
    (subject, student): (Uuid, StudentId),
    (name, after): (&str, Option<&str>),
) -> Result<(), Failure> {
    let change = Change { name, kind: Kind::Case, subject, student: Some(student), before: None, after };
    Ok(cx.event(tx, change).await?)
}

/// Notes a day of the year that is hard for a child.
///
/// # Errors
/// [`Failure::NotFound`] for who may not amend the child's cases.
pub async fn note_day(
    cx: &Cx,
    student: StudentId,
    ((month, day), what): ((i8, i8), &str),
) -> Result<(), Failure> {
    let mut tx = cx.app.db.begin().await?;
    people::student::find_for(&mut tx, cx, student, (Action::Amend, Kind::Case)).await?;
    let id = HardDayId(cx.uuid());
    let key = cx.app.row(cx.school(), "hard_day", id.bytes(), Kind::Case.label());
    let cell = cx.app.seal(&key, "what_cell", what);
    let month_day = format!("{month:02}-{day:02}");
    let by = (cx.app.clock.now(), cx.staff()?);
    store::insert_day(&mut tx, cx.school(), (id, student), (&month_day, cell), by).await?;
    tell(&mut tx, cx, (id.0, student), ("hard_day.noted", Some(what))).await?;
    Ok(tx.commit().await?)
}

/// Withdraws a hard day.
///
/// # Errors
/// [`Failure::NotFound`] for who may not amend the child's cases.
pub async fn withdraw_day(cx: &Cx, id: HardDayId) -> Result<(), Failure> {
    let mut tx = cx.app.db.begin().await?;
    let student = store::child_of(&mut tx, cx.school(), id).await?.ok_or(Failure::NotFound)?;
    people::student::find_for(&mut tx, cx, student, (Action::Amend, Kind::Case)).await?;
    store::withdraw_day(&mut tx, cx.school(), id, (cx.app.clock.now(), cx.staff()?)).await?;
    tell(&mut tx, cx, (id.0, student), ("hard_day.withdrawn", None)).await?;
    Ok(tx.commit().await?)
}
