//! A sheet of students beside the students already known: what becomes of every row.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use db::Conn;
use kernel::{Fault, StudentId};
use serde::{Deserialize, Serialize};
use web::Cx;

use super::columns::{self, Values};
use super::{Counts, Fate, Told, known};
use crate::roster::InRow;
use crate::roster::check::{self, CheckedRow, Verdict};
use crate::roster::compare::{self, Change, Known, Sort};
use crate::roster::fields::{Field, GuardianField};
use crate::roster::mapping::Mapping;
use crate::roster::rows::RowKind;
use crate::term;

/// What a person said of a doubtful row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Pick {
    /// Leave it out.
    Skip,
    /// Take it: as the known student it was found to be (the n-th candidate), or as read.
    Take(usize),
    /// Take it as somebody new.
    New,
}

/// What was said of doubtful rows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picks {
    /// Take all that need no decision about who it is.
    pub all: bool,
    /// Row by row.
    pub rows: BTreeMap<u32, Pick>,
}

/// The whole judgement.
pub struct Judged {
    /// The rows of students.
    pub rows: Vec<CheckedRow>,
    /// What each is beside the known.
    pub sorts: Vec<Sort>,
    /// What becomes of each.
    pub fates: Vec<Fate>,
    /// How many of each.
    pub counts: Counts,
    /// Students of the classes in the sheet whom no row can be.
    pub leavers: Vec<StudentId>,
    /// More than a tenth of them.
    pub many_leave: bool,
    /// Classes that will be made.
    pub classes: BTreeSet<(i64, i64)>,
    /// Rows that name no class, of students who are not known, or of whom nothing else tells who they are.
    pub unplaced: usize,
    /// Everything known, by id.
    known: Vec<Known>,
}

/// What is written of one row.
pub enum Deed {
    /// Nothing.
    Nothing,
    /// A new student.
    Insert,
    /// A change of a known one.
    Change(StudentId),
}

/// Judges every cell. Needs no database.
#[must_use]
pub fn check(rows: &[InRow], mapping: &Mapping, today: kernel::Day) -> Vec<CheckedRow> {
    let mut checked = check::check(rows, mapping, today);
    checked.retain(|row| row.kind == RowKind::Student);
    for row in &mut checked {
        tidy(row);
    }
    checked
}

/// What tells of a guardian without a name is of nobody.
fn tidy(row: &mut CheckedRow) {
    let nameless: Vec<u8> = (1..=crate::roster::fields::GUARDIANS)
        .filter(|nth| row.value(Field::Guardian(*nth, GuardianField::Name)).is_none())
        .collect();
    row.cells.retain(|cell| match cell.field {
        Field::Guardian(nth, GuardianField::Name) => {
            cell.verdict.message().is_some() || !nameless.contains(&nth)
        }
        Field::Guardian(nth, _) => !nameless.contains(&nth),
        _ => true,
    });
}

/// Sets checked rows beside the known.
///
/// # Errors
/// Those of the database.
pub async fn judge(conn: &mut Conn, cx: &Cx, rows: Vec<CheckedRow>) -> Result<Judged, Fault> {
    let known = known::known(conn, cx, &rows).await?;
    let comparison = compare::compare(&rows, &known);
    let sorts: Vec<Sort> = comparison.rows.into_iter().map(|row| row.sort).collect();
    let fates: Vec<Fate> = rows.iter().zip(&sorts).map(|(row, sort)| fate(row, sort)).collect();
    let there: BTreeSet<(i64, i64)> = term::store::classes(conn, cx.school(), cx.today())
        .await?
        .iter()
        .map(|c| (c.grade, c.number))
        .collect();
    let told: BTreeSet<(i64, i64)> = rows.iter().filter_map(|row| columns::place(&values(row))).collect();
    let (leavers, many_leave) = leavers(&known, &comparison.leavers, &told, &there);
    let classes = taken_classes(&rows, &fates, &there);
    let counts = Counts::of(&fates);
    let unplaced = unplaced(&rows, &sorts);
    Ok(Judged { rows, sorts, fates, counts, leavers, many_leave, classes, unplaced, known })
}

fn unplaced(rows: &[CheckedRow], sorts: &[Sort]) -> usize {
    let open = rows.iter().zip(sorts).filter(|(_, sort)| matches!(sort, Sort::New | Sort::Refused));
    open.filter(|(row, _)| columns::place(&values(row)).is_none()).count()
}

fn fate(row: &CheckedRow, sort: &Sort) -> Fate {
    match sort {
        Sort::Refused => Fate::Refused,
        Sort::Same { .. } => Fate::Same,
        Sort::Doubtful { .. } => Fate::Doubtful,
        _ if row.is_doubtful() => Fate::Doubtful,
        Sort::New => Fate::New,
        Sort::Changed { .. } => Fate::Changed,
    }
}

