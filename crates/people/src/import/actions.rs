//! The steps of an import: read, read again with another mapping, say what to do with doubtful rows, apply, undo, drop.
//! Nothing about a student is written before [`apply`].

use std::collections::BTreeSet;

use access::{Action, Kind, Permit};
use db::{Tx, args, dialect};
use kernel::{Day, Fault, ImportId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use web::cx::Change;
use web::{Cx, Failure};

use super::file::{Layout, Source};
use super::judge::{self, Deed, Judged, Picks};
use super::staff::{self, rows::Person};
use super::store::{self, Import, New, Parts, Step};
use super::write::Writer;
use super::{Counts, Fate, Told, Tools, What, columns, marks};
use crate::roster::compare::{Change as Differs, Sort};
use crate::roster::mapping::Mapping;
use crate::roster::{InRow, fields::Field};

/// What goes with an import between the clicks. Holds no name and no number of a person.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// A letter for each row of a student, in the order of the sheet.
    pub fates: String,
    /// What was said of doubtful rows.
    pub picks: Picks,
    /// Students whom the list no longer has.
    pub leavers: Vec<Uuid>,
    /// More than a tenth of those it stands for.
    pub many_leave: bool,
    /// Grades and numbers of classes that will be made.
    pub classes: BTreeSet<(i64, i64)>,
    /// Rows that name no class, of students who are not known yet.
    pub unplaced: usize,
    /// What a person should know before trusting the file.
    pub notices: Vec<Told>,
    /// Of marks and absences.
    pub about: marks::Kept,
    /// What was written, once it was.
    pub done: Option<Done>,
}

/// What was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// Students added, or marks and absences.
    pub added: i64,
    /// Students changed.
    pub changed: i64,
    /// Doubtful and refused rows left out.
    pub left_out: i64,
    /// Students who left.
    pub left: i64,
}

/// What is to be said of one row, kept between the clicks.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Say {
    /// As the spreadsheet counts.
    pub number: u32,
    /// Its place among all rows of the sheet.
    pub at: usize,
    /// The name it tells.
    pub name: String,
    /// Doubts and refusals.
    pub says: Vec<Told>,
    /// Field, old, new.
    pub changes: Vec<(Field, String, String)>,
    /// Whom it may mean.
    pub candidates: Vec<(Uuid, String)>,
    /// In a list of staff: what is written of the person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<Person>,
}

/// Whether the person may bring such files in, or look at them. A list of staff is only for whoever may add people;
/// files about children are never for the administrator (trust 3.3).
///
/// # Errors
/// [`Failure::NotFound`] when the policy refuses.
pub fn permit(cx: &Cx, what: What, action: Action) -> Result<Permit, Failure> {
    match what {
        What::Staff => cx.permit_school(Action::Create, Kind::Staff),
        What::Roster | What::Marks | What::Absences => cx.permit_school(action, Kind::Import),
    }
}

/// The import, for a person who may know of it.
///
/// # Errors
/// [`Failure::NotFound`] when there is none.
pub async fn find(cx: &Cx, id: ImportId, action: Action) -> Result<Import, Failure> {
    let mut conn = cx.app.db.reader().await?;
    let import = store::lookup(&mut conn, cx.school(), id).await?.ok_or(Failure::NotFound)?;
    permit(cx, import.what, action)?;
    Ok(import)
}

/// What goes with it.
///
/// # Errors
/// When it was not written by [`create`].
pub fn settings(import: &Import) -> Result<Settings, Fault> {
    serde_json::from_str(&import.settings).map_err(|e| Fault::from("settings of an import", e))
}

fn json<T: Serialize>(value: &T) -> Result<String, Fault> {
    serde_json::to_string(value).map_err(|e| Fault::from("json", e))
}

