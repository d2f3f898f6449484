//! Taking a join back: the other entry stands again as it stood, with every row that came from it. What was written since
//! stays with the child at whose entry it was written.

use access::Kind;
use db::{Conn, Error, Tx, Value, args};
use kernel::{Day, EnrollmentId, Fault, JoinId, StudentId, clock::days_after};
use serde_json::json;
use web::cx::Change;
use web::{Cx, Failure};

use super::joining::{Before, hold, name_keys, tables};
use super::moving::{Keeps, Table, Twice, shift_back};
use super::store::{self, Changed, Join};
use super::{LABEL, entry};
use crate::import::actions::turn;
use crate::kept::{self, Kept};

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undone {
    /// There are two entries again.
    Done,
    /// A number of the other entry stands at another child now.
    NumberTaken,
}

/// The join with how it was before.
pub(super) fn before(cx: &Cx, join: &Join) -> Result<Before, Fault> {
    let key = cx.app.row(cx.school(), "duplicate_join", join.id.bytes(), LABEL);
    kept::of_json(&cx.app.open(&key, "before_cell", &join.before)?)
}

/// A row put aside: whose, and its columns.
pub(super) fn aside(
    cx: &Cx,
    (id, body): (uuid::Uuid, &[u8]),
) -> Result<(StudentId, Vec<Value<'static>>), Fault> {
    let key = cx.app.row(cx.school(), "duplicate_aside", *id.as_bytes(), LABEL);
    let (child, row): (StudentId, Vec<Kept>) = kept::of_json(&cx.app.open(&key, "body_cell", body)?)?;
    Ok((child, row.into_iter().map(Kept::value).collect()))
}

/// Takes a join back.
///
/// # Errors
/// [`Failure::NotFound`] when the policy refuses or there is none, [`Failure::Stale`] when it was taken back already.
pub async fn undo(cx: &Cx, rooms: &[Box<dyn Keeps>], id: JoinId) -> Result<Undone, Failure> {
    super::permit(cx)?;
    let mut tx = cx.app.db.begin().await?;
    turn(&mut tx, cx).await?;
    let join = store::lookup(&mut tx, cx.school(), id).await?.ok_or(Failure::NotFound)?;
    if join.undone_at.is_some() {
        return Err(Failure::Stale);
    }
    hold(&mut tx, cx, [join.kept]).await?;
    let before = before(cx, &join)?;
    put_back_kept(&mut tx, cx, (&join, &before)).await?;
    match put_back_old(&mut tx, cx, before.old).await {
        Err(Error::Refused(_)) => return Ok(Undone::NumberTaken),
        other => other?,
    }
    for table in tables(rooms) {
        shift_back(&mut tx, cx, (id, table), (join.kept, join.old)).await?;
    }
    for change in store::changes(&mut tx, cx.school(), id).await? {
        let known = tables(rooms).find(|table| table.name == change.table);
        restore(&mut tx, cx, &change, (&join, known)).await?;
    }
    for (id, table, body) in store::asides(&mut tx, cx.school(), id).await? {
        let (child, row) = aside(cx, (id, &body))?;
        let columns = aside_columns(rooms, &table).ok_or_else(|| Fault::new("a row of no table"))?;
        let child = if child == join.old { join.old } else { join.kept };
        insert(&mut tx, cx, (&table, columns), (child, row)).await?;
    }
    for student in [join.kept, join.old] {
        one_class_a_day(&mut tx, cx, student).await?;
        tx.run("delete from name_key where school_id = $1 and student_id = $2", args![cx.school(), student])
            .await?;
        let sql = "select name from student where school_id = $1 and id = $2";
        let name: String = tx.one(sql, args![cx.school(), student]).await?;
        name_keys(&mut tx, cx, student, [&name]).await?;
    }
    tx.run(
        "update duplicate_join set undone_at = $1, undone_by = $2 where school_id = $3 and id = $4",
        args![cx.app.clock.now(), cx.staff()?, cx.school(), id],
    )
    .await?;
    tell(&mut tx, cx, &join).await?;
    tx.commit().await?;
    Ok(Undone::Done)
}

type Columns = &'static [(&'static str, kept::Of)];

/// The columns of a table whose rows may have been put aside: those without school and child.
fn aside_columns(rooms: &[Box<dyn Keeps>], name: &str) -> Option<(&'static str, Columns)> {
    let (enrollment, columns) = super::family::ENROLLMENT;
    if enrollment.name == name {
        return Some((enrollment.child, columns));
    }
    let table = tables(rooms).find(|table| table.name == name && table.twice.is_some())?;
    let Twice { columns, .. } = table.twice?;
    Some((table.child, columns))
}

