//! Stories: people use the real pages, on both engines.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "tests"
)]

mod after_care;
mod around;
mod attachments;
mod bureau;
mod canary;
mod census;
mod contact_card;
mod crawl;
mod day;
mod duties;
<<<<<<< HEAD
mod effects;
=======
mod figures;
>>>>>>> 1116a0d (insight: Before and after, villages and towns, the figures as a paper (S1, S2, S3))
mod growth;
mod in_browser;
mod praise;
mod reminders;
mod reviews;
mod search;
mod sign_in;
mod spot_checks;
mod staff;
mod templates;
mod world;
