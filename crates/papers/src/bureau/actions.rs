//! Bringing a table in, naming its columns, handing in.

use std::collections::{BTreeMap, BTreeSet};

use access::{Action, Kind};
use documents::filling::{self, Filler};
use kernel::{BureauTableId, Fault, Label, StudentId};
use sha2::{Digest, Sha256};
use uuid::Uuid;
use vault::RowKey;
use web::cx::Change;
use web::{Cx, Failure};

use super::columns::{Column, NUMBER};
use super::rows::{self, Line};
use super::store::{self, HandIn, Table};

/// The label of all that is kept of a table and of its hand-ins.
const LABEL: Label = Label::CLOSE;

/// Whether this person looks after the tables of bureaus.
///
/// # Errors
/// [`Failure::NotFound`] for everybody else.
pub fn permit(cx: &Cx) -> Result<(), Failure> {
    cx.permit_school(Action::Create, Kind::Paper).map(|_| ())
}

fn key(cx: &Cx, table: &'static str, id: Uuid) -> RowKey<'static> {
    cx.app.row(cx.school(), table, *id.as_bytes(), LABEL)
}

fn seal(cx: &Cx, key: &RowKey<'static>, file: &[u8]) -> Vec<u8> {
    key.seal("file_cell", cx.app.chance.bytes(), file)
}

fn open(key: &RowKey<'static>, cell: &[u8]) -> Result<Vec<u8>, Fault> {
    let bytes = key.open("file_cell", cell).map_err(|_| Fault::new("a table cannot be read"))?;
    Ok(bytes.to_vec())
}

/// Keeps a table with what its columns were found to ask for.
///
/// # Errors
/// As [`permit`].
pub async fn bring_in(cx: &Cx, table: &Table, file: &[u8]) -> Result<(), Failure> {
    permit(cx)?;
    let cell = seal(cx, &key(cx, "bureau_table", table.id.0), file);
    let mut tx = cx.app.db.begin().await?;
    store::insert(&mut tx, cx.school(), (table, cell), (cx.staff()?, cx.app.clock.now())).await?;
    tell(&mut tx, cx, table.id, ("bureau-table.added", &table.name)).await?;
    Ok(tx.commit().await?)
}

/// Keeps what the columns ask for, corrected by a person.
///
/// # Errors
/// As [`permit`].
pub async fn name_columns(cx: &Cx, table: &Table) -> Result<(), Failure> {
    permit(cx)?;
    let mut tx = cx.app.db.begin().await?;
    store::update(&mut tx, cx.school(), table).await?;
    tell(&mut tx, cx, table.id, ("bureau-table.mapped", &table.columns)).await?;
    Ok(tx.commit().await?)
}

/// Takes a table out of use; what was handed in stays.
///
/// # Errors
/// As [`permit`].
pub async fn withdraw(cx: &Cx, id: BureauTableId) -> Result<(), Failure> {
    permit(cx)?;
    let mut tx = cx.app.db.begin().await?;
    store::withdraw(&mut tx, cx.school(), id, (cx.staff()?, cx.app.clock.now())).await?;
    tell(&mut tx, cx, id, ("bureau-table.withdrawn", "")).await?;
    Ok(tx.commit().await?)
}

/// What a table's columns ask for.
pub fn columns(table: &Table) -> Result<Vec<Column>, Fault> {
    serde_json::from_str(&table.columns).map_err(|error| Fault::from("the columns of a table", error))
}

/// Why nothing was handed in.
pub enum Nothing {
    /// Nobody fits.
    Nobody,
    /// Nothing changed since the last time.
    Unchanged,
}

/// Fills the file with everybody, or with those who are new or changed since the hand-ins before, and keeps it. The readings are
/// logged, and the hand-in is an event, before the file can be taken.
///
/// # Errors
/// As [`permit`]; a fault when the file cannot be filled.
pub async fn hand_in(
    cx: &Cx,
    filler: &Filler,
    (table, is_whole): (&Table, bool),
) -> Result<Result<i64, Nothing>, Failure> {
    permit(cx)?;
    let columns = columns(table)?;
    let all = rows::of(cx, table, &columns).await?;
    let mut conn = cx.app.db.reader().await?;
    let before: BTreeMap<StudentId, Option<Vec<u8>>> =
        store::marks(&mut conn, cx.school(), table.id).await?.into_iter().collect();
    let cell = store::file(&mut conn, cx.school(), table.id).await?;
    drop(conn);
    let here: BTreeSet<StudentId> = all.iter().map(|line| line.student).collect();
    let gone: Vec<StudentId> =
        before.iter().filter(|(id, mark)| mark.is_some() && !here.contains(*id)).map(|(id, _)| *id).collect();
    let is_new =
        |line: &Line| before.get(&line.student).is_none_or(|mark| mark.as_deref() != Some(&line.mark[..]));
    let lines: Vec<Line> = all.into_iter().filter(|line| is_whole || is_new(line)).collect();
    match (lines.is_empty(), is_whole) {
        (true, true) => return Ok(Err(Nothing::Nobody)),
        (true, false) if gone.is_empty() => return Ok(Err(Nothing::Unchanged)),
        _ => {}
    }
    let file = open(&key(cx, "bureau_table", table.id.0), &cell)?;
    let permits: Vec<_> = lines.iter().flat_map(|line| line.permits.clone()).collect();
    cx.log_readings(&permits).await?;
    let bytes = fill(filler, &file, (table, &columns), &lines).await?;
    keep(cx, (table, is_whole), (&lines, &gone), &bytes).await.map(Ok)
}

async fn fill(
    filler: &Filler,
    file: &[u8],
    (table, columns): (&Table, &[Column]),
    lines: &[Line],
) -> Result<Vec<u8>, Failure> {
    let named = columns.iter().filter(|column| !column.field.is_empty());
    let numbered: Vec<&Column> = columns.iter().filter(|column| column.field == NUMBER).collect();
    let layout = filling::Table {
        sheet: table.sheet.clone(),
        row: u32::try_from(table.first_row).unwrap_or(1),
        columns: named.map(|column| (column.letters.clone(), column.letters.clone())).collect(),
        rows: u32::try_from(lines.len()).unwrap_or(u32::MAX),
    };
    let row = |(number, line): (i64, &Line)| {
        let mut cells = line.cells.clone();
        for column in &numbered {
            cells.insert(column.letters.clone(), filling::Value::Number(number));
        }
        cells
    };
    let rows = (1..).zip(lines).map(row).collect();
    let filled = filler.table(file, layout, rows).await;
    Ok(filled.map_err(|refusal| Fault::new(refusal.key()))?)
}

async fn keep(
    cx: &Cx,
    (table, is_whole): (&Table, bool),
    (lines, gone): (&[Line], &[StudentId]),
    bytes: &[u8],
) -> Result<i64, Failure> {
    let id = cx.uuid();
    let hash: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    let rows: Vec<store::Marked> = lines
        .iter()
        .map(|line| (line.student, Some(line.mark)))
        .chain(gone.iter().map(|student| (*student, None)))
        .collect();
    let mut tx = cx.app.db.begin().await?;
    let last = store::hand_ins(&mut tx, cx.school(), table.id).await?.first().map_or(0, |last| last.number);
    let new = HandIn {
        id,
        number: last + 1,
        is_whole,
        size: i64::try_from(lines.len()).unwrap_or(i64::MAX),
        gone: i64::try_from(gone.len()).unwrap_or(i64::MAX),
        hash,
        handed_at: cx.app.clock.now(),
        handed_by: String::new(),
    };
    let file = seal(cx, &key(cx, "hand_in", id), bytes);
    store::insert_hand_in(&mut tx, cx.school(), (table.id, &new, cx.staff()?), (file, &rows)).await?;
    tell(
        &mut tx,
        cx,
        table.id,
        ("bureau-table.handed-in", &format!("{} {} {}", new.number, new.size, new.hash)),
    )
    .await?;
    tx.commit().await?;
    Ok(new.number)
}

/// The file of a hand-in; that it is taken again is written down.
///
/// # Errors
/// As [`permit`].
pub async fn handed_in(cx: &Cx, table: &Table, number: i64) -> Result<Vec<u8>, Failure> {
    permit(cx)?;
    let mut conn = cx.app.db.reader().await?;
    let all = store::hand_ins(&mut conn, cx.school(), table.id).await?;
    let found = all.into_iter().find(|one| one.number == number).ok_or(Failure::NotFound)?;
    let cell = store::handed_file(&mut conn, cx.school(), found.id).await?;
    drop(conn);
    let file = open(&key(cx, "hand_in", found.id), &cell)?;
    let mut tx = cx.app.db.begin().await?;
    tell(&mut tx, cx, table.id, ("bureau-table.taken", &number.to_string())).await?;
    tx.commit().await?;
    Ok(file)
}

async fn tell(
    tx: &mut db::Tx,
    cx: &Cx,
    id: BureauTableId,
    (name, after): (&str, &str),
) -> Result<(), Failure> {
    let change =
        Change { name, kind: Kind::Paper, subject: id.0, student: None, before: None, after: Some(after) };
    Ok(cx.event(tx, change).await?)
}
