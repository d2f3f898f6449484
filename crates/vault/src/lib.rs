//! The vault: what is confidential lies encrypted in its field, under a key that is not in the database.
//!
//! # What is used
//!
//! | use | suite 1 | suite 2 (国密) | source |
//! |---|---|---|---|
//! | sealing a field | AES-256-GCM | SM4-GCM | NIST SP 800-38D; RFC 8998, GB/T 32907 |
//! | deriving keys | HKDF-SHA-256 | HKDF-SM3 | RFC 5869; GB/T 32905 |
//! | blind index | HMAC-SHA-256 | HMAC-SM3 | RFC 2104 |
//! | check line of the key file | SHA-256 | SHA-256 | against damage, not against an attacker |
//!
//! Nothing else. SM2 is not used by the product, so no test speaks of it. Suite 2 follows the published national
//! algorithms in software; it is **not a certified cryptographic product**, and a school that must pass 密评 needs
//! one. The SM4 tables are not constant-time towards somebody who already runs programs on the same machine.
//!
//! # Layout of a cell
//!
//! ```text
//! cell = ver(1) suite(1) key_id(4) nonce(12) ciphertext tag(16)
//! AAD  = ver suite key_id | schema(2) | school(8) | row(16) | level(1) | compartment(1) | table 0xFF column
//! ```
//!
//! Integers are big-endian. `0xFF` cannot occur in UTF-8, so no two places have the same bytes.
//!
//! # Keys
//!
//! ```text
//! root         32 bytes, from the key file
//! prk          HKDF-Extract(salt = "chunyu vault 1 " suite name, root)
//! compartment  HKDF-Expand(prk, "compartment " name), 32 bytes
//! index        HKDF-Expand(prk, "index"), 32 bytes
//! row          HKDF-Expand(compartment, "row" school row table), 32 bytes (suite 1) or 16 (suite 2)
//! key_id       HKDF-Expand(prk of suite 1, "key id"), 4 bytes, no secret
//! ```
//!
//! A key per row keeps the random 96-bit nonces far from their limit: the 2³² seals that SP 800-38D allows are per
//! row here.
//!
//! # What it does not do
//!
//! * Every compartment's key comes from the one root key, so whoever holds the key file and the database reads every
//!   compartment. Compartments keep cells apart; they are not yet wrapped to the persons entitled to them.
//! * An older cell put back at its own place (same row, same column, same label) opens: it is a true cell. Noticing
//!   that is the audit log's work.
//! * The nonce is handed in. The vault has no chance of its own, and repeating a nonce in one row is the caller's
//!   fault that no test here can undo.
//! * Keys are wiped from where they are kept. Copies that a call leaves on the stack while it runs are not.

mod cell;
mod key_file;
mod keys;
mod place;
mod row;
mod suite;
mod vault;

#[cfg(test)]
mod published_vectors;

pub use cell::{OVERHEAD, Unreadable};
pub use key_file::{KeyFileError, KeyFileProblem, create_key_file, load_key_file};
pub use place::{Compartment, Label, Place};
pub use row::RowKey;
pub use suite::Suite;
pub use vault::Vault;
pub use zeroize::Zeroizing;
