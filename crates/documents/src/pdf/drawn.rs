//! Charts: a picture of lines and letters under its name, read aloud by what it says, with its table.

use krilla::geom::{Path, PathBuilder, Point};
use krilla::num::NormalizedF32;
use krilla::paint::{Fill, Stroke, StrokeDash};
use krilla::surface::Surface;
use krilla::text::{GlyphId, KrillaGlyph};

use super::atoms::Run;
use super::face::Face;
use super::flow::{Flow, nth};
use super::grid;
use super::lines::{Room, break_lines};
use super::sheet::{Item, letter};
use super::tree::{Kind, Tree};
use crate::chart::drawing::{Anchor, Mark, Place};
use crate::chart::{Chart, Drawing, paper};
use crate::model::{Span, Table, WriteError, clean};

/// A chart: its name, the drawing, what it says, its table. It is drawn a little smaller where that keeps it whole on its
/// page.
///
/// # Errors
/// As [`grid::table`].
pub(super) fn chart(flow: &mut Flow<'_>, chart: &Chart) -> Result<(), WriteError> {
    let tables = chart.tables();
    let below = below(flow, chart, &tables)?;
    flow.sheets.need(least(flow, chart));
    let drawing = fitted(flow, chart, below);
    name(flow, &chart.title);
    let branch = flow.sheets.tree.branch(Tree::root(), Kind::Figure(clean(&chart.says)));
    let leaf = flow.sheets.tree.leaf(branch);
    let left = flow.sheets.left() + (flow.sheets.width() - drawing.width) / 2.0;
    let top = flow.sheets.at;
    flow.sheets.at += drawing.height + UNDER;
    flow.sheets.push(Item::Drawing { drawing, at: (left, top), leaf });
    flow.paragraphs(&[Span::text(&chart.says)])?;
    tables.iter().try_for_each(|table| grid::table(flow, table))
}

/// Between a drawing and what it says.
const UNDER: f32 = 6.0;

/// The height of what stands around the drawing: its name, what it says, its tables.
fn below(flow: &Flow<'_>, chart: &Chart, tables: &[Table]) -> Result<f32, WriteError> {
    let says = break_lines(&flow.cutter.words(&chart.says, flow.text()), flow.room(0.0));
    let text = flow.pitch() * nth(says.len() + 1) + UNDER;
    tables.iter().try_fold(text, |height, table| Ok(height + grid::height_of_table(flow, table)?))
}

/// The drawing in the largest size in which all of the chart stands on this page; else in which the drawing does, its table
/// going over.
fn fitted(flow: &Flow<'_>, chart: &Chart, below: f32) -> Drawing {
    let drawn = |by: f32| drawn(flow, chart, by);
    let first = |around: f32| {
        paper::SIZES.into_iter().map(drawn).find(|one| one.height + around <= flow.sheets.room())
    };
    first(below).or_else(|| first(flow.pitch() * 2.0 + UNDER)).unwrap_or_else(|| drawn(paper::USUAL))
}

/// The drawing in this size, and never taller than a page.
fn drawn(flow: &Flow<'_>, chart: &Chart, by: f32) -> Drawing {
    let drawing = chart.on_paper(flow.sheets.width(), by);
    let most = flow.sheets.bottom() - flow.sheets.top() - flow.pitch() * 3.0;
    let over = most / drawing.height;
    if over < 1.0 { drawing.scaled(over) } else { drawing }
}

/// What of a chart must stand on one page: its name, the drawing, the first line of what it says.
pub(super) fn least(flow: &Flow<'_>, chart: &Chart) -> f32 {
    let heights = paper::SIZES.map(|by| drawn(flow, chart, by).height);
    heights.into_iter().fold(f32::MAX, f32::min) + flow.pitch() * 2.0 + UNDER
}

fn name(flow: &mut Flow<'_>, words: &str) {
    let atoms = flow.cutter.words(words, Run::of(letter(flow.look.cell + 4)).bold());
    let room = Room { even: false, ..flow.room(0.0) };
    let branch = flow.sheets.tree.branch(Tree::root(), Kind::Paragraph);
    for line in break_lines(&atoms, room) {
        let left = flow.sheets.left() + (room.width - line.width) / 2.0;
        flow.sheets.line(&line, (left, flow.sheets.at, flow.pitch()), Some(branch));
        flow.sheets.at += flow.pitch();
    }
}

