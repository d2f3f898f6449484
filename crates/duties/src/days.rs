//! Ranges of dates. Two kinds, because schools speak of them differently: a holiday lasts *to and
//! including* its last day; a state (open, mentor, left-behind) holds *until* the day it ends.

use jiff::civil::Date;

/// Days from `first` to `last`, both included. With `last` before `first` it holds no day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Days {
    pub first: Date,
    pub last: Date,
}

impl Days {
    #[must_use]
    pub fn new(first: Date, last: Date) -> Self {
        Self { first, last }
    }

    #[must_use]
    pub fn holds(&self, date: Date) -> bool {
        self.first <= date && date <= self.last
    }
}

/// How long a state held: from a day, until the day it ended. The day of the ending no longer
/// counts: a case closed today owes nothing today. `None` means it still holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Since {
    pub from: Date,
    pub until: Option<Date>,
}

impl Since {
    /// From this day on, still holding.
    #[must_use]
    pub fn from(from: Date) -> Self {
        Self { from, until: None }
    }

    #[must_use]
    pub fn until(from: Date, until: Date) -> Self {
        Self { from, until: Some(until) }
    }
}

/// Days since 1970-01-01 in the proleptic Gregorian calendar (Hinnant, *chrono-Compatible Low-Level
/// Date Algorithms*, `days_from_civil`). Comparing and subtracting numbers is what makes the clock fast.
pub(crate) fn number(date: Date) -> i32 {
    let month = i32::from(date.month());
    let year = i32::from(date.year()) - i32::from(month <= 2);
    let era = year.div_euclid(400);
    let of_era = year - era * 400;
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + i32::from(date.day()) - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// The date of a day number; the calendar's first or last one outside of it.
pub(crate) fn date_of(number: i32) -> Date {
    let epoch = jiff::civil::date(1970, 1, 1);
    epoch.saturating_add(jiff::Span::new().days(i64::from(number).clamp(-700_000, 2_900_000)))
}

/// 0 for Monday to 6 for Sunday.
pub(crate) fn weekday(day: i32) -> i32 {
    (day + 3).rem_euclid(7)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use jiff::civil::date;

    use super::{number, weekday};

    #[test]
    fn day_numbers_follow_the_calendar() {
        assert_eq!(number(date(1970, 1, 1)), 0);
        let mut day = date(1999, 12, 30);
        for expected in (number(day)..).take(3000) {
            assert_eq!(number(day), expected);
            assert_eq!(weekday(expected), i32::from(day.weekday().to_monday_zero_offset()));
            assert_eq!(super::date_of(expected), day);
            day = day.tomorrow().unwrap();
        }
    }
}
