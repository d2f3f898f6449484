//! The tier of a case as people read it.

use access::{Facts, Kind};
use db::Conn;
use kernel::{CaseId, Day, Fault, StaffId, TierChangeId};
use noticing::fade;
use people::student::Student;
use web::{Cx, Failure};

use super::history::review_on;
use super::model::{Answer, Body, Form, Way, Written, speaks_for};
use super::store::{self, ChangeRow, FormRow};
use crate::case::Tier;
use crate::case::model::ended;

/// A change of tier, opened.
#[derive(Clone, Debug)]
pub(crate) struct Change {
    pub id: TierChangeId,
    pub way: Way,
    pub from: Tier,
    pub to: Tier,
    pub reason: String,
    pub asked_on: Day,
    pub asked_by: StaffId,
    pub asker: String,
    pub answer: Option<Answer>,
    pub words: Option<String>,
    pub answered_on: Option<Day>,
    pub answerer: Option<String>,
}

impl Change {
    /// Whether it waits for an answer.
    pub fn waits(&self) -> bool {
        self.answer.is_none()
    }
}

/// What the page of a case says of its tier, and what this person may do about it.
pub(crate) struct Card {
    pub case: CaseId,
    pub tier: Tier,
    pub review_on: Option<Day>,
    pub standing: fade::Standing,
    /// Newest first.
    pub changes: Vec<Change>,
    /// The newest of each form.
    pub forms: Vec<Written>,
    /// Ways that this person may ask for.
    pub ways: Vec<(Way, Tier)>,
    /// Forms that this person may write.
    pub writes: Vec<Form>,
    pub may_renew: bool,
    /// Whether the request that waits is this person's to answer.
    pub may_answer: bool,
    pub may_withdraw: bool,
}

impl Card {
    /// The request that waits.
    pub fn waiting(&self) -> Option<&Change> {
        self.changes.iter().find(|change| change.waits())
    }

    /// Whether something was asked and answered.
    pub fn has_history(&self) -> bool {
        self.changes.iter().any(|change| !change.waits())
    }

    /// The tier was to be looked at again by now.
    pub fn to_renew(&self) -> bool {
        self.standing != fade::Standing::Holds
    }

    /// Nobody did, and it counts no longer.
    pub fn has_faded(&self) -> bool {
        self.standing == fade::Standing::Faded
    }
}

pub(super) fn change(cx: &Cx, row: ChangeRow) -> Result<Change, Fault> {
    let key = cx.app.row(cx.school(), "tier_change", row.id.bytes(), Kind::Case.label());
    let unknown = || Fault::new("a change of tier that nobody knows");
    Ok(Change {
        id: row.id,
        way: Way::parse(&row.way).ok_or_else(unknown)?,
        from: Tier::parse(&row.from_tier).ok_or_else(unknown)?,
        to: Tier::parse(&row.to_tier).ok_or_else(unknown)?,
        reason: cx.app.open(&key, "reason_cell", &row.reason_cell)?,
        asked_on: row.asked_on,
        asked_by: row.asked_by,
        asker: row.asker,
        answer: row.answer.as_deref().and_then(Answer::parse),
        words: cx.app.open_some(&key, "answer_cell", row.answer_cell.as_ref())?,
        answered_on: ended(row.answered_on),
        answerer: row.answerer,
    })
}

fn written(cx: &Cx, row: &FormRow) -> Result<Written, Fault> {
    let key = cx.app.row(cx.school(), "tier_form", *row.id.as_bytes(), Kind::Case.label());
    let json = cx.app.open(&key, "body_cell", &row.body_cell)?;
    let body: Body = serde_json::from_str(&json).map_err(|error| Fault::from("a form of a tier", error))?;
    let form = Form::parse(&row.form).ok_or_else(|| Fault::new("a form that nobody knows"))?;
    Ok(Written { form, body, on: row.written_on, writer: row.writer.clone() })
}

/// The newest of each form of a case. The caller holds a permit to read the case.
///
/// # Errors
/// Those of the database and of damaged cells.
pub(super) async fn forms(conn: &mut Conn, cx: &Cx, case: CaseId) -> Result<Vec<Written>, Failure> {
    let mut newest: Vec<Written> = Vec::new();
    for row in store::forms(conn, cx.school(), case).await? {
        let one = written(cx, &row)?;
        if newest.iter().all(|other| other.form != one.form) {
            newest.push(one);
        }
    }
    newest.sort_by_key(|one| Form::ALL.iter().position(|form| *form == one.form));
    Ok(newest)
}

/// What the page of a case says of its tier. The caller holds a permit to read the case.
///
/// # Errors
/// Those of the database and of damaged cells.
pub(crate) async fn card(
    conn: &mut Conn,
    cx: &Cx,
    (case, tier, opened): (CaseId, Tier, Day),
    student: &Student,
) -> Result<Card, Failure> {
    let facts = student.facts(cx.school());
    let rows = store::of_case(conn, cx.school(), case).await?;
    let mut changes = rows.into_iter().map(|row| change(cx, row)).collect::<Result<Vec<_>, _>>()?;
    changes.reverse();
    let mut courses = store::courses(conn, cx.school(), &[case]).await?;
    let course = courses.remove(&case).unwrap_or_default();
    let review_on = review_on(opened, tier, &course.steps, &course.renewals);
    let waiting = changes.iter().find(|change| change.waits());
    let me = cx.actor.staff;
    Ok(Card {
        case,
        tier,
        review_on,
        standing: fade::standing(review_on, cx.today()),
        ways: if waiting.is_some() { Vec::new() } else { ways(cx, tier, &facts) },
        writes: writes(cx, tier, &facts),
        may_renew: tier != Tier::Class && speaks_for(&cx.actor, tier, &facts),
        may_answer: waiting.is_some_and(|one| answers(cx, one, &facts)),
        may_withdraw: waiting.is_some_and(|one| Some(one.asked_by) == me),
        forms: forms(conn, cx, case).await?,
        changes,
    })
}

/// Whether a request that waits is this person's to answer: he or she speaks for the tier asked and is not who asked.
pub(super) fn answers(cx: &Cx, change: &Change, facts: &Facts) -> bool {
    Some(change.asked_by) != cx.actor.staff && speaks_for(&cx.actor, change.to, facts)
}

fn ways(cx: &Cx, tier: Tier, facts: &Facts) -> Vec<(Way, Tier)> {
    let may = |way: &Way| {
        let asks = if *way == Way::Breach { Tier::Class } else { tier };
        speaks_for(&cx.actor, asks, facts)
    };
    let all = [Way::Up, Way::Down, Way::Breach].into_iter().filter(may);
    all.filter_map(|way| way.target(tier).map(|to| (way, to))).collect()
}

fn writes(cx: &Cx, tier: Tier, facts: &Facts) -> Vec<Form> {
    let reached = Tier::ALL.iter().take_while(|one| **one != tier).chain([&tier]);
    let may = reached.filter(|one| speaks_for(&cx.actor, **one, facts));
    may.map(|one| Form::of(*one)).collect()
}
