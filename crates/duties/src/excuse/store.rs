//! The SQL of excuses.

use db::{Conn, Result, Tx, args};
use kernel::{Day, ExcuseId, Instant, RuleId, SchoolId, StaffId, StudentId};

db::record! {
    /// An excuse as it is stored.
    #[derive(Clone, Debug)]
    pub struct Row {
        /// The id.
        pub id: ExcuseId,
        /// The child.
        pub student: StudentId,
        /// One rule alone.
        pub rule: Option<RuleId>,
        /// One person alone.
        pub staff: Option<StaffId>,
        /// First day.
        pub from: Day,
        /// Last day.
        pub until: Day,
        /// Its code.
        pub reason: String,
        /// Sealed.
        pub note_cell: Option<Vec<u8>>,
        /// Who wrote it.
        pub made_by: StaffId,
    }
}

const COLUMNS: &str =
    "select id, student_id, rule_id, staff_id, from_on, until_on, reason, note_cell, made_by from excuse";

/// Those of one child that stand, the newest first.
///
/// # Errors
/// Those of the database.
pub async fn of_student(conn: &mut Conn, school: SchoolId, student: StudentId) -> Result<Vec<Row>> {
    let sql = format!(
        "{COLUMNS} where school_id = $1 and student_id = $2 and withdrawn_at is null order by from_on desc, id desc"
    );
    conn.all(&sql, args![school, student]).await
}

/// One of this child, withdrawn or not.
///
/// # Errors
/// Those of the database.
pub async fn lookup(
    conn: &mut Conn,
    school: SchoolId,
    (student, id): (StudentId, ExcuseId),
) -> Result<Option<Row>> {
    let sql = format!("{COLUMNS} where school_id = $1 and student_id = $2 and id = $3");
    conn.maybe(&sql, args![school, student, id]).await
}

/// Writes one.
///
/// # Errors
/// Those of the database.
pub async fn insert(tx: &mut Tx, school: SchoolId, row: &Row, at: Instant) -> Result<()> {
    tx.run(
        "insert into excuse (school_id, id, student_id, rule_id, staff_id, from_on, until_on, reason, note_cell, made_at, made_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        args![
            school,
            row.id,
            row.student,
            row.rule,
            row.staff,
            row.from,
            row.until,
            row.reason,
            row.note_cell,
            at,
            row.made_by
        ],
    )
    .await?;
    Ok(())
}

/// Withdraws one.
///
/// # Errors
/// Those of the database.
pub async fn withdraw(tx: &mut Tx, school: SchoolId, id: ExcuseId, at: Instant) -> Result<u64> {
    tx.run(
        "update excuse set withdrawn_at = $1 where school_id = $2 and id = $3 and withdrawn_at is null",
        args![at, school, id],
    )
    .await
}
