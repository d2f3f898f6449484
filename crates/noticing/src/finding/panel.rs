//! Findings that somebody meant to look at again by now, on the first page of whoever keeps them: the aid officer his,
//! the psychologist hers, the homeroom teacher those of the class.

use access::{Action, Facts};
use db::Conn;
use web::panel::{Panel, Row};
use web::{Cx, Failure};

use super::store::{self, Due};
use crate::word::{Category, FINDING_KINDS};

/// Lines on the first page.
const LINES: usize = 5;

/// The findings whose day to look again has come, the oldest first.
///
/// # Errors
/// Those of the database.
pub async fn panel(conn: &mut Conn, cx: &Cx) -> Result<Option<Panel>, Failure> {
    let rights = FINDING_KINDS.map(|kind| (kind, access::scope(&cx.actor, Action::Amend, kind)));
    let rights: Vec<_> = rights.into_iter().filter(|(_, scope)| !scope.is_empty()).collect();
    let due = store::due(conn, &rights, (cx.school(), cx.today())).await?;
    let mut panel = Panel::new("findings", cx.t("noticing-finding-panel"));
    panel.words = cx.t("noticing-finding-panel-words").to_owned();
    panel.waiting = due.len();
    panel.more = Some(("/finding-reviews".to_owned(), cx.t("noticing-reviews").to_owned()));
    for one in due.iter().take(LINES) {
        let kind = Category::parse(&one.category).map(Category::kind);
        panel.permits.extend(kind.and_then(|kind| cx.permit(Action::Amend, kind, &facts(cx, one)).ok()));
        panel.rows.push(row(cx, one));
    }
    Ok(panel.unless_empty())
}

pub(super) fn facts(cx: &Cx, one: &Due) -> Facts {
    let (class, grade) = (one.class, one.grade);
    Facts { school: cx.school(), student: Some(one.student), class, grade, author: None, named: false }
}

fn row(cx: &Cx, one: &Due) -> Row {
    let href = format!("/students/{}", one.student);
    let category = Category::parse(&one.category).map_or("", |category| category.word(cx));
    let place = match (&one.grade, &one.number) {
        (Some(grade), Some(number)) => cx.class_name(grade, number),
        _ => String::new(),
    };
    let note = cx.tf(
        "noticing-finding-panel-line",
        &[("category", category.into()), ("since", (&cx.day(&one.since_on)).into())],
    );
    let label = cx.tx("noticing-finding-panel-look-named", &one.name);
    let row = Row { place, note, ..Row::to(&href, &one.name) };
    row.with_page(cx.t("noticing-finding-panel-look"), label, href)
}
