//! The field room that knows who is here: students, guardians, classes, staff, and how they come in.

pub mod roster;
