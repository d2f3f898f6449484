//! The pages of templates.

use access::Kind;
use askama::Template;
use axum::Extension;
use axum::extract::{Multipart, Path, Query};
use axum::http::StatusCode;
use documents::filling::{Checked, Filler, Flaw, Shape, Use};
use kernel::{StudentId, TemplateId};
use people::term::Class;
use serde::Deserialize;
use uuid::Uuid;
use web::reply::page_with;
use web::upload::Upload;
use web::{Cx, Failure, Fields, Look, Reply, page, see_with};

use super::names::{self, Meaning, Unknown};
use super::store::{self, Version};
use super::{actions, data, sample as samples};
use crate::fields::{FIELDS, ROWS, label};
use crate::leaving;

/// What is wrong with a file that was sent.
#[derive(Default)]
struct Wrong {
    /// Why it is not taken at all.
    refused: String,
    unknown: Vec<Unknown>,
    flaws: Vec<Flaw>,
    /// How many names are right.
    known: i64,
}

impl Wrong {
    fn is_empty(&self) -> bool {
        self.refused.is_empty() && self.unknown.is_empty() && self.flaws.is_empty()
    }
}

#[derive(Template)]
#[template(path = "templates/index.html")]
struct Index<'a> {
    cx: &'a Look,
    templates: Vec<Version>,
    may_keep: bool,
    form: &'a Fields,
    wrong: Wrong,
    key: String,
}

impl Index<'_> {
    fn place(&self, place: &str) -> String {
        place_words(self.cx, place)
    }
}

impl Show<'_> {
    fn place(&self, place: &str) -> String {
        place_words(self.cx, place)
    }
}

async fn index_page(cx: &Cx, form: &Fields, wrong: Wrong) -> Reply {
    let templates = store::of_school(&mut cx.app.db.reader().await?, cx.school()).await?;
    let status =
        if wrong.is_empty() && form.is_right() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let key = cx.uuid().to_string();
    page_with(cx, status, &Index { cx, templates, may_keep: actions::may_keep(cx), form, wrong, key })
}

fn usable(cx: &Cx) -> Result<(), Failure> {
    if actions::may_use(cx) { Ok(()) } else { Err(Failure::NotFound) }
}

/// `GET /templates`
pub async fn index(cx: Cx) -> Reply {
    usable(&cx)?;
    index_page(&cx, &Fields::default(), Wrong::default()).await
}

/// `POST /templates`: a file is kept when all its names mean something; else the page says what to mend.
pub async fn create(cx: Cx, Extension(filler): Extension<Filler>, upload: Multipart) -> Reply {
    cx.permit_school(access::Action::Create, Kind::Paper)?;
    let (mut form, files) = web::upload::sent(upload).await?;
    let id = form.parse(cx.lang(), "key").unwrap_or_else(|| TemplateId(cx.uuid()));
    let name = form.required(cx.lang(), "name");
    form.at_most(cx.lang(), "name", 60);
    let Some(file) = files.into_iter().next() else {
        form.refuse(cx.lang(), "file", "papers-template-file-none");
        return index_page(&cx, &form, Wrong::default()).await;
    };
    match judged(&cx, &filler, &file).await {
        Ok(checked) if form.is_right() => {
            actions::keep(&cx, (id, Some(&name)), &checked, &file.bytes).await?;
            see_with(&format!("/templates/{id}"), "papers-said-template-kept")
        }
        Ok(_) => index_page(&cx, &form, Wrong::default()).await,
        Err(wrong) => index_page(&cx, &form, wrong).await,
    }
}

/// Looks at a file: what it uses, when all of it is right.
async fn judged(cx: &Cx, filler: &Filler, file: &Upload) -> Result<Checked, Wrong> {
    let checked = filler.check(&file.bytes).await.map_err(|refusal| {
        let args: Vec<_> =
            refusal.args.iter().map(|(name, value)| (*name, language::Arg::Text(value))).collect();
        Wrong { refused: cx.tf(refusal.key(), &args), ..Wrong::default() }
    })?;
    let unknown = names::unknown(cx.lang(), &checked);
    let known = i64::try_from(checked.uses.len() - unknown.len()).unwrap_or(i64::MAX);
    let wrong = Wrong { refused: String::new(), unknown, flaws: checked.flaws.clone(), known };
    if !wrong.is_empty() {
        return Err(wrong);
    }
    if checked.uses.is_empty() {
        return Err(Wrong { refused: cx.t("papers-template-no-names").to_owned(), ..Wrong::default() });
    }
    Ok(checked)
}

