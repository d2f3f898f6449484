//! Every child has an adult (O6): which child had a real conversation with which grown-up, and who has had none.
//!
//! Real is what the table of [`crate::contact`] calls a talk: the child was there and heard. A note about more than
//! [`GROUP`] children was a talk to a group, which is no conversation with each of them.

mod map;
mod pages;
mod store;

use axum::Router;
use axum::routing::get;
use web::App;

/// The most children with whom one note is a conversation with each.
const GROUP: i64 = 5;

kernel::keyed! {
    /// What a grown-up is to a child: the columns of the map, the first that fits.
    GrownUp {
        /// The mentor of an open case.
        Mentor = "mentor",
        /// Homeroom teacher or deputy of the class.
        Homeroom = "homeroom",
        /// Teaches the class.
        Subject = "subject",
        /// Psychologist.
        Psychologist = "psychologist",
        /// Leads the grade or the school.
        Leader = "leader",
        /// Anybody else at school.
        Other = "other",
    }
}

/// The routes of this subject.
pub(crate) fn routes() -> Router<App> {
    Router::new().route("/conversations", get(pages::index))
}
