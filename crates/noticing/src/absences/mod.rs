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

struct Bar {
    x: i64,
    middle: i64,
    y: i64,
    height: i64,
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
    let half = if half_days % 2 == 0 { "" } else { ".5" };
    look.tf("noticing-absences-days", &[("days", Arg::Text(&format!("{}{half}", half_days / 2)))])
}

/// The last twelve months with absences, oldest first.
fn bars(absences: &[Absence], look: &Look) -> Vec<Bar> {
    let mut months: BTreeMap<Day, i64> = BTreeMap::new();
    for one in absences {
        *months.entry(one.from_on.first_of_month()).or_default() += one.half_days;
    }
    let skip = months.len().saturating_sub(MONTHS);
    let shown: Vec<(Day, i64)> = months.into_iter().skip(skip).collect();
    let highest = shown.iter().map(|(_, half)| *half).max().unwrap_or(1).max(1);
    let step = WIDTH / i64::try_from(shown.len().max(4)).unwrap_or(4);
    let bar = |(at, (month, half)): (i64, (Day, i64))| {
        let (x, height) = (LEFT + at * step, HEIGHT * half / highest);
        let name = look.tf("noticing-absences-month", &[("month", Arg::Number(i64::from(month.month())))]);
        Bar { x, middle: x + 14, y: BOTTOM - height, height, days: days(look, half), month: name }
    };
    (0..).zip(shown).map(bar).collect()
}
