//! What is done with slips: one transaction each, with its event.

use access::{Action, Kind};
use db::Tx;
use kernel::{ChecklistId, ChecklistSlipId, Day, StudentId, clock::days_after};
use web::cx::Change;
use web::{Cx, Failure};

use super::store::{self, Slip};
use super::{DAYS, Hand, PACE, hashed, token};
use crate::checklist::reading::{self, Seen};

/// A slip as it is printed, this once.
#[derive(Debug)]
pub struct Printed {
    /// The child's whole name, so that the paper reaches its child.
    pub name: String,
    /// The link, stored nowhere.
    pub token: String,
    /// Its last day.
    pub until_on: Day,
}

/// Makes a slip for each of these children; one that the same hand held before ends. The list is returned with them, as
/// the page beside them shows it; the caller logs its permits.
///
/// # Errors
/// [`Failure::NotFound`] when the person may not write for one of them, [`Failure::BadRequest`] for a list that is over.
pub(in crate::checklist) async fn make(
    cx: &Cx,
    id: ChecklistId,
    hand: Hand,
    students: &[StudentId],
) -> Result<(Seen, Vec<Printed>), Failure> {
    let mut tx = cx.app.db.begin().await?;
    let seen = reading::find(&mut tx, cx, id).await?;
    if seen.list.until_on < cx.today() {
        return Err(Failure::BadRequest);
    }
    let until_on = seen.list.until_on.min(days_after(cx.today(), DAYS - 1));
    let held = store::list(&mut tx, cx.school(), id, cx.today()).await?;
    let who = (cx.app.clock.now(), cx.staff()?);
    let mut printed = Vec::new();
    for student in students {
        let child = seen.children.iter().find(|child| child.id == *student).ok_or(Failure::NotFound)?;
        cx.permit(Action::Amend, Kind::Checklist, &child.facts(cx.school()))?;
        for old in held.iter().filter(|slip| slip.student == *student && slip.hand == hand.key()) {
            store::end(&mut tx, cx.school(), old.id, who).await?;
            tell(&mut tx, cx, "checklist.slip-ended", old).await?;
        }
        let token = token(&cx.app);
        let hash = hashed(&token).ok_or(Failure::BadRequest)?;
        let slip = Slip {
            id: ChecklistSlipId(cx.uuid()),
            checklist: id,
            student: *student,
            hand: hand.key().to_owned(),
            until_on,
            opened_on: None,
        };
        store::insert(&mut tx, cx.school(), (&slip, hash), who).await?;
        tell(&mut tx, cx, "checklist.slip-made", &slip).await?;
        printed.push(Printed { name: child.name.clone(), token, until_on });
    }
    tx.commit().await?;
    Ok((seen, printed))
}

/// Takes a slip back: its link opens nothing from now on.
///
/// # Errors
/// [`Failure::NotFound`] when the person may not write for its child.
pub async fn end(cx: &Cx, id: ChecklistId, slip: ChecklistSlipId) -> Result<(), Failure> {
    let mut tx = cx.app.db.begin().await?;
    let held = store::list(&mut tx, cx.school(), id, cx.today()).await?;
    let slip = held.into_iter().find(|held| held.id == slip).ok_or(Failure::NotFound)?;
    people::student::find_for(&mut tx, cx, slip.student, (Action::Amend, Kind::Checklist)).await?;
    store::end(&mut tx, cx.school(), slip.id, (cx.app.clock.now(), cx.staff()?)).await?;
    tell(&mut tx, cx, "checklist.slip-ended", &slip).await?;
    Ok(tx.commit().await?)
}

/// Writes down that a slip is used, before its page leaves, with an event once a day. Whether it may be: a link that is
/// used too often rests a while.
///
/// # Errors
/// Those of the database.
pub(super) async fn used(cx: &Cx, slip: &Slip) -> Result<bool, Failure> {
    let mut tx = cx.app.db.begin().await?;
    let may = store::use_once(&mut tx, cx.school(), slip.id, (cx.app.clock.now(), PACE)).await?;
    if may && store::opened(&mut tx, cx.school(), slip.id, cx.today()).await? {
        tell(&mut tx, cx, "checklist.slip-opened", slip).await?;
    }
    tx.commit().await?;
    Ok(may)
}

async fn tell(tx: &mut Tx, cx: &Cx, name: &str, slip: &Slip) -> Result<(), Failure> {
    let after = format!("{}, {}", slip.hand, slip.until_on);
    let change = Change {
        name,
        kind: Kind::Checklist,
        subject: slip.id.0,
        student: Some(slip.student),
        before: None,
        after: Some(&after),
    };
    Ok(cx.event(tx, change).await?)
}
