//! The SQL of cases.

use db::{Conn, Result, args, dialect};
use kernel::{
    CaseId, ClassId, ClosureId, Day, FOREVER, FindingId, GoalId, Instant, MemberId, SchoolId, StaffId,
    StudentId,
};

/// The case `k` is open on the day `$2` of the school `$1`: no closure holds on it.
pub(crate) const IS_OPEN: &str =
    "not exists (select 1 from closure x where x.school_id = $1 and x.case_id = k.id
    and x.closed_on <= $2 and x.reopened_on > $2)";

db::record! {
    /// A case as it is stored.
    pub struct CaseRow {
        /// The id.
        pub id: CaseId,
        /// The child.
        pub student_id: StudentId,
        /// Who carries it.
        pub tier: String,
        /// Since when.
        pub opened_on: Day,
        /// By whom.
        pub opener: String,
        /// Sealed.
        pub concern_cell: Vec<u8>,
        /// Whether it is open today.
        pub is_open: bool,
        /// Who opened it.
        pub opened_by: StaffId,
    }
}

/// One case, whoever asks.
pub async fn lookup(conn: &mut Conn, school: SchoolId, id: CaseId, today: Day) -> Result<Option<CaseRow>> {
    let sql = format!(
        "select k.id, k.student_id, k.tier, k.opened_on, a.name, k.concern_cell, ({IS_OPEN}), k.opened_by
         from support_case k join staff a on a.school_id = $1 and a.id = k.opened_by
         where k.school_id = $1 and k.id = $3"
    );
    conn.maybe(&sql, args![school, today, id]).await
}

/// The open case of a child.
pub async fn lookup_open(
    conn: &mut Conn,
    school: SchoolId,
    student: StudentId,
    today: Day,
) -> Result<Option<CaseId>> {
    let sql = format!(
        "select k.id from support_case k where k.school_id = $1 and k.opened_on <= $2 and k.student_id = $3 and {IS_OPEN}
         order by k.opened_on desc limit 1"
    );
    conn.maybe(&sql, args![school, today, student]).await
}

/// Holds the child until the transaction ends, so that two people cannot open two cases.
pub async fn hold_student(tx: &mut Conn, school: SchoolId, student: StudentId) -> Result<()> {
    let sql = format!(
        "select id from student where school_id = $1 and id = $2{}",
        dialect::for_update(tx.engine())
    );
    let _: StudentId = tx.one(&sql, args![school, student]).await?;
    Ok(())
}

/// Whether this finding is one of this child.
pub async fn has_finding(
    conn: &mut Conn,
    school: SchoolId,
    id: FindingId,
    student: StudentId,
) -> Result<bool> {
    let found: Option<FindingId> = conn
        .maybe(
            "select id from finding where school_id = $1 and id = $2 and student_id = $3",
            args![school, id, student],
        )
        .await?;
    Ok(found.is_some())
}

/// A case to be opened.
pub struct Opening<'a> {
    /// The id.
    pub id: CaseId,
    /// The child.
    pub student: StudentId,
    /// Who carries it.
    pub tier: &'a str,
    /// Since when.
    pub opened_on: Day,
    /// The finding that led to it.
    pub finding: Option<FindingId>,
    /// Sealed.
    pub concern: Vec<u8>,
    /// By whom, and when.
    pub by: (StaffId, Instant),
}

/// Opens a case.
pub async fn insert(tx: &mut Conn, school: SchoolId, case: &Opening<'_>) -> Result<()> {
    tx.run(
        "insert into support_case (school_id, id, student_id, tier, opened_on, finding_id, concern_cell, opened_by, opened_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        args![
            school, case.id, case.student, case.tier, case.opened_on, case.finding, case.concern, case.by.0, case.by.1
        ],
    )
    .await?;
    Ok(())
}

