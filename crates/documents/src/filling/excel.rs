//! The sheets of a workbook: texts with placeholders stand in the table of shared strings and move into their cells.

use std::collections::HashMap;

use super::cells::{self, Fact};
use super::join::{EXCEL, settle};
use super::mark::{self, Kind, Mark};
use super::package::{Opened, Part};
use super::pairs::{self, Plan};
use super::place::Gathered;
use super::styles::Styles;
use super::table::{self, Table};
use super::tree::{Element, Node, number, parse, with_attribute, without_attribute};
use super::{Fault, program};
use crate::reading::refusal::{Reason, Refusal};
use crate::reading::relations::relations;

/// Where the workbook lies.
pub(super) const WORKBOOK: &str = "xl/workbook.xml";
const STRINGS: &str = "xl/sharedStrings.xml";
/// Sheets at most.
const SHEETS: usize = 60;

/// A workbook ready to be filled.
#[derive(Debug, Default)]
pub(super) struct Book {
    /// The sheets that change.
    pub parts: Vec<Part>,
    /// The looks as they are once a cell holds a day.
    pub styles: Option<(String, String)>,
    /// The workbook, told to compute all formulas anew.
    pub workbook: Option<String>,
    /// Whether days are counted from 1904.
    pub since_1904: bool,
}

/// Texts with placeholders, by their number in the table.
type Marked<'s> = HashMap<usize, Vec<Node<'s>>>;

/// Makes the sheets ready; a table puts rows of its own into one of them.
pub(super) fn book(
    opened: &Opened<'_>,
    table: Option<&Table>,
    gathered: &mut Gathered,
) -> Result<Book, Refusal> {
    let workbook = opened.text(WORKBOOK)?;
    let tree = parse(&workbook, WORKBOOK)?;
    let shared =
        if opened.container.has(&STRINGS.to_lowercase()) { opened.text(STRINGS)? } else { String::new() };
    let strings = if shared.is_empty() { None } else { Some(parse(&shared, STRINGS)?) };
    let marked = strings.as_ref().map(marked).unwrap_or_default();
    let mut styles = Styles::read(opened)?;
    let mut book = Book { since_1904: counts_from_1904(&tree), ..Book::default() };
    let (mut formulas, mut moves) = (false, false);
    for (sheet, name) in sheets(opened, &tree)? {
        let text = opened.text(&name)?;
        let mut maker = Maker { marked: &marked, styles: &mut styles, gathered };
        let table = table.filter(|table| table.sheet == sheet);
        let made = maker.sheet((&sheet, &name), &text, table)?;
        formulas |= made.formulas;
        moves |= made.moves;
        book.parts.extend(made.part);
    }
    if formulas && moves {
        gathered.flaw(Fault::FormulasBelow, "", "");
    }
    if formulas && !book.parts.is_empty() {
        book.workbook = Some(computing_anew(&workbook, &tree));
    }
    book.styles = styles.dated();
    Ok(book)
}

fn marked<'s>(strings: &Element<'s>) -> Marked<'s> {
    let table = strings.elements().find(|element| element.name == "sst");
    let items = table.into_iter().flat_map(Element::elements).filter(|element| element.name == "si");
    let heard =
        |node: &Node<'s>| !matches!(node, Node::Element(inner) if matches!(inner.name, "rPh" | "phoneticPr"));
    items
        .enumerate()
        .filter(|(_, item)| mark::may_hold(&spoken(item)))
        .map(|(at, item)| (at, item.children.iter().filter(|node| heard(node)).cloned().collect()))
        .collect()
}

/// The text of a cell or of an entry of the table.
pub(super) fn spoken(element: &Element<'_>) -> String {
    let inner = element.elements().filter(|inner| inner.name != "rPh");
    inner.map(|inner| if inner.name == "t" { inner.text() } else { spoken(inner) }).collect()
}

