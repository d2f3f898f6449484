//! The plan of a case (P1, P3, P4): one plan in sections that come from templates, with measures from the library at work,
//! small steps, earlier versions, and agreement where the school wants it.

pub mod actions;
pub mod approval;
mod editing;
pub mod model;
mod pages;
pub mod reading;
mod store;
pub mod tasks;
pub mod template;
pub mod uses;

pub use model::{Plan, PlanText};

use axum::Router;
use axum::routing::{get, post};
use web::App;

/// The routes of this subject.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/cases/{id}/plan", get(pages::show).post(editing::update))
        .route("/cases/{id}/plan/edit", get(editing::edit))
        .route("/cases/{id}/plan/versions", get(pages::versions))
        .route("/cases/{id}/plan/approval", post(pages::ask))
        .route("/cases/{id}/tasks", post(tasks::create))
        .route("/plan-tasks/{id}/done", post(tasks::finish))
        .route("/plan-tasks/{id}/return", post(tasks::take_back))
        .route("/plan-tasks/{id}/withdrawal", post(tasks::withdraw))
        .route("/cases/{id}/measures", post(uses::take))
        .route("/measure-uses/{id}/withdrawal", post(uses::take_back))
        .route("/measure-uses/{id}/end", post(uses::close))
        .route("/measure-uses/{id}/return", post(uses::reopen))
        .route("/plan-approvals/{id}/answer", post(pages::answer))
        .route("/plan-rule", post(pages::set_rule))
}
