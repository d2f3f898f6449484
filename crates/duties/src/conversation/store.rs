//! The SQL of the map: children, and the notes about them with who wrote them.

use access::{Columns, Scope};
use db::{Conn, Result, args};
use kernel::{ClassId, Day, SchoolId, StaffId, StudentId};

use crate::days::Days;
use crate::seated::{COLUMNS, HERE, Seated, narrow};

/// The children of today within the scope, by class and name; of one class if asked.
pub(super) async fn children(
    conn: &mut Conn,
    scope: &Scope,
    today: Day,
    class: Option<ClassId>,
) -> Result<Vec<Seated>> {
    let mut args = args![scope.school, today].to_vec();
    let condition = scope.condition(&Columns::USUAL, args.len() + 1);
    args.extend(condition.args);
    let mut sql = format!(
        "select {COLUMNS} {HERE}
         where e.school_id = $1 and e.from_on <= $2 and e.until_on >= $2 and {}",
        condition.sql
    );
    narrow(&mut sql, &mut args, class);
    sql.push_str(" order by c.grade, c.number, s.sort_key, s.id");
    conn.all(&sql, &args).await
}

db::record! {
    /// A note about a child.
    #[derive(Clone, Debug)]
    pub struct Said {
        /// The child.
        pub child: StudentId,
        /// The kind of the note.
        pub kind: String,
        /// The way of a contact.
        pub channel: Option<String>,
        /// Who was reached, where the form asked.
        pub reached: Option<String>,
        /// The day.
        pub on: Day,
        /// Who wrote it.
        pub by: StaffId,
        /// The name.
        pub name: String,
        /// About how many children it is.
        pub children: i64,
    }
}

/// The notes of these days about children within the scope, the earliest first.
pub(super) async fn said(
    conn: &mut Conn,
    scope: &Scope,
    (today, days): (Day, Days),
    class: Option<ClassId>,
) -> Result<Vec<Said>> {
    let mut args = args![scope.school, today, days.first, days.last].to_vec();
    let condition = scope.condition(&Columns::USUAL, args.len() + 1);
    args.extend(condition.args);
    let mut sql = format!(
        "select s.id, n.kind, n.channel, n.reached, ns.held_on, n.recorded_by, a.name,
           (select count(*) from note_student o where o.school_id = n.school_id and o.note_id = n.id) {HERE}
         join note_student ns on ns.school_id = s.school_id and ns.student_id = s.id
         join note n on n.school_id = ns.school_id and n.id = ns.note_id
         join staff a on a.school_id = n.school_id and a.id = n.recorded_by
         where e.school_id = $1 and e.from_on <= $2 and e.until_on >= $2 and ns.held_on >= $3 and ns.held_on <= $4
           and n.withdrawn_at is null and {}",
        condition.sql
    );
    narrow(&mut sql, &mut args, class);
    sql.push_str(" order by n.held_on, n.id");
    conn.all(&sql, &args).await
}

/// The mentors of today: child and grown-up.
pub(super) async fn mentors(
    conn: &mut Conn,
    school: SchoolId,
    today: Day,
) -> Result<Vec<(StudentId, StaffId)>> {
    conn.all(
        "select student_id, staff_id from member where school_id = $1 and from_on <= $2 and until_on >= $2
           and part = 'mentor'",
        args![school, today],
    )
    .await
}

db::record! {
    /// A role held today.
    #[derive(Clone, Debug)]
    pub struct Role {
        /// By whom.
        pub staff: StaffId,
        /// The key of the role.
        pub role: String,
        /// For which class.
        pub class: Option<ClassId>,
    }
}

/// All roles held today.
pub(super) async fn roles(conn: &mut Conn, school: SchoolId, today: Day) -> Result<Vec<Role>> {
    conn.all(
        "select staff_id, role, class_id from role_held where school_id = $1 and from_on <= $2 and until_on >= $2",
        args![school, today],
    )
    .await
}
