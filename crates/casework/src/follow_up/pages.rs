//! The one act on a follow-up.

use axum::extract::Path;
use kernel::FollowUpId;
use web::{Cx, Fields, Reply, see_with};

use super::complete as settle;
use web::local_path;

/// `POST /follow-ups/{id}/completion`: kept; with `undo`, not kept after all.
pub async fn complete(cx: Cx, Path(id): Path<FollowUpId>, fields: Fields) -> Reply {
    let done = fields.get("undo").is_empty();
    let found = settle(&cx, id, done).await?;
    let note = format!("/notes/{}", found.note_id);
    let said = if done { "casework-said-follow-up-done" } else { "casework-said-follow-up-open" };
    see_with(local_path(fields.get("back"), &note), said)
}
