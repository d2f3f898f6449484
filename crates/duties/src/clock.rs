//! The clock (M2, M6): from the facts of a case to what is owed today.
//!
//! Kind by design. One item at most for each rule, child and person, never a pile: the last missed
//! period stands for all of them and goes away with the first contact that counts. What was missed in an
//! earlier term, before a case was reopened or by somebody else is not held against anyone.

use jiff::civil::Date;

use crate::Id;
use crate::calendar::{SchoolCalendar, Stretch};
use crate::contact::Contact;
use crate::days::{Days, number};
use crate::facts::{CaseFacts, Excuse, Member, Part, Reason};
use crate::piece::{Excused, Piece, is_excused};
use crate::rule::{Per, Rule, Who, coded};
use crate::runs::{Run, meet, union, without};

mod judge;

/// Who owes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bearer {
    Staff(Id),
    Student,
}

/// How things stand, the most urgent first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// A period went by (or the first half of one that asks for several) and there was no contact since.
    Overdue,
    /// Still to do by the end of this week.
    Due,
    /// To do later.
    Coming,
    Done,
    /// An excuse stops the clock.
    Excused,
    /// A holiday, or too few school days left.
    NothingOwed,
}

coded!(State {
    Overdue => "overdue", "duties-state-overdue";
    Due => "due", "duties-state-due";
    Coming => "coming", "duties-state-coming";
    Done => "done", "duties-state-done";
    Excused => "excused", "duties-state-excused";
    NothingOwed => "nothing-owed", "duties-state-nothing-owed";
});

/// One line of the list: what one person owes one child by one rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Owed {
    pub state: State,
    /// `None` where nothing is owed.
    pub due_on: Option<Date>,
    pub rule: Id,
    pub student: Id,
    pub bearer: Bearer,
    pub per: Per,
    /// The week, month or term it is owed for. Ends before today when overdue from an earlier one.
    pub period: Days,
    pub done: u32,
    pub needed: u32,
    /// The last contact that counts for this rule and person, on or before today.
    pub last_contact: Option<Date>,
    pub excused_by: Option<Reason>,
}

impl Owed {
    /// The words for it. Arguments: `$left` how many are to do, `$due` the date (for the caller to write).
    #[must_use]
    pub fn message_key(&self, today: Date) -> &'static str {
        let ago = number(today) - number(self.period.last);
        match (self.state, self.per, ago > 0) {
            (State::Overdue, Per::Week, true) if ago <= 7 => "duties-owed-overdue-week",
            (State::Overdue, Per::TwoWeeks, true) if ago <= 14 => "duties-owed-overdue-two-weeks",
            (State::Overdue, Per::Month, true) if ago <= 31 => "duties-owed-overdue-month",
            (State::Overdue, _, true) => "duties-owed-overdue-earlier",
            (State::Overdue, ..) => "duties-owed-overdue-halfway",
            (State::Due, _, true) => "duties-owed-due-stretched",
            (State::Due, Per::Week, _) => "duties-owed-due-week",
            (State::Due, Per::TwoWeeks, _) => "duties-owed-due-two-weeks",
            (State::Due, Per::Month, _) => "duties-owed-due-month",
            (State::Due, Per::Term, _) => "duties-owed-due-term",
            (State::Coming, ..) => "duties-owed-coming",
            (State::Done, ..) => "duties-owed-done",
            (State::Excused, ..) => "duties-owed-excused",
            (State::NothingOwed, ..) => "duties-owed-nothing",
        }
    }

    /// How many are still to do.
    #[must_use]
    pub fn left(&self) -> u32 {
        self.needed.saturating_sub(self.done)
    }
}

/// A calendar, the rules of a school and a day; made once, asked for every case.
#[derive(Debug)]
pub struct Clock<'a> {
    pub(crate) calendar: &'a SchoolCalendar,
    rules: &'a [Rule],
    pub(crate) today: i32,
}

/// One rule for one person in one case: when they had it, what excuses them, what counts.
pub(crate) struct Duty<'a> {
    pub case: &'a CaseFacts,
    pub rule: &'a Rule,
    pub bearer: Bearer,
    pub runs: Vec<Run>,
    /// Free school days, by number.
    pub excused: Vec<(u32, u32)>,
    /// Days with a contact that counts: sorted, each once, none after today.
    pub contacts: Vec<i32>,
    pub last_contact: Option<Date>,
}

impl<'a> Clock<'a> {
    #[must_use]
    pub fn new(calendar: &'a SchoolCalendar, rules: &'a [Rule], today: Date) -> Self {
        Self { calendar, rules, today: number(today) }
    }

    /// What is owed for this case today, the most urgent first: one line for each rule and person who
    /// has it today. A closed case, and a person who left, have none. The order of the facts is irrelevant.
    #[must_use]
    pub fn owed(&self, case: &CaseFacts) -> Vec<Owed> {
        let mut list = Vec::new();
        self.each_duty(case, &|runs| runs.iter().any(|run| run.holds(self.today)), &mut |duty| {
            list.extend(judge::judge(self, &duty));
        });
        list.sort_unstable();
        list
    }

    /// Visits every rule and person that had something to do in the runs the caller wants.
    pub(crate) fn each_duty<'c>(
        &'c self,
        case: &'c CaseFacts,
        wanted: &dyn Fn(&[Run]) -> bool,
        visit: &mut dyn FnMut(Duty<'c>),
    ) {
        let open = union(case.open.iter().map(|since| Run::from(*since)));
        if !wanted(&open) {
            return;
        }
        for rule in self.rules {
            let applies = applies(case, rule, &open);
            if !wanted(&applies) {
                continue;
            }
            for (bearer, served) in bearers(case, rule.who) {
                let runs = meet(&applies, &served);
                if wanted(&runs) {
                    visit(self.duty(case, rule, bearer, runs));
                }
            }
        }
    }

