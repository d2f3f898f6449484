//! Tables that a bureau asks for (T5): brought in once, each column named once, then filled into the very file as often as
//! it is asked for. What was handed in is kept, and the next time only what changed since may be handed in.

mod actions;
mod columns;
mod pages;
mod rows;
mod store;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use documents::filling;
use web::App;

pub use columns::{Column, Form, propose};

/// The largest request: a file, and the fields beside it.
const MOST_BYTES: usize = filling::FILE_BYTES + 64 * 1024;

/// The routes of this subject.
pub fn routes() -> Router<App> {
    let upload = post(pages::create).layer(DefaultBodyLimit::max(MOST_BYTES));
    Router::new()
        .route("/bureau-tables", get(pages::index).merge(upload))
        .route("/bureau-tables/{id}", get(pages::show))
        .route("/bureau-tables/{id}/columns", get(pages::edit).post(pages::update))
        .route("/bureau-tables/{id}/hand-ins", post(pages::hand_in))
        .route("/bureau-tables/{id}/hand-ins/{number}/file", get(pages::file))
        .route("/bureau-tables/{id}/withdrawal", post(pages::withdraw))
}
