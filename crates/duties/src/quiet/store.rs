//! The SQL of quiet children.

use access::{Action, Columns, Kind, scope};
use db::{Conn, Param, Result, Value, args, dialect};
use kernel::{ClassId, Day, Instant, LookId, SchoolId, StaffId, StudentId};
use noticing::word::Category;
use web::Cx;

use crate::seated::{COLUMNS, HERE, Seated, narrow};

/// A condition of the policy, its arguments appended.
fn within(cx: &Cx, kind: Kind, args: &mut Vec<Value<'static>>) -> String {
    let condition = scope(&cx.actor, Action::List, kind).condition(&Columns::ENROLLED, args.len() + 1);
    args.extend(condition.args);
    condition.sql
}

/// The children whose notes the reader may list and of whom nothing that he or she may list was written since a day,
/// by class and name. Who came to the class after that day is too new to be quiet.
pub(super) async fn children(
    conn: &mut Conn,
    cx: &Cx,
    since: Day,
    class: Option<ClassId>,
) -> Result<Vec<Seated>> {
    let mut args: Vec<Value<'static>> =
        args![cx.school(), cx.today(), since].iter().map(|value| value.clone().into_owned()).collect();
    let may = within(cx, Kind::Note, &mut args);
    let visit = within(cx, Kind::HomeVisit, &mut args);
    let remark = within(cx, Kind::Remark, &mut args);
    let mut codes: Vec<&str> = Category::of_kind(Kind::Finding).into_iter().map(Category::code).collect();
    dialect::padded(&mut codes);
    let categories = dialect::list(args.len() + 1, codes.len());
    args.extend(codes.iter().map(|code| code.value().into_owned()));
    let finding = within(cx, Kind::Finding, &mut args);
    let mut sql = format!(
        "select {COLUMNS} {HERE}
         where e.school_id = $1 and e.from_on <= $2 and e.until_on >= $2 and e.from_on <= $3 and {may}
           and not exists (select 1 from note_student ns join note n on n.school_id = ns.school_id and n.id = ns.note_id
             where ns.school_id = $1 and ns.student_id = e.student_id and ns.held_on >= $3 and n.withdrawn_at is null
               and (n.kind <> 'home_visit' or {visit}))
           and not exists (select 1 from remark r where r.school_id = $1 and r.student_id = e.student_id and r.noted_on >= $3
             and r.withdrawn_at is null and {remark})
           and not exists (select 1 from finding f where f.school_id = $1 and f.student_id = e.student_id and f.found_on >= $3
             and f.category in {categories} and {finding})
           and not exists (select 1 from quiet_look q where q.school_id = $1 and q.student_id = e.student_id
             and q.looked_on >= $3 and q.withdrawn_at is null)"
    );
    narrow(&mut sql, &mut args, class);
    sql.push_str(" order by c.grade, c.number, s.sort_key, s.id");
    conn.all(&sql, &args).await
}

async fn of_children<T: db::FromRow + Send>(
    conn: &mut Conn,
    (school, day): (SchoolId, Day),
    (before, after): (&str, &str),
    children: &[StudentId],
) -> Result<Vec<T>> {
    conn.all_of(&format!("{before} in (THESE) {after}"), args![school, day], children).await
}

/// The last day of each kind of note about these children: child, kind, day.
pub(super) async fn last_notes(
    conn: &mut Conn,
    (school, until): (SchoolId, Day),
    children: &[StudentId],
) -> Result<Vec<(StudentId, String, Day)>> {
    let sql = "select ns.student_id, n.kind, max(ns.held_on) from note_student ns
         join note n on n.school_id = ns.school_id and n.id = ns.note_id
         where ns.school_id = $1 and ns.held_on <= $2 and n.withdrawn_at is null and ns.student_id";
    of_children(conn, (school, until), (sql, "group by ns.student_id, n.kind"), children).await
}

