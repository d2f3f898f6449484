//! School weeks counted backwards: holidays do not make a child quiet.

use kernel::Day;
use kernel::clock::days_after;

use crate::calendar::SchoolCalendar;
use crate::rule::Per;

/// The first day of so many school weeks, the last of which holds today or lies just before it. None when the school
/// has not been in session for so long, as far as its calendar goes.
pub(super) fn first_day(calendar: &SchoolCalendar, today: Day, weeks: u32) -> Option<Day> {
    let mut first = None;
    let mut day = today;
    for _ in 0..weeks {
        let last = calendar.previous_school_day(day)?;
        let week = calendar.period(Per::Week, last)?;
        first = Some(week.first);
        day = days_after(week.first, -1);
    }
    first
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use jiff::civil::date;

    use super::*;
    use crate::calendar::CalendarFacts;
    use crate::days::Days;

    fn calendar() -> SchoolCalendar {
        let mut facts = CalendarFacts::new(vec![Days::new(date(2026, 9, 1), date(2027, 1, 22))]);
        facts.days_off = vec![Days::new(date(2026, 10, 1), date(2026, 10, 11))];
        SchoolCalendar::new(&facts).unwrap()
    }

    // C6
    #[test]
    fn four_weeks_are_four_weeks_of_school() {
        let first = |today, weeks| first_day(&calendar(), today, weeks);
        assert_eq!(first(date(2026, 11, 20), 4), Some(date(2026, 10, 26)));
        assert_eq!(first(date(2026, 11, 22), 1), Some(date(2026, 11, 16)), "a Sunday looks back on its week");
        // The week after the holidays, the half week before them, and one more: the festival counts for nothing.
        assert_eq!(first(date(2026, 10, 16), 3), Some(date(2026, 9, 21)));
    }

    // C6
    #[test]
    fn before_so_many_weeks_of_school_nobody_is_quiet() {
        assert_eq!(first_day(&calendar(), date(2026, 9, 18), 4), None);
        assert_eq!(first_day(&calendar(), date(2026, 9, 25), 4), Some(date(2026, 8, 31)));
    }
}
