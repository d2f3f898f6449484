//! Names of people. Any script is welcome, rare characters too; what nobody else can read or see is refused; what looks
//! like another character is a doubt and never replaced by itself. After the 2016 notice on names and rare characters:
//! the middle dot is U+00B7, at least 50 characters must fit, all of GB 18030 is accepted.

use super::Why;
use super::text::{fold, is_han, is_invisible, is_private};

/// The most characters a name may have.
pub const LONGEST: usize = 60;

/// Why a name cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    Empty,
    TooLong,
    /// A character that cannot be seen; its code point.
    Invisible(char),
    /// A character only one office's font can show; its code point.
    Private(char),
    /// A character names have not, most often a trace of a wrong encoding or a formula.
    Strange(char),
    /// `?` or U+FFFD stands where a rare character was lost.
    Lost,
}

/// Why a name should be looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// A radical or compatibility form that looks like a common character.
    LookAlike(char),
    /// Latin letters among Cyrillic or Greek ones.
    MixedScripts,
    Digits,
    /// A word such as 测试 or null in the place of a name.
    Placeholder,
    /// An accent that belongs to no letter known here.
    LooseAccent(char),
}

/// A name as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    pub text: String,
    pub why: Option<Why>,
    pub doubt: Option<Doubt>,
}

/// Reads a name.
///
/// # Errors
/// The first fault found.
pub fn read(typed: &str) -> Result<Name, Fault> {
    if typed.len() > 2_000 {
        return Err(Fault::TooLong);
    }
    let trimmed = typed.trim();
    if let Some(hidden) = trimmed.chars().find(|c| is_invisible(*c)) {
        return Err(Fault::Invisible(hidden));
    }
    let (text, why) = plain(trimmed);
    if text.is_empty() {
        return Err(Fault::Empty);
    }
    if text.chars().count() > LONGEST {
        return Err(Fault::TooLong);
    }
    // What two wrong conversions in a row leave of characters.
    if ["锟斤", "斤拷", "烫烫", "屯屯"].iter().any(|trace| text.contains(trace)) {
        return Err(Fault::Lost);
    }
    if let Some(fault) = text.chars().find_map(fault_of) {
        return Err(fault);
    }
    if !text.chars().any(char::is_alphabetic) && !text.chars().any(|c| c.is_ascii_digit()) {
        return Err(text.chars().next().map_or(Fault::Empty, Fault::Strange));
    }
    let doubt = doubt_of(&text);
    Ok(Name { text, why, doubt })
}

/// Half width, dots as U+00B7, no space between Han characters, accents joined to their letters.
fn plain(text: &str) -> (String, Option<Why>) {
    if text.chars().all(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c)) {
        return (text.to_owned(), None);
    }
    let chars: Vec<char> = text.chars().collect();
    let mut why = None;
    let mut out = String::with_capacity(text.len());
    for (at, c) in chars.iter().copied().enumerate() {
        let before = out.chars().last();
        let after = chars.iter().skip(at + 1).copied().find(|c| !c.is_whitespace());
        let between_han = before.is_some_and(is_han) && after.is_some_and(is_han);
        if c.is_whitespace() {
            if between_han || before == Some(' ') || before == Some('·') || after.is_some_and(is_dot) {
                why = why.or(Some(Why::Space));
            } else {
                why = why.or((c != ' ').then_some(Why::Space));
                out.push(' ');
            }
        } else if is_dot(c) || (between_han && matches!(c, '.' | '．' | '。')) {
            why = why.or((c != '·').then_some(Why::Dot));
            out.push('·');
        } else if let Some(whole) = before.and_then(|letter| joined(letter, c)) {
            out.pop();
            out.push(whole);
            why = why.or(Some(Why::Composed));
        } else {
            why = why.or((fold(c) != c).then_some(Why::Width));
            out.push(fold(c));
        }
    }
    (out, why)
}

/// The signs typed for the middle dot.
fn is_dot(c: char) -> bool {
    matches!(c, '·' | '•' | '・' | '･' | '‧' | '∙' | '⋅' | '●' | '﹒' | '᛫')
}

/// Letter and accent as one character, for the accents of pinyin and of common Latin names.
fn joined(letter: char, accent: char) -> Option<char> {
    const MADE: [(char, &str, &str); 8] = [
        ('\u{300}', "aeiounüAEIOUNÜ", "àèìòùǹǜÀÈÌÒÙǸǛ"),
        ('\u{301}', "aeiouyüncszAEIOUYÜNCSZ", "áéíóúýǘńćśźÁÉÍÓÚÝǗŃĆŚŹ"),
        ('\u{302}', "aeiouAEIOU", "âêîôûÂÊÎÔÛ"),
        ('\u{303}', "anoANO", "ãñõÃÑÕ"),
        ('\u{304}', "aeiouüAEIOUÜ", "āēīōūǖĀĒĪŌŪǕ"),
        ('\u{308}', "aeiouyAEIOU", "äëïöüÿÄËÏÖÜ"),
        ('\u{30C}', "aeiouüncszAEIOUÜNCSZ", "ǎěǐǒǔǚňčšžǍĚǏǑǓǙŇČŠŽ"),
        ('\u{327}', "csCS", "çşÇŞ"),
    ];
    let (_, letters, whole) = MADE.iter().find(|(mark, ..)| *mark == accent)?;
    let at = letters.chars().position(|c| c == letter)?;
    whole.chars().nth(at)
}

