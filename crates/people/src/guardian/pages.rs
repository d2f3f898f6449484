//! The contact card and its forms.

use access::{Action, Kind, Permit};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use db::Conn;
use kernel::{GuardianId, StudentId};
use web::reply::page_with;
use web::{Cx, Failure, Fields, Look, Reply, page, see_with};

use super::{Card, Guardian, actions, forms, store};
use crate::student::{self, Student};

/// Why somebody wants to see full numbers.
const REASONS: [&str; 3] = ["contact", "check", "urgent"];

#[derive(Template)]
#[template(path = "guardian/show.html")]
struct Show<'a> {
    cx: &'a Look,
    student: &'a Student,
    age: Option<i64>,
    card: &'a Card,
    missing: &'a [&'static str],
    beside: &'a str,
    may_see_health: bool,
    may_reveal: bool,
    may_change: bool,
    revealed: bool,
    reasons: [&'static str; 3],
}

#[derive(Template)]
#[template(path = "guardian/form.html")]
struct Form<'a> {
    cx: &'a Look,
    student: &'a Student,
    form: &'a Fields,
    action: &'a str,
    relations: [&'static str; 8],
    old: bool,
}

#[derive(Template)]
#[template(path = "guardian/child.html")]
struct ChildForm<'a> {
    cx: &'a Look,
    student: &'a Student,
    form: &'a Fields,
    may_see_health: bool,
}

/// A child's card, opened, and what was read for it.
pub struct Opened {
    /// The child.
    pub student: Student,
    card: Card,
    permits: Vec<Permit>,
    sees_health: bool,
}

/// Opens the card for reading it or for another act. [`card_page`] and the forms log what was read.
///
/// # Errors
/// [`Failure::NotFound`] for who may not know of the child or may not do this, and those of the database.
pub async fn open(conn: &mut Conn, cx: &Cx, id: StudentId, action: Action) -> Result<Opened, Failure> {
    let (student, identity) = student::find_for(conn, cx, id, (action, Kind::Identity)).await?;
    let facts = student.facts(cx.school());
    let family = cx.permit(action, Kind::Family, &facts)?;
    let health = cx.permit(Action::Read, Kind::Health, &facts).ok();
    let card = store::card(conn, &cx.app, (&identity, &family), health.as_ref(), cx.today()).await?;
    let sees_health = health.is_some();
    let permits = [Some(identity), Some(family), health].into_iter().flatten().collect();
    Ok(Opened { student, card, permits, sees_health })
}

/// Whether this is one of the reasons for which full numbers are shown.
#[must_use]
pub fn is_reason(text: &str) -> bool {
    REASONS.contains(&text)
}

/// The page of the card, its readings logged. `beside` is what other rooms know of whom to call, as HTML, with what was
/// read for it. Full numbers stand there when it was opened with [`Action::Reveal`].
///
/// # Errors
/// Those of the database.
pub async fn card_page(cx: &Cx, opened: Opened, revealed: bool, beside: (String, Vec<Permit>)) -> Reply {
    let (beside, more) = beside;
    cx.log_readings(&[opened.permits, more].concat()).await?;
    let facts = opened.student.facts(cx.school());
    let may = |action| cx.permit(action, Kind::Identity, &facts).is_ok();
    let missing = opened.card.missing(opened.sees_health);
    let card = if revealed { opened.card } else { opened.card.masked() };
    let show = Show {
        cx,
        student: &opened.student,
        age: opened.student.age_on(cx.today()),
        card: &card,
        missing: &missing,
        beside: &beside,
        may_see_health: opened.sees_health,
        may_reveal: may(Action::Reveal),
        may_change: may(Action::Amend),
        revealed,
        reasons: REASONS,
    };
    page(cx, &show)
}

/// The card, opened for changing it.
async fn open_to_change(cx: &Cx, id: StudentId) -> Result<Opened, Failure> {
    let mut conn = cx.app.db.reader().await?;
    open(&mut conn, cx, id, Action::Amend).await
}

/// `GET /students/{id}/guardians/new`
pub async fn new(cx: Cx, Path(id): Path<StudentId>) -> Reply {
    let opened = open_to_change(&cx, id).await?;
    let mut form = Fields::default();
    form.set("key", cx.uuid().to_string());
    let action = format!("/students/{id}/guardians");
    let page_ = Form {
        cx: &cx,
        student: &opened.student,
        form: &form,
        action: &action,
        relations: forms::RELATIONS,
        old: false,
    };
    page(&cx, &page_)
}

