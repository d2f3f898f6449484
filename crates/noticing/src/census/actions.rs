//! To open and close a census, to look at a student: each with its event in the same transaction.

use access::{Action, Kind};
use db::Tx;
use kernel::{CensusId, Day, FOREVER, StudentId};
use people::student::{self, Student};
use people::term;
use web::cx::Change;
use web::{Cx, Failure};

use super::{Census, store};

/// Opens the census of the current term, or opens it again with another due day.
///
/// # Errors
/// Not found when the policy refuses or there is no term.
pub async fn open(cx: &Cx, due: Day) -> Result<CensusId, Failure> {
    cx.permit_school(Action::Create, Kind::Census)?;
    let mut tx = cx.app.db.begin().await?;
    let term =
        term::store::lookup_current(&mut tx, cx.school(), cx.today()).await?.ok_or(Failure::NotFound)?;
    let there = store::lookup_of_term(&mut tx, cx.school(), term.id).await?;
    let (id, name) = match &there {
        Some(old) => {
            store::update(&mut tx, cx.school(), old.id, (due, None)).await?;
            (old.id, "census.reopened")
        }
        None => {
            let id = CensusId(cx.uuid());
            let (term_id, opened_on) = (term.id, cx.today());
            let new = Census { id, term_id, opened_on, due_on: due, closed_on: FOREVER };
            store::insert(&mut tx, cx.school(), &new, cx.staff()?).await?;
            (id, "census.opened")
        }
    };
    let before = there.map(|old| old.due_on.to_string());
    told(&mut tx, cx, (name, id, None), (before.as_deref(), Some(&due.to_string()))).await?;
    tx.commit().await?;
    Ok(id)
}

/// Closes a census: from today on nobody is looked at in it.
///
/// # Errors
/// Not found when the policy refuses or there is none.
pub async fn close(cx: &Cx, id: CensusId) -> Result<(), Failure> {
    cx.permit_school(Action::Amend, Kind::Census)?;
    let mut tx = cx.app.db.begin().await?;
    let census = store::lookup(&mut tx, cx.school(), id).await?.ok_or(Failure::NotFound)?;
    if census.is_open(cx.today()) {
        store::update(&mut tx, cx.school(), id, (census.due_on, Some(cx.today()))).await?;
        told(&mut tx, cx, ("census.closed", id, None), (None, None)).await?;
    }
    Ok(tx.commit().await?)
}

/// One tap: this student was looked at, and there is nothing new to say.
///
/// # Errors
/// Not found when the policy refuses; stale when no census is open today.
pub async fn look(cx: &Cx, student: StudentId) -> Result<Student, Failure> {
    let mut tx = cx.app.db.begin().await?;
    let student = student::find(&mut tx, cx, student).await?;
    let census = store::lookup_latest(&mut tx, cx.school(), cx.today()).await?;
    let census = census.filter(|census| census.is_open(cx.today())).ok_or(Failure::Stale)?;
    look_in(&mut tx, cx, &census, &student).await?;
    tx.commit().await?;
    Ok(student)
}

/// As [`look`], inside a larger transaction. The first look stays.
///
/// # Errors
/// Not found when the policy refuses.
pub async fn look_in(tx: &mut Tx, cx: &Cx, census: &Census, student: &Student) -> Result<(), Failure> {
    cx.permit(Action::Create, Kind::Census, &student.facts(cx.school()))?;
    let when = (cx.today(), cx.app.clock.now(), cx.staff()?);
    if store::insert_look(tx, cx.school(), (census.id, student.id), when).await? {
        told(tx, cx, ("census.looked", census.id, Some(student.id)), (None, None)).await?;
    }
    Ok(())
}

/// Takes a look back, as long as the census is open; what was found stays found.
///
/// # Errors
/// As [`look`].
pub async fn unlook(cx: &Cx, student: StudentId) -> Result<Student, Failure> {
    let mut tx = cx.app.db.begin().await?;
    let student = student::find(&mut tx, cx, student).await?;
    cx.permit(Action::Amend, Kind::Census, &student.facts(cx.school()))?;
    let census = store::lookup_latest(&mut tx, cx.school(), cx.today()).await?;
    let census = census.filter(|census| census.is_open(cx.today())).ok_or(Failure::Stale)?;
    if store::delete_look(&mut tx, cx.school(), census.id, student.id).await? {
        told(&mut tx, cx, ("census.look-withdrawn", census.id, Some(student.id)), (None, None)).await?;
    }
    tx.commit().await?;
    Ok(student)
}

async fn told(
    tx: &mut Tx,
    cx: &Cx,
    (name, census, student): (&str, CensusId, Option<StudentId>),
    (before, after): (Option<&str>, Option<&str>),
) -> Result<(), Failure> {
    Ok(cx.event(tx, Change { name, kind: Kind::Census, subject: census.0, student, before, after }).await?)
}
