//! What we do for a child, with whom, and why: notes of single contacts, the follow-ups promised in them, and cases
//! with their team, plan, goals and closure.

pub mod after_care;
pub mod attachment;
pub mod birthday;
pub mod case;
pub mod checklist;
pub mod companion;
pub mod conference;
pub mod danger;
pub mod dropout;
pub mod effect;
pub mod episode;
pub mod exemplary;
pub mod follow_up;
pub mod joining;
pub mod legal_aid;
pub mod library;
pub mod note;
pub mod pairing;
pub mod plan;
pub mod review;
pub mod tier;
pub mod tried;
pub mod words;

use axum::Router;
use web::App;

/// The routes of this room.
pub fn routes() -> Router<App> {
    Router::new()
        .merge(note::routes())
        .merge(danger::routes())
        .merge(dropout::routes())
        .merge(legal_aid::routes())
        .merge(follow_up::routes())
        .merge(case::routes())
        .merge(after_care::routes())
        .merge(conference::routes())
        .merge(effect::routes())
        .merge(exemplary::routes())
        .merge(tier::routes())
        .merge(plan::routes())
        .merge(library::routes())
        .merge(tried::routes())
        .merge(checklist::routes())
        .merge(pairing::routes())
        .merge(companion::routes())
}
