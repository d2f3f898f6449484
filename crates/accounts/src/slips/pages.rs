//! The page of slips.

use access::{Action, Kind};
use askama::Template;
use axum::http::HeaderMap;
use web::{Cx, Fields, Look, Reply, page, see_with};

use super::actions::{self, Slip, Whose};
use super::store::{self, Waiting};
use crate::staff::intake::NEVER;

#[derive(Template)]
#[template(path = "slips/index.html")]
struct Index<'a> {
    cx: &'a Look,
    new: Vec<String>,
    given: Vec<String>,
}

#[derive(Template)]
#[template(path = "slips/show.html")]
struct Show<'a> {
    cx: &'a Look,
    slips: Vec<Slip>,
    address: String,
    until: String,
}

/// `GET /staff/slips`
pub async fn index(cx: Cx) -> Reply {
    cx.permit_school(Action::Amend, Kind::Staff)?;
    let mut conn = cx.app.db.reader().await?;
    let waiting = store::list(&mut conn, cx.school(), cx.today()).await?;
    let (new, given): (Vec<_>, Vec<_>) = waiting.into_iter().partition(|one| one.first_until == NEVER);
    let names = |some: Vec<Waiting>| some.into_iter().map(|one| one.name).collect();
    page(&cx, &Index { cx: &cx, new: names(new), given: names(given) })
}

/// `POST /staff/slips`: the answer shows the first passwords, this once.
pub async fn create(cx: Cx, headers: HeaderMap, form: Fields) -> Reply {
    cx.permit_school(Action::Amend, Kind::Staff)?;
    let whose = if form.get("whose") == "all" { Whose::All } else { Whose::New };
    let (slips, until) = actions::make(&cx, whose).await?;
    if slips.is_empty() {
        return see_with("/staff/slips", "accounts-said-no-slips");
    }
    let address = cx.app.address(&headers);
    let until = cx.day(&until.day());
    page(&cx, &Show { cx: &cx, slips, address, until })
}
