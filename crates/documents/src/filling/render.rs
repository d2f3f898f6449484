//! Filling: the steps of a part with the facts of one child.

use std::borrow::Cow;

use super::cells::{self, Fact};
use super::mark::Kind;
use super::program::Item;
use super::{Data, GROWN_BYTES, Row, Value};
use crate::markup::escape;
use crate::reading::refusal::{Reason, Refusal};

/// A part under way.
pub(super) struct Filling<'d> {
    data: &'d Data,
    row: Option<&'d Row>,
    /// What stands for the end of a line.
    line_end: &'static str,
    /// Whether the workbook counts its days from 1904.
    pub since_1904: bool,
    /// By how many rows what comes next has moved.
    shift: i64,
    moved: Vec<Moved>,
    /// The part so far.
    pub out: String,
    /// Looks of cells that hold a day now, and need to show it as one.
    pub dated: bool,
}

/// Rows that were repeated: from, until (as in the template), how often.
#[derive(Clone, Copy, Debug)]
struct Moved {
    first: u32,
    last: u32,
    times: i64,
}

impl Moved {
    fn height(self) -> i64 {
        i64::from(self.last) - i64::from(self.first) + 1
    }
}

impl<'d> Filling<'d> {
    /// Begins.
    pub fn new(data: &'d Data, line_end: &'static str) -> Self {
        let out = String::new();
        Self { data, row: None, line_end, since_1904: false, shift: 0, moved: Vec::new(), out, dated: false }
    }

    /// Fills the steps one after the other.
    pub fn items(&mut self, items: &'d [Item]) -> Result<(), Refusal> {
        for item in items {
            self.item(item)?;
            if self.out.len() > GROWN_BYTES {
                return Err(Refusal::new(Reason::TemplateGrew).with("limit", GROWN_BYTES / 1024 / 1024));
            }
        }
        Ok(())
    }

    fn item(&mut self, item: &'d Item) -> Result<(), Refusal> {
        match item {
            Item::Raw(raw) => self.out.push_str(raw),
            Item::Field(name) => {
                let text = self.value(name).map(|value| escape(&words(value))).unwrap_or_default();
                self.out.push_str(&text.replace('\n', self.line_end));
            }
            Item::Block { kind, name, items, rows } => self.block((*kind, name), items, *rows)?,
            Item::Kept { is_cell, items } => self.kept(*is_cell, items)?,
            Item::Fact(fact) => self.fact(fact),
            Item::RowNumber(number) => self.out.push_str(&self.now(*number).to_string()),
            Item::Ranges(ranges) => {
                let moved: Vec<String> = ranges.split(' ').map(|range| self.range(range)).collect();
                self.out.push_str(&moved.join(" "));
            }
            Item::Merged { before, range, after } => self.merged(before, range, after),
        }
        Ok(())
    }

    fn value(&self, name: &str) -> Option<&'d Value> {
        self.row.and_then(|row| row.get(name)).or_else(|| self.data.values.get(name))
    }

    fn holds(&self, name: &str) -> bool {
        match self.value(name) {
            Some(Value::Text(text)) => !text.trim().is_empty(),
            Some(Value::Denied(_)) => false,
            Some(_) => true,
            None => self.data.rows.get(name).is_some_and(|rows| !rows.is_empty()),
        }
    }

    fn block(
        &mut self,
        (kind, name): (Kind, &str),
        items: &'d [Item],
        rows: Option<(u32, u32)>,
    ) -> Result<(), Refusal> {
        let data = self.data;
        let each: Vec<Option<&'d Row>> = match kind {
            Kind::Loop => data.rows.get(name).into_iter().flatten().map(Some).collect(),
            Kind::If if self.holds(name) => vec![self.row],
            Kind::Unless if !self.holds(name) => vec![self.row],
            Kind::If | Kind::Unless => Vec::new(),
        };
        let times = i64::try_from(each.len()).unwrap_or(i64::MAX);
        let (outside, base) = (self.row, self.shift);
        let moved = rows.map(|(first, last)| Moved { first, last, times });
        for (place, row) in (0_i64..).zip(each) {
            self.shift = base + moved.map_or(0, |moved| place * moved.height());
            self.row = row;
            self.items(items)?;
        }
        self.row = outside;
        self.shift = base;
        if let Some(moved) = moved {
            self.shift = base + (times - 1) * moved.height();
            self.moved.push(moved);
        }
        Ok(())
    }

    /// A cell without a paragraph and a table without a row are no cell and no table: the one gets a blank line, the other
    /// goes.
    fn kept(&mut self, is_cell: bool, items: &'d [Item]) -> Result<(), Refusal> {
        let start = self.out.len();
        self.items(items)?;
        let made = self.out.get(start..).unwrap_or_default();
        if is_cell && !["<w:p>", "<w:p ", "<w:p/>"].iter().any(|tag| made.contains(tag)) {
            let end = made.rfind("</w:tc>").map_or(self.out.len(), |at| start + at);
            self.out.insert_str(end, "<w:p/>");
        } else if !is_cell && !["<w:tr>", "<w:tr "].iter().any(|tag| made.contains(tag)) {
            self.out.truncate(start);
        }
        Ok(())
    }

    fn fact(&mut self, fact: &Fact) {
        let value = self.value(&fact.name);
        self.dated |= matches!(value, Some(Value::Day { .. }));
        let row = self.now(fact.row);
        cells::write(fact, row, (value, self.since_1904), &mut self.out);
    }

    /// The number that a row of the template has now, while rows are being filled.
    fn now(&self, number: u32) -> i64 {
        i64::from(number) + self.shift
    }

    /// The number that a row of the template has once all rows are filled; `to_end`: of the last of its copies.
    fn settled(&self, number: u32, to_end: bool) -> i64 {
        let mut now = i64::from(number);
        for moved in &self.moved {
            let by = (moved.times - 1) * moved.height();
            if number > moved.last || (to_end && number >= moved.first && moved.times > 0) {
                now += by;
            }
        }
        now
    }

    fn range(&self, range: &str) -> String {
        let Some((from, until)) = cells::range(range) else { return range.to_owned() };
        let (first, last) = (self.settled(from.1, false), self.settled(until.1, true));
        cells::written((&from.0, first), (&until.0, last.max(first)))
    }

    fn merged(&mut self, before: &str, range: &str, after: &str) {
        let Some((from, until)) = cells::range(range) else { return };
        let inside = self.moved.iter().copied().find(|moved| from.1 >= moved.first && until.1 <= moved.last);
        let Some(moved) = inside else {
            let range = self.range(range);
            return self.out.push_str(&format!("{before}{range}{after}"));
        };
        for place in 0..moved.times {
            let by = place * moved.height() + self.settled(moved.first, false) - i64::from(moved.first);
            let range =
                cells::written((&from.0, i64::from(from.1) + by), (&until.0, i64::from(until.1) + by));
            self.out.push_str(&format!("{before}{range}{after}"));
        }
    }
}

/// What is read in a text.
pub(super) fn words(value: &Value) -> Cow<'_, str> {
    match value {
        Value::Text(words) | Value::Denied(words) | Value::Day { words, .. } => words.into(),
        Value::Number(number) => number.to_string().into(),
    }
}
