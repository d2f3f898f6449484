//! The sheet of one student in the census: strengths first, then categories with since when, source, evidence, need
//! and review date; both definitions of left-behind; causes (C3).

pub mod actions;
pub mod forms;
mod pages;

use axum::Router;
use axum::routing::get;
use uuid::Uuid;
use web::App;

/// The routes of this subject.
pub fn routes() -> Router<App> {
    Router::new().route("/census/students/{student}", get(pages::edit).post(pages::update))
}

/// One choice of a set, as the page shows it.
#[derive(Clone, Copy, Debug)]
pub struct Choice {
    /// What is sent.
    pub value: &'static str,
    /// What is read.
    pub label: &'static str,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// The id of the n-th row that one form makes: the same form makes the same ids.
#[must_use]
pub fn nth(key: Uuid, n: u128) -> Uuid {
    Uuid::from_u128(key.as_u128() ^ n)
}
