//! A goal with its readings, and what they say.

use std::fmt;
use std::str::FromStr;

use access::Kind;
use db::Conn;
use kernel::{Day, GoalId};
use progress::{Aim, Better, Decision, Judgement, Line, Reading, judge, least_squares, median};
use uuid::Uuid;
use web::{Cx, Failure};

use super::super::model::Goal;
use super::store::{self, MeasureRow, ReadingRow};

/// A value with at most three decimals, kept in thousandths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Value(pub i64);

/// The largest value that can be typed: a million.
const MOST: i64 = 1_000_000_000;

impl Value {
    /// As a number to reckon with.
    #[must_use]
    pub fn number(self) -> f64 {
        i32::try_from(self.0).map_or(f64::NAN, |thousandths| f64::from(thousandths) / 1000.0)
    }
}

impl FromStr for Value {
    type Err = ();
    /// `12`, `12.5`, `−3`; full-width digits as phones type them.
    fn from_str(text: &str) -> Result<Self, ()> {
        let plain: String = text.trim().chars().map(narrow).collect();
        let (negative, digits) = plain.strip_prefix('-').map_or((false, plain.as_str()), |rest| (true, rest));
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        if part.len() > 3 || !(whole.bytes().chain(part.bytes())).all(|byte| byte.is_ascii_digit()) {
            return Err(());
        }
        let whole: i64 = whole.parse().map_err(|_| ())?;
        let part: i64 = format!("{part:0<3}").parse().map_err(|_| ())?;
        let value = whole.checked_mul(1000).and_then(|whole| whole.checked_add(part)).ok_or(())?;
        let value = if negative { -value } else { value };
        if value.abs() > MOST { Err(()) } else { Ok(Self(value)) }
    }
}

fn narrow(sign: char) -> char {
    match sign {
        '０'..='９' => char::from_u32(u32::from(sign) - u32::from('０') + u32::from('0')).unwrap_or(sign),
        '．' | '。' => '.',
        '−' | '－' | '–' => '-',
        other => other,
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (sign, size) = (if self.0 < 0 { "−" } else { "" }, self.0.abs());
        let part = format!("{:03}", size % 1000);
        match part.trim_end_matches('0') {
            "" => write!(f, "{sign}{}", size / 1000),
            part => write!(f, "{sign}{}.{part}", size / 1000),
        }
    }
}

/// One reading for the page.
#[derive(Clone, Debug)]
pub struct Point {
    /// Its id.
    pub id: Uuid,
    /// When.
    pub on: Day,
    /// How much.
    pub value: Value,
    /// By whom.
    pub by: String,
    /// Before there was support.
    pub is_before: bool,
    /// What stood here before it was corrected.
    pub was: Option<(Day, Value)>,
}

/// A goal with its readings, and what they say.
#[derive(Clone, Debug)]
pub struct GoalProgress {
    /// The goal.
    pub goal: GoalId,
    /// Its words.
    pub text: String,
    /// The id of the next reading: the same form sent twice is one reading.
    pub next: Uuid,
    /// What is counted: 次, pages.
    pub unit: Option<String>,
    /// Which way is better.
    pub better: Better,
    /// The value to be reached.
    pub target: Option<Value>,
    /// By when.
    pub due_on: Option<Day>,
    /// The first day with support.
    pub support_from: Day,
    /// The readings, in order.
    pub points: Vec<Point>,
    /// The changes of help after support began: day and words, those of the library by their names.
    pub changes: Vec<(Day, String)>,
    /// The aim line, in days from the first reading.
    pub aim: Option<Aim>,
    /// What the readings say.
    pub judgement: Judgement,
    /// The least-squares line through the readings with support.
    pub line: Option<Line>,
}

impl GoalProgress {
    /// Whether more is better.
    #[must_use]
    pub fn is_more(&self) -> bool {
        self.better == Better::More
    }

    /// Whether the rule proposes another way of helping.
    #[must_use]
    pub fn wants_change(&self) -> bool {
        self.judgement.decision == Decision::Change
    }

    /// Days from the first reading: the time that slopes are in.
    #[must_use]
    pub fn time(&self, day: Day) -> f64 {
        let first = self.points.first().map_or(self.support_from, |point| point.on);
        f64::from((day - first).get_days())
    }
}

