//! Tables and forms: rows that stay whole where they can, a header that returns on every page, merged cells.

use super::atoms::Run;
use super::flow::{Flow, nth};
use super::lines::{Line, Room, break_lines};
use super::sheet::{Item, letter, points};
use super::tree::{Branch, Kind, Tree};
use crate::model::{Align, Cell, Form, Layout, Slot, Table, WriteError, last_rows, lines, place, shares};

/// Between a cell's edge and its text, left and right.
const PAD: f32 = 4.25;
/// From line to line in a cell.
const PITCH: f32 = 15.0;
/// Room above and below the text of a cell together.
const AIR: f32 = 3.0;
/// Below a table in running text.
const AFTER: f32 = 10.0;
/// So many last lines of a row that breaks across pages go with what is held below it.
const LAST_LINES: usize = 2;
/// Tables of at most this many rows, header included, stay on one page if they fit one.
const WHOLE_TABLE: usize = 10;

/// A cell with its lines.
struct Set {
    lines: Vec<Line>,
    align: Align,
    branch: Option<Branch>,
}

/// What stands in a row between two edges.
struct Part {
    left: f32,
    width: f32,
    set: Option<Set>,
    /// Rows covered, this one included; 1 for most.
    down: usize,
    /// Whether a cell from above reaches in, and whether this one reaches on.
    from_above: bool,
    to_below: bool,
}

struct Row {
    parts: Vec<Part>,
    height: f32,
    head: bool,
}

/// A row of cells before it is set.
struct Raw<'a> {
    slots: Vec<Slot<'a>>,
    head: bool,
    lines: u32,
}

/// A table with its caption.
///
/// # Errors
/// [`WriteError::CellWithoutRoom`], [`WriteError::FactUnknown`].
pub(super) fn table(flow: &mut Flow<'_>, table: &Table) -> Result<(), WriteError> {
    let cells = table.header.iter().chain(&table.rows).map(Vec::as_slice).collect::<Vec<_>>();
    let placed = place(&cells, table.columns.len())?;
    let heads = table.header.len();
    let raw = placed.into_iter().enumerate();
    let raw = raw.map(|(at, slots)| Raw { slots, head: at < heads, lines: 1 }).collect();
    let weights = table.columns.iter().map(|column| column.width).collect::<Vec<_>>();
    let aligns = table.columns.iter().map(|column| column.align).collect::<Vec<_>>();
    let branch = flow.sheets.tree.branch(Tree::root(), Kind::Table);
    let under = table.caption.as_ref().map(|_| flow.sheets.tree.branch(branch, Kind::Caption));
    let rows = set_rows(flow, raw, (&weights, &aligns), branch)?;
    if let (Some(caption), Some(under)) = (&table.caption, under) {
        self::caption(flow, caption, (under, least(flow, &rows)));
    }
    draw(flow, &rows);
    flow.sheets.at += if flow.look.line.is_some() { AFTER } else { 3.0 };
    Ok(())
}

/// A form. It is read as a table whose labels head their rows.
///
/// # Errors
/// As [`table`].
pub(super) fn form(flow: &mut Flow<'_>, form: &Form) -> Result<(), WriteError> {
    let cells = form.rows.iter().map(|row| row.cells.as_slice()).collect::<Vec<_>>();
    let placed = place(&cells, form.columns.len())?.into_iter().zip(&form.rows);
    let raw = placed.map(|(slots, row)| Raw { slots, head: false, lines: row.lines.max(1) }).collect();
    let aligns = vec![Align::Start; form.columns.len()];
    let branch = flow.sheets.tree.branch(Tree::root(), Kind::Table);
    let rows = set_rows(flow, raw, (&form.columns, &aligns), branch)?;
    draw(flow, &rows);
    flow.sheets.at += 3.0;
    Ok(())
}

