//! The list, the short form that begins an entry, the page of one, and its acts.

use access::{Action, Kind, decide};
use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use kernel::{Day, DropoutId, StudentId};
use people::student::{self, Student};
use serde::Deserialize;
use web::nav::{self, Item};
use web::reply::page_with;
use web::{Cx, Failure, Fields, Look, Reply, page, see_with};

use super::{Dropout, Ended, Ending, Known, Placement, Reason, Visit, actions, reading};
use crate::words::Choice;

/// How long words, whereabouts and grounds may be, in characters.
const WORDS: usize = 400;

/// An entry in the list.
struct Line {
    entry: Dropout,
    /// The day of the last visit, if there was one.
    last: Option<Day>,
    visits: i64,
    may_visit: bool,
}

impl Line {
    fn new(cx: &Cx, entry: Dropout, visits: &[Visit]) -> Self {
        let facts = entry.student.facts(cx.school());
        Self {
            last: visits.last().map(|visit| visit.line.held_on),
            visits: i64::try_from(visits.len()).unwrap_or(i64::MAX),
            may_visit: decide(&cx.actor, Action::Create, Kind::HomeVisit, &facts).is_some(),
            entry,
        }
    }
}

#[derive(Template)]
#[template(path = "dropout/index.html")]
struct Index<'a> {
    cx: &'a Look,
    open: Vec<Line>,
    ended: Vec<Line>,
    may_export: bool,
    belongs: Option<Item>,
}

/// `GET /dropouts`
pub(super) async fn index(cx: Cx) -> Reply {
    let mut conn = cx.app.db.reader().await?;
    if access::scope(&cx.actor, Action::List, Kind::Case).is_empty() {
        return Err(Failure::NotFound);
    }
    let (mut open, mut ended, mut permits) = (Vec::new(), Vec::new(), Vec::new());
    for (entry, permit) in reading::all(&mut conn, &cx, Action::List).await? {
        let visits = reading::visits(&mut conn, &cx, &entry).await?;
        permits.push(permit);
        let lines = if entry.ended.is_some() { &mut ended } else { &mut open };
        lines.push(Line::new(&cx, entry, &visits));
    }
    drop(conn);
    cx.log_readings(&permits).await?;
    let may_export = !access::scope(&cx.actor, Action::Export, Kind::Case).is_empty();
    let belongs = nav::belongs(&cx.actor, &["/papers", "/cases"]);
    page(&cx, &Index { cx: &cx, open, ended, may_export, belongs })
}

/// What the form may begin with.
#[derive(Deserialize)]
pub(super) struct Asked {
    student: Option<StudentId>,
    /// A day; what is none is today.
    left_on: Option<String>,
}

#[derive(Template)]
#[template(path = "dropout/form.html")]
struct Sheet<'a> {
    cx: &'a Look,
    student: &'a Student,
    /// The entry that is written better; none for a new one.
    id: Option<DropoutId>,
    fields: &'a Fields,
    reasons: Vec<Choice>,
}

fn sheet(cx: &Cx, (student, id): (&Student, Option<DropoutId>), fields: &Fields) -> Reply {
    let chosen = fields.some("reason").unwrap_or(Reason::Unknown.key());
    let reasons = Reason::choices(cx, chosen);
    let status = if fields.is_right() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    page_with(cx, status, &Sheet { cx, student, id, fields, reasons })
}

async fn begun_for(cx: &Cx, student: StudentId) -> Result<Student, Failure> {
    let mut conn = cx.app.db.reader().await?;
    Ok(student::find_for(&mut conn, cx, student, (Action::Create, Kind::Case)).await?.0)
}

/// `GET /dropouts/new`
pub(super) async fn new(cx: Cx, Query(asked): Query<Asked>) -> Reply {
    let student = begun_for(&cx, asked.student.ok_or(Failure::NotFound)?).await?;
    let mut fields = Fields::default();
    let left_on: Option<Day> = asked.left_on.and_then(|day| day.parse().ok());
    fields.set("left_on", left_on.unwrap_or_else(|| cx.today()).to_string());
    sheet(&cx, (&student, None), &fields)
}

