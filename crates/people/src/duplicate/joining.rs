//! Joining two entries of one child, in one transaction: nothing is lost, and every row that moved is noted.

use std::collections::BTreeSet;

use access::{Action, Kind};
use db::{Conn, Tx, Value, args, dialect};
use kernel::{ClassId, Day, EnrollmentId, FOREVER, Fault, JoinId, StudentId};
use serde::{Deserialize, Serialize};
use serde_json::json;
use web::cx::Change;
use web::{Cx, Failure};

use super::LABEL;
use super::entry::{self, CLASS, Entry, Line};
use super::family::ENROLLMENT;
use super::moving::{Joining, Keeps, Table};
use crate::import::actions::turn;
use crate::import::columns::{Sealer, Values, WRITTEN};
use crate::import::snapshot;
use crate::kept::{self, Kept};

/// What somebody chose.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The entry that stays.
    pub kept: StudentId,
    /// The entry that goes.
    pub old: StudentId,
    /// The names of the fields whose value comes from the entry that goes.
    pub from_old: BTreeSet<String>,
}

/// How it was before, as the join keeps it.
#[derive(Serialize, Deserialize)]
pub(super) struct Before {
    /// The entry that stayed.
    pub kept_id: StudentId,
    /// The version that the join gave its row.
    pub kept_version: i64,
    /// The row of the entry that went.
    pub old: Vec<Kept>,
    /// The row of the entry that stayed.
    pub kept: Vec<Kept>,
    /// Both in words, for people; first the one that stayed.
    pub lines: Vec<Line>,
    /// The fields whose value came from the entry that went.
    pub from_old: BTreeSet<String>,
}

/// Every table that names a child, of all rooms.
pub(super) fn tables(rooms: &[Box<dyn Keeps>]) -> impl Iterator<Item = &'static Table> {
    rooms.iter().flat_map(|room| room.tables())
}

/// Joins two entries.
///
/// # Errors
/// [`Failure::NotFound`] when the policy refuses or either is not there.
pub async fn join(cx: &Cx, rooms: &[Box<dyn Keeps>], choice: &Choice) -> Result<JoinId, Failure> {
    super::permit(cx)?;
    let (school, by) = (cx.school(), cx.staff()?);
    let joining = Joining { cx, id: JoinId(cx.uuid()), old: choice.old, kept: choice.kept };
    if choice.old == choice.kept {
        return Err(Failure::BadRequest);
    }
    let mut tx = cx.app.db.begin().await?;
    turn(&mut tx, cx).await?;
    hold(&mut tx, cx, [choice.old, choice.kept]).await?;
    let kept = entry::open(&mut tx, cx, choice.kept).await?;
    let old = entry::open(&mut tx, cx, choice.old).await?;
    for entry in [&kept, &old] {
        cx.permit(Action::Amend, Kind::Roster, &entry.student.facts(school))?;
    }
    let rows = (entry::row(&mut tx, cx, choice.kept).await?, entry::row(&mut tx, cx, choice.old).await?);
    let before = Before {
        kept_id: choice.kept,
        kept_version: kept.student.row_version + 1,
        old: rows.1.iter().map(Kept::of).collect(),
        kept: rows.0.iter().map(Kept::of).collect(),
        lines: entry::beside(cx, &kept, &old),
        from_old: choice.from_old.clone(),
    };
    let key = cx.app.row(school, "duplicate_join", joining.id.bytes(), LABEL);
    tx.run(
        "insert into duplicate_join (school_id, id, old_id, kept_id, old_name, old_born_on, old_student_number,
           old_roll_number_index, old_id_number_index, before_cell, joined_on, joined_at, joined_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        args![
            school,
            joining.id,
            choice.old,
            choice.kept,
            old.student.name,
            old.student.born_on,
            column(&rows.1, "student_number"),
            column(&rows.1, "roll_number_index"),
            column(&rows.1, "id_number_index"),
            cx.app.seal(&key, "before_cell", &kept::json(&before)?),
            cx.today(),
            cx.app.clock.now(),
            by
        ],
    )
    .await?;
    let values = carry_over(&mut tx, &joining, rooms, (&kept, &old), choice).await?;
    tell(&mut tx, &joining, (&kept, &old), &values).await?;
    tx.commit().await?;
    Ok(joining.id)
}

