//! The parts of a Word document that may hold placeholders.

use super::join::{WORD, settle};
use super::package::{Opened, Part};
use super::place::Gathered;
use super::tree::{number, parse};
use super::{Fault, pairs, program};
use crate::reading::refusal::{Reason, Refusal};

/// Beginnings of the names of parts that hold text.
const TEXTS: [&str; 5] = ["word/document", "word/header", "word/footer", "word/footnotes", "word/endnotes"];

/// Makes the parts with placeholders ready.
pub(super) fn parts(opened: &Opened<'_>, gathered: &mut Gathered) -> Result<Vec<Part>, Refusal> {
    let mut names: Vec<&str> = opened.container.names().filter(|name| is_text(name)).collect();
    // The document before the margins, so that names are told in the order in which people read.
    names.sort_by_key(|name| (!name.starts_with("word/document"), *name));
    let mut parts = Vec::new();
    for name in names {
        let text = opened.text(name)?;
        parts.extend(part(name, &text, gathered)?);
    }
    Ok(parts)
}

fn is_text(name: &str) -> bool {
    let rest = name.strip_suffix(".xml").filter(|rest| !rest.contains("_rels"));
    rest.is_some_and(|rest| TEXTS.iter().any(|start| rest.starts_with(start)))
}

fn part(name: &str, text: &str, gathered: &mut Gathered) -> Result<Option<Part>, Refusal> {
    let mut root = parse(text, name)?;
    let spoken = root.elements().any(|element| element.name.starts_with("w:"));
    if !spoken {
        return Err(Refusal::new(Reason::TemplateKind));
    }
    let place = name
        .trim_start_matches("word/")
        .trim_end_matches(".xml")
        .trim_end_matches(|sign: char| sign.is_ascii_digit());
    let mut open_ended = Vec::new();
    settle(&mut root, &WORD, &mut open_ended);
    for begun in open_ended {
        gathered.flaw(Fault::OpenEnded, &begun, place);
    }
    if !root.any(&|node| matches!(node, super::tree::Node::Mark(_))) {
        return Ok(None);
    }
    number(&mut root, &mut 0);
    let plan = pairs::plan(&root, &WORD, place, gathered);
    let items = program::compile(&root, &plan, false);
    Ok(Some(Part { name: name.to_owned(), items, line_end: WORD.line_end }))
}
