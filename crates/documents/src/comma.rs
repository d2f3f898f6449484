//! A sheet as comma-separated text, for programs that want nothing else.

use crate::excel::{Sheet, Value};
use crate::model::{WriteError, clean};

/// Writes a sheet as CSV (RFC 4180) in UTF-8 with a byte order mark, without which Excel reads Chinese text as GBK. The
/// header is the first row; [`Sheet::title`] is left out.
///
/// A spreadsheet computes what it opens: text that would be read as a formula gets an apostrophe in front. Numbers are left
/// alone, negative ones too.
///
/// # Errors
/// [`WriteError::CellWithoutRoom`] when a row is longer than its header.
pub fn write(sheet: &Sheet) -> Result<Vec<u8>, WriteError> {
    let mut file =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(b"\xEF\xBB\xBF".to_vec());
    let unwritten = |error: csv::Error| WriteError::Package(std::io::Error::other(error));
    file.write_record(sheet.columns.iter().map(|column| guarded(&column.header))).map_err(unwritten)?;
    for (row, values) in sheet.rows.iter().enumerate() {
        let empty =
            sheet.columns.len().checked_sub(values.len()).ok_or(WriteError::CellWithoutRoom { row })?;
        let cells = values.iter().map(cell).chain(std::iter::repeat_n(String::new(), empty));
        file.write_record(cells).map_err(unwritten)?;
    }
    file.into_inner().map_err(|error| WriteError::Package(error.into_error()))
}

fn cell(value: &Value) -> String {
    match value {
        Value::Empty => String::new(),
        Value::Text(text) => guarded(text),
        Value::Integer(number) => number.to_string(),
        Value::Decimal(number) if number.is_finite() => number.to_string(),
        Value::Decimal(_) => String::new(),
        Value::Date(date) => date.to_string(),
    }
}

fn guarded(text: &str) -> String {
    let text = clean(text);
    if formula_like(&text) { format!("'{text}") } else { text }
}

/// Whether a spreadsheet might compute this text; the full-width signs count on East Asian systems.
pub(crate) fn formula_like(text: &str) -> bool {
    text.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions)]

    use super::*;
    use crate::excel::{Column, Kind};

    fn sheet(rows: Vec<Vec<Value>>) -> Sheet {
        let column = |header: &str| Column { header: header.to_owned(), width: 10, kind: Kind::Text };
        Sheet {
            name: "甲".to_owned(),
            title: Some("乙".to_owned()),
            columns: vec![column("姓名"), column("备注")],
            rows,
        }
    }

    #[test]
    fn what_looks_like_a_formula_is_guarded_and_numbers_are_not() {
        let rows = ["=1", "+1", "-1", "@A1", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠A"];
        let rows = rows.iter().map(|text| vec![Value::Text((*text).to_owned()), Value::Integer(-3)]);
        let file = String::from_utf8(write(&sheet(rows.collect())).unwrap()).unwrap();
        let mut reader = csv::Reader::from_reader(file.trim_start_matches('\u{FEFF}').as_bytes());
        let read = reader.records().map(Result::unwrap).collect::<Vec<_>>();
        assert_eq!(read.len(), 10);
        assert!(read.iter().all(|row| row[0].starts_with('\'') && &row[1] == "-3"));
    }

    #[test]
    fn rows_are_as_long_as_the_header_and_text_keeps_its_commas_quotes_and_lines() {
        let date = Value::Date(jiff::civil::date(2025, 9, 8));
        let rows = vec![vec![Value::Text("王,\"小\"\n明".to_owned())], vec![date, Value::Decimal(0.5)]];
        let file = String::from_utf8(write(&sheet(rows)).unwrap()).unwrap();
        assert_eq!(file, "\u{FEFF}姓名,备注\r\n\"王,\"\"小\"\"\n明\",\r\n2025-09-08,0.5\r\n");
        let long = sheet(vec![vec![Value::Empty, Value::Empty, Value::Empty]]);
        assert!(matches!(write(&long), Err(WriteError::CellWithoutRoom { row: 0 })));
    }
}
