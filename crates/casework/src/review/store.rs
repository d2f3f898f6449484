//! The SQL of reviews.

use access::{Columns, Scope};
use db::{Conn, Result, args};
use kernel::{
    CaseId, ClassId, Day, FOREVER, FinishId, Instant, NoteId, ReviewId, SchoolId, StaffId, StudentId,
};
use uuid::Uuid;

use super::model::Place;

db::record! {
    /// A case that a review goes through.
    pub struct CaseRow {
        /// The case.
        pub id: CaseId,
        /// The child.
        pub student_id: StudentId,
        /// Who carries it.
        pub tier: String,
        /// Since when this time.
        pub opened_on: Day,
        /// Who answers for it today.
        pub responsible: Option<String>,
    }
}

/// `k` was open on the day `$3` of the school `$1`.
const WAS_OPEN: &str =
    "k.opened_on <= $3 and not exists (select 1 from closure x where x.school_id = $1 and x.case_id = k.id
    and x.closed_on <= $3 and x.reopened_on > $3)";

/// The child of `k` today, `$2`.
const CHILD: &str = "join student s on s.school_id = $1 and s.id = k.student_id
    left join enrollment e on e.school_id = $1 and e.student_id = s.id and e.from_on <= $2 and e.until_on >= $2
    left join class c on c.school_id = $1 and c.id = e.class_id";

/// The cases of a place within the scope that were open on a day, by class and name.
pub async fn cases(
    conn: &mut Conn,
    scope: &Scope,
    place: Place,
    (today, on): (Day, Day),
) -> Result<Vec<CaseRow>> {
    let mut args = args![scope.school, today, on].to_vec();
    let condition = scope.condition(&Columns::USUAL, 4);
    args.extend(condition.args);
    let next = args.len() + 1;
    let inside = match place {
        Place::School => String::new(),
        Place::Grade(grade) => {
            args.push(db::Param::value(&grade).into_owned());
            format!(" and c.grade = ${next}")
        }
        Place::Class(class) => {
            args.push(db::Param::value(&class).into_owned());
            format!(" and e.class_id = ${next}")
        }
    };
    let sql = format!(
        "select k.id, k.student_id, k.tier,
           coalesce((select max(x.reopened_on) from closure x
             where x.school_id = $1 and x.case_id = k.id and x.reopened_on <= $2), k.opened_on),
           (select r.name from member m join staff r on r.school_id = $1 and r.id = m.staff_id
            where m.school_id = $1 and m.case_id = k.id and m.part = 'responsible' and m.from_on <= $2 and m.until_on >= $2
            order by m.from_on desc limit 1)
         from support_case k {CHILD}
         where k.school_id = $1 and {WAS_OPEN} and {}{inside} order by c.grade, c.number, s.sort_key, s.id, k.id",
        condition.sql
    );
    conn.all(&sql, &args).await
}

/// The classes that had open cases on a day within the scope, with how many: class, grade, number, cases.
pub async fn classes(
    conn: &mut Conn,
    scope: &Scope,
    (today, on): (Day, Day),
) -> Result<Vec<(ClassId, i64, i64, i64)>> {
    let mut args = args![scope.school, today, on].to_vec();
    let condition = scope.condition(&Columns::USUAL, 4);
    args.extend(condition.args);
    let sql = format!(
        "select e.class_id, c.grade, c.number, count(*) from support_case k {CHILD}
         where k.school_id = $1 and {WAS_OPEN} and e.class_id is not null and {}
         group by e.class_id, c.grade, c.number order by c.grade, c.number",
        condition.sql
    );
    conn.all(&sql, &args).await
}

db::record! {
    /// A review as it is stored.
    pub struct ReviewRow {
        /// The id.
        pub id: ReviewId,
        /// `2026-11`
        pub month: String,
        /// Whose cases.
        pub place: String,
        /// When.
        pub held_on: Day,
        /// Who chairs.
        pub chair_id: StaffId,
        /// That person's name.
        pub chair: String,
        /// Sealed: who else was there.
        pub others_cell: Option<Vec<u8>>,
        /// The finish that holds.
        pub finish_id: Option<FinishId>,
        /// How many cases have a decision.
        pub decided: i64,
    }
}

