//! The list of students whom a person may know of.

use access::{Action, Kind, scope};
use askama::Template;
use axum::extract::Query;
use kernel::ClassId;
use serde::Deserialize;
use web::{Cx, Look, Reply, page};

use super::{Student, store};

const PER_PAGE: i64 = 60;

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    class: Option<ClassId>,
    #[serde(default)]
    page: u32,
}

#[derive(Template)]
#[template(path = "student/index.html")]
struct Index<'a> {
    cx: &'a Look,
    students: &'a [Student],
    total: i64,
    before: Option<String>,
    after: Option<String>,
    may_judge: bool,
}

/// `GET /students`
pub async fn index(cx: Cx, Query(asked): Query<Asked>) -> Reply {
    let scope = scope(&cx.actor, Action::List, Kind::Roster);
    let mut conn = cx.app.db.reader().await?;
    let skip = i64::from(asked.page).saturating_mul(PER_PAGE);
    let wanted = store::Wanted { class: asked.class, skip, take: PER_PAGE };
    let (students, total) = store::page(&mut conn, &scope, cx.today(), &wanted).await?;
    let address = |page: u32| match asked.class {
        Some(class) => format!("/students?class={class}&page={page}"),
        None => format!("/students?page={page}"),
    };
    let before = asked.page.checked_sub(1).map(address);
    let after = (skip.saturating_add(PER_PAGE) < total).then(|| address(asked.page.saturating_add(1)));
    let may_judge = crate::duplicate::permit(&cx).is_ok();
    page(&cx, &Index { cx: &cx, students: &students, total, before, after, may_judge })
}
