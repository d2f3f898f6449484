//! What this room keeps of a child, for two entries that turn out to be one (R5). A child has one open case: what is under
//! way in the case opened later goes on in the earlier one, with its people, and the later one stays readable, closed from its
//! first day on, so that the child counts once. Times that ended count once too.

use access::Kind;
use db::{Conn, Tx, Value, args};
use futures_util::future::{BoxFuture, FutureExt};
use kernel::{CaseId, ClosureId, Day, FOREVER, Fault, MemberId, PlanId, StaffId};
use people::duplicate::{Joining, Keeps, Of, Table};
use uuid::Uuid;
use web::cx::Change;

use crate::case::CloseReason;
use crate::case::model::Part;
use crate::case::store::IS_OPEN;

/// The room of casework.
#[derive(Clone, Copy, Debug, Default)]
pub struct Supported;

const TABLES: &[Table] = &[
    Table::of("support_case"),
    Table::of("closure"),
    Table::of("member"),
    Table::of("plan"),
    Table::of("plan_approval"),
    Table::of("plan_task"),
    Table::of("measure_use"),
    Table::of("goal"),
    Table::of("goal_measure"),
    Table::of("goal_reading"),
    Table::of("goal_change"),
    Table::of("note_student").by("note_id").once(&["note_id"], &[("held_on", Of::Text), ("note_id", Of::Id)]),
    Table::of("follow_up"),
    Table::of("tier_change"),
    Table::of("tier_review"),
    Table::of("tier_form"),
    Table::of("quiet_look"),
    Table::of("companion"),
    Table::of("companion").naming("peer_id"),
    Table::of("mentor_wish").by("case_id"),
    Table::of("checklist_student").by("checklist_id").once(&["checklist_id"], &[("checklist_id", Of::Id)]),
    Table::of("checklist_day")
        .by("checklist_id")
        .and("day_on")
        .once(
            &["checklist_id", "day_on"],
            &[
                ("checklist_id", Of::Id),
                ("day_on", Of::Text),
                ("done", Of::Int),
                ("marked_at", Of::Int),
                ("marked_by", Of::Id),
                ("slip_id", Of::Id),
            ],
        )
        .either(&["done"]),
    Table::of("checklist_slip"),
    Table::of("review_decision"),
    Table::of("review_kept"),
    Table::of("conference"),
    Table::of("after_care"),
    Table::of("hard_day"),
    Table::of("exemplary_case"),
    Table::of("dropout"),
    Table::of("legal_aid"),
];

impl Keeps for Supported {
    fn tables(&self) -> &'static [Table] {
        TABLES
    }

    fn settle<'a>(&'a self, joining: &'a Joining<'a>, tx: &'a mut Tx) -> BoxFuture<'a, Result<(), Fault>> {
        async move {
            cases(tx, joining).await?;
            overlaps(tx, joining).await?;
            dropouts(tx, joining).await
        }
        .boxed()
    }
}

/// A case that is open, and since when this time.
type Open = (CaseId, Day);

async fn open(tx: &mut Conn, joining: &Joining<'_>) -> Result<Vec<Open>, Fault> {
    let cx = joining.cx;
    let sql = format!(
        "select k.id, coalesce((select max(r.reopened_on) from closure r where r.school_id = $1 and r.case_id = k.id
             and r.reopened_on <= $2), k.opened_on)
         from support_case k where k.school_id = $1 and k.opened_on <= $2 and k.student_id in ($3, $4) and {IS_OPEN}"
    );
    let mut open: Vec<Open> = tx.all(&sql, args![cx.school(), cx.today(), joining.kept, joining.old]).await?;
    open.sort_by_key(|(id, since)| (*since, *id));
    Ok(open)
}

async fn cases(tx: &mut Tx, joining: &Joining<'_>) -> Result<(), Fault> {
    let open = open(tx, joining).await?;
    let Some(((stays, _), later)) = open.split_first() else { return Ok(()) };
    for (goes, since) in later {
        people(tx, joining, (*stays, *goes)).await?;
        work(tx, joining, (*stays, *goes)).await?;
        plan(tx, joining, (*stays, *goes)).await?;
        close(tx, joining, (*stays, *goes), *since).await?;
    }
    Ok(())
}

