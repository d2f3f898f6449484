//! Before and after, against comparable others (S2): many children together, never one against another. The measure and
//! the comparison are fixed before the figures are seen; the answer is a difference with its interval and the part that
//! falling back to the mean alone would explain.

use std::collections::BTreeMap;

use statrs::distribution::{ContinuousCDF, StudentsT};

use crate::{float, mean};

/// One child's figures before and after.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// Only children of the same group are held against each other: the grade.
    pub group: i64,
    /// Before.
    pub before: f64,
    /// After.
    pub after: f64,
}

impl Pair {
    /// After less before.
    #[must_use]
    pub fn change(&self) -> f64 {
        self.after - self.before
    }
}

/// With fewer children than this nothing is said: the interval would be as wide as the scale, and a mean would tell of
/// single children.
pub const FEWEST: usize = 5;

/// A mean with its 95 % interval by Student's t.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mean {
    /// The mean.
    pub mean: f64,
    /// Its interval.
    pub interval: (f64, f64),
}

/// What a comparison says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Comparison {
    /// How many supported children found comparable others.
    pub supported: usize,
    /// How many could not be matched: nobody else began where they did.
    pub unmatched: usize,
    /// How many others served for comparison, each counted once.
    pub others: usize,
    /// The mean before and after of the supported.
    pub means: (f64, f64),
    /// The same of the others they are held against.
    pub others_means: (f64, f64),
    /// How much more the supported changed than the others.
    pub difference: Mean,
    /// How much the supported would be expected to change by falling back to the mean alone, from how the others' figures
    /// hang together; none where that cannot be reckoned.
    pub regression: Option<f64>,
}

/// The mean with its interval; none below two values.
#[must_use]
pub fn mean_of(values: &[f64]) -> Option<Mean> {
    let n = float(values.len());
    let mean = mean(values).filter(|_| values.len() > 1)?;
    let variance = values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / (n - 1.0);
    let t = StudentsT::new(0.0, 1.0, n - 1.0).ok()?.inverse_cdf(0.975);
    let reach = t * (variance / n).sqrt();
    Some(Mean { mean, interval: (mean - reach, mean + reach) })
}

/// Holds each supported child against the `nearest` others who began within `near` of it, and compares the changes. None
/// when fewer than [`FEWEST`] find any.
#[must_use]
pub fn compare(supported: &[Pair], others: &[Pair], (nearest, near): (usize, f64)) -> Option<Comparison> {
    let (mut differences, mut matched, mut used) = (Vec::new(), Vec::new(), vec![false; others.len()]);
    let (mut beside_before, mut beside_after) = (Vec::new(), Vec::new());
    for one in supported {
        let close = close(one, others, (nearest, near));
        let beside: Vec<&Pair> = close.iter().filter_map(|at| others.get(*at)).collect();
        let befores: Vec<f64> = beside.iter().map(|other| other.before).collect();
        let afters: Vec<f64> = beside.iter().map(|other| other.after).collect();
        let (Some(before), Some(after)) = (mean(&befores), mean(&afters)) else { continue };
        for at in close {
            if let Some(used) = used.get_mut(at) {
                *used = true;
            }
        }
        differences.push(one.change() - (after - before));
        matched.push(*one);
        beside_before.push(before);
        beside_after.push(after);
    }
    if matched.len() < FEWEST {
        return None;
    }
    Some(Comparison {
        supported: matched.len(),
        unmatched: supported.len() - matched.len(),
        others: used.iter().filter(|used| **used).count(),
        means: means(&matched)?,
        others_means: (mean(&beside_before)?, mean(&beside_after)?),
        difference: mean_of(&differences)?,
        regression: regression(&matched, others),
    })
}

/// The places of the others who began nearest.
fn close(one: &Pair, others: &[Pair], (nearest, near): (usize, f64)) -> Vec<usize> {
    let apart = |other: &Pair| (other.before - one.before).abs();
    let mut close: Vec<(f64, usize)> = others
        .iter()
        .enumerate()
        .filter(|(_, other)| other.group == one.group)
        .map(|(at, other)| (apart(other), at))
        .filter(|(apart, _)| *apart <= near)
        .collect();
    close.sort_by(|(one, _), (other, _)| one.total_cmp(other));
    close.into_iter().take(nearest).map(|(_, at)| at).collect()
}

