//! To keep a health record and to take one out, each with its event.

use access::{Action, Kind};
use kernel::{Day, HealthId, StudentId};
use web::cx::Change;
use web::short::Filled;
use web::{Cx, Failure};

use super::{Sort, row_key, store};
use crate::student;

/// A record about to be kept.
#[derive(Clone, Debug)]
pub struct New {
    /// Made when the form was shown: the same id twice is one record.
    pub id: HealthId,
    /// What it is.
    pub sort: Sort,
    /// The day it is about.
    pub on: Day,
    /// What was filled in.
    pub filled: Filled,
}

/// Keeps a record.
///
/// # Errors
/// [`Failure::NotFound`] for whoever may not keep such records of this child.
pub async fn keep(cx: &Cx, student: StudentId, new: &New) -> Result<(), Failure> {
    let mut tx = cx.app.db.begin().await?;
    student::find_for(&mut tx, cx, student, (Action::Create, Kind::Health)).await?;
    let json = new.filled.json().ok_or(Failure::BadRequest)?;
    let cell = cx.app.seal(&row_key(cx, new.id), "fields_cell", &json);
    let by = (cx.staff()?, cx.app.clock.now());
    let place = (cx.school(), student);
    if store::insert(&mut tx, place, (new.id, new.sort.key(), new.on), cell, by).await? {
        let after = format!("{} {} {json}", new.sort.key(), new.on);
        cx.event(&mut tx, told("health.kept", new.id, student, (None, Some(&after)))).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Takes a record out: nobody sees it any more, the row and its event stay.
///
/// # Errors
/// [`Failure::NotFound`] when there is none, or for whoever may not change it.
pub async fn withdraw(cx: &Cx, id: HealthId) -> Result<StudentId, Failure> {
    let mut tx = cx.app.db.begin().await?;
    let found = store::lookup(&mut tx, cx.school(), id).await?;
    let (student, kind, cell) = found.ok_or(Failure::NotFound)?;
    student::find_for(&mut tx, cx, student, (Action::Amend, Kind::Health)).await?;
    let before = format!("{kind} {}", cx.app.open(&row_key(cx, id), "fields_cell", &cell)?);
    store::withdraw(&mut tx, cx.school(), id, (cx.staff()?, cx.app.clock.now())).await?;
    cx.event(&mut tx, told("health.withdrawn", id, student, (Some(&before), None))).await?;
    tx.commit().await?;
    Ok(student)
}

fn told<'a>(
    name: &'a str,
    id: HealthId,
    student: StudentId,
    (before, after): (Option<&'a str>, Option<&'a str>),
) -> Change<'a> {
    Change { name, kind: Kind::Health, subject: id.0, student: Some(student), before, after }
}
