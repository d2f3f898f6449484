//! The first page of everybody.

use access::{Action, Kind, scope};
use askama::Template;
use axum::Router;
use axum::routing::get;
use web::{App, Cx, Look, Reply, page};

use super::{DayView, Standing, view};

/// The routes of this subject.
pub(crate) fn routes() -> Router<App> {
    Router::new().route("/", get(index))
}

#[derive(Template)]
#[template(path = "day/index.html")]
struct Index<'a> {
    cx: &'a Look,
    view: &'a DayView,
    greeting: String,
    may_rule: bool,
    may_census: bool,
}

#[derive(Template)]
#[template(path = "day/other.html")]
struct Other<'a> {
    cx: &'a Look,
    greeting: String,
}

/// `GET /`: my day, for those who may have duties; a short page of ways for the others.
async fn index(cx: Cx) -> Reply {
    let hour = cx.app.clock.now().local().hour();
    let greeting = greeting(&cx, hour);
    if scope(&cx.actor, Action::List, Kind::Duty).is_empty() {
        return page(&cx, &Other { cx: &cx, greeting });
    }
    let mut conn = cx.app.db.reader().await?;
    let view = view(&mut conn, &cx).await?;
    drop(conn);
    cx.log_readings(&view.permits).await?;
    let may_rule = cx.permit_school(Action::Create, Kind::Rules).is_ok();
    let may_census = !scope(&cx.actor, Action::List, Kind::Census).is_empty();
    page(&cx, &Index { cx: &cx, view: &view, greeting, may_rule, may_census })
}

fn greeting(cx: &Look, hour: i8) -> String {
    let key = match hour {
        5..=10 => "duties-day-morning",
        11..=13 => "duties-day-noon",
        14..=17 => "duties-day-afternoon",
        _ => "duties-day-evening",
    };
    cx.tx(key, cx.who().map_or("", |who| &who.name))
}
