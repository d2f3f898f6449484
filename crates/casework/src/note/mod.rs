//! A note: one dated thing done with or for one or several children (D1, D2), with what was promised in it (D4) and
//! what only named people read (D3).

pub mod actions;
pub mod alike;
mod changing;
pub mod fields;
mod forms;
pub mod model;
mod pages;
pub(crate) mod reading;
mod sealed;
mod sheet;
pub(crate) mod store;

pub use actions::{amend, record, withdraw};
pub use model::{Channel, Content, NewNote, NewSealed, NoteKind, Promise};
pub use reading::{NoteLine, Timeline, timeline};
pub(crate) use reading::{Opened, open, remember};

use axum::Router;
use axum::routing::{get, post};
use web::App;

/// The routes of this subject.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/notes", post(sheet::create))
        .route("/notes/new", get(sheet::new))
        .route("/notes/{id}", get(pages::show).post(changing::update))
        .route("/notes/{id}/edit", get(changing::edit))
        .route("/notes/{id}/withdrawal", post(changing::withdraw))
}
