//! The same rules once more, day by day and without a table: slow, short, and independent of the clock's
//! own arithmetic. What is computed fast must equal what is computed from scratch.

use duties::Id;
use duties::calendar::CalendarFacts;
use duties::clock::{Bearer, State};
use duties::contact::Contact;
use duties::days::{Days, Since};
use duties::facts::{CaseFacts, Excuse, Member, Part};
use duties::rule::{Per, Rule, Who};
use jiff::civil::{Date, date};

pub const FIRST: Date = date(2025, 8, 1);
pub const END: Date = date(2026, 8, 31);

pub struct World<'a> {
    pub calendar: &'a CalendarFacts,
    pub case: &'a CaseFacts,
    pub rule: &'a Rule,
    pub bearer: Bearer,
    pub today: Date,
}

pub fn days(first: Date, last: Date) -> impl Iterator<Item = Date> {
    first.series(jiff::Span::new().days(1)).take_while(move |day| *day <= last)
}

fn holds(since: Since, day: Date) -> bool {
    since.from <= day && since.until.is_none_or(|until| day < until)
}

pub struct Piece {
    pub period: Days,
    pub dues: Vec<Date>,
    pub owed: usize,
    pub plain: usize,
    pub done: usize,
    pub window_end: Date,
}

impl World<'_> {
    pub fn school(&self, day: Date) -> bool {
        let calendar = self.calendar;
        let ordinary = calendar.weekdays[usize::try_from(day.weekday().to_monday_zero_offset()).unwrap()]
            && calendar.terms.iter().any(|term| term.holds(day))
            && !calendar.days_off.iter().any(|off| off.holds(day));
        ordinary || calendar.make_ups.contains(&day)
    }

    fn bears(&self, staff: Id, day: Date) -> bool {
        let on = |test: &dyn Fn(&Member) -> bool| {
            self.case.members.iter().any(|m| m.staff == staff && holds(m.during, day) && test(m))
        };
        let filled = |part: Part| self.case.members.iter().any(|m| m.part == part && holds(m.during, day));
        let or =
            |part: Part, other: Part| on(&|m| m.part == part) || !filled(part) && on(&|m| m.part == other);
        match self.rule.who {
            Who::Responsible => or(Part::Responsible, Part::Homeroom),
            Who::EachMember => on(&|m| m.part.is_in_team()),
            Who::Mentor => or(Part::Mentor, Part::Responsible),
            Who::Homeroom => or(Part::Homeroom, Part::Responsible),
            Who::Psychologist => on(&|m| m.part == Part::Psychologist),
            Who::SubjectTeacher => on(&|m| m.part == Part::SubjectTeacher),
            Who::Leader => on(&|m| m.part == Part::Leader),
            Who::Student => false,
        }
    }

    pub fn has_duty(&self, day: Date) -> bool {
        let rule = self.rule;
        let named = |(code, since): &(String, Since)| rule.categories.contains(code) && holds(*since, day);
        holds(rule.during, day)
            && self.case.open.iter().any(|since| holds(*since, day))
            && (rule.categories.is_empty() || self.case.categories.iter().any(named))
            && rule.tier.is_none_or(|t| self.case.tiers.iter().any(|(own, s)| *own == t && holds(*s, day)))
            && match self.bearer {
                Bearer::Staff(staff) => self.bears(staff, day),
                Bearer::Student => rule.who == Who::Student,
            }
    }

    /// First day, and first day no longer.
    pub fn run(&self, day: Date) -> (Date, Date) {
        let mut from = day;
        while from > FIRST && self.has_duty(from.yesterday().unwrap()) {
            from = from.yesterday().unwrap();
        }
        (from, days(day, END).find(|day| !self.has_duty(*day)).unwrap_or(date(9999, 1, 1)))
    }

    fn excuses(&self) -> impl Iterator<Item = &Excuse> {
        self.case.excuses.iter().filter(|excuse| {
            excuse.rule.is_none_or(|id| id == self.rule.id)
                && excuse.staff.is_none_or(|staff| self.bearer == Bearer::Staff(staff))
        })
    }

    pub fn excused(&self, day: Date) -> bool {
        self.excuses().any(|excuse| excuse.days.holds(day))
    }

    fn counts(&self, contact: &Contact) -> bool {
        contact.counts_for(self.rule.act)
            && (!self.own_alone() || self.bearer == Bearer::Staff(contact.by))
            && contact.on <= self.today
    }

    /// Each by themselves: a colleague's contact does not count.
    fn own_alone(&self) -> bool {
        use Who::{EachMember, Leader, Mentor, Psychologist, SubjectTeacher};
        matches!(self.rule.who, Mentor | EachMember | Psychologist | SubjectTeacher | Leader)
    }

    /// The two weeks of this day: walked week by week from the Monday of the term's first week.
    fn fortnight(&self, day: Date) -> Option<Days> {
        let on = |day: Date, n: i64| day.checked_add(jiff::Span::new().days(n)).unwrap();
        let monday = |day: Date| on(day, -i64::from(day.weekday().to_monday_zero_offset()));
        let whole = |term: &Days| Days::new(monday(term.first), on(monday(term.last), 6));
        let term = self.calendar.terms.iter().map(whole).find(|term| term.holds(day))?;
        let mut first = term.first;
        while on(first, 13) < day {
            first = on(first, 14);
        }
        Some(Days::new(first, on(first, 13).min(term.last)))
    }

    pub fn contact_days(&self) -> Vec<Date> {
        let mut all: Vec<Date> = self.case.contacts.iter().filter(|c| self.counts(c)).map(|c| c.on).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    pub fn period(&self, day: Date) -> Option<Days> {
        let back = i64::from(day.weekday().to_monday_zero_offset());
        let monday = day.checked_sub(jiff::Span::new().days(back)).unwrap();
        match self.rule.per {
            Per::Week => Some(Days::new(monday, monday.checked_add(jiff::Span::new().days(6)).unwrap())),
            Per::TwoWeeks => self.fortnight(day),
            Per::Month => Some(Days::new(day.first_of_month(), day.last_of_month())),
            Per::Term => self.term(day),
        }
    }

    pub fn term(&self, day: Date) -> Option<Days> {
        self.calendar.terms.iter().copied().find(|term| term.holds(day))
    }

    pub fn piece(&self, (from, until): (Date, Date), period: Days) -> Piece {
        let start = from.max(period.first);
        let (plain, _) = self.dues(start, until, period, false);
        let (dues, all) = self.dues(start, until, period, true);
        let window_end = dues.last().map_or(period.last, |due| period.last.max(*due));
        let done =
            self.contact_days().iter().filter(|day| period.first <= **day && **day <= window_end).count();
        Piece { period, owed: dues.len(), dues: all, plain: plain.len(), done, window_end }
    }

    /// The due dates that come before `until`, and all that come at all.
    fn dues(&self, start: Date, until: Date, period: Days, excuse: bool) -> (Vec<Date>, Vec<Date>) {
        let free = |day: &Date| self.school(*day) && !(excuse && self.excused(*day));
        let size = |n: usize| u32::try_from(n).unwrap();
        let ticking = size(days(start, period.last).filter(free).count());
        let school = size(days(start, period.last).filter(|day| self.school(*day)).count());
        let planned = self.rule.times_in(ticking);
        let last = days(period.first, period.last).filter(|day| self.school(*day)).last();
        let Some(term) = last.and_then(|day| self.term(day)) else { return (Vec::new(), Vec::new()) };
        let clock: Vec<Date> = days(start, term.last).filter(free).collect();
        let tick = |k: u32| (k * school).div_ceil(planned).min(ticking + 5);
        let due = |k| clock.get(usize::try_from(tick(k)).unwrap() - 1).copied();
        let all: Vec<Date> = (1..=planned).map_while(due).collect();
        (all.iter().copied().filter(|day| *day < until).collect(), all)
    }

    /// State, due date, done and needed.
    pub fn verdict(&self) -> Option<(State, Option<Date>, usize, usize)> {
        let today = self.today;
        if !self.has_duty(today) {
            return None;
        }
        let run = self.run(today);
        let now = self.piece(run, self.period(today)?);
        let told = |state, piece: &Piece, due| Some((state, due, piece.done, piece.owed));
        if now.owed > 0 && now.done >= now.owed {
            return told(State::Done, &now, Some(now.dues[now.owed - 1]));
        }
        let Some(term) = self.term(today) else { return told(State::NothingOwed, &now, None) };
        // On a free day, what counts is the school day that comes next.
        let next = days(today, END).find(|day| self.school(*day));
        if next.is_some_and(|day| self.excused(day)) {
            return told(State::Excused, &now, None);
        }
        if let Some(missed) = self.missed(run, now.period, term, true) {
            return told(State::Overdue, &missed, Some(missed.dues[missed.owed - 1]));
        }
        if now.done == 0 && now.owed > 1 && now.dues[0] < today {
            return told(State::Overdue, &now, Some(now.dues[0]));
        }
        if let Some(stretched) = self.missed(run, now.period, term, false) {
            return told(State::Due, &stretched, Some(stretched.dues[stretched.owed - 1]));
        }
        if now.owed == 0 {
            return self.later(run, &now, term);
        }
        let left = &now.dues[now.done..now.owed];
        let due = left.iter().copied().find(|due| *due >= today).unwrap_or(now.dues[now.owed - 1]);
        let sunday = days(today, END).find(|d| d.weekday().to_monday_zero_offset() == 6)?;
        let soon = due <= sunday || self.inherited(run, now.period);
        told(if soon { State::Due } else { State::Coming }, &now, Some(due))
    }

    fn missed(&self, run: (Date, Date), now: Days, term: Days, late: bool) -> Option<Piece> {
        let last = self.contact_days().last().copied();
        let opening = days(term.first, term.last).find(|day| self.school(*day))?;
        let past = days(FIRST, now.first.yesterday().unwrap()).filter_map(|day| self.period(day));
        let open = past.filter(|period| {
            period.last < now.first && period.last >= opening && last.is_none_or(|last| period.last >= last)
        });
        let pieces = open.filter(|period| period.last >= run.0).map(|period| self.piece(run, period));
        pieces.filter(|piece| piece.done < piece.owed && (piece.window_end < self.today) == late).last()
    }

    fn later(
        &self,
        run: (Date, Date),
        now: &Piece,
        term: Days,
    ) -> Option<(State, Option<Date>, usize, usize)> {
        if now.plain > 0 {
            return Some((State::Excused, None, now.done, 0));
        }
        let after = days(now.period.last.tomorrow().unwrap(), term.last);
        let mut next = after.filter_map(|day| self.period(day)).map(|period| self.piece(run, period));
        let state = if self.inherited(run, now.period) { State::Due } else { State::Coming };
        Some(match next.find(|piece| piece.owed > 0) {
            Some(piece) => (state, piece.dues.first().copied(), piece.done, piece.owed),
            None => (State::NothingOwed, None, now.done, 0),
        })
    }

    fn inherited(&self, run: (Date, Date), now: Days) -> bool {
        let earlier = days(FIRST, now.first.yesterday().unwrap()).filter_map(|day| self.period(day));
        let Some(before) = earlier.filter(|period| period.last < now.first).last() else { return false };
        if !days(before.first, before.last).any(|day| self.school(day)) {
            return false;
        }
        let opened_before =
            |open: &Since| holds(*open, self.today) && open.from < run.0 && open.from <= before.last;
        let took_over = self.case.open.iter().any(opened_before);
        let recent = |c: &&Contact| before.first <= c.on && c.on <= self.today;
        took_over && !self.case.contacts.iter().filter(recent).any(|c| c.counts_for(self.rule.act))
    }
}