db::record! {
    /// A membership.
    pub struct MemberRow {
        /// The id.
        pub id: MemberId,
        /// The person.
        pub staff_id: StaffId,
        /// The name.
        pub name: String,
        /// The part.
        pub part: String,
        /// Since.
        pub from_on: Day,
        /// Until.
        pub until_on: Day,
        /// What the mentor is called.
        pub called: Option<String>,
    }
}

/// All who ever served, oldest first.
pub async fn members(conn: &mut Conn, school: SchoolId, case: CaseId) -> Result<Vec<MemberRow>> {
    conn.all(
        "select m.id, m.staff_id, a.name, m.part, m.from_on, m.until_on, m.called from member m
         join staff a on a.school_id = $1 and a.id = m.staff_id
         where m.school_id = $1 and m.case_id = $2 order by m.from_on, m.added_at, m.id",
        args![school, case],
    )
    .await
}

/// Somebody joins from today on.
pub async fn join(
    tx: &mut Conn,
    school: SchoolId,
    (id, case, student): (MemberId, CaseId, StudentId),
    (staff, part): (StaffId, &str),
    (from_on, at, by): (Day, Instant, StaffId),
) -> Result<()> {
    tx.run(
        "insert into member (school_id, id, case_id, student_id, staff_id, part, from_on, added_at, added_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        args![school, id, case, student, staff, part, from_on, at, by],
    )
    .await?;
    Ok(())
}

/// What the school calls a mentor.
pub async fn call(tx: &mut Conn, school: SchoolId, id: MemberId, called: &str) -> Result<()> {
    tx.run("update member set called = $1 where school_id = $2 and id = $3", args![called, school, id])
        .await?;
    Ok(())
}

/// Somebody's last day in the team.
pub async fn leave(tx: &mut Conn, school: SchoolId, id: MemberId, until_on: Day) -> Result<()> {
    tx.run("update member set until_on = $1 where school_id = $2 and id = $3", args![until_on, school, id])
        .await?;
    Ok(())
}

db::record! {
    /// A goal.
    pub struct GoalRow {
        /// The id.
        pub id: GoalId,
        /// The case.
        pub case_id: CaseId,
        /// Sealed.
        pub text_cell: Vec<u8>,
        /// Sealed.
        pub measure_cell: Option<Vec<u8>>,
        /// `near` or `far`.
        pub span: String,
        /// By when.
        pub due_on: Option<Day>,
        /// Since when.
        pub set_on: Day,
        /// When reached.
        pub reached_on: Day,
        /// When withdrawn.
        pub withdrawn_at: Option<Instant>,
    }
}

const GOAL: &str = "select g.id, g.case_id, g.text_cell, g.measure_cell, g.span, g.due_on, g.set_on, g.reached_on, g.withdrawn_at from goal g";

/// The goals of a case: open ones first, near before far.
pub async fn goals(conn: &mut Conn, school: SchoolId, case: CaseId) -> Result<Vec<GoalRow>> {
    let sql = format!(
        "{GOAL} where g.school_id = $1 and g.case_id = $2
         order by case when g.withdrawn_at is not null then 2 when g.reached_on <> '9999-12-31' then 1 else 0 end,
           case g.span when 'near' then 0 else 1 end, g.set_on, g.id"
    );
    conn.all(&sql, args![school, case]).await
}

/// One goal, whoever asks.
pub async fn goal(conn: &mut Conn, school: SchoolId, id: GoalId) -> Result<Option<GoalRow>> {
    conn.maybe(&format!("{GOAL} where g.school_id = $1 and g.id = $2"), args![school, id]).await
}

/// A goal to be set.
pub struct Setting {
    /// The id.
    pub id: GoalId,
    /// Sealed.
    pub text: Vec<u8>,
    /// Sealed.
    pub measure: Option<Vec<u8>>,
    /// `near` or `far`.
    pub span: &'static str,
    /// By when.
    pub due_on: Option<Day>,
}

