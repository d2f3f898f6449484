//! Marks: a child's own series by subject, beside the average and the median of the class. No rank is computed (R4).

mod chart;
pub mod store;

use std::collections::BTreeMap;

use access::{Kind, Permit};
use db::{Conn, Error, Result};
use kernel::{Day, ExamId};
use people::student::Student;

pub use chart::{chart, panel, points};
pub use store::{NewMark, exam, insert_many, of_exam, remove_import, set_many};

/// Averages of fewer children than this would tell the marks of one of them.
const FEWEST: usize = 3;

/// One exam in one subject. Scores are hundredths of a point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// The exam's name.
    pub exam: String,
    /// When it was held.
    pub held_on: Day,
    /// The child's score; none for a child who was absent.
    pub score: Option<i64>,
    /// Full marks.
    pub full: i64,
    /// The average of the class, if at least three children of it took part.
    pub average: Option<i64>,
    /// The median of the class, likewise.
    pub median: Option<i64>,
}

/// One subject over time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// The subject.
    pub subject: String,
    /// Oldest first.
    pub points: Vec<Point>,
}

/// Marks of one child by subject. The permit is for reading the marks of this child.
///
/// # Errors
/// Those of the database, and a bug when the permit is for something else.
pub async fn of(conn: &mut Conn, permit: &Permit, student: &Student) -> Result<Vec<Series>> {
    if permit.kind() != Kind::Marks || permit.student() != Some(student.id) {
        return Err(Error::Bug("a permit for other marks".into()));
    }
    let own = store::of_student(conn, permit.school(), student.id).await?;
    let classmates = store::of_class(conn, permit.school(), student.id).await?;
    let mut by_exam: BTreeMap<(ExamId, String), Vec<i64>> = BTreeMap::new();
    for (exam, subject, score) in classmates {
        by_exam.entry((exam, subject)).or_default().push(score);
    }
    let mut series: Vec<Series> = Vec::new();
    for mark in own {
        let scores = by_exam.get(&(mark.exam_id, mark.subject.clone())).cloned().unwrap_or_default();
        let (average, median) = (average(&scores), median(scores));
        let (exam, held_on, score, full) = (mark.exam, mark.held_on, mark.score, mark.full_score);
        let point = Point { exam, held_on, score, full, average, median };
        match series.last_mut().filter(|last| last.subject == mark.subject) {
            Some(last) => last.points.push(point),
            None => series.push(Series { subject: mark.subject, points: vec![point] }),
        }
    }
    Ok(series)
}

/// What a child reached in one exam over all its subjects, in tenths of a percent of full marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// When it was held.
    pub held_on: Day,
    /// The child.
    pub own: i64,
    /// The average of the class in the same subjects, if it is known in all of them.
    pub class: Option<i64>,
}

/// The shares of one child, oldest exam first. The permit is for reading the marks of this child.
///
/// # Errors
/// As [`of`].
pub async fn shares(conn: &mut Conn, permit: &Permit, student: &Student) -> Result<Vec<Share>> {
    let mut exams: BTreeMap<Day, (i64, i64, Option<i64>)> = BTreeMap::new();
    for point in of(conn, permit, student).await?.into_iter().flat_map(|series| series.points) {
        let Some(score) = point.score else { continue };
        let (own, full, class) = exams.entry(point.held_on).or_insert((0, 0, Some(0)));
        *own = own.saturating_add(score);
        *full = full.saturating_add(point.full);
        *class = class.zip(point.average).map(|(sum, average)| sum.saturating_add(average));
    }
    let share = |(held_on, (own, full, class)): (Day, (i64, i64, Option<i64>))| {
        let of_full = |sum: i64| sum.saturating_mul(1000).checked_div(full);
        Some(Share { held_on, own: of_full(own)?, class: class.and_then(of_full) })
    };
    Ok(exams.into_iter().filter_map(share).collect())
}

/// The mean, rounded to the nearest hundredth of a point.
fn average(scores: &[i64]) -> Option<i64> {
    let count = i64::try_from(scores.len()).ok().filter(|_| scores.len() >= FEWEST)?;
    let sum: i64 = scores.iter().sum();
    (sum.saturating_mul(2).saturating_add(count)).checked_div(count.saturating_mul(2))
}

/// The middle score; between two, their mean.
fn median(mut scores: Vec<i64>) -> Option<i64> {
    if scores.len() < FEWEST {
        return None;
    }
    scores.sort_unstable();
    let upper = *scores.get(scores.len() / 2)?;
    let lower = *scores.get((scores.len() - 1) / 2)?;
    Some((lower + upper) / 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_average_and_the_median_are_those_of_the_school_book() {
        assert_eq!(average(&[8000, 9000, 7001]), Some(8000));
        assert_eq!(median(vec![9000, 100, 8000]), Some(8000));
        assert_eq!(median(vec![9000, 100, 8000, 7000]), Some(7500));
    }

    #[test]
    fn two_children_are_too_few_for_an_average() {
        assert_eq!((average(&[8000, 9000]), median(vec![8000, 9000])), (None, None));
    }
}
