//! What the word list and its rules find in sentences written for it, counted: how many of those that speak of danger,
//! and how many of those pointed out that do.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::as_conversions, clippy::cast_precision_loss)]

use super::super::Danger;
use super::super::lexicon::{Lexicon, Own};
use super::judge;

const TUNING: &str = include_str!("sentences/tuning.tsv");
const HELD_OUT: &str = include_str!("sentences/held_out.tsv");
const INDIRECT: &str = include_str!("sentences/indirect.tsv");

struct Sentence {
    label: Option<Danger>,
    sort: &'static str,
    text: &'static str,
}

fn sentences(file: &'static str) -> Vec<Sentence> {
    let lines = file.lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| {
            let [label, sort, text] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
            assert!(label == "none" || Danger::parse(label).is_some(), "{line}");
            Sentence { label: Danger::parse(label), sort, text }
        })
        .collect()
}

#[derive(Default, Debug)]
struct Score {
    found: usize,
    missed: usize,
    wrongly: usize,
    passed: usize,
    misnamed: usize,
}

impl Score {
    fn precision(&self) -> f64 {
        self.found as f64 / (self.found + self.wrongly) as f64
    }
    fn recall(&self) -> f64 {
        self.found as f64 / (self.found + self.missed) as f64
    }
}

fn score(name: &str, file: &'static str, tell: bool) -> Score {
    let lexicon = Lexicon::with(&[]);
    let mut score = Score::default();
    for one in sentences(file) {
        let found = judge(&lexicon, one.text);
        match (one.label, found.is_empty()) {
            (Some(_), true) => score.missed += 1,
            (Some(label), false) => {
                score.found += 1;
                score.misnamed += usize::from(!found.iter().any(|found| found.danger == label));
            }
            (None, true) => score.passed += 1,
            (None, false) => score.wrongly += 1,
        }
        if tell && one.label.is_some() == found.is_empty() {
            println!("  {:?} {} {} {found:?}", one.label, one.sort, one.text);
        }
    }
    println!("{name}: {score:?} precision {:.3} recall {:.3}", score.precision(), score.recall());
    for danger in Danger::ALL {
        let of: Vec<Sentence> =
            sentences(file).into_iter().filter(|one| one.label == Some(*danger)).collect();
        let named =
            of.iter().filter(|one| judge(&lexicon, one.text).iter().any(|found| found.danger == *danger));
        println!("  {}: {} of {} named", danger.key(), named.count(), of.len());
    }
    score
}

// D5
#[test]
fn sentences_that_speak_of_danger_are_found_and_others_are_not() {
    let tuned = score("tuning", TUNING, true);
    assert!(tuned.precision() >= 0.95 && tuned.recall() >= 0.95, "{tuned:?}");
    let held_out = score("held out", HELD_OUT, false);
    assert!(held_out.precision() >= 0.85 && held_out.recall() >= 0.85, "{held_out:?}");
    // What is told round about is mostly not found: docs/danger-words.md says so. Here only false alarms are refused.
    let indirect = score("indirect", INDIRECT, false);
    assert!(indirect.wrongly == 0, "{indirect:?}");
}

// D5
#[test]
fn the_figures_in_the_document_are_those_of_the_sentences() {
    let told = include_str!("../../../../docs/danger-words.md");
    for (name, file) in [
        ("tuning", TUNING),
        ("held out, not looked at while tuning", HELD_OUT),
        ("told round about, written afterwards", INDIRECT),
    ] {
        let score = score(name, file, false);
        let Score { found, missed, wrongly, .. } = score;
        let (all, precision, recall) = (sentences(file).len(), score.precision(), score.recall());
        let row =
            format!("| {name} | {all} | {found} | {missed} | {wrongly} | {precision:.2} | {recall:.2} |");
        assert!(told.contains(&row), "docs/danger-words.md should say {row}");
    }
}

#[test]
fn there_are_three_hundred_sentences_balanced_over_the_dangers_and_the_ways_of_not_meaning_them() {
    let all: Vec<Sentence> = [TUNING, HELD_OUT].into_iter().flat_map(sentences).collect();
    assert!(all.len() >= 300, "{}", all.len());
    for danger in Danger::ALL {
        let count = all.iter().filter(|one| one.label == Some(*danger)).count();
        assert!((30..=50).contains(&count), "{danger:?} {count}");
    }
    for sort in
        ["negation", "denied", "quotation", "idiom", "question", "third", "past", "everyday", "hant", "en"]
    {
        assert!(all.iter().any(|one| one.label.is_none() && one.sort == sort), "{sort}");
    }
    let harmless = all.iter().filter(|one| one.label.is_none()).count();
    assert!(harmless * 3 > all.len() && harmless * 3 < all.len() * 2, "{harmless}");
}

#[test]
fn the_sentence_that_led_to_it_is_quoted_as_it_was_written() {
    let found = judge(&Lexicon::with(&[]), "今天聊了午饭。孩子 說他 想死！後來笑了。");
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].danger, found[0].sentence.as_str()), (Danger::SelfHarm, "孩子 說他 想死！"));
    assert!(!found[0].past);
    let past = judge(&Lexicon::with(&[]), "她去年割过手。");
    assert!(past[0].past, "{past:?}");
}

#[test]
fn a_school_adds_words_and_exceptions_of_its_own() {
    let added = [Own { danger: Some(Danger::RunningAway), entry: "去后山…不回".to_owned() }];
    let text = "他说要去后山住，不回来了。他说要去后山再也不回。";
    let more = judge(&Lexicon::with(&added), text).len();
    assert!(more > 0 && judge(&Lexicon::with(&[]), "他说要去后山再也不肯下来").is_empty());
    let excepted = [Own { danger: None, entry: "摔跤队的打架操".to_owned() }];
    assert!(!judge(&Lexicon::with(&[]), "他学会了摔跤队的打架操。").is_empty());
    assert!(judge(&Lexicon::with(&excepted), "他学会了摔跤队的打架操。").is_empty());
}

#[test]
fn any_text_is_read_without_a_fault() {
    for text in ["", "。", "…", "\n\n", "不", "想", "@adult", "a.b.c", "😀想死😀", "“”", " \t "]
    {
        let _ = judge(&Lexicon::with(&[]), text);
    }
    let long = "想死。".repeat(1300);
    assert_eq!(judge(&Lexicon::with(&[]), &long).len(), 1300);
}
// D5: what teachers write on other days.
#[test]
fn the_ordinary_notes_of_the_demonstration_school_raise_nothing() {
    let lexicon = Lexicon::with(&[]);
    let lines = include_str!("../../../server/src/demo/words/texts.txt").lines();
    let texts: Vec<&str> = lines.filter(|line| !line.starts_with(['#', '['])).collect();
    assert!(texts.len() > 250);
    for text in texts {
        assert_eq!(judge(&lexicon, text), [], "{text}");
    }
}
