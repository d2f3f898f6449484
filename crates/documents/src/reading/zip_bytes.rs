//! Little-endian numbers and the records of a ZIP file (APPNOTE.TXT 6.3), bounds checked.

/// `size` bytes from `at`.
pub(super) fn slice(bytes: &[u8], at: usize, size: usize) -> Option<&[u8]> {
    bytes.get(at..at.checked_add(size)?)
}

pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    slice(bytes, at, 2)?.try_into().ok().map(u16::from_le_bytes)
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    slice(bytes, at, 4)?.try_into().ok().map(u32::from_le_bytes)
}

pub(super) fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    slice(bytes, at, 8)?.try_into().ok().map(u64::from_le_bytes)
}

pub(super) const LOCAL: &[u8] = b"PK\x03\x04";
const CENTRAL: &[u8] = b"PK\x01\x02";
const END: &[u8] = b"PK\x05\x06";
const END_64: &[u8] = b"PK\x06\x06";
const END_64_LOCATOR: &[u8] = b"PK\x06\x07";
const END_SIZE: usize = 22;
const END_64_SIZE: usize = 56;
const LOCATOR_SIZE: usize = 20;
const CENTRAL_SIZE: usize = 46;
pub(super) const LOCAL_SIZE: usize = 30;
const FULL_32: u64 = 0xFFFF_FFFF;

/// Where the directory lies and how many entries it says it has.
pub(super) struct Directory {
    pub start: usize,
    pub end: usize,
    pub entries: u64,
}

/// Finds the directory. Its end record must be the last thing in the file and everything must touch: no gap in
/// which something could hide, no bytes before the first entry.
pub(super) fn directory(bytes: &[u8]) -> Option<Directory> {
    let end = find_end(bytes)?;
    let one_disk = u16_at(bytes, end + 4)? == 0 && u16_at(bytes, end + 6)? == 0;
    let (here, entries) = (u16_at(bytes, end + 8)?, u16_at(bytes, end + 10)?);
    let size = u64::from(u32_at(bytes, end + 12)?);
    let start = u64::from(u32_at(bytes, end + 16)?);
    if !one_disk || here != entries {
        return None;
    }
    let short = Record { entries: u64::from(entries), size, start };
    let (record, stop) = match end.checked_sub(LOCATOR_SIZE) {
        Some(at) if slice(bytes, at, 4)? == END_64_LOCATOR => long_record(bytes, at, &short)?,
        _ => (short, end),
    };
    let start = usize::try_from(record.start).ok()?;
    let touches = start.checked_add(usize::try_from(record.size).ok()?)? == stop;
    touches.then_some(Directory { start, end: stop, entries: record.entries })
}

struct Record {
    entries: u64,
    size: u64,
    start: u64,
}

/// The ZIP64 record before its locator at `locator`; it must agree with the short one wherever that one speaks.
fn long_record(bytes: &[u8], locator: usize, short: &Record) -> Option<(Record, usize)> {
    let at = usize::try_from(u64_at(bytes, locator + 8)?).ok()?;
    if at.checked_add(END_64_SIZE)? != locator || slice(bytes, at, 4)? != END_64 {
        return None;
    }
    let long = Record {
        entries: u64_at(bytes, at + 32)?,
        size: u64_at(bytes, at + 40)?,
        start: u64_at(bytes, at + 48)?,
    };
    let agree = |short: u64, long: u64, full: u64| short == long || short == full;
    let agrees = agree(short.entries, long.entries, 0xFFFF)
        && agree(short.size, long.size, FULL_32)
        && agree(short.start, long.start, FULL_32)
        && u64_at(bytes, at + 24)? == long.entries;
    agrees.then_some((long, at))
}

/// The end record, whose comment must reach exactly to the end of the file.
pub(super) fn find_end(bytes: &[u8]) -> Option<usize> {
    let last = bytes.len().checked_sub(END_SIZE)?;
    let first = last.saturating_sub(usize::from(u16::MAX));
    (first..=last).rev().find(|&at| {
        slice(bytes, at, 4) == Some(END)
            && u16_at(bytes, at + 20)
                .is_some_and(|comment| at + END_SIZE + usize::from(comment) == bytes.len())
    })
}

