//! Marks and absences from a sheet (R4): whose they are is found here; where they go is another room's, through
//! [`MarksSink`].

use std::collections::HashMap;

use db::{Conn, Tx};
use futures_util::future::BoxFuture;
use kernel::{Day, Fault, ImportId, StudentId};
use serde::{Deserialize, Serialize};
use web::Cx;

use super::actions::{self, Done, Reading, Say, Settings};
use super::columns::Values;
use super::known::{self, Lean, Numbers};
use super::store::{self, Import, Step};
use super::{Fate, Told};
use crate::duplicate::{self, Also};
use crate::roster::InRow;
use crate::roster::fields::Field;
use crate::roster::marks::{self, Attendance, MarkRow, MarkValue};
use crate::roster::marks_layout::{About, Counted, Holds, Ident, MarkMapping, Who};

/// What the person who hands the sheet in says about it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Kept {
    /// The exam, for columns that name only a subject.
    pub exam: Option<String>,
    /// The subject, for columns that name only an exam.
    pub subject: Option<String>,
    /// When the exams were held, or the last day of counts of absence: `2026-06-30`.
    pub held_on: Option<String>,
    /// The full mark.
    pub full: Option<u32>,
    /// When no column tells whose a row is: student numbers in the order of the rows, after this prefix.
    pub ordinal: Option<(String, u8)>,
}

impl Kept {
    fn day(&self) -> Option<Day> {
        self.held_on.as_deref()?.parse().ok()
    }

    /// As the rules want it.
    #[must_use]
    pub fn about(&self) -> About {
        About {
            exam: self.exam.clone(),
            subject: self.subject.clone(),
            month: self.day().map(|day| (day.year(), day.month())),
            who: self.ordinal.clone().map(|(prefix, digits)| Who::Ordinal { prefix, digits }),
        }
    }
}

/// One mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Whose.
    pub student: StudentId,
    /// Of which exam, by its place in [`MarksSheet::exams`].
    pub exam: usize,
    /// The subject.
    pub subject: String,
    /// In hundredths of a point; none for who missed it.
    pub score: Option<i64>,
    /// The full mark in hundredths.
    pub full: i64,
}

/// One absence, or a sum of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Absence {
    /// Whose.
    pub student: StudentId,
    /// First day.
    pub from: Day,
    /// Last day.
    pub until: Day,
    /// Halves of a day.
    pub half_days: i64,
    /// In the words of the sheets: 缺勤, 旷课, 病假, 事假.
    pub reason: &'static str,
}

/// What a sheet gives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MarksSheet {
    /// Name and day of each exam.
    pub exams: Vec<(String, Day)>,
    /// The marks.
    pub marks: Vec<Mark>,
    /// The absences.
    pub absences: Vec<Absence>,
}

/// Keeps marks and absences. Each call is part of the transaction of the import; a failure undoes it whole.
pub trait MarksSink: Send + Sync {
    /// Keeps all of a sheet: exams that are not known are made, marks of the same student, exam and subject replaced.
    /// How many marks and absences were kept.
    fn keep<'a>(
        &'a self,
        cx: &'a Cx,
        tx: &'a mut Tx,
        import: ImportId,
        sheet: &'a MarksSheet,
    ) -> BoxFuture<'a, Result<u64, Fault>>;
    /// Takes back what an import kept.
    fn undo<'a>(&'a self, cx: &'a Cx, tx: &'a mut Tx, import: ImportId) -> BoxFuture<'a, Result<(), Fault>>;
}

/// A sheet whose rows have their students.
pub struct Judged {
    rows: Vec<MarkRow>,
    whose: Vec<Option<Whose>>,
    fates: Vec<Fate>,
    says: Vec<Vec<Told>>,
}

struct Whose {
    id: StudentId,
    name: String,
}

