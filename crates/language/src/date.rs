//! Dates as people write them. Instants are shown in China Standard Time.

use jiff::Timestamp;
use jiff::civil::{Date, Weekday};
use jiff::tz::{Offset, TimeZone};

use crate::catalogue::{self, Catalogue};
use crate::{Arg, Lang, t, tf};

/// Private-use characters that stand for the parts while a pattern is kept: year, month, day, hour, minute.
const PARTS: [&str; 5] = ["\u{E000}", "\u{E001}", "\u{E002}", "\u{E003}", "\u{E004}"];

/// The date patterns of one language, resolved once: a page of dates must not run Fluent for each.
#[derive(Default)]
pub(crate) struct Shapes {
    date: String,
    short: String,
    month: String,
    time: String,
}

impl Shapes {
    pub(crate) fn of(catalogue: &Catalogue) -> Self {
        let [year, month, day, hour, minute] = PARTS.map(Arg::Text);
        let args = [("year", year), ("month", month), ("day", day), ("hour", hour), ("minute", minute)];
        let shape = |key| catalogue.format(key, &args).map(|(text, _)| text).unwrap_or_default();
        Self {
            date: shape("language-date"),
            short: shape("language-date-short"),
            month: shape("language-date-month"),
            time: shape("language-date-time"),
        }
    }
}

/// 2026年11月22日, 22 Nov 2026.
#[must_use]
pub fn date(lang: Lang, date: Date) -> String {
    fill(lang, &catalogue::of(lang).shapes().date, date, (0, 0))
}

/// 11月22日, 22 Nov.
#[must_use]
pub fn short_date(lang: Lang, date: Date) -> String {
    fill(lang, &catalogue::of(lang).shapes().short, date, (0, 0))
}

/// The month of a date: 2026年11月, Nov 2026.
#[must_use]
pub fn month(lang: Lang, date: Date) -> String {
    fill(lang, &catalogue::of(lang).shapes().month, date, (0, 0))
}

/// 周日, 週日, Sun.
#[must_use]
pub fn weekday(lang: Lang, weekday: Weekday) -> &'static str {
    t(
        lang,
        match weekday {
            Weekday::Monday => "language-weekday-1",
            Weekday::Tuesday => "language-weekday-2",
            Weekday::Wednesday => "language-weekday-3",
            Weekday::Thursday => "language-weekday-4",
            Weekday::Friday => "language-weekday-5",
            Weekday::Saturday => "language-weekday-6",
            Weekday::Sunday => "language-weekday-7",
        },
    )
}

/// An instant (milliseconds since 1970-01-01 UTC) as 2026年11月22日 15:04, 22 Nov 2026, 15:04, at UTC+8: China has
/// kept one time without summer time since 1992. Empty for an instant outside the calendar (years ±9999).
#[must_use]
pub fn date_time(lang: Lang, instant_ms: i64) -> String {
    let Ok(instant) = Timestamp::from_millisecond(instant_ms) else {
        return String::new();
    };
    let there = instant.to_zoned(TimeZone::fixed(Offset::constant(8)));
    fill(lang, &catalogue::of(lang).shapes().time, there.date(), (there.hour(), there.minute()))
}

/// How a day lies to today: 今天, 昨天, 3 天前, 明天, 3 天后.
#[must_use]
pub fn days_ago(lang: Lang, day: Date, today: Date) -> String {
    let days = (today - day).get_days();
    match days {
        0 => t(lang, "language-day-today").to_owned(),
        1 => t(lang, "language-day-yesterday").to_owned(),
        -1 => t(lang, "language-day-tomorrow").to_owned(),
        2.. => tf(lang, "language-day-ago", &[("days", days.into())]),
        _ => tf(lang, "language-day-ahead", &[("days", (-days).into())]),
    }
}

fn fill(lang: Lang, shape: &str, date: Date, (hour, minute): (i8, i8)) -> String {
    let [year, month, day, hours, minutes] = PARTS;
    let mut text = String::with_capacity(shape.len() + 16);
    for mark in shape.split_inclusive(char_of_part).flat_map(split_part) {
        if mark == year {
            text.push_str(&date.year().to_string());
        } else if mark == month {
            text.push_str(month_name(lang, date.month()));
        } else if mark == day {
            text.push_str(&date.day().to_string());
        } else if mark == hours {
            text.push_str(&format!("{hour:02}"));
        } else if mark == minutes {
            text.push_str(&format!("{minute:02}"));
        } else {
            text.push_str(mark);
        }
    }
    text
}

fn char_of_part(c: char) -> bool {
    ('\u{E000}'..='\u{E004}').contains(&c)
}

/// The text before a part, and the part.
fn split_part(piece: &str) -> [&str; 2] {
    let start = piece.find(char_of_part).unwrap_or(piece.len());
    let (text, part) = piece.split_at(start);
    [text, part]
}

fn month_name(lang: Lang, month: i8) -> &'static str {
    t(
        lang,
        match month {
            1 => "language-month-1",
            2 => "language-month-2",
            3 => "language-month-3",
            4 => "language-month-4",
            5 => "language-month-5",
            6 => "language-month-6",
            7 => "language-month-7",
            8 => "language-month-8",
            9 => "language-month-9",
            10 => "language-month-10",
            11 => "language-month-11",
            _ => "language-month-12",
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: Date = Date::constant(2026, 11, 22);

    #[test]
    fn a_date_is_written_as_each_language_writes_it() {
        assert_eq!(
            Lang::ALL.map(|lang| date(lang, DAY)),
            ["2026年11月22日", "2026年11月22日", "22 Nov 2026"]
        );
        assert_eq!(Lang::ALL.map(|lang| short_date(lang, DAY)), ["11月22日", "11月22日", "22 Nov"]);
        assert_eq!(Lang::ALL.map(|lang| month(lang, DAY)), ["2026年11月", "2026年11月", "Nov 2026"]);
        assert_eq!(Lang::ALL.map(|lang| weekday(lang, DAY.weekday())), ["周日", "週日", "Sun"]);
    }

    #[test]
    fn an_instant_is_shown_in_china_standard_time() {
        // 2026-11-22T23:04:05Z is the next morning in Shanghai.
        let instant = 1_795_388_645_000;
        assert_eq!(date_time(Lang::ZhHans, instant), "2026年11月23日 07:04");
        assert_eq!(date_time(Lang::En, instant), "23 Nov 2026, 07:04");
        assert_eq!(date_time(Lang::En, i64::MAX), "");
    }

    #[test]
    fn a_day_is_told_by_its_distance_from_today() {
        let day = |n: i64| DAY.saturating_sub(jiff::Span::new().days(n));
        let zh = [0, 1, 3, -1, -3].map(|n| days_ago(Lang::ZhHans, day(n), DAY));
        assert_eq!(zh, ["今天", "昨天", "3 天前", "明天", "3 天后"]);
        let en = [0, 1, 2, 400, -2].map(|n| days_ago(Lang::En, day(n), DAY));
        assert_eq!(en, ["today", "yesterday", "2 days ago", "400 days ago", "in 2 days"]);
    }
}
