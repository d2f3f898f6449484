//! The table beside a chart: as it is asked for on the page, and as it takes least room on paper.

use super::drawing::{LINE, TEXT, broken, nth, wide};
use super::{Chart, said};
use crate::model::{Align, Cell, Column, Table};

/// So many figures stand side by side on a page of running text, however many letters they have.
const WIDE_COLUMNS: usize = 8;
/// So many of three letters.
const MOST_COLUMNS: usize = 10;
/// The widest figure that is one of three letters.
const THREE_LETTERS: f32 = 24.0;

/// The width of the text of a formal document, in points.
const PAPER: f32 = 442.0;
/// What a cell keeps free beside its words.
const PAD: f32 = 11.0;
/// The least height of a row.
const ROW: f32 = 21.0;
/// So many lines of a name stand over a column of a lying table.
const MOST_LINES: usize = 3;
/// A lying table has at most so many series.
const MOST_SERIES: usize = 3;

impl Chart {
    /// The table that stands beside it.
    pub(crate) fn table(&self) -> Table {
        self.table_of(0..self.series.len())
    }

    /// The same for paper. A table of one or two figures for many names lies down where the names find room over their
    /// figures; the weeks of a term side by side are shared out among tables of about the same width.
    pub(crate) fn tables(&self) -> Vec<Table> {
        if let Some(table) = self.lying() {
            return vec![table];
        }
        let many = self.series.len();
        let narrow = self.rows.iter().flat_map(|row| row.values.iter().flatten());
        let narrow = narrow.map(|value| wide(&value.said, TEXT)).fold(0.0, f32::max) <= THREE_LETTERS;
        let parts = many.div_ceil(if narrow { MOST_COLUMNS } else { WIDE_COLUMNS }).max(1);
        let width = many.div_ceil(parts).max(1);
        (0..parts).map(|part| self.table_of(part * width..((part + 1) * width).min(many))).collect()
    }

    fn table_of(&self, which: std::ops::Range<usize>) -> Table {
        let first = if which.len() > WIDE_COLUMNS { 3 } else { 5 };
        let first = Column { width: first, align: Align::Start };
        let figures = Column { width: if which.len() > 6 { 1 } else { 3 }, align: Align::End };
        let columns = std::iter::once(first).chain(which.clone().map(|_| figures)).collect();
        let series = self.series.get(which.clone()).unwrap_or_default();
        let head = std::iter::once(&self.corner).chain(series).map(Cell::text).collect();
        let row = |(name, figures): (String, Vec<&str>)| {
            let figures = figures.get(which.clone()).unwrap_or_default();
            std::iter::once(Cell::label(name).align(Align::Start))
                .chain(figures.iter().map(|figure| Cell::text(*figure)))
                .collect()
        };
        Table { caption: None, columns, header: vec![head], rows: self.said().into_iter().map(row).collect() }
    }

    /// The table with its names side by side and a row for each series; none where that is not lower, or where a name or a
    /// figure finds no room.
    fn lying(&self) -> Option<Table> {
        let (names, many) = (self.said(), self.rows.len());
        if many < 2 || self.series.len() > MOST_SERIES {
            return None;
        }
        let heads = std::iter::once(&self.corner).chain(&self.series);
        let first = heads.map(|words| wide(words, TEXT)).fold(0.0, f32::max) + PAD;
        let room = (PAPER - first) / nth(many) - PAD;
        let lines = names
            .iter()
            .map(|(name, _)| lines_in(name, room))
            .try_fold(1, |most, one| Some(most.max(one?)))?;
        let fits = self.rows.iter().flat_map(|row| row.values.iter().flatten());
        let fits = fits.map(|value| wide(&value.said, TEXT)).fold(0.0, f32::max) <= room;
        let height = (LINE * nth(lines)).max(ROW) + ROW * nth(self.series.len());
        if lines > MOST_LINES || !fits || height >= ROW * nth(many + 1) {
            return None;
        }
        let column = |width: f32, align| Column { width: whole(width), align };
        let columns = std::iter::once(column(first, Align::Start))
            .chain((0..many).map(|_| column(room + PAD, Align::Center)))
            .collect();
        let header =
            std::iter::once(Cell::text(&self.corner)).chain(names.iter().map(|(name, _)| Cell::text(name)));
        let row = |(at, series): (usize, &String)| {
            let figures = self.rows.iter().map(|row| Cell::text(said(row, at)));
            std::iter::once(Cell::label(series).align(Align::Start)).chain(figures).collect()
        };
        let rows = self.series.iter().enumerate().map(row).collect();
        Some(Table { caption: None, columns, header: vec![header.collect()], rows })
    }
}

/// How many lines words take in this room; none where one of them is wider.
fn lines_in(words: &str, room: f32) -> Option<usize> {
    let lines = broken(words, room);
    lines.iter().all(|line| wide(line.trim_end(), TEXT) <= room).then_some(lines.len())
}

/// A width in whole points.
fn whole(width: f32) -> u32 {
    (1..1_000_u16).find(|points| f32::from(*points) >= width).map_or(1_000, u32::from)
}
