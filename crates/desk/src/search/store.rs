//! The SQL of search: always within the scope, so that a name outside one's rights leaves no trace.

use access::{Columns, Scope};
use db::{Conn, Param, Result, Value, args};
use kernel::Day;
use people::student::Student;
use people::student::store::{COLUMNS, PLACE};

const ORDER: &str = "order by c.grade, c.number, s.sort_key, s.id limit 30";

/// Students with a key that begins so; of one class only, when one is told.
pub async fn by_key(
    conn: &mut Conn,
    scope: &Scope,
    today: Day,
    (key, class): (&str, Option<(i64, i64)>),
) -> Result<Vec<Student>> {
    let end = format!("{key}\u{10ffff}");
    let mut args = args![scope.school, today, key, end].to_vec();
    let mut filter = String::from(
        "s.id in (select k.student_id from name_key k where k.school_id = $1 and k.key >= $3 and k.key < $4)",
    );
    if let Some((grade, number)) = &class {
        filter.push_str(" and c.grade = $5 and c.number = $6");
        args.extend([grade.value(), number.value()]);
    }
    find(conn, scope, args, &filter).await
}

/// Students of a class.
pub async fn by_class(
    conn: &mut Conn,
    scope: &Scope,
    today: Day,
    grade: i64,
    number: i64,
) -> Result<Vec<Student>> {
    let filter = "c.grade = $3 and c.number = $4";
    find(conn, scope, args![scope.school, today, grade, number].to_vec(), filter).await
}

/// The student with this roll or identity number: whole numbers only, by their blind indexes.
pub async fn by_number(
    conn: &mut Conn,
    scope: &Scope,
    today: Day,
    roll: &[u8],
    id: &[u8],
) -> Result<Vec<Student>> {
    let filter = "(s.roll_number_index = $3 or s.id_number_index = $4)";
    find(conn, scope, args![scope.school, today, roll, id].to_vec(), filter).await
}

async fn find(
    conn: &mut Conn,
    scope: &Scope,
    mut args: Vec<Value<'_>>,
    filter: &str,
) -> Result<Vec<Student>> {
    let condition = scope.condition(&Columns::USUAL, args.len() + 1);
    args.extend(condition.args.iter().map(Param::value));
    let sql = format!(
        "select {COLUMNS} from student s {PLACE} where s.school_id = $1 and {filter} and {} {ORDER}",
        condition.sql
    );
    conn.all(&sql, &args).await
}
