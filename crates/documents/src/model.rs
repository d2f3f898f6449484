//! One document, said once. The writers (`word`, `html`, and whatever comes later) only give it a shape, so that
//! what is read on the page, filed in Word and printed is the same text with the same figures.
//!
//! Everything in a document is data. Nothing typed by a person is ever read as markup, field code or formula.

mod clean;
mod fault;
mod foot;
mod grid;
mod numbers;

use serde::{Deserialize, Serialize};

use crate::chart::Chart;

pub(crate) use clean::{clean, lines, one_line};
pub use fault::WriteError;
pub(crate) use foot::last_rows;
pub(crate) use grid::{Slot, place, shares};
pub(crate) use numbers::Numbers;

/// A document that is ready to be written: every word is already in the reader's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// What the page looks like.
    pub layout: Layout,
    /// 标题. A line feed breaks the line. Empty: no title is set.
    pub title: String,
    /// 发文字号, for example 校〔2026〕5号.
    pub number: Option<String>,
    /// 主送机关: whom the document is for, without the closing colon.
    pub to: Option<String>,
    /// The text, top to bottom.
    pub blocks: Vec<Block>,
    /// 发文机关署名 and 成文日期.
    pub signature: Option<Signature>,
    /// The queries behind the figures. Every [`Span::Fact`] must find its mark here.
    pub facts: Vec<Fact>,
    /// The language the text is written in.
    pub lang: Lang,
}

impl Document {
    /// A document for use in the house: without number, addressee and signature, its text without marked figures.
    #[must_use]
    pub fn plain(layout: Layout, title: impl Into<String>, blocks: Vec<Block>, lang: Lang) -> Self {
        let title = title.into();
        Self { layout, title, number: None, to: None, blocks, signature: None, facts: Vec::new(), lang }
    }
}

/// The kinds of page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Layout {
    /// Formal documents, GB/T 9704-2012: A4, 22 lines of 28 characters, headings numbered 一、（一）1.（1）.
    Official,
    /// A letter or certificate of one page: as formal documents, without a page number.
    Letter,
    /// Forms and files for internal use: tables, compact, headings not numbered.
    Form,
    /// Ledgers: a table with many columns, across.
    Ledger,
}

impl Layout {
    /// Whether the page is that of GB/T 9704-2012.
    #[must_use]
    pub const fn is_official(self) -> bool {
        matches!(self, Self::Official | Self::Letter)
    }

    /// Whether it lies across the paper.
    #[must_use]
    pub const fn is_across(self) -> bool {
        matches!(self, Self::Ledger)
    }
}

/// The language of a document; decides fonts, brackets, colons and heading numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Lang {
    /// Simplified Chinese.
    ZhHans,
    /// Traditional Chinese.
    ZhHant,
    /// English.
    En,
}

impl Lang {
    /// The tag HTML wants.
    pub const fn html(self) -> &'static str {
        match self {
            Self::ZhHans => "zh-Hans",
            Self::ZhHant => "zh-Hant",
            Self::En => "en",
        }
    }

    /// The tag Word wants: it spells languages with a region.
    pub const fn office(self) -> &'static str {
        match self {
            Self::ZhHans => "zh-CN",
            Self::ZhHant => "zh-TW",
            Self::En => "en-US",
        }
    }

    pub(crate) const fn is_chinese(self) -> bool {
        matches!(self, Self::ZhHans | Self::ZhHant)
    }

    /// What is missing stands between brackets that survive black-and-white printing.
    pub(crate) const fn brackets(self) -> (char, char) {
        if self.is_chinese() { ('【', '】') } else { ('[', ']') }
    }
}

/// One piece of the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Block {
    /// A heading. In [`Layout::Official`] the writer sets its number.
    Heading(Level, Vec<Span>),
    /// A paragraph. A line feed inside starts a new paragraph.
    Paragraph(Vec<Span>),
    /// Rows of the same kind under a header that returns on every page.
    Table(Table),
    /// Labels and values in a grid with merged cells.
    Form(Form),
    /// Points, numbered or not.
    List(List),
    /// A chart with what it shows in words, and its table.
    Chart(Chart),
    /// A line that says what should stand here and does not.
    Missing(String),
    /// The next block starts a new page.
    PageBreak,
}

