//! Endnotes: the query, its answer and its date behind every figure.

use super::parts::{HEAD, SPACE};
use super::runs::run;
use crate::model::{Document, WriteError};

/// Collects the facts cited, in the order they are met.
#[derive(Default)]
pub(super) struct Notes {
    cited: Vec<u32>,
    counted: u32,
    text: String,
}

const REFERENCE: &str = r#"<w:rPr><w:rStyle w:val="EndnoteReference"/></w:rPr>"#;

impl Notes {
    /// Cites a fact: the runs that stand behind the figure. Word counts endnotes itself; a mark it would count
    /// differently is written out, so that a figure bears the same mark in Word and on the page. The mark stands in
    /// brackets: 214 with a raised 1 would be read as another figure, and is one once it is copied as plain text.
    ///
    /// # Errors
    /// [`WriteError::FactUnknown`].
    pub(super) fn cite(&mut self, document: &Document, mark: u32) -> Result<String, WriteError> {
        let fact = document.fact(mark)?;
        if self.cited.contains(&mark) {
            return Ok(format!(r#"<w:r>{REFERENCE}<w:t>[{mark}]</w:t></w:r>"#));
        }
        self.cited.push(mark);
        let id = self.cited.len();
        let counted = mark == self.counted + 1;
        let (follows, beside, inside) = if counted {
            self.counted += 1;
            ("", String::new(), "<w:endnoteRef/>".to_owned())
        } else {
            let written = format!("<w:t>{mark}</w:t>");
            (r#" w:customMarkFollows="1""#, written.clone(), written)
        };
        let words = run("", &format!(" {}", fact.note(document.lang)));
        self.text.push_str(&format!(
            r#"<w:endnote w:id="{id}"><w:p><w:pPr><w:pStyle w:val="EndnoteText"/></w:pPr><w:r>{REFERENCE}{inside}</w:r>{words}</w:p></w:endnote>"#
        ));
        Ok(format!(
            r#"<w:r>{REFERENCE}<w:t>[</w:t></w:r><w:r>{REFERENCE}<w:endnoteReference{follows} w:id="{id}"/>{beside}</w:r><w:r>{REFERENCE}<w:t>]</w:t></w:r>"#
        ))
    }

    /// `word/endnotes.xml`.
    pub(super) fn part(&self) -> String {
        let separator = |id: i32, kind: &str| {
            format!(
                r#"<w:endnote w:type="{kind}" w:id="{id}"><w:p><w:pPr><w:pStyle w:val="EndnoteText"/></w:pPr><w:r><w:{kind}/></w:r></w:p></w:endnote>"#
            )
        };
        format!(
            "{HEAD}<w:endnotes {SPACE}>{}{}{}</w:endnotes>",
            separator(-1, "separator"),
            separator(0, "continuationSeparator"),
            self.text
        )
    }
}
