//! Time is handed in. A room asks the `Clock` it was given; tests and the demonstration school set its day.

use jiff::{Span, Timestamp, civil, tz::TimeZone};

/// A calendar day as people mean it, written `YYYY-MM-DD` in the database.
pub type Day = civil::Date;

/// The day that stands for "no end yet" in `until_on` columns: one comparison serves open and ended facts.
pub const FOREVER: Day = civil::date(9999, 12, 31);

/// The one time zone of the product's users.
const ZONE: &str = "Asia/Shanghai";

/// An instant: milliseconds since 1970 in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(pub i64);

impl Instant {
    /// The wall clock of Shanghai at this instant.
    #[must_use]
    pub fn local(self) -> civil::DateTime {
        let stamp = Timestamp::from_millisecond(self.0).unwrap_or(Timestamp::UNIX_EPOCH);
        stamp.to_zoned(zone()).datetime()
    }

    /// The day in Shanghai at this instant.
    #[must_use]
    pub fn day(self) -> Day {
        self.local().date()
    }

    /// The instant of a wall-clock time in Shanghai.
    #[must_use]
    pub fn at(time: civil::DateTime) -> Self {
        let stamp = time.to_zoned(zone()).map(|z| z.timestamp()).unwrap_or(Timestamp::UNIX_EPOCH);
        Self(stamp.as_millisecond())
    }

    /// This instant moved by so many milliseconds.
    #[must_use]
    pub fn plus(self, milliseconds: i64) -> Self {
        Self(self.0.saturating_add(milliseconds))
    }
}

fn zone() -> TimeZone {
    static ZONE_CELL: std::sync::OnceLock<TimeZone> = std::sync::OnceLock::new();
    ZONE_CELL.get_or_init(|| TimeZone::get(ZONE).unwrap_or(TimeZone::fixed(jiff::tz::offset(8)))).clone()
}

/// Where the time comes from.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    shift_ms: i64,
}

impl Clock {
    /// The machine's clock.
    #[must_use]
    pub fn system() -> Self {
        Self { shift_ms: 0 }
    }

    /// The machine's time of day on another day: the school day of `--today` and of the tests.
    #[must_use]
    pub fn on(day: Day) -> Self {
        let now = Self::system().now();
        let days = (day - now.day()).get_days();
        Self { shift_ms: i64::from(days) * 86_400_000 }
    }

    /// The instant now.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "the one place that asks the machine")]
    pub fn now(&self) -> Instant {
        Instant(Timestamp::now().as_millisecond()).plus(self.shift_ms)
    }

    /// The school day now, in Shanghai.
    #[must_use]
    pub fn today(&self) -> Day {
        self.now().day()
    }
}

/// The day so many days later (or earlier), staying inside the calendar.
#[must_use]
pub fn days_after(day: Day, days: i64) -> Day {
    day.saturating_add(Span::new().days(days))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_at_midnight_in_shanghai() {
        let midnight = civil::date(2026, 9, 1).at(0, 0, 0, 0);
        assert_eq!(Instant::at(midnight).day(), civil::date(2026, 9, 1));
        assert_eq!(Instant::at(midnight).plus(-1).day(), civil::date(2026, 8, 31));
    }

    #[test]
    fn a_set_day_is_the_day() {
        let day = civil::date(2026, 11, 20);
        assert_eq!(Clock::on(day).today(), day);
    }
}
