//! The word list: entries that a school can read and extend, compiled to patterns over characters.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use super::Danger;

/// So many characters at most stand in a gap of a Chinese entry.
const GAP: usize = 6;
/// And in one of an English entry: about five words.
const WORD_GAP: usize = 30;
/// A longer entry of a school's own says too much at once, in characters.
pub const ENTRY_LIMIT: usize = 40;

/// The list that ships with the program.
static SHIPPED: LazyLock<HashMap<String, Vec<String>>> =
    LazyLock::new(|| sections(include_str!("words.txt")));

/// What an entry of a list is for, beside the four categories.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cue {
    /// Sayings and everyday things.
    Not,
    /// Before the word: it is denied.
    Negation,
    /// Looks like one, is none.
    NotNegation,
    /// After the word: it is taken back.
    Denied,
    /// After a question: it is so.
    Affirmed,
    /// A question of the teacher's.
    Question,
    /// A book, a film, a lesson, a game.
    Quotation,
    /// Somebody not near.
    Others,
    /// The child.
    Child,
    /// Said of oneself all the same.
    EvenSo,
    /// Of the past.
    Past,
    /// Of the past, and over.
    Settled,
}

const CUES: [(Cue, &str); 12] = [
    (Cue::Not, "not"),
    (Cue::Negation, "negation"),
    (Cue::NotNegation, "not_negation"),
    (Cue::Denied, "denied"),
    (Cue::Affirmed, "affirmed"),
    (Cue::Question, "question"),
    (Cue::Quotation, "quotation"),
    (Cue::Others, "others"),
    (Cue::Child, "@child"),
    (Cue::EvenSo, "even_so"),
    (Cue::Past, "past"),
    (Cue::Settled, "settled"),
];

/// What an entry stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// A danger.
    For(Danger),
    /// What takes one back, or colours it.
    Against(Cue),
}

/// A school's own entry: a danger, or an exception.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Own {
    /// The danger; nothing for an exception.
    pub danger: Option<Danger>,
    /// As it was typed.
    pub entry: String,
}

/// One place where an entry stands in a text, in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit<'l> {
    /// Where it begins.
    pub start: usize,
    /// Behind its last character.
    pub end: usize,
    /// What it stands for.
    pub stands: Stands,
    /// The entry.
    pub entry: &'l str,
}

enum Part {
    Text(Vec<char>),
    Gap,
    List(Arc<Vec<Vec<char>>>),
}

struct Pattern {
    entry: String,
    parts: Vec<Part>,
    stands: Stands,
    whole_words: bool,
}

/// All entries, found by their first character.
pub struct Lexicon {
    patterns: Vec<Pattern>,
    first: HashMap<char, Vec<usize>>,
}

/// As the list is compared: small letters, half width, Simplified.
#[must_use]
pub fn folded(c: char) -> char {
    let half = match u32::from(c) {
        code @ 0xFF01..=0xFF5E => char::from_u32(code - 0xFEE0).unwrap_or(c),
        _ => c,
    };
    language::script::simplified(half.to_ascii_lowercase())
}

/// Whether a clause ends here.
#[must_use]
pub fn ends_clause(c: char) -> bool {
    ends_sentence(c) || "，,：:；;—".contains(c)
}

/// Whether a sentence ends here.
#[must_use]
pub fn ends_sentence(c: char) -> bool {
    "。.！!？?；;\n".contains(c)
}

/// The entries of the shipped list under a heading.
#[must_use]
pub fn shipped(heading: &str) -> &'static [String] {
    SHIPPED.get(heading).map_or(&[], Vec::as_slice)
}

fn sections(file: &str) -> HashMap<String, Vec<String>> {
    let mut all: HashMap<String, Vec<String>> = HashMap::new();
    let mut heading = String::new();
    for line in file.lines().map(|line| line.split('#').next().unwrap_or("").trim()) {
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            name.clone_into(&mut heading);
        } else if !line.is_empty() {
            all.entry(heading.clone()).or_default().push(line.to_owned());
        }
    }
    all
}

impl Lexicon {
    /// The shipped list with a school's own entries.
    #[must_use]
    pub fn with(own: &[Own]) -> Self {
        let mut all = Self { patterns: Vec::new(), first: HashMap::new() };
        for danger in Danger::ALL {
            all.add(shipped(danger.key()).iter(), Stands::For(*danger));
        }
        for (cue, heading) in CUES {
            all.add(shipped(heading).iter(), Stands::Against(cue));
        }
        for one in own {
            let stands = one.danger.map_or(Stands::Against(Cue::Not), Stands::For);
            all.add(std::iter::once(&one.entry), stands);
        }
        all
    }

