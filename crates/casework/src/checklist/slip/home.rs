//! The one page behind a link: this week of one child's list. No name but the given one, no way further, no script.

use access::Actor;
use askama::Template;
use axum::extract::Path;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use kernel::{Day, SchoolId, clock::days_after};
use people::student::Student;
use web::reply::page_with;
use web::{Cx, Failure, Fields, Guest, Look, Reply, see_with};

use super::store::{self, Slip};
use super::{actions, hashed};
use crate::checklist::actions::{By, Mark, mark as keep};
use crate::checklist::model::{Checklist, Streak, has, monday_of, streak};
use crate::checklist::pages::read_mark;
use crate::checklist::reading::{self, Seen};

#[derive(Template)]
#[template(path = "checklist/slip/home.html")]
struct Home<'a> {
    cx: &'a Look,
    list: &'a Checklist,
    name: String,
    streak: Streak,
    today: Option<(Day, i64)>,
    earlier: Vec<(Day, i64)>,
}

impl Home<'_> {
    fn has(&self, done: &i64, item: &usize) -> bool {
        has(*done, *item)
    }
}

#[derive(Template)]
#[template(path = "checklist/slip/shut.html")]
struct Shut<'a> {
    cx: &'a Look,
    title: &'static str,
    help: &'static str,
}

/// Whoever came in by a link.
struct Entered {
    cx: Cx,
    slip: Slip,
    seen: Seen,
    child: Student,
}

/// Why a link opens nothing now.
enum Closed {
    /// Unknown, ended, taken back, the list over, the child gone: the same answer.
    Gone,
    /// Used too often in a short while.
    Often,
    /// Something failed.
    Failed(Failure),
}

impl<E: Into<Failure>> From<E> for Closed {
    fn from(error: E) -> Self {
        match error.into() {
            Failure::NotFound => Self::Gone,
            other => Self::Failed(other),
        }
    }
}

/// `GET /tick/{school}/{token}`
pub async fn show(guest: Guest, Path((school, token)): Path<(i64, String)>) -> Reply {
    match enter(&guest, SchoolId(school), &token).await {
        Ok(entered) => own(week(&entered).await),
        Err(closed) => shut(&guest, closed),
    }
}

/// `POST /tick/{school}/{token}`
pub async fn mark(guest: Guest, Path((school, token)): Path<(i64, String)>, fields: Fields) -> Reply {
    match enter(&guest, SchoolId(school), &token).await {
        Ok(entered) => {
            let marks = marks(&entered, &fields)?;
            keep(&entered.cx, entered.slip.checklist, By::Slip(entered.slip.id), &marks).await?;
            own(see_with(&format!("/tick/{school}/{token}"), "checklists-said-home"))
        }
        Err(closed) => shut(&guest, closed),
    }
}

async fn enter(guest: &Guest, school: SchoolId, token: &str) -> Result<Entered, Closed> {
    let hash = hashed(token).ok_or(Closed::Gone)?;
    let (app, today) = (&guest.app, guest.app.clock.today());
    let mut conn = app.db.reader().await?;
    let slip = store::lookup(&mut conn, school, hash, today).await?.ok_or(Closed::Gone)?;
    let actor = Actor::at_home(school, slip.student);
    let cx = Cx { app: app.clone(), actor, look: guest.look.clone() };
    let seen = reading::find(&mut conn, &cx, slip.checklist).await?;
    drop(conn);
    let child = seen.children.iter().find(|child| child.id == slip.student && child.class_id.is_some());
    let child = child.cloned().ok_or(Closed::Gone)?;
    if today > seen.list.until_on {
        return Err(Closed::Gone);
    }
    if !actions::used(&cx, &slip).await? {
        return Err(Closed::Often);
    }
    Ok(Entered { cx, slip, seen, child })
}

/// The days of this week until today on which the list runs, today first.
async fn week(entered: &Entered) -> Reply {
    let Entered { cx, seen, child, .. } = entered;
    let mut conn = cx.app.db.reader().await?;
    let done = reading::done(&mut conn, cx, seen.list.id).await?.remove(&child.id).unwrap_or_default();
    drop(conn);
    let monday = monday_of(cx.today());
    let days = (0..7).rev().map(|day| days_after(monday, day));
    let days = days.filter(|day| seen.list.runs_on(*day) && *day <= cx.today());
    let days = days.map(|day| (day, done.get(&day).map_or(0, |ticks| ticks.done)));
    let (today, earlier): (Vec<_>, Vec<_>) = days.partition(|(day, _)| *day == cx.today());
    let kept = done.iter().filter(|(_, ticks)| ticks.done != 0).map(|(day, _)| *day).collect();
    let home = Home {
        cx: &cx.look,
        list: &seen.list,
        name: language::names::given(&child.name),
        streak: streak(kept, cx.today()),
        today: today.first().copied(),
        earlier,
    };
    page_with(&cx.look, StatusCode::OK, &home)
}

/// What was ticked. A page that was opened on Sunday evening may be sent on Monday: yesterday's week counts too.
fn marks(entered: &Entered, fields: &Fields) -> Result<Vec<Mark>, Failure> {
    let first = monday_of(days_after(entered.cx.today(), -1));
    let count = entered.seen.list.items.len();
    let mut marks = Vec::new();
    for typed in fields.all("day") {
        let day: Day = typed.parse().map_err(|_| Failure::BadRequest)?;
        if day < first {
            return Err(Failure::BadRequest);
        }
        marks.push(read_mark(fields, typed, (day, entered.child.id), count));
    }
    Ok(marks)
}

fn shut(guest: &Guest, closed: Closed) -> Reply {
    let (status, key) = match closed {
        Closed::Gone => (StatusCode::NOT_FOUND, "checklists-home-gone"),
        Closed::Often => (StatusCode::TOO_MANY_REQUESTS, "checklists-home-often"),
        Closed::Failed(failure) => return Err(failure),
    };
    let help = guest.t(format!("{key}-help"));
    own(page_with(guest, status, &Shut { cx: guest, title: guest.t(key), help }))
}

/// No search engine keeps the page, and no other site is told where somebody came from. (`no-referrer` would make browsers
/// send a form with the origin `null`, which the guard refuses as forged.)
fn own(reply: Reply) -> Reply {
    let mut response = reply?;
    let headers = response.headers_mut();
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    let robots = HeaderName::from_static("x-robots-tag");
    headers.insert(robots, HeaderValue::from_static("noindex, nofollow, noarchive"));
    Ok(response)
}
