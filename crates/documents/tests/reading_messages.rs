//! Every reason has a message in the three languages, with the same arguments.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::collections::{BTreeMap, BTreeSet};

use documents::reading::Reason;

const LANGUAGES: [&str; 3] = ["zh-Hans", "zh-Hant", "en"];
const PLACES: [&str; 3] = ["reading-place-file", "reading-place-sheet", "reading-place-cell"];

/// Key to the names of its arguments.
fn messages(language: &str) -> BTreeMap<String, BTreeSet<String>> {
    let path = format!("{}/../../locales/{language}/reading.ftl", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap();
    let lines = text.lines().filter(|line| line.starts_with("reading-"));
    lines
        .map(|line| {
            let (key, message) = line.split_once(" = ").unwrap();
            let names = message.split("{ $").skip(1).map(|rest| rest.split(' ').next().unwrap().to_owned());
            (key.to_owned(), names.collect())
        })
        .collect()
}

#[test]
fn every_reason_speaks_three_languages_and_no_message_is_orphaned() {
    let wanted: BTreeSet<&str> = Reason::ALL.iter().map(|reason| reason.key()).chain(PLACES).collect();
    for language in LANGUAGES {
        let found = messages(language);
        let keys: BTreeSet<&str> = found.keys().map(String::as_str).collect();
        assert_eq!(keys, wanted, "{language}");
    }
}

#[test]
fn a_message_has_the_same_arguments_in_all_languages() {
    assert_eq!(messages("zh-Hans"), messages("zh-Hant"));
    assert_eq!(messages("zh-Hans"), messages("en"));
}
