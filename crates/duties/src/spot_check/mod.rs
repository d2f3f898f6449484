//! A spot check (M4, M7): the office freezes a frame of open cases, draws from a public seed, looks at each drawn case
//! with four questions about quality, asks for what is missing, and looks again when it was answered. The draw can be
//! repeated by anybody ([`draw`]); what was seen stays with those who may read the child's notes.

mod actions;
pub mod draw;
pub mod file;
mod forms;
mod pages;
mod panel;
pub mod store;

use axum::Router;
use axum::routing::{get, post};
use web::App;

pub use actions::{Said, said};
pub use panel::panel;

use crate::rule::coded;

/// The routes of this subject.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/spot-checks", get(pages::index).post(pages::create))
        .route("/spot-checks/new", get(pages::new))
        .route("/spot-checks/{id}", get(pages::show))
        .route("/spot-checks/{id}/draw", post(pages::draw))
        .route("/spot-checks/{id}/draw.json", get(pages::file))
        .route("/spot-checks/{id}/closure", post(pages::close))
        .route("/spot-checks/{id}/cases/{case}", get(pages::case))
        .route("/spot-checks/{id}/cases/{case}/finding", post(pages::look))
        .route("/spot-checks/{id}/cases/{case}/answer", post(pages::answer))
        .route("/spot-checks/{id}/cases/{case}/settlement", post(pages::settle))
}

/// A case that was not drawn in so many days is more likely to be drawn: nobody is looked at every time, and nobody
/// never.
const REST_DAYS: i64 = 180;

/// How many may be drawn at once: more is a census.
const MOST: usize = 60;

/// By what the frame is divided, so that the sample holds some of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strata {
    Grade,
    Class,
    Tier,
    /// Not at all.
    School,
}

coded!(Strata {
    Grade => "grade", "duties-spot-strata-grade";
    Class => "class", "duties-spot-strata-class";
    Tier => "tier", "duties-spot-strata-tier";
    School => "school", "duties-spot-strata-school";
});

/// The answer to one question about quality.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mark {
    Yes,
    Partly,
    No,
}

coded!(Mark {
    Yes => "yes", "duties-spot-mark-yes";
    Partly => "partly", "duties-spot-mark-partly";
    No => "no", "duties-spot-mark-no";
});

/// The questions, by the names of their columns: facts instead of labels, the child's own words, promises kept up, a plan that fits.
pub const QUESTIONS: [&str; 4] = ["facts", "own_words", "follow_up", "plan_fits"];

/// The message that asks a question.
#[must_use]
pub fn question_key(question: &str) -> String {
    format!("duties-spot-ask-{}", question.replace('_', "-"))
}

/// How far one drawn case is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// Nobody has looked yet.
    Unseen,
    /// Something was asked and waits for the responsible teacher.
    Asked,
    /// It was answered and waits for the second look.
    Answered,
    /// Nothing is left to do.
    Settled,
}

coded!(Stage {
    Unseen => "unseen", "duties-spot-stage-unseen";
    Asked => "asked", "duties-spot-stage-asked";
    Answered => "answered", "duties-spot-stage-answered";
    Settled => "settled", "duties-spot-stage-settled";
});

/// The weight of a case: 1; one more for a case that a grade or the school carries; one more when it was not drawn
/// for half a year. The page says so in the same words.
#[must_use]
pub fn weight(tier: &str, was_drawn: bool) -> u32 {
    1 + u32::from(tier != "class") + u32::from(!was_drawn)
}
