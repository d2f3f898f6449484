//! What a checklist is, and what is said of the days a child has behind it: days done are counted, days missed are not.

use jiff::civil::Weekday;
use kernel::{ChecklistId, ClassId, Day, clock::days_after};

/// Items of a list, at most: each is a bit of a number that the database keeps.
pub const ITEMS: usize = 20;

/// A daily checklist (P5).
#[derive(Clone, Debug)]
pub struct Checklist {
    /// The id.
    pub id: ChecklistId,
    /// For this class; nothing when it is for children by name.
    pub class: Option<ClassId>,
    /// What it is called.
    pub name: String,
    /// What is to be done each day.
    pub items: Vec<String>,
    /// First day.
    pub from_on: Day,
    /// Last day.
    pub until_on: Day,
}

impl Checklist {
    /// Whether it runs on a day.
    #[must_use]
    pub fn runs_on(&self, day: Day) -> bool {
        self.from_on <= day && day <= self.until_on
    }
}

/// Whether the item counted from 0 is in what was done.
#[must_use]
pub fn has(done: i64, item: usize) -> bool {
    u32::try_from(item).is_ok_and(|item| item < 63 && done >> item & 1 == 1)
}

/// The number that stands for these items; what is no item of a list is left out.
#[must_use]
pub fn bits(items: impl IntoIterator<Item = usize>) -> i64 {
    items.into_iter().filter(|item| *item < ITEMS).fold(0, |bits, item| bits | 1 << item)
}

/// What stands after somebody changed what was on the page: an item that was ticked there is ticked, one that was unticked is
/// not, and every other stays as somebody else may have set it meanwhile. Without what stood on the page, what was ticked is all.
#[must_use]
pub fn merged(now: i64, stood: Option<i64>, done: i64) -> i64 {
    (now & !taken(stood, done)) | done
}

/// The items that were taken away.
#[must_use]
pub fn taken(stood: Option<i64>, done: i64) -> i64 {
    stood.map_or(!done, |stood| stood & !done)
}

/// What one can say of a child's days: how many, and how many in a row until now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Streak {
    /// Days on which something was done.
    pub days: i64,
    /// Of those, in a row until today. A weekend is no gap, and today is not over.
    pub in_a_row: i64,
}

/// Counts the days on which something was done. There is no word here for a day on which nothing was: a row that ended
/// is a row that begins again.
#[must_use]
pub fn streak(mut days: Vec<Day>, today: Day) -> Streak {
    days.retain(|day| *day <= today);
    days.sort_unstable();
    days.dedup();
    let mut streak = Streak { days: days.len().try_into().unwrap_or(i64::MAX), in_a_row: 0 };
    let mut after = today;
    for day in days.into_iter().rev() {
        let follows = day == today || only_weekend_between(day, after);
        if !follows {
            break;
        }
        streak.in_a_row += 1;
        after = day;
    }
    streak
}

/// The Monday of a week.
#[must_use]
pub fn monday_of(day: Day) -> Day {
    days_after(day, -i64::from(day.weekday().to_monday_zero_offset()))
}

/// Whether no day from Monday to Friday lies between two days.
fn only_weekend_between(first: Day, second: Day) -> bool {
    let mut day = days_after(first, 1);
    while day < second {
        if !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) {
            return false;
        }
        day = days_after(day, 1);
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    // 20 November 2026 is a Friday.
    fn days(numbers: &[i8]) -> Vec<Day> {
        numbers.iter().map(|day| date(2026, 11, *day)).collect()
    }

    // P5
    #[test]
    fn a_weekend_is_no_gap_and_today_is_not_over() {
        let today = date(2026, 11, 20);
        assert_eq!(streak(days(&[12, 13, 16, 17, 18, 19]), today), Streak { days: 6, in_a_row: 6 });
        assert_eq!(streak(days(&[18, 19, 20]), today), Streak { days: 3, in_a_row: 3 });
    }

    #[test]
    fn after_a_gap_the_days_still_count() {
        let today = date(2026, 11, 20);
        assert_eq!(streak(days(&[9, 10, 11, 17, 18]), today), Streak { days: 5, in_a_row: 0 });
        assert_eq!(streak(days(&[9, 10, 11, 20]), today), Streak { days: 4, in_a_row: 1 });
        assert_eq!(streak(Vec::new(), today), Streak::default());
    }

    #[test]
    fn a_saturday_that_was_done_counts_and_one_that_was_not_is_passed_over() {
        let monday = date(2026, 11, 23);
        assert_eq!(streak(days(&[19, 20, 21, 23]), monday).in_a_row, 4);
        assert_eq!(streak(days(&[19, 20, 23]), monday).in_a_row, 3);
        assert_eq!(streak(days(&[19, 23]), monday).in_a_row, 1, "Friday lies between");
    }

    #[test]
    fn a_day_entered_twice_or_in_the_future_counts_as_it_should() {
        assert_eq!(streak(days(&[20, 20, 21]), date(2026, 11, 20)), Streak { days: 1, in_a_row: 1 });
    }

    #[test]
    fn two_who_tick_one_day_lose_nothing_of_each_other() {
        // The page showed item 0; meanwhile item 1 was ticked at home; here item 2 is ticked and 0 taken away.
        assert_eq!(merged(0b011, Some(0b001), 0b100), 0b110);
        // What was ticked on both pages stands once, what nobody touched stays.
        assert_eq!(merged(0b011, Some(0b000), 0b001), 0b011);
        assert_eq!(merged(0b011, None, 0b100), 0b100);
    }

    #[test]
    fn items_survive_as_bits() {
        let done = bits([0, 3, 7, 64]);
        let back: Vec<usize> = (0..ITEMS).filter(|item| has(done, *item)).collect();
        assert_eq!(back, [0, 3, 7]);
        assert!(!has(done, 200) && !has(0, 0));
    }
}
