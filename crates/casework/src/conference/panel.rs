//! On the first page: conferences to which one is invited.

use access::{Action, Kind};
use db::Conn;
use kernel::clock::days_after;
use web::panel::{Panel, Row};
use web::{Cx, Failure};

use super::store;

/// So many days ahead an invitation is shown.
const AHEAD: i64 = 14;

/// The conferences without minutes to which this person is invited, of children whose case he or she may read; none for
/// others.
///
/// # Errors
/// Those of the database.
pub async fn panel(conn: &mut Conn, cx: &Cx) -> Result<Option<Panel>, Failure> {
    let Some(me) = cx.actor.staff else { return Ok(None) };
    let until = days_after(cx.today(), AHEAD);
    let mut panel = Panel::new("conferences", cx.t("reviews-conferences"));
    for row in store::of_invited(conn, cx.school(), me, until).await? {
        let student = people::student::store::lookup(conn, cx.school(), row.student_id, cx.today()).await?;
        let Some(student) = student else { continue };
        let facts = student.facts(cx.school());
        if access::decide(&cx.actor, Action::Read, Kind::Case, &facts).is_none() {
            continue;
        }
        let href = format!("/conferences/{}", row.id);
        let line = Row {
            place: student.class_words(&cx.look),
            note: cx.tf(
                "reviews-conference-on",
                &[("day", (&cx.short_day(&row.meets_on)).into()), ("caller", (&row.caller).into())],
            ),
            ..Row::to(href.clone(), student.name.clone())
        };
        panel.push(line.with_page(
            cx.t("reviews-look"),
            cx.tx("reviews-conference-named", &student.name),
            href,
        ));
    }
    Ok(panel.unless_empty())
}
