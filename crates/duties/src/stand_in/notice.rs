//! What the first page says of a stand-in, to both sides.

use access::{Action, Kind};
use askama::Template;
use db::Conn;
use kernel::clock::days_after;
use kernel::{Fault, StaffId};
use web::{Cx, Failure, Look};

use super::store::{self, Arranged};
use crate::days::Days;

/// So many days before it begins a stand-in is told: nobody should learn of it on the morning itself.
const AHEAD: i64 = 7;

/// Of a stand-in that runs or is near, what it means for the reader.
#[derive(Debug)]
pub struct Notice {
    /// Whether the reader is away today.
    pub is_away: bool,
    /// In words.
    pub words: String,
    /// Where stand-ins are arranged, for who may look there; else empty.
    pub href: &'static str,
}

#[derive(Template)]
#[template(path = "stand_in/_notices.html")]
struct Notices<'a> {
    cx: &'a Look,
    notices: &'a [Notice],
}

/// The stand-ins of today and of the week to come, as the reader needs to hear of them; none for who is no staff.
///
/// # Errors
/// Those of the database.
pub async fn notices(conn: &mut Conn, cx: &Cx) -> Result<Vec<Notice>, Failure> {
    let Some(staff) = cx.actor.staff else { return Ok(Vec::new()) };
    let days = Days::new(cx.today(), days_after(cx.today(), AHEAD));
    let arranged = store::among(conn, cx.school(), staff, days).await?;
    let may_look = cx.permit_school(Action::List, Kind::Duty).is_ok();
    let href = if may_look { "/stand-ins" } else { "" };
    let notice = |one: &Arranged| {
        let (is_away, words) = told(cx, staff, one);
        Notice { is_away, words, href }
    };
    Ok(arranged.iter().map(notice).collect())
}

/// Whether the reader is away today, and the sentence.
fn told(cx: &Cx, staff: StaffId, one: &Arranged) -> (bool, String) {
    let (leaves, runs) = (one.away_id == staff, one.from <= cx.today());
    let (key, name) = match (leaves, runs) {
        (true, true) => ("duties-day-away", &one.stand_in),
        (true, false) => ("duties-day-away-soon", &one.stand_in),
        (false, true) => ("duties-day-stand-in", &one.away),
        (false, false) => ("duties-day-stand-in-soon", &one.away),
    };
    let (from, until) = (cx.short_day(&one.from), cx.short_day(&one.until));
    let args =
        [("name", name.as_str().into()), ("from", from.as_str().into()), ("day", until.as_str().into())];
    (leaves && runs, cx.tf(key, &args))
}

/// The notices, for a first page.
///
/// # Errors
/// When the template cannot be rendered.
pub fn html(cx: &Look, notices: &[Notice]) -> Result<String, Fault> {
    Notices { cx, notices }.render().map_err(|error| Fault::from("template", error))
}
