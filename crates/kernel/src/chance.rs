//! Chance is handed in: the system's for real work, a seeded one for the demonstration school and tests.

use std::sync::{Arc, Mutex};

use rand::rngs::{StdRng, SysRng};
use rand::{Rng, SeedableRng, TryRng};
use uuid::Uuid;

use crate::Instant;

/// A source of random bytes and new ids. Cheap to clone.
#[derive(Clone)]
pub struct Chance(Source);

#[derive(Clone)]
enum Source {
    System,
    Seeded(Arc<Mutex<StdRng>>),
}

impl Chance {
    /// The operating system's randomness: for secrets, nonces and ids of a real school.
    #[must_use]
    pub fn system() -> Self {
        Self(Source::System)
    }

    /// The same numbers for the same seed: never for secrets of a real school.
    #[must_use]
    pub fn seeded(seed: u64) -> Self {
        Self(Source::Seeded(Arc::new(Mutex::new(StdRng::seed_from_u64(seed)))))
    }

    /// `N` random bytes.
    ///
    /// # Panics
    /// When the operating system has no randomness to give: nothing safe can be done then.
    #[must_use]
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        match &self.0 {
            Source::System => {
                if SysRng.try_fill_bytes(&mut bytes).is_err() {
                    panic!("the operating system gives no randomness");
                }
            }
            Source::Seeded(rng) => match rng.lock() {
                Ok(mut rng) => rng.fill_bytes(&mut bytes),
                Err(poisoned) => poisoned.into_inner().fill_bytes(&mut bytes),
            },
        }
        bytes
    }

    /// A password that can be read over the telephone: groups of letters and digits that do not look alike.
    #[must_use]
    pub fn password(&self) -> String {
        const SIGNS: &[u8] = b"abcdefghjkmnpqrstuvwxyz23456789";
        let mut text = String::new();
        for (at, byte) in self.bytes::<20>().iter().enumerate() {
            if at > 0 && at % 5 == 0 {
                text.push('-');
            }
            let sign = SIGNS.get(usize::from(*byte) % SIGNS.len());
            text.push(sign.map_or('x', |sign| char::from(*sign)));
        }
        text
    }

    /// A number below `bound` (0 when `bound` is 0). The slight unevenness of the remainder is of no matter here.
    #[must_use]
    pub fn below(&self, bound: u64) -> u64 {
        u64::from_le_bytes(self.bytes()).checked_rem(bound).unwrap_or(0)
    }

    /// A new time-ordered id (UUID version 7, RFC 9562).
    #[must_use]
    pub fn uuid(&self, now: Instant) -> Uuid {
        let millis = u64::try_from(now.0).unwrap_or(0);
        uuid::Builder::from_unix_timestamp_millis(millis, &self.bytes()).into_uuid()
    }
}
