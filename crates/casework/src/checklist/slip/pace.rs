//! How often one link may be used: a family needs it a few times a day, a program that plays with it a thousand times.

use kernel::Instant;

/// So often within [`WHILE`].
pub(super) const OFTEN: i64 = 60;
/// Ten minutes.
const WHILE: i64 = 10 * 60 * 1000;

/// Since when the uses of a link are counted, and how many they are.
pub(super) type Count = (Instant, i64);

/// The count with one use more; nothing when that is too often.
pub(super) fn one_more((since, uses): Count, now: Instant) -> Option<Count> {
    // A clock that went back shuts nobody out: the count begins anew.
    let goes_on = (0..WHILE).contains(&now.0.saturating_sub(since.0));
    let (since, uses) = if goes_on { (since, uses) } else { (now, 0) };
    (uses < OFTEN).then_some((since, uses + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_used_so_often_and_again_after_a_while() {
        let now = Instant(1_795_000_000_000);
        let used = (0..OFTEN).try_fold((Instant(0), 0), |count, _| one_more(count, now));
        assert_eq!(used, Some((now, OFTEN)));
        let full = used.unwrap_or((now, 0));
        assert_eq!(one_more(full, Instant(now.0 + 1)), None);
        let later = Instant(now.0 + WHILE);
        assert_eq!(one_more(full, later), Some((later, 1)), "the count begins anew");
        assert!(one_more(full, Instant(now.0 - 1)).is_some(), "a clock that went back");
    }
}