fn means(pairs: &[Pair]) -> Option<(f64, f64)> {
    let of = |value: fn(&Pair) -> f64| mean(&pairs.iter().map(value).collect::<Vec<_>>());
    Some((of(|pair| pair.before)?, of(|pair| pair.after)?))
}

/// (slope − 1) times the distance of the supported from the mean of their group before: who begins low comes up, and who
/// begins high comes down, with no help at all. The slope is that of the others' after on their before, within groups.
fn regression(supported: &[Pair], others: &[Pair]) -> Option<f64> {
    let mut groups: BTreeMap<i64, Vec<Pair>> = BTreeMap::new();
    others.iter().for_each(|other| groups.entry(other.group).or_default().push(*other));
    let (mut products, mut squares) = (0.0, 0.0);
    for group in groups.values() {
        let (before, after) = means(group)?;
        products += group.iter().map(|pair| (pair.before - before) * (pair.after - after)).sum::<f64>();
        squares += group.iter().map(|pair| (pair.before - before).powi(2)).sum::<f64>();
    }
    let apart = |one: &Pair| Some(one.before - means(groups.get(&one.group)?)?.0);
    let apart: Vec<f64> = supported.iter().filter_map(apart).collect();
    (squares > 0.0).then_some((products / squares - 1.0) * mean(&apart)?)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn pair(before: f64, after: f64) -> Pair {
        Pair { group: 4, before, after }
    }

    #[test]
    fn what_changes_as_much_as_everybody_elses_is_no_effect() {
        let others: Vec<Pair> = (0..40).map(|n| pair(f64::from(n), f64::from(n) + 4.0)).collect();
        let supported: Vec<Pair> = (5..15).map(|n| pair(f64::from(n), f64::from(n) + 4.0)).collect();
        let found = compare(&supported, &others, (3, 5.0)).unwrap();
        assert!(found.difference.mean.abs() < 1e-9 && (found.means.1 - found.means.0 - 4.0).abs() < 1e-9);
        assert_eq!((found.supported, found.unmatched), (10, 0));
    }

    #[test]
    fn four_children_are_too_few_to_say_anything() {
        let others: Vec<Pair> = (0..40).map(|n| pair(f64::from(n), f64::from(n))).collect();
        assert_eq!(compare(&[pair(5.0, 9.0); 4], &others, (3, 5.0)), None);
        assert!(compare(&[pair(5.0, 9.0); 5], &others, (3, 5.0)).is_some());
    }

    #[test]
    fn who_has_nobody_like_him_is_left_out_and_counted() {
        let others: Vec<Pair> = (50..90).map(|n| pair(f64::from(n), f64::from(n))).collect();
        let mut supported = vec![pair(60.0, 61.0); 6];
        supported.push(pair(5.0, 50.0));
        let found = compare(&supported, &others, (3, 5.0)).unwrap();
        assert_eq!((found.supported, found.unmatched), (6, 1));
    }

    #[test]
    fn only_children_of_the_same_grade_are_held_against_each_other() {
        let other_grade = vec![Pair { group: 5, ..pair(5.0, 5.0) }; 20];
        assert_eq!(compare(&[pair(5.0, 9.0); 8], &other_grade, (3, 5.0)), None);
    }

    #[test]
    fn who_begins_low_is_expected_to_come_up_by_itself() {
        // After is half of before and 30 more: who is 20 below the mean of 60 comes up by 10.
        let others: Vec<Pair> = (20..=100).map(|n| pair(f64::from(n), f64::from(n) / 2.0 + 30.0)).collect();
        let found = compare(&[pair(40.0, 50.0); 6], &others, (3, 5.0)).unwrap();
        assert!((found.regression.unwrap() - 10.0).abs() < 1e-9, "{found:?}");
        assert!(found.difference.mean.abs() < 0.5, "the comparison takes it off");
    }

    // Values of R: t.test(c(1, 2, 3, 4, 10)).
    #[test]
    fn the_interval_is_that_of_students_t() {
        let found = mean_of(&[1.0, 2.0, 3.0, 4.0, 10.0]).unwrap();
        assert!((found.mean - 4.0).abs() < 1e-12);
        assert!((found.interval.0 - -0.389_945_2).abs() < 1e-6, "{found:?}");
    }

    proptest! {
        #[test]
        fn the_interval_holds_the_mean(values in prop::collection::vec(-100.0_f64..100.0, 2..60)) {
            let found = mean_of(&values).unwrap();
            prop_assert!(found.interval.0 <= found.mean && found.mean <= found.interval.1);
        }
    }
}
