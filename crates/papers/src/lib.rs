//! What the school must hand in (T1, T2): term plan and term summary, student file, contact card, ledgers. Every
//! number is a named query ([`figures`]) with the list behind it; what is not known is said to be missing. This room
//! reads what the others hold and writes nothing but the papers that a person keeps.

mod bundle;
pub mod bureau;
mod certificate;
mod class_ledger;
pub mod command;
mod conference;
mod contact_card;
mod diary;
mod dropout;
mod exemplary;
pub mod fields;
pub mod figures;
mod forms;
pub mod joining;
pub mod leaving;
pub mod letter;
mod minutes;
mod paper;
pub mod prose;
mod reader;
mod rules;
mod situation;
mod spot_sheet;
mod student_file;
pub mod templates;
pub mod term_plan;
pub mod term_summary;

use axum::routing::{get, post};
use axum::{Extension, Router};
use documents::reading::Reader;
use kernel::StudentId;
use web::{App, Cx, Failure};

pub use figures::{Question, figures_json};
pub use leaving::Shape;
pub use prose::Level;

/// The routes of this room. The reader opens templates and tables of others in child processes.
pub fn routes(reader: Reader) -> Router<App> {
    Router::new()
        .route("/papers", get(paper::pages::index).post(paper::pages::create))
        .route("/papers/{id}", get(paper::pages::show).post(paper::pages::update))
        .route("/papers/{id}/word", get(paper::pages::word))
        .route("/papers/{id}/pdf", get(paper::pages::pdf))
        .route("/papers/{id}/print", get(paper::pages::print))
        .route("/papers/{id}/confirmation", post(paper::pages::confirm))
        .route("/papers/{id}/approval", post(paper::pages::approve))
        .route("/papers/{id}/renewal", post(paper::pages::renew))
        .route("/papers/{id}/facts/{mark}", get(paper::pages::fact))
        .route("/students/{id}/file.docx", get(student_file::word))
        .route("/students/{id}/file.pdf", get(student_file::pdf))
        .route("/students/{id}/file", get(student_file::print))
        .route("/students/{id}/contact-card.docx", get(contact_card::word))
        .route("/students/{id}/contact-card.pdf", get(contact_card::pdf))
        .route("/reviews/{id}/minutes", get(minutes::print))
        .route("/reviews/{id}/minutes.docx", get(minutes::word))
        .route("/reviews/{id}/minutes.pdf", get(minutes::pdf))
        .route("/classes/{id}/ledger.xlsx", get(class_ledger::excel))
        .route("/spot-checks/{id}/sheet", get(spot_sheet::print))
        .route("/spot-checks/{id}/sheet.docx", get(spot_sheet::word))
        .route("/spot-checks/{id}/sheet.pdf", get(spot_sheet::pdf))
        .merge(forms::routes())
        .merge(dropout::routes())
        .merge(bundle::routes())
        .merge(certificate::routes())
        .merge(conference::routes())
        .merge(diary::routes())
        .merge(exemplary::routes())
        .merge(letter::routes())
        .merge(templates::routes())
        .merge(bureau::routes())
        .layer(Extension(reader.templates()))
        .layer(Extension(reader))
}

/// The file of one child's paper, with the name it has among those of other children; its readings and its leaving
/// are logged. `paper` is `student-file`, `contact-card` or `form-…`.
///
/// # Errors
/// Those of the database and of writing; not found what the person may not take out.
pub async fn paper_of(
    cx: &Cx,
    (paper, shape): (&str, Shape),
    student: StudentId,
) -> Result<(String, Vec<u8>), Failure> {
    let (document, name) = match paper {
        "student-file" => student_file::taken(cx, student).await?,
        "contact-card" => contact_card::taken(cx, student).await?,
        form => {
            let form = form.strip_prefix("form-").and_then(forms::catalogue::find);
            forms::taken(cx, form.ok_or(Failure::NotFound)?, (student, None)).await?
        }
    };
    let known = people::student::find(&mut cx.app.db.reader().await?, cx, student).await?;
    let leaving = leaving::begin(cx, paper, student.0, Some(student)).await?;
    let bytes = leaving::bytes(document, leaving.line, shape).await?;
    Ok((format!("{}/{name}.{}", known.class_words(cx), shape.ending()), bytes))
}
