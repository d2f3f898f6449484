//! Keeps the marks and absences that a file brings (R4), and takes them back with the import.

use std::collections::HashMap;

use db::{Bulk, Tx, args};
use futures_util::future::{BoxFuture, FutureExt};
use kernel::{AbsenceId, Day, ExamId, Fault, ImportId, StudentId};
use people::import::marks::{Mark, MarksSheet, MarksSink};
use people::import::store::{note_change, noted_changes};
use people::term;
use serde::{Deserialize, Serialize};
use web::Cx;

/// The sink of this room.
#[derive(Clone, Copy, Debug, Default)]
pub struct Intake;

const EXAM_NEW: &str = "exam.new";
const MARK_REPLACED: &str = "mark.replaced";

/// A mark that stood in the place of a new one.
#[derive(Serialize, Deserialize)]
struct Replaced {
    student: StudentId,
    exam: ExamId,
    subject: String,
    score: Option<i64>,
    full: i64,
    import: Option<ImportId>,
}

impl MarksSink for Intake {
    fn keep<'a>(
        &'a self,
        cx: &'a Cx,
        tx: &'a mut Tx,
        import: ImportId,
        sheet: &'a MarksSheet,
    ) -> BoxFuture<'a, Result<u64, Fault>> {
        async move {
            let mut seq = 0;
            let mut exams = Vec::new();
            for exam in &sheet.exams {
                exams.push(exam_of(cx, tx, (import, &mut seq), exam).await?);
            }
            let marks = keep_marks(cx, tx, (import, &mut seq), (&sheet.marks, &exams)).await?;
            Ok(marks + keep_absences(cx, tx, import, sheet).await?)
        }
        .boxed()
    }

    fn undo<'a>(&'a self, cx: &'a Cx, tx: &'a mut Tx, import: ImportId) -> BoxFuture<'a, Result<(), Fault>> {
        async move {
            for table in ["mark", "absence"] {
                let sql = format!("delete from {table} where school_id = $1 and import_id = $2");
                tx.run(&sql, args![cx.school(), import]).await?;
            }
            for (what, subject, before) in noted_changes(tx, cx, import).await? {
                match (what.as_str(), before) {
                    (MARK_REPLACED, Some(before)) => put_back(cx, tx, &before).await?,
                    (EXAM_NEW, _) => forget_exam(cx, tx, ExamId(subject)).await?,
                    _ => {}
                }
            }
            Ok(())
        }
        .boxed()
    }
}

type Noting<'a> = (ImportId, &'a mut i64);

/// The exam of this name and day, made when it is not known.
async fn exam_of(
    cx: &Cx,
    tx: &mut Tx,
    (import, seq): Noting<'_>,
    (name, held_on): &(String, Day),
) -> Result<ExamId, Fault> {
    let known = tx
        .maybe(
            "select id from exam where school_id = $1 and name = $2 and held_on = $3",
            args![cx.school(), name, held_on],
        )
        .await?;
    if let Some(id) = known {
        return Ok(id);
    }
    let id = ExamId(cx.uuid());
    let term = term::store::lookup_current(tx, cx.school(), *held_on).await?.map(|term| term.id);
    tx.run(
        "insert into exam (school_id, id, term_id, name, held_on) values ($1, $2, $3, $4, $5)",
        args![cx.school(), id, term, name, held_on],
    )
    .await?;
    note_change(tx, cx, (import, seq), (EXAM_NEW, id.0), None).await?;
    Ok(id)
}

