//! Cells of a sheet: their places, and cells that hold one fact by itself, which becomes a number or a day of its own kind.

use super::Value;
use super::render::words;
use crate::markup::escape;

/// Longest text of a cell, in UTF-16 units: what a spreadsheet program allows.
const TEXT: usize = 32_767;
/// Days between the two ways in which workbooks count.
const SINCE_1904: i64 = 1_462;

/// A cell that holds one fact and nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fact {
    /// The letters of its column; empty when the cell does not say where it is.
    pub column: String,
    /// Its row in the template.
    pub row: u32,
    /// Its look.
    pub style: Option<u32>,
    /// The look it gets when it holds a day.
    pub dated: Option<u32>,
    /// The name of the fact.
    pub name: String,
}

/// Letters and number of a cell's name, without signs for fixed places.
pub(super) fn place(name: &str) -> Option<(String, u32)> {
    let name = name.replace('$', "");
    let at = name.find(|sign: char| sign.is_ascii_digit())?;
    let (letters, number) = name.split_at_checked(at)?;
    let plain = letters.chars().all(|sign| sign.is_ascii_uppercase());
    Some((letters.to_owned(), number.parse().ok()?)).filter(|_| plain && !letters.is_empty())
}

/// Both ends of a range; a single cell is both.
pub(super) fn range(range: &str) -> Option<((String, u32), (String, u32))> {
    let (from, until) = range.split_once(':').unwrap_or((range, range));
    Some((place(from)?, place(until)?))
}

/// A range as it is written.
pub(super) fn written(from: (&str, i64), until: (&str, i64)) -> String {
    if from == until {
        return format!("{}{}", from.0, from.1);
    }
    format!("{}{}:{}{}", from.0, from.1, until.0, until.1)
}

/// Writes the cell with its value.
pub(super) fn write(fact: &Fact, row: i64, (value, since_1904): (Option<&Value>, bool), out: &mut String) {
    let style = match value {
        Some(Value::Day { .. }) => fact.dated.or(fact.style),
        _ => fact.style,
    };
    out.push_str("<c");
    if !fact.column.is_empty() {
        out.push_str(&format!(" r=\"{}{row}\"", fact.column));
    }
    if let Some(style) = style {
        out.push_str(&format!(" s=\"{style}\""));
    }
    match value {
        None => out.push_str("/>"),
        Some(Value::Number(number)) => out.push_str(&format!("><v>{number}</v></c>")),
        Some(Value::Day { serial, .. }) => {
            let serial = if since_1904 { serial - SINCE_1904 } else { *serial };
            out.push_str(&format!("><v>{serial}</v></c>"));
        }
        Some(text) => {
            let text = escape(&shortened(&words(text)));
            out.push_str(&format!(" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>"));
        }
    }
}

/// As much of a text as a cell may hold.
fn shortened(text: &str) -> String {
    let mut units = 0;
    let fits = |sign: &char| {
        units += sign.len_utf16();
        units <= TEXT
    };
    text.chars().take_while(fits).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_never_becomes_a_formula_and_numbers_stay_numbers() {
        let fact =
            Fact { column: "B".to_owned(), row: 3, style: Some(2), dated: Some(9), name: String::new() };
        let cell = |value: Value| {
            let mut out = String::new();
            write(&fact, 3, (Some(&value), false), &mut out);
            out
        };
        assert_eq!(
            cell(Value::Text("=1+1".to_owned())),
            "<c r=\"B3\" s=\"2\" t=\"inlineStr\"><is><t xml:space=\"preserve\">=1+1</t></is></c>"
        );
        assert_eq!(cell(Value::Number(-3)), "<c r=\"B3\" s=\"2\"><v>-3</v></c>");
        let day = Value::Day { words: "x".to_owned(), serial: 46_000 };
        assert_eq!(cell(day), "<c r=\"B3\" s=\"9\"><v>46000</v></c>");
    }

    #[test]
    fn ranges_are_read_and_written() {
        assert_eq!(range("$A$1:C12"), Some((("A".to_owned(), 1), ("C".to_owned(), 12))));
        assert_eq!(range("A:A"), None);
        assert_eq!(written(("A", 1), ("A", 1)), "A1");
    }
}
