//! A panel of the first page: something that waits for somebody, each line with one tap to act. A room makes its own
//! panels; `desk` gathers them (`desk/src/day/panels.rs` says how to add one).

use access::Permit;

/// What waits for somebody, under one heading.
#[derive(Clone, Debug)]
pub struct Panel {
    /// A name for the page: letters and dashes, unlike that of any other panel.
    pub id: &'static str,
    /// The heading, in the reader's words.
    pub title: String,
    /// A quiet sentence under it: why this stands here. May be empty.
    pub words: String,
    /// The lines, the most urgent first. A handful: whoever wants all follows `more`.
    pub rows: Vec<Row>,
    /// Where all of it is: address and words.
    pub more: Option<(String, String)>,
    /// How many things wait, shown or not. A reminder counts them and says nothing else.
    pub waiting: usize,
    /// Readings to be logged before the page leaves.
    pub permits: Vec<Permit>,
}

/// The panel that stands before everything else, apart from the others.
pub const URGENT: &str = "danger";

/// One line.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// Where the name leads; empty: nowhere.
    pub href: String,
    /// A child, a class, a thing.
    pub name: String,
    /// After the name, quieter: the class, the date. May be empty.
    pub place: String,
    /// A sentence about it. May be empty.
    pub note: String,
    /// What one tap does.
    pub act: Option<Act>,
}

/// What one tap does.
#[derive(Clone, Debug)]
pub struct Act {
    /// On the button.
    pub words: String,
    /// For who hears the page: the button's words with the name.
    pub label: String,
    /// Where it leads.
    pub to: To,
}

/// Where a tap leads.
#[derive(Clone, Debug)]
pub enum To {
    /// A page.
    Page(String),
    /// A change, sent at once: the address and hidden fields.
    Post(String, Vec<(&'static str, String)>),
}

impl Panel {
    /// A panel with nothing in it yet.
    #[must_use]
    pub fn new(id: &'static str, title: impl Into<String>) -> Self {
        let (title, words) = (title.into(), String::new());
        Self { id, title, words, rows: Vec::new(), more: None, waiting: 0, permits: Vec::new() }
    }

    /// The name of the block in which it stands on the page: what is urgent, or all the others.
    #[must_use]
    pub fn block(&self) -> &'static str {
        if self.id == URGENT { "panels-urgent" } else { "panels" }
    }

    /// One more line; it counts as one thing that waits.
    pub fn push(&mut self, row: Row) {
        self.rows.push(row);
        self.waiting += 1;
    }

    /// The panel, unless nothing waits.
    #[must_use]
    pub fn unless_empty(self) -> Option<Self> {
        (self.waiting > 0).then_some(self)
    }
}

impl Row {
    /// A line with a link.
    #[must_use]
    pub fn to(href: impl Into<String>, name: impl Into<String>) -> Self {
        Self { href: href.into(), name: name.into(), ..Self::default() }
    }

    /// With a button that opens a page.
    #[must_use]
    pub fn with_page(self, words: &str, label: String, href: impl Into<String>) -> Self {
        Self { act: Some(Act { words: words.to_owned(), label, to: To::Page(href.into()) }), ..self }
    }

    /// With a button that does it.
    #[must_use]
    pub fn with_post(
        self,
        (words, label): (&str, String),
        action: impl Into<String>,
        fields: Vec<(&'static str, String)>,
    ) -> Self {
        Self {
            act: Some(Act { words: words.to_owned(), label, to: To::Post(action.into(), fields) }),
            ..self
        }
    }
}