async fn keep_marks(
    cx: &Cx,
    tx: &mut Tx,
    (import, seq): Noting<'_>,
    (marks, exams): (&[Mark], &[ExamId]),
) -> Result<u64, Fault> {
    type Row = (StudentId, String, Option<i64>, i64, Option<ImportId>);
    let mut known: HashMap<(StudentId, ExamId, String), (Option<i64>, i64, Option<ImportId>)> = HashMap::new();
    for exam in exams {
        let rows: Vec<Row> = tx
            .all(
                "select student_id, subject, score, full_score, import_id from mark where school_id = $1 and exam_id = $2",
                args![cx.school(), exam],
            )
            .await?;
        known.extend(rows.into_iter().map(|(student, subject, score, full, by)| {
            ((student, *exam, subject), (score, full, by))
        }));
    }
    let head = "insert into mark (school_id, student_id, exam_id, subject, score, full_score, import_id)";
    let mut bulk = Bulk::new(head, 7);
    let school = cx.school();
    let mut kept = 0;
    for mark in marks {
        let exam = *exams.get(mark.exam).ok_or_else(|| Fault::new("a mark without its exam"))?;
        let key = (mark.student, exam, mark.subject.clone());
        if let Some((score, full, by)) = known.remove(&key) {
            if (score, full) == (mark.score, mark.full) {
                continue;
            }
            let old = Replaced { student: mark.student, exam, subject: key.2, score, full, import: by };
            let before = serde_json::to_string(&old).map_err(|e| Fault::from("json", e))?;
            note_change(tx, cx, (import, &mut *seq), (MARK_REPLACED, mark.student.0), Some(&before)).await?;
            tx.run(
                "delete from mark where school_id = $1 and student_id = $2 and exam_id = $3 and subject = $4",
                args![cx.school(), mark.student, exam, mark.subject],
            )
            .await?;
        }
        let row = args![school, mark.student, exam, mark.subject, mark.score, mark.full, import];
        bulk.push(row.iter().map(|value| value.clone().into_owned()));
        bulk.flush_full(tx).await?;
        kept += 1;
    }
    bulk.flush(tx).await?;
    Ok(kept)
}

async fn keep_absences(cx: &Cx, tx: &mut Tx, import: ImportId, sheet: &MarksSheet) -> Result<u64, Fault> {
    let head = "insert into absence (school_id, id, student_id, from_on, until_on, half_days, reason, import_id)";
    let mut bulk = Bulk::new(head, 8);
    let school = cx.school();
    let mut kept = 0;
    for absence in &sheet.absences {
        // The same day of the same child for the same reason is one absence, whichever file tells it again.
        let there: Option<AbsenceId> = tx
            .maybe(
                "select id from absence where school_id = $1 and student_id = $2 and from_on = $3 and until_on = $4
                   and reason = $5 limit 1",
                args![cx.school(), absence.student, absence.from, absence.until, absence.reason],
            )
            .await?;
        if there.is_some() {
            continue;
        }
        let id = AbsenceId(cx.uuid());
        let (from, until) = (absence.from, absence.until);
        let row = args![school, id, absence.student, from, until, absence.half_days, absence.reason, import];
        bulk.push(row.iter().map(|value| value.clone().into_owned()));
        bulk.flush_full(tx).await?;
        kept += 1;
    }
    bulk.flush(tx).await?;
    Ok(kept)
}

async fn put_back(cx: &Cx, tx: &mut Tx, before: &str) -> Result<(), Fault> {
    let old: Replaced = serde_json::from_str(before).map_err(|e| Fault::from("a kept mark", e))?;
    tx.run(
        "insert into mark (school_id, student_id, exam_id, subject, score, full_score, import_id)
         values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing",
        args![cx.school(), old.student, old.exam, old.subject, old.score, old.full, old.import],
    )
    .await?;
    Ok(())
}

/// An exam that this import made, unless others have marks of it by now.
async fn forget_exam(cx: &Cx, tx: &mut Tx, exam: ExamId) -> Result<(), Fault> {
    tx.run(
        "delete from exam where school_id = $1 and id = $2
           and not exists (select 1 from mark m where m.school_id = exam.school_id and m.exam_id = exam.id)",
        args![cx.school(), exam],
    )
    .await?;
    Ok(())
}
