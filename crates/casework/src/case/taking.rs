//! A case whose child has changed its class: the teacher who was responsible stays so until somebody names another, and
//! the new homeroom teacher takes it over with one tap (K3).

use access::actor::HeldFor;
use access::{Held, Role};
use db::Conn;
use people::student::Student;
use web::{Cx, Failure};

use super::model::CaseView;
use super::store;

/// Whether the case is offered to this person: the homeroom teacher of the child's class of today, while nobody is
/// responsible, or a teacher of a class in which the child was before. Who was chosen for another reason is left alone.
///
/// # Errors
/// Those of the database.
pub(super) async fn is_offered(
    conn: &mut Conn,
    cx: &Cx,
    (case, student): (&CaseView, &Student),
) -> Result<bool, Failure> {
    let (Some(me), Some(class)) = (cx.actor.staff, student.class_id) else { return Ok(false) };
    let mine = |held: &Held| held.role == Role::Homeroom && held.held_for == HeldFor::Class(class);
    if !case.is_open || !cx.actor.roles.iter().any(mine) {
        return Ok(false);
    }
    match case.responsible() {
        None => Ok(true),
        Some(one) if one.staff_id == me => Ok(false),
        Some(one) => {
            let child = (student.id, class);
            Ok(store::taught_before(conn, cx.school(), child, (one.staff_id, cx.today())).await?)
        }
    }
}
