//! A school's own Word and Excel templates (T3): placeholders are found, checked and filled; everything else of the file stays
//! byte for byte as it was. Nothing but data is evaluated: a placeholder is a name, never an expression.
//!
//! The file is somebody else's, so it is opened only in a child behind the fences of [`crate::reading`]. The container
//! and the XML are held to the same limits; macros, embedded files, links that leave the file and fields that fetch or
//! run something are refused (`safe`). Text put into a workbook is text, whatever it begins with.

mod answer;
mod cells;
mod child;
mod excel;
mod filler;
mod join;
mod mark;
mod package;
mod pairs;
mod place;
mod program;
mod render;
mod safe;
mod styles;
mod table;
mod tree;
mod word;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use answer::Shape;
pub use child::child_main;
pub use filler::Filler;
pub use table::Table;

/// Largest template taken, in bytes.
pub const FILE_BYTES: usize = 5 * 1024 * 1024;
/// Largest part that is rewritten, unpacked, in bytes.
const PART_BYTES: u64 = 6 * 1024 * 1024;
/// How large a part may grow, in bytes.
const GROWN_BYTES: usize = 24 * 1024 * 1024;
/// The sub-command of the child.
const SUB_COMMAND: &str = "fill-template";

/// What stands in a placeholder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Value {
    /// Words.
    Text(String),
    /// Words that say no: shown like words, but a condition on them does not hold.
    Denied(String),
    /// A day.
    Day {
        /// In words, for a text.
        words: String,
        /// Days since 30 December 1899, for a cell.
        serial: i64,
    },
    /// A whole number.
    Number(i64),
}

/// One row of a group, by the names of its placeholders.
pub type Row = BTreeMap<String, Value>;

/// What one file is filled with, by the names that the template uses.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Data {
    /// Single facts. What is not there is left blank.
    pub values: Row,
    /// Groups of rows.
    pub rows: BTreeMap<String, Vec<Row>>,
}

/// How a name is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum As {
    /// As a fact.
    Field,
    /// As a group of rows.
    Rows,
    /// As a condition.
    Condition,
}

/// One name that a template uses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Use {
    /// The name as it is written.
    pub name: String,
    /// The group around it.
    pub group: Option<String>,
    /// What for.
    pub used: As,
    /// Where it first stands: a cell, or a part of the document.
    pub place: String,
}

/// What is wrong with the placeholders of a template, whatever their names mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fault {
    /// `{{` without `}}`.
    OpenEnded,
    /// A beginning without end.
    Unclosed,
    /// An end without beginning.
    Unopened,
    /// Beginning and end do not stand where something whole lies between them.
    Crossing,
    /// Rows within rows.
    Nested,
    /// Rows in a workbook that has formulas.
    FormulasBelow,
}

impl Fault {
    /// The end of the message key.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::OpenEnded => "open-ended",
            Self::Unclosed => "unclosed",
            Self::Unopened => "unopened",
            Self::Crossing => "crossing",
            Self::Nested => "nested",
            Self::FormulasBelow => "formulas",
        }
    }
}

/// One fault, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flaw {
    /// What.
    pub fault: Fault,
    /// The placeholder as it is written.
    pub name: String,
    /// Where.
    pub place: String,
}

/// What is known of a template after a look at it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checked {
    /// Word or Excel.
    pub shape: Shape,
    /// The names, each once for its use and group, in the order in which they stand.
    pub uses: Vec<Use>,
    /// What must be mended.
    pub flaws: Vec<Flaw>,
}

/// Looks at a file of our own making, in this process.
///
/// # Errors
/// As [`Filler::check`].
pub fn check_own(bytes: &[u8]) -> Result<Checked, crate::reading::Refusal> {
    child::checked(bytes)
}
