//! Sheets as a PDF file.

use krilla::Document as Pdf;
use krilla::SerializeSettings;
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::color::luma;
use krilla::configure::{Accessibility, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::{Page, PageSettings};
use krilla::paint::{Fill, Stroke};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, SpanTag};
use krilla::text::{GlyphId, KrillaGlyph};

use super::atoms::{Atom, Run};
use super::face::Face;
use super::sheet::{Area, Item, Sheets, points};
use super::tree::{Drawn, Leaf};
use crate::model::{Document, WriteError, one_line};

/// Writes the sheets.
///
/// # Errors
/// [`WriteError::Pdf`] when the file would not hold to PDF/UA-1: a mistake of this program.
pub(super) fn write(sheets: Sheets, document: &Document, face: &Face) -> Result<Vec<u8>, WriteError> {
    let rules = ConfigurationBuilder::new().with_accessibility_validator(Accessibility::UA1).finish();
    let configuration = rules.map_err(|error| WriteError::Pdf(format!("{error:?}")))?;
    let mut pdf = Pdf::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
    pdf.set_metadata(metadata(document));
    let mut drawn = Drawn::default();
    for sheet in &sheets.sheets {
        let paper = sheets.look.page;
        let size = PageSettings::from_wh(points(paper.0), points(paper.1));
        let mut page = pdf.start_page_with(size.unwrap_or_default());
        let mut surface = page.surface();
        items(&mut surface, &sheet.items, face, &mut drawn);
        surface.finish();
        links(&mut page, &sheets, &sheet.items, &mut drawn);
        page.finish();
    }
    pdf.set_outline(outline(&sheets));
    pdf.set_tag_tree(sheets.tree.finish(&drawn).with_lang(Some(document.lang.html().to_owned())));
    pdf.finish().map_err(|error| WriteError::Pdf(format!("{error}: {error:?}")))
}

/// Title and language. No author: a paper is the school's, and names travel with files.
fn metadata(document: &Document) -> Metadata {
    let title = one_line(&document.title);
    let title = if title.trim().is_empty() { " ".to_owned() } else { title };
    Metadata::new().title(title).language(document.lang.html().to_owned())
}

fn outline(sheets: &Sheets) -> Outline {
    let mut outline = Outline::new();
    for node in branch(&mut sheets.entries.as_slice(), 1, sheets) {
        outline.push_child(node);
    }
    outline
}

/// The entries of one level and those below them; a level that is left out is none.
fn branch(rest: &mut &[super::sheet::Entry], level: u16, sheets: &Sheets) -> Vec<OutlineNode> {
    let mut nodes: Vec<OutlineNode> = Vec::new();
    while let Some((entry, others)) = rest.split_first().filter(|(entry, _)| entry.level >= level) {
        let mut node = OutlineNode::new(entry.words.clone(), place(entry.sheet, sheets.left(), entry.top));
        *rest = others;
        for child in branch(rest, entry.level + 1, sheets) {
            node.push_child(child);
        }
        nodes.push(node);
    }
    nodes
}

fn place(sheet: usize, left: f32, top: f32) -> XyzDestination {
    XyzDestination::new(sheet, Point::from_xy(left, top))
}

fn items(surface: &mut Surface<'_>, items: &[Item], face: &Face, drawn: &mut Drawn) {
    for item in items {
        match item {
            Item::Letters { letters, base, leaf } => {
                tagged(surface, *leaf, drawn, |surface| set(surface, letters, *base));
            }
            Item::Rule { from, to } => {
                tagged(surface, None, drawn, |surface| rule(surface, *from, *to));
            }
            Item::Shade(area) => tagged(surface, None, drawn, |surface| shade(surface, *area)),
            Item::Drawing { drawing, at, leaf } => {
                let identifier = surface.start_tagged(ContentTag::Other);
                drawing.marks.iter().for_each(|mark| super::drawn::paint(surface, mark, *at, face));
                surface.end_tagged();
                drawn.put(*leaf, identifier);
            }
            Item::Link { .. } => {}
        }
    }
}

