//! The SQL of imports: what was read, what is kept between the clicks, what was saved.

use db::{Bulk, Conn, Error, FromRow, Row, args};
use kernel::{Fault, Instant, ImportId, MappingId, SchoolId, StaffId};
use serde::Serialize;
use serde::de::DeserializeOwned;
use web::Cx;

use super::columns::owned;
use super::{Counts, LABEL, What, packed};
use crate::roster::InRow;

/// Rows to a part.
pub const PART: usize = 500;

/// One import.
#[derive(Clone, Debug)]
pub struct Import {
    /// The id.
    pub id: ImportId,
    /// What the file holds.
    pub what: What,
    /// Sealed: the name of the file.
    pub file_name: Vec<u8>,
    /// How it is read, as JSON.
    pub mapping: String,
    /// What goes with it, as JSON: see `actions::Settings`.
    pub settings: String,
    /// How many rows of each fate.
    pub counts: Counts,
    /// When it was read.
    pub read_at: Instant,
    /// By whom.
    pub read_by: Option<StaffId>,
    /// When it was applied.
    pub applied_at: Option<Instant>,
    /// When it was undone.
    pub undone_at: Option<Instant>,
    /// When it was dropped.
    pub dropped_at: Option<Instant>,
    /// The name of who read it.
    pub reader: Option<String>,
}

impl FromRow for Import {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        let kind: String = row.get(1)?;
        Ok(Self {
            id: row.get(0)?,
            what: What::parse(&kind).ok_or_else(|| Error::Bug("kind of import".into()))?,
            file_name: row.get(2)?,
            mapping: row.get(3)?,
            settings: row.get::<Option<String>>(4)?.unwrap_or_else(|| "{}".to_owned()),
            counts: Counts {
                new: row.get(5)?,
                changed: row.get(6)?,
                same: row.get(7)?,
                doubtful: row.get(8)?,
                refused: row.get(9)?,
            },
            read_at: row.get(10)?,
            read_by: row.get(11)?,
            applied_at: row.get(12)?,
            undone_at: row.get(13)?,
            dropped_at: row.get(14)?,
            reader: row.get(15)?,
        })
    }
}

const SELECT: &str = "select i.id, i.kind, i.file_name_cell, i.mapping, i.settings, i.rows_new, i.rows_changed, i.rows_same,
    i.rows_doubtful, i.rows_refused, i.read_at, i.read_by, i.applied_at, i.undone_at, i.dropped_at, p.name
    from import i left join staff p on p.school_id = i.school_id and p.id = i.read_by where i.school_id = $1";

/// One import of the school.
pub async fn lookup(conn: &mut Conn, school: SchoolId, id: ImportId) -> db::Result<Option<Import>> {
    conn.maybe(&format!("{SELECT} and i.id = $2"), args![school, id]).await
}

/// The newest first.
pub async fn list(conn: &mut Conn, school: SchoolId, take: i64) -> db::Result<Vec<Import>> {
    conn.all(&format!("{SELECT} order by i.read_at desc, i.id desc limit $2"), args![school, take]).await
}

/// A new import.
pub struct New<'a> {
    /// The id.
    pub id: ImportId,
    /// What the file holds.
    pub what: What,
    /// Its name.
    pub file_name: &'a str,
    /// SHA-256 of its bytes.
    pub hash: [u8; 32],
    /// How it is read.
    pub mapping: &'a str,
}

/// Keeps a new import, without counts yet.
pub async fn insert(conn: &mut Conn, cx: &Cx, new: &New<'_>) -> db::Result<()> {
    let row = cx.app.row(cx.school(), "import", new.id.bytes(), LABEL);
    conn.run(
        "insert into import (school_id, id, kind, file_name_cell, file_hash, mapping, read_at, read_by,
            rows_new, rows_changed, rows_same, rows_doubtful, rows_refused)
         values ($1, $2, $3, $4, $5, $6, $7, $8, 0, 0, 0, 0, 0)",
        args![
            cx.school(),
            new.id,
            new.what.key(),
            cx.app.seal(&row, "file_name_cell", new.file_name),
            new.hash,
            new.mapping,
            cx.app.clock.now(),
            cx.actor.staff
        ],
    )
    .await?;
    Ok(())
}

/// Sets mapping, settings and counts.
pub async fn update(
    conn: &mut Conn,
    school: SchoolId,
    id: ImportId,
    (mapping, settings): (&str, &str),
    counts: &Counts,
) -> db::Result<()> {
    conn.run(
        "update import set mapping = $3, settings = $4, rows_new = $5, rows_changed = $6, rows_same = $7,
            rows_doubtful = $8, rows_refused = $9 where school_id = $1 and id = $2",
        args![
            school, id, mapping, settings, counts.new, counts.changed, counts.same, counts.doubtful, counts.refused
        ],
    )
    .await?;
    Ok(())
}

