//! Brings the pieces of each placeholder together. A word processor breaks a text into runs wherever it likes, in the middle
//! of a placeholder too: what belongs together moves to where the placeholder begins, with the look it has there.

use super::mark::{self, Mark};
use super::tree::{Element, Node};

/// How the elements are called in this kind of part.
#[derive(Debug)]
pub(super) struct Names {
    /// A paragraph, or the text of a cell.
    pub paragraph: &'static str,
    /// A run of one look.
    pub run: &'static str,
    /// The look of a run.
    pub look: &'static str,
    /// The text of a run.
    pub text: &'static str,
    /// A row of a table.
    pub row: &'static str,
    /// What stands for the end of a line inside a text.
    pub line_end: &'static str,
    /// Elements of which parts may be repeated or left out.
    pub hosts: &'static [&'static str],
}

/// Word.
pub(super) const WORD: Names = Names {
    paragraph: "w:p",
    run: "w:r",
    look: "w:rPr",
    text: "w:t",
    row: "w:tr",
    line_end: "</w:t><w:br/><w:t xml:space=\"preserve\">",
    hosts: &[
        "w:body",
        "w:tbl",
        "w:tc",
        "w:p",
        "w:hdr",
        "w:ftr",
        "w:txbxContent",
        "w:sdtContent",
        "w:hyperlink",
        "w:ins",
        "w:footnote",
        "w:endnote",
    ],
};

/// Excel, once the text of a cell stands in the cell.
pub(super) const EXCEL: Names = Names {
    paragraph: "is",
    run: "r",
    look: "rPr",
    text: "t",
    row: "row",
    line_end: "\n",
    hosts: &["sheetData", "is", "t"],
};

/// Joins and separates in all paragraphs inside; tells beginnings without end.
pub(super) fn settle(element: &mut Element<'_>, names: &Names, open_ended: &mut Vec<String>) {
    if element.name == names.paragraph {
        paragraph(element, names, open_ended);
    }
    for inner in element.elements_mut() {
        settle(inner, names, open_ended);
    }
}

fn paragraph(paragraph: &mut Element<'_>, names: &Names, open_ended: &mut Vec<String>) {
    let mut texts = Vec::new();
    collect(paragraph, names, &mut texts);
    let whole: String = texts.concat();
    if !mark::may_hold(&whole) {
        return;
    }
    let found = mark::find(&whole);
    open_ended.extend(found.open_ended);
    if found.marks.is_empty() {
        return;
    }
    let mut parts = share(&texts, &whole, &found.marks).into_iter();
    place(paragraph, names, &mut parts);
    separate(paragraph, names);
}

fn collect(element: &Element<'_>, names: &Names, texts: &mut Vec<String>) {
    for inner in element.elements() {
        if inner.name == names.text {
            texts.push(inner.text());
        } else if inner.name != names.paragraph {
            collect(inner, names, texts);
        }
    }
}

/// What stands in each text afterwards; none where nothing changes.
type Parts = Vec<Option<Vec<Part>>>;

/// Text or a placeholder.
enum Part {
    Text(String),
    Mark(Mark),
}

fn share(texts: &[String], whole: &str, marks: &[(std::ops::Range<usize>, Mark)]) -> Parts {
    let mut start = 0;
    let share_of = |text: &String| {
        let (from, until) = (start, start + text.len());
        start = until;
        let touched = marks.iter().any(|(range, _)| range.start < until && range.end > from);
        touched.then(|| parts_between(whole, (from, until), marks))
    };
    texts.iter().map(share_of).collect()
}

fn parts_between(
    whole: &str,
    (from, until): (usize, usize),
    marks: &[(std::ops::Range<usize>, Mark)],
) -> Vec<Part> {
    let (mut parts, mut at) = (Vec::new(), from);
    let say = |from: usize, until: usize, parts: &mut Vec<Part>| {
        if let Some(text) = whole.get(from..until).filter(|text| !text.is_empty()) {
            parts.push(Part::Text(text.to_owned()));
        }
    };
    for (range, mark) in marks.iter().filter(|(range, _)| range.start < until && range.end > from) {
        if range.start >= from {
            say(at, range.start, &mut parts);
            parts.push(Part::Mark(mark.clone()));
        }
        at = range.end.min(until);
    }
    say(at, until, &mut parts);
    parts
}

fn place(element: &mut Element<'_>, names: &Names, parts: &mut impl Iterator<Item = Option<Vec<Part>>>) {
    for inner in element.elements_mut() {
        if inner.name == names.text {
            if let Some(Some(parts)) = parts.next() {
                inner.open = format!("<{} xml:space=\"preserve\">", names.text).into();
                inner.close = format!("</{}>", names.text).into();
                inner.children = parts.into_iter().map(node).collect();
            }
        } else if inner.name != names.paragraph {
            place(inner, names, parts);
        }
    }
}

fn node<'a>(part: Part) -> Node<'a> {
    match part {
        Part::Text(text) => Node::Raw(crate::markup::escape(&text).into()),
        Part::Mark(mark) => Node::Mark(mark),
    }
}

/// Gives each beginning and end of a block a run of its own, so that whole runs can be repeated or left out.
fn separate(element: &mut Element<'_>, names: &Names) {
    let children = std::mem::take(&mut element.children);
    for node in children {
        match node {
            Node::Element(run) if run.name == names.run && has_block(&run, names) => {
                element.children.extend(runs(run, names).into_iter().map(Node::Element));
            }
            Node::Element(mut inner) if inner.name != names.paragraph => {
                separate(&mut inner, names);
                element.children.push(Node::Element(inner));
            }
            other => element.children.push(other),
        }
    }
}

fn has_block(run: &Element<'_>, names: &Names) -> bool {
    run.elements().any(|text| text.name == names.text && text.children.iter().any(Node::bounds_a_block))
}

/// A run, cut before and after each beginning and end.
fn runs<'a>(mut run: Element<'a>, names: &Names) -> Vec<Element<'a>> {
    let children = std::mem::take(&mut run.children);
    let (look, rest): (Vec<_>, Vec<_>) = children
        .into_iter()
        .partition(|node| matches!(node, Node::Element(inner) if inner.name == names.look));
    let mut groups: Vec<Vec<Node<'a>>> = vec![Vec::new()];
    for node in rest {
        match node {
            Node::Element(text)
                if text.name == names.text && text.children.iter().any(Node::bounds_a_block) =>
            {
                for piece in pieces(text) {
                    groups.push(vec![Node::Element(piece)]);
                }
                groups.push(Vec::new());
            }
            other => groups.last_mut().into_iter().for_each(|group| group.push(other.clone())),
        }
    }
    let of = |group: Vec<Node<'a>>| Element { children: [look.clone(), group].concat(), ..run.clone() };
    groups.into_iter().filter(|group| !group.is_empty()).map(of).collect()
}

/// A text, cut before and after each beginning and end.
fn pieces<'a>(mut text: Element<'a>) -> Vec<Element<'a>> {
    let children = std::mem::take(&mut text.children);
    let mut groups: Vec<Vec<Node<'a>>> = Vec::new();
    let mut fresh = true;
    for node in children {
        let alone = node.bounds_a_block();
        match groups.last_mut().filter(|_| !alone && !fresh) {
            Some(group) => group.push(node),
            None => groups.push(vec![node]),
        }
        fresh = alone;
    }
    groups.into_iter().map(|children| Element { children, ..text.clone() }).collect()
}
