//! What was tried for similar children, and how it ended (P6): children of the same category in the same stage of
//! school, counted for the whole school, nobody named. Whoever may read some of those cases is led to them and to no
//! other.
//!
//! No count rests on a few children whom the reader may not see: if there are fewer of them than [`FLOOR`] (of a
//! sensitive category [`FLOOR_SENSITIVE`]), they are left out, and what is left below the floor is not shown.

mod model;
mod pages;
mod reading;
mod section;
mod store;

pub use model::{FLOOR, FLOOR_SENSITIVE, Tried};
pub(crate) use reading::words;
pub use reading::{Similar, similar};
pub(crate) use section::html;

use axum::Router;
use axum::routing::get;
use web::App;

/// The routes of this subject.
pub fn routes() -> Router<App> {
    Router::new().route("/measures/{key}/cases", get(pages::index))
}
