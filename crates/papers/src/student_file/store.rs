//! The SQL of a student's file: read only, one child, whoever asks has shown permits before.

use db::{Conn, Result, args};
use kernel::{
    CaseId, Day, FindingId, GoalId, Instant, NoteId, PlanId, RemarkId, SchoolId, StaffId, StudentId,
};

db::record! {
    /// A category in force.
    pub struct Finding { pub student: StudentId, pub id: FindingId, pub category: String, pub since_on: Day, pub need: Option<String> }
}
db::record! {
    /// A strength or the child's own words.
    pub struct Remark { pub id: RemarkId, pub kind: String, pub text: Vec<u8>, pub noted_on: Day }
}
db::record! {
    /// The newest case.
    pub struct Case { pub id: CaseId, pub tier: String, pub opened_on: Day, pub concern: Vec<u8>, pub closed_on: Option<Day> }
}
db::record! {
    /// A member of its team.
    pub struct Member { pub part: String, pub name: String, pub from_on: Day }
}
db::record! {
    /// Its plan.
    pub struct Plan { pub id: PlanId, pub situation: Vec<u8>, pub measures: Vec<u8>, pub written_on: Day }
}
db::record! {
    /// A goal.
    pub struct Goal { pub id: GoalId, pub text: Vec<u8>, pub span: String, pub due_on: Option<Day>, pub reached_on: Day }
}
db::record! {
    /// A note, newest version.
    pub struct Note {
        pub id: NoteId,
        pub kind: String,
        pub held_on: Day,
        pub by: String,
        pub author: StaffId,
        pub text: Vec<u8>,
        pub own_words: Option<Vec<u8>>,
        pub minutes: Option<i64>,
        pub recorded_at: Instant,
    }
}
db::record! {
    /// A mark.
    pub struct Mark { pub exam: String, pub held_on: Day, pub subject: String, pub score: Option<i64>, pub full: i64 }
}

/// Categories of some children in force.
pub async fn findings(
    conn: &mut Conn,
    school: SchoolId,
    students: &[StudentId],
    day: Day,
) -> Result<Vec<Finding>> {
    // What nobody looked at again in time counts no longer and leaves with no file (C6).
    conn.all_of(
        "select student_id, id, category, since_on, need from finding
         where school_id = $1 and found_on <= $2 and until_on >= $2 and (review_on is null or review_on >= $3)
           and student_id in (THESE) order by student_id, since_on, id",
        args![school, day, noticing::fade::earliest(day)],
        students,
    )
    .await
}

/// Strengths, own words and causes that were not withdrawn.
pub async fn remarks(conn: &mut Conn, school: SchoolId, student: StudentId) -> Result<Vec<Remark>> {
    conn.all(
        "select id, kind, text_cell, noted_on from remark where school_id = $1 and student_id = $2
           and kind in ('strength', 'own_words', 'cause') and withdrawn_at is null order by noted_on, id",
        args![school, student],
    )
    .await
}

/// The newest case, with its closing day when it is closed.
pub async fn case(conn: &mut Conn, school: SchoolId, student: StudentId, day: Day) -> Result<Option<Case>> {
    conn.maybe(
        "select k.id, k.tier, k.opened_on, k.concern_cell,
           (select max(x.closed_on) from closure x where x.school_id = k.school_id and x.case_id = k.id
              and x.closed_on <= $3 and x.reopened_on > $3)
         from support_case k where k.school_id = $1 and k.student_id = $2 and k.opened_on <= $3
         order by k.opened_on desc, k.id desc limit 1",
        args![school, student, day],
    )
    .await
}

/// The team of a case on a day.
pub async fn team(conn: &mut Conn, school: SchoolId, case: CaseId, day: Day) -> Result<Vec<Member>> {
    conn.all(
        "select m.part, t.name, m.from_on from member m
         join staff t on t.school_id = m.school_id and t.id = m.staff_id
         where m.school_id = $1 and m.case_id = $2 and m.from_on <= $3 and m.until_on >= $3 order by m.from_on, t.sort_key",
        args![school, case, day],
    )
    .await
}

/// The newest plan of a case.
pub async fn plan(conn: &mut Conn, school: SchoolId, case: CaseId) -> Result<Option<Plan>> {
    conn.maybe(
        "select id, situation_cell, measures_cell, written_on from plan where school_id = $1 and case_id = $2
         order by written_at desc limit 1",
        args![school, case],
    )
    .await
}

/// Its goals.
pub async fn goals(conn: &mut Conn, school: SchoolId, case: CaseId) -> Result<Vec<Goal>> {
    conn.all(
        "select id, text_cell, span, due_on, reached_on from goal
         where school_id = $1 and case_id = $2 and withdrawn_at is null order by set_on, id",
        args![school, case],
    )
    .await
}

/// All notes about the child, oldest first.
pub async fn notes(conn: &mut Conn, school: SchoolId, student: StudentId) -> Result<Vec<Note>> {
    conn.all(
        "select n.id, n.kind, n.held_on, t.name, n.recorded_by, n.text_cell, n.own_words_cell, n.minutes, n.recorded_at
         from note_student ns join note n on n.school_id = ns.school_id and n.id = ns.note_id
         join staff t on t.school_id = n.school_id and t.id = n.recorded_by
         where ns.school_id = $1 and ns.student_id = $2 and n.withdrawn_at is null order by ns.held_on, n.recorded_at, n.id",
        args![school, student],
    )
    .await
}

/// All marks, newest exam first.
pub async fn marks(conn: &mut Conn, school: SchoolId, student: StudentId) -> Result<Vec<Mark>> {
    conn.all(
        "select x.name, x.held_on, m.subject, m.score, m.full_score from mark m
         join exam x on x.school_id = m.school_id and x.id = m.exam_id
         where m.school_id = $1 and m.student_id = $2 order by x.held_on desc, x.id, m.subject",
        args![school, student],
    )
    .await
}

db::record! {
    /// Plain facts of the roll: the number the school itself gave, and codes of the national lists.
    #[derive(Clone, Debug)]
    pub struct Roll {
        pub student: StudentId,
        pub number: Option<String>,
        pub ethnic: Option<String>,
        pub household: Option<String>,
        pub boarding: Option<String>,
        pub disability: Option<String>,
    }
}

/// What the roll says of some children.
pub async fn rolls(conn: &mut Conn, school: SchoolId, students: &[StudentId]) -> Result<Vec<Roll>> {
    conn.all_of(
        "select id, student_number, ethnic, household, boarding, roll_disability from student
         where school_id = $1 and id in (THESE)",
        args![school],
        students,
    )
    .await
}