    fn duty<'c>(&self, case: &'c CaseFacts, rule: &'c Rule, bearer: Bearer, runs: Vec<Run>) -> Duty<'c> {
        let excuses = case.excuses.iter().filter(|excuse| excuse.covers(rule, bearer));
        let ranks = excuses.map(|excuse| self.ranks(excuse.days)).filter(|(from, until)| from < until);
        let counting = case.contacts.iter().filter(|contact| counts(contact, rule, bearer));
        let mut contacts = Vec::with_capacity(case.contacts.len());
        let mut last_contact = None;
        for contact in counting {
            let day = number(contact.on);
            if day <= self.today {
                contacts.push(day);
                last_contact = last_contact.max(Some(contact.on));
            }
        }
        contacts.sort_unstable();
        contacts.dedup();
        Duty { case, rule, bearer, runs, excused: merged(ranks.collect()), contacts, last_contact }
    }

    fn ranks(&self, days: Days) -> (u32, u32) {
        (self.calendar.rank(number(days.first)), self.calendar.rank(number(days.last) + 1))
    }
}

impl Duty<'_> {
    pub fn is_excused(&self, rank: u32) -> bool {
        is_excused(&self.excused, rank)
    }

    pub fn piece<'b>(&'b self, calendar: &'b SchoolCalendar, run: Run, stretch: Stretch) -> Piece<'b> {
        let excused: &Excused = &self.excused;
        Piece::new(calendar, self.rule, excused, run, stretch)
    }
}

impl Excuse {
    pub(crate) fn covers(&self, rule: &Rule, bearer: Bearer) -> bool {
        self.rule.is_none_or(|id| id == rule.id)
            && self.staff.is_none_or(|staff| bearer == Bearer::Staff(staff))
    }
}

/// Does this contact count for this rule and person?
pub(crate) fn counts(contact: &Contact, rule: &Rule, bearer: Bearer) -> bool {
    (!rule.who.only_own() || bearer == Bearer::Staff(contact.by)) && contact.counts_for(rule.act)
}

/// When the rule asks something of this case at all.
fn applies(case: &CaseFacts, rule: &Rule, open: &[Run]) -> Vec<Run> {
    let mut days = meet(open, &[Run::from(rule.during)]);
    if !rule.categories.is_empty() {
        let named = case.categories.iter().filter(|(code, _)| rule.categories.contains(code));
        days = meet(&days, &union(named.map(|(_, since)| Run::from(*since))));
    }
    if let Some(tier) = rule.tier {
        let held = case.tiers.iter().filter(|(held, _)| *held == tier);
        days = meet(&days, &union(held.map(|(_, since)| Run::from(*since))));
    }
    days
}

/// Who has a rule of this kind, and when.
fn bearers(case: &CaseFacts, who: Who) -> Vec<(Bearer, Vec<Run>)> {
    match who {
        Who::Student => vec![(Bearer::Student, vec![Run { from: i32::MIN, until: i32::MAX }])],
        Who::EachMember => each_person(case, |member| member.part.is_in_team(), None),
        Who::Psychologist => holders(case, Part::Psychologist),
        Who::SubjectTeacher => holders(case, Part::SubjectTeacher),
        Who::Leader => holders(case, Part::Leader),
        Who::Responsible => part_or(case, Part::Responsible, Part::Homeroom),
        Who::Mentor => part_or(case, Part::Mentor, Part::Responsible),
        Who::Homeroom => part_or(case, Part::Homeroom, Part::Responsible),
    }
}

fn holders(case: &CaseFacts, part: Part) -> Vec<(Bearer, Vec<Run>)> {
    each_person(case, |member| member.part == part, None)
}

/// While nobody has the part, another stands in, so that no child falls between.
fn part_or(case: &CaseFacts, part: Part, other: Part) -> Vec<(Bearer, Vec<Run>)> {
    let holders = case.members.iter().filter(|member| member.part == part);
    let filled = union(holders.map(|member| Run::from(member.during)));
    let vacant = without(&[Run { from: i32::MIN, until: i32::MAX }], &filled);
    each_person(case, |member| member.part == part, Some((other, &vacant)))
}

/// Each person chosen, with the days they were; and those who stand in on the vacant days.
fn each_person(
    case: &CaseFacts,
    chosen: impl Fn(&Member) -> bool,
    stand_in: Option<(Part, &[Run])>,
) -> Vec<(Bearer, Vec<Run>)> {
    let mut people: Vec<Id> = case.members.iter().map(|member| member.staff).collect();
    people.sort_unstable();
    people.dedup();
    let served = |staff: Id| {
        let own = case.members.iter().filter(move |member| member.staff == staff);
        let directly = own.clone().filter(|member| chosen(member)).map(|member| Run::from(member.during));
        let standing = own.filter_map(|member| {
            let (_, vacant) = stand_in.filter(|(other, _)| *other == member.part)?;
            Some(meet(vacant, &[Run::from(member.during)]))
        });
        union(directly.chain(standing.flatten()))
    };
    people.into_iter().map(|staff| (Bearer::Staff(staff), served(staff))).collect()
}

fn merged(mut ranks: Vec<(u32, u32)>) -> Vec<(u32, u32)> {
    ranks.sort_unstable();
    ranks.dedup_by(|next, kept| {
        let touches = next.0 <= kept.1;
        if touches {
            kept.1 = kept.1.max(next.1);
        }
        touches
    });
    ranks
}

#[cfg(test)]
mod tests;
