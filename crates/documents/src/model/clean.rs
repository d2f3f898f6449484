//! Text as it may stand in a file: what people typed or pasted, without the characters that are not text.

use super::Span;

/// Takes out control characters, characters that are none, and the direction overrides that make a line read
/// other than it is stored. Line ends of every kind become `\n`, tabs become spaces. Joiners and single direction
/// marks stay: Uyghur and Mongolian names need them.
pub(crate) fn clean(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' if characters.peek() == Some(&'\n') => {}
            '\n' | '\r' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => clean.push('\n'),
            '\t' => clean.push(' '),
            _ if is_text(character) => clean.push(character),
            _ => {}
        }
    }
    clean
}

/// The same on one line.
pub(crate) fn one_line(text: &str) -> String {
    clean(text).replace('\n', " ")
}

fn is_text(character: char) -> bool {
    let code = u32::from(character);
    let override_mark = matches!(character, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}');
    let no_character = matches!(code, 0xFDD0..=0xFDEF) || code & 0xFFFE == 0xFFFE;
    !character.is_control() && !override_mark && !no_character
}

/// The runs of each line, cleaned. There is always at least one line.
pub(crate) fn lines(spans: &[Span]) -> Vec<Vec<Span>> {
    let mut lines = vec![Vec::new()];
    for span in spans {
        for (position, words) in clean(span.words()).split('\n').enumerate() {
            if position > 0 {
                lines.push(Vec::new());
            }
            if let Some(line) = lines.last_mut().filter(|_| !words.is_empty()) {
                line.push(span.with_words(words));
            }
        }
    }
    lines
}
