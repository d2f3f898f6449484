//! The SQL of what speaks of danger.

use access::{Action, Actor};
use db::{Conn, Param, Result, args, dialect};
use kernel::{ClassId, DangerId, Day, Instant, NoteId, SchoolId, StaffId, StudentId};
use uuid::Uuid;

use crate::note::store::{readable, sealed_readable};

db::record! {
    /// One pointer: the sentences of one part of a note, sealed.
    pub struct Row {
        /// The id.
        pub id: DangerId,
        /// The note.
        pub note_id: NoteId,
        /// `note` or `sealed`.
        pub part: String,
        /// Sealed: what was found.
        pub found_cell: Vec<u8>,
        /// When.
        pub found_at: Instant,
    }
}

db::record! {
    /// One answer, its text still closed.
    pub struct AnswerRow {
        /// The id, to which its cell is bound.
        pub id: Uuid,
        /// The pointer.
        pub danger_id: DangerId,
        /// `seen` or `none`.
        pub verdict: String,
        /// Sealed.
        pub text_cell: Vec<u8>,
        /// When.
        pub answered_at: Instant,
        /// By whom.
        pub name: String,
    }
}

db::record! {
    /// One pointer that waits for an answer, with a child of its note.
    pub struct Waiting {
        /// The pointer.
        pub id: DangerId,
        /// The note.
        pub note_id: NoteId,
        /// The note's kind.
        pub kind: String,
        /// Who wrote the note.
        pub written_by: StaffId,
        /// `note` or `sealed`.
        pub part: String,
        /// When it was found.
        pub found_at: Instant,
        /// The writer's name.
        pub author: String,
        /// The child.
        pub student: StudentId,
        /// The name.
        pub name: String,
        /// Today's class.
        pub class: Option<ClassId>,
        /// Today's grade.
        pub grade: Option<i64>,
        /// The class's number.
        pub number: Option<i64>,
    }
}

/// What waits. The few pointers lead to their notes and children, not the other way: a cross join keeps SQLite to this
/// order, and its conditions stand in [`JOINED`]. `$1` is the school, `$2` the day.
const OF_POINTER: &str = "d.id, d.note_id, n.kind, n.recorded_by, d.part, d.found_at, a.name, s.id, s.name, e.class_id,
    c.grade, c.number from danger d cross join note n cross join note_student ns
    join student s on s.school_id = $1 and s.id = ns.student_id
    join staff a on a.school_id = $1 and a.id = d.found_by
    left join enrollment e on e.school_id = $1 and e.student_id = s.id and e.from_on <= $2 and e.until_on >= $2
    left join class c on c.school_id = $1 and c.id = e.class_id";

/// Which note and which children belong to a pointer.
const JOINED: &str =
    "n.school_id = $1 and n.id = d.note_id and ns.school_id = $1 and ns.note_id = n.id and d.school_id = $1";

const COLUMNS: &str = "d.id, d.note_id, d.part, d.found_cell, d.found_at from danger d";

/// A pointer whose note stands.
pub async fn lookup(conn: &mut Conn, school: SchoolId, id: DangerId) -> Result<Option<Row>> {
    let sql = format!(
        "select {COLUMNS} join note n on n.school_id = $1 and n.id = d.note_id
         where d.school_id = $1 and d.id = $2 and n.withdrawn_at is null"
    );
    conn.maybe(&sql, args![school, id]).await
}

/// The pointers of a note, newest first.
pub async fn of_note(conn: &mut Conn, school: SchoolId, note: NoteId) -> Result<Vec<Row>> {
    let sql = format!(
        "select {COLUMNS} where d.school_id = $1 and d.note_id = $2 order by d.found_at desc, d.id desc"
    );
    conn.all(&sql, args![school, note]).await
}

/// The answers to the pointers of a note, in order.
pub async fn answers(conn: &mut Conn, school: SchoolId, note: NoteId) -> Result<Vec<AnswerRow>> {
    conn.all(
        "select a.id, a.danger_id, a.verdict, a.text_cell, a.answered_at, t.name from danger_answer a
         join danger d on d.school_id = $1 and d.id = a.danger_id
         join staff t on t.school_id = $1 and t.id = a.answered_by
         where a.school_id = $1 and d.note_id = $2 order by a.answered_at, a.id",
        args![school, note],
    )
    .await
}

/// How many pointers of a note wait for an answer.
pub async fn waiting_of_note(conn: &mut Conn, school: SchoolId, note: NoteId) -> Result<i64> {
    conn.one(
        "select count(*) from danger d where d.school_id = $1 and d.note_id = $2 and not exists
           (select 1 from danger_answer a where a.school_id = $1 and a.danger_id = d.id)",
        args![school, note],
    )
    .await
}

/// The pointers of the school that wait for an answer, or those found by one person: few, mostly none.
async fn open(conn: &mut Conn, school: SchoolId, (all, found_by): (bool, StaffId)) -> Result<Vec<DangerId>> {
    let sql = "select d.id from danger d where d.school_id = $1 and ($2 or d.found_by = $3) and not exists
         (select 1 from danger_answer x where x.school_id = $1 and x.danger_id = d.id) order by d.found_at desc, d.id";
    conn.all(sql, args![school, all, found_by]).await
}

