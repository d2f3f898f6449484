//! One part of a workbook, unpacked as it is read, and held to what its headers promised.

use std::fmt;
use std::io::{self, BufRead, BufReader, Read};

use flate2::Crc;
use flate2::bufread::DeflateDecoder;

use super::container::Entry;
use super::limits::TOKEN_BYTES;
use super::refusal::Reason;

const BUFFER: usize = 64 * 1024;

/// A reason carried through `io::Error`.
#[derive(Debug)]
pub(crate) struct Fault(pub Reason);

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.0.key())
    }
}

impl std::error::Error for Fault {}

fn fault(reason: Reason) -> io::Error {
    io::Error::other(Fault(reason))
}

/// A part to be read; a fence for its tokens included.
pub(crate) struct Part<'a> {
    inner: BufReader<Checked<'a>>,
    token: u64,
}

impl<'a> Part<'a> {
    pub fn new(entry: &Entry<'a>) -> Self {
        let packed = if entry.deflated {
            Packed::Deflated(Box::new(DeflateDecoder::new(entry.data)))
        } else {
            Packed::Stored(entry.data)
        };
        let checked =
            Checked { packed, crc: Crc::new(), promised_crc: entry.crc, promised: entry.unpacked, read: 0 };
        Self { inner: BufReader::with_capacity(BUFFER, checked), token: 0 }
    }

    /// A new token begins.
    pub fn begin_token(&mut self) {
        self.token = 0;
    }

    /// The content begins as a ZIP or compound file does.
    pub fn starts_as_archive(mut self) -> bool {
        let mut head = [0; 4];
        let full = self.inner.read_exact(&mut head).is_ok();
        full && (head == *b"PK\x03\x04" || head == *b"PK\x05\x06" || head == [0xD0, 0xCF, 0x11, 0xE0])
    }
}

impl Read for Part<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.inner.read(buffer)
    }
}

impl BufRead for Part<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.token > TOKEN_BYTES {
            return Err(fault(Reason::XmlOversize));
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.token = self.token.saturating_add(u64::try_from(amount).unwrap_or(u64::MAX));
        self.inner.consume(amount);
    }
}

enum Packed<'a> {
    Stored(&'a [u8]),
    Deflated(Box<DeflateDecoder<&'a [u8]>>),
}

/// Counts and sums what comes out; at the end both must be as promised.
struct Checked<'a> {
    packed: Packed<'a>,
    crc: Crc,
    promised_crc: u32,
    promised: u64,
    read: u64,
}

impl Checked<'_> {
    fn settle(&self) -> io::Result<usize> {
        let spent = match &self.packed {
            Packed::Stored(rest) => rest.is_empty(),
            Packed::Deflated(decoder) => decoder.get_ref().is_empty(),
        };
        if self.read == self.promised && self.crc.sum() == self.promised_crc && spent {
            Ok(0)
        } else {
            Err(fault(Reason::ContainerDamaged))
        }
    }
}

impl Read for Checked<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let result = match &mut self.packed {
            Packed::Stored(rest) => rest.read(buffer),
            Packed::Deflated(decoder) => decoder.read(buffer),
        };
        let count = result.map_err(|_| fault(Reason::ContainerDamaged))?;
        if count == 0 && !buffer.is_empty() {
            return self.settle();
        }
        self.read += u64::try_from(count).unwrap_or(u64::MAX);
        if self.read > self.promised {
            return Err(fault(Reason::ContainerDamaged));
        }
        self.crc.update(buffer.get(..count).unwrap_or_default());
        Ok(count)
    }
}
