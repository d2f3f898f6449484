//! The rows that a report tells of, worked out one by one while it is written: of twenty thousand none is held twice.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use language::Lang;
use serde::{Serialize, Serializer};

use super::judge::Judged;
use super::{Fate, Told, columns};
use crate::roster::check::CheckedRow;
use crate::roster::compare::Sort;
use crate::roster::fields::Field;
use crate::roster::letters;

/// The rows of some fates.
pub struct Listed<T>(Option<(Arc<Judged>, Lang)>, PhantomData<T>);

/// What is told of a row; several of one row, or none.
pub trait Tells: Serialize + Sized {
    /// What is told of the row at a place.
    fn of(judged: &Judged, lang: Lang, at: usize) -> Vec<Self>;
}

/// Why a row is refused or doubtful.
#[derive(Clone, Debug, Serialize)]
pub struct RowReason {
    /// As the spreadsheet counts.
    pub row: u32,
    /// The cell, as the spreadsheet names it; none when it is about the row.
    pub cell: Option<String>,
    /// What becomes of the row.
    pub fate: Fate,
    /// The key of the message.
    pub key: String,
    /// In words.
    pub message: String,
}

/// A student who is not known yet. Numbers of persons are masked.
#[derive(Clone, Debug, Serialize)]
pub struct NewRow {
    /// As the spreadsheet counts.
    pub row: u32,
    /// The name.
    pub student: String,
    /// What is kept of each cell.
    pub cells: Vec<NewCell>,
}

/// A cell of a new student.
#[derive(Clone, Debug, Serialize)]
pub struct NewCell {
    /// As the spreadsheet names it; none when the value comes from elsewhere.
    pub cell: Option<String>,
    /// The field's name in mappings.
    pub field: String,
    /// What is kept.
    pub value: String,
}

/// A known student of whom something changes. Numbers of persons are masked.
#[derive(Clone, Debug, Serialize)]
pub struct ChangedRow {
    /// As the spreadsheet counts.
    pub row: u32,
    /// The name.
    pub student: String,
    /// What differs.
    pub changes: Vec<ChangedCell>,
}

/// A cell that changes something.
#[derive(Clone, Debug, Serialize)]
pub struct ChangedCell {
    /// As the spreadsheet names it; none when the value comes from elsewhere.
    pub cell: Option<String>,
    /// The field's name in mappings.
    pub field: String,
    /// What is known.
    pub old: String,
    /// What the sheet says.
    pub new: String,
}

impl<T: Tells> Listed<T> {
    pub(super) fn of(judged: &Arc<Judged>, lang: Lang) -> Self {
        Self(Some((Arc::clone(judged), lang)), PhantomData)
    }

    /// One by one, in the order of the sheet.
    pub fn iter(&self) -> impl Iterator<Item = T> + '_ {
        let all = self
            .0
            .iter()
            .flat_map(|(judged, lang)| (0..judged.rows.len()).map(move |at| (judged, *lang, at)));
        all.flat_map(|(judged, lang, at)| T::of(judged, lang, at))
    }
}

impl<T> Default for Listed<T> {
    fn default() -> Self {
        Self(None, PhantomData)
    }
}

impl<T> Clone for Listed<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone(), PhantomData)
    }
}

impl<T: Tells> Serialize for Listed<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.iter())
    }
}

impl<T> fmt::Debug for Listed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Listed")
    }
}

fn fate(judged: &Judged, at: usize) -> Option<(Fate, &CheckedRow)> {
    Some((*judged.fates.get(at)?, judged.rows.get(at)?))
}

fn cell(row: &CheckedRow, field: Field) -> Option<String> {
    let column = row.cell(field)?.column?;
    Some(format!("{}{}", letters(column), row.number))
}

fn name(row: &CheckedRow) -> String {
    row.value(Field::Name).unwrap_or_default().to_owned()
}

impl Tells for RowReason {
    fn of(judged: &Judged, lang: Lang, at: usize) -> Vec<Self> {
        let Some((fate @ (Fate::Doubtful | Fate::Refused), row)) = fate(judged, at) else {
            return Vec::new();
        };
        let reason = |told: Told| Self {
            row: row.number,
            cell: told.cell().map(str::to_owned),
            fate,
            message: told.words(lang),
            key: told.key,
        };
        judged.says(at).into_iter().map(reason).collect()
    }
}

impl Tells for NewRow {
    fn of(judged: &Judged, _: Lang, at: usize) -> Vec<Self> {
        let Some((Fate::New, row)) = fate(judged, at) else { return Vec::new() };
        let kept = row.cells.iter().filter_map(|one| {
            let value = columns::shown(one.field, one.verdict.value()?);
            Some(NewCell { cell: cell(row, one.field), field: one.field.key(), value })
        });
        vec![Self { row: row.number, student: name(row), cells: kept.collect() }]
    }
}

impl Tells for ChangedRow {
    fn of(judged: &Judged, _: Lang, at: usize) -> Vec<Self> {
        let (Some((Fate::Changed, row)), Some(Sort::Changed { changes, .. })) =
            (fate(judged, at), judged.sorts.get(at))
        else {
            return Vec::new();
        };
        let changes = changes.iter().map(|change| ChangedCell {
            cell: cell(row, change.field),
            field: change.field.key(),
            old: columns::shown(change.field, &change.old),
            new: columns::shown(change.field, &change.new),
        });
        vec![Self { row: row.number, student: name(row), changes: changes.collect() }]
    }
}
