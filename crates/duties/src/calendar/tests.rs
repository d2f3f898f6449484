#![allow(clippy::unwrap_used)]
use jiff::civil::{Date, date};

use super::{CalendarError, CalendarFacts, SchoolCalendar};
use crate::days::Days;
use crate::rule::Per;

/// The school year 2025/26 as the State Council's notice moved it: National Day and Mid-Autumn
/// 1–8 October with school on Sunday 28 September and Saturday 11 October; New Year 1–3 January with
/// Sunday 4 January; then the winter break over Spring Festival.
fn year() -> CalendarFacts {
    let terms =
        vec![Days::new(date(2025, 9, 1), date(2026, 1, 23)), Days::new(date(2026, 3, 2), date(2026, 7, 3))];
    let days_off =
        vec![Days::new(date(2025, 10, 1), date(2025, 10, 8)), Days::new(date(2026, 1, 1), date(2026, 1, 3))];
    let make_ups = vec![date(2025, 9, 28), date(2025, 10, 11), date(2026, 1, 4)];
    CalendarFacts { days_off, make_ups, ..CalendarFacts::new(terms) }
}

fn calendar() -> SchoolCalendar {
    SchoolCalendar::new(&year()).unwrap()
}

// M6
#[test]
fn the_sunday_before_national_day_is_a_school_day_and_the_week_of_it_is_not() {
    let calendar = calendar();
    assert!(calendar.is_school_day(date(2025, 9, 28)));
    assert!(calendar.is_school_day(date(2025, 9, 30)));
    for day in 1..=8 {
        assert!(!calendar.is_school_day(date(2025, 10, day)));
    }
    assert_eq!(calendar.last_school_day(Per::Week, date(2025, 9, 24)), Some(date(2025, 9, 28)));
    assert_eq!(calendar.last_school_day(Per::Week, date(2025, 10, 6)), Some(date(2025, 10, 11)));
    assert_eq!(calendar.next_school_day(date(2025, 10, 1)), Some(date(2025, 10, 9)));
    assert_eq!(calendar.previous_school_day(date(2025, 10, 8)), Some(date(2025, 9, 30)));
}

// M6
#[test]
fn the_winter_break_has_no_school_day_and_the_next_one_is_the_first_of_spring_term() {
    let calendar = calendar();
    assert_eq!(calendar.school_days_in(Days::new(date(2026, 1, 24), date(2026, 3, 1))), 0);
    assert_eq!(calendar.last_school_day(Per::Month, date(2026, 2, 10)), None);
    assert_eq!(calendar.last_school_day(Per::Month, date(2026, 1, 2)), Some(date(2026, 1, 23)));
    assert_eq!(calendar.next_school_day(date(2026, 1, 24)), Some(date(2026, 3, 2)));
    assert_eq!(calendar.period(Per::Term, date(2026, 2, 10)), None);
}

#[test]
fn counting_by_table_equals_counting_by_hand() {
    let (facts, calendar) = (year(), calendar());
    let school = |day: Date| {
        let ordinary = day.weekday().to_monday_zero_offset() < 5
            && facts.terms.iter().any(|term| term.holds(day))
            && !facts.days_off.iter().any(|off| off.holds(day));
        ordinary || facts.make_ups.contains(&day)
    };
    let start = date(2025, 8, 20);
    let mut by_hand = 0;
    let mut day = start;
    while day < date(2026, 8, 10) {
        by_hand += u32::from(school(day));
        assert_eq!(calendar.is_school_day(day), school(day), "{day}");
        assert_eq!(calendar.school_days_in(Days::new(start, day)), by_hand, "{day}");
        day = day.tomorrow().unwrap();
    }
}

#[test]
fn far_from_every_term_there_is_no_school() {
    let calendar = calendar();
    assert!(!calendar.is_school_day(date(1950, 1, 2)));
    assert!(!calendar.is_school_day(date(2050, 1, 3)));
    assert_eq!(calendar.next_school_day(date(2026, 7, 4)), None);
    assert_eq!(calendar.previous_school_day(date(2025, 8, 31)), None);
    assert_eq!(calendar.period(Per::Week, date(2050, 1, 3)), None);
}

#[test]
fn every_mistake_of_a_calendar_is_told_at_once() {
    let mut facts = year();
    facts.terms.push(Days::new(date(2026, 6, 1), date(2026, 7, 31)));
    facts.days_off.push(Days::new(date(2026, 5, 5), date(2026, 5, 1)));
    facts.make_ups.extend([date(2025, 10, 4), date(2026, 2, 8), date(2026, 4, 1)]);
    let mistakes = SchoolCalendar::new(&facts).unwrap_err();
    let keys: Vec<_> = mistakes.iter().map(CalendarError::message_key).collect();
    assert_eq!(
        keys,
        [
            "duties-calendar-terms-overlap",
            "duties-calendar-days-off-backwards",
            "duties-calendar-make-up-on-day-off",
            "duties-calendar-make-up-outside-term",
            "duties-calendar-make-up-is-school-day",
        ]
    );
}

#[test]
fn a_year_typed_wrong_is_refused_and_a_calendar_needs_a_term() {
    let wrong = CalendarFacts::new(vec![
        Days::new(date(2025, 9, 1), date(2026, 1, 23)),
        Days::new(date(2206, 3, 2), date(2206, 7, 3)),
    ]);
    assert_eq!(SchoolCalendar::new(&wrong).unwrap_err(), [CalendarError::TooLong]);
    assert_eq!(SchoolCalendar::new(&CalendarFacts::new(Vec::new())).unwrap_err(), [CalendarError::NoTerm]);
    let backwards = Days::new(date(2026, 1, 23), date(2025, 9, 1));
    let mistake = SchoolCalendar::new(&CalendarFacts::new(vec![backwards])).unwrap_err();
    assert_eq!(mistake, [CalendarError::TermEndsBeforeItStarts(backwards)]);
}

#[test]
fn a_school_with_saturday_lessons_says_so() {
    let mut facts = CalendarFacts::new(vec![Days::new(date(2025, 9, 1), date(2025, 9, 28))]);
    facts.weekdays = [true, true, true, true, true, true, false];
    let calendar = SchoolCalendar::new(&facts).unwrap();
    assert_eq!(calendar.school_days_in(facts.terms[0]), 24);
}
