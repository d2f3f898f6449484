//! The first page of everybody (M2): what he or she owes today, then the panels of what else waits, each line with
//! one tap to act. People without duties of their own see their panels and their ways.

mod pages;
mod panels;

use axum::Router;
use axum::routing::get;
use db::Conn;
use web::{App, Cx, Failure};

/// The routes of this subject.
pub(crate) fn routes() -> Router<App> {
    Router::new().route("/", get(pages::index))
}

/// How many things wait for this person today: children with something due, promises, and what stands in the panels.
/// A reminder says this number and nothing else.
///
/// # Errors
/// Those of the database.
pub async fn waiting(conn: &mut Conn, cx: &Cx) -> Result<usize, Failure> {
    let owed = duties::day::waiting(conn, cx).await?;
    let panels = panels::all(conn, cx).await?;
    Ok(owed + panels.iter().map(|panel| panel.waiting).sum::<usize>())
}
