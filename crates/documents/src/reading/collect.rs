//! The parent's side of the pipe: takes a book from a child that it does not trust.

use std::io::{self, BufRead};

use super::book::{Book, Cell, Encoding, Fences, Format, Landlock, Merged, Row, Sheet, Visibility};
use super::limits::{CELL_TEXT, CELLS, COLUMNS, LAST_COLUMN, LAST_ROW, MERGED, NOTICES, ROWS, SHEETS};
use super::refusal::{ARGUMENTS, Reason, Refusal};
use super::wire::{self, Source, nonsense};

/// UTF-8 bytes of the longest cell text.
const CELL_BYTES: usize = CELL_TEXT * 3;
/// Names and arguments, in bytes. A sheet's name has 31 characters, a part's name 255 bytes.
const WORD_BYTES: usize = 4_096;

/// A book or a refusal that arrived whole, and the fences that were up.
pub(super) struct Answer {
    pub result: Result<Book, Refusal>,
    pub fences: Fences,
    /// Peak of the child's memory in bytes, as it says itself; 0 when it does not know.
    pub peak_memory: u64,
}

/// Takes an answer.
///
/// # Errors
/// When the child broke off, or sent what no child of ours sends.
pub(super) fn collect(input: impl BufRead) -> io::Result<Answer> {
    let mut source = Source(input);
    if source.byte()? != wire::HELLO {
        return Err(nonsense());
    }
    let fences = fences(&mut source)?;
    let mut tag = source.byte()?;
    if tag == wire::REFUSED {
        let refusal = refusal(&mut source)?;
        return last(source, Err(refusal), fences);
    }
    if tag != wire::BOOK {
        return Err(nonsense());
    }
    let mut collector = Collector { book: book(&mut source, fences)?, cells: 0 };
    loop {
        tag = source.byte()?;
        match tag {
            wire::END => return last(source, Ok(collector.book), fences),
            wire::REFUSED => {
                let refusal = refusal(&mut source)?;
                return last(source, Err(refusal), fences);
            }
            tag => collector.take(tag, &mut source)?,
        }
    }
}

fn last<R: BufRead>(
    mut source: Source<R>,
    result: Result<Book, Refusal>,
    fences: Fences,
) -> io::Result<Answer> {
    Ok(Answer { result, fences, peak_memory: source.number()? })
}

fn fences<R: BufRead>(source: &mut Source<R>) -> io::Result<Fences> {
    let (limits, no_new_privileges, system_calls) = (source.flag()?, source.flag()?, source.flag()?);
    let landlock = match source.byte()? {
        0 => Landlock::Absent,
        1 => Landlock::Partial,
        2 => Landlock::Full,
        _ => return Err(nonsense()),
    };
    Ok(Fences { limits, no_new_privileges, landlock, system_calls })
}

fn book<R: BufRead>(source: &mut Source<R>, fences: Fences) -> io::Result<Book> {
    let format = match source.byte()? {
        0 => Format::Xlsx,
        1 => Format::Xls,
        2 => Format::Delimited,
        _ => return Err(nonsense()),
    };
    let encoding = usize::try_from(source.number()?).map_err(|_| nonsense())?;
    let encoding = encoding.checked_sub(1).and_then(|position| Encoding::ALL.get(position)).copied();
    let delimiter = source.number_to(u32::from(char::MAX))?;
    let delimiter = char::from_u32(delimiter).filter(|delimiter| *delimiter != '\0');
    Ok(Book { format, encoding, delimiter, sheets: Vec::new(), notices: Vec::new(), fences })
}

fn refusal<R: BufRead>(source: &mut Source<R>) -> io::Result<Refusal> {
    let mut refusal = Refusal::new(Reason::from_code(source.number()?).ok_or_else(nonsense)?);
    for _ in 0..source.number_to(8)? {
        let name = usize::try_from(source.number()?).ok().and_then(|position| ARGUMENTS.get(position));
        refusal.args.push((name.ok_or_else(nonsense)?, source.text(WORD_BYTES)?));
    }
    let mut place = || -> io::Result<Option<String>> {
        let there = source.flag()?;
        let name = source.text(WORD_BYTES)?;
        Ok(there.then_some(name))
    };
    (refusal.sheet, refusal.cell) = (place()?, place()?);
    Ok(refusal)
}

struct Collector {
    book: Book,
    cells: u64,
}

impl Collector {
    fn take<R: BufRead>(&mut self, tag: u8, source: &mut Source<R>) -> io::Result<()> {
        match tag {
            wire::SHEET => self.sheet(source),
            wire::ROW => self.row(source),
            wire::MERGED => self.merged(source),
            wire::NOTICE if self.book.notices.len() <= NOTICES * SHEETS => {
                self.book.notices.push(refusal(source)?);
                Ok(())
            }
            _ => Err(nonsense()),
        }
    }

    fn sheet<R: BufRead>(&mut self, source: &mut Source<R>) -> io::Result<()> {
        let visibility = match source.byte()? {
            0 => Visibility::Visible,
            1 => Visibility::Hidden,
            2 => Visibility::VeryHidden,
            _ => return Err(nonsense()),
        };
        let name = source.text(WORD_BYTES)?;
        self.book.sheets.push(Sheet { name, visibility, rows: Vec::new(), merged: Vec::new() });
        if self.book.sheets.len() > SHEETS { Err(nonsense()) } else { Ok(()) }
    }