/// `POST /students/{id}/guardians`
pub async fn create(cx: Cx, Path(id): Path<StudentId>, mut form: Fields) -> Reply {
    let (student, permit) = amend(&cx, id).await?;
    let key = form.parse(cx.lang(), "key").unwrap_or_else(|| cx.uuid());
    let Some(guardian) = forms::read(&mut form, cx.lang(), &Guardian::default()) else {
        let action = format!("/students/{id}/guardians");
        return back(&cx, &student, &form, &action, false);
    };
    actions::keep(&cx, &permit, GuardianId(key), &guardian).await?;
    see_with(&super::path(id), "people-said-kept")
}

/// `GET /students/{id}/guardians/{guardian}/edit`: opens the numbers, so it is logged as a reveal.
pub async fn edit(cx: Cx, Path((id, guardian)): Path<(StudentId, GuardianId)>) -> Reply {
    let opened = open_to_change(&cx, id).await?;
    let one = find(&opened.card, guardian)?;
    cx.log_readings(&opened.permits).await?;
    let action = format!("/students/{id}/guardians/{guardian}");
    let form = forms::of(one);
    page(
        &cx,
        &Form {
            cx: &cx,
            student: &opened.student,
            form: &form,
            action: &action,
            relations: forms::RELATIONS,
            old: true,
        },
    )
}

/// `POST /students/{id}/guardians/{guardian}`
pub async fn update(cx: Cx, Path((id, guardian)): Path<(StudentId, GuardianId)>, mut form: Fields) -> Reply {
    let opened = open_to_change(&cx, id).await?;
    let old = opened.card.guardians.iter().find(|one| one.id == Some(guardian)).ok_or(Failure::Stale)?;
    let Some(new) = forms::read(&mut form, cx.lang(), old) else {
        let action = format!("/students/{id}/guardians/{guardian}");
        return back(&cx, &opened.student, &form, &action, true);
    };
    let (_, permit) = amend(&cx, id).await?;
    actions::change_one(&cx, &permit, old, &new).await?;
    see_with(&super::path(id), "people-said-kept")
}

/// `POST /students/{id}/guardians/{guardian}/end`
pub async fn end(cx: Cx, Path((id, guardian)): Path<(StudentId, GuardianId)>) -> Reply {
    let opened = open_to_change(&cx, id).await?;
    let (_, permit) = amend(&cx, id).await?;
    actions::end(&cx, &permit, find(&opened.card, guardian)?).await?;
    see_with(&super::path(id), "people-said-ended")
}

/// `GET /students/{id}/contact-card/edit`
pub async fn edit_student(cx: Cx, Path(id): Path<StudentId>) -> Reply {
    let opened = open_to_change(&cx, id).await?;
    cx.log_readings(&opened.permits).await?;
    let mut form = Fields::default();
    let child = &opened.card.child;
    for (name, text) in [("phone", &child.phone), ("address", &child.address), ("health", &child.health)] {
        form.set(name, text.as_deref().unwrap_or(""));
    }
    page(
        &cx,
        &ChildForm { cx: &cx, student: &opened.student, form: &form, may_see_health: opened.sees_health },
    )
}

/// `POST /students/{id}/contact-card/edit`
pub async fn update_student(cx: Cx, Path(id): Path<StudentId>, mut form: Fields) -> Reply {
    let opened = open_to_change(&cx, id).await?;
    let Some(mut child) = forms::read_child(&mut form, cx.lang(), &opened.card.child) else {
        let page_ =
            ChildForm { cx: &cx, student: &opened.student, form: &form, may_see_health: opened.sees_health };
        return page_with(&cx, StatusCode::UNPROCESSABLE_ENTITY, &page_);
    };
    let (_, permit) = amend(&cx, id).await?;
    let mut old = opened.card.child;
    if !opened.sees_health {
        // Who may not read health does not overwrite it either.
        let mut conn = cx.app.db.reader().await?;
        old.health = store::health(&mut conn, &cx.app, cx.school(), id).await?;
        child.health.clone_from(&old.health);
    }
    actions::change_child(&cx, &permit, &old, &child).await?;
    see_with(&super::path(id), "people-said-kept")
}

async fn amend(cx: &Cx, id: StudentId) -> Result<(Student, Permit), Failure> {
    let mut conn = cx.app.db.reader().await?;
    student::find_for(&mut conn, cx, id, (Action::Amend, Kind::Family)).await
}

fn find(card: &Card, id: GuardianId) -> Result<&Guardian, Failure> {
    card.guardians.iter().find(|one| one.id == Some(id)).ok_or(Failure::NotFound)
}

fn back(cx: &Cx, student: &Student, form: &Fields, action: &str, old: bool) -> Reply {
    let page_ = Form { cx, student, form, action, relations: forms::RELATIONS, old };
    page_with(cx, StatusCode::UNPROCESSABLE_ENTITY, &page_)
}
