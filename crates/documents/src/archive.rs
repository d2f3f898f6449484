//! Many files in one archive (ZIP). What is in it is packed already, so that the files are stored as they are.

use std::collections::BTreeSet;
use std::io::{Seek, SeekFrom, Write};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use zip::write::{SimpleFileOptions, StreamWriter};
use zip::{AesMode, CompressionMethod, ZipWriter};

use crate::model::{WriteError, one_line};

/// An archive under way. What is finished can be taken away at any time, so that no more than two files are in memory.
pub struct Archive {
    writer: ZipWriter<Held>,
    held: Held,
    names: BTreeSet<String>,
    /// Up to here nothing changes any more.
    done: u64,
    lock: Option<Locked>,
}

/// The locked archive around the archive. The format locks contents and leaves names readable, and here a name tells
/// that a child is being helped: the archive with the names lies as one file in the locked one.
struct Locked {
    writer: ZipWriter<StreamWriter<Held>>,
    held: Held,
}

impl Locked {
    /// AES-256 as WinZip wrote it down, which 7-Zip, WPS and Bandizip open.
    fn new(name: &str, password: &str) -> Result<Self, WriteError> {
        let held = Held::default();
        let mut writer = ZipWriter::new_stream(held.clone());
        let options = options().with_aes_encryption(AesMode::Aes256, password);
        writer.start_file(tidy(name), options).map_err(std::io::Error::from)?;
        Ok(Self { writer, held })
    }

    fn finish(mut self, last: &[u8]) -> Result<Vec<u8>, WriteError> {
        self.writer.write_all(last)?;
        self.writer.finish().map_err(std::io::Error::from)?;
        Ok(self.held.lock().take(u64::MAX))
    }
}

fn options() -> SimpleFileOptions {
    SimpleFileOptions::default().compression_method(CompressionMethod::Stored)
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
        let held = Held::default();
        Self { writer: ZipWriter::new(held.clone()), held, names: BTreeSet::new(), done: 0, lock: None }
    }

    /// An empty one under this name inside an archive that opens with the password alone.
    ///
    /// # Errors
    /// When the machine has no randomness to give.
    pub fn locked(name: &str, password: &str) -> Result<Self, WriteError> {
        Ok(Self { lock: Some(Locked::new(name, password)?), ..Self::new() })
    }

    /// Adds a file. `/` in its name makes a folder; what no file system allows is replaced, doubles are numbered.
    ///
    /// # Errors
    /// When the archive grows beyond what the format can hold.
    pub fn add(&mut self, name: &str, bytes: &[u8]) -> Result<(), WriteError> {
        let name = self.free(&tidy(name));
        // The file before this one is closed by the next call, and never touched again after it.
        let before = self.held.lock().end();
        self.writer.start_file(name, options()).map_err(std::io::Error::from)?;
        self.done = before;
        Ok(self.writer.write_all(bytes)?)
    }

    /// The bytes that are finished and were not taken yet.
    ///
    /// # Errors
    /// As [`Archive::add`].
    pub fn take(&mut self) -> Result<Vec<u8>, WriteError> {
        let bytes = self.held.lock().take(self.done);
        let Some(lock) = &mut self.lock else { return Ok(bytes) };
        lock.writer.write_all(&bytes)?;
        Ok(lock.held.lock().take(u64::MAX))
    }

    /// The bytes of the archive that were not taken yet.
    ///
    /// # Errors
    /// As [`Archive::add`].
    pub fn finish(self) -> Result<Vec<u8>, WriteError> {
        self.writer.finish().map_err(std::io::Error::from)?;
        let last = self.held.lock().take(u64::MAX);
        match self.lock {
            Some(lock) => lock.finish(&last),
            None => Ok(last),
        }
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

/// The end of the archive that is still in memory.
#[derive(Clone, Default)]
struct Held(Arc<Mutex<Window>>);

#[derive(Default)]
struct Window {
    bytes: Vec<u8>,
    /// Where in the archive these bytes begin.
    from: u64,
    /// Where in the archive the next byte is written.
    at: u64,
}

fn length(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}

impl Held {
    fn lock(&self) -> MutexGuard<'_, Window> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Window {
    fn end(&self) -> u64 {
        self.from + length(&self.bytes)
    }

    fn take(&mut self, until: u64) -> Vec<u8> {
        let wanted = until.min(self.end()).saturating_sub(self.from);
        let rest = self.bytes.split_off(usize::try_from(wanted).unwrap_or(self.bytes.len()));
        self.from += wanted;
        std::mem::replace(&mut self.bytes, rest)
    }
}

impl Write for Held {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let mut window = self.lock();
        let gone = || std::io::Error::other("this part of the archive was taken already");
        let start =
            usize::try_from(window.at.checked_sub(window.from).ok_or_else(gone)?).map_err(|_| gone())?;
        let end = start + bytes.len();
        if window.bytes.len() < end {
            window.bytes.resize(end, 0);
        }
        window.bytes.get_mut(start..end).ok_or_else(gone)?.copy_from_slice(bytes);
        window.at += length(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Seek for Held {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        let mut window = self.lock();
        let (base, by) = match to {
            SeekFrom::Start(at) => (at, 0),
            SeekFrom::End(by) => (window.end(), by),
            SeekFrom::Current(by) => (window.at, by),
        };
        window.at = base.checked_add_signed(by).ok_or(std::io::ErrorKind::InvalidInput)?;
        Ok(window.at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Cursor, Read};

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

    /// Adds forty files and takes the bytes away as they are finished; the most that was held stays small.
    fn piecewise(mut archive: Archive) -> Vec<u8> {
        let mut bytes = Vec::new();
        for at in 0..40 {
            archive.add(&format!("{at}.docx"), &[at; 5_000]).unwrap();
            assert!(archive.held.lock().bytes.len() < 3 * 5_000);
            bytes.extend(archive.take().unwrap());
        }
        bytes.extend(archive.finish().unwrap());
        bytes
    }

    fn is_whole(bytes: Vec<u8>) {
        let mut read = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        assert_eq!(read.len(), 40);
        for at in 0..40_u8 {
            let mut content = Vec::new();
            read.by_name(&format!("{at}.docx")).unwrap().read_to_end(&mut content).unwrap();
            assert_eq!(content, [at; 5_000]);
        }
    }

    #[test]
    fn an_archive_taken_piece_by_piece_is_whole_and_holds_two_files_at_most() {
        is_whole(piecewise(Archive::new()));
    }

    #[test]
    fn a_locked_archive_opens_with_its_password_alone_and_tells_no_name() {
        let bytes = piecewise(Archive::locked("files.zip", "abcde-fghjk").unwrap());
        assert!(!bytes.windows(7).any(|part| part == b"39.docx"));
        let mut read = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        assert!(read.by_name("files.zip").is_err());
        assert!(read.by_name_decrypt("files.zip", b"abcde-fghjm").is_err());
        let mut inner = Vec::new();
        read.by_name_decrypt("files.zip", b"abcde-fghjk").unwrap().read_to_end(&mut inner).unwrap();
        is_whole(inner);
    }
}
