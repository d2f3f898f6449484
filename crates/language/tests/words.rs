//! The words a person reads, held to one glossary in three languages.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::collections::BTreeMap;

use language::tidy::{arguments, problems, sources};
use language::{Lang, has, keys, missing_count, missing_keys, script, t, tf};

const GLOSSARY: &str = include_str!("../../../GLOSSARY.md");

#[test]
fn every_message_parses_once_and_can_be_written() {
    assert_eq!(problems(), [""; 0]);
}

#[test]
fn every_message_has_three_languages_with_the_same_arguments() {
    let [hans, hant, en] = Lang::ALL.map(arguments);
    let mut wrong = Vec::new();
    for key in hans.keys().chain(hant.keys()).chain(en.keys()) {
        let all = [hans.get(key), hant.get(key), en.get(key)];
        if all.contains(&None) || all[0] != all[1] || all[1] != all[2] {
            wrong.push(format!("{key}: {all:?}"));
        }
    }
    wrong.dedup();
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(hans.len() > 30 && hans.keys().all(|key| has(key)));
}

#[test]
fn every_file_is_there_in_three_languages() {
    let names = |lang: Lang| -> Vec<String> {
        sources(lang).into_iter().map(|(name, _)| name[lang.tag().len()..].to_owned()).collect()
    };
    assert_eq!(names(Lang::ZhHans), names(Lang::ZhHant));
    assert_eq!(names(Lang::ZhHans), names(Lang::En));
}

#[test]
fn every_key_begins_with_its_room() {
    for (name, text) in sources(Lang::En) {
        let room = name.trim_start_matches("en/").trim_end_matches(".ftl");
        for key in text.lines().filter_map(|line| line.split_once(" =")).map(|(key, _)| key) {
            let in_room = key.strip_prefix(room).is_some_and(|rest| rest.starts_with('-'));
            let key_like = !key.starts_with([' ', '-', '#']);
            assert!(in_room || !key_like, "{name}: {key}");
        }
    }
}

/// Fluent cuts the space at the end of a message; one that is meant is written `{ " " }`.
#[test]
fn no_line_ends_with_a_space() {
    for (name, text) in Lang::ALL.into_iter().flat_map(sources) {
        let lines: Vec<&str> = text.lines().filter(|line| line.ends_with(' ')).collect();
        assert_eq!(lines, [""; 0], "{name}");
    }
}

