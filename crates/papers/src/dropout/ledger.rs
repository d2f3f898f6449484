//! The three ledgers: of all children of school age, of those who may have dropped out, of those who have.

use std::collections::HashMap;

use access::{Action, Kind, Permit};
use casework::dropout::Dropout;
use db::Conn;
use documents::excel::{self, Kind as Holds, Sheet, Value as Holding, Workbook};
use documents::model::{Align, Block, Cell, Column, Document, Layout, Span, Table};
use kernel::StudentId;
use web::{Cx, Failure};

use super::{Place, sources};
use crate::fields::{self, Value, Values};
use crate::prose::document_lang;

/// Which ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ledger {
    /// 适龄儿童少年台账
    SchoolAge,
    /// 疑似辍学台账
    Suspected,
    /// 辍学台账
    DroppedOut,
}

/// All of them, in order.
pub const ALL: [Ledger; 3] = [Ledger::SchoolAge, Ledger::Suspected, Ledger::DroppedOut];

/// Rows of a blank sheet.
const BLANK: usize = 12;

/// Field, width on paper in points when all of them share a page, width in Excel. A day and a telephone number each stand
/// on one line.
type Spec = (&'static str, u32, u16);

const PERSON: [Spec; 8] = [
    ("name", 33, 10),
    ("id-number", 28, 21),
    ("roll-number", 28, 23),
    ("class", 36, 15),
    ("household", 38, 26),
    ("guardian", 33, 10),
    ("guardian-phone", 64, 14),
    ("priority-groups", 36, 18),
];

const AWAY: [Spec; 9] = [
    ("left-on", 55, 12),
    ("left-reason", 42, 22),
    ("whereabouts", 34, 20),
    ("persuasion", 76, 60),
    ("back-on", 55, 12),
    ("placement", 24, 10),
    ("struck-on", 55, 12),
    ("struck-ground", 43, 26),
    ("reported-on", 55, 12),
];

const DAYS: [&str; 4] = ["left-on", "back-on", "struck-on", "reported-on"];

impl Ledger {
    /// Its name in addresses and message keys.
    pub fn key(self) -> &'static str {
        match self {
            Self::SchoolAge => "school-age",
            Self::Suspected => "suspected",
            Self::DroppedOut => "dropped-out",
        }
    }

    /// From an address.
    pub fn parse(key: &str) -> Option<Self> {
        ALL.into_iter().find(|one| one.key() == key)
    }

    /// What it is called.
    pub fn title(self, cx: &Cx) -> &'static str {
        cx.t(format!("papers-kind-dropout-{}", self.key()))
    }

    fn columns(self) -> Vec<Spec> {
        match self {
            Self::SchoolAge => PERSON
                .into_iter()
                .chain([("sex", 18, 6), ("born", 46, 12), ("dropout-stage", 32, 12)])
                .collect(),
            _ => PERSON.into_iter().chain(AWAY).collect(),
        }
    }

    /// Whether an entry stands in it: one that was closed stays where it was, with its ground.
    fn holds(self, entry: &Dropout) -> bool {
        let confirmed = entry.confirmed_on.is_some();
        match self {
            Self::SchoolAge => false,
            Self::Suspected => !confirmed,
            Self::DroppedOut => confirmed,
        }
    }
}

/// What stands in a ledger, and the permits under which it was read.
pub async fn rows(
    conn: &mut Conn,
    cx: &Cx,
    (ledger, place): (Ledger, &Place),
) -> Result<(Vec<Values>, Vec<Permit>), Failure> {
    let (mut rows, mut permits) = (Vec::new(), Vec::new());
    let entries = place.entries(conn, cx).await?;
    if ledger == Ledger::SchoolAge {
        let open: HashMap<StudentId, &(Dropout, Permit)> = entries
            .iter()
            .filter(|(entry, _)| entry.ended.is_none())
            .map(|entry| (entry.0.student.id, entry))
            .collect();
        let children = place.children(conn, cx).await?;
        for mut child in fields::children(conn, cx, children, &sources()).await? {
            let open = open.get(&child.student.id);
            let stage = open.map_or(cx.t("papers-dropout-at-school"), |(entry, _)| entry.stage().word(cx));
            child.values.insert("dropout-stage", Value::Text(stage.to_owned()));
            permits.extend(child.permits);
            permits.extend(open.map(|(_, permit)| permit.clone()));
            rows.push(child.values);
        }
        return Ok((rows, permits));
    }
    let entries: Vec<(Dropout, Permit)> =
        entries.into_iter().filter(|(entry, _)| ledger.holds(entry)).collect();
    let students = entries.iter().map(|(entry, _)| entry.student.clone()).collect();
    let children = fields::children(conn, cx, students, &sources()).await?;
    for ((entry, permit), mut child) in entries.into_iter().zip(children) {
        permits.push(permit);
        permits.extend(child.permits);
        permits.extend(fields::dropout::entry_into(conn, cx, &entry, &mut child.values).await?);
        rows.push(child.values);
    }
    Ok((rows, permits))
}

