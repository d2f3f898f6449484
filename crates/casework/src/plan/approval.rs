//! Agreement to a plan, where the school wants it (P1): the writer lays a version before those who answer for the grade or
//! for moral education; one of them agrees, or returns it with a reason. Nobody agrees to what he or she wrote.

use access::{Action, Kind};
use db::{Conn, args};
use kernel::{ApprovalId, CaseId, Day, PlanId, SchoolId, StaffId, StudentId};
use web::cx::Change;
use web::panel::{Panel, Row};
use web::{Cx, Failure};

use super::model::Plan;
use super::reading;
use crate::case::actions::{self, About, Told};
use crate::case::model::ended;

/// Whether this school wants plans agreed to.
///
/// # Errors
/// Those of the database.
pub async fn is_needed(conn: &mut Conn, school: SchoolId) -> Result<bool, Failure> {
    let sql =
        "select needs_approval from plan_rule where school_id = $1 order by made_at desc, id desc limit 1";
    let set: Option<bool> = conn.maybe(sql, args![school]).await?;
    Ok(set.unwrap_or(false))
}

/// Sets whether this school wants plans agreed to, from today.
///
/// # Errors
/// [`Failure::NotFound`] when the person may not change the school's rules.
pub async fn set_rule(cx: &Cx, needed: bool) -> Result<(), Failure> {
    cx.permit_school(Action::Amend, Kind::Rules)?;
    let mut tx = cx.app.db.begin().await?;
    if is_needed(&mut tx, cx.school()).await? == needed {
        return Ok(());
    }
    let id = cx.uuid();
    tx.run(
        "insert into plan_rule (school_id, id, needs_approval, from_on, made_at, made_by)
         values ($1, $2, $3, $4, $5, $6)",
        args![cx.school(), id, needed, cx.today(), cx.app.clock.now(), cx.staff()?],
    )
    .await?;
    let words = |needed| Some(if needed { "yes" } else { "no" });
    let (before, after) = (words(!needed), words(needed));
    let change =
        Change { name: "plan_rule.set", kind: Kind::Rules, subject: id, student: None, before, after };
    cx.event(&mut tx, change).await?;
    Ok(tx.commit().await?)
}

/// A version laid before somebody.
#[derive(Clone, Debug)]
pub struct Approval {
    /// The id.
    pub id: ApprovalId,
    /// Which version.
    pub version: i64,
    /// When it was asked.
    pub asked_on: Day,
    /// By whom.
    pub asked_by: StaffId,
    /// The name.
    pub asker: String,
    /// When it was answered; nothing while it waits.
    pub answered_on: Option<Day>,
    /// By whom.
    pub answerer: Option<String>,
    /// The answer.
    pub agreed: bool,
    /// Why it was returned.
    pub why: Option<String>,
}

db::record! {
    struct ApprovalRow {
        id: ApprovalId,
        version: i64,
        asked_on: Day,
        asked_by: StaffId,
        asker: String,
        answered_on: Day,
        answerer: Option<String>,
        agreed: Option<bool>,
        why_cell: Option<Vec<u8>>,
    }
}

/// All that was asked for a plan, newest first. The caller holds the permit to read the case.
///
/// # Errors
/// Those of the database and of damaged cells.
pub async fn of_plan(conn: &mut Conn, cx: &Cx, plan: PlanId) -> Result<Vec<Approval>, Failure> {
    let rows: Vec<ApprovalRow> = conn
        .all(
            "select p.id, p.version, p.asked_on, p.asked_by, a.name, p.answered_on, b.name, p.agreed, p.why_cell
             from plan_approval p join staff a on a.school_id = $1 and a.id = p.asked_by
             left join staff b on b.school_id = $1 and b.id = p.answered_by
             where p.school_id = $1 and p.plan_id = $2 order by p.asked_at desc, p.id desc",
            args![cx.school(), plan],
        )
        .await?;
    let opened = |row: ApprovalRow| {
        let key = cx.app.row(cx.school(), "plan_approval", row.id.bytes(), Kind::Case.label());
        Ok(Approval {
            id: row.id,
            version: row.version,
            asked_on: row.asked_on,
            asked_by: row.asked_by,
            asker: row.asker,
            answered_on: ended(row.answered_on),
            answerer: row.answerer,
            agreed: row.agreed.unwrap_or(false),
            why: cx.app.open_some(&key, "why_cell", row.why_cell.as_ref())?,
        })
    };
    rows.into_iter().map(opened).collect()
}

/// Lays the plan as it stands before those who agree. Asked twice for one version is asked once.
///
/// # Errors
/// [`Failure::NotFound`] when the person may not amend the case or there is no plan.
pub async fn ask(cx: &Cx, case: CaseId) -> Result<(), Failure> {
    let mut tx = cx.app.db.begin().await?;
    let about = actions::amendable(&mut tx, cx, case).await?;
    let plan = reading::of_case(&mut tx, cx, case).await?.ok_or(Failure::NotFound)?;
    let earlier = of_plan(&mut tx, cx, plan.id).await?;
    if earlier.iter().any(|one| one.version == plan.version && (one.answered_on.is_none() || one.agreed)) {
        return Ok(());
    }
    let id = ApprovalId(cx.uuid());
    insert(&mut tx, cx, (about, id), &plan).await?;
    let words = plan.version.to_string();
    let told = Told { name: "plan.approval_asked", before: None, after: Some(&words) };
    actions::tell(&mut tx, cx, (about, plan.id.0), told).await?;
    Ok(tx.commit().await?)
}

