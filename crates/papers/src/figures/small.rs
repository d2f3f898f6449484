//! Which numbers of a paper about several schools are not said: those so small that they could point at a child, and as
//! many more as it takes that no sum of the paper gives one of them away: neither as the only one that is missing nor
//! because what is known of the missing ones leaves just one way (9 and 9, when each is below 10 and both come to 18).

use std::collections::{BTreeMap, BTreeSet};

use super::{Figures, OF_MONTHS, OF_PARTS};

/// Below this a number of children is not said: it could point at one of them.
pub const SMALL: i64 = 10;

/// More than any school counts.
const MANY: i64 = 1 << 40;

/// A sum and what it is made of.
const SUMS: [(&str, &[&str]); 8] = [
    ("students", &["boys", "girls"]),
    ("students", &["looked", "unlooked"]),
    ("open", &["planned", "unplanned"]),
    ("open", &["mentored", "alone"]),
    ("duty-owed", &["duty-kept", "duty-missed"]),
    ("goals", &["goals-reached", "goals-open", "goals-ended"]),
    ("goals-measured", &["goals-toward", "goals-level", "goals-away", "goals-early"]),
    ("marks-compared", &["marks-better", "marks-same", "marks-worse"]),
];

/// All cases of the term: those from before and those that came are those that are still open and those that went. No
/// paper says how many they are, but whoever has all of these numbers but one has that one too.
const CASES: &str = "cases-of-the-term";
const FLOW: [(&str, &[&str]); 2] =
    [(CASES, &["open-before", "came-with", "opened", "reopened"]), (CASES, &["open", "closed", "went-with"])];

/// A number of children or cases and one of a part of them: what lies between is said by nobody, but whoever has both has
/// it too.
const RESTS: [(&str, &str); 4] = [
    ("served", "reached"),
    ("served", "visited"),
    ("served", "families-reached"),
    ("closed", "closed-reached"),
];

/// The name of what lies between.
fn rest(whole: &str, part: &str) -> String {
    format!("{whole}-but-{part}")
}

/// With a number of its own for what lies between, and for all cases.
fn with_rests(figures: &Figures) -> Figures {
    let mut figures = figures.clone();
    let [(_, came), _] = FLOW;
    figures.put(CASES, came.iter().map(|key| figures.n(key)).sum());
    for (whole, part) in RESTS {
        if let (Some(all), Some(some)) = (figures.get(whole), figures.get(part)) {
            figures.put(&rest(whole, part), all - some);
        }
    }
    figures
}

/// The names of the numbers that are not said.
#[must_use]
pub fn hidden(figures: &Figures) -> BTreeSet<String> {
    let figures = &with_rests(figures);
    let small = |n: i64| (1..SMALL).contains(&n);
    let mut hidden: BTreeSet<String> =
        figures.all().filter(|(_, n)| small(*n)).map(|(key, _)| key.to_owned()).collect();
    hidden.insert(CASES.to_owned());
    let sums = sums(figures);
    let next = |hidden: &BTreeSet<String>| {
        let alone = sums.iter().find_map(|terms| given_away(figures, terms, hidden));
        alone.or_else(|| computed(figures, &sums, hidden))
    };
    // Each turn hides at least one more, so it comes to an end.
    while let Some(another) = next(&hidden) {
        hidden.insert(another);
    }
    hidden.remove(CASES);
    hidden
}

/// Every sum as the names of its terms, the whole last.
fn sums(figures: &Figures) -> Vec<Vec<String>> {
    let mut sums: Vec<Vec<String>> = SUMS
        .iter()
        .chain(&FLOW)
        .map(|(whole, parts)| parts.iter().chain([whole]).map(|key| (*key).to_owned()).collect())
        .collect();
    sums.extend(
        RESTS.iter().map(|(whole, part)| vec![(*part).to_owned(), rest(whole, part), (*whole).to_owned()]),
    );
    let schools: Vec<&String> = figures.parts.iter().map(|(tail, _)| tail).collect();
    let months: Vec<&String> = figures.months.iter().map(|(_, tail)| tail).collect();
    for (keys, tails) in [(&OF_PARTS[..], schools), (&OF_MONTHS[..], months)] {
        for key in keys {
            let parts = tails.iter().map(|tail| format!("{key}@{tail}"));
            sums.push(parts.chain([(*key).to_owned()]).collect());
        }
    }
    sums
}

