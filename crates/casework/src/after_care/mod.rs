//! After a case was closed (V4): a light look at the child after 2, 4 and 8 weeks and at known hard moments. Which looks
//! are due follows from the closure and the calendar; stored is only the answer "all is well". A talk that was written
//! down since answers as well.

mod actions;
mod pages;
mod panel;
mod store;

pub use pages::html;
pub use panel::panel;

use axum::Router;
use axum::routing::post;
use jiff::civil::Date;
use kernel::{Day, clock::days_after};
use web::App;

/// The routes of this subject.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/closures/{id}/after-care", post(pages::answer))
        .route("/students/{id}/hard-days", post(pages::note_day))
        .route("/hard-days/{id}/withdrawal", post(pages::withdraw_day))
}

/// So many weeks after the closing a look is due.
const WEEKS: [i64; 3] = [2, 4, 8];
/// A closed case is looked after for so many days: a year.
const YEAR: i64 = 366;
/// A look stands on the day's page for so many days; then it has passed and is held against nobody.
const STANDS: i64 = 14;
/// Exams are at the end of a term: a look is due so many days before its last day.
const EXAMS: i64 = 14;
/// So many days before a hard day a look is due.
const AHEAD: i64 = 2;

/// Why a look is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// So many weeks have passed.
    Weeks(i64),
    /// School begins after Spring Festival: parents leave again.
    Spring,
    /// The exams of a term come.
    Exams,
    /// A day of the year that is hard for this child; why is not said here.
    HardDay,
}

/// One look at a child after the closing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// From this day.
    pub due_on: Day,
    /// Why.
    pub why: Why,
}

impl Why {
    /// The key of its words.
    #[must_use]
    pub fn message_key(self) -> &'static str {
        match self {
            Self::Weeks(_) => "reviews-care-weeks",
            Self::Spring => "reviews-care-spring",
            Self::Exams => "reviews-care-exams",
            Self::HardDay => "reviews-care-hard-day",
        }
    }

    /// The number of weeks, where it says one.
    #[must_use]
    pub fn weeks(self) -> i64 {
        if let Self::Weeks(weeks) = self { weeks } else { 0 }
    }
}

impl Moment {
    /// The word in the database: unique within a closure.
    #[must_use]
    pub fn key(self) -> String {
        let kind = match self.why {
            Why::Weeks(weeks) => return format!("weeks-{weeks}"),
            Why::Spring => "spring",
            Why::Exams => "exams",
            Why::HardDay => "hard-day",
        };
        format!("{kind}-{}", self.due_on)
    }

    /// Whether it stands on the day's page.
    #[must_use]
    pub fn stands(self, today: Day) -> bool {
        self.due_on <= today && today < days_after(self.due_on, STANDS)
    }
}

/// All looks of a closure: for a year from the closing, the earliest first. `terms` are first and last days, `hard` are
/// month and day.
#[must_use]
pub fn moments(closed_on: Day, terms: &[(Day, Day)], hard: &[(i8, i8)]) -> Vec<Moment> {
    let end = days_after(closed_on, YEAR);
    let at = |due_on, why| Moment { due_on, why };
    let mut all: Vec<Moment> =
        WEEKS.iter().map(|weeks| at(days_after(closed_on, weeks * 7), Why::Weeks(*weeks))).collect();
    let springs = terms.iter().filter(|(first, _)| matches!(first.month(), 2 | 3));
    all.extend(springs.map(|(first, _)| at(*first, Why::Spring)));
    all.extend(terms.iter().map(|(_, last)| at(days_after(*last, -EXAMS), Why::Exams)));
    let years = [closed_on.year(), closed_on.year().saturating_add(1)];
    let days = hard.iter().flat_map(|(month, day)| years.map(|year| in_year(year, *month, *day)));
    all.extend(days.flatten().map(|day| at(days_after(day, -AHEAD), Why::HardDay)));
    all.retain(|moment| moment.due_on > closed_on && moment.due_on <= end);
    all.sort_unstable();
    all.dedup();
    all
}

/// The day in this year; 29 February is the last of February in other years.
fn in_year(year: i16, month: i8, day: i8) -> Option<Day> {
    Date::new(year, month, day).ok().or_else(|| Some(Date::new(year, month, 1).ok()?.last_of_month()))
}

/// From `03-15`.
#[must_use]
pub fn month_day(text: &str) -> Option<(i8, i8)> {
    let (month, day) = text.split_once('-')?;
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    Date::new(2024, month, day).ok().map(|_| (month, day))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const CLOSED: Day = date(2026, 11, 2);
    const TERMS: [(Day, Day); 2] =
        [(date(2026, 9, 1), date(2027, 1, 22)), (date(2027, 2, 22), date(2027, 7, 2))];

    // V4
    #[test]
    fn closing_plants_looks_after_two_four_and_eight_weeks() {
        let all = moments(CLOSED, &[], &[]);
        let days: Vec<Day> = all.iter().map(|moment| moment.due_on).collect();
        assert_eq!(days, [date(2026, 11, 16), date(2026, 11, 30), date(2026, 12, 28)]);
    }

    #[test]
    fn exams_and_the_weeks_after_spring_festival_are_hard_moments() {
        let all = moments(CLOSED, &TERMS, &[]);
        let has = |day, why| all.contains(&Moment { due_on: day, why });
        assert!(has(date(2027, 1, 8), Why::Exams) && has(date(2027, 6, 18), Why::Exams));
        assert!(has(date(2027, 2, 22), Why::Spring));
        assert!(!all.iter().any(|one| one.due_on == date(2026, 9, 1)), "autumn is no spring");
    }

    #[test]
    fn a_hard_day_comes_every_year() {
        let all = moments(CLOSED, &[], &[(3, 15), (2, 29)]);
        assert!(all.contains(&Moment { due_on: date(2027, 3, 13), why: Why::HardDay }));
        assert!(all.contains(&Moment { due_on: date(2027, 2, 26), why: Why::HardDay }));
    }

    #[test]
    fn a_look_stands_for_two_weeks_and_then_is_held_against_nobody() {
        let look = Moment { due_on: date(2026, 11, 16), why: Why::Weeks(2) };
        assert!(!look.stands(date(2026, 11, 15)) && look.stands(date(2026, 11, 16)));
        assert!(look.stands(date(2026, 11, 29)) && !look.stands(date(2026, 11, 30)));
    }

    #[test]
    fn only_days_of_a_year_are_read() {
        assert_eq!(month_day("02-29"), Some((2, 29)));
        for wrong in ["", "13-01", "02-30", "x-1", "2026-01-01"] {
            assert_eq!(month_day(wrong), None, "{wrong}");
        }
    }
}