/// Sets a goal.
pub async fn insert_goal(
    tx: &mut Conn,
    school: SchoolId,
    (case, student): (CaseId, StudentId),
    goal: &Setting,
    (on, by): (Day, StaffId),
) -> Result<()> {
    tx.run(
        "insert into goal (school_id, id, case_id, student_id, text_cell, measure_cell, span, due_on, set_on, set_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        args![school, goal.id, case, student, goal.text, goal.measure, goal.span, goal.due_on, on, by],
    )
    .await?;
    Ok(())
}

/// Says when a goal was reached and when it was withdrawn.
pub async fn settle_goal(
    tx: &mut Conn,
    school: SchoolId,
    id: GoalId,
    (reached_on, by): (Day, Option<StaffId>),
    withdrawn_at: Option<Instant>,
) -> Result<()> {
    tx.run(
        "update goal set reached_on = $1, reached_by = $2, withdrawn_at = $3 where school_id = $4 and id = $5",
        args![reached_on, by, withdrawn_at, school, id],
    )
    .await?;
    Ok(())
}

db::record! {
    /// A closure.
    pub struct ClosureRow {
        /// The id.
        pub id: ClosureId,
        /// When.
        pub closed_on: Day,
        /// By whom.
        pub closer: String,
        /// Why.
        pub reason: String,
        /// Sealed.
        pub note_cell: Option<Vec<u8>>,
        /// Until when it held.
        pub reopened_on: Day,
        /// Who reopened.
        pub reopener: Option<String>,
        /// Sealed.
        pub reopen_note_cell: Option<Vec<u8>>,
    }
}

/// The closures of a case, newest first.
pub async fn closures(conn: &mut Conn, school: SchoolId, case: CaseId) -> Result<Vec<ClosureRow>> {
    conn.all(
        "select x.id, x.closed_on, a.name, x.reason, x.note_cell, x.reopened_on, b.name, x.reopen_note_cell from closure x
         join staff a on a.school_id = $1 and a.id = x.closed_by
         left join staff b on b.school_id = $1 and b.id = x.reopened_by
         where x.school_id = $1 and x.case_id = $2 order by x.closed_at desc",
        args![school, case],
    )
    .await
}

/// Closes a case.
pub async fn close(
    tx: &mut Conn,
    school: SchoolId,
    (id, case, student): (ClosureId, CaseId, StudentId),
    (reason, note): (&str, Option<Vec<u8>>),
    (on, at, by): (Day, Instant, StaffId),
) -> Result<()> {
    tx.run(
        "insert into closure (school_id, id, case_id, student_id, reason, note_cell, closed_on, closed_at, closed_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        args![school, id, case, student, reason, note, on, at, by],
    )
    .await?;
    Ok(())
}

/// Ends the closure that holds.
pub async fn reopen(
    tx: &mut Conn,
    school: SchoolId,
    id: ClosureId,
    (on, by, note): (Day, StaffId, Vec<u8>),
) -> Result<()> {
    tx.run(
        "update closure set reopened_on = $1, reopened_by = $2, reopen_note_cell = $3
         where school_id = $4 and id = $5 and reopened_on = $6",
        args![on, by, note, school, id, FOREVER],
    )
    .await?;
    Ok(())
}

/// Whether this teacher had a former class of the child and does not have its class of today.
pub(super) async fn taught_before(
    conn: &mut Conn,
    school: SchoolId,
    (student, class): (StudentId, ClassId),
    (teacher, today): (StaffId, Day),
) -> Result<bool> {
    let sql = "select count(*) from enrollment e
          join role_held r on r.school_id = e.school_id and r.class_id = e.class_id and r.staff_id = $3
            and r.role in ('homeroom', 'deputy') and r.from_on <= e.until_on and r.until_on >= e.from_on
         where e.school_id = $1 and e.student_id = $2 and e.class_id <> $4 and e.until_on < $5
           and not exists (select 1 from role_held n where n.school_id = $1 and n.class_id = $4 and n.staff_id = $3
             and n.role in ('homeroom', 'deputy') and n.from_on <= $5 and n.until_on >= $5)";
    let found: i64 = conn.one(sql, args![school, student, teacher, class, today]).await?;
    Ok(found > 0)
}
