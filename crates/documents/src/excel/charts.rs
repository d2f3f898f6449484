//! Charts in a workbook: a sheet with the table of each, and beside it a native chart that follows the figures.

use rust_xlsxwriter::{
    Chart as Native, ChartFormat, ChartLine, ChartLineDashType, ChartPatternFill, ChartPatternFillType,
    ChartSolidFill, ChartType, Format, Worksheet,
};

use super::{Column, Kind, Sheet, Value};
use crate::chart::{Chart, Kind as Shape};
use crate::model::{WriteError, one_line};

/// The table of a chart as a sheet: figures are numbers wherever they are.
pub(super) fn sheet(chart: &Chart) -> Sheet {
    let said = chart.said();
    let kind = |at: usize| kind_of(said.iter().filter_map(|(_, figures)| figures.get(at).copied()));
    let kinds: Vec<Kind> = (0..chart.series.len()).map(kind).collect();
    let figures = chart.series.iter().zip(&kinds).map(|(name, kind)| Column {
        header: name.clone(),
        width: 12,
        kind: *kind,
    });
    let first = Column { header: chart.corner.clone(), width: 24, kind: Kind::Text };
    let row = |(name, figures): &(String, Vec<&str>)| {
        let figures = figures.iter().zip(&kinds).map(|(said, kind)| value(said, *kind));
        std::iter::once(Value::Text(name.clone())).chain(figures).collect()
    };
    Sheet {
        name: chart.title.clone(),
        title: Some(chart.title.clone()),
        columns: std::iter::once(first).chain(figures).collect(),
        rows: said.iter().map(row).collect(),
    }
}

/// Read as the decimal that it is: a division would leave 65.8 % as 0.6579999999999999 in the cell.
fn percent(said: &str) -> Option<f64> {
    let digits = said.strip_suffix('%')?;
    digits.parse::<f64>().ok()?;
    format!("{digits}e-2").parse().ok()
}

/// What all figures of a column are; a dash is an empty cell.
fn kind_of<'s>(said: impl Iterator<Item = &'s str>) -> Kind {
    let said: Vec<&str> = said.filter(|said| *said != "–").collect();
    if said.iter().all(|said| said.parse::<i64>().is_ok()) {
        Kind::Integer
    } else if said.iter().all(|said| percent(said).is_some()) {
        Kind::Percent
    } else if said.iter().all(|said| said.parse::<f64>().is_ok()) {
        Kind::Decimal(1)
    } else {
        Kind::Text
    }
}

fn value(said: &str, kind: Kind) -> Value {
    let number = match kind {
        Kind::Integer => said.parse().ok().map(Value::Integer),
        Kind::Percent => percent(said).map(Value::Decimal),
        Kind::Decimal(_) => said.parse().ok().map(Value::Decimal),
        _ if said == "–" => None,
        _ => Some(Value::Text(said.to_owned())),
    };
    number.unwrap_or(Value::Empty)
}

/// Under a chart of 640 by 360 points of the screen lie so many rows of 18 pt, and columns so wide together; a column with
/// figures is so wide, one without any so.
const ROWS: u32 = 16;
const WIDTH: usize = 660;
const FIRST_COLUMN: usize = 173;
const COLUMN: usize = 89;
const BARE_COLUMN: usize = 64;
/// The width of a letter in a cell.
const LETTER: usize = 8;

/// Puts the native chart below the table, and what it says over it; both are printed with the table. Fields of shades, ways and places stay tables.
///
/// # Errors
/// What the library refuses.
pub(super) fn draw(page: &mut Worksheet, chart: &Chart) -> Result<(), WriteError> {
    let rows = u32::try_from(chart.rows.len()).unwrap_or(u32::MAX);
    let below = rows.saturating_add(3);
    let figures = FIRST_COLUMN + COLUMN * chart.series.len();
    let bare = WIDTH.saturating_sub(figures).div_ceil(BARE_COLUMN);
    let last_column = u16::try_from(chart.series.len() + bare).unwrap_or(u16::MAX);
    let says = one_line(&chart.says);
    let letters: usize = says.chars().map(|letter| if letter.is_ascii() { 1 } else { 2 }).sum();
    let room = (figures + bare * BARE_COLUMN) / LETTER;
    let lines = u32::try_from(letters.div_ceil(room)).unwrap_or(u32::MAX).min(20);
    page.merge_range(below, 0, below, last_column, &says, &Format::new().set_text_wrap())?;
    page.set_row_height(below, lines * 15 + 3)?;
    page.set_print_area(0, 0, below, last_column)?;
    // A chart is not torn between two sheets.
    page.set_print_fit_to_pages(1, 1);
    let kind = match chart.kind {
        Shape::Bars | Shape::Funnel => ChartType::Bar,
        Shape::Lines => ChartType::Line,
        Shape::Flow | Shape::Heat | Shape::Places => return Ok(()),
    };
    let drawn = if chart.kind == Shape::Funnel { 1 } else { chart.series.len() };
    let mut native = Native::new(kind);
    let name = page.name();
    for (at, column) in (0..drawn).zip(1_u16..) {
        let series = native.add_series();
        series.set_categories((name.as_str(), 2, 0, rows + 1, 0));
        series.set_values((name.as_str(), 2, column, rows + 1, column));
        series.set_name((name.as_str(), 1, column));
        series.set_format(&mut look(kind, at));
    }
    native.title().set_name(one_line(&chart.title).as_str());
    native.set_alt_text(one_line(&chart.says)).set_width(640).set_height(360);
    if kind == ChartType::Bar {
        native.y_axis().set_reverse();
        // A bar that does not begin at 0 makes a small difference look large.
        native.x_axis().set_min(0);
    } else {
        native.y_axis().set_min(0);
    }
    if drawn < 2 {
        native.legend().set_hidden();
    }
    page.insert_chart(below + 1, 0, &native)?;
    page.set_print_area(0, 0, below.saturating_add(ROWS), last_column)?;
    Ok(())
}

/// The inks of paper: solid and hatched bars, whole and dashed lines.
fn look(kind: ChartType, series: usize) -> ChartFormat {
    let mut format = ChartFormat::new();
    match (kind, series) {
        (ChartType::Line, 0) => format.set_line(ChartLine::new().set_color("3C3C3C").set_width(2.25)),
        (ChartType::Line, _) => format.set_line(
            ChartLine::new().set_color("5A5A5A").set_width(1.75).set_dash_type(ChartLineDashType::Dash),
        ),
        (_, 0) => format.set_solid_fill(ChartSolidFill::new().set_color("3C3C3C")),
        _ => format.set_pattern_fill(
            ChartPatternFill::new()
                .set_pattern(ChartPatternFillType::DiagonalStripesWideUpwards)
                .set_foreground_color("3C3C3C")
                .set_background_color("FFFFFF"),
        ),
    };
    format
}
