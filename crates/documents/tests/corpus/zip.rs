//! A ZIP writer that writes what one tells it, right or wrong.

use flate2::{Compress, Compression, Crc, FlushCompress};

#[derive(Clone)]
pub struct Entry {
    pub name: Vec<u8>,
    /// Name in the local header, when another.
    pub local_name: Option<Vec<u8>>,
    pub packed: Vec<u8>,
    pub unpacked: u64,
    pub crc: u32,
    pub flags: u16,
    pub method: u16,
    pub mode: u32,
    /// Sizes go to a ZIP64 field, the short ones say 0xFFFFFFFF.
    pub long: bool,
    /// Where the central header says that the local header is, when elsewhere.
    pub points_at: Option<u32>,
}

impl Entry {
    pub fn new(name: &str, content: &[u8]) -> Self {
        Self::pieces(name, content, b"", 0, b"")
    }

    /// Content made of a head, a chunk many times over, and a tail, without ever being held whole.
    pub fn pieces(name: &str, head: &[u8], chunk: &[u8], times: usize, tail: &[u8]) -> Self {
        let mut packed = deflate(head, FlushCompress::Full);
        let piece = deflate(chunk, FlushCompress::Full);
        let mut crc = Crc::new();
        crc.update(head);
        let mut of_chunk = Crc::new();
        of_chunk.update(chunk);
        for _ in 0..times {
            packed.extend_from_slice(&piece);
            crc.combine(&of_chunk);
        }
        packed.extend_from_slice(&deflate(tail, FlushCompress::Finish));
        let mut of_tail = Crc::new();
        of_tail.update(tail);
        crc.combine(&of_tail);
        Self {
            name: name.as_bytes().to_vec(),
            local_name: None,
            packed,
            unpacked: (head.len() + chunk.len() * times + tail.len()) as u64,
            crc: crc.sum(),
            flags: 0,
            method: 8,
            mode: 0o100_644,
            long: false,
            points_at: None,
        }
    }

    pub fn stored(name: &str, content: &[u8]) -> Self {
        Self { packed: content.to_vec(), method: 0, ..Self::new(name, content) }
    }

    fn header(&self, local: bool) -> Vec<u8> {
        let name = self.local_name.as_ref().filter(|_| local).unwrap_or(&self.name);
        let mut out = Vec::new();
        out.extend_from_slice(&self.flags.to_le_bytes());
        out.extend_from_slice(&self.method.to_le_bytes());
        out.extend_from_slice(&[0, 0, 0x21, 0x5A]);
        out.extend_from_slice(&self.crc.to_le_bytes());
        let sizes = [self.packed.len() as u64, self.unpacked];
        for size in sizes {
            let short = if self.long { u32::MAX } else { size as u32 };
            out.extend_from_slice(&short.to_le_bytes());
        }
        out.extend_from_slice(&(name.len() as u16).to_le_bytes());
        out.extend_from_slice(&(self.extra().len() as u16).to_le_bytes());
        out
    }

    fn extra(&self) -> Vec<u8> {
        let mut out = Vec::new();
        if self.long {
            out.extend_from_slice(&[1, 0, 16, 0]);
            out.extend_from_slice(&self.unpacked.to_le_bytes());
            out.extend_from_slice(&(self.packed.len() as u64).to_le_bytes());
        }
        out
    }
}

fn deflate(data: &[u8], flush: FlushCompress) -> Vec<u8> {
    let mut packer = Compress::new(Compression::new(6), false);
    let mut out = Vec::with_capacity(data.len() + 1024);
    packer.compress_vec(data, &mut out, flush).unwrap();
    assert_eq!(packer.total_in() as usize, data.len());
    out
}

pub fn zip(entries: &[Entry]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut central = Vec::new();
    for entry in entries {
        let at = entry.points_at.unwrap_or(out.len() as u32);
        out.extend_from_slice(b"PK\x03\x04\x14\x00");
        out.extend_from_slice(&entry.header(true));
        out.extend_from_slice(entry.local_name.as_ref().unwrap_or(&entry.name));
        out.extend_from_slice(&entry.extra());
        out.extend_from_slice(&entry.packed);
        central.extend_from_slice(b"PK\x01\x02\x14\x03\x14\x00");
        central.extend_from_slice(&entry.header(false));
        central.extend_from_slice(&[0; 6]);
        central.extend_from_slice(&(entry.mode << 16).to_le_bytes());
        central.extend_from_slice(&at.to_le_bytes());
        central.extend_from_slice(&entry.name);
        central.extend_from_slice(&entry.extra());
    }
    let start = out.len() as u32;
    let count = (entries.len() as u16).to_le_bytes();
    out.extend_from_slice(&central);
    out.extend_from_slice(b"PK\x05\x06\0\0\0\0");
    out.extend_from_slice(&count);
    out.extend_from_slice(&count);
    out.extend_from_slice(&(central.len() as u32).to_le_bytes());
    out.extend_from_slice(&start.to_le_bytes());
    out.extend_from_slice(&[0, 0]);
    out
}
