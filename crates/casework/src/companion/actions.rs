//! To add and to end, each with its event.

use access::{Action, Kind};
use kernel::{CaseId, CompanionId, Day, StudentId, clock::days_after};
use people::student;
use web::{Cx, Failure};

use super::{CompanionPart, store};
use crate::case::actions::{About, Told, amendable, tell};

/// Somebody about to be added.
pub(super) enum Who {
    /// A classmate.
    Peer(StudentId),
    /// Name, relation and telephone, as written.
    Other(String, Option<String>, Option<String>),
}

/// Adds somebody for these days.
///
/// # Errors
/// Not found for a case that the person may not amend, [`Failure::BadRequest`] for a classmate who is none.
pub(super) async fn add(
    cx: &Cx,
    case: CaseId,
    (part, who): (CompanionPart, Who),
    days: (Day, Day),
) -> Result<(), Failure> {
    let mut tx = cx.app.db.begin().await?;
    let About { case, student } = amendable(&mut tx, cx, case).await?;
    let id = CompanionId(cx.uuid());
    let key = cx.app.row(cx.school(), "companion", id.bytes(), Kind::Case.label());
    let seal = |column, text: Option<&str>| cx.app.seal_some(&key, column, text);
    let (peer, cells, words) = match who {
        Who::Peer(peer) => {
            let child = student::find(&mut tx, cx, student).await?;
            let one = student::find(&mut tx, cx, peer).await?;
            cx.permit(Action::List, Kind::Roster, &one.facts(cx.school()))?;
            if one.id == child.id || one.class_id != child.class_id {
                return Err(Failure::BadRequest);
            }
            (Some(one.id), [None, None, None], one.name)
        }
        Who::Other(name, relation, phone) => {
            let cells = [
                seal("name_cell", Some(&name)),
                seal("relation_cell", relation.as_deref()),
                seal("phone_cell", phone.as_deref()),
            ];
            (None, cells, name)
        }
    };
    let about = (case, student);
    let new = store::New { id, about, part: part.key(), peer, cells, days };
    store::insert(&mut tx, cx.school(), new, (cx.app.clock.now(), cx.staff()?)).await?;
    let words = format!("{words} ({}) {} – {}", part.key(), days.0, days.1);
    let told = Told { name: "companion.joined", before: None, after: Some(&words) };
    tell(&mut tx, cx, (About { case, student }, id.0), told).await?;
    Ok(tx.commit().await?)
}

/// Ends at once: yesterday was the last day. What is over stays as it was.
///
/// # Errors
/// Not found for a case that the person may not amend.
pub(super) async fn end(cx: &Cx, id: CompanionId) -> Result<CaseId, Failure> {
    let mut tx = cx.app.db.begin().await?;
    let row = store::lookup(&mut tx, cx.school(), id).await?.ok_or(Failure::NotFound)?;
    let about = amendable(&mut tx, cx, row.case_id).await?;
    if row.until_on >= cx.today() {
        let days = (days_after(cx.today(), -1), Some(row.until_on));
        store::end(&mut tx, cx.school(), id, days).await?;
        let (before, after) = (row.until_on.to_string(), cx.today().to_string());
        let told = Told { name: "companion.left", before: Some(&before), after: Some(&after) };
        tell(&mut tx, cx, (about, id.0), told).await?;
        tx.commit().await?;
    }
    Ok(about.case)
}

/// Takes an end of today back: the person stays for as long as was meant.
///
/// # Errors
/// Not found for a case that the person may not amend, [`Failure::Stale`] when it was not ended today.
pub(super) async fn come_back(cx: &Cx, id: CompanionId) -> Result<CaseId, Failure> {
    let mut tx = cx.app.db.begin().await?;
    let row = store::lookup(&mut tx, cx.school(), id).await?.ok_or(Failure::NotFound)?;
    let about = amendable(&mut tx, cx, row.case_id).await?;
    let meant = row.back_until(cx.today()).ok_or(Failure::Stale)?;
    store::end(&mut tx, cx.school(), id, (meant, None)).await?;
    let words = meant.to_string();
    let told = Told { name: "companion.returned", before: None, after: Some(&words) };
    tell(&mut tx, cx, (about, id.0), told).await?;
    tx.commit().await?;
    Ok(about.case)
}
