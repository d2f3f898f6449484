//! Sentences bound to figures. A sentence is a message; a number stands in it as a token until the sentence is cut into
//! runs, so that translators place numbers freely and no number loses the query behind it.

use std::collections::{BTreeMap, BTreeSet};

use access::Kind;
use documents::model::{self, Block, Document, Fact, Layout, Signature, Span, Table};
use language::{Arg, Lang, t, tf};

mod worded;
mod written;

use crate::figures::{Figures, SMALL};
pub use worded::{Said, Way, days, worded, worked_out};
pub use written::{Part, Written, runs};

/// Private-use characters around the place of a run in [`Draft::runs`].
const OPEN: char = '\u{F8F0}';
const CLOSE: char = '\u{F8F1}';

/// The language of a document.
#[must_use]
pub fn document_lang(lang: Lang) -> documents::model::Lang {
    match lang {
        Lang::ZhHans => documents::model::Lang::ZhHans,
        Lang::ZhHant => documents::model::Lang::ZhHant,
        Lang::En => documents::model::Lang::En,
    }
}

/// The language that a document was written in.
#[must_use]
pub fn lang_of(document: &Document) -> Lang {
    match document.lang {
        documents::model::Lang::ZhHans => Lang::ZhHans,
        documents::model::Lang::ZhHant => Lang::ZhHant,
        documents::model::Lang::En => Lang::En,
    }
}

/// For whom a document speaks: it chooses among wordings, never among facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// A class.
    Class,
    /// A grade.
    Grade,
    /// A school.
    School,
    /// Several schools; its small numbers are not said.
    District,
}

impl Level {
    /// The end of the messages that name it.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Class => "class",
            Self::Grade => "grade",
            Self::School => "school",
            Self::District => "district",
        }
    }
}

/// What frames a document.
pub struct Frame {
    /// For whom it speaks.
    pub level: Level,
    /// Whether it is about a school year.
    pub is_year: bool,
    /// The one category it is about, in words.
    pub category: Option<String>,
    /// The title; a line feed breaks it.
    pub title: String,
    /// Who signs.
    pub signature: Signature,
    /// As of when, in words.
    pub as_of: String,
}

/// A document under way.
pub struct Draft<'f> {
    /// The language.
    pub lang: Lang,
    /// The numbers.
    pub figures: &'f Figures,
    frame: Frame,
    facts: Vec<Fact>,
    keys: BTreeMap<u32, String>,
    runs: Vec<Span>,
    gaps: BTreeMap<String, String>,
    said: Vec<Said>,
    blocks: Vec<Block>,
    parts: Vec<Part>,
}

impl<'f> Draft<'f> {
    /// An empty one.
    #[must_use]
    pub fn new(lang: Lang, figures: &'f Figures, frame: Frame) -> Self {
        Self {
            lang,
            figures,
            frame,
            facts: Vec::new(),
            keys: BTreeMap::new(),
            runs: Vec::new(),
            gaps: BTreeMap::new(),
            said: Vec::new(),
            blocks: Vec::new(),
            parts: Vec::new(),
        }
    }

    /// The number.
    #[must_use]
    pub fn n(&self, key: &str) -> i64 {
        self.figures.n(key)
    }

    /// The number as a run with its counting word: `papers-n-people` makes 3 人 or 3 students.
    pub fn fact(&mut self, key: &str, noun: &str) -> String {
        self.said(key, Way::Noun(noun.to_owned()))
    }

    /// A piece of a sentence for each of these numbers that is not 0, by the message of its name.
    pub fn counted(&mut self, keys: &[&str], noun: &str, message: impl Fn(&str) -> String) -> Vec<String> {
        let mut pieces = Vec::new();
        for key in keys.iter().filter(|key| self.figures.n(key) > 0) {
            let n = self.fact(key, noun);
            pieces.push(self.say(&message(key), &[("n", &n)]));
        }
        pieces
    }

