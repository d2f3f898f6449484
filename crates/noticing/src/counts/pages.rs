//! The numbers of a day, and the list behind every number.

use std::collections::BTreeSet;

use access::{Action, scope};
use askama::Template;
use axum::extract::Query;
use kernel::{ClassId, Day, StudentId};
use language::Arg;
use people::student;
use serde::Deserialize;
use web::{Cx, Failure, Look, Reply, page};

use super::{Counts, Tally, counts, sets_of, size};
use crate::finding::{self, Listed};
use crate::word::{Category, FINDING_KINDS};

const PER_PAGE: usize = 60;

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    on: Option<String>,
    category: Option<String>,
    /// Exactly these categories, joined by commas.
    set: Option<String>,
    class: Option<ClassId>,
    grade: Option<i64>,
    #[serde(default)]
    page: usize,
}

struct Cell {
    count: i64,
    href: String,
}

struct Row {
    name: String,
    is_grade: bool,
    children: Cell,
    cells: Vec<Cell>,
}

struct Combination {
    words: String,
    cell: Cell,
}

#[derive(Template)]
#[template(path = "counts/show.html")]
struct Show<'a> {
    cx: &'a Look,
    day: Day,
    columns: Vec<&'static str>,
    total: Row,
    rows: Vec<Row>,
    combinations: Vec<Combination>,
    says: String,
}

/// The day asked for; a day to come is today.
fn day(cx: &Cx, on: Option<&str>) -> Result<Day, Failure> {
    match on.map(str::trim).filter(|text| !text.is_empty()) {
        None => Ok(cx.today()),
        Some(text) => Ok(text.parse::<Day>().map_err(|_| Failure::BadRequest)?.min(cx.today())),
    }
}

/// Whether this person may see any count of findings.
///
/// # Errors
///
/// [`Failure::NotFound`] when not.
pub fn may_count(cx: &Cx) -> Result<(), Failure> {
    let any = FINDING_KINDS.iter().any(|kind| !scope(&cx.actor, Action::List, *kind).is_empty());
    if any { Ok(()) } else { Err(Failure::NotFound) }
}

/// `GET /census/counts?on=DATE`
pub async fn show(cx: Cx, Query(asked): Query<Asked>) -> Reply {
    may_count(&cx)?;
    let day = day(&cx, asked.on.as_deref())?;
    let mut conn = cx.app.db.reader().await?;
    let counts = counts(&mut conn, &cx, day).await?;
    let columns = counts.all.categories();
    let row = |name: String, part: &str, tally: &Tally| row((day, &columns), name, part, tally);
    let mut rows = Vec::new();
    for (grade, tally) in &counts.by_grade {
        let classes = counts.by_class.iter().filter(|class| class.grade == *grade);
        for class in classes {
            let name = cx.class_name(&class.grade, &class.number);
            rows.push(row(name, &format!("&class={}", class.class), &class.tally));
        }
        let name = cx.tx("noticing-grade-sum", cx.grade_name(grade));
        rows.push(Row { is_grade: true, ..row(name, &format!("&grade={grade}"), tally) });
    }
    let show = Show {
        cx: &cx,
        day,
        columns: columns.iter().map(|one| one.word(&cx)).collect(),
        total: row(cx.t("noticing-all").to_owned(), "", &counts.all),
        rows,
        combinations: combinations(&cx, day, &counts),
        says: says(&cx, &counts),
    };
    page(&cx, &show)
}

fn row((day, columns): (Day, &[Category]), name: String, part: &str, tally: &Tally) -> Row {
    let cell = |category: &Category| Cell {
        count: tally.of(*category),
        href: format!("/census/counts/students?on={day}{part}&category={}", category.code()),
    };
    let children = Cell { count: tally.children(), href: format!("/census/counts/students?on={day}{part}") };
    Row { name, is_grade: false, children, cells: columns.iter().map(cell).collect() }
}

fn combinations(cx: &Cx, day: Day, counts: &Counts) -> Vec<Combination> {
    let several = counts.combinations.iter().filter(|(set, _)| set.len() > 1);
    let combination = |(set, count): &(Vec<Category>, i64)| {
        let words: Vec<&str> = set.iter().map(|one| one.word(cx)).collect();
        let codes: Vec<&str> = set.iter().map(|one| one.code()).collect();
        let href = format!("/census/counts/students?on={day}&set={}", codes.join(","));
        Combination { words: words.join(" + "), cell: Cell { count: *count, href } }
    };
    several.map(combination).collect()
}

fn says(cx: &Cx, counts: &Counts) -> String {
    let sum: i64 = counts.all.categories().into_iter().map(|one| counts.all.of(one)).sum();
    let args = [("children", Arg::Number(counts.all.children())), ("sum", Arg::Number(sum))];
    cx.tf("noticing-counts-says", &args)
}

struct Person {
    id: StudentId,
    name: String,
    class: String,
    tags: Vec<&'static str>,
}

#[derive(Template)]
#[template(path = "counts/students.html")]
struct Students<'a> {
    cx: &'a Look,
    day: Day,
    what: String,
    people: Vec<Person>,
    total: i64,
    before: String,
    after: String,
}

