//! The facts of the pairing board.

use access::{Columns, Scope};
use db::{Conn, Result, args, dialect};
use kernel::{CaseId, ClassId, Day, MemberId, SchoolId, StaffId, StudentId};

use crate::case::IS_OPEN;

db::record! {
    /// An open case in which nobody is the mentor.
    #[derive(Clone, Debug)]
    pub struct Alone {
        /// The case.
        pub case: CaseId,
        /// The child.
        pub student: StudentId,
        /// The name.
        pub name: String,
        /// `m`, `f` or `u`.
        pub sex: String,
        /// Today's class.
        pub class: Option<ClassId>,
        /// Today's grade.
        pub grade: Option<i64>,
        /// The class's number.
        pub number: Option<i64>,
        /// `2` when the child boards, as the roster says.
        pub boarding: Option<String>,
        /// Who answers for the case.
        pub responsible: Option<StaffId>,
        /// The psychologist in it.
        pub psychologist: Option<StaffId>,
        /// Whom the child would like.
        pub wish: Option<StaffId>,
    }
}

impl Alone {
    /// Whether the child sleeps at school (code 2 of the roster).
    pub fn boards(&self) -> bool {
        self.boarding.as_deref() == Some("2")
    }
}

db::record! {
    /// A pair of today.
    #[derive(Clone, Debug)]
    pub struct Paired {
        /// The case.
        pub case: CaseId,
        /// The membership.
        pub member: MemberId,
        /// The child.
        pub name: String,
        /// The grade of today's class.
        pub grade: i64,
        /// Its number.
        pub number: i64,
        /// The grown-up.
        pub mentor: String,
    }
}

/// Who has this part in the case `k` on the day `$2`.
fn serves(part: &str) -> String {
    format!(
        "(select m.staff_id from member m where m.school_id = $1 and m.case_id = k.id and m.part = '{part}'
            and m.from_on <= $2 and m.until_on >= $2 order by m.from_on desc limit 1)"
    )
}

/// The open cases within the scope without a mentor, by class and name.
pub(super) async fn alone(conn: &mut Conn, scope: &Scope, today: Day) -> Result<Vec<Alone>> {
    let mut args = args![scope.school, today].to_vec();
    let condition = scope.condition(&Columns::USUAL, args.len() + 1);
    args.extend(condition.args);
    let sql = format!(
        "select k.id, s.id, s.name, s.sex, e.class_id, c.grade, c.number, s.boarding, {}, {}, w.staff_id
         from support_case k
         join student s on s.school_id = $1 and s.id = k.student_id
         join enrollment e on e.school_id = $1 and e.student_id = s.id and e.from_on <= $2 and e.until_on >= $2
         join class c on c.school_id = $1 and c.id = e.class_id
         left join mentor_wish w on w.school_id = $1 and w.case_id = k.id
         where k.school_id = $1 and k.opened_on <= $2 and {IS_OPEN} and {}
           and not exists (select 1 from member m where m.school_id = $1 and m.case_id = k.id and m.part = 'mentor'
              and m.from_on <= $2 and m.until_on >= $2)
         order by c.grade, c.number, s.sort_key, s.id",
        serves("responsible"),
        serves("psychologist"),
        condition.sql
    );
    conn.all(&sql, &args).await
}

/// The pairs that this person made today within the scope, the latest first.
pub(super) async fn paired_today(
    conn: &mut Conn,
    scope: &Scope,
    (today, by): (Day, StaffId),
) -> Result<Vec<Paired>> {
    let mut args = args![scope.school, today, by].to_vec();
    let condition = scope.condition(&Columns::USUAL, args.len() + 1);
    args.extend(condition.args);
    let sql = format!(
        "select k.id, m.id, s.name, c.grade, c.number, a.name from member m
         join support_case k on k.school_id = $1 and k.id = m.case_id
         join staff a on a.school_id = $1 and a.id = m.staff_id
         join student s on s.school_id = $1 and s.id = m.student_id
         join enrollment e on e.school_id = $1 and e.student_id = s.id and e.from_on <= $2 and e.until_on >= $2
         join class c on c.school_id = $1 and c.id = e.class_id
         where m.school_id = $1 and m.part = 'mentor' and m.from_on = $2 and m.until_on >= $2 and m.added_by = $3
           and {IS_OPEN} and {} order by m.added_at desc, m.id",
        condition.sql
    );
    conn.all(&sql, &args).await
}

/// Nobody else pairs with this grown-up until the transaction ends: two boards at once stay below what one may carry.
pub(super) async fn hold_staff(tx: &mut Conn, school: SchoolId, staff: StaffId) -> Result<()> {
    let lock = dialect::for_update(tx.engine());
    let sql = format!("select name from staff where school_id = $1 and id = $2{lock}");
    tx.maybe::<String>(&sql, args![school, staff]).await?;
    Ok(())
}

