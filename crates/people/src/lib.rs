//! Who is here: schools, years, terms and classes; students, guardians and contact cards; staff and the roles they
//! hold; and how rosters come in.

pub mod duplicate;
pub mod guardian;
pub mod health;
pub mod household;
pub mod import;
mod kept;
pub mod leadership;
pub mod roster;
pub mod staff;
pub mod student;
pub mod term;

use axum::Router;
use web::App;

/// The routes of this room.
pub fn routes() -> Router<App> {
    Router::new()
        .merge(student::routes())
        .merge(guardian::routes())
        .merge(leadership::routes())
        .merge(health::routes())
}