/// The four levels of headings, 一、（一）1.（1）.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Level {
    /// 一、in 黑体.
    One,
    /// （一）in 楷体.
    Two,
    /// 1. in 仿宋.
    Three,
    /// （1）in 仿宋.
    Four,
}

/// A run of text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Span {
    /// Plain text.
    Text(String),
    /// Text to be seen first.
    Bold(String),
    /// A figure, or words, computed from records; `mark` names the [`Fact`] behind it.
    Fact {
        /// The [`Fact::mark`] it rests on.
        mark: u32,
        /// What is read in the sentence, for example 214.
        text: String,
    },
    /// What should stand here and is not known. Shown in brackets and shaded.
    Missing {
        /// What is missing, for example 监护人电话.
        text: String,
    },
}

impl Span {
    /// Plain text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A figure resting on the fact with this mark.
    pub fn fact(mark: u32, text: impl Into<String>) -> Self {
        Self::Fact { mark, text: text.into() }
    }

    /// Something missing.
    pub fn missing(text: impl Into<String>) -> Self {
        Self::Missing { text: text.into() }
    }

    pub(crate) fn words(&self) -> &str {
        match self {
            Self::Text(text) | Self::Bold(text) | Self::Fact { text, .. } | Self::Missing { text } => text,
        }
    }

    /// The same kind of run with other words.
    pub(crate) fn with_words(&self, words: &str) -> Self {
        let text = words.to_owned();
        match self {
            Self::Text(_) => Self::Text(text),
            Self::Bold(_) => Self::Bold(text),
            Self::Fact { mark, .. } => Self::Fact { mark: *mark, text },
            Self::Missing { .. } => Self::Missing { text },
        }
    }
}

/// The query behind a figure. A reader who doubts the figure follows it to the records.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// The number shown beside the figure; unique in the document, counted from 1 in the order of first use.
    pub mark: u32,
    /// The query's name in the reader's language.
    pub name: String,
    /// As of when, in the reader's language, for example 截至2026年1月5日.
    pub as_of: String,
    /// What the query answered.
    pub value: String,
    /// How a percentage that rests on it was worked out, such as 完成率87%＝173÷200.
    #[serde(default)]
    pub how: Option<String>,
    /// Where the records are listed: an absolute path on this site, such as `/papers/7/facts/3`.
    pub link: String,
}

impl Fact {
    /// The note in one line: name, value, how a percentage came about, date.
    pub(crate) fn note(&self, lang: Lang) -> String {
        let (name, value, as_of) = (one_line(&self.name), one_line(&self.value), one_line(&self.as_of));
        let how = self.how.as_deref().map(one_line);
        match (lang.is_chinese(), how) {
            (true, None) => format!("{name}：{value}（{as_of}）"),
            (true, Some(how)) => format!("{name}：{value}；{how}（{as_of}）"),
            (false, None) => format!("{name}: {value} ({as_of})"),
            (false, Some(how)) => format!("{name}: {value}; {how} ({as_of})"),
        }
    }
}

/// Who signs, and the date as written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// 发文机关署名.
    pub org: String,
    /// 成文日期, for example 2026年1月5日.
    pub date: String,
}

/// Points under one another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct List {
    /// Whether the points are numbered from 1.
    pub numbered: bool,
    /// The points.
    pub items: Vec<Vec<Span>>,
}

/// Rows of the same kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Set above the table, centred.
    pub caption: Option<String>,
    /// One entry per column.
    pub columns: Vec<Column>,
    /// Rows repeated on every page.
    pub header: Vec<Vec<Cell>>,
    /// The rows. A row shorter than the table is filled with empty cells.
    pub rows: Vec<Vec<Cell>>,
}

/// A column of a [`Table`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its share of the width, relative to the other columns.
    pub width: u32,
    /// How its cells stand; header cells are centred.
    pub align: Align,
}

