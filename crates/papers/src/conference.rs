//! The minutes of a conference on one case (V2), on a sheet to be signed by those who sat together and filed.

use axum::Router;
use axum::extract::Path;
use axum::routing::get;
use casework::conference::{self, Held};
use casework::follow_up::FollowUp;
use documents::model::{Align, Block, Cell, Column, Document, Form, FormRow, Layout, Span, Table};
use kernel::{ConferenceId, StudentId};
use web::{App, Cx, Failure, Reply, page};

use crate::leaving::{self, Shape};
use crate::paper::pages::{Files, Print};
use crate::prose::document_lang;

/// The routes of this subject.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/conferences/{id}/paper", get(print))
        .route("/conferences/{id}/paper.docx", get(word))
        .route("/conferences/{id}/paper.pdf", get(pdf))
}

/// `GET /conferences/{id}/paper`
async fn print(cx: Cx, Path(id): Path<ConferenceId>) -> Reply {
    let (document, student) = made(&cx, id).await?;
    let leaving = leaving::begin(&cx, "conference", id.0, Some(student)).await?;
    let title = document.title.clone();
    let printed = leaving::printed(document).await?;
    let back = format!("/conferences/{id}");
    let files = Files::beside(&format!("{back}/paper"));
    page(&cx, &Print { cx: &cx, title, printed, line: leaving.line, back, files })
}

/// `GET /conferences/{id}/paper.docx`
async fn word(cx: Cx, Path(id): Path<ConferenceId>) -> Reply {
    leaves(&cx, id, Shape::Word).await
}

/// `GET /conferences/{id}/paper.pdf`
async fn pdf(cx: Cx, Path(id): Path<ConferenceId>) -> Reply {
    leaves(&cx, id, Shape::Pdf).await
}

async fn leaves(cx: &Cx, id: ConferenceId, shape: Shape) -> Reply {
    let (document, student) = made(cx, id).await?;
    let leaving = leaving::begin(cx, "conference", id.0, Some(student)).await?;
    let name = document.title.clone();
    leaving::file(document, &name, (leaving, shape)).await
}

/// The document and its child; the readings are in the log when it is returned.
async fn made(cx: &Cx, id: ConferenceId) -> Result<(Document, StudentId), Failure> {
    let mut conn = cx.app.db.reader().await?;
    let (held, permits) = conference::held(&mut conn, cx, id).await?;
    drop(conn);
    cx.log_readings(&permits).await?;
    Ok((document(cx, &held), held.student.id))
}

fn document(cx: &Cx, held: &Held) -> Document {
    let mut blocks = vec![Block::Form(Form { columns: COLUMNS.to_vec(), rows: said(cx, held) })];
    if !held.minutes.follow_ups.is_empty() {
        blocks.push(Block::Table(agreed(cx, &held.minutes.follow_ups)));
    }
    blocks.push(Block::Form(Form { columns: COLUMNS.to_vec(), rows: signatures(cx) }));
    let title = cx.tx("papers-conference-title", &held.student.name);
    Document::plain(Layout::Form, title, blocks, document_lang(cx.lang()))
}

/// Label and value, three times.
const COLUMNS: [u32; 6] = [23, 27, 23, 27, 23, 27];

/// A row of labels with what stands beside them; what stands beside is as wide as its row leaves room.
fn row(cx: &Cx, lines: u32, items: &[(&str, &str)]) -> FormRow {
    let across = match items.len() {
        1 => [5, 0, 0],
        2 => [2, 2, 0],
        _ => [1, 1, 1],
    };
    let cell = |((label, value), across): (&(&str, &str), usize)| {
        let label = Cell::label(cx.t(format!("papers-conference-{label}")));
        [label, Cell::text(*value).across(across)]
    };
    FormRow { cells: items.iter().zip(across).flat_map(cell).collect(), lines }
}

/// The child is heard first, then the family, then what was agreed.
fn said(cx: &Cx, held: &Held) -> Vec<FormRow> {
    let Held { student, minutes, .. } = held;
    let (class, day) = (student.class_words(cx), cx.day(&held.held_on));
    let field = |name: &str| minutes.extra.get(name).unwrap_or_default();
    vec![
        row(cx, 1, &[("name", &student.name), ("class", &class), ("day", &day)]),
        row(cx, 1, &[("caller", &held.caller), ("writer", &minutes.author)]),
        row(cx, 1, &[("present", field("people"))]),
        row(cx, 1, &[("about", &held.about)]),
        row(cx, 3, &[("child", minutes.own_words.as_deref().unwrap_or_default())]),
        row(cx, 3, &[("family", field("family_view"))]),
        row(cx, 6, &[("text", minutes.text.as_deref().unwrap_or_default())]),
    ]
}

/// What was taken on, by whom, and until when.
fn agreed(cx: &Cx, acts: &[FollowUp]) -> Table {
    let column = |width| Column { width, align: Align::Start };
    let head = ["act", "owner", "due"].map(|key| Cell::label(cx.t(format!("papers-conference-{key}"))));
    let row = |act: &FollowUp| {
        vec![Cell::text(&act.text), Cell::text(&act.owner), Cell::of(vec![Span::text(cx.day(&act.due_on))])]
    };
    Table {
        caption: None,
        columns: vec![column(90), column(25), column(35)],
        header: vec![head.into()],
        rows: acts.iter().map(row).collect(),
    }
}

/// Where those sign who sat together; the child and the family where they were there.
fn signatures(cx: &Cx) -> Vec<FormRow> {
    vec![
        row(cx, 2, &[("signed-caller", ""), ("signed-writer", ""), ("signed-on", "")]),
        row(cx, 3, &[("signed-present", "")]),
        row(cx, 2, &[("signed-child", ""), ("signed-family", "")]),
    ]
}
