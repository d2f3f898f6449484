//! What the columns of a score or attendance sheet hold (R4): who it is, marks of any exam and subject, counts of
//! absences, days.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::fields::Field;
use super::headers::{Meaning, meaning};
use super::text::squeeze;
use super::{InRow, Message, dates, layout, letters};

/// What tells which pupil a row is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ident {
    RollNumber,
    IdNumber,
    StudentNumber,
    Name,
    Grade,
    Class,
    /// The place on the class list: 座号, 班内学号, 序号.
    Position,
}

/// What a count counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Counted {
    Absences,
    Truancy,
    Sick,
    Leave,
    Late,
    LeftEarly,
    /// Courses failed before.
    Failures,
}

/// What a column holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Holds {
    Who(Ident),
    Mark {
        exam: String,
        subject: String,
    },
    Count(Counted),
    /// The attendance of one day, `2026-09-01`.
    Day(String),
    /// In a list with one row for a child and a day: which day.
    On,
    /// In such a list: how the child was away.
    Kind,
    /// Totals, means and ranks: derived here, so never read.
    Derived,
    /// Not understood, so not read.
    Other,
}

/// One column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MarkColumn {
    /// Counted from 0.
    pub column: u16,
    pub header: String,
    pub holds: Holds,
}

/// How a row tells its pupil.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Who {
    /// By the columns that say so.
    Columns,
    /// By its place in the file: the n-th pupil has the student number `prefix` and n with at least `digits` digits.
    Ordinal { prefix: String, digits: u8 },
}

/// How a sheet of marks or attendance is read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MarkMapping {
    pub header_row: u32,
    pub header_rows: u8,
    pub who: Who,
    pub columns: Vec<MarkColumn>,
}

/// What the person who hands the sheet in says about it.
#[derive(Clone, Debug, Default)]
pub struct About {
    /// The exam, for columns that name only a subject.
    pub exam: Option<String>,
    /// The subject, for columns that name only an exam.
    pub subject: Option<String>,
    /// Year and month, for columns that name only a day (1 to 31).
    pub month: Option<(i16, i8)>,
    /// How a row tells its pupil, when no column does.
    pub who: Option<Who>,
}

/// Proposes how to read a sheet.
///
/// # Errors
/// `roster-layout-none` without a header, `roster-marks-no-who` when nothing tells the pupil, `roster-marks-none` when
/// there is nothing to read, `roster-marks-no-exam` and `roster-marks-no-subject` when a column needs what [`About`] lacks.
pub fn propose(rows: &[InRow], about: &About) -> Result<MarkMapping, Message> {
    let candidates = (0..layout::HEADER_WITHIN.min(rows.len()))
        .flat_map(|at| rows.get(at).into_iter().flat_map(|row| [(row.number, 1), (row.number, 2)]));
    let read = |(number, height): (u32, u8)| (columns(rows, number, height, about), number, height);
    let score = |columns: &[MarkColumn]| columns.iter().filter(|c| !matches!(c.holds, Holds::Other)).count();
    let best = candidates.map(read).rev().max_by_key(|(columns, _, height)| (score(columns), *height == 1));
    let Some((columns, header_row, header_rows)) = best.filter(|(columns, ..)| score(columns) >= 1) else {
        return Err(Message::new("roster-layout-none").with("rows", layout::HEADER_WITHIN.to_string()));
    };
    let mapping =
        MarkMapping { header_row, header_rows, who: about.who.clone().unwrap_or(Who::Columns), columns };
    complete(&mapping)?;
    Ok(mapping)
}

