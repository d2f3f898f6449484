//! Every limit of the reader, in one place. The figures are those of the import corpus.

use std::time::Duration;

/// Largest file taken, in bytes.
pub(crate) const FILE_BYTES: usize = 20 * 1024 * 1024;
/// Entries of a workbook's container. An ordinary workbook has 10 to 30.
pub(crate) const ENTRIES: usize = 200;
/// Longest name of an entry, in bytes.
pub(crate) const ENTRY_NAME_BYTES: usize = 255;
/// All entries together, unpacked, in bytes.
pub(crate) const UNPACKED_BYTES: u64 = 100 * 1024 * 1024;
/// Unpacked size over packed size; DEFLATE alone stops at 1032.
pub(crate) const RATIO: u64 = 200;
/// Below this unpacked size the ratio is not looked at.
pub(crate) const RATIO_FLOOR: u64 = 1024 * 1024;
/// The table of shared strings, unpacked, in bytes.
pub(crate) const STRINGS_BYTES: u64 = 64 * 1024 * 1024;
/// Entries in the table of shared strings.
pub(crate) const STRINGS: usize = 2_000_000;
/// One tag or one run of text in XML, in bytes.
pub(crate) const TOKEN_BYTES: u64 = 256 * 1024;
/// Tags inside tags.
pub(crate) const DEPTH: usize = 64;
/// Attributes (namespaces among them) of one tag.
pub(crate) const ATTRIBUTES: usize = 100;
/// Sheets of a workbook.
pub(crate) const SHEETS: usize = 200;
/// Cell formats of a workbook; a spreadsheet program itself stops at 65,490.
pub(crate) const STYLES: usize = 65_536;
/// Number formats of a workbook.
pub(crate) const NUMBER_FORMATS: usize = 4_096;
/// One number format, in bytes; a spreadsheet program itself stops at 255 characters.
pub(crate) const NUMBER_FORMAT_BYTES: usize = 1_024;
/// Merged ranges of a sheet.
pub(crate) const MERGED: usize = 10_000;
/// Columns that may hold anything.
pub(crate) const COLUMNS: u32 = 200;
/// Rows of a sheet that may hold anything.
pub(crate) const ROWS: u32 = 100_000;
/// Cells of a book, the empty ones before the last of a row included.
pub(crate) const CELLS: u64 = 2_000_000;
/// Text in one cell, in UTF-16 units: what a spreadsheet program allows.
pub(crate) const CELL_TEXT: usize = 32_767;
/// Text in all cells of a book, in bytes.
pub(crate) const BOOK_TEXT_BYTES: u64 = 64 * 1024 * 1024;
/// Last row and column (from 1) that a workbook can have.
pub(crate) const LAST_ROW: u32 = 1_048_576;
pub(crate) const LAST_COLUMN: u32 = 16_384;
/// Different notices kept for one sheet.
pub(crate) const NOTICES: usize = 50;

/// Memory of the child beyond its own program file, in bytes.
pub(crate) const CHILD_MEMORY: u64 = 256 * 1024 * 1024;
/// Processor time of the child, in seconds, after which the kernel kills it whatever it does.
pub(crate) const CHILD_CPU_SECONDS: u64 = 10;
/// Processor time after which the kernel ends it with a signal of its own (SIGXCPU). The figures that the kernel
/// enforces and those that it reports differ by up to a second on a virtual machine: only the signal is sure.
pub(crate) const CHILD_CPU_WARNING_SECONDS: u64 = 9;
/// Backstop by the wall clock inside the child, in seconds; the parent is quicker.
pub(crate) const CHILD_ALARM_SECONDS: u32 = 30;

/// Limits on the parent's side.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Largest file handed to a child, in bytes.
    pub file_bytes: usize,
    /// Time from start to answer.
    pub wall: Duration,
    /// Longest answer taken from a child, in bytes.
    pub answer_bytes: u64,
    /// Children at a time; the others wait.
    pub children: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: FILE_BYTES,
            wall: Duration::from_secs(20),
            answer_bytes: 128 * 1024 * 1024,
            children: 2,
        }
    }
}
