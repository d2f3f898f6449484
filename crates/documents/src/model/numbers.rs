//! Heading numbers, 一、（一）1.（1）(GB/T 9704-2012, 7.3.3). They are text in the document, so that the page, Word
//! and a copied sentence say the same.

use super::{Lang, Level};

const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/// Counts headings while a document is written.
#[derive(Default)]
pub(crate) struct Numbers {
    counts: [u32; 4],
}

impl Numbers {
    /// The number of the next heading, with its punctuation.
    pub(crate) fn next(&mut self, level: Level, lang: Lang) -> String {
        let [one, two, three, four] = self.counts;
        self.counts = match level {
            Level::One => [one + 1, 0, 0, 0],
            Level::Two => [one, two + 1, 0, 0],
            Level::Three => [one, two, three + 1, 0],
            Level::Four => [one, two, three, four + 1],
        };
        let [one, two, three, four] = self.counts;
        match (level, lang.is_chinese()) {
            (Level::One, true) => format!("{}、", han(one)),
            (Level::Two, true) => format!("（{}）", han(two)),
            (Level::Four, true) => format!("（{four}）"),
            (Level::Three, true) => format!("{three}."),
            (Level::One, false) => format!("{one}. "),
            (Level::Two, false) => format!("{one}.{two} "),
            (Level::Three, false) => format!("{one}.{two}.{three} "),
            (Level::Four, false) => format!("{one}.{two}.{three}.{four} "),
        }
    }
}

/// A number below a hundred in Chinese; above, in figures: no document has a hundred chapters.
fn han(number: u32) -> String {
    let digit =
        |value: u32| usize::try_from(value).ok().and_then(|value| DIGITS.get(value)).copied().unwrap_or("");
    match number {
        0..=9 => digit(number).to_owned(),
        10..=19 => format!("十{}", digit(number - 10)),
        20..=99 => format!("{}十{}", digit(number / 10), digit(number % 10)),
        _ => number.to_string(),
    }
}
