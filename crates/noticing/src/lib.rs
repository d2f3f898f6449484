//! noticing

pub mod intake;
