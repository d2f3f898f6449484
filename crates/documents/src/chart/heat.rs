//! A field of shades with the figure in every cell: more is darker.

use super::Chart;
use super::drawing::{Anchor, Drawing, Fill, TEXT, Tone, length, nth, wide};

/// Height of a row.
const ROW: f32 = 19.0;

/// The shade of an amount: five steps up to the full one.
pub(super) fn shade(amount: i64, full: i64) -> u8 {
    let part = amount.clamp(0, full).saturating_mul(5) / full.max(1);
    u8::try_from(part.min(4)).unwrap_or(4)
}

/// How figures stand on a shade.
pub(super) const fn tone(shade: u8) -> Tone {
    if shade > 3 { Tone::OnDark } else { Tone::Strong }
}

pub(super) fn draw(chart: &Chart, width: f32) -> Drawing {
    let mut out = Drawing::new(width);
    let names =
        chart.rows.iter().map(|row| wide(&row.label, TEXT)).fold(0.0_f32, f32::max).min(width * 0.34) + 8.0;
    let cell = (width - names) / nth(chart.series.len().max(1));
    let size = (cell / 2.4).clamp(6.5, 10.5);
    let head = chart.series.iter().map(|name| wide(name, size)).fold(0.0_f32, f32::max);
    let every = if head + 3.0 > cell { steps(head + 3.0, cell) } else { 1 };
    for (at, name) in chart.series.iter().enumerate().filter(|(at, _)| at % every == 0) {
        let middle = names + cell * (nth(at) + 0.5);
        out.words_of((middle, 12.0), name, (Anchor::Middle, Tone::Quiet, size));
    }
    let mut top = 18.0;
    for row in &chart.rows {
        let fits = TEXT * (names - 8.0) / wide(&row.label, TEXT).max(1.0);
        out.words_of((0.0, top + ROW - 6.0), &row.label, (Anchor::Start, Tone::Quiet, fits.min(TEXT)));
        for (at, value) in row.values.iter().enumerate() {
            let left = names + cell * nth(at);
            let (fill, text, look) = match value {
                Some(value) => {
                    let shade = shade(value.amount, chart.most());
                    (Fill::Shade(shade), value.said.trim_end_matches('%'), tone(shade))
                }
                None => (Fill::Open, "–", Tone::Quiet),
            };
            out.area((left + 0.5, top + 0.5), (cell - 1.0, ROW - 1.0), fill);
            out.words_of(
                (left + cell / 2.0, top + ROW / 2.0 + size * 0.36),
                text,
                (Anchor::Middle, look, size),
            );
        }
        top += ROW;
    }
    out.height = top + 2.0;
    out
}

/// Every how many columns a name of this width has room.
fn steps(name: f32, cell: f32) -> usize {
    (2..100_i64)
        .find(|step| cell * length(*step) >= name)
        .and_then(|step| usize::try_from(step).ok())
        .unwrap_or(100)
}
