//! The table of shared strings: packed into blocks, so that two million strings cost little more than their text.

use super::limits::{STRINGS, STRINGS_BYTES};
use super::refusal::{Reason, Refusal};
use super::xml::{Step, Xml};

const BLOCK: usize = 1024 * 1024;
const MEGABYTE: u64 = 1024 * 1024;

/// Shared strings, by number from 0.
#[derive(Default)]
pub(super) struct Strings {
    blocks: Vec<String>,
    places: Vec<(u32, u32, u32)>,
}

impl Strings {
    /// Reads the table. The count that the table claims is not believed.
    pub fn read(mut xml: Xml<'_>, unpacked: u64) -> Result<Self, Refusal> {
        if unpacked > STRINGS_BYTES {
            return Err(too_many());
        }
        let mut strings = Self::default();
        let mut text = String::new();
        let mut scope = Scope::default();
        loop {
            match xml.next()? {
                Step::Open(tag) => {
                    if tag.name() == "si" {
                        text.clear();
                    }
                    scope.open(tag.name());
                }
                Step::Text(piece) if scope.is_text() => text.push_str(&piece),
                Step::Close(tag) => {
                    scope.close(tag.name());
                    if tag.name() == "si" {
                        strings.push(&text)?;
                    }
                }
                Step::End => return Ok(strings),
                Step::Text(_) | Step::Other => {}
            }
        }
    }

    pub fn get(&self, number: usize) -> Option<&str> {
        let &(block, start, end) = self.places.get(number)?;
        let block = self.blocks.get(usize::try_from(block).ok()?)?;
        block.get(usize::try_from(start).ok()?..usize::try_from(end).ok()?)
    }

    fn push(&mut self, text: &str) -> Result<(), Refusal> {
        let full = self.blocks.last().is_none_or(|block| block.len() + text.len() > BLOCK);
        if full {
            self.blocks.push(String::with_capacity(BLOCK.max(text.len())));
        }
        let number = u32::try_from(self.blocks.len() - 1).map_err(|_| too_many())?;
        let block = self.blocks.last_mut().ok_or_else(too_many)?;
        let start = u32::try_from(block.len()).map_err(|_| too_many())?;
        block.push_str(text);
        let end = u32::try_from(block.len()).map_err(|_| too_many())?;
        self.places.push((number, start, end));
        if self.places.len() > STRINGS { Err(too_many()) } else { Ok(()) }
    }
}

fn too_many() -> Refusal {
    Refusal::new(Reason::TooManyStrings).with("limit", STRINGS_BYTES / MEGABYTE).with("count", STRINGS)
}

/// Where text counts: inside `t`, but not inside the reading aid `rPh`.
#[derive(Default)]
pub(super) struct Scope {
    in_text: bool,
    in_reading_aid: bool,
}

impl Scope {
    pub fn open(&mut self, name: &str) {
        match name {
            "t" => self.in_text = true,
            "rPh" => self.in_reading_aid = true,
            _ => {}
        }
    }

    pub fn close(&mut self, name: &str) {
        match name {
            "t" => self.in_text = false,
            "rPh" => self.in_reading_aid = false,
            _ => {}
        }
    }

    pub fn is_text(&self) -> bool {
        self.in_text && !self.in_reading_aid
    }
}

/// Undoes `_x000D_`, the way in which a workbook writes characters that XML cannot hold.
pub(super) fn unescape(text: &str) -> Option<String> {
    if !text.contains("_x") {
        return None;
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let (before, escape) = rest.split_at(at);
        plain.push_str(before);
        match escaped_char(escape) {
            Some(character) => {
                plain.push(character);
                rest = escape.get(7..).unwrap_or_default();
            }
            None => {
                plain.push_str("_x");
                rest = escape.get(2..).unwrap_or_default();
            }
        }
    }
    plain.push_str(rest);
    Some(plain)
}

fn escaped_char(escape: &str) -> Option<char> {
    let digits = escape.get(2..6)?;
    let closed = escape.get(6..7)? == "_" && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    closed.then(|| u32::from_str_radix(digits, 16).ok().and_then(char::from_u32)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_escaped_character_comes_back() {
        assert_eq!(unescape("甲_x000D_乙_x005F_x").as_deref(), Some("甲\r乙_x"));
        assert_eq!(unescape("_xZZZZ_ _x12").as_deref(), Some("_xZZZZ_ _x12"));
        assert_eq!(unescape("甲"), None);
    }
}
