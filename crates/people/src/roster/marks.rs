//! Judges a sheet of marks or attendance (R4). An empty cell is no mark, never a zero; a missed exam is neither.

use std::collections::HashMap;

use serde::Serialize;

use super::check::Remark;
use super::class_text::{read_class, read_grade};
use super::fields::Field;
use super::mapping::{Mapping, Place};
use super::marks_layout::{Holds, Ident, MarkColumn, MarkMapping, Who};
use super::rows::{self, RowKind};
use super::text::{fold, number_text, said, squeeze, tidy};
use super::{In, InRow, Message, dates, id_number, letters};

/// What a cell tells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum MarkValue {
    /// In hundredths: 92.5 is 9250.
    Points(u32),
    /// A grade in words or letters: 优, 良, A, 合格.
    Grade(String),
    /// Missed the exam.
    Missed,
    /// Excused from the exam: 免考, 缓考.
    Excused,
    /// How often.
    Count(u32),
    Day(Attendance),
}

/// What a day's cell tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Attendance {
    Present,
    /// Away, the reason not told.
    Absent,
    Truant,
    Sick,
    Leave,
    Late,
    LeftEarly,
}

/// One cell that says something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// Counted from 0.
    pub column: u16,
    /// None when the cell is refused.
    pub value: Option<MarkValue>,
    /// A doubt, or why it is refused.
    pub message: Option<Message>,
}

/// One row as judged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MarkRow {
    /// As the spreadsheet counts.
    pub number: u32,
    pub hidden: bool,
    /// What tells the pupil, strongest first.
    pub who: Vec<(Ident, String)>,
    /// The day it is of, in a list with one row for a child and a day.
    #[serde(skip)]
    pub on: Option<jiff::civil::Date>,
    pub entries: Vec<Entry>,
    pub remarks: Vec<Remark>,
}

impl MarkRow {
    /// Whether nothing of the row is taken.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        self.remarks.iter().any(|remark| remark.refuses)
    }
}

/// Judges all rows below the header. `full` is the full mark in points; without it more than 150 is a doubt.
/// `today` turns cohorts into grades.
#[must_use]
pub fn check(
    rows: &[InRow],
    mapping: &MarkMapping,
    full: Option<u32>,
    today: jiff::civil::Date,
) -> Vec<MarkRow> {
    let roster = roster_mapping(mapping);
    let first = roster.first_row();
    let students =
        rows.iter().filter(|row| row.number >= first && rows::kind(row, &roster) == RowKind::Student);
    let mut checked = Vec::new();
    for (nth, row) in (1u32..).zip(students) {
        let who = who(row, mapping, nth, today);
        let entries = mapping.columns.iter().filter_map(|column| entry(row, column, full)).collect();
        let day = on(row, mapping, today);
        let (on, untold) = day.map_or_else(|message| (None, Some(message)), |on| (on, None));
        let mut row =
            MarkRow { number: row.number, hidden: row.hidden, who, on, entries, remarks: Vec::new() };
        row.remarks.extend(untold.map(|message| Remark { refuses: true, message }));
        if row.hidden {
            let message = Message::new("roster-row-hidden").at(row.number, None);
            row.remarks.push(Remark { refuses: false, message });
        }
        let named = row.who.iter().any(|(ident, _)| !matches!(ident, Ident::Grade | Ident::Class));
        if !named {
            let message = Message::new("roster-marks-row-who").at(row.number, None);
            row.remarks.push(Remark { refuses: true, message });
        }
        checked.push(row);
    }
    twice(&mut checked);
    checked
}

/// The columns that tell the pupil as a roster mapping, so that sums and signatures are known for what they are.
fn roster_mapping(mapping: &MarkMapping) -> Mapping {
    let mut roster =
        Mapping { header_row: mapping.header_row, header_rows: mapping.header_rows, ..Mapping::default() };
    for column in &mapping.columns {
        let field = match column.holds {
            Holds::Who(Ident::RollNumber) => Field::RollNumber,
            Holds::Who(Ident::IdNumber) => Field::IdNumber,
            Holds::Who(Ident::StudentNumber) => Field::StudentNumber,
            Holds::Who(Ident::Name) => Field::Name,
            Holds::Who(Ident::Grade) => Field::Grade,
            Holds::Who(Ident::Class) => Field::Class,
            Holds::Who(Ident::Position) => Field::ClassNumber,
            _ => continue,
        };
        roster.columns.insert(field, Place { column: column.column, header: column.header.clone() });
    }
    roster
}

