//! The child's side of the pipe: counts what is sent and refuses what is too much.

use std::io::{BufWriter, Write};

use jiff::civil::{Date, DateTime, Time};

use super::book::{Encoding, Fences, Format, Landlock, Merged, Visibility};
use super::cell_name::cell_name;
use super::limits::{BOOK_TEXT_BYTES, CELL_TEXT, CELLS, COLUMNS, MERGED as MERGED_LIMIT, NOTICES, ROWS};
use super::number;
use super::refusal::{ARGUMENTS, Reason, Refusal};
use super::wire;

const MEGABYTE: u64 = 1024 * 1024;
const BUFFER: usize = 64 * 1024;

/// A cell to be sent.
#[derive(Clone, Copy, Debug)]
pub(super) enum Piece<'a> {
    Text(&'a str),
    Number(f64),
    Date(Date),
    DateTime(DateTime),
    Time(Time),
    Bool(bool),
    Error(&'a str),
    NotComputed,
}

/// Notices of one kind in one sheet.
struct Tally {
    first: Refusal,
    count: u64,
}

/// Sends a book.
pub(super) struct Emitter<W: Write> {
    out: BufWriter<W>,
    row: Vec<u8>,
    row_number: u32,
    row_hidden: bool,
    /// Columns of the row so far.
    width: u32,
    sheet: Option<String>,
    rows: u32,
    merged: usize,
    cells: u64,
    text: u64,
    tallies: Vec<Tally>,
}

impl<W: Write> Emitter<W> {
    /// Says hello with the fences that are up.
    pub fn new(out: W, fences: Fences) -> Result<Self, Refusal> {
        let mut emitter = Self {
            out: BufWriter::with_capacity(BUFFER, out),
            row: Vec::new(),
            row_number: 0,
            row_hidden: false,
            width: 0,
            sheet: None,
            rows: 0,
            merged: 0,
            cells: 0,
            text: 0,
            tallies: Vec::new(),
        };
        let landlock = match fences.landlock {
            Landlock::Absent => 0,
            Landlock::Partial => 1,
            Landlock::Full => 2,
        };
        let flags = [fences.limits, fences.no_new_privileges, fences.system_calls].map(u8::from);
        emitter.send(&[wire::HELLO])?;
        emitter.send(&flags)?;
        emitter.send(&[landlock])?;
        Ok(emitter)
    }

    pub fn book(
        &mut self,
        format: Format,
        encoding: Option<Encoding>,
        delimiter: Option<char>,
    ) -> Result<(), Refusal> {
        let format = match format {
            Format::Xlsx => 0,
            Format::Xls => 1,
            Format::Delimited => 2,
        };
        let encoding = encoding.and_then(|own| Encoding::ALL.iter().position(|one| *one == own));
        let mut frame = vec![wire::BOOK, format];
        wire::put_size(&mut frame, encoding.map_or(0, |position| position + 1));
        wire::put_number(&mut frame, delimiter.map_or(0, |delimiter| u32::from(delimiter).into()));
        self.send(&frame)
    }

    pub fn begin_sheet(&mut self, name: &str, visibility: Visibility) -> Result<(), Refusal> {
        let code = match visibility {
            Visibility::Visible => 0,
            Visibility::Hidden => 1,
            Visibility::VeryHidden => 2,
        };
        let mut frame = vec![wire::SHEET, code];
        wire::put_text(&mut frame, name);
        self.rows = 0;
        self.merged = 0;
        // A text file has one sheet without a name, and a message that names it helps nobody.
        self.sheet = (!name.is_empty()).then(|| name.to_owned());
        self.send(&frame)
    }

    pub fn begin_row(&mut self, number: u32, hidden: bool) {
        self.row.clear();
        self.width = 0;
        self.row_number = number;
        self.row_hidden = hidden;
    }

    /// Sends a cell; `column` from 0 and greater than the last.
    pub fn cell(&mut self, column: u32, piece: Piece<'_>) -> Result<(), Refusal> {
        if matches!(piece, Piece::Text("")) {
            return Ok(());
        }
        if column >= COLUMNS {
            return Err(self.here(Reason::TooManyColumns, column).with("limit", COLUMNS));
        }
        let gap = column.saturating_sub(self.width);
        if gap > 0 {
            self.row.push(wire::EMPTIES);
            wire::put_number(&mut self.row, gap.into());
        }
        self.cells += u64::from(gap) + 1;
        self.width = column + 1;
        if self.cells > CELLS {
            return Err(self.here(Reason::TooManyCells, column).with("limit", CELLS));
        }
        self.put(column, piece)
    }

    fn put(&mut self, column: u32, piece: Piece<'_>) -> Result<(), Refusal> {
        match piece {
            Piece::Text(text) => self.put_text(wire::TEXT, column, text)?,
            Piece::Error(text) => {
                self.note(Reason::NoticeErrorCell, Some(column));
                self.put_text(wire::ERROR, column, text)?;
            }
            Piece::Number(value) => match number::long_digits(value) {
                Some(digits) => {
                    self.note(Reason::NoticeLongNumber, Some(column));
                    self.put_text(wire::LONG_NUMBER, column, &digits)?;
                }
                None => {
                    self.row.push(wire::NUMBER);
                    self.row.extend_from_slice(&value.to_le_bytes());
                }
            },
            Piece::Date(date) => {
                self.row.push(wire::DATE);
                wire::put_date(&mut self.row, date);
            }
            Piece::DateTime(moment) => {
                self.row.push(wire::DATE_TIME);
                wire::put_date(&mut self.row, moment.date());
                wire::put_time(&mut self.row, moment.time());
            }
            Piece::Time(time) => {
                self.row.push(wire::TIME);
                wire::put_time(&mut self.row, time);
            }
            Piece::Bool(value) => self.row.extend_from_slice(&[wire::BOOL, value.into()]),
            Piece::NotComputed => {
                self.note(Reason::NoticeNotComputed, Some(column));
                self.row.push(wire::NOT_COMPUTED);
            }
        }
        Ok(())
    }

    fn put_text(&mut self, tag: u8, column: u32, text: &str) -> Result<(), Refusal> {
        // Four bytes of UTF-8 are two units, three or two or one are one: only long texts need counting.
        if text.len() > CELL_TEXT && text.encode_utf16().count() > CELL_TEXT {
            return Err(self.here(Reason::CellTooLong, column).with("limit", CELL_TEXT));
        }
        self.text += u64::try_from(text.len()).unwrap_or(u64::MAX);
        if self.text > BOOK_TEXT_BYTES {
            return Err(self.here(Reason::TooMuchText, column).with("limit", BOOK_TEXT_BYTES / MEGABYTE));
        }
        if text.len() < 32 && number::is_scientific(text) {
            self.note(Reason::NoticeScientific, Some(column));
        }
        self.row.push(tag);
        wire::put_text(&mut self.row, text);
        Ok(())
    }

    /// Sends the row if it holds anything.
    pub fn end_row(&mut self) -> Result<(), Refusal> {
        if self.width == 0 {
            return Ok(());
        }
        self.rows += 1;
        if self.rows > ROWS {
            return Err(self.here(Reason::TooManyRows, 0).with("limit", ROWS));
        }
        let mut head = vec![wire::ROW];
        wire::put_number(&mut head, self.row_number.into());
        head.push(self.row_hidden.into());
        wire::put_number(&mut head, self.width.into());
        self.send(&head)?;
        self.out.write_all(&self.row).map_err(|_| Refusal::new(Reason::Broke))
    }

    pub fn merged(&mut self, range: Merged) -> Result<(), Refusal> {
        self.merged += 1;
        if self.merged > MERGED_LIMIT {
            let refusal = Refusal::new(Reason::TooManyMerged).with("limit", MERGED_LIMIT);
            return Err(refusal.at(self.sheet.as_deref(), None));
        }
        let mut frame = vec![wire::MERGED];
        for place in [range.first_row, range.first_column, range.last_row, range.last_column] {
            wire::put_number(&mut frame, place.into());
        }
        self.send(&frame)
    }

    /// Something a person should know, at a column of this row or of the sheet as a whole.
    pub fn note(&mut self, reason: Reason, column: Option<u32>) {
        if let Some(tally) = self.tallies.iter_mut().find(|tally| tally.first.reason == reason) {
            tally.count += 1;
        } else if self.tallies.len() < NOTICES {
            let cell = column.map(|column| cell_name(column, self.row_number));
            let first = Refusal::new(reason).at(self.sheet.as_deref(), cell);
            self.tallies.push(Tally { first, count: 1 });
        }
    }

    /// Sends the notices of the sheet.
    pub fn end_sheet(&mut self) -> Result<(), Refusal> {
        for tally in std::mem::take(&mut self.tallies) {
            let notice = tally.first.with("count", tally.count);
            self.send_refusal(wire::NOTICE, &notice)?;
        }
        self.sheet = None;
        Ok(())
    }

    /// Ends, well or with a refusal, and tells the peak of memory in bytes (0 when it is not known).
    pub fn finish(mut self, result: Result<(), Refusal>, peak: impl FnOnce() -> u64) -> Result<(), Refusal> {
        match result.and_then(|()| self.end_sheet()) {
            Ok(()) => self.send(&[wire::END])?,
            Err(refusal) => self.send_refusal(wire::REFUSED, &refusal)?,
        }
        let mut last = Vec::new();
        wire::put_number(&mut last, peak());
        self.send(&last)?;
        self.out.flush().map_err(|_| Reason::Broke.into())
    }

    fn here(&self, reason: Reason, column: u32) -> Refusal {
        Refusal::new(reason).at(self.sheet.as_deref(), Some(cell_name(column, self.row_number)))
    }

    fn send_refusal(&mut self, tag: u8, refusal: &Refusal) -> Result<(), Refusal> {
        let mut frame = vec![tag];
        wire::put_number(&mut frame, refusal.reason.code());
        wire::put_size(&mut frame, refusal.args.len());
        for (name, value) in &refusal.args {
            wire::put_size(&mut frame, ARGUMENTS.iter().position(|one| one == name).unwrap_or_default());
            wire::put_text(&mut frame, value);
        }
        for place in [&refusal.sheet, &refusal.cell] {
            frame.push(place.is_some().into());
            wire::put_text(&mut frame, place.as_deref().unwrap_or_default());
        }
        self.send(&frame)
    }

    fn send(&mut self, frame: &[u8]) -> Result<(), Refusal> {
        // Nobody listens any more when this fails.
        self.out.write_all(frame).map_err(|_| Reason::Broke.into())
    }
}
