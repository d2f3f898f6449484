//! What is done with a review: one transaction each, with its event.

use access::{Action, Kind};
use db::Tx;
use kernel::{CaseId, Day, Fault, FinishId, NoteId, ReviewId, StaffId, StudentId};
use uuid::Uuid;
use web::cx::Change;
use web::short::Filled;
use web::{Cx, Failure};

use super::model::{Decision, Kept, Month, Place};
use super::store::{self, Deciding, ReviewRow};

use crate::note::{self, Content, NewNote, NoteKind, Promise};
use crate::{case, follow_up};

/// Begins the review of a month, or finds the one that was begun; its id.
///
/// # Errors
/// [`Failure::NotFound`] when the person does not answer for the cases of the place, [`Failure::BadRequest`] for a
/// month to come.
pub async fn begin(cx: &Cx, month: Month, place: Place) -> Result<ReviewId, Failure> {
    let (me, today) = (cx.staff()?, cx.today());
    if month > Month::of(today) {
        return Err(Failure::BadRequest);
    }
    let mut tx = cx.app.db.begin().await?;
    leads(&mut tx, cx, place).await?;
    let (month, place) = (month.key(), place.key());
    if let Some(there) = store::lookup_of(&mut tx, cx.school(), (&month, &place)).await? {
        return Ok(there.id);
    }
    let id = ReviewId(cx.uuid());
    let when = (today, cx.app.clock.now(), me);
    match store::insert(&mut tx, cx.school(), (id, &month, &place), when).await {
        // Two colleagues began at the same moment.
        Err(db::Error::Refused(_)) => {
            drop(tx);
            let mut conn = cx.app.db.reader().await?;
            let there = store::lookup_of(&mut conn, cx.school(), (&month, &place)).await?;
            return there.map(|row| row.id).ok_or(Failure::Busy);
        }
        other => other?,
    }
    store::set_present(&mut tx, cx.school(), id, &[me]).await?;
    let words = format!("{month} {place}");
    tell(&mut tx, cx, (id.0, None), ("review.begun", None, Some(&words))).await?;
    tx.commit().await?;
    Ok(id)
}

/// The right to lead the meeting of a place: to amend its cases.
async fn leads(tx: &mut Tx, cx: &Cx, place: Place) -> Result<(), Failure> {
    let (facts, _) = place.known(tx, cx.school(), cx).await?.ok_or(Failure::NotFound)?;
    cx.permit(Action::Amend, Kind::Case, &facts)?;
    Ok(())
}

async fn tell(
    tx: &mut Tx,
    cx: &Cx,
    (subject, student): (Uuid, Option<StudentId>),
    (name, before, after): (&str, Option<&str>, Option<&str>),
) -> Result<(), Failure> {
    Ok(cx.event(tx, Change { name, kind: Kind::Case, subject, student, before, after }).await?)
}

/// A review that is not finished, held until the transaction ends. A finished one: [`Failure::Stale`].
async fn open(tx: &mut Tx, cx: &Cx, id: ReviewId) -> Result<ReviewRow, Failure> {
    let row = store::lookup(tx, cx.school(), id).await?.ok_or(Failure::NotFound)?;
    store::hold(tx, cx.school(), id).await?;
    let now = store::lookup(tx, cx.school(), id).await?.ok_or(Failure::NotFound)?;
    if now.finish_id.is_some() { Err(Failure::Stale) } else { Ok(row) }
}

/// The meeting itself.
#[derive(Clone, Debug)]
pub struct Meeting {
    /// When.
    pub held_on: Day,
    /// Who chairs.
    pub chair: StaffId,
    /// Who of the staff was there.
    pub present: Vec<StaffId>,
    /// Who else was there.
    pub others: Option<String>,
}

