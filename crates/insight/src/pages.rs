//! The figures as a page, and the list behind each goal.

use access::{Action, Kind, Permit, scope};
use askama::Template;
use axum::extract::{Path, Query};
use documents::chart::{NARROW, svg};
use kernel::Day;
use people::term::Term;
use people::term::store as terms;
use web::{Cx, Failure, Look, Reply, page};

use crate::asked::{Address, Asked};
use crate::facts::Child;
use crate::figures::{self, Figures, Named};
use crate::goals::Goal;
use crate::outcomes::Outcome;
use crate::places;

/// A goal as the page shows it.
struct GoalLine {
    name: &'static str,
    means: &'static str,
    percent: String,
    share: String,
    before: String,
    missing_words: String,
    href: String,
}

/// A chart as the page shows it.
struct Card {
    id: &'static str,
    title: String,
    says: String,
    svg: String,
    corner: String,
    series: Vec<String>,
    rows: Vec<(String, Vec<String>)>,
    is_dense: bool,
}

/// A comparison as the page shows it: drawn, or said to be too small.
struct OutcomeCard {
    title: &'static str,
    says: String,
    card: Option<Card>,
}

#[derive(Template)]
#[template(path = "index.html")]
struct Index<'a> {
    cx: &'a Look,
    shown: Option<Shown>,
}

/// What stands on the page when there is a term.
struct Shown {
    terms: Vec<Term>,
    term: Term,
    on: Day,
    grade: Option<i64>,
    grades: Vec<i64>,
    has_before: bool,
    is_empty: bool,
    goals: Vec<GoalLine>,
    answered: String,
    outcomes: Vec<OutcomeCard>,
    cards: Vec<Card>,
    query: String,
    may_export: bool,
    may_map: bool,
}

impl Shown {
    fn is_current(&self, term: &Term) -> bool {
        self.term.id == term.id
    }
    fn is_grade(&self, grade: &i64) -> bool {
        self.grade == Some(*grade)
    }
}

/// Who may list cases sees figures of the cases that he or she may list.
fn may_ask(cx: &Cx) -> Result<(), Failure> {
    if scope(&cx.actor, Action::List, Kind::Case).is_empty() { Err(Failure::NotFound) } else { Ok(()) }
}

/// `GET /figures?term&on&grade`
pub async fn index(cx: Cx, Query(address): Query<Address>) -> Reply {
    may_ask(&cx)?;
    let mut conn = cx.app.db.reader().await?;
    let Some(asked) = Asked::find(&mut conn, &cx, &address, Action::List).await? else {
        return page(&cx, &Index { cx: &cx, shown: None });
    };
    let figures = figures::find(&mut conn, &cx, &asked).await?;
    let terms = terms::list(&mut conn, cx.school()).await?;
    let grades = crate::facts::grades(&mut conn, &cx, &asked).await?;
    drop(conn);
    let shown = shown(&cx, asked, figures, (terms, grades));
    page(&cx, &Index { cx: &cx, shown: Some(shown) })
}

fn shown(cx: &Cx, asked: Asked, figures: Figures, (terms, grades): (Vec<Term>, Vec<i64>)) -> Shown {
    let line = |goal: &Goal| goal_line(cx, goal, &asked);
    let answered = figures.median_minutes.map(|minutes| waited(cx, minutes)).unwrap_or_default();
    Shown {
        terms,
        on: asked.on,
        grade: asked.grade,
        grades,
        has_before: asked.before.is_some(),
        is_empty: figures.known.cases.is_empty() && figures.known.signals.is_empty(),
        goals: figures.goals.iter().map(line).collect(),
        answered,
        outcomes: figures.outcomes.iter().map(|outcome| outcome_card(cx, outcome)).collect(),
        cards: figures.charts.into_iter().map(card).collect(),
        query: asked.query(),
        may_export: !scope(&cx.actor, Action::Export, Kind::Case).is_empty(),
        may_map: !scope(&cx.actor, Action::Read, Kind::Identity).is_empty(),
        term: asked.term,
    }
}

fn outcome_card(cx: &Cx, outcome: &Outcome) -> OutcomeCard {
    let title = cx.t(format!("insight-outcome-{}", outcome.key));
    let card = outcome.chart(cx).map(|chart| card(Named { id: outcome.key, chart }));
    OutcomeCard { title, says: outcome.says(cx), card }
}

