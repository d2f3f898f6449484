//! Dates and months as people type them: 2012-09-01, 2012.9.1, 2012年9月1日, 20120901, 9/1/12, serial numbers.

use jiff::ToSpan;
use jiff::civil::Date;

use super::In;
use super::text::{fold, number_text};

/// A date as read from a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dated {
    Sure(Date),
    /// Year of two digits, or day and month in doubt: the likeliest reading.
    Likely(Date),
    /// A spreadsheet's serial number; the reading by the 1900 calendar. The 1904 calendar lies 1,462 days later.
    Serial(Date),
    /// A moment of universal time late in the day: the day it was in China.
    Shifted(Date),
}

impl Dated {
    #[must_use]
    pub fn date(self) -> Date {
        match self {
            Self::Sure(date) | Self::Likely(date) | Self::Serial(date) | Self::Shifted(date) => date,
        }
    }
}

/// Reads a cell as a date; none when it is no date that exists. `today` decides the century of a two-digit year.
#[must_use]
pub fn read(cell: &In, today: Date) -> Option<Dated> {
    match cell {
        In::Date(date) => Some(Dated::Sure(*date)),
        In::Number(number) => from_number(*number),
        In::Text(text) => from_text(text, today),
        _ => None,
    }
}

fn from_number(number: f64) -> Option<Dated> {
    let text = number_text(number.trunc());
    match text.len() {
        8 => super::id_number::date_of(&text).map(Dated::Sure),
        // 1 January 1950 to 2050; 60, the 29 February 1900 that never was, lies outside.
        5 => text.parse().ok().filter(|days| (18_264..=54_789).contains(days)).and_then(|days: i32| {
            Date::constant(1899, 12, 30).checked_add(days.days()).ok().map(Dated::Serial)
        }),
        _ => None,
    }
}

fn from_text(text: &str, today: Date) -> Option<Dated> {
    if text.len() > 64 {
        return None;
    }
    let half: String = text.trim().chars().map(fold).collect();
    let (day, time) = split_time(&half);
    let parts = numbers(day)?;
    let date = match parts.as_slice() {
        [one] if one.len() == 8 => Dated::Sure(super::id_number::date_of(one)?),
        [one] if one.len() == 5 => from_number(one.parse().ok()?)?,
        [year, month, day] if year.len() == 4 => Dated::Sure(made(year, month, day)?),
        [a, b, year] if year.len() == 4 => month_first(a, b, year)?,
        [a, b, c] if a.len() <= 2 && c.len() <= 2 => short_year(a, b, c, today)?,
        _ => return None,
    };
    match (date, time.and_then(utc_hour)) {
        (Dated::Sure(date), Some(hour)) if hour >= 16 => date.tomorrow().ok().map(Dated::Shifted),
        _ => Some(date),
    }
}

/// 9/1/2012 is September here; 13/1/2012 can only be January.
fn month_first(a: &str, b: &str, year: &str) -> Option<Dated> {
    let (first, second) = (made(year, a, b), made(year, b, a));
    match (first, second) {
        (Some(date), other) if other.is_none() || other == Some(date) => Some(Dated::Sure(date)),
        (Some(date), _) => Some(Dated::Likely(date)),
        (None, other) => other.map(Dated::Sure),
    }
}

/// 12-9-1 as year first, else 9/1/12 with the year last; always in doubt.
fn short_year(a: &str, b: &str, c: &str, today: Date) -> Option<Dated> {
    let with_year = |year: &str, month: &str, day: &str| {
        let two: i16 = year.parse().ok()?;
        let year = if two > today.year() % 100 { 1900 + two } else { 2000 + two };
        made(&year.to_string(), month, day)
    };
    // Spreadsheets set to American English show m/d/yy; people who write two digits first mean the year.
    let (first, other) = (with_year(c, a, b), with_year(a, b, c));
    let american = c.len() == 2 && a.trim_start_matches('0').len() <= 1 && !a.starts_with('0');
    if american { first.or(other) } else { other.or(first) }.map(Dated::Likely)
}

fn made(year: &str, month: &str, day: &str) -> Option<Date> {
    let year = year.parse().ok().filter(|year| (1900..=2100).contains(year))?;
    Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
}

/// Splits `2012-09-01 00:00:00` or `2012-09-01T16:00:00Z` at its time, if it has one.
fn split_time(text: &str) -> (&str, Option<&str>) {
    let Some(colon) = text.find(':') else { return (text, None) };
    let Some(before) = text.get(..colon) else { return (text, None) };
    match before.rfind([' ', 'T']).and_then(|at| Some((text.get(..at)?, text.get(at + 1..)?))) {
        Some((day, time)) => (day, Some(time)),
        None => (text, None),
    }
}

