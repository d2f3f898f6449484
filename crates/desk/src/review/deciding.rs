//! The decision on one case: taken as proposed with one tap, or another one with a sentence and a task.

use access::{Action, Kind};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use casework::review::actions::{self, NewDecision, NewTask};
use casework::review::{Decision, Line, ReviewView, find};
use casework::words::Choice;
use kernel::{CaseId, Day, ReviewId, clock::days_after};
use web::reply::page_with;
use web::{Cx, Failure, Fields, Look, Reply, see_with};

/// When a task is due unless another day is chosen: in two weeks.
const USUAL: i64 = 14;

#[derive(Template)]
#[template(path = "review/decision.html")]
struct Edit<'a> {
    cx: &'a Look,
    fields: &'a Fields,
    review: &'a ReviewView,
    line: &'a Line,
    decisions: Vec<Choice>,
    owners: Vec<Choice>,
    due_on: Day,
    /// A task stands in a note: only who may write one can give it.
    may_task: bool,
}

/// `GET /reviews/{id}/cases/{case}`: another decision, or something to be done.
pub(super) async fn edit(cx: Cx, Path((id, case)): Path<(ReviewId, CaseId)>) -> Reply {
    form(&cx, (id, case), &Fields::default()).await
}

/// The case of a review that is not finished, for somebody who may decide.
async fn line(cx: &Cx, (id, case): (ReviewId, CaseId)) -> Result<(ReviewView, Line), Failure> {
    let mut conn = cx.app.db.reader().await?;
    let review = find(&mut conn, cx, id).await?;
    let (lines, permits) = super::lines(&mut conn, cx, &review).await?;
    drop(conn);
    let line = lines.into_iter().find(|line| line.kept.case == case).ok_or(Failure::NotFound)?;
    if review.finished().is_some() {
        return Err(Failure::Stale);
    }
    if !line.may_decide {
        return Err(Failure::NotFound);
    }
    let own: Vec<_> =
        permits.into_iter().filter(|permit| permit.student() == Some(line.kept.student)).collect();
    cx.log_readings(&own).await?;
    Ok((review, line))
}

async fn form(cx: &Cx, about: (ReviewId, CaseId), fields: &Fields) -> Reply {
    let (review, line) = line(cx, about).await?;
    let serving =
        people::staff::store::list_names(&mut cx.app.db.reader().await?, cx.school(), cx.today()).await?;
    let owner = |one: people::staff::StaffName| Choice {
        chosen: match fields.some("owner") {
            Some(owner) => owner == one.id.to_string(),
            None => Some(one.id) == cx.actor.staff,
        },
        value: one.id.to_string(),
        label: one.name,
    };
    let chosen = line.kept.settled.as_ref().map_or(&line.kept.proposal.decision, |settled| &settled.decision);
    let mut conn = cx.app.db.reader().await?;
    let student = people::student::find(&mut conn, cx, line.kept.student).await?;
    drop(conn);
    let template = Edit {
        may_task: cx.permit(Action::Create, Kind::Note, &student.facts(cx.school())).is_ok(),
        cx,
        fields,
        decisions: Decision::choices(cx, fields.some("decision").unwrap_or(chosen)),
        owners: serving.into_iter().map(owner).collect(),
        due_on: fields.get("due_on").parse().unwrap_or(days_after(cx.today(), USUAL)),
        review: &review,
        line: &line,
    };
    let status = if fields.is_right() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    page_with(cx, status, &template)
}

/// `POST /reviews/{id}/cases/{case}/decision`
pub(super) async fn create(cx: Cx, Path((id, case)): Path<(ReviewId, CaseId)>, mut fields: Fields) -> Reply {
    let (_, found) = line(&cx, (id, case)).await?;
    let proposal = found.kept.proposal.decision();
    let decision = match fields.some("decision") {
        None => proposal,
        Some(word) => Decision::parse(word).ok_or(Failure::BadRequest)?,
    };
    let Some(new) = typed(&cx, &mut fields, (decision, proposal)) else {
        return form(&cx, (id, case), &fields).await;
    };
    actions::settle(&cx, id, case, &new).await?;
    see_with(&format!("/reviews/{id}#case-{case}"), "reviews-said-decided")
}

/// What was typed, or nothing when the form must come back.
fn typed(cx: &Cx, fields: &mut Fields, (decision, proposal): (Decision, Decision)) -> Option<NewDecision> {
    let lang = cx.lang();
    if decision != proposal {
        fields.required(lang, "why");
    }
    fields.at_most(lang, "why", 400);
    fields.at_most(lang, "task", 400);
    let task = fields.some("task").map(str::to_owned);
    let owner = fields.parse(lang, "owner").or(cx.actor.staff);
    let due_on = fields.day(lang, "due_on").unwrap_or(days_after(cx.today(), USUAL));
    if task.is_some() && due_on < cx.today() {
        fields.refuse(lang, "due_on", "reviews-error-due");
    }
    let task = task.zip(owner).map(|(text, owner)| NewTask { text, owner, due_on });
    let why = fields.some("why").map(str::to_owned);
    fields.is_right().then_some(NewDecision { decision, proposal, why, task })
}
