//! To look and to take the look back, each with its event.

use access::{Action, Kind};
use db::Tx;
use kernel::{LookId, StudentId};
use people::student;
use web::cx::Change;
use web::{Cx, Failure};

use super::store;

/// Somebody looked at a child today: all is well. The second look of a day changes nothing.
///
/// # Errors
/// Not found for a child of whom the person may write nothing.
pub(super) async fn look(cx: &Cx, student: StudentId) -> Result<(), Failure> {
    let mut tx = cx.app.db.begin().await?;
    let (student, _) = student::find_for(&mut tx, cx, student, (Action::Create, Kind::Note)).await?;
    if store::was_looked(&mut tx, cx.school(), (student.id, cx.today())).await? {
        return Ok(());
    }
    let id = LookId(cx.uuid());
    let when = (cx.today(), cx.app.clock.now(), cx.staff()?);
    store::insert(&mut tx, cx.school(), (id, student.id), when).await?;
    tell(&mut tx, cx, (id, student.id), "quiet.looked").await?;
    Ok(tx.commit().await?)
}

/// Takes back one's own look of today.
///
/// # Errors
/// Not found for any other look.
pub(super) async fn withdraw(cx: &Cx, id: LookId) -> Result<(), Failure> {
    let mut tx = cx.app.db.begin().await?;
    let own = store::own(&mut tx, cx.school(), id, (cx.today(), cx.staff()?)).await?;
    let (student, _) =
        student::find_for(&mut tx, cx, own.ok_or(Failure::NotFound)?, (Action::Create, Kind::Note)).await?;
    store::withdraw(&mut tx, cx.school(), id, cx.app.clock.now()).await?;
    tell(&mut tx, cx, (id, student.id), "quiet.look-withdrawn").await?;
    Ok(tx.commit().await?)
}

async fn tell(tx: &mut Tx, cx: &Cx, (id, student): (LookId, StudentId), name: &str) -> Result<(), Failure> {
    let change =
        Change { name, kind: Kind::Note, subject: id.0, student: Some(student), before: None, after: None };
    Ok(cx.event(tx, change).await?)
}