/// Finds whose each row is.
///
/// # Errors
/// Those of the database.
pub async fn judge(
    conn: &mut Conn,
    cx: &Cx,
    rows: &[InRow],
    mapping: &MarkMapping,
    about: &Kept,
) -> Result<Judged, Fault> {
    let rows = marks::check(rows, mapping, about.full, cx.today());
    let students = known::lean(conn, cx).await?;
    let also = duplicate::also(conn, cx.school()).await?;
    let index = Index::new(cx, (&students, &also), &rows);
    let (mut whose, mut fates, mut says) = (Vec::new(), Vec::new(), Vec::new());
    for row in &rows {
        let mut said: Vec<Told> = row.remarks.iter().map(|remark| Told::from(&remark.message)).collect();
        said.extend(row.entries.iter().filter_map(|entry| entry.message.as_ref().map(Told::from)));
        let found = if row.is_refused() { Err("") } else { index.find(row) };
        let doubtful = !said.is_empty();
        if row.entries.iter().any(|entry| matches!(entry.value, Some(MarkValue::Grade(_)))) {
            said.push(Told::new("imports-marks-grades").with("row", row.number));
        }
        let (student, fate) = match found {
            Ok((student, true)) => (Some(student), if doubtful { Fate::Doubtful } else { Fate::New }),
            Ok((student, false)) => {
                said.insert(0, Told::new("imports-marks-name-only").with("name", &student.name));
                (Some(student), Fate::Doubtful)
            }
            Err(key) => {
                if !key.is_empty() {
                    said.insert(0, Told::new(key).with("row", row.number));
                }
                (None, Fate::Refused)
            }
        };
        whose.push(student.map(|student| Whose { id: student.id, name: student.name.clone() }));
        fates.push(fate);
        says.push(said);
    }
    Ok(Judged { rows, whose, fates, says })
}

struct Index<'s> {
    numbers: HashMap<(Ident, String), &'s Lean>,
    names: HashMap<&'s str, Vec<&'s Lean>>,
    seats: HashMap<(i64, i64, i64), &'s Lean>,
}

impl<'s> Index<'s> {
    fn new(cx: &Cx, (students, also): (&'s [Lean], &'s [Also]), rows: &[MarkRow]) -> Self {
        let told = |ident: Ident| {
            rows.iter()
                .flat_map(|row| &row.who)
                .filter(move |(own, _)| *own == ident)
                .map(|(_, text)| text.as_str())
        };
        let numbers = Numbers::of(cx, told(Ident::RollNumber), told(Ident::IdNumber));
        let mut index = Self { numbers: HashMap::new(), names: HashMap::new(), seats: HashMap::new() };
        for student in students {
            let (values, _) = known::plain(student, &numbers);
            index.put(&values, student);
            index.names.entry(student.name.as_str()).or_default().push(student);
            if let (Some(grade), Some(class), Some(seat)) = (student.grade, student.class, student.seat) {
                index.seats.insert((grade, class, seat), student);
            }
        }
        for also in also {
            // The list is in the order of ids.
            let Ok(at) = students.binary_search_by_key(&also.kept, |student| student.id) else { continue };
            let Some(student) = students.get(at) else { continue };
            index.put(&known::told_also(also, &numbers).0, student);
            let same = index.names.entry(also.name.as_str()).or_default();
            if !same.iter().any(|known| known.id == student.id) {
                same.push(student);
            }
        }
        index
    }

    fn put(&mut self, values: &Values, student: &'s Lean) {
        for (ident, field) in [
            (Ident::RollNumber, Field::RollNumber),
            (Ident::IdNumber, Field::IdNumber),
            (Ident::StudentNumber, Field::StudentNumber),
        ] {
            if let Some(number) = values.get(&field) {
                self.numbers.insert((ident, number.clone()), student);
            }
        }
    }

