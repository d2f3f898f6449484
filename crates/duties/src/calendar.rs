//! The school's own calendar (M6). Terms, days off and make-up school days (调休补课) are data that
//! each school enters: the State Council moves the working days around a festival by a yearly
//! notice, and provinces and schools add their own, so none of it can be computed.

mod actions;
pub(crate) mod pages;
pub mod store;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::days::{Days, number, weekday};
use crate::rule::Per;

/// No school plans so far; a longer span is a typing mistake (2206 for 2026).
const LONGEST: i32 = 40 * 366;

/// What a school says about its days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarFacts {
    pub terms: Vec<Days>,
    /// Festivals and other days without school inside a term. Days outside every term are free anyway.
    pub days_off: Vec<Days>,
    /// Days with school in exchange for a festival, mostly a Saturday or Sunday.
    pub make_ups: Vec<Date>,
    /// Which days of an ordinary week have school, Monday first.
    pub weekdays: [bool; 7],
}

impl CalendarFacts {
    /// Monday to Friday, without days off or make-up days.
    #[must_use]
    pub fn new(terms: Vec<Days>) -> Self {
        let weekdays = [true, true, true, true, true, false, false];
        Self { terms, days_off: Vec::new(), make_ups: Vec::new(), weekdays }
    }
}

/// Why a calendar cannot be used. Each carries the days to show beside the message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CalendarError {
    NoTerm,
    TermEndsBeforeItStarts(Days),
    TermsOverlap(Days, Days),
    DaysOffEndBeforeTheyStart(Days),
    MakeUpOutsideTerm(Date),
    /// The same day is off and made up: one of the two is wrong.
    MakeUpOnADayOff(Date),
    /// There is school on that day anyway, so the true make-up day is missing.
    MakeUpIsASchoolDay(Date),
    /// From the first to the last term lie more than forty years.
    TooLong,
}

impl CalendarError {
    #[must_use]
    pub fn message_key(&self) -> &'static str {
        match self {
            Self::NoTerm => "duties-calendar-no-term",
            Self::TermEndsBeforeItStarts(_) => "duties-calendar-term-backwards",
            Self::TermsOverlap(..) => "duties-calendar-terms-overlap",
            Self::DaysOffEndBeforeTheyStart(_) => "duties-calendar-days-off-backwards",
            Self::MakeUpOutsideTerm(_) => "duties-calendar-make-up-outside-term",
            Self::MakeUpOnADayOff(_) => "duties-calendar-make-up-on-day-off",
            Self::MakeUpIsASchoolDay(_) => "duties-calendar-make-up-is-school-day",
            Self::TooLong => "duties-calendar-too-long",
        }
    }
}

/// One week, month or term, as day numbers and as places in the row of all school days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stretch {
    pub first: i32,
    pub last: i32,
    /// Its school days are those numbered `from_rank .. to_rank`.
    pub from_rank: u32,
    pub to_rank: u32,
    /// Where the term of its last school day ends: no due date is stretched beyond.
    pub limit: u32,
}

/// The school days of several years, numbered in a row, so that counting, going forward and going
/// back are one look into a table each.
#[derive(Debug, Clone)]
pub struct SchoolCalendar {
    origin: i32,
    dates: Vec<Date>,
    /// How many school days lie before each day of `dates`; one entry more than `dates`.
    before: Vec<u32>,
    school: Vec<i32>,
    weeks: Vec<Stretch>,
    fortnights: Vec<Stretch>,
    months: Vec<Stretch>,
    terms: Vec<Stretch>,
}

impl SchoolCalendar {
    /// # Errors
    /// Every mistake found, in the order terms, days off, make-up days, so that a form can show all at once.
    pub fn new(facts: &CalendarFacts) -> Result<Self, Vec<CalendarError>> {
        let mistakes = check(facts);
        if !mistakes.is_empty() {
            return Err(mistakes);
        }
        build(facts).ok_or_else(|| vec![CalendarError::TooLong])
    }

    #[must_use]
    pub fn is_school_day(&self, date: Date) -> bool {
        let day = number(date);
        self.rank(day) != self.rank(day + 1)
    }

