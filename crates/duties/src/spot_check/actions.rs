//! The steps of a spot check, one transaction each, with its event.

use access::{Action, Kind, Permit};
use db::Tx;
use kernel::clock::days_after;
use kernel::{CaseId, Day, Instant, SpotCheckId, SpotFindingId, StudentId};
use uuid::Uuid;
use web::cx::Change;
use web::{Cx, Failure};

use super::draw::{self, Entry};
use super::store::{self, Check, Drawn};
use super::{REST_DAYS, Stage, Strata, weight};
use crate::days::Days;
use crate::facts::store::{self as cases, Picked};

/// A check as typed.
pub struct NewCheck {
    /// Made when the form was shown: the same key twice is one check.
    pub key: SpotCheckId,
    /// What it is called.
    pub name: String,
    /// By what the frame is divided.
    pub strata: Strata,
    /// How many are drawn.
    pub size: usize,
    /// Where the seed will come from.
    pub seed_from: String,
    /// By when corrections are due.
    pub due_on: Day,
}

/// Freezes the frame: all cases open today. From now on neither frame nor weights can change.
///
/// # Errors
/// [`Failure::NotFound`] when the person may not, and those of the database.
pub async fn freeze(cx: &Cx, new: &NewCheck) -> Result<(), Failure> {
    cx.permit_school(Action::Create, Kind::Duty)?;
    let by = cx.staff()?;
    let mut tx = cx.app.db.begin().await?;
    if store::lookup(&mut tx, cx.school(), new.key).await?.is_some() {
        return Ok(());
    }
    let frame = frame(&mut tx, cx, new.strata).await?;
    let entries: Vec<Entry> = frame.iter().map(|(entry, _)| entry.clone()).collect();
    let print = draw::fingerprint(&entries);
    let row = store::New {
        id: new.key,
        name: &new.name,
        strata: new.strata.code(),
        size: i64::try_from(new.size).unwrap_or(0),
        seed_from: &new.seed_from,
        frame_sha256: &print,
        due_on: new.due_on,
        frozen: (cx.today(), cx.app.clock.now(), by),
    };
    store::insert(&mut tx, cx.school(), &row).await?;
    for (entry, student) in &frame {
        store::insert_case(&mut tx, (cx.school(), new.key), entry, *student).await?;
    }
    tell(&mut tx, cx, ("spot_check.frozen", new.key.0, None), &print).await?;
    Ok(tx.commit().await?)
}

async fn frame(tx: &mut Tx, cx: &Cx, strata: Strata) -> Result<Vec<(Entry, StudentId)>, Failure> {
    let scope = access::scope(&cx.actor, Action::Create, Kind::Duty);
    let today = cx.today();
    let since = Instant::at(days_after(today, -REST_DAYS).at(0, 0, 0, 0));
    let rested = store::drawn_since(tx, cx.school(), since).await?;
    let open = cases::in_days(tx, &scope, today, Days::new(today, today)).await?;
    let entry = |picked: Picked| {
        let weight = weight(&picked.tier, rested.contains(&picked.case));
        (Entry { case: picked.case, stratum: stratum(&picked, strata), weight }, picked.student)
    };
    Ok(open.into_iter().map(entry).collect())
}

fn stratum(picked: &Picked, strata: Strata) -> String {
    let number = |number: Option<i64>| number.map_or_else(|| "-".to_owned(), |number| number.to_string());
    match strata {
        Strata::Grade => number(picked.grade),
        Strata::Class => format!("{}.{}", number(picked.grade), number(picked.number)),
        Strata::Tier => picked.tier.clone(),
        Strata::School => "-".to_owned(),
    }
}

/// Draws the sample from the seed; a second seed changes nothing.
///
/// # Errors
/// As [`freeze`].
pub async fn draw(cx: &Cx, id: SpotCheckId, seed: &str) -> Result<(), Failure> {
    cx.permit_school(Action::Amend, Kind::Duty)?;
    let by = cx.staff()?;
    let mut tx = cx.app.db.begin().await?;
    let check = store::lookup(&mut tx, cx.school(), id).await?.ok_or(Failure::NotFound)?;
    if store::put_seed(&mut tx, (cx.school(), id), seed, (cx.app.clock.now(), by)).await? == 0 {
        return Ok(());
    }
    let frame = store::frame(&mut tx, cx.school(), id).await?;
    let entries: Vec<Entry> = frame.into_iter().map(|(entry, _)| entry).collect();
    let size = usize::try_from(check.size).unwrap_or(0);
    for (place, case) in (1..).zip(draw::draw(&entries, seed, size)) {
        store::put_place(&mut tx, (cx.school(), id), case, place).await?;
    }
    tell(&mut tx, cx, ("spot_check.drawn", id.0, None), seed).await?;
    Ok(tx.commit().await?)
}

