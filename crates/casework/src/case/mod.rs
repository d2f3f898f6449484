//! A case: an open period of support for one child, with a team, a plan, goals, and an end that has a reason (K1, K3).

pub mod actions;
mod closing;
pub mod goals;
pub mod leaving;
mod listing;
pub mod model;
pub(crate) mod opening;
mod pages;
pub mod progress;
pub(crate) mod reading;
pub(crate) mod store;
mod taking;

pub use crate::plan::Plan;
pub use model::{Called, CaseView, CloseReason, Closure, Goal, Member, Part, Tier};
pub(crate) use pages::case_page as page;
pub use reading::open_of;
pub(crate) use store::IS_OPEN;

use axum::Router;
use axum::routing::{get, post};
use web::App;

/// The routes of this subject.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/cases", get(listing::index).post(opening::create))
        .route("/cases/new", get(opening::new))
        .route("/cases/{id}", get(pages::show))
        .route("/cases/{id}/members", post(pages::join))
        .route("/cases/{id}/members/{member}/end", post(pages::leave))
        .route("/cases/{id}/members/{member}/return", post(pages::come_back))
        .route("/cases/{id}/goals", post(goals::create))
        .route("/cases/{id}/closure", get(closing::new).post(closing::create))
        .route("/cases/{id}/reopening", post(closing::reopen))
        .merge(progress::routes())
        .route("/goals/{id}/reach", post(goals::reach))
        .route("/goals/{id}/withdrawal", post(goals::withdraw))
        .route("/goals/{id}/return", post(goals::take_back))
}
