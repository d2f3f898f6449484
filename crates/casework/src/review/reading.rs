//! Reviews as people read them: the meeting, and what a finished month kept, as far as this person may see it.

use access::{Action, Kind, Permit, decide};
use db::Conn;
use kernel::{Day, Fault, FinishId, ReviewId, StaffId};
use people::student::Student;
use web::{Cx, Failure};

use super::model::{Kept, Month, Place};
use super::store;
use crate::case::model::ended;
use crate::note::remember;

/// A finish, and the reopening that ended it.
#[derive(Clone, Debug)]
pub struct Finish {
    /// The id.
    pub id: FinishId,
    /// When.
    pub on: Day,
    /// By whom.
    pub by: String,
    /// When it was reopened, by whom, and why.
    pub reopened: Option<(Day, String, String)>,
}

/// A review as its page shows it.
#[derive(Clone, Debug)]
pub struct ReviewView {
    /// The id.
    pub id: ReviewId,
    /// Which month.
    pub month: Month,
    /// Whose cases.
    pub place: Place,
    /// The place in words.
    pub name: String,
    /// When it was held.
    pub held_on: Day,
    /// Who chairs.
    pub chair: (StaffId, String),
    /// Who of the staff was there.
    pub present: Vec<(StaffId, String)>,
    /// Who else was there.
    pub others: Option<String>,
    /// All finishes, the newest first.
    pub finishes: Vec<Finish>,
    /// Whether this person may finish it and open it again.
    pub may_lead: bool,
    /// Whether this person may take the minutes out of the house.
    pub may_export: bool,
    /// Whether this person sees all cases of the place; others see those of their own children.
    pub sees_all: bool,
}

impl ReviewView {
    /// The finish that holds.
    #[must_use]
    pub fn finished(&self) -> Option<&Finish> {
        self.finishes.iter().find(|finish| finish.reopened.is_none())
    }
}

/// One review. Whether this person sees anything in it is for the caller to find out from the cases.
///
/// # Errors
/// [`Failure::NotFound`] for none.
pub async fn find(conn: &mut Conn, cx: &Cx, id: ReviewId) -> Result<ReviewView, Failure> {
    let row = store::lookup(conn, cx.school(), id).await?.ok_or(Failure::NotFound)?;
    let unknown = || Fault::new("a review of no month or place");
    let month = Month::parse(&row.month).ok_or_else(unknown)?;
    let place = Place::parse(&row.place).ok_or_else(unknown)?;
    let (facts, name) = place.known(conn, cx.school(), cx).await?.ok_or(Failure::NotFound)?;
    let key = cx.app.row(cx.school(), "review", id.bytes(), Kind::Case.label());
    let may = |action| decide(&cx.actor, action, Kind::Case, &facts).is_some();
    Ok(ReviewView {
        id,
        month,
        place,
        name,
        held_on: row.held_on,
        chair: (row.chair_id, row.chair),
        present: store::present(conn, cx.school(), id).await?,
        others: cx.app.open_some(&key, "others_cell", row.others_cell.as_ref())?,
        finishes: finishes(conn, cx, id).await?,
        may_lead: may(Action::Amend),
        may_export: may(Action::Export),
        sees_all: may(Action::List),
    })
}

async fn finishes(conn: &mut Conn, cx: &Cx, id: ReviewId) -> Result<Vec<Finish>, Failure> {
    let opened = |row: store::FinishRow| {
        let key = cx.app.row(cx.school(), "review_finish", row.id.bytes(), Kind::Case.label());
        let why = cx.app.open_some(&key, "reopen_why_cell", row.reopen_why_cell.as_ref())?;
        let reopened = ended(row.reopened_on);
        Ok(Finish {
            id: row.id,
            on: row.finished_on,
            by: row.finisher,
            reopened: reopened.map(|on| (on, row.reopener.unwrap_or_default(), why.unwrap_or_default())),
        })
    };
    store::finishes(conn, cx.school(), id).await?.into_iter().map(opened).collect()
}

/// What a finished month kept, as far as this person may read it today, with the readings to be logged.
///
/// # Errors
/// Those of the database and of damaged cells.
pub async fn kept(conn: &mut Conn, cx: &Cx, id: FinishId) -> Result<(Vec<Kept>, Vec<Permit>), Failure> {
    let (mut all, mut permits) = (Vec::new(), Vec::new());
    for (row, student, cell) in store::kept(conn, cx.school(), id).await? {
        let student = people::student::store::lookup(conn, cx.school(), student, cx.today()).await?;
        let Some(student) = student else { continue };
        let Some(seen) = kept_permits(cx, &student) else { continue };
        let key = cx.app.row(cx.school(), "review_kept", *row.as_bytes(), Kind::Case.label());
        let text = cx.app.open(&key, "kept_cell", &cell)?;
        let mut one: Kept =
            serde_json::from_str(&text).map_err(|error| Fault::from("a month that was kept", error))?;
        narrow(cx, &student, &mut one);
        all.push(one);
        seen.into_iter().for_each(|permit| remember(&mut permits, permit));
    }
    Ok((all, permits))
}

/// The readings that stand behind one case of a review; nothing for those who may not read the case.
#[must_use]
pub fn kept_permits(cx: &Cx, student: &Student) -> Option<Vec<Permit>> {
    let facts = student.facts(cx.school());
    let case = access::permit(&cx.actor, Action::Read, Kind::Case, &facts)?;
    let others = [Kind::Note, Kind::HomeVisit, Kind::Remark, Kind::Marks];
    let others = others.iter().filter_map(|kind| access::permit(&cx.actor, Action::Read, *kind, &facts));
    Some(std::iter::once(case).chain(others).collect())
}

/// Takes out what this person may not know, whoever finished the month.
pub(crate) fn narrow(cx: &Cx, student: &Student, kept: &mut Kept) {
    let facts = student.facts(cx.school());
    let may = |kind| decide(&cx.actor, Action::Read, kind, &facts).is_some();
    let figures = &mut kept.figures;
    let mut hidden: Vec<&str> = Vec::new();
    if !may(Kind::Marks) {
        (figures.marks, figures.marks_class, figures.absences) = (None, None, None);
        hidden.extend(["marks-up", "marks-down", "absences-more", "absences-fewer"]);
    }
    if !may(Kind::HomeVisit) {
        figures.contacts.retain(|(kind, _)| kind != "home_visit");
    }
    if !may(Kind::Remark) {
        figures.strengths.clear();
    }
    if !may(Kind::Note) {
        figures.said = None;
        figures.coming.retain(|coming| !["follow-up", "still"].contains(&coming.what.as_str()));
    }
    if !sees_colleagues(cx, student) {
        figures.owed = None;
        hidden.push("kept");
    }
    kept.proposal.reasons.retain(|reason| !hidden.contains(&reason.key.as_str()));
}

/// Whether the right to this child's duties comes from more than serving in its case: others see no colleague's figures.
fn sees_colleagues(cx: &Cx, student: &Student) -> bool {
    let mut standing = cx.actor.clone();
    standing.assigned.clear();
    decide(&standing, Action::List, Kind::Duty, &student.facts(cx.school())).is_some()
}
