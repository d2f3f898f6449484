//! The sheet of a spot check (M4), to be signed and filed: what was looked at, what was seen, what was answered, who
//! looked again.

use access::{Action, Kind, Permit, scope};
use axum::extract::Path;
use documents::model::{Align, Block, Cell, Column, Document, Form, FormRow, Layout, Span, Table};
use duties::spot_check::store::{self, Check, Drawn};
use duties::spot_check::{Said, Stage, said};
use kernel::SpotCheckId;
use web::{Cx, Failure, Reply, page};

use crate::leaving::{self, Shape};
use crate::paper::pages::{Files, Print};
use crate::prose::document_lang;

/// A drawn case with what was said.
struct Line {
    drawn: Drawn,
    said: Said,
}

/// `GET /spot-checks/{id}/sheet.docx`
pub async fn word(cx: Cx, Path(id): Path<SpotCheckId>) -> Reply {
    leaves(&cx, id, Shape::Word).await
}

/// `GET /spot-checks/{id}/sheet.pdf`
pub async fn pdf(cx: Cx, Path(id): Path<SpotCheckId>) -> Reply {
    leaves(&cx, id, Shape::Pdf).await
}

async fn leaves(cx: &Cx, id: SpotCheckId, shape: Shape) -> Reply {
    let document = made(cx, id).await?;
    let leaving = leaving::begin(cx, "spot-sheet", id.0, None).await?;
    let name = document.title.clone();
    leaving::file(document, &name, (leaving, shape)).await
}

/// `GET /spot-checks/{id}/sheet`
pub async fn print(cx: Cx, Path(id): Path<SpotCheckId>) -> Reply {
    let document = made(&cx, id).await?;
    let leaving = leaving::begin(&cx, "spot-sheet", id.0, None).await?;
    let title = document.title.clone();
    let printed = leaving::printed(document).await?;
    let back = format!("/spot-checks/{id}");
    let files = Files::beside(&format!("{back}/sheet"));
    page(&cx, &Print { cx: &cx, title, printed, line: leaving.line, back, files })
}

/// The document; the readings are in the log when it is returned.
async fn made(cx: &Cx, id: SpotCheckId) -> Result<Document, Failure> {
    cx.permit_school(Action::Export, Kind::Duty)?;
    let mut conn = cx.app.db.reader().await?;
    let check = store::lookup(&mut conn, cx.school(), id).await?.ok_or(Failure::NotFound)?;
    let scope = scope(&cx.actor, Action::Export, Kind::Duty);
    let sample = store::sample(&mut conn, &scope, id, cx.today()).await?;
    drop(conn);
    let (mut lines, mut permits) = (Vec::new(), Vec::new());
    for drawn in sample {
        let permit = cx.permit(Action::Export, Kind::Note, &drawn.child(cx.school()));
        lines.push(opened(cx, drawn, permit.ok(), &mut permits)?);
    }
    cx.log_readings(&permits).await?;
    Ok(document(cx, &check, &lines))
}

fn opened(cx: &Cx, drawn: Drawn, permit: Option<Permit>, permits: &mut Vec<Permit>) -> Result<Line, Failure> {
    let (Some(permit), Some(_)) = (permit, drawn.finding) else {
        return Ok(Line { drawn, said: Said::default() });
    };
    permits.push(permit);
    let said = said(cx, &drawn)?;
    Ok(Line { drawn, said })
}

fn document(cx: &Cx, check: &Check, lines: &[Line]) -> Document {
    let facts = [
        cx.tf(
            "duties-spot-head",
            &[("day", (&cx.day(&check.frozen_on)).into()), ("name", (&check.frozen_by).into())],
        ),
        cx.tf("duties-spot-line", &[("cases", check.cases.into()), ("size", check.size.into())]),
        labelled(cx, "duties-spot-seed", check.seed.as_deref().unwrap_or("–")),
        // On a line of its own: it has no place to break.
        labelled(cx, "duties-spot-print", &format!("\n{}", check.frame_sha256)),
    ];
    let mut blocks: Vec<Block> =
        facts.into_iter().map(|line| Block::Paragraph(vec![Span::text(line)])).collect();
    blocks.push(Block::Table(table(cx, lines)));
    blocks.push(Block::Form(signatures(cx)));
    Document::plain(Layout::Form, check.name.clone(), blocks, document_lang(cx.lang()))
}