async fn insert(
    tx: &mut Conn,
    cx: &Cx,
    (about, id): (About, ApprovalId),
    plan: &Plan,
) -> Result<(), Failure> {
    let (on, at, by) = (cx.today(), cx.app.clock.now(), cx.staff()?);
    tx.run(
        "insert into plan_approval (school_id, id, plan_id, case_id, student_id, version, asked_on, asked_at, asked_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        args![cx.school(), id, plan.id, about.case, about.student, plan.version, on, at, by],
    )
    .await?;
    Ok(())
}

/// What came of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answered {
    /// Kept.
    Done,
    /// Who asked or wrote it may not answer.
    OwnPlan,
    /// Somebody answered before.
    Before,
}

/// Agrees (`None`), or returns the plan with a reason.
///
/// # Errors
/// [`Failure::NotFound`] when the person may not agree to plans for this child.
pub async fn answer(cx: &Cx, id: ApprovalId, why: Option<&str>) -> Result<(CaseId, Answered), Failure> {
    let mut tx = cx.app.db.begin().await?;
    let sql = "select case_id, student_id from plan_approval where school_id = $1 and id = $2";
    let found: Option<(CaseId, StudentId)> = tx.maybe(sql, args![cx.school(), id]).await?;
    let (case, student) = found.ok_or(Failure::NotFound)?;
    people::student::find_for(&mut tx, cx, student, (Action::Create, Kind::Approval)).await?;
    crate::case::store::hold_student(&mut tx, cx.school(), student).await?;
    let plan = reading::of_case(&mut tx, cx, case).await?.ok_or(Failure::NotFound)?;
    let asked = of_plan(&mut tx, cx, plan.id).await?.into_iter().find(|one| one.id == id);
    let asked = asked.ok_or(Failure::NotFound)?;
    let me = cx.staff()?;
    if asked.asked_by == me || plan.written_by == me {
        return Ok((case, Answered::OwnPlan));
    }
    if asked.answered_on.is_some() {
        return Ok((case, Answered::Before));
    }
    let key = cx.app.row(cx.school(), "plan_approval", id.bytes(), Kind::Case.label());
    let cell = cx.app.seal_some(&key, "why_cell", why);
    tx.run(
        "update plan_approval set answered_on = $1, answered_at = $2, answered_by = $3, agreed = $4, why_cell = $5
         where school_id = $6 and id = $7",
        args![cx.today(), cx.app.clock.now(), me, why.is_none(), cell, cx.school(), id],
    )
    .await?;
    let name = if why.is_none() { "plan.agreed" } else { "plan.returned" };
    let told = Told { name, before: None, after: why };
    actions::tell(&mut tx, cx, (About { case, student }, plan.id.0), told).await?;
    tx.commit().await?;
    Ok((case, Answered::Done))
}

/// Plans that wait for this person's answer; nothing for those who agree to none.
///
/// # Errors
/// Those of the database.
pub async fn panel(conn: &mut Conn, cx: &Cx) -> Result<Option<Panel>, Failure> {
    let scope = access::scope(&cx.actor, Action::Create, Kind::Approval);
    if scope.is_empty() {
        return Ok(None);
    }
    let condition = scope.condition(&access::Columns::USUAL, 4);
    let (school, today, me) = (cx.school(), cx.today(), cx.staff()?);
    let mut args = args![school, today, me].to_vec();
    args.extend(condition.args);
    let sql = format!(
        "select p.case_id, s.name, a.name, p.asked_on from plan_approval p
         join staff a on a.school_id = $1 and a.id = p.asked_by
         join student s on s.school_id = $1 and s.id = p.student_id
         join enrollment e on e.school_id = $1 and e.student_id = s.id and e.from_on <= $2 and e.until_on >= $2
         join class c on c.school_id = $1 and c.id = e.class_id
         where p.school_id = $1 and p.answered_on = '9999-12-31' and p.asked_by <> $3 and {}
         order by p.asked_at limit 20",
        condition.sql
    );
    let waiting: Vec<(CaseId, String, String, Day)> = conn.all(&sql, &args).await?;
    let mut panel = Panel::new("plan-approvals", cx.t("plans-waiting"));
    for (case, child, asker, day) in waiting {
        let mut row = Row::to(format!("/cases/{case}/plan"), child.clone());
        row.note = format!("{asker} · {}", cx.short_day(&day));
        let label = cx.tx("plans-look-named", &child);
        panel.push(row.with_page(cx.t("plans-look"), label, format!("/cases/{case}/plan")));
    }
    Ok(panel.unless_empty())
}
