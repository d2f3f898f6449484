//! Every key the room can hand out has words in three languages.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::path::Path;

use duties::facts::Part;

fn keys(language: &str) -> BTreeSet<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../locales/{language}/duties.ftl"));
    let text = std::fs::read_to_string(path).unwrap();
    let heads = text.lines().filter_map(|line| line.split_once(" ="));
    heads.map(|(key, _)| key.to_owned()).filter(|key| key.starts_with("duties-")).collect()
}

/// Keys written in the source and the templates of the room.
fn keys_in_code() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(path).unwrap();
            let quoted = text.split('"').filter(|part| part.starts_with("duties-") && !part.ends_with('-'));
            found.extend(quoted.filter(|part| !part.contains('{')).map(str::to_owned));
        }
    }
    found
}

#[test]
fn every_key_of_the_room_has_words_in_three_languages() {
    let code = keys_in_code();
    assert!(code.len() > 60 && code.contains(Part::Homeroom.message_key()));
    for language in ["zh-Hans", "zh-Hant", "en"] {
        let missing: Vec<_> = code.difference(&keys(language)).cloned().collect();
        assert_eq!(missing, Vec::<String>::new(), "{language}");
    }
}

#[test]
fn the_three_languages_say_the_same_things() {
    assert_eq!(keys("zh-Hans"), keys("zh-Hant"));
    assert_eq!(keys("zh-Hans"), keys("en"));
}
