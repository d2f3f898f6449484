//! Ending a finding from a student's page.

use axum::extract::Path;
use kernel::FindingId;
use web::{Cx, Fields, Reply, see_with};

/// `POST /findings/{id}/end`
pub async fn end(cx: Cx, Path(id): Path<FindingId>, form: Fields) -> Reply {
    let student = super::end(&cx, id, form.get("reason")).await?;
    see_with(&format!("/students/{student}"), "noticing-said-ended")
}