/// Draws under a leaf, or as furniture that is not read aloud.
fn tagged(
    surface: &mut Surface<'_>,
    leaf: Option<Leaf>,
    drawn: &mut Drawn,
    draw: impl FnOnce(&mut Surface<'_>),
) {
    let tag = match leaf {
        Some(_) => ContentTag::Span(SpanTag::empty()),
        None => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)),
    };
    let identifier = surface.start_tagged(tag);
    draw(surface);
    surface.end_tagged();
    if let Some(leaf) = leaf {
        drawn.put(leaf, identifier);
    }
}

/// Letters of one run on one line.
fn set(surface: &mut Surface<'_>, letters: &[(Atom, f32)], base: f32) {
    let Some((first, _)) = letters.first() else { return };
    ink(surface, first.run);
    let mut rest = letters;
    for part in letters.chunk_by(|(one, _), (next, _)| one.shape.hand == next.shape.hand) {
        rest = rest.get(part.len()..).unwrap_or_default();
        in_one_face(surface, part, rest.first().map(|(_, at)| *at), base);
    }
}

/// Letters of one face, up to where the next begins.
fn in_one_face(surface: &mut Surface<'_>, letters: &[(Atom, f32)], end: Option<f32>, base: f32) {
    let Some((first, left)) = letters.first() else { return };
    let (run, Ok(face)) = (first.run, Face::of(first.shape.hand)) else { return };
    let mut text = String::new();
    let mut glyphs = Vec::with_capacity(letters.len());
    let nexts = letters.iter().skip(1).map(|(_, at)| Some(*at)).chain([end]);
    for ((atom, at), next) in letters.iter().zip(nexts) {
        let start = text.len();
        text.push(atom.letter);
        let advance = next.map_or(atom.width, |next| next - at) / run.size;
        let glyph = GlyphId::new(atom.shape.glyph);
        glyphs.push(KrillaGlyph::new(glyph, advance, 0.0, 0.0, 0.0, start..text.len(), None));
    }
    surface.draw_glyphs(Point::from_xy(*left, base), &glyphs, face.font.clone(), &text, run.size, false);
}

/// The face has one weight: what is bold is drawn with an edge of its own.
fn ink(surface: &mut Surface<'_>, run: Run) {
    let colour = if run.grey { luma::Color::new(0x66) } else { luma::Color::black() };
    surface.set_fill(Some(Fill { paint: colour.into(), ..Fill::default() }));
    let edge = Stroke { paint: colour.into(), width: run.size * 0.032, ..Stroke::default() };
    surface.set_stroke(run.bold.then_some(edge));
}

fn rule(surface: &mut Surface<'_>, from: (f32, f32), to: (f32, f32)) {
    let mut path = PathBuilder::new();
    path.move_to(from.0, from.1);
    path.line_to(to.0, to.1);
    let Some(path) = path.finish() else { return };
    surface.set_fill(None);
    surface.set_stroke(Some(Stroke { paint: luma::Color::black().into(), width: 0.5, ..Stroke::default() }));
    surface.draw_path(&path);
}

/// Light enough to read on a poor copy: the shade of the Word file.
fn shade(surface: &mut Surface<'_>, area: Area) {
    let Area { left, top, width, height } = area;
    let Some(rect) = Rect::from_xywh(left, top, width, height) else { return };
    let mut path = PathBuilder::new();
    path.push_rect(rect);
    let Some(path) = path.finish() else { return };
    let paint = krilla::color::rgb::Color::new(0xFF, 0xF2, 0xCC).into();
    surface.set_stroke(None);
    surface.set_fill(Some(Fill { paint, opacity: NormalizedF32::ONE, ..Fill::default() }));
    surface.draw_path(&path);
}

/// From a figure's mark to its note.
fn links(page: &mut Page<'_>, sheets: &Sheets, items: &[Item], drawn: &mut Drawn) {
    for item in items {
        let Item::Link { area, note, leaf } = item else { continue };
        let Some((sheet, top)) = sheets.notes.get(note) else { continue };
        let Some(rect) = Rect::from_xywh(area.left, area.top, area.width, area.height) else { continue };
        let target = Target::Destination(place(*sheet, sheets.left(), *top).into());
        let annotation = Annotation::new_link(LinkAnnotation::new(rect, target), Some(format!("[{note}]")));
        drawn.put(*leaf, page.add_tagged_annotation(annotation));
    }
}
