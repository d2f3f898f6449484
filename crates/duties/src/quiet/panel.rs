//! Quiet children of one's own class on the first page. Those who answer for many classes find them on `/quiet`.

use access::{Kind, Role};
use db::Conn;
use web::panel::{Panel, Row};
use web::{Cx, Failure};

use super::{WEEKS, list};

/// Lines on the first page.
const LINES: usize = 3;

/// The quiet children of the classes for which the person stands every day; none for others.
///
/// # Errors
/// Those of the database.
pub async fn panel(conn: &mut Conn, cx: &Cx) -> Result<Option<Panel>, Failure> {
    let classes = cx.actor.classes(&[Role::Homeroom, Role::Deputy]);
    if classes.is_empty() {
        return Ok(None);
    }
    let since = list::since(conn, cx, WEEKS).await?;
    let mut panel = Panel::new("quiet", cx.t("duties-quiet"));
    panel.words = cx.tn("duties-quiet-panel-words", &i64::from(WEEKS));
    panel.more = Some(("/quiet".to_owned(), cx.t("duties-quiet-all").to_owned()));
    for class in classes {
        let children = list::children(conn, cx, since, Some(class)).await?;
        panel.waiting += children.len();
        let room = LINES.saturating_sub(panel.rows.len());
        for child in children.iter().take(room) {
            panel.permits.extend(child.permit(cx, Kind::Note));
            let row = Row::to(format!("/students/{}", child.id), &child.name);
            let label = cx.tx("duties-quiet-well-named", &child.name);
            let fields = vec![("student", child.id.to_string()), ("back", "/".to_owned())];
            panel.rows.push(row.with_post((cx.t("duties-quiet-well"), label), "/quiet-looks", fields));
        }
    }
    Ok(panel.unless_empty())
}
