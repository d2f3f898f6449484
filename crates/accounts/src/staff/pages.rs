//! The pages of staff and roles.

use access::{Action, Kind, Role};
use askama::Template;
use axum::Extension;
use axum::extract::Path;
use axum::http::StatusCode;
use kernel::{RoleId, StaffId};
use people::staff::leaving::Rooms;
use people::term::{self, Class};
use web::reply::page_with;
use web::{Cx, Failure, Fields, Look, Reply, page, see_with};

use super::actions::Ended;
use super::store::{Held, Line};
use super::{actions, forms, store};
use crate::slips;

#[derive(Template)]
#[template(path = "staff/index.html")]
struct Index<'a> {
    cx: &'a Look,
    lines: Vec<(&'a Line, Vec<InWords>)>,
    may_change: bool,
    today: kernel::Day,
    /// Nobody is here yet but who set the school up: the page says what comes next.
    first_day: bool,
    /// People who have not chosen a password yet.
    waiting: i64,
}

#[derive(Template)]
#[template(path = "staff/new.html")]
struct New<'a> {
    cx: &'a Look,
    form: &'a Fields,
}

#[derive(Template)]
#[template(path = "staff/show.html")]
struct Show<'a> {
    cx: &'a Look,
    line: &'a Line,
    roles: Vec<(&'a Held, String, bool)>,
    classes: &'a [Class],
    grades: Vec<i64>,
    form: &'a Fields,
    offered: [Role; 10],
    may_change: bool,
    first_password: Option<&'a str>,
    serves: bool,
    clashes: bool,
}

/// A role, and the classes or grades where somebody has it.
type InWords = (&'static str, Vec<String>);

/// Where a role is held: 三年级（2）班; nothing for the whole school.
fn place(cx: &Look, held: &Held) -> Option<String> {
    match (held.class_grade, held.class_number, held.grade) {
        (Some(grade), Some(number), _) => Some(cx.class_name(&grade, &number)),
        (_, _, Some(grade)) => Some(cx.grade_name(&grade).to_owned()),
        _ => None,
    }
}

fn role(cx: &Look, held: &Held) -> &'static str {
    cx.t(format!("web-role-{}", held.role))
}

/// A role in words: 班主任 · 三年级（2）班.
fn words(cx: &Look, held: &Held) -> String {
    let role = role(cx, held);
    place(cx, held).map_or_else(|| role.to_owned(), |place| format!("{role} · {place}"))
}

/// Adds a role to those of somebody: the same role in another class stands behind the first.
fn gather(roles: &mut Vec<InWords>, role: &'static str, place: Option<String>) {
    match roles.iter_mut().find(|(known, _)| *known == role) {
        Some((_, places)) => places.extend(place),
        None => roles.push((role, place.into_iter().collect())),
    }
}

fn may_change(cx: &Cx) -> bool {
    cx.permit_school(Action::Amend, Kind::Staff).is_ok()
}

/// `GET /staff`
pub async fn index(cx: Cx) -> Reply {
    cx.permit_school(Action::List, Kind::Staff)?;
    let mut conn = cx.app.db.reader().await?;
    let lines = store::list(&mut conn, cx.school(), cx.today()).await?;
    let roles = store::roles_today(&mut conn, cx.school(), cx.today()).await?;
    let mut of: std::collections::HashMap<StaffId, Vec<InWords>> = std::collections::HashMap::new();
    for held in &roles {
        gather(of.entry(held.staff).or_default(), role(&cx, held), place(&cx, held));
    }
    let waiting = slips::waiting(&mut conn, &cx).await?;
    let first_day = lines.len() == 1;
    let lines = lines.iter().map(|line| (line, of.remove(&line.id).unwrap_or_default())).collect();
    let shown = Index { cx: &cx, lines, may_change: may_change(&cx), today: cx.today(), first_day, waiting };
    page(&cx, &shown)
}

/// `GET /staff/new`
pub async fn new(cx: Cx) -> Reply {
    cx.permit_school(Action::Create, Kind::Staff)?;
    page(&cx, &New { cx: &cx, form: &Fields::default() })
}

/// `POST /staff`
pub async fn create(cx: Cx, mut form: Fields) -> Reply {
    cx.permit_school(Action::Create, Kind::Staff)?;
    let lang = cx.lang();
    let name = form.required(lang, "name");
    let login = form.required(lang, "sign_in").to_lowercase();
    form.at_most(lang, "name", 60);
    form.at_most(lang, "sign_in", 60);
    if !login.chars().all(|c| c.is_ascii_alphanumeric() || ".-_@".contains(c)) {
        form.refuse(lang, "sign_in", "accounts-name-letters");
    }
    if form.is_right() {
        let subject = form.some("subject").map(str::to_owned);
        if let Some((id, first)) = actions::add(&cx, &name, subject.as_deref(), &login).await? {
            return show_with(&cx, id, &Fields::default(), Some(&first)).await;
        }
        form.refuse(lang, "sign_in", "accounts-name-taken");
    }
    page_with(&cx, StatusCode::UNPROCESSABLE_ENTITY, &New { cx: &cx, form: &form })
}

