//! The SQL of students.

use access::{Columns, Scope};
use db::{Conn, Param, Result, args, dialect};
use kernel::{ClassId, Day, SchoolId, StudentId};

use super::Student;

/// The place of a student `s` on a day, if there is one: enrollment `e`, class `c`. `$1` is the school and `$2` the day
/// everywhere below.
pub const PLACE: &str = "left join enrollment e on e.school_id = $1 and e.student_id = s.id and e.from_on <= $2 and e.until_on >= $2
    left join class c on c.school_id = $1 and c.id = e.class_id";

/// Those enrolled on the day. Lists begin at the enrollments, so that a class is found by its index and not by
/// walking the school.
const ENROLLED: &str = "from enrollment e
    join student s on s.school_id = $1 and s.id = e.student_id
    join class c on c.school_id = $1 and c.id = e.class_id
    where e.school_id = $1 and e.from_on <= $2 and e.until_on >= $2";

/// The columns of a [`Student`] with the place of [`PLACE`]. A list that says something of each child reads them first, as
/// [`db::With`] of a student and the rest.
pub const COLUMNS: &str = "s.id, s.name, s.sex, s.born_on, e.class_id, c.grade, c.number, s.row_version";

/// One student, whoever asks: only `super::find` calls this for a person.
pub async fn lookup(conn: &mut Conn, school: SchoolId, id: StudentId, today: Day) -> Result<Option<Student>> {
    let sql = format!("select {COLUMNS} from student s {PLACE} where s.school_id = $1 and s.id = $3");
    conn.maybe(&sql, args![school, today, id]).await
}

/// Which part of a list is wanted.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// One class only.
    pub class: Option<ClassId>,
    /// How many to pass over.
    pub skip: i64,
    /// How many at most.
    pub take: i64,
}

/// Students within the scope who are enrolled on the day, by class and name.
pub async fn list(conn: &mut Conn, scope: &Scope, today: Day, wanted: &Wanted) -> Result<Vec<Student>> {
    let mut args = args![scope.school, today].to_vec();
    let mut filter = within(scope, &mut args);
    if let Some(class) = &wanted.class {
        args.push(class.value());
        filter.push_str(&format!(" and e.class_id = ${}", args.len()));
    }
    ordered(conn, &filter, args, (wanted.take, wanted.skip)).await
}

db::record! {
    /// A class with the children of it that a person may know of.
    #[derive(Clone, Debug)]
    pub struct Class {
        /// The class.
        pub id: ClassId,
        /// Its grade.
        pub grade: i64,
        /// Its number within the grade.
        pub number: i64,
        /// How many of its children.
        pub children: i64,
    }
}

/// A page of students.
#[derive(Clone, Debug)]
pub struct Page {
    /// Those on the page.
    pub students: Vec<Student>,
    /// How many there are in all.
    pub total: i64,
    /// The classes that can be asked for.
    pub classes: Vec<Class>,
}

/// One page of [`list`], and how many there are in all. The classes are counted first, by their index; then only the
/// classes on the page are put in order, and not the whole school.
pub async fn page(conn: &mut Conn, scope: &Scope, today: Day, wanted: &Wanted) -> Result<Page> {
    let classes = classes(conn, scope, today).await?;
    let (mut passed, mut skip, mut shown) = (0, wanted.skip, Vec::new());
    let asked = |class: &&Class| wanted.class.is_none_or(|only| only == class.id);
    for Class { id: class, children, .. } in classes.iter().filter(asked) {
        if passed + children > wanted.skip && passed < wanted.skip.saturating_add(wanted.take) {
            shown.push(class.value());
        } else if shown.is_empty() {
            skip = wanted.skip - passed - children;
        }
        passed += children;
    }
    if shown.is_empty() {
        return Ok(Page { students: Vec::new(), total: passed, classes });
    }
    let mut args = args![scope.school, today].to_vec();
    let mut filter = within(scope, &mut args);
    dialect::padded(&mut shown);
    filter.push_str(&format!(" and e.class_id in {}", dialect::list(args.len() + 1, shown.len())));
    args.extend(shown);
    let students = ordered(conn, &filter, args, (wanted.take, skip)).await?;
    Ok(Page { students, total: passed, classes })
}

/// How many children of each class are within the scope, in the order of lists.
async fn classes(conn: &mut Conn, scope: &Scope, today: Day) -> Result<Vec<Class>> {
    let mut args = args![scope.school, today].to_vec();
    let filter = within(scope, &mut args);
    let sql = format!(
        "select c.id, c.grade, c.number, count(*) from class c cross join enrollment e
         where c.school_id = $1 and e.school_id = c.school_id and e.class_id = c.id
           and e.from_on <= $2 and e.until_on >= $2{filter}
         group by c.id, c.grade, c.number order by c.grade, c.number, c.id"
    );
    conn.all(&sql, &args).await
}

/// The students of a condition, by class and name.
async fn ordered(
    conn: &mut Conn,
    filter: &str,
    mut args: Vec<db::Value<'_>>,
    (take, skip): (i64, i64),
) -> Result<Vec<Student>> {
    args.push(take.value());
    args.push(skip.value());
    let sql = format!(
        "select {COLUMNS} {ENROLLED}{filter}
         order by c.grade, c.number, s.sort_key, s.id limit ${} offset ${}",
        args.len() - 1,
        args.len()
    );
    conn.all(&sql, &args).await
}

/// ` and (…)` for the scope, its arguments appended.
fn within(scope: &Scope, args: &mut Vec<db::Value<'_>>) -> String {
    let condition = scope.condition(&Columns::ENROLLED, args.len() + 1);
    args.extend(condition.args);
    format!(" and {}", condition.sql)
}
