//! A finding: a category that a student is in, since when, from which source, on what evidence (C3). It is ended,
//! never erased.

pub mod actions;
pub mod aid;
mod former;
mod pages;
mod panel;
mod renewing;
pub mod store;

use access::{Action, Facts, Kind, Permit};
use axum::Router;
use axum::routing::{get, post};
use db::Conn;
use kernel::{CensusId, Day, Fault, FindingId, StaffId, StudentId};
use people::student::Student;
use web::{App, Cx, Failure};

pub use actions::{end, find};
pub use former::sealed;
pub use panel::panel;
pub use renewing::{RENEWED_DAYS, renew};

use crate::fade::{self, Standing};
use crate::word::{Category, FINDING_KINDS, Need, Source};

/// The routes of this subject.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/findings/{id}/end", post(pages::end))
        .route("/findings/{id}/renewal", post(renewing::create))
        .route("/students/{id}/former-findings", get(former::show).post(former::open))
        .route("/finding-reviews", get(renewing::index))
        .route("/finding-reviews/{id}/undo", post(renewing::undo))
}

/// What is said when a category is found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The category.
    pub category: Category,
    /// Since when the child has been in it.
    pub since_on: Day,
    /// How the school came to know.
    pub source: Source,
    /// What the child needs.
    pub needs: Vec<Need>,
    /// 1 first, 3 last.
    pub priority: i64,
    /// When to look again.
    pub review_on: Option<Day>,
    /// In a few words.
    pub evidence: String,
}

/// A finding, opened for somebody who may read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Its id.
    pub id: FindingId,
    /// Whose.
    pub student: StudentId,
    /// What was found.
    pub what: Found,
    /// The day it was found.
    pub found_on: Day,
    /// By whom.
    pub found_by: StaffId,
    /// In which census, if in one.
    pub census: Option<CensusId>,
    /// The last day it holds.
    pub until_on: Day,
}

impl Finding {
    /// Whether it holds or waits to be looked at again (C6).
    #[must_use]
    pub fn standing(&self, today: Day) -> Standing {
        fade::standing(self.what.review_on, today)
    }
}

/// One child in one category on a day, with the class of that day: what lists and counts are made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The child.
    pub student: StudentId,
    /// The name.
    pub name: String,
    /// The class on that day.
    pub class: kernel::ClassId,
    /// Its grade.
    pub grade: i64,
    /// Its number within the grade.
    pub number: i64,
    /// The category.
    pub category: Category,
}

/// The findings of one child that count on a day, as far as this person may read them, and the permits to log. What
/// faded or ended before is sealed ([`sealed`]).
///
/// # Errors
/// Those of the database, and a fault when a cell is damaged.
pub async fn current_of(
    conn: &mut Conn,
    cx: &Cx,
    student: &Student,
    day: Day,
) -> Result<(Vec<Finding>, Vec<Permit>), Failure> {
    let facts = student.facts(cx.school());
    let readable = readable(cx, &facts);
    let mut findings = Vec::new();
    let mut used = Vec::new();
    if readable.is_empty() {
        return Ok((findings, used));
    }
    for raw in store::of_student(conn, cx.school(), student.id, day).await? {
        let kind = category(&raw)?.kind();
        let Some(permit) = readable.iter().find(|permit| permit.kind() == kind) else { continue };
        if fade::standing(raw.review_on, day) == Standing::Faded {
            continue;
        }
        findings.push(open(cx, raw)?);
        if !used.iter().any(|permit: &Permit| permit.kind() == kind) {
            used.push(permit.clone());
        }
    }
    findings.sort_by_key(|finding| (finding.what.category, finding.id));
    Ok((findings, used))
}

fn readable(cx: &Cx, facts: &Facts) -> Vec<Permit> {
    FINDING_KINDS.iter().filter_map(|kind| cx.permit(Action::Read, *kind, facts).ok()).collect()
}

/// Who is in which category on a day, within what this person may list.
///
/// # Errors
/// Those of the database.
pub async fn list(conn: &mut Conn, cx: &Cx, day: Day) -> Result<Vec<Listed>, Failure> {
    let mut all = Vec::new();
    for kind in FINDING_KINDS {
        let scope = access::scope(&cx.actor, Action::List, kind);
        if !scope.is_empty() {
            all.extend(store::list(conn, &scope, kind, (day, cx.today())).await?);
        }
    }
    Ok(all)
}

/// The permits under which these lines are shown, for the log: one for each child and kind.
#[must_use]
pub fn permits<'l>(
    cx: &Cx,
    students: &[Student],
    lines: impl IntoIterator<Item = &'l Listed>,
) -> Vec<Permit> {
    let mut seen: Vec<(StudentId, Kind)> = Vec::new();
    let mut permits = Vec::new();
    for line in lines {
        let kind = line.category.kind();
        let student = students.iter().find(|student| student.id == line.student);
        let Some(student) = student.filter(|_| !seen.contains(&(line.student, kind))) else { continue };
        seen.push((line.student, kind));
        permits.extend(cx.permit(Action::List, kind, &student.facts(cx.school())).ok());
    }
    permits
}

pub(crate) fn category(raw: &store::Raw) -> Result<Category, Fault> {
    Category::parse(&raw.category).ok_or_else(|| Fault::new("a category that nobody knows"))
}

/// Opens the cells of a row. The caller holds the permit to read.
pub(crate) fn open(cx: &Cx, raw: store::Raw) -> Result<Finding, Fault> {
    let category = category(&raw)?;
    let row = row_key(cx, raw.id, category);
    let evidence = cx.app.open_some(&row, "evidence_cell", raw.evidence.as_ref())?;
    let what = Found {
        category,
        since_on: raw.since_on,
        source: Source::parse(&raw.source).ok_or_else(|| Fault::new("a source that nobody knows"))?,
        needs: Need::split(raw.need.as_deref()),
        priority: raw.priority,
        review_on: raw.review_on,
        evidence: evidence.unwrap_or_default(),
    };
    let (id, student) = (raw.id, raw.student_id);
    let (found_on, found_by, until_on) = (raw.found_on, raw.found_by, raw.until_on);
    Ok(Finding { id, student, what, found_on, found_by, census: raw.census_id, until_on })
}

pub(crate) fn row_key(cx: &Cx, id: FindingId, category: Category) -> vault::RowKey<'static> {
    cx.app.row(cx.school(), "finding", id.bytes(), category.kind().label())
}
