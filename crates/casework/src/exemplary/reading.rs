//! Drafts as people read them, and the names that must not stand in one.

use access::{Action, Kind, Permit};
use db::Conn;
use kernel::{CaseId, Day, ExemplaryId, StaffId};
use people::student::Student;
use web::{Cx, Failure};

use super::account;
use super::neutral::{Known, What, hits, neutral};
use super::store::{self, Row};

/// A draft, opened.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The id.
    pub id: ExemplaryId,
    /// The case.
    pub case: CaseId,
    /// The title.
    pub title: String,
    /// The text.
    pub text: String,
    /// What the child said to it.
    pub child: Option<String>,
    /// What the family said to it.
    pub family: Option<String>,
    /// Counted up with every change.
    pub version: i64,
    /// When it was written.
    pub written_on: Day,
    /// By whom.
    pub author: (StaffId, String),
    /// Who ever wrote in it.
    pub writers: Vec<StaffId>,
    /// Whether this version was confirmed.
    pub is_confirmed: bool,
    /// Why it was withdrawn.
    pub withdrawn: Option<String>,
}

impl Draft {
    /// Whether all staff may read it.
    #[must_use]
    pub fn is_shown(&self) -> bool {
        self.is_confirmed && self.withdrawn.is_none()
    }

    /// Whether child and family have been asked.
    #[must_use]
    pub fn is_agreed(&self) -> bool {
        self.child.is_some() && self.family.is_some()
    }

    /// Whether a second person may confirm it: child and family have been asked, and what makes it an account stands.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        self.is_agreed() && account::needed(&self.text).is_empty()
    }
}

/// A draft with its child, for who may read the child's case; its permit goes to `cx.log_readings`.
///
/// # Errors
/// [`Failure::NotFound`] for who may not.
pub async fn find(
    conn: &mut Conn,
    cx: &Cx,
    id: ExemplaryId,
    action: Action,
) -> Result<(Draft, Student, Permit), Failure> {
    let row = store::lookup(conn, cx.school(), id).await?.ok_or(Failure::NotFound)?;
    let student = people::student::store::lookup(conn, cx.school(), row.student_id, cx.today()).await?;
    let student = student.ok_or(Failure::NotFound)?;
    let permit = cx.permit(action, Kind::Case, &student.facts(cx.school()))?;
    let writers = store::writers(conn, cx.school(), id).await?;
    Ok((open(cx, row, writers)?, student, permit))
}

/// Those that this person may read, the newest first, with the readings to be logged.
///
/// # Errors
/// Those of the database and of damaged cells.
pub async fn drafts(conn: &mut Conn, cx: &Cx) -> Result<(Vec<(Draft, bool)>, Vec<Permit>), Failure> {
    let (mut all, mut permits) = (Vec::new(), Vec::new());
    for row in store::list(conn, cx.school()).await? {
        let student = people::student::store::lookup(conn, cx.school(), row.student_id, cx.today()).await?;
        let Some(student) = student else { continue };
        let facts = student.facts(cx.school());
        let Some(permit) = access::permit(&cx.actor, Action::Read, Kind::Case, &facts) else { continue };
        let writers = store::writers(conn, cx.school(), row.id).await?;
        let draft = open(cx, row, writers)?;
        let waits = !draft.is_confirmed && draft.withdrawn.is_none() && may_confirm(cx, &draft);
        all.push((draft, waits));
        permits.push(permit);
    }
    Ok((all, permits))
}

/// A second person confirms: somebody who answers for the cases of the whole school, and wrote nothing of it.
#[must_use]
pub fn may_confirm(cx: &Cx, draft: &Draft) -> bool {
    let answers = cx.permit_school(Action::Amend, Kind::Case).is_ok();
    answers && cx.actor.staff.is_some_and(|me| me != draft.author.0 && !draft.writers.contains(&me))
}

fn open(cx: &Cx, row: Row, writers: Vec<StaffId>) -> Result<Draft, Failure> {
    let key = cx.app.row(cx.school(), "exemplary_case", row.id.bytes(), Kind::Case.label());
    Ok(Draft {
        id: row.id,
        case: row.case_id,
        title: cx.app.open(&key, "title_cell", &row.title_cell)?,
        text: cx.app.open(&key, "text_cell", &row.text_cell)?,
        child: cx.app.open_some(&key, "child_consent_cell", row.child_consent_cell.as_ref())?,
        family: cx.app.open_some(&key, "family_consent_cell", row.family_consent_cell.as_ref())?,
        version: row.version,
        written_on: row.written_on,
        author: (row.author_id, row.author),
        writers,
        is_confirmed: row.confirmed == Some(row.version),
        withdrawn: cx.app.open_some(&key, "withdrawn_why_cell", row.withdrawn_why_cell.as_ref())?,
    })
}

/// The names that must not stand in a text about this child. The caller holds the permit to read the child's case.
///
/// # Errors
/// Those of the database and of damaged cells.
pub async fn known(conn: &mut Conn, cx: &Cx, student: &Student) -> Result<Known, Failure> {
    let mut known = Known::default();
    known.add_person(&student.name, What::Child);
    // Names are compared here and shown to nobody: nothing of the card is read by a person.
    let facts = student.facts(cx.school());
    let may = |kind| access::permit(&cx.actor, Action::Read, kind, &facts);
    if let (Some(identity), Some(family)) = (may(Kind::Identity), may(Kind::Family)) {
        let both = (&identity, &family);
        let card = people::guardian::store::card(conn, &cx.app, both, None, cx.today()).await?;
        card.guardians.iter().for_each(|one| known.add_person(&one.name, What::Family));
        let homes = card.guardians.iter().filter_map(|one| one.address.as_deref());
        homes.chain(card.child.address.as_deref()).for_each(|home| known.add_home(home));
    }
    known.add_school(cx.school_name());
    let (children, staff) = store::names(conn, cx.school()).await?;
    children.iter().for_each(|name| known.add_person(name, What::Student));
    staff.iter().for_each(|name| known.add_person(name, What::Staff));
    Ok(known)
}

/// The text with neutral words in the reader's language.
#[must_use]
pub fn made_neutral(cx: &Cx, text: &str, known: &Known) -> String {
    neutral(text, known, |what| cx.t(format!("exemplary-word-{}", what.key())).to_owned())
}

/// What is pointed out in title and text, each once.
#[must_use]
pub fn doubts(draft: &Draft, known: &Known) -> Vec<(String, What)> {
    let mut all: Vec<(String, What)> = Vec::new();
    for text in [&draft.title, &draft.text] {
        let signs: Vec<char> = text.chars().collect();
        for hit in hits(text, known) {
            let word: String = signs.iter().skip(hit.from).take(hit.len).collect();
            if all.iter().all(|(there, _)| *there != word) {
                all.push((word, hit.what));
            }
        }
    }
    all
}
