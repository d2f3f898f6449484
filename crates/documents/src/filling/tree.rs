//! A part of a document as a tree that is written back byte for byte where nothing was put in.

use std::borrow::Cow;

use quick_xml::events::Event;

use super::mark::{Kind, Mark};
use crate::reading::refusal::{Reason, Refusal};

/// An element with all that stands in it.
#[derive(Clone, Debug)]
pub(super) struct Element<'a> {
    /// The name, with its prefix.
    pub name: &'a str,
    /// The opening tag as it is written.
    pub open: Cow<'a, str>,
    /// What is inside.
    pub children: Vec<Node<'a>>,
    /// The closing tag; empty for an element that is one tag.
    pub close: Cow<'a, str>,
    /// Its number within the part, from [`number`].
    pub id: usize,
}

/// One thing in an element.
#[derive(Clone, Debug)]
pub(super) enum Node<'a> {
    /// An element.
    Element(Element<'a>),
    /// Text, comments and the rest, as they are written.
    Raw(Cow<'a, str>),
    /// A placeholder.
    Mark(Mark),
    /// A cell of a sheet that holds one fact and nothing else: its column and row, its other attributes, the name.
    Fact(Box<super::cells::Fact>),
}

impl Node<'_> {
    /// Whether it is the beginning or the end of a part that is repeated or left out.
    pub fn bounds_a_block(&self) -> bool {
        matches!(self, Node::Mark(Mark::Open(..) | Mark::Close(_)))
    }
}

impl<'a> Element<'a> {
    /// The elements directly inside.
    pub fn elements(&self) -> impl Iterator<Item = &Element<'a>> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            _ => None,
        })
    }

    /// The same, to be changed.
    pub fn elements_mut(&mut self) -> impl Iterator<Item = &mut Element<'a>> {
        self.children.iter_mut().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            _ => None,
        })
    }

    /// The text directly inside, without markup.
    pub fn text(&self) -> String {
        self.children
            .iter()
            .filter_map(|node| if let Node::Raw(raw) = node { Some(plain(raw)) } else { None })
            .collect()
    }

    /// The value of an attribute as it is written.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        attribute(&self.open, name).and_then(|range| self.open.get(range))
    }

    /// Whether something inside, at any depth, fits.
    pub fn any(&self, fits: &impl Fn(&Node<'a>) -> bool) -> bool {
        self.children.iter().any(|node| fits(node) || matches!(node, Node::Element(inner) if inner.any(fits)))
    }
}

/// Text of a raw piece: entities resolved, comments and instructions left out.
fn plain(raw: &str) -> String {
    if let Some(data) = raw.strip_prefix("<![CDATA[") {
        return data.trim_end_matches("]]>").to_owned();
    }
    if raw.starts_with('<') {
        return String::new();
    }
    quick_xml::escape::unescape(raw).map(Cow::into_owned).unwrap_or_default()
}

/// Where the value of an attribute stands in a tag.
pub(super) fn attribute(open: &str, name: &str) -> Option<std::ops::Range<usize>> {
    let mut at = open.find(char::is_whitespace)?;
    loop {
        let rest = open.get(at..)?;
        let key = at + rest.find(|sign: char| !sign.is_whitespace())?;
        let equals = key + open.get(key..)?.find('=')?;
        let quote_at = equals + 1 + open.get(equals + 1..)?.find(['"', '\''])?;
        let quote = open.get(quote_at..)?.chars().next()?;
        let end = quote_at + 1 + open.get(quote_at + 1..)?.find(quote)?;
        if open.get(key..equals)?.trim() == name {
            return Some(quote_at + 1..end);
        }
        at = end + 1;
    }
}

/// The tag with an attribute of this value, written anew or added.
pub(super) fn with_attribute(open: &str, name: &str, value: &str) -> String {
    let mut tag = open.to_owned();
    match attribute(open, name) {
        Some(range) => tag.replace_range(range, value),
        None => {
            let end = open.trim_end_matches('>').trim_end_matches('/').trim_end().len();
            tag.insert_str(end, &format!(" {name}=\"{value}\""));
        }
    }
    tag
}

