//! The health page of one child, and its card on the student's page.

use access::{Action, Kind, Permit};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use db::Conn;
use kernel::{Fault, HealthId, StudentId};
use web::reply::page_with;
use web::short::{self, Asked, Filled};
use web::{Cx, Failure, Fields, Look, Reply, see_with};

use super::chart::{self, Drawn};
use super::{New, ROOM, Record, Sort, actions};
use crate::student::{self, Student};

/// One kind with its records and its form.
struct Part {
    sort: Sort,
    records: Vec<Record>,
    asked: Vec<Asked>,
    open: bool,
    key: String,
}

#[derive(Template)]
#[template(path = "health/show.html")]
struct Show<'a> {
    cx: &'a Look,
    student: &'a Student,
    fields: &'a Fields,
    parts: Vec<Part>,
    growth: Vec<Drawn>,
    may_keep: bool,
    today: String,
}

#[derive(Template)]
#[template(path = "health/_card.html")]
struct Card<'a> {
    cx: &'a Look,
    student: &'a Student,
    now: Vec<&'a Record>,
}

/// What the student's page shows: allergies and diet, the last examination and illness. Nothing without the right.
///
/// # Errors
/// Those of the database and of damaged cells.
pub async fn card(conn: &mut Conn, cx: &Cx, student: &Student) -> Result<Option<(String, Permit)>, Failure> {
    let Some((records, permit)) = super::of(conn, cx, student).await? else { return Ok(None) };
    let lasting = records.iter().filter(|one| matches!(one.sort, Sort::Allergy | Sort::Diet));
    let last = [Sort::Illness, Sort::Exam].map(|sort| records.iter().find(|one| one.sort == sort));
    let now = lasting.chain(last.into_iter().flatten()).collect();
    let card = Card { cx, student, now };
    Ok(Some((card.render().map_err(|error| Fault::from("template", error))?, permit)))
}

/// `GET /students/{id}/health`
pub async fn show(cx: Cx, Path(id): Path<StudentId>) -> Reply {
    form(&cx, id, &Fields::default(), StatusCode::OK).await
}

async fn form(cx: &Cx, id: StudentId, fields: &Fields, status: StatusCode) -> Reply {
    let mut conn = cx.app.db.reader().await?;
    let student = student::find(&mut conn, cx, id).await?;
    let (records, permit) = super::of(&mut conn, cx, &student).await?.ok_or(Failure::NotFound)?;
    drop(conn);
    let growth = chart::growth(&records, cx);
    let none = Fields::default();
    let part = |sort: Sort| {
        let open = fields.get("kind") == sort.key();
        Part {
            sort,
            records: records.iter().filter(|one| one.sort == sort).cloned().collect(),
            asked: short::asked(cx, ROOM, sort.specs(), if open { fields } else { &none }),
            open,
            key: cx.uuid().to_string(),
        }
    };
    let show = Show {
        cx,
        may_keep: cx.permit(Action::Create, Kind::Health, &student.facts(cx.school())).is_ok(),
        student: &student,
        fields,
        parts: Sort::ALL.map(part).into(),
        growth,
        today: cx.today().to_string(),
    };
    cx.log_readings(&[permit]).await?;
    page_with(cx, status, &show)
}

/// `POST /students/{id}/health`
pub async fn keep(cx: Cx, Path(id): Path<StudentId>, mut fields: Fields) -> Reply {
    let sort = Sort::parse(fields.get("kind")).ok_or(Failure::BadRequest)?;
    let on = fields.day(cx.lang(), "on").unwrap_or_else(|| cx.today());
    if on > cx.today() {
        fields.refuse(cx.lang(), "on", "web-error-future");
    }
    let filled = Filled::typed(&mut fields, &cx, sort.specs());
    let first = sort.specs().first().map_or("", |spec| spec.name);
    if filled.is_empty() || (sort != Sort::Exam && filled.get(first).is_none()) {
        fields.refuse(cx.lang(), &format!("x_{first}"), "web-error-required");
    }
    let Some(key) = fields.parse::<HealthId>(cx.lang(), "key").filter(|_| fields.is_right()) else {
        return form(&cx, id, &fields, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    actions::keep(&cx, id, &New { id: key, sort, on, filled }).await?;
    see_with(&format!("/students/{id}/health"), "people-said-health-kept")
}

/// `POST /health/{id}/withdrawal`
pub async fn withdraw(cx: Cx, Path(id): Path<HealthId>) -> Reply {
    let student = actions::withdraw(&cx, id).await?;
    see_with(&format!("/students/{student}/health"), "people-said-health-withdrawn")
}
