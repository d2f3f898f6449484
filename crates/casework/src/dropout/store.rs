//! The SQL of drop-out entries.

use access::{Columns, Scope};
use db::{Conn, Result, With, args};
use kernel::{Day, DropoutId, FOREVER, Instant, SchoolId, StaffId, StudentId};
use people::student::Student;
use people::student::store::{COLUMNS, PLACE};

db::record! {
    /// What stands behind the child in a row, the cells still closed.
    pub struct Row {
        pub id: DropoutId,
        pub left_on: Day,
        pub reason: String,
        pub words_cell: Option<Vec<u8>>,
        pub whereabouts_cell: Option<Vec<u8>>,
        pub begun_at: Instant,
        pub begun_by: String,
        pub confirmed_on: Option<Day>,
        pub ended_on: Day,
        pub ending: Option<String>,
        pub placement: Option<String>,
        pub ground_cell: Option<Vec<u8>>,
        pub ended_at: Option<Instant>,
    }
}

/// The child's place is that of today; one who has gone for good has none.
fn select() -> String {
    format!(
        "select {COLUMNS}, d.id, d.left_on, d.reason, d.words_cell, d.whereabouts_cell, d.begun_at, p.name,
           d.confirmed_on, d.ended_on, d.ending, d.placement, d.ground_cell, d.ended_at
         from dropout d
         join student s on s.school_id = d.school_id and s.id = d.student_id
         join staff p on p.school_id = d.school_id and p.id = d.begun_by
         {PLACE}
         where d.school_id = $1 and d.withdrawn_at is null"
    )
}

/// Those of the children in a scope, the open ones first, the longest away first.
pub async fn list(conn: &mut Conn, scope: &Scope, today: Day) -> Result<Vec<With<Student, Row>>> {
    let condition = scope.condition(&Columns::USUAL, 3);
    let mut args = args![scope.school, today].to_vec();
    args.extend(condition.args);
    let sql =
        format!("{} and {} order by d.ended_on desc, d.left_on, s.sort_key, d.id", select(), condition.sql);
    conn.all(&sql, &args).await
}

/// One.
pub async fn lookup(
    conn: &mut Conn,
    school: SchoolId,
    today: Day,
    id: DropoutId,
) -> Result<Option<With<Student, Row>>> {
    conn.maybe(&format!("{} and d.id = $3", select()), args![school, today, id]).await
}

/// Those of one child, the newest first.
pub async fn of_student(
    conn: &mut Conn,
    school: SchoolId,
    today: Day,
    student: StudentId,
) -> Result<Vec<With<Student, Row>>> {
    let sql = format!("{} and d.student_id = $3 order by d.left_on desc, d.id desc", select());
    conn.all(&sql, args![school, today, student]).await
}

/// The sealed part of what is known: words and whereabouts.
pub type Cells = (Option<Vec<u8>>, Option<Vec<u8>>);

/// A new row.
pub async fn insert(
    tx: &mut Conn,
    school: SchoolId,
    (id, student): (DropoutId, StudentId),
    (left_on, reason, cells): (Day, &str, Cells),
    (at, by): (Instant, StaffId),
) -> Result<()> {
    tx.run(
        "insert into dropout (school_id, id, student_id, left_on, reason, words_cell, whereabouts_cell, begun_at, begun_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        args![school, id, student, left_on, reason, cells.0, cells.1, at, by],
    )
    .await?;
    Ok(())
}

/// What is known, written better.
pub async fn amend(
    tx: &mut Conn,
    school: SchoolId,
    id: DropoutId,
    (left_on, reason, cells): (Day, &str, Cells),
) -> Result<()> {
    tx.run(
        "update dropout set left_on = $1, reason = $2, words_cell = $3, whereabouts_cell = $4
         where school_id = $5 and id = $6",
        args![left_on, reason, cells.0, cells.1, school, id],
    )
    .await?;
    Ok(())
}

/// That the child has dropped out, or that this cannot be said yet.
pub async fn confirm(
    tx: &mut Conn,
    school: SchoolId,
    id: DropoutId,
    (on, by): (Option<Day>, StaffId),
) -> Result<()> {
    tx.run(
        "update dropout set confirmed_on = $1, confirmed_by = $2 where school_id = $3 and id = $4",
        args![on, on.map(|_| by), school, id],
    )
    .await?;
    Ok(())
}

/// How it ended.
pub struct End {
    pub on: Day,
    pub how: &'static str,
    pub placement: Option<&'static str>,
    pub ground: Vec<u8>,
    pub at: Instant,
    pub by: StaffId,
}

/// Ends it, or takes the ending back.
pub async fn end(tx: &mut Conn, school: SchoolId, id: DropoutId, end: Option<End>) -> Result<()> {
    let on = end.as_ref().map_or(FOREVER, |end| end.on);
    let words = |of: fn(&End) -> Option<&'static str>| end.as_ref().and_then(of);
    tx.run(
        "update dropout set ended_on = $1, ending = $2, placement = $3, ground_cell = $4, ended_at = $5, ended_by = $6
         where school_id = $7 and id = $8",
        args![
            on,
            words(|end| Some(end.how)),
            words(|end| end.placement),
            end.as_ref().map(|end| end.ground.clone()),
            end.as_ref().map(|end| end.at),
            end.as_ref().map(|end| end.by),
            school,
            id
        ],
    )
    .await?;
    Ok(())
}

/// Withdraws it: it was written by mistake.
pub async fn withdraw(
    tx: &mut Conn,
    school: SchoolId,
    id: DropoutId,
    (at, by): (Instant, StaffId),
) -> Result<()> {
    tx.run(
        "update dropout set withdrawn_at = $1, withdrawn_by = $2 where school_id = $3 and id = $4",
        args![at, by, school, id],
    )
    .await?;
    Ok(())
}

db::record! {
    /// Absences of a child that end lately: how many half days together, since when.
    pub struct Away {
        pub student_id: StudentId,
        pub name: String,
        pub grade: i64,
        pub number: i64,
        pub from_on: Day,
        pub half_days: i64,
        pub reason: String,
    }
}

/// The absences of children in a scope that touch these days, of children without an open entry, by child and day.
pub async fn away(
    conn: &mut Conn,
    scope: &Scope,
    (today, since, last): (Day, Day, Day),
) -> Result<Vec<Away>> {
    let condition = scope.condition(&Columns::ENROLLED, 6);
    let mut args = args![scope.school, today, since, last, FOREVER].to_vec();
    args.extend(condition.args);
    // The children of the scope lead to their absences, never all absences of the school to the children.
    let sql = format!(
        "select s.id, s.name, c.grade, c.number, a.from_on, a.half_days, a.reason
         from enrollment e
         cross join absence a
         cross join student s
         cross join class c
         where e.school_id = $1 and e.from_on <= $2 and e.until_on >= $2
           and s.school_id = $1 and s.id = a.student_id and c.school_id = $1 and c.id = e.class_id
           and a.school_id = $1 and a.student_id = e.student_id and a.from_on >= $3
           and exists (select 1 from absence b where b.school_id = a.school_id and b.student_id = a.student_id
             and b.until_on >= $4)
           and not exists (select 1 from dropout d where d.school_id = a.school_id and d.student_id = a.student_id
             and d.ended_on = $5 and d.withdrawn_at is null)
           and {} order by c.grade, c.number, s.sort_key, s.id, a.from_on",
        condition.sql
    );
    conn.all(&sql, &args).await
}
