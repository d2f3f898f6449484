//! Stories: people use the real pages, on both engines.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "tests"
)]

mod acts;
mod after_care;
mod around;
mod attachments;
mod backup;
mod bureau;
mod canary;
mod census;
mod contact_card;
mod crawl;
mod day;
mod duplicates;
mod duties;
mod effects;
mod figures;
mod growth;
mod in_browser;
mod moved;
mod plans;
mod praise;
mod reminders;
mod reviews;
mod roles;
mod search;
mod sign_in;
mod spot_checks;
mod staff;
mod staff_list;
mod templates;
mod walk;
mod world;