db::record! {
    struct Serving {
        staff: StaffId,
        part: String,
        called: Option<String>,
    }
}

/// Who serves in the later case serves in the earlier one from today on, and so keeps the rights. One person answers for it.
async fn people(tx: &mut Conn, joining: &Joining<'_>, (stays, goes): (CaseId, CaseId)) -> Result<(), Fault> {
    let (cx, school) = (joining.cx, joining.cx.school());
    let serving: Vec<Serving> = tx
        .all(
            "select m.staff_id, m.part, m.called from member m where m.school_id = $1 and m.case_id = $2
               and m.from_on <= $3 and m.until_on >= $3
               and not exists (select 1 from member o where o.school_id = $1 and o.case_id = $4 and o.staff_id = m.staff_id
                               and o.from_on <= $3 and o.until_on >= $3) order by m.from_on, m.id",
            args![school, goes, cx.today(), stays],
        )
        .await?;
    let mut joined = Vec::new();
    for one in serving {
        if joined.contains(&one.staff) {
            continue;
        }
        joined.push(one.staff);
        let part = if one.part == Part::Responsible.key() { Part::Member.key() } else { &one.part };
        let id = MemberId(cx.uuid());
        tx.run(
            "insert into member (school_id, id, case_id, student_id, staff_id, part, called, from_on, added_at, added_by)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            args![
                school,
                id,
                stays,
                joining.kept,
                one.staff,
                part,
                one.called,
                cx.today(),
                cx.app.clock.now(),
                cx.actor.staff
            ],
        )
        .await?;
        joining.added(tx, "member", id.0).await?;
    }
    Ok(())
}

/// What is under way in a case, by table.
const UNDER_WAY: &[(&str, &str)] = &[
    ("goal", "reached_on = '9999-12-31' and withdrawn_at is null"),
    ("plan_task", "done_on = '9999-12-31' and withdrawn_at is null"),
    ("measure_use", "until_on = '9999-12-31'"),
    ("companion", "until_on = '9999-12-31'"),
    ("conference", "note_id is null and cancelled_at is null"),
];

async fn work(tx: &mut Conn, joining: &Joining<'_>, (stays, goes): (CaseId, CaseId)) -> Result<(), Fault> {
    for (table, condition) in UNDER_WAY {
        let sql = format!(
            "select id from {table} where school_id = $1 and case_id = $2 and {condition} order by id"
        );
        let rows: Vec<Uuid> = tx.all(&sql, args![joining.cx.school(), goes]).await?;
        for row in rows {
            moved(tx, joining, (table, row), (stays, goes)).await?;
        }
    }
    Ok(())
}

/// The plan of the later case goes on where the earlier one has none; else it stays readable with its case.
async fn plan(tx: &mut Conn, joining: &Joining<'_>, (stays, goes): (CaseId, CaseId)) -> Result<(), Fault> {
    let school = joining.cx.school();
    let of = "select id from plan where school_id = $1 and case_id = $2";
    if tx.maybe::<PlanId>(of, args![school, stays]).await?.is_some() {
        return Ok(());
    }
    for plan in tx.all::<PlanId>(of, args![school, goes]).await? {
        moved(tx, joining, ("plan", plan.0), (stays, goes)).await?;
        let sql = "select id from plan_approval where school_id = $1 and plan_id = $2 order by id";
        for approval in tx.all::<Uuid>(sql, args![school, plan]).await? {
            moved(tx, joining, ("plan_approval", approval), (stays, goes)).await?;
        }
    }
    Ok(())
}

async fn moved(
    tx: &mut Conn,
    joining: &Joining<'_>,
    row: (&str, Uuid),
    (stays, goes): (CaseId, CaseId),
) -> Result<(), Fault> {
    joining.set(tx, row, "case_id", (Value::Id(goes.0), Value::Id(stays.0))).await
}

