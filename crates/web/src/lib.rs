//! The page frame and the manners of the house: who asks ([`Cx`]), forms that survive errors ([`Fields`]), replies,
//! static files, and the guards in front of every route. Knows no subject.

pub mod app;
pub mod assets;
pub mod cx;
pub mod form;
pub mod guard;
pub mod look;
pub mod nav;
pub mod panel;
pub mod reply;
pub mod short;
pub mod upload;

pub use app::{App, Door, Entered, Settings};
pub use cx::{Cx, Guest};
pub use form::{FieldError, Fields};
pub use look::{Look, Who};
pub use reply::{Failure, Reply, file, local_path, page, see, see_with};

/// Filters that every page may use.
pub mod filters {}
