//! Writing a plan: one transaction, with its event, the version before it, and the measures picked.

use db::Tx;
use kernel::{CaseId, PlanId};
use web::{Cx, Failure};

use super::model::{Plan, PlanText};
use super::{reading, store, uses};
use crate::case::actions::{self, Told};

/// Writes the plan, or a newer one over the version that the writer had read (0 for none); `picks` are the keys of
/// the measures that are to be at work, `None` leaves them. False: somebody else wrote one meanwhile, and nothing was
/// written.
///
/// # Errors
/// [`Failure::NotFound`] when the person may not amend the case, [`Failure::Stale`] when it is closed.
pub async fn write(
    cx: &Cx,
    case: CaseId,
    from: i64,
    (text, picks): (&PlanText, Option<&[String]>),
) -> Result<bool, Failure> {
    let mut tx = cx.app.db.begin().await?;
    let about = actions::amendable(&mut tx, cx, case).await?;
    let old = reading::of_case(&mut tx, cx, case).await?;
    if old.as_ref().map_or(0, |plan| plan.version) != from {
        return Ok(false);
    }
    if let Some(picks) = picks {
        uses::pick(&mut tx, cx, about, picks).await?;
    }
    if old.as_ref().is_some_and(|plan| plan.text == *text) {
        tx.commit().await?;
        return Ok(true);
    }
    let id = old.as_ref().map_or_else(|| PlanId(cx.uuid()), |plan| plan.id);
    let cells = reading::seal(cx, "plan", id.0, text)?;
    let when = (cx.today(), cx.app.clock.now(), cx.staff()?);
    match &old {
        None => store::insert(&mut tx, cx.school(), (id, case, about.student), &cells, when).await?,
        Some(old) => {
            keep(&mut tx, cx, old).await?;
            if !store::update(&mut tx, cx.school(), (id, from), &cells, when).await? {
                return Ok(false);
            }
        }
    }
    let (before, after) = (old.map(|plan| plan.text.told()), text.told());
    let told = Told { name: "plan.written", before: before.as_deref(), after: Some(&after) };
    actions::tell(&mut tx, cx, (about, id.0), told).await?;
    tx.commit().await?;
    Ok(true)
}

/// Keeps what the plan says now.
async fn keep(tx: &mut Tx, cx: &Cx, old: &Plan) -> Result<(), Failure> {
    let id = cx.uuid();
    let cells = reading::seal(cx, "plan_version", id, &old.text)?;
    let by = (old.written_on, old.written_by);
    Ok(store::keep_version(tx, cx.school(), (id, old.id, old.version), &cells, by).await?)
}
