//! The draw of a spot check, so that anybody can draw it again (M4, M7): whole numbers and SHA-256, no floating point,
//! no order that depends on a machine. `docs/spot-check.md` says the same in words, with a program of twenty lines in
//! another language; a test holds the two together.
//!
//! - *Frame.* The cases that may be drawn, each with a stratum and a whole weight of at least 1. Its fingerprint is
//!   frozen before the seed is known.
//! - *Places.* Every stratum has one place when there are enough; each further place goes to the stratum with the
//!   largest `cases / (2 · places + 1)` (Sainte-Laguë), to the first by name among equals, never to a full one.
//! - *Key.* Of a case with weight w: the largest of the w hashes SHA-256(`seed|case|1`) … SHA-256(`seed|case|w`). The
//!   largest of w uniform numbers is distributed as u^(1/w), so this is weighted sampling without replacement after
//!   Efraimidis and Spirakis (*Weighted random sampling with a reservoir*, 2006), exact for whole weights.
//! - *Sample.* In each stratum the cases with the largest keys, as many as it has places.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use kernel::CaseId;
use sha2::{Digest, Sha256};

/// A case that may be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The case, by its id alone.
    pub case: CaseId,
    /// In which stratum: a grade, a class, a tier.
    pub stratum: String,
    /// How much more likely than weight 1; 1 to [`MOST_WEIGHT`].
    pub weight: u32,
}

/// The largest weight.
pub const MOST_WEIGHT: u32 = 9;

/// The fingerprint of a frame, in hexadecimal: SHA-256 over the lines `case stratum weight`, each ended by a line
/// feed, in the order of the case ids.
#[must_use]
pub fn fingerprint(frame: &[Entry]) -> String {
    let mut lines: Vec<String> =
        frame.iter().map(|entry| format!("{} {} {}\n", entry.case, entry.stratum, entry.weight)).collect();
    lines.sort_unstable();
    hex(&Sha256::digest(lines.concat()))
}

/// Draws so many cases; in the order of the strata, and in each by key.
#[must_use]
pub fn draw(frame: &[Entry], seed: &str, size: usize) -> Vec<CaseId> {
    let mut strata: BTreeMap<&str, Vec<&Entry>> = BTreeMap::new();
    for entry in frame {
        strata.entry(&entry.stratum).or_default().push(entry);
    }
    let sizes: Vec<usize> = strata.values().map(Vec::len).collect();
    let mut sample = Vec::new();
    for (entries, places) in strata.into_values().zip(places(&sizes, size)) {
        let mut keyed: Vec<_> = entries.into_iter().map(|entry| (key(seed, entry), entry.case)).collect();
        keyed.sort_unstable_by_key(|keyed| Reverse(*keyed));
        sample.extend(keyed.into_iter().take(places).map(|(_, case)| case));
    }
    sample
}

/// How many places each stratum has, given how many cases it has.
fn places(sizes: &[usize], size: usize) -> Vec<usize> {
    let size = size.min(sizes.iter().sum());
    let first = usize::from(size >= sizes.len());
    let mut places: Vec<usize> = sizes.iter().map(|cases| first.min(*cases)).collect();
    for _ in places.iter().sum()..size {
        let open = sizes.iter().zip(&mut places).enumerate().filter(|(_, (cases, has))| **has < **cases);
        // a / (2x + 1) against b / (2y + 1), without division.
        let next = open.max_by(|(at, (a, x)), (bt, (b, y))| {
            (**a * (2 * **y + 1)).cmp(&(**b * (2 * **x + 1))).then(bt.cmp(at))
        });
        if let Some((_, (_, has))) = next {
            *has += 1;
        }
    }
    places
}

fn key(seed: &str, entry: &Entry) -> [u8; 32] {
    let hash = |turn: u32| Sha256::digest(format!("{seed}|{}|{turn}", entry.case)).into();
    (1..=entry.weight.clamp(1, MOST_WEIGHT)).map(hash).max().unwrap_or_default()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use kernel::CaseId;
    use uuid::Uuid;

    use super::{Entry, draw, fingerprint, places};

    fn entry(number: u128, stratum: &str, weight: u32) -> Entry {
        Entry { case: CaseId(Uuid::from_u128(number)), stratum: stratum.to_owned(), weight }
    }

    // M4
    #[test]
    fn every_stratum_has_a_place_and_the_rest_follows_its_size() {
        assert_eq!(places(&[10, 20, 70], 10), [1, 2, 7]);
        assert_eq!(places(&[1, 1, 98], 10), [1, 1, 8]);
        assert_eq!(places(&[3, 3, 3], 2), [1, 1, 0]);
        assert_eq!(places(&[2, 2], 9), [2, 2]);
        assert_eq!(places(&[], 5), Vec::<usize>::new());
    }

    // M7
    #[test]
    fn the_same_seed_draws_the_same_sample_in_whatever_order_the_frame_is_read() {
        let frame: Vec<Entry> = (1_u128..60)
            .map(|n| {
                entry(n, ["3", "7", "9"][usize::try_from(n % 3).unwrap()], 1 + u32::try_from(n % 3).unwrap())
            })
            .collect();
        let turned: Vec<Entry> = frame.iter().rev().cloned().collect();
        let sample = draw(&frame, "2026-11-20 双色球 03 11 17", 12);
        assert_eq!(sample.len(), 12);
        assert_eq!(sample, draw(&turned, "2026-11-20 双色球 03 11 17", 12));
        assert_ne!(sample, draw(&frame, "2026-11-20 双色球 03 11 18", 12));
        assert_eq!(fingerprint(&frame), fingerprint(&turned));
        let mut other = frame;
        other[4].weight += 1;
        assert_ne!(fingerprint(&other), fingerprint(&turned));
    }

    // M4: with weights 1, 2 and 3, one of the three is drawn first with chances 1/6, 2/6, 3/6; the last place is
    // left out with chances that follow from drawing without replacement.
    #[test]
    fn a_case_of_weight_three_is_drawn_three_times_as_often() {
        let frame = [entry(1, "7", 1), entry(2, "7", 2), entry(3, "7", 3)];
        let mut first: HashMap<u128, u32> = HashMap::new();
        let mut left_out: HashMap<u128, u32> = HashMap::new();
        const DRAWS: u32 = 12_000;
        for seed in 0..DRAWS {
            let sample = draw(&frame, &seed.to_string(), 2);
            *first.entry(sample[0].0.as_u128()).or_default() += 1;
            let missing = (1..4).find(|n| !sample.contains(&CaseId(Uuid::from_u128(*n)))).unwrap();
            *left_out.entry(missing).or_default() += 1;
        }
        let chi_square = |counts: &HashMap<u128, u32>, chances: [f64; 3]| -> f64 {
            let terms = (1..4u128).zip(chances).map(|(n, chance)| {
                let expected = chance * f64::from(DRAWS);
                (f64::from(counts[&n]) - expected).powi(2) / expected
            });
            terms.sum()
        };
        // Two degrees of freedom: 13.8 is passed by chance once in a thousand.
        assert!(chi_square(&first, [1.0 / 6.0, 2.0 / 6.0, 3.0 / 6.0]) < 13.8, "{first:?}");
        let out_1 = 2.0 / 6.0 * (3.0 / 4.0) + 3.0 / 6.0 * (2.0 / 3.0);
        let out_2 = 1.0 / 6.0 * (3.0 / 5.0) + 3.0 / 6.0 * (1.0 / 3.0);
        assert!(chi_square(&left_out, [out_1, out_2, 1.0 - out_1 - out_2]) < 13.8, "{left_out:?}");
    }
}
