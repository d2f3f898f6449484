//! Sentences bound to figures. A sentence is a message; a number stands in it as a token until the sentence is cut into
//! runs, so that translators place numbers freely and no number loses the query behind it.

use std::collections::BTreeMap;

use documents::model::{self, Block, Document, Fact, Layout, Signature, Span, Table};
use language::{Arg, Lang, t, tf};
use serde::{Deserialize, Serialize};

use crate::figures::Figures;
use crate::figures::marks::percent;

/// Private-use characters around the place of a run in [`Draft::runs`].
const OPEN: char = '\u{F8F0}';
const CLOSE: char = '\u{F8F1}';

/// A document with what the page needs to edit it and to compute it anew.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// The document.
    pub document: Document,
    /// One for each block of the document.
    pub parts: Vec<Part>,
    /// The query behind each mark.
    pub keys: BTreeMap<u32, String>,
    /// Where each gap can be filled, by its words.
    pub gaps: BTreeMap<String, String>,
}

/// The state of one block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Its name: the same paragraph computed later has the same one.
    pub key: String,
    /// Whether a person changed it.
    pub edited: bool,
    /// Whether it tells of one child, and nobody has yet said that it may leave so.
    #[serde(default)]
    pub unconfirmed: bool,
}

/// The language of a document.
#[must_use]
pub fn document_lang(lang: Lang) -> documents::model::Lang {
    match lang {
        Lang::ZhHans => documents::model::Lang::ZhHans,
        Lang::ZhHant => documents::model::Lang::ZhHant,
        Lang::En => documents::model::Lang::En,
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

/// Below this a number of children in a district is not said: it could point at one of them.
pub const SMALL: i64 = 10;

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
        let n = self.n(key);
        if self.is_small(n) {
            let words = t(self.lang, "papers-small").to_owned();
            return self.run_of(key, words.clone(), words);
        }
        let words = tf(self.lang, noun, &[("n", Arg::Number(n))]);
        self.run_of(key, n.to_string(), words)
    }

    /// Whether a number is too small to be said of several schools.
    #[must_use]
    pub fn is_small(&self, n: i64) -> bool {
        self.frame.level == Level::District && (1..SMALL).contains(&n)
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

    /// A number alone, for a table.
    pub fn figure(&mut self, key: &str) -> Span {
        let n = self.n(key);
        let words =
            if self.is_small(n) { t(self.lang, "papers-small-cell").to_owned() } else { n.to_string() };
        let mark = self.mark(key, words.clone());
        Span::fact(mark, words)
    }

    /// Half days as days.
    pub fn days(&mut self, key: &str) -> String {
        let half = self.n(key);
        let days = if half % 2 == 0 { (half / 2).to_string() } else { format!("{}.5", half / 2) };
        let words = tf(
            self.lang,
            if half == 2 { "papers-n-day" } else { "papers-n-days" },
            &[("x", Arg::Text(&days))],
        );
        self.run_of(key, words.clone(), words)
    }

    /// A mean rate as a run, resting on the children compared.
    pub fn rate(&mut self, key: &str, thousandths: i64) -> String {
        self.told(key, percent(thousandths))
    }

    /// Words that follow from a number, as a run resting on it.
    pub fn told(&mut self, key: &str, words: String) -> String {
        let n = self.n(key);
        let value = if self.is_small(n) { t(self.lang, "papers-small").to_owned() } else { n.to_string() };
        self.run_of(key, value, words)
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
        self.facts.push(Fact { mark, name, as_of, value, link: format!("/papers/facts/{mark}") });
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
        let Self { lang, frame, facts, keys, gaps, blocks, parts, .. } = self;
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
        let mut written = Written { document, parts, keys, gaps };
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

impl Written {
    /// The document as it leaves: without what nobody has confirmed, and without a heading over nothing.
    #[must_use]
    pub fn leaving(mut self) -> Document {
        let (mut blocks, mut parts) = (Vec::new(), Vec::new());
        for (block, part) in self.document.blocks.drain(..).zip(self.parts.drain(..)) {
            if part.unconfirmed {
                continue;
            }
            let heading = |block: &Block| matches!(block, Block::Heading(..));
            if heading(&block) && blocks.last().is_some_and(heading) {
                blocks.pop();
                parts.pop();
            }
            blocks.push(block);
            parts.push(part);
        }
        (self.document.blocks, self.parts) = (blocks, parts);
        let mut cited = Vec::new();
        self.document.blocks.iter().for_each(|block| for_marks(block, &mut |mark| cited.push(mark)));
        self.document.facts.retain(|fact| cited.contains(&fact.mark));
        self.document
    }

    /// Counts the marks anew in the order of first use, drops facts that are no longer cited, and lets every fact lead
    /// to its list under `address`.
    pub fn count_marks(&mut self, address: &str) {
        let mut order: Vec<u32> = Vec::new();
        for block in &self.document.blocks {
            for_marks(block, &mut |mark| {
                if !order.contains(&mark) {
                    order.push(mark);
                }
            });
        }
        let new_of = |old: u32| {
            let place = order.iter().position(|mark| *mark == old)?;
            u32::try_from(place).ok()?.checked_add(1)
        };
        self.document.facts.retain(|fact| order.contains(&fact.mark));
        for fact in &mut self.document.facts {
            fact.mark = new_of(fact.mark).unwrap_or(fact.mark);
            fact.link = format!("{address}/facts/{}", fact.mark);
        }
        self.document.facts.sort_by_key(|fact| fact.mark);
        self.keys = std::mem::take(&mut self.keys)
            .into_iter()
            .filter_map(|(mark, key)| Some((new_of(mark)?, key)))
            .collect();
        for block in &mut self.document.blocks {
            renumber(block, &new_of);
        }
    }
}

/// The runs of a block that can be edited: headings and paragraphs.
#[must_use]
pub fn runs(block: &Block) -> Option<&Vec<Span>> {
    match block {
        Block::Heading(_, spans) | Block::Paragraph(spans) => Some(spans),
        _ => None,
    }
}

fn for_marks(block: &Block, each: &mut impl FnMut(u32)) {
    let mut look = |spans: &[Span]| {
        for span in spans {
            if let Span::Fact { mark, .. } = span {
                each(*mark);
            }
        }
    };
    match block {
        Block::Heading(_, spans) | Block::Paragraph(spans) => look(spans),
        Block::Table(table) => table.rows.iter().flatten().for_each(|cell| look(&cell.spans)),
        Block::Form(form) => form.rows.iter().flat_map(|row| &row.cells).for_each(|cell| look(&cell.spans)),
        Block::List(list) => list.items.iter().for_each(|item| look(item)),
        Block::Chart(_) | Block::Missing(_) | Block::PageBreak => {}
    }
}

fn renumber(block: &mut Block, new_of: &impl Fn(u32) -> Option<u32>) {
    let change = |spans: &mut Vec<Span>| {
        for span in spans {
            if let Span::Fact { mark, .. } = span {
                *mark = new_of(*mark).unwrap_or(*mark);
            }
        }
    };
    match block {
        Block::Heading(_, spans) | Block::Paragraph(spans) => change(spans),
        Block::Table(table) => table.rows.iter_mut().flatten().for_each(|cell| change(&mut cell.spans)),
        Block::Form(form) => {
            form.rows.iter_mut().flat_map(|row| &mut row.cells).for_each(|cell| change(&mut cell.spans))
        }
        Block::List(list) => list.items.iter_mut().for_each(change),
        Block::Chart(_) | Block::Missing(_) | Block::PageBreak => {}
    }
}
