//! The pages of papers: what can be made and what was kept, the paper with its paragraphs, the list behind a number.

use access::{Action, Facts, Kind};
use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use documents::model::Fact;
use kernel::{ClassId, PaperId, TermId};
use noticing::word::Category;
use people::term::store as terms;
use people::term::{Class, Term};
use serde::Deserialize;
use uuid::Uuid;
use web::reply::page_with;
use web::{Cx, Failure, Fields, Look, Reply, page, see_with};

use super::actions::{self, Found, Gone, Saved, Typed};
use super::store::{self, Kept};
use super::{About, KINDS, marked, record_of};
use crate::figures::{self, Item};
use crate::leaving::{self, Shape};

mod view;
use view::{Block, blocks};

#[derive(Template)]
#[template(path = "paper/index.html")]
struct Index<'a> {
    cx: &'a Look,
    kinds: [&'static str; 3],
    grades: Vec<i64>,
    whole: bool,
    /// Whether papers about all children can be made, and not those of one category alone.
    makes_all: bool,
    /// Whether ledgers and files can be taken out.
    takes: bool,
    categories: Vec<Category>,
    classes: &'a [Class],
    terms: &'a [Term],
    current: Option<TermId>,
    kept: &'a [Kept],
    key: Uuid,
}

impl Index<'_> {
    fn is_current(&self, term: &Term) -> bool {
        self.current == Some(term.id)
    }
}

/// `GET /papers`
pub async fn index(cx: Cx) -> Reply {
    let mut conn = cx.app.db.reader().await?;
    let makes = |record| !access::scope(&cx.actor, Action::Create, record).is_empty();
    let makes_all = makes(Kind::Paper);
    let record = if makes_all { Kind::Paper } else { Kind::PsyPaper };
    let classes = store::classes(&mut conn, &cx, record).await?;
    let may = |facts: &Facts| access::decide(&cx.actor, Action::Create, record, facts).is_some();
    let school = Facts::school(cx.school());
    let mut grades: Vec<i64> = classes.iter().map(|class| class.grade).collect();
    grades.dedup();
    grades.retain(|grade| may(&Facts { grade: Some(*grade), ..school }));
    let kept = store::list(&mut conn, &cx).await?;
    if classes.is_empty() && access::scope(&cx.actor, Action::List, Kind::Paper).is_empty() {
        return Err(Failure::NotFound);
    }
    let terms = terms::list(&mut conn, cx.school()).await?;
    let current = terms::lookup_current(&mut conn, cx.school(), cx.today()).await?.map(|term| term.id);
    let key = cx.uuid();
    let listed = |category: &Category| {
        makes(record_of(Some(*category)))
            && !access::scope(&cx.actor, Action::List, category.kind()).is_empty()
    };
    let categories = Category::ALL.iter().copied().filter(listed).collect();
    let index = Index {
        cx: &cx,
        kinds: KINDS,
        grades,
        whole: may(&school),
        makes_all,
        takes: !access::scope(&cx.actor, Action::Export, Kind::Roster).is_empty(),
        categories,
        classes: &classes,
        terms: &terms,
        current,
        kept: &kept,
        key,
    };
    page(&cx, &index)
}

/// `POST /papers`
pub async fn create(cx: Cx, mut form: Fields) -> Reply {
    let lang = cx.lang();
    let of = form.get("class").to_owned();
    let (class, grade): (Option<ClassId>, Option<i64>) = match of.split_once('-') {
        Some(("grade", grade)) => (None, grade.parse().ok()),
        _ if of == "school" => (None, None),
        _ => (form.parse(lang, "class"), None),
    };
    if class.is_none() && grade.is_none() && of != "school" {
        return Err(Failure::BadRequest);
    }
    let category = Category::parse(form.get("category"));
    let term: Option<TermId> = form.parse(lang, "term");
    let id: PaperId = form.parse(lang, "key").unwrap_or_else(|| PaperId(cx.uuid()));
    let Some(term) = term else { return Err(Failure::BadRequest) };
    let about = About { kind: form.get("kind").to_owned(), class, grade, category, term };
    actions::make(&cx, id, &about).await?;
    see_with(&format!("/papers/{id}"), "papers-said-made")
}

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
pub struct Asks {
    edit: Option<String>,
}

#[derive(Template)]
#[template(path = "paper/show.html")]
struct Show<'a> {
    cx: &'a Look,
    found: &'a Found,
    blocks: &'a [Block],
    signature: &'a [String],
    editing: Option<&'a str>,
    typed: &'a str,
    /// The text as it was when she began.
    was: &'a str,
    stale: bool,
    /// Numbers that are no longer in what she typed.
    gone: &'a [Gone],
    gaps: i64,
    may_edit: bool,
    may_approve: bool,
    may_export: bool,
}

