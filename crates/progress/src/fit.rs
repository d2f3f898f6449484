//! The trend through readings, in units of the measure for each unit of time.

use statrs::distribution::{ContinuousCDF, Normal, StudentsT};

use crate::{Reading, float, mean, median};

/// A slope with its 95 % interval; the interval is missing where it is not defined.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Slope {
    /// Units of the measure for each unit of time.
    pub slope: f64,
    /// The line's height at time 0.
    pub intercept: f64,
    /// The 95 % interval.
    pub interval: Option<(f64, f64)>,
}

/// A least-squares line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    /// The slope with its interval by Student's t with n − 2 degrees of freedom.
    pub slope: Slope,
    /// The standard error of the slope.
    pub error: f64,
}

/// Theil–Sen: the median of all pairwise slopes, which one odd reading does not bend. The height is the median of the
/// values less the slope times the median of the times; the interval is Sen's (1968) with corrections for ties, as in
/// Kendall's statistic. `None` below two different times.
#[must_use]
pub fn theil_sen(readings: &[Reading]) -> Option<Slope> {
    let mut slopes = Vec::new();
    for (at, one) in readings.iter().enumerate() {
        for other in readings.iter().skip(at + 1) {
            let apart = other.time - one.time;
            if apart != 0.0 {
                slopes.push((other.value - one.value) / apart);
            }
        }
    }
    let slope = median(&slopes)?;
    slopes.sort_by(f64::total_cmp);
    let (times, values) = columns(readings);
    let intercept = median(&values)? - slope * median(&times)?;
    Some(Slope { slope, intercept, interval: sen(&slopes, &times, &values) })
}

/// Sen's interval: the slopes at the ranks (N ∓ z·σ) / 2.
fn sen(slopes: &[f64], times: &[f64], values: &[f64]) -> Option<(f64, f64)> {
    let n = float(values.len());
    let spread = |n: f64| n * (n - 1.0) * 2.0f64.mul_add(n, 5.0);
    let tied = |column: &[f64]| repeats(column).into_iter().map(|k| spread(float(k))).sum::<f64>();
    let variance = (spread(n) - tied(times) - tied(values)) / 18.0;
    if variance < 0.0 {
        return None;
    }
    let z = Normal::new(0.0, 1.0).ok()?.inverse_cdf(0.975);
    let (count, reach) = (float(slopes.len()), z * variance.sqrt());
    let upper = f64::midpoint(count, reach).round_ties_even();
    let lower = ((count - reach) / 2.0).round_ties_even() - 1.0;
    Some((*slopes.get(rank(lower))?, *slopes.get(rank(upper).min(slopes.len().checked_sub(1)?))?))
}

/// A rank as a place in a list; below the first is the first.
fn rank(place: f64) -> usize {
    (0..=u16::MAX).take_while(|whole| f64::from(*whole) < place).count()
}

/// How often each value that occurs more than once occurs.
fn repeats(column: &[f64]) -> Vec<usize> {
    let mut sorted = column.to_vec();
    sorted.sort_by(f64::total_cmp);
    let groups = sorted.chunk_by(|one, other| one == other);
    groups.map(<[f64]>::len).filter(|count| *count > 1).collect()
}

/// Ordinary least squares. `None` below three readings or without two different times.
#[must_use]
pub fn least_squares(readings: &[Reading]) -> Option<Line> {
    let (times, values) = columns(readings);
    let (middle, level, n) = (mean(&times)?, mean(&values)?, float(readings.len()));
    let spread: f64 = times.iter().map(|time| (time - middle).powi(2)).sum();
    if readings.len() < 3 || spread == 0.0 {
        return None;
    }
    let together: f64 = readings.iter().map(|one| (one.time - middle) * (one.value - level)).sum();
    let slope = together / spread;
    let intercept = slope.mul_add(-middle, level);
    let left: f64 = readings.iter().map(|one| (one.value - slope.mul_add(one.time, intercept)).powi(2)).sum();
    let error = (left / (n - 2.0) / spread).sqrt();
    let reach = StudentsT::new(0.0, 1.0, n - 2.0).ok()?.inverse_cdf(0.975) * error;
    Some(Line { slope: Slope { slope, intercept, interval: Some((slope - reach, slope + reach)) }, error })
}

fn columns(readings: &[Reading]) -> (Vec<f64>, Vec<f64>) {
    readings.iter().map(|one| (one.time, one.value)).unzip()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::float_cmp)]
mod tests {
    use super::*;

    fn series(values: &[f64]) -> Vec<Reading> {
        values.iter().enumerate().map(|(at, value)| Reading::new(float(at), *value)).collect()
    }

    #[test]
    fn a_straight_line_has_its_own_slope_whichever_way_it_is_fitted() {
        let line = series(&[1.0, 3.0, 5.0, 7.0, 9.0]);
        assert_eq!(theil_sen(&line).unwrap().slope, 2.0);
        let fitted = least_squares(&line).unwrap();
        assert!((fitted.slope.slope - 2.0).abs() < 1e-12 && fitted.error < 1e-6);
    }

    #[test]
    fn one_odd_reading_does_not_bend_the_median_slope() {
        let odd = series(&[1.0, 2.0, 3.0, 40.0, 5.0, 6.0, 7.0]);
        assert_eq!(theil_sen(&odd).unwrap().slope, 1.0);
    }

    #[test]
    fn too_few_readings_have_no_slope() {
        assert!(theil_sen(&series(&[1.0])).is_none() && least_squares(&series(&[1.0, 2.0])).is_none());
    }
}