/// The caption, on the page where its table begins.
fn caption(flow: &mut Flow<'_>, words: &str, (branch, table): (Branch, f32)) {
    let size = letter(flow.look.cell + 4);
    let atoms = flow.cutter.words(words, Run::of(size).bold());
    let room = Room { even: false, ..flow.room(0.0) };
    flow.sheets.need(flow.pitch() + table);
    for line in break_lines(&atoms, room) {
        let left = flow.sheets.left() + (room.width - line.width) / 2.0;
        flow.sheets.line(&line, (left, flow.sheets.at, flow.pitch()), Some(branch));
        flow.sheets.at += flow.pitch();
    }
}

type Columns<'a> = (&'a [u32], &'a [Align]);

fn set_rows(
    flow: &mut Flow<'_>,
    raw: Vec<Raw<'_>>,
    (weights, aligns): Columns<'_>,
    table: Branch,
) -> Result<Vec<Row>, WriteError> {
    let widths: Vec<f32> = shares(weights, flow.look.width()).into_iter().map(points).collect();
    let least = points(flow.look.row);
    let mut group: Option<(bool, Branch)> = None;
    let mut rows = Vec::with_capacity(raw.len());
    for row in &raw {
        let part = match group {
            Some((head, part)) if head == row.head => part,
            _ => flow.sheets.tree.branch(table, if row.head { Kind::Head } else { Kind::Rows }),
        };
        group = Some((row.head, part));
        let branch = flow.sheets.tree.branch(part, Kind::Row);
        let parts = set_parts(flow, row, (&widths, aligns), branch)?;
        let tall = parts.iter().filter(|part| part.down <= 1).map(text_height).fold(0.0_f32, f32::max);
        let lines = f32::from(u16::try_from(row.lines).unwrap_or(u16::MAX));
        rows.push(Row { parts, height: tall.max(least * lines), head: row.head });
    }
    reach(&mut rows);
    Ok(rows)
}

fn text_height(part: &Part) -> f32 {
    nth(part.set.as_ref().map_or(0, |set| set.lines.len())) * PITCH + AIR
}

/// Says of each part whether its cell reaches on, and gives the last row under a merged cell the room its text lacks.
fn reach(rows: &mut [Row]) {
    let covers: Vec<(usize, usize, f32)> = rows
        .iter()
        .enumerate()
        .flat_map(|(at, row)| row.parts.iter().filter(|part| part.down > 1).map(move |part| (at, part)))
        .map(|(at, part)| (at, part.down, text_height(part)))
        .collect();
    for (at, down, tall) in covers {
        let held: f32 = rows.iter().skip(at).take(down).map(|row| row.height).sum();
        if let Some(last) = rows.get_mut(at + down - 1).filter(|_| tall > held) {
            last.height += tall - held;
        }
    }
    let above: Vec<Vec<f32>> = rows
        .iter()
        .skip(1)
        .map(|row| row.parts.iter().filter(|part| part.from_above).map(|part| part.left).collect())
        .chain([Vec::new()])
        .collect();
    for (row, below) in rows.iter_mut().zip(above) {
        for part in &mut row.parts {
            part.to_below = below.iter().any(|left| (left - part.left).abs() < 0.01);
        }
    }
}

fn set_parts(
    flow: &mut Flow<'_>,
    row: &Raw<'_>,
    (widths, aligns): (&[f32], &[Align]),
    branch: Branch,
) -> Result<Vec<Part>, WriteError> {
    let mut parts = Vec::with_capacity(row.slots.len());
    let mut column = 0;
    for slot in &row.slots {
        let across = match slot {
            Slot::Begins(cell) => cell.across.max(1),
            Slot::Covered(columns) => *columns,
            Slot::Empty => 1,
        };
        let left = flow.sheets.left() + widths.iter().take(column).sum::<f32>();
        let width = widths.iter().skip(column).take(across).sum::<f32>();
        let (set, down) = match slot {
            Slot::Begins(cell) => {
                let align = aligns.get(column).copied().unwrap_or(Align::Start);
                (Some(set_cell(flow, (cell, width, align), row.head, branch)?), cell.down.max(1))
            }
            Slot::Empty => {
                flow.sheets.tree.branch(branch, Kind::Cell(1, 1));
                (None, 1)
            }
            Slot::Covered(_) => (None, 1),
        };
        let from_above = matches!(slot, Slot::Covered(_));
        parts.push(Part { left, width, set, down, from_above, to_below: false });
        column += across;
    }
    Ok(parts)
}

