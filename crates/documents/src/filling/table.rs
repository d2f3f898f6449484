//! A table of somebody else's (T5): rows are put below its header into the very file, with the look of its first row.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::cells::{place, range, written};
use super::mark::{Kind, Mark};
use super::tree::{Element, Node, with_attribute};

/// Where the rows go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// The sheet.
    pub sheet: String,
    /// The first row below the header, counted from 1.
    pub row: u32,
    /// The names of the facts by the letters of their columns.
    pub columns: BTreeMap<String, String>,
    /// How many rows there will be: blank rows kept ready in the file are used up.
    pub rows: u32,
}

/// The group under which the rows are filled in.
pub(super) const GROUP: &str = "rows";

/// Lays a row with placeholders into the sheet, in the place of its first row, and takes blank rows that stood ready away.
pub(super) fn lay(root: &mut Element<'_>, table: &Table) {
    let Some(sheet) = root.elements_mut().next() else { return };
    let Some(data) = sheet.elements_mut().find(|element| element.name == "sheetData") else { return };
    let taken = lay_rows(data, table);
    let merged = sheet.elements_mut().find(|element| element.name == "mergeCells");
    if let Some(merged) = merged.filter(|_| taken > 0) {
        let old = std::mem::take(&mut merged.children);
        merged.children =
            old.into_iter().filter_map(|node| merged_higher(node, (table.row, taken))).collect();
    }
}

/// A merged range after rows below the first were taken away; none when it lay in them.
fn merged_higher(node: Node<'_>, (first, taken): (u32, u32)) -> Option<Node<'_>> {
    let Node::Element(mut element) = node else { return Some(node) };
    let Some((from, until)) = element.attribute("ref").and_then(range) else {
        return Some(Node::Element(element));
    };
    let higher = |row: u32| if row > first + taken { row - taken } else { row };
    if from.1 > first && from.1 <= first + taken {
        return None;
    }
    let now = written((&from.0, higher(from.1).into()), (&until.0, higher(until.1).into()));
    element.open = with_attribute(&element.open, "ref", &now).into();
    Some(Node::Element(element))
}

/// Puts the row in; tells how many blank rows were taken away.
fn lay_rows(data: &mut Element<'_>, table: &Table) -> u32 {
    // A sheet that was never written in holds its data in one tag.
    if data.close.is_empty() {
        data.open = "<sheetData>".into();
        data.close = "</sheetData>".into();
    }
    let number = |node: &Node<'_>| match node {
        Node::Element(row) => row.attribute("r").and_then(|number| number.parse::<u32>().ok()),
        _ => None,
    };
    let at = data.children.iter().position(|node| number(node).is_some_and(|number| number >= table.row));
    let at = at.unwrap_or(data.children.len());
    let there = data.children.get(at).filter(|node| number(node) == Some(table.row)).cloned();
    let first = match there {
        Some(Node::Element(row)) => {
            data.children.remove(at);
            row
        }
        _ => Element {
            name: "row",
            open: format!("<row r=\"{}\">", table.row).into(),
            children: Vec::new(),
            close: "</row>".into(),
            id: 0,
        },
    };
    let spare = usize::try_from(table.rows.saturating_sub(1)).unwrap_or_default();
    let ready = data.children.iter().skip(at).take(spare).take_while(|node| is_blank(node)).count();
    data.children.drain(at..at + ready);
    data.children.insert(at, Node::Element(filled(first, table)));
    let taken = u32::try_from(ready).unwrap_or_default();
    if taken > 0 {
        close_up(data, (at + 1, taken));
    }
    taken
}

/// A row without a value.
fn is_blank(node: &Node<'_>) -> bool {
    match node {
        Node::Element(row) => {
            !row.any(&|node| matches!(node, Node::Element(inner) if matches!(inner.name, "v" | "is" | "f")))
        }
        _ => true,
    }
}

/// Rows below move up by those that were taken away.
fn close_up(data: &mut Element<'_>, (from, by): (usize, u32)) {
    for row in data.children.iter_mut().skip(from) {
        let Node::Element(row) = row else { continue };
        let Some(number) = row.attribute("r").and_then(|number| number.parse::<u32>().ok()) else { continue };
        let number = number.saturating_sub(by);
        row.open = with_attribute(&row.open, "r", &number.to_string()).into();
        for cell in row.elements_mut() {
            if let Some((letters, _)) = cell.attribute("r").and_then(place) {
                cell.open = with_attribute(&cell.open, "r", &format!("{letters}{number}")).into();
            }
        }
    }
}

fn filled<'a>(mut row: Element<'a>, table: &Table) -> Element<'a> {
    if row.close.is_empty() {
        row.open = row.open.trim_end_matches("/>").trim_end().to_owned().into();
        row.open = format!("{}>", row.open).into();
        row.close = "</row>".into();
    }
    let mut cells: Vec<(u32, Element<'a>)> = Vec::new();
    let looks: BTreeMap<String, Element<'a>> = row
        .elements()
        .filter_map(|cell| Some((cell.attribute("r").and_then(place)?.0, cell.clone())))
        .collect();
    let columns =
        looks.keys().chain(table.columns.keys()).cloned().collect::<std::collections::BTreeSet<String>>();
    for column in columns {
        let style = looks.get(&column).and_then(|cell| cell.attribute("s"));
        let style = style.map(|style| format!(" s=\"{style}\"")).unwrap_or_default();
        let open = format!("<c r=\"{column}{}\"{style} t=\"inlineStr\">", table.row);
        let name = table.columns.get(&column);
        let cell = match name {
            Some(name) => cell(open, vec![Node::Mark(Mark::Field(name.clone()))]),
            None => Element {
                name: "c",
                open: format!("<c r=\"{column}{}\"{style}/>", table.row).into(),
                children: Vec::new(),
                close: "".into(),
                id: 0,
            },
        };
        cells.push((order(&column), cell));
    }
    cells.sort_by_key(|(order, _)| *order);
    row.children = cells.into_iter().map(|(_, cell)| Node::Element(cell)).collect();
    bounded(&mut row);
    row
}

fn cell<'a>(open: String, marks: Vec<Node<'a>>) -> Element<'a> {
    let element = |name: &'static str, open: String, close: &'static str, children| Element {
        name,
        open: open.into(),
        children,
        close: close.into(),
        id: 0,
    };
    let text = element("t", "<t xml:space=\"preserve\">".to_owned(), "</t>", marks);
    let is = element("is", "<is>".to_owned(), "</is>", vec![Node::Element(text)]);
    element("c", open, "</c>", vec![Node::Element(is)])
}

/// Beginning and end of the rows, in cells of their own that hold nothing else and are never seen.
fn bounded(row: &mut Element<'_>) {
    row.children.insert(0, Node::Mark(Mark::Open(Kind::Loop, GROUP.to_owned())));
    row.children.push(Node::Mark(Mark::Close(GROUP.to_owned())));
}

/// The place of a column.
fn order(letters: &str) -> u32 {
    let digit = |sign: char| u32::from(sign).saturating_sub(u32::from('A')) + 1;
    letters.chars().fold(0, |before, sign| before.saturating_mul(26).saturating_add(digit(sign)))
}
