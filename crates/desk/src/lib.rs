//! Pages that gather what several rooms know: search, and one student's page. Owns no table.

pub mod day;
mod review;
pub mod search;
pub mod student;

use axum::Router;
use web::App;

/// The routes of this room.
pub fn routes() -> Router<App> {
    Router::new()
        .merge(day::routes())
        .merge(search::routes())
        .merge(student::routes())
        .merge(review::routes())
}
