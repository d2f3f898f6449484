//! One sheet of a workbook, cell by cell. What the sheet says of its own size is not believed.

use std::borrow::Cow;
use std::io::Write;

use super::book::Merged;
use super::cell_name;
use super::emit::{Emitter, Piece};
use super::limits::{LAST_COLUMN, LAST_ROW};
use super::refusal::{Reason, Refusal};
use super::serial::{self, Moment};
use super::strings::{Scope, Strings, unescape};
use super::styles::Styles;
use super::xml::{Step, Tag, Xml};

/// What all sheets of a workbook share.
pub(super) struct Tables {
    pub strings: Strings,
    pub styles: Styles,
    pub since_1904: bool,
}

/// As much of a formula as is needed to see whether it reaches outside, in bytes.
const FORMULA_BYTES: usize = 8_192;
/// As much of a wrong reference as a message quotes, in characters.
const QUOTED: usize = 20;

/// Reads the sheet in `xml` and sends its rows.
pub(super) fn read<W: Write>(mut xml: Xml<'_>, tables: &Tables, out: &mut Emitter<W>) -> Result<(), Refusal> {
    let mut reader =
        Reader { tables, out, row: 0, next_column: 0, cell: Raw::default(), inside: Inside::Elsewhere };
    loop {
        match xml.next()? {
            Step::Open(tag) => reader.open(&tag)?,
            Step::Text(text) => reader.text(&text),
            Step::Close(tag) => reader.close(tag.name())?,
            Step::Other => {}
            Step::End => return Ok(()),
        }
    }
}

/// Where in the sheet the stream is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Inside {
    Elsewhere,
    Row,
    Cell,
    Value,
    Formula,
    Inline,
}

/// Kind of a cell, its attribute `t`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Kind {
    #[default]
    Number,
    Shared,
    Text,
    Bool,
    Error,
    Date,
}

/// A cell as far as it has been read.
#[derive(Default)]
struct Raw {
    column: u32,
    style: usize,
    kind: Kind,
    value: String,
    formula: String,
    has_formula: bool,
    scope: Scope,
}

struct Reader<'a, W: Write> {
    tables: &'a Tables,
    out: &'a mut Emitter<W>,
    /// Row that was last begun, from 1; 0 before the first.
    row: u32,
    next_column: u32,
    cell: Raw,
    inside: Inside,
}

