//! One root key and what is made from it. The module's root documentation shows the tree.

use crate::cell::Head;
use crate::place::Compartment;
use crate::suite::{KeyedHash, Prk, RowCipher, Suite};

/// Everything made from one root key, for both suites.
pub(crate) struct Keys {
    pub(crate) id: [u8; 4],
    aes: Tree,
    sm4: Tree,
}

impl Keys {
    pub(crate) fn of(root: &[u8; 32]) -> Self {
        let aes = prk(Suite::Aes256Gcm, root);
        let sm4 = prk(Suite::Sm4Gcm, root);
        Self { id: *aes.expand(&[b"key id"]), aes: Tree::of(&aes), sm4: Tree::of(&sm4) }
    }

    pub(crate) const fn head(&self, suite: Suite) -> Head {
        Head { suite, key_id: self.id }
    }

    pub(crate) const fn tree(&self, suite: Suite) -> &Tree {
        match suite {
            Suite::Aes256Gcm => &self.aes,
            Suite::Sm4Gcm => &self.sm4,
        }
    }
}

/// The key identifier of a root key, without the rest of its tree.
pub(crate) fn id_of(root: &[u8; 32]) -> [u8; 4] {
    *prk(Suite::Aes256Gcm, root).expand(&[b"key id"])
}

fn prk(suite: Suite, root: &[u8; 32]) -> Prk {
    Prk::extract(suite, format!("chunyu vault 1 {}", suite.name()).as_bytes(), root)
}

/// The keys of one suite, each keyed once so that a row costs a single short hash.
pub(crate) struct Tree {
    compartments: [Prk; 7],
    index: KeyedHash,
}

impl Tree {
    fn of(prk: &Prk) -> Self {
        Self {
            compartments: Compartment::ALL.map(|c| prk.child(&[b"compartment ", c.name().as_bytes()])),
            index: prk.mac(&[b"index"]),
        }
    }

    /// The cipher of one row in one compartment.
    pub(crate) fn row(
        &self,
        compartment: Compartment,
        school: i64,
        row: &[u8; 16],
        table: &str,
    ) -> RowCipher {
        self.compartment(compartment).cipher(&[b"row", &school.to_be_bytes(), row, table.as_bytes()])
    }

    /// The first 128 bits of the HMAC of school, field and value.
    pub(crate) fn index(&self, school: i64, field: &str, value: &str) -> [u8; 16] {
        let whole = self.index.of(&[&school.to_be_bytes(), field.as_bytes(), &[0xFF], value.as_bytes()]);
        let mut short = [0; 16];
        short.iter_mut().zip(whole).for_each(|(to, from)| *to = from);
        short
    }

    const fn compartment(&self, compartment: Compartment) -> &Prk {
        let [general, aid, med, psy, crisis, protect, staff] = &self.compartments;
        match compartment {
            Compartment::Gen => general,
            Compartment::Aid => aid,
            Compartment::Med => med,
            Compartment::Psy => psy,
            Compartment::Crisis => crisis,
            Compartment::Protect => protect,
            Compartment::Staff => staff,
        }
    }
}
