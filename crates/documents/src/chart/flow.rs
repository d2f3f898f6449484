//! From places on the left to places on the right, each way as thick as it is many.

use super::Chart;
use super::drawing::{Anchor, Drawing, Fill, LINE, Mark, TEXT, Tone, length, nth, wide};

/// Width of the bar of a place.
const BAR: f32 = 9.0;
/// Between two places.
const GAP: f32 = 20.0;
/// Height of all that flows.
const HIGH: f32 = 190.0;

/// A place: its name, how many, and how far it is used up from the top.
struct Stop {
    name: String,
    many: i64,
    top: f32,
    used: f32,
}

pub(super) fn draw(chart: &Chart, width: f32) -> Drawing {
    let mut out = Drawing::new(width);
    let amount = |row: usize, series: usize| -> i64 {
        chart.rows.get(row).and_then(|row| row.values.get(series)?.as_ref()).map_or(0, |value| value.amount)
    };
    let (rows, series) = (chart.rows.len(), chart.series.len());
    let from = chart
        .rows
        .iter()
        .enumerate()
        .map(|(row, one)| (one.label.clone(), (0..series).map(|at| amount(row, at)).sum()));
    let to = chart
        .series
        .iter()
        .enumerate()
        .map(|(at, name)| (name.clone(), (0..rows).map(|row| amount(row, at)).sum()));
    let total = from.clone().map(|(_, many): (String, i64)| many).sum::<i64>().max(1);
    let scale = HIGH / length(total);
    let (mut left_stops, left_high) = stops(from, scale);
    let (mut right_stops, right_high) = stops(to, scale);
    let room = |stops: &[Stop]| {
        stops.iter().map(|stop| wide(&named(stop), TEXT)).fold(0.0_f32, f32::max).min(width * 0.34) + 6.0
    };
    let (left, right) = (room(&left_stops), width - room(&right_stops));
    for (row, stop) in left_stops.iter_mut().enumerate() {
        for (at, end) in right_stops.iter_mut().enumerate() {
            let thick = scale * length(amount(row, at));
            if thick > 0.0 {
                ribbon(
                    &mut out,
                    (left + BAR, stop.top + stop.used),
                    (right - BAR, end.top + end.used),
                    thick,
                );
                stop.used += thick;
                end.used += thick;
            }
        }
    }
    for (stops, x, words, anchor) in [
        (&left_stops, left, left - 6.0, Anchor::End),
        (&right_stops, right - BAR, right + 6.0, Anchor::Start),
    ] {
        for stop in stops.iter().filter(|stop| stop.many > 0) {
            out.area((x, stop.top), (BAR, (scale * length(stop.many)).max(1.0)), Fill::Strong);
            let base = stop.top + (scale * length(stop.many)) / 2.0 + 4.0;
            out.words((words, base), &named(stop), (anchor, Tone::Strong));
        }
    }
    out.height = left_high.max(right_high) + LINE;
    out
}

fn named(stop: &Stop) -> String {
    format!("{} {}", stop.name, stop.many)
}

/// The places of a side from the top, those of which none are left out.
fn stops(all: impl Iterator<Item = (String, i64)>, scale: f32) -> (Vec<Stop>, f32) {
    let mut top = 8.0;
    let mut stops = Vec::new();
    for (name, many) in all {
        stops.push(Stop { name, many, top, used: 0.0 });
        // One that is empty keeps its place in the list, and takes no room.
        top += if many > 0 { scale * length(many) + GAP } else { 0.0 };
    }
    (stops, top)
}

fn ribbon(out: &mut Drawing, (x1, y1): (f32, f32), (x2, y2): (f32, f32), thick: f32) {
    const STEPS: usize = 14;
    let curve = |offset: f32| {
        (0..=STEPS).map(move |step| {
            let t = nth(step) / nth(STEPS);
            let ease = t * t * 2.0_f32.mul_add(-t, 3.0);
            (t.mul_add(x2 - x1, x1), ease.mul_add(y2 - y1, y1) + offset)
        })
    };
    let mut points: Vec<(f32, f32)> = curve(0.0).collect();
    let back: Vec<(f32, f32)> = curve(thick).collect();
    points.extend(back.into_iter().rev());
    out.marks.push(Mark::Shape { points, fill: Fill::Ribbon });
}
