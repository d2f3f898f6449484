//! Sheets of paper and what stands on them, before anything is written.

use std::collections::BTreeMap;

use super::atoms::{Atom, Run};
use super::lines::Line;
use super::tree::{Branch, Kind, Leaf, Tree};
use crate::chart::Drawing;
use crate::chart::drawing::Place;
use crate::look::Look;

/// Twips as points.
pub(super) fn points(twips: u32) -> f32 {
    f32::from(u16::try_from(twips).unwrap_or(u16::MAX)) / 20.0
}

/// Half points as points.
pub(super) fn letter(half_points: u32) -> f32 {
    points(half_points * 10)
}

/// A rectangle: left, top, width, height.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Area {
    pub left: f32,
    pub top: f32,
    pub width: f32,
    pub height: f32,
}

/// A thing on a sheet. What has no leaf is furniture: lines, shades, page numbers.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Item {
    /// Letters, each with its distance from the left edge of the sheet, on one base line.
    Letters { letters: Vec<(Atom, f32)>, base: f32, leaf: Option<Leaf> },
    /// A straight line.
    Rule { from: (f32, f32), to: (f32, f32) },
    /// A shade behind what is missing.
    Shade(Area),
    /// A chart's drawing, its upper left corner, and its leaf.
    Drawing { drawing: Drawing, at: Place, leaf: Leaf },
    /// A place that leads to a note.
    Link { area: Area, note: u32, leaf: Leaf },
}

/// One sheet.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub items: Vec<Item>,
}

/// A heading for the list of contents.
pub(super) struct Entry {
    pub level: u16,
    pub words: String,
    pub sheet: usize,
    pub top: f32,
}

/// All sheets, their tree, and where notes and headings came to stand.
pub(super) struct Sheets {
    pub look: &'static Look,
    pub sheets: Vec<Sheet>,
    pub tree: Tree,
    /// Sheet and distance from its top.
    pub notes: BTreeMap<u32, (usize, f32)>,
    pub entries: Vec<Entry>,
    /// Where the next thing begins, from the top of the sheet.
    pub at: f32,
}

impl Sheets {
    pub(super) fn new(look: &'static Look) -> Self {
        let [top, ..] = look.margins;
        Self {
            look,
            sheets: vec![Sheet::default()],
            tree: Tree::new(),
            notes: BTreeMap::new(),
            entries: Vec::new(),
            at: points(top),
        }
    }

    pub(super) fn top(&self) -> f32 {
        let [top, ..] = self.look.margins;
        points(top)
    }

    pub(super) fn bottom(&self) -> f32 {
        let [_, _, bottom, _] = self.look.margins;
        points(self.look.page.1) - points(bottom)
    }

    pub(super) fn left(&self) -> f32 {
        let [_, _, _, left] = self.look.margins;
        points(left)
    }

    pub(super) fn width(&self) -> f32 {
        points(self.look.width())
    }

    /// The sheet under way, counted from 0.
    pub(super) fn last(&self) -> usize {
        self.sheets.len().saturating_sub(1)
    }

    /// Room left on the sheet.
    pub(super) fn room(&self) -> f32 {
        self.bottom() - self.at
    }

    /// Whether nothing stands on the sheet yet.
    pub(super) fn is_fresh(&self) -> bool {
        self.at <= self.top() + 0.1
    }

    /// Begins another sheet.
    pub(super) fn turn(&mut self) {
        self.sheets.push(Sheet::default());
        self.at = self.top();
    }

    /// Begins another sheet when less than this is left and something stands here already. A hair is forgiven: 22 lines
    /// fill the page to the last tenth of a point.
    pub(super) fn need(&mut self, height: f32) {
        if self.room() + 0.5 < height && !self.is_fresh() {
            self.turn();
        }
    }

    pub(super) fn push(&mut self, item: Item) {
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.items.push(item);
        }
    }

    /// Sets a line whose box begins at `top`; `left` is its left edge on the sheet.
    pub(super) fn line(&mut self, line: &Line, (left, top, height): (f32, f32, f32), under: Option<Branch>) {
        let size =
            line.atoms.iter().map(|(atom, _)| atom.run).filter(|run| run.note.is_none()).map(|run| run.size);
        let size = size.fold(0.0_f32, f32::max);
        let size = if size > 0.0 { size } else { height * 0.6 };
        // The face's letters reach 0.88 of their size above the base line and 0.12 below it.
        let base = top + (height - size) / 2.0 + size * 0.88;
        let mut rest = line.atoms.as_slice();
        while let Some((first, _)) = rest.first() {
            let same = rest.iter().position(|(atom, _)| atom.run != first.run).unwrap_or(rest.len());
            let (run, left_over) = rest.split_at_checked(same).unwrap_or((rest, &[]));
            self.run(run, (left, base), first.run, under);
            rest = left_over;
        }
    }

    fn run(&mut self, atoms: &[(Atom, f32)], (left, base): (f32, f32), run: Run, under: Option<Branch>) {
        let letters: Vec<(Atom, f32)> = atoms.iter().map(|(atom, at)| (*atom, left + at)).collect();
        let (Some(first), Some(last)) = (letters.first(), letters.last()) else { return };
        let area = Area {
            left: first.1,
            top: base - run.raised - run.size,
            width: last.1 + last.0.width - first.1,
            height: run.size * 1.2,
        };
        if run.missing {
            self.push(Item::Shade(area));
        }
        let base = base - run.raised;
        match (under, run.note) {
            (Some(under), Some(note)) => {
                let link = self.tree.branch(under, Kind::Link);
                let leaf = self.tree.leaf(link);
                self.push(Item::Link { area, note, leaf });
                let leaf = Some(self.tree.leaf(link));
                self.push(Item::Letters { letters, base, leaf });
            }
            (under, _) => {
                let leaf = under.map(|under| self.tree.leaf(under));
                self.push(Item::Letters { letters, base, leaf });
            }
        }
    }
}
