//! One sheet, written strictly row by row: sheets written through a scratch file cannot go back.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Worksheet};

use super::{Kind, Sheet, Value, excel_date, head};
use crate::comma::formula_like;
use crate::model::{Lang, WriteError, clean, one_line};

/// What a cell holds at most, in UTF-16 units.
const LONGEST: usize = 32_767;

/// The largest whole number a spreadsheet keeps exactly.
const LARGEST: u64 = 1 << 53;

struct Looks {
    title: Format,
    /// The letters of the title's first line, and of the others.
    titles: [Format; 2],
    header: Format,
    text: Format,
    /// For text a spreadsheet would read as a formula when a person edits the cell.
    guarded: Format,
    columns: Vec<Format>,
}

/// Writes a sheet.
///
/// # Errors
/// [`WriteError::SheetTooLarge`], [`WriteError::CellWithoutRoom`], and what the library refuses.
pub(super) fn write(page: &mut Worksheet, sheet: &Sheet, lang: Lang) -> Result<(), WriteError> {
    let too_large = || WriteError::SheetTooLarge { sheet: sheet.name.clone() };
    let header_row = u32::from(sheet.title.is_some());
    let last_row = u32::try_from(sheet.rows.len()).ok().and_then(|rows| rows.checked_add(header_row));
    let last_row = last_row.filter(|row| *row < 1_048_576).ok_or_else(too_large)?;
    let last_column = u16::try_from(sheet.columns.len().saturating_sub(1)).map_err(|_| too_large())?;
    let looks = Looks::new(sheet, lang);
    set_page(page, (header_row, last_row), last_column)?;
    for (column, kind) in (0..=last_column).zip(&sheet.columns) {
        page.set_column_width(column, kind.width.clamp(1, 255))?;
    }
    if let Some(title) = &sheet.title {
        let width = sheet.columns.iter().map(|column| u32::from(column.width)).sum();
        write_title(page, title, (last_column, width), &looks)?;
    }
    for (column, kind) in (0..=last_column).zip(&sheet.columns) {
        page.write_string_with_format(header_row, column, fitting(&kind.header), &looks.header)?;
    }
    let header_lines = sheet.columns.iter().map(|column| lines_of(&column.header, column.width)).max();
    if let Some(lines) = header_lines.filter(|lines| *lines > 1) {
        page.set_row_height(header_row, lines.min(27) * 15 + 3)?;
    }
    for (position, (row, values)) in (header_row + 1..=last_row).zip(&sheet.rows).enumerate() {
        if values.len() > sheet.columns.len() {
            return Err(WriteError::CellWithoutRoom { row: position });
        }
        let lines =
            values.iter().zip(&sheet.columns).map(|(value, column)| lines_needed(value, column.width)).max();
        if let Some(lines) = lines.filter(|lines| *lines > 1) {
            page.set_row_height(row, lines.min(27) * 15 + 3)?;
        }
        write_row(page, row, values, &looks)?;
    }
    Ok(())
}

/// How many lines a text takes in its column. Heights are written where a row needs more than one: not every program
/// finds them out by itself.
fn lines_needed(value: &Value, width: u16) -> u32 {
    let text = match value {
        Value::Text(text) => fitting(text),
        Value::Integer(number) if number.unsigned_abs() > LARGEST => number.to_string(),
        _ => return 1,
    };
    lines_of(&text, width)
}

fn lines_of(text: &str, width: u16) -> u32 {
    let letters =
        |line: &str| line.chars().map(|letter| if letter.is_ascii() { 1_u32 } else { 2 }).sum::<u32>();
    text.split('\n').map(|line| letters(line).div_ceil(u32::from(width.max(2)) - 1).max(1)).sum()
}

/// Header frozen, filtered and repeated on every page; A4 across, as wide as the paper, pages numbered.
fn set_page(page: &mut Worksheet, (header, last): (u32, u32), last_column: u16) -> Result<(), WriteError> {
    page.set_default_row_height(18);
    page.set_freeze_panes(header + 1, 0)?;
    page.autofilter(header, 0, last, last_column)?;
    page.set_print_area(0, 0, last, last_column)?;
    page.set_repeat_rows(0, header)?;
    page.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    page.set_margins(0.5, 0.5, 0.6, 0.6, 0.3, 0.3).set_footer("&C&P / &N");
    Ok(())
}

