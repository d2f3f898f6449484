//! Beside the percentages: what the dates of the notes and the spot checks say of quality, for each group (M7). Words
//! are compared only when somebody asks, since that reads them.

use std::collections::{BTreeMap, HashMap};

use casework::note::alike;
use db::Conn;
use kernel::{StaffId, StudentId};
use web::{Cx, Failure};

use super::report::Report;
use crate::quality::{self, Quality, Written};
use crate::spot_check::store::{self as checks, Seen};

/// All marks of a range of days, within what the reader may see.
pub(super) struct Marks {
    written: Vec<Written>,
    seen: Vec<Seen>,
    /// Near-identical notes by writer; none unless asked for.
    alike: Option<BTreeMap<StaffId, alike::Quality>>,
}

/// The marks of one group, in words.
#[derive(Clone, Default)]
pub(super) struct Mark {
    /// `3 / 41`: notes written down late, of all; a dash without notes.
    pub late: String,
    /// `14 / 16`: questions of spot checks answered with yes, of all asked; a dash without checks.
    pub checked: String,
    /// How many notes read like an earlier one; empty unless asked for.
    pub alike: String,
}

impl Marks {
    /// Loads them. With `compare` the notes are read, logged, and compared.
    pub async fn load(conn: &mut Conn, cx: &Cx, (report, compare): (&Report, bool)) -> Result<Self, Failure> {
        let scope = access::scope(&cx.actor, access::Action::List, access::Kind::Duty);
        let written = quality::written(conn, &scope, cx.today(), report.range).await?;
        let seen = checks::seen(conn, &scope, cx.today(), report.range).await?;
        let days = (report.range.first, report.range.last);
        let alike = match compare {
            true => {
                let (found, permits) = alike::quality(conn, cx, days).await?;
                cx.log_readings(&permits).await?;
                Some(found)
            }
            false => None,
        };
        Ok(Self { written, seen, alike })
    }

    /// Those of the children for whom `holds`.
    pub fn of_children(&self, holds: &dyn Fn(StudentId) -> bool) -> Mark {
        let written = self.written.iter().filter(|one| holds(one.student));
        let seen = self.seen.iter().filter(|one| holds(one.student));
        Mark { late: late(Quality::of(written)), checked: checked(seen), alike: String::new() }
    }

    /// Those of one person: what he or she wrote, and the cases answered for.
    pub fn of_person(&self, staff: StaffId) -> Mark {
        let written = self.written.iter().filter(|one| one.by == staff);
        let seen = self.seen.iter().filter(|one| one.responsible == Some(staff));
        let alike = self.alike.as_ref().map(|all| all.get(&staff).map_or(0, |one| one.alike).to_string());
        Mark { late: late(Quality::of(written)), checked: checked(seen), alike: alike.unwrap_or_default() }
    }
}

fn late(quality: Quality) -> String {
    if quality.notes == 0 { "–".to_owned() } else { format!("{} / {}", quality.late, quality.notes) }
}

fn checked<'s>(seen: impl Iterator<Item = &'s Seen>) -> String {
    let (good, all) = seen.fold((0, 0), |(good, all), one| (good + one.good(), all + 4));
    if all == 0 { "–".to_owned() } else { format!("{good} / {all}") }
}

/// Which children are in which class and grade now.
pub(super) fn places(report: &Report) -> HashMap<StudentId, (Option<kernel::ClassId>, Option<i64>)> {
    report.cases.iter().map(|case| (case.picked.student, (case.picked.class, case.picked.grade))).collect()
}