fn utc_hour(time: &str) -> Option<u8> {
    time.strip_suffix('Z')?.get(..2)?.parse().ok()
}

/// The one to three groups of digits of a date, when nothing but separators stands between them.
fn numbers(text: &str) -> Option<Vec<&str>> {
    let text = text.trim().trim_end_matches(['日', '号', '號', '.', '。']);
    let parts: Vec<&str> =
        text.split(['-', '.', '/', '年', '月', ' ', '。', '、', '\\', '_']).map(str::trim).collect();
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let digits = |part: &&str| part.len() <= 8 && part.bytes().all(|byte| byte.is_ascii_digit());
    (matches!(parts.len(), 1..=3) && parts.iter().all(digits)).then_some(parts)
}

/// Reads a month: 201409, 2014.09, 2014年9月, or a date of that month. Comes back as `2014-09`.
#[must_use]
pub fn read_month(cell: &In, today: Date) -> Option<String> {
    let text = match cell {
        In::Number(number) => number_text(*number),
        In::Text(text) if text.len() <= 64 => text.trim().chars().map(fold).collect(),
        In::Date(date) => return Some(format!("{:04}-{:02}", date.year(), date.month())),
        _ => return None,
    };
    let parts = numbers(&text)?;
    let first = match parts.as_slice() {
        [one] if one.len() == 6 => made(one.get(..4)?, one.get(4..)?, "1"),
        [year, month] if year.len() == 4 => made(year, month, "1"),
        _ => read(cell, today).map(Dated::date),
    };
    first.map(|date| format!("{:04}-{:02}", date.year(), date.month()))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const TODAY: Date = date(2026, 9, 1);

    fn text(text: &str) -> Option<Dated> {
        read(&In::Text(text.to_owned()), TODAY)
    }

    #[test]
    fn dates_are_read_in_the_forms_schools_type() {
        let day = Some(Dated::Sure(date(2012, 9, 1)));
        for form in [
            "2012-09-01",
            "2012.9.1",
            "2012/9/1",
            "2012年9月1日",
            "20120901",
            "２０１２．９．１",
            "2012 9 1",
            "2012年09月01号",
            "2012-09-01 00:00:00",
            "2012-09-01T00:00:00Z",
            " 2012-9-1 ",
        ] {
            assert_eq!(text(form), day, "{form}");
        }
        assert_eq!(read(&In::Number(20_120_901.0), TODAY), day);
        assert_eq!(text("2012-02-29"), Some(Dated::Sure(date(2012, 2, 29))));
    }

    #[test]
    fn two_digit_years_and_american_order_stay_in_doubt() {
        assert_eq!(text("9/1/12"), Some(Dated::Likely(date(2012, 9, 1))));
        assert_eq!(text("12.9.1"), Some(Dated::Likely(date(2012, 9, 1))));
        assert_eq!(text("9/1/2012"), Some(Dated::Likely(date(2012, 9, 1))));
        assert_eq!(text("13/1/2012"), Some(Dated::Sure(date(2012, 1, 13))));
        assert_eq!(text("98.9.1"), Some(Dated::Likely(date(1998, 9, 1))));
    }

    #[test]
    fn serial_numbers_and_shifted_midnights_stay_in_doubt() {
        assert_eq!(read(&In::Number(41_153.0), TODAY), Some(Dated::Serial(date(2012, 9, 1))));
        assert_eq!(text("2012-08-31T16:00:00Z"), Some(Dated::Shifted(date(2012, 9, 1))));
    }

    #[test]
    fn what_is_no_date_is_none() {
        for form in ["2013-02-29", "20121301", "不详", "2012年", "1/2", "60", "2012-9-1-3", "1-2-3-4", ""]
        {
            assert_eq!(text(form), None, "{form}");
        }
        assert_eq!(read(&In::Number(60.0), TODAY), None, "29 February 1900 never was");
    }

    #[test]
    fn months_are_read() {
        for form in ["201409", "2014.09", "2014年9月", "2014-9", "20140901", "2014年9月1日"] {
            assert_eq!(read_month(&In::Text(form.to_owned()), TODAY).as_deref(), Some("2014-09"), "{form}");
        }
        assert_eq!(read_month(&In::Number(201_409.0), TODAY).as_deref(), Some("2014-09"));
        assert_eq!(read_month(&In::Text("201413".into()), TODAY), None);
    }
}
