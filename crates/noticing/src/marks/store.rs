//! The SQL of exams and marks.

use db::{Conn, Result, args};
use kernel::{Chance, Day, ExamId, ImportId, Instant, SchoolId, StudentId, TermId};

db::record! {
    /// One mark of one child.
    #[derive(Clone, Debug)]
    pub struct Mark {
        /// The exam.
        pub exam_id: ExamId,
        /// Its name.
        pub exam: String,
        /// When it was held.
        pub held_on: Day,
        /// The subject.
        pub subject: String,
        /// Hundredths of a point; none for absent.
        pub score: Option<i64>,
        /// Full marks likewise.
        pub full_score: i64,
    }
}

/// A mark to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewMark {
    /// Whose.
    pub student: StudentId,
    /// In which exam.
    pub exam: ExamId,
    /// The subject, as the school writes it.
    pub subject: String,
    /// Hundredths of a point; none for absent.
    pub score: Option<i64>,
    /// Full marks likewise.
    pub full: i64,
}

/// All marks of a child, by subject and day.
pub async fn of_student(conn: &mut Conn, school: SchoolId, student: StudentId) -> Result<Vec<Mark>> {
    conn.all(
        "select x.id, x.name, x.held_on, m.subject, m.score, m.full_score from mark m
         join exam x on x.school_id = m.school_id and x.id = m.exam_id
         where m.school_id = $1 and m.student_id = $2 order by m.subject, x.held_on, x.id",
        args![school, student],
    )
    .await
}

/// The scores of the class in which the child was on the day of each exam, the child's own among them.
pub async fn of_class(
    conn: &mut Conn,
    school: SchoolId,
    student: StudentId,
) -> Result<Vec<(ExamId, String, i64)>> {
    conn.all(
        "select m.exam_id, m.subject, m.score from enrollment me
         join enrollment e on e.school_id = me.school_id and e.class_id = me.class_id
         join mark m on m.school_id = e.school_id and m.student_id = e.student_id
         join exam x on x.school_id = m.school_id and x.id = m.exam_id and x.held_on >= me.from_on
           and x.held_on <= me.until_on and x.held_on >= e.from_on and x.held_on <= e.until_on
         where me.school_id = $1 and me.student_id = $2 and m.score is not null",
        args![school, student],
    )
    .await
}

/// All marks of an exam: child, subject, score, full marks. For the preview of an import.
pub async fn of_exam(
    conn: &mut Conn,
    school: SchoolId,
    exam: ExamId,
) -> Result<Vec<(StudentId, String, Option<i64>, i64)>> {
    conn.all(
        "select student_id, subject, score, full_score from mark where school_id = $1 and exam_id = $2
         order by student_id, subject",
        args![school, exam],
    )
    .await
}

/// The exam of this name on this day, made when there is none.
pub async fn exam(
    tx: &mut Conn,
    school: SchoolId,
    (name, held_on, term): (&str, Day, Option<TermId>),
    (chance, now): (&Chance, Instant),
) -> Result<ExamId> {
    tx.run(
        "insert into exam (school_id, id, term_id, name, held_on) values ($1, $2, $3, $4, $5) on conflict do nothing",
        args![school, ExamId(chance.uuid(now)), term, name, held_on],
    )
    .await?;
    tx.one(
        "select id from exam where school_id = $1 and name = $2 and held_on = $3",
        args![school, name, held_on],
    )
    .await
}

/// Inserts new marks; refused by the key when one of them stands there already. Returns how many.
pub async fn insert_many(
    tx: &mut Conn,
    school: SchoolId,
    import: Option<ImportId>,
    marks: &[NewMark],
) -> Result<u64> {
    let mut count = 0;
    for mark in marks {
        count += tx
            .run(
                "insert into mark (school_id, student_id, exam_id, subject, score, full_score, import_id)
                 values ($1, $2, $3, $4, $5, $6, $7)",
                args![school, mark.student, mark.exam, mark.subject, mark.score, mark.full, import],
            )
            .await?;
    }
    Ok(count)
}

/// Sets marks that stand there already to another score. Which import brought them stays as it was, so that undoing
/// a later import does not remove them; the caller keeps what stood there before. Returns how many.
pub async fn set_many(tx: &mut Conn, school: SchoolId, marks: &[NewMark]) -> Result<u64> {
    let mut count = 0;
    for mark in marks {
        count += tx
            .run(
                "update mark set score = $1, full_score = $2
                 where school_id = $3 and student_id = $4 and exam_id = $5 and subject = $6",
                args![mark.score, mark.full, school, mark.student, mark.exam, mark.subject],
            )
            .await?;
    }
    Ok(count)
}

/// Takes back what an import inserted, with exams that nothing is left of. Returns how many marks.
pub async fn remove_import(tx: &mut Conn, school: SchoolId, import: ImportId) -> Result<u64> {
    let exams: Vec<ExamId> = tx
        .all(
            "select distinct exam_id from mark where school_id = $1 and import_id = $2",
            args![school, import],
        )
        .await?;
    let count =
        tx.run("delete from mark where school_id = $1 and import_id = $2", args![school, import]).await?;
    for exam in exams {
        tx.run(
            "delete from exam where school_id = $1 and id = $2
             and not exists (select 1 from mark m where m.school_id = $1 and m.exam_id = $2)",
            args![school, exam],
        )
        .await?;
    }
    Ok(count)
}
