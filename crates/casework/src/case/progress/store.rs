//! The SQL of measures, readings and changes of help.

use db::{Conn, Result, Tx, args};
use kernel::{CaseId, Day, GoalId, Instant, SchoolId, StaffId, StudentId};
use uuid::Uuid;

db::record! {
    /// How a goal is read.
    pub struct MeasureRow {
        pub goal_id: GoalId,
        pub unit_cell: Option<Vec<u8>>,
        pub better: String,
        pub target: Option<i64>,
        pub support_from: Day,
    }
}

db::record! {
    /// A reading that holds.
    #[derive(Clone, Debug)]
    pub struct ReadingRow {
        pub id: Uuid,
        pub read_on: Day,
        pub value: i64,
        pub by: String,
        pub was_on: Option<Day>,
        pub was: Option<i64>,
    }
}

db::record! {
    /// A change of help.
    pub struct ChangeRow { pub id: Uuid, pub changed_on: Day, pub text_cell: Vec<u8> }
}

/// How the goals of a case are read, as far as anybody has said.
pub async fn measures(conn: &mut Conn, school: SchoolId, case: CaseId) -> Result<Vec<MeasureRow>> {
    conn.all(
        "select m.id, m.unit_cell, m.better, m.target, m.support_from from goal_measure m
         join goal g on g.school_id = m.school_id and g.id = m.id
         where m.school_id = $1 and g.case_id = $2",
        args![school, case],
    )
    .await
}

/// The readings that hold, in order of their days.
pub async fn readings(conn: &mut Conn, school: SchoolId, goal: GoalId) -> Result<Vec<ReadingRow>> {
    conn.all(
        "select r.id, r.read_on, r.value, a.name, o.read_on, o.value from goal_reading r
         join staff a on a.school_id = r.school_id and a.id = r.noted_by
         left join goal_reading o on o.school_id = r.school_id and o.id = r.replaces
         where r.school_id = $1 and r.goal_id = $2 and r.withdrawn_at is null order by r.read_on, r.noted_at, r.id",
        args![school, goal],
    )
    .await
}

/// The changes of help, in order.
pub async fn changes(conn: &mut Conn, school: SchoolId, goal: GoalId) -> Result<Vec<ChangeRow>> {
    conn.all(
        "select id, changed_on, text_cell from goal_change where school_id = $1 and goal_id = $2 order by changed_on, id",
        args![school, goal],
    )
    .await
}

/// A measure as it is to stand.
pub struct Measuring<'a> {
    pub unit: Option<Vec<u8>>,
    pub better: &'a str,
    pub target: Option<i64>,
    pub support_from: Day,
}

/// Says how a goal is read, or says it anew.
pub async fn set_measure(
    tx: &mut Tx,
    school: SchoolId,
    (goal, student): (GoalId, StudentId),
    new: &Measuring<'_>,
    (at, by): (Instant, StaffId),
) -> Result<()> {
    let touched = tx
        .run(
            "update goal_measure set unit_cell = $1, better = $2, target = $3, support_from = $4, set_at = $5, set_by = $6
             where school_id = $7 and id = $8",
            args![new.unit.clone(), new.better, new.target, new.support_from, at, by, school, goal],
        )
        .await?;
    if touched == 0 {
        tx.run(
            "insert into goal_measure (school_id, id, student_id, unit_cell, better, target, support_from, set_at, set_by)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            args![school, goal, student, new.unit.clone(), new.better, new.target, new.support_from, at, by],
        )
        .await?;
    }
    Ok(())
}

/// A reading to be kept.
pub struct NewReading {
    pub id: Uuid,
    pub goal: GoalId,
    pub student: StudentId,
    pub on: Day,
    pub value: i64,
    pub replaces: Option<Uuid>,
}

/// Keeps a reading; the same id sent twice is one reading.
pub async fn insert_reading(
    tx: &mut Tx,
    school: SchoolId,
    new: &NewReading,
    (at, by): (Instant, StaffId),
) -> Result<u64> {
    tx.run(
        "insert into goal_reading (school_id, id, goal_id, student_id, read_on, value, noted_at, noted_by, replaces)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (school_id, id) do nothing",
        args![school, new.id, new.goal, new.student, new.on, new.value, at, by, new.replaces],
    )
    .await
}

/// Takes a reading back; it stays written.
pub async fn withdraw(
    tx: &mut Tx,
    school: SchoolId,
    (id, goal): (Uuid, GoalId),
    (at, by): (Instant, StaffId),
) -> Result<u64> {
    tx.run(
        "update goal_reading set withdrawn_at = $1, withdrawn_by = $2
         where school_id = $3 and id = $4 and goal_id = $5 and withdrawn_at is null",
        args![at, by, school, id, goal],
    )
    .await
}

/// Keeps a change of help.
pub async fn insert_change(
    tx: &mut Tx,
    school: SchoolId,
    (id, goal, student): (Uuid, GoalId, StudentId),
    (on, text): (Day, Vec<u8>),
    (at, by): (Instant, StaffId),
) -> Result<()> {
    tx.run(
        "insert into goal_change (school_id, id, goal_id, student_id, changed_on, text_cell, noted_at, noted_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        args![school, id, goal, student, on, text, at, by],
    )
    .await?;
    Ok(())
}
