//! Asking another tier, and writing the form of a tier.

use access::Action;
use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use db::Conn;
use kernel::{CaseId, Fault};
use people::student::Student;
use web::reply::page_with;
use web::{Cx, Failure, Fields, Look, Reply, see_with};

use super::actions::{self, Asked, NewRequest};
use super::model::{Body, Days, Form, Way, label_key, speaks_for};
use super::reading;
use crate::case::Tier;
use crate::note::model::TEXT_LIMIT;

/// A question of a form with what stands in it.
struct Item {
    name: &'static str,
    label: &'static str,
    value: String,
    error: String,
    is_day: bool,
}

#[derive(Template)]
#[template(path = "tier/ask.html")]
struct Ask<'a> {
    cx: &'a Look,
    fields: &'a Fields,
    case: CaseId,
    student: &'a Student,
    way: Way,
    title: String,
    items: Vec<Item>,
    waits: bool,
}

#[derive(Template)]
#[template(path = "tier/form.html")]
struct Sheet<'a> {
    cx: &'a Look,
    fields: &'a Fields,
    case: CaseId,
    student: &'a Student,
    form: Form,
    items: Vec<Item>,
}

/// The words of a request: `tiers-ask-up-grade`.
pub(super) fn ask_words(cx: &Look, way: Way, to: Tier) -> &'static str {
    cx.t(format!("tiers-ask-{}-{}", way.key(), to.key()))
}

/// `GET /cases/{id}/tier-requests/new?way=up`
pub async fn new(cx: Cx, Path(id): Path<CaseId>, Query(asked): Query<Vec<(String, String)>>) -> Reply {
    let mut fields = Fields::from(asked);
    fields.set("key", cx.uuid().to_string());
    ask_page(&cx, id, &fields, false).await
}

async fn found(conn: &mut Conn, cx: &Cx, id: CaseId) -> Result<(Tier, Student, access::Permit), Failure> {
    let (row, student, permit) = crate::case::reading::find(conn, cx, id, Action::Amend).await?;
    if !row.is_open {
        return Err(Failure::Stale);
    }
    let tier = Tier::parse(&row.tier).ok_or_else(|| Fault::new("a case of an unknown tier"))?;
    Ok((tier, student, permit))
}

