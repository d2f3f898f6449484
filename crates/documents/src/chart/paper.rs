//! How a drawing looks in black and white, for every writer that sets it on paper.

use super::drawing::{Fill, Pen, Tone};

/// How much smaller than on the page, from the usual to the least that is read without a glass: letters of 12 points.
pub(crate) const SIZES: [f32; 4] = [0.85, 0.8, 0.75, 0.7];

/// The usual size.
pub(crate) const USUAL: f32 = 0.85;

/// How dark: 0 is black, 255 the paper.
pub(crate) type Grey = u8;

/// The ground of a shape, and its edge.
pub(crate) const fn fill(fill: Fill) -> (Grey, Option<Grey>) {
    match fill {
        Fill::Strong => (0x3C, None),
        Fill::Light => (0xFF, Some(0x3C)),
        Fill::Open => (0xFF, Some(0x96)),
        Fill::Shade(0) => (0xFF, Some(0x96)),
        Fill::Shade(1) => (0xE8, Some(0x96)),
        Fill::Shade(2) => (0xCC, Some(0x96)),
        Fill::Shade(3) => (0xA6, Some(0x96)),
        Fill::Shade(_) => (0x4A, Some(0x4A)),
        Fill::Ribbon => (0xDA, None),
    }
}

/// A line: how dark, how thick, and its dashes.
pub(crate) const fn pen(pen: Pen) -> (Grey, f32, &'static [f32]) {
    match pen {
        Pen::Axis => (0x3C, 0.8, &[]),
        Pen::Grid => (0xC8, 0.5, &[]),
        Pen::Hatch => (0x5A, 0.6, &[]),
        Pen::Series(0) => (0x1E, 1.8, &[]),
        Pen::Series(1) => (0x5A, 1.4, &[5.0, 4.0]),
        Pen::Series(_) => (0x5A, 1.4, &[1.5, 3.0]),
    }
}

/// Letters.
pub(crate) const fn words(tone: Tone) -> Grey {
    match tone {
        Tone::Quiet => 0x3C,
        Tone::Strong => 0x00,
        Tone::OnDark => 0xFF,
    }
}

/// A reading on a line.
pub(crate) const DOT: f32 = 2.6;
