//! Why a document could not be written. Each is a mistake of the program that made it, never of a person who typed.

use std::fmt;

/// Why a file could not be written.
#[derive(Debug)]
pub enum WriteError {
    /// The text cites a fact the document does not carry.
    FactUnknown {
        /// The mark cited.
        mark: u32,
    },
    /// Two facts carry the same mark.
    FactTwice {
        /// The mark.
        mark: u32,
    },
    /// A fact's link is not a path on this site.
    LinkLeavesSite {
        /// The fact's mark.
        mark: u32,
    },
    /// A table or form row has more cells than its grid has room for, or a table has no columns.
    CellWithoutRoom {
        /// The row, counted from 0, header rows first.
        row: usize,
    },
    /// A sheet has more rows or columns than a spreadsheet holds (1,048,576 × 16,384).
    SheetTooLarge {
        /// The sheet's name.
        sheet: String,
    },
    /// The spreadsheet library refused.
    Sheet(rust_xlsxwriter::XlsxError),
    /// The document is longer than a PDF is set for.
    TooLong {
        /// The most letters one may have.
        letters: usize,
    },
    /// The face in the program is none.
    Face,
    /// A chart has no size.
    Picture,
    /// The PDF would not be what it claims to be.
    Pdf(String),
    /// The package could not be written.
    Package(std::io::Error),
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::FactUnknown { mark } => write!(f, "fact {mark} is cited and not carried"),
            Self::FactTwice { mark } => write!(f, "fact {mark} is carried twice"),
            Self::LinkLeavesSite { mark } => write!(f, "fact {mark} links outside this site"),
            Self::CellWithoutRoom { row } => write!(f, "row {row} has a cell without room"),
            Self::SheetTooLarge { sheet } => write!(f, "sheet {sheet} is larger than a spreadsheet"),
            Self::Sheet(error) => write!(f, "spreadsheet: {error}"),
            Self::TooLong { letters } => write!(f, "the document has more than {letters} letters"),
            Self::Face => write!(f, "the face in the program cannot be read"),
            Self::Picture => write!(f, "a chart has no size"),
            Self::Pdf(error) => write!(f, "pdf: {error}"),
            Self::Package(error) => write!(f, "package: {error}"),
        }
    }
}

impl std::error::Error for WriteError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Sheet(error) => Some(error),
            Self::Package(error) => Some(error),
            _ => None,
        }
    }
}

impl From<std::io::Error> for WriteError {
    fn from(error: std::io::Error) -> Self {
        Self::Package(error)
    }
}

impl From<rust_xlsxwriter::XlsxError> for WriteError {
    fn from(error: rust_xlsxwriter::XlsxError) -> Self {
        Self::Sheet(error)
    }
}