    fn row<R: BufRead>(&mut self, source: &mut Source<R>) -> io::Result<()> {
        let number = source.number_to(u32::MAX)?;
        let hidden = source.flag()?;
        let width = source.number_to(COLUMNS)?;
        self.cells += u64::from(width);
        if self.cells > CELLS {
            return Err(nonsense());
        }
        let width = usize::try_from(width).map_err(|_| nonsense())?;
        let mut cells = Vec::with_capacity(width);
        while cells.len() < width {
            match source.byte()? {
                wire::EMPTIES => {
                    let gap = usize::try_from(source.number()?).map_err(|_| nonsense())?;
                    if gap >= width - cells.len() {
                        return Err(nonsense());
                    }
                    cells.resize(cells.len() + gap, Cell::Empty);
                }
                tag => cells.push(cell(tag, source)?),
            }
        }
        let sheet = self.book.sheets.last_mut().ok_or_else(nonsense)?;
        let in_order = sheet.rows.last().is_none_or(|last| last.number < number);
        if !in_order || sheet.rows.len() >= usize::try_from(ROWS).unwrap_or_default() {
            return Err(nonsense());
        }
        sheet.rows.push(Row { number, hidden, cells });
        Ok(())
    }

    fn merged<R: BufRead>(&mut self, source: &mut Source<R>) -> io::Result<()> {
        let range = Merged {
            first_row: source.number_to(LAST_ROW)?,
            first_column: source.number_to(LAST_COLUMN)?,
            last_row: source.number_to(LAST_ROW)?,
            last_column: source.number_to(LAST_COLUMN)?,
        };
        let sheet = self.book.sheets.last_mut().ok_or_else(nonsense)?;
        sheet.merged.push(range);
        if sheet.merged.len() > MERGED { Err(nonsense()) } else { Ok(()) }
    }
}

fn cell<R: BufRead>(tag: u8, source: &mut Source<R>) -> io::Result<Cell> {
    Ok(match tag {
        wire::TEXT => Cell::Text(source.text(CELL_BYTES)?),
        wire::NUMBER => Cell::Number(source.float()?),
        wire::LONG_NUMBER => Cell::LongNumber(source.text(CELL_BYTES)?),
        wire::DATE => Cell::Date(source.date()?),
        wire::DATE_TIME => Cell::DateTime(source.date_time()?),
        wire::TIME => Cell::Time(source.time()?),
        wire::BOOL => Cell::Bool(source.flag()?),
        wire::ERROR => Cell::Error(source.text(CELL_BYTES)?),
        wire::NOT_COMPUTED => Cell::NotComputed,
        _ => return Err(nonsense()),
    })
}

#[cfg(test)]
mod tests {
    use super::super::emit::{Emitter, Piece};
    use super::*;

    const UP: Fences =
        Fences { limits: true, no_new_privileges: true, landlock: Landlock::Partial, system_calls: true };

    fn sent(send: impl FnOnce(&mut Emitter<&mut Vec<u8>>) -> Result<(), Refusal>) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut emitter = Emitter::new(&mut bytes, UP).unwrap();
        let result = send(&mut emitter);
        emitter.finish(result, || 7).unwrap();
        bytes
    }

    fn a_book() -> Vec<u8> {
        sent(|out| {
            out.book(Format::Delimited, Some(Encoding::Gb18030), Some('，'))?;
            out.begin_sheet("花名册", Visibility::Hidden)?;
            out.begin_row(7, true);
            out.cell(0, Piece::Text("王小明"))?;
            out.cell(3, Piece::Number(98.5))?;
            out.cell(4, Piece::Number(1.1010120120315e17))?;
            out.end_row()
        })
    }

    #[test]
    fn a_book_goes_through_the_pipe() {
        let answer = collect(a_book().as_slice()).unwrap();
        let book = answer.result.unwrap();
        assert_eq!((book.encoding, book.delimiter), (Some(Encoding::Gb18030), Some('，')));
        let row = &book.sheets[0].rows[0];
        assert_eq!((row.number, row.hidden), (7, true));
        assert_eq!(row.cells[0], Cell::Text("王小明".into()));
        assert_eq!(row.cells[2], Cell::Empty);
        assert_eq!(row.cells[4], Cell::LongNumber("110101201203150000".into()));
        assert_eq!(book.notices[0].cell.as_deref(), Some("E7"));
        assert_eq!(answer.fences, UP);
    }

    #[test]
    fn a_refusal_goes_through_the_pipe() {
        let refusal =
            Refusal::new(Reason::TooManyColumns).with("limit", 200).at(Some("甲"), Some("XFD1".into()));
        let bytes = sent(|_| Err(refusal.clone()));
        assert_eq!(collect(bytes.as_slice()).unwrap().result, Err(refusal));
    }

    // A child that dies in the middle, or was taken over, gives an error and never a half book.
    #[test]
    fn every_cut_and_every_flipped_byte_is_survived() {
        let bytes = a_book();
        for at in 0..bytes.len() {
            assert!(collect(&bytes[..at]).is_err(), "cut at {at}");
            let mut flipped = bytes.clone();
            flipped[at] ^= 0xFF;
            let _ = collect(flipped.as_slice());
        }
    }
}