fn set_cell(
    flow: &mut Flow<'_>,
    (cell, width, align): (&Cell, f32, Align),
    head: bool,
    row: Branch,
) -> Result<Set, WriteError> {
    let align = cell.align.unwrap_or(if head || cell.label { Align::Center } else { align });
    let set = lines_in(flow, cell, (width, head))?;
    let kind = if head || cell.label {
        Kind::HeadCell(cell.across, cell.down, !head)
    } else {
        Kind::Cell(cell.across, cell.down)
    };
    let branch = Some(flow.sheets.tree.branch(row, kind));
    Ok(Set { lines: set, align, branch })
}

/// The lines of a cell of this width; those of a header stand out in formal documents.
fn lines_in(flow: &Flow<'_>, cell: &Cell, (width, head): (f32, bool)) -> Result<Vec<Line>, WriteError> {
    let run = Run::of(letter(flow.look.cell));
    let run = if head && flow.look.line.is_some() { run.bold() } else { run };
    let room = Room { width: width - PAD * 2.0, first: 0.0, even: false };
    let cutter = super::atoms::Cutter { squeeze: 1.0, ..flow.cutter };
    let mut set = Vec::new();
    for line in lines(&cell.spans) {
        set.extend(break_lines(&cutter.spans(&line, run)?, room));
    }
    Ok(set)
}

/// The height of a form before it is set. A merged cell counts in the row where it begins.
///
/// # Errors
/// As [`table`].
pub(super) fn height_of(flow: &Flow<'_>, form: &Form) -> Result<f32, WriteError> {
    let rows = form.rows.iter().map(|row| (row.cells.as_slice(), row.lines, false));
    height_of_rows(flow, &form.columns, rows)
}

/// The same for a table without a caption, and the room below it.
///
/// # Errors
/// As [`table`].
pub(super) fn height_of_table(flow: &Flow<'_>, table: &Table) -> Result<f32, WriteError> {
    let weights = table.columns.iter().map(|column| column.width).collect::<Vec<_>>();
    let head = table.header.iter().map(|row| (row.as_slice(), 1, true));
    let rows = table.rows.iter().map(|row| (row.as_slice(), 1, false));
    Ok(height_of_rows(flow, &weights, head.chain(rows))? + AFTER)
}

fn height_of_rows<'a>(
    flow: &Flow<'_>,
    weights: &[u32],
    rows: impl Iterator<Item = (&'a [Cell], u32, bool)>,
) -> Result<f32, WriteError> {
    let widths: Vec<f32> = shares(weights, flow.look.width()).into_iter().map(points).collect();
    let mut height = 3.0;
    for (cells, lines, head) in rows {
        let (mut column, mut tall) = (0, 0);
        for cell in cells {
            let width = widths.iter().skip(column).take(cell.across.max(1)).sum();
            tall = tall.max(lines_in(flow, cell, (width, head))?.len());
            column += cell.across.max(1);
        }
        height += (nth(tall) * PITCH + AIR).max(points(flow.look.row * lines.max(1)));
    }
    Ok(height)
}

fn heights(rows: &[Row]) -> f32 {
    rows.iter().map(|row| row.height).sum()
}

fn headed(rows: &[Row]) -> (&[Row], &[Row]) {
    let heads = rows.iter().take_while(|row| row.head).count();
    rows.split_at_checked(heads).unwrap_or((&[], rows))
}

