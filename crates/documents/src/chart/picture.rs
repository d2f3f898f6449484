//! A drawing as a picture (PNG, shades of grey) for files that hold pictures alone: sharp enough for print.

use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use tiny_skia::{Color, FillRule, LineCap, Paint, Path, PathBuilder, Pixmap, Stroke, StrokeDash, Transform};

use super::drawing::{Anchor, Drawing, Mark, Place};
use super::paper;
use crate::model::{WriteError, clean};
use crate::pdf::face::Face;

/// Dots in a point: 288 to the inch.
const FINE: f32 = 4.0;

/// A picture with its size in points.
pub(crate) struct Picture {
    pub png: Vec<u8>,
    pub width: f32,
    pub height: f32,
}

/// Paints a drawing.
///
/// # Errors
/// [`WriteError::Face`] when the letters cannot be read, [`WriteError::Picture`] when it has no size.
pub(crate) fn picture(drawing: &Drawing) -> Result<Picture, WriteError> {
    let face = Face::get()?;
    let mut pixels = Pixmap::new(dots(drawing.width), dots(drawing.height)).ok_or(WriteError::Picture)?;
    pixels.fill(Color::WHITE);
    for mark in &drawing.marks {
        paint(&mut pixels, mark, face);
    }
    Ok(Picture { png: encoded(&pixels)?, width: drawing.width, height: drawing.height })
}

/// A length in whole dots.
fn dots(length: f32) -> u32 {
    (1..8192_u16).find(|dots| f32::from(*dots) >= length * FINE).map_or(8192, u32::from)
}

fn paint(pixels: &mut Pixmap, mark: &Mark, face: &Face) {
    match mark {
        Mark::Shape { points, fill } => {
            let Some(path) = path(points, true) else { return };
            let (ground, edge) = paper::fill(*fill);
            fill_path(pixels, &path, ground, Transform::from_scale(FINE, FINE));
            if let Some(edge) = edge {
                stroke(pixels, &path, (edge, 0.6, &[]));
            }
        }
        Mark::Line { points, pen } => {
            let Some(path) = path(points, false) else { return };
            stroke(pixels, &path, paper::pen(*pen));
        }
        Mark::Dot { at: (x, y), hollow } => {
            let Some(path) = PathBuilder::from_circle(*x, *y, paper::DOT) else { return };
            fill_path(pixels, &path, if *hollow { 0xFF } else { 0x1E }, Transform::from_scale(FINE, FINE));
            stroke(pixels, &path, (0x1E, 1.0, &[]));
        }
        Mark::Words { .. } => words(pixels, mark, face),
    }
}

fn grey(grey: paper::Grey) -> Paint<'static> {
    let mut paint = Paint::default();
    paint.set_color_rgba8(grey, grey, grey, 0xFF);
    paint
}

fn path(points: &[Place], closed: bool) -> Option<Path> {
    let mut builder = PathBuilder::new();
    for (at, (x, y)) in points.iter().enumerate() {
        if at == 0 { builder.move_to(*x, *y) } else { builder.line_to(*x, *y) }
    }
    if closed {
        builder.close();
    }
    builder.finish()
}

fn fill_path(pixels: &mut Pixmap, path: &Path, ground: paper::Grey, place: Transform) {
    pixels.fill_path(path, &grey(ground), FillRule::Winding, place, None);
}

fn stroke(pixels: &mut Pixmap, path: &Path, (ink, width, dashes): (paper::Grey, f32, &[f32])) {
    let dash = StrokeDash::new(dashes.to_vec(), 0.0);
    let stroke = Stroke { width, line_cap: LineCap::Butt, dash, ..Stroke::default() };
    pixels.stroke_path(path, &grey(ink), &stroke, Transform::from_scale(FINE, FINE), None);
}

fn words(pixels: &mut Pixmap, mark: &Mark, face: &Face) {
    let Mark::Words { at: (x, y), size, anchor, tone, text } = mark else { return };
    let shapes: Vec<_> = clean(text).chars().filter_map(|letter| face.shape(letter)).collect();
    let width = shapes.iter().map(|shape| shape.width * size).sum::<f32>();
    let mut left = match anchor {
        Anchor::Start => *x,
        Anchor::Middle => x - width / 2.0,
        Anchor::End => x - width,
    };
    for shape in shapes {
        let mut pen = Pen(PathBuilder::new());
        let settings = DrawSettings::unhinted(Size::new(*size), LocationRef::default());
        let drawn = face.outlines.get(shape.glyph.into()).map(|outline| outline.draw(settings, &mut pen));
        if let (Some(Ok(_)), Some(path)) = (drawn, pen.0.finish()) {
            let place = Transform::from_row(FINE, 0.0, 0.0, -FINE, left * FINE, y * FINE);
            fill_path(pixels, &path, paper::words(*tone), place);
        }
        left += shape.width * size;
    }
}

/// An outline on its way to the painter.
struct Pen(PathBuilder);

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to(x, y);
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to(x, y);
    }
    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.0.quad_to(cx, cy, x, y);
    }
    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        self.0.cubic_to(cx0, cy0, cx1, cy1, x, y);
    }
    fn close(&mut self) {
        self.0.close();
    }
}

/// Everything is grey and nothing is clear: one byte a dot.
fn encoded(pixels: &Pixmap) -> Result<Vec<u8>, WriteError> {
    let greys: Vec<u8> = pixels.pixels().iter().map(|dot| dot.red()).collect();
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, pixels.width(), pixels.height());
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header().map_err(std::io::Error::from)?;
    writer.write_image_data(&greys).map_err(std::io::Error::from)?;
    writer.finish().map_err(std::io::Error::from)?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_leave_ink_and_an_empty_drawing_leaves_none() {
        let text = Mark::Words {
            at: (50.0, 30.0),
            size: 12.0,
            anchor: Anchor::Middle,
            tone: super::super::drawing::Tone::Strong,
            text: "春雨 41".to_owned(),
        };
        let with = |marks| Drawing { width: 100.0, height: 50.0, marks };
        let ink = |drawing: &Drawing| {
            let png = picture(drawing).unwrap().png;
            let mut reader = png::Decoder::new(std::io::Cursor::new(png)).read_info().unwrap();
            let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
            reader.next_frame(&mut bytes).unwrap();
            bytes.iter().filter(|dot| **dot < 128).count()
        };
        assert_eq!(ink(&with(Vec::new())), 0);
        assert!(ink(&with(vec![text])) > 500);
    }
}
