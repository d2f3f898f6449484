//! Children who share a guardian (R5): brothers, sisters, cousins at one grandmother's. Nothing is stored: whoever
//! enters the same telephone number for two children has linked them, and the link ends with the guardian's row.

use access::{Action, Kind, Permit};
use db::{Conn, Result as DbResult, args};
use kernel::{Day, SchoolId, StudentId};
use web::{Cx, Failure};

use crate::student::{self, Student};

/// Another child of the same household.
#[derive(Clone, Debug)]
pub struct Sibling {
    /// The child.
    pub student: Student,
    /// Who is the guardian of both: relations to the child whose page it is, as codes of `terms-relation-…`.
    pub shared: Vec<String>,
}

/// The children who share a guardian with this one, as far as the reader may read the families of both; with the
/// permits to log. Those of whom the reader may not know are not counted either.
///
/// # Errors
/// Those of the database.
pub async fn siblings(
    conn: &mut Conn,
    cx: &Cx,
    student: &Student,
) -> Result<(Vec<Sibling>, Vec<Permit>), Failure> {
    let family = |one: &Student| cx.permit(Action::Read, Kind::Family, &one.facts(cx.school())).ok();
    let Some(own) = family(student) else { return Ok((Vec::new(), Vec::new())) };
    let mut all: Vec<Sibling> = Vec::new();
    let mut permits = Vec::new();
    for (other, relation) in shared(conn, cx.school(), (student.id, cx.today())).await? {
        if let Some(known) = all.iter_mut().find(|one| one.student.id == other) {
            known.shared.push(relation);
            continue;
        }
        let Some(other) = student::store::lookup(conn, cx.school(), other, cx.today()).await? else {
            continue;
        };
        let knows = cx.permit(Action::Read, Kind::Roster, &other.facts(cx.school())).is_ok();
        let Some(permit) = family(&other).filter(|_| knows) else { continue };
        permits.push(permit);
        all.push(Sibling { student: other, shared: vec![relation] });
    }
    if !all.is_empty() {
        permits.push(own);
    }
    Ok((all, permits))
}

/// Children with a guardian of the same telephone number on this day: the child, and the relation to the one asked for.
async fn shared(
    conn: &mut Conn,
    school: SchoolId,
    (student, day): (StudentId, Day),
) -> DbResult<Vec<(StudentId, String)>> {
    conn.all(
        "select distinct o.student_id, g.relation from guardian g
         join guardian o on o.school_id = g.school_id and o.phone_index = g.phone_index and o.student_id <> g.student_id
         where g.school_id = $1 and g.student_id = $2 and g.phone_index is not null
           and g.from_on <= $3 and g.until_on >= $3 and o.from_on <= $3 and o.until_on >= $3
         order by o.student_id, g.relation",
        args![school, student, day],
    )
    .await
}
