//! Which beginning belongs to which end, and what whole thing lies between them: runs of a paragraph, paragraphs, rows.

use std::collections::{HashMap, HashSet};

use super::join::Names;
use super::mark::{Kind, Mark};
use super::place::Gathered;
use super::tree::{Element, Node, opening};
use super::{As, Fault};

/// Children of one element that are repeated or left out together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Span {
    /// The first child.
    pub start: usize,
    /// The last child.
    pub end: usize,
    /// What happens to them.
    pub kind: Kind,
    /// The group or the fact it depends on.
    pub name: String,
}

/// What is to be done with a part.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// Spans by the number of the element whose children they are; the outer before the inner.
    pub spans: HashMap<usize, Vec<Span>>,
    /// Paragraphs that hold nothing but a beginning or an end, and go with it.
    pub bare: HashSet<usize>,
}

/// One step down the tree: the element, its name, and which of its children.
#[derive(Clone, Copy, Debug)]
struct Step<'e> {
    id: usize,
    name: &'e str,
    at: usize,
}

/// A beginning that waits for its end.
struct Waiting<'e> {
    kind: Kind,
    name: String,
    path: Vec<Step<'e>>,
    place: String,
    /// Its place among all that opened: outer ones come first.
    order: usize,
}

struct Walk<'w, 'e> {
    names: &'static Names,
    gathered: &'w mut Gathered,
    place: String,
    path: Vec<Step<'e>>,
    waiting: Vec<Waiting<'e>>,
    spans: Vec<(usize, usize, Span)>,
    opened: usize,
    bare: HashSet<usize>,
}

/// Pairs all placeholders of a numbered part.
pub(super) fn plan<'e>(
    root: &'e Element<'e>,
    names: &'static Names,
    place: &str,
    gathered: &mut Gathered,
) -> Plan {
    let mut walk = Walk {
        names,
        gathered,
        place: place.to_owned(),
        path: Vec::new(),
        waiting: Vec::new(),
        spans: Vec::new(),
        opened: 0,
        bare: HashSet::new(),
    };
    walk.element(root);
    for left in std::mem::take(&mut walk.waiting) {
        walk.gathered.flaw(Fault::Unclosed, &written(left.kind, &left.name), &left.place);
    }
    let mut plan = Plan { bare: walk.bare, ..Plan::default() };
    walk.spans.sort_by_key(|(order, _, _)| *order);
    for (_, host, span) in walk.spans {
        plan.spans.entry(host).or_default().push(span);
    }
    plan
}

/// A beginning as it is written.
fn written(kind: Kind, name: &str) -> String {
    let sign = match kind {
        Kind::Loop => '#',
        Kind::If => '?',
        Kind::Unless => '!',
    };
    format!("{{{{{sign}{name}}}}}")
}

impl<'e> Walk<'_, 'e> {
    fn element(&mut self, element: &'e Element<'e>) {
        let outside = self.place.clone();
        if let Some(cell) = element.attribute("r").filter(|_| element.name == "c") {
            self.place = format!("{}!{cell}", self.place);
        }
        for (at, node) in element.children.iter().enumerate() {
            self.path.push(Step { id: element.id, name: element.name, at });
            match node {
                Node::Element(inner) => self.element(inner),
                Node::Mark(mark) => self.mark(mark),
                Node::Fact(fact) => self.fact(&fact.name),
                Node::Raw(_) => {}
            }
            self.path.pop();
        }
        if element.name == self.names.paragraph && is_bare(element, self.names) {
            self.bare.insert(element.id);
        }
        self.place = outside;
    }

    fn group(&self) -> Option<String> {
        self.waiting.iter().rev().find(|one| one.kind == Kind::Loop).map(|one| one.name.clone())
    }

    fn fact(&mut self, name: &str) {
        let group = self.group();
        self.gathered.used(name, group.as_deref(), As::Field, &self.place);
    }

    fn mark(&mut self, mark: &Mark) {
        match (opening(mark), mark) {
            (Some((kind, name)), _) => self.open(kind, name),
            (None, Mark::Field(name)) => self.fact(name),
            (None, Mark::Close(name)) => self.close(name),
            (None, Mark::Open(..)) => {}
        }
    }

    fn open(&mut self, kind: Kind, name: &str) {
        let group = self.group();
        let used = if kind == Kind::Loop { As::Rows } else { As::Condition };
        if kind == Kind::Loop && group.is_some() {
            self.gathered.flaw(Fault::Nested, &written(kind, name), &self.place);
        }
        self.gathered.used(name, group.as_deref().filter(|_| kind != Kind::Loop), used, &self.place);
        let (path, place, order) = (self.path.clone(), self.place.clone(), self.opened);
        self.opened += 1;
        self.waiting.push(Waiting { kind, name: name.to_owned(), path, place, order });
    }

    fn close(&mut self, name: &str) {
        let fits = |one: &Waiting<'_>| match one.kind {
            Kind::Loop => one.name == name,
            Kind::If | Kind::Unless => name.is_empty() || one.name == name,
        };
        let Some(begun) = self.waiting.pop_if(|one| fits(one)) else {
            return self.gathered.flaw(Fault::Unopened, &format!("{{{{/{name}}}}}"), &self.place);
        };
        match self.between(&begun) {
            Some((host, span)) => self.spans.push((begun.order, host, span)),
            None => self.gathered.flaw(Fault::Crossing, &written(begun.kind, &begun.name), &begun.place),
        }
    }

    /// The children of the nearest common element, from the one with the beginning to the one with the end; within one row of
    /// a table the whole row.
    fn between(&self, begun: &Waiting<'e>) -> Option<(usize, Span)> {
        let parts = begun.path.iter().zip(&self.path).position(|(from, to)| from.at != to.at)?;
        let (mut from, mut to) = (*begun.path.get(parts)?, *self.path.get(parts)?);
        if from.name == self.names.row {
            let above = *begun.path.get(parts.checked_sub(1)?)?;
            (from, to) = (above, above);
        } else if !self.names.hosts.contains(&from.name) {
            return None;
        }
        let span = Span { start: from.at, end: to.at, kind: begun.kind, name: begun.name.clone() };
        Some((from.id, span))
    }
}

/// A paragraph with a beginning or an end and nothing else that is seen.
fn is_bare(paragraph: &Element<'_>, names: &Names) -> bool {
    let blank = |text: &Element<'_>| {
        text.children.iter().all(|node| match node {
            Node::Raw(raw) => raw.trim().is_empty(),
            node => node.bounds_a_block(),
        })
    };
    let plain_run = |run: &Element<'_>| {
        run.elements().all(|inner| inner.name == names.look || (inner.name == names.text && blank(inner)))
    };
    let quiet = ["w:pPr", "w:proofErr", "w:bookmarkStart", "w:bookmarkEnd"];
    names.paragraph == "w:p"
        && paragraph.any(&Node::bounds_a_block)
        && !paragraph.any(&|node| matches!(node, Node::Element(inner) if inner.name == "w:sectPr"))
        && paragraph
            .elements()
            .all(|inner| quiet.contains(&inner.name) || (inner.name == names.run && plain_run(inner)))
}