/// A name in use, in words.
struct Line {
    written: String,
    means: &'static str,
    example: &'static str,
    place: String,
}

fn line(cx: &Look, one: &Use) -> Option<Line> {
    let (means, example) = match names::of(one)? {
        Meaning::Group(group) => (names::group_label(cx.lang(), group), ""),
        Meaning::Field(key) | Meaning::InRow(key) => {
            (label(cx.lang(), key), cx.t(format!("papers-example-{key}")))
        }
    };
    let sign = match one.used {
        documents::filling::As::Field => "",
        documents::filling::As::Rows => "#",
        documents::filling::As::Condition => "?",
    };
    Some(Line {
        written: format!("{{{{{sign}{}}}}}", one.name),
        means,
        example,
        place: place_words(cx, &one.place),
    })
}

/// A part of a document in words; the cell of a sheet says itself.
fn place_words(cx: &Look, place: &str) -> String {
    match place {
        "document" | "header" | "footer" | "footnotes" | "endnotes" => {
            cx.t(format!("papers-template-in-{place}")).to_owned()
        }
        other => other.to_owned(),
    }
}

#[derive(Template)]
#[template(path = "templates/show.html")]
struct Show<'a> {
    cx: &'a Look,
    newest: &'a Version,
    versions: &'a [Version],
    lines: Vec<Line>,
    classes: Vec<Class>,
    may_keep: bool,
    wrong: Wrong,
    key: String,
}

/// The newest version of a template in use, with the older ones.
async fn found(cx: &Cx, id: TemplateId) -> Result<Vec<Version>, Failure> {
    usable(cx)?;
    let versions = store::versions(&mut cx.app.db.reader().await?, cx.school(), id).await?;
    match versions.first() {
        Some(newest) if newest.withdrawn_at.is_none() => Ok(versions),
        _ => Err(Failure::NotFound),
    }
}

async fn show_page(cx: &Cx, id: TemplateId, wrong: Wrong) -> Reply {
    let versions = found(cx, id).await?;
    let newest = versions.first().ok_or(Failure::NotFound)?;
    let uses = data::uses(newest)?;
    let classes = crate::bundle::classes(&mut cx.app.db.reader().await?, cx).await?;
    let status = if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let show = Show {
        cx,
        newest,
        versions: &versions,
        lines: uses.iter().filter_map(|one| line(cx, one)).collect(),
        classes,
        may_keep: actions::may_keep(cx),
        wrong,
        key: cx.uuid().to_string(),
    };
    page_with(cx, status, &show)
}

/// `GET /templates/{id}`
pub async fn show(cx: Cx, Path(id): Path<TemplateId>) -> Reply {
    show_page(&cx, id, Wrong::default()).await
}

/// `POST /templates/{id}/versions`: a newer file takes the place of the one in use.
pub async fn renew(
    cx: Cx,
    Path(id): Path<TemplateId>,
    Extension(filler): Extension<Filler>,
    upload: Multipart,
) -> Reply {
    cx.permit_school(access::Action::Create, Kind::Paper)?;
    let (_, files) = web::upload::sent(upload).await?;
    let Some(file) = files.into_iter().next() else {
        let refused = cx.t("papers-template-file-none").to_owned();
        return show_page(&cx, id, Wrong { refused, ..Wrong::default() }).await;
    };
    match judged(&cx, &filler, &file).await {
        Ok(checked) => {
            actions::keep(&cx, (id, None), &checked, &file.bytes).await?;
            see_with(&format!("/templates/{id}"), "papers-said-template-renewed")
        }
        Err(wrong) => show_page(&cx, id, wrong).await,
    }
}

