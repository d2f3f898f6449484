//! Episodes (K5): the times a child was supported, one after the other. A case opened is one; a case opened again after
//! a closure is another, with its own reason. Nothing of it is stored: all of it follows from dated facts.

mod reading;
mod store;

pub use reading::{History, html, of_student};
pub(crate) use store::cases;

use kernel::{CaseId, Day};

use crate::case::CloseReason;

/// A case with its closures, as far as episodes follow from them.
#[derive(Clone, Debug)]
pub struct Facts {
    /// The case.
    pub case: CaseId,
    /// When it was opened.
    pub opened_on: Day,
    /// Why it was opened, in words.
    pub concern: String,
    /// Its closures.
    pub closures: Vec<Ended>,
}

/// A closure, and the reopening that ended it.
#[derive(Clone, Debug)]
pub struct Ended {
    /// When.
    pub on: Day,
    /// Why.
    pub reason: CloseReason,
    /// In words.
    pub note: Option<String>,
    /// When it was opened again, and why.
    pub again: Option<(Day, String)>,
}

/// One time that a child was supported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Episode {
    /// The case.
    pub case: CaseId,
    /// First day.
    pub from: Day,
    /// Why it began.
    pub why: String,
    /// The day of the closure, its reason and its words; nothing while it lasts.
    pub ended: Option<(Day, CloseReason, Option<String>)>,
}

impl Episode {
    /// Whether it ended because what was set out was reached.
    #[must_use]
    pub fn ended_well(&self) -> bool {
        matches!(self.ended, Some((_, CloseReason::GoalsReached, _)))
    }

    /// The day on which it went on in another case of the child.
    fn went_on(&self) -> Option<Day> {
        self.ended.as_ref().filter(|(_, reason, _)| *reason == CloseReason::Joined).map(|(on, ..)| *on)
    }
}

/// All episodes of one child, the first one first. What went on in another case, since two entries of the child were joined
/// (R5), is one time and not two.
#[must_use]
pub fn episodes(cases: &[Facts]) -> Vec<Episode> {
    let mut times: Vec<Episode> = cases.iter().flat_map(of_case).collect();
    times.retain(|time| time.went_on().is_none_or(|until| until > time.from));
    times.sort_by_key(|time| time.from);
    let mut all: Vec<Episode> = Vec::new();
    for time in times {
        match all.last_mut() {
            Some(last) if last.went_on().is_some_and(|until| until >= time.from) => {
                (last.case, last.ended) = (time.case, time.ended);
            }
            _ => all.push(time),
        }
    }
    all
}

fn of_case(facts: &Facts) -> Vec<Episode> {
    let mut closures = facts.closures.clone();
    closures.sort_by_key(|end| end.on);
    let mut begun = Some((facts.opened_on, facts.concern.clone()));
    let mut all = Vec::new();
    for end in closures {
        let Some((from, why)) = begun.take() else { break };
        all.push(Episode { case: facts.case, from, why, ended: Some((end.on, end.reason, end.note)) });
        begun = end.again;
    }
    all.extend(begun.map(|(from, why)| Episode { case: facts.case, from, why, ended: None }));
    all
}

/// Days from the end of each episode to the beginning of the next.
#[must_use]
pub fn intervals(episodes: &[Episode]) -> Vec<i32> {
    let pairs = episodes.iter().zip(episodes.iter().skip(1));
    pairs.filter_map(|(one, next)| one.ended.as_ref().map(|end| (next.from - end.0).get_days())).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use super::*;
    use jiff::civil::date;
    use uuid::Uuid;

    fn day(month: i8, day: i8) -> Day {
        date(2026, month, day)
    }

    fn case(number: u128, opened: Day, closures: Vec<Ended>) -> Facts {
        Facts {
            case: CaseId(Uuid::from_u128(number)),
            opened_on: opened,
            concern: "concern".to_owned(),
            closures,
        }
    }

    fn end(on: Day, reason: CloseReason, again: Option<Day>) -> Ended {
        Ended { on, reason, note: None, again: again.map(|day| (day, "again".to_owned())) }
    }

    // K5
    #[test]
    fn a_case_opened_again_is_a_second_episode_with_its_own_reason() {
        let closed = end(day(4, 1), CloseReason::GoalsReached, Some(day(5, 1)));
        let all = episodes(&[case(1, day(3, 1), vec![closed])]);
        assert_eq!(all.len(), 2);
        assert!(all[0].ended_well() && all[1].ended.is_none());
        assert_eq!((all[1].from, all[1].why.as_str()), (day(5, 1), "again"));
        assert_eq!(intervals(&all), [30]);
    }

    #[test]
    fn a_new_case_of_the_same_child_is_a_second_episode_too() {
        let first = case(1, day(3, 1), vec![end(day(4, 1), CloseReason::HandedOver, None)]);
        let all = episodes(&[case(2, day(9, 1), Vec::new()), first]);
        assert_eq!(all.iter().map(|one| one.from).collect::<Vec<_>>(), [day(3, 1), day(9, 1)]);
        assert!(!all[0].ended_well());
        assert_eq!(intervals(&all), [153]);
    }

    #[test]
    fn a_first_case_that_lasts_is_one_episode_without_intervals() {
        let all = episodes(&[case(1, day(3, 1), Vec::new())]);
        assert_eq!((all.len(), intervals(&all).len()), (1, 0));
    }

    // R5
    #[test]
    fn a_time_that_went_on_in_another_case_is_one_time() {
        let first = case(1, day(3, 1), vec![end(day(4, 1), CloseReason::Joined, None)]);
        let second = case(2, day(4, 1), vec![end(day(6, 1), CloseReason::GoalsReached, None)]);
        let within = case(3, day(5, 1), vec![end(day(5, 1), CloseReason::Joined, None)]);
        let all = episodes(&[first, second, within]);
        assert_eq!(all.len(), 1);
        assert_eq!(
            (all[0].from, all[0].case, all[0].ended_well()),
            (day(3, 1), CaseId(Uuid::from_u128(2)), true)
        );
    }

    #[test]
    fn closures_in_any_order_make_the_same_episodes() {
        let ends = vec![
            end(day(6, 1), CloseReason::GoalsReached, None),
            end(day(4, 1), CloseReason::Other, Some(day(5, 1))),
        ];
        let all = episodes(&[case(1, day(3, 1), ends)]);
        assert_eq!(all.len(), 2);
        assert_eq!(all[1].ended.as_ref().unwrap().0, day(6, 1));
    }
}
