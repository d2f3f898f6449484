//! Every message has its sentence in three languages, and brings what the sentence needs.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::Message;
use super::fields::{self, Field, GuardianField};

type Texts = BTreeMap<&'static str, BTreeSet<&'static str>>;

static TEXTS: LazyLock<[Texts; 3]> = LazyLock::new(|| {
    [
        include_str!("../../../../locales/zh-Hans/roster.ftl"),
        include_str!("../../../../locales/zh-Hant/roster.ftl"),
        include_str!("../../../../locales/en/roster.ftl"),
    ]
    .map(texts)
});

/// Keys with the variables their sentences use.
fn texts(file: &'static str) -> Texts {
    let mut texts = Texts::new();
    for line in file.lines().filter(|line| line.starts_with("roster-")) {
        let (key, text) = line.split_once(" = ").unwrap();
        let variables = text.split("{ $").skip(1).map(|rest| rest.split_once(" }").unwrap().0).collect();
        assert!(texts.insert(key, variables).is_none(), "{key} twice");
    }
    texts
}

/// Fails unless the message has a sentence and brings all its variables.
pub(super) fn assert_told(message: &Message) {
    let variables = TEXTS[0].get(message.key).unwrap_or_else(|| panic!("no sentence for {}", message.key));
    for variable in variables {
        assert!(message.args.iter().any(|(name, _)| name == variable), "{} lacks {variable}", message.key);
    }
}

#[test]
fn the_three_languages_have_the_same_messages_and_variables() {
    assert_eq!(TEXTS[0], TEXTS[1]);
    assert_eq!(TEXTS[0], TEXTS[2]);
}

#[test]
fn every_key_in_the_code_has_a_sentence_and_no_sentence_is_left_over() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/roster");
    let mut used: BTreeSet<String> = BTreeSet::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        if path.to_string_lossy().ends_with("_tests.rs") {
            continue;
        }
        let code = std::fs::read_to_string(path).unwrap();
        for part in code.split("\"roster-").skip(1) {
            let key = part.split_once('"').unwrap().0;
            if key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-') {
                used.insert(format!("roster-{key}"));
            }
        }
    }
    used.extend(fields::all().iter().map(|spec| spec.field.name().key.to_owned()));
    let guardian = [
        GuardianField::Name,
        GuardianField::Relation,
        GuardianField::RelationNote,
        GuardianField::EthnicGroup,
        GuardianField::Employer,
        GuardianField::Address,
        GuardianField::Household,
        GuardianField::Phone,
        GuardianField::IsGuardian,
        GuardianField::IdType,
        GuardianField::IdNumber,
        GuardianField::Occupation,
    ];
    for field in guardian {
        let name = Field::Guardian(2, field).name();
        assert_told(&name);
        used.insert(name.key.to_owned());
    }
    let told: BTreeSet<String> = TEXTS[0].keys().map(|key| (*key).to_owned()).collect();
    assert_eq!(used, told);
}
