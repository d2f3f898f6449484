//! Tables and forms.

use super::body::KEEP;
use super::notes::Notes;
use super::runs::{paragraph, runs};
use crate::look::Look;
use crate::model::{
    Align, Cell, Document, Form, FormRow, Layout, Slot, Span, Table, WriteError, last_rows, lines, place,
    shares,
};

/// A row with more text than this may break across pages; shorter ones stay whole.
const WHOLE_ROW: usize = 300;

/// Tables of at most this many rows, header included, stay on one page; longer ones break between rows.
const WHOLE_TABLE: usize = 10;

/// What is common to the rows of one grid.
struct Ruled<'a> {
    document: &'a Document,
    look: &'static Look,
    widths: Vec<u32>,
    aligns: Vec<Align>,
}

struct Row<'a> {
    slots: Vec<Slot<'a>>,
    head: bool,
    /// Whether the next row must follow on the same page.
    keep: bool,
    lines: u32,
}

/// A table without its caption, and whether a signature or a line to sign stands below it.
///
/// # Errors
/// [`WriteError::CellWithoutRoom`], [`WriteError::FactUnknown`].
pub(super) fn table(
    document: &Document,
    notes: &mut Notes,
    (table, signed): (&Table, bool),
) -> Result<String, WriteError> {
    let weights = table.columns.iter().map(|column| column.width).collect::<Vec<_>>();
    let aligns = table.columns.iter().map(|column| column.align).collect();
    let ruled = Ruled::new(document, &weights, aligns);
    let cells = table.header.iter().chain(&table.rows).map(Vec::as_slice).collect::<Vec<_>>();
    let last = cells.len().saturating_sub(1);
    let kept = last_rows(document.layout);
    let rows = place(&cells, weights.len())?.into_iter().enumerate().map(|(position, slots)| {
        let head = position < table.header.len();
        let whole = last < WHOLE_TABLE && position < last && document.layout != Layout::Ledger;
        let keep = match signed {
            true => position + kept > last || (whole && position + kept != last),
            false => whole,
        };
        Row { slots, head, keep: head || keep, lines: 1 }
    });
    ruled.write(notes, rows.collect())
}

/// A form, and whether a signature or a line to sign stands below it.
///
/// # Errors
/// [`WriteError::CellWithoutRoom`], [`WriteError::FactUnknown`].
pub(super) fn form(
    document: &Document,
    notes: &mut Notes,
    (form, signed): (&Form, bool),
) -> Result<String, WriteError> {
    let ruled = Ruled::new(document, &form.columns, vec![Align::Start; form.columns.len()]);
    let cells = form.rows.iter().map(|row| row.cells.as_slice()).collect::<Vec<_>>();
    let kept =
        if signed { form.rows.len().saturating_sub(last_rows(document.layout)) } else { form.rows.len() };
    let rows = place(&cells, form.columns.len())?.into_iter().zip(&form.rows).enumerate();
    let row = |(at, (slots, row)): (usize, (_, &FormRow))| Row {
        slots,
        head: false,
        keep: at >= kept,
        lines: row.lines.max(1),
    };
    ruled.write(notes, rows.map(row).collect())
}

impl<'a> Ruled<'a> {
    fn new(document: &'a Document, weights: &[u32], aligns: Vec<Align>) -> Self {
        let look = Look::of(document.layout);
        Self { document, look, widths: shares(weights, look.width()), aligns }
    }

    fn write(&self, notes: &mut Notes, rows: Vec<Row<'_>>) -> Result<String, WriteError> {
        let columns =
            self.widths.iter().map(|width| format!(r#"<w:gridCol w:w="{width}"/>"#)).collect::<String>();
        let edge =
            |name: &str| format!(r#"<w:{name} w:val="single" w:sz="4" w:space="0" w:color="000000"/>"#);
        let edges = ["top", "left", "bottom", "right", "insideH", "insideV"].map(edge).concat();
        let mut text = format!(
            r#"<w:tbl><w:tblPr><w:tblW w:w="{}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{edges}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>{columns}</w:tblGrid>"#,
            self.look.width()
        );
        for row in &rows {
            text.push_str(&self.row(notes, row)?);
        }
        text.push_str("</w:tbl>");
        Ok(text)
    }

    fn row(&self, notes: &mut Notes, row: &Row<'_>) -> Result<String, WriteError> {
        let whole =
            if row.slots.iter().map(letters).sum::<usize>() <= WHOLE_ROW { "<w:cantSplit/>" } else { "" };
        let height = self.look.row.saturating_mul(row.lines);
        let head = if row.head { "<w:tblHeader/>" } else { "" };
        let mut text = format!(
            r#"<w:tr><w:trPr>{whole}<w:trHeight w:val="{height}" w:hRule="atLeast"/>{head}</w:trPr>"#
        );
        let mut column = 0;
        for slot in &row.slots {
            text.push_str(&self.slot(notes, (slot, column), row)?);
            column += across(slot);
        }
        text.push_str("</w:tr>");
        Ok(text)
    }

    fn slot(
        &self,
        notes: &mut Notes,
        (slot, column): (&Slot<'_>, usize),
        row: &Row<'_>,
    ) -> Result<String, WriteError> {
        let across = across(slot);
        let width = self.widths.iter().skip(column).take(across).sum::<u32>();
        let span = if across > 1 { format!(r#"<w:gridSpan w:val="{across}"/>"#) } else { String::new() };
        let merge = match slot {
            Slot::Begins(cell) if cell.down > 1 => r#"<w:vMerge w:val="restart"/>"#,
            Slot::Covered(_) => "<w:vMerge/>",
            _ => "",
        };
        let text = match slot {
            Slot::Begins(cell) => self.cell(notes, (cell, column), row)?,
            _ => paragraph("Cell", if row.keep { KEEP } else { "" }, ""),
        };
        Ok(format!(
            r#"<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}<w:vAlign w:val="center"/></w:tcPr>{text}</w:tc>"#
        ))
    }

    fn cell(
        &self,
        notes: &mut Notes,
        (cell, column): (&Cell, usize),
        row: &Row<'_>,
    ) -> Result<String, WriteError> {
        let align = cell.align.unwrap_or_else(|| {
            if row.head || cell.label {
                Align::Center
            } else {
                self.aligns.get(column).copied().unwrap_or(Align::Start)
            }
        });
        let style = if row.head { "CellHead" } else { "Cell" };
        let place =
            format!(r#"{}<w:jc w:val="{}"/>"#, if row.keep { KEEP } else { "" }, justification(align));
        let mut text = String::new();
        for line in lines(&cell.spans) {
            text.push_str(&paragraph(style, &place, &runs(self.document, notes, &line)?));
        }
        Ok(text)
    }
}

const fn justification(align: Align) -> &'static str {
    match align {
        Align::Start => "left",
        Align::Center => "center",
        Align::End => "right",
    }
}

fn across(slot: &Slot<'_>) -> usize {
    match slot {
        Slot::Begins(cell) => cell.across.max(1),
        Slot::Covered(columns) => *columns,
        Slot::Empty => 1,
    }
}

fn letters(slot: &Slot<'_>) -> usize {
    match slot {
        Slot::Begins(cell) => cell.spans.iter().map(Span::words).map(str::len).sum::<usize>() / 3,
        Slot::Covered(_) | Slot::Empty => 0,
    }
}