/// Judges on a thread where it holds nobody up.
pub(crate) async fn check(
    rows: Vec<InRow>,
    mapping: Mapping,
    today: Day,
) -> Result<Vec<crate::roster::check::CheckedRow>, Fault> {
    let work = move || judge::check(&rows, &mapping, today);
    tokio::task::spawn_blocking(work).await.map_err(|e| Fault::from("judging rows", e))
}

/// Keeps a file that was read, with what is to be said of it.
///
/// # Errors
/// [`Failure::NotFound`] when the policy refuses; those of the database.
pub async fn create(
    cx: &Cx,
    tools: &Tools,
    (what, source, about): (What, Source, marks::Kept),
) -> Result<ImportId, Failure> {
    permit(cx, what, Action::Create)?;
    let id = ImportId(cx.uuid());
    let settings = Settings { notices: source.notices.clone(), about, ..Settings::default() };
    let (mapping, judged) = read_as(cx, tools, &source, settings).await?;
    let mut tx = cx.app.db.begin().await?;
    let new = New { id, what, file_name: &source.name, hash: source.hash, mapping: &mapping };
    store::insert(&mut tx, cx, &new).await?;
    store::put_rows(&mut tx, cx, id, &source.rows).await?;
    keep(&mut tx, cx, id, &mapping, &judged).await?;
    event(&mut tx, cx, "import.read", id).await?;
    tx.commit().await?;
    Ok(id)
}

/// What was made of the rows.
pub(crate) struct Reading {
    settings: Settings,
    says: Vec<Say>,
    counts: Counts,
}

async fn read_as(
    cx: &Cx,
    tools: &Tools,
    source: &Source,
    settings: Settings,
) -> Result<(String, Reading), Failure> {
    match &source.layout {
        Layout::Staff(mapping) => {
            let sink = tools.staff.as_deref().ok_or(Failure::NotFound)?;
            let mut conn = cx.app.db.reader().await?;
            let judged = staff::judged(&mut conn, cx, (sink, &source.rows, mapping)).await?;
            Ok((json(mapping)?, judged.reading(&source.rows, settings)))
        }
        Layout::Roster(mapping) => {
            let text = mapping.to_json().map_err(|e| Fault::from("json", e))?;
            Ok((text, read_roster(cx, &source.rows, mapping, settings).await?))
        }
        Layout::Marks(mapping) => {
            let text = json(mapping)?;
            let mut conn = cx.app.db.reader().await?;
            let judged = marks::judge(&mut conn, cx, &source.rows, mapping, &settings.about).await?;
            Ok((text, judged.reading(&source.rows, settings)))
        }
    }
}

impl Reading {
    /// Of what was said and what becomes of each row.
    pub(crate) fn new(settings: Settings, says: Vec<Say>, fates: &[Fate]) -> Self {
        let settings = Settings { fates: fates.iter().map(|fate| fate.letter()).collect(), ..settings };
        Self { settings, says, counts: Counts::of(fates) }
    }
}

async fn read_roster(
    cx: &Cx,
    rows: &[InRow],
    mapping: &Mapping,
    settings: Settings,
) -> Result<Reading, Failure> {
    let checked = check(rows.to_vec(), mapping.clone(), cx.today()).await?;
    let mut conn = cx.app.db.reader().await?;
    let judged = judge::judge(&mut conn, cx, checked).await?;
    let settings = Settings {
        leavers: judged.leavers.iter().map(|id| id.0).collect(),
        many_leave: judged.many_leave,
        classes: judged.classes.clone(),
        unplaced: judged.unplaced,
        picks: Picks::default(),
        ..settings
    };
    Ok(Reading::new(settings, says(&judged, rows), &judged.fates))
}

