//! The SQL of conferences.

use db::{Conn, Result, args};
use kernel::{CaseId, ConferenceId, Day, Instant, NoteId, SchoolId, StaffId, StudentId};

db::record! {
    /// A conference as it is stored.
    pub struct Row {
        /// The id.
        pub id: ConferenceId,
        /// The case.
        pub case_id: CaseId,
        /// The child.
        pub student_id: StudentId,
        /// When it meets.
        pub meets_on: Day,
        /// Sealed: what about.
        pub about_cell: Vec<u8>,
        /// Sealed: who is invited from outside.
        pub others_cell: Option<Vec<u8>>,
        /// Who called it.
        pub caller: String,
        /// The note that holds its minutes.
        pub note_id: Option<NoteId>,
        /// When it was called off.
        pub cancelled_at: Option<Instant>,
    }
}

const ROW: &str = "select f.id, f.case_id, f.student_id, f.meets_on, f.about_cell, f.others_cell, a.name, f.note_id, f.cancelled_at
    from conference f join staff a on a.school_id = $1 and a.id = f.called_by where f.school_id = $1";

/// One conference, whoever asks.
pub async fn lookup(conn: &mut Conn, school: SchoolId, id: ConferenceId) -> Result<Option<Row>> {
    conn.maybe(&format!("{ROW} and f.id = $2"), args![school, id]).await
}

/// Those on a case that were not called off, the newest first.
pub async fn of_case(conn: &mut Conn, school: SchoolId, case: CaseId) -> Result<Vec<Row>> {
    let sql =
        format!("{ROW} and f.case_id = $2 and f.cancelled_at is null order by f.meets_on desc, f.id desc");
    conn.all(&sql, args![school, case]).await
}

/// Those without minutes to which somebody is invited, the soonest first.
pub async fn of_invited(conn: &mut Conn, school: SchoolId, staff: StaffId, until: Day) -> Result<Vec<Row>> {
    let sql = format!(
        "{ROW} and f.note_id is null and f.cancelled_at is null
         and exists (select 1 from conference_invited i where i.school_id = $1 and i.conference_id = f.id and i.staff_id = $2)
         and f.meets_on <= $3 order by f.meets_on, f.id"
    );
    conn.all(&sql, args![school, staff, until]).await
}

/// Who of the staff is invited.
pub async fn invited(conn: &mut Conn, school: SchoolId, id: ConferenceId) -> Result<Vec<String>> {
    conn.all(
        "select a.name from conference_invited i join staff a on a.school_id = $1 and a.id = i.staff_id
         where i.school_id = $1 and i.conference_id = $2 order by a.sort_key, a.id",
        args![school, id],
    )
    .await
}

/// A conference to be called.
pub struct Calling<'a> {
    /// The id.
    pub id: ConferenceId,
    /// The case and its child.
    pub about: (CaseId, StudentId),
    /// When it meets.
    pub meets_on: Day,
    /// Sealed: what about.
    pub words: Vec<u8>,
    /// Sealed: who is invited from outside.
    pub others: Option<Vec<u8>>,
    /// Who of the staff is invited.
    pub invited: &'a [StaffId],
}

/// Calls a conference.
pub async fn insert(
    tx: &mut Conn,
    school: SchoolId,
    new: &Calling<'_>,
    (at, by): (Instant, StaffId),
) -> Result<()> {
    tx.run(
        "insert into conference (school_id, id, case_id, student_id, meets_on, about_cell, others_cell, called_at, called_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        args![school, new.id, new.about.0, new.about.1, new.meets_on, new.words, new.others, at, by],
    )
    .await?;
    for staff in new.invited {
        tx.run(
            "insert into conference_invited (school_id, conference_id, staff_id) values ($1, $2, $3)",
            args![school, new.id, staff],
        )
        .await?;
    }
    Ok(())
}

/// Says which note holds the minutes; false when they are written already, or it was called off.
pub async fn minute(tx: &mut Conn, school: SchoolId, id: ConferenceId, note: NoteId) -> Result<bool> {
    let touched = tx
        .run(
            "update conference set note_id = $1 where school_id = $2 and id = $3 and note_id is null and cancelled_at is null",
            args![note, school, id],
        )
        .await?;
    Ok(touched == 1)
}

/// Calls it off; false when that was done, or the minutes are written.
pub async fn cancel(
    tx: &mut Conn,
    school: SchoolId,
    id: ConferenceId,
    (at, by): (Instant, StaffId),
) -> Result<bool> {
    let touched = tx
        .run(
            "update conference set cancelled_at = $1, cancelled_by = $2
             where school_id = $3 and id = $4 and note_id is null and cancelled_at is null",
            args![at, by, school, id],
        )
        .await?;
    Ok(touched == 1)
}