    /// The number as a run, put into words this way; without the number where it must not be said.
    pub fn said(&mut self, key: &str, way: Way) -> String {
        // A rate of what is not said would say it; the mean marks of children say nothing of how many they are.
        let counts = !matches!(way, Way::RateBefore | Way::RateAfter);
        if let Some(value) = self.unsaid(key, "papers-small").filter(|_| counts) {
            let words = match &way {
                Way::Noun(noun) if self.n(key) < SMALL => tf(self.lang, noun, &[("n", Arg::Text(&value))]),
                _ => value.clone(),
            };
            return self.run_of(key, value, words);
        }
        let n = self.n(key).to_string();
        let (value, words) = worded(self.lang, self.figures, key, &way).unwrap_or_else(|| (n.clone(), n));
        let how = worked_out(self.lang, self.figures, key, &way);
        let said = Said { key: key.to_owned(), words: words.clone(), way };
        if !self.said.contains(&said) {
            self.said.push(said);
        }
        let value = self.unsaid(key, "papers-small").unwrap_or(value);
        let run = self.run_of(key, value, words);
        if how.is_some() {
            let mark = self.keys.iter().rfind(|(_, known)| *known == key).map(|(mark, _)| *mark);
            if let Some(fact) = self.facts.iter_mut().find(|fact| Some(fact.mark) == mark) {
                fact.how = how;
            }
        }
        run
    }

    /// What stands in the place of a number that must not be said of several schools.
    fn unsaid(&self, key: &str, small: &str) -> Option<String> {
        let hidden = self.figures.hidden.contains(key);
        let words = if self.n(key) < SMALL { small } else { "papers-withheld" };
        hidden.then(|| t(self.lang, words).to_owned())
    }

    /// Whether the writer lists such records: else nothing is said of them.
    #[must_use]
    pub fn sees(&self, kind: Kind) -> bool {
        !self.figures.unseen.contains(&kind)
    }

    /// For whom it speaks.
    #[must_use]
    pub const fn level(&self) -> Level {
        self.frame.level
    }

    /// The one category it is about.
    #[must_use]
    pub fn category(&self) -> Option<&str> {
        self.frame.category.as_deref()
    }

    /// The day on which it is signed, in words: its numbers are of that day.
    #[must_use]
    pub fn signed_on(&self) -> &str {
        &self.frame.signature.date
    }

    /// A number alone, for a table.
    pub fn figure(&mut self, key: &str) -> Span {
        let words = self.unsaid(key, "papers-small-cell").unwrap_or_else(|| self.n(key).to_string());
        let mark = self.mark(key, words.clone());
        Span::fact(mark, words)
    }

    fn run_of(&mut self, key: &str, value: String, words: String) -> String {
        let mark = self.mark(key, value);
        self.run(Span::fact(mark, words))
    }

    fn mark(&mut self, key: &str, value: String) -> u32 {
        if let Some((mark, _)) = self.keys.iter().find(|(_, known)| *known == key) {
            return *mark;
        }
        let mark = u32::try_from(self.facts.len()).unwrap_or(u32::MAX).saturating_add(1);
        let name = self.name_of(key);
        let as_of = self.frame.as_of.clone();
        self.facts.push(Fact { mark, name, as_of, value, how: None, link: format!("/papers/facts/{mark}") });
        self.keys.insert(mark, key.to_owned());
        mark
    }

    /// A query's name, with the part it is asked about.
    fn name_of(&self, key: &str) -> String {
        let (plain, part) = key.split_once('@').unwrap_or((key, ""));
        let name = self.in_span(t(self.lang, &format!("papers-figure-{plain}")).to_owned());
        let part = match part.split_once(':') {
            Some(("month", day)) => day.parse().ok().map(|day| language::month(self.lang, day)),
            Some(("grade" | "class" | "school", _)) => {
                self.figures.parts.iter().find(|(tail, _)| tail == part).map(|(_, name)| name.clone())
            }
            Some(("student", _)) => Some(t(self.lang, "papers-one-child").to_owned()),
            _ => None,
        };
        match part {
            Some(part) => {
                tf(self.lang, "papers-figure-of", &[("name", Arg::Text(&name)), ("part", Arg::Text(&part))])
            }
            None => name,
        }
    }

    /// Words about the term, said of the school year when the paper is about that.
    fn in_span(&self, words: String) -> String {
        if !self.frame.is_year {
            return words;
        }
        let pairs = ["this", "start", "before", "whole"];
        pairs.iter().fold(words, |words, which| {
            let word = |span: &str| t(self.lang, &format!("papers-span-{which}-{span}"));
            words.replace(word("term"), word("year"))
        })
    }

