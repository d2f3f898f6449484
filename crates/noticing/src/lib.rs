//! Who may need us: the census and its worklist, categories with their evidence, strengths and the child's own words,
//! nominations, the numbers at any date, marks and absences.

pub mod absences;
pub mod census;
pub mod counts;
pub mod fade;
pub mod finding;
pub mod intake;
pub mod joining;
pub mod left_behind;
pub mod marks;
pub mod remark;
pub mod sheet;
pub mod word;

use axum::Router;
use web::App;

/// The routes of this room.
pub fn routes() -> Router<App> {
    Router::new()
        .merge(census::routes())
        .merge(sheet::routes())
        .merge(counts::routes())
        .merge(finding::routes())
        .merge(remark::routes())
}
