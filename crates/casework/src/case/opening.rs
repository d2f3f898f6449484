//! Opening a case.

use access::{Action, Kind};
use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use db::Conn;
use kernel::{CaseId, GoalId, StudentId};
use people::student::{self, Student};
use web::reply::page_with;
use web::{Cx, Failure, Fields, Look, Reply, see_with};

use super::actions::{self, NewCase, Opened};
use super::goals::NewGoal;
use super::model::Tier;
use super::store;
use crate::note::model::TEXT_LIMIT;
use crate::pairing::Serving;
use crate::words::Choice;

#[derive(Template)]
#[template(path = "case/new.html")]
struct New<'a> {
    cx: &'a Look,
    fields: &'a Fields,
    student: &'a Student,
    there: Option<CaseId>,
    tiers: Vec<Choice>,
    responsible: Vec<Choice>,
    mentors: Vec<Choice>,
    today: String,
    history: String,
}

/// `GET /cases/new?student=…&finding=…`
pub async fn new(cx: Cx, Query(asked): Query<Vec<(String, String)>>) -> Reply {
    let mut fields = Fields::from(asked);
    fields.set("key", cx.uuid().to_string());
    fields.set("tier", Tier::Class.key());
    fields.set("opened_on", cx.today().to_string());
    form(&cx, &mut fields, StatusCode::OK).await
}

async fn form(cx: &Cx, fields: &mut Fields, status: StatusCode) -> Reply {
    let id: StudentId = fields.get("student").parse().map_err(|_| Failure::NotFound)?;
    let mut conn = cx.app.db.reader().await?;
    let (student, _) = student::find_for(&mut conn, cx, id, (Action::Create, Kind::Case)).await?;
    if fields.some("responsible").is_none()
        && let Some(teacher) = homeroom(&mut conn, cx, &student).await?
    {
        fields.set("responsible", teacher);
    }
    let serving = Serving::find(&mut conn, cx).await?;
    let history = crate::episode::of_student(&mut conn, cx, &student).await?;
    if let Some(history) = &history {
        cx.log_readings(&history.permits).await?;
    }
    let template = New {
        history: crate::episode::html(cx, history.as_ref())?,
        there: store::lookup_open(&mut conn, cx.school(), id, cx.today()).await?,
        tiers: Tier::choices(cx, fields.get("tier")),
        responsible: serving.choices(cx, fields.get("responsible")),
        mentors: serving.choices(cx, fields.get("mentor")),
        today: cx.today().to_string(),
        cx,
        fields,
        student: &student,
    };
    page_with(cx, status, &template)
}

/// The class's homeroom teacher, who answers for a case unless somebody else is named.
async fn homeroom(conn: &mut Conn, cx: &Cx, student: &Student) -> Result<Option<String>, Failure> {
    let Some(class) = student.class_id else { return Ok(None) };
    let teachers = people::staff::store::homeroom_of(conn, cx.school(), class, cx.today()).await?;
    Ok(teachers.first().map(|teacher| teacher.id.to_string()))
}

/// `POST /cases`
pub async fn create(cx: Cx, mut fields: Fields) -> Reply {
    let Some(new) = read(&mut fields, &cx) else {
        return form(&cx, &mut fields, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    match actions::open(&cx, &new).await? {
        Opened::Done(id) => see_with(&format!("/cases/{id}"), "casework-said-case-opened"),
        Opened::There(_) => form(&cx, &mut fields, StatusCode::UNPROCESSABLE_ENTITY).await,
    }
}

fn read(fields: &mut Fields, cx: &Cx) -> Option<NewCase> {
    let lang = cx.lang();
    let concern = fields.required(lang, "concern");
    fields.at_most(lang, "concern", TEXT_LIMIT);
    fields.at_most(lang, "goal", 400);
    let opened_on = fields.day(lang, "opened_on").unwrap_or_else(|| cx.today());
    if opened_on > cx.today() {
        fields.refuse(lang, "opened_on", "web-error-future");
    }
    if fields.required(lang, "responsible").is_empty() {
        return None;
    }
    let goal = fields.some("goal").map(str::to_owned);
    let due_on = fields.day(lang, "goal_due");
    let goal =
        goal.map(|text| NewGoal { key: GoalId(cx.uuid()), text, measure: None, is_near: true, due_on });
    let new = NewCase {
        key: fields.parse(lang, "key")?,
        student: fields.parse(lang, "student")?,
        concern,
        tier: Tier::parse(fields.get("tier")).unwrap_or(Tier::Class),
        opened_on,
        finding: fields.parse(lang, "finding"),
        responsible: fields.parse(lang, "responsible")?,
        mentor: fields.parse(lang, "mentor"),
        goal,
    };
    Some(new).filter(|_| fields.is_right())
}