    /// What is not known, as a run, with the page where it can be filled in.
    pub fn gap(&mut self, key: &str, link: &str) -> String {
        let words = self.in_span(t(self.lang, key).to_owned());
        self.gaps.insert(words.clone(), link.to_owned());
        self.run(Span::missing(words))
    }

    fn run(&mut self, span: Span) -> String {
        self.runs.push(span);
        format!("{OPEN}{}{CLOSE}", self.runs.len() - 1)
    }

    /// A sentence, in the wording for whom the document speaks.
    #[must_use]
    pub fn say(&self, key: &str, args: &[(&str, &str)]) -> String {
        let wide = format!("{key}-wide");
        let key = if self.frame.level != Level::Class && language::has(&wide) { wide.as_str() } else { key };
        let place = t(self.lang, &format!("papers-where-{}", self.frame.level.key()));
        let mut all: Vec<(&str, Arg<'_>)> = vec![("where", Arg::Text(place))];
        all.extend(args.iter().map(|(name, text)| (*name, Arg::Text(text))));
        self.in_span(tf(self.lang, key, &all))
    }

    /// Pieces as one enumeration: A、B和C.
    #[must_use]
    pub fn list(&self, pieces: &[String]) -> String {
        let pieces: Vec<&str> = pieces.iter().map(String::as_str).collect();
        language::list(self.lang, &pieces)
    }

    /// A word of the interface inside a sentence: without the capital that it has as a label.
    #[must_use]
    pub fn word(&self, key: &str) -> String {
        let word = self.say(key, &[]);
        if self.lang == Lang::En { language::uncapped(&word) } else { word }
    }

    /// A heading of the first level.
    pub fn heading(&mut self, key: &str) {
        let words = self.in_span(t(self.lang, key).to_owned());
        self.block(key, Block::Heading(model::Level::One, vec![Span::text(words)]));
    }

    /// A paragraph of these sentences; none for no sentence.
    pub fn paragraph(&mut self, name: &str, sentences: &[String]) {
        if sentences.is_empty() {
            return;
        }
        let between = if self.lang == Lang::En { " " } else { "" };
        let spans = self.spans(&sentences.join(between));
        self.block(name, Block::Paragraph(spans));
    }

    /// A table.
    pub fn table(&mut self, name: &str, table: Table) {
        self.block(name, Block::Table(table));
    }

    fn block(&mut self, key: &str, block: Block) {
        self.blocks.push(block);
        self.parts.push(Part { key: key.to_owned(), edited: false, unconfirmed: false });
    }

    /// The last block tells of one child: it leaves only when a person has said that it may.
    pub fn to_be_confirmed(&mut self) {
        if let Some(part) = self.parts.last_mut() {
            part.unconfirmed = true;
        }
    }

    /// A text with tokens, cut into runs.
    #[must_use]
    pub fn spans(&self, text: &str) -> Vec<Span> {
        let mut spans = Vec::new();
        for (at, piece) in text.split(OPEN).enumerate() {
            let (token, rest) = if at == 0 { (None, piece) } else { split_token(piece) };
            spans.extend(token.and_then(|token| self.runs.get(token)).cloned());
            if !rest.is_empty() {
                spans.push(Span::text(rest));
            }
        }
        spans
    }

    /// The document, its marks counted in the order of their first use.
    #[must_use]
    pub fn finish(self) -> Written {
        let Self { lang, frame, facts, keys, gaps, said, blocks, parts, .. } = self;
        let document = Document {
            layout: Layout::Official,
            title: frame.title,
            number: None,
            to: None,
            blocks,
            signature: Some(frame.signature),
            facts,
            lang: document_lang(lang),
        };
        let mut written = Written { document, parts, keys, gaps, said, left_out: BTreeSet::new() };
        written.count_marks("/papers");
        written
    }
}

fn split_token(piece: &str) -> (Option<usize>, &str) {
    match piece.split_once(CLOSE) {
        Some((token, rest)) => (token.parse().ok(), rest),
        None => (None, piece),
    }
}