/// `GET /census/counts/students`
pub async fn students(cx: Cx, Query(asked): Query<Asked>) -> Reply {
    may_count(&cx)?;
    let day = day(&cx, asked.on.as_deref())?;
    let mut conn = cx.app.db.reader().await?;
    let lines = finding::list(&mut conn, &cx, day).await?;
    let wanted = wanted(&asked, &lines)?;
    let order: Vec<StudentId> = in_order(&lines, &wanted);
    let skip = asked.page.saturating_mul(PER_PAGE);
    let page_of: Vec<StudentId> = order.iter().copied().skip(skip).take(PER_PAGE).collect();
    let shown: Vec<&Listed> = lines.iter().filter(|line| page_of.contains(&line.student)).collect();
    let mut students = Vec::new();
    for id in &page_of {
        students.extend(student::store::lookup(&mut conn, cx.school(), *id, cx.today()).await?);
    }
    drop(conn);
    cx.log_readings(&finding::permits(&cx, &students, shown.iter().copied())).await?;
    let before = asked.page.checked_sub(1).map(|page| address(&asked, day, page)).unwrap_or_default();
    let has_more = skip.saturating_add(PER_PAGE) < order.len();
    let after = if has_more { address(&asked, day, asked.page.saturating_add(1)) } else { String::new() };
    let people = page_of.iter().filter_map(|id| person(&cx, *id, &shown)).collect();
    let (what, total) = (what(&cx, &asked, &lines), size(order.len()));
    page(&cx, &Students { cx: &cx, day, what, people, total, before, after })
}

/// The children that the address asks for.
fn wanted(asked: &Asked, lines: &[Listed]) -> Result<BTreeSet<StudentId>, Failure> {
    let category =
        asked.category.as_deref().map(|code| Category::parse(code).ok_or(Failure::BadRequest)).transpose()?;
    let set =
        asked.set.as_deref().map(|set| set.split(',').filter_map(Category::parse).collect::<BTreeSet<_>>());
    let sets = sets_of(lines);
    let fits = |line: &&Listed| {
        category.is_none_or(|category| line.category == category)
            && asked.class.is_none_or(|class| line.class == class)
            && asked.grade.is_none_or(|grade| line.grade == grade)
            && set.as_ref().is_none_or(|set| sets.get(&line.student) == Some(set))
    };
    Ok(lines.iter().filter(fits).map(|line| line.student).collect())
}

/// By class and name: each kind of finding comes in that order, several kinds are merged by class.
fn in_order(lines: &[Listed], wanted: &BTreeSet<StudentId>) -> Vec<StudentId> {
    let mut places: Vec<(i64, i64, usize, StudentId)> = Vec::new();
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| wanted.contains(&line.student)) {
        if !places.iter().any(|place| place.3 == line.student) {
            places.push((line.grade, line.number, at, line.student));
        }
    }
    places.sort_unstable();
    places.into_iter().map(|place| place.3).collect()
}

fn person(look: &Look, id: StudentId, shown: &[&Listed]) -> Option<Person> {
    let mut lines = shown.iter().filter(|line| line.student == id).peekable();
    let first = lines.peek()?;
    let (name, class) = (first.name.clone(), look.class_name(&first.grade, &first.number));
    let categories: BTreeSet<Category> = lines.map(|line| line.category).collect();
    Some(Person { id, name, class, tags: categories.into_iter().map(|one| one.word(look)).collect() })
}

fn address(asked: &Asked, day: Day, page: usize) -> String {
    let mut address = format!("/census/counts/students?on={day}&page={page}");
    if let Some(category) = asked.category.as_deref().and_then(Category::parse) {
        address.push_str(&format!("&category={}", category.code()));
    }
    if let Some(set) = &asked.set {
        let codes: Vec<&str> = set.split(',').filter_map(Category::parse).map(Category::code).collect();
        address.push_str(&format!("&set={}", codes.join(",")));
    }
    if let Some(class) = asked.class {
        address.push_str(&format!("&class={class}"));
    }
    if let Some(grade) = asked.grade {
        address.push_str(&format!("&grade={grade}"));
    }
    address
}

/// What the list shows, in words.
fn what(look: &Look, asked: &Asked, lines: &[Listed]) -> String {
    let mut words: Vec<String> = Vec::new();
    if let Some(grade) = asked.grade.filter(|grade| (1..=12).contains(grade)) {
        words.push(look.grade_name(&grade).to_owned());
    }
    if let Some(line) = asked.class.and_then(|class| lines.iter().find(|line| line.class == class)) {
        words.push(look.class_name(&line.grade, &line.number));
    }
    let codes = asked.category.iter().chain(&asked.set).flat_map(|codes| codes.split(','));
    let categories: Vec<&str> = codes.filter_map(Category::parse).map(|one| one.word(look)).collect();
    if !categories.is_empty() {
        words.push(categories.join(" + "));
    }
    if words.is_empty() { look.t("noticing-all").to_owned() } else { words.join(" · ") }
}
