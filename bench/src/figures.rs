//! Numbers.

use std::time::Duration;

/// The smallest value that at least so many thousandths of all values do not exceed (nearest rank); 0 of nothing.
/// `sorted` is in rising order.
#[must_use]
pub fn percentile(sorted: &[u64], thousandths: usize) -> u64 {
    let rank = sorted.len().saturating_mul(thousandths).div_ceil(1000);
    sorted.get(rank.saturating_sub(1)).copied().unwrap_or(0)
}

/// The middle one.
#[must_use]
pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(0.0)
}

/// A count as a real number.
#[must_use]
pub fn real(count: u64) -> f64 {
    u32::try_from(count).map_or(f64::INFINITY, f64::from)
}

/// Whole microseconds.
#[must_use]
pub fn micros(time: Duration) -> u64 {
    u64::try_from(time.as_micros()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentile_is_the_nearest_rank() {
        let hundred: Vec<u64> = (1..=100).collect();
        assert_eq!(percentile(&hundred, 990), 99);
        assert_eq!(percentile(&hundred, 500), 50);
        assert_eq!(percentile(&hundred, 1000), 100);
        let few = [15, 20, 35, 40, 50];
        assert_eq!(percentile(&few, 300), 20);
        assert_eq!(percentile(&few, 990), 50);
        assert_eq!(percentile(&few, 0), 15);
        assert_eq!(percentile(&[], 990), 0);
    }

    #[test]
    fn a_median_does_not_hang_on_the_order() {
        assert!((median(vec![9.0, 1.0, 5.0]) - 5.0).abs() < f64::EPSILON);
    }
}