fn complete(mapping: &MarkMapping) -> Result<(), Message> {
    let told = |is: fn(&Ident) -> bool| {
        mapping.columns.iter().any(|column| matches!(&column.holds, Holds::Who(ident) if is(ident)))
    };
    let numbered = |ident: &Ident| !matches!(ident, Ident::Grade | Ident::Class | Ident::Position);
    let placed = told(|ident| *ident == Ident::Position) && told(|ident| *ident == Ident::Class);
    if mapping.who == Who::Columns && !told(numbered) && !placed {
        return Err(Message::new("roster-marks-no-who").with("row", mapping.header_row.to_string()));
    }
    let mut something = false;
    for column in &mapping.columns {
        match &column.holds {
            Holds::Mark { exam, .. } if exam.is_empty() => return Err(lacks("roster-marks-no-exam", column)),
            Holds::Mark { subject, .. } if subject.is_empty() => {
                return Err(lacks("roster-marks-no-subject", column));
            }
            Holds::Mark { .. } | Holds::Count(_) | Holds::Day(_) | Holds::Kind => something = true,
            _ => {}
        }
    }
    if something {
        Ok(())
    } else {
        Err(Message::new("roster-marks-none").with("row", mapping.header_row.to_string()))
    }
}

fn lacks(key: &'static str, column: &MarkColumn) -> Message {
    Message::new(key).with("column", letters(column.column)).with("header", column.header.as_str())
}

fn columns(rows: &[InRow], header_row: u32, height: u8, about: &About) -> Vec<MarkColumn> {
    let texts = layout::header_texts(rows, header_row, height);
    let mut seen = Vec::new();
    let mut columns: Vec<MarkColumn> = (0u16..)
        .zip(texts)
        .map(|(column, header)| {
            let mut holds = holds(&header, about);
            // A second column of the same thing is left alone rather than written over the first.
            if !matches!(holds, Holds::Other | Holds::Derived) && seen.contains(&holds) {
                holds = Holds::Other;
            }
            seen.push(holds.clone());
            MarkColumn { column, header, holds }
        })
        .collect();
    // A day or a kind alone says nothing: the day of an exam, the kind of a candidate.
    if !(seen.contains(&Holds::On) && seen.contains(&Holds::Kind)) {
        for column in columns.iter_mut().filter(|own| matches!(own.holds, Holds::On | Holds::Kind)) {
            column.holds = Holds::Other;
        }
    }
    columns
}

/// What a header says its column holds.
#[must_use]
pub fn holds(header: &str, about: &About) -> Holds {
    if header.is_empty() || header.len() > 120 {
        return Holds::Other;
    }
    let text = squeeze(header);
    if let Some(ident) = ident(header, &text) {
        return Holds::Who(ident);
    }
    if DERIVED.iter().any(|word| text.contains(word)) {
        return Holds::Derived;
    }
    if let Some((_, counted)) = COUNTS.iter().find(|(words, _)| {
        words.split('|').any(|word| {
            text == word
                || text == format!("{word}次数")
                || text == format!("{word}天数")
                || text == format!("{word}节数")
        })
    }) {
        return Holds::Count(*counted);
    }
    if let Some(day) = day(header, about) {
        return Holds::Day(day);
    }
    if ON.contains(&text.as_str()) {
        return Holds::On;
    }
    if KIND.contains(&text.as_str()) {
        return Holds::Kind;
    }
    mark(&text, header, about)
}

const DERIVED: [&str; 14] = [
    "总分",
    "總分",
    "合计",
    "总成绩",
    "平均",
    "排名",
    "名次",
    "班名",
    "校名",
    "级名",
    "rank",
    "total",
    "average",
    "进退",
];

const COUNTS: [(&str, Counted); 7] = [
    ("缺勤|缺课|缺席|未到|absences|absence|absent|days absent", Counted::Absences),
    ("旷课|truancy|unexcused", Counted::Truancy),
    ("病假|sick", Counted::Sick),
    ("事假|请假|leave", Counted::Leave),
    ("迟到|late|tardy|tardies", Counted::Late),
    ("早退|leftearly", Counted::LeftEarly),
    ("不及格门数|挂科数|不及格科数|failures", Counted::Failures),
];

const ON: [&str; 10] = [
    "日期",
    "缺勤日期",
    "考勤日期",
    "缺课日期",
    "缺席日期",
    "请假日期",
    "出勤日期",
    "點名日期",
    "date",
    "day",
];

