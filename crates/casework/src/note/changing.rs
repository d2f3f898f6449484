//! Amending and withdrawing a note. Two people who amend one note both see what the other wrote (D6).

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use kernel::NoteId;
use web::reply::page_with;
use web::short::{self, Asked};
use web::{Cx, Failure, Fields, Look, Reply, see, see_with};

use super::actions::{self, Amended, Withdrawn};
use super::fields;
use super::forms;
use super::model::{Channel, Content, NoteKind};
use super::reading::{self, Opened};
use crate::words::Choice;

/// What somebody else wrote meanwhile.
struct Newer {
    text: String,
    own_words: Option<String>,
    fields: Vec<(&'static str, String)>,
    writer: String,
    at: kernel::Instant,
}

#[derive(Template)]
#[template(path = "note/edit.html")]
struct Edit<'a> {
    cx: &'a Look,
    id: NoteId,
    version: i64,
    fields: &'a Fields,
    names: String,
    kinds: Vec<Choice>,
    channels: Vec<Choice>,
    asked: Vec<Asked>,
    newer: Option<Newer>,
    today: String,
}

async fn open(cx: &Cx, id: NoteId) -> Result<Opened, Failure> {
    let mut conn = cx.app.db.reader().await?;
    let opened = reading::open(&mut conn, cx, id).await?;
    let may = opened.line.may_amend && opened.line.withdrawn.is_none();
    if may { Ok(opened) } else { Err(Failure::NotFound) }
}

/// `GET /notes/{id}/edit`
pub async fn edit(cx: Cx, Path(id): Path<NoteId>) -> Reply {
    let opened = open(&cx, id).await?;
    let mut fields = Fields::default();
    fill(&mut fields, &reading::content_of(&cx, &opened.row)?);
    form(&cx, &opened, &fields, (StatusCode::OK, None)).await
}

fn fill(fields: &mut Fields, content: &Content) {
    fields.set("kind", content.kind.key());
    fields.set("channel", content.channel.map_or("", Channel::key));
    fields.set("held_on", content.held_on.to_string());
    fields.set("minutes", content.minutes.map_or_else(String::new, |minutes| minutes.to_string()));
    fields.set("text", content.text.clone());
    fields.set("own_words", content.own_words.clone().unwrap_or_default());
    content.extra.fill(fields, fields::specs(content.kind));
}

async fn form(
    cx: &Cx,
    opened: &Opened,
    fields: &Fields,
    (status, newer): (StatusCode, Option<Newer>),
) -> Reply {
    let names: Vec<&str> = opened.students.iter().map(|student| student.name.as_str()).collect();
    let template = Edit {
        cx,
        id: opened.row.id,
        version: opened.row.version,
        fields,
        names: language::list(cx.lang(), &names),
        kinds: kinds(cx, opened, fields),
        channels: Channel::choices(cx, fields.get("channel")),
        asked: short::asked(cx, fields::ROOM, fields::specs(kind_of(fields)), fields),
        newer,
        today: cx.today().to_string(),
    };
    cx.log_readings(&opened.permits).await?;
    page_with(cx, status, &template)
}

fn kind_of(fields: &Fields) -> NoteKind {
    NoteKind::parse(fields.get("kind")).unwrap_or(NoteKind::Talk)
}

/// The kinds that a note of these children can become in this person's hands.
fn kinds(cx: &Cx, opened: &Opened, fields: &Fields) -> Vec<Choice> {
    let may = |kind: NoteKind| {
        opened.students.iter().all(|student| {
            let facts = student.facts(cx.school()).by(opened.row.recorded_by);
            access::decide(&cx.actor, access::Action::Amend, kind.record(), &facts).is_some()
        })
    };
    let mut choices = NoteKind::choices(cx, fields.get("kind"));
    let was = opened.line.kind;
    let fits = |kind: NoteKind| kind == was || kind.has_a_sheet() && was.has_a_sheet();
    choices.retain(|choice| NoteKind::parse(&choice.value).is_some_and(|kind| fits(kind) && may(kind)));
    choices
}

/// `POST /notes/{id}`
pub async fn update(cx: Cx, Path(id): Path<NoteId>, mut fields: Fields) -> Reply {
    let version: i64 = fields.get("version").parse().map_err(|_| Failure::BadRequest)?;
    if fields.get("act") == "check" {
        let opened = open(&cx, id).await?;
        return form(&cx, &opened, &fields, (StatusCode::OK, None)).await;
    }
    let Some(content) = forms::content(&mut fields, &cx) else {
        let opened = open(&cx, id).await?;
        return form(&cx, &opened, &fields, (StatusCode::UNPROCESSABLE_ENTITY, None)).await;
    };
    match actions::amend(&cx, id, version, (&content, fields.some("why"))).await? {
        Amended::Same => see(&format!("/notes/{id}")),
        Amended::Done => see_with(&format!("/notes/{id}"), "casework-said-note-amended"),
        Amended::NeedsReason => {
            fields.refuse(cx.lang(), "why", "casework-error-edit-why");
            let opened = open(&cx, id).await?;
            form(&cx, &opened, &fields, (StatusCode::UNPROCESSABLE_ENTITY, None)).await
        }
        Amended::Stale => {
            let opened = open(&cx, id).await?;
            let newer = Some(newer(&cx, &opened)?);
            form(&cx, &opened, &fields, (StatusCode::CONFLICT, newer)).await
        }
    }
}

fn newer(cx: &Cx, opened: &Opened) -> Result<Newer, Failure> {
    let content = reading::content_of(cx, &opened.row)?;
    let row = &opened.row;
    Ok(Newer {
        fields: content.extra.read(cx, fields::ROOM, fields::specs(content.kind)),
        text: content.text,
        own_words: content.own_words,
        writer: row.amender.clone().unwrap_or_else(|| row.author.clone()),
        at: row.amended_at.unwrap_or(row.recorded_at),
    })
}

/// `POST /notes/{id}/withdrawal`
pub async fn withdraw(cx: Cx, Path(id): Path<NoteId>, fields: Fields) -> Reply {
    let note = format!("/notes/{id}");
    match actions::withdraw(&cx, id, fields.some("why")).await? {
        Withdrawn::Done => see_with(&note, "casework-said-note-withdrawn"),
        Withdrawn::NeedsReason => see(&format!("{note}?reason=needed#withdraw")),
    }
}
