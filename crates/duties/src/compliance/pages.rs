//! How we keep up: by person, class or grade, with the children behind each figure.

use std::collections::HashMap;

use access::{Action, Kind, scope};
use askama::Template;
use axum::Router;
use axum::extract::Query;
use axum::routing::get;
use db::Conn;
use kernel::{ClassId, Day, SchoolId, StaffId, StudentId};
use serde::Deserialize;
use uuid::Uuid;
use web::{App, Cx, Failure, Look, Reply, page};

use super::Tally;
use super::marks::{Mark, Marks, places};
use super::report::{Report, Within, of};
use super::weeks::{Week, weeks};
use crate::days::Days;
use crate::facts::store;

/// The routes of this subject.
pub(crate) fn routes() -> Router<App> {
    Router::new().route("/compliance", get(index))
}

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    from: String,
    #[serde(default)]
    until: String,
    #[serde(default)]
    by: String,
    #[serde(default)]
    group: String,
    #[serde(default)]
    never: String,
    #[serde(default)]
    read: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum By {
    Person,
    Class,
    Grade,
    School,
}

/// One line of the table: a group, or a child of a group.
struct Line {
    name: String,
    where_: String,
    href: String,
    never_href: String,
    share: String,
    percent: String,
    median: String,
    never: usize,
    excused: u32,
    mark: Mark,
}

#[derive(Template)]
#[template(path = "compliance/index.html")]
struct Index<'a> {
    cx: &'a Look,
    from: Day,
    until: Day,
    tabs: Vec<(String, &'static str, bool)>,
    by: &'static str,
    total: Line,
    lines: Vec<Line>,
    group: Option<String>,
    all_href: String,
    never: bool,
    may_check: bool,
    weeks: Vec<Week>,
    read_href: String,
    compared: bool,
}

impl By {
    fn of(asked: &str) -> Self {
        match asked {
            "person" => Self::Person,
            "grade" => Self::Grade,
            "school" => Self::School,
            _ => Self::Class,
        }
    }

    fn code(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Class => "class",
            Self::Grade => "grade",
            Self::School => "school",
        }
    }
}

/// `GET /compliance?from&until&by&group&never`
async fn index(cx: Cx, Query(asked): Query<Asked>) -> Reply {
    if scope(&cx.actor, Action::List, Kind::Duty).is_empty() {
        return Err(Failure::NotFound);
    }
    let mut conn = cx.app.db.reader().await?;
    let range = range(&mut conn, &cx, &asked).await?;
    let by = By::of(&asked.by);
    let within = match (by, asked.group.parse::<Uuid>(), asked.group.parse::<i64>()) {
        (By::Class, Ok(class), _) => Within::Class(ClassId(class)),
        (By::Grade, _, Ok(grade)) => Within::Grade(grade),
        _ => Within::All,
    };
    let report = of(&mut conn, &cx, Action::List, (within, range)).await?;
    let names = names(&mut conn, cx.school()).await?;
    let compare = asked.read == "1" && by == By::Person && asked.group.is_empty();
    let marks = Marks::load(&mut conn, &cx, (&report, compare)).await?;
    let template = shown(&cx, &asked, by, &Known { report: &report, names: &names, marks: &marks });
    page(&cx, &template)
}

/// This term so far, unless the address says otherwise.
async fn range(conn: &mut Conn, cx: &Cx, asked: &Asked) -> Result<Days, Failure> {
    let today = cx.today();
    let term = people::term::store::lookup_current(conn, cx.school(), today).await?;
    let usual = term.map_or(Days::new(today, today), |term| {
        Days::new(term.starts_on, term.ends_on.min(today).max(term.starts_on))
    });
    let first = asked.from.parse().unwrap_or(usual.first);
    let last = asked.until.parse().unwrap_or(usual.last);
    Ok(if last < first { usual } else { Days::new(first, last) })
}

async fn names(conn: &mut Conn, school: SchoolId) -> Result<HashMap<StaffId, (usize, String)>, Failure> {
    let names = store::staff_names(conn, school).await?;
    Ok(names.into_iter().enumerate().map(|(at, (id, name))| (id, (at, name))).collect())
}

type Names = HashMap<StaffId, (usize, String)>;

/// What a page is made of.
struct Known<'k> {
    report: &'k Report,
    names: &'k Names,
    marks: &'k Marks,
}

fn shown<'a>(cx: &'a Cx, asked: &Asked, by: By, known: &Known<'_>) -> Index<'a> {
    let (report, names) = (known.report, known.names);
    let Days { first: from, last: until } = report.range;
    let path = |by: By| format!("/compliance?from={from}&until={until}&by={}", by.code());
    let never = asked.never == "1";
    let (lines, group, total) = match asked.group.is_empty() {
        true => (groups(cx, by, known, &path(by)), None, report.total()),
        false => {
            let (lines, total) = children(by, (report, &asked.group), (cx, never));
            (lines, Some(group_name(cx, by, (report, names), &asked.group)), total)
        }
    };
    let tabs = [By::School, By::Grade, By::Class, By::Person].map(|tab| {
        let key = match tab {
            By::Person => "duties-compliance-by-person",
            By::Class => "duties-compliance-by-class",
            By::Grade => "duties-compliance-by-grade",
            By::School => "duties-compliance-by-school",
        };
        (path(tab), key, tab == by)
    });
    let total = line(cx, String::new(), &total);
    Index {
        cx,
        from,
        until,
        tabs: tabs.to_vec(),
        by: by.code(),
        total,
        lines,
        group,
        all_href: path(by),
        never,
        may_check: cx.permit_school(Action::List, Kind::Duty).is_ok(),
        weeks: if asked.group.is_empty() || by != By::Person { weeks(cx, report) } else { Vec::new() },
        read_href: if by == By::Person { format!("{}&read=1", path(by)) } else { String::new() },
        compared: asked.read == "1" && by == By::Person && asked.group.is_empty(),
    }
}

