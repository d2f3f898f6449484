//! One note by its own address.

use askama::Template;
use axum::extract::{Path, Query};
use kernel::NoteId;
use people::student::Student;
use web::{Cx, Look, Reply, page};

use super::model;
use super::reading::{self, Earlier, NoteLine};

#[derive(Template)]
#[template(path = "note/show.html")]
struct Show<'a> {
    cx: &'a Look,
    line: &'a NoteLine,
    students: &'a [Student],
    amended: Option<(String, kernel::Instant)>,
    withdrawn_why: Option<String>,
    earlier: Vec<Earlier>,
    may_amend: bool,
    may_undo: bool,
    needs_reason: bool,
    reason_error: &'static str,
}

/// `GET /notes/{id}`; with `reason=needed`, a withdrawal came back because it gave none.
pub async fn show(cx: Cx, Path(id): Path<NoteId>, Query(asked): Query<Vec<(String, String)>>) -> Reply {
    let mut conn = cx.app.db.reader().await?;
    let opened = reading::open(&mut conn, &cx, id).await?;
    let kept = opened.line.withdrawn.is_none();
    let earlier = if kept { reading::earlier(&mut conn, &cx, id).await? } else { Vec::new() };
    cx.log_readings(&opened.permits).await?;
    let needs_reason = asked.iter().any(|(name, value)| name == "reason" && value == "needed");
    let row = &opened.row;
    let mine = cx.actor.staff == Some(row.recorded_by);
    let may_undo =
        kept && opened.line.may_amend && mine && model::can_undo(row.recorded_at, cx.app.clock.now());
    let key = cx.app.row(cx.school(), "note", id.bytes(), access::Kind::Note.label());
    let template = Show {
        cx: &cx,
        line: &opened.line,
        students: &opened.students,
        amended: row.amender.clone().zip(row.amended_at),
        withdrawn_why: cx.app.open_some(&key, "withdrawn_why_cell", row.withdrawn_why_cell.as_ref())?,
        earlier,
        may_amend: kept && opened.line.may_amend,
        may_undo,
        needs_reason,
        reason_error: if needs_reason { cx.t("casework-error-why") } else { "" },
    };
    page(&cx, &template)
}
