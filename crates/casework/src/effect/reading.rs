//! What is known of the effect of a case, as far as this person may read it.

use access::{Action, Kind, Permit};
use db::Conn;
use kernel::{CaseId, Day, Fault, ReviewId, clock::days_after};
use noticing::absences::Absence;
use noticing::marks::Share;
use people::student::Student;
use web::{Cx, Failure};

use super::{DAYS, looks, store};
use crate::follow_up::{self, FollowUp};
use crate::note::remember;
use crate::review::reading::{kept_permits, narrow};
use crate::review::{Kept, Month, pack, store as reviews};

/// How it looked around one day.
#[derive(Clone, Debug)]
pub struct Glance {
    /// The day.
    pub on: Day,
    /// Half days of absence in the thirty days until then.
    pub away: i64,
    /// The newest exam until then.
    pub share: Option<Share>,
}

/// One finished month.
#[derive(Clone, Debug)]
pub struct Met {
    /// The review.
    pub review: ReviewId,
    /// Which month.
    pub month: Month,
    /// What it kept, with the state of the tasks as it is today.
    pub kept: Kept,
}

/// The effect of one case.
#[derive(Clone, Debug)]
pub struct Track {
    /// Before the opening, at the closing, now; empty for who may not read marks and absences.
    pub glances: Vec<Glance>,
    /// The finished months, the first one first.
    pub months: Vec<Met>,
    /// What was agreed on.
    pub tasks: Vec<FollowUp>,
    /// Readings to be logged.
    pub permits: Vec<Permit>,
}

/// The effect of a case whose child this person may read; nothing for who may not.
///
/// # Errors
/// Those of the database and of damaged cells.
pub async fn of(
    conn: &mut Conn,
    cx: &Cx,
    student: &Student,
    (case, opened_on, closed_on): (CaseId, Day, Option<Day>),
) -> Result<Option<Track>, Failure> {
    let Some(permits) = kept_permits(cx, student) else { return Ok(None) };
    let mut all = Vec::new();
    permits.into_iter().for_each(|permit| remember(&mut all, permit));
    let glances = glances(conn, cx, student, &looks(opened_on, closed_on, cx.today())).await?;
    let months = months(conn, cx, student, case).await?;
    Ok(Some(Track { glances, months, tasks: tasks(conn, cx, case).await?, permits: all }))
}

/// What the reviews and conferences of a case agreed on, the soonest first.
///
/// # Errors
/// Those of the database and of damaged cells.
pub async fn tasks(conn: &mut Conn, cx: &Cx, case: CaseId) -> Result<Vec<FollowUp>, Failure> {
    let mut tasks = Vec::new();
    for note in store::agreed(conn, cx.school(), case).await? {
        tasks.extend(follow_up::of_note(conn, cx, note).await?);
    }
    tasks.sort_by_key(|task| task.due_on);
    Ok(tasks)
}

async fn glances(conn: &mut Conn, cx: &Cx, student: &Student, days: &[Day]) -> Result<Vec<Glance>, Failure> {
    let permit = access::permit(&cx.actor, Action::Read, Kind::Marks, &student.facts(cx.school()));
    let Some(permit) = permit else { return Ok(Vec::new()) };
    let shares = noticing::marks::shares(conn, &permit, student).await?;
    let absences = noticing::absences::of(conn, &permit, student).await?;
    let glance = |day: &Day| Glance {
        on: *day,
        away: away(&absences, *day),
        share: shares.iter().rev().find(|share| share.held_on <= *day).copied(),
    };
    Ok(days.iter().map(glance).collect())
}

fn away(absences: &[Absence], until: Day) -> i64 {
    let first = days_after(until, -DAYS);
    absences.iter().filter(|one| one.from_on > first && one.from_on <= until).map(|one| one.half_days).sum()
}

async fn months(conn: &mut Conn, cx: &Cx, student: &Student, case: CaseId) -> Result<Vec<Met>, Failure> {
    let mut all = Vec::new();
    for (row, review, month, cell) in store::months(conn, cx.school(), (case, cx.today())).await? {
        let key = cx.app.row(cx.school(), "review_kept", *row.as_bytes(), Kind::Case.label());
        let text = cx.app.open(&key, "kept_cell", &cell)?;
        let mut kept: Kept =
            serde_json::from_str(&text).map_err(|error| Fault::from("a month that was kept", error))?;
        narrow(cx, student, &mut kept);
        let newest = reviews::decisions(conn, cx.school(), review).await?;
        if let Some(row) = newest.into_iter().find(|row| row.case_id == case) {
            kept.settled = Some(pack::settled(conn, cx, row).await?);
        }
        let month = Month::parse(&month).ok_or_else(|| Fault::new("a review of no month"))?;
        all.push(Met { review, month, kept });
    }
    Ok(all)
}