/// The next number to hide, when just one of a sum is hidden: the smallest other that is not zero.
fn given_away(figures: &Figures, terms: &[String], hidden: &BTreeSet<String>) -> Option<String> {
    let mut unsaid = terms.iter().filter(|key| hidden.contains(*key));
    if unsaid.next().is_none_or(|key| key == CASES) || unsaid.next().is_some() {
        return None;
    }
    let others = terms.iter().filter(|key| !hidden.contains(*key) && figures.n(key) > 0);
    others.min_by_key(|key| figures.n(key)).cloned()
}

/// The next number to hide, when a reader who reckons with what is said can tell a hidden one. None when all of its sums
/// are hidden already.
fn computed(figures: &Figures, sums: &[Vec<String>], hidden: &BTreeSet<String>) -> Option<String> {
    let known = reckoned(figures, sums, hidden);
    let is_told = |key: &String| {
        key != CASES && hidden.contains(key) && known.get(key).is_some_and(|(least, most)| least == most)
    };
    let tells = |terms: &&Vec<String>| terms.iter().any(is_told);
    let is_of_cases = |terms: &Vec<String>| terms.iter().any(|key| key == CASES);
    // What is reckoned by way of all cases is reckoned from both of their sums.
    let by_cases = sums.iter().filter(tells).any(is_of_cases);
    let giving = sums.iter().filter(|terms| tells(terms) || by_cases && is_of_cases(terms));
    let others = giving.flatten().filter(|key| !hidden.contains(*key) && figures.n(key) > 0);
    others.min_by_key(|key| figures.n(key)).cloned()
}

/// Between which numbers each term must lie, for a reader of the paper. The sums share nothing but their wholes, so
/// narrowing one after the other finds all that can be found.
fn reckoned<'s>(
    figures: &Figures,
    sums: &'s [Vec<String>],
    hidden: &BTreeSet<String>,
) -> BTreeMap<&'s String, (i64, i64)> {
    let said = |key: &String| match figures.n(key) {
        _ if key == CASES => (0, MANY),
        n if !hidden.contains(key) => (n, n),
        n if n < SMALL => (1, SMALL - 1),
        _ => (SMALL, MANY),
    };
    let mut known: BTreeMap<&String, (i64, i64)> =
        sums.iter().flatten().map(|key| (key, said(key))).collect();
    loop {
        let before = known.clone();
        sums.iter().filter(|terms| holds(figures, terms)).for_each(|terms| narrow(terms, &mut known));
        if known == before {
            return known;
        }
    }
}

/// Whether the parts really come to the whole: two schools may both count a child that changed from one to the other.
fn holds(figures: &Figures, terms: &[String]) -> bool {
    let whole = terms.split_last();
    whole
        .is_some_and(|(whole, parts)| parts.iter().map(|key| figures.n(key)).sum::<i64>() == figures.n(whole))
}

