//! The key of one row, made once and used for many columns.

use crate::cell::{self, Head, Parts, Unreadable};
use crate::place::{Label, Place};
use crate::suite::RowCipher;
use crate::vault::{Vault, text};
use zeroize::Zeroizing;

/// The key of one row under one label. Making it costs about as much as opening a short cell, so a page that opens
/// several columns of a row keeps it.
pub struct RowKey<'t> {
    pub(crate) vault: Vault,
    pub(crate) at: Place<'t>,
    pub(crate) head: Head,
    pub(crate) cipher: RowCipher,
}

impl RowKey<'_> {
    /// Seals one column. See [`Vault::seal`].
    #[must_use]
    pub fn seal(&self, column: &str, nonce: [u8; 12], plain: &[u8]) -> Vec<u8> {
        let aad = self.place(column).bind(&self.head.bytes());
        cell::seal(self.head, &*self.cipher, &aad, nonce, plain)
    }

    /// Seals one column of text.
    #[must_use]
    pub fn seal_text(&self, column: &str, nonce: [u8; 12], plain: &str) -> Vec<u8> {
        self.seal(column, nonce, plain.as_bytes())
    }

    /// Opens one column.
    ///
    /// # Errors
    /// See [`Vault::open`].
    pub fn open(&self, column: &str, cell: &[u8]) -> Result<Zeroizing<Vec<u8>>, Unreadable> {
        let parts = Parts::of(cell)?;
        let aad = self.place(column).bind(&parts.head.bytes());
        if parts.head == self.head {
            return parts.open(&*self.cipher, &aad);
        }
        parts.open(&*self.vault.cipher(parts.head, &self.at)?, &aad)
    }

    /// Opens one column of text.
    ///
    /// # Errors
    /// See [`Vault::open`]; bytes that are not text are [`Unreadable::Damaged`].
    pub fn open_text(&self, column: &str, cell: &[u8]) -> Result<String, Unreadable> {
        self.open(column, cell).and_then(text)
    }

    /// The label that this key was made for.
    #[must_use]
    pub const fn label(&self) -> Label {
        self.at.label
    }

    fn place<'c>(&'c self, column: &'c str) -> Place<'c> {
        Place { column, ..self.at }
    }
}

impl std::fmt::Debug for RowKey<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RowKey").field("table", &self.at.table).finish_non_exhaustive()
    }
}