/// Draws one mark of a drawing whose corner is at a place.
pub(super) fn paint(surface: &mut Surface<'_>, mark: &Mark, (left, top): Place, face: &Face) {
    let moved = |points: &[Place]| points.iter().map(|(x, y)| (x + left, y + top)).collect::<Vec<_>>();
    match mark {
        Mark::Shape { points, fill } => {
            let (ground, edge) = paper::fill(*fill);
            draw(surface, path(&moved(points), true), Some(ground), edge.map(|edge| (edge, 0.6, &[][..])));
        }
        Mark::Line { points, pen } => {
            draw(surface, path(&moved(points), false), None, Some(paper::pen(*pen)));
        }
        Mark::Dot { at: (x, y), hollow } => {
            let ground = if *hollow { 0xFF } else { 0x1E };
            draw(surface, circle((x + left, y + top)), Some(ground), Some((0x1E, 1.0, &[][..])));
        }
        Mark::Words { .. } => words(surface, mark, (left, top), face),
    }
}

fn path(points: &[Place], closed: bool) -> Option<Path> {
    let mut path = PathBuilder::new();
    for (at, (x, y)) in points.iter().enumerate() {
        if at == 0 { path.move_to(*x, *y) } else { path.line_to(*x, *y) }
    }
    if closed {
        path.close();
    }
    path.finish()
}

/// Four curves: 0.5523 of the radius makes a quarter of a circle.
fn circle((x, y): Place) -> Option<Path> {
    let (r, c) = (paper::DOT, paper::DOT * 0.5523);
    let mut path = PathBuilder::new();
    path.move_to(x + r, y);
    path.cubic_to(x + r, y + c, x + c, y + r, x, y + r);
    path.cubic_to(x - c, y + r, x - r, y + c, x - r, y);
    path.cubic_to(x - r, y - c, x - c, y - r, x, y - r);
    path.cubic_to(x + c, y - r, x + r, y - c, x + r, y);
    path.close();
    path.finish()
}

type Ink = (paper::Grey, f32, &'static [f32]);

fn draw(surface: &mut Surface<'_>, path: Option<Path>, ground: Option<paper::Grey>, line: Option<Ink>) {
    let Some(path) = path else { return };
    surface.set_fill(ground.map(filled));
    surface.set_stroke(line.map(|(grey, width, dashes)| Stroke {
        paint: krilla::color::luma::Color::new(grey).into(),
        width,
        dash: (!dashes.is_empty()).then(|| StrokeDash { array: dashes.to_vec(), offset: 0.0 }),
        ..Stroke::default()
    }));
    surface.draw_path(&path);
}

fn filled(grey: paper::Grey) -> Fill {
    let paint = krilla::color::luma::Color::new(grey).into();
    Fill { paint, opacity: NormalizedF32::ONE, ..Fill::default() }
}

fn words(surface: &mut Surface<'_>, mark: &Mark, (left, top): Place, face: &Face) {
    let Mark::Words { at: (x, y), size, anchor, tone, text } = mark else { return };
    let (mut written, mut glyphs, mut width) = (String::new(), Vec::new(), 0.0);
    for sign in clean(text).chars() {
        let Some(shape) = face.shape(sign) else { continue };
        let start = written.len();
        written.push(sign);
        let glyph = GlyphId::new(shape.glyph);
        glyphs.push(KrillaGlyph::new(glyph, shape.width, 0.0, 0.0, 0.0, start..written.len(), None));
        width += shape.width * size;
    }
    let x = match anchor {
        Anchor::Start => *x,
        Anchor::Middle => x - width / 2.0,
        Anchor::End => x - width,
    };
    surface.set_stroke(None);
    surface.set_fill(Some(filled(paper::words(*tone))));
    let at = Point::from_xy(x + left, y + top);
    surface.draw_glyphs(at, &glyphs, face.font.clone(), &written, *size, false);
}
