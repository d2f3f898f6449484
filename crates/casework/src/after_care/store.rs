//! The SQL of after-care.

use access::{Columns, Scope};
use db::{Conn, Result, args};
use kernel::{CaseId, ClosureId, Day, HardDayId, Instant, SchoolId, StaffId, StudentId};

db::record! {
    /// A closed case whose child is still at school and has no open one.
    pub struct Closed {
        /// The closure.
        pub id: ClosureId,
        /// The case.
        pub case_id: CaseId,
        /// The child.
        pub student_id: StudentId,
        /// When it was closed.
        pub closed_on: Day,
        /// Who answered for it on that day.
        pub responsible: Option<StaffId>,
        /// The last contact with the child since the closing.
        pub met_on: Option<Day>,
    }
}

const CLOSED: &str = "select x.id, x.case_id, x.student_id, x.closed_on,
      (select m.staff_id from member m where m.school_id = $1 and m.case_id = x.case_id and m.part = 'responsible'
        and m.from_on <= x.closed_on and m.until_on >= x.closed_on order by m.from_on desc limit 1),
      (select max(ns.held_on) from note_student ns cross join note n
        where n.school_id = ns.school_id and n.id = ns.note_id and ns.school_id = $1 and ns.student_id = x.student_id
          and n.withdrawn_at is null and n.kind in ('talk', 'home_visit', 'tutoring', 'care')
          and coalesce(n.reached, 'both') <> 'nobody' and ns.held_on > x.closed_on)
    from closure x cross join student s cross join enrollment e cross join class c
    where s.school_id = $1 and s.id = x.student_id
      and e.school_id = $1 and e.student_id = s.id and e.from_on <= $2 and e.until_on >= $2
      and c.school_id = $1 and c.id = e.class_id and x.school_id = $1 and x.closed_on <= $2 and x.reopened_on > $2 and x.reason not in ('moved_away', 'graduated', 'joined')
      and not exists (select 1 from support_case k where k.school_id = $1 and k.student_id = x.student_id
        and k.opened_on <= $2 and not exists (select 1 from closure y where y.school_id = $1 and y.case_id = k.id
          and y.closed_on <= $2 and y.reopened_on > $2))";

/// The closures that hold, of children within the scope, since a day.
pub async fn closed(conn: &mut Conn, scope: &Scope, (today, since): (Day, Day)) -> Result<Vec<Closed>> {
    let condition = scope.condition(&Columns::USUAL, 4);
    let mut args = args![scope.school, today, since].to_vec();
    args.extend(condition.args);
    let sql = format!(
        "{CLOSED} and x.closed_on >= $3 and {} order by c.grade, c.number, s.sort_key, s.id, x.closed_on desc",
        condition.sql
    );
    conn.all(&sql, &args).await
}

/// The closure that holds on a case.
pub async fn of_case(conn: &mut Conn, school: SchoolId, today: Day, case: CaseId) -> Result<Option<Closed>> {
    let sql = format!("{CLOSED} and x.case_id = $3 order by x.closed_at desc limit 1");
    conn.maybe(&sql, args![school, today, case]).await
}

/// One closure that holds.
pub async fn lookup(conn: &mut Conn, school: SchoolId, today: Day, id: ClosureId) -> Result<Option<Closed>> {
    conn.maybe(&format!("{CLOSED} and x.id = $3"), args![school, today, id]).await
}

/// The looks answered with "all is well": moment, day, by whom.
pub async fn answers(
    conn: &mut Conn,
    school: SchoolId,
    closure: ClosureId,
) -> Result<Vec<(String, Day, String)>> {
    conn.all(
        "select a.moment, a.answered_on, p.name from after_care a
         join staff p on p.school_id = $1 and p.id = a.answered_by
         where a.school_id = $1 and a.closure_id = $2 order by a.answered_at",
        args![school, closure],
    )
    .await
}

/// Writes an answer; a second one changes nothing.
pub async fn answer(
    tx: &mut Conn,
    school: SchoolId,
    (id, closure, student): (uuid::Uuid, ClosureId, StudentId),
    (moment, due_on): (&str, Day),
    (on, at, by): (Day, Instant, StaffId),
) -> Result<bool> {
    let touched = tx
        .run(
            "insert into after_care (school_id, id, closure_id, student_id, moment, due_on, answered_on, answered_at, answered_by)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (school_id, closure_id, moment) do nothing",
            args![school, id, closure, student, moment, due_on, on, at, by],
        )
        .await?;
    Ok(touched == 1)
}

/// The hard days of a child: id, month and day, sealed words.
pub async fn hard_days(
    conn: &mut Conn,
    school: SchoolId,
    student: StudentId,
) -> Result<Vec<(HardDayId, String, Vec<u8>)>> {
    conn.all(
        "select id, month_day, what_cell from hard_day
         where school_id = $1 and student_id = $2 and withdrawn_at is null order by month_day, id",
        args![school, student],
    )
    .await
}

/// Notes a hard day.
pub async fn insert_day(
    tx: &mut Conn,
    school: SchoolId,
    (id, student): (HardDayId, StudentId),
    (month_day, what): (&str, Vec<u8>),
    (at, by): (Instant, StaffId),
) -> Result<()> {
    tx.run(
        "insert into hard_day (school_id, id, student_id, month_day, what_cell, noted_at, noted_by)
         values ($1, $2, $3, $4, $5, $6, $7)",
        args![school, id, student, month_day, what, at, by],
    )
    .await?;
    Ok(())
}

/// The child of a hard day that was not withdrawn.
pub async fn child_of(conn: &mut Conn, school: SchoolId, id: HardDayId) -> Result<Option<StudentId>> {
    conn.maybe(
        "select student_id from hard_day where school_id = $1 and id = $2 and withdrawn_at is null",
        args![school, id],
    )
    .await
}

/// Withdraws a hard day.
pub async fn withdraw_day(
    tx: &mut Conn,
    school: SchoolId,
    id: HardDayId,
    (at, by): (Instant, StaffId),
) -> Result<()> {
    tx.run(
        "update hard_day set withdrawn_at = $1, withdrawn_by = $2 where school_id = $3 and id = $4",
        args![at, by, school, id],
    )
    .await?;
    Ok(())
}
