//! What can be done with a drop-out entry: one transaction each, with its event.

use access::{Action, Kind};
use db::Tx;
use kernel::{Day, DropoutId, StudentId};
use web::cx::Change;
use web::{Cx, Failure};

use super::{Dropout, Ended, Known, reading, store};

/// Begins an entry. While one is open for the child, that one is answered: twice is once.
///
/// # Errors
/// [`Failure::NotFound`] for who may not begin a case for the child.
pub async fn begin(cx: &Cx, student: StudentId, known: &Known) -> Result<DropoutId, Failure> {
    let mut tx = cx.app.db.begin().await?;
    let right = (Action::Create, Kind::Case);
    let (student, _) = people::student::find_for(&mut tx, cx, student, right).await?;
    let there = reading::of_student(&mut tx, cx, &student).await?;
    if let Some(open) = there.iter().find(|entry| entry.ended.is_none()) {
        return Ok(open.id);
    }
    let id = DropoutId(cx.uuid());
    let by = (cx.app.clock.now(), cx.staff()?);
    let cells = sealed(cx, id, known);
    let written = (known.left_on, known.reason.key(), cells);
    store::insert(&mut tx, cx.school(), (id, student.id), written, by).await?;
    let after = words(known);
    tell(&mut tx, cx, (id, student.id), ("dropout.begun", None, Some(&after))).await?;
    tx.commit().await?;
    Ok(id)
}

fn sealed(cx: &Cx, id: DropoutId, known: &Known) -> store::Cells {
    let key = cx.app.row(cx.school(), "dropout", id.bytes(), Kind::Case.label());
    let seal = |column, text: &Option<String>| cx.app.seal_some(&key, column, text.as_deref());
    (seal("words_cell", &known.words), seal("whereabouts_cell", &known.whereabouts))
}

/// What is known, for the log.
fn words(known: &Known) -> String {
    let more = [&known.words, &known.whereabouts].into_iter().flatten();
    let more: String = more.map(|text| format!("; {text}")).collect();
    format!("{} {}{more}", known.left_on, known.reason.key())
}

async fn amendable(tx: &mut Tx, cx: &Cx, id: DropoutId) -> Result<Dropout, Failure> {
    Ok(reading::find(tx, cx, id, Action::Amend).await?.0)
}

async fn tell(
    tx: &mut Tx,
    cx: &Cx,
    (id, student): (DropoutId, StudentId),
    (name, before, after): (&str, Option<&str>, Option<&str>),
) -> Result<(), Failure> {
    let (kind, student) = (Kind::Case, Some(student));
    Ok(cx.event(tx, Change { name, kind, subject: id.0, student, before, after }).await?)
}

/// Writes what is known better.
///
/// # Errors
/// [`Failure::NotFound`] for who may not amend it.
pub async fn amend(cx: &Cx, id: DropoutId, known: &Known) -> Result<(), Failure> {
    let mut tx = cx.app.db.begin().await?;
    let entry = amendable(&mut tx, cx, id).await?;
    if entry.known == *known {
        return Ok(());
    }
    let written = (known.left_on, known.reason.key(), sealed(cx, id, known));
    store::amend(&mut tx, cx.school(), id, written).await?;
    let (before, after) = (words(&entry.known), words(known));
    let told = ("dropout.amended", Some(&*before), Some(&*after));
    tell(&mut tx, cx, (id, entry.student.id), told).await?;
    Ok(tx.commit().await?)
}

/// Says since when the child counts as having dropped out; none: that cannot be said yet.
///
/// # Errors
/// [`Failure::NotFound`] for who may not amend it; [`Failure::Stale`] for one that has ended.
pub async fn confirm(cx: &Cx, id: DropoutId, on: Option<Day>) -> Result<(), Failure> {
    let mut tx = cx.app.db.begin().await?;
    let entry = amendable(&mut tx, cx, id).await?;
    if entry.ended.is_some() {
        return Err(Failure::Stale);
    }
    store::confirm(&mut tx, cx.school(), id, (on, cx.staff()?)).await?;
    let [before, after] = [entry.confirmed_on, on].map(|day| day.map(|day| day.to_string()));
    let told = ("dropout.confirmed", before.as_deref(), after.as_deref());
    tell(&mut tx, cx, (id, entry.student.id), told).await?;
    Ok(tx.commit().await?)
}

/// Ends an entry with its ground; none takes the ending back.
///
/// # Errors
/// [`Failure::NotFound`] for who may not amend it; [`Failure::Stale`] when it has ended already, or when another one was
/// begun since.
pub async fn end(cx: &Cx, id: DropoutId, ended: Option<&Ended>) -> Result<(), Failure> {
    let mut tx = cx.app.db.begin().await?;
    let entry = amendable(&mut tx, cx, id).await?;
    let others = reading::of_student(&mut tx, cx, &entry.student).await?;
    let another = others.iter().any(|other| other.id != id && other.ended.is_none());
    if entry.ended.is_some() == ended.is_some() || another {
        return Err(Failure::Stale);
    }
    let key = cx.app.row(cx.school(), "dropout", id.bytes(), Kind::Case.label());
    let by = cx.staff()?;
    let end = ended.map(|ended| store::End {
        on: ended.on,
        how: ended.how.key(),
        placement: ended.placement.map(super::Placement::key),
        ground: cx.app.seal(&key, "ground_cell", &ended.ground),
        at: cx.app.clock.now(),
        by,
    });
    store::end(&mut tx, cx.school(), id, end).await?;
    let told = |ended: &Ended| format!("{} {}; {}", ended.on, ended.how.key(), ended.ground);
    let (before, after) = (entry.ended.as_ref().map(|(ended, _)| told(ended)), ended.map(told));
    let name = if ended.is_some() { "dropout.ended" } else { "dropout.reopened" };
    tell(&mut tx, cx, (id, entry.student.id), (name, before.as_deref(), after.as_deref())).await?;
    Ok(tx.commit().await?)
}

/// Withdraws an entry that was written by mistake.
///
/// # Errors
/// [`Failure::NotFound`] for who may not amend it.
pub async fn withdraw(cx: &Cx, id: DropoutId) -> Result<StudentId, Failure> {
    let mut tx = cx.app.db.begin().await?;
    let entry = amendable(&mut tx, cx, id).await?;
    store::withdraw(&mut tx, cx.school(), id, (cx.app.clock.now(), cx.staff()?)).await?;
    let before = words(&entry.known);
    let told = ("dropout.withdrawn", Some(&*before), None);
    tell(&mut tx, cx, (id, entry.student.id), told).await?;
    tx.commit().await?;
    Ok(entry.student.id)
}
