//! Requests for legal aid (X3, S1): what a child or its family asks for, where, and what came of it. Minors are entitled to
//! it (Law on the Protection of Minors, art. 104; Legal Aid Law of 2021), so that each request is followed to its answer.

mod actions;
mod pages;
mod reading;
mod store;

use axum::Router;
use axum::routing::{get, post};
use kernel::{Day, LegalAidId};
use people::student::Student;
use web::App;

use crate::words::keyed;

/// The routes of this subject.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/legal-aid", get(pages::index).post(pages::create))
        .route("/legal-aid/new", get(pages::new))
        .route("/legal-aid/{id}/answer", post(pages::answer))
        .route("/legal-aid/{id}/reopening", post(pages::reopen))
        .route("/legal-aid/{id}/withdrawal", post(pages::withdraw))
}

keyed! {
    /// What came of a request.
    Answer of "aid-answer" {
        /// 得到了援助
        Given = "given",
        /// 不符合条件
        Ineligible = "ineligible",
        /// 不再需要
        Settled = "settled",
    }
}

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// When it was asked.
    pub on: Day,
    /// What it is about.
    pub matter: String,
    /// Where it was asked: a legal aid centre, a hotline, an office.
    pub place: Option<String>,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// When.
    pub on: Day,
    /// What.
    pub answer: Answer,
    /// In words: who helps, or why not.
    pub words: Option<String>,
}

/// A request.
#[derive(Clone, Debug)]
pub struct Request {
    /// The id.
    pub id: LegalAidId,
    /// The child.
    pub student: Student,
    /// What is asked.
    pub asked: Asked,
    /// Who wrote it down.
    pub written_by: String,
    /// What came of it; none while it waits.
    pub answered: Option<Answered>,
}
