//! The one act on a pointer.

use axum::extract::Path;
use kernel::DangerId;
use web::{Cx, Failure, Fields, Reply, see, see_with};

use super::actions::{self, Answer, Verdict};
use crate::note::model::TEXT_LIMIT;
use web::local_path;

/// `POST /dangers/{id}/answers`: what was done, or why it is no danger; a word is needed.
pub async fn answer(cx: Cx, Path(id): Path<DangerId>, mut fields: Fields) -> Reply {
    fields.at_most(cx.lang(), "text", TEXT_LIMIT);
    let key = fields.parse(cx.lang(), "key").ok_or(Failure::BadRequest)?;
    let verdict = Verdict::parse(fields.get("verdict")).ok_or(Failure::BadRequest)?;
    let note = fields.get("note").to_owned();
    let Some(text) = fields.some("text").filter(|_| fields.is_right()) else {
        let note = local_path(&note, "/");
        return see(&format!("{note}?answer=needed#danger-{id}"));
    };
    let note = actions::answer(&cx, id, &Answer { key, verdict, text }).await?;
    see_with(local_path(fields.get("back"), &format!("/notes/{note}")), "casework-said-danger-answered")
}
