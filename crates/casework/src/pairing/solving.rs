//! Who goes with whom: the pairs whose points together are most, found exactly (K4). `docs/pairing.md` is the published
//! objective; this is the same in code.
//!
//! Each pair brings [`PAIRED`] points, so that no child stays alone while somebody has room; then what speaks for the
//! two of them; less [`LOAD`] for each child that the grown-up carries already, counted up with every further one.
//! Nobody is given more than [`CAPACITY`] children. Among equally good ways the one whose grown-ups stand earlier in
//! the list is taken, so that the same facts always give the same suggestion.

use pathfinding::prelude::{Matrix, kuhn_munkres};

/// For a child that has somebody at all.
pub const PAIRED: i64 = 100;
/// For the grown-up whom the child chose.
pub const WISH: i64 = 40;
/// For each time the two have talked within the year, up to [`TALKS`] times.
pub const TALKED: i64 = 6;
/// The most talks that count.
pub const TALKS: i64 = 3;
/// For having been the child's mentor before.
pub const BEFORE: i64 = 12;
/// For teaching the child's class.
pub const TEACHES: i64 = 8;
/// For teaching the subject that is hardest for the child.
pub const SUBJECT: i64 = 8;
/// For a leader, who goes first, with a first child.
pub const LEADER: i64 = 10;
/// For a grown-up of the child's own sex, once it matters: from [`SEX_FROM`] on, and for a child who boards.
pub const SEX: i64 = 5;
/// The grade from which [`SEX`] counts.
pub const SEX_FROM: i64 = 5;
/// For a child who boards, with a grown-up who works in the child's grade and is there in the evening study.
pub const BOARDS: i64 = 4;
/// Less for each child carried already.
pub const LOAD: i64 = 7;
/// The most children for one grown-up.
pub const CAPACITY: usize = 4;

/// Far below any sum of points.
const FORBIDDEN: i64 = -1_000_000_000_000;

/// Somebody who can be paired.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Carrier {
    /// Children carried already.
    pub carries: usize,
    /// Whether a leader: the first child of a leader brings [`LEADER`].
    pub leads: bool,
}

impl Carrier {
    /// Points of one more child after so many.
    fn place(self, after: usize) -> i64 {
        let first = if self.leads && after == 0 { LEADER } else { 0 };
        first - count(after).saturating_mul(LOAD)
    }
}

