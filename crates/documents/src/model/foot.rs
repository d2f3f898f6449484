//! What a document closes with: the lines to sign below its last table. Alone on a page they would sign nothing.

use super::{Block, Document, Layout, Span};

/// So many last rows of a table go with what is held below it. Those of a ledger are tall: two would leave a page empty.
pub(crate) const fn last_rows(layout: Layout) -> usize {
    if layout.is_across() { 1 } else { 2 }
}

/// More words than this below a table are text of their own.
const MOST_LETTERS: usize = 200;

/// More rows than this are a form of their own, and not a place to sign.
const MOST_ROWS: usize = 3;

impl Document {
    /// The place of the first block that only closes the paper; behind the last block where there is none.
    fn foot(&self) -> usize {
        let below = self.blocks.iter().rev().take_while(|block| closes(block)).count();
        let first = self.blocks.len() - below;
        let table = first.checked_sub(1).and_then(|at| self.blocks.get(at));
        if matches!(table, Some(Block::Table(_) | Block::Form(_))) { first } else { self.blocks.len() }
    }

    /// What must stand on the page on which the block at this place ends: the blocks below it, and whether the signature,
    /// too. `None`: the block may end its page.
    pub(crate) fn held_below(&self, at: usize) -> Option<&[Block]> {
        let below = self.blocks.get(at + 1..)?;
        let is_held = at + 1 >= self.foot() && (self.signature.is_some() || !below.is_empty());
        is_held.then_some(below)
    }
}

fn closes(block: &Block) -> bool {
    let letters = |spans: &[Span]| spans.iter().map(|span| span.words().chars().count()).sum::<usize>();
    match block {
        Block::Paragraph(spans) => letters(spans) <= MOST_LETTERS,
        Block::Form(form) => form.rows.len() <= MOST_ROWS,
        _ => false,
    }
}