fn taken_classes(rows: &[CheckedRow], fates: &[Fate], there: &BTreeSet<(i64, i64)>) -> BTreeSet<(i64, i64)> {
    let taken = rows.iter().zip(fates).filter(|(_, fate)| **fate != Fate::Refused);
    let places = taken.filter_map(|(row, _)| columns::place(&values(row)));
    places.filter(|place| !there.contains(place)).collect()
}

/// Students who are enrolled in the classes that the sheet stands for and whom no row can be. A sheet that names half
/// of the classes or more, or none, stands for the school.
fn leavers(
    known: &[Known],
    missing: &[compare::Id],
    told: &BTreeSet<(i64, i64)>,
    there: &BTreeSet<(i64, i64)>,
) -> (Vec<StudentId>, bool) {
    let named = told.intersection(there).count();
    let whole = named * 2 >= there.len() || told.is_empty();
    let stands_for =
        |pupil: &&Known| columns::place(&pupil.values).is_some_and(|place| whole || told.contains(&place));
    let missing: BTreeSet<&compare::Id> = missing.iter().collect();
    let within: Vec<&Known> = known.iter().filter(stands_for).collect();
    let gone: Vec<StudentId> = within
        .iter()
        .filter(|pupil| missing.contains(&pupil.id))
        .map(|pupil| StudentId(uuid::Uuid::from_bytes(pupil.id)))
        .collect();
    let many = gone.len() * 10 > within.len();
    (gone, many)
}

/// The values that a row gives.
#[must_use]
pub fn values(row: &CheckedRow) -> Values {
    let taken = row.cells.iter().filter_map(|cell| Some((cell.field, cell.verdict.value()?.to_owned())));
    taken.collect()
}

impl Judged {
    /// Everything known, by id.
    #[must_use]
    pub fn known(&self) -> HashMap<compare::Id, &Values> {
        self.known.iter().map(|pupil| (pupil.id, &pupil.values)).collect()
    }

    /// What is to be done with a row.
    #[must_use]
    pub fn deed(&self, at: usize, picks: &Picks) -> Deed {
        let (Some(row), Some(sort), Some(fate)) = (self.rows.get(at), self.sorts.get(at), self.fates.get(at))
        else {
            return Deed::Nothing;
        };
        let pick = picks.rows.get(&row.number).copied();
        let by_all = picks.all.then_some(Pick::Take(0));
        match (fate, sort) {
            (Fate::New, _) => Deed::Insert,
            (Fate::Changed, Sort::Changed { id, .. }) => Deed::Change(student(*id)),
            (Fate::Doubtful, Sort::New) => match pick.or(by_all) {
                Some(Pick::Take(_) | Pick::New) => Deed::Insert,
                _ => Deed::Nothing,
            },
            (Fate::Doubtful, Sort::Changed { id, .. }) => match pick.or(by_all) {
                Some(Pick::Take(_)) => Deed::Change(student(*id)),
                _ => Deed::Nothing,
            },
            (Fate::Doubtful, Sort::Doubtful { candidates, message, .. }) => {
                // Who it is cannot be decided for many at once, save where the number says it.
                let sure =
                    by_all.filter(|_| message.key == "roster-match-other-name" && candidates.len() == 1);
                match pick.or(sure) {
                    Some(Pick::Take(nth)) => {
                        candidates.get(nth).map_or(Deed::Nothing, |id| Deed::Change(student(*id)))
                    }
                    Some(Pick::New) => Deed::Insert,
                    _ => Deed::Nothing,
                }
            }
            _ => Deed::Nothing,
        }
    }

    /// What a change writes: the known values with those of the row over them, and what differs.
    #[must_use]
    pub fn changed(&self, row: &CheckedRow, known: Option<&Values>) -> (Values, Vec<Change>) {
        let mut after = known.cloned().unwrap_or_default();
        let mut changes = Vec::new();
        for (field, new) in values(row) {
            if matches!(field, Field::FamilyName | Field::GivenName) {
                continue;
            }
            let old = after.insert(field, new.clone()).unwrap_or_default();
            if old != new {
                changes.push(Change { field, old, new });
            }
        }
        (after, changes)
    }

    /// What is to be said of a row.
    #[must_use]
    pub fn says(&self, at: usize) -> Vec<Told> {
        let Some(row) = self.rows.get(at) else { return Vec::new() };
        // What refuses the row first.
        let refusals = row.remarks.iter().filter(|remark| remark.refuses).map(|remark| &remark.message);
        let cells = row.cells.iter().filter_map(|cell| match &cell.verdict {
            Verdict::Refusal { message, .. } => Some(&**message),
            _ => None,
        });
        let mut says: Vec<Told> = refusals.chain(cells).map(Told::from).collect();
        let rest: Vec<Told> = row.messages().map(Told::from).filter(|told| !says.contains(told)).collect();
        says.extend(rest);
        if let Some(Sort::Doubtful { message, .. }) = self.sorts.get(at) {
            says.insert(0, Told::from(message));
        }
        says
    }
}

/// An id as the rest of the program has it.
#[must_use]
pub fn student(id: compare::Id) -> StudentId {
    StudentId(uuid::Uuid::from_bytes(id))
}