/// A goal with its readings. `begun` are the days on which measures of the library began. The caller has the right to the
/// case.
pub(super) async fn load(
    conn: &mut Conn,
    cx: &Cx,
    (goal, measure): (&Goal, &MeasureRow),
    begun: &[(Day, String)],
) -> Result<GoalProgress, Failure> {
    let key = cx.app.row(cx.school(), "goal_measure", goal.id.bytes(), Kind::Case.label());
    let unit = cx.app.open_some(&key, "unit_cell", measure.unit_cell.as_ref())?;
    let readings = store::readings(conn, cx.school(), goal.id).await?;
    let better = if measure.better == "less" { Better::Less } else { Better::More };
    let mut progress = GoalProgress {
        goal: goal.id,
        text: goal.text.clone(),
        next: cx.uuid(),
        unit,
        better,
        target: measure.target.map(Value),
        due_on: goal.due_on,
        support_from: measure.support_from,
        points: readings.into_iter().map(|row| point(row, measure.support_from)).collect(),
        changes: changes(conn, cx, (goal.id, measure.support_from), begun).await?,
        aim: None,
        judgement: judge(&[], &[], better, None),
        line: None,
    };
    progress.settle();
    Ok(progress)
}

fn point(row: ReadingRow, support_from: Day) -> Point {
    Point {
        id: row.id,
        on: row.read_on,
        value: Value(row.value),
        by: row.by,
        is_before: row.read_on < support_from,
        was: row.was_on.zip(row.was.map(Value)),
    }
}

/// Measures of the library that began after support did, and what somebody wrote, by day.
async fn changes(
    conn: &mut Conn,
    cx: &Cx,
    (goal, support_from): (GoalId, Day),
    begun: &[(Day, String)],
) -> Result<Vec<(Day, String)>, Failure> {
    let mut changes: Vec<(Day, String)> =
        begun.iter().filter(|(day, _)| *day > support_from).cloned().collect();
    for row in store::changes(conn, cx.school(), goal).await? {
        let key = cx.app.row(cx.school(), "goal_change", *row.id.as_bytes(), Kind::Case.label());
        changes.push((row.changed_on, cx.app.open(&key, "text_cell", &row.text_cell)?));
    }
    changes.sort_by_key(|(day, _)| *day);
    Ok(changes)
}

impl GoalProgress {
    /// Draws the aim line from the middle of the base line, and judges.
    fn settle(&mut self) {
        let readings: Vec<(Day, Value)> = self.points.iter().map(|point| (point.on, point.value)).collect();
        let (support_from, ends) = (self.support_from, self.target.zip(self.due_on));
        let course = Series { better: self.better, support_from, ends, readings: &readings }.judged();
        (self.aim, self.judgement, self.line) = (course.aim, course.judgement, least_squares(&course.after));
    }
}

/// The readings of a goal in order of their days, and what they are held against.
#[derive(Clone, Copy, Debug)]
pub struct Series<'a> {
    /// Which way is better.
    pub better: Better,
    /// The first day with support.
    pub support_from: Day,
    /// What is to be reached by when.
    pub ends: Option<(Value, Day)>,
    /// The readings.
    pub readings: &'a [(Day, Value)],
}

/// A series that was judged.
struct Judged {
    aim: Option<Aim>,
    judgement: Judgement,
    after: Vec<Reading>,
}

impl Series<'_> {
    /// What the readings say: the same that stands on the goal's page, for papers that count many.
    #[must_use]
    pub fn judgement(&self) -> Judgement {
        self.judged().judgement
    }

    fn judged(&self) -> Judged {
        let first = self.readings.first().map_or(self.support_from, |(day, _)| *day);
        let time = |day: Day| f64::from((day - first).get_days());
        let of = |is_before: bool| -> Vec<Reading> {
            let some = self.readings.iter().filter(|(day, _)| (*day < self.support_from) == is_before);
            some.map(|(day, value)| Reading::new(time(*day), value.number())).collect()
        };
        let (before, after) = (of(true), of(false));
        let values: Vec<f64> = before.iter().map(|one| one.value).collect();
        let start = median(&values).or_else(|| after.first().map(|one| one.value));
        let aim = start.zip(self.ends).map(|(start, (target, due))| Aim {
            from: Reading::new(time(self.support_from).max(0.0), start),
            to: Reading::new(time(due), target.number()),
        });
        Judged { judgement: judge(&before, &after, self.better, aim.as_ref()), aim, after }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn values_are_read_as_phones_type_them_and_written_back() {
        for (typed, shown) in
            [("12", "12"), ("12.50", "12.5"), ("０．２５", "0.25"), ("-3", "−3"), ("－1.5", "−1.5")]
        {
            assert_eq!(typed.parse::<Value>().unwrap().to_string(), shown, "{typed}");
        }
        for wrong in ["", "a", "1.2345", "1,5", "99999999999", "--1"] {
            assert!(wrong.parse::<Value>().is_err(), "{wrong}");
        }
    }
}