/// How many children each member of staff is the mentor of today.
pub(super) async fn loads(conn: &mut Conn, school: SchoolId, today: Day) -> Result<Vec<(StaffId, i64)>> {
    let sql = format!(
        "select m.staff_id, count(distinct m.case_id) from member m
         join support_case k on k.school_id = m.school_id and k.id = m.case_id
         where m.school_id = $1 and m.from_on <= $2 and m.until_on >= $2 and m.part = 'mentor' and {IS_OPEN}
         group by m.staff_id"
    );
    conn.all(&sql, args![school, today]).await
}

/// Who teaches which subject and is of which sex, as far as somebody said.
pub(super) async fn staff(
    conn: &mut Conn,
    school: SchoolId,
) -> Result<Vec<(StaffId, Option<String>, Option<String>)>> {
    let sql = "select id, subject, sex from staff where school_id = $1";
    conn.all(sql, args![school]).await
}

/// Who stands before which class today.
pub(super) async fn teaching(
    conn: &mut Conn,
    school: SchoolId,
    today: Day,
) -> Result<Vec<(StaffId, ClassId, i64)>> {
    conn.all(
        "select distinct r.staff_id, r.class_id, c.grade from role_held r
         join class c on c.school_id = r.school_id and c.id = r.class_id
         where r.school_id = $1 and r.from_on <= $2 and r.until_on >= $2",
        args![school, today],
    )
    .await
}

/// Who leads today: the leadership group, and who holds an office that answers for grade or school.
pub(super) async fn leaders(conn: &mut Conn, school: SchoolId, today: Day) -> Result<Vec<StaffId>> {
    conn.all(
        "select staff_id from leadership_seat where school_id = $1 and from_on <= $2 and until_on >= $2
         union select staff_id from role_held where school_id = $1 and from_on <= $2 and until_on >= $2
           and role in ('principal', 'moral-education', 'grade-leader')",
        args![school, today],
    )
    .await
}

async fn of_children<T: db::FromRow + Send>(
    conn: &mut Conn,
    (school, day): (SchoolId, Day),
    (before, after): (&str, &str),
    children: &[StudentId],
) -> Result<Vec<T>> {
    conn.all_of(&format!("{before} in (THESE) {after}"), args![school, day], children).await
}

/// Notes in which grown-up and child are together, as a list in SQL.
pub(super) const TALKS: &str = "'talk', 'tutoring', 'care'";

/// Home visits, a kind of their own.
pub(super) const VISITS: &str = "'home_visit'";

/// How many notes of these kinds each has written about each of these children since a day.
pub(super) async fn talks(
    conn: &mut Conn,
    (school, since): (SchoolId, Day),
    kinds: &str,
    children: &[StudentId],
) -> Result<Vec<(StudentId, StaffId, i64)>> {
    let sql = format!(
        "select ns.student_id, n.recorded_by, count(*) from note_student ns
         join note n on n.school_id = ns.school_id and n.id = ns.note_id
         where ns.school_id = $1 and ns.held_on >= $2 and n.withdrawn_at is null
           and n.kind in ({kinds}) and ns.student_id"
    );
    of_children(conn, (school, since), (&sql, "group by ns.student_id, n.recorded_by"), children).await
}

/// Who was the mentor of each of these children before this day.
pub(super) async fn mentors_before(
    conn: &mut Conn,
    (school, today): (SchoolId, Day),
    children: &[StudentId],
) -> Result<Vec<(StudentId, StaffId)>> {
    let sql = "select student_id, staff_id from member where school_id = $1 and until_on < $2 and until_on >= from_on
         and part = 'mentor' and student_id";
    of_children(conn, (school, today), (sql, ""), children).await
}

/// The marks of these children since a day: child, subject, score and full marks.
pub(super) async fn marks(
    conn: &mut Conn,
    (school, since): (SchoolId, Day),
    children: &[StudentId],
) -> Result<Vec<(StudentId, String, i64, i64)>> {
    let sql = "select m.student_id, m.subject, m.score, m.full_score from mark m
         join exam x on x.school_id = m.school_id and x.id = m.exam_id
         where m.school_id = $1 and x.held_on >= $2 and m.score is not null and m.full_score > 0 and m.student_id";
    of_children(conn, (school, since), (sql, "order by x.held_on"), children).await
}

/// Whom the child would like, as it stands.
pub(super) async fn wished(conn: &mut Conn, school: SchoolId, case: CaseId) -> Result<Option<StaffId>> {
    let sql = "select staff_id from mentor_wish where school_id = $1 and case_id = $2";
    conn.maybe(sql, args![school, case]).await
}

/// Keeps whom the child would like; the newest word holds.
pub(super) async fn wish(
    tx: &mut Conn,
    school: SchoolId,
    (case, student, staff): (CaseId, StudentId, StaffId),
    (on, by): (Day, StaffId),
) -> Result<()> {
    tx.run("delete from mentor_wish where school_id = $1 and case_id = $2", args![school, case]).await?;
    tx.run(
        "insert into mentor_wish (school_id, case_id, student_id, staff_id, wished_on, noted_by)
         values ($1, $2, $3, $4, $5, $6)",
        args![school, case, student, staff, on, by],
    )
    .await?;
    Ok(())
}