/// What a header, central or local, says about an entry.
pub(super) struct Header<'a> {
    pub flags: u16,
    pub method: u16,
    pub crc: u32,
    pub packed: u64,
    pub unpacked: u64,
    pub name: &'a [u8],
    /// Bytes of the whole header.
    pub size: usize,
    /// Central only: upper half holds the Unix mode when `unix`.
    pub attributes: u32,
    pub unix: bool,
    /// Central only.
    pub local_at: u64,
}

/// Reads the central header at `at`.
pub(super) fn central(bytes: &[u8], at: usize) -> Option<Header<'_>> {
    if slice(bytes, at, 4)? != CENTRAL {
        return None;
    }
    let name = usize::from(u16_at(bytes, at + 28)?);
    let extra = usize::from(u16_at(bytes, at + 30)?);
    let comment = usize::from(u16_at(bytes, at + 32)?);
    let maker = u16_at(bytes, at + 4)? >> 8;
    let mut header = Header {
        flags: u16_at(bytes, at + 8)?,
        method: u16_at(bytes, at + 10)?,
        crc: u32_at(bytes, at + 16)?,
        packed: u64::from(u32_at(bytes, at + 20)?),
        unpacked: u64::from(u32_at(bytes, at + 24)?),
        name: slice(bytes, at + CENTRAL_SIZE, name)?,
        size: CENTRAL_SIZE + name + extra + comment,
        attributes: u32_at(bytes, at + 38)?,
        unix: maker == 3 || maker == 19,
        local_at: u64::from(u32_at(bytes, at + 42)?),
    };
    widen(&mut header, slice(bytes, at + CENTRAL_SIZE + name, extra)?, true)?;
    slice(bytes, at, header.size)?;
    Some(header)
}

/// Reads the local header at `at`.
pub(super) fn local(bytes: &[u8], at: usize) -> Option<Header<'_>> {
    if slice(bytes, at, 4)? != LOCAL {
        return None;
    }
    let name = usize::from(u16_at(bytes, at + 26)?);
    let extra = usize::from(u16_at(bytes, at + 28)?);
    let mut header = Header {
        flags: u16_at(bytes, at + 6)?,
        method: u16_at(bytes, at + 8)?,
        crc: u32_at(bytes, at + 14)?,
        packed: u64::from(u32_at(bytes, at + 18)?),
        unpacked: u64::from(u32_at(bytes, at + 22)?),
        name: slice(bytes, at + LOCAL_SIZE, name)?,
        size: LOCAL_SIZE + name + extra,
        attributes: 0,
        unix: false,
        local_at: 0,
    };
    widen(&mut header, slice(bytes, at + LOCAL_SIZE + name, extra)?, false)?;
    Some(header)
}

/// Takes sizes of 64 bits from the extra field for those that say 0xFFFFFFFF.
fn widen(header: &mut Header<'_>, extra: &[u8], is_central: bool) -> Option<()> {
    let mut wanted: Vec<&mut u64> = Vec::new();
    if header.unpacked == FULL_32 {
        wanted.push(&mut header.unpacked);
    }
    if header.packed == FULL_32 {
        wanted.push(&mut header.packed);
    }
    if is_central && header.local_at == FULL_32 {
        wanted.push(&mut header.local_at);
    }
    if wanted.is_empty() {
        return Some(());
    }
    let mut field = extra_field(extra, 1)?;
    for value in wanted {
        *value = u64_at(field, 0)?;
        field = field.get(8..)?;
    }
    Some(())
}

fn extra_field(mut extra: &[u8], id: u16) -> Option<&[u8]> {
    loop {
        let size = usize::from(u16_at(extra, 2)?);
        if u16_at(extra, 0)? == id {
            return slice(extra, 4, size);
        }
        extra = extra.get(4 + size..)?;
    }
}
