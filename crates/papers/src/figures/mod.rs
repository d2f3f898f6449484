//! Figures (C5, M3): every number that a paper uses is a named query over the records, with the list behind it.

mod json;
pub mod kept;
pub mod marks;
pub mod queries;
mod store;
mod told;

use std::collections::{BTreeMap, BTreeSet};

use access::{Action, Facts, Kind, Permit};
use db::Conn;
use kernel::{Day, StudentId};
use noticing::word::Category;
use people::term::store as terms;
use people::term::{Class, Term};
use uuid::Uuid;
use web::{Cx, Failure};

pub use json::{Question, figures_json};
use marks::Marks;
use queries::{Guard, Lists, QUERIES};
pub use store::RuleRow;
pub use told::Told;

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
        let (from, on) = (term.starts_on, today.min(term.ends_on).max(term.starts_on));
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
            let days = own.fold(None, |days: Option<(Day, Day)>, term| {
                let (first, last) = days.unwrap_or((term.starts_on, term.ends_on));
                Some((first.min(term.starts_on), last.max(term.ends_on)))
            });
            days
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

    fn in_month(&self, first: Day) -> Self {
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

/// One row of the list behind a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The record: a student, note, case …
    pub id: Uuid,
    /// Its day.
    pub day: Option<Day>,
    /// Its code: kind of note, tier …; the name of a staff member.
    pub what: Option<String>,
    /// What it adds to the number: 1, or half days.
    pub amount: i64,
    /// The children it is about.
    pub students: Vec<(StudentId, String)>,
}

/// The answers of all queries.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    counts: BTreeMap<String, i64>,
    /// The change of marks, when there are two exams to compare.
    pub marks: Option<Marks>,
    /// The codes of categories that the writer may not list, and so are not counted.
    pub not_counted: Vec<&'static str>,
    /// The frequency rules in force.
    pub rules: Vec<RuleRow>,
    /// Whether there was a term or year before.
    pub has_before: bool,
    /// The parts of a grade or school: the tail of the names, `grade:7`, and the part in words.
    pub parts: Vec<(String, String)>,
    /// The months, each with the tail of its names: `month:2026-09-01`.
    pub months: Vec<(Day, String)>,
    /// Children whose cases may be told without a name, each with the tail of its names.
    pub told: Vec<Told>,
}

/// What is counted for every part.
pub const OF_PARTS: [&str; 5] = ["students", "found", "open", "talks", "home-visits"];
/// What is counted for every month.
pub const OF_MONTHS: [&str; 3] = ["talks", "home-visits", "family-contacts"];

impl Figures {
    /// Counts everything within the rights of this person.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn count(conn: &mut Conn, cx: &Cx, asked: &Asked) -> Result<Self, Failure> {
        let mut counts = BTreeMap::new();
        for query in QUERIES {
            counts.insert(query.key.to_owned(), store::count(conn, &cx.actor, asked, query).await?);
        }
        let marks = marks::find(conn, &cx.actor, asked).await?;
        let of_marks = marks.iter().flat_map(Marks::counts);
        counts.extend(of_marks.map(|(key, n)| (key.to_owned(), n)));
        let kept = kept::counts(&kept::find(conn, cx, asked).await?);
        counts.extend(kept.into_iter().map(|(key, n)| (key.to_owned(), n)));
        let rules = store::rules(conn, &cx.actor, asked).await?;
        counts.insert("rules".to_owned(), i64::try_from(rules.len()).unwrap_or(i64::MAX));
        let has_before = asked.before.is_some();
        let unseen =
            |category: &&Category| access::scope(&cx.actor, Action::List, category.kind()).is_empty();
        let not_counted = Category::ALL.iter().filter(unseen).map(|category| category.code()).collect();
        let mut figures = Self { counts, marks, rules, has_before, not_counted, ..Self::default() };
        figures.count_parts(conn, cx, asked).await?;
        figures.count_months(conn, cx, asked).await?;
        figures.told = told::find(conn, cx, asked, &mut figures.counts).await?;
        Ok(figures)
    }

    async fn count_parts(&mut self, conn: &mut Conn, cx: &Cx, asked: &Asked) -> Result<(), Failure> {
        for (within, tail) in parts(conn, cx, asked).await? {
            let part = Asked { within: within.clone(), ..asked.clone() };
            for query in QUERIES.iter().filter(|query| OF_PARTS.contains(&query.key)) {
                let n = store::count(conn, &cx.actor, &part, query).await?;
                self.counts.insert(format!("{}@{tail}", query.key), n);
            }
            let name = match &within {
                Within::Class(class) => cx.class_name(&class.grade, &class.number),
                Within::Grade(grade) => cx.grade_name(grade).to_owned(),
                Within::School => String::new(),
            };
            self.parts.push((tail, name));
        }
        Ok(())
    }

    async fn count_months(&mut self, conn: &mut Conn, cx: &Cx, asked: &Asked) -> Result<(), Failure> {
        for month in asked.months() {
            let (within, tail) = (asked.in_month(month), format!("month:{month}"));
            for query in QUERIES.iter().filter(|query| OF_MONTHS.contains(&query.key)) {
                let n = store::count(conn, &cx.actor, &within, query).await?;
                self.counts.insert(format!("{}@{tail}", query.key), n);
            }
            self.months.push((month, tail));
        }
        Ok(())
    }

    /// Puts a number that was counted elsewhere.
    pub fn put(&mut self, key: &str, n: i64) {
        self.counts.insert(key.to_owned(), n);
    }

    /// The number; 0 for a name that has none.
    #[must_use]
    pub fn n(&self, key: &str) -> i64 {
        self.counts.get(key).copied().unwrap_or(0)
    }

    /// The number, if there is one.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<i64> {
        self.counts.get(key).copied()
    }

    /// All numbers by name.
    pub fn all(&self) -> impl Iterator<Item = (&str, i64)> + '_ {
        self.counts.iter().map(|(key, n)| (key.as_str(), *n))
    }

    /// The numbers of several schools together. What does not add up, such as the rules, is left out.
    #[must_use]
    pub fn of_schools(schools: &[(String, Self)]) -> Self {
        let mut all = Self::default();
        for (_, school) in schools {
            for (key, n) in school.counts.iter().filter(|(key, _)| *key != "rules" && !key.contains("@grade"))
            {
                *all.counts.entry(key.clone()).or_default() += n;
            }
            all.has_before |= school.has_before;
            for month in &school.months {
                if !all.months.contains(month) {
                    all.months.push(month.clone());
                }
            }
        }
        all.months.sort();
        all
    }
}

