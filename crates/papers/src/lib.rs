//! What the school must hand in (T1, T2): term plan and term summary, student file, contact card, class ledger. Every
//! number is a named query ([`figures`]) with the list behind it; what is not known is said to be missing. This room
//! reads what the others hold and writes nothing but the papers that a person keeps.

mod class_ledger;
pub mod command;
mod contact_card;
pub mod fields;
pub mod figures;
mod forms;
mod leaving;
mod paper;
pub mod prose;
mod reader;
mod rules;
mod situation;
mod student_file;
pub mod term_plan;
pub mod term_summary;

use axum::Router;
use axum::routing::{get, post};
use web::App;

pub use figures::figures_json;

/// The routes of this room.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/papers", get(paper::pages::index).post(paper::pages::create))
        .route("/papers/{id}", get(paper::pages::show).post(paper::pages::update))
        .route("/papers/{id}/word", get(paper::pages::word))
        .route("/papers/{id}/print", get(paper::pages::print))
        .route("/papers/{id}/renewal", post(paper::pages::renew))
        .route("/papers/{id}/facts/{mark}", get(paper::pages::fact))
        .route("/students/{id}/file.docx", get(student_file::word))
        .route("/students/{id}/file", get(student_file::print))
        .route("/students/{id}/contact-card.docx", get(contact_card::word))
        .route("/classes/{id}/ledger.xlsx", get(class_ledger::excel))
        .merge(forms::routes())
}
