//! Who owes what, when (M1–M3, M6, M7): frequency rules, the school calendar, the clock that
//! derives what is due from the records, and compliance. Nothing here is stored: what is due,
//! overdue or kept is computed from dated facts every time it is asked for.
//!
//! ```
//! use duties::calendar::{CalendarFacts, SchoolCalendar};
//! use duties::clock::{Clock, State};
//! use duties::days::{Days, Since};
//! use duties::facts::{CaseFacts, Member, Part};
//! use duties::usual::usual;
//! use jiff::civil::date;
//!
//! let term = Days::new(date(2025, 9, 1), date(2026, 1, 23));
//! let calendar = SchoolCalendar::new(&CalendarFacts::new(vec![term])).unwrap();
//! let mut next = 0;
//! let rules = usual(term.first, || { next += 1; [next; 16] });
//!
//! let since = Since::from(date(2025, 9, 8));
//! let case = CaseFacts {
//!     student: [9; 16],
//!     open: vec![since],
//!     members: vec![Member { staff: [1; 16], part: Part::Responsible, during: since }],
//!     categories: vec![("left_behind".to_owned(), since)],
//!     tiers: vec![],
//!     contacts: vec![],
//!     excuses: vec![],
//! };
//! let today = date(2025, 9, 15);
//! let list = Clock::new(&calendar, &rules, today).owed(&case);
//! assert_eq!(list[0].state, State::Overdue);
//! assert_eq!(list[0].message_key(today), "duties-owed-overdue-week");
//! ```

pub mod calendar;
pub mod clock;
pub mod commendation;
pub mod compliance;
pub mod contact;
mod conversation;
pub mod day;
pub mod days;
pub mod excuse;
pub mod facts;
pub mod joining;
pub(crate) mod parts;
mod piece;
pub mod quality;
pub mod quiet;
pub mod reminder;
pub mod rule;
mod runs;
mod seated;
pub mod setting;
pub mod spot_check;
pub mod stand_in;
pub mod usual;

use axum::Router;
use web::App;

pub use day::owed_of_student;

/// The routes of this room.
pub fn routes() -> Router<App> {
    Router::new()
        .merge(rule::pages::routes())
        .merge(conversation::routes())
        .merge(quiet::routes())
        .merge(calendar::pages::routes())
        .merge(excuse::routes())
        .merge(compliance::pages::routes())
        .merge(spot_check::routes())
        .merge(commendation::routes())
        .merge(reminder::routes())
        .merge(stand_in::routes())
}

/// An identifier as the database holds it: the sixteen bytes of a UUID.
pub type Id = [u8; 16];
