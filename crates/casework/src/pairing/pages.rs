//! The pairing board: who has nobody, who carries how many, and pairs to accept with one tap.

use askama::Template;
use axum::extract::Path;
use kernel::{CaseId, MemberId, StaffId};
use web::{Cx, Failure, Fields, Look, Reply, page, see_with};

use super::board::{self, Line, Load};
use super::reasons::Why;
use super::store::Paired;
use super::{actions, solving};
use crate::case;
use crate::words::Choice;

/// The most pairs that one tap accepts.
const AT_ONCE: usize = 200;

#[derive(Template)]
#[template(path = "pairing/index.html")]
struct Index<'a> {
    cx: &'a Look,
    lines: Vec<Line>,
    paired: Vec<Paired>,
    loads: Vec<Load>,
    staff: Vec<Choice>,
    suggested: i64,
}

impl Index<'_> {
    /// The objective as it stands on the page: message and points.
    fn weights(&self) -> [(&'static str, i64); 11] {
        [
            ("paired", solving::PAIRED),
            ("wish", solving::WISH),
            ("before", solving::BEFORE),
            ("leader", solving::LEADER),
            ("teaches", solving::TEACHES),
            ("subject", solving::SUBJECT),
            ("talked", solving::TALKED),
            ("sex", solving::SEX),
            ("boards", solving::BOARDS),
            ("load", -solving::LOAD),
            ("capacity", i64::try_from(solving::CAPACITY).unwrap_or(i64::MAX)),
        ]
    }
}

impl Line {
    /// The button for who hears the page.
    fn accept_label(&self, look: &Look) -> String {
        let who = self.suggested.as_ref().map_or("", |(who, _)| &who.name);
        look.tf("pairing-accept-named", &[("child", (&self.at.name).into()), ("who", who.into())])
    }

    fn place(&self, look: &Look) -> String {
        match (self.at.grade, self.at.number) {
            (Some(grade), Some(number)) => look.class_name(&grade, &number),
            _ => String::new(),
        }
    }
}

impl Why {
    fn words(&self, look: &Look) -> String {
        look.tn(&format!("pairing-why-{}", self.key), &self.times)
    }
}

/// `GET /pairings`
pub async fn index(cx: Cx) -> Reply {
    let mut conn = cx.app.db.reader().await?;
    let board = board::board(&mut conn, &cx).await?;
    drop(conn);
    cx.log_readings(&board.permits).await?;
    let suggested = board.lines.iter().filter(|line| line.suggested.is_some()).count();
    let template = Index {
        cx: &cx,
        suggested: i64::try_from(suggested).unwrap_or(0),
        lines: board.lines,
        paired: board.paired,
        loads: board.loads,
        staff: board.serving.choices(&cx, ""),
    };
    page(&cx, &template)
}

/// `POST /pairings`: one pair or several, each `case:staff`; or one `case` with a `staff` that the reader chose.
pub async fn create(cx: Cx, fields: Fields) -> Reply {
    let pair = |text: &str| -> Option<(CaseId, StaffId)> {
        let (case, staff) = text.split_once(':')?;
        Some((case.parse().ok()?, staff.parse().ok()?))
    };
    let own = format!("{}:{}", fields.get("case"), fields.get("staff"));
    let mut chosen = fields.all("pair");
    if chosen.is_empty() {
        chosen.push(&own);
    }
    let pairs: Option<Vec<(CaseId, StaffId)>> = chosen.into_iter().take(AT_ONCE).map(pair).collect();
    let pairs = pairs.ok_or(Failure::BadRequest)?;
    let done = actions::pair(&cx, &pairs).await?;
    let said = if done == pairs.len() { "pairing-said-paired" } else { "pairing-said-some" };
    see_with("/pairings", said)
}

/// `POST /pairings/{case}/members/{member}/undo`: the child stands without a mentor again.
pub async fn undo(cx: Cx, Path((case, member)): Path<(CaseId, MemberId)>) -> Reply {
    case::actions::leave(&cx, case, member).await?;
    see_with("/pairings", "pairing-said-undone")
}

/// `POST /pairings/wishes`: whom the child would like, in the child's own choice.
pub async fn wish(cx: Cx, mut fields: Fields) -> Reply {
    let case: CaseId = fields.parse(cx.lang(), "case").ok_or(Failure::BadRequest)?;
    let staff: StaffId = fields.parse(cx.lang(), "staff").ok_or(Failure::BadRequest)?;
    actions::wish(&cx, case, staff).await?;
    see_with("/pairings", "pairing-said-wished")
}
