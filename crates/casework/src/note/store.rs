//! The SQL of notes.

use access::{Action, Actor, Columns, Condition, Kind, scope};
use db::{Conn, Param, Result, args};
use kernel::{Day, Instant, NoteId, SchoolId, StaffId, StudentId};
use uuid::Uuid;

db::record! {
    /// A note as it is stored: the newest version.
    pub struct NoteRow {
        /// The id.
        pub id: NoteId,
        /// What was done.
        pub kind: String,
        /// How the family was reached.
        pub channel: Option<String>,
        /// When.
        pub held_on: Day,
        /// How long.
        pub minutes: Option<i64>,
        /// Sealed: what was said.
        pub text_cell: Vec<u8>,
        /// Sealed: the child's own words.
        pub own_words_cell: Option<Vec<u8>>,
        /// Sealed: the short fields of its kind.
        pub fields_cell: Option<Vec<u8>>,
        /// When it was written down.
        pub recorded_at: Instant,
        /// By whom.
        pub recorded_by: StaffId,
        /// The writer's name.
        pub author: String,
        /// From 1.
        pub version: i64,
        /// When this version was written, if it is not the first.
        pub amended_at: Option<Instant>,
        /// Who wrote this version, if it is not the first.
        pub amended_by: Option<StaffId>,
        /// That person's name.
        pub amender: Option<String>,
        /// When it was withdrawn.
        pub withdrawn_at: Option<Instant>,
        /// Who withdrew it.
        pub withdrawer: Option<String>,
        /// Sealed: why.
        pub withdrawn_why_cell: Option<Vec<u8>>,
        /// For how many children.
        pub group: i64,
    }
}

db::record! {
    /// An earlier version.
    pub struct VersionRow {
        /// From 1.
        pub version: i64,
        /// The row's id, to which its cells are bound.
        pub id: Uuid,
        /// What it said was done.
        pub kind: String,
        /// When.
        pub held_on: Day,
        /// Sealed.
        pub text_cell: Vec<u8>,
        /// Sealed.
        pub own_words_cell: Option<Vec<u8>>,
        /// Sealed.
        pub fields_cell: Option<Vec<u8>>,
        /// When it was written.
        pub written_at: Instant,
        /// By whom.
        pub writer: String,
        /// Sealed: why it was amended.
        pub why_cell: Option<Vec<u8>>,
    }
}

const COLUMNS: &str = "n.id, n.kind, n.channel, n.held_on, n.minutes, n.text_cell, n.own_words_cell, n.fields_cell, n.recorded_at,
    n.recorded_by, a.name, n.version, n.amended_at, n.amended_by, b.name, n.withdrawn_at, w.name, n.withdrawn_why_cell,
    (select count(*) from note_student g where g.school_id = $1 and g.note_id = n.id)";

const PEOPLE: &str = "join staff a on a.school_id = $1 and a.id = n.recorded_by
    left join staff b on b.school_id = $1 and b.id = n.amended_by
    left join staff w on w.school_id = $1 and w.id = n.withdrawn_by";

/// A note with its child of today: `n`, `ns`, `s`, `e`, `c`. `$1` is the school, `$2` the day.
pub(crate) const OF_CHILD: &str = "from note_student ns
    join note n on n.school_id = $1 and n.id = ns.note_id
    join student s on s.school_id = $1 and s.id = ns.student_id
    left join enrollment e on e.school_id = $1 and e.student_id = s.id and e.from_on <= $2 and e.until_on >= $2
    left join class c on c.school_id = $1 and c.id = e.class_id";

/// The children of the note `n` of today: `ns`, `s`, `e`, `c`. `$1` is the school, `$5` the day.
const OF_CHILD_OF_NOTE: &str = "from note_student ns
    join student s on s.school_id = $1 and s.id = ns.student_id
    left join enrollment e on e.school_id = $1 and e.student_id = s.id and e.from_on <= $5 and e.until_on >= $5
    left join class c on c.school_id = $1 and c.id = e.class_id
    where ns.school_id = $1 and ns.note_id = n.id";

/// The condition under which this person may do this with the note `n` about the student `s`: home visits are judged
/// by their own line of the policy.
#[must_use]
pub(crate) fn readable(actor: &Actor, action: Action, first: usize) -> Condition {
    by_kind(actor, action, (Kind::Note, Kind::HomeVisit), first)
}

/// The condition under which this person may read the sealed part of the note `n` about the student `s`.
#[must_use]
pub(crate) fn sealed_readable(actor: &Actor, first: usize) -> Condition {
    by_kind(actor, Action::Read, (Kind::Sealed, Kind::SealedVisit), first)
}

fn by_kind(actor: &Actor, action: Action, (note, visit): (Kind, Kind), first: usize) -> Condition {
    let mut notes = scope(actor, action, note).condition(&Columns::NOTE, first);
    let visits = scope(actor, action, visit).condition(&Columns::NOTE, first + notes.args.len());
    notes.sql =
        format!("((n.kind <> 'home_visit' and {}) or (n.kind = 'home_visit' and {}))", notes.sql, visits.sql);
    notes.args.extend(visits.args);
    notes
}

