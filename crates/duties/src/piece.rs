//! One duty in one period: how often it is owed and by which days.

use crate::calendar::{SchoolCalendar, Stretch};
use crate::rule::Rule;
use crate::runs::Run;

/// An excuse stretches a due date at most this many free school days past the end of the period: a
/// week of school after coming back.
pub(crate) const LONGEST_STRETCH: u32 = 5;

/// School days that do not count, by their numbers: `from .. until`, sorted and apart.
pub(crate) type Excused = [(u32, u32)];

/// One duty in one period, for one unbroken run of days in which the person had it.
///
/// The clock ticks on school days that are not excused. Of `times` acts in a period that starts with
/// `days` school days still to come, the k-th is due when `k/times` of them have ticked away: a weekly
/// act on the last school day of the week, two a month on the middle and the last one. Excused days do
/// not tick, so the due date moves on by as many, at most [`LONGEST_STRETCH`] past the period and never
/// into another term. An act whose due date never came, because the case was closed, the person left or
/// the term ended first, is not owed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Piece<'a> {
    calendar: &'a SchoolCalendar,
    excused: &'a Excused,
    pub stretch: Stretch,
    from_rank: u32,
    days: u32,
    free: u32,
    planned: u32,
    /// Acts owed.
    pub owed: u32,
    /// Acts that would be owed without excuses.
    pub plain: u32,
}

impl<'a> Piece<'a> {
    pub fn new(
        calendar: &'a SchoolCalendar,
        rule: &Rule,
        excused: &'a Excused,
        run: Run,
        stretch: Stretch,
    ) -> Self {
        let from_rank = calendar.rank(run.from.max(stretch.first));
        let days = stretch.to_rank.saturating_sub(from_rank);
        let planned = rule.times_in(days);
        let bare =
            Self { calendar, excused: &[], stretch, from_rank, days, free: days, planned, owed: 0, plain: 0 };
        let plain = bare.reached_by(run);
        if excused.is_empty() {
            return Self { owed: plain, plain, ..bare };
        }
        let free = days - count(excused, from_rank, from_rank + days);
        let stopped = Self { excused, free, planned: rule.times_in(free), plain, ..bare };
        Self { owed: stopped.reached_by(run), ..stopped }
    }

    /// How many due dates come before the run ends.
    fn reached_by(&self, run: Run) -> u32 {
        if self.planned == 0 {
            return 0;
        }
        if run.until > self.stretch.last && self.excused.is_empty() {
            return self.planned;
        }
        let reached = (1..=self.planned).take_while(|k| self.due(*k).is_some_and(|day| day < run.until));
        u32::try_from(reached.count()).unwrap_or(0)
    }

    /// The day by which the k-th act (from 1) is due.
    pub fn due(&self, k: u32) -> Option<i32> {
        let ticks = (k * self.days).div_ceil(self.planned.max(1)).min(self.free + LONGEST_STRETCH);
        let rank = nth_free(self.excused, self.from_rank, ticks.checked_sub(1)?);
        self.calendar.school_day(rank).filter(|_| rank < self.stretch.limit)
    }

    /// The day by which all that is owed is due.
    pub fn last_due(&self) -> Option<i32> {
        self.due(self.owed.max(1)).filter(|_| self.owed > 0)
    }

    /// Until when a contact counts for this period: to the end of the week even after the last school
    /// day (a home visit on Saturday), or to the stretched due date.
    pub fn window_end(&self) -> i32 {
        self.last_due().map_or(self.stretch.last, |due| due.max(self.stretch.last))
    }

    /// School days from the start of the duty to this day.
    pub fn school_days_until(&self, day: i32) -> u32 {
        self.calendar.rank(day).saturating_sub(self.from_rank)
    }

    /// On how many days it was done. Contacts from before the case was opened, in the same period, count.
    pub fn done(&self, contacts: &[i32]) -> u32 {
        let end = self.window_end();
        let from = contacts.partition_point(|day| *day < self.stretch.first);
        let until = contacts.partition_point(|day| *day <= end);
        u32::try_from(until.saturating_sub(from)).unwrap_or(u32::MAX)
    }
}

/// Excused school days among those numbered `from .. until`.
fn count(excused: &Excused, from: u32, until: u32) -> u32 {
    excused.iter().map(|(a, b)| (*b).min(until).saturating_sub((*a).max(from))).sum()
}

/// The number of the school day after `skip` free ones, starting from `from`.
fn nth_free(excused: &Excused, from: u32, skip: u32) -> u32 {
    let mut rank = from + skip;
    for (a, b) in excused.iter().filter(|(_, b)| *b > from) {
        let a = (*a).max(from);
        if a > rank {
            break;
        }
        rank += b - a;
    }
    rank
}

/// Is this school day excused?
pub(crate) fn is_excused(excused: &Excused, rank: u32) -> bool {
    excused.iter().any(|(a, b)| *a <= rank && rank < *b)
}
