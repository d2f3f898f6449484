//! The container of a workbook: a ZIP directory that is checked in full before anything is unpacked.
//!
//! Written for this reader and not taken from a library, because a library opens whatever can be opened, while an
//! import wants to refuse whatever is ambiguous: two headers that disagree, entries that overlap, names that lead
//! outside, bytes before the first entry.

use std::collections::HashMap;

use super::limits::{ENTRIES, ENTRY_NAME_BYTES, RATIO, RATIO_FLOOR, UNPACKED_BYTES};
use super::part::Part;
use super::refusal::{Reason, Refusal};
use super::zip_bytes::{Header, central, directory, local, slice};

const MEGABYTE: u64 = 1024 * 1024;
const ENCRYPTED: u16 = 1 | 1 << 6 | 1 << 13;
const SIZES_FOLLOW: u16 = 1 << 3;
const SYMLINK: u32 = 0o120_000;
const KIND_OF_FILE: u32 = 0o170_000;
const NESTED_NAMES: [&str; 10] =
    [".zip", ".xlsx", ".xlsm", ".xlsb", ".docx", ".jar", ".rar", ".7z", ".gz", ".ods"];

/// One entry that passed the checks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry<'a> {
    pub deflated: bool,
    pub crc: u32,
    pub unpacked: u64,
    pub data: &'a [u8],
}

/// A container that passed the checks.
pub(crate) struct Container<'a> {
    /// By name in small letters: parts of a package are found without regard to case.
    entries: HashMap<String, Entry<'a>>,
}

impl<'a> Container<'a> {
    /// Checks the whole directory.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Refusal> {
        let directory = directory(bytes).ok_or(Reason::ContainerDamaged)?;
        if directory.entries > u64::try_from(ENTRIES).unwrap_or_default() {
            return Err(Refusal::new(Reason::TooManyEntries)
                .with("limit", ENTRIES)
                .with("found", directory.entries));
        }
        let mut entries = HashMap::new();
        let mut spans = Vec::new();
        let mut unpacked = 0_u64;
        let mut at = directory.start;
        for _ in 0..directory.entries {
            let header = central(bytes, at).ok_or(Reason::ContainerDamaged)?;
            at += header.size;
            unpacked = unpacked.saturating_add(header.unpacked);
            check_size(&header, unpacked)?;
            let name = check_header(&header)?;
            let (entry, span) = locate(bytes, &header, directory.start)?;
            spans.push(span);
            if entries.insert(name.to_lowercase(), entry).is_some() {
                return Err(Reason::ContainerUnsafe.into());
            }
        }
        if at != directory.end {
            return Err(Reason::ContainerDamaged.into());
        }
        check_overlap(spans)?;
        let container = Self { entries };
        container.check_nested()?;
        Ok(container)
    }

    /// The entry of a name, to be read.
    pub fn part(&self, name: &str) -> Option<Part<'a>> {
        self.entries.get(&name.to_lowercase()).map(Part::new)
    }

    /// Unpacked size of an entry, as both headers say.
    pub fn unpacked(&self, name: &str) -> Option<u64> {
        self.entries.get(&name.to_lowercase()).map(|entry| entry.unpacked)
    }

    pub fn has(&self, name: &str) -> bool {
        self.entries.contains_key(name)
    }

    /// Some entry (in small letters) fits.
    pub fn any(&self, fits: impl Fn(&str) -> bool) -> bool {
        self.entries.keys().any(|name| fits(name))
    }

    /// The names of all entries, in small letters.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(String::as_str)
    }

    /// A file of macros is a container too, and is called what it is.
    fn check_nested(&self) -> Result<(), Refusal> {
        if self.any(|name| name.ends_with("vbaproject.bin")) {
            return Err(Reason::Macro.into());
        }
        let by_name = self.any(|name| NESTED_NAMES.iter().any(|end| name.ends_with(end)));
        if by_name || self.entries.values().any(|entry| Part::new(entry).starts_as_archive()) {
            return Err(Reason::Nested.into());
        }
        Ok(())
    }
}

fn check_size(header: &Header<'_>, total: u64) -> Result<(), Refusal> {
    let swollen = header.unpacked > RATIO_FLOOR && header.unpacked / header.packed.max(1) > RATIO;
    if swollen || total > UNPACKED_BYTES {
        return Err(Refusal::new(Reason::TooMuchUnpacked)
            .with("limit", UNPACKED_BYTES / MEGABYTE)
            .with("found", header.unpacked.max(total) / MEGABYTE));
    }
    Ok(())
}

/// Checks what the central header alone says; gives the name.
fn check_header<'a>(header: &Header<'a>) -> Result<&'a str, Refusal> {
    if header.flags & ENCRYPTED != 0 {
        return Err(Reason::Password.into());
    }
    if header.method != 0 && header.method != 8 {
        return Err(Reason::ContainerDamaged.into());
    }
    let link = header.unix && (header.attributes >> 16) & KIND_OF_FILE == SYMLINK;
    match std::str::from_utf8(header.name) {
        Ok(name) if !link && is_plain(name) => Ok(name),
        _ => Err(Reason::ContainerUnsafe.into()),
    }
}

/// A name made of plain steps downwards.
fn is_plain(name: &str) -> bool {
    let steps = name.strip_suffix('/').unwrap_or(name);
    name.len() <= ENTRY_NAME_BYTES
        && !name.contains(['\\', ':'])
        && !name.chars().any(char::is_control)
        && steps.split('/').all(|step| !matches!(step, "" | "." | ".."))
}

/// Finds the data of an entry by its local header, which must agree with the central one.
fn locate<'a>(
    bytes: &'a [u8],
    header: &Header<'_>,
    directory: usize,
) -> Result<(Entry<'a>, (usize, usize)), Refusal> {
    let start = usize::try_from(header.local_at).map_err(|_| Reason::ContainerDamaged)?;
    if start >= directory {
        return Err(Reason::ContainerDamaged.into());
    }
    let near = local(bytes, start).ok_or(Reason::ContainerDamaged)?;
    let later = near.flags & SIZES_FOLLOW != 0;
    let same = |near: u64, far: u64| near == far || (later && near == 0);
    let agree = near.name == header.name
        && near.method == header.method
        && near.flags == header.flags
        && same(near.crc.into(), header.crc.into())
        && same(near.packed, header.packed)
        && same(near.unpacked, header.unpacked);
    let packed = usize::try_from(header.packed).map_err(|_| Reason::ContainerDamaged)?;
    let data = slice(bytes, start + near.size, packed).ok_or(Reason::ContainerDamaged)?;
    let end = start + near.size + packed;
    if !agree || end > directory {
        return Err(Reason::ContainerUnsafe.into());
    }
    let entry = Entry { deflated: header.method == 8, crc: header.crc, unpacked: header.unpacked, data };
    Ok((entry, (start, end)))
}

/// No two entries share a byte, and the first begins the file.
fn check_overlap(mut spans: Vec<(usize, usize)>) -> Result<(), Refusal> {
    spans.sort_unstable();
    let apart = spans.iter().zip(spans.iter().skip(1)).all(|(one, next)| one.1 <= next.0);
    let from_start = spans.first().is_none_or(|first| first.0 == 0);
    if apart && from_start { Ok(()) } else { Err(Reason::ContainerUnsafe.into()) }
}