/// One note, whoever asks.
pub async fn lookup(conn: &mut Conn, school: SchoolId, id: NoteId) -> Result<Option<NoteRow>> {
    let sql = format!("select {COLUMNS} from note n {PEOPLE} where n.school_id = $1 and n.id = $2");
    conn.maybe(&sql, args![school, id]).await
}

/// The children of a note.
pub async fn students_of(conn: &mut Conn, school: SchoolId, id: NoteId) -> Result<Vec<StudentId>> {
    conn.all(
        "select student_id from note_student where school_id = $1 and note_id = $2 order by student_id",
        args![school, id],
    )
    .await
}

/// The notes about one child that this person may read, newest first.
pub async fn of_student(
    conn: &mut Conn,
    actor: &Actor,
    student: StudentId,
    (today, limit): (Day, i64),
) -> Result<Vec<NoteRow>> {
    let allowed = readable(actor, Action::Read, 4);
    let mut args = args![actor.school, today, student].to_vec();
    args.extend(allowed.args);
    args.push(limit.value());
    let sql = format!(
        "select {COLUMNS} {OF_CHILD} {PEOPLE}
         where ns.school_id = $1 and ns.student_id = $3 and {}
         order by ns.held_on desc, n.recorded_at desc, n.id desc limit ${}",
        allowed.sql,
        args.len()
    );
    conn.all(&sql, &args).await
}

/// Of the newest notes of one writer from a day on those that the asking person may read, newest first; none withdrawn.
pub async fn of_author(
    conn: &mut Conn,
    actor: &Actor,
    (author, today): (StaffId, Day),
    (from, limit): (Day, i64),
) -> Result<Vec<NoteRow>> {
    let allowed = readable(actor, Action::Read, 6);
    let mut args = args![actor.school, author, from, limit, today].to_vec();
    args.extend(allowed.args);
    // The index gives the newest without a look at the others; rights are asked of these alone.
    let sql = format!(
        "select {COLUMNS} from (select w.id from note w where w.school_id = $1 and w.recorded_by = $2 and w.held_on >= $3
           and w.withdrawn_at is null order by w.held_on desc, w.id desc limit $4) newest
         cross join note n {PEOPLE}
         where n.school_id = $1 and n.id = newest.id and exists (select 1 {OF_CHILD_OF_NOTE} and {})
         order by n.held_on desc, n.id desc",
        allowed.sql
    );
    conn.all(&sql, &args).await
}

/// The notes held in these days that the asking person may read, each once with one of its children, in the order in
/// which they were written down.
pub async fn in_days(
    conn: &mut Conn,
    actor: &Actor,
    today: Day,
    (first, last): (Day, Day),
) -> Result<Vec<(NoteRow, people::student::Student)>> {
    let allowed = readable(actor, Action::Read, 5);
    let mut args = args![actor.school, today, first, last].to_vec();
    args.extend(allowed.args);
    let sql = format!(
        "select n.id, ns.student_id {OF_CHILD}
         where ns.school_id = $1 and n.held_on >= $3 and n.held_on <= $4 and n.withdrawn_at is null and {}
         order by n.recorded_at, n.id, ns.student_id",
        allowed.sql
    );
    let mut pairs: Vec<(NoteId, StudentId)> = conn.all(&sql, &args).await?;
    pairs.dedup_by_key(|(note, _)| *note);
    let mut all = Vec::with_capacity(pairs.len());
    for (note, student) in pairs {
        let row = lookup(conn, actor.school, note).await?;
        let student = people::student::store::lookup(conn, actor.school, student, today).await?;
        all.extend(row.zip(student));
    }
    Ok(all)
}

/// A note to be written.
pub struct Written<'a> {
    /// The id.
    pub id: NoteId,
    /// What was done.
    pub kind: &'a str,
    /// How.
    pub channel: Option<&'a str>,
    /// When.
    pub held_on: Day,
    /// How long.
    pub minutes: Option<i64>,
    /// Sealed.
    pub text: Vec<u8>,
    /// Sealed.
    pub own_words: Option<Vec<u8>>,
    /// Sealed.
    pub fields: Option<Vec<u8>>,
    /// Who was really reached, where the fields say so.
    pub reached: Option<&'a str>,
    /// By whom, and when it is written down.
    pub by: (StaffId, Instant),
}

/// Writes a note. [`db::Error::Refused`] when the id is there already.
pub async fn insert(tx: &mut Conn, school: SchoolId, note: &Written<'_>) -> Result<()> {
    tx.run(
        "insert into note (school_id, id, kind, channel, held_on, minutes, text_cell, own_words_cell, fields_cell,
           reached, recorded_by, recorded_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        args![
            school, note.id, note.kind, note.channel, note.held_on, note.minutes, note.text, note.own_words, note.fields,
            note.reached, note.by.0, note.by.1
        ],
    )
    .await?;
    Ok(())
}

