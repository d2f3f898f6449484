//! Bars lie, so that names have room: a group for each row, a bar for each series, the figure at its end.

use super::Chart;
use super::drawing::{Anchor, Drawing, LINE, Pen, TEXT, Tone, broken, length, nth, wide};

/// Height of a bar.
const BAR: f32 = 13.0;
/// Between two groups.
const GAP: f32 = 9.0;

pub(super) fn draw(chart: &Chart, width: f32) -> Drawing {
    let mut out = Drawing::new(width);
    out.legend(&chart.series, |out, (left, base), at| out.bar((left, base - 10.0), (20.0, 11.0), at));
    let names = chart.rows.iter().map(|row| wide(&row.label, TEXT)).fold(0.0_f32, f32::max).min(width * 0.42);
    let said = chart.rows.iter().flat_map(|row| row.values.iter().flatten());
    let figures = said.map(|value| wide(&value.said, TEXT)).fold(0.0_f32, f32::max);
    let left = names + 10.0;
    let room = (width - left - figures - 8.0).max(20.0);
    let mut top = out.height + 4.0;
    let start = top;
    for row in &chart.rows {
        let lines = broken(&row.label, names + 1.0).len();
        let bars = (BAR + 3.0) * nth(chart.series.len()) - 3.0;
        let height = bars.max(LINE * nth(lines));
        let base = top + (height - LINE * nth(lines)) / 2.0 + LINE - 4.0;
        out.lines_of((0.0, base), &row.label, names + 1.0);
        let mut bar_top = top + (height - bars) / 2.0;
        for (series, value) in row.values.iter().enumerate() {
            if let Some(value) = value {
                let long = (room * length(value.amount) / length(chart.most())).min(room);
                out.bar((left, bar_top), (long.max(0.5), BAR), series);
                out.words(
                    (left + long + 5.0, bar_top + BAR - 2.5),
                    &value.said,
                    (Anchor::Start, Tone::Strong),
                );
            } else {
                out.words((left + 5.0, bar_top + BAR - 2.5), "–", (Anchor::Start, Tone::Quiet));
            }
            bar_top += BAR + 3.0;
        }
        top += height + GAP;
    }
    out.line(vec![(left, start - 3.0), (left, top - GAP + 3.0)], Pen::Axis);
    out.height = top - GAP + 6.0;
    out
}
