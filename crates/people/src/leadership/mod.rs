//! The leadership group (O2): head, deputies and members, each with written duties, each for a time. Who left stays in
//! the history. A paper that names the group asks [`on`] for the day it is about:
//!
//! ```ignore
//! for seat in people::leadership::on(conn, school, day).await? {
//!     // seat.seat is `head`, `deputy` or `member`, in this order; seat.name and seat.duties as written.
//! }
//! ```

mod actions;
mod pages;
mod store;

pub use store::{Seat, on};

use axum::Router;
use axum::routing::{get, post};
use web::App;

/// The routes of this subject.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/leadership", get(pages::index))
        .route("/leadership/seats", post(pages::create))
        .route("/leadership/seats/{id}/end", post(pages::end))
}

/// The seats, in the order in which they are read.
pub const SEATS: [&str; 3] = ["head", "deputy", "member"];
