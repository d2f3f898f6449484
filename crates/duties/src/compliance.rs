//! Compliance (M3, M7): what was owed, kept and excused in a range of dates, and beside every
//! percentage the median time to act and the children never reached. All of it is added up from the
//! records of single cases and can be thrown away and computed again.

mod marks;
pub(crate) mod pages;
mod report;
mod weeks;

use std::collections::BTreeMap;

use crate::Id;
use crate::clock::{Bearer, Clock, Duty, counts};
use crate::days::{Days, number};
use crate::facts::CaseFacts;
use crate::piece::Piece;
use crate::rule::Per;
use crate::runs::Run;

pub use report::{Counted, Place, Report, Within, of};

/// One rule and person in one case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Line {
    pub rule: Id,
    pub bearer: Bearer,
    /// Acts owed in the periods that are over: two talks a month are two.
    pub owed: u32,
    /// Of these, done. Doing more does not make up for another period.
    pub kept: u32,
    /// Acts that an excuse took away.
    pub excused: u32,
    /// For each period: school days until the first contact that counts, or until today where there was none.
    pub waits: Vec<u32>,
    /// Was there in the range at least one contact that counts for this person?
    pub reached: bool,
}

/// One case in a range of dates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseTally {
    pub student: Id,
    pub lines: Vec<Line>,
    /// Did anybody meet the child in the range?
    pub reached: bool,
}

/// Some of many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    pub kept: u32,
    pub owed: u32,
}

impl Share {
    /// Whole percent, as [`language::percent`] says it.
    #[must_use]
    pub fn percent(self) -> u32 {
        let percent = language::percent(i64::from(self.kept), i64::from(self.owed.max(1)));
        percent.and_then(|percent| u32::try_from(percent).ok()).unwrap_or(0)
    }
}

/// Many cases together: of one person, class, grade or school.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tally {
    pub owed: u32,
    pub kept: u32,
    pub excused: u32,
    /// How often each wait occurred, so that medians of groups put together stay exact.
    waits: BTreeMap<u32, u32>,
    /// Every child for whom something was owed, and whether they were reached.
    children: BTreeMap<Id, bool>,
}

impl Tally {
    /// `None` when nothing was owed: nought of nought is not a hundred percent.
    #[must_use]
    pub fn share(&self) -> Option<Share> {
        (self.owed > 0).then_some(Share { kept: self.kept, owed: self.owed })
    }

    /// Median school days until the first contact of a period. A missed period counts with the days waited
    /// so far, so that leaving children out does not make the figure better.
    #[must_use]
    pub fn median_days(&self) -> Option<f64> {
        self.median_half_days().map(|half| f64::from(half) / 2.0)
    }

    /// The same in half days, without a fraction.
    #[must_use]
    pub fn median_half_days(&self) -> Option<u32> {
        let count: u32 = self.waits.values().sum();
        let upper = self.nth_wait(count / 2)?;
        let lower = if count.is_multiple_of(2) { self.nth_wait(count / 2 - 1)? } else { upper };
        Some(lower + upper)
    }

    /// Whether something was owed for this child.
    #[must_use]
    pub fn concerns(&self, student: Id) -> bool {
        self.children.contains_key(&student)
    }

    fn nth_wait(&self, place: u32) -> Option<u32> {
        let mut seen = 0;
        self.waits.iter().find_map(|(wait, times)| {
            seen += times;
            (seen > place).then_some(*wait)
        })
    }

    /// Children for whom something was owed.
    #[must_use]
    pub fn children(&self) -> usize {
        self.children.len()
    }

    /// Of these, the ones never reached in the range, by id.
    pub fn never_reached(&self) -> impl Iterator<Item = Id> + '_ {
        self.children.iter().filter(|(_, reached)| !**reached).map(|(student, _)| *student)
    }

    /// Puts another group's figures to this one's.
    pub fn merge(&mut self, other: &Self) {
        self.owed += other.owed;
        self.kept += other.kept;
        self.excused += other.excused;
        for (wait, times) in &other.waits {
            *self.waits.entry(*wait).or_default() += times;
        }
        for (student, reached) in &other.children {
            *self.children.entry(*student).or_default() |= reached;
        }
    }

    fn add(&mut self, line: &Line, student: Id, reached: bool) {
        self.owed += line.owed;
        self.kept += line.kept;
        self.excused += line.excused;
        for wait in &line.waits {
            *self.waits.entry(*wait).or_default() += 1;
        }
        if line.owed > 0 {
            *self.children.entry(student).or_default() |= reached;
        }
    }
}