/// What somebody saw, as typed.
pub struct Look {
    /// In the order of the questions.
    pub marks: [&'static str; 4],
    /// In words.
    pub words: String,
    /// Whether something is asked of the responsible teacher.
    pub asks: bool,
    /// By when.
    pub due_on: Day,
}

/// Keeps what was seen in one drawn case. The permit is the one under which its notes were read.
///
/// # Errors
/// [`Failure::NotFound`] when the person may not; [`Failure::Stale`] when it was answered meanwhile.
pub async fn look(cx: &Cx, of: &Drawn, look: &Look) -> Result<(), Failure> {
    cx.permit_school(Action::Amend, Kind::Duty)?;
    reading(cx, of)?;
    let by = cx.staff()?;
    let id = of.finding.unwrap_or_else(|| SpotFindingId(cx.uuid()));
    let key = cx.app.row(cx.school(), "spot_finding", id.bytes(), Kind::Note.label());
    let new = store::NewFinding {
        id,
        of,
        marks: look.marks,
        words: cx.app.seal_some(&key, "words_cell", Some(&look.words)),
        asks: look.asks,
        due_on: look.due_on,
        looked: (cx.today(), cx.app.clock.now(), by),
    };
    let mut tx = cx.app.db.begin().await?;
    if store::put_finding(&mut tx, cx.school(), &new).await? == 0 {
        return Err(Failure::Stale);
    }
    let after = format!("{} {}", look.marks.join(" "), look.words);
    tell(&mut tx, cx, ("spot_check.looked", id.0, Some(of.student)), &after).await?;
    Ok(tx.commit().await?)
}

/// The right to read the notes of this child, with which the finding may be read, too.
///
/// # Errors
/// [`Failure::NotFound`] without it.
pub fn reading(cx: &Cx, of: &Drawn) -> Result<Permit, Failure> {
    cx.permit(Action::Read, Kind::Note, &of.child(cx.school()))
}

/// Keeps the answer of somebody who keeps the child's duties.
///
/// # Errors
/// As [`look`].
pub async fn answer(cx: &Cx, of: &Drawn, text: &str) -> Result<(), Failure> {
    cx.permit(Action::Amend, Kind::Duty, &of.child(cx.school()))?;
    let id = of.finding.ok_or(Failure::NotFound)?;
    let key = cx.app.row(cx.school(), "spot_finding", id.bytes(), Kind::Note.label());
    let cell = cx.app.seal(&key, "answer_cell", text);
    let mut tx = cx.app.db.begin().await?;
    if store::put_answer(&mut tx, (cx.school(), id), &cell, (cx.today(), cx.staff()?)).await? == 0 {
        return Err(Failure::Stale);
    }
    tell(&mut tx, cx, ("spot_check.answered", id.0, Some(of.student)), text).await?;
    Ok(tx.commit().await?)
}

/// A second request as typed: by when, and why, which may be empty.
pub struct Again {
    /// By when.
    pub due_on: Day,
    /// In words.
    pub words: String,
}

/// The second look: it is settled, or asked for once more by another day. `false` when the person would settle the
/// own answer: the second look is somebody else's.
///
/// # Errors
/// As [`look`].
pub async fn settle(cx: &Cx, of: &Drawn, again: Option<&Again>) -> Result<bool, Failure> {
    cx.permit_school(Action::Amend, Kind::Duty)?;
    let (id, by) = (of.finding.ok_or(Failure::NotFound)?, cx.staff()?);
    if of.stage() == Stage::Answered && of.answered_by == Some(by) {
        return Ok(false);
    }
    let kept = again.map(|again| sealed(cx, of, again)).transpose()?;
    let mut tx = cx.app.db.begin().await?;
    if store::settle(&mut tx, (cx.school(), id), kept, (cx.today(), by)).await? == 0 {
        return Err(Failure::Stale);
    }
    let (name, after) =
        again.map_or(("spot_check.settled", ""), |again| ("spot_check.asked_again", &again.words));
    tell(&mut tx, cx, (name, id.0, Some(of.student)), after).await?;
    tx.commit().await?;
    Ok(true)
}

/// The request with what was answered until now, each answer a paragraph: the next one is written beside them.
fn sealed(cx: &Cx, of: &Drawn, again: &Again) -> Result<store::Again, Failure> {
    let said = said(cx, of)?;
    let answers = [said.earlier, said.answer];
    let earlier = answers.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n\n");
    let key = cx.app.row(
        cx.school(),
        "spot_finding",
        of.finding.ok_or(Failure::NotFound)?.bytes(),
        Kind::Note.label(),
    );
    Ok(store::Again {
        due_on: again.due_on,
        again_cell: cx.app.seal_some(&key, "again_cell", Some(&again.words)),
        earlier_cell: cx.app.seal_some(&key, "earlier_cell", Some(&earlier)),
    })
}

/// What was said in one drawn case, in words; what was not said is empty.
#[derive(Debug, Default)]
pub struct Said {
    /// To the responsible teacher.
    pub words: String,
    /// What was answered before it was asked once more.
    pub earlier: String,
    /// Why it was asked once more.
    pub again: String,
    /// The answer.
    pub answer: String,
}

/// Opens what was said. The caller has the permit to read the child's notes and logs it.
///
/// # Errors
/// Those of damaged cells.
pub fn said(cx: &Cx, of: &Drawn) -> Result<Said, Failure> {
    let Some(id) = of.finding else { return Ok(Said::default()) };
    let key = cx.app.row(cx.school(), "spot_finding", id.bytes(), Kind::Note.label());
    let open = |column, cell: &Option<Vec<u8>>| {
        cx.app.open_some(&key, column, cell.as_ref()).map(Option::unwrap_or_default)
    };
    Ok(Said {
        words: open("words_cell", &of.words_cell)?,
        earlier: open("earlier_cell", &of.earlier_cell)?,
        again: open("again_cell", &of.again_cell)?,
        answer: open("answer_cell", &of.answer_cell)?,
    })
}

/// Closes a check whose cases are all settled; `false` when some are not.
///
/// # Errors
/// As [`freeze`].
pub async fn close(cx: &Cx, check: &Check) -> Result<bool, Failure> {
    cx.permit_school(Action::Amend, Kind::Duty)?;
    let scope = access::scope(&cx.actor, Action::Amend, Kind::Duty);
    let mut tx = cx.app.db.begin().await?;
    let sample = store::sample(&mut tx, &scope, check.id, cx.today()).await?;
    if !check.is_drawn() || sample.iter().any(|drawn| drawn.stage() != Stage::Settled) {
        return Ok(false);
    }
    store::close(&mut tx, (cx.school(), check.id), (cx.today(), cx.staff()?)).await?;
    tell(&mut tx, cx, ("spot_check.closed", check.id.0, None), "").await?;
    tx.commit().await?;
    Ok(true)
}

/// The check and the drawn case of an address.
///
/// # Errors
/// [`Failure::NotFound`] when there is none, or its duties are not the reader's to see.
pub async fn find(cx: &Cx, check: SpotCheckId, case: CaseId) -> Result<Drawn, Failure> {
    let mut conn = cx.app.db.reader().await?;
    let found = store::lookup_drawn(&mut conn, cx.school(), (check, case), cx.today()).await?;
    let found = found.ok_or(Failure::NotFound)?;
    cx.permit(Action::Read, Kind::Duty, &found.child(cx.school()))?;
    Ok(found)
}

async fn tell(
    tx: &mut Tx,
    cx: &Cx,
    (name, subject, student): (&str, Uuid, Option<StudentId>),
    after: &str,
) -> Result<(), Failure> {
    let kind = if student.is_some() { Kind::Note } else { Kind::Duty };
    let change = Change { name, kind, subject, student, before: None, after: Some(after) };
    Ok(cx.event(tx, change).await?)
}
