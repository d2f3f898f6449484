//! Where a cell lives. All of it is bound into the cell, so a cell moved elsewhere does not open.

/// The schema version bound into every cell. It changes when the meaning of a bound part changes.
const SCHEMA: [u8; 2] = [0, 1];

/// Stands between table and column; cannot occur in UTF-8.
const BETWEEN: u8 = 0xFF;

/// A group of data with its own key (`GEN`, `AID`, `MED`, `PSY`, `CRISIS`, `PROTECT`, `STAFF`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Compartment {
    /// What the people around a student need to know.
    Gen,
    /// Hardship, money and goods.
    Aid,
    /// Illness and disability.
    Med,
    /// Psychological records.
    Psy,
    /// Crises and safety plans.
    Crisis,
    /// Reports of harm to a minor.
    Protect,
    /// What concerns staff themselves.
    Staff,
}

impl Compartment {
    /// Every compartment, in the order of their numbers.
    pub const ALL: [Self; 7] =
        [Self::Gen, Self::Aid, Self::Med, Self::Psy, Self::Crisis, Self::Protect, Self::Staff];

    /// The number bound into the cell, from 1.
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::Gen => 1,
            Self::Aid => 2,
            Self::Med => 3,
            Self::Psy => 4,
            Self::Crisis => 5,
            Self::Protect => 6,
            Self::Staff => 7,
        }
    }

    /// The name that the compartment's key is made from.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Gen => "gen",
            Self::Aid => "aid",
            Self::Med => "med",
            Self::Psy => "psy",
            Self::Crisis => "crisis",
            Self::Protect => "protect",
            Self::Staff => "staff",
        }
    }
}

/// How confidential a field is, and to whom it belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Label {
    /// 0 plain to 3 most confidential. Bound into the cell; the vault encrypts whatever it is given.
    pub level: u8,
    /// Whose key seals the field.
    pub compartment: Compartment,
}

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
