//! What the making of one school holds in its hands.

use access::Kind;
use kernel::{Instant, SchoolId, StaffId, StudentId};
use uuid::Uuid;
use vault::{RowKey, Vault};

use super::book::Book;
use super::calendar::Term;
use super::cells::CELLS;
use super::dice::Dice;
use db::args;

/// The hands.
pub struct Maker<'a> {
    /// Chance.
    pub dice: Dice,
    /// Chance for what stands beside a row that was there before: what it draws moves nothing else.
    pub aside: Dice,
    /// The keys.
    pub vault: &'a Vault,
    /// The school.
    pub school: SchoolId,
    /// The term.
    pub term: &'a Term,
    /// Its rows.
    pub book: Book,
}

/// Seals the cells of one row.
pub struct Sealer<'a> {
    key: RowKey<'static>,
    table: &'static str,
    dice: &'a Dice,
}

impl Sealer<'_> {
    /// One cell.
    pub fn cell(&self, column: &str, text: &str) -> Vec<u8> {
        debug_assert!(
            CELLS.iter().any(|(table, known, _)| *table == self.table && *known == column),
            "{}.{column} is not in the list of cells",
            self.table
        );
        self.key.seal_text(column, self.dice.bytes(), text)
    }
}

/// A change to be told in the log.
pub struct Change<'t> {
    /// `note.recorded`
    pub name: &'static str,
    /// The kind of the thing.
    pub kind: Kind,
    /// When.
    pub at: Instant,
    /// Who.
    pub by: StaffId,
    /// The thing.
    pub subject: Uuid,
    /// The child.
    pub student: Option<StudentId>,
    /// How it is.
    pub after: &'t str,
}

impl Maker<'_> {
    /// The sealer of one row, under the label of this kind.
    pub fn sealer(&self, table: &'static str, row: Uuid, kind: Kind) -> Sealer<'_> {
        let key = self.vault.row(self.school.0, table, *row.as_bytes(), kind.label());
        Sealer { key, table, dice: &self.dice }
    }

    /// The same with the second dice.
    pub fn aside_sealer(&self, table: &'static str, row: Uuid, kind: Kind) -> Sealer<'_> {
        Sealer { dice: &self.aside, ..self.sealer(table, row, kind) }
    }

    /// Writes a change down as a signed-in person's work is written down.
    pub fn event(&mut self, change: &Change<'_>) {
        let id = self.dice.uuid(change.at);
        let after = self.sealer("event", id, change.kind).cell("after_cell", change.after);
        let label = change.kind.label().text();
        self.book.event.add(args![
            self.school,
            id,
            change.at,
            change.by,
            change.name,
            change.subject,
            change.student,
            label,
            after
        ]);
    }
}