/// What must stand on one page: a short table whole, of a longer one the header and a row. Of one with no more rows than
/// go with what is held below it, all with that.
fn least(flow: &Flow<'_>, rows: &[Row]) -> f32 {
    let page = flow.sheets.bottom() - flow.sheets.top();
    let (header, body) = headed(rows);
    // The rows of a ledger are tall: moved as one they would leave a page empty.
    let short = rows.len() <= WHOLE_TABLE && flow.document.layout != Layout::Ledger;
    if short && heights(rows) <= page - flow.pitch() {
        return heights(rows);
    }
    let held = heights(rows) + AFTER + flow.held;
    if flow.held > 0.0 && body.len() <= last_rows(flow.document.layout) && held <= page {
        return held;
    }
    let whole = |row: &Row| !breaks(row) && heights(header) + row.height <= page;
    let first = |row: &Row| if whole(row) { row.height } else { row.height.min(page / 3.0) };
    heights(header) + body.first().map_or(0.0, first)
}

/// As [`least`], before the table is set: each row taken to have one line. A taller one may still go over.
pub(super) fn least_of(flow: &Flow<'_>, table: &Table, held: f32) -> f32 {
    let heads = table.header.len();
    let all = heads + table.rows.len();
    let held =
        if held > 0.0 && table.rows.len() <= last_rows(flow.document.layout) { held + AFTER } else { 0.0 };
    let rows = if all <= WHOLE_TABLE { all } else { heads + 1 };
    let row = points(flow.look.row).max(PITCH + AIR);
    let caption = if table.caption.is_some() { flow.pitch() } else { 0.0 };
    nth(rows) * row + caption + held
}

/// Draws rows, turning pages between them; the header returns on each.
fn draw(flow: &mut Flow<'_>, rows: &[Row]) {
    let (header, body) = headed(rows);
    flow.sheets.need(least(flow, rows));
    draw_rows(flow, header, false);
    let whole_page = flow.sheets.bottom() - flow.sheets.top() - heights(header);
    let mut rest = body;
    while let Some((first, others)) = rest.split_first() {
        let room = flow.sheets.room() + 0.5;
        let tall = first.height > whole_page || breaks(first) || ends_too_tall(flow, rest, whole_page);
        match going(flow, rest, (room, whole_page)) {
            0 if tall && room > PITCH * 3.0 => {
                split(flow, first, (header, others.is_empty()));
                rest = others;
            }
            0 => {
                flow.sheets.turn();
                draw_rows(flow, header, true);
            }
            many => {
                let (now, later) = rest.split_at_checked(many).unwrap_or((rest, &[]));
                draw_rows(flow, now, false);
                rest = later;
                if !rest.is_empty() && !rest.first().is_some_and(breaks) {
                    flow.sheets.turn();
                    draw_rows(flow, header, true);
                }
            }
        }
    }
}

/// How many rows stand on this page. Where the last of them would leave no room for what is held below, some of them go
/// with it.
fn going(flow: &Flow<'_>, rest: &[Row], (room, whole_page): (f32, f32)) -> usize {
    let fitting = fitting(rest, room);
    let held = AFTER + flow.held;
    if flow.held <= 0.0 || fitting < rest.len() || room >= heights(rest) + held {
        return fitting;
    }
    let most = last_rows(flow.document.layout).min(rest.len());
    let with_it = (1..=most).rev().find(|many| {
        let last = rest.get(rest.len() - many..).unwrap_or_default();
        heights(last) + held <= whole_page
    });
    rest.len() - with_it.unwrap_or(1)
}

/// Whether the one row left and what is held below it have no room on a whole page.
fn ends_too_tall(flow: &Flow<'_>, rest: &[Row], whole_page: f32) -> bool {
    flow.held > 0.0 && rest.len() == 1 && heights(rest) + AFTER + flow.held > whole_page
}

/// Rows with more text than this may break across pages; shorter ones stay whole. The Word file does the same.
const WHOLE_ROW: usize = 300;

fn breaks(row: &Row) -> bool {
    let letters =
        |part: &Part| part.set.as_ref().map_or(0, |set| set.lines.iter().map(|line| line.atoms.len()).sum());
    row.parts.iter().map(letters).sum::<usize>() > WHOLE_ROW
}

