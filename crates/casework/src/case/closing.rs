//! Closing a case with a reason, and opening it again with another.

use access::{Action, Kind};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use kernel::CaseId;
use people::student::Student;
use web::reply::page_with;
use web::{Cx, Failure, Fields, Look, Reply, see_with};

use super::actions::{self, Opened};
use super::model::{CloseReason, Goal};
use super::reading;
use crate::follow_up::FollowUp;
use crate::note;
use crate::words::Choice;

#[derive(Template)]
#[template(path = "case/closure.html")]
struct New<'a> {
    cx: &'a Look,
    id: CaseId,
    student: &'a Student,
    fields: &'a Fields,
    reasons: Vec<Choice>,
    goals: Vec<Goal>,
    promises: Vec<FollowUp>,
    /// Whether the case is seen only because of serving in it: then it is out of sight once it is closed.
    leaves_sight: bool,
}

/// `GET /cases/{id}/closure`: first what is still open.
pub async fn new(cx: Cx, Path(id): Path<CaseId>) -> Reply {
    form(&cx, id, &Fields::default()).await
}

async fn form(cx: &Cx, id: CaseId, fields: &Fields) -> Reply {
    let mut conn = cx.app.db.reader().await?;
    let (row, student, _) = reading::find(&mut conn, cx, id, Action::Amend).await?;
    if !row.is_open {
        return Err(Failure::Stale);
    }
    let permit = cx.permit(Action::Read, Kind::Case, &student.facts(cx.school()))?;
    let case = reading::view(&mut conn, cx, row, permit.clone()).await?;
    let timeline = note::timeline(&mut conn, cx, &student, 300).await?;
    let promises = timeline.lines.into_iter().flat_map(|line| line.follow_ups);
    let template = New {
        cx,
        id,
        student: &student,
        fields,
        reasons: CloseReason::chosen(cx, fields.get("reason")),
        goals: case.goals.into_iter().filter(Goal::is_open).collect(),
        promises: promises.filter(|promise| promise.done_on.is_none()).collect(),
        leaves_sight: !sees_without_serving(cx, &student),
    };
    let mut permits = timeline.permits;
    permits.push(permit);
    cx.log_readings(&permits).await?;
    let status = if fields.is_right() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    page_with(cx, status, &template)
}

/// `POST /cases/{id}/closure`
pub async fn create(cx: Cx, Path(id): Path<CaseId>, mut fields: Fields) -> Reply {
    let lang = cx.lang();
    let reason = CloseReason::parse(fields.get("reason")).filter(|reason| *reason != CloseReason::Joined);
    if reason.is_none() {
        fields.refuse(lang, "reason", "casework-error-reason");
    }
    if reason == Some(CloseReason::Other) {
        fields.required(lang, "note");
    }
    fields.at_most(lang, "note", note::model::TEXT_LIMIT);
    let Some(reason) = reason.filter(|_| fields.is_right()) else { return form(&cx, id, &fields).await };
    actions::close(&cx, id, (reason, fields.some("note"))).await?;
    // Who saw the case only because of serving in it sees it no longer, and is told who can open it again.
    if still_sees(&cx, id).await? {
        see_with(&format!("/cases/{id}"), "casework-said-case-closed")
    } else {
        see_with("/cases", "casework-said-case-closed-for-you")
    }
}

/// Whether the case stays in sight of this person without serving in it.
async fn still_sees(cx: &Cx, id: CaseId) -> Result<bool, Failure> {
    let mut conn = cx.app.db.reader().await?;
    let (_, student, _) = reading::find(&mut conn, cx, id, Action::Read).await?;
    Ok(sees_without_serving(cx, &student))
}

fn sees_without_serving(cx: &Cx, student: &Student) -> bool {
    let mut actor = cx.actor.clone();
    actor.assigned.clear();
    access::decide(&actor, Action::Read, Kind::Case, &student.facts(cx.school())).is_some()
}

/// `POST /cases/{id}/reopening`
pub async fn reopen(cx: Cx, Path(id): Path<CaseId>, mut fields: Fields) -> Reply {
    let why = fields.required(cx.lang(), "why");
    fields.at_most(cx.lang(), "why", note::model::TEXT_LIMIT);
    if !fields.is_right() {
        return super::pages::case_page(&cx, id, &fields).await;
    }
    match actions::reopen(&cx, id, &why).await? {
        Opened::Done(id) => see_with(&format!("/cases/{id}"), "casework-said-case-reopened"),
        Opened::There(id) => see_with(&format!("/cases/{id}"), "casework-said-case-there"),
    }
}