/// Notes a step with its time: 1 when this call was the first to take it.
pub async fn step(conn: &mut Conn, cx: &Cx, id: ImportId, step: Step) -> db::Result<u64> {
    let (now, by) = (cx.app.clock.now(), cx.actor.staff);
    let open = "undone_at is null and dropped_at is null";
    match step {
        Step::Applied => {
            let sql = format!(
                "update import set applied_at = $3, applied_by = $4
                 where school_id = $1 and id = $2 and applied_at is null and {open}"
            );
            conn.run(&sql, args![cx.school(), id, now, by]).await
        }
        Step::Undone => {
            let sql = format!(
                "update import set undone_at = $3, undone_by = $4
                 where school_id = $1 and id = $2 and applied_at is not null and {open}"
            );
            conn.run(&sql, args![cx.school(), id, now, by]).await
        }
        Step::Dropped => {
            let sql = format!(
                "update import set dropped_at = $3 where school_id = $1 and id = $2 and applied_at is null and {open}"
            );
            conn.run(&sql, args![cx.school(), id, now]).await
        }
    }
}

/// A step in the life of an import.
#[derive(Clone, Copy, Debug)]
pub enum Step {
    /// Written.
    Applied,
    /// Taken back.
    Undone,
    /// Never written.
    Dropped,
}

/// Which parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parts {
    /// The rows of the sheet: even numbers.
    Rows,
    /// What was said of them: odd numbers.
    Says,
}

impl Parts {
    fn number(self, nth: usize) -> Result<i64, Fault> {
        let number = i64::try_from(nth).map_err(|e| Fault::from("part", e))?;
        Ok(number * 2 + i64::from(self == Self::Says))
    }
}

async fn put_parts(
    conn: &mut Conn,
    cx: &Cx,
    import: ImportId,
    parts: Parts,
    packed: Vec<Vec<u8>>,
) -> Result<(), Fault> {
    let mut bulk = Bulk::new("insert into import_part (school_id, import_id, part, id, rows_cell)", 5);
    for (nth, bytes) in packed.into_iter().enumerate() {
        let id = cx.uuid();
        let row = cx.app.row(cx.school(), "import_part", *id.as_bytes(), LABEL);
        let cell = row.seal("rows_cell", cx.app.chance.bytes(), &bytes);
        let number = parts.number(nth)?;
        bulk.push([owned(&cx.school()), owned(&import), owned(&number), owned(&id), owned(&cell)]);
        if bulk.waiting() >= 4 {
            bulk.flush(conn).await?;
        }
    }
    Ok(bulk.flush(conn).await?)
}

/// Keeps the rows of a sheet.
pub async fn put_rows(conn: &mut Conn, cx: &Cx, import: ImportId, rows: &[InRow]) -> Result<(), Fault> {
    let packed = rows.chunks(PART).map(packed::pack_rows).collect::<Result<Vec<_>, Fault>>()?;
    put_parts(conn, cx, import, Parts::Rows, packed).await
}

/// Keeps what was said of rows, in the order of the sheet.
pub async fn put_says<T: Serialize>(conn: &mut Conn, cx: &Cx, import: ImportId, says: &[T]) -> Result<(), Fault> {
    delete_parts(conn, cx.school(), import, Parts::Says).await?;
    let packed = says.chunks(PART).map(packed::pack).collect::<Result<Vec<_>, Fault>>()?;
    put_parts(conn, cx, import, Parts::Says, packed).await
}

async fn part(conn: &mut Conn, cx: &Cx, import: ImportId, number: i64) -> Result<Option<Vec<u8>>, Fault> {
    let found: Option<(uuid::Uuid, Vec<u8>)> = conn
        .maybe(
            "select id, rows_cell from import_part where school_id = $1 and import_id = $2 and part = $3",
            args![cx.school(), import, number],
        )
        .await?;
    let Some((id, cell)) = found else { return Ok(None) };
    let row = cx.app.row(cx.school(), "import_part", *id.as_bytes(), LABEL);
    let opened = row.open("rows_cell", &cell).map_err(|_| Fault::new("a part cannot be read"))?;
    Ok(Some(opened.to_vec()))
}

