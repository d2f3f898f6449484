//! How labels fade (C6): what a school once said of a child is looked at again on a day, and ends by itself when nobody
//! does. Until that day it holds; for [`GRACE_DAYS`] more it waits to be looked at and still counts; then it counts no
//! longer. Nothing is erased: what was a category is sealed, and opened with a reason.

use kernel::{Day, clock::days_after};

/// For how many days after its review day something still counts.
pub const GRACE_DAYS: i64 = 30;

/// How a label stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It holds.
    Holds,
    /// Its day has come: it counts until [`last_day`].
    Waits,
    /// Nobody looked: it counts no longer.
    Faded,
}

/// The last day on which something counts that is to be looked at again on this day.
#[must_use]
pub fn last_day(review_on: Day) -> Day {
    days_after(review_on, GRACE_DAYS)
}

/// The earliest review day of what still counts on this day: `review_on is null or review_on >= earliest`.
#[must_use]
pub fn earliest(day: Day) -> Day {
    days_after(day, -GRACE_DAYS)
}

/// How something stands that is to be looked at again on a day, or on none.
#[must_use]
pub fn standing(review_on: Option<Day>, today: Day) -> Standing {
    match review_on {
        Some(day) if today > last_day(day) => Standing::Faded,
        Some(day) if today >= day => Standing::Waits,
        _ => Standing::Holds,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    // C6
    #[test]
    fn what_nobody_looks_at_again_counts_for_a_month_and_no_longer() {
        let review = date(2026, 10, 21);
        let stands = |day| standing(Some(review), day);
        assert_eq!(stands(date(2026, 10, 20)), Standing::Holds);
        assert_eq!(stands(review), Standing::Waits);
        assert_eq!(stands(date(2026, 11, 20)), Standing::Waits);
        assert_eq!(stands(date(2026, 11, 21)), Standing::Faded);
        assert_eq!(standing(None, date(2030, 1, 1)), Standing::Holds);
        assert!(earliest(date(2026, 11, 20)) <= review && earliest(date(2026, 11, 21)) > review);
    }
}
