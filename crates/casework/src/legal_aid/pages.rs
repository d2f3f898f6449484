//! The list with what came of each request, and the short form of a new one.

use access::{Action, Kind, decide};
use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use kernel::{LegalAidId, StudentId};
use people::student::{self, Student};
use serde::Deserialize;
use web::reply::page_with;
use web::{Cx, Failure, Fields, Look, Reply, see_with};

use super::{Answer, Answered, Asked, Request, actions, reading};
use crate::words::Choice;

/// How long a matter, a place and an answer may be, in characters.
const WORDS: usize = 400;

#[derive(Template)]
#[template(path = "legal_aid/index.html")]
struct Index<'a> {
    cx: &'a Look,
    waiting: Vec<(Request, bool)>,
    answered: Vec<(Request, bool)>,
    answers: Vec<Choice>,
    /// The form of an answer that came back, and of which request.
    fields: &'a Fields,
    open: Option<LegalAidId>,
    today: String,
}

impl Index<'_> {
    /// Whether the form of this request came back.
    fn is_open(&self, request: &Request) -> bool {
        self.open == Some(request.id)
    }
}

/// `GET /legal-aid`
pub(super) async fn index(cx: Cx) -> Reply {
    listed(&cx, &Fields::default(), None).await
}

async fn listed(cx: &Cx, fields: &Fields, open: Option<LegalAidId>) -> Reply {
    if access::scope(&cx.actor, Action::List, Kind::Case).is_empty() {
        return Err(Failure::NotFound);
    }
    let all = reading::all(&mut cx.app.db.reader().await?, cx).await?;
    let (mut waiting, mut answered, mut permits) = (Vec::new(), Vec::new(), Vec::new());
    for (request, permit) in all {
        let facts = request.student.facts(cx.school());
        let may_amend = decide(&cx.actor, Action::Amend, Kind::Case, &facts).is_some();
        permits.push(permit);
        let lines = if request.answered.is_some() { &mut answered } else { &mut waiting };
        lines.push((request, may_amend));
    }
    answered.reverse();
    cx.log_readings(&permits).await?;
    let status = if fields.is_right() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let answers = Answer::choices(cx, fields.some("answer").unwrap_or(Answer::Given.key()));
    let today = cx.today().to_string();
    page_with(cx, status, &Index { cx, waiting, answered, answers, fields, open, today })
}

/// What the form begins with.
#[derive(Deserialize)]
pub(super) struct About {
    student: Option<StudentId>,
}

#[derive(Template)]
#[template(path = "legal_aid/form.html")]
struct Sheet<'a> {
    cx: &'a Look,
    student: &'a Student,
    fields: &'a Fields,
}

async fn asked_for(cx: &Cx, student: StudentId) -> Result<Student, Failure> {
    let mut conn = cx.app.db.reader().await?;
    Ok(student::find_for(&mut conn, cx, student, (Action::Create, Kind::Case)).await?.0)
}

/// `GET /legal-aid/new`
pub(super) async fn new(cx: Cx, Query(about): Query<About>) -> Reply {
    let student = asked_for(&cx, about.student.ok_or(Failure::NotFound)?).await?;
    let mut fields = Fields::default();
    fields.set("asked_on", cx.today().to_string());
    page_with(&cx, StatusCode::OK, &Sheet { cx: &cx, student: &student, fields: &fields })
}

/// `POST /legal-aid`
pub(super) async fn create(cx: Cx, mut fields: Fields) -> Reply {
    let student: StudentId = fields.get("student").parse().map_err(|_| Failure::NotFound)?;
    let student = asked_for(&cx, student).await?;
    let lang = cx.lang();
    fields.required(lang, "matter");
    for name in ["matter", "place"] {
        fields.at_most(lang, name, WORDS);
    }
    let on = fields.day(lang, "asked_on").unwrap_or_else(|| cx.today());
    if on > cx.today() {
        fields.refuse(lang, "asked_on", "aid-error-future");
    }
    if !fields.is_right() {
        let sheet = Sheet { cx: &cx, student: &student, fields: &fields };
        return page_with(&cx, StatusCode::UNPROCESSABLE_ENTITY, &sheet);
    }
    let place = fields.some("place").map(str::to_owned);
    let asked = Asked { on, matter: fields.get("matter").to_owned(), place };
    actions::ask(&cx, student.id, &asked).await?;
    see_with("/legal-aid", "aid-said-asked")
}

/// `POST /legal-aid/{id}/answer`
pub(super) async fn answer(cx: Cx, Path(id): Path<LegalAidId>, mut fields: Fields) -> Reply {
    let (request, _) = reading::find(&mut cx.app.db.reader().await?, &cx, id, Action::Amend).await?;
    let lang = cx.lang();
    fields.at_most(lang, "words", WORDS);
    let on = fields.day(lang, "answered_on").unwrap_or_else(|| cx.today());
    if on > cx.today() {
        fields.refuse(lang, "answered_on", "aid-error-future");
    } else if on < request.asked.on {
        fields.refuse(lang, "answered_on", "aid-error-before");
    }
    if !fields.is_right() {
        return listed(&cx, &fields, Some(id)).await;
    }
    let answer = Answer::parse(fields.get("answer")).ok_or(Failure::BadRequest)?;
    let words = fields.some("words").map(str::to_owned);
    actions::answer(&cx, id, Some(&Answered { on, answer, words })).await?;
    see_with("/legal-aid", "aid-said-answered")
}

/// `POST /legal-aid/{id}/reopening`
pub(super) async fn reopen(cx: Cx, Path(id): Path<LegalAidId>) -> Reply {
    actions::answer(&cx, id, None).await?;
    see_with("/legal-aid", "aid-said-reopened")
}

/// `POST /legal-aid/{id}/withdrawal`
pub(super) async fn withdraw(cx: Cx, Path(id): Path<LegalAidId>) -> Reply {
    actions::withdraw(&cx, id).await?;
    see_with("/legal-aid", "aid-said-withdrawn")
}
