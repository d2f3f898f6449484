//! Where a cell lives. All of it is bound into the cell, so a cell moved elsewhere does not open.

/// The schema version bound into every cell. It changes when the meaning of a bound part changes.
const SCHEMA: [u8; 2] = [0, 1];

/// Stands between table and column; cannot occur in UTF-8.
const BETWEEN: u8 = 0xFF;

pub use kernel::{Compartment, Label};

/// The place of one cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Place<'a> {
    /// The school's id.
    pub school: i64,
    /// The table's name.
    pub table: &'a str,
    /// The row's uuid.
    pub row: [u8; 16],
    /// The column's name.
    pub column: &'a str,
    /// The field's label.
    pub label: Label,
}

impl Place<'_> {
    /// The associated data: the cell's own head, then the place.
    pub(crate) fn bind(&self, head: &[u8; 6]) -> Vec<u8> {
        let mut aad = Vec::with_capacity(35 + self.table.len() + self.column.len());
        aad.extend_from_slice(head);
        aad.extend_from_slice(&SCHEMA);
        aad.extend_from_slice(&self.school.to_be_bytes());
        aad.extend_from_slice(&self.row);
        aad.push(self.label.level);
        aad.push(self.label.compartment.code());
        aad.extend_from_slice(self.table.as_bytes());
        aad.push(BETWEEN);
        aad.extend_from_slice(self.column.as_bytes());
        aad
    }
}
