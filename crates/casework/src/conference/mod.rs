//! A conference on one case (V2): called by anybody of its team, the child's and the family's views asked first, the
//! minutes kept as a note of the child, what was agreed kept as follow-ups of those who took it on. The sheet to sign is a paper.

mod actions;
mod pages;
mod panel;
mod reading;
mod store;

pub use pages::html;
pub use panel::panel;
pub use reading::{Held, held};

use axum::Router;
use axum::routing::{get, post};
use web::App;

/// How many agreed acts the sheet has room for; more follow in notes.
pub(crate) const ACTS: usize = 3;

/// The routes of this subject.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/cases/{id}/conferences/new", get(pages::new))
        .route("/cases/{id}/conferences", post(pages::create))
        .route("/conferences/{id}", get(pages::show))
        .route("/conferences/{id}/minutes", post(pages::write))
        .route("/conferences/{id}/cancellation", post(pages::cancel))
}