/// `GET /staff/{id}`
pub async fn show(cx: Cx, Path(id): Path<StaffId>) -> Reply {
    show_with(&cx, id, &Fields::default(), None).await
}

async fn show_with(cx: &Cx, id: StaffId, form: &Fields, first_password: Option<&str>) -> Reply {
    cx.permit_school(Action::Read, Kind::Staff)?;
    let mut conn = cx.app.db.reader().await?;
    let line = store::lookup(&mut conn, cx.school(), id).await?.ok_or(Failure::NotFound)?;
    let held = store::roles_of(&mut conn, cx.school(), id).await?;
    let classes = term::store::classes(&mut conn, cx.school(), cx.today()).await?;
    let mut grades: Vec<i64> = classes.iter().map(|class| class.grade).collect();
    grades.dedup();
    let roles = held.iter().map(|one| (one, words(cx, one), one.until_on >= cx.today())).collect();
    let show = Show {
        cx,
        line: &line,
        roles,
        classes: &classes,
        grades,
        form,
        offered: forms::ROLES,
        may_change: may_change(cx),
        first_password,
        clashes: access::alone::clashes(&mut conn, cx.school(), id, cx.today()).await?,
        serves: line.left_on >= cx.today(),
    };
    let status = if form.is_right() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    page_with(cx, status, &show)
}

/// `POST /staff/{id}/roles`
pub async fn grant(cx: Cx, Path(id): Path<StaffId>, mut form: Fields) -> Reply {
    cx.permit_school(Action::Amend, Kind::Staff)?;
    let mut conn = cx.app.db.reader().await?;
    store::lookup(&mut conn, cx.school(), id).await?.ok_or(Failure::NotFound)?;
    let classes = term::store::classes(&mut conn, cx.school(), cx.today()).await?;
    drop(conn);
    let Some(new) = forms::role(&mut form, &cx, id, &classes) else {
        return show_with(&cx, id, &form, None).await;
    };
    if !actions::grant(&cx, &new).await? {
        form.refuse(cx.lang(), "role", "accounts-role-alone");
        return show_with(&cx, id, &form, None).await;
    }
    see_with(&format!("/staff/{id}"), "accounts-said-granted")
}

/// `POST /staff/{id}/roles/{role}/end`
pub async fn end_role(cx: Cx, Path((id, role)): Path<(StaffId, RoleId)>) -> Reply {
    cx.permit_school(Action::Amend, Kind::Staff)?;
    let said = match actions::end_role(&cx, id, role).await? {
        Ended::Alone => "accounts-said-ended",
        Ended::WithOthers => "accounts-said-ended-all",
        Ended::Last => "accounts-said-last",
        Ended::Serves => "accounts-said-serves",
    };
    see_with(&format!("/staff/{id}"), said)
}

/// `POST /staff/{id}/account`: for somebody who serves and cannot sign in.
pub async fn open_account(cx: Cx, Path(id): Path<StaffId>) -> Reply {
    cx.permit_school(Action::Amend, Kind::Staff)?;
    let mut conn = cx.app.db.reader().await?;
    let line = store::lookup(&mut conn, cx.school(), id).await?.ok_or(Failure::NotFound)?;
    drop(conn);
    let first = actions::open_account(&cx, id, &line.name).await?;
    show_with(&cx, id, &Fields::default(), Some(&first)).await
}

/// `POST /staff/{id}/password`
pub async fn reset(cx: Cx, Path(id): Path<StaffId>) -> Reply {
    cx.permit_school(Action::Amend, Kind::Staff)?;
    let mut conn = cx.app.db.reader().await?;
    let line = store::lookup(&mut conn, cx.school(), id).await?.ok_or(Failure::NotFound)?;
    drop(conn);
    let login = line.login.ok_or(Failure::NotFound)?;
    let first = actions::reset(&cx, id, &login).await?;
    show_with(&cx, id, &Fields::default(), Some(&first)).await
}

/// `POST /staff/{id}/sex`: for the suggestions of the pairing board; may stay unsaid.
pub async fn sex(cx: Cx, Path(id): Path<StaffId>, form: Fields) -> Reply {
    cx.permit_school(Action::Amend, Kind::Staff)?;
    let sex = form.some("sex");
    if sex.is_some_and(|sex| !["f", "m"].contains(&sex)) {
        return Err(Failure::BadRequest);
    }
    actions::set_sex(&cx, id, sex).await?;
    see_with(&format!("/staff/{id}"), "accounts-said-kept")
}

/// `POST /staff/{id}/leave`
pub async fn leave(cx: Cx, Extension(farewells): Extension<Rooms>, Path(id): Path<StaffId>) -> Reply {
    cx.permit_school(Action::Amend, Kind::Staff)?;
    actions::leave(&cx, id, &farewells).await?;
    see_with("/staff", "accounts-said-left")
}