/// For each child the place of its grown-up in the list; none where all are full or forbidden. `points` says what
/// speaks for a pair (child, grown-up), none for a pair that cannot be.
///
/// Exact: the Hungarian method over one column for each free place, and one for each child that stays alone.
#[must_use]
pub fn pairs(
    children: usize,
    carriers: &[Carrier],
    points: impl Fn(usize, usize) -> Option<i64>,
) -> Vec<Option<usize>> {
    if children == 0 {
        return Vec::new();
    }
    let slots: Vec<(usize, usize)> = carriers
        .iter()
        .enumerate()
        .flat_map(|(at, one)| (one.carries..CAPACITY).map(move |after| (at, after)))
        .collect();
    // Points come first, the places in the list settle what is equal.
    let scale = count(children.saturating_mul(carriers.len())) + 1;
    let worth = |(child, column): (usize, usize)| {
        let Some(&(at, after)) = slots.get(column) else { return 0 };
        match (points(child, at), carriers.get(at)) {
            (Some(points), Some(one)) => {
                (PAIRED + points + one.place(after)).saturating_mul(scale) - count(at)
            }
            _ => FORBIDDEN,
        }
    };
    let matrix = Matrix::from_fn(children, slots.len() + children, worth);
    let (_, chosen) = kuhn_munkres(&matrix);
    let grown_up = |(child, column): (usize, &usize)| {
        let (at, _) = *slots.get(*column)?;
        points(child, at).map(|_| at)
    };
    chosen.iter().enumerate().map(grown_up).collect()
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// What a way of pairing is worth: the published objective. None for a way that cannot be: a forbidden pair, or more
/// children than somebody may carry.
#[must_use]
pub fn objective(
    pairs: &[Option<usize>],
    carriers: &[Carrier],
    points: impl Fn(usize, usize) -> Option<i64>,
) -> Option<i64> {
    let mut carries: Vec<usize> = carriers.iter().map(|one| one.carries).collect();
    let mut sum = 0;
    for (child, at) in pairs.iter().enumerate() {
        let Some(at) = *at else { continue };
        let (after, carrier) = (carries.get_mut(at)?, carriers.get(at)?);
        if *after >= CAPACITY {
            return None;
        }
        sum += PAIRED + points(child, at)? + carrier.place(*after);
        *after += 1;
    }
    Some(sum)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use proptest::prelude::*;

    use super::*;

    /// The worth of a way, and for ties the places of its grown-ups.
    fn worth(
        way: &[Option<usize>],
        carriers: &[Carrier],
        points: &dyn Fn(usize, usize) -> Option<i64>,
    ) -> Option<(i64, i64)> {
        let places: usize = way.iter().flatten().sum();
        objective(way, carriers, points).map(|sum| (sum, -count(places)))
    }

    /// The best of all ways there are.
    fn best(
        children: usize,
        carriers: &[Carrier],
        points: &dyn Fn(usize, usize) -> Option<i64>,
    ) -> (i64, i64) {
        let choices = carriers.len() + 1;
        let ways = choices.pow(u32::try_from(children).unwrap());
        let way = |mut number: usize| -> Vec<Option<usize>> {
            let digit = |_| {
                let at = number % choices;
                number /= choices;
                at.checked_sub(1)
            };
            (0..children).map(digit).collect()
        };
        (0..ways).filter_map(|number| worth(&way(number), carriers, points)).max().unwrap()
    }

    proptest! {
        // K4: against every other way, on small schools; few different points make many ties.
        #[test]
        fn no_other_way_is_worth_more_and_ties_go_to_the_earlier(
            table in prop::collection::vec(prop::collection::vec(prop::option::weighted(0.8, 0_i64..90), 3), 0..6),
            coarse in any::<bool>(),
            loads in prop::collection::vec((0_usize..6, any::<bool>()), 3),
        ) {
            let carriers: Vec<Carrier> =
                loads.iter().map(|(carries, leads)| Carrier { carries: *carries, leads: *leads }).collect();
            let points = |child: usize, at: usize| {
                table[child][at].map(|points| if coarse { points / 45 * 7 } else { points })
            };
            let found = pairs(table.len(), &carriers, points);
            prop_assert_eq!(found.len(), table.len());
            prop_assert_eq!(worth(&found, &carriers, &points), Some(best(table.len(), &carriers, &points)));
        }
    }

    // K4
    #[test]
    fn the_load_is_shared_and_leaders_go_first() {
        let carriers = [Carrier { carries: 0, leads: false }, Carrier { carries: 0, leads: true }];
        let found = pairs(1, &carriers, |_, _| Some(0));
        assert_eq!(found, [Some(1)]);
        let found = pairs(4, &carriers, |_, _| Some(0));
        assert_eq!(found.iter().filter(|at| **at == Some(0)).count(), 2, "{found:?}");
    }

    // K4
    #[test]
    fn a_child_s_own_choice_weighs_most_of_all_reasons() {
        let carriers = [Carrier { carries: 2, leads: false }, Carrier { carries: 0, leads: true }];
        let points = |_, at| Some(if at == 0 { WISH } else { 0 });
        assert_eq!(pairs(1, &carriers, points), [Some(0)]);
        let others = [TALKED * TALKS, BEFORE, TEACHES, SUBJECT, LEADER, SEX, BOARDS];
        assert!(others.iter().all(|other| *other < WISH));
    }

    // K4
    #[test]
    fn when_all_are_full_a_child_waits() {
        let full = [Carrier { carries: CAPACITY, leads: true }];
        assert_eq!(pairs(2, &full, |_, _| Some(50)), [None, None]);
        assert_eq!(pairs(2, &[], |_, _| Some(50)), [None, None]);
    }

    // K4: a big school at the beginning of a year.
    #[test]
    fn two_hundred_children_are_paired_while_one_waits() {
        let carriers = vec![Carrier { carries: 0, leads: false }; 90];
        let points = |child: usize, at: usize| Some(count((child * 31 + at * 17) % 40));
        let found = pairs(200, &carriers, points);
        assert!(found.iter().all(Option::is_some));
    }
}