    /// The school day on or after this date; `None` after the last term.
    #[must_use]
    pub fn next_school_day(&self, date: Date) -> Option<Date> {
        self.school_day(self.rank(number(date))).and_then(|day| self.date(day))
    }

    /// The school day on or before this date; `None` before the first term.
    #[must_use]
    pub fn previous_school_day(&self, date: Date) -> Option<Date> {
        let rank = self.rank(number(date) + 1).checked_sub(1)?;
        self.school_day(rank).and_then(|day| self.date(day))
    }

    /// School days from `first` to `last`, both included.
    #[must_use]
    pub fn school_days_in(&self, days: Days) -> u32 {
        self.rank(number(days.last) + 1).saturating_sub(self.rank(number(days.first)))
    }

    /// The last school day of the week (Monday to Sunday), month or term that holds this date;
    /// `None` where it has no school day.
    #[must_use]
    pub fn last_school_day(&self, per: Per, date: Date) -> Option<Date> {
        let stretch = self.stretch_at(per, number(date))?.1;
        if stretch.from_rank == stretch.to_rank {
            return None;
        }
        self.school_day(stretch.to_rank - 1).and_then(|day| self.date(day))
    }

    /// The week, two weeks, month or term that holds this date; `None` outside the years of the calendar, and
    /// for [`Per::Term`] and [`Per::TwoWeeks`] between two terms.
    #[must_use]
    pub fn period(&self, per: Per, date: Date) -> Option<Days> {
        let (_, stretch) = self.stretch_at(per, number(date))?;
        Some(Days { first: self.date(stretch.first)?, last: self.date(stretch.last)? })
    }

    /// How many school days lie before this day. Also the number of the first school day on or after it.
    pub(crate) fn rank(&self, day: i32) -> u32 {
        let offset = usize::try_from(day.saturating_sub(self.origin)).unwrap_or(0);
        self.before.get(offset).or(self.before.last()).copied().unwrap_or(0)
    }

    pub(crate) fn school_day(&self, rank: u32) -> Option<i32> {
        self.school.get(usize::try_from(rank).ok()?).copied()
    }

    pub(crate) fn date(&self, day: i32) -> Option<Date> {
        self.dates.get(usize::try_from(day - self.origin).ok()?).copied()
    }

    pub(crate) fn stretches(&self, per: Per) -> &[Stretch] {
        match per {
            Per::Week => &self.weeks,
            Per::TwoWeeks => &self.fortnights,
            Per::Month => &self.months,
            Per::Term => &self.terms,
        }
    }

    pub(crate) fn stretch_at(&self, per: Per, day: i32) -> Option<(usize, Stretch)> {
        let all = self.stretches(per);
        let at = all.partition_point(|stretch| stretch.last < day);
        all.get(at).filter(|stretch| stretch.first <= day).map(|stretch| (at, *stretch))
    }
}

fn check(facts: &CalendarFacts) -> Vec<CalendarError> {
    let mut mistakes = Vec::new();
    let mut terms = facts.terms.clone();
    terms.sort_unstable();
    if terms.is_empty() {
        mistakes.push(CalendarError::NoTerm);
    }
    for term in terms.iter().filter(|term| term.last < term.first) {
        mistakes.push(CalendarError::TermEndsBeforeItStarts(*term));
    }
    for (one, next) in terms.iter().zip(terms.iter().skip(1)) {
        if next.first <= one.last {
            mistakes.push(CalendarError::TermsOverlap(*one, *next));
        }
    }
    for days in facts.days_off.iter().filter(|days| days.last < days.first) {
        mistakes.push(CalendarError::DaysOffEndBeforeTheyStart(*days));
    }
    mistakes.extend(facts.make_ups.iter().filter_map(|date| make_up_mistake(facts, *date)));
    mistakes
}

fn make_up_mistake(facts: &CalendarFacts, date: Date) -> Option<CalendarError> {
    if !facts.terms.iter().any(|term| term.holds(date)) {
        Some(CalendarError::MakeUpOutsideTerm(date))
    } else if facts.days_off.iter().any(|days| days.holds(date)) {
        Some(CalendarError::MakeUpOnADayOff(date))
    } else if has_school_on(facts, weekday(number(date))) {
        Some(CalendarError::MakeUpIsASchoolDay(date))
    } else {
        None
    }
}

