//! What it all shows (S1, S2, S3): goals with their definitions, outcomes before and after, and charts that answer a
//! question at a glance. Everything is counted from the records of the other rooms, within the rights of whoever asks,
//! each time it is asked; this room owns no fact.

mod asked;
mod caseload;
mod facts;
mod figures;
mod flow;
mod funnel;
mod goals;
mod heat;
mod outcomes;
mod pages;
mod paper;
mod places;
mod small;
mod store;

#[cfg(test)]
mod tests;

use axum::Router;
use axum::routing::get;
use web::App;

/// The routes of this room.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/figures", get(pages::index))
        .route("/figures/goals/{key}", get(pages::missing))
        .route("/figures/places", get(pages::places))
        .route("/figures/paper.docx", get(paper::word))
        .route("/figures/paper.pdf", get(paper::pdf))
        .route("/figures/paper.xlsx", get(paper::excel))
}
