//! What stands in a cell, made plain: widths, spaces, and characters that cannot be seen.

use std::borrow::Cow;

use super::{In, Why};

/// The half-width form of a full-width letter, digit or sign; other characters stay.
#[must_use]
pub fn fold(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '\u{3000}' | '\u{A0}' | '\u{202F}' | '\u{2000}'..='\u{200A}' | '\t' | '\r' | '\n' => ' ',
        _ => c,
    }
}

/// Characters that change what is read without being seen: zero-width, direction marks, byte-order mark,
/// soft hyphen, interlinear marks, tags.
#[must_use]
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}' | '\u{FEFF}'
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
        | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
        || (c.is_control() && !matches!(c, '\t' | '\r' | '\n'))
}

/// Code points a font of one office alone can show: nobody else can read them.
#[must_use]
pub fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{FFFFD}' | '\u{100000}'..='\u{10FFFD}')
}

/// Han characters, the sort that needs no space between.
#[must_use]
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3007}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{323AF}')
}

/// Trims (full-width and unbreakable spaces too), turns line breaks into spaces and runs of spaces into one, drops
/// what cannot be seen. Says why when anything but the outer spaces changed.
#[must_use]
pub fn tidy(text: &str) -> (Cow<'_, str>, Option<Why>) {
    let trimmed = text.trim();
    if trimmed.bytes().all(|byte| matches!(byte, b'!'..=b'~'))
        || trimmed.chars().all(|c| !c.is_whitespace() && !is_invisible(c))
    {
        return (Cow::Borrowed(trimmed), None);
    }
    let mut out = String::with_capacity(trimmed.len());
    let mut why = None;
    for c in trimmed.chars() {
        if is_invisible(c) {
            why = Some(Why::Invisible);
        } else if c.is_whitespace() {
            if out.ends_with(' ') || c != ' ' {
                why = why.or(Some(Why::Space));
            }
            if !out.ends_with(' ') && !out.is_empty() {
                out.push(' ');
            }
        } else {
            out.push(c);
        }
    }
    out.truncate(out.trim_end().len());
    (Cow::Owned(out), why)
}

/// A key to compare by: half width, lower case, no spaces, brackets round.
#[must_use]
pub fn squeeze(text: &str) -> String {
    text.chars()
        .map(fold)
        .filter(|c| !c.is_whitespace() && !is_invisible(*c))
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            '〔' | '【' | '[' | '［' => '(',
            '〕' | '】' | ']' | '］' => ')',
            other => other,
        })
        .collect()
}

/// The text of a cell as a person would type it; none when it is empty or has no readable content.
#[must_use]
pub fn said(cell: &In) -> Option<Cow<'_, str>> {
    match cell {
        In::Text(text) if text.chars().all(|c| c.is_whitespace() || is_invisible(c)) => None,
        In::Text(text) | In::Lost(text) => Some(Cow::Borrowed(text)),
        In::Number(number) => Some(Cow::Owned(number_text(*number))),
        In::Date(date) => Some(Cow::Owned(date.to_string())),
        In::Bool(yes) => Some(Cow::Borrowed(if *yes { "1" } else { "0" })),
        In::Empty | In::Formula | In::Error(_) => None,
    }
}

/// A number without a trailing `.0`, and never in scientific form below 10^15.
#[must_use]
pub fn number_text(number: f64) -> String {
    let whole = number.fract() == 0.0 && number.abs() < 1e15;
    if whole { format!("{number:.0}") } else { number.to_string() }
}

/// The number two-handed Chinese numerals tell, up to 99; none for anything else.
#[must_use]
pub fn chinese_number(text: &str) -> Option<u16> {
    let mut tens = None;
    let mut ones = None;
    for c in text.chars() {
        if c == '十' {
            if tens.is_some() {
                return None;
            }
            tens = Some(ones.take().unwrap_or(1));
        } else if ones.replace(chinese_digit(c)?).is_some() {
            return None;
        }
    }
    (tens.is_some() || ones.is_some()).then(|| tens.unwrap_or(0) * 10 + ones.unwrap_or(0))
}

/// 〇 to 九.
#[must_use]
pub fn chinese_digit(c: char) -> Option<u16> {
    "〇一二三四五六七八九".chars().position(|d| d == c).and_then(|at| u16::try_from(at).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_spaces_and_line_breaks_go_and_hidden_marks_are_told() {
        assert_eq!(tidy("　张 三\n"), ("张 三".into(), None));
        assert_eq!(tidy("张\u{200B}三"), ("张三".into(), Some(Why::Invisible)));
        assert_eq!(tidy("西湖区\n文一路"), ("西湖区 文一路".into(), Some(Why::Space)));
    }

    #[test]
    fn chinese_numerals_are_read_to_ninety_nine() {
        assert_eq!(chinese_number("十二"), Some(12));
        assert_eq!(chinese_number("二十"), Some(20));
        assert_eq!(chinese_number("七"), Some(7));
        assert_eq!(chinese_number("七三"), None);
        assert_eq!(chinese_number(""), None);
    }

    #[test]
    fn numbers_are_written_as_people_type_them() {
        assert_eq!(number_text(701.0), "701");
        assert_eq!(number_text(13_800_000_000.0), "13800000000");
        assert_eq!(number_text(92.5), "92.5");
    }
}
