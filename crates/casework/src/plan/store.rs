//! The SQL of plans and their versions.

use db::{Conn, Result, args};
use kernel::{CaseId, Day, Instant, PlanId, SchoolId, StaffId, StudentId};
use uuid::Uuid;

db::record! {
    /// A plan, or an earlier version of one.
    pub struct PlanRow {
        /// The id to which its cells are bound.
        pub id: Uuid,
        /// Codes joined by commas.
        pub templates: String,
        /// Sealed.
        pub situation_cell: Vec<u8>,
        /// Sealed.
        pub measures_cell: Vec<u8>,
        /// Sealed: the other sections as JSON.
        pub sections_cell: Option<Vec<u8>>,
        /// When.
        pub written_on: Day,
        /// By whom.
        pub writer: String,
        /// By whom.
        pub written_by: StaffId,
        /// The first is 1.
        pub row_version: i64,
    }
}

/// The plan of a case.
pub async fn lookup(conn: &mut Conn, school: SchoolId, case: CaseId) -> Result<Option<PlanRow>> {
    conn.maybe(
        "select p.id, p.templates, p.situation_cell, p.measures_cell, p.sections_cell, p.written_on, a.name,
           p.written_by, p.row_version
         from plan p join staff a on a.school_id = $1 and a.id = p.written_by
         where p.school_id = $1 and p.case_id = $2 order by p.written_at desc limit 1",
        args![school, case],
    )
    .await
}

/// What it said before, newest first.
pub async fn versions(conn: &mut Conn, school: SchoolId, plan: PlanId) -> Result<Vec<PlanRow>> {
    conn.all(
        "select v.id, v.templates, v.situation_cell, v.measures_cell, v.sections_cell, v.written_on, a.name,
           v.written_by, v.version
         from plan_version v join staff a on a.school_id = $1 and a.id = v.written_by
         where v.school_id = $1 and v.plan_id = $2 order by v.version desc",
        args![school, plan],
    )
    .await
}

/// A plan as it is to stand.
pub struct Cells {
    /// Codes joined by commas.
    pub templates: String,
    /// Sealed.
    pub situation: Vec<u8>,
    /// Sealed.
    pub measures: Vec<u8>,
    /// Sealed.
    pub sections: Option<Vec<u8>>,
}

/// Who writes it when.
pub type By = (Day, Instant, StaffId);

/// Writes the first plan.
pub async fn insert(
    tx: &mut Conn,
    school: SchoolId,
    (id, case, student): (PlanId, CaseId, StudentId),
    cells: &Cells,
    (on, at, by): By,
) -> Result<()> {
    tx.run(
        "insert into plan (school_id, id, case_id, student_id, templates, situation_cell, measures_cell, sections_cell,
           written_on, written_at, written_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        args![
            school, id, case, student, cells.templates, cells.situation, cells.measures, cells.sections, on, at, by
        ],
    )
    .await?;
    Ok(())
}

/// Writes a newer plan; false when somebody else already did.
pub async fn update(
    tx: &mut Conn,
    school: SchoolId,
    (id, version): (PlanId, i64),
    cells: &Cells,
    (on, at, by): By,
) -> Result<bool> {
    let touched = tx
        .run(
            "update plan set templates = $1, situation_cell = $2, measures_cell = $3, sections_cell = $4,
               written_on = $5, written_at = $6, written_by = $7, row_version = row_version + 1
             where school_id = $8 and id = $9 and row_version = $10",
            args![
                cells.templates,
                cells.situation,
                cells.measures,
                cells.sections,
                on,
                at,
                by,
                school,
                id,
                version
            ],
        )
        .await?;
    Ok(touched == 1)
}

/// Keeps what it said before.
pub async fn keep_version(
    tx: &mut Conn,
    school: SchoolId,
    (id, plan, version): (Uuid, PlanId, i64),
    cells: &Cells,
    (on, by): (Day, StaffId),
) -> Result<()> {
    tx.run(
        "insert into plan_version (school_id, plan_id, version, id, templates, situation_cell, measures_cell,
           sections_cell, written_on, written_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        args![
            school,
            plan,
            version,
            id,
            cells.templates,
            cells.situation,
            cells.measures,
            cells.sections,
            on,
            by
        ],
    )
    .await?;
    Ok(())
}
