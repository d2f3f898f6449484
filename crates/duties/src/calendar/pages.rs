//! The calendar page.

use access::{Action, Kind};
use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::routing::{get, post};
use kernel::{Day, TermId};
use people::term::Term;
use uuid::Uuid;
use web::reply::page_with;
use web::{App, Cx, Failure, Fields, Look, Reply, see_with};

use super::actions::{self, NewTerm, Outcome};
use super::store::{self, Line};
use crate::days::Days;
use crate::parts::Choice;

/// The longest name of a term or a day off, in characters.
const NAME: usize = 30;

/// More days in a row than this are a typing mistake.
const LONGEST: i32 = 70;

/// The routes of this subject.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/calendar", get(show))
        .route("/calendar/days", post(put_days))
        .route("/calendar/days/removal", post(remove_days))
        .route("/calendar/terms", post(create_term))
        .route("/calendar/terms/{id}", post(update_term))
}

#[derive(Template)]
#[template(path = "calendar/show.html")]
struct Show<'a> {
    cx: &'a Look,
    terms: &'a [Term],
    lines: &'a [Line],
    form: &'a Fields,
    kinds: Vec<Choice>,
    key: Uuid,
    may: bool,
    /// The term whose form came back; empty when it was another form, or none.
    edited: &'a str,
}

impl Show<'_> {
    /// Whether what came back is about a term.
    fn term_is_wrong(&self) -> bool {
        ["term_name", "starts_on", "ends_on"].iter().any(|name| !self.form.error(name).is_empty())
    }
}

/// `GET /calendar`
async fn show(cx: Cx) -> Reply {
    shown(&cx, StatusCode::OK, &Fields::default()).await
}

async fn shown(cx: &Cx, status: StatusCode, form: &Fields) -> Reply {
    cx.permit_school(Action::Read, Kind::Rules)?;
    let may = cx.permit_school(Action::Amend, Kind::Rules).is_ok();
    let mut conn = cx.app.db.reader().await?;
    let terms = people::term::store::list(&mut conn, cx.school()).await?;
    let lines = store::lines(&mut conn, cx.school()).await?;
    let chosen = form.some("kind").unwrap_or("holiday");
    let kinds = ["holiday", "make_up"].map(|kind| Choice {
        value: kind.to_owned(),
        label: cx.t(format!("duties-calendar-kind-{}", kind.replace('_', "-"))).to_owned(),
        chosen: kind == chosen,
    });
    let kinds = kinds.to_vec();
    let (key, edited) = (cx.uuid(), form.get("edited"));
    page_with(cx, status, &Show { cx, terms: &terms, lines: &lines, form, kinds, key, may, edited })
}

/// `POST /calendar/days`
async fn put_days(cx: Cx, mut form: Fields) -> Reply {
    let kind = if form.get("kind") == "make_up" { "make_up" } else { "holiday" };
    let name = form.required(cx.lang(), "name");
    form.at_most(cx.lang(), "name", NAME);
    let days = days(&cx, &mut form, ("from", "until"));
    match days.filter(|_| form.is_right()) {
        Some(days) => {
            done(
                &cx,
                form,
                ("name", "duties-said-calendar"),
                actions::put_days(&cx, days, (kind, &name)).await,
            )
            .await
        }
        None => shown(&cx, StatusCode::UNPROCESSABLE_ENTITY, &form).await,
    }
}

/// `POST /calendar/days/removal`
async fn remove_days(cx: Cx, mut form: Fields) -> Reply {
    let days = days(&cx, &mut form, ("from", "until")).ok_or(Failure::BadRequest)?;
    let outcome = actions::remove_days(&cx, days).await;
    done(&cx, form, ("from", "duties-said-calendar"), outcome).await
}

/// `POST /calendar/terms`
async fn create_term(cx: Cx, mut form: Fields) -> Reply {
    let id: TermId = form.parse(cx.lang(), "key").ok_or(Failure::BadRequest)?;
    match term(&cx, &mut form, id) {
        Some(term) => {
            let outcome = actions::create_term(&cx, &term).await;
            done(&cx, form, ("starts_on", "duties-said-term"), outcome).await
        }
        None => shown(&cx, StatusCode::UNPROCESSABLE_ENTITY, &form).await,
    }
}

/// `POST /calendar/terms/{id}`
async fn update_term(cx: Cx, Path(id): Path<TermId>, mut form: Fields) -> Reply {
    match term(&cx, &mut form, id) {
        Some(term) => {
            let outcome = actions::update_term(&cx, &term).await;
            done(&cx, form, ("starts_on", "duties-said-term"), outcome).await
        }
        None => shown(&cx, StatusCode::UNPROCESSABLE_ENTITY, &form).await,
    }
}

fn term(cx: &Cx, form: &mut Fields, id: TermId) -> Option<NewTerm> {
    let name = form.required(cx.lang(), "term_name");
    form.at_most(cx.lang(), "term_name", NAME);
    let starts = form.day(cx.lang(), "starts_on");
    let ends = form.day(cx.lang(), "ends_on");
    if starts.is_none() || ends.is_none() {
        form.required(cx.lang(), if starts.is_none() { "starts_on" } else { "ends_on" });
    }
    let days = Days::new(starts?, ends?);
    form.is_right().then_some(NewTerm { id, name, days })
}

/// From and to; one day alone is from and to.
fn days(cx: &Cx, form: &mut Fields, (from, until): (&str, &str)) -> Option<Days> {
    form.required(cx.lang(), from);
    let first: Day = form.day(cx.lang(), from)?;
    let last = form.day(cx.lang(), until).unwrap_or(first);
    let length = crate::days::number(last) - crate::days::number(first);
    if length < 0 {
        form.refuse(cx.lang(), until, "duties-calendar-days-off-backwards");
    } else if length > LONGEST {
        form.refuse(cx.lang(), until, "duties-calendar-days-too-many");
    }
    form.is_right().then_some(Days::new(first, last))
}

async fn done(cx: &Cx, mut form: Fields, (field, said): (&str, &str), outcome: Outcome) -> Reply {
    match outcome? {
        Ok(()) => see_with("/calendar", said),
        Err(mistake) => {
            form.refuse(cx.lang(), field, mistake.message_key());
            shown(cx, StatusCode::UNPROCESSABLE_ENTITY, &form).await
        }
    }
}
