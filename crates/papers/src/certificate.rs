//! The certificate of a commendation (M5): for the person commended, and for who judges.

use access::{Action, Kind};
use axum::Router;
use axum::extract::Path;
use axum::routing::get;
use documents::model::{Block, Document, Layout, Signature, Span};
use duties::commendation::store::{self, Commendation, Round};
use kernel::CommendationId;
use web::{App, Cx, Failure, Reply, page};

use crate::leaving::{self, Leaving, Shape};
use crate::paper::pages::{Files, Print};
use crate::prose::document_lang;

/// The routes of this subject.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/commendations/{id}/certificate", get(print))
        .route("/commendations/{id}/certificate.docx", get(word))
        .route("/commendations/{id}/certificate.pdf", get(pdf))
}

/// `GET /commendations/{id}/certificate`
async fn print(cx: Cx, Path(id): Path<CommendationId>) -> Reply {
    let document = made(&cx, id).await?;
    unmarked(&cx, id).await?;
    let title = document.title.clone();
    let printed = leaving::printed(document).await?;
    let (line, back) = (String::new(), "/commendations".to_owned());
    let files = Files::beside(&format!("/commendations/{id}/certificate"));
    page(&cx, &Print { cx: &cx, title, printed, line, back, files })
}

/// `GET /commendations/{id}/certificate.docx`
async fn word(cx: Cx, Path(id): Path<CommendationId>) -> Reply {
    leaves(&cx, id, Shape::Word).await
}

/// `GET /commendations/{id}/certificate.pdf`
async fn pdf(cx: Cx, Path(id): Path<CommendationId>) -> Reply {
    leaves(&cx, id, Shape::Pdf).await
}

async fn leaves(cx: &Cx, id: CommendationId, shape: Shape) -> Reply {
    let document = made(cx, id).await?;
    let leaving = unmarked(cx, id).await?;
    let name = document.title.clone();
    leaving::file(document, &name, (leaving, shape)).await
}

/// That it leaves is written down; it tells of no child and hangs on a wall, so that no line stands below it.
async fn unmarked(cx: &Cx, id: CommendationId) -> Result<Leaving, Failure> {
    leaving::begin(cx, "certificate", id.0, None).await?;
    Ok(Leaving { line: String::new() })
}

async fn made(cx: &Cx, id: CommendationId) -> Result<Document, Failure> {
    let mut conn = cx.app.db.reader().await?;
    let given = store::lookup(&mut conn, cx.school(), id).await?.ok_or(Failure::NotFound)?;
    if cx.actor.staff != Some(given.staff_id) {
        cx.permit_school(Action::List, Kind::Duty)?;
    }
    let round = store::round(&mut conn, cx.school(), given.round_id).await?.ok_or(Failure::NotFound)?;
    Ok(document(cx, &given, &round))
}

fn document(cx: &Cx, given: &Commendation, round: &Round) -> Document {
    let text = |text: String| Block::Paragraph(vec![Span::text(text)]);
    Document {
        layout: Layout::Letter,
        title: cx.t("papers-certificate").to_owned(),
        number: None,
        to: Some(cx.tx("papers-certificate-to", &given.name)),
        blocks: vec![
            text(cx.tx("papers-certificate-words", &round.name)),
            text(given.words.clone()),
            text(cx.t("papers-certificate-close").to_owned()),
        ],
        signature: Some(Signature { org: cx.school_name().to_owned(), date: cx.day(&given.given_on) }),
        facts: Vec::new(),
        lang: document_lang(cx.lang()),
    }
}
