//! The monthly review on one page (V1): the pack with what was owed, one tap for each case that follows the proposal,
//! one to finish. What is decided and kept belongs to `casework`.

mod deciding;
mod index;
mod pages;

use std::collections::HashMap;

use access::Action;
use axum::Router;
use axum::routing::{get, post};
use casework::review::figures::Owed;
use casework::review::{Line, Month, Place, ReviewView, pack};
use db::Conn;
use duties::compliance::{self, Within};
use duties::days::Days;
use kernel::CaseId;
use web::{App, Cx, Failure};

/// The routes of this subject.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/reviews", get(index::index).post(index::create))
        .route("/reviews/{id}", get(pages::show))
        .route("/reviews/{id}/meeting", post(pages::meet))
        .route("/reviews/{id}/finish", post(pages::finish))
        .route("/reviews/{id}/reopening", post(pages::reopen))
        .route("/reviews/{id}/cases/{case}", get(deciding::edit))
        .route("/reviews/{id}/cases/{case}/decision", post(deciding::create))
}

/// What was owed and kept in the month, by case; whoever sees a child only by serving in its case gets none.
async fn owed(
    conn: &mut Conn,
    cx: &Cx,
    (place, month): (Place, Month),
) -> Result<HashMap<CaseId, Owed>, Failure> {
    let within = match place {
        Place::School => Within::All,
        Place::Grade(grade) => Within::Grade(grade),
        Place::Class(class) => Within::Class(class),
    };
    let range = Days::new(month.first(), month.until(cx.today()));
    let mut standing = cx.clone();
    standing.actor.assigned.clear();
    let report = compliance::of(conn, &standing, Action::List, (within, range)).await?;
    let sum = |of: &dyn Fn(&compliance::Line) -> u32, lines: &[compliance::Line]| -> i64 {
        lines.iter().map(|line| i64::from(of(line))).sum()
    };
    let figures = |lines: &[compliance::Line]| Owed {
        owed: sum(&|line| line.owed, lines),
        kept: sum(&|line| line.kept, lines),
        excused: sum(&|line| line.excused, lines),
    };
    Ok(report.cases.iter().map(|one| (one.picked.case, figures(&one.tally.lines))).collect())
}

/// The cases of a review: as the finished month kept them, or as they stand; with the readings to be logged.
///
/// # Errors
/// [`Failure::NotFound`] for who sees neither the place nor one of its cases.
async fn lines(
    conn: &mut Conn,
    cx: &Cx,
    review: &ReviewView,
) -> Result<(Vec<Line>, Vec<access::Permit>), Failure> {
    let (lines, permits) = match review.finished() {
        Some(finish) => {
            let (kept, permits) = casework::review::kept(conn, cx, finish.id).await?;
            (kept.into_iter().map(|kept| Line { kept, may_decide: false }).collect(), permits)
        }
        None => {
            let about = (review.place, review.month);
            let owed = owed(conn, cx, about).await?;
            pack(conn, cx, about, Some(review.id), &owed).await?
        }
    };
    if lines.is_empty() && !review.sees_all { Err(Failure::NotFound) } else { Ok((lines, permits)) }
}
