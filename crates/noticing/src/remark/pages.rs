//! One-line forms: a strength, the child's own words, a nomination; and taking one back.

use access::{Action, Kind};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use kernel::{RemarkId, StudentId};
use people::student::{self, Student};
use uuid::Uuid;
use web::reply::page_with;
use web::{Cx, Fields, Look, Reply, see_with};

use super::actions::New;
use crate::sheet::Choice;
use crate::word::{RemarkKind, Source};

const LONGEST: usize = 500;

#[derive(Template)]
#[template(path = "remark/new.html")]
struct Nominate<'a> {
    cx: &'a Look,
    student: &'a Student,
    form: &'a Fields,
    sources: Vec<Choice>,
}

/// `POST /students/{id}/strengths`: a strength, or with `kind` the child's own words or what the child is like.
pub async fn strength(cx: Cx, Path(id): Path<StudentId>, mut form: Fields) -> Reply {
    let kind = match form.get("kind") {
        "own_words" => RemarkKind::OwnWords,
        "personality" => RemarkKind::Personality,
        _ => RemarkKind::Strength,
    };
    form.required(cx.lang(), "text");
    form.at_most(cx.lang(), "text", LONGEST);
    let key = form.parse::<Uuid>(cx.lang(), "key").unwrap_or_else(|| cx.uuid());
    if !form.is_right() {
        return see_with(&format!("/students/{id}"), "noticing-said-no-words");
    }
    let new = New { id: RemarkId(key), kind, topic: None, text: form.get("text") };
    let student = super::note(&cx, id, new).await?;
    see_with(&format!("/students/{}", student.id), "noticing-said-strength")
}

/// `GET /students/{id}/nominations`
pub async fn new_nomination(cx: Cx, Path(id): Path<StudentId>) -> Reply {
    let mut form = Fields::default();
    form.set("key", cx.uuid().to_string());
    form.set("source", default_source(&cx).code());
    show(&cx, id, &form, StatusCode::OK).await
}

/// `POST /students/{id}/nominations`
pub async fn nominate(cx: Cx, Path(id): Path<StudentId>, mut form: Fields) -> Reply {
    form.required(cx.lang(), "text");
    form.at_most(cx.lang(), "text", LONGEST);
    let source = Source::parse(form.get("source"));
    if source.is_none() {
        form.refuse(cx.lang(), "source", "web-error-required");
    }
    let key = form.parse::<Uuid>(cx.lang(), "key");
    let (Some(source), Some(key), true) = (source, key, form.is_right()) else {
        return show(&cx, id, &form, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    let topic = Some(source.code());
    let new = New { id: RemarkId(key), kind: RemarkKind::Nomination, topic, text: form.get("text") };
    let student = super::note(&cx, id, new).await?;
    see_with(&format!("/students/{}", student.id), "noticing-said-nominated")
}

fn default_source(cx: &Cx) -> Source {
    let teaches = cx.actor.is(access::Role::SubjectTeacher) && !cx.actor.is(access::Role::Homeroom);
    if teaches { Source::SubjectTeacher } else { Source::Observation }
}

async fn show(cx: &Cx, id: StudentId, form: &Fields, status: StatusCode) -> Reply {
    let mut conn = cx.app.db.reader().await?;
    let (student, _) = student::find_for(&mut conn, cx, id, (Action::Create, Kind::Remark)).await?;
    let sources = Source::ALL.iter().map(|one| Choice {
        value: one.code(),
        label: one.word(cx),
        chosen: form.chose("source", one.code()),
    });
    page_with(cx, status, &Nominate { cx, student: &student, form, sources: sources.collect() })
}

/// `POST /remarks/{id}/withdrawal`
pub async fn withdraw(cx: Cx, Path(id): Path<RemarkId>) -> Reply {
    let student = super::withdraw(&cx, id).await?;
    see_with(&format!("/students/{student}"), "noticing-said-withdrawn")
}
