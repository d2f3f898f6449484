//! Chance in the forms that a made-up school needs.

use kernel::{Chance, Instant};
use uuid::Uuid;

/// Seeded dice.
#[derive(Clone)]
pub struct Dice(Chance);

impl Dice {
    /// The dice of one school: the same for the same seed and school, however many schools are made.
    pub fn of(seed: u64, school: i64) -> Self {
        let school = u64::try_from(school).unwrap_or(0);
        Self(Chance::seeded(seed.wrapping_mul(1_000_003).wrapping_add(school)))
    }

    /// From `low` to `high`, both included.
    pub fn between(&self, low: i64, high: i64) -> i64 {
        let width = u64::try_from(high.saturating_sub(low).saturating_add(1)).unwrap_or(1);
        low.saturating_add(i64::try_from(self.0.below(width)).unwrap_or(0))
    }

    /// True so many times of a thousand.
    pub fn chance(&self, permille: i64) -> bool {
        self.between(0, 999) < permille
    }

    /// One of them; `None` of none.
    pub fn pick<'t, T>(&self, list: &'t [T]) -> Option<&'t T> {
        let at = self.0.below(u64::try_from(list.len()).unwrap_or(0));
        list.get(usize::try_from(at).unwrap_or(0))
    }

    /// One of the words.
    pub fn word(&self, list: &[&'static str]) -> &'static str {
        self.pick(list).copied().unwrap_or_default()
    }

    /// About normal: mean 0, most within `spread` either way.
    pub fn around(&self, spread: i64) -> i64 {
        let throw = || self.between(-spread, spread);
        throw().saturating_add(throw()).saturating_add(throw()) / 3
    }

    /// A new id, ordered by the time.
    pub fn uuid(&self, at: Instant) -> Uuid {
        self.0.uuid(at)
    }

    /// Bytes for a nonce or a salt.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        self.0.bytes()
    }
}
