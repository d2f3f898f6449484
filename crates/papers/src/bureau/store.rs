//! The SQL of bureau tables and of what was handed in.

use db::{Conn, Result, Tx, args};
use kernel::{BureauTableId, Instant, SchoolId, StaffId, StudentId};
use uuid::Uuid;

db::record! {
    /// A table with what its columns ask for.
    #[derive(Clone, Debug)]
    pub struct Table {
        /// The id.
        pub id: BureauTableId,
        /// What it is called.
        pub name: String,
        /// The sheet.
        pub sheet: String,
        /// The first row below the header.
        pub first_row: i64,
        /// The columns, as JSON.
        pub columns: String,
        /// Only children with this category.
        pub category: Option<String>,
        /// Only this grade.
        pub grade: Option<i64>,
        /// When it was brought in.
        pub made_at: Instant,
    }
}

db::record! {
    /// One hand-in.
    #[derive(Clone, Debug)]
    pub struct HandIn {
        /// The id.
        pub id: Uuid,
        /// Which, from 1.
        pub number: i64,
        /// Everybody, and not only what changed.
        pub is_whole: bool,
        /// How many rows.
        pub size: i64,
        /// How many children who were handed in before are no longer among them.
        pub gone: i64,
        /// SHA-256 of the file, in hexadecimal.
        pub hash: String,
        /// When.
        pub handed_at: Instant,
        /// By whom, by name.
        pub handed_by: String,
    }
}

const TABLE: &str = "select id, name, sheet, first_row, columns, category, grade, made_at from bureau_table
    where school_id = $1 and withdrawn_at is null";

/// All tables in use, by name.
pub async fn list(conn: &mut Conn, school: SchoolId) -> Result<Vec<Table>> {
    conn.all(&format!("{TABLE} order by name, id"), args![school]).await
}

/// One in use.
pub async fn lookup(conn: &mut Conn, school: SchoolId, id: BureauTableId) -> Result<Option<Table>> {
    conn.maybe(&format!("{TABLE} and id = $2"), args![school, id]).await
}

/// The sealed file of a table.
pub async fn file(conn: &mut Conn, school: SchoolId, id: BureauTableId) -> Result<Vec<u8>> {
    conn.one("select file_cell from bureau_table where school_id = $1 and id = $2", args![school, id]).await
}

/// A new table; the same id sent twice is one.
pub async fn insert(
    tx: &mut Tx,
    school: SchoolId,
    (new, file): (&Table, Vec<u8>),
    (by, at): (StaffId, Instant),
) -> Result<()> {
    tx.run(
        "insert into bureau_table (school_id, id, name, sheet, first_row, columns, file_cell, made_at, made_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (school_id, id) do nothing",
        args![school, new.id, new.name, new.sheet, new.first_row, new.columns, file, at, by],
    )
    .await?;
    Ok(())
}

/// What the columns ask for, corrected by a person.
pub async fn update(tx: &mut Tx, school: SchoolId, new: &Table) -> Result<()> {
    tx.run(
        "update bureau_table set first_row = $1, columns = $2, category = $3, grade = $4
         where school_id = $5 and id = $6",
        args![new.first_row, new.columns, new.category, new.grade, school, new.id],
    )
    .await?;
    Ok(())
}

/// Takes a table out of use.
pub async fn withdraw(
    tx: &mut Tx,
    school: SchoolId,
    id: BureauTableId,
    (by, at): (StaffId, Instant),
) -> Result<()> {
    tx.run(
        "update bureau_table set withdrawn_at = $1, withdrawn_by = $2 where school_id = $3 and id = $4",
        args![at, by, school, id],
    )
    .await?;
    Ok(())
}

/// The hand-ins of a table, newest first.
pub async fn hand_ins(conn: &mut Conn, school: SchoolId, id: BureauTableId) -> Result<Vec<HandIn>> {
    conn.all(
        "select h.id, h.number, h.is_whole, h.size, h.gone, h.hash, h.handed_at, s.name from hand_in h
         join staff s on s.school_id = h.school_id and s.id = h.handed_by
         where h.school_id = $1 and h.table_id = $2 order by h.number desc",
        args![school, id],
    )
    .await
}

/// The sealed file of a hand-in.
pub async fn handed_file(conn: &mut Conn, school: SchoolId, id: Uuid) -> Result<Vec<u8>> {
    conn.one("select file_cell from hand_in where school_id = $1 and id = $2", args![school, id]).await
}

/// Every child ever handed in with the mark of its row, in the order of the hand-ins.
pub async fn marks(
    conn: &mut Conn,
    school: SchoolId,
    id: BureauTableId,
) -> Result<Vec<(StudentId, Option<Vec<u8>>)>> {
    conn.all(
        "select r.student_id, r.mark from hand_in_row r
         join hand_in h on h.school_id = r.school_id and h.id = r.hand_in_id
         where r.school_id = $1 and h.table_id = $2 order by h.number",
        args![school, id],
    )
    .await
}

/// A child with the mark of its row; none for one who is no longer among them.
pub type Marked = (StudentId, Option<[u8; 16]>);

/// Keeps a hand-in with its rows.
pub async fn insert_hand_in(
    tx: &mut Tx,
    school: SchoolId,
    (table, new, by): (BureauTableId, &HandIn, StaffId),
    (file, rows): (Vec<u8>, &[Marked]),
) -> Result<()> {
    tx.run(
        "insert into hand_in (school_id, id, table_id, number, is_whole, size, gone, hash, file_cell, handed_at, handed_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        args![
            school, new.id, table, new.number, new.is_whole, new.size, new.gone, new.hash, file, new.handed_at, by
        ],
    )
    .await?;
    for (student, mark) in rows {
        tx.run(
            "insert into hand_in_row (school_id, hand_in_id, student_id, mark) values ($1, $2, $3, $4)",
            args![school, new.id, *student, mark.map(|mark| mark.to_vec())],
        )
        .await?;
    }
    Ok(())
}
