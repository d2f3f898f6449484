//! Many files in one archive (ZIP). What is in it is packed already, so that the files are stored as they are.

use std::collections::BTreeSet;
use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::model::{WriteError, one_line};

/// An archive under way, in memory.
pub struct Archive {
    writer: ZipWriter<Cursor<Vec<u8>>>,
    names: BTreeSet<String>,
}

impl Default for Archive {
    fn default() -> Self {
        Self::new()
    }
}

impl Archive {
    /// An empty one.
    #[must_use]
    pub fn new() -> Self {
        Self { writer: ZipWriter::new(Cursor::new(Vec::new())), names: BTreeSet::new() }
    }

    /// Adds a file. `/` in its name makes a folder; what no file system allows is replaced, doubles are numbered.
    ///
    /// # Errors
    /// When the archive grows beyond what the format can hold.
    pub fn add(&mut self, name: &str, bytes: &[u8]) -> Result<(), WriteError> {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        let name = self.free(&tidy(name));
        self.writer.start_file(name, options).map_err(std::io::Error::from)?;
        Ok(self.writer.write_all(bytes)?)
    }

    /// The bytes of the archive.
    ///
    /// # Errors
    /// As [`Archive::add`].
    pub fn finish(self) -> Result<Vec<u8>, WriteError> {
        Ok(self.writer.finish().map_err(std::io::Error::from)?.into_inner())
    }

    fn free(&mut self, name: &str) -> String {
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
        for copy in 2.. {
            let wanted = match copy {
                2 => name.to_owned(),
                _ => format!("{stem} {}.{ending}", copy - 1),
            };
            if self.names.insert(wanted.to_lowercase()) {
                return wanted;
            }
        }
        name.to_owned()
    }
}

/// A path inside the archive that stays inside any folder it is unpacked to, on any system.
fn tidy(name: &str) -> String {
    let part = |part: &str| {
        let allowed = |sign: char| if "\\:*?\"<>|".contains(sign) || sign.is_control() { '-' } else { sign };
        one_line(part).chars().map(allowed).collect::<String>().trim_matches(['.', ' ']).to_owned()
    };
    let parts: Vec<String> = name.split('/').map(part).filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { "-".to_owned() } else { parts.join("/") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn files_come_out_as_they_went_in_and_names_stay_inside() {
        let mut archive = Archive::new();
        for name in ["四（1）班/陈雨桐.docx", "四（1）班/陈雨桐.docx", "../../etc/a:b.docx", "/"]
        {
            archive.add(name, name.as_bytes()).unwrap();
        }
        let mut read = zip::ZipArchive::new(Cursor::new(archive.finish().unwrap())).unwrap();
        let names: Vec<String> = read.file_names().map(|name| name.unwrap().into_owned()).collect();
        assert_eq!(names, ["四（1）班/陈雨桐.docx", "四（1）班/陈雨桐 2.docx", "etc/a-b.docx", "-"]);
        let mut text = String::new();
        read.by_name("etc/a-b.docx").unwrap().read_to_string(&mut text).unwrap();
        assert_eq!(text, "../../etc/a:b.docx");
    }
}