/// Figures for each class, grade or whatever the key tells of a case. Reached: by anybody.
#[must_use]
pub fn by_group<K: Ord>(cases: &[CaseTally], key: impl Fn(&CaseTally) -> K) -> BTreeMap<K, Tally> {
    let mut groups: BTreeMap<K, Tally> = BTreeMap::new();
    for case in cases {
        let group = groups.entry(key(case)).or_default();
        for line in &case.lines {
            group.add(line, case.student, case.reached);
        }
    }
    groups
}

/// Figures for each person. Reached: by what this person owed.
#[must_use]
pub fn by_person(cases: &[CaseTally]) -> BTreeMap<Id, Tally> {
    let mut people: BTreeMap<Id, Tally> = BTreeMap::new();
    for case in cases {
        for line in &case.lines {
            if let Bearer::Staff(staff) = line.bearer {
                people.entry(staff).or_default().add(line, case.student, line.reached);
            }
        }
    }
    people
}

impl CaseTally {
    /// The lines of one bearer alone.
    #[must_use]
    pub(crate) fn only(mut self, bearer: Option<Bearer>) -> Self {
        self.lines.retain(|line| Some(line.bearer) == bearer);
        self
    }
}

impl Clock<'_> {
    /// The weeks of a range, each from Monday to Sunday, the oldest first; those without a school day are left out.
    #[must_use]
    pub(crate) fn weeks(&self, range: Days) -> Vec<Days> {
        let (first, last) = (number(range.first), number(range.last));
        let weeks = self.calendar.stretches(Per::Week).iter();
        let within =
            weeks.filter(|week| week.last >= first && week.first <= last && week.from_rank < week.to_rank);
        within
            .filter_map(|week| {
                let days = Days::new(self.calendar.date(week.first)?, self.calendar.date(week.last)?);
                Some(Days::new(days.first.max(range.first), days.last.min(range.last)))
            })
            .collect()
    }

    /// What was owed and kept for this case in the periods whose last school day lies in `range` and that
    /// are over today. People who left keep what they did, and what they missed, while they had it.
    #[must_use]
    pub fn tally(&self, case: &CaseFacts, range: Days) -> CaseTally {
        let mut lines = Vec::new();
        self.each_duty(case, &|runs| !runs.is_empty(), &mut |duty| {
            let line = line(self, &duty, range);
            if line.owed + line.excused > 0 {
                lines.push(line);
            }
        });
        lines.sort_unstable();
        let met =
            case.contacts.iter().filter(|contact| range.holds(contact.on) && contact.reached_the_child());
        let reached = met.map(|contact| number(contact.on)).any(|day| day <= self.today);
        CaseTally { student: case.student, lines, reached }
    }
}

fn line(clock: &Clock<'_>, duty: &Duty<'_>, range: Days) -> Line {
    let counting = duty.case.contacts.iter().filter(|contact| counts(contact, duty.rule, duty.bearer));
    let reached =
        counting.filter(|contact| range.holds(contact.on)).any(|contact| number(contact.on) <= clock.today);
    let mut line = Line {
        rule: duty.rule.id,
        bearer: duty.bearer,
        owed: 0,
        kept: 0,
        excused: 0,
        waits: Vec::new(),
        reached,
    };
    for run in &duty.runs {
        for piece in pieces(clock, duty, *run, range) {
            line.owed += piece.owed;
            line.kept += piece.done(&duty.contacts).min(piece.owed);
            line.excused += piece.plain.saturating_sub(piece.owed);
            if piece.owed > 0 {
                line.waits.push(wait(clock, &piece, duty, *run));
            }
        }
    }
    line.waits.sort_unstable();
    line
}

/// The periods of one run that belong to the range and are over.
fn pieces<'b>(
    clock: &'b Clock<'_>,
    duty: &'b Duty<'_>,
    run: Run,
    range: Days,
) -> impl Iterator<Item = Piece<'b>> + 'b {
    let (first, last) =
        (clock.calendar.rank(number(range.first)), clock.calendar.rank(number(range.last) + 1));
    let all = clock.calendar.stretches(duty.rule.per);
    let start = all.partition_point(|stretch| stretch.to_rank <= first || stretch.last < run.from);
    let from_start = all.get(start..).unwrap_or_default().iter();
    from_start
        .take_while(move |stretch| stretch.to_rank <= last && stretch.first < run.until)
        .filter(|stretch| stretch.from_rank < stretch.to_rank)
        .map(move |stretch| duty.piece(clock.calendar, run, *stretch))
        .filter(|piece| piece.window_end() < clock.today)
}

fn wait(clock: &Clock<'_>, piece: &Piece<'_>, duty: &Duty<'_>, run: Run) -> u32 {
    let at = duty.contacts.partition_point(|day| *day < piece.stretch.first);
    let until = duty.contacts.get(at).copied().unwrap_or(clock.today.min(run.until));
    piece.school_days_until(until)
}

#[cfg(test)]
mod tests;
