//! Text that speaks of danger (D5): pointed out at once, with what to do next; a named person answers. The pointer has
//! the rights of the part of the note that it stands in: who may not read that never learns of it.

mod actions;
mod answering;
mod judge;
pub mod lexicon;
mod pages;
mod reading;
mod store;
mod words;

use axum::Router;
use axum::routing::{get, post};
use serde::{Deserialize, Serialize};
use web::App;

pub use actions::{Answer, Spoken, Verdict, answer, point, waits};
pub(crate) use answering::may_answer;
pub use judge::{Found, judge};
pub(crate) use reading::{Pointed, of_note};
pub use reading::{Step, panel, steps};
pub(crate) use words::lexicon as lexicon_of;

use crate::words::keyed;

keyed! {
    /// What a text can speak of.
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    Danger of "danger" {
        /// Self-harm, suicide.
        SelfHarm = "self_harm",
        /// Violence among people, bullying.
        Violence = "violence",
        /// Harm by those who should protect: beating, neglect, sexual abuse.
        Abuse = "abuse",
        /// Running away.
        RunningAway = "running_away",
    }
}

/// The routes of this subject.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/dangers/{id}/answers", post(pages::answer))
        .route("/danger-words", get(words::index).post(words::add))
        .route("/danger-words/trial", post(words::trial))
        .route("/danger-words/{id}/withdrawal", post(words::withdraw))
}
