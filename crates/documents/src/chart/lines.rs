//! Lines over time: solid, dashed, dotted; the last figure of each stands at its end.

use super::Chart;
use super::drawing::{Anchor, Drawing, Mark, Pen, Place, TEXT, Tone, length, nth, wide};

/// From the top of the axis to its foot.
const HIGH: f32 = 150.0;

pub(super) fn draw(chart: &Chart, width: f32) -> Drawing {
    let mut out = Drawing::new(width);
    out.legend(&chart.series, |out, (left, base), at| {
        out.line(vec![(left, base - 4.0), (left + 20.0, base - 4.0)], Pen::Series(at));
        out.marks.push(Mark::Dot { at: (left + 10.0, base - 4.0), hollow: at > 0 });
    });
    let most = round(chart.most());
    let left = wide(&most.to_string(), TEXT) + 8.0;
    let right = width - 34.0;
    let (top, foot) = (out.height + 12.0, out.height + 12.0 + HIGH);
    for part in [0, most / 2, most] {
        let at = foot - HIGH * length(part) / length(most);
        out.line(vec![(left, at), (right, at)], if part == 0 { Pen::Axis } else { Pen::Grid });
        out.words((left - 6.0, at + 4.0), &part.to_string(), (Anchor::End, Tone::Quiet));
    }
    let step = if chart.rows.len() > 1 { (right - left - 16.0) / nth(chart.rows.len() - 1) } else { 0.0 };
    let place = |at: usize, amount: i64| -> Place {
        (left + 8.0 + step * nth(at), foot - (foot - top) * length(amount.clamp(0, most)) / length(most))
    };
    names(&mut out, chart, (left + 8.0, step, foot + 17.0));
    for series in 0..chart.series.len() {
        line(&mut out, chart, series, &place);
    }
    out.height = foot + 24.0;
    out
}

/// As many names under the axis as there is room for.
fn names(out: &mut Drawing, chart: &Chart, (left, step, base): (f32, f32, f32)) {
    let widest = chart.rows.iter().map(|row| wide(&row.label, TEXT) + 10.0).fold(0.0_f32, f32::max);
    let mut free = f32::MIN;
    for (at, row) in chart.rows.iter().enumerate() {
        let middle = left + step * nth(at);
        if middle - widest / 2.0 >= free {
            out.words((middle, base), &row.label, (Anchor::Middle, Tone::Quiet));
            free = middle + widest / 2.0;
        }
    }
}

/// A line, broken where nothing is known.
fn line(out: &mut Drawing, chart: &Chart, series: usize, place: &impl Fn(usize, i64) -> Place) {
    let values: Vec<Option<(Place, &str)>> = chart
        .rows
        .iter()
        .enumerate()
        .map(|(at, row)| {
            let value = row.values.get(series)?.as_ref()?;
            Some((place(at, value.amount), value.said.as_str()))
        })
        .collect();
    for run in values.split(Option::is_none) {
        let points: Vec<Place> = run.iter().flatten().map(|(at, _)| *at).collect();
        if points.len() > 1 {
            out.line(points, Pen::Series(series));
        }
    }
    let dots = values.iter().flatten().map(|(at, _)| Mark::Dot { at: *at, hollow: series > 0 });
    out.marks.extend(dots);
    if let Some(((x, y), said)) = values.iter().flatten().next_back() {
        // Above the first line and below the others: where they end near each other both are read.
        let base = if series == 0 { y - 7.0 } else { y + 16.0 };
        out.words((x + 6.0, base), said, (Anchor::Start, Tone::Strong));
    }
}

/// The next round number: 1, 2 or 5 with noughts, and even.
fn round(most: i64) -> i64 {
    let mut scale: i64 = 1;
    loop {
        for step in [2, 4, 10] {
            if scale.saturating_mul(step) >= most {
                return scale.saturating_mul(step);
            }
        }
        scale = scale.saturating_mul(10);
    }
}
