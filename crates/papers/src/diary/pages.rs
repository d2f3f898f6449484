//! The diary to look at and to choose from, and the booklet to print.

use access::{Action, Kind};
use askama::Template;
use axum::extract::{Path, Query};
use kernel::StudentId;
use people::student::{self, Student};
use web::{Cx, Failure, Look, Reply, page};

use super::entries::{self, Entry};
use crate::leaving;
use crate::paper::store::school_name;

#[derive(Template)]
#[template(path = "diary/index.html")]
struct Index<'a> {
    cx: &'a Look,
    student: &'a Student,
    entries: Vec<Entry>,
    may_leave: bool,
    may_note: bool,
}

#[derive(Template)]
#[template(path = "diary/booklet.html")]
struct Booklet<'a> {
    cx: &'a Look,
    student: &'a Student,
    entries: Vec<Entry>,
    school: String,
    teacher: String,
    line: String,
}

/// `GET /students/{id}/diary`
pub async fn index(cx: Cx, Path(id): Path<StudentId>) -> Reply {
    let mut conn = cx.app.db.reader().await?;
    let student = student::find(&mut conn, &cx, id).await?;
    let facts = student.facts(cx.school());
    // A diary is made of notes and remarks: who may read neither has none to look at.
    if [Kind::Note, Kind::Remark].iter().all(|kind| cx.permit(Action::Read, *kind, &facts).is_err()) {
        return Err(Failure::NotFound);
    }
    let (entries, permits) = entries::of(&mut conn, &cx, &student).await?;
    drop(conn);
    cx.log_readings(&permits).await?;
    let may_leave = entries.iter().any(|entry| entry.may_leave);
    let may_note = cx.permit(Action::Create, Kind::Note, &facts).is_ok();
    page(&cx, &Index { cx: &cx, student: &student, entries, may_leave, may_note })
}

/// `GET /students/{id}/diary/booklet?entry=…`: what was chosen, to print for the family.
pub async fn booklet(cx: Cx, Path(id): Path<StudentId>, Query(asked): Query<Vec<(String, String)>>) -> Reply {
    let mut conn = cx.app.db.reader().await?;
    let (student, permit) = student::find_for(&mut conn, &cx, id, (Action::Export, Kind::Remark)).await?;
    let (mut entries, mut permits) = entries::of(&mut conn, &cx, &student).await?;
    let chosen = |entry: &Entry| asked.iter().any(|(name, value)| name == "entry" && *value == entry.id);
    entries.retain(|entry| entry.may_leave && chosen(entry));
    let school = school_name(&mut conn, cx.school()).await?;
    drop(conn);
    permits.push(permit);
    cx.log_readings(&permits).await?;
    let leaving = leaving::begin(&cx, "diary", id.0, Some(id)).await?;
    let teacher = cx.who().map(|who| who.name.clone()).unwrap_or_default();
    page(&cx, &Booklet { cx: &cx, student: &student, entries, school, teacher, line: leaving.line })
}
