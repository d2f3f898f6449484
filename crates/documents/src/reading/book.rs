//! What reading gives: a book of typed cells.

use std::time::Duration;

use jiff::civil::{Date, DateTime, Time};

use super::number;
use super::refusal::Refusal;

/// What the file turned out to be, by its content; the name of a file is not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Office Open XML workbook.
    Xlsx,
    /// Legacy binary workbook (BIFF 5 or 8), also WPS .et.
    Xls,
    /// Text with a delimiter.
    Delimited,
}

/// Encoding of a text file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    Utf8WithMark,
    Utf16Le,
    Utf16Be,
    /// GB 18030, of which GBK and GB 2312 are parts.
    Gb18030,
    /// Only when asked for.
    Big5,
    /// UTF-8 that was once opened as GBK and saved again; reading undoes it. Only when asked for.
    GarbledUtf8,
}

impl Encoding {
    pub(super) const ALL: [Encoding; 7] = [
        Encoding::Utf8,
        Encoding::Utf8WithMark,
        Encoding::Utf16Le,
        Encoding::Utf16Be,
        Encoding::Gb18030,
        Encoding::Big5,
        Encoding::GarbledUtf8,
    ];

    /// A short name, the same in all languages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf8WithMark => "UTF-8 (BOM)",
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
            Self::Gb18030 => "GB18030",
            Self::Big5 => "Big5",
            Self::GarbledUtf8 => "UTF-8 / GBK",
        }
    }
}

/// How far Landlock holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Landlock {
    /// No file can be opened; no TCP; no signal or abstract socket outside.
    Full,
    /// What this kernel knows of it.
    Partial,
    /// The kernel has none.
    Absent,
}

/// The fences that were up in the child, for the `doctor` command and the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fences {
    /// Resource limits: memory, processor time, no core, no file writing.
    pub limits: bool,
    pub no_new_privileges: bool,
    pub landlock: Landlock,
    /// Only the few system calls that computing needs: no network, no new process, no opening of files.
    pub system_calls: bool,
}

impl Fences {
    /// All of them are up in full.
    pub fn complete(&self) -> bool {
        self.limits && self.no_new_privileges && self.system_calls && self.landlock == Landlock::Full
    }
}

/// What a child used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// Peak resident memory in bytes, as the child says. Of a child that died it is what the kernel says, which is an
    /// upper bound: it counts the parent's own size at the start in.
    pub peak_memory: u64,
    /// Processor time.
    pub cpu: Duration,
}

/// A file that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Book {
    pub format: Format,
    /// For text files.
    pub encoding: Option<Encoding>,
    /// For text files; none when there is one column only.
    pub delimiter: Option<char>,
    pub sheets: Vec<Sheet>,
    /// What a person should know before trusting the cells; counted per kind and sheet, first place named.
    pub notices: Vec<Refusal>,
    pub fences: Fences,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Visibility {
    Visible,
    Hidden,
    /// Hidden so that the program's menus do not show it.
    VeryHidden,
}

/// One sheet. A text file has one, without a name.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    pub name: String,
    pub visibility: Visibility,
    /// Rows that hold anything, in order; empty rows are left out (see [`Row::number`]).
    pub rows: Vec<Row>,
    pub merged: Vec<Merged>,
}

/// One row that holds anything.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Number from 1, as a spreadsheet program shows it.
    pub number: u32,
    /// Hidden by hand or by a filter.
    pub hidden: bool,
    /// Cells from column A; nothing after the last that holds anything.
    pub cells: Vec<Cell>,
}

/// A merged range; rows and columns from 1, both ends within.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merged {
    pub first_row: u32,
    pub first_column: u32,
    pub last_row: u32,
    pub last_column: u32,
}

/// One cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    Empty,
    /// Text as it stands: spaces, line breaks and full-width forms untouched.
    Text(String),
    /// A number that a spreadsheet keeps exactly (at most 15 digits before the point).
    Number(f64),
    /// A whole number of 16 to 22 digits, in digits. A spreadsheet keeps 15: what follows them is not what was typed.
    /// An ID number in here is lost; it must be typed again as text.
    LongNumber(String),
    Date(Date),
    DateTime(DateTime),
    Time(Time),
    Bool(bool),
    /// An error value such as `#REF!`.
    Error(String),
    /// A formula whose value was not saved.
    NotComputed,
}

impl Cell {
    pub fn is_empty(&self) -> bool {
        matches!(self, Cell::Empty)
    }

    /// The cell as text, as a person would type it: whole numbers without a point, dates as 2012-09-01.
    pub fn to_text(&self) -> String {
        match self {
            Cell::Empty | Cell::NotComputed => String::new(),
            Cell::Text(text) | Cell::LongNumber(text) | Cell::Error(text) => text.clone(),
            Cell::Number(value) => number::to_text(*value),
            Cell::Date(date) => date.to_string(),
            Cell::DateTime(moment) => moment.to_string(),
            Cell::Time(time) => time.to_string(),
            Cell::Bool(value) => value.to_string().to_uppercase(),
        }
    }
}
