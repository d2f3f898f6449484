//! A chart for the page: an `<svg>` without inline style, its looks on the classes of the style sheet.

use super::Chart;
use super::drawing::{Anchor, Fill, Mark, Pen, Place, Tone};
use crate::markup::escape;

/// A width at which letters are as large on a phone as the text around them.
pub const NARROW: f32 = 360.0;

/// The drawing, named and described for who cannot see it. `id` is unlike every other on the page.
#[must_use]
pub fn svg(chart: &Chart, id: &str, width: f32) -> String {
    let drawing = chart.drawing(width);
    let id = escape(id);
    let mut out = format!(
        r#"<svg class="chart" viewBox="0 0 {} {}" role="img" aria-labelledby="{id}-title {id}-desc"><title id="{id}-title">{}</title><desc id="{id}-desc">{}</desc>"#,
        short(drawing.width),
        short(drawing.height),
        escape(&chart.title),
        escape(&chart.says),
    );
    for mark in &drawing.marks {
        out.push_str(&one(mark));
    }
    out.push_str("</svg>");
    out
}

fn one(mark: &Mark) -> String {
    match mark {
        Mark::Shape { points, fill } => {
            format!(r#"<path class="{}" d="{}Z"/>"#, fill_class(*fill), path(points))
        }
        Mark::Line { points, pen } => format!(r#"<path class="{}" d="{}"/>"#, pen_class(*pen), path(points)),
        Mark::Dot { at: (x, y), hollow } => {
            let class = if *hollow { "dot-hollow" } else { "dot" };
            format!(r#"<circle class="{class}" cx="{}" cy="{}" r="3.5"/>"#, short(*x), short(*y))
        }
        Mark::Words { at: (x, y), size, anchor, tone, text } => format!(
            r#"<text class="{}" x="{}" y="{}" font-size="{}">{}</text>"#,
            words_class(*anchor, *tone),
            short(*x),
            short(*y),
            short(*size),
            escape(text)
        ),
    }
}

const fn fill_class(fill: Fill) -> &'static str {
    match fill {
        Fill::Strong => "bar",
        Fill::Light => "bar-quiet",
        Fill::Open => "bar-open",
        Fill::Shade(0) => "shade-0",
        Fill::Shade(1) => "shade-1",
        Fill::Shade(2) => "shade-2",
        Fill::Shade(3) => "shade-3",
        Fill::Shade(_) => "shade-4",
        Fill::Ribbon => "ribbon",
    }
}

const fn pen_class(pen: Pen) -> &'static str {
    match pen {
        Pen::Axis => "axis",
        Pen::Grid => "grid",
        Pen::Hatch => "hatch",
        Pen::Series(0) => "line",
        Pen::Series(1) => "aim",
        Pen::Series(_) => "trend",
    }
}

fn words_class(anchor: Anchor, tone: Tone) -> String {
    let tone = match tone {
        Tone::Quiet => "name",
        Tone::Strong => "value",
        Tone::OnDark => "on-dark",
    };
    match anchor {
        Anchor::Start => tone.to_owned(),
        Anchor::Middle => format!("{tone} middle"),
        Anchor::End => format!("{tone} end"),
    }
}

fn path(points: &[Place]) -> String {
    let mut text = String::new();
    for (at, (x, y)) in points.iter().enumerate() {
        text.push_str(if at == 0 { "M" } else { "L" });
        text.push_str(&format!("{} {}", short(*x), short(*y)));
    }
    text
}

/// One decimal is enough for any screen.
fn short(length: f32) -> String {
    let text = format!("{length:.1}");
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}