/// How many half days these children have been away since a day.
pub(super) async fn absences(
    conn: &mut Conn,
    (school, since): (SchoolId, Day),
    children: &[StudentId],
) -> Result<Vec<(StudentId, i64)>> {
    let sql = "select student_id, cast(sum(half_days) as bigint) from absence
         where school_id = $1 and from_on >= $2 and student_id";
    of_children(conn, (school, since), (sql, "group by student_id"), children).await
}

/// The marks of these children since a day, the oldest exam first: child, subject, score, full marks.
pub(super) async fn marks(
    conn: &mut Conn,
    (school, since): (SchoolId, Day),
    children: &[StudentId],
) -> Result<Vec<(StudentId, String, i64, i64)>> {
    let sql = "select m.student_id, m.subject, m.score, m.full_score from mark m
         join exam x on x.school_id = m.school_id and x.id = m.exam_id
         where m.school_id = $1 and x.held_on >= $2 and m.score is not null and m.full_score > 0 and m.student_id";
    of_children(conn, (school, since), (sql, "order by x.held_on, x.id"), children).await
}

db::record! {
    /// A look of today.
    #[derive(Clone, Debug)]
    pub struct Look {
        /// The id.
        pub id: LookId,
        /// The child.
        pub student: StudentId,
        /// The name.
        pub name: String,
        /// The grade of today's class.
        pub grade: i64,
        /// Its number.
        pub number: i64,
    }
}

/// The looks of a person on a day that stand, of children whose notes he or she may list.
pub(super) async fn looks(conn: &mut Conn, cx: &Cx, by: StaffId) -> Result<Vec<Look>> {
    let mut args: Vec<Value<'static>> =
        args![cx.school(), cx.today(), by].iter().map(|value| value.clone().into_owned()).collect();
    let may = within(cx, Kind::Note, &mut args);
    let sql = format!(
        "select q.id, s.id, s.name, c.grade, c.number {HERE}
         join quiet_look q on q.school_id = s.school_id and q.student_id = s.id
         where e.school_id = $1 and e.from_on <= $2 and e.until_on >= $2 and q.looked_on = $2 and q.looked_by = $3
           and q.withdrawn_at is null and {may} order by q.looked_at desc, q.id"
    );
    conn.all(&sql, &args).await
}

/// Whether somebody looked at a child on a day.
pub(super) async fn was_looked(
    conn: &mut Conn,
    school: SchoolId,
    (student, day): (StudentId, Day),
) -> Result<bool> {
    let sql = "select count(*) from quiet_look where school_id = $1 and student_id = $2 and looked_on = $3
         and withdrawn_at is null";
    Ok(conn.one::<i64>(sql, args![school, student, day]).await? > 0)
}

/// A new look.
pub(super) async fn insert(
    tx: &mut Conn,
    school: SchoolId,
    (id, student): (LookId, StudentId),
    (on, at, by): (Day, Instant, StaffId),
) -> Result<()> {
    tx.run(
        "insert into quiet_look (school_id, id, student_id, looked_on, looked_at, looked_by)
         values ($1, $2, $3, $4, $5, $6)",
        args![school, id, student, on, at, by],
    )
    .await?;
    Ok(())
}

/// Whose look it is, if this person took it on this day and it stands.
pub(super) async fn own(
    conn: &mut Conn,
    school: SchoolId,
    id: LookId,
    (on, by): (Day, StaffId),
) -> Result<Option<StudentId>> {
    let sql = "select student_id from quiet_look where school_id = $1 and id = $2 and looked_on = $3 and looked_by = $4
         and withdrawn_at is null";
    conn.maybe(sql, args![school, id, on, by]).await
}

/// Takes a look back.
pub(super) async fn withdraw(tx: &mut Conn, school: SchoolId, id: LookId, at: Instant) -> Result<()> {
    tx.run("update quiet_look set withdrawn_at = $1 where school_id = $2 and id = $3", args![at, school, id])
        .await?;
    Ok(())
}
