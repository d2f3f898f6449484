//! Stories: people use the real pages, on both engines.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, reason = "tests")]

mod census;
mod contact_card;
mod duties;
mod search;
mod sign_in;
mod staff;
mod world;
