//! EN-02: whatever is changed, moved or replayed is refused, and no refusal shows what the cell holds.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions)]

use proptest::prelude::*;
use vault::{Compartment, Label, OVERHEAD, Place, Suite, Unreadable, Vault};

const SECRET: &str = "王小雨的父亲酗酒，家中有暴力";

fn label(level: u8, compartment: Compartment) -> Label {
    Label { level, compartment }
}

fn place(row: u32) -> Place<'static> {
    let mut uuid = [0x11; 16];
    uuid[12..].copy_from_slice(&row.to_be_bytes());
    Place { school: 7, table: "case_note", row: uuid, column: "body", label: label(2, Compartment::Gen) }
}

fn nonce(number: u32) -> [u8; 12] {
    let mut nonce = [0xA5; 12];
    nonce[8..].copy_from_slice(&number.to_be_bytes());
    nonce
}

fn vaults() -> [Vault; 2] {
    Suite::ALL.map(|suite| Vault::from_root(&[0x42; 32], suite))
}

fn says_nothing(error: Unreadable) {
    let said = format!("{error} {error:?} {:?}", Err::<(), _>(error));
    for word in ["王小雨", "酗酒", "暴力", "226,"] {
        assert!(!said.contains(word), "{said}");
    }
    assert!(said.len() < 100, "room for a name, not for a cell: {said}");
}

#[test]
fn every_flipped_bit_of_a_thousand_cells_is_refused() {
    for (vault, cells) in vaults().into_iter().zip([0..500, 500..1000_u32]) {
        for number in cells {
            let at = place(number);
            let key = vault.row(at.school, at.table, at.row, at.label);
            let plain: String =
                SECRET.chars().cycle().skip(number as usize % 14).take(number as usize % 15).collect();
            let mut cell = key.seal_text("body", nonce(number), &plain);
            assert_eq!(cell.len(), plain.len() + OVERHEAD);
            assert_eq!(key.open_text("body", &cell).unwrap(), plain);
            for bit in 0..cell.len() * 8 {
                cell[bit / 8] ^= 1 << (bit % 8);
                let error = key.open("body", &cell).expect_err("a changed bit");
                if number % 100 == 0 {
                    assert_eq!(
                        vault.open(&at, &cell).expect_err("a changed bit"),
                        error,
                        "one cell, one answer"
                    );
                    says_nothing(error);
                }
                cell[bit / 8] ^= 1 << (bit % 8);
            }
            assert!(key.open("body", &cell).is_ok(), "put back, it opens");
        }
    }
}

#[test]
fn a_cell_opens_nowhere_but_at_its_own_place() {
    for vault in vaults() {
        let home = place(1);
        let cell = vault.seal_text(&home, nonce(1), SECRET);
        let mut elsewhere = vec![
            Place { row: place(2).row, ..home },
            Place { column: "body2", ..home },
            Place { column: "bod", ..home },
            Place { column: "", ..home },
            Place { table: "case_not", column: "ebody", ..home },
            Place { table: "case_notebody", column: "", ..home },
            Place { table: "referral", ..home },
            Place { school: 8, ..home },
            Place { school: -7, ..home },
        ];
        elsewhere.extend([0, 1, 3, 255].map(|level| Place { label: label(level, Compartment::Gen), ..home }));
        elsewhere.extend(Compartment::ALL[1..].iter().map(|c| Place { label: label(2, *c), ..home }));
        for other in elsewhere {
            assert_eq!(vault.open(&other, &cell), Err(Unreadable::Damaged), "{other:?}");
            let back = vault.seal_text(&other, nonce(1), SECRET);
            assert_ne!(back[18..], cell[18..], "nor are two places sealed alike: {other:?}");
            says_nothing(vault.open_text(&home, &back).unwrap_err());
        }
        assert_eq!(vault.open_text(&home, &cell).unwrap(), SECRET);
    }
}

#[test]
fn a_thousand_cells_swapped_between_rows_are_refused() {
    for vault in vaults() {
        let cells: Vec<_> = (0..1000).map(|n| vault.seal_text(&place(n), nonce(n), SECRET)).collect();
        for number in 0..1000_u32 {
            let swapped = &cells[(number as usize + 1) % 1000];
            assert_eq!(vault.open(&place(number), swapped), Err(Unreadable::Damaged));
        }
    }
}

#[test]
fn another_version_another_suite_and_another_key_are_refused() {
    let [aes, sm4] = vaults();
    for vault in [&aes, &sm4] {
        let cell = vault.seal_text(&place(1), nonce(1), SECRET);
        for version in (0..=255).filter(|version| *version != 1) {
            let mut replay = cell.clone();
            replay[0] = version;
            assert_eq!(vault.open(&place(1), &replay), Err(Unreadable::Unknown));
        }
        for suite in (0..=255).filter(|suite| *suite != cell[1]) {
            let mut replay = cell.clone();
            replay[1] = suite;
            let expected = if matches!(suite, 1 | 2) { Unreadable::Damaged } else { Unreadable::Unknown };
            assert_eq!(vault.open(&place(1), &replay), Err(expected));
        }
        let stranger = Vault::from_root(&[0x43; 32], vault.suite());
        assert_eq!(stranger.open(&place(1), &cell), Err(Unreadable::OtherKey));
        let mut claimed = cell.clone();
        claimed[2..6].copy_from_slice(&stranger.key_id());
        assert_eq!(stranger.open(&place(1), &claimed), Err(Unreadable::Damaged));
    }
}

