//! What the figures of a month suggest, with the reasons. A proposal and nothing more: a named person decides. It looks
//! at what was done and what moved, never at a category. What the readings of a goal say weighs like what they say on the
//! goal's own page: a month that proposes something else than the chart would be believed nowhere.

use kernel::Day;
use progress::Course;
use serde::{Deserialize, Serialize};
use web::Look;

use super::figures::{Figures, Progress};
use super::model::Decision;

/// So many days after the opening nothing can be said yet: four weeks.
const EARLY: i32 = 28;
/// After so many days one may ask whether another help is needed: eight weeks.
const LONG: i32 = 56;
/// So many half days more than the month before are worth a word: one day.
const MORE_AWAY: i64 = 2;
/// From here a change beside the class is worth a word, in tenths of a percent of full marks: a child differs by about
/// as much from one exam to the next.
const MARKS: i64 = 50;

/// One reason: a key of `reviews-why-…` and its figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// The key.
    pub key: String,
    /// The first figure.
    pub n: i64,
    /// The second figure.
    pub of: i64,
}

impl Reason {
    fn new(key: &str, n: impl Into<i64>, of: impl Into<i64>) -> Self {
        Self { key: key.to_owned(), n: n.into(), of: of.into() }
    }

    /// In words.
    #[must_use]
    pub fn words(&self, look: &Look) -> String {
        look.tf(&format!("reviews-why-{}", self.key), &[("n", self.n.into()), ("of", self.of.into())])
    }
}

/// What is proposed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// The decision's word.
    pub decision: String,
    /// Why.
    pub reasons: Vec<Reason>,
}

impl Proposal {
    /// The decision.
    #[must_use]
    pub fn decision(&self) -> Decision {
        Decision::parse(&self.decision).unwrap_or(Decision::GoOn)
    }
}

/// The proposal for these figures, as of this day.
#[must_use]
pub fn propose(figures: &Figures, on: Day) -> Proposal {
    let days = (on - figures.opened_on).get_days();
    let met = met_enough(figures);
    let (better, worse, change) = (better(figures), worse(figures), asks_for_change(figures));
    let (decision, mut reasons) = if days < EARLY {
        (Decision::TooEarly, vec![Reason::new("opened", days, 0)])
    } else if !met {
        (Decision::TooEarly, vec![Reason::new("little-contact", 0, 0)])
    } else if figures.goals_open == 0 && figures.goals_reached_ever > 0 && worse.is_empty() {
        (Decision::Close, vec![Reason::new("goals-all", figures.goals_reached_ever, 0)])
    } else if worse.len() > 1 && figures.tier != "school" {
        (Decision::StepUp, Vec::new())
    } else if !worse.is_empty() || change.is_some() || days >= LONG && better.is_empty() {
        let still = days >= LONG && better.is_empty();
        let still = still.then(|| Reason::new("no-movement", days / 7, 0));
        (Decision::Change, still.into_iter().chain(change).collect())
    } else if figures.tier != "class" && figures.goals_reached > 0 {
        (Decision::StepDown, Vec::new())
    } else {
        (Decision::GoOn, Vec::new())
    };
    reasons.extend(contact(figures));
    reasons.extend(better);
    reasons.extend(worse);
    Proposal { decision: decision.key().to_owned(), reasons }
}

/// At least half of what was owed was kept; without rules, at least one note stands for contact.
fn met_enough(figures: &Figures) -> bool {
    match figures.owed {
        Some(owed) if owed.owed > 0 => owed.kept * 2 >= owed.owed,
        _ => figures.notes() > 0,
    }
}

fn contact(figures: &Figures) -> Option<Reason> {
    figures.owed.filter(|owed| owed.owed > 0).map(|owed| Reason::new("kept", owed.kept, owed.owed))
}

/// How many goals are read of which this holds.
fn read(figures: &Figures, holds: impl Fn(&Progress) -> bool) -> i64 {
    i64::try_from(figures.progress.iter().filter(|one| holds(one)).count()).unwrap_or(i64::MAX)
}

/// The readings of a goal ask for another help, and those of no other goal say that it works.
fn asks_for_change(figures: &Figures) -> Option<Reason> {
    let of = |decision: progress::Decision| read(figures, |one| one.decision == decision.key());
    let works = of(progress::Decision::Keep) + of(progress::Decision::ReachHigher);
    let change = of(progress::Decision::Change);
    (change > 0 && works == 0).then(|| Reason::new("readings-change", change, 0))
}

fn better(figures: &Figures) -> Vec<Reason> {
    let is_better =
        |one: &Progress| [Course::Better, Course::Recovering].iter().any(|course| one.course == course.key());
    let read = Some(read(figures, is_better)).filter(|goals| *goals > 0);
    let read = read.map(|goals| Reason::new("readings-better", goals, 0));
    let goals = (figures.goals_reached > 0).then(|| Reason::new("goals", figures.goals_reached, 0));
    let absences = figures.absences.filter(|half| half.now + MORE_AWAY <= half.before);
    let absences = absences.map(|half| Reason::new("absences-fewer", half.before, half.now));
    let marks = figures.nearer().filter(|nearer| *nearer >= MARKS);
    let marks = marks.map(|nearer| Reason::new("marks-up", nearer / 10, 0));
    [goals, read, absences, marks].into_iter().flatten().collect()
}

