//! How an import ends: taken back whole, or never applied.

use access::Action;
use web::{Cx, Failure};

use super::actions::{event, permit, turn};
use super::store::{self, Import, Parts, Step};
use super::undo::{self, Blocked};
use super::{Tools, UNDO_DAYS, What};

/// Takes an import back, whole.
///
/// # Errors
/// Those of the database.
pub async fn undo(cx: &Cx, import: &Import, tools: &Tools) -> Result<Result<(), Blocked>, Failure> {
    permit(cx, import.what, Action::Amend)?;
    let applied = import.applied_at.filter(|_| import.undone_at.is_none()).ok_or(Failure::Stale)?;
    if !in_time(cx, import) {
        return Err(Failure::Stale);
    }
    let mut tx = cx.app.db.begin().await?;
    turn(&mut tx, cx).await?;
    if store::step(&mut tx, cx, import.id, Step::Undone).await? == 0 {
        return Ok(Ok(()));
    }
    let undone = match (import.what, &tools.marks, &tools.staff) {
        (What::Roster, ..) => undo::undo(&mut tx, cx, import.id, applied).await?,
        (What::Marks | What::Absences, Some(sink), _) => Ok(sink.undo(cx, &mut tx, import.id).await?),
        (What::Staff, _, Some(sink)) => sink.undo(cx, &mut tx, import).await?,
        _ => return Err(Failure::NotFound),
    };
    if undone.is_err() {
        return Ok(undone);
    }
    store::delete_parts(&mut tx, cx.school(), import.id, Parts::Says).await?;
    event(&mut tx, cx, "import.undone", import.id).await?;
    tx.commit().await?;
    Ok(Ok(()))
}

/// Whether it can still be taken back.
#[must_use]
pub fn in_time(cx: &Cx, import: &Import) -> bool {
    let Some(at) = import.applied_at.filter(|_| import.undone_at.is_none()) else { return false };
    cx.app.clock.now().0 <= at.plus(UNDO_DAYS * 86_400_000).0
}

/// Forgets a file that nobody applied.
///
/// # Errors
/// Those of the database.
pub async fn discard(cx: &Cx, import: &Import) -> Result<(), Failure> {
    permit(cx, import.what, Action::Amend)?;
    let id = import.id;
    let mut tx = cx.app.db.begin().await?;
    if store::step(&mut tx, cx, id, Step::Dropped).await? == 1 {
        store::delete_parts(&mut tx, cx.school(), id, Parts::Rows).await?;
        store::delete_parts(&mut tx, cx.school(), id, Parts::Says).await?;
        event(&mut tx, cx, "import.dropped", id).await?;
    }
    Ok(tx.commit().await?)
}
