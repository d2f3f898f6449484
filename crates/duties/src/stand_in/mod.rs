//! Who stands in for a colleague who is away (代班, M6): the duties pass for these days and no longer; the right to the
//! children concerned is a part in the team of each of their cases, with the same days. The colleague owes nothing
//! meanwhile and has everything back by itself.

pub mod leaving;
mod notice;
mod store;

pub use notice::{Notice, html, notices};
pub(crate) use store::among;

use access::{Action, Kind};
use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::routing::{get, post};
use kernel::clock::days_after;
use kernel::{Day, MemberId, StaffId, StandInId};
use uuid::Uuid;
use web::cx::Change;
use web::reply::page_with;
use web::{App, Cx, Failure, Fields, Look, Reply, see_with};

use crate::days::Days;
use crate::facts::store::staff_names;

/// No colleague is away for longer; a new term wants a new arrangement.
const LONGEST: i64 = 200;

/// The routes of this subject.
pub(crate) fn routes() -> Router<App> {
    Router::new().route("/stand-ins", get(index).post(create)).route("/stand-ins/{id}/end", post(end))
}

/// Somebody about to stand in.
struct New {
    key: StandInId,
    away: StaffId,
    stand_in: StaffId,
    days: Days,
}

#[derive(Template)]
#[template(path = "stand_in/index.html")]
struct Index<'a> {
    cx: &'a Look,
    lines: &'a [store::Line],
    people: &'a [(StaffId, String)],
    form: &'a Fields,
    may: bool,
    today: Day,
}

impl Index<'_> {
    fn chose(&self, field: &str, id: &StaffId) -> bool {
        self.form.chose(field, &id.to_string())
    }

    fn days(&self, line: &store::Line) -> String {
        format!("{} – {}", self.cx.day(&line.from), self.cx.day(&line.until))
    }
}

/// `GET /stand-ins`
async fn index(cx: Cx) -> Reply {
    let mut form = Fields::default();
    form.set("key", cx.uuid().to_string());
    form.set("from", cx.today().to_string());
    shown(&cx, StatusCode::OK, &form).await
}

async fn shown(cx: &Cx, status: StatusCode, form: &Fields) -> Reply {
    cx.permit_school(Action::List, Kind::Duty)?;
    let may = cx.permit_school(Action::Create, Kind::Duty).is_ok();
    let mut conn = cx.app.db.reader().await?;
    let lines = store::list(&mut conn, cx.school(), cx.today()).await?;
    let people = staff_names(&mut conn, cx.school()).await?;
    page_with(cx, status, &Index { cx, lines: &lines, people: &people, form, may, today: cx.today() })
}

/// `POST /stand-ins`
async fn create(cx: Cx, mut form: Fields) -> Reply {
    cx.permit_school(Action::Create, Kind::Duty)?;
    let Some(new) = read(&cx, &mut form) else {
        return shown(&cx, StatusCode::UNPROCESSABLE_ENTITY, &form).await;
    };
    begin(&cx, &new).await?;
    see_with("/stand-ins", "duties-said-stand-in")
}

fn read(cx: &Cx, form: &mut Fields) -> Option<New> {
    let lang = cx.lang();
    let (key, away, stand_in) =
        (form.parse(lang, "key"), form.parse(lang, "away"), form.parse(lang, "stand_in"));
    for field in ["away", "stand_in", "from", "until"] {
        form.required(lang, field);
    }
    if away.is_some() && away == stand_in {
        form.refuse(lang, "stand_in", "duties-stand-in-same");
    }
    let days = Days::new(form.day(lang, "from")?, form.day(lang, "until")?);
    if days.last < days.first || days.first < cx.today() || days.last > days_after(days.first, LONGEST) {
        form.refuse(lang, "until", "duties-stand-in-days");
    }
    let new = New { key: key?, away: away?, stand_in: stand_in?, days };
    form.is_right().then_some(new)
}

/// Writes the stand-in and a part in each open case of the colleague, with the same days.
async fn begin(cx: &Cx, new: &New) -> Result<(), Failure> {
    let (now, by) = (cx.app.clock.now(), cx.staff()?);
    let mut tx = cx.app.db.begin().await?;
    if store::insert(&mut tx, cx.school(), (new.key, new.away, new.stand_in), (new.days, now, by)).await? == 0
    {
        return Ok(());
    }
    for (case, student) in store::cases_of(&mut tx, cx.school(), new.away, cx.today()).await? {
        let member = MemberId(cx.uuid());
        store::join(&mut tx, cx.school(), (member, case, student, new.stand_in), (new.days, now, by)).await?;
    }
    let after = format!("{} for {} {} {}", new.stand_in, new.away, new.days.first, new.days.last);
    tell(&mut tx, cx, "stand_in.begun", new.key.0, &after).await?;
    Ok(tx.commit().await?)
}

/// `POST /stand-ins/{id}/end`: from today on everybody bears the own part again. One that has not begun is called off.
async fn end(cx: Cx, Path(id): Path<StandInId>) -> Reply {
    cx.permit_school(Action::Amend, Kind::Duty)?;
    let mut tx = cx.app.db.begin().await?;
    let lines = store::list(&mut tx, cx.school(), cx.today()).await?;
    let line = lines.iter().find(|line| line.id == id).ok_or(Failure::NotFound)?;
    if store::end(&mut tx, cx.school(), id, days_after(cx.today(), -1)).await? == 0 {
        return Err(Failure::NotFound);
    }
    tell(&mut tx, &cx, "stand_in.ended", id.0, "").await?;
    tx.commit().await?;
    let has_run = line.has_run(cx.today());
    see_with(
        "/stand-ins",
        if has_run { "duties-said-stand-in-ended" } else { "duties-said-stand-in-cancelled" },
    )
}

async fn tell(tx: &mut db::Tx, cx: &Cx, name: &str, subject: Uuid, after: &str) -> Result<(), Failure> {
    let change = Change { name, kind: Kind::Duty, subject, student: None, before: None, after: Some(after) };
    Ok(cx.event(tx, change).await?)
}
