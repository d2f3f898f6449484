//! A paper as the page shows it: runs that are links, rows of lists.

use documents::model::{self, Level, Span};
use language::Lang;
use web::Cx;

use crate::figures::queries::Lists;
use crate::figures::{self, Item};
use crate::prose::Written;

/// One run.
pub struct Run {
    /// `text`, `bold`, `fact` or `gap`.
    pub kind: &'static str,
    /// Its words.
    pub words: String,
    /// Where it leads; empty for nowhere.
    pub link: String,
}

/// One block.
pub struct Block {
    /// Its name.
    pub key: String,
    /// `heading`, `paragraph` or `table`.
    pub kind: &'static str,
    /// Whether a person changed it.
    pub edited: bool,
    /// Whether it tells of one child and waits for somebody's word.
    pub unconfirmed: bool,
    /// The caption of a table.
    pub caption: Option<String>,
    /// A heading's number.
    pub number: String,
    /// The runs of a heading or paragraph.
    pub runs: Vec<Run>,
    /// The head of a table.
    pub head: Vec<String>,
    /// Its rows.
    pub rows: Vec<Vec<Vec<Run>>>,
}

impl Block {
    /// How many gaps it has.
    pub fn gaps(&self) -> i64 {
        i64::try_from(self.runs.iter().filter(|run| run.kind == "gap").count()).unwrap_or(i64::MAX)
    }
}

/// All blocks of a paper.
pub fn blocks(lang: Lang, written: &Written) -> Vec<Block> {
    let mut headings = 0;
    let parts = written.document.blocks.iter().zip(&written.parts);
    parts
        .map(|(block, part)| {
            let mut view = Block {
                key: part.key.clone(),
                kind: "paragraph",
                edited: part.edited,
                unconfirmed: part.unconfirmed,
                caption: None,
                number: String::new(),
                runs: crate::prose::runs(block).map_or_else(Vec::new, |spans| runs(written, spans)),
                head: Vec::new(),
                rows: Vec::new(),
            };
            match block {
                model::Block::Heading(Level::One, _) => {
                    headings += 1;
                    view.kind = "heading";
                    view.number = numbered(lang, headings);
                }
                model::Block::Table(table) => {
                    view.kind = "table";
                    view.head = table.header.iter().flatten().map(words).collect();
                    view.rows = table
                        .rows
                        .iter()
                        .map(|row| row.iter().map(|cell| runs(written, &cell.spans)).collect())
                        .collect();
                    view.caption.clone_from(&table.caption);
                }
                _ => {}
            }
            view
        })
        .collect()
}

fn numbered(lang: Lang, n: u32) -> String {
    let numeral = language::numeral(lang, n);
    if lang == Lang::En { format!("{numeral}. ") } else { format!("{numeral}、") }
}

fn words(cell: &model::Cell) -> String {
    cell.spans.iter().map(text).collect()
}

fn text(span: &Span) -> &str {
    match span {
        Span::Text(text) | Span::Bold(text) | Span::Fact { text, .. } | Span::Missing { text } => text,
    }
}

fn runs(written: &Written, spans: &[Span]) -> Vec<Run> {
    let run = |span: &Span| {
        let words = text(span).to_owned();
        let (kind, link) = match span {
            Span::Text(_) => ("text", String::new()),
            Span::Bold(_) => ("bold", String::new()),
            Span::Fact { mark, .. } => {
                let fact = written.document.facts.iter().find(|fact| fact.mark == *mark);
                ("fact", fact.map(|fact| fact.link.clone()).unwrap_or_default())
            }
            Span::Missing { .. } => ("gap", written.gaps.get(&words).cloned().unwrap_or_default()),
        };
        Run { kind, words, link }
    };
    spans.iter().map(run).collect()
}

/// One row of the list behind a number.
pub struct Row {
    /// Its day; empty for none.
    pub day: String,
    /// What it is; empty for a student alone.
    pub what: String,
    /// The children, with where each leads.
    pub students: Vec<(String, String)>,
}

/// A listed record in words.
pub fn row(cx: &Cx, key: &str, item: &Item) -> Row {
    let code = item.what.as_deref().unwrap_or("");
    let kebab = code.replace('_', "-");
    let what = match figures::lists(key) {
        _ if key == "rules" => rule(cx, code),
        Lists::Notes => cx.t(format!("terms-note-{kebab}")).to_owned(),
        Lists::Cases => cx.t(format!("terms-tier-{kebab}")).to_owned(),
        Lists::Goals => cx.t(format!("terms-goal-span-{kebab}")).to_owned(),
        Lists::Absences => crate::prose::days(cx.lang(), item.amount),
        Lists::Students | Lists::Staff | Lists::FollowUps => code.to_owned(),
    };
    Row {
        day: item.day.map(|day| cx.day(&day)).unwrap_or_default(),
        what,
        students: item.students.iter().map(|(id, name)| (format!("/students/{id}"), name.clone())).collect(),
    }
}

fn rule(cx: &Cx, code: &str) -> String {
    let mut parts = code.split('/').map(str::to_owned);
    let mut next = || parts.next().unwrap_or_default();
    let (who, per, act) = (next(), next(), next());
    let times = next().parse().unwrap_or(0);
    let rule = figures::RuleRow { id: uuid::Uuid::nil(), who, act, times, per };
    crate::rules::words(cx.lang(), &rule)
}
