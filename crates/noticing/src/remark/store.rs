//! The SQL of remarks.

use db::{Conn, Result, args};
use kernel::{Day, Instant, RemarkId, SchoolId, StaffId, StudentId};

db::record! {
    /// A row, its cell still closed.
    #[derive(Clone, Debug)]
    pub struct Raw {
        /// The id.
        pub id: RemarkId,
        /// About whom.
        pub student_id: StudentId,
        /// The code of the kind.
        pub kind: String,
        /// The code of the topic.
        pub topic: Option<String>,
        /// Encrypted.
        pub text: Vec<u8>,
        /// When.
        pub noted_on: Day,
        /// By whom.
        pub noted_by: StaffId,
        /// When it was looked into.
        pub settled_on: Option<Day>,
    }
}

const COLUMNS: &str = "id, student_id, kind, topic, text_cell, noted_on, noted_by, settled_on";

/// All of a child that were not withdrawn, newest first.
pub async fn of_student(conn: &mut Conn, school: SchoolId, student: StudentId) -> Result<Vec<Raw>> {
    let sql = format!(
        "select {COLUMNS} from remark where school_id = $1 and student_id = $2 and withdrawn_at is null
         order by noted_at desc, id desc"
    );
    conn.all(&sql, args![school, student]).await
}

/// One that was not withdrawn.
pub async fn lookup(conn: &mut Conn, school: SchoolId, id: RemarkId) -> Result<Option<Raw>> {
    let sql =
        format!("select {COLUMNS} from remark where school_id = $1 and id = $2 and withdrawn_at is null");
    conn.maybe(&sql, args![school, id]).await
}

/// Children of a class with nominations that wait: how many each.
pub async fn waiting(conn: &mut Conn, scope: &access::Scope, today: Day) -> Result<Vec<(StudentId, i64)>> {
    let condition =
        scope.condition(&access::Columns { author: Some("r.noted_by"), ..access::Columns::USUAL }, 3);
    let mut args = args![scope.school, today].to_vec();
    args.extend(condition.args);
    let sql = format!(
        "select s.id, count(r.id) from remark r join student s on s.school_id = r.school_id and s.id = r.student_id
         join enrollment e on e.school_id = $1 and e.student_id = s.id and e.from_on <= $2 and e.until_on >= $2
         join class c on c.school_id = e.school_id and c.id = e.class_id
         where r.school_id = $1 and r.kind = 'nomination' and r.settled_on is null and r.withdrawn_at is null
           and {} group by s.id",
        condition.sql
    );
    conn.all(&sql, &args).await
}

/// Inserts; `false` when a row with this id stands there already.
pub async fn insert(tx: &mut Conn, school: SchoolId, new: &Raw, at: Instant) -> Result<bool> {
    let touched = tx
        .run(
            "insert into remark (school_id, id, student_id, kind, topic, text_cell, noted_on, noted_at, noted_by)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing",
            args![
                school,
                new.id,
                new.student_id,
                new.kind,
                new.topic,
                new.text,
                new.noted_on,
                at,
                new.noted_by
            ],
        )
        .await?;
    Ok(touched == 1)
}

/// Withdraws; the row stays.
pub async fn withdraw(
    tx: &mut Conn,
    (school, id): (SchoolId, RemarkId),
    (at, by): (Instant, StaffId),
) -> Result<()> {
    tx.run(
        "update remark set withdrawn_at = $1, withdrawn_by = $2 where school_id = $3 and id = $4",
        args![at, by, school, id],
    )
    .await?;
    Ok(())
}

/// Marks a nomination as looked into.
pub async fn settle(
    tx: &mut Conn,
    (school, id): (SchoolId, RemarkId),
    (on, by): (Day, StaffId),
) -> Result<()> {
    tx.run(
        "update remark set settled_on = $1, settled_by = $2 where school_id = $3 and id = $4",
        args![on, by, school, id],
    )
    .await?;
    Ok(())
}
