//! An excuse: a reason that stops the clock for some days (M6). Whoever may write it for a child may take it back.

mod pages;
pub mod store;

use access::{Action, Kind};
use kernel::{Day, ExcuseId, RuleId, StudentId};
use people::student;
use web::cx::Change;
use web::{Cx, Failure};

pub(crate) use pages::routes;
pub use pages::standing;

use crate::facts::Reason;

/// An excuse about to be written.
#[derive(Clone, Debug)]
pub struct NewExcuse {
    /// Made when the form was shown: the same key twice is one excuse.
    pub key: ExcuseId,
    /// The child.
    pub student: StudentId,
    /// One rule alone, or all.
    pub rule: Option<RuleId>,
    /// From and to, both included.
    pub days: crate::days::Days,
    /// Why. When a teacher is away only that teacher's clock stands still; else everybody's.
    pub reason: Reason,
    /// More words, if any.
    pub note: Option<String>,
}

/// Writes an excuse.
///
/// # Errors
/// [`Failure::NotFound`] when the person may not, and those of the database.
pub async fn create(cx: &Cx, new: &NewExcuse) -> Result<(), Failure> {
    let mut tx = cx.app.db.begin().await?;
    student::find_for(&mut tx, cx, new.student, (Action::Create, Kind::Duty)).await?;
    if store::lookup(&mut tx, cx.school(), (new.student, new.key)).await?.is_some() {
        return Ok(());
    }
    let staff = cx.staff()?;
    let key = cx.app.row(cx.school(), "excuse", new.key.bytes(), Kind::Note.label());
    let row = store::Row {
        id: new.key,
        student: new.student,
        rule: new.rule,
        staff: Some(staff).filter(|_| new.reason == Reason::StaffLeave),
        from: new.days.first,
        until: new.days.last,
        reason: new.reason.code().to_owned(),
        note_cell: cx.app.seal_some(&key, "note_cell", new.note.as_deref()),
        made_by: staff,
    };
    store::insert(&mut tx, cx.school(), &row, cx.app.clock.now()).await?;
    let after = words(&row.reason, new.days.first, new.days.last);
    tell(&mut tx, cx, ("excuse.made", new.student, new.key), &after).await?;
    Ok(tx.commit().await?)
}

/// Takes an excuse back: the clock goes on as if it had never stood still. The row stays.
///
/// # Errors
/// As [`create`].
pub async fn withdraw(cx: &Cx, student: StudentId, id: ExcuseId) -> Result<(), Failure> {
    let mut tx = cx.app.db.begin().await?;
    student::find_for(&mut tx, cx, student, (Action::Amend, Kind::Duty)).await?;
    let row = store::lookup(&mut tx, cx.school(), (student, id)).await?.ok_or(Failure::NotFound)?;
    if store::withdraw(&mut tx, cx.school(), id, cx.app.clock.now()).await? > 0 {
        let before = words(&row.reason, row.from, row.until);
        tell(&mut tx, cx, ("excuse.withdrawn", student, id), &before).await?;
    }
    Ok(tx.commit().await?)
}

fn words(reason: &str, from: Day, until: Day) -> String {
    format!("{reason} {from} {until}")
}

async fn tell(
    tx: &mut db::Tx,
    cx: &Cx,
    (name, student, id): (&str, StudentId, ExcuseId),
    after: &str,
) -> Result<(), Failure> {
    let change = Change {
        name,
        kind: Kind::Duty,
        subject: id.0,
        student: Some(student),
        before: None,
        after: Some(after),
    };
    Ok(cx.event(tx, change).await?)
}
