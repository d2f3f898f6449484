//! The page where a file is chosen, and the blank list to fill in.

use std::sync::Arc;

use access::Action;
use askama::Template;
use axum::Extension;
use axum::extract::{Multipart, Query};
use axum::http::StatusCode;
use kernel::Fault;
use serde::Deserialize;
use web::reply::page_with;
use web::{Cx, Failure, Fields, Look, Reply, page, see};

use super::pages::open;
use super::staff::blank;
use super::store::{self, Saved};
use super::{Tools, What, actions, file, forms};

#[derive(Template)]
#[template(path = "import/new.html")]
struct New<'a> {
    cx: &'a Look,
    form: &'a Fields,
    saved: &'a [Saved],
    kinds: &'a [What],
    why: Vec<String>,
}

impl New<'_> {
    /// Whether this kind of file is offered.
    fn reads(&self, key: &str) -> bool {
        self.kinds.iter().any(|what| what.key() == key)
    }
}

fn kinds(cx: &Cx, tools: &Tools) -> Result<Vec<What>, Failure> {
    Ok(open(cx, tools, Action::Create)?.into_iter().map(|(what, _)| what).collect())
}

/// `GET /imports/new`
pub async fn new(cx: Cx, Extension(tools): Extension<Arc<Tools>>, Query(asked): Query<AskedKind>) -> Reply {
    let kinds = kinds(&cx, &tools)?;
    let saved = saved(&cx, &kinds).await?;
    let mut form = Fields::default();
    let kind = What::parse(&asked.kind).filter(|what| kinds.contains(what)).or(kinds.first().copied());
    form.set("kind", kind.map_or("", What::key));
    page(&cx, &New { cx: &cx, form: &form, saved: &saved, kinds: &kinds, why: Vec::new() })
}

/// Which kind of file is to be read.
#[derive(Debug, Default, Deserialize)]
pub struct AskedKind {
    #[serde(default)]
    kind: String,
}

/// Saved mappings, for whoever brings in lists of students.
async fn saved(cx: &Cx, kinds: &[What]) -> Result<Vec<Saved>, Failure> {
    if !kinds.contains(&What::Roster) {
        return Ok(Vec::new());
    }
    let mut conn = cx.app.db.reader().await?;
    Ok(store::mappings(&mut conn, cx.school(), What::Roster).await?)
}

/// `GET /imports/blanks/staff.xlsx`: a list to fill in.
pub async fn blank(cx: Cx) -> Reply {
    actions::permit(&cx, What::Staff, Action::Create)?;
    let (lang, today) = (cx.lang(), cx.today());
    let written = tokio::task::spawn_blocking(move || blank::bytes(lang, today));
    let bytes =
        written.await.map_err(|e| Fault::from("writing", e))?.map_err(|e| Fault::from("writing", e))?;
    let name = format!("{}.xlsx", cx.t("imports-staff-blank"));
    web::reply::file(&name, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", bytes)
}

/// `POST /imports`
pub async fn create(cx: Cx, Extension(tools): Extension<Arc<Tools>>, upload: Multipart) -> Reply {
    let kinds = kinds(&cx, &tools)?;
    let (mut form, files) = forms::sent(upload).await?;
    let saved = saved(&cx, &kinds).await?;
    if files.is_empty() {
        form.refuse(cx.lang(), "file", "imports-file-none");
    }
    let asked = forms::asked(&mut form, cx.lang(), &saved).filter(|asked| kinds.contains(&asked.what));
    let why = match asked {
        None => Vec::new(),
        Some(asked) => match file::read(&tools.reader, files, asked.what, &asked.wanted).await {
            Ok(source) => {
                let id = actions::create(&cx, &tools, (asked.what, source, asked.about)).await?;
                return see(&format!("/imports/{id}"));
            }
            Err(why) => why.iter().map(|told| told.words(cx.lang())).collect(),
        },
    };
    let back = New { cx: &cx, form: &form, saved: &saved, kinds: &kinds, why };
    page_with(&cx, StatusCode::UNPROCESSABLE_ENTITY, &back)
}
