//! What parent and child say to each other: one line of JSON with its length before it, then bytes.

use serde::{Deserialize, Serialize};

use super::{Checked, Data, Table};
use crate::reading::refusal::{ARGUMENTS, Reason, Refusal};

/// What a template is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Shape {
    /// A Word document.
    Word,
    /// An Excel workbook.
    Excel,
}

impl Shape {
    /// The ending of a file's name, and the key in the database.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Word => "docx",
            Self::Excel => "xlsx",
        }
    }

    /// The shape of an ending.
    #[must_use]
    pub fn of(ending: &str) -> Option<Self> {
        [Self::Word, Self::Excel].into_iter().find(|shape| shape.ending() == ending)
    }
}

/// What is asked of a child.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Question {
    /// Which names, what is wrong?
    Check,
    /// Filled files, one for each.
    Fill(Vec<Data>),
    /// A table with these rows.
    Table(Table, Data),
}

/// What it answers.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Answer {
    /// After a look.
    Checked(Checked),
    /// Sizes of the files that follow.
    Filled(Vec<usize>),
    /// Why nothing was done: the code of the reason, and its arguments.
    Refused(u64, Vec<(String, String)>),
}

impl From<&Refusal> for Answer {
    fn from(refusal: &Refusal) -> Self {
        let args = refusal.args.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
        Self::Refused(refusal.reason.code(), args)
    }
}

/// A refusal as it was told; arguments of unknown names are left out.
pub(super) fn refusal(code: u64, args: Vec<(String, String)>) -> Refusal {
    let known = |name: String| ARGUMENTS.iter().find(|known| **known == name).copied();
    let mut refusal = Refusal::new(Reason::from_code(code).unwrap_or(Reason::Broke));
    refusal.args = args.into_iter().filter_map(|(name, value)| Some((known(name)?, value))).collect();
    refusal
}

/// A value with its length before it.
pub(super) fn framed(value: &impl Serialize) -> Option<Vec<u8>> {
    let json = serde_json::to_vec(value).ok()?;
    let size = u32::try_from(json.len()).ok()?.to_le_bytes();
    Some([size.as_slice(), &json].concat())
}

/// A value with its length before it, and what follows.
pub(super) fn unframed<'b, T: Deserialize<'b>>(bytes: &'b [u8]) -> Option<(T, &'b [u8])> {
    let (size, rest) = bytes.split_at_checked(4)?;
    let size = usize::try_from(u32::from_le_bytes(size.try_into().ok()?)).ok()?;
    let (json, rest) = rest.split_at_checked(size)?;
    Some((serde_json::from_slice(json).ok()?, rest))
}
