//! Slips to tick at home (P5): a teacher prints a link for a child, and whoever holds the paper ticks that child's list of
//! this week, without an account. The link opens one page, tells the given name alone and leads nowhere else.
//!
//! It is 24 random bytes, of which the database knows the hash; it ends with the list, after some weeks, when the child
//! leaves, or when the teacher takes it back. What its holder may do is a line of the policy ([`access::Role::Home`]).

pub mod actions;
mod home;
mod pages;
pub mod store;

use axum::Router;
use axum::routing::{get, post};
use kernel::keyed;
use sha2::{Digest, Sha256};
use web::App;

keyed! {
    /// Who holds a slip.
    Hand {
        /// The child.
        Student = "student",
        /// The family.
        Family = "family",
    }
}

/// A link lasts so many days at most, however long its list runs.
pub const DAYS: i64 = 56;

/// How often one link may be used.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pace {
    /// So often …
    pub often: i64,
    /// … within so many milliseconds.
    pub within: i64,
}

/// A family needs it a few times a day; a program that plays with it, a thousand times.
const PACE: Pace = Pace { often: 60, within: 10 * 60 * 1000 };

/// Bytes of a link.
const BYTES: usize = 24;

/// The routes of this subject.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/checklists/{id}/slips", get(pages::index).post(pages::create))
        .route("/checklists/{id}/slips/{slip}/end", post(pages::end))
        .route("/tick/{school}/{token}", get(home::show).post(home::mark))
}

/// The link of a slip as it stands on the paper.
fn token(app: &App) -> String {
    app.chance.bytes::<BYTES>().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The hash under which a link is stored; `None` for what cannot be one.
fn hashed(token: &str) -> Option<[u8; 32]> {
    (token.len() == 2 * BYTES && token.bytes().all(|byte| byte.is_ascii_hexdigit()))
        .then(|| Sha256::digest(token).into())
}
