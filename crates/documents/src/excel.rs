//! Ledgers and bureau tables as an Excel workbook, with real types: dates are dates, counts are numbers, and what a
//! person typed is text, whatever it begins with.

mod charts;
mod sheet;

use std::collections::BTreeSet;
use std::path::Path;

use jiff::civil::Date;
use rust_xlsxwriter::{DocProperties, ExcelDateTime};

use crate::chart::Chart;
use crate::model::{Lang, WriteError, one_line};

/// A workbook that is ready to be written.
#[derive(Clone, Debug, PartialEq)]
pub struct Workbook {
    /// The title among the file's properties.
    pub title: String,
    /// The language the text is written in; decides the typeface.
    pub lang: Lang,
    /// The day among the file's properties.
    pub made_on: Date,
    /// The sheets, left to right. At least one.
    pub sheets: Vec<Sheet>,
}

/// A sheet: a table with one header row.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// The name on its tab. Characters Excel forbids are replaced, more than 31 are cut, doubles are numbered.
    pub name: String,
    /// Set over the table in a row of its own, its first line large, the others small below it; none leaves the header in
    /// the first row, as imports want it.
    pub title: Option<String>,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows; a short row is filled with empty cells, what goes beyond the last column is refused.
    pub rows: Vec<Vec<Value>>,
}

/// A column of a [`Sheet`].
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Its header.
    pub header: String,
    /// Its width in western characters of the default face; a Chinese character takes two.
    pub width: u16,
    /// What it holds.
    pub kind: Kind,
}

/// What a column holds; decides how numbers and dates look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text. Digits typed into such a column later stay text: student numbers keep their zeros.
    Text,
    /// Whole numbers.
    Integer,
    /// Numbers with so many decimals.
    Decimal(u8),
    /// A share of 1, shown in per cent with one decimal.
    Percent,
    /// Days, shown as 2026-01-05.
    Date,
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing.
    Empty,
    /// Text, never a formula. What exceeds Excel's 32,767 characters is cut and ends in an ellipsis.
    Text(String),
    /// A whole number. Beyond 2⁵³ a spreadsheet cannot count; such a number is written as text.
    Integer(i64),
    /// A number. What is not finite is written as an empty cell.
    Decimal(f64),
    /// A day. Before 1900 a spreadsheet has no days; such a day is written as text.
    Date(Date),
}

/// Writes a workbook as `.xlsx`.
///
/// Without `scratch` everything is kept in memory, about 100 bytes a cell. With it each sheet goes through an unnamed file
/// in that folder, row by row, and memory stays flat; the folder holds readable text until the call ends.
///
/// # Errors
/// [`WriteError`] when a sheet is larger than a spreadsheet can be, a row is longer than its header, or the scratch
/// folder cannot be written.
pub fn write(workbook: &Workbook, scratch: Option<&Path>) -> Result<Vec<u8>, WriteError> {
    write_with_charts(workbook, &[], scratch)
}

/// The same with a sheet for each chart behind the others: its table, and a native chart where Excel has the shape.
///
/// # Errors
/// As [`write`].
pub fn write_with_charts(
    workbook: &Workbook,
    charts: &[Chart],
    scratch: Option<&Path>,
) -> Result<Vec<u8>, WriteError> {
    let mut file = rust_xlsxwriter::Workbook::new();
    file.set_properties(&properties(workbook)?);
    if let Some(folder) = scratch {
        file.set_tempdir(folder)?;
    }
    let mut names = BTreeSet::new();
    for sheet in &workbook.sheets {
        let page =
            if scratch.is_some() { file.add_worksheet_with_constant_memory()? } else { file.add_worksheet() };
        page.set_name(tab_name(&sheet.name, &mut names))?;
        sheet::write(page, sheet, workbook.lang)?;
    }
    for chart in charts {
        let sheet = charts::sheet(chart);
        let page = file.add_worksheet();
        page.set_name(tab_name(&sheet.name, &mut names))?;
        sheet::write(page, &sheet, workbook.lang)?;
        charts::draw(page, chart)?;
    }
    Ok(file.save_to_buffer()?)
}

/// The day is handed in: the library would ask the clock.
fn properties(workbook: &Workbook) -> Result<DocProperties, WriteError> {
    let made = excel_date(workbook.made_on).map_or_else(|| ExcelDateTime::from_ymd(1900, 1, 1), Ok)?;
    Ok(DocProperties::new().set_title(one_line(&workbook.title)).set_creation_datetime(&made))
}

/// A day as a spreadsheet counts them, from 1900 on.
fn excel_date(date: Date) -> Option<ExcelDateTime> {
    let (year, month, day) =
        (u16::try_from(date.year()).ok()?, u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?);
    if year < 1900 { None } else { ExcelDateTime::from_ymd(year, month, day).ok() }
}

/// A name Excel accepts: no `[]:*?/\`, no apostrophe at either end, at most 31 UTF-16 units, and unlike every other tab
/// whatever the case of its letters.
fn tab_name(wanted: &str, taken: &mut BTreeSet<String>) -> String {
    let allowed = |character| if "[]:*?/\\".contains(character) { '-' } else { character };
    let name = one_line(wanted).chars().map(allowed).collect::<String>();
    let name = name.trim_matches(['\'', ' ']);
    let base = if name.is_empty() { "1" } else { name };
    for copy in 1..=u32::MAX {
        let ending = if copy == 1 { String::new() } else { format!(" {copy}") };
        let name = format!("{}{ending}", head(base, 31 - ending.len()).trim_end_matches(['\'', ' ']));
        if taken.insert(name.to_lowercase()) {
            return name;
        }
    }
    base.to_owned()
}

/// The beginning of a text, at most so many UTF-16 units long.
fn head(text: &str, units: usize) -> &str {
    let mut used = 0;
    for (position, character) in text.char_indices() {
        used += character.len_utf16();
        if used > units {
            return text.get(..position).unwrap_or(text);
        }
    }
    text
}

#[cfg(test)]
mod tests;
