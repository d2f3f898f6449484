//! Text with a delimiter: comma, semicolon, tab, or the full-width comma that Chinese input methods give.

use std::io::Write;
use std::iter::Peekable;
use std::str::CharIndices;

use super::book::{Encoding, Format, Visibility};
use super::emit::{Emitter, Piece};
use super::encoding::decode;
use super::limits::CELL_TEXT;
use super::refusal::{Reason, Refusal};

const DELIMITERS: [char; 5] = [',', '\t', ';', '，', '；'];
/// Lines looked at to find the delimiter.
const SAMPLE: usize = 30;
/// Bytes looked at to find the delimiter.
const SAMPLE_BYTES: usize = 64 * 1024;
/// Longest quoted field that is still gathered, in bytes: beyond it the file is refused anyway.
const FIELD_BYTES: usize = 4 * CELL_TEXT + 4;

/// Reads the text in `bytes` and sends its rows.
pub(super) fn read<W: Write>(
    bytes: &[u8],
    chosen: Option<Encoding>,
    out: &mut Emitter<W>,
) -> Result<(), Refusal> {
    let (text, encoding) = decode(bytes, chosen)?;
    let delimiter = delimiter(&text);
    out.book(Format::Delimited, Some(encoding), delimiter)?;
    out.begin_sheet("", Visibility::Visible)?;
    let mut reader =
        Lines { text: &text, at: text.char_indices().peekable(), delimiter, line: 1, field: String::new() };
    let mut row = 0_u32;
    while reader.at.peek().is_some() {
        row = row.saturating_add(1);
        out.begin_row(row, false);
        reader.record(out)?;
        out.end_row()?;
    }
    out.end_sheet()
}

/// The delimiter that splits most of the first lines into the same number of fields; none for a single column.
fn delimiter(text: &str) -> Option<char> {
    let text = text.get(..text.floor_char_boundary(SAMPLE_BYTES)).unwrap_or_default();
    let lines: Vec<&str> =
        text.split(['\n', '\r']).filter(|line| !line.trim().is_empty()).take(SAMPLE).collect();
    let score = |delimiter: char| {
        let counts: Vec<usize> = lines.iter().map(|line| outside_quotes(line, delimiter)).collect();
        let usual = counts
            .iter()
            .copied()
            .filter(|count| *count > 0)
            .max_by_key(|usual| counts.iter().filter(|count| *count == usual).count())?;
        Some((counts.iter().filter(|count| **count == usual).count(), usual))
    };
    // On a tie the earlier in the list wins: max_by_key keeps the last.
    let scored = DELIMITERS.into_iter().rev().filter_map(|delimiter| Some((delimiter, score(delimiter)?)));
    scored.max_by_key(|(_, score)| *score).map(|(delimiter, _)| delimiter)
}

fn outside_quotes(line: &str, delimiter: char) -> usize {
    let mut quoted = false;
    let counts = line.chars().filter(|character| {
        quoted ^= *character == '"';
        !quoted && *character == delimiter
    });
    counts.count()
}

/// How a field ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    Field,
    Record,
}

struct Lines<'a> {
    text: &'a str,
    at: Peekable<CharIndices<'a>>,
    delimiter: Option<char>,
    line: u64,
    /// A quoted field, unquoted.
    field: String,
}

impl Lines<'_> {
    fn record<W: Write>(&mut self, out: &mut Emitter<W>) -> Result<(), Refusal> {
        let mut column = 0_u32;
        loop {
            let ending = match self.at.peek() {
                Some((_, '"')) => self.quoted(column, out)?,
                _ => self.plain(column, out)?,
            };
            if ending == Ending::Record {
                return Ok(());
            }
            column = column.saturating_add(1);
        }
    }

    fn plain<W: Write>(&mut self, column: u32, out: &mut Emitter<W>) -> Result<Ending, Refusal> {
        let start = self.position();
        let (end, ending) = self.run_to_end();
        out.cell(column, Piece::Text(self.text.get(start..end).unwrap_or_default()))?;
        Ok(ending)
    }

    fn quoted<W: Write>(&mut self, column: u32, out: &mut Emitter<W>) -> Result<Ending, Refusal> {
        let opened = self.line;
        self.field.clear();
        self.at.next();
        loop {
            match self.at.next() {
                None => return Err(Refusal::new(Reason::OpenQuote).with("line", opened)),
                Some((_, '"')) if self.at.next_if(|(_, next)| *next == '"').is_none() => break,
                Some((_, character)) => {
                    self.line += u64::from(character == '\n');
                    if self.field.len() < FIELD_BYTES {
                        self.field.push(character);
                    }
                }
            }
        }
        // What follows the closing quote up to the delimiter belongs to the field, as other programs have it.
        let start = self.position();
        let (end, ending) = self.run_to_end();
        self.field.push_str(self.text.get(start..end).unwrap_or_default());
        out.cell(column, Piece::Text(&self.field))?;
        Ok(ending)
    }

    fn position(&mut self) -> usize {
        self.at.peek().map_or(self.text.len(), |(at, _)| *at)
    }

    /// Runs over the delimiter or line end; gives where the field ended.
    fn run_to_end(&mut self) -> (usize, Ending) {
        while let Some((at, character)) = self.at.next() {
            match character {
                '\r' | '\n' => {
                    if character == '\r' {
                        self.at.next_if(|(_, next)| *next == '\n');
                    }
                    self.line += 1;
                    return (at, Ending::Record);
                }
                character if Some(character) == self.delimiter => return (at, Ending::Field),
                _ => {}
            }
        }
        (self.text.len(), Ending::Record)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // Case 87.
    #[test]
    fn the_delimiter_is_found() {
        assert_eq!(delimiter("a,b\n1,2\n"), Some(','));
        assert_eq!(delimiter("a;b\n\"1,5\";2\n"), Some(';'));
        assert_eq!(delimiter("a\tb,c\n1\t2\n"), Some('\t'));
        assert_eq!(delimiter("姓名，班级\n王，一班\n"), Some('，'));
        assert_eq!(delimiter("姓名,住址\n王,镇，村\n李,镇，村\n"), Some(','));
        assert_eq!(delimiter("姓名\n王\n"), None);
    }
}
