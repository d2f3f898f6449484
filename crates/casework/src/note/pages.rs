//! One note by its own address.

use askama::Template;
use axum::extract::{Path, Query};
use kernel::{NoteId, StudentId};
use people::student::Student;
use web::{Cx, Look, Reply, page};

use super::alike::{self, Alike};
use super::model::{self, NoteKind};
use super::reading::{self, Earlier, NoteLine, Opened};
use crate::attachment::{self, Attachment};
use crate::danger::{self, Danger, Pointed, Step};

#[derive(Template)]
#[template(path = "note/show.html")]
struct Show<'a> {
    cx: &'a Look,
    line: &'a NoteLine,
    students: &'a [Student],
    amended: Option<(String, kernel::Instant)>,
    withdrawn_why: Option<String>,
    beside: Beside,
    may_amend: bool,
    may_undo: bool,
    needs_reason: bool,
    reason_error: &'static str,
    /// For each pointer the key of an answer, if this person may give one.
    answer_keys: Vec<Option<String>>,
    answer_error: &'static str,
    letter_for: Option<StudentId>,
    file_key: String,
    file_error: &'static str,
}

/// What stands beside the words of a note.
struct Beside {
    earlier: Vec<Earlier>,
    pointed: Vec<Pointed>,
    steps: Vec<Step>,
    alike: Option<Alike>,
    attached: Vec<Attachment>,
}

/// `GET /notes/{id}`; with `reason=needed`, a withdrawal came back because it gave none.
pub async fn show(cx: Cx, Path(id): Path<NoteId>, Query(asked): Query<Vec<(String, String)>>) -> Reply {
    let mut conn = cx.app.db.reader().await?;
    let opened = reading::open(&mut conn, &cx, id).await?;
    let beside = beside(&mut conn, &cx, &opened).await?;
    drop(conn);
    cx.log_readings(&opened.permits).await?;
    let needs = |what: &str| asked.iter().any(|(name, value)| name == what && value == "needed");
    let (needs_reason, row) = (needs("reason"), &opened.row);
    let key = cx.app.row(cx.school(), "note", id.bytes(), access::Kind::Note.label());
    let template = Show {
        cx: &cx,
        line: &opened.line,
        students: &opened.students,
        amended: row.amender.clone().zip(row.amended_at),
        withdrawn_why: cx.app.open_some(&key, "withdrawn_why_cell", row.withdrawn_why_cell.as_ref())?,
        may_amend: opened.line.withdrawn.is_none() && opened.line.may_amend,
        may_undo: may_undo(&cx, &opened),
        needs_reason,
        reason_error: if needs_reason { cx.t("casework-error-why") } else { "" },
        answer_keys: answer_keys(&cx, &opened, &beside.pointed),
        answer_error: if needs("answer") { cx.t("casework-error-answer") } else { "" },
        beside,
        letter_for: letter_for(&cx, &opened),
        file_key: cx.uuid().to_string(),
        file_error: file_error(&cx, &asked),
    };
    page(&cx, &template)
}

/// Nothing beside a note that was withdrawn.
async fn beside(conn: &mut db::Conn, cx: &Cx, opened: &Opened) -> Result<Beside, web::Failure> {
    let id = opened.row.id;
    if opened.line.withdrawn.is_some() {
        let (earlier, pointed, steps, attached) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        return Ok(Beside { earlier, pointed, steps, alike: None, attached });
    }
    let pointed = danger::of_note(conn, cx, id, opened.line.sealed.is_some()).await?;
    let dangers: Vec<Danger> = pointed.iter().flat_map(Pointed::dangers).collect();
    Ok(Beside {
        earlier: reading::earlier(conn, cx, id).await?,
        pointed,
        steps: if dangers.is_empty() { Vec::new() } else { danger::steps(conn, cx, &dangers).await? },
        alike: alike_to(conn, cx, opened).await?,
        attached: attachment::of_note(conn, cx, id).await?,
    })
}

/// The writer's own, in the first minutes.
fn may_undo(cx: &Cx, opened: &Opened) -> bool {
    let (row, line) = (&opened.row, &opened.line);
    let mine = cx.actor.staff == Some(row.recorded_by);
    line.withdrawn.is_none() && line.may_amend && mine && model::can_undo(row.recorded_at, cx.app.clock.now())
}

/// Why a file was not taken.
fn file_error(cx: &Cx, asked: &[(String, String)]) -> &'static str {
    let why = asked.iter().find(|(name, _)| name == "file").map_or("", |(_, why)| why.as_str());
    match why {
        "size" | "kind" | "damaged" | "broke" => cx.t(format!("casework-error-file-{why}")),
        _ => "",
    }
}

/// The child to whose family the note can go as a letter.
fn letter_for(cx: &Cx, opened: &Opened) -> Option<StudentId> {
    let line = &opened.line;
    let [student] = opened.students.as_slice() else { return None };
    let fits = matches!(line.kind, NoteKind::GoodNews | NoteKind::Praise) && line.withdrawn.is_none();
    let facts = student.facts(cx.school()).by(line.author_id);
    let may = access::decide(&cx.actor, access::Action::Export, line.kind.record(), &facts).is_some();
    (fits && may).then_some(student.id)
}

/// A key for the answer to each pointer that this person may answer.
fn answer_keys(cx: &Cx, opened: &Opened, pointed: &[Pointed]) -> Vec<Option<String>> {
    let me = cx.actor.staff;
    let may = |one: &&Pointed| {
        let about = (opened.line.kind, one.found_at);
        opened.students.iter().any(|student| {
            let facts = access::Facts { author: me, ..student.facts(cx.school()) };
            danger::may_answer(cx, &facts, about)
        })
    };
    pointed.iter().map(|one| Some(one).filter(may).map(|_| cx.uuid().to_string())).collect()
}

/// A kind word to the writer, as long as the note can still be made better without more ado.
async fn alike_to(conn: &mut db::Conn, cx: &Cx, opened: &Opened) -> Result<Option<Alike>, web::Failure> {
    let row = &opened.row;
    let fresh = model::may_edit_freely(row.recorded_at, cx.app.clock.now()) && row.withdrawn_at.is_none();
    if !fresh || row.version > 1 || cx.actor.staff != Some(row.recorded_by) {
        return Ok(None);
    }
    let content = reading::content_of(cx, row)?;
    alike::of_text(conn, cx, row.id, &content).await
}
