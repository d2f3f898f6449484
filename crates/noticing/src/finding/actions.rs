//! To find, to correct, to end: each with its event in the same transaction.

use access::Action;
use db::Tx;
use kernel::{CensusId, FindingId, StudentId, clock::days_after};
use people::student::{self, Student};
use serde_json::json;
use web::cx::Change;
use web::{Cx, Failure};

use super::{Finding, Found, category, open, row_key, store};
use crate::fade;
use crate::word::{Category, Need};

/// Finds a category for a child. `id` is the key of the form: its second arrival changes nothing.
///
/// # Errors
/// Not found when the policy refuses; stale when the id stands for something else.
pub async fn find(cx: &Cx, id: FindingId, student: StudentId, what: &Found) -> Result<(), Failure> {
    let mut tx = cx.app.db.begin().await?;
    let student = student::find(&mut tx, cx, student).await?;
    find_in(&mut tx, cx, (id, &student), what, None).await?;
    Ok(tx.commit().await?)
}

/// As [`find`], inside a larger transaction.
///
/// # Errors
/// As [`find`].
pub async fn find_in(
    tx: &mut Tx,
    cx: &Cx,
    (id, student): (FindingId, &Student),
    what: &Found,
    census: Option<CensusId>,
) -> Result<(), Failure> {
    let kind = what.category.kind();
    cx.permit(Action::Create, kind, &student.facts(cx.school()))?;
    let by = cx.staff()?;
    let row = row_key(cx, id, what.category);
    let evidence = cx.app.seal_some(&row, "evidence_cell", Some(&what.evidence));
    let found = (cx.today(), cx.app.clock.now());
    let new = store::New { id, student: student.id, what, evidence, found, found_by: by, census };
    if !store::insert(tx, cx.school(), new).await? {
        let there = store::lookup(tx, cx.school(), id).await?;
        let same = there.is_some_and(|row| row.found_by == by && row.student_id == student.id);
        return if same { Ok(()) } else { Err(Failure::Stale) };
    }
    let after = told(what);
    let change = Change {
        name: "finding.recorded",
        kind,
        subject: id.0,
        student: Some(student.id),
        before: None,
        after: Some(&after),
    };
    Ok(cx.event(tx, change).await?)
}

/// Corrects the details of a finding that holds. Nothing happens when nothing is different.
///
/// # Errors
/// As [`find`].
pub async fn amend_in(
    tx: &mut Tx,
    cx: &Cx,
    student: &Student,
    old: &Finding,
    what: &Found,
) -> Result<(), Failure> {
    let kind = old.what.category.kind();
    cx.permit(Action::Amend, kind, &student.facts(cx.school()))?;
    if old.what == *what || old.what.category != what.category {
        return Ok(());
    }
    let row = row_key(cx, old.id, what.category);
    let evidence = cx.app.seal_some(&row, "evidence_cell", Some(&what.evidence));
    store::update(tx, cx.school(), old.id, (what, evidence)).await?;
    let (before, after) = (told(&old.what), told(what));
    let change = Change {
        name: "finding.amended",
        kind,
        subject: old.id.0,
        student: Some(student.id),
        before: Some(&before),
        after: Some(&after),
    };
    Ok(cx.event(tx, change).await?)
}

/// Ends a finding: yesterday was its last day. Who may not read it cannot end it.
///
/// # Errors
/// Not found when there is none or the policy refuses.
pub async fn end(cx: &Cx, id: FindingId, reason: &str) -> Result<StudentId, Failure> {
    let mut tx = cx.app.db.begin().await?;
    let raw = store::lookup(&mut tx, cx.school(), id).await?.ok_or(Failure::NotFound)?;
    let student = student::find(&mut tx, cx, raw.student_id).await?;
    cx.permit(Action::Read, category(&raw)?.kind(), &student.facts(cx.school()))?;
    let finding = open(cx, raw)?;
    end_in(&mut tx, cx, &student, &finding, reason).await?;
    tx.commit().await?;
    Ok(student.id)
}

/// Ends what faded in a category of which somebody says again that the child is in it: the new finding stands for itself,
/// the old one is history.
///
/// # Errors
/// Not found when the policy refuses.
pub(crate) async fn end_faded_in(
    tx: &mut Tx,
    cx: &Cx,
    student: &Student,
    category: Category,
) -> Result<(), Failure> {
    let when = (category, cx.today(), fade::earliest(cx.today()));
    let facts = student.facts(cx.school());
    let may = |action| cx.permit(action, category.kind(), &facts).is_ok();
    if !may(Action::Read) || !may(Action::Amend) {
        return Ok(());
    }
    for raw in store::faded(tx, cx.school(), student.id, when).await? {
        end_in(tx, cx, student, &open(cx, raw)?, "").await?;
    }
    Ok(())
}

/// As [`end`], inside a larger transaction.
///
/// # Errors
/// As [`end`].
pub async fn end_in(
    tx: &mut Tx,
    cx: &Cx,
    student: &Student,
    finding: &Finding,
    reason: &str,
) -> Result<(), Failure> {
    let kind = finding.what.category.kind();
    let facts = student.facts(cx.school());
    cx.permit(Action::Read, kind, &facts)?;
    cx.permit(Action::Amend, kind, &facts)?;
    let row = row_key(cx, finding.id, finding.what.category);
    let cell = cx.app.seal_some(&row, "end_reason_cell", Some(reason));
    let yesterday = days_after(cx.today(), -1);
    if !store::end(tx, (cx.school(), finding.id), (yesterday, cx.staff()?), cell).await? {
        return Ok(());
    }
    let before = told(&finding.what);
    let change = Change {
        name: "finding.ended",
        kind,
        subject: finding.id.0,
        student: Some(student.id),
        before: Some(&before),
        after: Some(reason),
    };
    Ok(cx.event(tx, change).await?)
}

/// A finding as its event tells it.
fn told(what: &Found) -> String {
    json!({
        "category": what.category.code(),
        "since_on": what.since_on.to_string(),
        "source": what.source.code(),
        "need": Need::join(&what.needs),
        "priority": what.priority,
        "review_on": what.review_on.map(|day| day.to_string()),
        "evidence": what.evidence,
    })
    .to_string()
}