/// `GET /papers/{id}`
pub async fn show(cx: Cx, Path(id): Path<PaperId>, Query(asks): Query<Asks>) -> Reply {
    let found = actions::find(&cx, id, Action::Read).await?;
    cx.log_readings(std::slice::from_ref(&found.permit)).await?;
    shown(&cx, &found, Open { part: asks.edit.as_deref(), typed: None, gone: &[] }, StatusCode::OK)
}

/// What is open for editing.
struct Open<'a> {
    /// The paragraph.
    part: Option<&'a str>,
    /// Words that could not be kept.
    typed: Option<&'a Typed>,
    /// Numbers that are no longer in them.
    gone: &'a [Gone],
}

/// The page, with one paragraph open for editing.
fn shown(cx: &Cx, found: &Found, Open { part: edit, typed, gone }: Open<'_>, status: StatusCode) -> Reply {
    let facts = found.asked.facts(cx).by(found.paper.owner_id);
    let may = |action| access::decide(&cx.actor, action, found.paper.record(), &facts).is_some();
    let written = &found.body.written;
    let blocks = blocks(cx.lang(), written);
    let place = written.parts.iter().position(|part| Some(part.key.as_str()) == edit);
    let spans = place.and_then(|place| written.document.blocks.get(place)).and_then(crate::prose::runs);
    let text = spans.map(|spans| marked::write(spans)).unwrap_or_default();
    let signature = written.document.signature.as_ref();
    let lines: Vec<String> =
        signature.iter().flat_map(|s| s.org.lines().chain([s.date.as_str()])).map(str::to_owned).collect();
    let template = Show {
        cx,
        found,
        blocks: &blocks,
        signature: &lines,
        editing: edit.filter(|_| spans.is_some() && may(Action::Amend) && found.paper.approved_at.is_none()),
        typed: typed.map_or(&text, |typed| &typed.text),
        was: typed.map(|typed| typed.shown.as_str()).filter(|was| !was.is_empty()).unwrap_or(&text),
        stale: typed.is_some() && gone.is_empty(),
        gone,
        gaps: blocks.iter().map(Block::gaps).sum(),
        may_edit: may(Action::Amend) && found.paper.approved_at.is_none(),
        may_approve: may(Action::Amend),
        may_export: may(Action::Export),
    };
    page_with(cx, status, &template)
}

/// `POST /papers/{id}`
pub async fn update(cx: Cx, Path(id): Path<PaperId>, mut form: Fields) -> Reply {
    let found = actions::find(&cx, id, Action::Amend).await?;
    let version: Option<i64> = form.parse(cx.lang(), "version");
    let Some(version) = version else { return Err(Failure::BadRequest) };
    let get = |name: &str| form.get(name).to_owned();
    let typed = Typed {
        part: get("part"),
        text: get("text"),
        shown: get("shown"),
        without: form.get("without") == "yes",
    };
    let saved = actions::edit(&cx, found, &typed, version).await?;
    let (gone, status) = match saved {
        Saved::Whole => return see_with(&format!("/papers/{id}#{}", typed.part), "papers-said-saved"),
        Saved::Without => return see_with(&format!("/papers/{id}#{}", typed.part), "papers-said-without"),
        Saved::Missing(gone) => (gone, StatusCode::UNPROCESSABLE_ENTITY),
        Saved::Stale => (Vec::new(), StatusCode::CONFLICT),
    };
    let found = actions::find(&cx, id, Action::Amend).await?;
    let open = Open { part: Some(&typed.part), typed: Some(&typed), gone: &gone };
    shown(&cx, &found, open, status)
}

/// `POST /papers/{id}/renewal`: one paragraph says again what the records say.
pub async fn renew(cx: Cx, Path(id): Path<PaperId>, mut form: Fields) -> Reply {
    let found = actions::find(&cx, id, Action::Amend).await?;
    let version: Option<i64> = form.parse(cx.lang(), "version");
    let part = form.get("part").to_owned();
    actions::renew(&cx, found, &part, version.ok_or(Failure::BadRequest)?).await?;
    see_with(&format!("/papers/{id}#{part}"), "papers-said-renewed")
}

/// `POST /papers/{id}/confirmation`: a case told without a name may leave, or is taken out.
pub async fn confirm(cx: Cx, Path(id): Path<PaperId>, mut form: Fields) -> Reply {
    let found = actions::find(&cx, id, Action::Amend).await?;
    let version: Option<i64> = form.parse(cx.lang(), "version");
    let (part, good) = (form.get("part").to_owned(), form.get("good") == "yes");
    actions::confirm(&cx, found, (&part, good), version.ok_or(Failure::BadRequest)?).await?;
    see_with(&format!("/papers/{id}"), if good { "papers-said-confirmed" } else { "papers-said-left-out" })
}

