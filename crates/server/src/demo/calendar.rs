//! A term around any given day, with the holidays and make-up days of its year.
//!
//! The day given always lies in the twelfth week, so that the same life can be told: the term is an autumn one when the
//! day lies from August to January, else a spring one. On the usual days of the school year that is the true calendar.

use kernel::{Day, Instant, clock::days_after};

/// The holidays of 2025 and 2026 as the State Council gave them: first day, last day, name.
const GIVEN: &[(&str, &str, &str)] = &[
    ("2025-01-01", "2025-01-01", "元旦"),
    ("2025-01-28", "2025-02-04", "春节"),
    ("2025-04-04", "2025-04-06", "清明节"),
    ("2025-05-01", "2025-05-05", "劳动节"),
    ("2025-05-31", "2025-06-02", "端午节"),
    ("2025-10-01", "2025-10-08", "国庆节、中秋节"),
    ("2026-01-01", "2026-01-03", "元旦"),
    ("2026-02-15", "2026-02-23", "春节"),
    ("2026-04-04", "2026-04-06", "清明节"),
    ("2026-05-01", "2026-05-05", "劳动节"),
    ("2026-06-19", "2026-06-21", "端午节"),
    ("2026-09-25", "2026-09-27", "中秋节"),
    ("2026-10-01", "2026-10-07", "国庆节"),
];

/// The make-up days of those years.
const MADE_UP: &[(&str, &str)] = &[
    ("2025-01-26", "春节调休"),
    ("2025-02-08", "春节调休"),
    ("2025-04-27", "劳动节调休"),
    ("2025-09-28", "国庆节调休"),
    ("2025-10-11", "国庆节调休"),
    ("2026-01-04", "元旦调休"),
    ("2026-02-14", "春节调休"),
    ("2026-02-28", "春节调休"),
    ("2026-05-09", "劳动节调休"),
    ("2026-09-20", "国庆节调休"),
    ("2026-10-10", "国庆节调休"),
];

/// Days by the moon: Spring Festival, Dragon Boat, Mid-Autumn.
const BY_THE_MOON: &[(i16, &str, &str, &str)] = &[
    (2024, "2024-02-10", "2024-06-10", "2024-09-17"),
    (2027, "2027-02-06", "2027-06-09", "2027-09-15"),
    (2028, "2028-01-26", "2028-05-28", "2028-10-03"),
    (2029, "2029-02-13", "2029-06-16", "2029-09-22"),
    (2030, "2030-02-03", "2030-06-05", "2030-09-12"),
];

/// A span of days with a name.
pub struct Named {
    /// The name.
    pub name: String,
    /// First day.
    pub starts: Day,
    /// Last day.
    pub ends: Day,
}

/// A day off, or a day on which the school makes up for one.
pub struct DayOff {
    /// The day.
    pub on: Day,
    /// `holiday` or `make_up`.
    pub kind: &'static str,
    /// Its name.
    pub name: &'static str,
}

/// The term that is told.
pub struct Term {
    /// The school day.
    pub today: Day,
    /// The school year.
    pub year: Named,
    /// Both terms of the year.
    pub terms: [Named; 2],
    /// Which of them is now: 0 or 1.
    pub now: usize,
    /// First day of this term.
    pub starts: Day,
    /// Holidays and make-up days within this year.
    pub off: Vec<DayOff>,
    /// School days of this term until today.
    pub days: Vec<Day>,
}

impl Term {
    /// The term around this day.
    pub fn around(today: Day) -> Self {
        let monday = days_after(today, -i64::from(today.weekday().to_monday_zero_offset()));
        let starts = days_after(monday, -77);
        let autumn = !(2..=7).contains(&today.month());
        let first_year = if autumn { starts.year() } else { today.year().saturating_sub(1) };
        let label = format!("{first_year}—{}学年", first_year.saturating_add(1));
        let (one, two) =
            if autumn { (starts, days_after(starts, 175)) } else { (days_after(starts, -175), starts) };
        let terms = [
            Named { name: format!("{label}第一学期"), starts: one, ends: days_after(one, 151) },
            Named { name: format!("{label}第二学期"), starts: two, ends: days_after(two, 137) },
        ];
        let year = Named { name: label, starts: one, ends: days_after(one, 364) };
        let off = days_off(&year);
        let days = school_days(starts, today, &off);
        Self { today, year, terms, now: usize::from(!autumn), starts, off, days }
    }

    /// The first school day on or after the day so many days into the term, or today.
    pub fn school_day(&self, days: i64) -> Day {
        let wanted = days_after(self.starts, days);
        self.days.iter().copied().find(|day| *day >= wanted).unwrap_or(self.today)
    }

    /// The school day so many school days before the last one until today.
    pub fn ago(&self, school_days: usize) -> Day {
        self.days.iter().rev().nth(school_days).copied().unwrap_or(self.starts)
    }

