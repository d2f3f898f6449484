//! How one duty stands today.

use super::{Clock, Duty, Owed, State};
use crate::calendar::Stretch;
use crate::days::{Days, number};
use crate::facts::Reason;
use crate::piece::Piece;
use crate::rule::Per;
use crate::runs::Run;

/// The duty on this day: the period that holds it, the run of days that holds it.
struct Now<'a> {
    clock: &'a Clock<'a>,
    duty: &'a Duty<'a>,
    run: Run,
    at: usize,
    piece: Piece<'a>,
    done: u32,
}

/// `None` when the calendar knows nothing of the day, or nobody has the duty today.
pub(super) fn judge(clock: &Clock<'_>, duty: &Duty<'_>) -> Option<Owed> {
    let run = *duty.runs.iter().find(|run| run.holds(clock.today))?;
    let (at, stretch) = clock.calendar.stretch_at(duty.rule.per, clock.today)?;
    let piece = duty.piece(clock.calendar, run, stretch);
    let done = piece.done(&duty.contacts);
    let now = Now { clock, duty, run, at, piece, done };
    now.verdict()
}

impl Now<'_> {
    /// The order of these questions is the policy: what is done is done; between terms and on excused days
    /// nothing is asked; then what was missed, what an excuse has stretched into these days, the present, what comes.
    fn verdict(&self) -> Option<Owed> {
        let Self { piece, done, .. } = self;
        if piece.owed > 0 && *done >= piece.owed {
            return self.line(State::Done, piece, piece.last_due());
        }
        let Some((_, term)) = self.clock.calendar.stretch_at(Per::Term, self.clock.today) else {
            return self.line(State::NothingOwed, piece, None);
        };
        if self.duty.is_excused(self.clock.calendar.rank(self.clock.today)) {
            return self.line(State::Excused, piece, None);
        }
        if let Some(missed) = self.missed(term, true) {
            return self.line(State::Overdue, &missed, missed.last_due());
        }
        if let Some(halfway) = self.halfway() {
            return self.line(State::Overdue, piece, Some(halfway));
        }
        if let Some(stretched) = self.missed(term, false) {
            return self.line(State::Due, &stretched, stretched.last_due());
        }
        if piece.owed == 0 {
            return self.nothing_now(term);
        }
        self.present()
    }

    /// The last period of this term and this run that was missed and not made good: with a contact after
    /// its end, it and all before it are forgotten. `late`: its due date, stretched or not, has gone by, too.
    fn missed(&self, term: Stretch, late: bool) -> Option<Piece<'_>> {
        let since = self.duty.contacts.last().copied().unwrap_or(i32::MIN).max(self.run.from);
        let before = self.clock.calendar.stretches(self.duty.rule.per).get(..self.at)?;
        let open = before
            .iter()
            .rev()
            .take_while(|stretch| stretch.last >= since && stretch.to_rank > term.from_rank);
        open.map(|stretch| self.duty.piece(self.clock.calendar, self.run, *stretch))
            .filter(|piece| (piece.window_end() < self.clock.today) == late)
            .find(|piece| piece.done(&self.duty.contacts) < piece.owed)
    }

    /// Of several acts in this period the first is due already and none was done.
    fn halfway(&self) -> Option<i32> {
        let several = self.piece.owed > 1 && self.done == 0;
        self.piece.due(1).filter(|first| several && *first < self.clock.today)
    }

    /// Something is still to do in this period.
    fn present(&self) -> Option<Owed> {
        let today = self.clock.today;
        let mut dues = (self.done + 1..=self.piece.owed).filter_map(|k| self.piece.due(k));
        let due = dues.find(|due| *due >= today).or(self.piece.last_due())?;
        let state = if due <= self.sunday() || self.inherited() { State::Due } else { State::Coming };
        self.line(state, &self.piece, Some(due))
    }

    /// Too few school days in this period: show what comes next in this term.
    fn nothing_now(&self, term: Stretch) -> Option<Owed> {
        if self.piece.plain > 0 {
            return self.line(State::Excused, &self.piece, None);
        }
        let after = self.clock.calendar.stretches(self.duty.rule.per).get(self.at + 1..)?;
        let coming = after.iter().take_while(|stretch| stretch.from_rank < term.to_rank);
        let mut pieces = coming.map(|stretch| self.duty.piece(self.clock.calendar, self.run, *stretch));
        let Some(next) = pieces.find(|piece| piece.owed > 0) else {
            return self.line(State::NothingOwed, &self.piece, None);
        };
        let state = if self.inherited() { State::Due } else { State::Coming };
        self.line(state, &next, next.due(1))
    }

    fn sunday(&self) -> i32 {
        self.clock.calendar.stretch_at(Per::Week, self.clock.today).map_or(i32::MAX, |(_, week)| week.last)
    }

    /// Somebody who took over a child whom nobody reached in the period before nor since sees the child at
    /// once. What was missed before stays with nobody.
    fn inherited(&self) -> bool {
        let all = self.clock.calendar.stretches(self.duty.rule.per);
        let before = self.at.checked_sub(1).and_then(|at| all.get(at));
        let Some(before) = before.filter(|stretch| stretch.from_rank < stretch.to_rank) else {
            return false;
        };
        let mut opened = self.duty.case.open.iter().map(|since| Run::from(*since));
        let took_over = opened.any(|open| {
            open.holds(self.clock.today) && open.from < self.run.from && open.from <= before.last
        });
        let mut recent = self.duty.case.contacts.iter().filter(|contact| {
            let day = number(contact.on);
            before.first <= day && day <= self.clock.today
        });
        took_over && !recent.any(|contact| contact.counts_for(self.duty.rule.act))
    }

    fn line(&self, state: State, piece: &Piece<'_>, due: Option<i32>) -> Option<Owed> {
        let date = |day| self.clock.calendar.date(day);
        Some(Owed {
            state,
            due_on: due.and_then(date),
            rule: self.duty.rule.id,
            student: self.duty.case.student,
            bearer: self.duty.bearer,
            per: self.duty.rule.per,
            period: Days { first: date(piece.stretch.first)?, last: date(piece.stretch.last)? },
            done: piece.done(&self.duty.contacts),
            needed: piece.owed,
            last_contact: self.duty.last_contact,
            excused_by: (state == State::Excused).then(|| self.reason()).flatten(),
        })
    }

    /// The reason that holds today, else the first one in this period.
    fn reason(&self) -> Option<Reason> {
        let (rule, bearer) = (self.duty.rule, self.duty.bearer);
        let excuses = self.duty.case.excuses.iter().filter(|excuse| excuse.covers(rule, bearer));
        let (first, last) = (self.piece.stretch.first, self.piece.stretch.last);
        let touching =
            excuses.filter(|excuse| number(excuse.days.first) <= last && first <= number(excuse.days.last));
        let today = self.clock.today;
        let order = |days: Days| {
            let holds = number(days.first) <= today && today <= number(days.last);
            (!holds, days)
        };
        touching.min_by_key(|excuse| (order(excuse.days), excuse.reason)).map(|excuse| excuse.reason)
    }
}
