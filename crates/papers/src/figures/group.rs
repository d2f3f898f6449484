//! Who leads the work of a school: the people who hold the roles on the last day looked at. Only for a paper about the
//! school, written by somebody who may list the staff.

use access::{Action, Kind, scope};
use db::{Conn, Result, args};
use kernel::StaffId;
use web::Cx;

use super::{Asked, Item, Within};

/// The roles, in the order in which they are named; the tail of the figure's name.
pub const ROLES: [&str; 5] = ["principal", "moral-education", "grade-leader", "psychologist", "homeroom"];

/// What stands before a role in the name of a figure.
pub const PREFIX: &str = "group-";

/// The people in one role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InRole {
    /// One of [`ROLES`].
    pub role: &'static str,
    /// Who holds it.
    pub people: Vec<(StaffId, String)>,
}

/// One entry for each role, also for one that nobody holds; nothing at all for another reader or another paper.
pub(super) async fn find(conn: &mut Conn, cx: &Cx, asked: &Asked) -> Result<Vec<InRole>> {
    let may = !scope(&cx.actor, Action::List, Kind::Staff).is_empty();
    if !may || asked.within != Within::School {
        return Ok(Vec::new());
    }
    let held: Vec<(StaffId, String, String)> = conn
        .all(
            "select distinct t.id, t.name, r.role from role_held r
             join staff t on t.school_id = r.school_id and t.id = r.staff_id
             where r.school_id = $1 and r.from_on <= $2 and r.until_on >= $2 order by t.name, t.id",
            args![cx.school(), asked.on],
        )
        .await?;
    let of = |role: &'static str| {
        let own = held.iter().filter(|(.., held)| held == role);
        InRole { role, people: own.map(|(id, name, _)| (*id, name.clone())).collect() }
    };
    Ok(ROLES.into_iter().map(of).collect())
}

/// The people behind a count.
pub(super) fn list(group: &[InRole], key: &str) -> Option<Vec<Item>> {
    let found = group.iter().find(|in_role| Some(in_role.role) == key.strip_prefix(PREFIX))?;
    let item = |(id, name): &(StaffId, String)| Item {
        id: id.0,
        day: None,
        what: Some(name.clone()),
        amount: 1,
        students: Vec::new(),
    };
    Some(found.people.iter().map(item).collect())
}
