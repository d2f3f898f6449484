//! Figures (C5, M3): every number that a paper uses is a named query over the records, with the list behind it.

mod json;
pub mod kept;
pub mod marks;
pub mod queries;
mod store;

use std::collections::BTreeMap;

use access::{Action, Facts, Kind, Permit};
use db::Conn;
use kernel::{Day, StudentId};
use people::term::store as terms;
use people::term::{Class, Term};
use uuid::Uuid;
use web::{Cx, Failure};

pub use json::figures_json;
use marks::Marks;
use queries::{Guard, Lists, QUERIES};
pub use store::RuleRow;

/// What figures are asked about: a class in a term, looked at on a day.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The class.
    pub class: Class,
    /// The term.
    pub term: Term,
    /// The last day looked at: today, or the term's last day when that is over.
    pub on: Day,
    /// Today: rights and the class's students follow it.
    pub today: Day,
    /// The same stretch of the term before, if there was one.
    pub before: Option<(Day, Day)>,
}

impl Asked {
    /// A class in a term as of today.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn find(conn: &mut Conn, cx: &Cx, class: Class, term: Term) -> Result<Self, Failure> {
        let today = cx.today();
        let on = today.min(term.ends_on).max(term.starts_on);
        let all = terms::list(conn, cx.school()).await?;
        let before = all.iter().find(|other| other.ends_on < term.starts_on).map(|other| {
            let passed = i64::from((on - term.starts_on).get_days());
            (other.starts_on, kernel::clock::days_after(other.starts_on, passed).min(other.ends_on))
        });
        Ok(Self { class, term, on, today, before })
    }

    /// What the policy needs to know of a paper about this class.
    #[must_use]
    pub fn facts(&self, cx: &Cx) -> Facts {
        Facts { class: Some(self.class.id), grade: Some(self.class.grade), ..Facts::school(cx.school()) }
    }
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
#[derive(Clone, Debug)]
pub struct Figures {
    counts: BTreeMap<&'static str, i64>,
    /// The change of marks, when there are two exams to compare.
    pub marks: Option<Marks>,
    /// The frequency rules in force.
    pub rules: Vec<RuleRow>,
    /// Whether there was a term before.
    pub has_before: bool,
}

impl Figures {
    /// Counts everything within the rights of this person.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn count(conn: &mut Conn, cx: &Cx, asked: &Asked) -> Result<Self, Failure> {
        let mut counts = BTreeMap::new();
        for query in QUERIES {
            counts.insert(query.key, store::count(conn, &cx.actor, asked, query).await?);
        }
        let marks = marks::find(conn, &cx.actor, asked).await?;
        counts.extend(marks.iter().flat_map(Marks::counts));
        counts.extend(kept::counts(&kept::find(conn, cx, asked).await?));
        let rules = store::rules(conn, &cx.actor, asked).await?;
        counts.insert("rules", i64::try_from(rules.len()).unwrap_or(i64::MAX));
        Ok(Self { counts, marks, rules, has_before: asked.before.is_some() })
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
    pub fn all(&self) -> impl Iterator<Item = (&'static str, i64)> + '_ {
        self.counts.iter().map(|(key, n)| (*key, *n))
    }
}

/// The list behind a number, within the rights of this person; `None` for an unknown name.
///
/// # Errors
/// Those of the database.
pub async fn list(conn: &mut Conn, cx: &Cx, asked: &Asked, key: &str) -> Result<Option<Vec<Item>>, Failure> {
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

/// What the list behind a number is made of; students for what is none of the queries.
#[must_use]
pub fn lists(key: &str) -> Lists {
    queries::find(key).map_or(Lists::Students, |query| query.lists)
}

/// The permits under which the list behind a number was read, for the log.
#[must_use]
pub fn permits(cx: &Cx, asked: &Asked, key: &str, items: &[Item]) -> Vec<Permit> {
    let kinds: Vec<Kind> = match queries::find(key).map(|query| query.guards) {
        Some(guards) => guards
            .iter()
            .map(|guard| match guard {
                Guard::Of(_, kind) => *kind,
                Guard::Notes => Kind::Note,
                Guard::Findings => Kind::Finding,
            })
            .collect(),
        None if kept::KEYS.contains(&key) => vec![Kind::Duty],
        None => vec![Kind::Marks],
    };
    let mut students: Vec<StudentId> = items.iter().flat_map(|item| &item.students).map(|(id, _)| *id).collect();
    students.sort_unstable();
    students.dedup();
    let mut permits = Vec::new();
    for student in students {
        let facts = Facts { student: Some(student), ..asked.facts(cx) };
        permits.extend(kinds.iter().filter_map(|kind| access::permit(&cx.actor, Action::Read, *kind, &facts)));
    }
    permits
}