fn has_school_on(facts: &CalendarFacts, weekday: i32) -> bool {
    usize::try_from(weekday).ok().and_then(|day| facts.weekdays.get(day)).copied().unwrap_or(false)
}

/// `None` when the span is too long or runs out of the dates there are.
fn build(facts: &CalendarFacts) -> Option<SchoolCalendar> {
    let dates = all_dates(facts)?;
    let origin = number(*dates.first()?);
    let mut calendar = SchoolCalendar {
        origin,
        before: Vec::with_capacity(dates.len() + 1),
        dates,
        school: Vec::new(),
        weeks: Vec::new(),
        fortnights: Vec::new(),
        months: Vec::new(),
        terms: Vec::new(),
    };
    number_school_days(&mut calendar, facts);
    let mut terms: Vec<(i32, i32)> =
        facts.terms.iter().map(|term| (number(term.first), number(term.last))).collect();
    terms.sort_unstable();
    calendar.terms = terms.iter().map(|(first, last)| stretch(&calendar, *first, *last)).collect();
    let weeks = calendar.dates.iter().map(|date| number(*date)).filter(|day| weekday(*day) == 0);
    calendar.weeks = weeks.map(|monday| stretch(&calendar, monday, monday + 6)).collect();
    calendar.fortnights = fortnights(&calendar, &terms);
    let firsts = calendar.dates.iter().filter(|date| date.day() == 1);
    let months = firsts.map(|first| (number(*first), number(first.last_of_month())));
    let whole = months.filter(|(_, last)| calendar.date(*last).is_some());
    calendar.months = whole.map(|(first, last)| stretch(&calendar, first, last)).collect();
    Some(calendar)
}

/// Pairs of weeks from the first week of each term to its last; the last pair may be one week.
fn fortnights(calendar: &SchoolCalendar, terms: &[(i32, i32)]) -> Vec<Stretch> {
    let mut pairs = Vec::new();
    let mut after = i32::MIN;
    for (first, last) in terms {
        let sunday = last - weekday(*last) + 6;
        let mut monday = (first - weekday(*first)).max(after);
        while monday <= sunday {
            let end = (monday + 13).min(sunday);
            pairs.push(stretch(calendar, monday, end));
            monday = end + 1;
        }
        after = sunday + 1;
    }
    pairs
}

/// Whole weeks and whole months around all terms.
fn all_dates(facts: &CalendarFacts) -> Option<Vec<Date>> {
    let first = facts.terms.iter().map(|term| term.first).min()?.first_of_month();
    let last = facts.terms.iter().map(|term| term.last).max()?.last_of_month();
    if number(last) - number(first) > LONGEST {
        return None;
    }
    let back = i64::from(first.weekday().to_monday_zero_offset());
    let on = 6 - i64::from(last.weekday().to_monday_zero_offset());
    let mut date = first.checked_sub(back.days()).ok()?;
    let end = last.checked_add(on.days()).ok()?;
    let mut dates = vec![date];
    while date < end {
        date = date.tomorrow().ok()?;
        dates.push(date);
    }
    Some(dates)
}

fn number_school_days(calendar: &mut SchoolCalendar, facts: &CalendarFacts) {
    let mut count = 0;
    calendar.before.push(0);
    for date in &calendar.dates {
        let ordinary = has_school_on(facts, i32::from(date.weekday().to_monday_zero_offset()))
            && facts.terms.iter().any(|term| term.holds(*date))
            && !facts.days_off.iter().any(|days| days.holds(*date));
        if ordinary || facts.make_ups.contains(date) {
            calendar.school.push(number(*date));
            count += 1;
        }
        calendar.before.push(count);
    }
}

fn stretch(calendar: &SchoolCalendar, first: i32, last: i32) -> Stretch {
    let (from_rank, to_rank) = (calendar.rank(first), calendar.rank(last + 1));
    let last_school = to_rank.checked_sub(1).and_then(|rank| calendar.school_day(rank));
    let term = last_school.and_then(|day| calendar.stretch_at(Per::Term, day));
    Stretch { first, last, from_rank, to_rank, limit: term.map_or(to_rank, |(_, term)| term.to_rank) }
}

#[cfg(test)]
mod tests;
