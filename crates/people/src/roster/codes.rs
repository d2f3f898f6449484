//! The code lists of the school roll and the ethnic groups (GB/T 3304): labels, codes and known misspellings go in,
//! codes come out. Provinces differ in whether their files carry labels or codes, so both are accepted.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Serialize;

use super::Why;
use super::text::squeeze;

/// One list of codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum List {
    Sex,
    IdType,
    HkMoTwOverseas,
    Political,
    Health,
    HukouType,
    EntryMode,
    Boarding,
    LeftBehind,
    DisabilityClass,
    DisabilityGrade,
    YesNo,
    Relation,
    EthnicGroup,
}

impl List {
    fn key(self) -> &'static str {
        match self {
            Self::Sex => "sex",
            Self::IdType => "id_type",
            Self::HkMoTwOverseas => "hk_mo_tw_overseas",
            Self::Political => "political",
            Self::Health => "health",
            Self::HukouType => "hukou_type",
            Self::EntryMode => "entry_mode",
            Self::Boarding => "boarding",
            Self::LeftBehind => "left_behind",
            Self::DisabilityClass => "disability_class",
            Self::DisabilityGrade => "disability_grade",
            Self::YesNo => "yes_no",
            Self::Relation => "relation",
            Self::EthnicGroup => "ethnic_group",
        }
    }
}

/// One entry of a list as it was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    pub code: &'static str,
    pub label: &'static str,
    /// What differed from the code itself; none when the cell held just the code.
    pub why: Option<Why>,
}

struct Codes {
    entries: HashMap<&'static str, Vec<(&'static str, &'static str)>>,
    by_text: HashMap<&'static str, HashMap<String, Entry>>,
}

static CODES: LazyLock<Codes> = LazyLock::new(|| {
    let mut codes = Codes { entries: HashMap::new(), by_text: HashMap::new() };
    for line in include_str!("../../data/codes.tsv").lines().skip(1) {
        if let [list, code, label, also] = line.split('\t').collect::<Vec<_>>().as_slice() {
            codes.put(list, code, label, &[(also, Why::Label)]);
        }
    }
    for line in include_str!("../../data/ethnic_groups.tsv").lines().skip(1) {
        if let [code, name, alpha, old, wrong] = line.split('\t').collect::<Vec<_>>().as_slice() {
            let short = name.strip_suffix('族').unwrap_or(name);
            let others =
                [(*alpha, Why::Label), (short, Why::Label), (*old, Why::OldName), (*wrong, Why::Misspelt)];
            codes.put("ethnic_group", code, name, &others);
        }
    }
    codes
});

impl Codes {
    fn put(
        &mut self,
        list: &'static str,
        code: &'static str,
        label: &'static str,
        others: &[(&'static str, Why)],
    ) {
        self.entries.entry(list).or_default().push((code, label));
        let texts = self.by_text.entry(list).or_default();
        texts.insert(squeeze(code), Entry { code, label, why: None });
        let mut add = |text: &str, why: Why| {
            texts.entry(squeeze(text)).or_insert(Entry { code, label, why: Some(why) });
        };
        add(label, Why::Label);
        for (texts, why) in others {
            for text in texts.split('|').filter(|text| !text.is_empty()) {
                add(text, *why);
                if let Some(short) = text.strip_suffix('族').filter(|_| *why != Why::Label) {
                    add(short, *why);
                }
            }
        }
        if let Some(short) = code.strip_prefix('0').filter(|short| !short.is_empty()) {
            add(short, Why::Padded);
        }
    }
}

/// The codes and labels of a list, in the order of the list.
#[must_use]
pub fn entries(list: List) -> &'static [(&'static str, &'static str)] {
    CODES.entries.get(list.key()).map(Vec::as_slice).unwrap_or_default()
}

/// The label of a code.
#[must_use]
pub fn label(list: List, code: &str) -> Option<&'static str> {
    entries(list).iter().find(|(own, _)| *own == code).map(|(_, label)| *label)
}

/// The entry a cell means: a code, a label, a known other spelling, or code and label together (`1-男`, `男(1)`).
/// None when the list has nothing like it, or when code and label contradict each other.
#[must_use]
pub fn find(list: List, text: &str) -> Option<Entry> {
    let texts = CODES.by_text.get(list.key())?;
    let text = text.trim();
    if let Some(entry) = texts.get(text) {
        return Some(*entry);
    }
    let key = squeeze(text);
    if let Some(entry) = texts.get(&key) {
        return Some(*entry);
    }
    let (head, tail) = key.split_once(['-', '(', ':', '.', '/', '_', '、', '—'])?;
    let (head, tail) = (texts.get(head)?, texts.get(tail.trim_end_matches(')'))?);
    (head.code == tail.code).then_some(Entry { why: Some(Why::Label), ..*head })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_and_codes_are_accepted_both_ways() {
        for (list, text, code) in [
            (List::Sex, "男", "1"),
            (List::Sex, "女性", "2"),
            (List::Sex, "２", "2"),
            (List::Sex, "1-男", "1"),
            (List::Sex, "female", "2"),
            (List::Political, "3", "03"),
            (List::Political, "少先队员", "13"),
            (List::IdType, "a", "A"),
            (List::LeftBehind, "单亲留守儿童", "1"),
            (List::Boarding, "住校", "2"),
            (List::YesNo, "√", "1"),
            (List::Relation, "爷爷", "61"),
            (List::DisabilityGrade, "一级", "1"),
        ] {
            assert_eq!(find(list, text).map(|entry| entry.code), Some(code), "{text}");
        }
        assert_eq!(label(List::Health, "10"), Some("健康或良好"));
        assert_eq!(find(List::Sex, "1-女"), None, "code and label contradict each other");
        assert_eq!(find(List::Sex, "3"), None);
        assert_eq!(find(List::LeftBehind, "是"), None, "whether one or both parents are away is not told");
    }

    #[test]
    fn every_ethnic_group_is_found_by_code_name_and_short_name() {
        assert_eq!(entries(List::EthnicGroup).len(), 58);
        for (code, name) in entries(List::EthnicGroup) {
            for text in [*code, *name, name.strip_suffix('族').unwrap_or(name)] {
                assert_eq!(find(List::EthnicGroup, text).map(|entry| entry.code), Some(*code), "{text}");
            }
        }
    }

    #[test]
    fn old_names_and_misspellings_are_accepted_and_told() {
        for (text, code, why) in [
            ("毛难族", "36", Why::OldName),
            ("崩龙族", "46", Why::OldName),
            ("僳僳族", "20", Why::Misspelt),
            ("德昴族", "46", Why::Misspelt),
            ("达翰尔族", "31", Why::Misspelt),
            ("1", "01", Why::Padded),
        ] {
            let found = find(List::EthnicGroup, text);
            assert_eq!(found.map(|entry| (entry.code, entry.why)), Some((code, Some(why))), "{text}");
        }
    }
}
