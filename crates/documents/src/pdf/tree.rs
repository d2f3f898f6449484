//! The structure of a document for programs that read it aloud: a tree of tags whose leaves are what is drawn.

use std::num::{NonZeroU16, NonZeroU32};

use krilla::tagging::{Identifier, ListNumbering, Node, TableHeaderScope, Tag, TagGroup, TagKind, TagTree};

/// What a branch is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    Heading(u16, String),
    Paragraph,
    List {
        numbered: bool,
    },
    Item,
    Body,
    Caption,
    Table,
    Head,
    Rows,
    Row,
    /// Across, down, and whether it heads a row instead of a column.
    HeadCell(usize, usize, bool),
    Cell(usize, usize),
    /// A chart, with what it says.
    Figure(String),
    /// A note behind a figure.
    Note,
    /// A link to a note.
    Link,
}

/// A place in the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Branch(usize);

/// A thing drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Leaf(usize);

enum Child {
    Branch(Branch),
    Leaf(Leaf),
}

/// The tree under way. Branch 0 is the document.
#[derive(Default)]
pub(super) struct Tree {
    branches: Vec<(Option<Kind>, Vec<Child>)>,
    leaves: usize,
}

impl Tree {
    pub(super) fn new() -> Self {
        Self { branches: vec![(None, Vec::new())], leaves: 0 }
    }

    pub(super) const fn root() -> Branch {
        Branch(0)
    }

    /// A new branch under another.
    pub(super) fn branch(&mut self, under: Branch, kind: Kind) -> Branch {
        let new = Branch(self.branches.len());
        self.branches.push((Some(kind), Vec::new()));
        if let Some((_, children)) = self.branches.get_mut(under.0) {
            children.push(Child::Branch(new));
        }
        new
    }

    /// A new leaf under a branch.
    pub(super) fn leaf(&mut self, under: Branch) -> Leaf {
        let new = Leaf(self.leaves);
        self.leaves += 1;
        if let Some((_, children)) = self.branches.get_mut(under.0) {
            children.push(Child::Leaf(new));
        }
        new
    }

    /// The tree as the file has it.
    pub(super) fn finish(&self, drawn: &Drawn) -> TagTree {
        let mut tree = TagTree::new();
        for node in self.nodes(Self::root(), drawn) {
            tree.push(node);
        }
        tree
    }

    fn nodes(&self, branch: Branch, drawn: &Drawn) -> Vec<Node> {
        let children =
            self.branches.get(branch.0).map(|(_, children)| children.as_slice()).unwrap_or_default();
        let mut nodes = Vec::new();
        for child in children {
            match child {
                Child::Leaf(leaf) => nodes.extend(drawn.of(*leaf).map(Node::from)),
                Child::Branch(branch) => nodes.extend(self.group(*branch, drawn).map(Node::from)),
            }
        }
        nodes
    }

    fn group(&self, branch: Branch, drawn: &Drawn) -> Option<TagGroup> {
        let (kind, _) = self.branches.get(branch.0)?;
        let nodes = self.nodes(branch, drawn);
        // An empty cell is a cell; any other branch without leaves is nothing.
        let kept = matches!(kind, Some(Kind::HeadCell(..) | Kind::Cell(..)));
        (kept || !nodes.is_empty()).then(|| TagGroup::with_children(tag(kind.as_ref()), nodes))
    }
}

/// The identifiers that drawing gave to the leaves.
#[derive(Default)]
pub(super) struct Drawn(Vec<Option<Identifier>>);

impl Drawn {
    pub(super) fn put(&mut self, leaf: Leaf, identifier: Identifier) {
        if self.0.len() <= leaf.0 {
            self.0.resize(leaf.0 + 1, None);
        }
        if let Some(place) = self.0.get_mut(leaf.0) {
            *place = Some(identifier);
        }
    }

    fn of(&self, leaf: Leaf) -> Option<Identifier> {
        self.0.get(leaf.0).copied().flatten()
    }
}

fn tag(kind: Option<&Kind>) -> TagKind {
    let many = |n: usize| u32::try_from(n).ok().and_then(NonZeroU32::new).filter(|n| n.get() > 1);
    match kind {
        Some(Kind::Heading(level, words)) => {
            Tag::Hn(NonZeroU16::new(*level).unwrap_or(NonZeroU16::MIN), Some(words.clone())).into()
        }
        Some(Kind::List { numbered }) => {
            Tag::L(if *numbered { ListNumbering::Decimal } else { ListNumbering::Disc }).into()
        }
        Some(Kind::Item) => Tag::LI.into(),
        Some(Kind::Body) => Tag::LBody.into(),
        Some(Kind::Caption) => Tag::Caption.into(),
        Some(Kind::Table) => Tag::Table.into(),
        Some(Kind::Head) => Tag::THead.into(),
        Some(Kind::Rows) => Tag::TBody.into(),
        Some(Kind::Row) => Tag::TR.into(),
        Some(Kind::HeadCell(across, down, row)) => {
            let scope = if *row { TableHeaderScope::Row } else { TableHeaderScope::Column };
            Tag::TH(scope).with_col_span(many(*across)).with_row_span(many(*down)).into()
        }
        Some(Kind::Cell(across, down)) => {
            Tag::TD.with_col_span(many(*across)).with_row_span(many(*down)).into()
        }
        Some(Kind::Figure(says)) => Tag::Figure(Some(says.clone())).into(),
        Some(Kind::Note) => Tag::Note.into(),
        Some(Kind::Link) => Tag::Link.into(),
        Some(Kind::Paragraph) | None => Tag::P.into(),
    }
}
