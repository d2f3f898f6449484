//! Answering a request, and looking at a tier again.

use access::Action;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use db::Conn;
use kernel::{CaseId, Day, TierChangeId, clock::days_after};
use people::student::Student;
use web::reply::page_with;
use web::{Cx, Failure, Fields, Look, Reply, see_with};

use super::actions;
use super::asking::{ask_words, body};
use super::history::REVIEW_DAYS;
use super::model::{Body, Form, Verdict, Written, label_key};
use super::reading::{self, Change};
use super::store;
use crate::case::Tier;
use crate::note::model::TEXT_LIMIT;
use web::local_path;

#[derive(Template)]
#[template(path = "tier/request.html")]
struct Show<'a> {
    cx: &'a Look,
    fields: &'a Fields,
    change: &'a Change,
    title: &'static str,
    case: CaseId,
    student: &'a Student,
    concern: &'a str,
    written: Option<Written>,
    may_answer: bool,
    may_withdraw: bool,
    review_on: Option<String>,
    questions: Vec<(&'static str, &'static str)>,
}

/// `GET /tier-requests/{id}`
pub async fn show(cx: Cx, Path(id): Path<TierChangeId>) -> Reply {
    request(&cx, id, &Fields::default()).await
}

async fn request(cx: &Cx, id: TierChangeId, fields: &Fields) -> Reply {
    let mut conn = cx.app.db.reader().await?;
    let row = store::lookup(&mut conn, cx.school(), id).await?.ok_or(Failure::NotFound)?;
    let (case, student, permit) =
        crate::case::reading::find(&mut conn, cx, row.case_id, Action::Read).await?;
    let view = crate::case::reading::view(&mut conn, cx, case, permit.clone()).await?;
    let change = reading::change(cx, row)?;
    let written = asked_with(&mut conn, cx, &change, view.id).await?;
    let waits = change.waits() && view.is_open;
    let form = Form::of(change.to);
    let title = ask_words(cx, change.way, change.to);
    let questions = form.questions().iter().filter(|_| change.to != Tier::Class);
    let template = Show {
        cx,
        fields,
        title,
        case: view.id,
        student: &student,
        concern: &view.concern,
        review_on: (change.to != Tier::Class).then(|| {
            let typed = fields.some("review_on").map(str::to_owned);
            typed.unwrap_or_else(|| proposed(cx, written.as_ref()).to_string())
        }),
        written,
        may_answer: waits && reading::answers(cx, &change, &student.facts(cx.school())),
        may_withdraw: waits && Some(change.asked_by) == cx.actor.staff,
        questions: questions.map(|one| (one.name, cx.t(label_key(form, one.name)))).collect(),
        change: &change,
    };
    cx.log_readings(&[permit]).await?;
    let status = if fields.is_right() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    page_with(cx, status, &template)
}

/// The day on which a tier is looked at again unless another is said.
fn usual(cx: &Cx) -> Day {
    days_after(cx.today(), REVIEW_DAYS)
}

/// The form with which it was asked for, as it was written last.
async fn asked_with(
    conn: &mut Conn,
    cx: &Cx,
    change: &Change,
    case: CaseId,
) -> Result<Option<Written>, Failure> {
    let wanted = change.way.form(change.from);
    Ok(reading::forms(conn, cx, case).await?.into_iter().find(|one| one.form == wanted))
}

/// The day that an education plan names, and the usual one without.
fn proposed(cx: &Cx, written: Option<&Written>) -> Day {
    let named = written.and_then(|one| one.body.get("review")).and_then(|day| day.parse::<Day>().ok());
    named.filter(|day| *day > cx.today()).unwrap_or_else(|| usual(cx))
}

/// The day typed, or the one proposed; a day that has passed is refused.
fn review_day(cx: &Cx, fields: &mut Fields, proposed: Day) -> Day {
    let day = fields.day(cx.lang(), "review_on").unwrap_or(proposed);
    if day <= cx.today() {
        fields.refuse(cx.lang(), "review_on", "casework-error-past");
    }
    day
}

/// `POST /tier-requests/{id}/acceptance`: one tap; the form and the day can be said, too.
pub async fn accept(cx: Cx, Path(id): Path<TierChangeId>, mut fields: Fields) -> Reply {
    let (to, proposed) = target(&cx, id).await?;
    let review_on = review_day(&cx, &mut fields, proposed);
    let body = if to == Tier::Class { Body::new() } else { body(&cx, &mut fields, Form::of(to), None) };
    if !fields.is_right() {
        return request(&cx, id, &fields).await;
    }
    let case = actions::answer(&cx, id, &Verdict::Accept { review_on, body }).await?;
    see_with(local_path(fields.get("back"), &format!("/cases/{case}")), "tiers-said-accepted")
}

/// The tier asked, and the day on which to look again unless another is said.
async fn target(cx: &Cx, id: TierChangeId) -> Result<(Tier, Day), Failure> {
    let mut conn = cx.app.db.reader().await?;
    let row = store::lookup(&mut conn, cx.school(), id).await?.ok_or(Failure::NotFound)?;
    let case = row.case_id;
    let change = reading::change(cx, row)?;
    let written = asked_with(&mut conn, cx, &change, case).await?;
    Ok((change.to, proposed(cx, written.as_ref())))
}

/// `POST /tier-requests/{id}/return`: with a reason.
pub async fn give_back(cx: Cx, Path(id): Path<TierChangeId>, mut fields: Fields) -> Reply {
    let why = fields.required(cx.lang(), "why");
    fields.at_most(cx.lang(), "why", TEXT_LIMIT);
    if !fields.is_right() {
        return request(&cx, id, &fields).await;
    }
    let case = actions::answer(&cx, id, &Verdict::Return(why)).await?;
    see_with(&format!("/cases/{case}"), "tiers-said-returned")
}

/// `POST /tier-requests/{id}/withdrawal`
pub async fn withdraw(cx: Cx, Path(id): Path<TierChangeId>) -> Reply {
    let case = actions::withdraw(&cx, id).await?;
    see_with(&format!("/cases/{case}"), "tiers-said-withdrawn")
}

/// `POST /cases/{id}/tier-reviews`: the tier stays; one tap, another day if one likes.
pub async fn renew(cx: Cx, Path(id): Path<CaseId>, mut fields: Fields) -> Reply {
    let usual = usual(&cx);
    let until = review_day(&cx, &mut fields, usual);
    fields.at_most(cx.lang(), "why", TEXT_LIMIT);
    if !fields.is_right() {
        return crate::case::page(&cx, id, &fields).await;
    }
    actions::renew(&cx, id, (until, fields.some("why"))).await?;
    see_with(local_path(fields.get("back"), &format!("/cases/{id}")), "tiers-said-renewed")
}

/// `POST /cases/{id}/tier-end`: the tier is needed no longer, with a reason.
pub async fn end(cx: Cx, Path(id): Path<CaseId>, mut fields: Fields) -> Reply {
    let why = fields.required(cx.lang(), "tier_end_why");
    fields.at_most(cx.lang(), "tier_end_why", TEXT_LIMIT);
    if !fields.is_right() {
        return crate::case::page(&cx, id, &fields).await;
    }
    actions::end(&cx, id, &why).await?;
    see_with(&format!("/cases/{id}"), "tiers-said-ended")
}
