//! The first page of whoever keeps the list of children whose families are short of money: the newest lines of it, and the
//! way to all of it. Nothing here waits; it is where that work begins.

use access::{Action, Kind};
use db::Conn;
use web::panel::{Panel, Row};
use web::{Cx, Failure};

use super::store::{self, Registered};
use crate::word::Category;

/// Lines on the first page.
const LINES: i64 = 5;

/// The newest findings of hardship, with the number of all; an empty list says how one begins.
///
/// # Errors
/// Those of the database.
pub async fn panel(conn: &mut Conn, cx: &Cx) -> Result<Option<Panel>, Failure> {
    // Who may take the list out of the house is who keeps it: others see these findings child by child.
    if cx.permit_school(Action::Export, Kind::AidFinding).is_err() {
        return Ok(None);
    }
    let scope = access::scope(&cx.actor, Action::List, Kind::AidFinding);
    let (rows, all) = store::registered(conn, &scope, cx.today(), LINES).await?;
    let mut panel = Panel::new("aid", cx.t("noticing-aid-panel"));
    if rows.is_empty() {
        cx.t("noticing-aid-panel-none").clone_into(&mut panel.words);
        return Ok(Some(panel));
    }
    panel.words = cx.tn("noticing-aid-panel-words", &all);
    let href = format!("/census/counts/students?on={}&category={}", cx.today(), Category::Poor.code());
    panel.more = Some((href, cx.t("noticing-aid-panel-all").to_owned()));
    for one in &rows {
        panel.permits.extend(cx.permit(Action::List, Kind::AidFinding, &one.facts(cx.school())).ok());
        panel.rows.push(row(cx, one));
    }
    Ok(Some(panel))
}

fn row(cx: &Cx, one: &Registered) -> Row {
    let day = cx.short_day(&one.found_on);
    let args = [("day", (&day).into()), ("who", (&one.finder).into())];
    let row = Row::to(format!("/students/{}", one.student), &one.name);
    Row {
        place: cx.class_name(&one.grade, &one.number),
        note: cx.tf("noticing-aid-panel-line", &args),
        ..row
    }
}
