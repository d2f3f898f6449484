//! Steps under one another, each as wide as its part of the first; its figure inside or beside it.

use super::Chart;
use super::drawing::{Anchor, Drawing, Fill, LINE, Mark, TEXT, Tone, length, wide};

/// Height of a step's bar.
const BAR: f32 = 22.0;

pub(super) fn draw(chart: &Chart, width: f32) -> Drawing {
    let mut out = Drawing::new(width);
    let most = length(chart.most());
    let middle = width / 2.0;
    let mut top = 2.0;
    let mut above: Option<f32> = None;
    for row in &chart.rows {
        let Some(Some(value)) = row.values.first() else { continue };
        let half = ((width - 8.0) * length(value.amount) / most / 2.0).max(0.75);
        let beside =
            row.values.get(1).and_then(Option::as_ref).map(|share| share.said.as_str()).unwrap_or_default();
        if let Some(above) = above {
            let points = vec![
                (middle - above, top),
                (middle + above, top),
                (middle + half, top + LINE + 4.0),
                (middle - half, top + LINE + 4.0),
            ];
            out.marks.push(Mark::Shape { points, fill: Fill::Ribbon });
        }
        let name = match beside {
            "" => row.label.clone(),
            share => format!("{} · {share}", row.label),
        };
        out.words((middle, top + LINE - 2.0), &name, (Anchor::Middle, Tone::Strong));
        top += LINE + 4.0;
        out.area((middle - half, top), (half * 2.0, BAR), Fill::Strong);
        let inside = half * 2.0 > wide(&value.said, TEXT) + 10.0;
        let (at, tone, anchor) = if inside {
            (middle, Tone::OnDark, Anchor::Middle)
        } else {
            (middle + half + 6.0, Tone::Strong, Anchor::Start)
        };
        out.words((at, top + BAR - 6.5), &value.said, (anchor, tone));
        top += BAR;
        above = Some(half);
    }
    out.height = top + 4.0;
    out
}