fn counts_from_1904(workbook: &Element<'_>) -> bool {
    let root = workbook.elements().next();
    let settings = root.and_then(|root| root.elements().find(|element| element.name == "workbookPr"));
    settings
        .and_then(|settings| settings.attribute("date1904"))
        .is_some_and(|value| value == "1" || value == "true")
}

/// The sheets in their order, each with its part.
fn sheets(opened: &Opened<'_>, workbook: &Element<'_>) -> Result<Vec<(String, String)>, Refusal> {
    let relations = relations(&opened.container, WORKBOOK)?;
    let root = workbook.elements().next();
    let listed = root.and_then(|root| root.elements().find(|element| element.name == "sheets"));
    let mut sheets = Vec::new();
    for sheet in listed.into_iter().flat_map(Element::elements) {
        let id =
            ["r:id", "ns0:id", "d3p1:id"].iter().find_map(|name| sheet.attribute(name)).unwrap_or_default();
        let part = relations.get(id).filter(|relation| relation.kind == "worksheet");
        if let Some(part) = part.and_then(|relation| relation.part.clone()) {
            let name = sheet.attribute("name").unwrap_or_default();
            let name = quick_xml::escape::unescape(name).unwrap_or_default().into_owned();
            sheets.push((name, part));
        }
    }
    if sheets.len() > SHEETS {
        return Err(Refusal::new(Reason::TooManySheets).with("limit", SHEETS));
    }
    Ok(sheets)
}

/// The workbook with the wish that programs compute it when they open it.
fn computing_anew(text: &str, tree: &Element<'_>) -> String {
    let root = tree.elements().next();
    let settings = root.and_then(|root| root.elements().find(|element| element.name == "calcPr"));
    match settings {
        Some(settings) => {
            text.replacen(&*settings.open, &with_attribute(&settings.open, "fullCalcOnLoad", "1"), 1)
        }
        None => text.replacen("</workbook>", "<calcPr fullCalcOnLoad=\"1\"/></workbook>", 1),
    }
}

struct Maker<'m, 's> {
    marked: &'m Marked<'s>,
    styles: &'m mut Styles,
    gathered: &'m mut Gathered,
}

/// What became of a sheet.
struct Made {
    part: Option<Part>,
    formulas: bool,
    moves: bool,
}

