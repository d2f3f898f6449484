//! A form as a document: labels and values in a grid.

use documents::model::{Block, Cell, Document, Form as Grid, FormRow, Layout, Span};
use web::Cx;

use super::Child;
use super::catalogue::{Form, Item};
use crate::fields;
use crate::prose::document_lang;

/// The grid: label and value, label and value, label and value. Six letters of a label stand on one line.
const COLUMNS: [u32; 6] = [23, 27, 23, 27, 23, 27];

/// The form, filled for a child or blank.
pub fn document(cx: &Cx, form: &Form, child: Option<&Child>) -> Document {
    let mut blocks = Vec::new();
    if form.has_head {
        let head = cx.t(format!("papers-form-{}-head", form.key));
        blocks.push(Block::Paragraph(vec![Span::text(head)]));
    }
    let rows = form.rows.iter().map(|(lines, items)| row(cx, *lines, items, child)).collect();
    blocks.push(Block::Form(Grid { columns: COLUMNS.to_vec(), rows }));
    Document::plain(
        Layout::Form,
        cx.t(format!("papers-kind-form-{}", form.key)),
        blocks,
        document_lang(cx.lang()),
    )
}

fn row(cx: &Cx, lines: u32, items: &[Item], child: Option<&Child>) -> FormRow {
    let across = match items.len() {
        1 => [5, 0, 0],
        2 => [2, 2, 0],
        _ => [1, 1, 1],
    };
    let mut cells = Vec::new();
    for (item, across) in items.iter().zip(across) {
        cells.push(Cell::label(label(cx, *item)));
        cells.push(value(cx, *item, child).across(across));
    }
    FormRow { cells, lines }
}

fn label(cx: &Cx, item: Item) -> &'static str {
    match item {
        Item::Field(key) => fields::label(cx.lang(), key),
        Item::As(label, _) | Item::Hand(label) => cx.t(format!("papers-hand-{label}")),
    }
}

fn value(cx: &Cx, item: Item, child: Option<&Child>) -> Cell {
    let (label, known) = match item {
        Item::Field(key) => (format!("papers-field-{key}"), known(cx, key, child)),
        Item::As(label, key) => (format!("papers-hand-{label}"), known(cx, key, child)),
        Item::Hand(label) => (format!("papers-hand-{label}"), None),
    };
    Cell::text(known.unwrap_or_else(|| choices(cx, &label)))
}

fn known(cx: &Cx, key: &str, child: Option<&Child>) -> Option<String> {
    Some(child?.values.get(key)?.words(cx))
}

/// The choices of a label to tick. A box does not part from its words.
fn choices(cx: &Cx, label: &str) -> String {
    let key = format!("{label}-choices");
    if language::has(&key) { cx.t(key).replace("□ ", "□\u{A0}") } else { String::new() }
}
