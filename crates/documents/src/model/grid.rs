//! Where the cells of a table fall, merged ones included.

use super::{Cell, WriteError};

/// What stands at a place in a row, left to right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Slot<'a> {
    /// A cell begins here.
    Begins(&'a Cell),
    /// A cell that began in a row above still covers so many columns.
    Covered(usize),
    /// Nothing was given for this column.
    Empty,
}

/// Lays rows of cells into `columns` columns. Short rows are filled with [`Slot::Empty`].
///
/// # Errors
/// [`WriteError::CellWithoutRoom`] when a cell would fall outside the grid: nothing may vanish silently.
pub(crate) fn place<'a>(rows: &[&'a [Cell]], columns: usize) -> Result<Vec<Vec<Slot<'a>>>, WriteError> {
    let mut covers = vec![Cover::default(); columns];
    let mut placed = Vec::with_capacity(rows.len());
    for (row, cells) in rows.iter().enumerate() {
        let left = rows.len().saturating_sub(row);
        let slots = place_row(cells, &mut covers, left);
        placed.push(slots.ok_or(WriteError::CellWithoutRoom { row })?);
    }
    if columns == 0 { Err(WriteError::CellWithoutRoom { row: 0 }) } else { Ok(placed) }
}

/// A merged cell that reaches into the rows below.
#[derive(Clone, Default)]
struct Cover {
    rows: usize,
    across: usize,
}

fn place_row<'a>(cells: &'a [Cell], covers: &mut [Cover], rows_left: usize) -> Option<Vec<Slot<'a>>> {
    let mut slots = Vec::new();
    let mut cells = cells.iter();
    let mut column = 0;
    while let Some(cover) = covers.get_mut(column) {
        if cover.rows > 0 {
            cover.rows -= 1;
            slots.push(Slot::Covered(cover.across));
            column += cover.across;
            continue;
        }
        let Some(cell) = cells.next() else {
            slots.push(Slot::Empty);
            column += 1;
            continue;
        };
        let room = covers.get(column..column.saturating_add(cell.across.max(1)))?;
        if cell.down > rows_left || room.iter().any(|cover| cover.rows > 0) {
            return None;
        }
        if let Some(cover) = covers.get_mut(column) {
            *cover = Cover { rows: cell.down.saturating_sub(1), across: cell.across.max(1) };
        }
        slots.push(Slot::Begins(cell));
        column += cell.across.max(1);
    }
    cells.next().is_none().then_some(slots)
}

/// Shares a width out by weight; what rounding leaves goes to the last.
pub(crate) fn shares(weights: &[u32], total: u32) -> Vec<u32> {
    let sum = weights.iter().map(|weight| u64::from(*weight).max(1)).sum::<u64>().max(1);
    let share =
        |weight: &u32| u32::try_from(u64::from(total) * u64::from(*weight).max(1) / sum).unwrap_or(total);
    let mut shares = weights.iter().map(share).collect::<Vec<_>>();
    let rest = total.saturating_sub(shares.iter().sum());
    if let Some(last) = shares.last_mut() {
        *last += rest;
    }
    shares
}
