//! The school's own Word and Excel templates (T3): uploaded with placeholders, checked by name, filled for one child or for
//! many, within the reader's rights. The file is somebody else's: it is opened in a child process only
//! ([`documents::filling`]).

mod actions;
mod data;
mod names;
mod pages;
pub mod sample;
mod store;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use documents::filling::{self, Filler};
use kernel::{Label, StudentId};
use uuid::Uuid;
use web::{App, Cx, Failure};

pub(crate) use data::value;
pub(crate) use names::field_named;
pub use names::of as uses_of;
pub(crate) use store::Version;
pub(crate) use store::of_school as open_templates;

/// The largest request: a file, and the fields beside it.
const MOST_BYTES: usize = filling::FILE_BYTES + 64 * 1024;
/// The label of all that is kept of a template.
pub(crate) const LABEL: Label = Label::CLOSE;
/// Beginning of the name under which a version is asked for in bundles.
const PAPER: &str = "template-";

/// The routes of this subject.
pub fn routes() -> Router<App> {
    let upload = post(pages::create).layer(DefaultBodyLimit::max(MOST_BYTES));
    let renew = post(pages::renew).layer(DefaultBodyLimit::max(MOST_BYTES));
    Router::new()
        .route("/templates", get(pages::index).merge(upload))
        .route("/templates/fields", get(pages::fields))
        .route("/templates/sample/{shape}", get(pages::sample))
        .route("/templates/{id}", get(pages::show))
        .route("/templates/{id}/versions", renew)
        .route("/templates/{id}/withdrawal", post(pages::withdraw))
        .route("/templates/{id}/versions/{version}/file", get(pages::file))
        .route("/templates/{id}/filled", get(pages::filled))
}

/// The version that a bundle asks for; none for papers of the program's own.
pub(crate) fn version_of(paper: &str) -> Option<Uuid> {
    paper.strip_prefix(PAPER)?.parse().ok()
}

/// A file with its name, for one child; or why there is none.
pub(crate) type Outcome = Result<(String, Vec<u8>), Failure>;

/// Fills one version for several children; each has its readings and its leaving logged. One that cannot be filled does not
/// stop the others.
pub(crate) async fn fill(cx: &Cx, filler: &Filler, version: Uuid, students: &[StudentId]) -> Vec<Outcome> {
    let template = match open(cx, version).await {
        Ok(template) => template,
        Err(_) => return students.iter().map(|_| Err(Failure::NotFound)).collect(),
    };
    let mut told = Vec::new();
    for student in students {
        told.push(data::of(cx, &template.version, *student).await);
    }
    let whole: Vec<filling::Data> = told.iter().flatten().map(|one| one.data.clone()).collect();
    let together = if whole.is_empty() { None } else { filler.fill(&template.file, whole).await.ok() };
    let mut together = together.map(Vec::into_iter);
    let mut made = Vec::new();
    for one in told {
        let Ok(one) = one else {
            made.push(one.map(|one| (one.name, Vec::new())));
            continue;
        };
        let bytes = match together.as_mut().and_then(Iterator::next) {
            Some(bytes) => Ok(bytes),
            None => alone(filler, &template.file, one.data).await,
        };
        let ending = &template.version.shape;
        made.push(
            bytes.map(|bytes| {
                (format!("{}/{} {}.{ending}", one.class, template.version.name, one.name), bytes)
            }),
        );
    }
    made
}

/// One by itself, when they could not be filled together.
async fn alone(filler: &Filler, file: &[u8], data: filling::Data) -> Result<Vec<u8>, Failure> {
    let filled = filler.fill(file, vec![data]).await;
    let why = |refusal: documents::reading::Refusal| kernel::Fault::new(refusal.key());
    Ok(filled.map_err(why)?.pop().unwrap_or_default())
}

/// A version with its file.
struct Template {
    version: Version,
    file: Vec<u8>,
}

/// A version of a template that was not withdrawn.
async fn open(cx: &Cx, version: Uuid) -> Result<Template, Failure> {
    let mut conn = cx.app.db.reader().await?;
    let found = store::lookup_version(&mut conn, cx.school(), version).await?.ok_or(Failure::NotFound)?;
    if found.withdrawn_at.is_some() {
        return Err(Failure::NotFound);
    }
    file_of(cx, &mut conn, found).await
}

async fn file_of(cx: &Cx, conn: &mut db::Conn, version: Version) -> Result<Template, Failure> {
    let cell = store::file(conn, cx.school(), version.id).await?;
    let key = cx.app.row(cx.school(), "template_version", *version.id.as_bytes(), LABEL);
    let file = key.open("file_cell", &cell).map_err(|_| kernel::Fault::new("a template cannot be read"))?;
    Ok(Template { version, file: file.to_vec() })
}

/// What a bundle of this version is called.
pub(crate) async fn title(conn: &mut db::Conn, cx: &Cx, version: Uuid) -> Result<String, Failure> {
    let found = store::lookup_version(conn, cx.school(), version).await?;
    Ok(found.map_or_else(|| cx.t("papers-kind-template").to_owned(), |version| version.name))
}
