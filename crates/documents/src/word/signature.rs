//! 发文机关署名 and 成文日期 (GB/T 9704-2012, 7.3.5): the date ends four characters before the margin, the name is
//! centred over the date; a name wider than the date pushes the date in under its middle.

use super::runs::{paragraph, run};
use crate::look::Look;
use crate::model::{Layout, Signature, Span, lines};

/// Both lines, kept together, after two empty lines for the seal.
pub(super) fn write(signature: &Signature, layout: Layout, look: &Look) -> String {
    let mut names =
        lines(&[Span::text(&signature.org)]).into_iter().map(|line| words(&line)).collect::<Vec<_>>();
    names.retain(|name| !name.trim().is_empty());
    let mut rows = names;
    rows.push(signature.date.clone());
    let widest = rows.iter().map(|row| quarters(row)).max().unwrap_or_default();
    let date = quarters(&signature.date);
    // The date keeps four characters; only where a name would come nearer than two does everything move in.
    let middle = (16 + date / 2).max(8 + widest / 2);
    let mut text = String::new();
    for (position, row) in rows.iter().enumerate() {
        let indent = middle.saturating_sub(quarters(row) / 2);
        text.push_str(&line(row, indent, position == 0, position + 1 < rows.len(), (layout, look)));
    }
    text
}

fn line(row: &str, indent: u32, first: bool, more: bool, (layout, look): (Layout, &Look)) -> String {
    let keep = if more { "<w:keepNext/>" } else { "" };
    let above = match (first, layout) {
        (true, Layout::Official | Layout::Letter) => r#"<w:spacing w:before="1158"/>"#,
        (true, Layout::Form | Layout::Ledger) => r#"<w:spacing w:before="480"/>"#,
        (false, _) => "",
    };
    let place = format!(
        r#"{keep}{above}<w:ind w:rightChars="{}" w:right="{}"/>"#,
        indent * 25,
        indent * look.character / 4
    );
    paragraph("Signature", &place, &run("", row))
}

fn words(line: &[Span]) -> String {
    line.iter().map(Span::words).collect()
}

/// Width in quarters of a character: western letters and figures take about two, all else four; and a quarter stands
/// between the two kinds, as Word sets it.
fn quarters(text: &str) -> u32 {
    let mut width = 0;
    let mut before = None;
    for character in text.trim().chars() {
        let western = character.is_ascii();
        let gap =
            before.is_some_and(|before: char| before.is_ascii_alphanumeric() != western && character != ' ');
        width += if western { 2 } else { 4 } + u32::from(gap);
        before = Some(character);
    }
    width
}
