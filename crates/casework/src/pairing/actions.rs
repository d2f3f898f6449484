//! To pair and to note a child's wish, each with its event.

use db::Tx;
use kernel::{CaseId, StaffId};
use web::{Cx, Failure};

use super::{solving, store};
use crate::case::Part;
use crate::case::actions::{Told, add, amendable, tell};
use crate::case::model::Team;
use crate::case::reading;

/// Pairs children with grown-ups, all in one transaction; how many. A child that has a mentor by now, a case closed
/// meanwhile and a grown-up who is full by now are passed over: the board showed an older day.
///
/// # Errors
/// Not found for a case that the person may not amend; then nothing is paired.
pub(super) async fn pair(cx: &Cx, pairs: &[(CaseId, StaffId)]) -> Result<usize, Failure> {
    let mut tx = cx.app.db.begin().await?;
    // Everybody who pairs takes the grown-ups first and in one order, then the children: nobody waits in a circle.
    let (mut pairs, mut grown_ups) = (pairs.to_vec(), pairs.iter().map(|pair| pair.1).collect::<Vec<_>>());
    pairs.sort();
    grown_ups.sort();
    grown_ups.dedup();
    for staff in grown_ups {
        store::hold_staff(&mut tx, cx.school(), staff).await?;
    }
    let mut done = 0;
    for (case, staff) in &pairs {
        done += usize::from(pair_one(&mut tx, cx, (*case, *staff)).await?);
    }
    tx.commit().await?;
    Ok(done)
}

async fn pair_one(tx: &mut Tx, cx: &Cx, (case, staff): (CaseId, StaffId)) -> Result<bool, Failure> {
    let about = match amendable(tx, cx, case).await {
        Err(Failure::Stale) => return Ok(false),
        other => other?,
    };
    let team = Team::on(reading::members(tx, cx, case).await?, cx.today()).now;
    let stands = |part| team.iter().any(|one| one.part == part);
    let other = |part| team.iter().any(|one| one.part == part && one.staff_id == staff);
    if stands(Part::Mentor) || other(Part::Responsible) || other(Part::Psychologist) {
        return Ok(false);
    }
    let loads = store::loads(tx, cx.school(), cx.today()).await?;
    let carries = loads.iter().find(|(who, _)| *who == staff).map_or(0, |(_, count)| *count);
    if usize::try_from(carries).is_ok_and(|carries| carries >= solving::CAPACITY) {
        return Ok(false);
    }
    add(tx, cx, about, (staff, Part::Mentor, cx.today())).await?;
    Ok(true)
}

/// Keeps whom the child would like, in place of an earlier wish.
///
/// # Errors
/// Not found for a case that the person may not amend, [`Failure::BadRequest`] for nobody of this school.
pub(super) async fn wish(cx: &Cx, case: CaseId, staff: StaffId) -> Result<(), Failure> {
    let mut tx = cx.app.db.begin().await?;
    let about = amendable(&mut tx, cx, case).await?;
    let names = people::staff::store::list_names(&mut tx, cx.school(), cx.today()).await?;
    let named = |id| names.iter().find(|one| one.id == id).map(|one| one.name.clone());
    let name = named(staff).ok_or(Failure::BadRequest)?;
    let before = store::wished(&mut tx, cx.school(), case).await?.and_then(named);
    store::wish(&mut tx, cx.school(), (case, about.student, staff), (cx.today(), cx.staff()?)).await?;
    let told = Told { name: "mentor.wished", before: before.as_deref(), after: Some(&name) };
    tell(&mut tx, cx, (about, case.0), told).await?;
    Ok(tx.commit().await?)
}
