//! Cell formats: which numbers are dates.

use std::collections::HashMap;

use super::limits::{NUMBER_FORMAT_BYTES, NUMBER_FORMATS, STYLES};
use super::refusal::{Reason, Refusal};
use super::xml::{Step, Tag, Xml};

/// By number of the cell format: is it a date or a time?
#[derive(Default)]
pub(super) struct Styles {
    dates: Vec<bool>,
}

impl Styles {
    pub fn read(mut xml: Xml<'_>) -> Result<Self, Refusal> {
        let mut styles = Self::default();
        let mut custom = HashMap::new();
        let mut in_cell_formats = false;
        loop {
            match xml.next()? {
                Step::Open(tag) => match tag.name() {
                    "cellXfs" => in_cell_formats = true,
                    "xf" if in_cell_formats => styles.push(&tag, &custom)?,
                    "numFmt" => add_format(&tag, &mut custom)?,
                    _ => {}
                },
                Step::Close(tag) if tag.name() == "cellXfs" => in_cell_formats = false,
                Step::End => return Ok(styles),
                _ => {}
            }
        }
    }

    pub fn is_date(&self, style: usize) -> bool {
        self.dates.get(style).copied().unwrap_or_default()
    }

    fn push(&mut self, tag: &Tag<'_>, custom: &HashMap<u32, bool>) -> Result<(), Refusal> {
        let id = tag.get("numFmtId")?.and_then(|id| id.parse::<u32>().ok()).unwrap_or_default();
        self.dates.push(custom.get(&id).copied().unwrap_or_else(|| is_builtin_date(id)));
        if self.dates.len() > STYLES { Err(Reason::TooManyStyles.into()) } else { Ok(()) }
    }
}

fn add_format(tag: &Tag<'_>, custom: &mut HashMap<u32, bool>) -> Result<(), Refusal> {
    let id = tag.get("numFmtId")?.and_then(|id| id.parse::<u32>().ok());
    let code = tag.get("formatCode")?.unwrap_or_default();
    if let Some(id) = id {
        custom.insert(id, is_date_format(&code));
    }
    if custom.len() > NUMBER_FORMATS || code.len() > NUMBER_FORMAT_BYTES {
        return Err(Reason::TooManyStyles.into());
    }
    Ok(())
}

/// Formats that every spreadsheet program knows by number (ECMA-376 part 1, 18.8.30), the Chinese ones included.
/// 46 is a length of time, not a date.
fn is_builtin_date(id: u32) -> bool {
    matches!(id, 14..=22 | 27..=36 | 45 | 47 | 50..=58)
}

/// Judges a format code by its first section: a date has one of y m d h s outside quotes and brackets.
pub(super) fn is_date_format(code: &str) -> bool {
    let mut characters = code.chars();
    let mut found = false;
    while let Some(character) = characters.next() {
        match character {
            ';' => break,
            '"' => skip_to(&mut characters, '"'),
            '[' => {
                let inside = characters.as_str().split(']').next().unwrap_or_default();
                // [h]:mm is a length of time.
                if matches!(inside.to_ascii_lowercase().trim_matches(['h', 'm', 's']), "")
                    && !inside.is_empty()
                {
                    return false;
                }
                skip_to(&mut characters, ']');
            }
            '\\' | '_' | '*' => {
                characters.next();
            }
            'y' | 'Y' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' => found = true,
            '0' | '#' | '?' => return found && code.to_ascii_lowercase().contains('s'),
            _ => {}
        }
    }
    found
}

fn skip_to(characters: &mut std::str::Chars<'_>, end: char) {
    for character in characters.by_ref() {
        if character == end {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_of_dates_are_known() {
        for code in [
            "yyyy-mm-dd",
            "yyyy\"年\"m\"月\"d\"日\"",
            "[$-804]yyyy/m/d;@",
            "h:mm AM/PM",
            "m/d/yy h:mm",
            "mm:ss.0",
            "[DBNum1][$-804]m\"月\"d\"日\"",
        ] {
            assert!(is_date_format(code), "{code}");
        }
        for code in [
            "General",
            "0.00E+00",
            "#,##0_);[Red](#,##0)",
            "\"days\"0",
            "@",
            "[h]:mm:ss",
            "0\\d",
            "_d0",
            "¥#,##0.00",
        ] {
            assert!(!is_date_format(code), "{code}");
        }
    }
}
