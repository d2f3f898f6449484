//! Bringing students in (R1, R3, R4): the pure rules. What a sheet says goes in as [`InRow`]s, a [`layout`] finds
//! which column means what, [`check`] judges every cell, [`compare`] sets the rows beside the students already known.
//! Nothing here reads a file, a clock or a database; what cannot be accepted is a [`Message`], never prose.

mod cells;
pub mod check;
pub mod class_text;
pub mod codes;
pub mod compare;
pub mod dates;
mod duplicates;
pub mod fields;
pub mod guardians;
mod guess;
pub mod headers;
pub mod id_number;
pub mod layout;
pub mod mapping;
pub mod marks;
pub mod marks_layout;
pub mod names;
pub mod oneroster;
pub mod phones;
mod placing;
pub mod regions;
pub mod roll_number;
pub mod rows;
pub mod text;
mod together;

use jiff::civil::Date;
use serde::Serialize;

/// One cell as the reader of the sheet hands it over.
#[derive(Clone, Debug, PartialEq)]
pub enum In {
    Empty,
    Text(String),
    Number(f64),
    Date(Date),
    Bool(bool),
    /// Digits were lost because a long number was stored as a number; what is left of it.
    Lost(String),
    /// A formula without a stored result.
    Formula,
    /// An error value such as `#REF!`.
    Error(String),
}

/// One row of the sheet. `number` counts from 1, as the spreadsheet shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct InRow {
    pub number: u32,
    pub cells: Vec<In>,
    pub hidden: bool,
}

impl InRow {
    /// The cell in a column counted from 0; a column beyond the end is empty.
    #[must_use]
    pub fn cell(&self, column: u16) -> &In {
        self.cells.get(usize::from(column)).unwrap_or(&In::Empty)
    }
}

/// Something to tell a person: a key of `roster.ftl` and its arguments, never prose. Numbers of people among the
/// arguments are masked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Message {
    pub key: &'static str,
    pub args: Vec<(&'static str, String)>,
}

impl Message {
    #[must_use]
    pub fn new(key: &'static str) -> Self {
        Self { key, args: Vec::new() }
    }

    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.args.push((name, value.into()));
        self
    }

    /// Says which cell: `cell` as the spreadsheet names it (`C5`), and `row`.
    #[must_use]
    pub fn at(self, row: u32, column: Option<u16>) -> Self {
        let place = column.map_or_else(|| format!("–{row}"), |column| format!("{}{row}", letters(column)));
        self.with("cell", place).with("row", row.to_string())
    }
}

/// The letters a spreadsheet gives a column counted from 0: `A`, `Z`, `AA`.
#[must_use]
pub fn letters(column: u16) -> String {
    let mut left = u32::from(column) + 1;
    let mut out = Vec::new();
    while left > 0 {
        left -= 1;
        out.push(u8::try_from(left % 26).map_or('A', |at| char::from(b'A' + at)));
        left /= 26;
    }
    out.iter().rev().collect()
}

/// The column, counted from 0, that letters name; none for anything but one to three letters.
#[must_use]
pub fn column_of(letters: &str) -> Option<u16> {
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    let mut column = 0u32;
    for byte in letters.bytes() {
        let byte = byte.to_ascii_uppercase();
        if !byte.is_ascii_uppercase() {
            return None;
        }
        column = column * 26 + u32::from(byte - b'A') + 1;
    }
    u16::try_from(column - 1).ok()
}

/// Why a value was written otherwise than it stood in the cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// Full-width letters or digits.
    Width,
    /// Spaces or line breaks inside.
    Space,
    /// Characters that cannot be seen.
    Invisible,
    /// A lower-case letter where a capital is written.
    Case,
    /// An apostrophe the spreadsheet needs and nobody else.
    Apostrophe,
    /// Another sign in the place of the middle dot (U+00B7).
    Dot,
    /// A letter and its accent as two characters became one.
    Composed,
    /// A label became its code.
    Label,
    /// A leading zero the spreadsheet dropped.
    Padded,
    /// A name in use in former times.
    OldName,
    /// A known misspelling.
    Misspelt,
    /// A 15-digit ID number became its 18-digit form.
    Upgraded,
    /// A date or month written in another form.
    DateForm,
    /// A telephone number written in another form.
    PhoneForm,
    /// Grade or class written in another form.
    ClassForm,
    /// Taken from the ID number, the cell being empty.
    FromIdNumber,
    /// Taken from another column.
    FromOther,
}

impl Why {
    /// The key of its sentence in `roster.ftl`.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Width => "roster-why-width",
            Self::Space => "roster-why-space",
            Self::Invisible => "roster-why-invisible",
            Self::Case => "roster-why-case",
            Self::Apostrophe => "roster-why-apostrophe",
            Self::Dot => "roster-why-dot",
            Self::Composed => "roster-why-composed",
            Self::Label => "roster-why-label",
            Self::Padded => "roster-why-padded",
            Self::OldName => "roster-why-old-name",
            Self::Misspelt => "roster-why-misspelt",
            Self::Upgraded => "roster-why-upgraded",
            Self::DateForm => "roster-why-date-form",
            Self::PhoneForm => "roster-why-phone-form",
            Self::ClassForm => "roster-why-class-form",
            Self::FromIdNumber => "roster-why-from-id-number",
            Self::FromOther => "roster-why-from-other",
        }
    }
}

#[cfg(test)]
mod messages_tests;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_as_a_spreadsheet_names_them() {
        for (column, name) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!(letters(column), name);
            assert_eq!(column_of(name), Some(column));
        }
        assert_eq!(column_of("A1"), None);
        assert_eq!(column_of(""), None);
    }
}