/// The day of a row, where a column tells it.
fn on(
    row: &InRow,
    mapping: &MarkMapping,
    today: jiff::civil::Date,
) -> Result<Option<jiff::civil::Date>, Message> {
    let Some(column) = mapping.columns.iter().find(|column| column.holds == Holds::On) else {
        return Ok(None);
    };
    let cell = row.cell(column.column);
    match dates::read(cell, today) {
        Some(dates::Dated::Sure(day)) if day <= today => Ok(Some(day)),
        _ => {
            let typed = said(cell).unwrap_or_default();
            let message = Message::new("roster-row-day").at(row.number, Some(column.column));
            Err(message.with("value", typed.chars().take(60).collect::<String>()))
        }
    }
}

fn who(row: &InRow, mapping: &MarkMapping, nth: u32, today: jiff::civil::Date) -> Vec<(Ident, String)> {
    if let Who::Ordinal { prefix, digits } = &mapping.who {
        return vec![(Ident::StudentNumber, format!("{prefix}{nth:0width$}", width = usize::from(*digits)))];
    }
    let mut who = Vec::new();
    for column in &mapping.columns {
        let Holds::Who(ident) = column.holds else { continue };
        let Some(text) = said(row.cell(column.column)) else { continue };
        if text.chars().count() > 120 {
            continue;
        }
        match ident {
            Ident::RollNumber | Ident::IdNumber => who.push((ident, id_number::normalise(&text).0)),
            Ident::Name => who.push((
                ident,
                super::names::read(&text).map_or_else(|_| tidy(&text).0.into_owned(), |name| name.text),
            )),
            Ident::Grade | Ident::Class => {
                let read = if ident == Ident::Grade { read_grade } else { read_class };
                let placed = read(&text, None, today);
                who.extend(placed.grade.map(|grade| (Ident::Grade, grade.to_string())));
                let class = placed.class.map(|class| class.to_string()).or(placed.name);
                who.extend(class.map(|class| (Ident::Class, class)));
            }
            Ident::StudentNumber | Ident::Position => who.push((ident, tidy(&text).0.into_owned())),
        }
    }
    who.sort();
    who.dedup_by_key(|(ident, _)| *ident);
    who
}

fn entry(row: &InRow, column: &MarkColumn, full: Option<u32>) -> Option<Entry> {
    let cell = row.cell(column.column);
    let at = |key: &'static str, text: &str| {
        Message::new(key)
            .at(row.number, Some(column.column))
            .with("value", text.chars().take(60).collect::<String>())
    };
    let refused =
        |message: Message| Some(Entry { column: column.column, value: None, message: Some(message) });
    if matches!(column.holds, Holds::Who(_) | Holds::On | Holds::Derived | Holds::Other) {
        return None;
    }
    match cell {
        In::Formula => return refused(at("roster-cell-formula", "")),
        In::Error(error) => return refused(at("roster-cell-error", error)),
        _ => {}
    }
    let typed = said(cell)?;
    let text = squeeze(&typed.chars().take(60).collect::<String>());
    let taken = |value: MarkValue| Some(Entry { column: column.column, value: Some(value), message: None });
    match &column.holds {
        Holds::Count(_) => match text.parse().ok().filter(|count| *count <= 1_000) {
            Some(count) => taken(MarkValue::Count(count)),
            None => refused(at("roster-count-unreadable", &typed)),
        },
        Holds::Day(_) | Holds::Kind => match attendance(&text) {
            Some(day) => taken(MarkValue::Day(day)),
            None => refused(at("roster-day-unreadable", &typed)),
        },
        _ => match mark(cell, &text) {
            None => refused(at("roster-mark-unreadable", &typed)),
            Some(MarkValue::Points(points)) => {
                let message = above(points, full).map(|(key, full)| at(key, &typed).with("full", full));
                let value = Some(MarkValue::Points(points)).filter(|_| full.is_none() || message.is_none());
                Some(Entry { column: column.column, value, message })
            }
            Some(value) => taken(value),
        },
    }
}

