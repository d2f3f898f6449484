//! Checklists on the page: all of them, one day to be ticked, and the sheet for the child to tick at home.

use access::{Action, Kind};
use askama::Template;
use axum::extract::{Path, Query};
use kernel::{ChecklistId, Day, StudentId, clock::days_after};
use people::student::Student;
use serde::Deserialize;
use web::{Cx, Failure, Fields, Look, Reply, page, see_with};

use super::actions::{By, Mark};
use super::model::{Checklist, Streak, bits, has, monday_of, streak};
use super::slip::Hand;
use super::{actions, reading};

#[derive(Template)]
#[template(path = "checklist/index.html")]
struct Index<'a> {
    cx: &'a Look,
    running: Vec<&'a Checklist>,
    ended: Vec<&'a Checklist>,
    may_make: bool,
}

/// `GET /checklists`
pub async fn index(cx: Cx) -> Reply {
    let mut conn = cx.app.db.reader().await?;
    let lists = reading::all(&mut conn, &cx).await?;
    let (running, ended) = lists.iter().partition(|list| list.until_on >= cx.today());
    let scope = access::scope(&cx.actor, Action::Amend, Kind::Checklist);
    let one = people::student::store::Wanted { class: None, skip: 0, take: 1 };
    let may_make = !people::student::store::list(&mut conn, &scope, cx.today(), &one).await?.is_empty();
    if lists.is_empty() && !may_make {
        return Err(Failure::NotFound);
    }
    page(&cx, &Index { cx: &cx, running, ended, may_make })
}

/// Which day, which child: as typed, so that an unreadable day is today.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    day: String,
    student: Option<StudentId>,
}

impl Asked {
    pub(super) fn day(&self) -> Option<Day> {
        self.day.parse().ok()
    }
}

/// One child on a day.
struct Line<'a> {
    child: &'a Student,
    done: i64,
    hand: Option<Hand>,
    streak: Streak,
    may_mark: bool,
}

#[derive(Template)]
#[template(path = "checklist/show.html")]
struct Show<'a> {
    cx: &'a Look,
    list: &'a Checklist,
    day: Day,
    before: Option<Day>,
    after: Option<Day>,
    lines: Vec<Line<'a>>,
    may_mark: bool,
    may_end: bool,
    may_slip: bool,
}

impl Show<'_> {
    fn has(&self, done: &i64, item: &usize) -> bool {
        has(*done, *item)
    }
}

/// `GET /checklists/{id}?day=…`
pub async fn show(cx: Cx, Path(id): Path<ChecklistId>, Query(asked): Query<Asked>) -> Reply {
    let mut conn = cx.app.db.reader().await?;
    let seen = reading::find(&mut conn, &cx, id).await?;
    let done = reading::done(&mut conn, &cx, id).await?;
    // The children of a class list may be more than this person sees.
    let may_end = match actions::may_end(&mut conn, &cx, &seen.list).await {
        Ok(()) => seen.list.until_on >= cx.today(),
        Err(Failure::NotFound) => false,
        Err(other) => return Err(other),
    };
    drop(conn);
    cx.log_readings(&seen.permits).await?;
    let (list, last) = (&seen.list, seen.list.until_on.min(cx.today()));
    let day = asked.day().unwrap_or(last).clamp(list.from_on.min(last), last);
    let may = |child: &Student, action| {
        access::decide(&cx.actor, action, Kind::Checklist, &child.facts(cx.school())).is_some()
    };
    let line = |child| {
        let days = done.get(&child).cloned().unwrap_or_default();
        let kept = days.iter().filter(|(_, ticks)| ticks.done != 0).map(|(day, _)| *day).collect();
        let (done, hand) = days.get(&day).map_or((0, None), |ticks| (ticks.done, ticks.hand));
        (done, hand, streak(kept, cx.today()))
    };
    let lines: Vec<Line<'_>> = seen
        .children
        .iter()
        .map(|child| {
            let (done, hand, streak) = line(child.id);
            Line { child, done, hand, streak, may_mark: list.runs_on(day) && may(child, Action::Amend) }
        })
        .collect();
    let show = Show {
        cx: &cx,
        list,
        day,
        before: Some(days_after(day, -1)).filter(|day| *day >= list.from_on),
        after: Some(days_after(day, 1)).filter(|day| *day <= last),
        may_mark: lines.iter().any(|line| line.may_mark),
        may_slip: list.until_on >= cx.today() && seen.children.iter().any(|child| may(child, Action::Amend)),
        may_end,
        lines,
    };
    page(&cx, &show)
}

/// `POST /checklists/{id}/days`: what the children on the page did that day.
pub async fn mark(cx: Cx, Path(id): Path<ChecklistId>, fields: Fields) -> Reply {
    let day: Day = fields.get("day").parse().map_err(|_| Failure::BadRequest)?;
    let mut conn = cx.app.db.reader().await?;
    let count = reading::find(&mut conn, &cx, id).await?.list.items.len();
    drop(conn);
    let mut marks = Vec::new();
    for child in fields.all("child") {
        let student: StudentId = child.parse().map_err(|_| Failure::BadRequest)?;
        marks.push(read_mark(&fields, child, (day, student), count));
    }
    actions::mark(&cx, id, By::Staff, &marks).await?;
    see_with(&format!("/checklists/{id}?day={day}"), "checklists-said-marked")
}

/// What was ticked under `done-KEY`, beside what the page said under `stood-KEY`.
pub(super) fn read_mark(fields: &Fields, key: &str, (day, student): (Day, StudentId), count: usize) -> Mark {
    let stood = fields.some(&format!("stood-{key}")).and_then(|stood| stood.parse().ok());
    Mark { day, student, stood, done: ticked(fields, &format!("done-{key}"), count) }
}

/// The items ticked under a name, of so many; `all` stands for each of them.
fn ticked(fields: &Fields, name: &str, count: usize) -> i64 {
    let ticked = fields.all(name);
    let all = ticked.contains(&"all");
    bits((0..count).filter(|item| all || ticked.contains(&item.to_string().as_str())))
}

/// `POST /checklists/{id}/end`
pub async fn end(cx: Cx, Path(id): Path<ChecklistId>) -> Reply {
    actions::end(&cx, id).await?;
    see_with("/checklists", "checklists-said-ended")
}

#[derive(Template)]
#[template(path = "checklist/sheet.html")]
struct Sheet<'a> {
    cx: &'a Look,
    list: &'a Checklist,
    days: Vec<Day>,
    before: Day,
    after: Day,
    children: Vec<&'a Student>,
}

/// `GET /checklists/{id}/sheet?day=…&student=…`: one page for each child, the week of the day.
pub async fn sheet(cx: Cx, Path(id): Path<ChecklistId>, Query(asked): Query<Asked>) -> Reply {
    let mut conn = cx.app.db.reader().await?;
    let seen = reading::find(&mut conn, &cx, id).await?;
    drop(conn);
    cx.log_readings(&seen.permits).await?;
    let wanted = |child: &&Student| asked.student.is_none_or(|student| student == child.id);
    let children: Vec<&Student> = seen.children.iter().filter(wanted).collect();
    if children.is_empty() {
        return Err(Failure::NotFound);
    }
    let monday = monday_of(asked.day().unwrap_or(cx.today()));
    let days = (0..7).map(|day| days_after(monday, day)).collect();
    let (before, after) = (days_after(monday, -7), days_after(monday, 7));
    page(&cx, &Sheet { cx: &cx, list: &seen.list, days, before, after, children })
}