/// Blank rows to write on.
pub fn blank() -> Vec<Values> {
    vec![Values::new(); BLANK]
}

/// A ledger as a document that lies across the paper.
pub fn document(cx: &Cx, (ledger, place): (Ledger, &str), rows: &[Values]) -> Document {
    let specs = ledger.columns();
    let column = |width: u32| Column { width, align: Align::Start };
    let number = Column { width: 23, align: Align::Center };
    let labels = specs.iter().map(|(key, ..)| Cell::label(fields::label(cx.lang(), key)));
    let header = std::iter::once(Cell::label(cx.t("papers-ledger-number"))).chain(labels).collect();
    let row = |(at, values): (usize, &Values)| {
        let words = |key: &str| values.get(key).map(|value| short(cx, value)).unwrap_or_default();
        let cells = specs.iter().map(|(key, ..)| Cell::text(words(key)));
        std::iter::once(Cell::text((at + 1).to_string())).chain(cells).collect()
    };
    let table = Table {
        caption: None,
        columns: std::iter::once(number).chain(specs.iter().map(|(_, width, _)| column(*width))).collect(),
        header: vec![header],
        rows: rows.iter().enumerate().map(row).collect(),
    };
    let head = if is_blank(rows) { cx.t("papers-dropout-head-blank").to_owned() } else { head(cx, place) };
    let mut blocks = vec![Block::Paragraph(vec![Span::text(head)])];
    if let Some(words) = left_empty(cx, rows) {
        blocks.push(Block::Paragraph(vec![Span::text(words)]));
    }
    if rows.is_empty() {
        blocks.push(Block::Paragraph(vec![Span::text(cx.t("papers-dropout-nobody"))]));
    } else {
        blocks.push(Block::Table(table));
    }
    blocks.push(Block::Paragraph(vec![Span::text(cx.t("papers-dropout-signed"))]));
    Document::plain(Layout::Ledger, ledger.title(cx), blocks, document_lang(cx.lang()))
}

/// Whether the sheet is for writing on.
fn is_blank(rows: &[Values]) -> bool {
    !rows.is_empty() && rows.iter().all(Values::is_empty)
}

/// Why columns are empty, and who fills them: numbers and families leave with homeroom teachers alone.
pub(super) fn left_empty(cx: &Cx, rows: &[Values]) -> Option<&'static str> {
    let takes = [Kind::Identity, Kind::Family]
        .iter()
        .all(|kind| !access::scope(&cx.actor, Action::Export, *kind).is_empty());
    (!takes && !rows.is_empty() && !is_blank(rows)).then(|| cx.t("papers-dropout-left-empty"))
}

/// A day as narrow as it can be; anything else in words.
fn short(cx: &Cx, value: &Value) -> String {
    if let Value::Day(day) = value { day.to_string() } else { value.words(cx) }
}

fn head(cx: &Cx, place: &str) -> String {
    cx.tf("papers-dropout-head", &[("place", place.into()), ("day", (&cx.day(&cx.today())).into())])
}

/// A sheet of the workbook; `line` stands at its head.
pub fn sheet(cx: &Cx, (ledger, place, line): (Ledger, &str, &str), rows: &[Values]) -> Sheet {
    let specs = ledger.columns();
    let column = |(key, _, width): &Spec| excel::Column {
        header: fields::label(cx.lang(), key).to_owned(),
        width: *width,
        kind: if DAYS.contains(key) || *key == "born" { Holds::Date } else { Holds::Text },
    };
    let row = |values: &Values| specs.iter().map(|(key, ..)| holding(cx, values.get(key))).collect();
    let empty = left_empty(cx, rows).unwrap_or_default();
    let title = format!("{}\n{}\n{line}\n{empty}", ledger.title(cx), head(cx, place));
    Sheet {
        name: ledger.title(cx).to_owned(),
        title: Some(title.trim().to_owned()),
        columns: specs.iter().map(column).collect(),
        rows: rows.iter().map(row).collect(),
    }
}

fn holding(cx: &Cx, value: Option<&Value>) -> Holding {
    match value {
        None => Holding::Empty,
        Some(Value::Day(day)) => Holding::Date(*day),
        Some(value) => Holding::Text(value.words(cx)),
    }
}

/// The workbook of all three.
pub fn workbook(cx: &Cx, title: &str, sheets: Vec<Sheet>) -> Workbook {
    Workbook { title: title.to_owned(), lang: document_lang(cx.lang()), made_on: cx.today(), sheets }
}
