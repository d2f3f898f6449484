//! 发文机关署名 and 成文日期 (GB/T 9704-2012, 7.3.5): the date ends four characters before the margin, the name is
//! centred over the date; a name wider than the date pushes the date in under its middle.

use super::look::Look;
use super::runs::{paragraph, run};
use crate::model::{Layout, Signature, lines, Span};

/// Both lines, kept together, after two empty lines for the seal.
pub(super) fn write(signature: &Signature, layout: Layout, look: &Look) -> String {
    let mut names = lines(&[Span::text(&signature.org)]).into_iter().map(|line| words(&line)).collect::<Vec<_>>();
    names.retain(|name| !name.trim().is_empty());
    let mut rows = names;
    rows.push(signature.date.clone());
    let widest = rows.iter().map(|row| half_characters(row)).max().unwrap_or_default();
    let date = half_characters(&signature.date);
    // The date keeps four characters; only where a name would come nearer than two does everything move in.
    let middle = (8 + date / 2).max(4 + widest / 2);
    let mut text = String::new();
    for (position, row) in rows.iter().enumerate() {
        let indent = middle.saturating_sub(half_characters(row) / 2);
        text.push_str(&line(row, indent, position == 0, position + 1 < rows.len(), (layout, look)));
    }
    text
}

fn line(row: &str, half_indent: u32, first: bool, more: bool, (layout, look): (Layout, &Look)) -> String {
    let keep = if more { "<w:keepNext/>" } else { "" };
    let above = match (first, layout) {
        (true, Layout::Official) => r#"<w:spacing w:before="1158"/>"#,
        (true, Layout::Form) => r#"<w:spacing w:before="480"/>"#,
        (false, _) => "",
    };
    let place = format!(
        r#"{keep}{above}<w:ind w:rightChars="{}" w:right="{}"/>"#,
        half_indent * 50,
        half_indent * look.character / 2
    );
    paragraph("Signature", &place, &run("", row))
}

fn words(line: &[Span]) -> String {
    line.iter().map(Span::words).collect()
}

/// Width in half characters: western letters and figures take about one half, all else a whole.
fn half_characters(text: &str) -> u32 {
    text.trim().chars().map(|character| if character.is_ascii() { 1 } else { 2 }).sum()
}
