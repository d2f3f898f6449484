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
    #[serde(default, deserialize_with = "any_or_one")]
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
    classes: &'a [store::Class],
    chosen: Option<ClassId>,
    before: Option<String>,
    after: Option<String>,
    may_judge: bool,
}

impl Index<'_> {
    fn is_chosen(&self, class: &store::Class) -> bool {
        self.chosen == Some(class.id)
    }
}

/// `GET /students`
pub async fn index(cx: Cx, Query(asked): Query<Asked>) -> Reply {
    let scope = scope(&cx.actor, Action::List, Kind::Roster);
    let mut conn = cx.app.db.reader().await?;
    let skip = i64::from(asked.page).saturating_mul(PER_PAGE);
    let wanted = store::Wanted { class: asked.class, skip, take: PER_PAGE };
    let store::Page { students, total, classes } =
        store::page(&mut conn, &scope, cx.today(), &wanted).await?;
    let address = |page: u32| match asked.class {
        Some(class) => format!("/students?class={class}&page={page}"),
        None => format!("/students?page={page}"),
    };
    let before = asked.page.checked_sub(1).map(address);
    let after = (skip.saturating_add(PER_PAGE) < total).then(|| address(asked.page.saturating_add(1)));
    let may_judge = crate::duplicate::permit(&cx).is_ok();
    let (students, classes, chosen) = (students.as_slice(), classes.as_slice(), asked.class);
    page(&cx, &Index { cx: &cx, students, total, classes, chosen, before, after, may_judge })
}

/// A class, or nothing for all of them: a list of choices sends an empty text for that.
fn any_or_one<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<ClassId>, D::Error> {
    let text = String::deserialize(from)?;
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(serde::de::Error::custom)
}