/// How the text of a cell stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Align {
    /// Left.
    Start,
    /// Centre.
    Center,
    /// Right, for figures.
    End,
}

/// Labels and values in a grid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// Each column's share of the width, relative to the others.
    pub columns: Vec<u32>,
    /// The rows.
    pub rows: Vec<FormRow>,
}

/// A row of a [`Form`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormRow {
    /// Only the cells that begin in this row; what a merged cell above covers is left out.
    pub cells: Vec<Cell>,
    /// Room kept for this many lines of writing by hand, at least 1.
    pub lines: u32,
}

/// A cell of a table or form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// What it says.
    pub spans: Vec<Span>,
    /// Columns covered, at least 1.
    pub across: usize,
    /// Rows covered, at least 1.
    pub down: usize,
    /// Whether it names its neighbour: centred, and a row header for screen readers.
    pub label: bool,
    /// Where it differs from its column.
    pub align: Option<Align>,
}

impl Cell {
    /// A cell with these runs.
    pub const fn of(spans: Vec<Span>) -> Self {
        Self { spans, across: 1, down: 1, label: false, align: None }
    }

    /// A cell with plain text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::of(vec![Span::text(text)])
    }

    /// A label.
    pub fn label(text: impl Into<String>) -> Self {
        Self { label: true, ..Self::text(text) }
    }

    /// Covers so many columns.
    #[must_use]
    pub fn across(self, columns: usize) -> Self {
        Self { across: columns, ..self }
    }

    /// Covers so many rows.
    #[must_use]
    pub fn down(self, rows: usize) -> Self {
        Self { down: rows, ..self }
    }

    /// Stands so, whatever its column does.
    #[must_use]
    pub fn align(self, align: Align) -> Self {
        Self { align: Some(align), ..self }
    }
}

impl Document {
    /// The fact behind a mark.
    ///
    /// # Errors
    /// [`WriteError::FactUnknown`] when the document cites what it does not carry.
    pub(crate) fn fact(&self, mark: u32) -> Result<&Fact, WriteError> {
        self.facts.iter().find(|fact| fact.mark == mark).ok_or(WriteError::FactUnknown { mark })
    }

    /// How many letters stand in it, a little generously: bytes of its runs.
    pub(crate) fn letters(&self) -> usize {
        let spans = |spans: &[Span]| spans.iter().map(|span| span.words().len()).sum::<usize>() / 3;
        let cells = |cells: &[Cell]| cells.iter().map(|cell| spans(&cell.spans)).sum::<usize>();
        let block = |block: &Block| match block {
            Block::Heading(_, text) | Block::Paragraph(text) => spans(text),
            Block::Table(table) => table.header.iter().chain(&table.rows).map(|row| cells(row)).sum(),
            Block::Form(form) => form.rows.iter().map(|row| cells(&row.cells)).sum(),
            Block::List(list) => list.items.iter().map(|item| spans(item)).sum(),
            // Each figure is drawn and stands in the table.
            Block::Chart(chart) => chart.table().rows.iter().map(|row| cells(row)).sum::<usize>() * 2,
            Block::Missing(words) => words.len() / 3,
            Block::PageBreak => 0,
        };
        self.blocks.iter().map(block).sum()
    }

    /// What every writer asks before writing: marks are unique and lead to pages of this site.
    pub(crate) fn check(&self) -> Result<(), WriteError> {
        let mut seen = std::collections::BTreeSet::new();
        for fact in &self.facts {
            if !seen.insert(fact.mark) {
                return Err(WriteError::FactTwice { mark: fact.mark });
            }
            if !is_path(&fact.link) {
                return Err(WriteError::LinkLeavesSite { mark: fact.mark });
            }
        }
        Ok(())
    }
}

/// `//host` and `/\host` are other sites to a browser; white space and control characters hide either.
fn is_path(link: &str) -> bool {
    let mut characters = link.chars();
    characters.next() == Some('/')
        && !matches!(characters.next(), Some('/' | '\\'))
        && !link.chars().any(|character| character.is_control() || character.is_whitespace())
}

#[cfg(test)]
mod tests;