fn fitting(rows: &[Row], room: f32) -> usize {
    let mut used = 0.0;
    rows.iter()
        .take_while(|row| {
            used += row.height;
            used <= room
        })
        .count()
}

/// A row taller than what is left: its lines are dealt out page by page. Of the last row two lines at least go with what is
/// held below it.
fn split(flow: &mut Flow<'_>, row: &Row, (header, is_last): (&[Row], bool)) {
    let mut from = 0;
    let most =
        row.parts.iter().map(|part| part.set.as_ref().map_or(0, |set| set.lines.len())).max().unwrap_or(0);
    let tall = |lines: usize| nth(lines) * PITCH + AIR;
    while from < most {
        let mut many = (0..=most - from).rev().find(|many| tall(*many) <= flow.sheets.room()).unwrap_or(0);
        let ends = is_last && flow.held > 0.0 && from + many == most;
        if ends && tall(many) + AFTER + flow.held > flow.sheets.room() {
            many = many.saturating_sub(LAST_LINES);
        }
        if many == 0 {
            flow.sheets.turn();
            draw_rows(flow, header, true);
            if flow.sheets.room() < tall(1) {
                return;
            }
            continue;
        }
        for part in &row.parts {
            edges(flow, part, tall(many), (true, true));
            if let Some(set) = &part.set {
                let lines = set.lines.get(from.min(set.lines.len())..).unwrap_or_default();
                let lines = lines.get(..many.min(lines.len())).unwrap_or_default();
                words(flow, part, (lines, set.align, set.branch), (flow.sheets.at + AIR / 2.0, 0.0));
            }
        }
        flow.sheets.at += tall(many);
        from += many;
        if from < most {
            flow.sheets.turn();
            draw_rows(flow, header, true);
        }
    }
}

/// Rows that stand on this page together.
fn draw_rows(flow: &mut Flow<'_>, rows: &[Row], again: bool) {
    let last = rows.len().saturating_sub(1);
    for (at, row) in rows.iter().enumerate() {
        for part in &row.parts {
            edges(flow, part, row.height, (at == 0 || !part.from_above, at == last || !part.to_below));
            let Some(set) = &part.set else { continue };
            let held: f32 = rows.iter().skip(at).take(part.down).map(|row| row.height).sum();
            let branch = if again { None } else { set.branch };
            let spare = (held - text_height(part)).max(0.0) / 2.0;
            words(flow, part, (&set.lines, set.align, branch), (flow.sheets.at + AIR / 2.0, spare));
        }
        flow.sheets.at += row.height;
    }
}

type Words<'a> = (&'a [Line], Align, Option<Branch>);

fn words(flow: &mut Flow<'_>, part: &Part, (lines, align, branch): Words<'_>, (top, spare): (f32, f32)) {
    let mut top = top + spare;
    for line in lines {
        let room = part.width - PAD * 2.0 - line.width;
        let left = part.left
            + PAD
            + match align {
                Align::Start => 0.0,
                Align::Center => room / 2.0,
                Align::End => room,
            };
        flow.sheets.line(line, (left, top, PITCH), branch);
        top += PITCH;
    }
}

/// The lines around a part; above and below only where no merged cell passes.
fn edges(flow: &mut Flow<'_>, part: &Part, height: f32, (above, below): (bool, bool)) {
    let (left, right) = (part.left, part.left + part.width);
    let (top, bottom) = (flow.sheets.at, flow.sheets.at + height);
    flow.sheets.push(Item::Rule { from: (left, top), to: (left, bottom) });
    flow.sheets.push(Item::Rule { from: (right, top), to: (right, bottom) });
    if above {
        flow.sheets.push(Item::Rule { from: (left, top), to: (right, top) });
    }
    if below {
        flow.sheets.push(Item::Rule { from: (left, bottom), to: (right, bottom) });
    }
}
