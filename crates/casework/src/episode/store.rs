//! The SQL of episodes.

use db::{Conn, Result, args};
use kernel::{CaseId, Day, SchoolId, StudentId};

/// The cases of a child, the first one first.
pub async fn cases(conn: &mut Conn, school: SchoolId, student: StudentId) -> Result<Vec<CaseId>> {
    conn.all(
        "select id from support_case where school_id = $1 and student_id = $2 order by opened_on, id",
        args![school, student],
    )
    .await
}

/// What was done in these days, by kind: how often. Home visits are counted only where `visits`.
pub async fn done(
    conn: &mut Conn,
    school: SchoolId,
    student: StudentId,
    (first, last): (Day, Day),
    visits: bool,
) -> Result<Vec<(String, i64)>> {
    let except = if visits { "" } else { "home_visit" };
    conn.all(
        "select n.kind, count(*) from note_student ns
         cross join note n
         where n.school_id = ns.school_id and n.id = ns.note_id and ns.school_id = $1 and ns.student_id = $2
           and ns.held_on >= $3 and ns.held_on <= $4 and n.withdrawn_at is null and n.kind <> $5
           and n.kind not in ('conference', 'observation', 'incident')
         group by n.kind order by count(*) desc, n.kind",
        args![school, student, first, last, except],
    )
    .await
}
