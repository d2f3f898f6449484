//! Places as tiles in the groups of their towns: a schema in the order given, no map; more is darker.

use super::drawing::{Anchor, Drawing, Fill, LINE, TEXT, Tone, broken, nth, wide};
use super::heat::{shade, tone};
use super::{Chart, Row};

/// The least width of a tile.
const TILE: f32 = 84.0;
/// Its height.
const HIGH: f32 = 50.0;

pub(super) fn draw(chart: &Chart, width: f32) -> Drawing {
    let mut out = Drawing::new(width);
    let across = (1..12_usize).take_while(|n| nth(*n) * TILE <= width).last().unwrap_or(1);
    let tile = width / nth(across);
    let mut top = 0.0;
    for town in chart.rows.chunk_by(|one, other| one.group == other.group) {
        if let Some(name) = town.first().map(|row| row.group.as_str()).filter(|name| !name.is_empty()) {
            out.words((0.0, top + LINE - 2.0), name, (Anchor::Start, Tone::Strong));
            top += LINE + 4.0;
        }
        for line in town.chunks(across) {
            for (at, row) in line.iter().enumerate() {
                draw_tile(&mut out, chart, row, (tile * nth(at), top, tile));
            }
            top += HIGH;
        }
        top += 6.0;
    }
    out.height = top;
    out
}

fn draw_tile(out: &mut Drawing, chart: &Chart, row: &Row, (left, top, tile): (f32, f32, f32)) {
    let (fill, said, look) = match row.values.first() {
        Some(Some(value)) => {
            let shade = shade(value.amount, chart.most());
            (Fill::Shade(shade), value.said.as_str(), tone(shade))
        }
        _ => (Fill::Open, "–", Tone::Strong),
    };
    out.area((left + 1.5, top + 1.5), (tile - 3.0, HIGH - 3.0), fill);
    let name = broken(&row.label, tile - 10.0);
    let fits = name.len() == 1;
    let short = if fits { row.label.as_str() } else { name.first().map_or("", String::as_str) };
    let size = if fits { TEXT } else { (TEXT * (tile - 10.0) / wide(&row.label, TEXT)).max(8.0) };
    let label = if size > 8.0 { row.label.as_str() } else { short };
    out.words_of((left + tile / 2.0, top + 20.0), label, (Anchor::Middle, look, size));
    out.words_of((left + tile / 2.0, top + 39.0), said, (Anchor::Middle, look, 14.0));
}
