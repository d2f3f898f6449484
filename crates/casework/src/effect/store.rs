//! The SQL of following the effect.

use access::{Columns, Scope};
use db::{Conn, Result, args};
use kernel::{CaseId, Day, NoteId, ReviewId, SchoolId, StudentId};
use uuid::Uuid;

db::record! {
    /// A case that the grade or the school carries or carried.
    pub struct Key {
        /// The case.
        pub id: CaseId,
        /// The child.
        pub student_id: StudentId,
        /// Who carries it.
        pub tier: String,
        /// Since when.
        pub opened_on: Day,
        /// When it was closed; nothing while it is open.
        pub closed_on: Option<Day>,
        /// The newest decision of a review.
        pub decision: Option<String>,
    }
}

/// The cases carried by a grade or the school, within the scope: open, or closed since a day. By class and name.
pub async fn keys(conn: &mut Conn, scope: &Scope, (today, since): (Day, Day)) -> Result<Vec<Key>> {
    let mut args = args![scope.school, today, since].to_vec();
    let condition = scope.condition(&Columns::USUAL, 4);
    args.extend(condition.args);
    let sql = format!(
        "select k.id, k.student_id, k.tier, k.opened_on,
           (select max(x.closed_on) from closure x where x.school_id = $1 and x.case_id = k.id
             and x.closed_on <= $2 and x.reopened_on > $2) as closed,
           (select d.decision from review_decision d where d.school_id = $1 and d.case_id = k.id
             order by d.decided_at desc, d.id desc limit 1)
         from support_case k join student s on s.school_id = $1 and s.id = k.student_id
         join enrollment e on e.school_id = $1 and e.student_id = s.id and e.from_on <= $2 and e.until_on >= $2
         join class c on c.school_id = $1 and c.id = e.class_id
         where k.school_id = $1 and k.opened_on <= $2 and k.tier in ('grade', 'school')
           and not exists (select 1 from closure x where x.school_id = $1 and x.case_id = k.id
             and x.closed_on < $3 and x.reopened_on > $2) and {}
         order by c.grade, c.number, s.sort_key, s.id, k.id",
        condition.sql
    );
    conn.all(&sql, &args).await
}

/// The notes that hold what a case's reviews and conferences agreed on.
pub async fn agreed(conn: &mut Conn, school: SchoolId, case: CaseId) -> Result<Vec<NoteId>> {
    conn.all(
        "select d.note_id from review_decision d where d.school_id = $1 and d.case_id = $2 and d.note_id is not null
         union select f.note_id from conference f where f.school_id = $1 and f.case_id = $2 and f.note_id is not null",
        args![school, case],
    )
    .await
}

/// What the finished reviews kept of a case: the row, the review, its month, the sealed figures. The first month first.
pub async fn months(
    conn: &mut Conn,
    school: SchoolId,
    (case, today): (CaseId, Day),
) -> Result<Vec<(Uuid, ReviewId, String, Vec<u8>)>> {
    conn.all(
        "select y.id, y.review_id, v.month, y.kept_cell from review_kept y
         join review_finish f on f.school_id = $1 and f.id = y.finish_id and f.reopened_on > $2
         join review v on v.school_id = $1 and v.id = y.review_id
         where y.school_id = $1 and y.case_id = $3 order by v.month, v.held_on, y.id",
        args![school, today, case],
    )
    .await
}
