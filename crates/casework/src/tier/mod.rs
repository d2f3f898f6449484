//! Who carries a case (K2): the class, the grade or the school. A tier that cannot cope asks the one above, with a
//! reason; a tier that is no longer needed asks the one below. The other accepts, or returns it with a reason. Each
//! tier has its own form; a serious breach of rules goes to the school with an education plan. A tier above the class
//! is looked at again on a day and fades unless somebody renews it (C6).

mod actions;
mod answering;
mod asking;
mod board;
mod history;
mod lines;
mod model;
mod panel;
mod reading;
pub mod store;

pub(crate) use actions::ask_in;
pub use actions::{Asked, NewRequest, answer, ask, end, renew, withdraw, write_form};
pub use history::{REVIEW_DAYS, Renewal, Span, Step, spans};
pub use model::{Answer, Form, Verdict, Way, Written, speaks_for};
pub use panel::{panel, renewal_panel};
pub(crate) use reading::{Card, card};

use axum::Router;
use axum::routing::{get, post};
use web::App;

/// The routes of this subject.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/tiers", get(board::index))
        .route("/cases/{id}/tier-requests/new", get(asking::new))
        .route("/cases/{id}/tier-requests", post(asking::create))
        .route("/cases/{id}/tier-forms/{form}", get(asking::form).post(asking::write))
        .route("/cases/{id}/tier-reviews", post(answering::renew))
        .route("/cases/{id}/tier-end", post(answering::end))
        .route("/tier-requests/{id}", get(answering::show))
        .route("/tier-requests/{id}/acceptance", post(answering::accept))
        .route("/tier-requests/{id}/return", post(answering::give_back))
        .route("/tier-requests/{id}/withdrawal", post(answering::withdraw))
}
