//! The page of the leadership group.

use access::{Action, Kind, scope};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use kernel::{SeatId, StaffId};
use web::nav::{self, Item};
use web::reply::page_with;
use web::{Cx, Failure, Fields, Look, Reply, see_with};

use super::store::Seat;
use super::{SEATS, actions, store};
use crate::staff::StaffName;

/// The longest duties, in characters.
const DUTIES: usize = 400;

#[derive(Template)]
#[template(path = "leadership/index.html")]
struct Index<'a> {
    cx: &'a Look,
    fields: &'a Fields,
    seats: Vec<Seat>,
    former: Vec<Seat>,
    staff: Vec<StaffName>,
    may_seat: bool,
    belongs: Option<Item>,
}

impl Seat {
    fn word(&self, look: &Look) -> &'static str {
        look.t(format!("people-leadership-{}", self.seat))
    }
}

/// `GET /leadership`: for everybody at work with children, and for who keeps staff.
pub async fn index(cx: Cx) -> Reply {
    show(&cx, &Fields::default()).await
}

async fn show(cx: &Cx, fields: &Fields) -> Reply {
    let sees = |kind| !scope(&cx.actor, Action::List, kind).is_empty();
    if !sees(Kind::Roster) && !sees(Kind::Staff) {
        return Err(Failure::NotFound);
    }
    let mut conn = cx.app.db.reader().await?;
    let may_seat = cx.permit_school(Action::Create, Kind::Rules).is_ok();
    let staff = crate::staff::store::list_names(&mut conn, cx.school(), cx.today()).await?;
    let template = Index {
        cx,
        fields,
        seats: store::on(&mut conn, cx.school(), cx.today()).await?,
        former: store::before(&mut conn, cx.school(), cx.today()).await?,
        staff: if may_seat { staff } else { Vec::new() },
        may_seat,
        belongs: nav::belongs(&cx.actor, &["/cases", "/duty-rules"]),
    };
    let status = if fields.is_right() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    page_with(cx, status, &template)
}

/// `POST /leadership/seats`
pub async fn create(cx: Cx, mut fields: Fields) -> Reply {
    cx.permit_school(Action::Create, Kind::Rules)?;
    let duties = fields.required(cx.lang(), "duties");
    fields.at_most(cx.lang(), "duties", DUTIES);
    fields.required(cx.lang(), "staff");
    let staff: Option<StaffId> = fields.parse(cx.lang(), "staff");
    let seat = SEATS.into_iter().find(|seat| *seat == fields.get("seat")).ok_or(Failure::BadRequest)?;
    let Some(staff) = staff.filter(|_| fields.is_right()) else { return show(&cx, &fields).await };
    actions::seat(&cx, staff, (seat, &duties)).await?;
    see_with("/leadership", "people-said-seated")
}

/// `POST /leadership/seats/{id}/end`
pub async fn end(cx: Cx, Path(id): Path<SeatId>) -> Reply {
    actions::end(&cx, id).await?;
    see_with("/leadership", "people-said-seat-ended")
}
