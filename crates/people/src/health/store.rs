//! The SQL of health records.

use access::Permit;
use db::{Conn, Result, args};
use kernel::{Day, HealthId, Instant, SchoolId, StaffId, StudentId};

db::record! {
    /// A row, its cell still closed.
    pub struct Row {
        /// The id.
        pub id: HealthId,
        /// What it is.
        pub kind: String,
        /// The day it is about.
        pub on_day: Day,
        /// Sealed.
        pub fields_cell: Vec<u8>,
        /// When it was written down.
        pub recorded_at: Instant,
        /// By whom.
        pub name: String,
    }
}

/// The records of a child that were not withdrawn, newest first.
pub async fn of_student(conn: &mut Conn, permit: &Permit, student: StudentId) -> Result<Vec<Row>> {
    conn.all(
        "select h.id, h.kind, h.on_day, h.fields_cell, h.recorded_at, t.name from health h
         join staff t on t.school_id = $1 and t.id = h.recorded_by
         where h.school_id = $1 and h.student_id = $2 and h.withdrawn_at is null
         order by h.on_day desc, h.recorded_at desc, h.id",
        args![permit.school(), student],
    )
    .await
}

/// Whose record it is, with what it holds; none once withdrawn.
pub async fn lookup(
    conn: &mut Conn,
    school: SchoolId,
    id: HealthId,
) -> Result<Option<(StudentId, String, Vec<u8>)>> {
    conn.maybe(
        "select student_id, kind, fields_cell from health where school_id = $1 and id = $2 and withdrawn_at is null",
        args![school, id],
    )
    .await
}

/// Keeps a record; `false` when this form's record stands there already.
pub async fn insert(
    tx: &mut Conn,
    (school, student): (SchoolId, StudentId),
    (id, kind, on): (HealthId, &str, Day),
    cell: Vec<u8>,
    (by, at): (StaffId, Instant),
) -> Result<bool> {
    let touched = tx
        .run(
            "insert into health (school_id, id, student_id, kind, on_day, fields_cell, recorded_at, recorded_by)
             values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing",
            args![school, id, student, kind, on, cell, at, by],
        )
        .await?;
    Ok(touched == 1)
}

/// Takes a record out; the row stays.
pub async fn withdraw(
    tx: &mut Conn,
    school: SchoolId,
    id: HealthId,
    (by, at): (StaffId, Instant),
) -> Result<()> {
    tx.run(
        "update health set withdrawn_at = $1, withdrawn_by = $2 where school_id = $3 and id = $4",
        args![at, by, school, id],
    )
    .await?;
    Ok(())
}
