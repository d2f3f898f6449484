//! Recordings: what a telephone or a recorder makes, m4a and mp3. They are not decoded here; their structure must hold from
//! the first byte to the last, and a browser plays them in a page that may do nothing else.

use super::{FILE_BYTES, Unfit};

/// A recording that may be kept as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sound {
    /// MPEG-4 audio.
    M4a,
    /// MPEG audio layer 3.
    Mp3,
}

impl Sound {
    /// The media type.
    #[must_use]
    pub const fn media(self) -> &'static str {
        match self {
            Self::M4a => "audio/mp4",
            Self::Mp3 => "audio/mpeg",
        }
    }
}

/// What recording the bytes are.
///
/// # Errors
/// [`Unfit::Kind`] when they are none, [`Unfit::Damaged`] when they do not hold together, [`Unfit::Size`].
pub fn sound(bytes: &[u8]) -> Result<Sound, Unfit> {
    if bytes.is_empty() || bytes.len() > FILE_BYTES {
        return Err(Unfit::Size);
    }
    if bytes.get(4..8) == Some(b"ftyp") {
        return if boxes_hold(bytes) { Ok(Sound::M4a) } else { Err(Unfit::Damaged) };
    }
    let audio = after_tag(bytes).ok_or(Unfit::Damaged)?;
    match frame(audio) {
        None => Err(Unfit::Kind),
        Some(_) if frames_hold(audio) => Ok(Sound::Mp3),
        Some(_) => Err(Unfit::Damaged),
    }
}

/// Boxes follow one another to the last byte; the brand is one of audio, and there is sound and its table.
fn boxes_hold(bytes: &[u8]) -> bool {
    const BRANDS: [&[u8]; 5] = [b"M4A ", b"M4B ", b"mp42", b"isom", b"3gp4"];
    let brand = bytes.get(8..12).unwrap_or_default();
    let (mut at, mut moov, mut mdat) = (0_usize, false, false);
    while at < bytes.len() {
        let Some(head) = bytes.get(at..at.saturating_add(8)) else { return false };
        let (size, kind) = head.split_at(4);
        let size = usize::try_from(u32::from_be_bytes(size.try_into().unwrap_or_default())).unwrap_or(0);
        // 0 would reach to the end, 1 announces a size of eight bytes: no recorder of short talks needs either.
        if size < 8
            || bytes.len() - at < size
            || !kind.iter().all(|c| c.is_ascii_alphanumeric() || *c == b' ')
        {
            return false;
        }
        moov |= kind == b"moov";
        mdat |= kind == b"mdat";
        at += size;
    }
    let video = bytes.windows(4).any(|four| four == b"vide");
    BRANDS.contains(&brand) && moov && mdat && !video
}

/// Behind an ID3 tag, if there is one.
fn after_tag(bytes: &[u8]) -> Option<&[u8]> {
    let Some(rest) = bytes.strip_prefix(b"ID3") else { return Some(bytes) };
    let size = rest
        .get(3..7)?
        .iter()
        .try_fold(0_usize, |size, part| (*part < 128).then(|| size << 7 | usize::from(*part)))?;
    bytes.get(size.checked_add(10)?..)
}

/// The length of the frame that begins here, in bytes.
fn frame(bytes: &[u8]) -> Option<usize> {
    const V1: [usize; 15] = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
    const V2: [usize; 15] = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
    let [0xFF, second, third, ..] = bytes else { return None };
    // Layer 3 of MPEG 1, 2 or 2.5.
    let (version, layer) = (second >> 3 & 3, second >> 1 & 3);
    if second & 0xE0 != 0xE0 || version == 1 || layer != 1 {
        return None;
    }
    let rates = if version == 3 { V1 } else { V2 };
    let rate = rates.get(usize::from(third >> 4)).copied().filter(|rate| *rate > 0)?;
    let hertz = [44_100, 48_000, 32_000].get(usize::from(third >> 2 & 3)).copied()?;
    let (hertz, factor) = match version {
        3 => (hertz, 144_000),
        2 => (hertz / 2, 72_000),
        _ => (hertz / 4, 72_000),
    };
    Some(factor * rate / hertz + usize::from(third >> 1 & 1))
}

/// Frames follow one another; the last may be cut, and a tag of 128 bytes may end the file.
fn frames_hold(mut bytes: &[u8]) -> bool {
    let mut count = 0;
    while let Some(length) = frame(bytes) {
        count += 1;
        match bytes.get(length..) {
            Some(rest) => bytes = rest,
            None => return count > 3,
        }
    }
    let tag = bytes.starts_with(b"TAG") && bytes.len() == 128;
    count > 3 && (bytes.is_empty() || tag || bytes.iter().all(|byte| *byte == 0))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use super::*;

    fn mp3(frames: usize) -> Vec<u8> {
        // 128 kbit/s at 44.1 kHz: 417 bytes.
        let mut one = vec![0xFF, 0xFB, 0x90, 0x00];
        one.resize(417, 0x11);
        one.repeat(frames)
    }

    fn m4a(kinds: &[&[u8; 4]]) -> Vec<u8> {
        let mut file = b"\0\0\0\x10ftypM4A \0\0\0\0".to_vec();
        for kind in kinds {
            file.extend(12_u32.to_be_bytes());
            file.extend_from_slice(*kind);
            file.extend([1, 2, 3, 4]);
        }
        file
    }

    // F4
    #[test]
    fn a_recording_is_taken_when_it_holds_to_its_last_byte() {
        assert_eq!(sound(&mp3(10)), Ok(Sound::Mp3));
        let tagged = [b"ID3\x04\0\0\0\0\0\x05hello".as_slice(), &mp3(10)].concat();
        assert_eq!(sound(&tagged), Ok(Sound::Mp3));
        assert_eq!(sound(&m4a(&[b"moov", b"mdat"])), Ok(Sound::M4a));
        let trailing = [mp3(10), b"<html>".to_vec()].concat();
        assert_eq!(sound(&trailing), Err(Unfit::Damaged), "a second meaning behind the sound");
        assert_eq!(sound(&[m4a(&[b"moov", b"mdat"]), b"PK\x03\x04".to_vec()].concat()), Err(Unfit::Damaged));
        assert_eq!(sound(&m4a(&[b"moov"])), Err(Unfit::Damaged));
        assert_eq!(sound(b"MZ\x90\0"), Err(Unfit::Kind));
        assert_eq!(sound(b""), Err(Unfit::Size));
        for cut in 0..40 {
            let _ = sound(&mp3(10)[..cut]);
            let _ = sound(&m4a(&[b"moov", b"mdat"])[..cut]);
        }
    }
}
