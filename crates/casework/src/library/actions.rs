//! What an office does with the library: one transaction each, with its event.

use access::{Action, Kind};
use db::Tx;
use uuid::Uuid;
use web::cx::Change;
use web::{Cx, Failure};

use super::store::{self, Own};

/// Adds a measure of the school. The same id again changes nothing.
///
/// # Errors
/// [`Failure::NotFound`] when the person may not change the school's rules.
pub async fn add(cx: &Cx, new: &Own) -> Result<(), Failure> {
    cx.permit_school(Action::Create, Kind::Rules)?;
    let mut tx = cx.app.db.begin().await?;
    if store::own(&mut tx, cx.school()).await?.iter().any(|one| one.id == new.id) {
        return Ok(());
    }
    let when = (cx.today(), cx.app.clock.now(), cx.staff()?);
    store::insert(&mut tx, cx.school(), new, when).await?;
    tell(&mut tx, cx, "school_measure.added", (new.id, &new.name)).await?;
    Ok(tx.commit().await?)
}

/// Hides a measure, or offers it again.
///
/// # Errors
/// [`Failure::NotFound`] when the person may not change the school's rules, or for a measure that does not exist.
pub async fn offer(cx: &Cx, key: &str, offered: bool) -> Result<(), Failure> {
    cx.permit_school(Action::Amend, Kind::Rules)?;
    let mut tx = cx.app.db.begin().await?;
    let measures = super::all(&mut tx, cx).await?;
    let measure = measures.iter().find(|measure| measure.key == key).ok_or(Failure::NotFound)?;
    if measure.is_hidden != offered {
        return Ok(());
    }
    let name = if offered {
        store::show(&mut tx, cx.school(), key).await?;
        "measure.offered"
    } else {
        store::hide(&mut tx, cx.school(), key, (cx.app.clock.now(), cx.staff()?)).await?;
        "measure.hidden"
    };
    let subject = key.parse().unwrap_or(Uuid::nil());
    tell(&mut tx, cx, name, (subject, &measure.name)).await?;
    Ok(tx.commit().await?)
}

async fn tell(tx: &mut Tx, cx: &Cx, name: &str, (subject, words): (Uuid, &str)) -> Result<(), Failure> {
    let kind = Kind::Rules;
    Ok(cx.event(tx, Change { name, kind, subject, student: None, before: None, after: Some(words) }).await?)
}