/// `POST /papers/{id}/approval`: approve, or take it back with `on=no`.
pub async fn approve(cx: Cx, Path(id): Path<PaperId>, mut form: Fields) -> Reply {
    let found = actions::find(&cx, id, Action::Amend).await?;
    let version: Option<i64> = form.parse(cx.lang(), "version");
    let on = form.get("on") != "no";
    actions::approve(&cx, found, on, version.ok_or(Failure::BadRequest)?).await?;
    see_with(&format!("/papers/{id}"), if on { "papers-said-approved" } else { "papers-said-reopened" })
}

/// `GET /papers/{id}/word`
pub async fn word(cx: Cx, Path(id): Path<PaperId>) -> Reply {
    leaves(&cx, id, Shape::Word).await
}

/// `GET /papers/{id}/pdf`
pub async fn pdf(cx: Cx, Path(id): Path<PaperId>) -> Reply {
    leaves(&cx, id, Shape::Pdf).await
}

async fn leaves(cx: &Cx, id: PaperId, shape: Shape) -> Reply {
    let found = actions::find(cx, id, Action::Export).await?;
    cx.log_readings(std::slice::from_ref(&found.permit)).await?;
    let leaving = leaving::begin(cx, &found.paper.kind, id.0, None).await?;
    let document = found.body.written.leaving();
    let name = document.title.replace('\n', " ");
    leaving::file(document, &name, (leaving, shape)).await
}

#[derive(Template)]
#[template(path = "paper/print.html")]
pub(crate) struct Print<'a> {
    pub(crate) cx: &'a Look,
    pub(crate) title: String,
    pub(crate) printed: leaving::Printed,
    pub(crate) line: String,
    pub(crate) back: String,
    pub(crate) files: Files,
}

/// Where the same is had as a file.
pub(crate) struct Files {
    word: String,
    pdf: String,
}

impl Files {
    /// Beside the printed page: `…/file.docx`.
    pub(crate) fn beside(page: &str) -> Self {
        Self { word: format!("{page}.docx"), pdf: format!("{page}.pdf") }
    }

    /// Below the printed page, for the same question: `…/word?student=…`.
    pub(crate) fn below(page: &str, question: Option<&str>) -> Self {
        let tail = question.map(|question| format!("?{question}")).unwrap_or_default();
        Self { word: format!("{page}/word{tail}"), pdf: format!("{page}/pdf{tail}") }
    }
}

/// `GET /papers/{id}/print`
pub async fn print(cx: Cx, Path(id): Path<PaperId>) -> Reply {
    let found = actions::find(&cx, id, Action::Export).await?;
    cx.log_readings(std::slice::from_ref(&found.permit)).await?;
    let leaving = leaving::begin(&cx, &found.paper.kind, id.0, None).await?;
    let document = found.body.written.leaving();
    let title = document.title.replace('\n', " ");
    let printed = leaving::printed(document).await?;
    let back = format!("/papers/{id}");
    let files = Files::below(&back, None);
    page(&cx, &Print { cx: &cx, title, printed, line: leaving.line, back, files })
}

#[derive(Template)]
#[template(path = "paper/fact.html")]
struct FactPage<'a> {
    cx: &'a Look,
    back: String,
    fact: &'a Fact,
    rows: &'a [view::Row],
    /// What the records say now, when it is no longer what the paper says.
    now: Option<String>,
    /// Whether the list can be shown at all.
    listed: bool,
}

/// `GET /papers/{id}/facts/{mark}`
pub async fn fact(cx: Cx, Path((id, mark)): Path<(PaperId, u32)>) -> Reply {
    let actions::Cited { found, fact, key, stands } = actions::find_fact(&cx, id, mark).await?;
    let key = key.as_str();
    let mut conn = cx.app.db.reader().await?;
    let items = figures::list(&mut conn, &cx, &found.asked, key).await?;
    drop(conn);
    let listed = items.is_some();
    let items: Vec<Item> = items.unwrap_or_default();
    let mut permits = figures::permits(&cx, &found.asked, key, &items);
    permits.push(found.permit.clone());
    cx.log_readings(&permits).await?;
    let now = actions::total(crate::prose::lang_of(&found.body.written.document), key, &items);
    let now = Some(now).filter(|now| listed && stands && *now != fact.value);
    let rows: Vec<view::Row> = items.iter().map(|item| view::row(&cx, key, item)).collect();
    page(&cx, &FactPage { cx: &cx, back: format!("/papers/{id}"), fact: &fact, rows: &rows, now, listed })
}
