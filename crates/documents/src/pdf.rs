//! A document as a tagged PDF (PDF/UA-1): the page of the Word file, set by this program, so that a paper prints alike on
//! every machine. One face is embedded, cut to the letters used.
//!
//! Nothing here interprets what people typed: there is no template language, no script, no file and no network; a text
//! is cut into letters and set. What remains to be limited is size, and [`MOST_LETTERS`] limits it.

mod atoms;
mod drawn;
pub(crate) mod face;
mod flow;
mod furniture;
mod grid;
mod lines;
mod paint;
mod sheet;
mod tree;

use crate::model::{Document, WriteError};

/// Letters in one document, above which it is refused: about a thousand full pages, and within 300 MiB.
pub const MOST_LETTERS: usize = 2_000_000;

/// Writes a document as PDF.
///
/// # Errors
/// [`WriteError`] as the Word writer, and when the document is too long to be set.
pub fn write(document: &Document) -> Result<Vec<u8>, WriteError> {
    write_marked(document, "")
}

/// The same with a line at the foot of every page: who took it out, when, its number and its purpose. Empty: no line.
///
/// # Errors
/// As [`write`].
pub fn write_marked(document: &Document, line: &str) -> Result<Vec<u8>, WriteError> {
    document.check()?;
    let face = face::Face::get()?;
    let mut laid = flow::lay_out(document, face)?;
    furniture::add(&mut laid, document, face, line);
    paint::write(laid, document, face)
}

#[cfg(test)]
mod tests;
