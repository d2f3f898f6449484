//! What waits for whom between the tiers: the lines of the board and of the first page.

use access::{Action, Facts, Kind, Permit, scope};
use db::Conn;
use kernel::{Day, clock::days_after};
use noticing::fade;
use web::{Cx, Failure, Look};

use super::history::review_on;
use super::model::{Way, speaks_for};
use super::store::{self, ChangeRow, Of, Standing};
use crate::case::Tier;

/// For how many days a returned request is shown to whoever asked.
const RETURNED_DAYS: i64 = 14;

/// A case of the board, with what waits in it.
pub(super) struct Line {
    pub at: Standing,
    pub tier: Tier,
    pub review_on: Option<Day>,
    pub standing: fade::Standing,
    /// The request that waits, or was returned lately.
    pub request: Option<ChangeRow>,
    /// Whether it is this person's to answer.
    pub may_answer: bool,
    /// Whether this person speaks for the tier of the case.
    pub speaks: bool,
    /// Whether this person may amend the case.
    pub may_amend: bool,
    pub permit: Permit,
}

impl Line {
    /// The class in words.
    pub fn place(&self, look: &Look) -> String {
        match (self.at.grade, self.at.number) {
            (Some(grade), Some(number)) => look.class_name(&grade, &number),
            _ => String::new(),
        }
    }

    /// A request that waits for an answer.
    pub fn waits(&self) -> Option<&ChangeRow> {
        self.request.as_ref().filter(|row| row.answer.is_none())
    }

    /// The tier was to be looked at again by now.
    pub fn to_renew(&self) -> bool {
        self.standing != fade::Standing::Holds
    }

    /// What is asked, in words.
    pub fn asked(&self, look: &Look) -> &'static str {
        let words = |row: &ChangeRow| {
            let (way, to) = (Way::parse(&row.way)?, Tier::parse(&row.to_tier)?);
            Some(super::asking::ask_words(look, way, to))
        };
        self.request.as_ref().and_then(words).unwrap_or_default()
    }
}

fn facts(cx: &Cx, at: &Standing) -> Facts {
    let (class, grade) = (at.class, at.grade);
    Facts { school: cx.school(), student: Some(at.student), class, grade, author: None, named: false }
}

/// All open cases that this person may list, with what waits in them.
///
/// # Errors
/// Those of the database.
pub(super) async fn all(conn: &mut Conn, cx: &Cx) -> Result<Vec<Line>, Failure> {
    let requests = requests(conn, cx).await?;
    lines(conn, cx, (&requests, Of::EveryTier)).await
}

/// The requests that wait, or were returned lately, of children whose cases this person may list.
pub(super) async fn requests(conn: &mut Conn, cx: &Cx) -> Result<Vec<ChangeRow>, Failure> {
    let scope = scope(&cx.actor, Action::List, Kind::Case);
    if scope.is_empty() {
        return Ok(Vec::new());
    }
    let since = days_after(cx.today(), -RETURNED_DAYS);
    Ok(store::waiting(conn, &scope, (cx.today(), since)).await?)
}

/// The open cases that this person may list, each with its request among these.
///
/// # Errors
/// Those of the database.
pub(super) async fn lines(
    conn: &mut Conn,
    cx: &Cx,
    (requests, of): (&[ChangeRow], Of),
) -> Result<Vec<Line>, Failure> {
    let scope = scope(&cx.actor, Action::List, Kind::Case);
    if scope.is_empty() {
        return Ok(Vec::new());
    }
    let cases = store::standing(conn, &scope, (cx.today(), of)).await?;
    let ids: Vec<_> = cases.iter().map(|at| at.case).collect();
    let courses = store::courses(conn, cx.school(), &ids).await?;
    let line = |at: Standing| {
        let facts = facts(cx, &at);
        let tier = Tier::parse(&at.tier)?;
        let course = courses.get(&at.case).cloned().unwrap_or_default();
        let review_on = review_on(at.opened_on, tier, &course.steps, &course.renewals);
        let request = requests.iter().rfind(|row| row.case_id == at.case).cloned();
        let asks = request.as_ref().filter(|row| row.answer.is_none());
        Some(Line {
            may_answer: asks.is_some_and(|row| answers(cx, row, &facts)),
            speaks: speaks_for(&cx.actor, tier, &facts),
            may_amend: access::decide(&cx.actor, Action::Amend, Kind::Case, &facts).is_some(),
            permit: access::permit(&cx.actor, Action::List, Kind::Case, &facts)?,
            standing: fade::standing(review_on, cx.today()),
            request,
            review_on,
            tier,
            at,
        })
    };
    Ok(cases.into_iter().filter_map(line).collect())
}

fn answers(cx: &Cx, row: &ChangeRow, facts: &Facts) -> bool {
    let to = Tier::parse(&row.to_tier);
    Some(row.asked_by) != cx.actor.staff && to.is_some_and(|to| speaks_for(&cx.actor, to, facts))
}
