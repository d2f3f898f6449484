//! Slips as a teacher sees them: who holds one, new ones to print, and one to take back.

use access::{Action, Kind};
use askama::Template;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode};
use kernel::{ChecklistId, ChecklistSlipId, StudentId};
use people::student::Student;
use qrcode::{Color, EcLevel, QrCode};
use web::reply::page_with;
use web::{Cx, Failure, Fields, Look, Reply, page, see_with};

use super::Hand;
use super::actions::{self, Printed};
use super::store::{self, Slip};
use crate::checklist::model::Checklist;
use crate::checklist::reading;
use crate::words::Choice;

/// A slip that a child or its family holds.
struct Held {
    name: String,
    slip: Slip,
}

#[derive(Template)]
#[template(path = "checklist/slip/index.html")]
struct Index<'a> {
    cx: &'a Look,
    list: &'a Checklist,
    is_over: bool,
    only_here: bool,
    hands: Vec<Choice>,
    children: Vec<Choice>,
    held: Vec<Held>,
    error: &'static str,
}

/// `GET /checklists/{id}/slips`
pub async fn index(cx: Cx, Path(id): Path<ChecklistId>, headers: HeaderMap) -> Reply {
    choose(&cx, id, (&headers, "")).await
}

/// The page with the form; `error` says what was wrong with the last one.
async fn choose(cx: &Cx, id: ChecklistId, (headers, error): (&HeaderMap, &'static str)) -> Reply {
    let mut conn = cx.app.db.reader().await?;
    let seen = reading::find(&mut conn, cx, id).await?;
    let slips = store::list(&mut conn, cx.school(), id, cx.today()).await?;
    drop(conn);
    let may = |child: &&Student| {
        access::decide(&cx.actor, Action::Amend, Kind::Checklist, &child.facts(cx.school())).is_some()
    };
    let children: Vec<&Student> = seen.children.iter().filter(may).collect();
    if children.is_empty() {
        return Err(Failure::NotFound);
    }
    cx.log_readings(&seen.permits).await?;
    let name = |id: StudentId| children.iter().find(|child| child.id == id).map(|child| child.name.clone());
    let held = slips.into_iter().filter_map(|slip| Some(Held { name: name(slip.student)?, slip })).collect();
    let hand = |hand: &Hand| Choice {
        value: hand.key().to_owned(),
        label: cx.t(format!("checklists-hand-{}", hand.key())).to_owned(),
        chosen: *hand == Hand::Family,
    };
    let only_one = children.len() == 1;
    let child = |child: &&Student| Choice {
        value: child.id.to_string(),
        label: child.name.clone(),
        chosen: only_one,
    };
    let index = Index {
        cx,
        list: &seen.list,
        is_over: seen.list.until_on < cx.today(),
        only_here: is_only_here(&cx.app.address(headers)),
        hands: Hand::ALL.iter().map(hand).collect(),
        children: children.iter().map(child).collect(),
        held,
        error,
    };
    let status = if error.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    page_with(cx, status, &index)
}

/// Whether an address is that of the very machine: no telephone at home can open it.
fn is_only_here(address: &str) -> bool {
    let host = address.split_once("://").map_or(address, |(_, rest)| rest);
    ["localhost", "127.", "[::1]"].iter().any(|here| host.starts_with(here))
}

/// A slip on the paper.
struct Paper {
    slip: Printed,
    link: String,
    code: Code,
}

#[derive(Template)]
#[template(path = "checklist/slip/show.html")]
struct Show<'a> {
    cx: &'a Look,
    list: &'a Checklist,
    whose: &'static str,
    words: &'static str,
    papers: Vec<Paper>,
}

impl Show<'_> {
    fn count(&self) -> i64 {
        i64::try_from(self.papers.len()).unwrap_or(i64::MAX)
    }
}

/// `POST /checklists/{id}/slips`: the answer shows the links, this once.
pub async fn create(cx: Cx, Path(id): Path<ChecklistId>, headers: HeaderMap, fields: Fields) -> Reply {
    let hand = Hand::parse(fields.get("hand")).ok_or(Failure::BadRequest)?;
    let chosen = match fields.some("all") {
        Some(_) => fields.all("everybody"),
        None => fields.all("student"),
    };
    let students: Result<Vec<StudentId>, _> = chosen.into_iter().map(str::parse).collect();
    let students = students.map_err(|_| Failure::BadRequest)?;
    if students.is_empty() {
        return choose(&cx, id, (&headers, cx.t("checklists-error-nobody"))).await;
    }
    let (seen, printed) = actions::make(&cx, id, hand, &students).await?;
    cx.log_readings(&seen.permits).await?;
    let address = cx.app.address(&headers);
    let papers: Result<Vec<Paper>, Failure> = printed
        .into_iter()
        .map(|slip| {
            let link = format!("{address}/tick/{}/{}", cx.school(), slip.token);
            Ok(Paper { code: code(&link)?, slip, link })
        })
        .collect();
    let whose = cx.t(format!("checklists-hand-{}", hand.key()));
    let words = cx.t(format!("checklists-slip-words-{}", hand.key()));
    page(&cx, &Show { cx: &cx, list: &seen.list, whose, words, papers: papers? })
}

/// `POST /checklists/{id}/slips/{slip}/end`
pub async fn end(cx: Cx, Path((id, slip)): Path<(ChecklistId, ChecklistSlipId)>) -> Reply {
    actions::end(&cx, id, slip).await?;
    see_with(&format!("/checklists/{id}/slips"), "checklists-said-slip-ended")
}

/// A link as squares: how many stand in a row with the quiet edge, and the path of the dark ones.
struct Code {
    width: usize,
    path: String,
}

/// The light edge that a reader needs around the squares.
const EDGE: usize = 4;

fn code(link: &str) -> Result<Code, Failure> {
    let code = QrCode::with_error_correction_level(link, EcLevel::M)
        .map_err(|error| Failure::Fault(kernel::Fault::from("a link as squares", error)))?;
    let width = code.width();
    let mut path = String::new();
    for (at, color) in code.to_colors().into_iter().enumerate() {
        if color == Color::Dark {
            path.push_str(&format!("M{} {}h1v1h-1z", at % width + EDGE, at / width + EDGE));
        }
    }
    Ok(Code { width: width + 2 * EDGE, path })
}