/// One part of the sheet's rows; nothing beyond the last.
pub async fn rows_of_part(conn: &mut Conn, cx: &Cx, import: ImportId, nth: usize) -> Result<Option<Vec<InRow>>, Fault> {
    let packed = part(conn, cx, import, Parts::Rows.number(nth)?).await?;
    packed.map(|bytes| packed::unpack_rows(&bytes)).transpose()
}

/// All rows of the sheet.
pub async fn all_rows(conn: &mut Conn, cx: &Cx, import: ImportId) -> Result<Vec<InRow>, Fault> {
    let mut rows = Vec::new();
    for nth in 0.. {
        match rows_of_part(conn, cx, import, nth).await? {
            Some(more) => rows.extend(more),
            None => break,
        }
    }
    Ok(rows)
}

/// One part of what was said.
pub async fn says_of_part<T: DeserializeOwned>(
    conn: &mut Conn,
    cx: &Cx,
    import: ImportId,
    nth: usize,
) -> Result<Vec<T>, Fault> {
    let packed = part(conn, cx, import, Parts::Says.number(nth)?).await?;
    packed.map_or_else(|| Ok(Vec::new()), |bytes| packed::unpack(&bytes))
}

/// Forgets the rows of the sheet, or what was said of them.
pub async fn delete_parts(conn: &mut Conn, school: SchoolId, import: ImportId, parts: Parts) -> db::Result<()> {
    let odd = i64::from(parts == Parts::Says);
    conn.run(
        "delete from import_part where school_id = $1 and import_id = $2 and part % 2 = $3",
        args![school, import, odd],
    )
    .await?;
    Ok(())
}

db::record! {
    /// A saved mapping.
    #[derive(Clone, Debug)]
    pub struct Saved {
        /// The id.
        pub id: MappingId,
        /// Its name.
        pub name: String,
        /// The mapping as JSON.
        pub columns: String,
    }
}

/// The saved mappings of one kind.
pub async fn mappings(conn: &mut Conn, school: SchoolId, what: What) -> db::Result<Vec<Saved>> {
    conn.all(
        "select id, name, columns from import_mapping where school_id = $1 and kind = $2 order by name, id",
        args![school, what.key()],
    )
    .await
}

/// Saves a mapping under a name; one of the same name is replaced.
pub async fn save_mapping(conn: &mut Conn, cx: &Cx, what: What, (name, columns): (&str, &str)) -> db::Result<()> {
    conn.run(
        "delete from import_mapping where school_id = $1 and kind = $2 and name = $3",
        args![cx.school(), what.key(), name],
    )
    .await?;
    conn.run(
        "insert into import_mapping (school_id, id, kind, name, columns, saved_at, saved_by)
         values ($1, $2, $3, $4, $5, $6, $7)",
        args![cx.school(), MappingId(cx.uuid()), what.key(), name, columns, cx.app.clock.now(), cx.actor.staff],
    )
    .await?;
    Ok(())
}

/// Notes what an import did to a row of another room, and what stood there; `seq` counts on.
///
/// # Errors
/// Those of the database.
pub async fn note_change(
    conn: &mut Conn,
    cx: &Cx,
    (import, seq): (ImportId, &mut i64),
    (what, subject): (&str, uuid::Uuid),
    before: Option<&str>,
) -> db::Result<()> {
    *seq += 1;
    let id = cx.uuid();
    let row = cx.app.row(cx.school(), "import_change", *id.as_bytes(), LABEL);
    conn.run(
        "insert into import_change (school_id, import_id, seq, id, what, subject_id, before_cell)
         values ($1, $2, $3, $4, $5, $6, $7)",
        args![cx.school(), import, *seq, id, what, subject, before.map(|text| cx.app.seal(&row, "before_cell", text))],
    )
    .await?;
    Ok(())
}

/// What was noted, the last first: what, of which row, what stood there.
///
/// # Errors
/// Those of the database; a fault for a cell that cannot be read.
pub async fn noted_changes(
    conn: &mut Conn,
    cx: &Cx,
    import: ImportId,
) -> Result<Vec<(String, uuid::Uuid, Option<String>)>, Fault> {
    type Kept = (uuid::Uuid, String, uuid::Uuid, Option<Vec<u8>>);
    let rows: Vec<Kept> = conn
        .all(
            "select id, what, subject_id, before_cell from import_change
             where school_id = $1 and import_id = $2 and what <> 'student.new' order by seq desc",
            args![cx.school(), import],
        )
        .await?;
    let open = |(id, what, subject, cell): Kept| {
        let row = cx.app.row(cx.school(), "import_change", *id.as_bytes(), LABEL);
        Ok((what, subject, cx.app.open_some(&row, "before_cell", cell.as_ref())?))
    };
    rows.into_iter().map(open).collect()
}
