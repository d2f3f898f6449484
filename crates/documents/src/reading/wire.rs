//! The way of rows from child to parent: tagged, length-prefixed, every length bounded by the reader.
//!
//! The parent trusts nothing that comes this way: a child that was taken over can say whatever it likes, and the worst
//! it can bring about is a wrong book or a refusal.

use std::io::{self, BufRead};

use jiff::civil::{Date, DateTime, Time};

pub(super) const HELLO: u8 = 1;
pub(super) const BOOK: u8 = 2;
pub(super) const SHEET: u8 = 3;
pub(super) const ROW: u8 = 4;
pub(super) const MERGED: u8 = 5;
pub(super) const NOTICE: u8 = 6;
pub(super) const REFUSED: u8 = 7;
pub(super) const END: u8 = 8;

pub(super) const EMPTIES: u8 = 0;
pub(super) const TEXT: u8 = 1;
pub(super) const NUMBER: u8 = 2;
pub(super) const LONG_NUMBER: u8 = 3;
pub(super) const DATE: u8 = 4;
pub(super) const DATE_TIME: u8 = 5;
pub(super) const TIME: u8 = 6;
pub(super) const BOOL: u8 = 7;
pub(super) const ERROR: u8 = 8;
pub(super) const NOT_COMPUTED: u8 = 9;

/// LEB128 of seven bits at a time, lowest first.
pub(super) fn put_number(out: &mut Vec<u8>, mut value: u64) {
    loop {
        let low = u8::try_from(value & 0x7F).unwrap_or_default();
        value >>= 7;
        if value == 0 {
            out.push(low);
            return;
        }
        out.push(low | 0x80);
    }
}

pub(super) fn put_size(out: &mut Vec<u8>, size: usize) {
    put_number(out, u64::try_from(size).unwrap_or(u64::MAX));
}

pub(super) fn put_text(out: &mut Vec<u8>, text: &str) {
    put_size(out, text.len());
    out.extend_from_slice(text.as_bytes());
}

pub(super) fn put_date(out: &mut Vec<u8>, date: Date) {
    out.extend_from_slice(&date.year().to_le_bytes());
    out.extend_from_slice(&date.month().to_le_bytes());
    out.extend_from_slice(&date.day().to_le_bytes());
}

pub(super) fn put_time(out: &mut Vec<u8>, time: Time) {
    for part in [time.hour(), time.minute(), time.second()] {
        out.extend_from_slice(&part.to_le_bytes());
    }
}

/// What arrives.
pub(super) struct Source<R: BufRead>(pub R);

/// Something arrived that no child of ours sends.
pub(super) fn nonsense() -> io::Error {
    io::Error::from(io::ErrorKind::InvalidData)
}

impl<R: BufRead> Source<R> {
    pub fn bytes<const N: usize>(&mut self) -> io::Result<[u8; N]> {
        let mut bytes = [0; N];
        self.0.read_exact(&mut bytes)?;
        Ok(bytes)
    }

    pub fn byte(&mut self) -> io::Result<u8> {
        self.bytes::<1>().map(|[byte]| byte)
    }

    pub fn number(&mut self) -> io::Result<u64> {
        let mut value = 0_u64;
        for shift in (0..63).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7F) << shift;
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
        Err(nonsense())
    }

    /// A number of at most `limit`.
    pub fn number_to(&mut self, limit: u32) -> io::Result<u32> {
        u32::try_from(self.number()?).ok().filter(|value| *value <= limit).ok_or_else(nonsense)
    }

    /// A text of at most `limit` bytes.
    pub fn text(&mut self, limit: usize) -> io::Result<String> {
        let size = usize::try_from(self.number()?).ok().filter(|size| *size <= limit).ok_or_else(nonsense)?;
        let mut bytes = vec![0; size];
        self.0.read_exact(&mut bytes)?;
        String::from_utf8(bytes).map_err(|_| nonsense())
    }

    pub fn flag(&mut self) -> io::Result<bool> {
        match self.byte()? {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(nonsense()),
        }
    }

    pub fn float(&mut self) -> io::Result<f64> {
        let value = f64::from_le_bytes(self.bytes()?);
        if value.is_finite() { Ok(value) } else { Err(nonsense()) }
    }

    pub fn date(&mut self) -> io::Result<Date> {
        let year = i16::from_le_bytes(self.bytes()?);
        let [month, day] = self.bytes::<2>()?.map(|byte| i8::try_from(byte).unwrap_or_default());
        Date::new(year, month, day).map_err(|_| nonsense())
    }

    pub fn time(&mut self) -> io::Result<Time> {
        let [hour, minute, second] = self.bytes::<3>()?.map(|byte| i8::try_from(byte).unwrap_or(-1));
        Time::new(hour, minute, second, 0).map_err(|_| nonsense())
    }

    pub fn date_time(&mut self) -> io::Result<DateTime> {
        Ok(self.date()?.to_datetime(self.time()?))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn numbers_and_texts_go_there_and_back(value in 0..u64::MAX >> 1, text in ".{0,40}") {
            let mut out = Vec::new();
            put_number(&mut out, value);
            put_text(&mut out, &text);
            let mut source = Source(out.as_slice());
            prop_assert_eq!(source.number().unwrap(), value);
            prop_assert_eq!(source.text(1_000).unwrap(), text);
        }

        #[test]
        fn nonsense_never_panics(bytes in proptest::collection::vec(any::<u8>(), 0..40)) {
            let mut source = Source(bytes.as_slice());
            let _ = source.number();
            let _ = source.text(8);
            let _ = source.date_time();
        }
    }

    #[test]
    fn a_length_beyond_its_bound_is_nonsense() {
        let mut out = Vec::new();
        put_number(&mut out, 1 << 40);
        assert!(Source(out.as_slice()).text(1_000).is_err());
        assert!(Source([0x80; 12].as_slice()).number().is_err());
    }
}
