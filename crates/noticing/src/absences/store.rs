//! The SQL of absences.

use db::{Conn, Result, args};
use kernel::{AbsenceId, Day, ImportId, SchoolId, StudentId};

db::record! {
    /// One absence, or a sum over a period.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Absence {
        /// Its id.
        pub id: AbsenceId,
        /// The first day.
        pub from_on: Day,
        /// The last day.
        pub until_on: Day,
        /// How long, in half days.
        pub half_days: i64,
        /// Why, as the school writes it.
        pub reason: String,
    }
}

/// An absence to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAbsence {
    /// Its id.
    pub id: AbsenceId,
    /// Whose.
    pub student: StudentId,
    /// The first day and the last.
    pub days: (Day, Day),
    /// How long, in half days.
    pub half_days: i64,
    /// Why.
    pub reason: String,
}

/// The absences of a child, newest first.
pub async fn of_student(conn: &mut Conn, school: SchoolId, student: StudentId) -> Result<Vec<Absence>> {
    conn.all(
        "select id, from_on, until_on, half_days, reason from absence where school_id = $1 and student_id = $2
         order by from_on desc, id desc",
        args![school, student],
    )
    .await
}

/// Inserts absences. Returns how many.
pub async fn insert_many(
    tx: &mut Conn,
    school: SchoolId,
    import: Option<ImportId>,
    absences: &[NewAbsence],
) -> Result<u64> {
    let mut count = 0;
    for one in absences {
        count += tx
            .run(
                "insert into absence (school_id, id, student_id, from_on, until_on, half_days, reason, import_id)
                 values ($1, $2, $3, $4, $5, $6, $7, $8)",
                args![school, one.id, one.student, one.days.0, one.days.1, one.half_days, one.reason, import],
            )
            .await?;
    }
    Ok(count)
}

/// Takes back what an import inserted. Returns how many.
pub async fn remove_import(tx: &mut Conn, school: SchoolId, import: ImportId) -> Result<u64> {
    tx.run("delete from absence where school_id = $1 and import_id = $2", args![school, import]).await
}
