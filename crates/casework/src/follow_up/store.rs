//! The SQL of follow-ups.

use access::{Action, Actor};
use db::{Conn, Result, args};
use kernel::{Day, FOREVER, FollowUpId, NoteId, SchoolId, StaffId, StudentId};

use crate::note::store::readable;

db::record! {
    /// A follow-up as it is stored, with what rights follow from.
    pub struct Row {
        /// The id.
        pub id: FollowUpId,
        /// The note.
        pub note_id: NoteId,
        /// The child.
        pub student_id: StudentId,
        /// Who promised.
        pub owner_id: StaffId,
        /// That person's name.
        pub owner: String,
        /// By when.
        pub due_on: Day,
        /// Sealed.
        pub text_cell: Vec<u8>,
        /// When kept.
        pub done_on: Day,
        /// The kind of the note.
        pub note_kind: String,
        /// Who wrote the note.
        pub author_id: StaffId,
    }
}

const COLUMNS: &str = "f.id, f.note_id, f.student_id, f.owner_id, o.name, f.due_on, f.text_cell, f.done_on, n.kind, n.recorded_by
    from follow_up f
    join note n on n.school_id = $1 and n.id = f.note_id
    join staff o on o.school_id = $1 and o.id = f.owner_id";

/// One follow-up, whoever asks; none of a withdrawn note.
pub async fn lookup(conn: &mut Conn, school: SchoolId, id: FollowUpId) -> Result<Option<Row>> {
    let sql = format!("select {COLUMNS} where f.school_id = $1 and f.id = $2 and n.withdrawn_at is null");
    conn.maybe(&sql, args![school, id]).await
}

/// Those of one note.
pub async fn of_note(conn: &mut Conn, school: SchoolId, note: NoteId) -> Result<Vec<Row>> {
    let sql = format!("select {COLUMNS} where f.school_id = $1 and f.note_id = $2 order by f.due_on, f.id");
    conn.all(&sql, args![school, note]).await
}

/// Those in the notes of one child, a group's promise included.
pub async fn of_student(conn: &mut Conn, school: SchoolId, student: StudentId) -> Result<Vec<Row>> {
    let sql = format!(
        "select {COLUMNS}
         join note_student ns on ns.school_id = $1 and ns.note_id = n.id
         where f.school_id = $1 and ns.student_id = $2 and n.withdrawn_at is null order by f.due_on, f.id"
    );
    conn.all(&sql, args![school, student]).await
}

/// The open ones of one person, as far as the actor may list the notes they stand in.
pub async fn open_of_owner(conn: &mut Conn, actor: &Actor, owner: StaffId, today: Day) -> Result<Vec<Row>> {
    let allowed = readable(actor, Action::List, 5);
    let mut args = args![actor.school, today, owner, FOREVER].to_vec();
    args.extend(allowed.args);
    let sql = format!(
        "select {COLUMNS}
         join student s on s.school_id = $1 and s.id = f.student_id
         left join enrollment e on e.school_id = $1 and e.student_id = s.id and e.from_on <= $2 and e.until_on >= $2
         left join class c on c.school_id = $1 and c.id = e.class_id
         where f.school_id = $1 and f.owner_id = $3 and f.done_on = $4 and n.withdrawn_at is null and {}
         order by f.due_on, f.id",
        allowed.sql
    );
    conn.all(&sql, &args).await
}

/// Writes one.
pub async fn insert(
    tx: &mut Conn,
    school: SchoolId,
    (id, note, student): (FollowUpId, NoteId, StudentId),
    (owner, due_on, text): (StaffId, Day, Vec<u8>),
) -> Result<()> {
    tx.run(
        "insert into follow_up (school_id, id, note_id, student_id, owner_id, due_on, text_cell)
         values ($1, $2, $3, $4, $5, $6, $7)",
        args![school, id, note, student, owner, due_on, text],
    )
    .await?;
    Ok(())
}

/// Sets or takes back the day on which it was kept.
pub async fn settle(
    tx: &mut Conn,
    school: SchoolId,
    id: FollowUpId,
    (on, by): (Day, Option<StaffId>),
) -> Result<()> {
    tx.run(
        "update follow_up set done_on = $1, done_by = $2 where school_id = $3 and id = $4",
        args![on, by, school, id],
    )
    .await?;
    Ok(())
}