/// Says that a note is about this child. The day of the note stands beside the child, so that what was done since a day
/// is found without the years before; [`amend`] changes both.
pub async fn insert_student(
    tx: &mut Conn,
    school: SchoolId,
    (id, held_on): (NoteId, Day),
    student: StudentId,
) -> Result<()> {
    tx.run(
        "insert into note_student (school_id, student_id, held_on, note_id) values ($1, $2, $3, $4)",
        args![school, student, held_on, id],
    )
    .await?;
    Ok(())
}

/// Writes a newer version over this one; false when somebody else already did.
pub async fn amend(tx: &mut Conn, school: SchoolId, note: &Written<'_>, from_version: i64) -> Result<bool> {
    let touched = tx
        .run(
            "update note set kind = $1, channel = $2, held_on = $3, minutes = $4, text_cell = $5, own_words_cell = $6,
               fields_cell = $7, reached = $8, amended_by = $9, amended_at = $10, version = version + 1
             where school_id = $11 and id = $12 and version = $13 and withdrawn_at is null",
            args![
                note.kind, note.channel, note.held_on, note.minutes, note.text, note.own_words, note.fields, note.reached,
                note.by.0, note.by.1, school, note.id, from_version
            ],
        )
        .await?;
    let day = "update note_student set held_on = $1 where school_id = $2 and note_id = $3 and held_on <> $1";
    if touched == 1 {
        tx.run(day, args![note.held_on, school, note.id]).await?;
    }
    Ok(touched == 1)
}

/// An earlier version to be kept.
pub struct Kept {
    /// The row's id.
    pub id: Uuid,
    /// Sealed.
    pub text: Vec<u8>,
    /// Sealed.
    pub own_words: Option<Vec<u8>>,
    /// Sealed.
    pub fields: Option<Vec<u8>>,
    /// Sealed: why it was amended.
    pub why: Option<Vec<u8>>,
}

/// Keeps what a note said.
pub async fn keep_version(tx: &mut Conn, school: SchoolId, row: &NoteRow, kept: &Kept) -> Result<()> {
    let written = (row.amended_at.unwrap_or(row.recorded_at), row.amended_by.unwrap_or(row.recorded_by));
    tx.run(
        "insert into note_version (school_id, note_id, version, id, kind, channel, held_on, minutes, text_cell,
           own_words_cell, fields_cell, written_at, written_by, why_cell)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        args![
            school, row.id, row.version, kept.id, row.kind, row.channel, row.held_on, row.minutes, kept.text,
            kept.own_words, kept.fields, written.0, written.1, kept.why
        ],
    )
    .await?;
    Ok(())
}

/// The earlier versions, newest first.
pub async fn versions(conn: &mut Conn, school: SchoolId, id: NoteId) -> Result<Vec<VersionRow>> {
    conn.all(
        "select v.version, v.id, v.kind, v.held_on, v.text_cell, v.own_words_cell, v.fields_cell, v.written_at, a.name, v.why_cell
         from note_version v join staff a on a.school_id = $1 and a.id = v.written_by
         where v.school_id = $1 and v.note_id = $2 order by v.version desc",
        args![school, id],
    )
    .await
}

/// Withdraws a note; false when it was withdrawn already.
pub async fn withdraw(
    tx: &mut Conn,
    school: SchoolId,
    id: NoteId,
    (by, at, why): (StaffId, Instant, Option<Vec<u8>>),
) -> Result<bool> {
    let touched = tx
        .run(
            "update note set withdrawn_by = $1, withdrawn_at = $2, withdrawn_why_cell = $3
             where school_id = $4 and id = $5 and withdrawn_at is null",
            args![by, at, why, school, id],
        )
        .await?;
    Ok(touched == 1)
}

/// Up to 20 children within the scope whose name, pinyin or initials begin with (or whose name contains) what was typed.
pub async fn search_students(
    conn: &mut Conn,
    scope: &access::Scope,
    today: Day,
    typed: &str,
) -> Result<Vec<StudentId>> {
    let typed: String = typed.to_lowercase().chars().filter(|c| !"%_\\".contains(*c)).take(40).collect();
    if typed.is_empty() {
        return Ok(Vec::new());
    }
    let condition = scope.condition(&Columns::USUAL, 5);
    let (inside, ahead) = (format!("%{typed}%"), format!("{typed}%"));
    let mut args = args![scope.school, today, inside, ahead].to_vec();
    args.extend(condition.args);
    let sql = format!(
        "select s.id from student s
         join enrollment e on e.school_id = $1 and e.student_id = s.id and e.from_on <= $2 and e.until_on >= $2
         join class c on c.school_id = $1 and c.id = e.class_id
         where s.school_id = $1 and (s.name like $3 or exists (select 1 from name_key k
           where k.school_id = $1 and k.student_id = s.id and k.key like $4)) and {}
         order by c.grade, c.number, s.sort_key, s.id limit 20",
        condition.sql
    );
    conn.all(&sql, &args).await
}