fn says(judged: &Judged, rows: &[InRow]) -> Vec<Say> {
    let known = judged.known();
    let label = |id: &[u8; 16]| {
        let values = known.get(id).copied();
        let words = values.map(|values| {
            let place = columns::place(values).map(|(grade, class)| format!(" {grade}-{class}"));
            format!("{}{}", columns::name(values), place.unwrap_or_default())
        });
        (Uuid::from_bytes(*id), words.unwrap_or_default())
    };
    let shown = |change: &Differs| {
        (change.field, columns::shown(change.field, &change.old), columns::shown(change.field, &change.new))
    };
    let say = |(nth, row): (usize, &crate::roster::check::CheckedRow)| {
        let (changes, candidates) = match judged.sorts.get(nth) {
            Some(Sort::Changed { changes, .. }) => (changes.iter().map(shown).collect(), Vec::new()),
            Some(Sort::Doubtful { changes, candidates, .. }) => {
                (changes.iter().map(shown).collect(), candidates.iter().map(label).collect())
            }
            _ => (Vec::new(), Vec::new()),
        };
        let at = rows.binary_search_by_key(&row.number, |own| own.number).unwrap_or_default();
        let name = row.value(Field::Name).unwrap_or_default().to_owned();
        Say { number: row.number, at, name, says: judged.says(nth), changes, candidates, person: None }
    };
    judged.rows.iter().enumerate().map(say).collect()
}

async fn keep(tx: &mut Tx, cx: &Cx, id: ImportId, mapping: &str, reading: &Reading) -> Result<(), Failure> {
    store::put_says(tx, cx, id, &reading.says).await?;
    let settings = json(&reading.settings)?;
    Ok(store::update(tx, cx.school(), id, (mapping, &settings), &reading.counts).await?)
}

pub(crate) async fn event(tx: &mut Tx, cx: &Cx, name: &str, id: ImportId) -> Result<(), Fault> {
    let change = Change { name, kind: Kind::Import, subject: id.0, student: None, before: None, after: None };
    cx.event(tx, change).await
}

/// Whether it still waits for the second click.
#[must_use]
pub fn waits(import: &Import) -> bool {
    import.applied_at.is_none() && import.dropped_at.is_none()
}

/// Reads the kept rows again with another mapping.
///
/// # Errors
/// [`Failure::Stale`] when it was applied or dropped meanwhile.
pub async fn remap(cx: &Cx, import: &Import, mapping: Mapping) -> Result<(), Failure> {
    permit(cx, import.what, Action::Amend)?;
    let mut conn = cx.app.db.reader().await?;
    let rows = store::all_rows(&mut conn, cx, import.id).await?;
    drop(conn);
    let reading = read_roster(cx, &rows, &mapping, settings(import)?).await?;
    let text = mapping.to_json().map_err(|e| Fault::from("json", e))?;
    let mut tx = cx.app.db.begin().await?;
    still_waits(&mut tx, cx, import.id).await?;
    keep(&mut tx, cx, import.id, &text, &reading).await?;
    Ok(tx.commit().await?)
}

async fn still_waits(tx: &mut Tx, cx: &Cx, id: ImportId) -> Result<Import, Failure> {
    let now = store::lookup(tx, cx.school(), id).await?.ok_or(Failure::NotFound)?;
    if waits(&now) { Ok(now) } else { Err(Failure::Stale) }
}

/// Keeps what was said of doubtful rows.
///
/// # Errors
/// As [`remap`].
pub async fn pick(cx: &Cx, id: ImportId, picks: Picks) -> Result<(), Failure> {
    let mut tx = cx.app.db.begin().await?;
    let now = still_waits(&mut tx, cx, id).await?;
    permit(cx, now.what, Action::Amend)?;
    let mut settings = settings(&now)?;
    settings.picks.rows.extend(picks.rows);
    settings.picks.all = picks.all;
    store::update(&mut tx, cx.school(), id, (&now.mapping, &json(&settings)?), &now.counts).await?;
    Ok(tx.commit().await?)
}

/// What the second click says.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// What was said of doubtful rows.
    pub picks: Picks,
    /// Those whom the list no longer has, leave.
    pub leave: bool,
}