fn labelled(cx: &Cx, key: &'static str, words: &str) -> String {
    cx.tf("papers-labelled", &[("label", cx.t(key).into()), ("x", words.into())])
}

/// Heading, width. A class stands on one line.
const COLUMNS: [(&str, u32); 8] = [
    ("papers-spot-place", 4),
    ("papers-spot-child", 12),
    ("papers-spot-facts", 5),
    ("papers-spot-own-words", 5),
    ("papers-spot-follow-up", 5),
    ("papers-spot-plan-fits", 5),
    ("papers-spot-words", 16),
    ("papers-spot-answer", 16),
];

fn table(cx: &Cx, lines: &[Line]) -> Table {
    let column = |(at, (_, width)): (usize, &(&str, u32))| Column {
        width: *width,
        align: if matches!(at, 2..=5) { Align::Center } else { Align::Start },
    };
    Table {
        caption: None,
        columns: COLUMNS.iter().enumerate().map(column).collect(),
        header: vec![COLUMNS.iter().map(|(key, _)| Cell::label(cx.t(key))).collect()],
        rows: lines.iter().map(|line| row(cx, line)).collect(),
    }
}

fn row(cx: &Cx, line: &Line) -> Vec<Cell> {
    let drawn = &line.drawn;
    let class = match (&drawn.grade, &drawn.number) {
        (Some(grade), Some(number)) => cx.class_name(grade, number),
        _ => String::new(),
    };
    let mut cells =
        vec![Cell::text(drawn.place.to_string()), Cell::text(format!("{}\n{class}", drawn.name).trim())];
    cells.extend(drawn.answers().map(|mark| {
        let mark = mark.and_then(duties::spot_check::Mark::from_code);
        Cell::text(mark.map_or("", |mark| cx.t(mark.message_key())))
    }));
    cells.push(Cell::text(asked(cx, line)));
    cells.push(Cell::text(answered(cx, line)));
    cells
}

/// What was asked, what was asked once more, and by when.
fn asked(cx: &Cx, line: &Line) -> String {
    let again = Some(&line.said.again).filter(|words| !words.is_empty());
    let by = line.drawn.due_on.filter(|_| line.drawn.asks == Some(true));
    let parts = [
        line.said.words.clone(),
        again.map(|words| cx.tx("duties-spot-again-said", words)).unwrap_or_default(),
        by.map(|day| cx.tx("duties-spot-due", cx.short_day(&day))).unwrap_or_default(),
    ];
    lines_of(&parts)
}

/// Every answer, the day of the last one, and that it was looked at again.
fn answered(cx: &Cx, line: &Line) -> String {
    let day = line.drawn.answered_on.map(|day| cx.short_day(&day)).unwrap_or_default();
    let settled = line.drawn.asks == Some(true) && line.drawn.stage() == Stage::Settled;
    let parts = [
        line.said.earlier.clone(),
        format!("{} {day}", line.said.answer).trim().to_owned(),
        if settled { cx.t(Stage::Settled.message_key()).to_owned() } else { String::new() },
    ];
    lines_of(&parts)
}

fn lines_of(parts: &[String]) -> String {
    parts.iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join("\n")
}

fn signatures(cx: &Cx) -> Form {
    let keys = [
        "papers-spot-signed-looker",
        "papers-spot-signed-on",
        "papers-spot-signed-head",
        "papers-spot-signed-on",
    ];
    let cells = keys.iter().flat_map(|key| [Cell::label(cx.t(key)), Cell::text("")]).collect();
    Form { columns: vec![11, 14, 6, 11, 11, 14, 6, 11], rows: vec![FormRow { cells, lines: 2 }] }
}
