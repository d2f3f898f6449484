//! The steps of a plan: each small enough to be done or not done (P3).

use access::Kind;
use axum::extract::Path;
use db::{Conn, args};
use kernel::{CaseId, Day, FOREVER, Instant, StaffId, TaskId};
use web::{Cx, Failure, Fields, Reply, see_with};

use crate::case::actions::{self, About, Told};
use crate::case::model::ended;

/// Steps written at once, at most.
const AT_ONCE: usize = 20;

/// One step.
#[derive(Clone, Debug)]
pub struct Task {
    /// The id.
    pub id: TaskId,
    /// What is to be done.
    pub text: String,
    /// By when.
    pub due_on: Option<Day>,
    /// When it was done.
    pub done_on: Option<Day>,
}

db::record! {
    struct TaskRow {
        id: TaskId,
        case_id: CaseId,
        text_cell: Vec<u8>,
        due_on: Option<Day>,
        done_on: Day,
    }
}

/// The steps of a case that were not taken back: open ones first, by their day. The caller holds the permit to read it.
///
/// # Errors
/// Those of the database and of damaged cells.
pub async fn of_case(conn: &mut Conn, cx: &Cx, case: CaseId) -> Result<Vec<Task>, Failure> {
    let rows: Vec<TaskRow> = conn
        .all(
            "select id, case_id, text_cell, due_on, done_on from plan_task
             where school_id = $1 and case_id = $2 and withdrawn_at is null
             order by done_on desc, coalesce(due_on, '9999-12-31'), set_at, id",
            args![cx.school(), case],
        )
        .await?;
    rows.iter().map(|row| open(cx, row)).collect()
}

fn open(cx: &Cx, row: &TaskRow) -> Result<Task, Failure> {
    let key = cx.app.row(cx.school(), "plan_task", row.id.bytes(), Kind::Case.label());
    let text = cx.app.open(&key, "text_cell", &row.text_cell)?;
    Ok(Task { id: row.id, text, due_on: row.due_on, done_on: ended(row.done_on) })
}

/// Writes steps down. The same key again changes nothing.
///
/// # Errors
/// [`Failure::NotFound`] when the person may not amend the case.
pub async fn set(
    cx: &Cx,
    case: CaseId,
    key: TaskId,
    (texts, due_on): (&[String], Option<Day>),
) -> Result<(), Failure> {
    let mut tx = cx.app.db.begin().await?;
    let about = actions::amendable(&mut tx, cx, case).await?;
    if lookup(&mut tx, cx, key).await?.is_some() {
        return Ok(());
    }
    for (at, text) in texts.iter().take(AT_ONCE).enumerate() {
        let id = if at == 0 { key } else { TaskId(cx.uuid()) };
        insert(&mut tx, cx, (about, id), (text, due_on)).await?;
        let told = Told { name: "task.set", before: None, after: Some(text) };
        actions::tell(&mut tx, cx, (about, id.0), told).await?;
    }
    Ok(tx.commit().await?)
}

async fn insert(
    tx: &mut Conn,
    cx: &Cx,
    (about, id): (About, TaskId),
    (text, due_on): (&str, Option<Day>),
) -> Result<(), Failure> {
    let key = cx.app.row(cx.school(), "plan_task", id.bytes(), Kind::Case.label());
    let cell = cx.app.seal(&key, "text_cell", text);
    let (on, at, by) = (cx.today(), cx.app.clock.now(), cx.staff()?);
    tx.run(
        "insert into plan_task (school_id, id, case_id, student_id, text_cell, due_on, set_on, set_at, set_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        args![cx.school(), id, about.case, about.student, cell, due_on, on, at, by],
    )
    .await?;
    Ok(())
}

async fn lookup(conn: &mut Conn, cx: &Cx, id: TaskId) -> Result<Option<TaskRow>, Failure> {
    let sql =
        "select id, case_id, text_cell, due_on, done_on from plan_task where school_id = $1 and id = $2";
    Ok(conn.maybe(sql, args![cx.school(), id]).await?)
}

/// What becomes of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Done today.
    Done,
    /// To be done.
    Open,
    /// Taken back.
    Withdrawn,
}

/// Says what became of a step; returns its case.
///
/// # Errors
/// [`Failure::NotFound`] when the person may not amend the case.
pub async fn settle(cx: &Cx, id: TaskId, fate: Fate) -> Result<CaseId, Failure> {
    let mut tx = cx.app.db.begin().await?;
    let row = lookup(&mut tx, cx, id).await?.ok_or(Failure::NotFound)?;
    let about = actions::amendable(&mut tx, cx, row.case_id).await?;
    let task = open(cx, &row)?;
    let (name, done, by, withdrawn): (_, Day, Option<StaffId>, Option<Instant>) = match fate {
        Fate::Done => ("task.done", cx.today(), Some(cx.staff()?), None),
        Fate::Open => ("task.reopened", FOREVER, None, None),
        Fate::Withdrawn => ("task.withdrawn", row.done_on, None, Some(cx.app.clock.now())),
    };
    tx.run(
        "update plan_task set done_on = $1, done_by = $2, withdrawn_at = $3 where school_id = $4 and id = $5",
        args![done, by, withdrawn, cx.school(), id],
    )
    .await?;
    actions::tell(&mut tx, cx, (about, id.0), Told { name, before: None, after: Some(&task.text) }).await?;
    tx.commit().await?;
    Ok(about.case)
}

/// `POST /cases/{id}/tasks`: one step on a line.
pub(super) async fn create(cx: Cx, Path(case): Path<CaseId>, mut fields: Fields) -> Reply {
    let lang = cx.lang();
    let key = fields.get("key").parse().map_err(|_| Failure::BadRequest)?;
    let text = fields.required(lang, "steps");
    fields.at_most(lang, "steps", 2_000);
    let due_on = fields.day(lang, "due_on");
    let steps: Vec<String> =
        text.lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect();
    if !fields.is_right() {
        return super::pages::plan_page(&cx, case, &fields).await;
    }
    set(&cx, case, key, (&steps, due_on)).await?;
    see_with(&format!("/cases/{case}/plan#steps-head"), "plans-said-steps-set")
}

async fn settled(cx: &Cx, id: TaskId, fate: Fate, said: &str) -> Reply {
    let case = settle(cx, id, fate).await?;
    see_with(&format!("/cases/{case}/plan#steps-head"), said)
}

/// `POST /plan-tasks/{id}/done`
pub(super) async fn finish(cx: Cx, Path(id): Path<TaskId>) -> Reply {
    settled(&cx, id, Fate::Done, "plans-said-step-done").await
}

/// `POST /plan-tasks/{id}/return`
pub(super) async fn take_back(cx: Cx, Path(id): Path<TaskId>) -> Reply {
    settled(&cx, id, Fate::Open, "plans-said-step-open").await
}

/// `POST /plan-tasks/{id}/withdrawal`
pub(super) async fn withdraw(cx: Cx, Path(id): Path<TaskId>) -> Reply {
    settled(&cx, id, Fate::Withdrawn, "plans-said-step-withdrawn").await
}
