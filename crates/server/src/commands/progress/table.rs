//! The table: columns found by their headers, rows grouped into series in the order in which they first come.

use std::collections::HashMap;

use progress::Reading;

use crate::config::Wrong;

/// Headers by which a column is known, in lower case.
const HEADERS: [(&str, &[&str]); 6] = [
    ("study", &["study", "研究", "学校", "school"]),
    ("case", &["case", "student", "id", "个案", "学生", "姓名"]),
    ("measure", &["measure", "variable", "指标", "测量", "项目"]),
    ("time", &["time", "session", "day", "mt", "时间", "次数", "日期"]),
    ("phase", &["phase", "阶段"]),
    ("value", &["value", "values", "score", "数值", "读数", "得分"]),
];

/// Words in the name of a measure of which less is better.
const BAD: [&str; 14] = [
    "disrupt", "error", "absen", "late", "tardi", "aggress", "off_task", "problem", "缺勤", "迟到", "错误",
    "冲突", "扰乱", "打架",
];

/// Where a direction comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum From {
    /// Said on the command line.
    Given,
    /// Read from the measure's name.
    Name,
    /// Nothing said: more is taken to be better.
    Assumed,
}

impl From {
    /// The word in the answer.
    pub fn key(self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::Name => "name",
            Self::Assumed => "assumed",
        }
    }
}

/// Whether a measure's name speaks of something one wants less of.
pub fn sounds_bad(measure: &str) -> bool {
    let measure = measure.to_lowercase();
    BAD.iter().any(|word| measure.contains(word))
}

/// One phase of a series.
#[derive(Debug)]
pub struct Phase {
    /// As it stands in the table.
    pub name: String,
    /// The readings, in order of time.
    pub readings: Vec<Reading>,
    /// How many gaps.
    pub missing: usize,
}

/// One case on one measure.
#[derive(Debug)]
pub struct Series {
    /// The study, where the table has such a column.
    pub study: Option<String>,
    /// The case.
    pub case: String,
    /// The measure.
    pub measure: String,
    /// The phases, in the order in which they come.
    pub phases: Vec<Phase>,
    /// All readings of the first phase, then all of the later ones.
    all: (Vec<Reading>, Vec<Reading>),
}

impl Series {
    /// The readings of the first phase, and those of all later ones.
    pub fn halves(&self) -> (&[Reading], &[Reading]) {
        (&self.all.0, &self.all.1)
    }

    fn close(&mut self) {
        for phase in &mut self.phases {
            phase.readings.sort_by(|one, other| one.time.total_cmp(&other.time));
        }
        let mut later: Vec<Reading> =
            self.phases.iter().skip(1).flat_map(|one| one.readings.clone()).collect();
        later.sort_by(|one, other| one.time.total_cmp(&other.time));
        self.all = (self.phases.first().map(|one| one.readings.clone()).unwrap_or_default(), later);
    }
}

/// All series of a table.
#[derive(Debug)]
pub struct Table {
    /// How many rows.
    pub rows: usize,
    /// How many without a value.
    pub missing: usize,
    /// The series.
    pub series: Vec<Series>,
}

/// Reads a table.
///
/// # Errors
/// Names the column that is missing, or the row and cell that cannot be read.
pub fn read(bytes: &[u8]) -> Result<Table, Wrong> {
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(bytes);
    let columns = columns(reader.headers().map_err(|e| Wrong(format!("the header: {e}")))?)?;
    let mut table = Table { rows: 0, missing: 0, series: Vec::new() };
    let mut places: HashMap<[String; 3], usize> = HashMap::new();
    for (record, row) in reader.records().zip(2_usize..) {
        let record = record.map_err(|e| Wrong(format!("row {row}: {e}")))?;
        let cell = |place: Option<usize>| place.and_then(|place| record.get(place)).unwrap_or("").to_owned();
        let [study, case, measure, time, phase, value] = columns.map(cell);
        let new = table.series.len();
        let place = *places.entry([study.clone(), case.clone(), measure.clone()]).or_insert(new);
        if place == new {
            let study = Some(study).filter(|study| !study.is_empty());
            table.series.push(Series { study, case, measure, phases: Vec::new(), all: Default::default() });
        }
        table.rows += 1;
        if let Some(series) = table.series.get_mut(place) {
            table.missing += add(series, (&time, &phase, &value), row)?;
        }
    }
    table.series.iter_mut().for_each(Series::close);
    Ok(table)
}

/// Adds a reading; 1 for a gap.
fn add(series: &mut Series, (time, phase, value): (&str, &str, &str), row: usize) -> Result<usize, Wrong> {
    let number = |what: &str, text: &str| {
        let number = text.parse::<f64>().ok().filter(|number| number.is_finite());
        number.ok_or_else(|| Wrong(format!("row {row}: the {what} “{text}” is not a number")))
    };
    let time = number("time", time)?;
    if !series.phases.iter().any(|one| one.name == phase) {
        series.phases.push(Phase { name: phase.to_owned(), readings: Vec::new(), missing: 0 });
    }
    let Some(phase) = series.phases.iter_mut().find(|one| one.name == phase) else { return Ok(0) };
    if matches!(value, "" | "NA" | "NaN" | "?") {
        phase.missing += 1;
        return Ok(1);
    }
    phase.readings.push(Reading::new(time, number("value", value)?));
    Ok(0)
}

/// The places of study, case, measure, time, phase and value. Only the study may be missing, and the measure where there
/// is only one.
fn columns(headers: &csv::StringRecord) -> Result<[Option<usize>; 6], Wrong> {
    let place = |names: &[&str]| {
        let known =
            |header: &str| names.contains(&header.trim_start_matches('\u{feff}').to_lowercase().as_str());
        headers.iter().position(known)
    };
    let found = HEADERS.map(|(_, names)| place(names));
    for ((name, names), place) in HEADERS.iter().zip(found) {
        if place.is_none() && !["study", "measure"].contains(name) {
            return Err(Wrong(format!("there is no column for the {name}: call it {}", names.join(" / "))));
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_counted_and_phases_keep_their_order() {
        let table =
            read("个案,指标,时间,阶段,数值\n1,迟到,2,A,5\n1,迟到,1,A,\n1,迟到,3,B,2\n".as_bytes()).unwrap();
        let one = &table.series[0];
        assert_eq!((table.rows, table.missing, one.phases.len()), (3, 1, 2));
        assert_eq!((one.halves().0.len(), one.halves().1.len()), (1, 1));
        assert!(sounds_bad(&one.measure));
    }

    #[test]
    fn what_cannot_be_read_is_named_with_its_row() {
        let said = |text: &str| read(text.as_bytes()).unwrap_err().to_string();
        assert!(said("case,time,value\n").contains("phase"));
        assert!(said("case,measure,time,phase,value\na,m,1,A,2\na,m,x,A,2\n").contains("row 3"));
        assert!(said("case,measure,time,phase,value\na,m,1,A,two\n").contains("two"));
    }
}