const KIND: [&str; 20] = [
    "类型",
    "缺勤类型",
    "考勤类型",
    "缺课类型",
    "请假类型",
    "考勤结果",
    "考勤状态",
    "出勤情况",
    "考勤情况",
    "缺勤情况",
    "缺勤原因",
    "假别",
    "類型",
    "缺席類型",
    "假別",
    "出缺席",
    "kind",
    "type",
    "status",
    "attendance",
];

const SUBJECTS: [&str; 34] = [
    "道德与法治",
    "思想品德",
    "思想政治",
    "信息技术",
    "信息科技",
    "综合实践",
    "语文",
    "数学",
    "英语",
    "外语",
    "日语",
    "俄语",
    "物理",
    "化学",
    "生物",
    "历史",
    "地理",
    "政治",
    "道法",
    "科学",
    "体育",
    "音乐",
    "美术",
    "劳动",
    "品德",
    "社会",
    "书法",
    "mathematics",
    "maths",
    "math",
    "chinese",
    "english",
    "physics",
    "science",
];

const EXAMS: [&str; 18] = [
    "期中", "期末", "月考", "模", "考", "测", "单元", "平时", "成绩", "分数", "得分", "exam", "test", "quiz",
    "midterm", "final", "score", "mark",
];

fn ident(header: &str, text: &str) -> Option<Ident> {
    if matches!(text, "座号" | "座位号" | "序号" | "编号" | "no" | "no.") {
        return Some(Ident::Position);
    }
    match meaning(header)? {
        Meaning::Own(Field::RollNumber, _) => Some(Ident::RollNumber),
        Meaning::Own(Field::IdNumber, _) => Some(Ident::IdNumber),
        Meaning::Own(Field::StudentNumber, _) => Some(Ident::StudentNumber),
        Meaning::Own(Field::Name, _) => Some(Ident::Name),
        Meaning::Own(Field::Grade, _) => Some(Ident::Grade),
        Meaning::Own(Field::Class, _) => Some(Ident::Class),
        Meaning::Own(Field::ClassNumber, _) => Some(Ident::Position),
        _ => None,
    }
}

fn day(header: &str, about: &About) -> Option<String> {
    let typed = super::In::Text(header.to_owned());
    // No `today` is at hand; dates in doubt are not taken.
    if let Some(dates::Dated::Sure(date)) = dates::read(&typed, Date::constant(2099, 12, 31)) {
        return Some(date.to_string());
    }
    let (year, month) = about.month?;
    let day = header.trim().trim_end_matches(['日', '号']).parse().ok()?;
    Date::new(year, month, day).ok().map(|date| date.to_string())
}

fn mark(text: &str, header: &str, about: &About) -> Holds {
    let or = |own: String, other: &Option<String>| {
        if own.is_empty() { other.clone().unwrap_or_default() } else { own }
    };
    if let Some(subject) = SUBJECTS.iter().find(|subject| text.contains(**subject)) {
        let rest = text.replacen(subject, "", 1);
        let exam = bare_exam(&rest);
        return Holds::Mark { exam: or(exam, &about.exam), subject: (*subject).to_owned() };
    }
    let period = text.strip_prefix('g').is_some_and(|rest| matches!(rest.parse(), Ok(1u8..=9)));
    if period || EXAMS.iter().any(|word| text.contains(word)) {
        let exam = if bare_exam(text).is_empty() { String::new() } else { header.trim().to_owned() };
        return Holds::Mark {
            exam: or(exam, &about.exam),
            subject: about.subject.clone().unwrap_or_default(),
        };
    }
    Holds::Other
}

/// The exam a header names once the subject is out: `期中(成绩)` → `期中`.
fn bare_exam(text: &str) -> String {
    let mut text = text.to_owned();
    for word in ["成绩", "分数", "得分", "score", "mark", "()", "卷面"] {
        text = text.replace(word, "");
    }
    text.trim_matches(['-', '_', '(', ')', ':', '/', '.', '·']).to_owned()
}
