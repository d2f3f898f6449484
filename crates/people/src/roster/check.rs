//! Judges a sheet cell by cell and row by row (R1, R3) before anything is written.

use jiff::civil::Date;
use serde::Serialize;

use super::class_text::Stage;
use super::fields::{Field, Need, Shape};
use super::mapping::{Mapping, Place};
use super::rows::{self, RowKind};
use super::{InRow, Message, Why, cells, duplicates, placing, together};

/// What is said of one cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Taken as it stands.
    Value(String),
    /// Taken in another form.
    Normalised { from: String, to: String, why: Why },
    /// Taken, but a person should look.
    Doubt { from: String, to: String, message: Box<Message> },
    /// Not taken.
    Refusal { from: String, message: Box<Message> },
}

impl Verdict {
    /// The value to keep; none when the cell is refused.
    #[must_use]
    pub fn value(&self) -> Option<&str> {
        match self {
            Self::Value(to) | Self::Normalised { to, .. } | Self::Doubt { to, .. } => Some(to),
            Self::Refusal { .. } => None,
        }
    }

    /// What stood in the cell.
    #[must_use]
    pub fn from(&self) -> &str {
        match self {
            Self::Value(from)
            | Self::Normalised { from, .. }
            | Self::Doubt { from, .. }
            | Self::Refusal { from, .. } => from,
        }
    }

    #[must_use]
    pub fn message(&self) -> Option<&Message> {
        match self {
            Self::Doubt { message, .. } | Self::Refusal { message, .. } => Some(message),
            _ => None,
        }
    }
}

/// One cell that says something; empty cells are left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CheckedCell {
    pub field: Field,
    /// Counted from 0; none when the value comes from elsewhere than a cell of its own.
    pub column: Option<u16>,
    pub verdict: Verdict,
}

/// Something said of the row as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Remark {
    pub refuses: bool,
    pub message: Message,
}

/// One row as judged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CheckedRow {
    /// As the spreadsheet counts.
    pub number: u32,
    pub hidden: bool,
    pub kind: RowKind,
    /// In the order of [`Field`].
    pub cells: Vec<CheckedCell>,
    pub remarks: Vec<Remark>,
}

impl CheckedRow {
    /// The cell of a field, if it says something.
    #[must_use]
    pub fn cell(&self, field: Field) -> Option<&CheckedCell> {
        let at = self.cells.binary_search_by_key(&field, |cell| cell.field).ok()?;
        self.cells.get(at)
    }

    /// The value to keep for a field.
    #[must_use]
    pub fn value(&self, field: Field) -> Option<&str> {
        self.cell(field)?.verdict.value()
    }

    /// Whether nothing of the row is taken: it is no pupil, a remark refuses it, or a cell is refused that tells who the
    /// pupil is. Other refused cells are left out alone.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        let who = |cell: &CheckedCell| {
            matches!(
                cell.field,
                Field::RollNumber
                    | Field::Name
                    | Field::Sex
                    | Field::BornOn
                    | Field::IdNumber
                    | Field::FamilyName
                    | Field::GivenName
            )
        };
        let refused = |cell: &CheckedCell| matches!(cell.verdict, Verdict::Refusal { .. });
        self.remarks.iter().any(|remark| remark.refuses)
            || self.cells.iter().any(|cell| who(cell) && refused(cell))
    }

    /// Whether a person should look at something in it.
    #[must_use]
    pub fn is_doubtful(&self) -> bool {
        !self.remarks.is_empty() || self.cells.iter().any(|cell| cell.verdict.message().is_some())
    }

    /// All that is to be told of the row, the row's own first.
    pub fn messages(&self) -> impl Iterator<Item = &Message> {
        let own = self.remarks.iter().map(|remark| &remark.message);
        own.chain(self.cells.iter().filter_map(|cell| cell.verdict.message()))
    }

    pub(super) fn put(&mut self, field: Field, column: Option<u16>, verdict: Verdict) {
        let cell = CheckedCell { field, column, verdict };
        match self.cells.binary_search_by_key(&field, |cell| cell.field) {
            Ok(at) => {
                if let Some(slot) = self.cells.get_mut(at) {
                    *slot = cell;
                }
            }
            Err(at) => self.cells.insert(at, cell),
        }
    }

    pub(super) fn doubt(&mut self, message: Message) {
        self.remarks.push(Remark { refuses: false, message });
    }

    pub(super) fn refuse(&mut self, message: Message) {
        self.remarks.push(Remark { refuses: true, message });
    }

    /// Doubts or refuses a cell that was taken; a cell already refused keeps its first reason.
    pub(super) fn object(
        &mut self,
        field: Field,
        refuses: bool,
        key: impl FnOnce(Message) -> Message,
        name: &'static str,
    ) {
        let number = self.number;
        let Some(cell) = self.cells.iter_mut().find(|cell| cell.field == field) else { return };
        let Some(to) = cell.verdict.value() else { return };
        let (from, to) = (cell.verdict.from().to_owned(), to.to_owned());
        let base = Message::new(name).at(number, cell.column).with("value", field.shown(&from));
        let message = Box::new(key(base));
        if refuses {
            cell.verdict = Verdict::Refusal { from, message };
        } else if cell.verdict.message().is_none() {
            cell.verdict = Verdict::Doubt { from, to, message };
        } else {
            self.remarks.push(Remark { refuses: false, message: *message });
        }
    }
}

