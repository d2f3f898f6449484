//! The census: once a term every student is looked at, and a look that finds nothing is a look (C1).

pub mod actions;
mod pages;
pub mod store;

use access::Facts;
use axum::Router;
use axum::routing::{get, post};
use kernel::{CensusId, ClassId, Day, SchoolId, StudentId, TermId};
use people::term::Class;
use web::App;

pub use actions::{close, look, open, unlook};

/// The routes of this subject.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/census", get(pages::index).post(pages::create))
        .route("/census/{id}/closure", post(pages::close))
        .route("/census/classes/{class}", get(pages::show))
        .route("/census/classes/{class}/students/{student}/look", post(pages::look))
        .route("/census/classes/{class}/students/{student}/look/withdrawal", post(pages::unlook))
}

db::record! {
    /// One campaign.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Census {
        /// Its id.
        pub id: CensusId,
        /// Of which term.
        pub term_id: TermId,
        /// Opened on.
        pub opened_on: Day,
        /// To be done by.
        pub due_on: Day,
        /// Closed on.
        pub closed_on: Day,
    }
}

impl Census {
    /// Whether students are being looked at on this day.
    #[must_use]
    pub fn is_open(&self, day: Day) -> bool {
        self.opened_on <= day && self.closed_on > day
    }
}

db::record! {
    /// How far one class is.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Progress {
        /// The class.
        pub class: ClassId,
        /// Its grade.
        pub grade: i64,
        /// Its number.
        pub number: i64,
        /// How many children it has.
        pub total: i64,
        /// How many were looked at.
        pub looked: i64,
    }
}

db::record! {
    /// One child of the worklist.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Looked {
        /// The child.
        pub id: StudentId,
        /// The name.
        pub name: String,
        /// When the child was looked at in this census.
        pub looked_on: Option<Day>,
        /// How many findings this census has brought for the child, whoever may read them.
        pub found: i64,
    }
}

/// What the policy needs to know of a class as a whole.
#[must_use]
pub fn class_facts(school: SchoolId, class: &Class) -> Facts {
    Facts { class: Some(class.id), grade: Some(class.grade), ..Facts::school(school) }
}