/// What a grade or school is made of: its classes, its grades.
async fn parts(conn: &mut Conn, cx: &Cx, asked: &Asked) -> Result<Vec<(Within, String)>, Failure> {
    let classes = terms::classes(conn, cx.school(), asked.today).await?;
    Ok(match &asked.within {
        Within::Class(_) => Vec::new(),
        Within::Grade(grade) => {
            let own = classes.into_iter().filter(|class| class.grade == *grade);
            own.map(|class| (Within::Class(class.clone()), format!("class:{}", class.id))).collect()
        }
        Within::School => {
            let mut grades: Vec<i64> = classes.iter().map(|class| class.grade).collect();
            grades.dedup();
            grades.into_iter().map(|grade| (Within::Grade(grade), format!("grade:{grade}"))).collect()
        }
    })
}

/// The children that the question is about.
///
/// # Errors
/// Those of the database.
async fn children(conn: &mut Conn, cx: &Cx, asked: &Asked) -> Result<BTreeSet<StudentId>, Failure> {
    let Some(query) = queries::find("students") else { return Ok(BTreeSet::new()) };
    let items = store::list(conn, &cx.actor, asked, query).await?;
    Ok(items.into_iter().map(|item| StudentId(item.id)).collect())
}

/// The list behind a number, within the rights of this person; `None` for an unknown name.
///
/// # Errors
/// Those of the database.
pub async fn list(conn: &mut Conn, cx: &Cx, asked: &Asked, key: &str) -> Result<Option<Vec<Item>>, Failure> {
    let Some((key, asked)) = asked.narrowed(conn, cx, key).await? else { return Ok(None) };
    let (key, asked) = (key.as_str(), &asked);
    if let Some(query) = queries::find(key) {
        return Ok(Some(store::list(conn, &cx.actor, asked, query).await?));
    }
    if key == "rules" {
        let rules = store::rules(conn, &cx.actor, asked).await?;
        let item = |rule: RuleRow| Item {
            id: rule.id,
            day: None,
            what: Some(format!("{}/{}/{}/{}", rule.who, rule.per, rule.act, rule.times)),
            amount: 1,
            students: Vec::new(),
        };
        return Ok(Some(rules.into_iter().map(item).collect()));
    }
    if kept::KEYS.contains(&key) {
        return Ok(kept::list(&kept::find(conn, cx, asked).await?, key));
    }
    let marks = marks::find(conn, &cx.actor, asked).await?;
    Ok(marks.and_then(|marks| marks.list(key)))
}

/// The query's name without its part.
#[must_use]
pub fn plain(key: &str) -> &str {
    key.split_once('@').map_or(key, |(name, _)| name)
}

/// What the list behind a number is made of; students for what is none of the queries.
#[must_use]
pub fn lists(key: &str) -> Lists {
    queries::find(plain(key)).map_or(Lists::Students, |query| query.lists)
}

/// The permits under which the list behind a number was read, for the log.
#[must_use]
pub fn permits(cx: &Cx, asked: &Asked, key: &str, items: &[Item]) -> Vec<Permit> {
    let kinds: Vec<Kind> = match queries::find(plain(key)).map(|query| query.guards) {
        Some(guards) => guards
            .iter()
            .map(|guard| match guard {
                Guard::Of(_, kind) => *kind,
                Guard::Notes => Kind::Note,
                Guard::Findings => Kind::Finding,
            })
            .collect(),
        None if kept::KEYS.contains(&plain(key)) => vec![Kind::Duty],
        None => vec![Kind::Marks],
    };
    let mut students: Vec<StudentId> =
        items.iter().flat_map(|item| &item.students).map(|(id, _)| *id).collect();
    students.sort_unstable();
    students.dedup();
    let mut permits = Vec::new();
    for student in students {
        let facts = Facts { student: Some(student), ..asked.facts(cx) };
        permits
            .extend(kinds.iter().filter_map(|kind| access::permit(&cx.actor, Action::Read, *kind, &facts)));
    }
    permits
}
