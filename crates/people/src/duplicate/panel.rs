//! Entries that may be one child, on the first page of whoever judges them.

use db::Conn;
use web::panel::{Panel, Row};
use web::{Cx, Failure};

use super::doubt;
use crate::student;

/// Lines on the first page.
const LINES: usize = 3;

/// The pairs that nobody has judged yet.
///
/// # Errors
/// Those of the database.
pub async fn panel(conn: &mut Conn, cx: &Cx) -> Result<Option<Panel>, Failure> {
    if super::permit(cx).is_err() {
        return Ok(None);
    }
    let pairs = doubt::pairs(conn, cx).await?;
    let mut panel = Panel::new("duplicates", cx.t("duplicates-title"));
    panel.words = cx.t("duplicates-panel-words").to_owned();
    panel.waiting = pairs.len();
    for ((one, other), reasons) in pairs.iter().take(LINES) {
        let Some(student) = student::store::lookup(conn, cx.school(), *one, cx.today()).await? else {
            continue;
        };
        let href = format!("/duplicates/compare?one={one}&other={other}");
        let note = reasons.first().map_or("", |reason| cx.t(reason.key()));
        let row =
            Row { place: student.class_words(cx), note: note.to_owned(), ..Row::to(&href, &student.name) };
        let label = cx.tx("duplicates-look-named", &student.name);
        panel.rows.push(row.with_page(cx.t("duplicates-look"), label, href));
    }
    if pairs.len() > LINES {
        panel.more = Some(("/duplicates".to_owned(), cx.t("duplicates-all").to_owned()));
    }
    Ok(panel.unless_empty())
}