/// The pointers that wait for this person: all within the rights for whom they concern by office, else those in notes of
/// his or her own. A sealed part's pointer needs the right to the sealed part. The newest come first.
pub async fn waiting(conn: &mut Conn, actor: &Actor, today: Day, by_office: bool) -> Result<Vec<Waiting>> {
    let Some(me) = actor.staff else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    // Asked for by id: from the conditions alone SQLite expects so many that it first reads the whole school.
    for some in open(conn, actor.school, (by_office, me)).await?.chunks(64) {
        let mut ids = some.to_vec();
        dialect::padded(&mut ids);
        let mut args = args![actor.school, today].to_vec();
        let list = dialect::list(args.len() + 1, ids.len());
        args.extend(ids.iter().map(|id| id.value().into_owned()));
        let notes = readable(actor, Action::Read, args.len() + 1);
        args.extend(notes.args);
        let sealed = sealed_readable(actor, args.len() + 1);
        args.extend(sealed.args);
        let sql = format!(
            "select {OF_POINTER} where {JOINED} and d.id in {list} and n.withdrawn_at is null
               and {} and (d.part = 'note' or {})
             order by d.found_at desc, d.id, s.sort_key, s.id",
            notes.sql, sealed.sql
        );
        found.extend(conn.all::<Waiting>(&sql, &args).await?);
    }
    Ok(found)
}

/// Keeps a pointer.
pub async fn insert(tx: &mut Conn, school: SchoolId, row: &Row, by: StaffId) -> Result<()> {
    tx.run(
        "insert into danger (school_id, id, note_id, part, found_cell, found_at, found_by) values ($1, $2, $3, $4, $5, $6, $7)",
        args![school, row.id, row.note_id, row.part, row.found_cell, row.found_at, by],
    )
    .await?;
    Ok(())
}

/// Keeps an answer; `false` when this form's answer stands there already.
pub async fn insert_answer(
    tx: &mut Conn,
    school: SchoolId,
    (id, danger): (Uuid, DangerId),
    (verdict, text): (&str, Vec<u8>),
    (by, at): (StaffId, Instant),
) -> Result<bool> {
    let touched = tx
        .run(
            "insert into danger_answer (school_id, id, danger_id, verdict, text_cell, answered_at, answered_by)
             values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing",
            args![school, id, danger, verdict, text, at, by],
        )
        .await?;
    Ok(touched == 1)
}

/// Who holds an office at the school today: role and name.
pub async fn offices(conn: &mut Conn, school: SchoolId, today: Day) -> Result<Vec<(String, String)>> {
    conn.all(
        "select r.role, s.name from role_held r join staff s on s.school_id = $1 and s.id = r.staff_id
         where r.school_id = $1 and r.from_on <= $2 and r.until_on >= $2 and s.left_on >= $2
           and r.role in ('psychologist', 'moral-education', 'principal') order by s.sort_key, s.id",
        args![school, today],
    )
    .await
}

db::record! {
    /// A school's own word.
    pub struct WordRow {
        /// The id.
        pub id: Uuid,
        /// The danger; nothing for an exception.
        pub danger: Option<String>,
        /// The entry.
        pub entry: String,
        /// By whom.
        pub name: String,
        /// When.
        pub added_at: Instant,
    }
}

/// The school's own words that were not withdrawn.
pub async fn words(conn: &mut Conn, school: SchoolId) -> Result<Vec<WordRow>> {
    conn.all(
        "select w.id, w.danger, w.entry, s.name, w.added_at from danger_word w
         join staff s on s.school_id = $1 and s.id = w.added_by
         where w.school_id = $1 and w.withdrawn_at is null order by w.added_at desc, w.id",
        args![school],
    )
    .await
}

/// Adds a word.
pub async fn insert_word(
    tx: &mut Conn,
    school: SchoolId,
    (id, danger, entry): (Uuid, Option<&str>, &str),
    (by, at): (StaffId, Instant),
) -> Result<()> {
    tx.run(
        "insert into danger_word (school_id, id, danger, entry, added_at, added_by) values ($1, $2, $3, $4, $5, $6)
         on conflict do nothing",
        args![school, id, danger, entry, at, by],
    )
    .await?;
    Ok(())
}

/// Takes a word out; the entry, when it stood there.
pub async fn withdraw_word(
    tx: &mut Conn,
    school: SchoolId,
    id: Uuid,
    (by, at): (StaffId, Instant),
) -> Result<Option<String>> {
    let entry: Option<String> = tx
        .maybe(
            "select entry from danger_word where school_id = $1 and id = $2 and withdrawn_at is null",
            args![school, id],
        )
        .await?;
    tx.run(
        "update danger_word set withdrawn_at = $1, withdrawn_by = $2 where school_id = $3 and id = $4 and withdrawn_at is null",
        args![at, by, school, id],
    )
    .await?;
    Ok(entry)
}
