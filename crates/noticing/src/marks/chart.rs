//! Marks drawn: one small chart for each subject, and the same figures in a table.

use askama::Template;
use kernel::Fault;
use web::Look;

use super::{Point, Series};

const LEFT: i64 = 44;
const RIGHT: i64 = 330;
const TOP: i64 = 16;
const BOTTOM: i64 = 176;
/// More dates than this do not fit under the axis.
const DATES: usize = 4;

struct Dot {
    x: i64,
    y: i64,
    words: String,
}

struct Mark {
    at: i64,
    words: String,
}

struct Drawn {
    id: usize,
    subject: String,
    title: String,
    desc: String,
    line: String,
    aim: String,
    dots: Vec<Dot>,
    grid: Vec<Mark>,
    dates: Vec<Mark>,
}

#[derive(Template)]
#[template(path = "marks/chart.html")]
struct Chart<'a> {
    cx: &'a Look,
    charts: Vec<Drawn>,
    left: i64,
    right: i64,
    bottom: i64,
}

struct Line {
    subject: String,
    exam: String,
    day: kernel::Day,
    score: String,
    average: String,
    median: String,
}

#[derive(Template)]
#[template(path = "marks/panel.html")]
struct Panel<'a> {
    cx: &'a Look,
    charts: String,
    lines: Vec<Line>,
}

/// One figure for each subject with at least two exams. The table of [`panel`] stands beside it.
///
/// # Errors
/// A fault when the template cannot be rendered.
pub fn chart(series: &[Series], look: &Look) -> Result<String, Fault> {
    let several = series.iter().enumerate().filter(|(_, one)| one.points.len() > 1);
    let charts = several.map(|(id, one)| drawn(id, one, look)).collect();
    let chart = Chart { cx: look, charts, left: LEFT, right: RIGHT, bottom: BOTTOM };
    chart.render().map_err(|error| Fault::from("template", error))
}

/// Charts with their table: what the student's page shows.
///
/// # Errors
/// As [`chart`].
pub fn panel(series: &[Series], look: &Look) -> Result<String, Fault> {
    let mut lines: Vec<Line> = Vec::new();
    for one in series {
        lines.extend(one.points.iter().rev().map(|point| Line {
            subject: one.subject.clone(),
            exam: point.exam.clone(),
            day: point.held_on,
            score: format!("{}/{}", score(point, look), points(point.full)),
            average: point.average.map(points).unwrap_or_default(),
            median: point.median.map(points).unwrap_or_default(),
        }));
    }
    let panel = Panel { cx: look, charts: chart(series, look)?, lines };
    panel.render().map_err(|error| Fault::from("template", error))
}

/// Hundredths as people write them: 8650 is 86.5.
#[must_use]
pub fn points(hundredths: i64) -> String {
    let (whole, rest) = (hundredths / 100, (hundredths % 100).abs());
    match (rest, rest % 10) {
        (0, _) => whole.to_string(),
        (_, 0) => format!("{whole}.{}", rest / 10),
        _ => format!("{whole}.{rest:02}"),
    }
}

fn score(point: &Point, look: &Look) -> String {
    point.score.map_or_else(|| look.t("noticing-marks-absent").to_owned(), points)
}

fn drawn(id: usize, series: &Series, look: &Look) -> Drawn {
    let count = series.points.len();
    let place = |at: usize| across(at, count);
    let of = |value: fn(&Point) -> Option<i64>| -> Vec<Option<(i64, i64)>> {
        let points = series.points.iter().enumerate();
        points.map(|(at, point)| value(point).map(|score| (place(at), height(score, point.full)))).collect()
    };
    let own = of(|point| point.score);
    let dots = series.points.iter().zip(&own).filter_map(|(point, place)| {
        let (x, y) = (*place)?;
        Some(Dot { x, y, words: format!("{} {}", point.exam, score(point, look)) })
    });
    let step = count.div_ceil(DATES).max(1);
    let dated = series.points.iter().enumerate().filter(|(at, _)| at % step == 0);
    let told: Vec<String> =
        series.points.iter().map(|point| format!("{} {}", point.exam, score(point, look))).collect();
    let told: Vec<&str> = told.iter().map(String::as_str).collect();
    Drawn {
        id,
        subject: series.subject.clone(),
        title: look.tx("noticing-marks-title", &series.subject),
        desc: language::list(look.lang(), &told),
        line: path(&own),
        aim: path(&of(|point| point.average)),
        dots: dots.collect(),
        grid: [0, 60, 100]
            .map(|percent| Mark { at: height(percent, 100), words: format!("{percent}%") })
            .into(),
        dates: dated
            .map(|(at, point)| Mark { at: place(at), words: look.short_day(&point.held_on) })
            .collect(),
    }
}

/// Where the n-th of so many exams stands: evenly, with half a step free at both ends.
fn across(at: usize, count: usize) -> i64 {
    let (at, count) = (i64::try_from(at).unwrap_or(0), i64::try_from(count.max(1)).unwrap_or(1));
    LEFT + (RIGHT - LEFT) * (2 * at + 1) / (2 * count)
}

/// How high a score stands, by its part of full marks.
fn height(score: i64, full: i64) -> i64 {
    let part = score.clamp(0, full.max(1));
    BOTTOM - (BOTTOM - TOP) * part / full.max(1)
}

/// A line through the places, broken where one is missing.
fn path(places: &[Option<(i64, i64)>]) -> String {
    let mut path = String::new();
    let mut pen_down = false;
    for place in places {
        if let Some((x, y)) = place {
            path.push_str(if pen_down { "L" } else { "M" });
            path.push_str(&format!("{x} {y}"));
        }
        pen_down = place.is_some();
    }
    path
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use jiff::civil::date;
    use language::Lang;

    fn point(score: Option<i64>) -> Point {
        let exam = "期中<b>".to_owned();
        Point {
            exam,
            held_on: date(2026, 11, 5),
            score,
            full: 10000,
            average: Some(8000),
            median: Some(8100),
        }
    }

    #[test]
    fn points_are_written_as_people_write_them() {
        assert_eq!(
            ["100", "86.5", "86.25", "0.05"],
            [points(10000), points(8650), points(8625), points(5)].each_ref().map(String::as_str)
        );
    }

    #[test]
    fn an_absence_breaks_the_line() {
        assert_eq!(path(&[Some((1, 2)), None, Some((3, 4)), Some((5, 6))]), "M1 2M3 4L5 6");
    }

    #[test]
    fn a_chart_says_in_words_what_it_draws_and_escapes_names() {
        let series = Series { subject: "数学".to_owned(), points: vec![point(Some(9000)), point(None)] };
        let html = panel(&[series], &Look::of_lang(Lang::ZhHans)).unwrap();
        assert!(html.contains("<title") && html.contains("<desc") && html.contains("90/100"));
        assert!(!html.contains("期中<b>"));
    }
}