/// More than the full mark is refused; without a full mark, more than 150 is doubted.
fn above(points: u32, full: Option<u32>) -> Option<(&'static str, String)> {
    let most = full.unwrap_or(150);
    let key = if full.is_some() { "roster-mark-above" } else { "roster-mark-high" };
    (u64::from(points) > u64::from(most) * 100).then(|| (key, most.to_string()))
}

fn mark(cell: &In, text: &str) -> Option<MarkValue> {
    if let In::Number(number) = cell {
        return hundredths(&format!("{number:.2}"))
            .or_else(|| hundredths(&number_text(*number)))
            .map(MarkValue::Points);
    }
    match text {
        "缺考" | "缺" | "缺席" | "未考" | "absent" | "-" | "—" | "/" => {
            return Some(MarkValue::Missed);
        }
        "免考" | "免" | "缓考" | "请假" | "病假" | "excused" => return Some(MarkValue::Excused),
        _ => {}
    }
    let number: String = text.trim_end_matches('分').chars().map(fold).collect();
    if let Some(points) = hundredths(&number) {
        return Some(MarkValue::Points(points));
    }
    const GRADES: [&str; 16] = [
        "优",
        "优秀",
        "良",
        "良好",
        "中",
        "中等",
        "及格",
        "合格",
        "不及格",
        "不合格",
        "待及格",
        "待合格",
        "达标",
        "待达标",
        "pass",
        "fail",
    ];
    let letter = text.trim_end_matches(['+', '-', '等', '级']);
    let lettered = matches!(letter, "a" | "b" | "c" | "d" | "e");
    (lettered || GRADES.contains(&text)).then(|| MarkValue::Grade(text.to_uppercase()))
}

/// `92.5` as 9250; no sign, at most six digits before the point and two after.
fn hundredths(text: &str) -> Option<u32> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 6 || part.len() > 2 || !digits(whole) || !digits(part) {
        return None;
    }
    let part: u32 = format!("{part:0<2}").parse().ok()?;
    Some(whole.parse::<u32>().ok()? * 100 + part)
}

fn attendance(text: &str) -> Option<Attendance> {
    Some(match text {
        "√" | "✓" | "/" | "出勤" | "到" | "出" | "p" | "present" => Attendance::Present,
        "×" | "✗" | "x" | "缺" | "缺勤" | "缺席" | "a" | "absent" => Attendance::Absent,
        "旷" | "旷课" => Attendance::Truant,
        "病" | "病假" => Attendance::Sick,
        "事" | "事假" | "假" | "请假" => Attendance::Leave,
        "迟" | "迟到" | "l" | "late" => Attendance::Late,
        "早" | "早退" => Attendance::LeftEarly,
        _ => return None,
    })
}

/// The same pupil in two rows, or in two rows of one day: the later ones are refused.
fn twice(rows: &mut [MarkRow]) {
    type Whose = (Option<jiff::civil::Date>, Vec<(Ident, String)>);
    let mut first: HashMap<Whose, u32> = HashMap::new();
    for row in rows {
        let numbered = row.who.iter().find(|(ident, _)| *ident < Ident::Name).cloned();
        let key = numbered.map_or_else(|| row.who.clone(), |number| vec![number]);
        if key.is_empty() {
            continue;
        }
        let other = *first.entry((row.on, key)).or_insert(row.number);
        if other != row.number {
            let said = if row.on.is_some() { "roster-marks-day-twice" } else { "roster-marks-twice" };
            let message = Message::new(said).at(row.number, None).with("other", other.to_string());
            row.remarks.push(Remark { refuses: true, message });
        }
    }
}

/// Columns that are not read, for telling the person who hands the sheet in.
#[must_use]
pub fn left_out(mapping: &MarkMapping) -> Vec<Message> {
    let unread = |column: &&MarkColumn| {
        !column.header.is_empty() && matches!(column.holds, Holds::Derived | Holds::Other)
    };
    let tell = |column: &MarkColumn| {
        let key =
            if column.holds == Holds::Derived { "roster-column-derived" } else { "roster-column-unknown" };
        Message::new(key).with("column", letters(column.column)).with("header", column.header.as_str())
    };
    mapping.columns.iter().filter(unread).map(tell).collect()
}

#[cfg(test)]
#[path = "marks_tests.rs"]
mod tests;