/// What was typed about what is known; nothing when something is refused.
fn known(cx: &Cx, fields: &mut Fields) -> Option<Known> {
    let lang = cx.lang();
    fields.required(lang, "left_on");
    let left_on = fields.day(lang, "left_on");
    if left_on.is_some_and(|day| day > cx.today()) {
        fields.refuse(lang, "left_on", "dropouts-error-future");
    }
    for name in ["words", "whereabouts"] {
        fields.at_most(lang, name, WORDS);
    }
    let reason = Reason::parse(fields.get("reason")).unwrap_or(Reason::Unknown);
    let some = |name| fields.some(name).map(str::to_owned);
    let (words, whereabouts) = (some("words"), some("whereabouts"));
    left_on.filter(|_| fields.is_right()).map(|left_on| Known { left_on, reason, words, whereabouts })
}

/// `POST /dropouts`
pub(super) async fn create(cx: Cx, mut fields: Fields) -> Reply {
    let student: StudentId = fields.get("student").parse().map_err(|_| Failure::NotFound)?;
    let student = begun_for(&cx, student).await?;
    let Some(known) = known(&cx, &mut fields) else { return sheet(&cx, (&student, None), &fields) };
    let id = actions::begin(&cx, student.id, &known).await?;
    see_with(&format!("/dropouts/{id}"), "dropouts-said-begun")
}

/// `GET /dropouts/{id}/edit`
pub(super) async fn edit(cx: Cx, Path(id): Path<DropoutId>) -> Reply {
    let (entry, permit) = reading::find(&mut cx.app.db.reader().await?, &cx, id, Action::Amend).await?;
    cx.log_readings(&[permit]).await?;
    let mut fields = Fields::default();
    fields.set("left_on", entry.known.left_on.to_string());
    fields.set("reason", entry.known.reason.key());
    fields.set("words", entry.known.words.unwrap_or_default());
    fields.set("whereabouts", entry.known.whereabouts.unwrap_or_default());
    sheet(&cx, (&entry.student, Some(id)), &fields)
}

/// `POST /dropouts/{id}`
pub(super) async fn amend(cx: Cx, Path(id): Path<DropoutId>, mut fields: Fields) -> Reply {
    let (entry, _) = reading::find(&mut cx.app.db.reader().await?, &cx, id, Action::Amend).await?;
    let Some(known) = known(&cx, &mut fields) else { return sheet(&cx, (&entry.student, Some(id)), &fields) };
    actions::amend(&cx, id, &known).await?;
    see_with(&format!("/dropouts/{id}"), "dropouts-said-amended")
}

#[derive(Template)]
#[template(path = "dropout/show.html")]
struct Show<'a> {
    cx: &'a Look,
    entry: &'a Dropout,
    visits: &'a [Visit],
    fields: &'a Fields,
    endings: Vec<Choice>,
    placements: Vec<Choice>,
    may_amend: bool,
    may_note: bool,
    may_visit: bool,
    may_export: bool,
    today: Day,
}

impl Show<'_> {
    /// The day typed, or today.
    fn day(&self, name: &str) -> String {
        self.fields.some(name).map_or_else(|| self.today.to_string(), str::to_owned)
    }
}

/// `GET /dropouts/{id}`
pub(super) async fn show(cx: Cx, Path(id): Path<DropoutId>) -> Reply {
    showing(&cx, id, &Fields::default()).await
}

