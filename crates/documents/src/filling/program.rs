//! A part, made ready to be filled many times: what never changes in long pieces, what changes by name.

use super::cells::Fact;
use super::mark::{Kind, Mark};
use super::pairs::{Plan, Span};
use super::tree::{Element, Node, attribute, without_attribute, write};

/// One step of filling.
#[derive(Debug)]
pub(super) enum Item {
    /// As it stands in the template.
    Raw(String),
    /// A fact inside a text.
    Field(String),
    /// Something repeated or left out. Rows of a sheet carry the numbers of the first and the last.
    Block { kind: Kind, name: String, items: Vec<Item>, rows: Option<(u32, u32)> },
    /// A cell of a table, which must keep a paragraph, or a table, which must keep a row.
    Kept { is_cell: bool, items: Vec<Item> },
    /// A cell of a sheet with one fact.
    Fact(Fact),
    /// The number of a row below which others may have come in.
    RowNumber(u32),
    /// Ranges of a sheet.
    Ranges(String),
    /// A merged range with the tag around it.
    Merged { before: String, range: String, after: String },
}

/// Makes steps of a planned part. `moves`: rows of this sheet may change their numbers.
pub(super) fn compile(root: &Element<'_>, plan: &Plan, moves: bool) -> Vec<Item> {
    let mut maker = Maker { plan, moves, items: Vec::new() };
    maker.element(root);
    maker.items
}

struct Maker<'p> {
    plan: &'p Plan,
    moves: bool,
    items: Vec<Item>,
}

impl Maker<'_> {
    fn raw(&mut self, text: &str) {
        match self.items.last_mut() {
            Some(Item::Raw(before)) => before.push_str(text),
            _ => self.items.push(Item::Raw(text.to_owned())),
        }
    }

    /// What `make` makes, apart from what is there.
    fn apart(&mut self, make: impl FnOnce(&mut Self)) -> Vec<Item> {
        let outside = std::mem::take(&mut self.items);
        make(self);
        std::mem::replace(&mut self.items, outside)
    }

    fn element(&mut self, element: &Element<'_>) {
        if self.plan.bare.contains(&element.id) {
            return;
        }
        let changes = |node: &Node<'_>| matches!(node, Node::Mark(_) | Node::Fact(_));
        if !self.moves && !element.any(&changes) {
            let mut text = String::new();
            write(element, &mut text);
            return self.raw(&text);
        }
        match element.name {
            "w:tc" | "w:tbl" => {
                let items = self.apart(|maker| maker.whole(element));
                self.items.push(Item::Kept { is_cell: element.name == "w:tc", items });
            }
            // What it would say is no longer true, and it need not be there.
            "dimension" if self.moves => {}
            "mergeCell" if self.moves => self.merged(element),
            _ => self.whole(element),
        }
    }

    fn whole(&mut self, element: &Element<'_>) {
        self.tag(element);
        let spans = self.plan.spans.get(&element.id).map(Vec::as_slice).unwrap_or_default();
        self.children(element, (0, element.children.len()), spans);
        self.raw(&element.close);
    }

    /// The opening tag, with what moves in it.
    fn tag(&mut self, element: &Element<'_>) {
        let open = &element.open;
        match element.name {
            _ if !self.moves => self.raw(open),
            "mergeCells" => self.raw(&without_attribute(open, "count")),
            "row" | "c" => match moving(open, "r") {
                Some((before, letters, number, after)) => {
                    self.raw(&format!("{before}{letters}"));
                    self.items.push(Item::RowNumber(number));
                    self.raw(after);
                }
                None => self.raw(open),
            },
            _ => self.ranges(open),
        }
    }

    fn ranges(&mut self, open: &str) {
        let range = ["ref", "sqref"].iter().find_map(|name| attribute(open, name));
        let Some(range) = range else { return self.raw(open) };
        self.raw(open.get(..range.start).unwrap_or_default());
        self.items.push(Item::Ranges(open.get(range.clone()).unwrap_or_default().to_owned()));
        self.raw(open.get(range.end..).unwrap_or_default());
    }

    fn merged(&mut self, element: &Element<'_>) {
        let Some(range) = attribute(&element.open, "ref") else { return self.raw(&element.open) };
        let part = |range: std::ops::Range<usize>| element.open.get(range).unwrap_or_default().to_owned();
        self.items.push(Item::Merged {
            before: part(0..range.start),
            after: part(range.end..element.open.len()) + &element.close,
            range: part(range),
        });
    }

    /// Children from one to another, blocks taken together; `spans` are those not opened yet, the outer first.
    fn children(&mut self, parent: &Element<'_>, (from, until): (usize, usize), spans: &[Span]) {
        let mut at = from;
        while at < until {
            let begins = |span: &Span| span.start == at && span.end < until;
            match spans.iter().position(begins) {
                Some(place) => {
                    let (Some(span), inner) = (spans.get(place), spans.get(place + 1..).unwrap_or_default())
                    else {
                        return;
                    };
                    let items = self.apart(|maker| maker.children(parent, (at, span.end + 1), inner));
                    let rows = rows_of(parent, span);
                    self.items.push(Item::Block { kind: span.kind, name: span.name.clone(), items, rows });
                    at = span.end + 1;
                }
                None => {
                    if let Some(node) = parent.children.get(at) {
                        self.node(node);
                    }
                    at += 1;
                }
            }
        }
    }

    fn node(&mut self, node: &Node<'_>) {
        match node {
            Node::Element(inner) => self.element(inner),
            Node::Raw(raw) => self.raw(raw),
            Node::Mark(Mark::Field(name)) => self.items.push(Item::Field(name.clone())),
            Node::Mark(_) => {}
            Node::Fact(fact) => self.items.push(Item::Fact((**fact).clone())),
        }
    }
}

fn rows_of(parent: &Element<'_>, span: &Span) -> Option<(u32, u32)> {
    let number = |at: usize| match parent.children.get(at) {
        Some(Node::Element(row)) if row.name == "row" => row.attribute("r")?.parse().ok(),
        _ => None,
    };
    Some((number(span.start)?, number(span.end)?))
}

/// The tag up to the reference, its letters, the number of its row, and the rest.
fn moving<'t>(open: &'t str, name: &str) -> Option<(&'t str, &'t str, u32, &'t str)> {
    let range = attribute(open, name)?;
    let value = open.get(range.clone())?;
    let digits = value.find(|sign: char| sign.is_ascii_digit())?;
    let (letters, number) = value.split_at_checked(digits)?;
    Some((open.get(..range.start)?, letters, number.parse().ok()?, open.get(range.end..)?))
}
