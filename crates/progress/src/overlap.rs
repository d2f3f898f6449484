//! How far the readings with support lie beyond those before it.

use statrs::distribution::{ContinuousCDF, Normal};

use crate::{Better, Reading, float};

/// Overlap of two phases, oriented: more than a half, or above 0, is better.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Overlap {
    /// Non-overlap of all pairs (Parker and Vannest 2009): the share of pairs of a reading before and one after in which
    /// the later is better, ties counted half. It is the Mann–Whitney U over m·n. Between 0 and 1; 0.5 is chance.
    pub nap: f64,
    /// Its 95 % interval by Newcombe (2006), method 5.
    pub interval: (f64, f64),
    /// Tau of A against B: better less worse pairs over all pairs, 2·NAP − 1.
    pub tau: f64,
    /// Tau-U (Parker and others 2011), A against B less the trend of A: (S_AB − S_A) / (m·n). It may leave −1 to 1.
    pub tau_u: f64,
}

/// Compares two phases. `None` when one of them has no reading.
#[must_use]
pub fn overlap(before: &[Reading], after: &[Reading], better: Better) -> Option<Overlap> {
    if before.is_empty() || after.is_empty() {
        return None;
    }
    let pairs = float(before.len()) * float(after.len());
    let score = better.sign()
        * before.iter().flat_map(|old| after.iter().map(|new| order(new.value - old.value))).sum::<f64>();
    let trend = better.sign()
        * before
            .iter()
            .enumerate()
            .flat_map(|(at, one)| before.iter().skip(at + 1).map(|other| order(other.value - one.value)))
            .sum::<f64>();
    let tau = score / pairs;
    let nap = f64::midpoint(tau, 1.0);
    let interval = newcombe(nap, before.len(), after.len());
    Some(Overlap { nap, interval, tau, tau_u: (score - trend) / pairs })
}

/// −1, 0 or 1.
fn order(difference: f64) -> f64 {
    if difference == 0.0 { 0.0 } else { difference.signum() }
}

/// The values A for which |NAP − A| = z·√V(A), V(A) = A(1−A)/(mn) · (1 + h(1−A)/(2−A) + hA/(1+A)), h = (m+n)/2 − 1.
fn newcombe(nap: f64, m: usize, n: usize) -> (f64, f64) {
    let h = f64::midpoint(float(m), float(n)) - 1.0;
    let pairs = float(m) * float(n);
    let z = Normal::new(0.0, 1.0).map_or(1.96, |normal| normal.inverse_cdf(0.975));
    let reach = |a: f64| {
        let variance = a * (1.0 - a) / pairs * (1.0 + h * (1.0 - a) / (2.0 - a) + h * a / (1.0 + a));
        z * variance.max(0.0).sqrt()
    };
    let lower = crossing(|a| nap - a - reach(a), 0.0, nap);
    let upper = crossing(|a| nap - a + reach(a), nap, 1.0);
    (lower, upper)
}

/// Where a falling function crosses zero between two places, by halving.
fn crossing(function: impl Fn(f64) -> f64, mut low: f64, mut high: f64) -> f64 {
    for _ in 0..100 {
        let middle = f64::midpoint(low, high);
        if function(middle) > 0.0 { low = middle } else { high = middle }
    }
    f64::midpoint(low, high)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::float_cmp)]
mod tests {
    use super::*;

    fn series(values: &[f64]) -> Vec<Reading> {
        values.iter().enumerate().map(|(at, value)| Reading::new(float(at), *value)).collect()
    }

    #[test]
    fn readings_that_all_lie_beyond_the_base_line_do_not_overlap() {
        let found = overlap(&series(&[1.0, 2.0, 1.0]), &series(&[3.0, 4.0]), Better::More).unwrap();
        assert_eq!((found.nap, found.tau), (1.0, 1.0));
        let turned = overlap(&series(&[1.0, 2.0, 1.0]), &series(&[3.0, 4.0]), Better::Less).unwrap();
        assert_eq!((turned.nap, turned.tau), (0.0, -1.0));
    }

    #[test]
    fn a_base_line_that_rose_by_itself_takes_from_the_effect() {
        let found = overlap(&series(&[1.0, 2.0, 3.0]), &series(&[2.0, 4.0]), Better::More).unwrap();
        assert!(found.tau_u < found.tau);
    }
}
