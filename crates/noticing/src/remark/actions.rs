//! To note, to withdraw, to settle: each with its event in the same transaction.

use access::{Action, Kind};
use db::Tx;
use kernel::{RemarkId, StudentId};
use people::student::{self, Student};
use web::cx::Change;
use web::{Cx, Failure};

use super::{Remark, open, row_key, store};
use crate::word::RemarkKind;

/// What is to be noted.
#[derive(Clone, Copy, Debug)]
pub struct New<'a> {
    /// The key of the form: its second arrival changes nothing.
    pub id: RemarkId,
    /// What it is.
    pub kind: RemarkKind,
    /// The code of a cause or of a source.
    pub topic: Option<&'a str>,
    /// The words.
    pub text: &'a str,
}

/// Notes a remark.
///
/// # Errors
/// Not found when the policy refuses; stale when the id stands for something else.
pub async fn note(cx: &Cx, student: StudentId, new: New<'_>) -> Result<Student, Failure> {
    let mut tx = cx.app.db.begin().await?;
    let student = student::find(&mut tx, cx, student).await?;
    note_in(&mut tx, cx, &student, new).await?;
    tx.commit().await?;
    Ok(student)
}

/// As [`note`], inside a larger transaction.
///
/// # Errors
/// As [`note`].
pub async fn note_in(tx: &mut Tx, cx: &Cx, student: &Student, new: New<'_>) -> Result<(), Failure> {
    let by = cx.staff()?;
    cx.permit(Action::Create, Kind::Remark, &student.facts(cx.school()))?;
    let row = store::Raw {
        id: new.id,
        student_id: student.id,
        kind: new.kind.code().to_owned(),
        topic: new.topic.map(str::to_owned),
        text: cx.app.seal(&row_key(cx, new.id), "text_cell", new.text),
        noted_on: cx.today(),
        noted_by: by,
        settled_on: None,
    };
    if !store::insert(tx, cx.school(), &row, cx.app.clock.now()).await? {
        let there = store::lookup(tx, cx.school(), new.id).await?;
        let same = there.is_none_or(|row| row.noted_by == by && row.student_id == student.id);
        return if same { Ok(()) } else { Err(Failure::Stale) };
    }
    told(tx, cx, ("remark.noted", new.id, student.id), (None, Some(new.text))).await
}

/// Withdraws a remark: nobody sees it any more, the row and its event stay.
///
/// # Errors
/// Not found when there is none or the policy refuses.
pub async fn withdraw(cx: &Cx, id: RemarkId) -> Result<StudentId, Failure> {
    let mut tx = cx.app.db.begin().await?;
    let raw = store::lookup(&mut tx, cx.school(), id).await?.ok_or(Failure::NotFound)?;
    let student = student::find(&mut tx, cx, raw.student_id).await?;
    let remark = open(cx, raw)?;
    withdraw_in(&mut tx, cx, &student, &remark).await?;
    tx.commit().await?;
    Ok(student.id)
}

/// As [`withdraw`], inside a larger transaction.
///
/// # Errors
/// As [`withdraw`].
pub async fn withdraw_in(tx: &mut Tx, cx: &Cx, student: &Student, remark: &Remark) -> Result<(), Failure> {
    cx.permit(Action::Amend, Kind::Remark, &student.facts(cx.school()).by(remark.noted_by))?;
    store::withdraw(tx, (cx.school(), remark.id), (cx.app.clock.now(), cx.staff()?)).await?;
    told(tx, cx, ("remark.withdrawn", remark.id, student.id), (Some(&remark.text), None)).await
}

/// Marks a nomination as looked into.
///
/// # Errors
/// Not found when the policy refuses.
pub async fn settle_in(tx: &mut Tx, cx: &Cx, student: &Student, remark: &Remark) -> Result<(), Failure> {
    cx.permit(Action::Amend, Kind::Remark, &student.facts(cx.school()).by(remark.noted_by))?;
    store::settle(tx, (cx.school(), remark.id), (cx.today(), cx.staff()?)).await?;
    told(tx, cx, ("remark.settled", remark.id, student.id), (None, None)).await
}

async fn told(
    tx: &mut Tx,
    cx: &Cx,
    (name, id, student): (&str, RemarkId, StudentId),
    (before, after): (Option<&str>, Option<&str>),
) -> Result<(), Failure> {
    let change = Change { name, kind: Kind::Remark, subject: id.0, student: Some(student), before, after };
    Ok(cx.event(tx, change).await?)
}