/// Says when the meeting was, who chaired, who was there.
///
/// # Errors
/// [`Failure::NotFound`] for who does not lead it, [`Failure::Stale`] for a finished month, [`Failure::BadRequest`] for
/// a day to come or nobody of this school.
pub async fn meet(cx: &Cx, id: ReviewId, meeting: &Meeting) -> Result<(), Failure> {
    let mut tx = cx.app.db.begin().await?;
    let row = open(&mut tx, cx, id).await?;
    let place = Place::parse(&row.place).ok_or(Failure::NotFound)?;
    leads(&mut tx, cx, place).await?;
    let serving = people::staff::store::list_names(&mut tx, cx.school(), cx.today()).await?;
    let serves = |id: &StaffId| serving.iter().any(|one| one.id == *id);
    if meeting.held_on > cx.today() || !serves(&meeting.chair) || !meeting.present.iter().all(serves) {
        return Err(Failure::BadRequest);
    }
    let key = cx.app.row(cx.school(), "review", id.bytes(), Kind::Case.label());
    let others = cx.app.seal_some(&key, "others_cell", meeting.others.as_deref());
    store::meet(&mut tx, cx.school(), id, (meeting.held_on, meeting.chair, others)).await?;
    let mut present = meeting.present.clone();
    present.push(meeting.chair);
    present.sort_unstable();
    present.dedup();
    store::set_present(&mut tx, cx.school(), id, &present).await?;
    let words = format!("{} {}", meeting.held_on, present.len());
    tell(&mut tx, cx, (id.0, None), ("review.met", None, Some(&words))).await?;
    Ok(tx.commit().await?)
}

/// A task to be given to somebody.
#[derive(Clone, Debug)]
pub struct NewTask {
    /// What.
    pub text: String,
    /// Who takes it on.
    pub owner: StaffId,
    /// By when.
    pub due_on: Day,
}

/// A decision about to be written.
#[derive(Clone, Debug)]
pub struct NewDecision {
    /// What is decided.
    pub decision: Decision,
    /// What the figures of the day propose.
    pub proposal: Decision,
    /// One sentence; needed where the decision is not the proposal.
    pub why: Option<String>,
    /// What is to be done.
    pub task: Option<NewTask>,
}

/// Decides for one case. An earlier decision of the same meeting is kept, the newest counts. A task is a follow-up in a
/// note of the meeting, so that the child's file tells of it.
///
/// # Errors
/// [`Failure::NotFound`] for who may not amend the case, [`Failure::Stale`] for a finished month, [`Failure::BadRequest`]
/// for another decision than the proposal without a sentence.
pub async fn settle(cx: &Cx, id: ReviewId, about: CaseId, new: &NewDecision) -> Result<(), Failure> {
    if new.decision != new.proposal && new.why.is_none() {
        return Err(Failure::BadRequest);
    }
    let mut tx = cx.app.db.begin().await?;
    let review = open(&mut tx, cx, id).await?;
    let (_, student, _) = case::reading::find(&mut tx, cx, about, Action::Amend).await?;
    let note = match &new.task {
        Some(task) => Some(agreed(&mut tx, cx, (&review, student.id), (new, task)).await?),
        None => None,
    };
    let row = cx.uuid();
    let key = cx.app.row(cx.school(), "review_decision", *row.as_bytes(), Kind::Case.label());
    let deciding = Deciding {
        id: row,
        case: about,
        student: student.id,
        proposal: new.proposal.key(),
        decision: new.decision.key(),
        why: cx.app.seal_some(&key, "why_cell", new.why.as_deref()),
        note,
    };
    let by = (cx.app.clock.now(), cx.staff()?);
    store::insert_decision(&mut tx, cx.school(), id, &deciding, by).await?;
    let words = format!("{} {}", new.decision.key(), new.why.as_deref().unwrap_or_default());
    let told = ("review.decided", Some(new.proposal.key()), Some(words.trim()));
    tell(&mut tx, cx, (about.0, Some(student.id)), told).await?;
    Ok(tx.commit().await?)
}