/// The title over the whole width of the table, its later lines small; the row is as high as they are.
fn write_title(
    page: &mut Worksheet,
    title: &str,
    (last_column, width): (u16, u32),
    looks: &Looks,
) -> Result<(), WriteError> {
    let lines: Vec<String> =
        title.lines().map(|line| fitting(&one_line(line))).filter(|line| !line.trim().is_empty()).collect();
    let Some((first, others)) = lines.split_first() else { return Ok(()) };
    let small = others.join("\n");
    let letters =
        |line: &String| line.chars().map(|letter| if letter.is_ascii() { 1 } else { 2 }).sum::<u32>();
    let small_lines: u32 = others.iter().map(|line| letters(line).div_ceil((width * 6 / 5).max(1))).sum();
    let large_lines = letters(first).div_ceil((width * 2 / 3).max(1));
    page.set_row_height(0, (large_lines * 24 + small_lines * 13 + 6).min(400))?;
    if last_column > 0 {
        page.merge_range(0, 0, 0, last_column, "", &looks.title)?;
    }
    let [large, little] = &looks.titles;
    if small.is_empty() {
        page.write_string_with_format(0, 0, first, &looks.title)?;
    } else {
        let first = format!("{first}\n");
        let parts = [(large, first.as_str()), (little, small.as_str())];
        page.write_rich_string_with_format(0, 0, &parts, &looks.title)?;
    }
    Ok(())
}

fn write_row(page: &mut Worksheet, row: u32, values: &[Value], looks: &Looks) -> Result<(), WriteError> {
    for ((column, look), value) in
        (0_u16..).zip(&looks.columns).zip(values.iter().chain(std::iter::repeat(&Value::Empty)))
    {
        match value {
            Value::Empty => page.write_blank(row, column, look)?,
            Value::Text(text) => write_text(page, (row, column), text, looks)?,
            Value::Integer(number) if number.unsigned_abs() <= LARGEST => {
                write_integer(page, (row, column), *number, look)?
            }
            Value::Integer(number) => write_text(page, (row, column), &number.to_string(), looks)?,
            Value::Decimal(number) if number.is_finite() => {
                page.write_number_with_format(row, column, *number, look)?
            }
            Value::Decimal(_) => page.write_blank(row, column, look)?,
            Value::Date(date) => match excel_date(*date) {
                Some(day) => page.write_datetime_with_format(row, column, day, look)?,
                None => write_text(page, (row, column), &date.to_string(), looks)?,
            },
        };
    }
    Ok(())
}

fn write_text<'a>(
    page: &'a mut Worksheet,
    (row, column): (u32, u16),
    text: &str,
    looks: &Looks,
) -> Result<&'a mut Worksheet, WriteError> {
    let text = fitting(text);
    let look = if formula_like(&text) { &looks.guarded } else { &looks.text };
    Ok(page.write_string_with_format(row, column, text, look)?)
}

#[expect(clippy::as_conversions, reason = "exact: the caller keeps to numbers below 2⁵³")]
fn write_integer<'a>(
    page: &'a mut Worksheet,
    (row, column): (u32, u16),
    number: i64,
    look: &Format,
) -> Result<&'a mut Worksheet, WriteError> {
    Ok(page.write_number_with_format(row, column, number as f64, look)?)
}

/// Cleaned, and cut where a cell ends.
fn fitting(text: &str) -> String {
    let text = clean(text);
    let fits = head(&text, LONGEST);
    if fits.len() == text.len() { text } else { format!("{}…", head(&text, LONGEST - 1)) }
}

impl Looks {
    fn new(sheet: &Sheet, lang: Lang) -> Self {
        let face = match lang {
            Lang::ZhHans => "宋体",
            Lang::ZhHant => "新細明體",
            Lang::En => "Calibri",
        };
        let base = Format::new().set_font_name(face).set_font_size(11).set_align(FormatAlign::VerticalCenter);
        let ruled = base.clone().set_border(FormatBorder::Thin);
        let text = ruled.clone().set_num_format("@").set_text_wrap();
        let large = base.clone().set_bold().set_font_size(16);
        Self {
            title: large.clone().set_align(FormatAlign::Center).set_text_wrap(),
            titles: [large, base.set_font_size(9).set_font_color("666666")],
            header: ruled.clone().set_bold().set_text_wrap().set_align(FormatAlign::Center),
            guarded: text.clone().set_quote_prefix(),
            columns: sheet.columns.iter().map(|column| column_look(&ruled, &text, column.kind)).collect(),
            text,
        }
    }
}

fn column_look(ruled: &Format, text: &Format, kind: Kind) -> Format {
    match kind {
        Kind::Text => text.clone(),
        Kind::Integer => ruled.clone().set_num_format("0"),
        Kind::Decimal(0) => ruled.clone().set_num_format("0"),
        Kind::Decimal(places) => {
            ruled.clone().set_num_format(format!("0.{}", "0".repeat(usize::from(places.min(15)))))
        }
        Kind::Percent => ruled.clone().set_num_format("0.0%"),
        Kind::Date => ruled.clone().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Center),
    }
}
