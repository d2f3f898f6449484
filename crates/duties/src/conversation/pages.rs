//! The page of the map: one class with its children, those with nobody first; for leaders the classes.

use access::{Action, Kind, scope};
use askama::Template;
use axum::extract::Query;
use db::Conn;
use kernel::{ClassId, clock::days_after};
use serde::Deserialize;
use web::{Cx, Failure, Look, Reply, page};

use super::GrownUp;
use super::map::{self, Line};
use crate::days::Days;

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    period: String,
    #[serde(default)]
    class: String,
}

/// A class, for those who see several.
struct ClassLine {
    class: ClassId,
    name: String,
    children: usize,
    nobody: usize,
}

#[derive(Template)]
#[template(path = "conversation/index.html")]
struct Index<'a> {
    cx: &'a Look,
    period: &'static str,
    days: Days,
    classes: Vec<ClassLine>,
    title: Option<String>,
    class: String,
    nobody: Vec<Line>,
    met: Vec<Line>,
    kinds: Vec<GrownUp>,
    back: String,
    may_note: bool,
}

/// `GET /conversations?period=month|term&class=…`
pub async fn index(cx: Cx, Query(asked): Query<Asked>) -> Reply {
    let mut conn = cx.app.db.reader().await?;
    let (period, days) = period(&mut conn, &cx, &asked.period).await?;
    let wanted: Option<ClassId> = asked.class.parse().ok();
    if scope(&cx.actor, Action::List, Kind::Note).is_empty() {
        return Err(Failure::NotFound);
    }
    let lines = map::lines(&mut conn, &cx, days, wanted).await?;
    drop(conn);
    let classes = classes(&cx, &lines);
    let one = wanted.is_some() || classes.len() <= 1;
    let shown: Vec<Line> = lines.into_iter().filter(|_| one).collect();
    let permits: Vec<_> = shown.iter().filter_map(|line| line.child.permit(&cx, Kind::Note)).collect();
    cx.log_readings(&permits).await?;
    let used = |kind: &GrownUp| shown.iter().any(|line| !line.of(kind).is_empty());
    let kinds = GrownUp::ALL.iter().copied().filter(used).collect();
    let (nobody, met) = shown.into_iter().partition(|line| line.met.is_empty());
    let title = classes.first().filter(|_| one).map(|class| class.name.clone());
    let class = wanted.map(|class| class.to_string()).unwrap_or_default();
    let back = format!("/conversations?period={period}%26class={class}");
    let classes = if one { Vec::new() } else { classes };
    let may_note = !scope(&cx.actor, Action::Create, Kind::Note).is_empty();
    page(&cx, &Index { cx: &cx, period, days, classes, title, class, nobody, met, kinds, back, may_note })
}

/// The last thirty days, or this term from its first day; without a term the last half year.
async fn period(conn: &mut Conn, cx: &Cx, asked: &str) -> Result<(&'static str, Days), Failure> {
    let today = cx.today();
    if asked == "term" {
        let term = people::term::store::lookup_current(conn, cx.school(), today).await?;
        let first = term.map_or_else(|| days_after(today, -180), |term| term.starts_on);
        return Ok(("term", Days::new(first.min(today), today)));
    }
    Ok(("month", Days::new(days_after(today, -29), today)))
}

fn classes(cx: &Cx, lines: &[Line]) -> Vec<ClassLine> {
    let mut all: Vec<ClassLine> = Vec::new();
    for line in lines {
        let child = &line.child;
        if all.last().is_none_or(|last| last.class != child.class) {
            let name = cx.class_name(&child.grade, &child.number);
            all.push(ClassLine { class: child.class, name, children: 0, nobody: 0 });
        }
        if let Some(last) = all.last_mut() {
            last.children += 1;
            last.nobody += usize::from(line.met.is_empty());
        }
    }
    all
}