impl<W: Write> Reader<'_, W> {
    fn open(&mut self, tag: &Tag<'_>) -> Result<(), Refusal> {
        match (self.inside, tag.name()) {
            (Inside::Row, "c") => self.open_cell(tag)?,
            (Inside::Cell, "v") => self.inside = Inside::Value,
            (Inside::Cell, "f") => {
                self.cell.has_formula = true;
                self.inside = Inside::Formula;
            }
            (Inside::Cell, "is") => self.inside = Inside::Inline,
            (Inside::Inline, name) => self.cell.scope.open(name),
            (Inside::Elsewhere, "row") => self.open_row(tag)?,
            (Inside::Elsewhere, "mergeCell") => self.merged(tag)?,
            (Inside::Elsewhere, "col") => self.note_hidden_columns(tag)?,
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        match self.inside {
            Inside::Value => self.cell.value.push_str(text),
            Inside::Inline if self.cell.scope.is_text() => self.cell.value.push_str(text),
            Inside::Formula if self.cell.formula.len() < FORMULA_BYTES => self.cell.formula.push_str(text),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) -> Result<(), Refusal> {
        match (self.inside, name) {
            (Inside::Value, "v") | (Inside::Formula, "f") | (Inside::Inline, "is") => {
                self.inside = Inside::Cell
            }
            (Inside::Inline, name) => self.cell.scope.close(name),
            (Inside::Cell, "c") => {
                self.inside = Inside::Row;
                self.send_cell()?;
            }
            (Inside::Row, "row") => {
                self.inside = Inside::Elsewhere;
                self.out.end_row()?;
            }
            _ => {}
        }
        Ok(())
    }

    fn open_row(&mut self, tag: &Tag<'_>) -> Result<(), Refusal> {
        let mut number = Ok(self.row + 1);
        let mut hidden = false;
        tag.each(|name, value| match name {
            "r" => number = value.parse::<u32>().map_err(|_| wrong_reference(value)),
            "hidden" => hidden = is_true(value),
            _ => {}
        })?;
        let number = number?;
        if number == 0 || number > LAST_ROW {
            return Err(wrong_reference(&number.to_string()));
        }
        if number <= self.row {
            return Err(Refusal::new(Reason::CellOrder).with("found", number));
        }
        self.row = number;
        self.next_column = 0;
        self.inside = Inside::Row;
        self.out.begin_row(number, hidden);
        if hidden {
            self.out.note(Reason::NoticeHiddenRows, Some(0));
        }
        Ok(())
    }

    fn open_cell(&mut self, tag: &Tag<'_>) -> Result<(), Refusal> {
        let cell = &mut self.cell;
        cell.value.clear();
        cell.formula.clear();
        (cell.has_formula, cell.style, cell.kind, cell.scope) = (false, 0, Kind::Number, Scope::default());
        let mut place = Some((self.next_column, self.row));
        let mut wrong = String::new();
        tag.each(|name, value| match name {
            "r" => {
                place = cell_name::parse(value).filter(|(_, row)| *row == self.row);
                if place.is_none() {
                    wrong = value.chars().take(QUOTED).collect();
                }
            }
            "s" => cell.style = value.parse().unwrap_or_default(),
            "t" => cell.kind = kind(value),
            _ => {}
        })?;
        let Some((column, _)) = place.filter(|(column, _)| *column < LAST_COLUMN) else {
            return Err(wrong_reference(&wrong));
        };
        if column < self.next_column {
            return Err(Refusal::new(Reason::CellOrder).with("found", cell_name::cell_name(column, self.row)));
        }
        cell.column = column;
        self.next_column = column + 1;
        self.inside = Inside::Cell;
        Ok(())
    }

    fn send_cell(&mut self) -> Result<(), Refusal> {
        let (cell, tables) = (&self.cell, self.tables);
        let (column, name) = (cell.column, || Some(cell_name::cell_name(cell.column, self.row)));
        if cell.has_formula && reaches_outside(&cell.formula) {
            self.out.note(Reason::NoticeOutsideFormula, Some(column));
        }
        let mut leap_day = false;
        let unescaped;
        let piece = match cell.kind {
            Kind::Shared => {
                let text = cell.value.trim().parse().ok().and_then(|number| tables.strings.get(number));
                let missing = || Refusal::new(Reason::CellTextMissing).at(None, name());
                unescaped = plain(text.ok_or_else(missing)?);
                Piece::Text(&unescaped)
            }
            Kind::Text => {
                unescaped = plain(&cell.value);
                Piece::Text(&unescaped)
            }
            _ if cell.value.is_empty() && cell.has_formula => Piece::NotComputed,
            _ if cell.value.is_empty() => return Ok(()),
            Kind::Bool => Piece::Bool(is_true(&cell.value)),
            Kind::Error => Piece::Error(&cell.value),
            Kind::Date => of_moment(serial::iso(&cell.value)).unwrap_or(Piece::Text(&cell.value)),
            Kind::Number => {
                let value = cell.value.trim().parse::<f64>().ok().filter(|value| value.is_finite());
                let value = value.ok_or_else(|| Refusal::new(Reason::CellNumber).at(None, name()))?;
                let date = tables.styles.is_date(cell.style);
                let moment = if date { serial::moment(value, tables.since_1904) } else { Moment::Not };
                leap_day = moment == Moment::LeapDay;
                of_moment(moment).unwrap_or(Piece::Number(value))
            }
        };
        if leap_day {
            self.out.note(Reason::NoticeLeapDay, Some(column));
        }
        self.out.cell(column, piece)
    }

    fn merged(&mut self, tag: &Tag<'_>) -> Result<(), Refusal> {
        let range = tag.get("ref")?.unwrap_or_default();
        let (first, last) = range.split_once(':').unwrap_or((&range, &range));
        let (Some(first), Some(last)) = (cell_name::parse(first), cell_name::parse(last)) else {
            return Err(wrong_reference(&range));
        };
        if last.0 < first.0 || last.1 < first.1 {
            return Err(wrong_reference(&range));
        }
        self.out.merged(Merged {
            first_row: first.1,
            first_column: first.0 + 1,
            last_row: last.1,
            last_column: last.0 + 1,
        })
    }

    fn note_hidden_columns(&mut self, tag: &Tag<'_>) -> Result<(), Refusal> {
        if tag.get("hidden")?.is_some_and(|value| is_true(&value)) {
            self.out.note(Reason::NoticeHiddenColumns, None);
        }
        Ok(())
    }
}

fn plain(text: &str) -> Cow<'_, str> {
    unescape(text).map_or(Cow::Borrowed(text), Cow::Owned)
}

fn of_moment(moment: Moment) -> Option<Piece<'static>> {
    match moment {
        Moment::Date(date) => Some(Piece::Date(date)),
        Moment::DateTime(moment) => Some(Piece::DateTime(moment)),
        Moment::Time(time) => Some(Piece::Time(time)),
        Moment::LeapDay | Moment::Not => None,
    }
}

fn wrong_reference(found: &str) -> Refusal {
    Refusal::new(Reason::CellReference).with("found", found.chars().take(QUOTED).collect::<String>())
}

fn is_true(value: &str) -> bool {
    matches!(value.trim(), "1" | "true" | "TRUE")
}

fn kind(value: &str) -> Kind {
    match value {
        "s" => Kind::Shared,
        "str" | "inlineStr" => Kind::Text,
        "b" => Kind::Bool,
        "e" => Kind::Error,
        "d" => Kind::Date,
        _ => Kind::Number,
    }
}

/// `[1]Sheet!A1` reads another workbook, `cmd|'…'!A0` starts a program (DDE), and some functions fetch.
fn reaches_outside(formula: &str) -> bool {
    let numbered = |(at, _): (usize, &str)| {
        formula.get(at + 1..).is_some_and(|rest| rest.starts_with(|first: char| first.is_ascii_digit()))
    };
    let upper = formula.to_ascii_uppercase();
    formula.contains('|')
        || formula.match_indices('[').any(numbered)
        || ["WEBSERVICE(", "IMPORTDATA(", "IMPORTXML(", "RTD("].iter().any(|name| upper.contains(name))
}