/// What judging needs beside the rows.
#[derive(Debug)]
pub(super) struct Context<'m> {
    pub mapping: &'m Mapping,
    pub today: Date,
    pub stage: Option<Stage>,
    /// The mapping's columns with what is known of their fields, looked up once.
    pub columns: Vec<Column<'m>>,
    places: cells::Places,
}

/// One column of the mapping.
#[derive(Debug)]
pub(super) struct Column<'m> {
    pub field: Field,
    pub column: u16,
    pub header: &'m str,
    pub need: Need,
    shape: Shape,
    id_type: Option<Field>,
}

impl<'m> Context<'m> {
    fn new(mapping: &'m Mapping, today: Date) -> Self {
        let column = |(field, place): (&Field, &'m Place)| Column {
            field: *field,
            column: place.column,
            header: &place.header,
            need: field.need(),
            shape: field.shape(),
            id_type: cells::id_type_of(*field),
        };
        let columns = mapping.columns.iter().map(column).collect();
        Self { mapping, today, stage: mapping.stage, columns, places: cells::Places::default() }
    }
}

/// Judges all rows below the header. Blank rows are left out; sums, signatures and repeated headers come back with their
/// kind and no cells.
#[must_use]
pub fn check(rows: &[InRow], mapping: &Mapping, today: Date) -> Vec<CheckedRow> {
    let context = Context::new(mapping, today);
    let first = mapping.first_row();
    let mut checked: Vec<CheckedRow> = rows
        .iter()
        .filter(|row| row.number >= first)
        .map(|row| check_row(row, &context))
        .filter(|row| row.kind != RowKind::Blank)
        .collect();
    duplicates::find(&mut checked);
    checked
}

fn check_row(row: &InRow, context: &Context<'_>) -> CheckedRow {
    let kind = rows::kind(row, context.mapping);
    let mut checked =
        CheckedRow { number: row.number, hidden: row.hidden, kind, cells: Vec::new(), remarks: Vec::new() };
    if kind != RowKind::Student {
        return checked;
    }
    checked.cells.reserve(context.columns.len() + 2);
    for column in &context.columns {
        if matches!(column.shape, Shape::Grade | Shape::Class) {
            continue;
        }
        let at =
            cells::At { row: row.number, column: column.column, field: column.field, shape: column.shape };
        let id_type = column.id_type.and_then(|field| checked.value(field));
        let reading = cells::Reading { id_type, today: context.today, places: &context.places };
        if let Some(verdict) = cells::check(row.cell(column.column), at, &reading) {
            checked.cells.push(CheckedCell { field: column.field, column: Some(column.column), verdict });
        }
    }
    placing::place(row, &mut checked, context);
    together::check(&mut checked, context);
    checked
}

/// How many rows of each sort a sheet has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    pub students: usize,
    pub refused: usize,
    pub doubtful: usize,
    pub hidden: usize,
    /// Sums, signatures and repeated headers.
    pub other: usize,
}

/// Counts rows; a refused row is not counted as doubtful.
#[must_use]
pub fn count(rows: &[CheckedRow]) -> Counts {
    let mut counts = Counts::default();
    for row in rows {
        if row.kind != RowKind::Student {
            counts.other += 1;
            continue;
        }
        counts.students += 1;
        counts.hidden += usize::from(row.hidden);
        if row.is_refused() {
            counts.refused += 1;
        } else if row.is_doubtful() {
            counts.doubtful += 1;
        }
    }
    counts
}

#[cfg(test)]
#[path = "check_tests.rs"]
mod tests;
