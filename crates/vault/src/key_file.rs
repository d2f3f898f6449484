//! The key file: the root key on the server, outside the data folder and so outside every copy of the data.
//!
//! ```text
//! chunyu key file 1
//! id 5f0c92ab
//! suite aes-256-gcm
//! key 0123 4567 89ab … (sixteen groups of four)
//! check 0123456789abcdef
//! ```
//!
//! `check` is the start of the SHA-256 of everything above it, and the whole file must be exactly what would be
//! written anew from its key and suite, so a change of any byte is found.

use crate::keys;
use crate::suite::Suite;
use crate::vault::Vault;
use sha2::{Digest, Sha256};
use std::fmt::{self, Write as _};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use subtle::ConstantTimeEq as _;
use zeroize::Zeroizing;

const FIRST_WORDS: &str = "chunyu key file ";
const FIRST_LINE: &str = "chunyu key file 1";

/// Longer than any key file, in bytes; nothing beyond it is read.
const LONGEST: usize = 1024;

/// A key file that cannot be used, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyFileError {
    /// The file as it was named by the caller.
    pub path: PathBuf,
    /// Why.
    pub problem: KeyFileProblem,
}

/// Why a key file cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyFileProblem {
    /// It lies in the data folder, so every backup of the data would carry its key.
    InsideDataFolder,
    /// A new one would overwrite what is there.
    AlreadyThere,
    /// There is none.
    Missing,
    /// It is a folder, a device or a pipe.
    NotAFile,
    /// Others than its owner may read or change it; the permission bits.
    OpenToOthers(u32),
    /// Its length, its check line or its form is not right.
    Damaged,
    /// Written by a later version of the program.
    Newer,
    /// This account may not read or write it.
    Denied,
    /// The operating system refused for another reason; its error number, 0 if it gave none.
    Failed(i32),
}

impl KeyFileProblem {
    fn from_io(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing,
            io::ErrorKind::AlreadyExists => Self::AlreadyThere,
            io::ErrorKind::PermissionDenied => Self::Denied,
            _ => Self::Failed(error.raw_os_error().unwrap_or_default()),
        }
    }
}

impl KeyFileError {
    /// The message to show.
    #[must_use]
    pub const fn message_key(&self) -> &'static str {
        match self.problem {
            KeyFileProblem::InsideDataFolder => "vault-key-file-inside-data-folder",
            KeyFileProblem::AlreadyThere => "vault-key-file-already-there",
            KeyFileProblem::Missing => "vault-key-file-missing",
            KeyFileProblem::NotAFile => "vault-key-file-not-a-file",
            KeyFileProblem::OpenToOthers(_) => "vault-key-file-open-to-others",
            KeyFileProblem::Damaged => "vault-key-file-damaged",
            KeyFileProblem::Newer => "vault-key-file-newer",
            KeyFileProblem::Denied => "vault-key-file-denied",
            KeyFileProblem::Failed(_) => "vault-key-file-failed",
        }
    }

    /// What the message names: always `path`, and `mode` (octal) or `code` where it has one.
    #[must_use]
    pub fn arguments(&self) -> Vec<(&'static str, String)> {
        let mut arguments = vec![("path", self.path.display().to_string())];
        match self.problem {
            KeyFileProblem::OpenToOthers(mode) => arguments.push(("mode", format!("{mode:03o}"))),
            KeyFileProblem::Failed(code) => arguments.push(("code", code.to_string())),
            _ => {}
        }
        arguments
    }
}

impl fmt::Display for KeyFileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.message_key(), self.path.display())
    }
}

impl std::error::Error for KeyFileError {}

/// Writes a new key file, readable by its owner only, and makes sure that it is on the disk.
///
/// `chance` is 256 fresh random bits; they become the root key. The folder must exist.
///
/// # Errors
/// [`KeyFileProblem::InsideDataFolder`], [`KeyFileProblem::AlreadyThere`] (a link to nowhere counts), or what the
/// operating system said. After an error there is no half-written file.
pub fn create_key_file(
    path: &Path,
    data_dir: &Path,
    suite: Suite,
    chance: &[u8; 32],
) -> Result<(), KeyFileError> {
    let refused = |problem| KeyFileError { path: path.to_path_buf(), problem };
    if is_inside(path, data_dir) {
        return Err(refused(KeyFileProblem::InsideDataFolder));
    }
    let text = render(suite, chance);
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)
        .map_err(|error| refused(KeyFileProblem::from_io(&error)))?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let written = file
        .write_all(text.as_bytes())
        .and_then(|()| file.sync_all())
        .and_then(|()| File::open(folder)?.sync_all());
    written.map_err(|error| {
        // Ours a moment ago (O_EXCL) and incomplete: gone again, so that the next attempt is not told "already there".
        match fs::remove_file(path) {
            Ok(()) => refused(KeyFileProblem::from_io(&error)),
            Err(_) => refused(KeyFileProblem::Damaged),
        }
    })
}

