//! Children of whom nothing was written for some school weeks (C6): no note, no praise, no concern, no contact of any
//! kind. Mostly all is well with them; that is what one tap says. Nobody is late, and nobody is on a list for long.
//!
//! Only what the reader may list counts: a visit that is not theirs to know neither shows nor hides a child.

mod actions;
mod list;
mod pages;
mod panel;
mod store;
mod weeks;

use axum::Router;
use axum::routing::{get, post};
use web::App;

pub use panel::panel;

/// After how many school weeks a child stands here, unless the reader asks otherwise.
const WEEKS: u32 = 4;

/// What a reader may ask for, in school weeks.
const CHOICES: [u32; 4] = [2, 4, 6, 8];

/// The routes of this subject.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/quiet", get(pages::index))
        .route("/quiet-looks", post(pages::create))
        .route("/quiet-looks/{id}/withdrawal", post(pages::withdraw))
}
