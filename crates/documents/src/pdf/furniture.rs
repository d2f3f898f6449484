//! What stands around the text: page numbers, the line that says who took the paper out, and the notes behind figures.

use super::atoms::{Cutter, Run};
use super::face::Face;
use super::flow::{Flow, nth};
use super::lines::{Line, Room, break_lines};
use super::sheet::{Item, Sheets, letter, points};
use super::tree::{Kind, Tree};
use crate::look::Look;
use crate::model::{Document, Layout};

/// Letter size of notes: 五号.
const NOTE: f32 = 10.5;
/// A note of so many lines is not torn.
const WHOLE: usize = 6;

/// The notes behind the figures, in the order of their marks, below a short rule.
pub(super) fn notes(flow: &mut Flow<'_>) {
    let document = flow.document;
    if document.facts.is_empty() {
        return;
    }
    let pitch = points(280);
    flow.sheets.need(pitch * 2.0 + 12.0);
    if !flow.sheets.is_fresh() {
        flow.sheets.at += 12.0;
    }
    let (left, top) = (flow.sheets.left(), flow.sheets.at);
    flow.sheets.push(Item::Rule { from: (left, top), to: (left + 120.0, top) });
    flow.sheets.at += 4.0;
    for fact in &document.facts {
        let words = format!("[{}] {}", fact.mark, fact.note(document.lang));
        let atoms = Cutter { squeeze: 1.0, ..flow.cutter }.words(&words, Run::of(NOTE));
        let branch = flow.sheets.tree.branch(Tree::root(), Kind::Note);
        let lines = break_lines(&atoms, Room { even: false, ..flow.room(0.0) });
        // A note of a few lines stands on one sheet; what is longer than any note needs to be goes on over the next.
        flow.sheets.need(pitch * nth(lines.len().min(WHOLE)));
        for (place, line) in lines.iter().enumerate() {
            flow.sheets.need(pitch);
            if place == 0 {
                let here = (flow.sheets.last(), flow.sheets.at);
                flow.sheets.notes.insert(fact.mark, here);
            }
            flow.sheets.line(line, (left, flow.sheets.at, pitch), Some(branch));
            flow.sheets.at += pitch;
        }
    }
}

/// Numbers every sheet, and sets the line below the number.
pub(super) fn add(sheets: &mut Sheets, document: &Document, face: &Face, below: &str) {
    let cutter = Cutter { face, text: None, document, squeeze: 1.0 };
    let many = sheets.sheets.len();
    let mut done = Vec::with_capacity(many);
    for place in 1..=many {
        let mut items = number(sheets, &cutter, (place, many));
        items.extend(foot(sheets, &cutter, below));
        done.push(items);
    }
    for (sheet, items) in sheets.sheets.iter_mut().zip(done) {
        sheet.items.extend(items);
    }
}

/// — 1 — on the right of odd pages and the left of even ones, one letter in, 7 mm below the text (GB/T 9704-2012, 7.5);
/// 1 / 2 in the middle below a form.
fn number(sheets: &Sheets, cutter: &Cutter<'_>, (place, many): (usize, usize)) -> Vec<Item> {
    let size = letter(Look::page_number(cutter.document.layout));
    let (left, width) = (sheets.left(), sheets.width());
    match cutter.document.layout {
        Layout::Letter => Vec::new(),
        Layout::Official => {
            let line = one(cutter, &format!("— {place} —"), size);
            let at = if place % 2 == 1 { left + width - size - line.width } else { left + size };
            // The dash lies 0.38 of the size above the base line.
            furniture(&line, at, sheets.bottom() + points(397) + size * 0.38)
        }
        Layout::Form | Layout::Ledger => {
            let line = one(cutter, &format!("{place} / {many}"), size);
            furniture(
                &line,
                left + (width - line.width) / 2.0,
                points(sheets.look.page.1) - points(sheets.look.footer) - 2.0,
            )
        }
    }
}

fn foot(sheets: &Sheets, cutter: &Cutter<'_>, below: &str) -> Vec<Item> {
    if below.trim().is_empty() {
        return Vec::new();
    }
    let size = 7.5;
    let mut run = Run::of(size);
    run.grey = true;
    let atoms = cutter.words(below, run);
    let room = Room { width: sheets.width(), first: 0.0, even: false };
    let mut items = Vec::new();
    let mut base = match cutter.document.layout {
        Layout::Official | Layout::Letter => sheets.bottom() + points(397) + 22.0,
        Layout::Form | Layout::Ledger => points(sheets.look.page.1) - points(sheets.look.footer) + 11.0,
    };
    for line in break_lines(&atoms, room) {
        items.extend(furniture(&line, sheets.left() + (room.width - line.width) / 2.0, base));
        base += 10.0;
    }
    items
}

fn one(cutter: &Cutter<'_>, words: &str, size: f32) -> Line {
    let room = Room { width: f32::MAX, first: 0.0, even: false };
    break_lines(&cutter.words(words, Run::of(size)), room).into_iter().next().unwrap_or_default()
}

fn furniture(line: &Line, left: f32, base: f32) -> Vec<Item> {
    let letters: Vec<_> = line.atoms.iter().map(|(atom, at)| (*atom, left + at)).collect();
    if letters.is_empty() { Vec::new() } else { vec![Item::Letters { letters, base, leaf: None }] }
}
