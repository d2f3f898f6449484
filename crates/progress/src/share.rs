//! A share of a few: how many of how many, and how far that can be trusted.

use crate::float;

/// The two-sided 95 % point of the normal distribution.
const Z: f64 = 1.959_963_984_540_054;

/// What a share of this many says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Says {
    /// The interval is wider than a half: too few to say.
    TooFew,
    /// The whole interval is above a half.
    Mostly,
    /// The whole interval is below a half.
    Seldom,
    /// A half lies inside: it may well be chance.
    Open,
}

/// The interval in which the true share probably lies (95 %): E. B. Wilson's score interval (1927), which keeps its
/// promise for small numbers, where the usual one does not (Brown, Cai and DasGupta 2001). All of it for nothing.
#[must_use]
pub fn interval(good: usize, of: usize) -> (f64, f64) {
    if of == 0 {
        return (0.0, 1.0);
    }
    let (n, share) = (float(of), float(good.min(of)) / float(of));
    let middle = share + Z * Z / (2.0 * n);
    let half = Z * (share * (1.0 - share) / n + Z * Z / (4.0 * n * n)).sqrt();
    let whole = 1.0 + Z * Z / n;
    (((middle - half) / whole).max(0.0), ((middle + half) / whole).min(1.0))
}

/// What can be said of it.
#[must_use]
pub fn says(good: usize, of: usize) -> Says {
    let (low, high) = interval(good, of);
    if high - low > 0.5 {
        Says::TooFew
    } else if low > 0.5 {
        Says::Mostly
    } else if high < 0.5 {
        Says::Seldom
    } else {
        Says::Open
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: (f64, f64), told: (f64, f64)) -> bool {
        (found.0 - told.0).abs() < 0.0006 && (found.1 - told.1).abs() < 0.0006
    }

    // P6: values of R's prop.test(correct = FALSE) and of Newcombe 1998, table I (81 of 263, 15 of 148, 1 of 29).
    #[test]
    fn the_interval_is_the_published_one() {
        assert!(near(interval(81, 263), (0.2553, 0.3662)), "{:?}", interval(81, 263));
        assert!(near(interval(15, 148), (0.0624, 0.1605)), "{:?}", interval(15, 148));
        assert!(near(interval(1, 29), (0.0061, 0.1718)), "{:?}", interval(1, 29));
        assert!(near(interval(0, 20), (0.0, 0.1611)), "{:?}", interval(0, 20));
    }

    // P6
    #[test]
    fn a_few_say_little_and_many_say_more() {
        assert_eq!(says(4, 5), Says::TooFew);
        assert_eq!(says(0, 0), Says::TooFew);
        assert_eq!(says(9, 10), Says::Mostly);
        assert_eq!(says(1, 10), Says::Seldom);
        assert_eq!(says(12, 20), Says::Open);
    }

    // P6
    #[test]
    fn the_interval_holds_the_share_and_narrows_with_more() {
        for of in 1..60 {
            for good in 0..=of {
                let (low, high) = interval(good, of);
                let share = float(good) / float(of);
                assert!(0.0 <= low && low <= share + 1e-9 && share <= high + 1e-9 && high <= 1.0);
                let (low_more, high_more) = interval(good * 4, of * 4);
                assert!(high_more - low_more < high - low, "{good} of {of}");
            }
        }
    }
}