/// Reads a key file into a vault that seals with the suite written in it.
///
/// # Errors
/// A [`KeyFileError`] for a file inside the data folder (also by way of a link), one that is missing, not a file, or
/// open to others than its owner, and for any damage. None shows a byte of the key.
pub fn load_key_file(path: &Path, data_dir: &Path) -> Result<Vault, KeyFileError> {
    let refused = |problem| KeyFileError { path: path.to_path_buf(), problem };
    if is_inside(path, data_dir) {
        return Err(refused(KeyFileProblem::InsideDataFolder));
    }
    let bytes = read(path).map_err(refused)?;
    let (suite, root) = parse(&bytes).map_err(refused)?;
    Ok(Vault::from_root(&root, suite))
}

/// Whether a path, links followed, lies in the data folder. Neither needs to exist.
fn is_inside(path: &Path, data_dir: &Path) -> bool {
    match (real(path), real(data_dir)) {
        (Some(path), Some(data_dir)) => path.starts_with(data_dir),
        // A path that cannot be named at all is not one to keep a key in.
        _ => true,
    }
}

/// The path with every link of its existing part followed.
fn real(path: &Path) -> Option<PathBuf> {
    let whole = std::path::absolute(path).ok()?;
    whole.ancestors().find_map(|there| {
        let rest = whole.strip_prefix(there).ok()?;
        let found = there.canonicalize().ok()?;
        Some(if rest.as_os_str().is_empty() { found } else { found.join(rest) })
    })
}

fn read(path: &Path) -> Result<Zeroizing<Vec<u8>>, KeyFileProblem> {
    let io = |error: io::Error| KeyFileProblem::from_io(&error);
    // Asked before opening, because opening a pipe would wait for its writer; asked again of what was opened.
    permitted(&fs::metadata(path).map_err(io)?)?;
    let mut file = File::open(path).map_err(io)?;
    permitted(&file.metadata().map_err(io)?)?;
    let mut room = Zeroizing::new([0; LONGEST]);
    let mut length = 0_usize;
    while let Some(free) = room.get_mut(length..).filter(|free| !free.is_empty()) {
        match file.read(free) {
            Ok(0) => break,
            Ok(more) => length = length.saturating_add(more),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(io(error)),
        }
    }
    room.get(..length).map(|bytes| Zeroizing::new(bytes.to_vec())).ok_or(KeyFileProblem::Damaged)
}

fn permitted(metadata: &fs::Metadata) -> Result<(), KeyFileProblem> {
    if !metadata.is_file() {
        return Err(KeyFileProblem::NotAFile);
    }
    let mode = metadata.permissions().mode() & 0o777;
    if mode & 0o077 != 0 {
        return Err(KeyFileProblem::OpenToOthers(mode));
    }
    if metadata.size() > u64::try_from(LONGEST).unwrap_or(u64::MAX) {
        return Err(KeyFileProblem::Damaged);
    }
    Ok(())
}

fn render(suite: Suite, root: &[u8; 32]) -> Zeroizing<String> {
    // Roomy from the start: a string that grows leaves copies of the key behind.
    let mut text = Zeroizing::new(String::with_capacity(LONGEST));
    let _never_fails: fmt::Result = (|| {
        write!(text, "{FIRST_LINE}\nid {}\nsuite {}\nkey", hex(&keys::id_of(root)).as_str(), suite.name())?;
        root.chunks(2).try_for_each(|pair| write!(text, " {}", hex(pair).as_str()))?;
        writeln!(text)?;
        let check = Sha256::digest(text.as_bytes());
        writeln!(text, "check {}", hex(check.first_chunk::<8>().unwrap_or(&[0; 8])).as_str())
    })();
    text
}

fn parse(bytes: &[u8]) -> Result<(Suite, Zeroizing<[u8; 32]>), KeyFileProblem> {
    let text = std::str::from_utf8(bytes).map_err(|_| KeyFileProblem::Damaged)?;
    let first = text.lines().next().unwrap_or_default();
    let later = |number: &str| number.parse::<u32>().is_ok_and(|number| number > 1);
    if first.strip_prefix(FIRST_WORDS).is_some_and(later) {
        return Err(KeyFileProblem::Newer);
    }
    let (suite, root) = fields(text).ok_or(KeyFileProblem::Damaged)?;
    let same: bool = render(suite, &root).as_bytes().ct_eq(bytes).into();
    if same { Ok((suite, root)) } else { Err(KeyFileProblem::Damaged) }
}

fn fields(text: &str) -> Option<(Suite, Zeroizing<[u8; 32]>)> {
    let line = |name: &str| text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
    Some((Suite::from_name(line("suite")?)?, unhex(line("key")?)?))
}

fn hex(bytes: &[u8]) -> Zeroizing<String> {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    Zeroizing::new(digits.filter_map(|digit| char::from_digit(u32::from(digit), 16)).collect())
}

/// 32 bytes from hexadecimal digits with spaces between.
fn unhex(text: &str) -> Option<Zeroizing<[u8; 32]>> {
    let mut digits = text.chars().filter(|c| *c != ' ').map(|c| u8::try_from(c.to_digit(16)?).ok());
    let mut root = Zeroizing::new([0; 32]);
    for byte in root.iter_mut() {
        *byte = (digits.next()?? << 4) | digits.next()??;
    }
    digits.next().is_none().then_some(root)
}
