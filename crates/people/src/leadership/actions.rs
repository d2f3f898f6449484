//! To seat and to end, each with its event.

use access::{Action, Kind};
use kernel::{SeatId, StaffId, clock::days_after};
use web::cx::Change;
use web::{Cx, Failure};

use super::store;

/// Seats somebody from today, with written duties. A new head takes over from the one who was; who sat in the group
/// already changes the seat.
///
/// # Errors
/// [`Failure::NotFound`] for whoever does not set the school's rules, [`Failure::BadRequest`] for nobody of the school.
pub(super) async fn seat(cx: &Cx, staff: StaffId, (seat, duties): (&str, &str)) -> Result<(), Failure> {
    cx.permit_school(Action::Create, Kind::Rules)?;
    let mut tx = cx.app.db.begin().await?;
    let names = crate::staff::store::list_names(&mut tx, cx.school(), cx.today()).await?;
    let name = names.into_iter().find(|one| one.id == staff).ok_or(Failure::BadRequest)?.name;
    let yesterday = days_after(cx.today(), -1);
    for there in store::on(&mut tx, cx.school(), cx.today()).await? {
        if there.staff_id == staff || seat == "head" && there.seat == "head" {
            store::end(&mut tx, cx.school(), there.id, yesterday).await?;
            tell(cx, &mut tx, ("leadership.ended", there.id), &told(&there.name, &there.seat, &there.duties))
                .await?;
        }
    }
    let id = SeatId(cx.uuid());
    let when = (cx.today(), cx.app.clock.now(), cx.staff()?);
    store::insert(&mut tx, cx.school(), (id, staff), (seat, duties), when).await?;
    tell(cx, &mut tx, ("leadership.seated", id), &told(&name, seat, duties)).await?;
    Ok(tx.commit().await?)
}

/// Ends a seat at once.
///
/// # Errors
/// As [`seat`]; not found for a seat that nobody holds.
pub(super) async fn end(cx: &Cx, id: SeatId) -> Result<(), Failure> {
    cx.permit_school(Action::Amend, Kind::Rules)?;
    let mut tx = cx.app.db.begin().await?;
    let seats = store::on(&mut tx, cx.school(), cx.today()).await?;
    let there = seats.into_iter().find(|seat| seat.id == id).ok_or(Failure::NotFound)?;
    store::end(&mut tx, cx.school(), id, days_after(cx.today(), -1)).await?;
    tell(cx, &mut tx, ("leadership.ended", id), &told(&there.name, &there.seat, &there.duties)).await?;
    Ok(tx.commit().await?)
}

fn told(name: &str, seat: &str, duties: &str) -> String {
    format!("{name} ({seat}): {duties}")
}

async fn tell(cx: &Cx, tx: &mut db::Tx, (name, id): (&str, SeatId), after: &str) -> Result<(), Failure> {
    let change =
        Change { name, kind: Kind::Rules, subject: id.0, student: None, before: None, after: Some(after) };
    Ok(cx.event(tx, change).await?)
}
