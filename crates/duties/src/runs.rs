//! Sets of days as rows of half-open runs of day numbers: sorted, apart from one another.

use crate::days::{Since, number};

/// Days `from .. until`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Run {
    pub from: i32,
    pub until: i32,
}

impl From<Since> for Run {
    fn from(since: Since) -> Self {
        Self { from: number(since.from), until: since.until.map_or(i32::MAX, number) }
    }
}

impl From<Run> for Since {
    fn from(run: Run) -> Self {
        let until = (run.until != i32::MAX).then(|| crate::days::date_of(run.until));
        Self { from: crate::days::date_of(run.from), until }
    }
}

impl Run {
    pub fn holds(self, day: i32) -> bool {
        self.from <= day && day < self.until
    }
}

/// The days of all these runs together. Runs that touch become one: a mentor who turns responsible
/// the next day has served without a break.
pub(crate) fn union(runs: impl IntoIterator<Item = Run>) -> Vec<Run> {
    let mut sorted: Vec<Run> = runs.into_iter().filter(|run| run.from < run.until).collect();
    sorted.sort_unstable();
    sorted.dedup_by(|next, kept| {
        let touches = next.from <= kept.until;
        if touches {
            kept.until = kept.until.max(next.until);
        }
        touches
    });
    sorted
}

/// The days in both.
pub(crate) fn meet(one: &[Run], other: &[Run]) -> Vec<Run> {
    let pairs = one.iter().flat_map(|a| other.iter().map(move |b| (a, b)));
    let common = pairs.map(|(a, b)| Run { from: a.from.max(b.from), until: a.until.min(b.until) });
    common.filter(|run| run.from < run.until).collect()
}

/// The days in the one and not in the other.
pub(crate) fn without(one: &[Run], other: &[Run]) -> Vec<Run> {
    let mut gaps = Vec::with_capacity(other.len() + 1);
    let mut from = i32::MIN;
    for run in other {
        gaps.push(Run { from, until: run.from });
        from = run.until;
    }
    gaps.push(Run { from, until: i32::MAX });
    meet(one, &gaps)
}

#[cfg(test)]
mod tests {
    use super::{Run, meet, union, without};

    fn runs(pairs: &[(i32, i32)]) -> Vec<Run> {
        pairs.iter().map(|(from, until)| Run { from: *from, until: *until }).collect()
    }

    #[test]
    fn sets_of_days_join_meet_and_subtract() {
        let one = union(runs(&[(8, 9), (1, 3), (3, 5), (2, 4), (7, 7)]));
        assert_eq!(one, runs(&[(1, 5), (8, 9)]));
        assert_eq!(meet(&one, &runs(&[(0, 2), (4, 20)])), runs(&[(1, 2), (4, 5), (8, 9)]));
        assert_eq!(without(&one, &runs(&[(2, 3), (8, 10)])), runs(&[(1, 2), (3, 5)]));
        assert_eq!(without(&one, &[]), one);
    }
}
