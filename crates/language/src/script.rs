//! The two Chinese scripts: which characters belong to one only, and the fold from Traditional to Simplified.
//!
//! The tables in `data/` derive from OpenCC (Apache-2.0; see their first lines).

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::Lang;

static SIMPLIFIED_ONLY: LazyLock<HashSet<char>> =
    LazyLock::new(|| rows(include_str!("../data/simplified_only.txt")).collect());

static TO_SIMPLIFIED: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    let mut chars = rows(include_str!("../data/traditional_pairs.txt"));
    std::iter::from_fn(|| chars.next().zip(chars.next())).collect()
});

fn rows(file: &'static str) -> impl Iterator<Item = char> {
    file.lines().filter(|line| !line.starts_with('#')).flat_map(str::chars)
}

/// The Simplified form of a character that is only Traditional; any other character stays.
#[must_use]
pub fn simplified(c: char) -> char {
    if c.is_ascii() { c } else { TO_SIMPLIFIED.get(&c).copied().unwrap_or(c) }
}

/// The characters of `text` that a page in `lang` must not show: Traditional-only ones in Simplified Chinese,
/// Simplified-only ones in Traditional, and any Chinese at all in English.
#[must_use]
pub fn foreign(lang: Lang, text: &str) -> Vec<char> {
    let is_foreign = |c: &char| match lang {
        Lang::ZhHans => TO_SIMPLIFIED.contains_key(c),
        Lang::ZhHant => SIMPLIFIED_ONLY.contains(c),
        Lang::En => is_han(*c),
    };
    text.chars().filter(is_foreign).collect()
}

/// Whether a character is a Chinese character (CJK ideographs of the basic and extension blocks).
#[must_use]
pub fn is_han(c: char) -> bool {
    matches!(u32::from(c), 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x323AF)
        || c == '〇'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_of_the_other_script_is_found() {
        assert_eq!(foreign(Lang::ZhHans, "帮扶個案与學生"), ['個', '學']);
        assert_eq!(foreign(Lang::ZhHant, "幫扶个案與学生"), ['个', '学']);
        assert_eq!(foreign(Lang::En, "Case 个案"), ['个', '案']);
    }

    #[test]
    fn a_character_that_both_scripts_use_is_nobodys_mistake() {
        let shared = "班主任后里台面干系表准云松谷丑才向布占";
        assert_eq!(foreign(Lang::ZhHans, shared), []);
        assert_eq!(foreign(Lang::ZhHant, shared), []);
    }

    #[test]
    fn the_tables_are_whole() {
        assert!(SIMPLIFIED_ONLY.len() > 2500 && TO_SIMPLIFIED.len() > 2800);
        assert!(TO_SIMPLIFIED.values().all(|c| is_han(*c)));
        assert!(SIMPLIFIED_ONLY.iter().all(|c| !TO_SIMPLIFIED.contains_key(c)));
    }
}
