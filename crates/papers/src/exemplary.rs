//! An exemplary case as a file (M5): what all staff may read, to be handed on. Sections in which nothing stands are left
//! out, as on its page.

use axum::Router;
use axum::extract::Path;
use axum::routing::get;
use casework::exemplary::account::{Section, sections};
use casework::exemplary::store::{self, Shown};
use documents::model::{Block, Document, Layout, Level, Span};
use kernel::ExemplaryId;
use web::{App, Cx, Failure, Reply};

use crate::leaving::{self, Leaving, Shape};
use crate::prose::document_lang;

/// The routes of this subject.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/exemplary-cases/{id}/account.docx", get(word))
        .route("/exemplary-cases/{id}/account.pdf", get(pdf))
}

/// `GET /exemplary-cases/{id}/account.docx`
async fn word(cx: Cx, Path(id): Path<ExemplaryId>) -> Reply {
    leaves(&cx, id, Shape::Word).await
}

/// `GET /exemplary-cases/{id}/account.pdf`
async fn pdf(cx: Cx, Path(id): Path<ExemplaryId>) -> Reply {
    leaves(&cx, id, Shape::Pdf).await
}

/// That it leaves is written down. No line with a name stands at its foot: the author takes it out as well, and the
/// author's name would tell the class.
async fn leaves(cx: &Cx, id: ExemplaryId, shape: Shape) -> Reply {
    cx.staff()?;
    let mut conn = cx.app.db.reader().await?;
    let shown = store::shown(&mut conn, cx.school(), id).await?.ok_or(Failure::NotFound)?;
    drop(conn);
    leaving::begin(cx, "exemplary", id.0, None).await?;
    let leaving = Leaving { line: String::new() };
    leaving::file(document(cx, &shown), &shown.title, (leaving, shape)).await
}

fn document(cx: &Cx, shown: &Shown) -> Document {
    let mut blocks: Vec<Block> = sections(&shown.text).into_iter().flat_map(section).collect();
    let day = cx.day(&shown.confirmed_on);
    let role = cx.t(format!("web-role-{}", shown.role));
    let by = [("day", day.as_str().into()), ("name", shown.confirmer.as_str().into()), ("role", role.into())];
    blocks.push(Block::Paragraph(vec![Span::text(cx.tf("exemplary-confirmed", &by))]));
    Document::plain(Layout::Official, shown.title.clone(), blocks, document_lang(cx.lang()))
}

fn section(one: Section) -> Vec<Block> {
    let heading =
        (!one.heading.is_empty()).then(|| Block::Heading(Level::One, vec![Span::text(one.heading)]));
    let words = Block::Paragraph(vec![Span::text(one.words)]);
    heading.into_iter().chain([words]).collect()
}
