//! Two entries of one child (R5): found by what they share, judged by a person who sees both side by side, and joined so
//! that all that was written of either stands at the entry that stays. Nothing joins by itself.

mod apart;
mod doubt;
mod entry;
mod family;
mod joining;
mod moving;
mod pages;
mod panel;
mod store;
mod undoing;

use std::sync::Arc;

use access::{Action, Kind, Permit};
use axum::routing::{get, post};
use axum::{Extension, Router};
use kernel::Label;
use web::{App, Cx, Failure};

pub use doubt::Reason;
pub use joining::{Choice, join};
pub use moving::{Joining, Keeps, Table, Twice};
pub use panel::panel;
pub use store::{Also, also, kept_for};
pub use undoing::{Undone, undo};

pub use crate::kept::Of;

/// The label of what a join keeps.
pub(crate) const LABEL: Label = Label::CLOSE;

/// All rooms whose records name children.
pub type Rooms = Arc<Vec<Box<dyn Keeps>>>;

/// The routes of this subject. The rooms to the right hand in what they keep of a child.
pub fn routes(rooms: Rooms) -> Router<App> {
    Router::new()
        .route("/duplicates", get(pages::index))
        .route("/duplicates/compare", get(pages::compare).post(pages::judge))
        .route("/duplicates/{id}", get(pages::show))
        .route("/duplicates/{id}/undo", post(pages::undo))
        .route("/duplicates/guardians", post(pages::join_guardians))
        .layer(Extension(rooms))
}

/// Whether this person judges duplicates: whoever amends the roster of the whole school, and reads whom it is about.
///
/// # Errors
/// [`Failure::NotFound`] for everybody else.
pub fn permit(cx: &Cx) -> Result<Permit, Failure> {
    cx.permit_school(Action::Read, Kind::Identity)?;
    cx.permit_school(Action::Read, Kind::Family)?;
    cx.permit_school(Action::Amend, Kind::Roster)
}

/// What this room keeps of a child.
#[must_use]
pub fn people() -> Box<dyn Keeps> {
    Box::new(family::People)
}
