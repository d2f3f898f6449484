//! The school's people as an administrator keeps them: who serves, with which account, in which roles, from when
//! until when (O3, Y1). No child appears here.

mod actions;
mod forms;
pub mod intake;
mod pages;
mod panel;
mod store;

use axum::routing::{get, post};
use axum::{Extension, Router};
use people::staff::leaving::Rooms;
use web::App;

pub use actions::stand_alone;
pub use panel::panel;

/// The routes of this subject.
pub fn routes(farewells: Rooms) -> Router<App> {
    Router::new()
        .route("/staff", get(pages::index).post(pages::create))
        .route("/staff/new", get(pages::new))
        .route("/staff/{id}", get(pages::show))
        .route("/staff/{id}/roles", post(pages::grant))
        .route("/staff/{id}/roles/{role}/end", post(pages::end_role))
        .route("/staff/{id}/sex", post(pages::sex))
        .route("/staff/{id}/account", post(pages::open_account))
        .route("/staff/{id}/password", post(pages::reset))
        .route("/staff/{id}/leave", post(pages::leave).layer(Extension(farewells)))
}