/// The note that holds what was agreed, and the follow-up in it.
async fn agreed(
    tx: &mut Tx,
    cx: &Cx,
    (review, student): (&ReviewRow, StudentId),
    (new, task): (&NewDecision, &NewTask),
) -> Result<NoteId, Failure> {
    let serving = people::staff::store::list_names(tx, cx.school(), cx.today()).await?;
    if !serving.iter().any(|one| one.id == task.owner) {
        return Err(Failure::BadRequest);
    }
    let month = Month::parse(&review.month).map(|month| month.words(cx)).unwrap_or_default();
    let args = [("month", month.as_str().into()), ("decision", new.decision.word(cx).into())];
    let head = cx.tf("reviews-note-text", &args);
    let text = [Some(head.as_str()), new.why.as_deref()].into_iter().flatten().collect::<Vec<_>>().join("\n");
    let key = NoteId(cx.uuid());
    let content = Content {
        kind: NoteKind::Conference,
        channel: None,
        held_on: cx.today(),
        minutes: None,
        text,
        own_words: None,
        extra: Filled::default(),
    };
    let minutes = NewNote { key, students: vec![student], content, promise: None, sealed: None, keeps: None };
    note::actions::record_in(tx, cx, &minutes).await?;
    let promise = Promise { text: task.text.clone(), due_on: task.due_on };
    follow_up::promise(tx, cx, (key, student), (task.owner, &promise)).await?;
    Ok(key)
}

/// Finishes a month: the figures of this day are kept.
///
/// # Errors
/// [`Failure::NotFound`] for who does not lead the meeting, [`Failure::Stale`] when it is finished already.
pub async fn finish(cx: &Cx, id: ReviewId, kept: &[Kept]) -> Result<(), Failure> {
    let mut tx = cx.app.db.begin().await?;
    let row = open(&mut tx, cx, id).await?;
    leads(&mut tx, cx, Place::parse(&row.place).ok_or(Failure::NotFound)?).await?;
    let finish = FinishId(cx.uuid());
    let when = (cx.today(), cx.app.clock.now(), cx.staff()?);
    store::finish(&mut tx, cx.school(), (finish, id), when).await?;
    for (seat, one) in (0..).zip(kept) {
        let line = cx.uuid();
        let key = cx.app.row(cx.school(), "review_kept", *line.as_bytes(), Kind::Case.label());
        let text = serde_json::to_string(one).map_err(|error| Fault::from("a month to be kept", error))?;
        let cell = cx.app.seal(&key, "kept_cell", &text);
        store::keep(&mut tx, cx.school(), (line, finish, id), (one.case, one.student, seat, cell)).await?;
    }
    let settled = kept.iter().filter(|one| one.settled.is_some()).count();
    let words = format!("{settled}/{}", kept.len());
    tell(&mut tx, cx, (id.0, None), ("review.finished", None, Some(&words))).await?;
    Ok(tx.commit().await?)
}

/// Opens a finished month again, with a reason.
///
/// # Errors
/// [`Failure::NotFound`] for who does not lead the meeting, [`Failure::Stale`] when it is open.
pub async fn reopen(cx: &Cx, id: ReviewId, why: &str) -> Result<(), Failure> {
    let mut tx = cx.app.db.begin().await?;
    store::hold(&mut tx, cx.school(), id).await?;
    let row = store::lookup(&mut tx, cx.school(), id).await?.ok_or(Failure::NotFound)?;
    leads(&mut tx, cx, Place::parse(&row.place).ok_or(Failure::NotFound)?).await?;
    let finish = row.finish_id.ok_or(Failure::Stale)?;
    let key = cx.app.row(cx.school(), "review_finish", finish.bytes(), Kind::Case.label());
    let cell = cx.app.seal(&key, "reopen_why_cell", why);
    store::reopen(&mut tx, cx.school(), finish, (cx.today(), cx.staff()?, cell)).await?;
    tell(&mut tx, cx, (id.0, None), ("review.reopened", None, Some(why))).await?;
    Ok(tx.commit().await?)
}
