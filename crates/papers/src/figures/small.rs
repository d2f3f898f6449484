//! Which numbers of a paper about several schools are not said: those so small that they could point at a child, and one
//! more wherever a sum would give a small one away.

use std::collections::BTreeSet;

use super::{Figures, OF_MONTHS, OF_PARTS};

/// Below this a number of children is not said: it could point at one of them.
pub const SMALL: i64 = 10;

/// A sum and what it is made of.
const SUMS: [(&str, &[&str]); 6] = [
    ("students", &["boys", "girls"]),
    ("students", &["looked", "unlooked"]),
    ("open", &["planned", "unplanned"]),
    ("open", &["mentored", "alone"]),
    ("duty-owed", &["duty-kept", "duty-missed"]),
    ("goals-measured", &["goals-toward", "goals-level", "goals-away", "goals-early"]),
];

/// The names of the numbers that are not said.
#[must_use]
pub fn hidden(figures: &Figures) -> BTreeSet<String> {
    let small = |n: i64| (1..SMALL).contains(&n);
    let mut hidden: BTreeSet<String> =
        figures.all().filter(|(_, n)| small(*n)).map(|(key, _)| key.to_owned()).collect();
    let sums = sums(figures);
    // Each turn hides at least one more, so it comes to an end.
    while let Some(another) = sums.iter().find_map(|terms| given_away(figures, terms, &hidden)) {
        hidden.insert(another);
    }
    hidden
}

/// Every sum as the names of its terms, the whole last.
fn sums(figures: &Figures) -> Vec<Vec<String>> {
    let mut sums: Vec<Vec<String>> = SUMS
        .iter()
        .map(|(whole, parts)| parts.iter().chain([whole]).map(|key| (*key).to_owned()).collect())
        .collect();
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
    if unsaid.next().is_none() || unsaid.next().is_some() {
        return None;
    }
    let others = terms.iter().filter(|key| !hidden.contains(*key) && figures.n(key) > 0);
    others.min_by_key(|key| figures.n(key)).cloned()
}

#[cfg(test)]
mod tests {
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
}
