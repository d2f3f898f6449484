//! Who owes what, when (M1–M3, M6, M7): frequency rules, the school calendar, the clock that
//! derives what is due from the records, and compliance. Nothing here is stored: what is due,
//! overdue or kept is computed from dated facts every time it is asked for.

pub mod calendar;
pub mod clock;
pub mod compliance;
pub mod contact;
pub mod day;
pub mod facts;
mod piece;
pub mod rule;
mod runs;
pub mod usual;

/// An identifier as the database holds it: the sixteen bytes of a UUID.
pub type Id = [u8; 16];
