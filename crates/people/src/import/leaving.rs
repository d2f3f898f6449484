//! Students whom the list no longer has.

use db::{Conn, args};
use kernel::{Fault, StudentId};
use web::Cx;

db::record! {
    /// One of them, for the list.
    #[derive(Clone, Debug)]
    pub struct Leaver {
        /// Who.
        pub id: StudentId,
        /// The name.
        pub name: String,
        /// Today's grade.
        pub grade: Option<i64>,
        /// Today's class.
        pub number: Option<i64>,
    }
}

/// Their names and classes.
///
/// # Errors
/// Those of the database.
pub async fn leavers(conn: &mut Conn, cx: &Cx, ids: &[uuid::Uuid]) -> Result<Vec<Leaver>, Fault> {
    let sql =
        "select s.id, s.name, c.grade, c.number from student s
         left join enrollment e on e.school_id = s.school_id and e.student_id = s.id and e.from_on <= $2 and e.until_on >= $2
         left join class c on c.school_id = e.school_id and c.id = e.class_id
         where s.school_id = $1 and s.id in (THESE) order by c.grade, c.number, s.sort_key, s.id";
    Ok(conn.all_of(sql, args![cx.school(), cx.today()], ids).await?)
}