const REVIEW: &str = "select v.id, v.month, v.place, v.held_on, v.chair_id, a.name, v.others_cell,
      (select f.id from review_finish f where f.school_id = $1 and f.review_id = v.id and f.reopened_on = '9999-12-31'),
      (select count(distinct d.case_id) from review_decision d where d.school_id = $1 and d.review_id = v.id)
    from review v join staff a on a.school_id = $1 and a.id = v.chair_id where v.school_id = $1";

/// One review, whoever asks.
pub async fn lookup(conn: &mut Conn, school: SchoolId, id: ReviewId) -> Result<Option<ReviewRow>> {
    conn.maybe(&format!("{REVIEW} and v.id = $2"), args![school, id]).await
}

/// The review of a month and place.
pub async fn lookup_of(
    conn: &mut Conn,
    school: SchoolId,
    (month, place): (&str, &str),
) -> Result<Option<ReviewRow>> {
    conn.maybe(&format!("{REVIEW} and v.month = $2 and v.place = $3"), args![school, month, place]).await
}

/// All reviews of a month.
pub async fn of_month(conn: &mut Conn, school: SchoolId, month: &str) -> Result<Vec<ReviewRow>> {
    conn.all(&format!("{REVIEW} and v.month = $2 order by v.place"), args![school, month]).await
}

/// Holds the review until the transaction ends: nothing is decided while it is being finished.
pub async fn hold(tx: &mut Conn, school: SchoolId, id: ReviewId) -> Result<()> {
    let sql = format!(
        "select id from review where school_id = $1 and id = $2{}",
        db::dialect::for_update(tx.engine())
    );
    let _: ReviewId = tx.one(&sql, args![school, id]).await?;
    Ok(())
}

/// Begins one. [`db::Error::Refused`] when somebody else already did.
pub async fn insert(
    tx: &mut Conn,
    school: SchoolId,
    (id, month, place): (ReviewId, &str, &str),
    (on, at, by): (Day, Instant, StaffId),
) -> Result<()> {
    tx.run(
        "insert into review (school_id, id, month, place, held_on, chair_id, begun_at, begun_by)
         values ($1, $2, $3, $4, $5, $6, $7, $6)",
        args![school, id, month, place, on, by, at],
    )
    .await?;
    Ok(())
}

/// Says when it was held, by whom it was chaired, who else was there.
pub async fn meet(
    tx: &mut Conn,
    school: SchoolId,
    id: ReviewId,
    (held_on, chair, others): (Day, StaffId, Option<Vec<u8>>),
) -> Result<()> {
    tx.run(
        "update review set held_on = $1, chair_id = $2, others_cell = $3 where school_id = $4 and id = $5",
        args![held_on, chair, others, school, id],
    )
    .await?;
    Ok(())
}

/// Who of the staff was there.
pub async fn present(conn: &mut Conn, school: SchoolId, id: ReviewId) -> Result<Vec<(StaffId, String)>> {
    conn.all(
        "select p.staff_id, a.name from review_present p join staff a on a.school_id = $1 and a.id = p.staff_id
         where p.school_id = $1 and p.review_id = $2 order by a.sort_key, a.id",
        args![school, id],
    )
    .await
}

/// Says who of the staff was there.
pub async fn set_present(tx: &mut Conn, school: SchoolId, id: ReviewId, staff: &[StaffId]) -> Result<()> {
    tx.run("delete from review_present where school_id = $1 and review_id = $2", args![school, id]).await?;
    for one in staff {
        tx.run(
            "insert into review_present (school_id, review_id, staff_id) values ($1, $2, $3)",
            args![school, id, one],
        )
        .await?;
    }
    Ok(())
}

db::record! {
    /// A decision as it is stored.
    pub struct DecisionRow {
        /// The row.
        pub id: Uuid,
        /// The case.
        pub case_id: CaseId,
        /// What had been proposed.
        pub proposal: String,
        /// What was decided.
        pub decision: String,
        /// Sealed: why.
        pub why_cell: Option<Vec<u8>>,
        /// The note that holds the tasks.
        pub note_id: Option<NoteId>,
        /// By whom.
        pub by: String,
    }
}