fn fault_of(c: char) -> Option<Fault> {
    let fine = c.is_alphabetic() || c.is_ascii_digit() || is_accent(c) || is_look_alike(c)
        || matches!(c, '·' | ' ' | '-' | '\'' | '’' | '.' | ',' | '(' | ')' | '〇' | '々')
        // Variation selectors choose the shape of the character before; tsheg and its like part syllables.
        || matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' | '\u{180B}'..='\u{180E}' | '\u{F0B}' | '\u{F0C}');
    if is_private(c) {
        Some(Fault::Private(c))
    } else if matches!(c, '?' | '？' | '\u{FFFD}' | '□' | '■' | '*') {
        Some(Fault::Lost)
    } else {
        (!fine).then_some(Fault::Strange(c))
    }
}

fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{F71}'..='\u{FBC}')
}

fn doubt_of(text: &str) -> Option<Doubt> {
    const WORDS: [&str; 12] =
        ["null", "undefined", "none", "nan", "n/a", "test", "测试", "無", "无", "暂无", "未知", "不详"];
    let common = text.chars().all(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c));
    if WORDS.contains(&text.to_lowercase().as_str()) {
        return Some(Doubt::Placeholder);
    }
    if common {
        return None;
    }
    let any = |from: char, to: char| text.chars().any(|c| (from..=to).contains(&c));
    let latin = text.chars().any(|c| c.is_ascii_alphabetic());
    if let Some(c) = text.chars().find(|c| is_look_alike(*c)) {
        Some(Doubt::LookAlike(c))
    } else if latin && (any('\u{370}', '\u{3FF}') || any('\u{400}', '\u{52F}')) {
        Some(Doubt::MixedScripts)
    } else if any('0', '9') {
        Some(Doubt::Digits)
    } else {
        text.chars().find(|c| matches!(c, '\u{300}'..='\u{36F}')).map(Doubt::LooseAccent)
    }
}

/// Radicals and compatibility ideographs; the twelve that are characters in their own right are left out.
fn is_look_alike(c: char) -> bool {
    const OWN: [char; 12] = [
        '\u{FA0E}', '\u{FA0F}', '\u{FA11}', '\u{FA13}', '\u{FA14}', '\u{FA1F}', '\u{FA21}', '\u{FA23}',
        '\u{FA24}', '\u{FA27}', '\u{FA28}', '\u{FA29}',
    ];
    matches!(c, '\u{2E80}'..='\u{2FDF}' | '\u{F900}'..='\u{FAFF}' | '\u{2F800}'..='\u{2FA1F}' | '\u{31C0}'..='\u{31EF}')
        && !OWN.contains(&c)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text(typed: &str) -> String {
        read(typed).unwrap().text
    }

    #[test]
    fn names_of_every_people_are_kept_as_they_are() {
        for name in [
            "王小明",
            "欧阳娜娜",
            "𠅤",
            "㐱",
            "阿依古丽·买买提",
            "བསྟན་འཛིན",
            "ئايگۈل",
            "Айгүл",
            "ᠪᠠᠶᠠᠷ",
            "Anna-Maria O'Neil",
            "葛\u{E0100}",
        ] {
            let read = read(name).unwrap();
            assert_eq!((read.text.as_str(), read.why, read.doubt), (name, None, None), "{name}");
        }
    }

    #[test]
    fn dots_widths_and_spaces_are_made_one() {
        for dotted in
            ["阿依古丽•买买提", "阿依古丽・买买提", "阿依古丽.买买提", "阿依古丽 · 买买提", "阿依古丽‧买买提"]
        {
            assert_eq!(text(dotted), "阿依古丽·买买提");
        }
        assert_eq!(text("　张　三 "), "张三");
        assert_eq!(text("Ａnna  Lee"), "Anna Lee");
        assert_eq!(text("Jose\u{301}"), "José");
        assert_eq!(text("lu\u{308}\u{30C}"), "lǚ");
    }

    #[test]
    fn what_cannot_be_seen_or_read_is_refused() {
        assert_eq!(read("张\u{200B}三"), Err(Fault::Invisible('\u{200B}')));
        assert_eq!(read("张\u{202E}三"), Err(Fault::Invisible('\u{202E}')));
        assert_eq!(read("张\u{E123}"), Err(Fault::Private('\u{E123}')));
        assert_eq!(read("张?"), Err(Fault::Lost));
        assert_eq!(read("锟斤拷三"), Err(Fault::Lost));
        assert_eq!(read("=cmd|' /C calc'!A0"), Err(Fault::Strange('=')));
        assert_eq!(read("😀"), Err(Fault::Strange('😀')));
        assert_eq!(read("·"), Err(Fault::Strange('·')));
        assert_eq!(read(&"长".repeat(61)), Err(Fault::TooLong));
        assert!(read(&"长".repeat(60)).is_ok());
    }

    #[test]
    fn look_alikes_and_placeholders_are_doubted_and_kept() {
        assert_eq!(read("⼀凡").unwrap().doubt, Some(Doubt::LookAlike('⼀')));
        assert_eq!(read("Аnna").unwrap().doubt, Some(Doubt::MixedScripts));
        assert_eq!(read("张三2").unwrap().doubt, Some(Doubt::Digits));
        assert_eq!(read("NULL").unwrap().doubt, Some(Doubt::Placeholder));
        assert_eq!(read("测试").unwrap().doubt, Some(Doubt::Placeholder));
    }

    proptest! {
        #[test]
        fn reading_what_was_read_changes_nothing(typed in "\\PC{0,20}|[a-zü\u{300}-\u{30C} .·•张三]{0,20}") {
            if let Ok(once) = read(&typed) {
                let twice = read(&once.text).unwrap();
                prop_assert_eq!(twice.text, once.text);
            }
        }
    }
}
