//! The SQL of staff.

use db::{Conn, Result, args};
use kernel::{ClassId, Day, SchoolId, StaffId};

use super::StaffName;

/// The name of a staff member.
pub async fn find_name(conn: &mut Conn, school: SchoolId, id: StaffId) -> Result<String> {
    conn.one("select name from staff where school_id = $1 and id = $2", args![school, id]).await
}

/// The names of these people.
pub async fn find_names(conn: &mut Conn, school: SchoolId, ids: &[StaffId]) -> Result<Vec<StaffName>> {
    conn.all_of("select id, name from staff where school_id = $1 and id in (THESE)", args![school], ids).await
}

/// Staff who serve on this day and can be in the team of a case, in order of their names: who keeps the system sees no
/// child (trust 3.3).
pub async fn list_names(conn: &mut Conn, school: SchoolId, today: Day) -> Result<Vec<StaffName>> {
    conn.all(
        "select s.id, s.name from staff s where s.school_id = $1 and s.joined_on <= $2 and s.left_on >= $2
           and not exists (select 1 from role_held r where r.school_id = $1 and r.staff_id = s.id
                           and r.role = 'administrator' and r.until_on >= $2)
         order by s.sort_key, s.id",
        args![school, today],
    )
    .await
}

/// The homeroom teachers of a class on this day.
pub async fn homeroom_of(
    conn: &mut Conn,
    school: SchoolId,
    class: ClassId,
    today: Day,
) -> Result<Vec<StaffName>> {
    conn.all(
        "select s.id, s.name from role_held r join staff s on s.school_id = r.school_id and s.id = r.staff_id
         where r.school_id = $1 and r.class_id = $2 and r.role = 'homeroom' and r.from_on <= $3 and r.until_on >= $3
         order by s.sort_key",
        args![school, class, today],
    )
    .await
}
