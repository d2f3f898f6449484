//! The import corpus: files that hurt, made when the tests run, each with what must become of it.

pub mod cells;
pub mod compound;
pub mod containers;
pub mod harness;
pub mod parts;
pub mod tables;
pub mod text;
pub mod trees;
pub mod zip;

use documents::reading::{Book, Reason};

/// One file of the corpus. `id` is its number in the corpus's plan, with a letter for variants.
pub struct Case {
    pub id: &'static str,
    /// How it is made.
    pub made: &'static str,
    /// The name it comes under.
    pub name: &'static str,
    pub bytes: fn() -> Vec<u8>,
    pub expect: Expect,
}

/// What must become of a file.
pub enum Expect {
    /// Refused for this reason; at this sheet and cell, where given.
    Refused(Reason, Option<(&'static str, &'static str)>),
    /// Read, and the book holds what this checks.
    Read(fn(&Book)),
}

pub fn refused(reason: Reason) -> Expect {
    Expect::Refused(reason, None)
}

pub fn refused_at(reason: Reason, sheet: &'static str, cell: &'static str) -> Expect {
    Expect::Refused(reason, Some((sheet, cell)))
}

/// Every case, in the order of the plan.
pub fn manifest() -> Vec<Case> {
    let mut cases = containers::cases();
    cases.extend(trees::cases());
    cases.extend(cells::cases());
    cases.extend(text::cases());
    cases
}
