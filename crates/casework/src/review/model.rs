//! A month, a place, a decision: the words of a review.

use access::Facts;
use db::Conn;
use jiff::civil::date;
use kernel::{CaseId, ClassId, Day, SchoolId, StudentId};
use serde::{Deserialize, Serialize};
use web::Look;

use super::figures::Figures;
use super::propose::Proposal;
use crate::words::keyed;

keyed! {
    /// What becomes of a case.
    Decision of "review" {
        /// 继续
        GoOn = "go_on",
        /// 换个办法
        Change = "change",
        /// 升一级
        StepUp = "step_up",
        /// 降一级
        StepDown = "step_down",
        /// 可以结案
        Close = "close",
        /// 还看不出来
        TooEarly = "too_early",
    }
}

/// A calendar month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month(Day);

impl Month {
    /// The month of this day.
    #[must_use]
    pub fn of(day: Day) -> Self {
        Self(day.first_of_month())
    }

    /// From `2026-11`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (year, month) = text.split_once('-')?;
        let first = Day::new(year.parse().ok()?, month.parse().ok()?, 1).ok()?;
        Some(Self(first)).filter(|month| month.key() == text && *month >= Self(date(2000, 1, 1)))
    }

    /// `2026-11`
    #[must_use]
    pub fn key(self) -> String {
        self.0.strftime("%Y-%m").to_string()
    }

    /// The first day.
    #[must_use]
    pub fn first(self) -> Day {
        self.0
    }

    /// The last day.
    #[must_use]
    pub fn last(self) -> Day {
        self.0.last_of_month()
    }

    /// The month before.
    #[must_use]
    pub fn before(self) -> Self {
        Self::of(kernel::clock::days_after(self.0, -1))
    }

    /// The month after.
    #[must_use]
    pub fn after(self) -> Self {
        Self::of(kernel::clock::days_after(self.last(), 1))
    }

    /// Until which day the month counts, seen from this day.
    #[must_use]
    pub fn until(self, today: Day) -> Day {
        self.last().min(today)
    }

    /// In words.
    #[must_use]
    pub fn words(self, look: &Look) -> String {
        language::month(look.lang(), self.0)
    }
}

/// Whose cases a review goes through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The school.
    School,
    /// A grade.
    Grade(i64),
    /// A class.
    Class(ClassId),
}

impl Place {
    /// The word in the database and in addresses.
    #[must_use]
    pub fn key(self) -> String {
        match self {
            Self::School => "school".to_owned(),
            Self::Grade(grade) => format!("grade-{grade}"),
            Self::Class(class) => format!("class-{class}"),
        }
    }

    /// The place with this word.
    #[must_use]
    pub fn parse(key: &str) -> Option<Self> {
        match key.split_once('-') {
            None if key == "school" => Some(Self::School),
            Some(("grade", grade)) => {
                grade.parse().ok().filter(|grade| (1..=12).contains(grade)).map(Self::Grade)
            }
            Some(("class", class)) => class.parse().ok().map(Self::Class),
            _ => None,
        }
    }

    /// What the policy needs to know of it, and its name; nothing for a class that is not there.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn known(
        self,
        conn: &mut Conn,
        school: SchoolId,
        look: &Look,
    ) -> db::Result<Option<(Facts, String)>> {
        let mut facts = Facts::school(school);
        let name = match self {
            Self::School => look.t("reviews-school").to_owned(),
            Self::Grade(grade) => {
                facts.grade = Some(grade);
                look.grade_name(&grade).to_owned()
            }
            Self::Class(id) => {
                let Some(class) = people::term::store::lookup_class(conn, school, id).await? else {
                    return Ok(None);
                };
                (facts.class, facts.grade) = (Some(id), Some(class.grade));
                look.class_name(&class.grade, &class.number)
            }
        };
        Ok(Some((facts, name)))
    }
}

/// What was decided for one case, by whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settled {
    /// The decision's word.
    pub decision: String,
    /// Whether it is what was proposed.
    pub as_proposed: bool,
    /// Why, where it is something else.
    pub why: Option<String>,
    /// By whom.
    pub by: String,
    /// What is to be done.
    pub tasks: Vec<Task>,
}

impl Settled {
    /// The decision in words.
    #[must_use]
    pub fn word(&self, look: &Look) -> &'static str {
        Decision::parse(&self.decision).map_or("", |decision| decision.word(look))
    }
}

/// Something to be done after the meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// What.
    pub text: String,
    /// By whom.
    pub owner: String,
    /// By when.
    #[serde(with = "super::figures::iso")]
    pub due_on: Day,
    /// Whether it is done.
    pub done: bool,
}

/// One case as a finished month keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// The case.
    pub case: CaseId,
    /// The child.
    pub student: StudentId,
    /// The child's name.
    pub name: String,
    /// The grade of that day.
    pub grade: Option<i64>,
    /// The class within it.
    pub number: Option<i64>,
    /// Who answers for the case.
    pub responsible: Option<String>,
    /// The figures of that day.
    pub figures: Figures,
    /// What was proposed.
    pub proposal: Proposal,
    /// What was decided; nothing when there was no time for it.
    pub settled: Option<Settled>,
}

impl Kept {
    /// The class in words; empty for a child who had left.
    #[must_use]
    pub fn place(&self, look: &Look) -> String {
        match (self.grade, self.number) {
            (Some(grade), Some(number)) => look.class_name(&grade, &number),
            _ => String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_month_is_read_as_it_is_written_and_nothing_else_is() {
        let month = Month::parse("2026-02").unwrap();
        assert_eq!((month.key(), month.last()), ("2026-02".to_owned(), date(2026, 2, 28)));
        assert_eq!((month.before().key(), month.after().key()), ("2026-01".to_owned(), "2026-03".to_owned()));
        for wrong in ["", "2026", "2026-13", "2026-2", "x-y", "-1-02"] {
            assert_eq!(Month::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_place_is_read_as_it_is_written_and_nothing_else_is() {
        let class = ClassId(uuid::Uuid::from_u128(7));
        for place in [Place::School, Place::Grade(7), Place::Class(class)] {
            assert_eq!(Place::parse(&place.key()), Some(place));
        }
        for wrong in ["", "grade-", "grade-0", "grade-13", "class-7", "town"] {
            assert_eq!(Place::parse(wrong), None, "{wrong}");
        }
    }
}