    /// School days of the week so many weeks into the term, until today.
    pub fn week(&self, week: i64) -> Vec<Day> {
        let first = days_after(self.starts, week.saturating_mul(7));
        let after = days_after(first, 7);
        self.days.iter().copied().filter(|day| *day >= first && *day < after).collect()
    }

    /// The year in which the school year begins: ages follow from it.
    pub fn first_year(&self) -> i16 {
        if self.now == 0 { self.starts.year() } else { self.today.year().saturating_sub(1) }
    }
}

/// This time of this day.
pub fn at(day: Day, hour: i64, minute: i64) -> Instant {
    let part = |n: i64| i8::try_from(n).unwrap_or(0);
    Instant::at(day.at(part(hour), part(minute), 0, 0))
}

fn school_days(starts: Day, today: Day, off: &[DayOff]) -> Vec<Day> {
    let mut days = Vec::new();
    let mut day = starts;
    while day <= today {
        let weekend = day.weekday().to_monday_zero_offset() >= 5;
        let works = match off.iter().find(|off| off.on == day) {
            Some(off) => off.kind == "make_up",
            None => !weekend,
        };
        if works {
            days.push(day);
        }
        day = days_after(day, 1);
    }
    days
}

fn days_off(year: &Named) -> Vec<DayOff> {
    let mut off = Vec::new();
    for number in year.starts.year()..=year.ends.year() {
        let head = number.to_string();
        for (first, last, name) in GIVEN.iter().filter(|(first, ..)| first.starts_with(&head)) {
            holiday(&mut off, parse(first), parse(last), name);
        }
        let made_up = MADE_UP.iter().filter(|(on, _)| on.starts_with(&head));
        off.extend(made_up.map(|(on, name)| DayOff { on: parse(on), kind: "make_up", name }));
        if !GIVEN.iter().any(|(first, ..)| first.starts_with(&head)) {
            reckoned(&mut off, number);
        }
    }
    off.retain(|off| off.on >= year.starts && off.on <= year.ends);
    off.sort_by_key(|off| off.on);
    off.dedup_by_key(|off| off.on);
    off
}

/// A year that is not given: the fixed days, those by the moon where known, and a Saturday made up for October.
fn reckoned(off: &mut Vec<DayOff>, year: i16) {
    let day = |month: i8, day: i8| Day::new(year, month, day).unwrap_or(kernel::FOREVER);
    holiday(off, day(1, 1), day(1, 1), "元旦");
    holiday(off, day(4, 4), day(4, 6), "清明节");
    holiday(off, day(5, 1), day(5, 5), "劳动节");
    holiday(off, day(10, 1), day(10, 7), "国庆节");
    if let Some((_, spring, dragon, moon)) = BY_THE_MOON.iter().find(|(known, ..)| *known == year) {
        let eve = days_after(parse(spring), -1);
        holiday(off, eve, days_after(eve, 7), "春节");
        holiday(off, parse(dragon), parse(dragon), "端午节");
        if !off.iter().any(|off| off.on == parse(moon)) {
            holiday(off, parse(moon), parse(moon), "中秋节");
        }
    }
    let after = day(10, 8);
    let saturday = days_after(after, i64::from((12 - after.weekday().to_monday_zero_offset()) % 7));
    off.push(DayOff { on: saturday, kind: "make_up", name: "国庆节调休" });
}

fn holiday(off: &mut Vec<DayOff>, first: Day, last: Day, name: &'static str) {
    let mut on = first;
    while on <= last {
        off.push(DayOff { on, kind: "holiday", name });
        on = days_after(on, 1);
    }
}

fn parse(text: &str) -> Day {
    text.parse().unwrap_or(kernel::FOREVER)
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::clock::Day;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn the_frozen_day_lies_in_the_autumn_term_of_2026() {
        let term = Term::around(super::super::DAY);
        assert_eq!(term.starts, day("2026-08-31"));
        assert_eq!(term.terms[0].ends, day("2027-01-29"));
        assert_eq!(term.terms[0].name, "2026—2027学年第一学期");
        assert!(!term.days.contains(&day("2026-10-01")) && !term.days.contains(&day("2026-09-25")));
        assert!(term.days.contains(&day("2026-09-20")), "a Sunday made up");
        assert_eq!(term.days.last(), Some(&super::super::DAY));
    }

    #[test]
    fn any_day_has_a_term_twelve_weeks_old() {
        for (text, now) in
            [("2027-05-12", 1), ("2027-01-05", 0), ("2031-02-01", 1), ("2024-10-30", 0), ("2025-08-01", 0)]
        {
            let term = Term::around(day(text));
            assert_eq!(term.now, now, "{text}");
            assert!((50..=62).contains(&term.days.len()), "{text}: {}", term.days.len());
            assert!(term.terms.iter().all(|t| t.starts >= term.year.starts && t.ends <= term.year.ends));
            assert!(term.terms[now].starts <= term.today && term.today <= term.terms[now].ends);
        }
    }
}
