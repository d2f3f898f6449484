//! Keeping, changing and ending guardians; changing the child's own lines. One transaction each.

use access::{Kind, Permit};
use kernel::{GuardianId, StudentId, clock::days_after};
use serde_json::json;
use web::cx::Change;
use web::{Cx, Failure};

use super::{ChildCard, Guardian, store};

fn child_of(permit: &Permit) -> Result<StudentId, Failure> {
    permit.student().ok_or(Failure::NotFound)
}

fn words(guardian: &Guardian) -> String {
    json!({
        "relation": guardian.relation, "legal": guardian.is_legal, "name": guardian.name, "phone": guardian.phone,
        "employer": guardian.employer, "occupation": guardian.occupation, "address": guardian.address,
        "away": guardian.away_place, "since": guardian.away_since.map(|day| day.to_string()),
    })
    .to_string()
}

/// Keeps a new guardian. The same id twice is kept once.
///
/// # Errors
/// Those of the database.
pub async fn keep(cx: &Cx, permit: &Permit, id: GuardianId, guardian: &Guardian) -> Result<(), Failure> {
    let (school, student) = (cx.school(), child_of(permit)?);
    let mut tx = cx.app.db.begin().await?;
    let guardian = Guardian { seq: store::next_seq(&mut tx, school, student).await?, ..guardian.clone() };
    match store::insert(&mut tx, &cx.app, (school, student, id), &guardian, cx.today()).await {
        Err(db::Error::Refused(_)) => return Ok(()),
        other => other?,
    }
    let after = words(&guardian);
    let change = change("guardian.kept", id, student, None, Some(&after));
    cx.event(&mut tx, change).await?;
    Ok(tx.commit().await?)
}

/// Changes a guardian: the old row ends yesterday and a new one begins.
///
/// # Errors
/// [`Failure::Stale`] when somebody changed it meanwhile.
pub async fn change_one(cx: &Cx, permit: &Permit, old: &Guardian, new: &Guardian) -> Result<(), Failure> {
    let (school, student) = (cx.school(), child_of(permit)?);
    let old_id = old.id.ok_or(Failure::NotFound)?;
    let id = GuardianId(cx.uuid());
    let mut tx = cx.app.db.begin().await?;
    if store::end(&mut tx, (school, student, old_id), days_after(cx.today(), -1)).await? != 1 {
        return Err(Failure::Stale);
    }
    let new = Guardian { seq: old.seq, ..new.clone() };
    store::insert(&mut tx, &cx.app, (school, student, id), &new, cx.today()).await?;
    let (before, after) = (words(old), words(&new));
    cx.event(&mut tx, change("guardian.changed", id, student, Some(&before), Some(&after))).await?;
    Ok(tx.commit().await?)
}

/// Makes one of two rows of the same guardian (R5): the one that stays takes what it lacks from the other, which ends.
///
/// # Errors
/// [`Failure::Stale`] when somebody changed either meanwhile.
pub async fn join(cx: &Cx, permit: &Permit, kept: &Guardian, other: &Guardian) -> Result<(), Failure> {
    let (school, student) = (cx.school(), child_of(permit)?);
    let (kept_id, other_id) = (kept.id.ok_or(Failure::NotFound)?, other.id.ok_or(Failure::NotFound)?);
    let whole = kept.clone().filled_from(other);
    let yesterday = days_after(cx.today(), -1);
    let mut tx = cx.app.db.begin().await?;
    if store::end(&mut tx, (school, student, other_id), yesterday).await? != 1 {
        return Err(Failure::Stale);
    }
    let mut id = kept_id;
    if whole != *kept {
        if store::end(&mut tx, (school, student, kept_id), yesterday).await? != 1 {
            return Err(Failure::Stale);
        }
        id = GuardianId(cx.uuid());
        store::insert(&mut tx, &cx.app, (school, student, id), &whole, cx.today()).await?;
    }
    let before = json!([words(kept), words(other)]).to_string();
    let after = words(&whole);
    cx.event(&mut tx, change("guardian.joined", id, student, Some(&before), Some(&after))).await?;
    Ok(tx.commit().await?)
}

/// Ends a guardian: gone away, no longer entrusted. The row stays in the history.
///
/// # Errors
/// [`Failure::Stale`] when somebody changed it meanwhile.
pub async fn end(cx: &Cx, permit: &Permit, old: &Guardian) -> Result<(), Failure> {
    let (school, student) = (cx.school(), child_of(permit)?);
    let id = old.id.ok_or(Failure::NotFound)?;
    let mut tx = cx.app.db.begin().await?;
    if store::end(&mut tx, (school, student, id), days_after(cx.today(), -1)).await? != 1 {
        return Err(Failure::Stale);
    }
    let before = words(old);
    cx.event(&mut tx, change("guardian.ended", id, student, Some(&before), None)).await?;
    Ok(tx.commit().await?)
}

/// Changes the child's own lines.
///
/// # Errors
/// Those of the database.
pub async fn change_child(cx: &Cx, permit: &Permit, old: &ChildCard, new: &ChildCard) -> Result<(), Failure> {
    let (school, student) = (cx.school(), child_of(permit)?);
    let mut tx = cx.app.db.begin().await?;
    store::update_child(&mut tx, &cx.app, (school, student), new).await?;
    let words = |card: &ChildCard| {
        json!({"phone": card.phone, "address": card.address, "health": card.health}).to_string()
    };
    let (before, after) = (words(old), words(new));
    let changed = Change {
        name: "contact_card.changed",
        kind: Kind::Health,
        subject: student.0,
        student: Some(student),
        before: Some(&before),
        after: Some(&after),
    };
    cx.event(&mut tx, changed).await?;
    Ok(tx.commit().await?)
}

fn change<'a>(
    name: &'a str,
    id: GuardianId,
    student: StudentId,
    before: Option<&'a str>,
    after: Option<&'a str>,
) -> Change<'a> {
    Change { name, kind: Kind::Family, subject: id.0, student: Some(student), before, after }
}
