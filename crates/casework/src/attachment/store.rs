//! The SQL of attachments.

use db::{Conn, Result, args};
use kernel::{AttachmentId, Instant, NoteId, SchoolId, StaffId};

db::record! {
    /// One file kept with a note.
    #[derive(Clone, Debug)]
    pub struct Attachment {
        /// The id.
        pub id: AttachmentId,
        /// Its note.
        pub note_id: NoteId,
        /// `picture` or `sound`.
        pub kind: String,
        /// The type under which it is served.
        pub media: String,
        /// In bytes.
        pub size: i64,
        /// In how many pieces it lies.
        pub pieces: i64,
    }
}

const COLUMNS: &str = "id, note_id, kind, media, size, pieces from attachment";

/// One that was not withdrawn.
pub async fn lookup(conn: &mut Conn, school: SchoolId, id: AttachmentId) -> Result<Option<Attachment>> {
    let sql = format!("select {COLUMNS} where school_id = $1 and id = $2 and withdrawn_at is null");
    conn.maybe(&sql, args![school, id]).await
}

/// Those of a note, in the order in which they were added.
pub async fn of_note(conn: &mut Conn, school: SchoolId, note: NoteId) -> Result<Vec<Attachment>> {
    let sql = format!(
        "select {COLUMNS} where school_id = $1 and note_id = $2 and withdrawn_at is null order by added_at, id"
    );
    conn.all(&sql, args![school, note]).await
}

/// The sealed pieces, in order.
pub async fn pieces(conn: &mut Conn, school: SchoolId, id: AttachmentId) -> Result<Vec<Vec<u8>>> {
    conn.all(
        "select cell from attachment_piece where school_id = $1 and attachment_id = $2 order by place",
        args![school, id],
    )
    .await
}

/// Keeps one; `false` when this form's file stands there already.
pub async fn insert(
    tx: &mut Conn,
    school: SchoolId,
    new: &Attachment,
    (by, at): (StaffId, Instant),
) -> Result<bool> {
    let touched = tx
        .run(
            "insert into attachment (school_id, id, note_id, kind, media, size, pieces, added_at, added_by)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing",
            args![school, new.id, new.note_id, new.kind, new.media, new.size, new.pieces, at, by],
        )
        .await?;
    Ok(touched == 1)
}

/// Keeps a piece.
pub async fn insert_piece(
    tx: &mut Conn,
    school: SchoolId,
    (id, place): (AttachmentId, usize),
    cell: Vec<u8>,
) -> Result<()> {
    let place = i64::try_from(place).unwrap_or(i64::MAX);
    tx.run(
        "insert into attachment_piece (school_id, attachment_id, place, cell) values ($1, $2, $3, $4)",
        args![school, id, place, cell],
    )
    .await?;
    Ok(())
}

/// Takes one out; the row stays.
pub async fn withdraw(
    tx: &mut Conn,
    school: SchoolId,
    id: AttachmentId,
    (by, at): (StaffId, Instant),
) -> Result<()> {
    tx.run(
        "update attachment set withdrawn_at = $1, withdrawn_by = $2 where school_id = $3 and id = $4",
        args![at, by, school, id],
    )
    .await?;
    Ok(())
}
