//! The week of one child: the sheet that was ticked at home by the child or its family, taken over at once.

use access::{Action, Kind};
use askama::Template;
use axum::extract::{Path, Query};
use kernel::{ChecklistId, Day, StudentId, clock::days_after};
use people::student::Student;
use web::{Cx, Failure, Fields, Look, Reply, page, see_with};

use super::actions::By;
use super::model::{Checklist, has, monday_of};
use super::pages::{Asked, read_mark};
use super::{actions, reading};

#[derive(Template)]
#[template(path = "checklist/week.html")]
struct Week<'a> {
    cx: &'a Look,
    list: &'a Checklist,
    child: &'a Student,
    next: Option<&'a Student>,
    monday: Day,
    before: Day,
    days: Vec<(Day, i64)>,
}

impl Week<'_> {
    fn has(&self, done: &i64, item: &usize) -> bool {
        has(*done, *item)
    }
}

/// `GET /checklists/{id}/weeks/{student}?day=…`: the days of that week on which the list ran, until today.
pub async fn show(
    cx: Cx,
    Path((id, student)): Path<(ChecklistId, StudentId)>,
    Query(asked): Query<Asked>,
) -> Reply {
    let mut conn = cx.app.db.reader().await?;
    let seen = reading::find(&mut conn, &cx, id).await?;
    let done = reading::done(&mut conn, &cx, id).await?;
    drop(conn);
    let at = seen.children.iter().position(|child| child.id == student).ok_or(Failure::NotFound)?;
    let child = seen.children.get(at).ok_or(Failure::NotFound)?;
    cx.permit(Action::Amend, Kind::Checklist, &child.facts(cx.school()))?;
    cx.log_readings(&seen.permits).await?;
    let last = seen.list.until_on.min(cx.today());
    let monday = monday_of(asked.day().unwrap_or(last));
    let of_child = done.get(&student).cloned().unwrap_or_default();
    let days = (0..7).map(|day| days_after(monday, day));
    let days = days.filter(|day| seen.list.runs_on(*day) && *day <= last);
    let days = days.map(|day| (day, of_child.get(&day).map_or(0, |ticks| ticks.done))).collect();
    let next = seen.children.get(at + 1);
    page(&cx, &Week { cx: &cx, list: &seen.list, child, next, monday, before: days_after(monday, -7), days })
}

/// `POST /checklists/{id}/weeks/{student}`
pub async fn mark(cx: Cx, Path((id, student)): Path<(ChecklistId, StudentId)>, fields: Fields) -> Reply {
    let mut conn = cx.app.db.reader().await?;
    let count = reading::find(&mut conn, &cx, id).await?.list.items.len();
    drop(conn);
    let mut marks = Vec::new();
    for typed in fields.all("day") {
        let day: Day = typed.parse().map_err(|_| Failure::BadRequest)?;
        marks.push(read_mark(&fields, typed, (day, student), count));
    }
    actions::mark(&cx, id, By::Staff, &marks).await?;
    let day = marks.first().map(|mark| mark.day.to_string()).unwrap_or_default();
    see_with(&format!("/checklists/{id}/weeks/{student}?day={day}"), "checklists-said-marked")
}
