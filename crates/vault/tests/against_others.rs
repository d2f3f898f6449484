//! EN-01, second half: 20,000 random cells, 10,000 SM3 hashes, 10,000 SM4 blocks and 2,000 indexes, compared with
//! OpenSSL and with implementations in Python that share no line with ours. `reference.py` recomputes each cell from
//! its documentation alone: keys, associated data, layout.
//!
//! The interpreter is `CHUNYU_PYTHON`, else `python3`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions)]

use sha2::{Digest, Sha256};
use sm4::cipher::{BlockCipherEncrypt, KeyInit};
use std::fmt::Write;
use std::process::Command;
use vault::{Compartment, Label, Place, Suite, Vault};

const EACH: usize = 10_000;

/// Random bytes that are the same at each run, so that a difference can be looked at again.
struct Random {
    counter: u64,
    left: Vec<u8>,
}

impl Random {
    fn bytes(&mut self, length: usize) -> Vec<u8> {
        while self.left.len() < length {
            self.counter += 1;
            self.left.extend(Sha256::digest(self.counter.to_be_bytes()));
        }
        self.left.drain(..length).collect()
    }

    fn fixed<const N: usize>(&mut self) -> [u8; N] {
        self.bytes(N).try_into().unwrap()
    }

    fn below(&mut self, limit: usize) -> usize {
        u32::from_be_bytes(self.fixed()) as usize % limit
    }

    /// Mostly short as fields are; now and then of a note's length.
    fn content(&mut self) -> Vec<u8> {
        let length = if self.below(50) == 0 { self.below(1200) } else { self.below(60) };
        self.bytes(length)
    }

    fn name(&mut self) -> String {
        let length = self.below(24);
        (0..length).map(|_| ['a', 'z', '_', '9', '雨'][self.below(5)]).collect()
    }
}

fn line(batch: &mut String, kind: &str, fields: &[&[u8]]) {
    batch.push_str(kind);
    for field in fields {
        batch.push('\t');
        field.iter().for_each(|byte| write!(batch, "{byte:02x}").unwrap());
    }
    batch.push('\n');
}

fn cell(batch: &mut String, random: &mut Random, suite: Suite) {
    let (root, row, nonce) = (random.fixed::<32>(), random.fixed(), random.fixed());
    let (table, column, plain) = (random.name(), random.name(), random.content());
    let (school, level) = (i64::from_be_bytes(random.fixed()), random.below(4) as u8);
    let compartment = Compartment::ALL[random.below(7)];
    let place = Place { school, table: &table, row, column: &column, label: Label { level, compartment } };
    let sealed = Vault::from_root(&root, suite).seal(&place, nonce, &plain);
    let (names, school) = ((table.as_bytes(), column.as_bytes()), school.to_be_bytes());
    line(
        batch,
        "cell",
        &[
            &[suite.code()],
            &root,
            &school,
            names.0,
            &row,
            names.1,
            &[level],
            &[compartment.code()],
            &nonce,
            &plain,
            &sealed,
        ],
    );
}

fn batch() -> String {
    let mut random = Random { counter: 0, left: Vec::new() };
    let mut batch = String::new();
    for suite in Suite::ALL {
        (0..EACH).for_each(|_| cell(&mut batch, &mut random, suite));
        for _ in 0..EACH / 10 {
            let (root, field, value) = (random.fixed::<32>(), random.name(), random.name());
            let school = i64::from_be_bytes(random.fixed());
            let index = Vault::from_root(&root, suite).index(school, &field, &value);
            let school = school.to_be_bytes();
            line(
                &mut batch,
                "index",
                &[&[suite.code()], &root, &school, field.as_bytes(), value.as_bytes(), &index],
            );
        }
    }
    for _ in 0..EACH {
        let data = random.content();
        line(&mut batch, "sm3", &[&data, &sm3::Sm3::digest(&data)]);
        let (key, data) = (random.fixed::<16>(), random.fixed::<16>());
        let mut block = data.into();
        sm4::Sm4::new(&key.into()).encrypt_block(&mut block);
        line(&mut batch, "sm4", &[&key, &data, &block]);
    }
    batch
}

#[test]
#[expect(clippy::disallowed_methods, reason = "which Python to ask is the tester's choice")]
fn every_cell_hash_and_index_is_what_others_compute() {
    let python = std::env::var("CHUNYU_PYTHON").unwrap_or_else(|_| "python3".to_string());
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("batch.tsv");
    std::fs::write(&file, batch()).unwrap();
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/reference.py");
    let run = Command::new(&python).arg(script).arg(&file).output().unwrap_or_else(|error| {
        panic!("{python} does not start ({error}); set CHUNYU_PYTHON or run `cargo xtask test`")
    });
    let (said, complaint) = (String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
    assert!(
        !complaint.contains("ModuleNotFoundError"),
        "{python} lacks the packages cryptography and gmssl (crates/vault/tests/requirements.txt), which \
         `cargo xtask test` installs: {complaint}"
    );
    assert!(run.status.success(), "{said}{complaint}");
    assert_eq!(
        said.trim(),
        "AES cell by PyCryptodome: 10000; SM3 by OpenSSL: 10000; SM3 by gmssl: 10000; SM4 by OpenSSL: 10000; \
         SM4 by gmssl: 10000; SM4 cell by gmssl: 10000; cell by OpenSSL: 20000; index by OpenSSL: 2000"
    );
}