/// `POST /templates/{id}/withdrawal`
pub async fn withdraw(cx: Cx, Path(id): Path<TemplateId>) -> Reply {
    actions::withdraw(&cx, id).await?;
    see_with("/templates", "papers-said-template-withdrawn")
}

/// `GET /templates/{id}/versions/{version}/file`: the file as it was sent, for those who keep templates.
pub async fn file(cx: Cx, Path((id, version)): Path<(TemplateId, Uuid)>) -> Reply {
    cx.permit_school(access::Action::Create, Kind::Paper)?;
    let versions = found(&cx, id).await?;
    let version = versions.into_iter().find(|one| one.id == version).ok_or(Failure::NotFound)?;
    let template = super::file_of(&cx, &mut cx.app.db.reader().await?, version).await?;
    let name = format!("{} v{}.{}", template.version.name, template.version.number, template.version.shape);
    web::file(&name, mime(&template.version.shape), template.file)
}

fn mime(shape: &str) -> &'static str {
    match Shape::of(shape) {
        Some(Shape::Excel) => leaving::EXCEL,
        _ => leaving::Shape::Word.mime(),
    }
}

/// Whom a template is filled for.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct For {
    student: StudentId,
}

/// `GET /templates/{id}/filled?student=…`: one child's file.
pub async fn filled(
    cx: Cx,
    Path(id): Path<TemplateId>,
    Extension(filler): Extension<Filler>,
    Query(asked): Query<For>,
) -> Reply {
    let versions = found(&cx, id).await?;
    let newest = versions.first().ok_or(Failure::NotFound)?;
    let made = super::fill(&cx, &filler, newest.id, &[asked.student]).await.pop().ok_or(Failure::NotFound)?;
    let (name, bytes) = made?;
    let name = name.rsplit('/').next().unwrap_or(&name).to_owned();
    web::file(&name, mime(&newest.shape), bytes)
}

/// One field of the dictionary, as the page lists it.
struct Entry {
    label: &'static str,
    key: &'static str,
    example: &'static str,
}

/// A group of rows with its fields.
struct Rows {
    label: &'static str,
    key: &'static str,
    fields: Vec<Entry>,
}

#[derive(Template)]
#[template(path = "templates/fields.html")]
struct Dictionary<'a> {
    cx: &'a Look,
    sources: Vec<(String, Vec<Entry>)>,
    rows: Vec<Rows>,
}

fn entry(cx: &Look, key: &'static str) -> Entry {
    Entry { label: label(cx.lang(), key), key, example: cx.t(format!("papers-example-{key}")) }
}

/// `GET /templates/fields`: what may be asked for, with an example of each.
pub async fn fields(cx: Cx) -> Reply {
    usable(&cx)?;
    let mut sources: Vec<(String, Vec<Entry>)> = Vec::new();
    let mut last = None;
    // A note's own fields stand in its rows: no template is about one note.
    for field in FIELDS.iter().filter(|field| field.source != crate::fields::Source::Notes) {
        if last != Some(field.source) {
            let name = format!("papers-source-{:?}", field.source).to_lowercase();
            sources.push((cx.t(name).to_owned(), Vec::new()));
            last = Some(field.source);
        }
        if let Some((_, entries)) = sources.last_mut() {
            entries.push(entry(&cx, field.key));
        }
    }
    let group = |(key, _, fields): &(&'static str, _, &[&'static str])| Rows {
        label: names::group_label(cx.lang(), key),
        key,
        fields: fields.iter().map(|field| entry(&cx, field)).collect(),
    };
    let rows = ROWS.iter().map(group).collect();
    page(&cx, &Dictionary { cx: &cx, sources, rows })
}

/// `GET /templates/sample/{shape}`: a template with everything in it, to begin from.
pub async fn sample(cx: Cx, Path(shape): Path<String>) -> Reply {
    usable(&cx)?;
    let lang = cx.lang();
    let shape = Shape::of(&shape).ok_or(Failure::NotFound)?;
    let today = cx.today();
    let bytes = leaving::blocking(move || samples::bytes(lang, shape, today)).await?;
    web::file(&format!("{}.{}", cx.t("papers-sample-title"), shape.ending()), mime(shape.ending()), bytes)
}
