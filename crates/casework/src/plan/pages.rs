//! A plan on one page: its sections, the measures at work, the steps, and whether it is agreed to.

use access::{Action, Kind};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use kernel::{ApprovalId, CaseId, Day};
use people::student::Student;
use web::reply::page_with;
use web::{Cx, Failure, Fields, Look, Reply, page, see_with};

use super::approval::{self, Answered, Approval};
use super::model::Plan;
use super::tasks::{self, Task};
use super::uses::{self, MeasureUse, Outcome};
use super::{actions, reading};
use crate::case::reading as cases;
use crate::words::Choice;

#[derive(Template)]
#[template(path = "plan/show.html")]
struct Show<'a> {
    cx: &'a Look,
    fields: &'a Fields,
    id: CaseId,
    student: &'a Student,
    plan: Option<&'a Plan>,
    uses: &'a [MeasureUse],
    tasks: &'a [Task],
    outcomes: Vec<Choice>,
    asked: Option<&'a Approval>,
    may_amend: bool,
    may_note: bool,
    may_list: bool,
    may_answer: bool,
    needs_approval: bool,
    tried: String,
    today: Day,
    key: String,
}

/// `GET /cases/{id}/plan`
pub async fn show(cx: Cx, Path(id): Path<CaseId>) -> Reply {
    plan_page(&cx, id, &Fields::default()).await
}

/// The page, with a form that came back if something was wrong in it.
pub(super) async fn plan_page(cx: &Cx, id: CaseId, fields: &Fields) -> Reply {
    let mut conn = cx.app.db.reader().await?;
    let (row, student, permit) = cases::find(&mut conn, cx, id, Action::Read).await?;
    let plan = reading::of_case(&mut conn, cx, id).await?;
    let uses = uses::of_case(&mut conn, cx, id).await?;
    let tasks = tasks::of_case(&mut conn, cx, id).await?;
    let approvals = match &plan {
        Some(plan) => approval::of_plan(&mut conn, cx, plan.id).await?,
        None => Vec::new(),
    };
    let needs_approval = approval::is_needed(&mut conn, cx.school()).await?;
    let facts = student.facts(cx.school());
    let may = |action, kind| access::decide(&cx.actor, action, kind, &facts).is_some();
    let may_amend = row.is_open && may(Action::Amend, Kind::Case);
    let (tried, mut permits) = match may_amend {
        true => crate::tried::html(&mut conn, cx, (id, &student), &uses).await?,
        false => (String::new(), Vec::new()),
    };
    drop(conn);
    permits.push(permit);
    cx.log_readings(&permits).await?;
    let mine = plan.as_ref().is_some_and(|plan| Some(plan.written_by) == cx.actor.staff);
    let template = Show {
        cx,
        fields,
        id,
        student: &student,
        asked: approvals.first(),
        may_amend,
        may_note: may_amend && may(Action::Create, Kind::Note),
        may_list: may_amend && may(Action::Amend, Kind::Checklist),
        may_answer: may(Action::Create, Kind::Approval) && !mine,
        needs_approval,
        tried,
        today: cx.today(),
        outcomes: Outcome::choices(cx, ""),
        key: cx.uuid().to_string(),
        plan: plan.as_ref(),
        uses: &uses,
        tasks: &tasks,
    };
    let status = if fields.is_right() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    page_with(cx, status, &template)
}

impl Show<'_> {
    /// Whether the version that stands was asked about and still waits.
    fn waits(&self) -> bool {
        self.asked.is_some_and(|asked| asked.answered_on.is_none())
    }

    /// Whether the newest answer is about the version that stands.
    fn is_current(&self) -> bool {
        self.asked.map(|asked| asked.version) == self.plan.map(|plan| plan.version)
    }

    /// Whether the plan can be laid before somebody now.
    fn may_ask(&self) -> bool {
        let answered = self.is_current() && self.asked.is_some_and(|asked| asked.agreed);
        self.may_amend && self.needs_approval && self.plan.is_some() && !self.waits() && !answered
    }
}

#[derive(Template)]
#[template(path = "plan/versions.html")]
struct Versions<'a> {
    cx: &'a Look,
    id: CaseId,
    student: &'a Student,
    versions: Vec<Plan>,
}

/// `GET /cases/{id}/plan/versions`: what the plan said before.
pub async fn versions(cx: Cx, Path(id): Path<CaseId>) -> Reply {
    let mut conn = cx.app.db.reader().await?;
    let (_, student, permit) = cases::find(&mut conn, &cx, id, Action::Read).await?;
    let plan = reading::of_case(&mut conn, &cx, id).await?.ok_or(Failure::NotFound)?;
    let versions = reading::versions(&mut conn, &cx, plan.id).await?;
    cx.log_readings(&[permit]).await?;
    page(&cx, &Versions { cx: &cx, id, student: &student, versions })
}

/// `POST /cases/{id}/plan/approval`: lays the plan before those who agree.
pub async fn ask(cx: Cx, Path(id): Path<CaseId>) -> Reply {
    approval::ask(&cx, id).await?;
    see_with(&format!("/cases/{id}/plan"), "plans-said-asked")
}

/// `POST /plan-approvals/{id}/answer`
pub async fn answer(cx: Cx, Path(id): Path<ApprovalId>, mut fields: Fields) -> Reply {
    let agrees = fields.get("answer") == "agree";
    let why = if agrees { None } else { Some(fields.required(cx.lang(), "why")) };
    fields.at_most(cx.lang(), "why", 400);
    let case = fields.get("case").parse().map_err(|_| Failure::BadRequest)?;
    if !fields.is_right() {
        return plan_page(&cx, case, &fields).await;
    }
    let (case, answered) = approval::answer(&cx, id, why.as_deref()).await?;
    let said = match answered {
        Answered::Done if agrees => "plans-said-agreed",
        Answered::Done => "plans-said-returned",
        Answered::OwnPlan => "plans-said-own-plan",
        Answered::Before => "plans-said-answered-before",
    };
    see_with(&format!("/cases/{case}/plan"), said)
}

/// `POST /plan-rule`: whether this school wants plans agreed to.
pub async fn set_rule(cx: Cx, fields: Fields) -> Reply {
    approval::set_rule(&cx, fields.get("needs") == "yes").await?;
    see_with("/measures", "plans-said-rule")
}

/// Writes a plan, or tells that somebody else did meanwhile.
pub(super) async fn write(
    cx: &Cx,
    id: CaseId,
    version: i64,
    what: (&super::PlanText, Option<&[String]>),
) -> Result<Option<axum::response::Response>, Failure> {
    if actions::write(cx, id, version, what).await? {
        return see_with(&format!("/cases/{id}/plan"), "casework-said-plan-written").map(Some);
    }
    Ok(None)
}
