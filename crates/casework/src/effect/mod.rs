//! Following the effect (V3): whether what was decided was done, and what moved since the opening, at the closing and
//! long after it. Everything is computed; no score is made of it.

mod pages;
mod reading;
mod store;

pub use reading::{Glance, Met, Track};

use axum::Router;
use axum::routing::get;
use kernel::{Day, clock::days_after};
use web::App;

/// The routes of this subject.
pub fn routes() -> Router<App> {
    Router::new().route("/effects", get(pages::index)).route("/cases/{id}/effect", get(pages::show))
}

/// A closed case is followed for so many days: a year.
const YEAR: i64 = 366;
/// Absences are counted over so many days before each look.
const DAYS: i64 = 30;

/// The days on which one looks: the opening, the closing, today. The last one stands for now.
#[must_use]
pub fn looks(opened_on: Day, closed_on: Option<Day>, today: Day) -> Vec<Day> {
    let mut days = vec![days_after(opened_on, -1)];
    days.extend(closed_on.filter(|day| *day < today));
    days.push(today);
    days
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    // V3
    #[test]
    fn one_looks_before_the_opening_at_the_closing_and_now() {
        let (opened, closed, today) = (date(2026, 9, 10), date(2026, 10, 30), date(2026, 11, 20));
        assert_eq!(looks(opened, Some(closed), today), [date(2026, 9, 9), closed, today]);
        assert_eq!(looks(opened, None, today), [date(2026, 9, 9), today]);
        assert_eq!(looks(opened, Some(today), today), [date(2026, 9, 9), today], "closed today is now");
    }
}
