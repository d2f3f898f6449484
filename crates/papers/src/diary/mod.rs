//! The growth diary (F6): what a child can be proud of, in time order — praise and small wins, good news, strengths, steps in
//! marks, gifts of care, the child's own words. The teacher chooses what goes home; the booklet is printed for the family.

mod entries;
mod pages;

use axum::Router;
use axum::routing::get;
use web::App;

/// The routes of this subject.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/students/{id}/diary", get(pages::index))
        .route("/students/{id}/diary/booklet", get(pages::booklet))
}
