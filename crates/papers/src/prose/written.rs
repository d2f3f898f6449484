//! A written document with what stands behind its numbers, and the document as it leaves.

use std::collections::{BTreeMap, BTreeSet};

use documents::model::{Block, Document, Span};
use serde::{Deserialize, Serialize};

use super::worded::{Said, Way};

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
    /// How the numbers of the paragraphs are put into words.
    #[serde(default)]
    pub said: Vec<Said>,
    /// Paragraphs about one child that a person did not want.
    #[serde(default)]
    pub left_out: BTreeSet<String>,
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
        // On paper the notes are counted from 1 in the order of reading; the page keeps its marks, and each note leads there.
        let order = self.marks_in_order();
        self.document.facts.retain(|fact| order.contains(&fact.mark));
        for fact in &mut self.document.facts {
            fact.mark = place_of(&order, fact.mark).unwrap_or(fact.mark);
        }
        self.document.facts.sort_by_key(|fact| fact.mark);
        self.document.blocks.iter_mut().for_each(|block| renumber(block, &|mark| place_of(&order, mark)));
        self.document
    }

    /// The marks in the order of their first use.
    fn marks_in_order(&self) -> Vec<u32> {
        let mut order: Vec<u32> = Vec::new();
        for block in &self.document.blocks {
            for_marks(block, &mut |mark| {
                if !order.contains(&mark) {
                    order.push(mark);
                }
            });
        }
        order
    }

    /// Counts the marks anew in the order of first use, drops facts that are no longer cited, and lets every fact lead
    /// to its list under `address`.
    pub fn count_marks(&mut self, address: &str) {
        let order = self.marks_in_order();
        self.document.facts.retain(|fact| order.contains(&fact.mark));
        self.rename_marks(address, &|mark| place_of(&order, mark));
    }

    /// A number that a person gave another counting word stays alive without one.
    pub fn say_bare(&mut self, spans: &[Span]) {
        for span in spans {
            let Span::Fact { mark, text } = span else { continue };
            let Some(key) = self.keys.get(mark).filter(|_| text.chars().all(|c| c.is_ascii_digit())) else {
                continue;
            };
            let said = Said { key: key.clone(), words: text.clone(), way: Way::Bare };
            if !self.said.iter().any(|other| other.key == said.key && other.words == said.words) {
                self.said.push(said);
            }
        }
    }

    /// Gives each mark its new name; what has none is dropped.
    pub fn rename_marks(&mut self, address: &str, new_of: &impl Fn(u32) -> Option<u32>) {
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
            renumber(block, new_of);
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

/// The new name of a mark: where it stands among all of them.
fn place_of(order: &[u32], mark: u32) -> Option<u32> {
    let place = order.iter().position(|other| *other == mark)?;
    u32::try_from(place).ok()?.checked_add(1)
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