/// The row of the entry that stayed, as it stood; unless somebody changed it since, or it was joined again itself.
async fn put_back_kept(tx: &mut Conn, cx: &Cx, (join, before): (&Join, &Before)) -> Result<(), Fault> {
    let sql = "select row_version from student where school_id = $1 and id = $2";
    let version: i64 = tx.one(sql, args![cx.school(), join.kept]).await?;
    if join.kept != before.kept_id || version != before.kept_version {
        return Ok(());
    }
    let row: Vec<Value<'static>> = before.kept.iter().cloned().map(Kept::value).collect();
    let mut args = vec![Value::Int(cx.school().0), Value::Id(join.kept.0), Value::Int(version + 1)];
    let mut sets = Vec::new();
    for ((name, _), value) in entry::COLUMNS.iter().zip(row) {
        if !["id", "row_version"].contains(name) {
            args.push(value);
            sets.push(format!("{name} = ${}", args.len()));
        }
    }
    let sql =
        format!("update student set row_version = $3, {} where school_id = $1 and id = $2", sets.join(", "));
    tx.run(&sql, &args).await?;
    Ok(())
}

async fn put_back_old(tx: &mut Conn, cx: &Cx, old: Vec<Kept>) -> db::Result<()> {
    let names: Vec<&str> = entry::COLUMNS.iter().map(|(name, _)| *name).collect();
    let mut args = vec![Value::Int(cx.school().0)];
    args.extend(old.into_iter().map(Kept::value));
    let list = db::dialect::list(1, args.len());
    tx.run(&format!("insert into student (school_id, {}) values {list}", names.join(", ")), &args).await?;
    Ok(())
}

async fn restore(
    tx: &mut Conn,
    cx: &Cx,
    change: &Changed,
    (join, table): (&Join, Option<&Table>),
) -> Result<(), Fault> {
    let (school, Changed { table: name, column, row, part, before }) = (cx.school(), change);
    let Some(before) = before else {
        let sql = format!("delete from {name} where school_id = $1 and id = $2");
        tx.run(&sql, args![school, *row]).await?;
        return Ok(());
    };
    let value = kept::of_json::<Kept>(before)?.value();
    // A row with an id of its own, or one that is told apart by the child as well.
    match table.filter(|table| table.key != "id") {
        Some(Table { child, key, part: of, .. }) => {
            let sql = format!(
                "update {name} set {column} = $1 where school_id = $2 and {key} = $3 and {of} = $4 and {child} = $5"
            );
            tx.run(&sql, args![value, school, *row, part, join.kept]).await?;
        }
        None => {
            let sql = format!("update {name} set {column} = $1 where school_id = $2 and id = $3");
            tx.run(&sql, args![value, school, *row]).await?;
        }
    }
    Ok(())
}

async fn insert(
    tx: &mut Conn,
    cx: &Cx,
    (table, (child_column, columns)): (&str, (&str, Columns)),
    (child, row): (StudentId, Vec<Value<'static>>),
) -> Result<(), Fault> {
    let names: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
    let mut args = vec![Value::Int(cx.school().0), Value::Id(child.0)];
    args.extend(row);
    let list = db::dialect::list(1, args.len());
    let sql = format!(
        "insert into {table} (school_id, {child_column}, {}) values {list} on conflict do nothing",
        names.join(", ")
    );
    tx.run(&sql, &args).await?;
    Ok(())
}

/// A child that changed class since the join was in two classes again: the later one counts from its first day.
async fn one_class_a_day(tx: &mut Conn, cx: &Cx, student: StudentId) -> Result<(), Fault> {
    let sql = "select id, from_on, until_on from enrollment
        where school_id = $1 and student_id = $2 order by from_on, until_on, id";
    let seats: Vec<(EnrollmentId, Day, Day)> = tx.all(sql, args![cx.school(), student]).await?;
    for ((id, _, until), (_, next, _)) in seats.iter().zip(seats.iter().skip(1)) {
        if until >= next {
            tx.run(
                "update enrollment set until_on = $1 where school_id = $2 and id = $3",
                args![days_after(*next, -1), cx.school(), *id],
            )
            .await?;
        }
    }
    Ok(())
}

async fn tell(tx: &mut Tx, cx: &Cx, join: &Join) -> Result<(), Fault> {
    for (student, from) in [(join.kept, join.old), (join.old, join.kept)] {
        let after = json!({ "join": join.id.to_string(), "apart_from": from.to_string() }).to_string();
        let change = Change {
            name: "student.parted",
            kind: Kind::Identity,
            subject: student.0,
            student: Some(student),
            before: None,
            after: Some(&after),
        };
        cx.event(tx, change).await?;
    }
    Ok(())
}
