//! The decision rule: go on, change the help, reach higher, or too early to say. A proposal for a person to judge.
//!
//! Two rules are asked. The four-point rule (standards of progress monitoring): after at least six readings with support, the
//! last four all on the wrong side of the aim line say change, all on the right side say reach higher. The trend rule:
//! the whole interval of the fitted slope on one side of the aim line's slope says the same; it needs ten readings, as
//! reviews find shorter series too noisy (Van Norman and Christ 2017). Where the two contradict, nothing is changed.
//! Without an aim, the readings are held against the base line alone.

use crate::{Better, Overlap, Reading, Slope, overlap, theil_sen};

/// Fewest readings with support for any answer.
pub const FEWEST: usize = 6;
/// Fewest for the trend rule.
pub const FEWEST_TREND: usize = 10;
/// Fewest readings before, to hold later ones against.
pub const FEWEST_BEFORE: usize = 3;

/// The aim line: from a point to a point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Aim {
    /// Where it begins: the base line when support began.
    pub from: Reading,
    /// Where it leads: the target on its day.
    pub to: Reading,
}

impl Aim {
    /// Its slope; 0 when it begins where it ends.
    #[must_use]
    pub fn slope(&self) -> f64 {
        let apart = self.to.time - self.from.time;
        if apart == 0.0 { 0.0 } else { (self.to.value - self.from.value) / apart }
    }

    /// Its height; after the target's day the target itself.
    #[must_use]
    pub fn at(&self, time: f64) -> f64 {
        if time >= self.to.time {
            return self.to.value;
        }
        self.slope().mul_add(time - self.from.time, self.from.value)
    }
}

/// How it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Course {
    /// Better than before.
    Better,
    /// Better than before, but falling back.
    Fading,
    /// About as before.
    Level,
    /// Still worse than before, but coming up.
    Recovering,
    /// Worse.
    Worse,
    /// Too early to say.
    TooEarly,
}

impl Course {
    /// The word in messages and tables.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Better => "better",
            Self::Fading => "fading",
            Self::Level => "level",
            Self::Recovering => "recovering",
            Self::Worse => "worse",
            Self::TooEarly => "too-early",
        }
    }
}

/// What the rule proposes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Go on as it is.
    Keep,
    /// Change the help.
    Change,
    /// Reach higher.
    ReachHigher,
    /// Too early to say.
    TooEarly,
}

impl Decision {
    /// The word in messages and tables.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Keep => "keep",
            Self::Change => "change",
            Self::ReachHigher => "reach-higher",
            Self::TooEarly => "too-early",
        }
    }
}

/// What led to a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The last four readings all lie short of the aim line.
    FourShort,
    /// The last four all lie beyond it.
    FourBeyond,
    /// The trend is slower than the aim line, its whole interval.
    TrendShort,
    /// The trend is faster, its whole interval.
    TrendBeyond,
    /// The readings lie about the aim line.
    AboutAim,
    /// The two rules contradict each other.
    Contradiction,
    /// Held against the base line alone.
    BaseLine,
    /// Fewer readings than any answer needs.
    TooFew,
    /// Enough readings, but they do not say either way.
    Unclear,
}

impl Reason {
    /// The word in messages and tables.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::FourShort => "four-short",
            Self::FourBeyond => "four-beyond",
            Self::TrendShort => "trend-short",
            Self::TrendBeyond => "trend-beyond",
            Self::AboutAim => "about-aim",
            Self::Contradiction => "contradiction",
            Self::BaseLine => "base-line",
            Self::TooFew => "too-few",
            Self::Unclear => "unclear",
        }
    }
}

/// The answer with all that it rests on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Judgement {
    /// How it goes.
    pub course: Course,
    /// What is proposed.
    pub decision: Decision,
    /// Why.
    pub reason: Reason,
    /// How many readings before support.
    pub before: usize,
    /// How many with it.
    pub after: usize,
    /// The trend with support, as it is measured, not turned.
    pub trend: Option<Slope>,
    /// The overlap with the base line.
    pub overlap: Option<Overlap>,
}

/// Judges a series: the readings before support and those with it, in order of time.
#[must_use]
pub fn judge(before: &[Reading], after: &[Reading], better: Better, aim: Option<&Aim>) -> Judgement {
    let trend = theil_sen(after);
    let overlap = overlap(before, after, better);
    let course = course(before.len(), after.len(), turned(trend, better), overlap);
    let (decision, reason) = match aim {
        Some(aim) => by_aim(after, trend, better, aim),
        None => by_base_line(course, after.len()),
    };
    Judgement { course, decision, reason, before: before.len(), after: after.len(), trend, overlap }
}

/// −1, 0, 1: where an interval lies about a value, and 0 when it holds it.
fn side((low, high): (f64, f64), of: f64) -> i8 {
    if low > of {
        1
    } else if high < of {
        -1
    } else {
        0
    }
}

/// The interval of the slope with better upwards.
fn turned(trend: Option<Slope>, better: Better) -> Option<(f64, f64)> {
    let (low, high) = trend?.interval?;
    Some(match better {
        Better::More => (low, high),
        Better::Less => (-high, -low),
    })
}

