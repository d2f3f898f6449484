//! What this room keeps of a child, for two entries that turn out to be one (R5).

use db::{Tx, Value, args};
use futures_util::future::{BoxFuture, FutureExt};
use kernel::clock::days_after;
use kernel::{Day, FOREVER, Fault, FindingId};
use people::duplicate::{Joining, Keeps, Of, Table};
use uuid::Uuid;

/// The room of noticing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Noticed;

const TABLES: &[Table] = &[
    // Both were looked at in one census: the child was.
    Table::of("census_look").by("census_id").once(
        &["census_id"],
        &[("census_id", Of::Id), ("looked_on", Of::Text), ("looked_at", Of::Int), ("looked_by", Of::Id)],
    ),
    Table::of("finding"),
    Table::of("finding_review"),
    Table::of("left_behind"),
    Table::of("remark"),
    // A mark says more than that somebody was absent from the exam.
    Table::of("mark")
        .by("exam_id")
        .and("subject")
        .once(
            &["exam_id", "subject"],
            &[
                ("exam_id", Of::Id),
                ("subject", Of::Text),
                ("score", Of::Int),
                ("full_score", Of::Int),
                ("import_id", Of::Id),
            ],
        )
        .unless("mark.score is null and x.score is not null"),
    Table::of("absence").once(
        &["from_on", "until_on"],
        &[
            ("id", Of::Id),
            ("from_on", Of::Text),
            ("until_on", Of::Text),
            ("half_days", Of::Int),
            ("reason", Of::Text),
            ("import_id", Of::Id),
        ],
    ),
];

impl Keeps for Noticed {
    fn tables(&self) -> &'static [Table] {
        TABLES
    }

    fn settle<'a>(&'a self, joining: &'a Joining<'a>, tx: &'a mut Tx) -> BoxFuture<'a, Result<(), Fault>> {
        async move {
            findings(tx, joining).await?;
            left_behind(tx, joining).await
        }
        .boxed()
    }
}

db::record! {
    struct Holding {
        id: FindingId,
        category: String,
        found_on: Day,
        until_on: Day,
    }
}

/// A child is in a category once. The finding that holds longest goes on; the other becomes one of the former ones, with its
/// evidence.
async fn findings(tx: &mut Tx, joining: &Joining<'_>) -> Result<(), Fault> {
    let (cx, today) = (joining.cx, joining.cx.today());
    let holding: Vec<Holding> = tx
        .all(
            "select id, category, found_on, until_on from finding
             where school_id = $1 and student_id in ($2, $3) and found_on <= $4 and until_on >= $4
             order by category, until_on desc, coalesce(review_on, '9999-12-31') desc, found_at, id",
            args![cx.school(), joining.kept, joining.old, today],
        )
        .await?;
    for (before, one) in holding.iter().zip(holding.iter().skip(1)) {
        if before.category != one.category {
            continue;
        }
        let row = ("finding", one.id.0);
        let last = days_after(today, -1).max(one.found_on);
        joining.set(tx, row, "until_on", (day(one.until_on), day(last))).await?;
        let by = cx.actor.staff.map_or(Value::Null, |staff| Value::Id(staff.0));
        joining.set(tx, row, "ended_by", (Value::Null, by)).await?;
    }
    Ok(())
}

/// What is said of the parents' absence is said once on a day: what was said last goes on.
async fn left_behind(tx: &mut Tx, joining: &Joining<'_>) -> Result<(), Fault> {
    let cx = joining.cx;
    let open: Vec<(Uuid, Day)> = tx
        .all(
            "select id, from_on from left_behind where school_id = $1 and student_id in ($2, $3) and until_on = $4
             order by from_on desc, recorded_at desc, id",
            args![cx.school(), joining.kept, joining.old, FOREVER],
        )
        .await?;
    for ((_, next), (id, _)) in open.iter().zip(open.iter().skip(1)) {
        let last = days_after(*next, -1);
        joining.set(tx, ("left_behind", *id), "until_on", (day(FOREVER), day(last))).await?;
    }
    Ok(())
}

fn day(day: Day) -> Value<'static> {
    Value::Text(day.to_string().into())
}
