//! The SQL of exemplary cases.

use db::{Conn, Result, args};
use kernel::{CaseId, Day, ExemplaryId, Instant, SchoolId, StaffId, StudentId};

db::record! {
    /// A draft as it is stored.
    pub struct Row {
        /// The id.
        pub id: ExemplaryId,
        /// The case.
        pub case_id: CaseId,
        /// The child.
        pub student_id: StudentId,
        /// Sealed.
        pub title_cell: Vec<u8>,
        /// Sealed.
        pub text_cell: Vec<u8>,
        /// Sealed: what the child said to it.
        pub child_consent_cell: Option<Vec<u8>>,
        /// Sealed: what the family said to it.
        pub family_consent_cell: Option<Vec<u8>>,
        /// Counted up with every change.
        pub version: i64,
        /// When it was written.
        pub written_on: Day,
        /// By whom.
        pub author_id: StaffId,
        /// That person's name.
        pub author: String,
        /// When it was withdrawn.
        pub withdrawn_at: Option<Instant>,
        /// Sealed: why.
        pub withdrawn_why_cell: Option<Vec<u8>>,
        /// The version that somebody confirmed last.
        pub confirmed: Option<i64>,
    }
}

const ROW: &str = "select y.id, y.case_id, y.student_id, y.title_cell, y.text_cell, y.child_consent_cell, y.family_consent_cell,
      y.version, y.written_on, y.written_by, a.name, y.withdrawn_at, y.withdrawn_why_cell,
      (select max(f.version) from exemplary_confirmation f where f.school_id = $1 and f.exemplary_id = y.id)
    from exemplary_case y join staff a on a.school_id = $1 and a.id = y.written_by where y.school_id = $1";

/// One draft, whoever asks.
pub async fn lookup(conn: &mut Conn, school: SchoolId, id: ExemplaryId) -> Result<Option<Row>> {
    conn.maybe(&format!("{ROW} and y.id = $2"), args![school, id]).await
}

/// Who ever wrote in a draft: the log knows them all, the row only the last.
pub async fn writers(conn: &mut Conn, school: SchoolId, id: ExemplaryId) -> Result<Vec<StaffId>> {
    conn.all(
        "select distinct actor_id from event where school_id = $1 and subject_id = $2
           and name in ('exemplary.drafted', 'exemplary.amended') and actor_id is not null",
        args![school, id],
    )
    .await
}

/// All drafts, the newest first.
pub async fn list(conn: &mut Conn, school: SchoolId) -> Result<Vec<Row>> {
    conn.all(&format!("{ROW} order by y.written_at desc, y.id desc"), args![school]).await
}

db::record! {
    /// What all staff may read.
    pub struct Shown {
        /// The id.
        pub id: ExemplaryId,
        /// The title.
        pub title: String,
        /// The text.
        pub text: String,
        /// The role in which it was confirmed.
        pub role: String,
        /// When.
        pub confirmed_on: Day,
        /// By whom.
        pub confirmer: String,
    }
}

const SHOWN: &str = "select y.id, f.title, f.text, f.role, f.confirmed_on, a.name from exemplary_confirmation f
    join exemplary_case y on y.school_id = $1 and y.id = f.exemplary_id and y.version = f.version and y.withdrawn_at is null
    join staff a on a.school_id = $1 and a.id = f.confirmed_by where f.school_id = $1";

/// Those confirmed as they stand and not withdrawn, the newest first.
pub async fn library(conn: &mut Conn, school: SchoolId) -> Result<Vec<Shown>> {
    conn.all(&format!("{SHOWN} order by f.confirmed_at desc, y.id"), args![school]).await
}

/// One of them.
pub async fn shown(conn: &mut Conn, school: SchoolId, id: ExemplaryId) -> Result<Option<Shown>> {
    conn.maybe(&format!("{SHOWN} and y.id = $2"), args![school, id]).await
}