    /// The student of a row, and whether that is certain.
    fn find(&self, row: &MarkRow) -> Result<(&'s Lean, bool), &'static str> {
        let told = |ident: Ident| row.who.iter().find(|(own, _)| *own == ident).map(|(_, text)| text);
        for ident in [Ident::RollNumber, Ident::IdNumber, Ident::StudentNumber] {
            let Some(number) = told(ident) else { continue };
            if let Some(student) = self.numbers.get(&(ident, number.clone())) {
                // A number that belongs to somebody of another name is a mistake in one of the two.
                let known = |name: &String| {
                    self.names
                        .get(name.as_str())
                        .is_some_and(|all| all.iter().any(|one| one.id == student.id))
                };
                let other = told(Ident::Name).is_some_and(|name| !known(name));
                return if other { Err("imports-marks-other-name") } else { Ok((student, true)) };
            }
        }
        let number = |ident| told(ident).and_then(|text| text.parse::<i64>().ok());
        let (grade, class) = (number(Ident::Grade), number(Ident::Class));
        if let Some(name) = told(Ident::Name) {
            let same: Vec<&&Lean> =
                self.names.get(name.as_str()).map(|all| all.iter().collect()).unwrap_or_default();
            let fits = |student: &&&&Lean| {
                (grade.is_none() || student.grade == grade) && (class.is_none() || student.class == class)
            };
            let fitting: Vec<&&&Lean> = same.iter().filter(fits).collect();
            return match fitting.as_slice() {
                [one] => Ok((**one, class.is_some())),
                [] => Err("imports-marks-unknown"),
                _ => Err("imports-marks-many"),
            };
        }
        let seat = (grade, class, number(Ident::Position));
        let (Some(grade), Some(class), Some(seat)) = seat else { return Err("imports-marks-unknown") };
        self.seats.get(&(grade, class, seat)).map(|student| (*student, true)).ok_or("imports-marks-unknown")
    }
}

impl Judged {
    /// What becomes of each row.
    #[must_use]
    pub fn fates(&self) -> &[Fate] {
        &self.fates
    }

    /// As it is kept between the clicks.
    pub(crate) fn reading(&self, rows: &[InRow], settings: Settings) -> Reading {
        let say = |(nth, row): (usize, &MarkRow)| {
            let name = self.whose.get(nth).and_then(Option::as_ref).map(|own| own.name.clone());
            Say {
                number: row.number,
                at: rows.binary_search_by_key(&row.number, |own| own.number).unwrap_or_default(),
                name: name.or_else(|| row.who.first().map(|(_, text)| text.clone())).unwrap_or_default(),
                says: self.says.get(nth).cloned().unwrap_or_default(),
                changes: Vec::new(),
                candidates: Vec::new(),
                person: None,
            }
        };
        let says = self.rows.iter().enumerate().map(say).collect();
        Reading::new(settings, says, &self.fates)
    }