/// Writes a judged roster in the caller's transaction. `told` hears how many rows are done.
///
/// # Errors
/// Those of the database: then the transaction must not be committed.
pub(crate) async fn write(
    tx: &mut Tx,
    cx: &Cx,
    id: ImportId,
    (judged, choice): (&Judged, &Choice),
    told: impl Fn(usize),
) -> Result<Done, Fault> {
    let mut writer = Writer::new(tx, cx, id).await?;
    let known = judged.known();
    let mut done = Done { left_out: judged.counts.doubtful + judged.counts.refused, ..Done::default() };
    for (at, row) in judged.rows.iter().enumerate() {
        let doubtful = judged.fates.get(at) == Some(&Fate::Doubtful);
        match judged.deed(at, &choice.picks) {
            Deed::Nothing => continue,
            Deed::Insert => {
                writer.insert(tx, &judge::values(row)).await?;
                done.added += 1;
            }
            Deed::Change(student) => {
                let before = known.get(&student.bytes()).copied();
                let (after, changes) = judged.changed(row, before);
                if let (Some(before), false) = (before, changes.is_empty()) {
                    writer.change(tx, student, (before, &after), &changes).await?;
                    done.changed += 1;
                }
            }
        }
        done.left_out -= i64::from(doubtful);
        if at % 256 == 0 {
            told(at);
            tokio::task::yield_now().await;
        }
    }
    if choice.leave {
        for student in &judged.leavers {
            writer.leave(tx, *student).await?;
            done.left += 1;
        }
    }
    writer.finish(tx).await?;
    Ok(done)
}

/// Takes the school's turn: two imports at once would not see each other's students.
pub(crate) async fn turn(tx: &mut Tx, cx: &Cx) -> Result<(), Fault> {
    let sql = format!("select id from school where id = $1{}", dialect::for_update(tx.engine()));
    tx.one::<i64>(&sql, args![cx.school()]).await?;
    Ok(())
}

/// Notes that an import was applied, when, and what it did; the rows of the sheet are forgotten.
pub(crate) async fn applied(tx: &mut Tx, cx: &Cx, id: ImportId, done: Done) -> Result<(), Fault> {
    let import = store::lookup(tx, cx.school(), id).await?.ok_or_else(|| Fault::new("no import"))?;
    let settings = Settings { done: Some(done), ..settings(&import)? };
    store::update(tx, cx.school(), id, (&import.mapping, &json(&settings)?), &import.counts).await?;
    store::delete_parts(tx, cx.school(), id, Parts::Rows).await?;
    event(tx, cx, "import.applied", id).await?;
    // After the last event: what comes later was done by others.
    tx.run(
        "update import set applied_at = $1 where school_id = $2 and id = $3",
        args![cx.app.clock.now(), cx.school(), id],
    )
    .await?;
    Ok(())
}

/// The second click: writes the students of the file in one transaction. A second time it does nothing.
///
/// # Errors
/// Those of the database: then nothing was written.
pub async fn apply(cx: &Cx, import: &Import, leave: bool, told: impl Fn(usize)) -> Result<(), Failure> {
    permit(cx, import.what, Action::Amend)?;
    cx.permit_school(Action::Create, Kind::Roster)?;
    let mapping = Mapping::from_json(&import.mapping).map_err(|_| Fault::new("a kept mapping"))?;
    let mut conn = cx.app.db.reader().await?;
    let rows = store::all_rows(&mut conn, cx, import.id).await?;
    drop(conn);
    let checked = check(rows, mapping, cx.today()).await?;
    let mut tx = cx.app.db.begin().await?;
    turn(&mut tx, cx).await?;
    if store::step(&mut tx, cx, import.id, Step::Applied).await? == 0 {
        return Ok(());
    }
    let judged = judge::judge(&mut tx, cx, checked).await?;
    let choice = Choice { picks: settings(import)?.picks, leave };
    let done = write(&mut tx, cx, import.id, (&judged, &choice), told).await?;
    applied(&mut tx, cx, import.id, done).await?;
    Ok(tx.commit().await?)
}
