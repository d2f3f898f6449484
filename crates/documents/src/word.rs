//! A document as a Word file (Office Open XML, ISO/IEC 29500 transitional).
//!
//! The parts are written directly: the page of GB/T 9704-2012 needs the character grid, endnotes, repeated header rows
//! and a language for every run, and a file without a personal author. The same document gives the same bytes.

mod body;
mod faces;
mod notes;
mod parts;
mod pictures;
mod runs;
mod signature;
mod styles;
mod tables;

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::model::{Document, WriteError};

/// Writes a document as `.docx`.
///
/// # Errors
/// [`WriteError`] when a figure rests on a fact the document does not carry, a fact leads off this site, or a cell has
/// no room in its grid.
pub fn write(document: &Document) -> Result<Vec<u8>, WriteError> {
    write_marked(document, "")
}

/// The same with a line at the foot of every page: who took it out, when, its number and its purpose. Empty: no line.
///
/// # Errors
/// As [`write`].
pub fn write_marked(document: &Document, line: &str) -> Result<Vec<u8>, WriteError> {
    document.check()?;
    let body = body::write(document)?;
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    let files = [
        ("[Content_Types].xml", parts::CONTENT_TYPES.to_owned()),
        ("_rels/.rels", parts::PACKAGE_LINKS.to_owned()),
        ("docProps/core.xml", parts::properties(document)),
        ("word/document.xml", body.text),
        ("word/_rels/document.xml.rels", parts::document_links(&body.pictures.links())),
        ("word/styles.xml", styles::write(document)),
        ("word/numbering.xml", parts::numbering(body.numbered_lists, document.lang)),
        ("word/settings.xml", parts::settings(document)),
        ("word/fontTable.xml", faces::table(document.lang)),
        ("word/endnotes.xml", body.notes),
        ("word/footer1.xml", parts::footer(document.layout, parts::Side::Odd, line)),
        ("word/footer2.xml", parts::footer(document.layout, parts::Side::Even, line)),
    ];
    for (name, text) in files {
        package.start_file(name, SimpleFileOptions::default()).map_err(std::io::Error::from)?;
        package.write_all(text.as_bytes())?;
    }
    for (name, bytes) in body.pictures.files() {
        package.start_file(name, SimpleFileOptions::default()).map_err(std::io::Error::from)?;
        package.write_all(bytes)?;
    }
    Ok(package.finish().map_err(std::io::Error::from)?.into_inner())
}

#[cfg(test)]
mod tests;