/// Nobody writes about either child until the transaction ends.
pub(super) async fn hold(
    tx: &mut Tx,
    cx: &Cx,
    students: impl IntoIterator<Item = StudentId>,
) -> Result<(), Failure> {
    let mut students: Vec<StudentId> = students.into_iter().collect();
    students.sort_unstable();
    for student in students {
        let end = dialect::for_update(tx.engine());
        let sql = format!("select id from student where school_id = $1 and id = $2{end}");
        tx.one::<StudentId>(&sql, args![cx.school(), student]).await?;
    }
    Ok(())
}

fn column<'r>(row: &'r [Value<'static>], name: &str) -> &'r Value<'static> {
    let at = entry::COLUMNS.iter().position(|(own, _)| *own == name);
    at.and_then(|at| row.get(at)).unwrap_or(&Value::Null)
}

async fn carry_over(
    tx: &mut Tx,
    joining: &Joining<'_>,
    rooms: &[Box<dyn Keeps>],
    (kept, old): (&Entry, &Entry),
    choice: &Choice,
) -> Result<Values, Failure> {
    let (cx, school) = (joining.cx, joining.cx.school());
    place(tx, joining, choice.from_old.contains(CLASS)).await?;
    for room in rooms {
        room.settle(joining, tx).await?;
    }
    for table in tables(rooms) {
        joining.shift(tx, table).await?;
    }
    for id in [joining.old, joining.kept] {
        tx.run("delete from name_key where school_id = $1 and student_id = $2", args![school, id]).await?;
    }
    // Both numbers may not stand in the table at once: the row that goes, goes first.
    tx.run("delete from student where school_id = $1 and id = $2", args![school, joining.old]).await?;
    let values = entry::joined(&kept.values, &old.values, &choice.from_old);
    let left_on = stays_until(tx, cx, joining).await?;
    write(tx, joining, (&values, kept.student.row_version + 1), left_on).await?;
    let health = entry::both(kept.health.as_deref(), old.health.as_deref());
    let key = cx.app.row(school, "student", joining.kept.bytes(), kernel::Label::MED);
    tx.run(
        "update student set health_cell = $1 where school_id = $2 and id = $3",
        args![cx.app.seal_some(&key, "health_cell", health.as_deref()), school, joining.kept],
    )
    .await?;
    let name = values.get(&crate::roster::fields::Field::Name).unwrap_or(&kept.student.name);
    name_keys(tx, cx, joining.kept, [name, &kept.student.name, &old.student.name]).await?;
    Ok(values)
}

/// The child is found by what both entries were called.
pub(super) async fn name_keys<'n>(
    tx: &mut Conn,
    cx: &Cx,
    student: StudentId,
    names: impl IntoIterator<Item = &'n String>,
) -> Result<(), Fault> {
    let keys: BTreeSet<String> =
        names.into_iter().flat_map(|name| language::names::search_keys(name)).collect();
    for key in keys {
        tx.run(
            "insert into name_key (school_id, key, student_id) values ($1, $2, $3) on conflict do nothing",
            args![cx.school(), key, student],
        )
        .await?;
    }
    Ok(())
}

/// The last day at school: there is none while either entry is here.
async fn stays_until(tx: &mut Conn, cx: &Cx, joining: &Joining<'_>) -> Result<Day, Fault> {
    let here: i64 = tx
        .one(
            "select count(*) from enrollment where school_id = $1 and student_id = $2 and until_on >= $3",
            args![cx.school(), joining.kept, cx.today()],
        )
        .await?;
    if here > 0 {
        return Ok(FOREVER);
    }
    let sql = "select left_on from student where school_id = $1 and id = $2";
    Ok(tx.one(sql, args![cx.school(), joining.kept]).await?)
}

