//! What can be done with readings: one transaction each, with its event.

use access::Kind;
use db::Tx;
use kernel::{CaseId, Day, GoalId};
use progress::Better;
use uuid::Uuid;
use web::{Cx, Failure};

use super::super::actions::{self as case, About, Told};
use super::model::Value;
use super::store::{self, Measuring, NewReading};

/// How a goal is to be read.
#[derive(Clone, Debug)]
pub struct NewMeasure {
    /// What is counted.
    pub unit: Option<String>,
    /// Which way is better.
    pub better: Better,
    /// The value to be reached.
    pub target: Option<Value>,
    /// The first day with support.
    pub support_from: Day,
}

/// Says how a goal is read.
///
/// # Errors
/// [`Failure::NotFound`] when the person may not amend the case, [`Failure::Stale`] when it is closed.
pub async fn measure(cx: &Cx, goal: GoalId, new: &NewMeasure) -> Result<CaseId, Failure> {
    let mut tx = cx.app.db.begin().await?;
    let (about, _) = case::of_goal(&mut tx, cx, goal).await?;
    let key = cx.app.row(cx.school(), "goal_measure", goal.bytes(), Kind::Case.label());
    let better = if new.better == Better::Less { "less" } else { "more" };
    let row = Measuring {
        unit: cx.app.seal_some(&key, "unit_cell", new.unit.as_deref()),
        better,
        target: new.target.map(|value| value.0),
        support_from: new.support_from,
    };
    let who = (cx.app.clock.now(), cx.staff()?);
    store::set_measure(&mut tx, cx.school(), (goal, about.student), &row, who).await?;
    let words = format!(
        "{better} {} {} {}",
        new.target.map(|value| value.to_string()).unwrap_or_default(),
        new.unit.as_deref().unwrap_or_default(),
        new.support_from
    );
    let told = Told { name: "goal.measured", before: None, after: Some(&words) };
    case::tell(&mut tx, cx, (about, goal.0), told).await?;
    tx.commit().await?;
    Ok(about.case)
}

/// A reading somebody typed.
#[derive(Clone, Copy, Debug)]
pub struct Typed {
    /// Made when the form was shown: the same id twice is one reading.
    pub id: Uuid,
    /// When it was read.
    pub on: Day,
    /// How much.
    pub value: Value,
}

impl Typed {
    fn row(self, goal: GoalId, about: About, replaces: Option<Uuid>) -> NewReading {
        let Self { id, on, value } = self;
        NewReading { id, goal, student: about.student, on, value: value.0, replaces }
    }
}

/// Keeps a reading. The same id again changes nothing.
///
/// # Errors
/// As [`measure`].
pub async fn read(cx: &Cx, goal: GoalId, typed: Typed) -> Result<CaseId, Failure> {
    let mut tx = cx.app.db.begin().await?;
    let (about, _) = case::of_goal(&mut tx, cx, goal).await?;
    let who = (cx.app.clock.now(), cx.staff()?);
    let kept = store::insert_reading(&mut tx, cx.school(), &typed.row(goal, about, None), who).await?;
    if kept == 1 {
        let words = format!("{} {}", typed.on, typed.value);
        let told = Told { name: "goal.read", before: None, after: Some(&words) };
        case::tell(&mut tx, cx, (about, goal.0), told).await?;
        tx.commit().await?;
    }
    Ok(about.case)
}

/// The words of a reading that holds, for the log.
async fn standing(tx: &mut Tx, cx: &Cx, (goal, id): (GoalId, Uuid)) -> Result<String, Failure> {
    let readings = store::readings(tx, cx.school(), goal).await?;
    let row = readings.into_iter().find(|row| row.id == id).ok_or(Failure::Stale)?;
    Ok(format!("{} {}", row.read_on, Value(row.value)))
}

/// Puts a right reading in the place of a wrong one, which is kept.
///
/// # Errors
/// As [`measure`], and [`Failure::Stale`] for a reading that no longer holds.
pub async fn correct(cx: &Cx, goal: GoalId, old: Uuid, typed: Typed) -> Result<(), Failure> {
    let mut tx = cx.app.db.begin().await?;
    let (about, _) = case::of_goal(&mut tx, cx, goal).await?;
    let who = (cx.app.clock.now(), cx.staff()?);
    let before = standing(&mut tx, cx, (goal, old)).await?;
    store::withdraw(&mut tx, cx.school(), (old, goal), who).await?;
    store::insert_reading(&mut tx, cx.school(), &typed.row(goal, about, Some(old)), who).await?;
    let after = format!("{} {}", typed.on, typed.value);
    let told = Told { name: "goal.reading-corrected", before: Some(&before), after: Some(&after) };
    case::tell(&mut tx, cx, (about, goal.0), told).await?;
    Ok(tx.commit().await?)
}

/// Takes a reading back.
///
/// # Errors
/// As [`correct`].
pub async fn withdraw(cx: &Cx, goal: GoalId, id: Uuid) -> Result<(), Failure> {
    let mut tx = cx.app.db.begin().await?;
    let (about, _) = case::of_goal(&mut tx, cx, goal).await?;
    let words = standing(&mut tx, cx, (goal, id)).await?;
    store::withdraw(&mut tx, cx.school(), (id, goal), (cx.app.clock.now(), cx.staff()?)).await?;
    let told = Told { name: "goal.reading-withdrawn", before: Some(&words), after: None };
    case::tell(&mut tx, cx, (about, goal.0), told).await?;
    Ok(tx.commit().await?)
}

/// Says that the help was changed on a day.
///
/// # Errors
/// As [`measure`].
pub async fn change(cx: &Cx, goal: GoalId, on: Day, text: &str) -> Result<(), Failure> {
    let mut tx = cx.app.db.begin().await?;
    let (about, _) = case::of_goal(&mut tx, cx, goal).await?;
    let id = cx.uuid();
    let key = cx.app.row(cx.school(), "goal_change", *id.as_bytes(), Kind::Case.label());
    let cell = cx.app.seal(&key, "text_cell", text);
    let who = (cx.app.clock.now(), cx.staff()?);
    store::insert_change(&mut tx, cx.school(), (id, goal, about.student), (on, cell), who).await?;
    let told = Told { name: "goal.help-changed", before: None, after: Some(text) };
    case::tell(&mut tx, cx, (about, goal.0), told).await?;
    Ok(tx.commit().await?)
}