/// The sealed parts of a draft.
pub struct Cells {
    /// The title.
    pub title: Vec<u8>,
    /// The text.
    pub text: Vec<u8>,
    /// What the child said to it.
    pub child: Option<Vec<u8>>,
    /// What the family said to it.
    pub family: Option<Vec<u8>>,
}

/// Writes a draft; a second one under the same id changes nothing.
pub async fn insert(
    tx: &mut Conn,
    school: SchoolId,
    (id, case, student): (ExemplaryId, CaseId, StudentId),
    cells: &Cells,
    (on, at, by): (Day, Instant, StaffId),
) -> Result<bool> {
    let touched = tx
        .run(
            "insert into exemplary_case (school_id, id, case_id, student_id, title_cell, text_cell, child_consent_cell,
               family_consent_cell, version, written_on, written_at, written_by)
             values ($1, $2, $3, $4, $5, $6, $7, $8, 1, $9, $10, $11) on conflict (school_id, id) do nothing",
            args![school, id, case, student, cells.title, cells.text, cells.child, cells.family, on, at, by],
        )
        .await?;
    Ok(touched == 1)
}

/// Writes the next version; false when somebody else wrote it meanwhile.
pub async fn update(
    tx: &mut Conn,
    school: SchoolId,
    (id, version): (ExemplaryId, i64),
    cells: &Cells,
    (on, at, by): (Day, Instant, StaffId),
) -> Result<bool> {
    let touched = tx
        .run(
            "update exemplary_case set title_cell = $1, text_cell = $2, child_consent_cell = $3, family_consent_cell = $4,
               version = version + 1, written_on = $5, written_at = $6, written_by = $7
             where school_id = $8 and id = $9 and version = $10",
            args![cells.title, cells.text, cells.child, cells.family, on, at, by, school, id, version],
        )
        .await?;
    Ok(touched == 1)
}

/// What somebody confirms.
pub struct Confirming<'a> {
    /// The row.
    pub row: uuid::Uuid,
    /// The draft and its version.
    pub what: (ExemplaryId, i64),
    /// The title.
    pub title: &'a str,
    /// The text.
    pub text: &'a str,
    /// The role in which it is confirmed.
    pub role: &'a str,
    /// Sealed: the words that were pointed out and let stand.
    pub passed: Option<Vec<u8>>,
}

/// Confirms a version; a second time changes nothing.
pub async fn confirm(
    tx: &mut Conn,
    school: SchoolId,
    one: &Confirming<'_>,
    (on, at, by): (Day, Instant, StaffId),
) -> Result<bool> {
    let (id, version) = one.what;
    let touched = tx
        .run(
            "insert into exemplary_confirmation (school_id, id, exemplary_id, version, title, text, role, passed_cell, confirmed_on, confirmed_at, confirmed_by)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict (school_id, exemplary_id, version) do nothing",
            args![school, one.row, id, version, one.title, one.text, one.role, one.passed, on, at, by],
        )
        .await?;
    Ok(touched == 1)
}

/// Withdraws it, or with nothing brings it back, to be confirmed again.
pub async fn withdraw(
    tx: &mut Conn,
    school: SchoolId,
    id: ExemplaryId,
    since: Option<(Instant, StaffId, Vec<u8>)>,
) -> Result<()> {
    let more = i64::from(since.is_none());
    let (at, by, why) = since.map_or((None, None, None), |(at, by, why)| (Some(at), Some(by), Some(why)));
    tx.run(
        "update exemplary_case set withdrawn_at = $1, withdrawn_by = $2, withdrawn_why_cell = $3, version = version + $4
         where school_id = $5 and id = $6",
        args![at, by, why, more, school, id],
    )
    .await?;
    Ok(())
}

/// The names of everybody whom the school knows: children, staff.
pub async fn names(conn: &mut Conn, school: SchoolId) -> Result<(Vec<String>, Vec<String>)> {
    let children = conn.all("select name from student where school_id = $1", args![school]).await?;
    let staff = conn.all("select name from staff where school_id = $1", args![school]).await?;
    Ok((children, staff))
}
