//! Chance is handed in: the system's for real work, a seeded one for the demonstration school and tests.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rand::rngs::{StdRng, SysRng};
use rand::{Rng, SeedableRng, TryRng};
use uuid::Uuid;

use crate::Instant;

/// A source of random bytes and new ids. Cheap to clone.
#[derive(Clone)]
pub struct Chance(Source);

#[derive(Clone)]
enum Source {
    System(Arc<Mutex<Drawn>>),
    Seeded(Arc<Mutex<StdRng>>),
}

/// Randomness drawn from the operating system beforehand: asking it for each nonce of an import costs more than the
/// sealing. What was handed out is wiped here.
struct Drawn {
    bytes: [u8; DRAWN],
    /// Where what was not handed out yet begins.
    at: usize,
    /// The millisecond of the last id, and the count within it.
    last: (u64, u32),
}

/// How much is drawn at once.
const DRAWN: usize = 1024;

impl Drawn {
    fn fill(&mut self, wanted: &mut [u8]) {
        if wanted.len() > DRAWN {
            return draw(wanted);
        }
        if self.at + wanted.len() > DRAWN {
            draw(&mut self.bytes);
            self.at = 0;
        }
        let end = self.at + wanted.len();
        if let Some(there) = self.bytes.get_mut(self.at..end) {
            wanted.copy_from_slice(there);
            there.fill(0);
        }
        self.at = end;
    }

    /// The count of the next id of a millisecond: ids that are made together stand together, in their order, so that the
    /// rows of an import are written one behind the other (RFC 9562, 6.2, method 1).
    fn count(&mut self, millis: u64) -> u32 {
        let (last, count) = self.last;
        let count = if last == millis {
            count.wrapping_add(1)
        } else {
            let mut first = [0; 4];
            self.fill(&mut first);
            // Far from the end, so that a long import does not begin anew.
            u32::from_le_bytes(first) >> 1
        };
        self.last = (millis, count);
        count
    }
}

fn draw(bytes: &mut [u8]) {
    if SysRng.try_fill_bytes(bytes).is_err() {
        panic!("the operating system gives no randomness");
    }
}

impl Chance {
    /// The operating system's randomness: for secrets, nonces and ids of a real school.
    #[must_use]
    pub fn system() -> Self {
        Self(Source::System(Arc::new(Mutex::new(Drawn { bytes: [0; DRAWN], at: DRAWN, last: (0, 0) }))))
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
            Source::System(drawn) => held(drawn).fill(&mut bytes),
            Source::Seeded(rng) => held(rng).fill_bytes(&mut bytes),
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

    /// A new time-ordered id (UUID version 7, RFC 9562). Those of one millisecond are in order too, but for a seeded
    /// chance.
    #[must_use]
    pub fn uuid(&self, now: Instant) -> Uuid {
        let millis = u64::try_from(now.0).unwrap_or(0);
        let mut random: [u8; 10] = self.bytes();
        if let Source::System(drawn) = &self.0 {
            let [a, b, c, d] = held(drawn).count(millis).to_be_bytes();
            // Twelve bits before the variant and twenty behind it; version and variant are set over the gaps.
            let [first, second, third, fourth, fifth, ..] = &mut random;
            *first = a >> 4;
            *second = a << 4 | b >> 4;
            *third = (b & 0x0F) << 2 | c >> 6;
            *fourth = c << 2 | d >> 6;
            *fifth = d << 2 | (*fifth & 0x03);
        }
        uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
    }
}

fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_that_are_made_together_stand_in_their_order() {
        let (chance, now) = (Chance::system(), Instant(1_795_000_000_000));
        let ids: Vec<Uuid> = (0..10_000).map(|_| chance.uuid(now)).collect();
        assert!(ids.is_sorted_by(|one, next| one < next));
        assert!(ids.iter().all(|id| id.get_version_num() == 7 && id.get_variant() == uuid::Variant::RFC4122));
    }

    #[test]
    fn nothing_is_handed_out_twice() {
        let chance = Chance::system();
        let mut drawn: Vec<[u8; 12]> = (0..1_000).map(|_| chance.bytes()).collect();
        drawn.sort_unstable();
        drawn.dedup();
        assert_eq!(drawn.len(), 1_000);
    }
}