fn groups(cx: &Cx, by: By, known: &Known<'_>, path: &str) -> Vec<Line> {
    let (report, names) = (known.report, known.names);
    let places = places(report);
    let left = || cx.t("duties-compliance-left").to_owned();
    let found: Vec<(String, String, Tally)> = match by {
        By::Class => report
            .by_class()
            .into_iter()
            .map(|(class, tally)| match class {
                Some((grade, number, id)) => (cx.class_name(&grade, &number), id.to_string(), tally),
                None => (left(), String::new(), tally),
            })
            .collect(),
        By::Grade => report
            .by_grade()
            .into_iter()
            .map(|(grade, tally)| match grade {
                Some(grade) => (cx.grade_name(&grade).to_owned(), grade.to_string(), tally),
                None => (left(), String::new(), tally),
            })
            .collect(),
        By::Person => people(report, names),
        By::School => vec![(cx.school_name().to_owned(), String::new(), report.total())],
    };
    let mark = |key: &str| match by {
        By::Person => key.parse().map(|id| known.marks.of_person(StaffId(id))).unwrap_or_default(),
        _ => known.marks.of_children(&|child| {
            places.get(&child).is_some_and(|(class, grade)| match by {
                By::Class => class.map(|class| class.to_string()).unwrap_or_default() == key,
                By::Grade => grade.map(|grade| grade.to_string()).unwrap_or_default() == key,
                _ => true,
            })
        }),
    };
    let lines = found.into_iter().filter(|(_, _, tally)| tally.owed + tally.excused > 0);
    lines
        .map(|(name, key, tally)| {
            let mut line = line(cx, name, &tally);
            line.mark = mark(&key);
            if !key.is_empty() {
                line.href = format!("{path}&group={key}");
                line.never_href = format!("{path}&group={key}&never=1");
            }
            line
        })
        .collect()
}

/// In order of their names, never of their figures.
fn people(report: &Report, names: &Names) -> Vec<(String, String, Tally)> {
    let mut found: Vec<(usize, String, String, Tally)> = report
        .by_person()
        .into_iter()
        .filter_map(|(id, tally)| {
            let id = StaffId(Uuid::from_bytes(id));
            let (at, name) = names.get(&id)?;
            Some((*at, name.clone(), id.to_string(), tally))
        })
        .collect();
    found.sort_by_key(|(at, ..)| *at);
    found.into_iter().map(|(_, name, id, tally)| (name, id, tally)).collect()
}

fn children(by: By, (report, group): (&Report, &str), (cx, never): (&Cx, bool)) -> (Vec<Line>, Tally) {
    let of = (by == By::Person).then(|| group.parse().map(StaffId).ok()).flatten();
    let mut total = Tally::default();
    let mut lines = Vec::new();
    if by == By::Person && of.is_none() {
        return (lines, total);
    }
    for (picked, tally) in report.by_child(of) {
        total.merge(&tally);
        let mut line = line(cx, picked.name.clone(), &tally);
        line.where_ = picked.class_words(cx);
        line.href = student_href(picked.student);
        if !never || line.never > 0 {
            lines.push(line);
        }
    }
    (lines, total)
}

fn student_href(student: StudentId) -> String {
    format!("/students/{student}")
}

fn group_name(cx: &Cx, by: By, (report, names): (&Report, &Names), group: &str) -> String {
    let class = || report.cases.first().map(|case| case.picked.class_words(cx));
    let person = || Some(names.get(&StaffId(group.parse().ok()?))?.1.clone());
    let grade = || Some(cx.grade_name(&group.parse().ok()?).to_owned());
    let found = match by {
        By::Person => person(),
        By::Class => class(),
        By::Grade => grade(),
        By::School => None,
    };
    found.unwrap_or_default()
}

fn line(cx: &Look, name: String, tally: &Tally) -> Line {
    let share = tally.share();
    Line {
        name,
        where_: String::new(),
        href: String::new(),
        never_href: String::new(),
        share: share.map_or_else(|| "–".to_owned(), |share| format!("{} / {}", share.kept, share.owed)),
        percent: share.map_or_else(|| "–".to_owned(), |share| format!("{}%", share.percent())),
        median: tally
            .median_days()
            .map_or_else(|| "–".to_owned(), |days| cx.tx("duties-compliance-days", days.to_string())),
        never: tally.never_reached().count(),
        excused: tally.excused,
        mark: Mark::default(),
    }
}