impl<'s> Maker<'_, 's> {
    fn sheet<'t>(
        &mut self,
        (sheet, name): (&str, &str),
        text: &'t str,
        table: Option<&Table>,
    ) -> Result<Made, Refusal>
    where
        's: 't,
    {
        let mut root: Element<'t> = parse(text, name)?;
        let is_formula = |node: &Node<'t>| matches!(node, Node::Element(inner) if inner.name == "f");
        let formulas = root.any(&is_formula);
        if let Some(table) = table {
            table::lay(&mut root, table);
        }
        self.fetch(&mut root);
        let mut open_ended = Vec::new();
        settle(&mut root, &EXCEL, &mut open_ended);
        for begun in open_ended {
            self.gathered.flaw(Fault::OpenEnded, &begun, sheet);
        }
        self.settle_facts(&mut root);
        if !root.any(&|node| matches!(node, Node::Mark(_) | Node::Fact(_))) && !formulas {
            return Ok(Made { part: None, formulas, moves: false });
        }
        number(&mut root, &mut 0);
        let plan = pairs::plan(&root, &EXCEL, sheet, self.gathered);
        let moves = self.rows_move(&root, &plan, sheet);
        let items = program::compile(&root, &plan, moves);
        let part = Part { name: name.to_owned(), items, line_end: EXCEL.line_end };
        Ok(Made { part: Some(part), formulas, moves })
    }

    /// Puts the texts with placeholders into their cells, and takes results out of formulas: they are computed anew.
    fn fetch<'t>(&self, element: &mut Element<'t>)
    where
        's: 't,
    {
        for inner in element.elements_mut() {
            if inner.name == "c" {
                self.fetch_cell(inner);
            } else {
                self.fetch(inner);
            }
        }
    }

    fn fetch_cell<'t>(&self, cell: &mut Element<'t>)
    where
        's: 't,
    {
        if cell.elements().any(|inner| inner.name == "f") {
            cell.children.retain(|node| !matches!(node, Node::Element(inner) if inner.name == "v"));
            return;
        }
        if cell.attribute("t") != Some("s") {
            return;
        }
        let place = cell
            .elements()
            .find(|inner| inner.name == "v")
            .and_then(|value| value.text().trim().parse().ok());
        if let Some(text) = place.and_then(|place: usize| self.marked.get(&place)) {
            let is = Element {
                name: "is",
                open: "<is>".into(),
                children: text.clone(),
                close: "</is>".into(),
                id: 0,
            };
            cell.open = with_attribute(&without_attribute(&cell.open, "t"), "t", "inlineStr").into();
            cell.children = vec![Node::Element(is)];
        }
    }

    /// Cells with one fact and nothing else. The beginning or end of repeated rows may stand with it, and moves beside it.
    fn settle_facts(&mut self, element: &mut Element<'_>) {
        for node in std::mem::take(&mut element.children) {
            let mut inner = match node {
                Node::Element(inner) => inner,
                other => {
                    element.children.push(other);
                    continue;
                }
            };
            if inner.name != "c" {
                self.settle_facts(&mut inner);
                element.children.push(Node::Element(inner));
                continue;
            }
            let mut held = Held::default();
            held.gather(&inner);
            let Some(name) = held.only_fact() else {
                element.children.push(Node::Element(inner));
                continue;
            };
            let style = inner.attribute("s").and_then(|style| style.parse().ok());
            let (column, row) = inner.attribute("r").and_then(cells::place).unwrap_or_default();
            let dated = self.styles.for_days(style.unwrap_or_default());
            element.children.extend(held.opens.into_iter().map(Node::Mark));
            element.children.push(Node::Fact(Box::new(Fact { column, row, style, dated, name })));
            element.children.extend(held.closes.into_iter().map(Node::Mark));
        }
    }

    /// Whether rows may come in. Then every row must say where it is, and no such part may stand in another.
    fn rows_move(&mut self, root: &Element<'_>, plan: &Plan, sheet: &str) -> bool {
        let root = root.elements().next();
        let Some(data) = root.and_then(|root| root.elements().find(|element| element.name == "sheetData"))
        else {
            return false;
        };
        let spans = plan.spans.get(&data.id).map(Vec::as_slice).unwrap_or_default();
        for (span, next) in spans.iter().zip(spans.iter().skip(1)) {
            if next.start <= span.end {
                self.gathered.flaw(Fault::Nested, &next.name, sheet);
            }
        }
        if !spans.is_empty() && data.elements().any(|row| row.attribute("r").is_none()) {
            self.gathered.flaw(Fault::Crossing, "", sheet);
        }
        !spans.is_empty()
    }
}

/// What a cell holds.
#[derive(Default)]
struct Held {
    facts: Vec<String>,
    opens: Vec<Mark>,
    closes: Vec<Mark>,
    others: bool,
}

impl Held {
    fn gather(&mut self, element: &Element<'_>) {
        for node in &element.children {
            match node {
                Node::Element(inner) if inner.name == "rPr" => {}
                Node::Element(inner) => self.gather(inner),
                Node::Mark(Mark::Field(name)) => self.facts.push(name.clone()),
                Node::Mark(open @ Mark::Open(Kind::Loop, _)) => self.opens.push(open.clone()),
                Node::Mark(close @ Mark::Close(name)) if !name.is_empty() => self.closes.push(close.clone()),
                Node::Raw(raw) if raw.trim().is_empty() => {}
                Node::Raw(_) | Node::Mark(_) | Node::Fact(_) => self.others = true,
            }
        }
    }

    /// The name of the fact. Rows that begin and end in the same cell are repeated within its text.
    fn only_fact(&self) -> Option<String> {
        let within = !self.opens.is_empty() && !self.closes.is_empty();
        match self.facts.as_slice() {
            [name] if !self.others && !within => Some(name.clone()),
            _ => None,
        }
    }
}
