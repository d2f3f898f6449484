//! The vault itself.

use crate::cell::{Head, Unreadable};
use crate::keys::Keys;
use crate::place::{Label, Place};
use crate::row::RowKey;
use crate::suite::{RowCipher, Suite};
use std::fmt;
use std::sync::Arc;
use zeroize::{Zeroize, Zeroizing};

/// Seals and opens fields. Cheap to clone; the keys are wiped when the last clone is dropped.
#[derive(Clone)]
pub struct Vault {
    suite: Suite,
    keys: Arc<Keys>,
    older: Arc<[Arc<Keys>]>,
}

impl Vault {
    /// A vault from its 256-bit root key, sealing with `suite` and opening both.
    #[must_use]
    pub fn from_root(root: &[u8; 32], suite: Suite) -> Self {
        Self { suite, keys: Arc::new(Keys::of(root)), older: Arc::new([]) }
    }

    /// This vault, also opening what `retired` opens. For the time of a key rotation.
    #[must_use]
    pub fn also_opening(&self, retired: &Self) -> Self {
        let older = self.older.iter().chain(std::iter::once(&retired.keys)).chain(retired.older.iter());
        Self { suite: self.suite, keys: Arc::clone(&self.keys), older: older.cloned().collect() }
    }

    /// The suite that seals.
    #[must_use]
    pub const fn suite(&self) -> Suite {
        self.suite
    }

    /// The identifier of the key that seals: no secret, printed on the key's paper and kept in each cell.
    #[must_use]
    pub fn key_id(&self) -> [u8; 4] {
        self.keys.id
    }

    /// Whether a cell was sealed with the present key and suite, or is left over from before a rotation.
    #[must_use]
    pub fn is_current(&self, cell: &[u8]) -> bool {
        cell.starts_with(&self.keys.head(self.suite).bytes())
    }

    /// Seals one cell. The nonce must be fresh chance: never the same twice for a row.
    #[must_use]
    pub fn seal(&self, place: &Place<'_>, nonce: [u8; 12], plain: &[u8]) -> Vec<u8> {
        self.row(place.school, place.table, place.row, place.label).seal(place.column, nonce, plain)
    }

    /// Seals one cell of text.
    #[must_use]
    pub fn seal_text(&self, place: &Place<'_>, nonce: [u8; 12], plain: &str) -> Vec<u8> {
        self.seal(place, nonce, plain.as_bytes())
    }

    /// Opens one cell that was sealed for exactly this place.
    ///
    /// # Errors
    /// [`Unreadable::Damaged`] when a bit differs or the cell belongs elsewhere, [`Unreadable::Unknown`] for another
    /// version or suite, [`Unreadable::OtherKey`] when the vault lacks the key. None shows what the cell holds.
    pub fn open(&self, place: &Place<'_>, cell: &[u8]) -> Result<Zeroizing<Vec<u8>>, Unreadable> {
        let parts = crate::cell::Parts::of(cell)?;
        let cipher = self.cipher(parts.head, place)?;
        parts.open(&*cipher, &place.bind(&parts.head.bytes()))
    }

    /// Opens one cell of text.
    ///
    /// # Errors
    /// See [`Vault::open`]; bytes that are not text are [`Unreadable::Damaged`].
    pub fn open_text(&self, place: &Place<'_>, cell: &[u8]) -> Result<String, Unreadable> {
        self.open(place, cell).and_then(text)
    }

    /// The key of one row under one label, for several columns.
    #[must_use]
    pub fn row<'t>(&self, school: i64, table: &'t str, row: [u8; 16], label: Label) -> RowKey<'t> {
        let cipher = self.keys.tree(self.suite).row(label.compartment, school, &row, table);
        let at = Place { school, table, row, column: "", label };
        RowKey { vault: self.clone(), at, head: self.keys.head(self.suite), cipher }
    }

    /// The blind index of a value: equal for equal values of one field in one school, and nothing else to be learnt
    /// without the key. 128 bits of an HMAC under a key of its own. The caller brings the value into its one form
    /// first. It follows the key and the suite, so a rotation computes it anew.
    #[must_use]
    pub fn index(&self, school: i64, field: &str, normalised: &str) -> [u8; 16] {
        self.keys.tree(self.suite).index(school, field, normalised)
    }

    pub(crate) fn cipher(&self, head: Head, at: &Place<'_>) -> Result<RowCipher, Unreadable> {
        let mut held = std::iter::once(&self.keys).chain(self.older.iter());
        let keys = held.find(|keys| keys.id == head.key_id).ok_or(Unreadable::OtherKey)?;
        Ok(keys.tree(head.suite).row(at.label.compartment, at.school, &at.row, at.table))
    }
}

impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Vault").field("suite", &self.suite).finish_non_exhaustive()
    }
}

/// Bytes that were opened, as text. What is not text is wiped.
pub(crate) fn text(mut plain: Zeroizing<Vec<u8>>) -> Result<String, Unreadable> {
    String::from_utf8(std::mem::take(&mut *plain)).map_err(|error| {
        error.into_bytes().zeroize();
        Unreadable::Damaged
    })
}
