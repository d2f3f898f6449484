//! The encoding of a text file: found, not asked for, unless somebody says what it is.

use encoding_rs::{BIG5, GB18030};

use super::book::Encoding;
use super::refusal::{Reason, Refusal};

const UTF8_MARK: &[u8] = &[0xEF, 0xBB, 0xBF];
/// The replacement character saved as UTF-8 and opened as GBK: the best known sign of lost text.
const LOST_TWICE: &str = "锟斤拷";

/// Decodes a file. `chosen` is what a person said it is.
pub(super) fn decode(bytes: &[u8], chosen: Option<Encoding>) -> Result<(String, Encoding), Refusal> {
    let encoding = match chosen {
        Some(encoding) => encoding,
        None => detect(bytes)?,
    };
    let text = decode_as(bytes, encoding)?;
    if let Some(at) = text.find(['\0']) {
        return Err(Refusal::new(Reason::ZeroByte).with("line", line_of(&text, at)));
    }
    if let Some(at) = text.find('\u{FFFD}').or_else(|| text.find(LOST_TWICE)) {
        return Err(Refusal::new(Reason::CharactersLost).with("line", line_of(&text, at)));
    }
    if chosen.is_none() && is_garbled(&text) {
        return Err(Refusal::new(Reason::Mojibake).with("encoding", Encoding::GarbledUtf8.name()));
    }
    Ok((text, encoding))
}

/// Finds the encoding: by mark, by zero bytes, by validity.
fn detect(bytes: &[u8]) -> Result<Encoding, Refusal> {
    if bytes.starts_with(UTF8_MARK) {
        return Ok(Encoding::Utf8WithMark);
    }
    if bytes.starts_with(&[0xFF, 0xFE]) {
        return Ok(Encoding::Utf16Le);
    }
    if bytes.starts_with(&[0xFE, 0xFF]) {
        return Ok(Encoding::Utf16Be);
    }
    if let Some(wide) = detect_wide(bytes) {
        return Ok(wide);
    }
    if std::str::from_utf8(bytes).is_ok() {
        return Ok(Encoding::Utf8);
    }
    if let Some(line) = first_foreign_line(bytes) {
        return Err(Refusal::new(Reason::MixedEncoding).with("line", line));
    }
    Ok(Encoding::Gb18030)
}

/// UTF-16 without a mark: separators and digits leave zero bytes on one side only.
fn detect_wide(bytes: &[u8]) -> Option<Encoding> {
    if !bytes.len().is_multiple_of(2) {
        return None;
    }
    let zeros = |side: usize| bytes.iter().skip(side).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let many = bytes.len() / 40 + 1;
    match () {
        () if odd >= many && even == 0 => Some(Encoding::Utf16Le),
        () if even >= many && odd == 0 => Some(Encoding::Utf16Be),
        () => None,
    }
}

fn decode_as(bytes: &[u8], encoding: Encoding) -> Result<String, Refusal> {
    let unknown = || Refusal::new(Reason::UnknownEncoding).with("encoding", encoding.name());
    match encoding {
        Encoding::Utf8 | Encoding::Utf8WithMark => {
            let plain = bytes.strip_prefix(UTF8_MARK).unwrap_or(bytes);
            std::str::from_utf8(plain).map(str::to_owned).map_err(|error| {
                let line = plain.iter().take(error.valid_up_to()).filter(|byte| **byte == b'\n').count() + 1;
                Refusal::new(Reason::MixedEncoding).with("line", line)
            })
        }
        Encoding::Utf16Le => decode_wide(bytes, u16::from_le_bytes).ok_or_else(unknown),
        Encoding::Utf16Be => decode_wide(bytes, u16::from_be_bytes).ok_or_else(unknown),
        Encoding::Gb18030 | Encoding::Big5 => {
            let table = if encoding == Encoding::Big5 { BIG5 } else { GB18030 };
            let text = table.decode_without_bom_handling_and_without_replacement(bytes);
            text.map(std::borrow::Cow::into_owned).ok_or_else(unknown)
        }
        Encoding::GarbledUtf8 => {
            let text = decode_as(bytes, Encoding::Utf8WithMark)?;
            ungarble(&text).ok_or_else(unknown)
        }
    }
}

