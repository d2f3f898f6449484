//! When a reminder is due, and when it must be quiet: pure, from the time of day alone.

use jiff::civil::{Date, DateTime, Time};
use kernel::clock::days_after;

use super::Often;

/// What a school has settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Whether anything is sent at all.
    pub is_on: bool,
    /// When the morning's reminder is due.
    pub morning: Time,
    /// From this time of day on it is quiet …
    pub quiet_from: Time,
    /// … until this one. The same twice: it is never quiet.
    pub quiet_until: Time,
    /// How often the robots speak.
    pub robots: Often,
}

impl Default for Setting {
    /// Off; at half past seven; quiet from seven in the evening to seven in the morning.
    fn default() -> Self {
        let at = |hour, minute| Time::constant(hour, minute, 0, 0);
        Self {
            is_on: false,
            morning: at(7, 30),
            quiet_from: at(19, 0),
            quiet_until: at(7, 0),
            robots: Often::Daily,
        }
    }
}

impl Setting {
    /// Whether nothing may be sent at this time of day.
    #[must_use]
    pub fn is_quiet(&self, time: Time) -> bool {
        let (from, until) = (self.quiet_from, self.quiet_until);
        if from <= until { from <= time && time < until } else { from <= time || time < until }
    }

    /// When the quiet that holds now is over.
    #[must_use]
    pub fn quiet_ends(&self, now: DateTime) -> DateTime {
        let today = now.date().to_datetime(self.quiet_until);
        if today > now { today } else { days_after(now.date(), 1).to_datetime(self.quiet_until) }
    }

    /// Whether the reminder of this day is due by now.
    #[must_use]
    pub fn is_due(&self, time: Time) -> bool {
        self.is_on && time >= self.morning && !self.is_quiet(time)
    }
}

/// The name of the one reminder that a day or a week has: sending it twice is sending it once.
#[must_use]
pub fn slot(often: Often, today: Date) -> Option<String> {
    match often {
        Often::Off => None,
        Often::Daily => Some(format!("D{today}")),
        Often::Weekly => {
            let monday = days_after(today, -i64::from(today.weekday().to_monday_zero_offset()));
            Some(format!("W{monday}"))
        }
    }
}

/// How long to wait after so many attempts, in milliseconds: one minute, then twice as long each time, an hour at most.
#[must_use]
pub fn wait_after(attempts: u32) -> i64 {
    60_000 * i64::from(2_u32.saturating_pow(attempts.saturating_sub(1).min(6))).min(60)
}

/// So often it is tried.
pub const ATTEMPTS: u32 = 8;

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use super::{Often, Setting, slot, wait_after};

    // M2
    #[test]
    fn the_evening_and_the_night_are_quiet() {
        let setting = Setting { is_on: true, ..Setting::default() };
        for (hour, minute, quiet) in
            [(6, 59, true), (7, 0, false), (18, 59, false), (19, 0, true), (23, 30, true), (0, 0, true)]
        {
            assert_eq!(setting.is_quiet(time(hour, minute, 0, 0)), quiet, "{hour}:{minute}");
        }
        assert!(!setting.is_due(time(7, 29, 59, 0)) && setting.is_due(time(7, 30, 0, 0)));
        assert!(!setting.is_due(time(20, 0, 0, 0)));
        let evening = date(2026, 11, 20).at(21, 0, 0, 0);
        assert_eq!(setting.quiet_ends(evening), date(2026, 11, 21).at(7, 0, 0, 0));
        assert_eq!(setting.quiet_ends(date(2026, 11, 20).at(5, 0, 0, 0)), date(2026, 11, 20).at(7, 0, 0, 0));
        let noon =
            Setting { quiet_from: time(12, 0, 0, 0), quiet_until: time(14, 0, 0, 0), ..setting.clone() };
        assert!(noon.is_quiet(time(13, 0, 0, 0)) && !noon.is_quiet(time(23, 0, 0, 0)));
        let never = Setting { quiet_from: time(0, 0, 0, 0), quiet_until: time(0, 0, 0, 0), ..setting };
        assert!(!never.is_quiet(time(3, 0, 0, 0)));
    }

    #[test]
    fn a_week_has_one_reminder_and_patience_grows() {
        assert_eq!(slot(Often::Weekly, date(2026, 11, 20)), slot(Often::Weekly, date(2026, 11, 16)));
        assert_ne!(slot(Often::Weekly, date(2026, 11, 23)), slot(Often::Weekly, date(2026, 11, 20)));
        assert_eq!(slot(Often::Off, date(2026, 11, 20)), None);
        assert_eq!([1, 2, 3, 7, 20].map(wait_after), [60_000, 120_000, 240_000, 3_600_000, 3_600_000]);
    }
}