/// The later case ends on the day on which it began this time: since then the child was in two.
async fn close(
    tx: &mut Tx,
    joining: &Joining<'_>,
    (stays, goes): (CaseId, CaseId),
    since: Day,
) -> Result<(), Fault> {
    let (cx, school) = (joining.cx, joining.cx.school());
    let id = ClosureId(cx.uuid());
    tx.run(
        "insert into closure (school_id, id, case_id, student_id, closed_on, closed_at, closed_by, reason)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        args![
            school,
            id,
            goes,
            joining.kept,
            since,
            cx.app.clock.now(),
            cx.actor.staff,
            CloseReason::Joined.key()
        ],
    )
    .await?;
    joining.added(tx, "closure", id.0).await?;
    let after = stays.to_string();
    let change = Change {
        name: "case.joined",
        kind: Kind::Case,
        subject: goes.0,
        student: Some(joining.kept),
        before: None,
        after: Some(&after),
    };
    cx.event(tx, change).await
}

/// A time of support, and the closure that ended it.
#[derive(Clone, Copy)]
struct Time {
    case: CaseId,
    from: Day,
    until: Day,
    closure: Option<ClosureId>,
}

/// All times of support of the two entries, the earliest first.
async fn times(tx: &mut Conn, joining: &Joining<'_>) -> Result<Vec<Time>, Fault> {
    let cases: Vec<(CaseId, Day)> = tx
        .all(
            "select id, opened_on from support_case where school_id = $1 and student_id in ($2, $3)",
            args![joining.cx.school(), joining.kept, joining.old],
        )
        .await?;
    let mut times = Vec::new();
    for (case, opened) in cases {
        let closures: Vec<(ClosureId, Day, Day)> = tx
            .all(
                "select id, closed_on, reopened_on from closure where school_id = $1 and case_id = $2
                 order by closed_on, reopened_on, id",
                args![joining.cx.school(), case],
            )
            .await?;
        let mut from = opened;
        for (id, until, again) in closures {
            times.push(Time { case, from, until, closure: Some(id) });
            from = again;
        }
        if from != FOREVER {
            times.push(Time { case, from, until: FOREVER, closure: None });
        }
    }
    times.sort_by_key(|time| (time.from, time.until, time.case));
    Ok(times)
}

/// On no day the child was supported twice: a time that ended while another lasted ends where the other begins, or falls into it.
async fn overlaps(tx: &mut Conn, joining: &Joining<'_>) -> Result<(), Fault> {
    let mut times = times(tx, joining).await?.into_iter().filter(|time| time.from < time.until);
    let Some(mut last) = times.next() else { return Ok(()) };
    for next in times {
        if next.from >= last.until || next.case == last.case {
            last = next;
            continue;
        }
        let (ends, goes_on) = if next.until <= last.until { (next, last) } else { (last, next) };
        if let Some(closure) = ends.closure {
            let row = ("closure", closure.0);
            joining.set(tx, row, "closed_on", (day(ends.until), day(next.from))).await?;
            let sql = "select reason from closure where school_id = $1 and id = $2";
            let reason: String = tx.one(sql, args![joining.cx.school(), closure]).await?;
            let joined = Value::Text(CloseReason::Joined.key().into());
            joining.set(tx, row, "reason", (Value::Text(reason.into()), joined)).await?;
        }
        last = goes_on;
    }
    Ok(())
}

fn day(day: Day) -> Value<'static> {
    Value::Text(day.to_string().into())
}

/// A child has stopped coming once: of two open entries the one that was begun first goes on.
async fn dropouts(tx: &mut Conn, joining: &Joining<'_>) -> Result<(), Fault> {
    let cx = joining.cx;
    let open: Vec<Uuid> = tx
        .all(
            "select id from dropout where school_id = $1 and student_id in ($2, $3) and ended_on = $4
               and withdrawn_at is null order by begun_at, id",
            args![cx.school(), joining.kept, joining.old, FOREVER],
        )
        .await?;
    for id in open.into_iter().skip(1) {
        let row = ("dropout", id);
        joining.set(tx, row, "withdrawn_at", (Value::Null, Value::Int(cx.app.clock.now().0))).await?;
        let by = cx.actor.staff.map_or(Value::Null, |staff| Value::Id(staff.0));
        joining.set(tx, row, "withdrawn_by", (Value::Null, by)).await?;
    }
    Ok(())
}