fn decode_wide(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<String> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let text =
        char::decode_utf16(pairs.iter().map(|pair| unit(*pair))).collect::<Result<String, _>>().ok()?;
    rest.is_empty().then(|| text.strip_prefix('\u{FEFF}').map_or_else(|| text.clone(), str::to_owned))
}

/// The first line in another encoding than the rest, when some lines are surely UTF-8 and others surely are not.
fn first_foreign_line(bytes: &[u8]) -> Option<usize> {
    let mut sure = None;
    let mut other = None;
    for (line, text) in (1_usize..).zip(bytes.split(|byte| *byte == b'\n')) {
        match std::str::from_utf8(text) {
            Ok(text) if chinese(text) >= 2 => sure = sure.or(Some(line)),
            Ok(_) => {}
            Err(_) => other = other.or(Some(line)),
        }
    }
    Some(sure?.max(other?))
}

fn chinese(text: &str) -> usize {
    text.chars().filter(|character| ('\u{4E00}'..='\u{9FFF}').contains(character)).count()
}

/// UTF-8 opened as GBK and saved again: going back gives Chinese, and fewer characters. True Chinese hardly ever
/// survives the way back.
fn is_garbled(text: &str) -> bool {
    let wide = text.chars().filter(|character| !character.is_ascii()).count();
    wide >= 4 && ungarble(text).is_some_and(|plain| chinese(&plain) >= 2)
}

fn ungarble(text: &str) -> Option<String> {
    let (bytes, _, lossy) = GB18030.encode(text);
    if lossy { None } else { String::from_utf8(bytes.into_owned()).ok() }
}

fn line_of(text: &str, at: usize) -> usize {
    text.get(..at).unwrap_or_default().matches('\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROSTER: &str = "姓名,性别,班级\n王小明,男,七年级1班\n欧阳娜娜,女,七年级2班\n";

    fn found(bytes: &[u8]) -> (String, Encoding) {
        decode(bytes, None).unwrap()
    }

    // Case 85.
    #[test]
    fn every_encoding_is_found() {
        assert_eq!(found(ROSTER.as_bytes()), (ROSTER.into(), Encoding::Utf8));
        let wide: Vec<u8> = ROSTER.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(found(&wide), (ROSTER.into(), Encoding::Utf16Le));
        let wide: Vec<u8> = ROSTER.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(found(&wide), (ROSTER.into(), Encoding::Utf16Be));
        let rare = format!("{ROSTER}𠮷𬭩,男,一班\n");
        assert_eq!(found(&GB18030.encode(&rare).0), (rare.clone(), Encoding::Gb18030));
    }

    // Case 90.
    #[test]
    fn garbled_text_is_found_and_can_be_undone() {
        // Every line of an even number of bytes, so that the way through GBK is whole.
        let plain = "姓名,年级,班别\n王明,初二,甲班\n";
        let garbled = GB18030.decode(plain.as_bytes()).0.into_owned();
        let refusal = decode(garbled.as_bytes(), None).unwrap_err();
        assert_eq!(refusal.reason, Reason::Mojibake);
        let undone = decode(garbled.as_bytes(), Some(Encoding::GarbledUtf8)).unwrap();
        assert_eq!(undone.0, plain);
    }

    #[test]
    fn a_lost_character_and_a_mixed_line_are_named() {
        let refusal = decode("甲\n锟斤拷\n".as_bytes(), None).unwrap_err();
        assert_eq!((refusal.reason, refusal.args[0].1.as_str()), (Reason::CharactersLost, "2"));
        let mut mixed = ROSTER.as_bytes().to_vec();
        mixed.extend_from_slice(&GB18030.encode("李雷,男,七年级3班\n").0);
        let refusal = decode(&mixed, None).unwrap_err();
        assert_eq!((refusal.reason, refusal.args[0].1.as_str()), (Reason::MixedEncoding, "4"));
    }
}
