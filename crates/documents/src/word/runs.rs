//! Runs and paragraphs.

use super::notes::Notes;
use crate::markup::escape;
use crate::model::{Document, Span, WriteError, one_line};

/// A run of text with the given run properties.
pub(super) fn run(properties: &str, text: &str) -> String {
    let properties =
        if properties.is_empty() { String::new() } else { format!("<w:rPr>{properties}</w:rPr>") };
    let text = escape(&one_line(text));
    format!(r#"<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>"#)
}

/// A paragraph: its style, what differs from the style, its runs.
pub(super) fn paragraph(style: &str, properties: &str, runs: &str) -> String {
    format!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{runs}</w:p>"#)
}

/// The runs of one line.
///
/// # Errors
/// [`WriteError::FactUnknown`].
pub(super) fn runs(document: &Document, notes: &mut Notes, spans: &[Span]) -> Result<String, WriteError> {
    let mut text = String::new();
    for span in spans {
        match span {
            Span::Text(words) => text.push_str(&run("", words)),
            Span::Bold(words) => text.push_str(&run("<w:b/><w:bCs/>", words)),
            Span::Missing { text: words } => text.push_str(&missing(document, words)),
            Span::Fact { mark, text: words } => {
                text.push_str(&run(r#"<w:rStyle w:val="Fact"/>"#, words));
                text.push_str(&notes.cite(document, *mark)?);
            }
        }
    }
    Ok(text)
}

/// What is missing is said to be missing.
pub(super) fn missing(document: &Document, words: &str) -> String {
    let (open, close) = document.lang.brackets();
    run(r#"<w:rStyle w:val="Missing"/>"#, &format!("{open}{words}{close}"))
}
