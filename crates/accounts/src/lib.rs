//! Sign-in: passwords, sign-ins that end, the one-time set-up of a new installation; and the roles an account holds
//! now, which make the `Actor`.

pub mod door;
pub mod password;
pub mod set_up;
pub mod sign_in;
pub mod slips;
pub mod staff;

use axum::Router;
use web::App;

/// The routes of this room. The rooms to the right hand in what ends when somebody leaves the school.
pub fn routes(farewells: people::staff::leaving::Rooms) -> Router<App> {
    Router::new()
        .merge(sign_in::routes())
        .merge(set_up::routes())
        .merge(password::routes())
        .merge(staff::routes(farewells))
        .merge(slips::routes())
}
