//! The SQL of what was tried.

use access::{Columns, Scope};
use db::{Conn, Result, args};
use kernel::{CaseId, Day, FOREVER, MeasureUseId, SchoolId, StudentId};
use noticing::word::Category;

db::record! {
    /// A measure that ended for a child.
    pub struct EndedRow {
        pub student_id: StudentId,
        pub measure: String,
        pub outcome: String,
        pub from_on: Day,
        /// The latest day on which the category was to be looked at again; the end of time for none.
        pub review_on: Day,
    }
}

/// How measures ended for children who were in this category meanwhile, in these grades when it began; this child is not
/// among them. In order of time.
pub async fn ended(
    conn: &mut Conn,
    school: SchoolId,
    but: StudentId,
    (category, grades): (Category, (i64, i64)),
) -> Result<Vec<EndedRow>> {
    conn.all(
        "select m.student_id, m.measure, m.outcome, m.from_on,
           max(coalesce(f.review_on, $6)) as review_on from measure_use m
         join enrollment e on e.school_id = m.school_id and e.student_id = m.student_id
           and e.from_on <= m.from_on and e.until_on >= m.from_on
         join class c on c.school_id = e.school_id and c.id = e.class_id and c.grade >= $1 and c.grade <= $2
         join finding f on f.school_id = m.school_id and f.student_id = m.student_id
           and f.category = $5 and f.found_on <= m.until_on and f.until_on >= m.from_on
         where m.school_id = $3 and m.student_id <> $4 and m.outcome is not null and m.until_on >= m.from_on
         group by m.id, m.student_id, m.measure, m.outcome, m.from_on, m.until_on, m.added_at
         order by m.until_on, m.added_at, m.id",
        args![grades.0, grades.1, school, but, category.code(), FOREVER],
    )
    .await
}

/// The children within a scope for whom a measure ever ended.
pub async fn within(conn: &mut Conn, scope: &Scope, today: Day) -> Result<Vec<StudentId>> {
    let mut args = args![scope.school, today].to_vec();
    let condition = scope.condition(&Columns::USUAL, 3);
    args.extend(condition.args);
    let sql = format!("select distinct s.id {FROM} and m.outcome is not null and {}", condition.sql);
    conn.all(&sql, &args).await
}

const FROM: &str = "from measure_use m
    join student s on s.school_id = $1 and s.id = m.student_id
    left join enrollment e on e.school_id = $1 and e.student_id = s.id and e.from_on <= $2 and e.until_on >= $2
    left join class c on c.school_id = $1 and c.id = e.class_id
    where m.school_id = $1 and m.until_on >= m.from_on";

db::record! {
    /// A measure at work for a child, or tried.
    pub struct UseRow {
        pub id: MeasureUseId,
        pub case_id: CaseId,
        pub student_id: StudentId,
        pub from_on: Day,
        pub until_on: Day,
        pub outcome: Option<String>,
        pub words_cell: Option<Vec<u8>>,
    }
}

/// Where a measure is or was at work, within a scope, the newest first.
pub async fn uses(conn: &mut Conn, scope: &Scope, (today, measure): (Day, &str)) -> Result<Vec<UseRow>> {
    let mut args = args![scope.school, today, measure].to_vec();
    let condition = scope.condition(&Columns::USUAL, 4);
    args.extend(condition.args);
    let sql = format!(
        "select m.id, m.case_id, m.student_id, m.from_on, m.until_on, m.outcome, m.words_cell {FROM} and m.measure = $3 and {}
         order by m.until_on desc, m.from_on desc, m.id limit 200",
        condition.sql
    );
    conn.all(&sql, &args).await
}
