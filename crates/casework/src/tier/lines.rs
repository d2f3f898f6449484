//! What waits for whom between the tiers: the lines of the board and of the first page.

use access::{Action, Facts, Kind, Permit, scope};
use db::Conn;
use kernel::{Day, clock::days_after};
use noticing::fade;
use web::panel::{Panel, Row};
use web::{Cx, Failure, Look};

use super::history::review_on;
use super::model::{Way, speaks_above_class, speaks_for};
use super::store::{self, ChangeRow, Of, Standing};
use crate::case::Tier;

/// For how many days a returned request is shown to whoever asked.
const RETURNED_DAYS: i64 = 14;

/// Lines of the panel on the first page.
const LINES: usize = 5;

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
async fn requests(conn: &mut Conn, cx: &Cx) -> Result<Vec<ChangeRow>, Failure> {
    let scope = scope(&cx.actor, Action::List, Kind::Case);
    if scope.is_empty() {
        return Ok(Vec::new());
    }
    let since = days_after(cx.today(), -RETURNED_DAYS);
    Ok(store::waiting(conn, &scope, (cx.today(), since)).await?)
}

async fn lines(conn: &mut Conn, cx: &Cx, (requests, of): (&[ChangeRow], Of)) -> Result<Vec<Line>, Failure> {
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

/// Requests that wait for this person, and his or her own that came back, on the first page.
///
/// # Errors
/// Those of the database.
pub async fn panel(conn: &mut Conn, cx: &Cx) -> Result<Option<Panel>, Failure> {
    if scope(&cx.actor, Action::Amend, Kind::Case).is_empty() {
        return Ok(None);
    }
    // Mostly nothing waits, and then no case need be looked at.
    let requests = requests(conn, cx).await?;
    if requests.is_empty() {
        return Ok(None);
    }
    let mut panel = Panel::new("tier-requests", cx.t("tiers-panel"));
    panel.more = Some(("/tiers".to_owned(), cx.t("tiers-board").to_owned()));
    let me = cx.actor.staff;
    for line in lines(conn, cx, (&requests, Of::EveryTier)).await? {
        let Some(request) = &line.request else { continue };
        let returned = request.answer.is_some() && Some(request.asked_by) == me;
        if !line.may_answer && !returned {
            continue;
        }
        panel.waiting += 1;
        if panel.rows.len() < LINES {
            panel.rows.push(row(cx, &line, request));
            panel.permits.push(line.permit.clone());
        }
    }
    Ok(panel.unless_empty())
}

/// Tiers whose day to be looked at again has come, on the first page of whoever speaks for them: one tap keeps them.
///
/// # Errors
/// Those of the database.
pub async fn renewal_panel(conn: &mut Conn, cx: &Cx) -> Result<Option<Panel>, Failure> {
    if !speaks_above_class(&cx.actor) {
        return Ok(None);
    }
    let mut panel = Panel::new("tier-reviews", cx.t("tiers-panel-renew"));
    cx.t("tiers-board-renew-words").clone_into(&mut panel.words);
    panel.more = Some(("/tiers".to_owned(), cx.t("tiers-board").to_owned()));
    let lines = lines(conn, cx, (&[], Of::AboveClass)).await?;
    for line in lines.iter().filter(|line| line.speaks && line.to_renew()) {
        panel.waiting += 1;
        if panel.rows.len() < LINES {
            panel.rows.push(renewal_row(cx, line));
            panel.permits.push(line.permit.clone());
        }
    }
    Ok(panel.unless_empty())
}

fn renewal_row(cx: &Cx, line: &Line) -> Row {
    let case = format!("/cases/{}", line.at.case);
    let day =
        line.review_on.as_ref().map(|day| cx.tx("tiers-review-by", cx.short_day(day))).unwrap_or_default();
    let stands = if line.standing == fade::Standing::Faded { cx.t("tiers-faded") } else { &day };
    let note = format!("{} · {stands}", line.tier.word(cx));
    let row = Row { place: line.place(cx), note, ..Row::to(format!("{case}#tier"), &line.at.name) };
    let words = (cx.t("tiers-renew"), cx.tx("tiers-renew-named", &line.at.name));
    row.with_post(words, format!("{case}/tier-reviews"), vec![("back", "/".to_owned())])
}

fn row(cx: &Cx, line: &Line, request: &ChangeRow) -> Row {
    let href = format!("/tier-requests/{}", request.id);
    let day = cx.short_day(&request.asked_on);
    let note = match &request.answerer {
        Some(name) => cx.tx("tiers-panel-returned", name),
        None => cx.tf(
            "tiers-panel-asked",
            &[("name", (&request.asker).into()), ("day", (&day).into()), ("what", line.asked(cx).into())],
        ),
    };
    let label = cx.tx("tiers-look-named", &line.at.name);
    let row = Row { place: line.place(cx), note, ..Row::to(&href, &line.at.name) };
    row.with_page(cx.t("tiers-look"), label, href)
}
