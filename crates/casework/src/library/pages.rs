//! The library as everybody at the school reads it; who keeps the rules adds and hides.

use access::{Action, Kind};
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use noticing::word::Category;
use web::nav::{self, Item};
use web::reply::page_with;
use web::{Cx, Failure, Fields, Look, Reply, page, see_with};

use super::store::Own;
use super::{Measure, actions};
use crate::plan::approval;
use crate::words::Choice;

#[derive(Template)]
#[template(path = "library/index.html")]
struct Index<'a> {
    cx: &'a Look,
    groups: Vec<(Category, Vec<&'a Measure>)>,
    hidden: Vec<&'a Measure>,
    may_change: bool,
    needs_approval: bool,
    belongs: Option<Item>,
}

/// `GET /measures`: words about no child, open to everybody who works here.
pub async fn index(cx: Cx) -> Reply {
    let mut conn = cx.app.db.reader().await?;
    let measures = super::all(&mut conn, &cx).await?;
    let needs_approval = approval::is_needed(&mut conn, cx.school()).await?;
    let (hidden, offered): (Vec<&Measure>, Vec<&Measure>) =
        measures.iter().partition(|measure| measure.is_hidden);
    let of = |category: &Category| {
        let suits = |measure: &&Measure| measure.suits(&[*category]);
        (*category, offered.iter().copied().filter(suits).collect::<Vec<_>>())
    };
    let groups = Category::ALL.iter().map(of).filter(|(_, list)| !list.is_empty()).collect();
    let may_change = cx.permit_school(Action::Amend, Kind::Rules).is_ok();
    let belongs = nav::belongs(&cx.actor, &["/cases", "/duty-rules"]);
    page(&cx, &Index { cx: &cx, groups, hidden, may_change, needs_approval, belongs })
}

#[derive(Template)]
#[template(path = "library/new.html")]
struct New<'a> {
    cx: &'a Look,
    fields: &'a Fields,
    categories: Vec<Choice>,
}

/// `GET /measures/new`
pub async fn new(cx: Cx) -> Reply {
    let mut fields = Fields::default();
    fields.set("id", cx.uuid().to_string());
    form(&cx, &fields, StatusCode::OK)
}

fn form(cx: &Cx, fields: &Fields, status: StatusCode) -> Reply {
    cx.permit_school(Action::Create, Kind::Rules)?;
    let choice = |category: &Category| Choice {
        value: category.code().to_owned(),
        label: category.word(cx).to_owned(),
        chosen: fields.chose("category", category.code()),
    };
    page_with(cx, status, &New { cx, fields, categories: Category::ALL.iter().map(choice).collect() })
}

/// `POST /measures`
pub async fn create(cx: Cx, mut fields: Fields) -> Reply {
    let lang = cx.lang();
    let id = fields.get("id").parse().map_err(|_| Failure::BadRequest)?;
    let [name, purpose, sign] = ["name", "purpose", "sign"].map(|field| fields.required(lang, field));
    for field in ["name", "purpose", "sign"] {
        fields.at_most(lang, field, 200);
    }
    let codes: Vec<&str> =
        fields.all("category").into_iter().filter(|code| Category::parse(code).is_some()).collect();
    let categories = codes.join(",");
    if categories.is_empty() {
        fields.refuse(lang, "category", "measures-error-category");
    }
    if !fields.is_right() {
        return form(&cx, &fields, StatusCode::UNPROCESSABLE_ENTITY);
    }
    actions::add(&cx, &Own { id, categories, name, purpose, sign }).await?;
    see_with("/measures", "measures-said-added")
}

/// `POST /measures/{key}/hiding`
pub async fn hide(cx: Cx, Path(key): Path<String>) -> Reply {
    actions::offer(&cx, &key, false).await?;
    see_with("/measures", "measures-said-hidden")
}

/// `POST /measures/{key}/return`
pub async fn show(cx: Cx, Path(key): Path<String>) -> Reply {
    actions::offer(&cx, &key, true).await?;
    see_with("/measures", "measures-said-offered")
}
