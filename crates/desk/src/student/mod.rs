//! One student, one page (F1): strengths and own words first, then what is due, the case, categories, contact card,
//! the timeline, marks and absences. Each part stands there only for those who may see it.

mod card;
mod pages;

use axum::Router;
use axum::routing::get;
use web::App;

/// The routes of this subject.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/students/{id}", get(pages::show))
        .route("/students/{id}/contact-card", get(card::show).post(card::reveal))
}
