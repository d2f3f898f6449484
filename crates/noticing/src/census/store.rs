//! The SQL of the census.

use access::{Columns, Scope};
use db::{Conn, Param, Result, args};
use kernel::{CensusId, ClassId, Day, FOREVER, Instant, SchoolId, StaffId, StudentId, TermId};

use super::{Census, Looked, Progress};

const COLUMNS: &str = "id, term_id, opened_on, due_on, closed_on";

/// The newest census opened by this day, open or closed.
pub async fn lookup_latest(conn: &mut Conn, school: SchoolId, today: Day) -> Result<Option<Census>> {
    let sql = format!(
        "select {COLUMNS} from census where school_id = $1 and opened_on <= $2 order by opened_on desc, id desc limit 1"
    );
    conn.maybe(&sql, args![school, today]).await
}

/// The census of a term.
pub async fn lookup_of_term(conn: &mut Conn, school: SchoolId, term: TermId) -> Result<Option<Census>> {
    let sql = format!("select {COLUMNS} from census where school_id = $1 and term_id = $2");
    conn.maybe(&sql, args![school, term]).await
}

/// One census.
pub async fn lookup(conn: &mut Conn, school: SchoolId, id: CensusId) -> Result<Option<Census>> {
    let sql = format!("select {COLUMNS} from census where school_id = $1 and id = $2");
    conn.maybe(&sql, args![school, id]).await
}

/// Inserts; refused when the term has one.
pub async fn insert(tx: &mut Conn, school: SchoolId, new: &Census, by: StaffId) -> Result<()> {
    tx.run(
        "insert into census (school_id, id, term_id, opened_on, due_on, opened_by) values ($1, $2, $3, $4, $5, $6)",
        args![school, new.id, new.term_id, new.opened_on, new.due_on, by],
    )
    .await?;
    Ok(())
}

/// Sets by when it is to be done, and that it is open, or since when it is closed.
pub async fn update(
    tx: &mut Conn,
    school: SchoolId,
    id: CensusId,
    (due, closed): (Day, Option<Day>),
) -> Result<()> {
    tx.run(
        "update census set due_on = $1, closed_on = $2 where school_id = $3 and id = $4",
        args![due, closed.unwrap_or(FOREVER), school, id],
    )
    .await?;
    Ok(())
}

/// How far each class within the scope is.
pub async fn progress(
    conn: &mut Conn,
    scope: &Scope,
    today: Day,
    census: Option<CensusId>,
) -> Result<Vec<Progress>> {
    let condition = scope.condition(&Columns::ENROLLED, 4);
    let mut args = args![scope.school, today, census].to_vec();
    args.extend(condition.args);
    let sql = format!(
        "select c.id, c.grade, c.number, count(distinct e.student_id), count(distinct l.student_id) from enrollment e
         join class c on c.school_id = e.school_id and c.id = e.class_id
         left join census_look l on l.school_id = $1 and l.census_id = $3 and l.student_id = e.student_id
         where e.school_id = $1 and e.from_on <= $2 and e.until_on >= $2 and {} group by c.id, c.grade, c.number order by c.grade, c.number",
        condition.sql
    );
    conn.all(&sql, &args).await
}

/// Which part of a worklist is wanted.
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    /// The class.
    pub class: ClassId,
    /// One child only.
    pub student: Option<StudentId>,
    /// The census.
    pub census: Option<CensusId>,
}

/// The worklist of a class, by name.
pub async fn worklist(conn: &mut Conn, scope: &Scope, today: Day, wanted: Wanted) -> Result<Vec<Looked>> {
    let mut args = args![scope.school, wanted.census, today, wanted.class].to_vec();
    let mut only = String::new();
    if let Some(student) = &wanted.student {
        args.push(student.value());
        only = format!(" and s.id = ${}", args.len());
    }
    let condition = scope.condition(&Columns::USUAL, args.len() + 1);
    args.extend(condition.args);
    let sql = format!(
        "select s.id, s.name, l.looked_on,
           (select count(*) from finding f where f.school_id = $1 and f.student_id = s.id and f.census_id = $2)
         from student s
         join enrollment e on e.school_id = $1 and e.student_id = s.id and e.from_on <= $3 and e.until_on >= $3
         join class c on c.school_id = e.school_id and c.id = e.class_id
         left join census_look l on l.school_id = $1 and l.census_id = $2 and l.student_id = s.id
         where s.school_id = $1 and e.class_id = $4{only} and {} order by s.sort_key, s.id",
        condition.sql
    );
    conn.all(&sql, &args).await
}

/// Who answers for each class today.
pub async fn homerooms(conn: &mut Conn, school: SchoolId, today: Day) -> Result<Vec<(ClassId, String)>> {
    conn.all(
        "select r.class_id, s.name from role_held r join staff s on s.school_id = r.school_id and s.id = r.staff_id
         where r.school_id = $1 and r.role = 'homeroom' and r.class_id is not null and r.from_on <= $2
           and r.until_on >= $2 order by s.sort_key",
        args![school, today],
    )
    .await
}

/// One child's look: `false` when there was one already, which stays.
pub async fn insert_look(
    tx: &mut Conn,
    school: SchoolId,
    (census, student): (CensusId, StudentId),
    (on, at, by): (Day, Instant, StaffId),
) -> Result<bool> {
    let touched = tx
        .run(
            "insert into census_look (school_id, census_id, student_id, looked_on, looked_at, looked_by)
             values ($1, $2, $3, $4, $5, $6) on conflict do nothing",
            args![school, census, student, on, at, by],
        )
        .await?;
    Ok(touched == 1)
}

/// Takes a look back; `false` when there was none.
pub async fn delete_look(
    tx: &mut Conn,
    school: SchoolId,
    census: CensusId,
    student: StudentId,
) -> Result<bool> {
    let touched = tx
        .run(
            "delete from census_look where school_id = $1 and census_id = $2 and student_id = $3",
            args![school, census, student],
        )
        .await?;
    Ok(touched == 1)
}
