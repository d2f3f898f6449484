//! The page of a goal's progress and the small forms on it.

use access::Action;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use kernel::{Day, GoalId};
use people::student::Student;
use progress::Better;
use uuid::Uuid;
use web::reply::page_with;
use web::{Cx, Failure, Fields, Look, Reply, see_with};

use super::super::{reading, store};
use super::actions::{self, NewMeasure, Typed};
use super::chart::chart;
use super::model::{GoalProgress, Value};

#[derive(Template)]
#[template(path = "case/progress/show.html")]
struct Show<'a> {
    cx: &'a Look,
    fields: &'a Fields,
    goal: GoalId,
    text: String,
    how: Option<String>,
    case: kernel::CaseId,
    student: &'a Student,
    progress: Option<GoalProgress>,
    chart: String,
    may_amend: bool,
    set: Set,
}

/// What the form says about how the goal is read: what was typed, else what holds.
struct Set {
    unit: String,
    is_less: bool,
    target: String,
    support_from: String,
}

impl Set {
    fn of(fields: &Fields, progress: Option<&GoalProgress>, (set_on, today): (Day, Day)) -> Self {
        let typed = |name: &str, holds: String| fields.some(name).map_or(holds, str::to_owned);
        let unit = progress.and_then(|one| one.unit.clone()).unwrap_or_default();
        let target = progress.and_then(|one| one.target).map(|value| value.to_string());
        let from = progress.map_or(set_on.min(today), |one| one.support_from);
        Self {
            unit: typed("unit", unit),
            is_less: progress.is_some_and(|one| !one.is_more()),
            target: typed("target", target.unwrap_or_default()),
            support_from: typed("support_from", from.to_string()),
        }
    }
}

/// `GET /goals/{id}/progress`
pub async fn show(cx: Cx, Path(id): Path<GoalId>) -> Reply {
    shown(&cx, id, &Fields::default()).await
}

async fn shown(cx: &Cx, id: GoalId, fields: &Fields) -> Reply {
    let mut conn = cx.app.db.reader().await?;
    let row = store::goal(&mut conn, cx.school(), id).await?.ok_or(Failure::NotFound)?;
    let (case, student, permit) = reading::find(&mut conn, cx, row.case_id, Action::Read).await?;
    let goal = reading::goal(cx, &row)?;
    let all = super::of_goals(&mut conn, cx, case.id, std::slice::from_ref(&goal)).await?;
    let progress = all.into_iter().next();
    drop(conn);
    let facts = student.facts(cx.school());
    let may_amend = access::decide(&cx.actor, Action::Amend, access::Kind::Case, &facts).is_some();
    cx.log_readings(&[permit]).await?;
    let template = Show {
        cx,
        fields,
        goal: id,
        may_amend: may_amend && case.is_open && goal.is_open(),
        text: goal.text,
        how: goal.measure,
        case: case.id,
        student: &student,
        chart: progress.as_ref().map(|progress| chart(progress, cx)).transpose()?.unwrap_or_default(),
        set: Set::of(fields, progress.as_ref(), (goal.set_on, cx.today())),
        progress,
    };
    let status = if fields.is_right() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    page_with(cx, status, &template)
}

/// `POST /goals/{id}/measure`
pub async fn measure(cx: Cx, Path(id): Path<GoalId>, mut fields: Fields) -> Reply {
    let lang = cx.lang();
    fields.at_most(lang, "unit", 20);
    let target: Option<Value> = value(&cx, &mut fields, "target");
    let support_from = fields.day(lang, "support_from").unwrap_or_else(|| cx.today());
    if !fields.is_right() {
        return shown(&cx, id, &fields).await;
    }
    let better = if fields.get("better") == "less" { Better::Less } else { Better::More };
    let new = NewMeasure { unit: fields.some("unit").map(str::to_owned), better, target, support_from };
    actions::measure(&cx, id, &new).await?;
    see_with(&format!("/goals/{id}/progress"), "casework-said-goal-measured")
}

/// `POST /goals/{id}/readings`
pub async fn read(cx: Cx, Path(id): Path<GoalId>, mut fields: Fields) -> Reply {
    let Some(typed) = typed(&cx, &mut fields) else { return shown(&cx, id, &fields).await };
    let case = actions::read(&cx, id, typed).await?;
    let back = match fields.get("back") {
        "case" => format!("/cases/{case}#goals"),
        _ => format!("/goals/{id}/progress"),
    };
    see_with(&back, "casework-said-goal-read")
}

/// `POST /goals/{id}/readings/{reading}/correction`
pub async fn correct(cx: Cx, Path((id, old)): Path<(GoalId, Uuid)>, mut fields: Fields) -> Reply {
    let Some(typed) = typed(&cx, &mut fields) else { return shown(&cx, id, &fields).await };
    actions::correct(&cx, id, old, typed).await?;
    see_with(&format!("/goals/{id}/progress"), "casework-said-goal-reading-corrected")
}

/// A reading as it was typed; nothing when something is wrong in it.
fn typed(cx: &Cx, fields: &mut Fields) -> Option<Typed> {
    let lang = cx.lang();
    fields.required(lang, "value");
    let value = value(cx, fields, "value");
    let on = fields.day(lang, "read_on").unwrap_or_else(|| cx.today());
    if on > cx.today() {
        fields.refuse(lang, "read_on", "casework-progress-later");
    }
    let id = fields.get("key").parse().unwrap_or_else(|_| cx.uuid());
    value.filter(|_| fields.is_right()).map(|value| Typed { id, on, value })
}

/// A value typed into a field, refused in words of its own.
fn value(cx: &Cx, fields: &mut Fields, name: &str) -> Option<Value> {
    let parsed = fields.some(name)?.parse().ok();
    if parsed.is_none() {
        fields.refuse(cx.lang(), name, "casework-progress-no-number");
    }
    parsed
}

/// `POST /goals/{id}/readings/{reading}/withdrawal`
pub async fn withdraw(cx: Cx, Path((id, reading)): Path<(GoalId, Uuid)>) -> Reply {
    actions::withdraw(&cx, id, reading).await?;
    see_with(&format!("/goals/{id}/progress"), "casework-said-goal-reading-withdrawn")
}

/// `POST /goals/{id}/changes`
pub async fn change(cx: Cx, Path(id): Path<GoalId>, mut fields: Fields) -> Reply {
    let lang = cx.lang();
    let text = fields.required(lang, "change");
    fields.at_most(lang, "change", 400);
    let on = fields.day(lang, "changed_on").unwrap_or_else(|| cx.today());
    if !fields.is_right() {
        return shown(&cx, id, &fields).await;
    }
    actions::change(&cx, id, on, &text).await?;
    see_with(&format!("/goals/{id}/progress"), "casework-said-goal-help-changed")
}
