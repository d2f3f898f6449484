//! What the clock needs of the school: its calendar and its rules.

use db::together::try_join;
use db::{Conn, Result};
use kernel::{Day, SchoolId};

use crate::calendar::{CalendarFacts, SchoolCalendar, store};
use crate::clock::Clock;
use crate::days::Days;
use crate::rule::{self, Rule};

/// The calendar and the rules of a school, loaded once for a page.
#[derive(Debug)]
pub struct Setting {
    /// The school days; `None` while there is no term to speak of.
    pub calendar: Option<SchoolCalendar>,
    /// The rules that hold or held in the days asked for.
    pub rules: Vec<Rule>,
    /// The term that holds the day, if it is not between two terms.
    pub term: Option<Days>,
    /// Whether the school has entered any term at all.
    pub has_terms: bool,
}

/// How far before and after the days asked for terms are still looked at.
const AROUND: i64 = 60;

/// Before every rule: the calendar, which says since when they matter, is asked for together with them.
const EVER: Day = Day::constant(1900, 1, 1);

impl Setting {
    /// Loads what matters for these days.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn load(conn: &mut Conn, school: SchoolId, days: Days, today: Day) -> Result<Self> {
        let mut own = conn.beside();
        let (all, rules) =
            try_join(store::facts(conn, school), rule::store::list(&mut own, school, EVER)).await?;
        let has_terms = !all.terms.is_empty();
        let term = all.terms.iter().find(|term| term.holds(today)).copied();
        let calendar = SchoolCalendar::new(&near(all, days)).ok();
        let since = days.first.min(term.map_or(days.first, |term| term.first));
        let rules =
            rules.into_iter().filter(|rule| rule.during.until.is_none_or(|end| end > since)).collect();
        Ok(Self { calendar, rules, term, has_terms })
    }

    /// The clock of a day; `None` without a calendar.
    #[must_use]
    pub fn clock(&self, today: Day) -> Option<Clock<'_>> {
        self.calendar.as_ref().map(|calendar| Clock::new(calendar, &self.rules, today))
    }
}

/// The terms around these days, and of the days off what fits them: a make-up day that lost its term when the
/// school corrected it must not take the whole calendar away.
fn near(mut facts: CalendarFacts, days: Days) -> CalendarFacts {
    let (first, last) =
        (kernel::clock::days_after(days.first, -AROUND), kernel::clock::days_after(days.last, AROUND));
    facts.terms.retain(|term| term.last >= first && term.first <= last);
    facts
        .days_off
        .retain(|off| facts.terms.iter().any(|term| term.first <= off.last && off.first <= term.last));
    let fits = |day: &Day| {
        let weekday = usize::try_from(day.weekday().to_monday_zero_offset()).unwrap_or(0);
        !facts.weekdays.get(weekday).copied().unwrap_or(false)
            && facts.terms.iter().any(|term| term.holds(*day))
    };
    let make_ups = facts.make_ups.iter().copied().filter(fits).collect();
    CalendarFacts { make_ups, ..facts }
}