async fn write(
    tx: &mut Conn,
    joining: &Joining<'_>,
    (values, version): (&Values, i64),
    left_on: Day,
) -> Result<(), Fault> {
    let (cx, school) = (joining.cx, joining.cx.school());
    let mut row = Sealer::new(&cx.app, school).row(joining.kept, values, version)?;
    let at = WRITTEN.iter().position(|column| *column == "left_on");
    if let Some(slot) = at.and_then(|at| row.get_mut(at)) {
        *slot = Value::Text(left_on.to_string().into());
    }
    let mut args = vec![Value::Int(school.0), Value::Id(joining.kept.0)];
    args.extend(row);
    tx.run(snapshot::update(), &args).await?;
    Ok(())
}

db::record! {
    struct Seat {
        id: EnrollmentId,
        class: ClassId,
        seat: Option<i64>,
        from: Day,
        until: Day,
    }
}

async fn seats(tx: &mut Conn, cx: &Cx, student: StudentId) -> Result<Vec<Seat>, Fault> {
    let sql = "select id, class_id, seat, from_on, until_on from enrollment
        where school_id = $1 and student_id = $2 order by from_on, id";
    Ok(tx.all(sql, args![cx.school(), student]).await?)
}

/// A child is in one class on a day: where both entries were in one, the days of the entry whose class was chosen count.
async fn place(tx: &mut Conn, joining: &Joining<'_>, old_wins: bool) -> Result<(), Fault> {
    let (cx, school) = (joining.cx, joining.cx.school());
    let (winner, loser) = if old_wins { (joining.old, joining.kept) } else { (joining.kept, joining.old) };
    let won: Vec<(Day, Day)> =
        seats(tx, cx, winner).await?.iter().map(|seat| (seat.from, seat.until)).collect();
    let text = |day: Day| Value::Text(day.to_string().into());
    for seat in seats(tx, cx, loser).await? {
        let left = entry::left_over((seat.from, seat.until), &won);
        let Some(((from, until), more)) = left.split_first() else {
            let (table, columns) = ENROLLMENT;
            joining.put_aside(tx, &table, columns, (loser, "id = $3", args![seat.id])).await?;
            continue;
        };
        for (column, old, new) in [("from_on", seat.from, *from), ("until_on", seat.until, *until)] {
            if old != new {
                joining.set(tx, ("enrollment", seat.id.0), column, (text(old), text(new))).await?;
            }
        }
        for (from, until) in more {
            let id = cx.uuid();
            tx.run(
                "insert into enrollment (school_id, id, student_id, class_id, seat, from_on, until_on)
                 values ($1, $2, $3, $4, $5, $6, $7)",
                args![school, id, loser, seat.class, seat.seat, *from, *until],
            )
            .await?;
            joining.added(tx, "enrollment", id).await?;
        }
    }
    Ok(())
}

/// The event: what both said, and what the child's entry says now. Numbers and names, nothing kept more closely.
async fn tell(
    tx: &mut Tx,
    joining: &Joining<'_>,
    (kept, old): (&Entry, &Entry),
    values: &Values,
) -> Result<(), Fault> {
    let cx = joining.cx;
    let said = |values: &Values| {
        let shown = values.iter().filter(|(field, _)| entry::is_told(**field));
        shown
            .map(|(field, value)| (field.key(), json!(value)))
            .collect::<serde_json::Map<String, serde_json::Value>>()
    };
    let before = json!({
        "join": joining.id.to_string(),
        "kept": { "id": joining.kept.to_string(), "fields": said(&kept.values), "class": kept.place(cx) },
        "other": { "id": joining.old.to_string(), "fields": said(&old.values), "class": old.place(cx) },
    })
    .to_string();
    let after = json!({ "fields": said(values) }).to_string();
    let change = Change {
        name: "student.joined",
        kind: Kind::Identity,
        subject: joining.kept.0,
        student: Some(joining.kept),
        before: Some(&before),
        after: Some(&after),
    };
    cx.event(tx, change).await
}
