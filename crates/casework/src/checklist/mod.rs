//! Daily checklists (P5): what a class or some children do each day, ticked by their teachers, at home on a sheet of paper, or
//! at home by the link on a slip.
//! What was done is counted and praised; a day on which nothing was ticked is only a day.

pub mod actions;
mod making;
pub mod model;
mod pages;
mod reading;
pub mod slip;
mod store;
mod week;

use axum::Router;
use axum::routing::{get, post};
use web::App;

/// The routes of this subject.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/checklists", get(pages::index).post(making::create))
        .route("/checklists/new", get(making::new))
        .route("/checklists/{id}", get(pages::show))
        .route("/checklists/{id}/days", post(pages::mark))
        .route("/checklists/{id}/weeks/{student}", get(week::show).post(week::mark))
        .route("/checklists/{id}/end", post(pages::end))
        .route("/checklists/{id}/sheet", get(pages::sheet))
        .merge(slip::routes())
}
