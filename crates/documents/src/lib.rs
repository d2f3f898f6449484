//! documents

pub mod reading;
