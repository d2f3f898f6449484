//! Figures (C5, M3): every number that a paper uses is a named query over the records, with the list behind it.

mod asked;
mod courses;
mod group;
mod json;
pub mod kept;
pub mod marks;
pub mod queries;
mod small;
mod store;
mod together;
mod told;

use std::collections::{BTreeMap, BTreeSet};

use access::{Action, Facts, Kind, Permit};
use db::Conn;
use kernel::{ClassId, Day, StudentId};
use noticing::word::Category;
use people::term::store as terms;
use uuid::Uuid;
use web::{Cx, Failure};

pub use asked::{Asked, Within};
pub use group::InRole;
pub use json::{Question, figures_json};
use marks::Marks;
use queries::{Guard, Lists, QUERIES};
pub use small::{SMALL, hidden};
pub use store::RuleRow;
pub use told::Told;

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
    /// Records that the writer does not list of all children asked about: what rests on them is not known here, which is not the same as 0.
    pub unseen: Vec<Kind>,
    /// The frequency rules in force.
    pub rules: Vec<RuleRow>,
    /// The names of the numbers that are not said, in a paper about several schools.
    pub hidden: BTreeSet<String>,
    /// Who leads the work of the school.
    pub group: Vec<InRole>,
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
        let (mut counts, all) = (BTreeMap::new(), QUERIES.iter().collect::<Vec<_>>());
        counts.extend(named(together::counts(conn, &cx.actor, asked, &all).await?, ""));
        let marks = marks::find(conn, &cx.actor, asked).await?;
        let of_marks = marks.iter().flat_map(Marks::counts);
        counts.extend(of_marks.map(|(key, n)| (key.to_owned(), n)));
        let kept = kept::counts(&kept::find(conn, cx, asked).await?);
        counts.extend(kept.into_iter().map(|(key, n)| (key.to_owned(), n)));
        let courses = courses::find(conn, &cx.actor, asked).await?;
        counts.extend(courses::KEYS.iter().map(|key| {
            let n = courses.get(key).map_or(0, Vec::len);
            ((*key).to_owned(), i64::try_from(n).unwrap_or(i64::MAX))
        }));
        let rules = store::rules(conn, &cx.actor, asked).await?;
        counts.insert("rules".to_owned(), i64::try_from(rules.len()).unwrap_or(i64::MAX));
        let group = group::find(conn, cx, asked).await?;
        for in_role in &group {
            let n = i64::try_from(in_role.people.len()).unwrap_or(i64::MAX);
            counts.insert(format!("{}{}", group::PREFIX, in_role.role), n);
        }
        let has_before = asked.before.is_some();
        let hidden =
            |category: &&Category| access::scope(&cx.actor, Action::List, category.kind()).is_empty();
        let not_counted = Category::ALL.iter().filter(hidden).map(|category| category.code()).collect();
        let kinds = [Kind::Census, Kind::Marks, Kind::HomeVisit, Kind::Duty];
        // Of a few children, say those whom the writer serves, is not of all of them.
        let facts = asked.facts(cx);
        let lists = |kind: &Kind| access::decide(&cx.actor, Action::List, *kind, &facts).is_some();
        let unseen = kinds.into_iter().filter(|kind| !lists(kind));
        let unseen = unseen.collect();
        let mut figures =
            Self { counts, marks, rules, group, has_before, not_counted, unseen, ..Self::default() };
        figures.count_parts(conn, cx, asked).await?;
        figures.count_months(conn, cx, asked).await?;
        figures.told = told::find(conn, cx, asked, &mut figures.counts).await?;
        Ok(figures)
    }

    async fn count_parts(&mut self, conn: &mut Conn, cx: &Cx, asked: &Asked) -> Result<(), Failure> {
        let (parts, of_parts) = (parts(conn, cx, asked).await?, queries::of(&OF_PARTS));
        for (within, tail) in &parts {
            self.counts.extend(OF_PARTS.map(|key| (format!("{key}@{tail}"), 0)));
            let name = match within {
                Within::Class(class) => cx.class_name(&class.grade, &class.number),
                Within::Grade(grade) => cx.grade_name(grade).to_owned(),
                Within::School => String::new(),
            };
            self.parts.push((tail.clone(), name));
        }
        let counted = match &asked.within {
            Within::Class(_) => Vec::new(),
            Within::Grade(_) => tailed(
                "class",
                together::by_part::<ClassId>(conn, &cx.actor, (asked, "p.class_id"), &of_parts).await?,
            ),
            Within::School => tailed(
                "grade",
                together::by_part::<i64>(conn, &cx.actor, (asked, "pc.grade"), &of_parts).await?,
            ),
        };
        for (key, n) in counted {
            // A class or grade that is none of today's has no line of its own.
            if let Some(there) = self.counts.get_mut(&key) {
                *there = n;
            }
        }
        Ok(())
    }

    async fn count_months(&mut self, conn: &mut Conn, cx: &Cx, asked: &Asked) -> Result<(), Failure> {
        let of_months = queries::of(&OF_MONTHS);
        for month in asked.months() {
            let (within, tail) = (asked.in_month(month), format!("month:{month}"));
            let counts = together::counts(conn, &cx.actor, &within, &of_months).await?;
            let named: Vec<_> = named(counts, &tail).collect();
            let is_edge = (within.on - within.from).get_days() < 7;
            // A term that begins on the last day of August has no line of noughts for August.
            let is_told = !is_edge || named.iter().any(|(_, n)| *n != 0);
            self.counts.extend(named);
            if is_told {
                self.months.push((month, tail));
            }
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
            for (key, n) in school.counts.iter().filter(|(key, _)| {
                *key != "rules" && !key.starts_with(group::PREFIX) && !key.contains("@grade")
            }) {
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

/// The numbers by their names, those about a part with its tail.
fn named(counts: BTreeMap<&'static str, i64>, tail: &str) -> impl Iterator<Item = (String, i64)> {
    let at = if tail.is_empty() { String::new() } else { format!("@{tail}") };
    counts.into_iter().map(move |(key, n)| (format!("{key}{at}"), n))
}

fn tailed<P: std::fmt::Display>(kind: &str, counted: Vec<(&'static str, P, i64)>) -> Vec<(String, i64)> {
    counted.into_iter().map(|(key, part, n)| (format!("{key}@{kind}:{part}"), n)).collect()
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
    if key.starts_with(group::PREFIX) {
        return Ok(group::list(&group::find(conn, cx, asked).await?, key));
    }
    if kept::KEYS.contains(&key) {
        return Ok(kept::list(&kept::find(conn, cx, asked).await?, key));
    }
    if courses::KEYS.contains(&key) {
        return Ok(Some(courses::find(conn, &cx.actor, asked).await?.remove(key).unwrap_or_default()));
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
    let other = match plain(key) {
        key if key.starts_with(group::PREFIX) => Lists::Staff,
        key if courses::KEYS.contains(&key) => Lists::Goals,
        _ => Lists::Students,
    };
    queries::find(plain(key)).map_or(other, |query| query.lists)
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
        None if courses::KEYS.contains(&plain(key)) => vec![Kind::Case],
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
