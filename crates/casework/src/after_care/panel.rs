//! On the first page: children whose case is closed and who are looked at once more, gently.

use access::{Action, Kind, scope};
use db::Conn;
use kernel::{StaffId, clock::days_after};
use people::student::Student;
use web::panel::{Panel, Row};
use web::{Cx, Failure};

use super::store::{self, Closed};
use super::{YEAR, actions};

/// The looks that stand today for who answered for the case when it was closed; if that person may act for the child no
/// longer, for the homeroom teacher. None for others.
///
/// # Errors
/// Those of the database.
pub async fn panel(conn: &mut Conn, cx: &Cx) -> Result<Option<Panel>, Failure> {
    let scope = scope(&cx.actor, Action::Amend, Kind::Case);
    if scope.is_empty() {
        return Ok(None);
    }
    let mut panel = Panel::new("after-care", cx.t("reviews-care"));
    panel.words = cx.t("reviews-care-words").to_owned();
    let days = (cx.today(), days_after(cx.today(), -YEAR));
    for closed in store::closed(conn, &scope, days).await? {
        let student =
            people::student::store::lookup(conn, cx.school(), closed.student_id, cx.today()).await?;
        let Some(student) = student else { continue };
        if !is_mine(conn, cx, &closed, &student).await? {
            continue;
        }
        let mut open = actions::open(conn, cx, &closed).await?;
        open.retain(|moment| moment.stands(cx.today()));
        let Some(moment) = open.pop() else { continue };
        let row = Row {
            place: student.class_words(&cx.look),
            note: cx.tn(moment.why.message_key(), &moment.why.weeks()),
            ..Row::to(format!("/cases/{}#after-care", closed.case_id), student.name.clone())
        };
        let words = (cx.t("reviews-care-well"), cx.tx("reviews-care-well-named", &student.name));
        let fields = vec![("moment", moment.key()), ("back", "/".to_owned())];
        panel.push(row.with_post(words, format!("/closures/{}/after-care", closed.id), fields));
    }
    Ok(panel.unless_empty())
}

async fn is_mine(conn: &mut Conn, cx: &Cx, closed: &Closed, student: &Student) -> Result<bool, Failure> {
    if closed.responsible.is_some() && closed.responsible == cx.actor.staff {
        return Ok(true);
    }
    let homeroom = cx.actor.classes(&[access::Role::Homeroom]);
    if !student.class_id.is_some_and(|class| homeroom.contains(&class)) {
        return Ok(false);
    }
    match closed.responsible {
        Some(other) => Ok(!still_acts(conn, cx, other, student).await?),
        None => Ok(true),
    }
}

/// Whether another person may still act for this child.
async fn still_acts(conn: &mut Conn, cx: &Cx, staff: StaffId, student: &Student) -> Result<bool, Failure> {
    let actor = access::actor::find(conn, cx.school(), staff, cx.today()).await?;
    Ok(access::decide(&actor, Action::Amend, Kind::Case, &student.facts(cx.school())).is_some())
}
