//! Progress on a goal (P2): readings, the chart, and what the decision rule proposes. The figures come from the crate
//! `progress`; nothing of them is stored.

mod actions;
mod chart;
mod model;
mod pages;
mod said;
mod store;

use access::Action;
use axum::Router;
use axum::routing::{get, post};
use db::Conn;
use kernel::{CaseId, Day};
use web::{App, Cx, Failure};

pub use model::{GoalProgress, Point, Series, Value};
pub(crate) use said::summary;

use super::model::Goal;
use super::reading;

/// The routes of this subject.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/goals/{id}/progress", get(pages::show))
        .route("/goals/{id}/measure", post(pages::measure))
        .route("/goals/{id}/readings", post(pages::read))
        .route("/goals/{id}/readings/{reading}/correction", post(pages::correct))
        .route("/goals/{id}/readings/{reading}/withdrawal", post(pages::withdraw))
        .route("/goals/{id}/changes", post(pages::change))
}

/// The progress of every goal of a case that is read and was not given up: for pages and papers. The reading of the case
/// is logged by who shows it.
///
/// # Errors
/// [`Failure::NotFound`] for a person who may not read the case; those of the database and of damaged cells.
pub async fn of_case(conn: &mut Conn, cx: &Cx, case: CaseId) -> Result<Vec<GoalProgress>, Failure> {
    reading::find(conn, cx, case, Action::Read).await?;
    with_permit(conn, cx, case).await
}

/// The same for who holds a permit of another kind for the case: to take its file out.
///
/// # Errors
/// Those of the database and of damaged cells.
pub async fn with_permit(conn: &mut Conn, cx: &Cx, case: CaseId) -> Result<Vec<GoalProgress>, Failure> {
    let goals = reading::goals(conn, cx, case).await?;
    of_goals(conn, cx, case, &goals).await
}

/// The progress of those of these goals that are read. The caller holds the permit to read their case.
pub(crate) async fn of_goals(
    conn: &mut Conn,
    cx: &Cx,
    case: CaseId,
    goals: &[Goal],
) -> Result<Vec<GoalProgress>, Failure> {
    let measures = store::measures(conn, cx.school(), case).await?;
    let mut all = Vec::new();
    if measures.is_empty() {
        return Ok(all);
    }
    let begun = begun(conn, cx, case).await?;
    for goal in goals.iter().filter(|goal| !goal.is_withdrawn) {
        if let Some(measure) = measures.iter().find(|one| one.goal_id == goal.id) {
            all.push(model::load(conn, cx, (goal, measure), &begun).await?);
        }
    }
    Ok(all)
}

/// The days on which a measure of the library began, with its name: each is a new phase.
async fn begun(conn: &mut Conn, cx: &Cx, case: CaseId) -> Result<Vec<(Day, String)>, Failure> {
    let uses = crate::plan::uses::of_case(conn, cx, case).await?;
    Ok(uses.into_iter().map(|one| (one.from_on, one.name)).collect())
}