/// The tag without an attribute.
pub(super) fn without_attribute(open: &str, name: &str) -> String {
    let Some(range) = attribute(open, name) else { return open.to_owned() };
    let before = open.get(..range.start).unwrap_or_default();
    let start = before.trim_end_matches(['"', '\'']).trim_end().trim_end_matches('=').trim_end();
    let start = start.strip_suffix(name).unwrap_or(start).trim_end().len();
    let mut tag = open.to_owned();
    tag.replace_range(start..range.end + 1, "");
    tag
}

/// Reads a part that passed the checks of [`super::safe`].
pub(super) fn parse<'a>(text: &'a str, part: &str) -> Result<Element<'a>, Refusal> {
    let broken = || Refusal::new(Reason::XmlMalformed).with("part", part);
    // The reader leaves a mark of the byte order out and does not count it.
    let (mark, text) = text.split_at(if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 });
    let mut reader = quick_xml::Reader::from_str(text);
    let root = Element { name: "", open: mark.into(), children: Vec::new(), close: "".into(), id: 0 };
    let mut open = vec![root];
    let mut before = 0;
    loop {
        let event = reader.read_event().map_err(|_| broken())?;
        let after = usize::try_from(reader.buffer_position()).map_err(|_| broken())?;
        let raw = text.get(before..after).ok_or_else(broken)?;
        before = after;
        match event {
            Event::Start(_) => open.push(element(raw)),
            Event::End(_) => {
                let mut done = open.pop().ok_or_else(broken)?;
                done.close = raw.into();
                open.last_mut().ok_or_else(broken)?.children.push(Node::Element(done));
            }
            Event::Empty(_) => open.last_mut().ok_or_else(broken)?.children.push(Node::Element(element(raw))),
            Event::Eof => return open.pop().filter(|_| open.is_empty()).ok_or_else(broken),
            _ => open.last_mut().ok_or_else(broken)?.children.push(Node::Raw(raw.into())),
        }
    }
}

fn element(raw: &str) -> Element<'_> {
    let inside = raw.trim_start_matches('<');
    let end =
        inside.find(|sign: char| sign.is_whitespace() || sign == '/' || sign == '>').unwrap_or(inside.len());
    let name = inside.get(..end).unwrap_or_default();
    Element { name, open: raw.into(), children: Vec::new(), close: "".into(), id: 0 }
}

/// Numbers all elements, so that they can be told apart.
pub(super) fn number(element: &mut Element<'_>, next: &mut usize) {
    element.id = *next;
    *next += 1;
    for inner in element.elements_mut() {
        number(inner, next);
    }
}

/// The part as it is written; placeholders that are still there are left out.
pub(super) fn write(element: &Element<'_>, out: &mut String) {
    out.push_str(&element.open);
    for node in &element.children {
        match node {
            Node::Element(inner) => write(inner, out),
            Node::Raw(raw) => out.push_str(raw),
            Node::Mark(_) | Node::Fact(_) => {}
        }
    }
    out.push_str(&element.close);
}

/// A placeholder that opens, with what it opens.
pub(super) fn opening(mark: &Mark) -> Option<(Kind, &str)> {
    match mark {
        Mark::Open(kind, name) => Some((*kind, name)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_touched_is_written_byte_for_byte() {
        let text =
            "\u{FEFF}<?xml version=\"1.0\"?>\r\n<a  x = '1'><!-- c --><b/>&amp;t&#65;<![CDATA[<x>]]></a >\n";
        let tree = parse(text, "part").unwrap();
        let mut out = String::new();
        write(&tree, &mut out);
        assert_eq!(out, text);
    }

    #[test]
    fn attributes_are_found_changed_and_taken_out() {
        let tag = "<c r=\"B7\" s='3' t = \"s\">";
        let value = |name| attribute(tag, name).and_then(|range| tag.get(range));
        assert_eq!(
            [value("r"), value("s"), value("t"), value("x")],
            [Some("B7"), Some("3"), Some("s"), None]
        );
        assert_eq!(with_attribute(tag, "s", "9"), "<c r=\"B7\" s='9' t = \"s\">");
        assert_eq!(with_attribute("<c>", "t", "n"), "<c t=\"n\">");
        assert_eq!(with_attribute("<c r=\"1\"/>", "t", "n"), "<c r=\"1\" t=\"n\"/>");
        assert_eq!(without_attribute(tag, "t"), "<c r=\"B7\" s='3'>");
        assert_eq!(without_attribute(tag, "r"), "<c s='3' t = \"s\">");
    }
}