fn narrow<'s>(terms: &'s [String], known: &mut BTreeMap<&'s String, (i64, i64)>) {
    let Some((whole, parts)) = terms.split_last() else { return };
    let of = |key, known: &BTreeMap<&String, (i64, i64)>| known.get(key).copied().unwrap_or((0, MANY));
    let (least, most) = parts.iter().fold((0, 0), |(least, most), key| {
        let (low, high) = of(key, known);
        (least + low, most + high)
    });
    let (low, high) = of(whole, known);
    let (low, high) = (low.max(least), high.min(most));
    known.insert(whole, (low, high));
    for key in parts {
        let (mine_low, mine_high) = of(key, known);
        let rest = (least - mine_low, most - mine_high);
        known.insert(key, (mine_low.max(low - rest.1), mine_high.min(high - rest.0)));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn figures(counts: &[(&str, i64)], schools: usize) -> Figures {
        let mut figures = Figures::default();
        for (key, n) in counts {
            figures.put(key, *n);
        }
        figures.parts = (1..=schools).map(|at| (format!("school:{at}"), format!("school {at}"))).collect();
        figures
    }

    fn names(figures: &Figures) -> Vec<String> {
        hidden(figures).into_iter().collect()
    }

    // S4
    #[test]
    fn a_small_number_and_the_one_that_would_give_it_away_are_not_said() {
        let one = figures(&[("students", 60), ("boys", 53), ("girls", 7)], 0);
        assert_eq!(names(&one), ["boys", "girls"]);
        let schools = [("open", 70), ("open@school:1", 4), ("open@school:2", 20), ("open@school:3", 46)];
        assert_eq!(names(&figures(&schools, 3)), ["open@school:1", "open@school:2"]);
    }

    // S4
    #[test]
    fn zero_and_two_hidden_numbers_give_nothing_away() {
        assert!(names(&figures(&[("students", 60), ("boys", 60), ("girls", 0)], 0)).is_empty());
        let schools = [("open", 50), ("open@school:1", 4), ("open@school:2", 5), ("open@school:3", 41)];
        assert_eq!(names(&figures(&schools, 3)), ["open@school:1", "open@school:2"]);
    }

    // S4: whatever the numbers, no sum has just one that is not said, unless all the rest is zero.
    #[test]
    fn no_sum_has_a_single_hidden_number() {
        for seed in 0..500_i64 {
            let n = |at: i64| (seed * 7 + at * 13) % 37;
            let parts: Vec<(String, i64)> = (1..=4).map(|at| (format!("found@school:{at}"), n(at))).collect();
            let mut counts: Vec<(&str, i64)> = parts.iter().map(|(key, n)| (key.as_str(), *n)).collect();
            counts.push(("found", parts.iter().map(|(_, n)| n).sum()));
            let figures = figures(&counts, 4);
            let hidden = hidden(&figures);
            let terms = counts.iter().filter(|(key, n)| *n > 0 && hidden.contains(*key)).count();
            let said = counts.iter().filter(|(key, n)| *n > 0 && !hidden.contains(*key)).count();
            assert!(terms != 1 || said == 0, "{counts:?} {hidden:?}");
        }
    }

    // S4: 2,346 with a case, 2,343 of them met: whoever reads both knows of three whom nobody met.
    #[test]
    fn what_lies_between_two_numbers_is_not_left_to_be_subtracted() {
        let met = figures(&[("served", 2_346), ("reached", 2_343), ("visited", 1_080)], 0);
        assert_eq!(names(&met), ["reached", "served-but-reached"]);
        assert!(names(&figures(&[("served", 60), ("reached", 60), ("visited", 40)], 0)).is_empty());
    }

    // S4: 50 from before and 20 new are 67 still open and 3 closed.
    #[test]
    fn a_small_number_of_closed_cases_is_not_left_to_be_reckoned_from_those_before_and_those_open() {
        let cases = [("open-before", 50), ("opened", 20), ("open", 67), ("closed", 3)];
        assert_eq!(names(&figures(&cases, 0)), ["closed", "opened"]);
        let gone = [("open-before", 50), ("opened", 20), ("open", 54), ("closed", 14), ("went-with", 2)];
        assert_eq!(names(&figures(&gone, 0)), ["closed", "went-with"]);
        assert!(
            names(&figures(&[("open-before", 50), ("opened", 20), ("open", 58), ("closed", 12)], 0))
                .is_empty()
        );
        let two = [("open-before", 50), ("opened", 20), ("reopened", 4), ("open", 71), ("closed", 3)];
        assert_eq!(names(&figures(&two, 0)), ["closed", "reopened"], "either may be one more with the other");
    }

    // S4
    #[test]
    fn numbers_that_have_only_one_way_to_come_to_their_sum_are_not_left_to_be_reckoned() {
        assert_eq!(
            names(&figures(&[("students", 18), ("boys", 9), ("girls", 9)], 0)),
            ["boys", "girls", "students"]
        );
        let schools = [("open", 53), ("open@school:1", 1), ("open@school:2", 10), ("open@school:3", 42)];
        assert_eq!(names(&figures(&schools, 3)), ["open@school:1", "open@school:2", "open@school:3"]);
    }

    /// A whole district: parts of every sum, schools and months.
    fn district() -> impl Strategy<Value = Figures> {
        let count = || prop_oneof![3 => 0_i64..14, 1 => 14_i64..90];
        let splits = prop::collection::vec((count(), 0_i64..90), SUMS.len() + RESTS.len());
        let cases = prop::collection::vec(count(), 6);
        let tails = prop::collection::vec((1_usize..5, any::<u64>()), OF_PARTS.len() + OF_MONTHS.len());
        (splits, tails, cases, 1_usize..5, 1_usize..5).prop_map(|(splits, tails, cases, schools, months)| {
            let mut figures = Figures::default();
            flow(&mut figures, &cases);
            let (splits, rests) = splits.split_at(SUMS.len());
            for ((whole, part), (first, second)) in RESTS.iter().zip(rests) {
                let all = figures.get(whole).unwrap_or(first + second);
                figures.put(whole, all);
                figures.put(part, (*second).min(all));
            }
            let mut figures = with_rests(&figures);
            for ((whole, parts), &(first, second)) in SUMS.iter().zip(splits) {
                // One whole in two sums is the same whole.
                let all = figures.get(whole).unwrap_or(first + second);
                figures.put(whole, all);
                share(&mut figures, parts.iter().map(|key| (*key).to_owned()), all, second.unsigned_abs());
            }
            figures.parts = (1..=schools).map(|at| (format!("school:{at}"), String::new())).collect();
            figures.months = (1..=months).map(|at| (kernel::Day::MIN, format!("month:{at}"))).collect();
            let kinds = OF_PARTS.iter().map(|key| (key, "school", schools));
            let kinds = kinds.chain(OF_MONTHS.iter().map(|key| (key, "month", months)));
            for ((key, kind, many), (_, seed)) in kinds.zip(tails) {
                let whole = figures.get(key).unwrap_or(i64::try_from(seed % 60).unwrap_or(0));
                figures.put(key, whole);
                share(&mut figures, (1..=many).map(|at| format!("{key}@{kind}:{at}")), whole, seed);
            }
            figures
        })
    }

    /// Cases that came and went.
    fn flow(figures: &mut Figures, cases: &[i64]) {
        let [(_, came), _] = FLOW;
        let all = came.iter().zip(cases).map(|(key, n)| {
            figures.put(key, *n);
            *n
        });
        let all: i64 = all.sum();
        let closed = cases.get(4).copied().unwrap_or(0).min(all);
        let went = cases.get(5).copied().unwrap_or(0).min(all - closed);
        for (key, n) in [("closed", closed), ("went-with", went), ("open", all - closed - went)] {
            figures.put(key, n);
        }
    }

    /// Shares a whole out among its parts; the last has what is left.
    fn share(figures: &mut Figures, keys: impl Iterator<Item = String>, whole: i64, seed: u64) {
        let keys: Vec<String> = keys.collect();
        let (mut left, mut seed) = (whole, seed);
        for (at, key) in keys.iter().enumerate() {
            let n = if at + 1 == keys.len() { left } else { i64::try_from(seed % 23).unwrap_or(0).min(left) };
            figures.put(key, n);
            left -= n;
            seed = seed / 23 + seed.rotate_left(7) % 1_000;
        }
    }

    /// Another district that reads the same and in which this number is another: one more or less here, made good by
    /// another hidden number of each sum that it stands in.
    fn another(
        (figures, sums, hidden): (&Figures, &[Vec<String>], &BTreeSet<String>),
        (key, by): (&String, i64),
        from: Option<usize>,
    ) -> bool {
        let n = figures.n(key) + by;
        let reads_the_same = if key == CASES {
            n >= 0
        } else if figures.n(key) < SMALL {
            (1..SMALL).contains(&n)
        } else {
            n >= SMALL
        };
        let made_good = |(at, terms): (usize, &Vec<String>)| {
            let whole = terms.last();
            terms.iter().filter(|other| *other != key && (hidden.contains(*other) || *other == CASES)).any(
                |other| {
                    let against = if Some(other) == whole || Some(key) == whole { by } else { -by };
                    another((figures, sums, hidden), (other, against), Some(at))
                },
            )
        };
        let mut of = sums.iter().enumerate().filter(|(at, terms)| Some(*at) != from && terms.contains(key));
        reads_the_same && of.all(made_good)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]

        // S4: no number that is not said can be reckoned from those that are.
        #[test]
        fn for_every_hidden_number_there_is_another_district_that_reads_the_same(figures in district()) {
            let (sums, hidden) = (sums(&figures), hidden(&figures));
            for key in hidden.iter().filter(|key| sums.iter().flatten().any(|term| term == *key)) {
                let reads = [-1, 1].iter().any(|by| another((&figures, &sums, &hidden), (key, *by), None));
                prop_assert!(reads, "{key} = {} of {hidden:?} in {:?}", figures.n(key), figures.all().collect::<Vec<_>>());
            }
        }
    }
}
