//! Exemplary cases (M5): what helped one child, told so that nobody can tell which child. The author drafts from a closed
//! case; what tells who it is gives way to neutral words; a second person who answers for the school confirms; then all
//! staff may read it.

pub mod account;
mod actions;
mod drafting;
pub mod neutral;
mod pages;
mod reading;
pub mod store;

use axum::Router;
use axum::routing::{get, post};
use web::App;

/// The routes of this subject.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/exemplary-cases", get(pages::index).post(drafting::create))
        .route("/exemplary-cases/new", get(drafting::new))
        .route("/exemplary-cases/{id}", get(pages::show).post(drafting::update))
        .route("/exemplary-cases/{id}/edit", get(drafting::edit))
        .route("/exemplary-cases/{id}/confirmation", post(pages::confirm))
        .route("/exemplary-cases/{id}/withdrawal", post(pages::withdraw))
        .route("/exemplary-cases/{id}/return", post(pages::bring_back))
}