#[test]
fn no_message_mixes_the_scripts() {
    let mut wrong = Vec::new();
    for lang in Lang::ALL {
        for (name, text) in messages(lang) {
            // Every language calls the others by their own names.
            if Lang::ALL.iter().any(|other| other.native_name() == text.trim()) {
                continue;
            }
            let found = script::foreign(lang, &text);
            // English may name a Chinese institution or law in brackets.
            let excused = lang == Lang::En && bracketed(&text);
            if !excused && !found.is_empty() {
                wrong.push(format!("{name}: {found:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn no_message_uses_a_word_the_glossary_refuses() {
    let banned = refused();
    assert!(banned.len() >= 30, "the glossary was not read: {banned:?}");
    let mut wrong = Vec::new();
    for lang in Lang::ALL {
        for (name, text) in messages(lang) {
            let text = without_titles(&text).to_lowercase();
            for word in banned.iter().filter(|word| word.applies(lang) && word.occurs(&text)) {
                wrong.push(format!("{name}: {}", word.text));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_glossary_writes_each_column_in_its_own_script() {
    for row in rows() {
        assert_eq!(script::foreign(Lang::ZhHans, &row[1]), [], "{row:?}");
        assert_eq!(script::foreign(Lang::ZhHant, &row[2]), [], "{row:?}");
        assert!(!row[0].is_empty() && !row[1].is_empty() && !row[2].is_empty(), "{row:?}");
    }
}

#[test]
fn the_glossary_settles_each_word_once() {
    let mut seen = BTreeMap::new();
    for row in rows() {
        assert_eq!(seen.insert(row[0].clone(), row[1].clone()), None, "{row:?}");
    }
    assert!(seen.len() > 60, "{}", seen.len());
}

#[test]
fn the_glossary_finds_a_refused_word_where_there_is_one() {
    let banned = refused();
    let hit = |lang: Lang, text: &str| {
        banned.iter().any(|word| word.applies(lang) && word.occurs(&text.to_lowercase()))
    };
    assert!(hit(Lang::ZhHans, "本班差生名单") && hit(Lang::ZhHant, "班主任"));
    assert!(!hit(Lang::ZhHans, "班主任") && !hit(Lang::ZhHans, "学生"));
    assert!(hit(Lang::En, "Three Beneficiaries and one beneficiary") && !hit(Lang::En, "clientele"));
    assert_eq!(without_titles("依《網絡保護條例》，網絡"), "依，網絡");
}

#[test]
fn a_missing_message_is_visible_and_counted() {
    let before = missing_count();
    assert_eq!(t(Lang::En, "nobody-wrote-this"), "⟦nobody-wrote-this⟧");
    assert_eq!(tf(Lang::En, "nobody-wrote-this", &[]), "⟦nobody-wrote-this⟧");
    assert_eq!(t(Lang::En, "language-day-ago"), "⟦language-day-ago⟧");
    assert!(missing_count() >= before + 3);
    assert!(missing_keys().contains(&"nobody-wrote-this".to_owned()));
}

#[test]
fn a_message_with_arguments_is_written_in_every_language() {
    let ago = Lang::ALL.map(|lang| tf(lang, "language-day-ago", &[("days", 3.into())]));
    assert_eq!(ago, ["3 天前", "3 天前", "3 days ago"]);
    assert!(keys(Lang::ZhHant).any(|key| key == "language-day-ago") && !has("language-day"));
}

/// Every message of a language as written: `file: key` and its lines without comments.
fn messages(lang: Lang) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for (file, text) in sources(lang) {
        for line in text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
            match (line.split_once(" ="), found.last_mut()) {
                (Some((key, value)), _) if !line.starts_with(' ') => {
                    found.push((format!("{file}: {key}"), value.to_owned()));
                }
                (_, Some((_, value))) => value.push_str(line),
                _ => panic!("{file}: {line}"),
            }
        }
    }
    found
}

fn bracketed(text: &str) -> bool {
    let mut depth = 0;
    text.chars().all(|c| {
        depth += i32::from(matches!(c, '(' | '《' | '（')) - i32::from(matches!(c, ')' | '》' | '）'));
        depth > 0 || !script::is_han(c)
    })
}

/// A text without the titles of laws and papers, which keep their own words.
fn without_titles(text: &str) -> String {
    let mut inside = false;
    let keep = |c: &char| {
        inside = (inside || *c == '《') && *c != '》';
        !inside && *c != '》'
    };
    text.chars().filter(keep).collect()
}

#[derive(Debug)]
struct Refused {
    text: String,
    only: Option<Lang>,
}

impl Refused {
    fn applies(&self, lang: Lang) -> bool {
        let chinese = self.text.chars().any(script::is_han);
        self.only.map_or(chinese != (lang == Lang::En), |only| only == lang)
    }

    /// Chinese anywhere; English as a whole word, also with a plural's ending.
    fn occurs(&self, text: &str) -> bool {
        if self.text.chars().any(script::is_han) {
            return text.contains(&self.text);
        }
        let words = text.split(|c: char| !c.is_ascii_alphabetic()).collect::<Vec<_>>().join(" ");
        let plural =
            self.text.strip_suffix('y').map_or(format!("{}s", self.text), |stem| format!("{stem}ies"));
        let padded = format!(" {words} ");
        padded.contains(&format!(" {} ", self.text)) || padded.contains(&format!(" {plural} "))
    }
}

/// The last column of the glossary: words parted by commas or 、; (in brackets) refused in code only;
/// 简 or 繁 before a word refuses it in that script only.
fn refused() -> Vec<Refused> {
    let mut words = Vec::new();
    for row in rows() {
        for entry in row[4].split([',', '、', '，']).map(str::trim).filter(|entry| !entry.is_empty()) {
            if entry.starts_with('(') {
                continue;
            }
            let (only, text) = match (entry.strip_prefix("简 "), entry.strip_prefix("繁 ")) {
                (Some(text), _) => (Some(Lang::ZhHans), text),
                (_, Some(text)) => (Some(Lang::ZhHant), text),
                _ => (None, entry),
            };
            words.push(Refused { text: text.to_lowercase(), only });
        }
    }
    words
}

fn rows() -> Vec<Vec<String>> {
    let cells =
        |line: &str| line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect::<Vec<_>>();
    let rows = GLOSSARY.lines().filter(|line| line.starts_with('|') && !line.contains("---"));
    let rows: Vec<_> = rows.map(cells).filter(|row| row[0] != "English (code)").collect();
    assert!(rows.iter().all(|row| row.len() == 5), "{:?}", rows.iter().find(|row| row.len() != 5));
    rows
}
