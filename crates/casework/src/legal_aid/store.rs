//! The SQL of requests for legal aid.

use access::{Columns, Scope};
use db::{Conn, Result, With, args};
use kernel::{Day, Instant, LegalAidId, SchoolId, StaffId, StudentId};
use people::student::Student;
use people::student::store::{COLUMNS, PLACE};

db::record! {
    /// What stands behind the child in a row, the cells still closed.
    pub struct Row {
        pub id: LegalAidId,
        pub asked_on: Day,
        pub matter_cell: Vec<u8>,
        pub place_cell: Option<Vec<u8>>,
        pub written_by: String,
        pub answer: Option<String>,
        pub answered_on: Option<Day>,
        pub answer_cell: Option<Vec<u8>>,
    }
}

fn select() -> String {
    format!(
        "select {COLUMNS}, a.id, a.asked_on, a.matter_cell, a.place_cell, p.name, a.answer, a.answered_on, a.answer_cell
         from legal_aid a
         join student s on s.school_id = a.school_id and s.id = a.student_id
         join staff p on p.school_id = a.school_id and p.id = a.written_by
         {PLACE}
         where a.school_id = $1 and a.withdrawn_at is null"
    )
}

/// Those of the children in a scope, the oldest first.
pub async fn list(conn: &mut Conn, scope: &Scope, today: Day) -> Result<Vec<With<Student, Row>>> {
    let condition = scope.condition(&Columns::USUAL, 3);
    let mut args = args![scope.school, today].to_vec();
    args.extend(condition.args);
    conn.all(&format!("{} and {} order by a.asked_on, s.sort_key, a.id", select(), condition.sql), &args)
        .await
}

/// One.
pub async fn lookup(
    conn: &mut Conn,
    school: SchoolId,
    today: Day,
    id: LegalAidId,
) -> Result<Option<With<Student, Row>>> {
    conn.maybe(&format!("{} and a.id = $3", select()), args![school, today, id]).await
}

/// A new row: the matter and the place, sealed.
pub async fn insert(
    tx: &mut Conn,
    school: SchoolId,
    (id, student, asked_on): (LegalAidId, StudentId, Day),
    (matter, place): (Vec<u8>, Option<Vec<u8>>),
    (at, by): (Instant, StaffId),
) -> Result<()> {
    tx.run(
        "insert into legal_aid (school_id, id, student_id, asked_on, matter_cell, place_cell, written_at, written_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        args![school, id, student, asked_on, matter, place, at, by],
    )
    .await?;
    Ok(())
}

/// What came of it, or that this is taken back.
pub async fn answer(
    tx: &mut Conn,
    school: SchoolId,
    id: LegalAidId,
    answer: Option<(&'static str, Day, Option<Vec<u8>>)>,
    (at, by): (Instant, StaffId),
) -> Result<()> {
    let given = answer.is_some();
    let (key, on, words) = answer.map_or((None, None, None), |(key, on, words)| (Some(key), Some(on), words));
    tx.run(
        "update legal_aid set answer = $1, answered_on = $2, answer_cell = $3, answered_at = $4, answered_by = $5
         where school_id = $6 and id = $7",
        args![key, on, words, given.then_some(at), given.then_some(by), school, id],
    )
    .await?;
    Ok(())
}

/// Withdraws it: it was written by mistake.
pub async fn withdraw(
    tx: &mut Conn,
    school: SchoolId,
    id: LegalAidId,
    (at, by): (Instant, StaffId),
) -> Result<()> {
    tx.run(
        "update legal_aid set withdrawn_at = $1, withdrawn_by = $2 where school_id = $3 and id = $4",
        args![at, by, school, id],
    )
    .await?;
    Ok(())
}
