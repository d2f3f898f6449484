//! Reading of spreadsheets that somebody else made (R1).
//!
//! A file from outside is never parsed inside the server: a legal workbook of 1.7 kB with two cells, A1 and
//! XFD1048576, makes a common parser ask for 549 GB and the whole process aborts. So [`Reader`] starts a fresh
//! child for each file: the same program with a hidden sub-command, which calls [`child_main`]. The child fences
//! itself in (`fence`), takes the bytes from its standard input, checks the container (`container`) and the
//! XML (`xml`) as it goes, and sends typed rows (`emit`, `wire`) back over a pipe that the parent bounds
//! (`collect`). Whatever the child does, the answer is a [`Book`] or a [`Refusal`] that a person can act upon.
//!
//! Workbooks (.xlsx) are read by a streaming reader of our own: no cell costs memory that is not there. Legacy
//! workbooks (.xls, .et) go through calamine, in the same child.

mod book;
mod cell_name;
mod child;
mod collect;
pub(crate) mod container;
mod delimited;
mod emit;
mod encoding;
pub mod fence;
pub(crate) mod limits;
mod number;
mod old_excel;
pub(crate) mod part;
mod reader;
pub(crate) mod refusal;
pub(crate) mod relations;
mod serial;
mod sheet;
mod sniff;
mod strings;
mod styles;
mod wire;
mod workbook;
pub(crate) mod xml;
mod zip_bytes;

pub use book::{Book, Cell, Encoding, Fences, Format, Landlock, Merged, Row, Sheet, Usage, Visibility};
pub use cell_name::cell_name;
pub use child::child_main;
pub use limits::Limits;
pub use reader::Reader;
pub use refusal::{Reason, Refusal};