    fn add<'e>(&mut self, entries: impl Iterator<Item = &'e String>, stands: Stands) {
        for entry in entries {
            let parts = parts(entry);
            let at = self.patterns.len();
            let begins: Vec<char> = match parts.first() {
                Some(Part::Text(text)) => text.first().copied().into_iter().collect(),
                Some(Part::List(list)) => list.iter().filter_map(|one| one.first().copied()).collect(),
                _ => continue,
            };
            for begin in begins {
                let known = self.first.entry(begin).or_default();
                if known.last() != Some(&at) {
                    known.push(at);
                }
            }
            let whole_words = entry.chars().all(|c| c.is_ascii() || c == '…');
            self.patterns.push(Pattern { entry: entry.clone(), parts, stands, whole_words });
        }
    }

    /// Every place where an entry stands in a folded text.
    #[must_use]
    pub fn hits(&self, text: &[char]) -> Vec<Hit<'_>> {
        let mut hits = Vec::new();
        for (start, begin) in text.iter().enumerate() {
            let starts_word = start.checked_sub(1).and_then(|at| text.get(at)).is_none_or(|c| !is_word(*c));
            for pattern in self.first.get(begin).into_iter().flatten().filter_map(|at| self.patterns.get(*at))
            {
                if pattern.whole_words && !starts_word {
                    continue;
                }
                if let Some(end) = pattern.end(text, start) {
                    hits.push(Hit { start, end, stands: pattern.stands, entry: &pattern.entry });
                }
            }
        }
        hits
    }
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric()
}

fn parts(entry: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut text: Vec<char> = Vec::new();
    let mut rest: Vec<char> = entry.trim().chars().map(folded).rev().collect();
    let flush = |text: &mut Vec<char>, parts: &mut Vec<Part>| {
        let taken: Vec<char> = std::mem::take(text);
        let trimmed: String = taken.iter().collect();
        let trimmed: Vec<char> = trimmed.trim().chars().collect();
        if !trimmed.is_empty() {
            parts.push(Part::Text(trimmed));
        }
    };
    while let Some(c) = rest.pop() {
        match c {
            '…' => {
                flush(&mut text, &mut parts);
                if !parts.is_empty() && !matches!(parts.last(), Some(Part::Gap)) {
                    parts.push(Part::Gap);
                }
            }
            '@' => {
                flush(&mut text, &mut parts);
                let mut name = String::from("@");
                while let Some(letter) = rest.last().copied().filter(char::is_ascii_lowercase) {
                    name.push(letter);
                    rest.pop();
                }
                let list = shipped(&name).iter().map(|one| one.chars().map(folded).collect()).collect();
                parts.push(Part::List(Arc::new(list)));
            }
            _ => text.push(c),
        }
    }
    flush(&mut text, &mut parts);
    if matches!(parts.last(), Some(Part::Gap)) {
        parts.pop();
    }
    parts
}

impl Pattern {
    /// Where the pattern that begins here ends.
    fn end(&self, text: &[char], start: usize) -> Option<usize> {
        let end = self.rest(text, start, &self.parts)?;
        let ends_word = text.get(end).is_none_or(|c| !is_word(*c));
        (!self.whole_words || ends_word).then_some(end)
    }

    fn rest(&self, text: &[char], at: usize, parts: &[Part]) -> Option<usize> {
        let Some((part, parts)) = parts.split_first() else { return Some(at) };
        let stands = |words: &[char]| text.get(at..).is_some_and(|rest| rest.starts_with(words));
        match part {
            Part::Text(words) if stands(words) => self.rest(text, at + words.len(), parts),
            Part::Text(_) => None,
            Part::List(list) => {
                let fits = list.iter().filter(|words| stands(words));
                fits.filter_map(|words| self.rest(text, at + words.len(), parts)).max()
            }
            Part::Gap => {
                let limit = if self.whole_words { WORD_GAP } else { GAP };
                let room = text.get(at..)?.iter().take(limit).take_while(|c| !ends_clause(**c)).count();
                (0..=room).find_map(|skipped| self.rest(text, at + skipped, parts))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use super::*;

    fn finds(lexicon: &Lexicon, text: &str, danger: Danger) -> bool {
        let text: Vec<char> = text.chars().map(folded).collect();
        lexicon.hits(&text).iter().any(|hit| hit.stands == Stands::For(danger))
    }

    // D5
    #[test]
    fn an_entry_with_a_gap_or_a_list_stays_within_its_clause() {
        let own = [Own { danger: Some(Danger::Violence), entry: "@adult…甩门…骂".to_owned() }];
        let lexicon = Lexicon::with(&own);
        assert!(finds(&lexicon, "爸爸一甩门就骂人", Danger::Violence));
        assert!(!finds(&lexicon, "爸爸一甩门，走了，又骂人", Danger::Violence));
    }

    #[test]
    fn english_is_found_as_whole_words() {
        let lexicon = Lexicon::with(&[]);
        assert!(finds(&lexicon, "He has a KNIFE.", Danger::Violence));
        assert!(!finds(&lexicon, "He sold penknifes", Danger::Violence));
    }

    #[test]
    fn traditional_characters_are_read_as_simplified_ones() {
        assert!(finds(&Lexicon::with(&[]), "她說要自殺", Danger::SelfHarm));
    }

    #[test]
    fn every_heading_of_the_shipped_list_is_known() {
        let known: Vec<&str> =
            CUES.iter().map(|(_, heading)| *heading).chain(["@adult", "@weapon", "@tool"]).collect();
        for heading in SHIPPED.keys() {
            let is_danger = Danger::parse(heading).is_some();
            assert!(is_danger || known.contains(&heading.as_str()), "{heading}");
        }
        assert!(Danger::ALL.iter().all(|danger| shipped(danger.key()).len() > 40));
    }
}