async fn ask_page(cx: &Cx, id: CaseId, fields: &Fields, waits: bool) -> Reply {
    let way = asked_way(fields)?;
    let mut conn = cx.app.db.reader().await?;
    let (tier, student, permit) = found(&mut conn, cx, id).await?;
    let to = way.target(tier).ok_or(Failure::NotFound)?;
    let asking = if way == Way::Breach { Tier::Class } else { tier };
    if !speaks_for(&cx.actor, asking, &student.facts(cx.school())) {
        return Err(Failure::NotFound);
    }
    let form = way.form(tier);
    let mut items = items(&mut conn, cx, (id, form), fields).await?;
    items.retain(|item| Some(item.name) != form.answered_by_reason());
    cx.log_readings(&[permit]).await?;
    let right = fields.is_right() && !waits;
    let status = if right { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let title = ask_words(cx, way, to).to_owned();
    page_with(cx, status, &Ask { cx, fields, case: id, student: &student, way, title, items, waits })
}

fn asked_way(fields: &Fields) -> Result<Way, Failure> {
    Way::parse(fields.get("way")).filter(|way| *way != Way::Ended).ok_or(Failure::NotFound)
}

/// The questions with what was typed, else with what was written last.
async fn items(
    conn: &mut Conn,
    cx: &Cx,
    (case, form): (CaseId, Form),
    fields: &Fields,
) -> Result<Vec<Item>, Failure> {
    let written = reading::forms(conn, cx, case).await?;
    let before = written.into_iter().find(|one| one.form == form && form != Form::Breach);
    let typed = |name: &str| fields.pairs().iter().any(|(key, _)| key == name);
    let item = |question: &super::model::Question| {
        let kept = before.as_ref().and_then(|one| one.body.get(question.name).cloned());
        Item {
            name: question.name,
            label: cx.t(label_key(form, question.name)),
            value: if typed(question.name) {
                fields.get(question.name).to_owned()
            } else {
                kept.unwrap_or_default()
            },
            error: fields.error(question.name).to_owned(),
            is_day: question.days.is_some(),
        }
    };
    Ok(form.questions().iter().map(item).collect())
}

/// What was typed into a form. Days must be days; what is needed must be there.
pub(super) fn body(cx: &Cx, fields: &mut Fields, form: Form, answered: Option<&str>) -> Body {
    let mut body = Body::new();
    for question in form.questions().iter().filter(|question| Some(question.name) != answered) {
        if question.needed {
            fields.required(cx.lang(), question.name);
        }
        fields.at_most(cx.lang(), question.name, TEXT_LIMIT);
        let day = question.days.and_then(|days| Some((days, fields.day(cx.lang(), question.name)?)));
        match day {
            Some((Days::Past, day)) if day > cx.today() => {
                fields.refuse(cx.lang(), question.name, "web-error-future");
            }
            Some((Days::Coming, day)) if day < cx.today() => {
                fields.refuse(cx.lang(), question.name, "casework-error-past");
            }
            _ => {}
        }
        if let Some(text) = fields.some(question.name) {
            body.insert(question.name.to_owned(), text.to_owned());
        }
    }
    body
}

/// `POST /cases/{id}/tier-requests`
pub async fn create(cx: Cx, Path(id): Path<CaseId>, mut fields: Fields) -> Reply {
    let way = asked_way(&fields)?;
    let (tier, ..) = found(&mut cx.app.db.reader().await?, &cx, id).await?;
    let form = way.form(tier);
    let reason = fields.required(cx.lang(), "reason");
    fields.at_most(cx.lang(), "reason", TEXT_LIMIT);
    let body = body(&cx, &mut fields, form, form.answered_by_reason());
    let key = fields.parse(cx.lang(), "key").ok_or(Failure::BadRequest)?;
    if !fields.is_right() {
        return ask_page(&cx, id, &fields, false).await;
    }
    match actions::ask(&cx, id, &NewRequest { key, way, reason, body }).await? {
        Asked::Done => see_with(&format!("/cases/{id}"), "tiers-said-asked"),
        Asked::Waits => ask_page(&cx, id, &fields, true).await,
    }
}

/// `GET /cases/{id}/tier-forms/{form}`
pub async fn form(cx: Cx, Path((id, form)): Path<(CaseId, String)>) -> Reply {
    let form = Form::parse(&form).ok_or(Failure::NotFound)?;
    sheet(&cx, (id, form), &Fields::default()).await
}

async fn sheet(cx: &Cx, (id, form): (CaseId, Form), fields: &Fields) -> Reply {
    let mut conn = cx.app.db.reader().await?;
    let (_, student, permit) = found(&mut conn, cx, id).await?;
    if form == Form::Breach || !speaks_for(&cx.actor, form.tier(), &student.facts(cx.school())) {
        return Err(Failure::NotFound);
    }
    let items = items(&mut conn, cx, (id, form), fields).await?;
    cx.log_readings(&[permit]).await?;
    let status = if fields.is_right() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    page_with(cx, status, &Sheet { cx, fields, case: id, student: &student, form, items })
}

/// `POST /cases/{id}/tier-forms/{form}`
pub async fn write(cx: Cx, Path((id, form)): Path<(CaseId, String)>, mut fields: Fields) -> Reply {
    let form = Form::parse(&form).filter(|form| *form != Form::Breach).ok_or(Failure::NotFound)?;
    let body = body(&cx, &mut fields, form, None);
    if body.is_empty() {
        fields.required(cx.lang(), form.questions().first().map_or("view", |question| question.name));
    }
    if !fields.is_right() {
        return sheet(&cx, (id, form), &fields).await;
    }
    actions::write_form(&cx, id, form, &body).await?;
    see_with(&format!("/cases/{id}#tier"), "tiers-said-form-written")
}
