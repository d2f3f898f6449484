//! What is done in a round: one transaction each, with its event.

use access::{Action, Kind};
use db::Tx;
use kernel::{CommendationId, Day, RoundId, StaffId};
use uuid::Uuid;
use web::cx::Change;
use web::{Cx, Failure};

use super::{Criterion, store, written};

async fn tell(
    tx: &mut Tx,
    cx: &Cx,
    (name, subject): (&str, Uuid),
    after: Option<&str>,
) -> Result<(), Failure> {
    let change = Change { name, kind: Kind::Duty, subject, student: None, before: None, after };
    Ok(cx.event(tx, change).await?)
}

/// A round as typed.
pub(super) struct NewRound {
    pub id: RoundId,
    pub name: String,
    pub days: (Day, Day),
    pub criteria: Vec<Criterion>,
}

/// Begins a round: from now on its criteria can be read by all and changed by nobody.
pub(super) async fn begin(cx: &Cx, new: &NewRound) -> Result<(), Failure> {
    cx.permit_school(Action::Create, Kind::Duty)?;
    let criteria = written(&new.criteria);
    let mut tx = cx.app.db.begin().await?;
    let (what, by) = ((new.days.0, new.days.1, criteria.as_str()), (cx.app.clock.now(), cx.staff()?));
    if store::insert_round(&mut tx, cx.school(), (new.id, &new.name), what, by).await? {
        tell(&mut tx, cx, ("commendation.begun", new.id.0), Some(&criteria)).await?;
    }
    Ok(tx.commit().await?)
}

/// Takes a round back in which nobody is commended.
pub(super) async fn withdraw_round(cx: &Cx, id: RoundId) -> Result<(), Failure> {
    cx.permit_school(Action::Amend, Kind::Duty)?;
    let mut tx = cx.app.db.begin().await?;
    if !store::withdraw_round(&mut tx, cx.school(), id, (cx.app.clock.now(), cx.staff()?)).await? {
        return Err(Failure::Stale);
    }
    tell(&mut tx, cx, ("commendation.round_withdrawn", id.0), None).await?;
    Ok(tx.commit().await?)
}

/// Commends somebody of the staff, with words. The same words twice are once; other words for who is commended in this
/// round already are not kept, and `false`.
pub(super) async fn give(cx: &Cx, round: RoundId, (staff, words): (StaffId, &str)) -> Result<bool, Failure> {
    cx.permit_school(Action::Create, Kind::Duty)?;
    let mut tx = cx.app.db.begin().await?;
    store::round(&mut tx, cx.school(), round).await?.ok_or(Failure::NotFound)?;
    let serving = people::staff::store::list_names(&mut tx, cx.school(), cx.today()).await?;
    if serving.iter().all(|one| one.id != staff) {
        return Err(Failure::BadRequest);
    }
    let id = CommendationId(cx.uuid());
    let when = (cx.today(), cx.app.clock.now(), cx.staff()?);
    if !store::insert(&mut tx, cx.school(), (id, round, staff), words, when).await? {
        let given = store::given(&mut tx, cx.school()).await?;
        return Ok(given
            .iter()
            .any(|one| one.round_id == round && one.staff_id == staff && one.words == words));
    }
    tell(&mut tx, cx, ("commendation.given", id.0), Some(words)).await?;
    tx.commit().await?;
    Ok(true)
}

/// Takes a commendation back with a reason; returns its round.
pub(super) async fn withdraw(cx: &Cx, id: CommendationId, why: &str) -> Result<RoundId, Failure> {
    cx.permit_school(Action::Amend, Kind::Duty)?;
    let mut tx = cx.app.db.begin().await?;
    let there = store::lookup(&mut tx, cx.school(), id).await?.ok_or(Failure::NotFound)?;
    store::withdraw(&mut tx, cx.school(), id, (cx.app.clock.now(), cx.staff()?, why)).await?;
    tell(&mut tx, cx, ("commendation.withdrawn", id.0), Some(why)).await?;
    tx.commit().await?;
    Ok(there.round_id)
}
