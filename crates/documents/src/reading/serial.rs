//! Dates of a spreadsheet: days since 1900 or 1904, with the fraction as time of day.

use jiff::civil::{Date, DateTime, Time, date};
use jiff::{Span, ToSpan};

use super::number::whole;

/// Serial of 9999-12-31 in the 1900 system.
const LAST_SERIAL: f64 = 2_958_465.0;
/// The day that never was: kept for the sake of an older program's mistake.
const LEAP_DAY_1900: i64 = 60;
const DAY_SECONDS: i64 = 86_400;

/// What a serial number means.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Moment {
    Date(Date),
    DateTime(DateTime),
    Time(Time),
    /// 29 February 1900.
    LeapDay,
    /// No date at all: negative, or after the year 9999.
    Not,
}

/// Reads a serial number. The fraction is rounded to the second, so 23:59:59.9999 is midnight of the next day.
pub(super) fn moment(value: f64, since_1904: bool) -> Moment {
    if !(0.0..=LAST_SERIAL + 1.0).contains(&value) {
        return Moment::Not;
    }
    let mut days = whole(value);
    let mut seconds = whole((value.fract() * 86_400.0).round());
    if seconds == DAY_SECONDS {
        days += 1;
        seconds = 0;
    }
    let Some(time) = time_of(seconds) else { return Moment::Not };
    match day_of(days, since_1904) {
        Day::None if seconds > 0 || value == 0.0 => Moment::Time(time),
        Day::None | Day::Beyond => Moment::Not,
        Day::Leap => Moment::LeapDay,
        Day::Is(day) if seconds == 0 => Moment::Date(day),
        Day::Is(day) => Moment::DateTime(day.to_datetime(time)),
    }
}

enum Day {
    Is(Date),
    /// Day 0 of the 1900 system: a time without a date.
    None,
    Leap,
    Beyond,
}

fn day_of(days: i64, since_1904: bool) -> Day {
    let (start, days) = match days {
        _ if since_1904 => (date(1904, 1, 1), days),
        0 => return Day::None,
        LEAP_DAY_1900 => return Day::Leap,
        1..LEAP_DAY_1900 => (date(1899, 12, 31), days),
        _ => (date(1899, 12, 30), days),
    };
    let span: Span = days.days();
    start.checked_add(span).map_or(Day::Beyond, Day::Is)
}

fn time_of(seconds: i64) -> Option<Time> {
    let part = |value: i64| i8::try_from(value).ok();
    Time::new(part(seconds / 3600)?, part(seconds / 60 % 60)?, part(seconds % 60)?, 0).ok()
}

/// Reads a date in ISO 8601 as a workbook of the strict kind stores it.
pub(super) fn iso(text: &str) -> Moment {
    let plain = text.strip_suffix('Z').unwrap_or(text);
    if !plain.contains('T')
        && let Ok(day) = plain.parse::<Date>()
    {
        return Moment::Date(day);
    }
    match plain.parse::<DateTime>() {
        Ok(moment) if moment.time() == Time::midnight() => Moment::Date(moment.date()),
        Ok(moment) => Moment::DateTime(moment),
        Err(_) => plain.parse::<Time>().map_or(Moment::Not, Moment::Time),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // Case 64 and 65 of the import corpus.
    #[test]
    fn serials_follow_both_systems() {
        assert_eq!(moment(1.0, false), Moment::Date(date(1900, 1, 1)));
        assert_eq!(moment(59.0, false), Moment::Date(date(1900, 2, 28)));
        assert_eq!(moment(60.0, false), Moment::LeapDay);
        assert_eq!(moment(61.0, false), Moment::Date(date(1900, 3, 1)));
        assert_eq!(moment(41_153.0, false), Moment::Date(date(2012, 9, 1)));
        assert_eq!(moment(39_691.0, true), Moment::Date(date(2012, 9, 1)));
        assert_eq!(moment(0.0, true), Moment::Date(date(1904, 1, 1)));
        assert_eq!(moment(2_958_465.0, false), Moment::Date(date(9999, 12, 31)));
    }

    // Case 67.
    #[test]
    fn a_hair_before_midnight_is_the_next_day() {
        assert_eq!(moment(41_152.999_999_999, false), Moment::Date(date(2012, 9, 1)));
        assert_eq!(moment(41_152.666_666_666, false), Moment::DateTime(date(2012, 8, 31).at(16, 0, 0, 0)));
    }

    #[test]
    fn what_is_no_date_stays_a_number() {
        for value in [-1.0, 3e6, f64::NAN, f64::INFINITY] {
            assert_eq!(moment(value, false), Moment::Not);
        }
        assert_eq!(moment(0.5, false), Moment::Time(Time::constant(12, 0, 0, 0)));
    }

    #[test]
    fn iso_dates_are_read() {
        assert_eq!(iso("2012-09-01"), Moment::Date(date(2012, 9, 1)));
        assert_eq!(iso("2012-09-01T00:00:00Z"), Moment::Date(date(2012, 9, 1)));
        assert_eq!(iso("2012-08-31T16:00:00.000Z"), Moment::DateTime(date(2012, 8, 31).at(16, 0, 0, 0)));
        assert_eq!(iso("soon"), Moment::Not);
    }
}
