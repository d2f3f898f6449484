//! Legacy workbooks (.xls, and .et of WPS), through calamine. What it reserves or loops over is held by the fences
//! of the child; what it gives is held to the same limits as everything else.

use std::io::{Cursor, Write};

use calamine::{Data, ExcelDateTime, ExcelDateTimeType, Reader, SheetType, SheetVisible, Xls, XlsError};

use super::book::{Format, Merged, Visibility};
use super::emit::{Emitter, Piece};
use super::limits::SHEETS;
use super::refusal::{Reason, Refusal};
use super::serial::{self, Moment};

/// The stream that a modern workbook under a password has inside its compound file.
const ENCRYPTED_STREAM: &str = "EncryptedPackage";
const MACRO_STREAM: &str = "_VBA_PROJECT_CUR";

/// Reads the workbook in `bytes` and sends its rows.
pub(super) fn read<W: Write>(bytes: &[u8], out: &mut Emitter<W>) -> Result<(), Refusal> {
    if has_stream(bytes, ENCRYPTED_STREAM) {
        return Err(Reason::Password.into());
    }
    if has_stream(bytes, MACRO_STREAM) {
        return Err(Reason::Macro.into());
    }
    if !has_stream(bytes, "Workbook") && !has_stream(bytes, "Book") {
        // A document or slides of the same age.
        return Err(Reason::NotSpreadsheet.into());
    }
    // Positions in a damaged workbook can lead the parser beyond its end, where it panics.
    let opened = std::panic::catch_unwind(|| Xls::new(Cursor::new(bytes)));
    let opened = opened.map_err(|_| Refusal::new(Reason::OldExcelDamaged))?;
    let mut book = opened.map_err(|error| refusal(&error))?;
    out.book(Format::Xls, None, None)?;
    let sheets = book.sheets_metadata().to_vec();
    if sheets.len() > SHEETS {
        return Err(Refusal::new(Reason::TooManySheets).with("limit", SHEETS));
    }
    for sheet in sheets.into_iter().filter(|sheet| sheet.typ == SheetType::WorkSheet) {
        out.begin_sheet(&sheet.name, visibility(sheet.visible))?;
        if sheet.visible != SheetVisible::Visible {
            out.note(Reason::NoticeHiddenSheet, None);
        }
        send_cells(&mut book, &sheet.name, out)?;
        out.end_sheet()?;
    }
    Ok(())
}

/// Looks for the name of a stream, which a compound file holds in UTF-16.
fn has_stream(bytes: &[u8], name: &str) -> bool {
    let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(name.len()).any(|window| window == name)
}

fn refusal(error: &XlsError) -> Refusal {
    match error {
        XlsError::Password => Reason::Password.into(),
        _ => Reason::OldExcelDamaged.into(),
    }
}

fn visibility(visible: SheetVisible) -> Visibility {
    match visible {
        SheetVisible::Visible => Visibility::Visible,
        SheetVisible::Hidden => Visibility::Hidden,
        SheetVisible::VeryHidden => Visibility::VeryHidden,
    }
}

fn send_cells<W: Write>(
    book: &mut Xls<Cursor<&[u8]>>,
    sheet: &str,
    out: &mut Emitter<W>,
) -> Result<(), Refusal> {
    let damaged = || Refusal::new(Reason::OldExcelDamaged).at(Some(sheet), None);
    let range = book.worksheet_range(sheet).map_err(|_| damaged())?;
    let (first_row, first_column) = range.start().unwrap_or_default();
    for (row, cells) in (first_row + 1..).zip(range.rows()) {
        out.begin_row(row, false);
        for (column, cell) in (first_column..).zip(cells) {
            send_cell(column, cell, out)?;
        }
        out.end_row()?;
    }
    for range in book.merge_cells_by_sheet_name(sheet).map_err(|_| damaged())? {
        out.merged(Merged {
            first_row: range.start.0 + 1,
            first_column: range.start.1 + 1,
            last_row: range.end.0 + 1,
            last_column: range.end.1 + 1,
        })?;
    }
    Ok(())
}

fn send_cell<W: Write>(column: u32, cell: &Data, out: &mut Emitter<W>) -> Result<(), Refusal> {
    let error;
    let piece = match cell {
        Data::Empty => return Ok(()),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => Piece::Text(text),
        Data::Float(value) if value.is_finite() => Piece::Number(*value),
        Data::Float(_) => return Ok(()),
        Data::Int(value) => {
            error = value.to_string();
            error.parse().map_or(Piece::Text(&error), Piece::Number)
        }
        Data::Bool(value) => Piece::Bool(*value),
        Data::Error(kind) => {
            error = kind.to_string();
            Piece::Error(&error)
        }
        Data::DateTime(moment) => of_moment(column, moment, out),
    };
    out.cell(column, piece)
}

fn of_moment<W: Write>(column: u32, moment: &ExcelDateTime, out: &mut Emitter<W>) -> Piece<'static> {
    let value = moment.as_f64();
    if !moment.is_datetime() {
        return Piece::Number(value);
    }
    // calamine keeps the date system of the workbook to itself, but two equal moments share it.
    let since_1904 = *moment == ExcelDateTime::new(value, ExcelDateTimeType::DateTime, true);
    match serial::moment(value, since_1904) {
        Moment::Date(date) => Piece::Date(date),
        Moment::DateTime(moment) => Piece::DateTime(moment),
        Moment::Time(time) => Piece::Time(time),
        Moment::LeapDay => {
            out.note(Reason::NoticeLeapDay, Some(column));
            Piece::Number(value)
        }
        Moment::Not => Piece::Number(value),
    }
}
