//! The plan of a case. Two people who write it both see what the other wrote (D6).

use access::Action;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use kernel::CaseId;
use people::student::Student;
use web::reply::page_with;
use web::{Cx, Failure, Fields, Look, Reply, see_with};

use super::model::Plan;
use super::{actions, reading};
use crate::note::model::TEXT_LIMIT;

#[derive(Template)]
#[template(path = "case/plan.html")]
struct Edit<'a> {
    cx: &'a Look,
    id: CaseId,
    student: &'a Student,
    fields: &'a Fields,
    version: i64,
    newer: Option<Plan>,
}

/// `GET /cases/{id}/plan`
pub async fn edit(cx: Cx, Path(id): Path<CaseId>) -> Reply {
    form(&cx, id, None).await
}

/// The form: fresh, or as it was typed.
async fn form(cx: &Cx, id: CaseId, typed: Option<(&Fields, StatusCode)>) -> Reply {
    let mut conn = cx.app.db.reader().await?;
    let (row, student, permit) = reading::find(&mut conn, cx, id, Action::Amend).await?;
    if !row.is_open {
        return Err(Failure::Stale);
    }
    let plan = reading::plan(&mut conn, cx, id).await?;
    let mut fresh = Fields::default();
    if let Some(plan) = &plan {
        fresh.set("situation", plan.situation.clone());
        fresh.set("measures", plan.measures.clone());
    }
    let (fields, status) = typed.unwrap_or((&fresh, StatusCode::OK));
    let version = plan.as_ref().map_or(0, |plan| plan.version);
    let newer = plan.filter(|_| status == StatusCode::CONFLICT);
    let read = cx.permit(Action::Read, permit.kind(), &student.facts(cx.school()))?;
    cx.log_readings(&[read]).await?;
    page_with(cx, status, &Edit { cx, id, student: &student, fields, version, newer })
}

/// `POST /cases/{id}/plan`
pub async fn update(cx: Cx, Path(id): Path<CaseId>, mut fields: Fields) -> Reply {
    let lang = cx.lang();
    let version: i64 = fields.get("version").parse().map_err(|_| Failure::BadRequest)?;
    let situation = fields.required(lang, "situation");
    let measures = fields.required(lang, "measures");
    fields.at_most(lang, "situation", TEXT_LIMIT);
    fields.at_most(lang, "measures", TEXT_LIMIT);
    if !fields.is_right() {
        return form(&cx, id, Some((&fields, StatusCode::UNPROCESSABLE_ENTITY))).await;
    }
    if actions::write_plan(&cx, id, version, (&situation, &measures)).await? {
        return see_with(&format!("/cases/{id}"), "casework-said-plan-written");
    }
    form(&cx, id, Some((&fields, StatusCode::CONFLICT))).await
}
