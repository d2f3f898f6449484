//! The bytes of a cell, taken apart and put together.

use crate::suite::{FieldCipher, Suite};
use std::fmt;
use zeroize::Zeroizing;

/// The version this vault writes, and the only one it reads.
const VERSION: u8 = 1;

/// How many bytes a cell is longer than what it holds.
pub const OVERHEAD: usize = 1 + 1 + 4 + 12 + 16;

/// Why a cell did not open. Never carries a byte of the cell or of what it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unreadable {
    /// Too short, changed, or moved from another place.
    Damaged,
    /// Written by a version or with a suite that this program does not know.
    Unknown,
    /// Sealed with a key that this vault does not hold.
    OtherKey,
}

impl Unreadable {
    /// The message to show.
    #[must_use]
    pub const fn message_key(self) -> &'static str {
        match self {
            Self::Damaged => "vault-cell-damaged",
            Self::Unknown => "vault-cell-unknown",
            Self::OtherKey => "vault-cell-other-key",
        }
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.message_key())
    }
}

impl std::error::Error for Unreadable {}

/// The first six bytes: who sealed the cell, and how.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Head {
    pub(crate) suite: Suite,
    pub(crate) key_id: [u8; 4],
}

impl Head {
    pub(crate) const fn bytes(self) -> [u8; 6] {
        let [a, b, c, d] = self.key_id;
        [VERSION, self.suite.code(), a, b, c, d]
    }
}

/// A cell taken apart, its body still encrypted.
pub(crate) struct Parts<'a> {
    pub(crate) head: Head,
    nonce: [u8; 12],
    body: &'a [u8],
    tag: [u8; 16],
}

impl<'a> Parts<'a> {
    pub(crate) fn of(cell: &'a [u8]) -> Result<Self, Unreadable> {
        let (&[version, suite, ref key_id @ ..], rest) =
            cell.split_first_chunk::<6>().ok_or(Unreadable::Damaged)?;
        let (&nonce, rest) = rest.split_first_chunk::<12>().ok_or(Unreadable::Damaged)?;
        let (body, &tag) = rest.split_last_chunk::<16>().ok_or(Unreadable::Damaged)?;
        if version != VERSION {
            return Err(Unreadable::Unknown);
        }
        let suite = Suite::from_code(suite).ok_or(Unreadable::Unknown)?;
        Ok(Self { head: Head { suite, key_id: *key_id }, nonce, body, tag })
    }

    pub(crate) fn open(
        &self,
        cipher: &dyn FieldCipher,
        aad: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, Unreadable> {
        let mut plain = Zeroizing::new(self.body.to_vec());
        cipher.open_in_place(self.nonce, aad, &mut plain, self.tag).ok_or(Unreadable::Damaged)?;
        Ok(plain)
    }
}

/// Puts a cell together. The plaintext is encrypted inside the cell's own memory, so no copy of it stays behind.
pub(crate) fn seal(
    head: Head,
    cipher: &dyn FieldCipher,
    aad: &[u8],
    nonce: [u8; 12],
    plain: &[u8],
) -> Vec<u8> {
    let mut cell = Vec::with_capacity(OVERHEAD.saturating_add(plain.len()));
    cell.extend_from_slice(&head.bytes());
    cell.extend_from_slice(&nonce);
    cell.extend_from_slice(plain);
    let body = cell.get_mut(18..).unwrap_or_default();
    let tag = cipher.seal_in_place(nonce, aad, body);
    cell.extend_from_slice(&tag);
    cell
}
