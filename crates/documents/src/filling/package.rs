//! The container: parts taken out, changed parts put back, everything else copied as it lies there.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::PART_BYTES;
use super::program::Item;
use crate::reading::container::Container;
use crate::reading::refusal::{Reason, Refusal};

/// How hard changed parts are packed, of 9: small files, and a thousand of them in a short time.
const PACKED: i64 = 4;

/// A template whose container passed all checks.
pub(super) struct Opened<'b> {
    /// The parts.
    pub container: Container<'b>,
}

/// One part, ready to be filled.
#[derive(Debug)]
pub(super) struct Part {
    /// Its name.
    pub name: String,
    /// Its steps.
    pub items: Vec<Item>,
    /// What stands for the end of a line.
    pub line_end: &'static str,
}

impl<'b> Opened<'b> {
    /// Checks the container.
    pub fn new(bytes: &'b [u8]) -> Result<Self, Refusal> {
        Ok(Self { container: Container::open(bytes)? })
    }

    /// A part as text.
    pub fn text(&self, name: &str) -> Result<String, Refusal> {
        let missing = || Refusal::new(Reason::PartMissing).with("part", name);
        if self.container.unpacked(name).ok_or_else(missing)? > PART_BYTES {
            return Err(Refusal::new(Reason::XmlOversize).with("part", name));
        }
        let mut text = String::new();
        let mut part = self.container.part(name).ok_or_else(missing)?;
        let mut bytes = Vec::new();
        let mut chunk = [0; 16 * 1024];
        loop {
            part.begin_token();
            match part.read(&mut chunk).map_err(|_| Refusal::new(Reason::ContainerDamaged))? {
                0 => break,
                read => bytes.extend_from_slice(chunk.get(..read).unwrap_or_default()),
            }
        }
        text.push_str(
            std::str::from_utf8(&bytes).map_err(|_| Refusal::new(Reason::XmlEncoding).with("part", name))?,
        );
        Ok(text)
    }
}

/// The file with some parts changed. Names are compared without regard to case, as parts are.
pub(super) fn rewritten(bytes: &[u8], changed: &BTreeMap<String, String>) -> Result<Vec<u8>, Refusal> {
    copy(bytes, changed).map_err(|_| Refusal::new(Reason::ContainerDamaged))
}

fn copy(bytes: &[u8], changed: &BTreeMap<String, String>) -> std::io::Result<Vec<u8>> {
    let mut old = ZipArchive::new(Cursor::new(bytes))?;
    let mut new = ZipWriter::new(Cursor::new(Vec::with_capacity(bytes.len())));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(PACKED));
    for at in 0..old.len() {
        let entry = old.by_index_raw(at)?;
        let name = entry.name()?.into_owned();
        match changed.get(&name.to_lowercase()) {
            Some(text) => {
                drop(entry);
                new.start_file(name, options)?;
                new.write_all(text.as_bytes())?;
            }
            None => new.raw_copy_file(entry)?,
        }
    }
    Ok(new.finish()?.into_inner())
}
