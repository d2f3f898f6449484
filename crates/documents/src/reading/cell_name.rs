//! Cell names: "B7" and back.

use super::limits::{LAST_COLUMN, LAST_ROW};

/// The name of a cell; `column` from 0, `row` from 1.
pub fn cell_name(column: u32, row: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column.saturating_add(1);
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or_default();
        letters.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect::<String>() + &row.to_string()
}

/// Column (from 0) and row (from 1) of a name; none when it is none or lies outside a sheet.
pub(super) fn parse(name: &str) -> Option<(u32, u32)> {
    let mut column = 0_u32;
    let mut row = 0_u32;
    for byte in name.bytes() {
        match byte {
            b'A'..=b'Z' if row == 0 => column = column * 26 + u32::from(byte - b'A') + 1,
            b'0'..=b'9' if column > 0 && (row > 0 || byte > b'0') => row = row * 10 + u32::from(byte - b'0'),
            _ => return None,
        }
        if column > LAST_COLUMN || row > LAST_ROW {
            return None;
        }
    }
    (column > 0 && row > 0).then(|| (column - 1, row))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_goes_there_and_back() {
        for name in ["A1", "Z9", "AA10", "GR200", "XFD1048576"] {
            let (column, row) = parse(name).unwrap();
            assert_eq!(cell_name(column, row), name);
        }
    }

    #[test]
    fn a_name_outside_a_sheet_is_none() {
        for name in
            ["", "A", "1", "A0", "A01", "XFE1", "A1048577", "ZZZZZZZ1", "A4294967297", "a1", "$A$1", "A1B"]
        {
            assert_eq!(parse(name), None, "{name}");
        }
    }
}