/// A time in words: minutes below two hours, hours below two days, days.
pub(crate) fn waited(look: &Look, minutes: i64) -> String {
    match minutes {
        0..120 => look.tn("insight-minutes", &minutes),
        120..2880 => look.tn("insight-hours", &(minutes / 60)),
        _ => look.tn("insight-days", &(minutes / 1440)),
    }
}

fn goal_line(cx: &Cx, goal: &Goal, asked: &Asked) -> GoalLine {
    let percent = |of| Goal::percent(of).map_or_else(|| "–".to_owned(), |percent| format!("{percent}%"));
    let key = goal.key;
    GoalLine {
        name: goal.word(cx),
        means: goal.means(cx),
        percent: percent(goal.now),
        share: goal.now.map_or_else(String::new, |(some, all)| format!("{some} / {all}")),
        before: percent(goal.before),
        missing_words: i64::try_from(goal.missing.len())
            .ok()
            .filter(|n| *n > 0)
            .map(|n| cx.tn("insight-missing", &n))
            .unwrap_or_default(),
        href: match key {
            "duty" => format!("/compliance?from={}&until={}", asked.term.starts_on, asked.on),
            _ => format!("/figures/goals/{key}?{}", asked.query()),
        },
    }
}

/// From so many cells on a table is opened with a tap.
const DENSE: usize = 60;

fn card(named: Named) -> Card {
    let Named { id, chart } = named;
    let svg = svg(&chart, id, NARROW);
    let owned =
        |(name, figures): (String, Vec<&str>)| (name, figures.into_iter().map(str::to_owned).collect());
    let rows: Vec<(String, Vec<String>)> = chart.said().into_iter().map(owned).collect();
    let is_dense = rows.len() * chart.series.len() > DENSE;
    Card {
        id,
        svg,
        rows,
        is_dense,
        title: chart.title,
        says: chart.says,
        corner: chart.corner,
        series: chart.series,
    }
}

#[derive(Template)]
#[template(path = "missing.html")]
struct Missing<'a> {
    cx: &'a Look,
    goal: &'a Goal,
    back: String,
    share: String,
    people: Vec<(Child, String)>,
}

/// `GET /figures/goals/{key}`: who is still missing.
pub async fn missing(cx: Cx, Path(key): Path<String>, Query(address): Query<Address>) -> Reply {
    may_ask(&cx)?;
    let mut conn = cx.app.db.reader().await?;
    let asked = Asked::find(&mut conn, &cx, &address, Action::List).await?.ok_or(Failure::NotFound)?;
    let figures = figures::find(&mut conn, &cx, &asked).await?;
    drop(conn);
    let goal = figures.goals.iter().find(|goal| goal.key == key).ok_or(Failure::NotFound)?;
    let kind = match goal.key {
        "census" => Kind::Census,
        "answer" => Kind::Note,
        _ => Kind::Case,
    };
    let permits: Vec<Permit> = goal
        .missing
        .iter()
        .filter_map(|child| access::permit(&cx.actor, Action::List, kind, &child.facts(&cx)))
        .collect();
    cx.log_readings(&permits).await?;
    let people = goal.missing.iter().map(|child| (child.clone(), child.place(&cx))).collect();
    let share = goal.now.map_or_else(String::new, |(some, all)| format!("{some} / {all}"));
    page(&cx, &Missing { cx: &cx, goal, back: format!("/figures?{}", asked.query()), share, people })
}

#[derive(Template)]
#[template(path = "places.html")]
struct Places<'a> {
    cx: &'a Look,
    back: String,
    card: Card,
}

/// `GET /figures/places`: where the children live. The addresses opened for it are in the log before it leaves.
pub async fn places(cx: Cx, Query(address): Query<Address>) -> Reply {
    may_ask(&cx)?;
    let mut conn = cx.app.db.reader().await?;
    let asked = Asked::find(&mut conn, &cx, &address, Action::List).await?.ok_or(Failure::NotFound)?;
    let known = crate::facts::load(&mut conn, &cx, &asked).await?;
    let (chart, permits) = places::find(&mut conn, &cx, &asked, &known).await?;
    drop(conn);
    cx.log_readings(&permits).await?;
    let card = card(Named { id: "places", chart });
    page(&cx, &Places { cx: &cx, back: format!("/figures?{}", asked.query()), card })
}