fn worse(figures: &Figures) -> Vec<Reason> {
    let read = Some(read(figures, |one| one.course == Course::Worse.key())).filter(|goals| *goals > 0);
    let read = read.map(|goals| Reason::new("readings-worse", goals, 0));
    let absences = figures.absences.filter(|half| half.now >= half.before + MORE_AWAY);
    let absences = absences.map(|half| Reason::new("absences-more", half.before, half.now));
    let marks = figures.nearer().filter(|nearer| *nearer <= -MARKS);
    let marks = marks.map(|nearer| Reason::new("marks-down", -nearer / 10, 0));
    [read, absences, marks].into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::figures::{Change, Owed};
    use jiff::civil::date;

    const ON: Day = date(2026, 11, 20);

    fn case(days: i64) -> Figures {
        let owed = Some(Owed { owed: 4, kept: 3, excused: 0 });
        Figures { owed, goals_open: 1, ..Figures::new(kernel::clock::days_after(ON, -days), "class") }
    }

    fn of(figures: &Figures) -> Decision {
        propose(figures, ON).decision()
    }

    // V1
    #[test]
    fn in_the_first_four_weeks_nothing_can_be_said() {
        assert_eq!(of(&Figures { goals_reached: 1, ..case(27) }), Decision::TooEarly);
        assert_eq!(of(&case(28)), Decision::GoOn);
    }

    #[test]
    fn a_month_with_little_contact_says_nothing_about_the_help() {
        let owed = Some(Owed { owed: 4, kept: 1, excused: 0 });
        assert_eq!(of(&Figures { owed, ..case(90) }), Decision::TooEarly);
    }

    #[test]
    fn after_eight_weeks_without_movement_another_help_is_proposed() {
        assert_eq!(of(&case(56)), Decision::Change);
        assert_eq!(of(&Figures { goals_reached: 1, ..case(56) }), Decision::GoOn);
    }

    #[test]
    fn all_goals_reached_and_nothing_worse_may_be_closed() {
        let reached = Figures { goals_open: 0, goals_reached_ever: 2, ..case(90) };
        assert_eq!(of(&reached), Decision::Close);
        let away = Some(Change { before: 0, now: 4 });
        assert_eq!(of(&Figures { absences: away, ..reached }), Decision::Change);
    }

    #[test]
    fn two_things_worse_in_spite_of_contact_call_for_more_people() {
        let (absences, marks) = (Some(Change { before: 0, now: 4 }), Some(Change { before: 800, now: 700 }));
        let marks_class = Some(Change { before: 750, now: 750 });
        let worse = Figures { absences, marks, marks_class, ..case(60) };
        assert_eq!(of(&worse), Decision::StepUp);
        let harder = Figures { marks_class: Some(Change { before: 750, now: 650 }), ..worse.clone() };
        assert_eq!(of(&harder), Decision::Change, "a harder exam is no harder time");
        assert_eq!(of(&Figures { tier: "school".to_owned(), ..worse }), Decision::Change);
    }

    #[test]
    fn a_goal_reached_in_a_wider_circle_may_go_back_to_the_class() {
        assert_eq!(
            of(&Figures { goals_reached: 1, tier: "grade".to_owned(), ..case(60) }),
            Decision::StepDown
        );
    }

    fn read(course: Course, decision: progress::Decision) -> Progress {
        let (course, decision) = (course.key().to_owned(), decision.key().to_owned());
        Progress { text: "goal".to_owned(), readings: 10, course, decision }
    }

    // P2, V1
    #[test]
    fn what_the_readings_of_a_goal_say_the_month_says_too() {
        use progress::Decision::{Change, Keep, TooEarly};
        let said = |progress: Vec<Progress>| {
            let proposal = propose(&Figures { progress, ..case(70) }, ON);
            let keys: Vec<String> = proposal.reasons.iter().map(|reason| reason.key.clone()).collect();
            (proposal.decision(), keys)
        };
        let short = said(vec![read(Course::Better, Change)]);
        assert_eq!(short.0, Decision::Change);
        assert!(
            short.1.contains(&"readings-change".to_owned())
                && short.1.contains(&"readings-better".to_owned())
        );
        assert!(!short.1.contains(&"no-movement".to_owned()), "better than before has moved");
        assert_eq!(said(vec![read(Course::Better, Keep)]).0, Decision::GoOn);
        let mixed = vec![read(Course::Better, Keep), read(Course::Level, Change)];
        assert_eq!(said(mixed).0, Decision::GoOn, "the help works for one goal");
        let worse = said(vec![read(Course::Worse, Change)]);
        assert!(worse.0 == Decision::Change && worse.1.contains(&"readings-worse".to_owned()));
        let early = said(vec![read(Course::TooEarly, TooEarly)]);
        assert!(early.0 == Decision::Change && early.1.contains(&"no-movement".to_owned()));
    }

    #[test]
    fn every_proposal_gives_a_reason_with_figures() {
        let proposal = propose(&case(90), ON);
        assert!(proposal.reasons.iter().any(|reason| (reason.n, reason.of) == (3, 4)), "{proposal:?}");
    }
}