#[test]
fn a_cell_cut_short_or_made_longer_is_refused() {
    for vault in vaults() {
        let cell = vault.seal_text(&place(1), nonce(1), SECRET);
        for length in 0..cell.len() {
            says_nothing(vault.open(&place(1), &cell[..length]).expect_err("cut short"));
        }
        assert_eq!(vault.open(&place(1), &[&cell[..], &[0]].concat()), Err(Unreadable::Damaged));
    }
}

#[test]
fn bytes_that_are_not_text_are_refused_as_text_and_not_shown() {
    for vault in vaults() {
        let mut bytes = SECRET.as_bytes().to_vec();
        bytes.push(0xFF);
        let cell = vault.seal(&place(1), nonce(1), &bytes);
        says_nothing(vault.open_text(&place(1), &cell).unwrap_err());
        assert_eq!(*vault.open(&place(1), &cell).unwrap(), bytes);
    }
}

#[test]
fn both_suites_open_whichever_of_them_seals() {
    let [aes, sm4] = vaults();
    for (sealer, opener) in [(&aes, &sm4), (&sm4, &aes)] {
        let at = place(1);
        let cell = sealer.seal_text(&at, nonce(1), SECRET);
        assert_eq!(opener.open_text(&at, &cell).unwrap(), SECRET);
        assert_eq!(
            opener.row(at.school, at.table, at.row, at.label).open_text("body", &cell).unwrap(),
            SECRET
        );
        assert!(sealer.is_current(&cell) && !opener.is_current(&cell));
    }
}

#[test]
fn a_retired_key_still_opens_and_no_longer_seals() {
    let [old, _] = vaults();
    let at = place(1);
    let cell = old.seal_text(&at, nonce(1), SECRET);
    let new = Vault::from_root(&[0x43; 32], Suite::Sm4Gcm).also_opening(&old);
    let newest = Vault::from_root(&[0x44; 32], Suite::Sm4Gcm).also_opening(&new);
    for vault in [&new, &newest] {
        assert_eq!(vault.open_text(&at, &cell).unwrap(), SECRET);
        assert!(!vault.is_current(&cell) && vault.is_current(&vault.seal_text(&at, nonce(2), SECRET)));
        assert_eq!(old.open(&at, &vault.seal_text(&at, nonce(2), SECRET)), Err(Unreadable::OtherKey));
    }
}

#[test]
fn a_vault_and_its_row_keys_may_cross_threads() {
    const fn crosses<T: Send + Sync>() {}
    const { (crosses::<Vault>(), crosses::<vault::RowKey<'static>>()) };
    let [vault, _] = vaults();
    let at = place(1);
    let cell = vault.row(at.school, at.table, at.row, at.label).seal_text("body", nonce(1), SECRET);
    let opened = std::thread::spawn(move || vault.open_text(&place(1), &cell).unwrap()).join().unwrap();
    assert_eq!(opened, SECRET);
}

#[test]
fn neither_vault_nor_row_key_shows_a_key() {
    for vault in vaults() {
        let shown = format!("{vault:?} {:?}", vault.row(1, "case_note", [0; 16], place(1).label));
        assert!(shown.len() < 120 && !shown.contains("66") && !shown.contains("42"), "{shown}");
    }
}

#[test]
fn an_index_is_one_per_school_field_value_key_and_suite() {
    let [aes, sm4] = vaults();
    let mut seen = std::collections::HashSet::new();
    for vault in [&aes, &sm4, &Vault::from_root(&[0x43; 32], Suite::Aes256Gcm)] {
        for (school, field, value) in
            [(1, "phone", "13800000000"), (2, "phone", "13800000000"), (1, "id_number", "13800000000")]
        {
            assert!(seen.insert(vault.index(school, field, value)));
            assert_eq!(vault.index(school, field, value), vault.clone().index(school, field, value));
        }
        assert!(seen.insert(vault.index(1, "phone1", "3800000000")), "field and value do not run together");
        assert!(seen.insert(vault.index(1, "phone", "")));
    }
}

proptest! {
    /// The nonce is the caller's: it stands in the cell as handed in, and nothing else makes two cells differ.
    #[test]
    fn the_nonce_is_the_one_handed_in(
        one in any::<[u8; 12]>(), other in any::<[u8; 12]>(), plain in prop::collection::vec(any::<u8>(), 0..200),
    ) {
        for vault in vaults() {
            let cell = vault.seal(&place(1), one, &plain);
            prop_assert_eq!(&cell[6..18], &one);
            prop_assert_eq!(&cell, &vault.seal(&place(1), one, &plain), "no chance of its own");
            prop_assert_eq!(&*vault.open(&place(1), &cell).unwrap(), &plain);
            if one != other {
                prop_assert_ne!(&cell[18..], &vault.seal(&place(1), other, &plain)[18..]);
            }
        }
    }

    /// Bytes from anywhere never open and never panic.
    #[test]
    fn noise_does_not_open(noise in prop::collection::vec(any::<u8>(), 0..120), honest_head in any::<bool>()) {
        for vault in vaults() {
            let mut cell = vault.seal(&place(1), [0; 12], b"")[..6].to_vec();
            if !honest_head { cell.clear(); }
            cell.extend_from_slice(&noise);
            prop_assert!(vault.open(&place(1), &cell).is_err());
        }
    }
}
