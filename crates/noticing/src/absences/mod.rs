//! Absences, single ones and sums over a period as older sheets give them. Days are counted in halves (R4).

pub mod store;

use std::collections::BTreeMap;

use access::{Kind, Permit};
use askama::Template;
use db::{Conn, Error, Result};
use kernel::{Day, Fault};
use language::Arg;
use people::student::Student;
use web::Look;

pub use store::{Absence, NewAbsence, insert_many, remove_import};

/// The absences of one child, newest first. The permit is for reading the marks of this child.
///
/// # Errors
/// Those of the database, and a bug when the permit is for something else.
pub async fn of(conn: &mut Conn, permit: &Permit, student: &Student) -> Result<Vec<Absence>> {
    if permit.kind() != Kind::Marks || permit.student() != Some(student.id) {
        return Err(Error::Bug("a permit for other absences".into()));
    }
    store::of_student(conn, permit.school(), student.id).await
}

/// Where a bar stands and how large it is.
struct Shape {
    x: i64,
    width: i64,
    middle: i64,
    y: i64,
    height: i64,
}

struct Bar {
    shape: Shape,
    number: String,
    days: String,
    month: String,
}

#[derive(Template)]
#[template(path = "absences/panel.html")]
struct Panel<'a> {
    cx: &'a Look,
    desc: String,
    bars: Vec<Bar>,
    lines: Vec<(String, String, &'a str)>,
}

const LEFT: i64 = 16;
const WIDTH: i64 = 314;
const BOTTOM: i64 = 130;
const HEIGHT: i64 = 100;
/// A bar is as high as the drawing from so many half days on: a week. Half a day is no tower.
const WEEK: i64 = 10;
const BROAD: i64 = 28;
const GAP: i64 = 6;
/// A school year.
const MONTHS: usize = 12;

/// A chart by month, with its table: what the student's page shows.
///
/// # Errors
/// A fault when the template cannot be rendered.
pub fn panel(absences: &[Absence], look: &Look) -> std::result::Result<String, Fault> {
    let bars = bars(absences, look);
    let told: Vec<String> = bars.iter().map(|bar| format!("{} {}", bar.month, bar.days)).collect();
    let told: Vec<&str> = told.iter().map(String::as_str).collect();
    let line = |one: &'_ Absence| {
        let (from, until) = (look.short_day(&one.from_on), look.short_day(&one.until_on));
        if one.from_on == one.until_on { from } else { format!("{from} – {until}") }
    };
    let lines = absences.iter().map(|one| (line(one), days(look, one.half_days), one.reason.as_str()));
    let desc = language::list(look.lang(), &told);
    let panel = Panel { cx: look, desc, bars, lines: lines.collect() };
    panel.render().map_err(|error| Fault::from("template", error))
}

fn days(look: &Look, half_days: i64) -> String {
    look.tf("noticing-absences-days", &[("days", Arg::Text(&number(half_days)))])
}

fn number(half_days: i64) -> String {
    let half = if half_days % 2 == 0 { "" } else { ".5" };
    format!("{}{half}", half_days / 2)
}

/// The bars of these half days, one beside the other.
fn shapes(half_days: &[i64]) -> Vec<Shape> {
    let highest = half_days.iter().copied().max().unwrap_or_default().max(WEEK);
    let step = WIDTH / i64::try_from(half_days.len().max(4)).unwrap_or(4);
    let width = BROAD.min(step - GAP);
    let shape = |(at, half): (i64, &i64)| {
        let (x, height) = (LEFT + at * step, HEIGHT * half / highest);
        Shape { x, width, middle: x + width / 2, y: BOTTOM - height, height }
    };
    (0..).zip(half_days).map(shape).collect()
}

/// The last twelve months with absences, oldest first.
fn bars(absences: &[Absence], look: &Look) -> Vec<Bar> {
    let mut months: BTreeMap<Day, i64> = BTreeMap::new();
    for one in absences {
        *months.entry(one.from_on.first_of_month()).or_default() += one.half_days;
    }
    let skip = months.len().saturating_sub(MONTHS);
    let shown: Vec<(Day, i64)> = months.into_iter().skip(skip).collect();
    let half_days: Vec<i64> = shown.iter().map(|(_, half)| *half).collect();
    let bar = |(shape, (month, half)): (Shape, (Day, i64))| {
        let name = look.tf("noticing-absences-month", &[("month", Arg::Number(i64::from(month.month())))]);
        Bar { shape, number: number(half), days: days(look, half), month: name }
    };
    shapes(&half_days).into_iter().zip(shown).map(bar).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_day_is_a_low_bar_and_a_week_a_high_one() {
        let heights = |half_days: &[i64]| shapes(half_days).iter().map(|one| one.height).collect::<Vec<_>>();
        assert_eq!(heights(&[1]), [10]);
        assert_eq!(heights(&[1, 10]), [10, 100]);
        assert_eq!(heights(&[2, 40]), [5, 100]);
    }

    #[test]
    fn twelve_months_stand_beside_each_other() {
        let shapes = shapes(&[2; MONTHS]);
        assert!(shapes.windows(2).all(|two| matches!(two, [a, b] if a.x + a.width < b.x)));
        assert!(shapes.last().is_some_and(|last| last.x + last.width <= LEFT + WIDTH));
    }
}
