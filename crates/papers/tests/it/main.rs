//! Papers over the demonstration school.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions)]

mod bundles;
mod dropout;
mod faded;
mod files;
mod forms;
mod levels;
mod moved;
mod numbers;
mod pages;
mod recount;
mod recount_duties;
mod recounted;
mod seeds;
mod walk;
mod world;
