//! Which child has nobody at its side, who carries how many, and who could go with whom (K4).

mod actions;
mod board;
mod pages;
mod reasons;
mod serving;
pub mod solving;
mod store;

pub(crate) use serving::Serving;

use axum::Router;
use axum::routing::{get, post};
use web::App;

/// The routes of this subject.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/pairings", get(pages::index).post(pages::create))
        .route("/pairings/wishes", post(pages::wish))
        .route("/pairings/{case}/members/{member}/undo", post(pages::undo))
}