async fn showing(cx: &Cx, id: DropoutId, fields: &Fields) -> Reply {
    let mut conn = cx.app.db.reader().await?;
    let (entry, permit) = reading::find(&mut conn, cx, id, Action::Read).await?;
    let visits = reading::visits(&mut conn, cx, &entry).await?;
    drop(conn);
    let mut permits = vec![permit];
    permits.extend(visits.iter().filter_map(|visit| visit.permit.clone()));
    cx.log_readings(&permits).await?;
    let facts = entry.student.facts(cx.school());
    let may = |action, kind| decide(&cx.actor, action, kind, &facts).is_some();
    let template = Show {
        cx,
        entry: &entry,
        visits: &visits,
        fields,
        endings: Ending::choices(cx, fields.some("how").unwrap_or(Ending::Returned.key())),
        placements: Placement::choices(cx, fields.some("placement").unwrap_or(Placement::Class.key())),
        may_amend: may(Action::Amend, Kind::Case),
        may_note: may(Action::Create, Kind::Note),
        may_visit: may(Action::Create, Kind::HomeVisit),
        may_export: may(Action::Export, Kind::Case),
        today: cx.today(),
    };
    let status = if fields.is_right() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    page_with(cx, status, &template)
}

/// `POST /dropouts/{id}/confirmation`: with a day, or `undo`.
pub(super) async fn confirm(cx: Cx, Path(id): Path<DropoutId>, mut fields: Fields) -> Reply {
    let path = format!("/dropouts/{id}");
    if fields.get("undo") == "1" {
        actions::confirm(&cx, id, None).await?;
        return see_with(&path, "dropouts-said-unconfirmed");
    }
    let (entry, _) = reading::find(&mut cx.app.db.reader().await?, &cx, id, Action::Amend).await?;
    let on = fields.day(cx.lang(), "confirmed_on").unwrap_or_else(|| cx.today());
    outside(&cx, &mut fields, "confirmed_on", (entry.known.left_on, on));
    if !fields.is_right() {
        return showing(&cx, id, &fields).await;
    }
    actions::confirm(&cx, id, Some(on)).await?;
    see_with(&path, "dropouts-said-confirmed")
}

/// Refuses a day before the child stayed away or after today.
fn outside(cx: &Cx, fields: &mut Fields, name: &str, (first, on): (Day, Day)) {
    if on > cx.today() {
        fields.refuse(cx.lang(), name, "dropouts-error-future");
    } else if on < first {
        fields.refuse(cx.lang(), name, "dropouts-error-before");
    }
}

/// `POST /dropouts/{id}/ending`
pub(super) async fn end(cx: Cx, Path(id): Path<DropoutId>, mut fields: Fields) -> Reply {
    let (entry, _) = reading::find(&mut cx.app.db.reader().await?, &cx, id, Action::Amend).await?;
    let how = Ending::parse(fields.get("how")).ok_or(Failure::BadRequest)?;
    let on = fields.day(cx.lang(), "ended_on").unwrap_or_else(|| cx.today());
    outside(&cx, &mut fields, "ended_on", (entry.known.left_on, on));
    let ground = fields.required(cx.lang(), "ground");
    fields.at_most(cx.lang(), "ground", WORDS);
    if !fields.is_right() {
        return showing(&cx, id, &fields).await;
    }
    let placement = Placement::parse(fields.get("placement")).unwrap_or(Placement::Class);
    let placement = (how == Ending::Returned).then_some(placement);
    actions::end(&cx, id, Some(&Ended { on, how, placement, ground })).await?;
    let said = if how == Ending::Returned { "dropouts-said-returned" } else { "dropouts-said-ended" };
    see_with(&format!("/dropouts/{id}"), said)
}

/// `POST /dropouts/{id}/reopening`: takes the ending back.
pub(super) async fn reopen(cx: Cx, Path(id): Path<DropoutId>) -> Reply {
    actions::end(&cx, id, None).await?;
    see_with(&format!("/dropouts/{id}"), "dropouts-said-reopened")
}

/// `POST /dropouts/{id}/withdrawal`
pub(super) async fn withdraw(cx: Cx, Path(id): Path<DropoutId>) -> Reply {
    let student = actions::withdraw(&cx, id).await?;
    see_with(&format!("/students/{student}"), "dropouts-said-withdrawn")
}