/// All decisions of a review, the newest first.
pub async fn decisions(conn: &mut Conn, school: SchoolId, id: ReviewId) -> Result<Vec<DecisionRow>> {
    conn.all(
        "select d.id, d.case_id, d.proposal, d.decision, d.why_cell, d.note_id, a.name from review_decision d
         join staff a on a.school_id = $1 and a.id = d.decided_by
         where d.school_id = $1 and d.review_id = $2 order by d.decided_at desc, d.id desc",
        args![school, id],
    )
    .await
}

/// A decision to be written.
pub struct Deciding<'a> {
    /// The row.
    pub id: Uuid,
    /// The case.
    pub case: CaseId,
    /// The child.
    pub student: StudentId,
    /// What had been proposed.
    pub proposal: &'a str,
    /// What was decided.
    pub decision: &'a str,
    /// Sealed.
    pub why: Option<Vec<u8>>,
    /// The note that holds the tasks.
    pub note: Option<NoteId>,
}

/// Writes a decision.
pub async fn insert_decision(
    tx: &mut Conn,
    school: SchoolId,
    review: ReviewId,
    new: &Deciding<'_>,
    (at, by): (Instant, StaffId),
) -> Result<()> {
    tx.run(
        "insert into review_decision (school_id, id, review_id, case_id, student_id, proposal, decision, why_cell,
           note_id, decided_at, decided_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        args![
            school, new.id, review, new.case, new.student, new.proposal, new.decision, new.why, new.note, at, by
        ],
    )
    .await?;
    Ok(())
}

db::record! {
    /// A finish, and the reopening that ended it.
    pub struct FinishRow {
        /// The id.
        pub id: FinishId,
        /// When.
        pub finished_on: Day,
        /// By whom.
        pub finisher: String,
        /// When it was reopened.
        pub reopened_on: Day,
        /// By whom.
        pub reopener: Option<String>,
        /// Sealed: why.
        pub reopen_why_cell: Option<Vec<u8>>,
    }
}

/// All finishes of a review, the newest first.
pub async fn finishes(conn: &mut Conn, school: SchoolId, id: ReviewId) -> Result<Vec<FinishRow>> {
    conn.all(
        "select f.id, f.finished_on, a.name, f.reopened_on, b.name, f.reopen_why_cell from review_finish f
         join staff a on a.school_id = $1 and a.id = f.finished_by
         left join staff b on b.school_id = $1 and b.id = f.reopened_by
         where f.school_id = $1 and f.review_id = $2 order by f.finished_at desc",
        args![school, id],
    )
    .await
}

/// Finishes a review.
pub async fn finish(
    tx: &mut Conn,
    school: SchoolId,
    (id, review): (FinishId, ReviewId),
    (on, at, by): (Day, Instant, StaffId),
) -> Result<()> {
    tx.run(
        "insert into review_finish (school_id, id, review_id, finished_on, finished_at, finished_by)
         values ($1, $2, $3, $4, $5, $6)",
        args![school, id, review, on, at, by],
    )
    .await?;
    Ok(())
}

/// Keeps the figures of one case; `seat` is its place in the pack.
pub async fn keep(
    tx: &mut Conn,
    school: SchoolId,
    (id, finish, review): (Uuid, FinishId, ReviewId),
    (case, student, seat, cell): (CaseId, StudentId, i64, Vec<u8>),
) -> Result<()> {
    tx.run(
        "insert into review_kept (school_id, id, finish_id, review_id, case_id, student_id, seat, kept_cell)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        args![school, id, finish, review, case, student, seat, cell],
    )
    .await?;
    Ok(())
}

/// What a finish kept, in the order in which it was written.
pub async fn kept(
    conn: &mut Conn,
    school: SchoolId,
    id: FinishId,
) -> Result<Vec<(Uuid, StudentId, Vec<u8>)>> {
    conn.all(
        "select id, student_id, kept_cell from review_kept where school_id = $1 and finish_id = $2 order by seat",
        args![school, id],
    )
    .await
}

/// Ends the finish that holds.
pub async fn reopen(
    tx: &mut Conn,
    school: SchoolId,
    id: FinishId,
    (on, by, why): (Day, StaffId, Vec<u8>),
) -> Result<()> {
    tx.run(
        "update review_finish set reopened_on = $1, reopened_by = $2, reopen_why_cell = $3
         where school_id = $4 and id = $5 and reopened_on = $6",
        args![on, by, why, school, id, FOREVER],
    )
    .await?;
    Ok(())
}