fn course(before: usize, after: usize, trend: Option<(f64, f64)>, overlap: Option<Overlap>) -> Course {
    let comparable = before >= FEWEST_BEFORE && after >= FEWEST_BEFORE;
    let shift = overlap.filter(|_| comparable).map_or(0, |overlap| side(overlap.interval, 0.5));
    let slope = trend.filter(|_| after >= FEWEST).map_or(0, |interval| side(interval, 0.0));
    match (shift, slope) {
        (1, -1) => Course::Fading,
        (-1, 1) => Course::Recovering,
        (1, _) | (0, 1) => Course::Better,
        (-1, _) | (0, -1) => Course::Worse,
        _ if after < FEWEST => Course::TooEarly,
        _ => Course::Level,
    }
}

fn by_aim(after: &[Reading], trend: Option<Slope>, better: Better, aim: &Aim) -> (Decision, Reason) {
    if after.len() < FEWEST {
        return (Decision::TooEarly, Reason::TooFew);
    }
    let beyond = |one: &Reading| better.sign() * (one.value - aim.at(one.time));
    let last = || after.iter().rev().take(4);
    let four = if last().all(|one| beyond(one) < 0.0) {
        -1
    } else if last().all(|one| beyond(one) > 0.0) {
        1
    } else {
        0
    };
    let aimed = better.sign() * aim.slope();
    let slope = turned(trend, better).filter(|_| after.len() >= FEWEST_TREND);
    match (four, slope.map_or(0, |interval| side(interval, aimed))) {
        (-1, 1) | (1, -1) => (Decision::Keep, Reason::Contradiction),
        (-1, _) => (Decision::Change, Reason::FourShort),
        (1, _) => (Decision::ReachHigher, Reason::FourBeyond),
        (_, -1) => (Decision::Change, Reason::TrendShort),
        (_, 1) => (Decision::ReachHigher, Reason::TrendBeyond),
        _ => (Decision::Keep, Reason::AboutAim),
    }
}

fn by_base_line(course: Course, after: usize) -> (Decision, Reason) {
    match course {
        Course::Better | Course::Recovering => (Decision::Keep, Reason::BaseLine),
        Course::Worse | Course::Fading => (Decision::Change, Reason::BaseLine),
        Course::Level if after >= FEWEST_TREND => (Decision::Change, Reason::BaseLine),
        Course::Level => (Decision::TooEarly, Reason::Unclear),
        Course::TooEarly => (Decision::TooEarly, Reason::TooFew),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::float;
    use proptest::prelude::*;

    fn from(start: usize, values: &[f64]) -> Vec<Reading> {
        values.iter().enumerate().map(|(at, value)| Reading::new(float(start + at), *value)).collect()
    }

    fn aim(from: f64, to: f64) -> Aim {
        Aim { from: Reading::new(3.0, from), to: Reading::new(23.0, to) }
    }

    #[test]
    fn five_readings_are_too_early_to_say() {
        let found =
            judge(&from(0, &[5.0, 4.0, 5.0]), &from(3, &[6.0; 5]), Better::More, Some(&aim(5.0, 15.0)));
        assert_eq!((found.decision, found.reason), (Decision::TooEarly, Reason::TooFew));
    }

    #[test]
    fn four_readings_short_of_the_line_say_change_the_help() {
        let after = from(3, &[6.0, 6.0, 5.0, 5.0, 5.0, 5.0]);
        let found = judge(&from(0, &[5.0, 4.0, 5.0]), &after, Better::More, Some(&aim(5.0, 15.0)));
        assert_eq!((found.decision, found.reason), (Decision::Change, Reason::FourShort));
    }

    #[test]
    fn four_readings_beyond_it_say_reach_higher_also_where_less_is_better() {
        let after = from(3, &[9.0, 8.0, 4.0, 3.0, 2.0, 1.0]);
        let found = judge(&from(0, &[10.0, 9.0, 10.0]), &after, Better::Less, Some(&aim(10.0, 5.0)));
        assert_eq!((found.decision, found.course), (Decision::ReachHigher, Course::Better));
    }

    #[test]
    fn what_gets_worse_is_said_to_get_worse() {
        let after = from(4, &[9.0, 8.0, 8.0, 7.0, 6.0, 6.0, 5.0, 4.0]);
        let found = judge(&from(0, &[9.0, 10.0, 9.0, 10.0]), &after, Better::More, None);
        assert_eq!((found.course, found.decision), (Course::Worse, Decision::Change));
    }

    #[test]
    fn better_than_before_but_falling_back_is_not_called_better() {
        let after = from(4, &[20.0, 19.0, 18.0, 17.0, 16.0, 15.0, 14.0]);
        let found = judge(&from(0, &[5.0, 6.0, 5.0, 6.0]), &after, Better::More, None);
        assert_eq!(found.course, Course::Fading);
    }

    proptest! {
        #[test]
        fn turning_the_measure_round_turns_nothing_else(
            before in prop::collection::vec(0_u8..30, 0..8), after in prop::collection::vec(0_u8..30, 0..14)
        ) {
            let read = |start: usize, values: &[u8], sign: f64| {
                values.iter().enumerate().map(|(at, value)| Reading::new(float(start + at), sign * f64::from(*value)))
                    .collect::<Vec<_>>()
            };
            let (a, b) = (read(0, &before, 1.0), read(8, &after, 1.0));
            let (c, d) = (read(0, &before, -1.0), read(8, &after, -1.0));
            let (one, other) = (judge(&a, &b, Better::More, None), judge(&c, &d, Better::Less, None));
            prop_assert_eq!((one.course, one.decision, one.reason), (other.course, other.decision, other.reason));
        }
    }
}