    /// What is kept of it: the certain rows, and those doubtful ones that were picked.
    #[must_use]
    pub fn sheet(
        &self,
        mapping: &MarkMapping,
        about: &Kept,
        picks: &super::judge::Picks,
        today: Day,
    ) -> (MarksSheet, i64) {
        let held = about.day().unwrap_or(today);
        let mut sheet = MarksSheet::default();
        let mut left_out = 0;
        for (nth, row) in self.rows.iter().enumerate() {
            let taken = match self.fates.get(nth) {
                Some(Fate::New) => true,
                Some(Fate::Doubtful) => {
                    picks.all || matches!(picks.rows.get(&row.number), Some(super::judge::Pick::Take(_)))
                }
                _ => false,
            };
            let student = self.whose.get(nth).and_then(Option::as_ref).filter(|_| taken);
            let Some(student) = student else {
                left_out += 1;
                continue;
            };
            for entry in &row.entries {
                let column = mapping.columns.iter().find(|column| column.column == entry.column);
                if let (Some(column), Some(value)) = (column, &entry.value) {
                    let on = row.on.unwrap_or(held);
                    sheet.put(student.id, &column.holds, value, (on, about.full));
                }
            }
        }
        (sheet, left_out)
    }
}

impl MarksSheet {
    fn put(
        &mut self,
        student: StudentId,
        holds: &Holds,
        value: &MarkValue,
        (held, full): (Day, Option<u32>),
    ) {
        match (holds, value) {
            (Holds::Mark { exam, subject }, MarkValue::Points(_) | MarkValue::Missed) => {
                let key = (exam.clone(), held);
                let at = self.exams.iter().position(|own| *own == key).unwrap_or_else(|| {
                    self.exams.push(key);
                    self.exams.len() - 1
                });
                let score = match value {
                    MarkValue::Points(points) => Some(i64::from(*points)),
                    _ => None,
                };
                // Without a full mark the usual ones: 100, else 120, else 150.
                let least = score.map_or(100, |score| {
                    if score <= 10_000 {
                        100
                    } else if score <= 12_000 {
                        120
                    } else {
                        150
                    }
                });
                let full = full.map_or(least, i64::from) * 100;
                self.marks.push(Mark { student, exam: at, subject: subject.clone(), score, full });
            }
            (Holds::Count(counted), MarkValue::Count(count)) if *count > 0 => {
                if let Some(reason) = reason_of(*counted) {
                    let half_days = i64::from(*count) * 2;
                    self.absences.push(Absence { student, from: held, until: held, half_days, reason });
                }
            }
            (Holds::Day(day), MarkValue::Day(attendance)) => {
                let day = day.parse::<Day>().ok();
                if let (Some(day), Some(reason)) = (day, reason_of_day(*attendance)) {
                    self.absences.push(Absence { student, from: day, until: day, half_days: 2, reason });
                }
            }
            (Holds::Kind, MarkValue::Day(attendance)) => {
                if let Some(reason) = reason_of_day(*attendance) {
                    self.absences.push(Absence { student, from: held, until: held, half_days: 2, reason });
                }
            }
            _ => {}
        }
    }
}

fn reason_of(counted: Counted) -> Option<&'static str> {
    match counted {
        Counted::Absences => Some("缺勤"),
        Counted::Truancy => Some("旷课"),
        Counted::Sick => Some("病假"),
        Counted::Leave => Some("事假"),
        // Present, if late; and failures are no absences.
        Counted::Late | Counted::LeftEarly | Counted::Failures => None,
    }
}

fn reason_of_day(attendance: Attendance) -> Option<&'static str> {
    match attendance {
        Attendance::Absent => Some("缺勤"),
        Attendance::Truant => Some("旷课"),
        Attendance::Sick => Some("病假"),
        Attendance::Leave => Some("事假"),
        Attendance::Present | Attendance::Late | Attendance::LeftEarly => None,
    }
}

/// The second click for marks and absences.
///
/// # Errors
/// Those of the database: then nothing was written.
pub async fn apply(cx: &Cx, import: &Import, sink: &dyn MarksSink) -> Result<(), web::Failure> {
    actions::permit(cx, import.what, access::Action::Amend)?;
    cx.permit_school(access::Action::Create, access::Kind::Marks)?;
    let mapping: MarkMapping =
        serde_json::from_str(&import.mapping).map_err(|e| Fault::from("a kept mapping", e))?;
    let settings = actions::settings(import)?;
    let mut tx = cx.app.db.begin().await?;
    actions::turn(&mut tx, cx).await?;
    if store::step(&mut tx, cx, import.id, Step::Applied).await? == 0 {
        return Ok(());
    }
    let rows = store::all_rows(&mut tx, cx, import.id).await?;
    let judged = judge(&mut tx, cx, &rows, &mapping, &settings.about).await?;
    let (sheet, left_out) = judged.sheet(&mapping, &settings.about, &settings.picks, cx.today());
    let kept = sink.keep(cx, &mut tx, import.id, &sheet).await?;
    let added = i64::try_from(kept).unwrap_or(i64::MAX);
    actions::applied(&mut tx, cx, import.id, Done { added, left_out, ..Done::default() }).await?;
    Ok(tx.commit().await?)
}
