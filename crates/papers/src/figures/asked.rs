//! What figures are asked about.

use access::Facts;
use db::Conn;
use kernel::{Day, StudentId};
use noticing::word::Category;
use people::term::store as terms;
use people::term::{Class, Term};
use web::{Cx, Failure};

/// Whose figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Within {
    /// A class.
    Class(Class),
    /// A grade.
    Grade(i64),
    /// The school.
    School,
}

/// What figures are asked about: a class, grade or school in a term or year, looked at on a day.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Whose.
    pub within: Within,
    /// Only the children in one category.
    pub category: Option<Category>,
    /// Only one child: a case told without its name.
    pub only: Option<StudentId>,
    /// The term; of a year the one under way in it.
    pub term: Term,
    /// Whether the whole school year is meant.
    pub is_year: bool,
    /// The first day looked at.
    pub from: Day,
    /// The last day looked at: today, or the last day of the term or year when that is over.
    pub on: Day,
    /// Today: rights and the students follow it.
    pub today: Day,
    /// The same stretch of the term or year before, if there was one.
    pub before: Option<(Day, Day)>,
}

impl Asked {
    /// A class, grade or school in a term as of today.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn find(conn: &mut Conn, cx: &Cx, within: Within, term: Term) -> Result<Self, Failure> {
        let today = cx.today();
        // What is planned before its term begins rests on what is known today, not on days to come.
        if today < term.starts_on {
            let (category, only, before) = (None, None, None);
            return Ok(Self {
                within,
                category,
                only,
                term,
                is_year: false,
                from: today,
                on: today,
                today,
                before,
            });
        }
        let (from, on) = (term.starts_on, today.min(term.ends_on));
        let all = terms::list(conn, cx.school()).await?;
        let before = all.iter().find(|other| other.ends_on < term.starts_on);
        let before = before.map(|other| same_stretch((from, on), (other.starts_on, other.ends_on)));
        Ok(Self { within, category: None, only: None, term, is_year: false, from, on, today, before })
    }

    /// The same over the school year of its term.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn over_the_year(self, conn: &mut Conn, cx: &Cx) -> Result<Self, Failure> {
        let all = terms::list(conn, cx.school()).await?;
        let of = |year: kernel::YearId| {
            let own = all.iter().filter(move |term| term.year_id == year);
            own.fold(None, |days: Option<(Day, Day)>, term| {
                let (first, last) = days.unwrap_or((term.starts_on, term.ends_on));
                Some((first.min(term.starts_on), last.max(term.ends_on)))
            })
        };
        let (from, last) = of(self.term.year_id).unwrap_or((self.from, self.on));
        let on = self.today.min(last).max(from);
        let earlier = all.iter().filter(|term| term.ends_on < from).max_by_key(|term| term.ends_on);
        let before = earlier.and_then(|term| of(term.year_id)).map(|days| same_stretch((from, on), days));
        Ok(Self { is_year: true, from, on, before, ..self })
    }

    /// What the policy needs to know of a paper about this.
    #[must_use]
    pub fn facts(&self, cx: &Cx) -> Facts {
        let school = Facts::school(cx.school());
        match &self.within {
            Within::Class(class) => Facts { class: Some(class.id), grade: Some(class.grade), ..school },
            Within::Grade(grade) => Facts { grade: Some(*grade), ..school },
            Within::School => school,
        }
    }

    /// The class, when it is about one.
    #[must_use]
    pub fn class(&self) -> Option<&Class> {
        match &self.within {
            Within::Class(class) => Some(class),
            _ => None,
        }
    }

    /// A name such as `talks@month:2026-09-01` or `open@grade:7`, taken apart: the query, and what it is asked about.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn narrowed(
        &self,
        conn: &mut Conn,
        cx: &Cx,
        key: &str,
    ) -> Result<Option<(String, Self)>, Failure> {
        let Some((name, part)) = key.split_once('@') else {
            return Ok(Some((key.to_owned(), self.clone())));
        };
        let Some((kind, of)) = part.split_once(':') else { return Ok(None) };
        let narrow = match kind {
            "month" => of.parse::<Day>().ok().map(|first| self.in_month(first)),
            "grade" => of.parse().ok().map(|grade| Self { within: Within::Grade(grade), ..self.clone() }),
            "student" => of.parse().ok().map(|student| Self { only: Some(student), ..self.clone() }),
            "class" => match of.parse().ok() {
                Some(class) => terms::lookup_class(conn, cx.school(), class)
                    .await?
                    .map(|class| Self { within: Within::Class(class), ..self.clone() }),
                None => None,
            },
            _ => None,
        };
        Ok(narrow.map(|narrow| (name.to_owned(), narrow)))
    }

    pub(super) fn in_month(&self, first: Day) -> Self {
        let (from, on) = (first.max(self.from), first.last_of_month().min(self.on));
        Self { from, on, ..self.clone() }
    }

    /// The months looked at, each by its first day.
    #[must_use]
    pub fn months(&self) -> Vec<Day> {
        let mut months = Vec::new();
        let mut month = self.from.first_of_month();
        while month <= self.on {
            months.push(month);
            month = month.last_of_month().tomorrow().unwrap_or(Day::MAX);
        }
        months
    }
}

/// As many days of an earlier term or year as have passed of this one.
fn same_stretch((from, on): (Day, Day), (starts, ends): (Day, Day)) -> (Day, Day) {
    let passed = i64::from((on - from).get_days());
    (starts, kernel::clock::days_after(starts, passed).min(ends))
}
