//! To ask, to answer, to look again: one transaction each, with its event.

use access::{Action, Kind};
use db::Tx;
use kernel::{CaseId, Day, Fault, TierChangeId};
use uuid::Uuid;
use web::{Cx, Failure};

use super::model::{Answer, Body, Form, Verdict, Way, speaks_for};
use super::reading::{Change, answers, change};
use super::store::{self, Answering, Asking};
use crate::case::actions::{About, Told, add, amendable, tell};
use crate::case::{Part, Tier};

/// A request about to be made.
#[derive(Clone, Debug)]
pub struct NewRequest {
    /// Made when the form was shown: the same key twice is one request.
    pub key: TierChangeId,
    /// Which way.
    pub way: Way,
    /// Why, in a sentence.
    pub reason: String,
    /// What the asking tier wrote in its form; may be empty.
    pub body: Body,
}

/// What came of asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Asked, now or by an earlier arrival of the same form.
    Done,
    /// Another request waits for its answer.
    Waits,
}

struct At {
    about: About,
    tier: Tier,
    facts: access::Facts,
}

/// An open case that this person may amend, with its tier.
async fn at(tx: &mut Tx, cx: &Cx, case: CaseId) -> Result<At, Failure> {
    let about = amendable(tx, cx, case).await?;
    let (row, student, _) = crate::case::reading::find(tx, cx, case, Action::Amend).await?;
    let tier = Tier::parse(&row.tier).ok_or_else(|| Fault::new("a case of an unknown tier"))?;
    Ok(At { about, tier, facts: student.facts(cx.school()) })
}

fn when(cx: &Cx) -> Result<(Day, kernel::Instant, kernel::StaffId), Failure> {
    Ok((cx.today(), cx.app.clock.now(), cx.staff()?))
}

/// Asks another tier to take the case.
///
/// # Errors
/// [`Failure::NotFound`] for whoever does not speak for the tier that asks, [`Failure::BadRequest`] for a way that
/// leads nowhere.
pub async fn ask(cx: &Cx, case: CaseId, new: &NewRequest) -> Result<Asked, Failure> {
    let mut tx = cx.app.db.begin().await?;
    let at = at(&mut tx, cx, case).await?;
    let asked = ask_in(&mut tx, cx, (at.about, at.tier, &at.facts), new).await?;
    tx.commit().await?;
    Ok(asked)
}

/// As [`ask`], in the transaction that opened the case.
pub(crate) async fn ask_in(
    tx: &mut Tx,
    cx: &Cx,
    (about, tier, facts): (About, Tier, &access::Facts),
    new: &NewRequest,
) -> Result<Asked, Failure> {
    let asking = if new.way == Way::Breach { Tier::Class } else { tier };
    let to = new.way.target(tier).filter(|_| new.way != Way::Ended).ok_or(Failure::BadRequest)?;
    if !speaks_for(&cx.actor, asking, facts) {
        return Err(Failure::NotFound);
    }
    for row in store::of_case(tx, cx.school(), about.case).await? {
        if row.id == new.key {
            return Ok(Asked::Done);
        }
        if row.answer.is_none() {
            return Ok(Asked::Waits);
        }
    }
    insert(tx, cx, about, (new.key, new.way, (tier, to), &new.reason)).await?;
    if new.body.values().any(|text| !text.is_empty()) {
        let form = new.way.form(tier);
        let mut body = new.body.clone();
        body.extend(form.answered_by_reason().map(|name| (name.to_owned(), new.reason.clone())));
        put_form(tx, cx, about, (form, &body)).await?;
    }
    let told = Told { name: "tier.asked", before: Some(tier.key()), after: Some(&new.reason) };
    tell(tx, cx, (about, new.key.0), told).await?;
    Ok(Asked::Done)
}

async fn insert(
    tx: &mut Tx,
    cx: &Cx,
    about: About,
    (id, way, tiers, reason): (TierChangeId, Way, (Tier, Tier), &str),
) -> Result<(), Failure> {
    let key = cx.app.row(cx.school(), "tier_change", id.bytes(), Kind::Case.label());
    let asking = Asking {
        id,
        about: (about.case, about.student),
        way: way.key(),
        tiers,
        reason: cx.app.seal(&key, "reason_cell", reason),
        asked: when(cx)?,
    };
    Ok(store::insert(tx, cx.school(), &asking).await?)
}

async fn put_form(tx: &mut Tx, cx: &Cx, about: About, (form, body): (Form, &Body)) -> Result<(), Failure> {
    let id = cx.uuid();
    let key = cx.app.row(cx.school(), "tier_form", *id.as_bytes(), Kind::Case.label());
    let json = serde_json::to_string(body).map_err(|error| Fault::from("a form of a tier", error))?;
    let cell = cx.app.seal(&key, "body_cell", &json);
    let review_on = body.get("review").and_then(|day| day.parse().ok());
    let ids = (id, about.case, about.student);
    store::insert_form(tx, cx.school(), ids, (form.key(), cell, review_on), when(cx)?).await?;
    let told = Told { name: "tier.form-written", before: Some(form.key()), after: Some(&json) };
    tell(tx, cx, (about, id), told).await
}

/// Writes the form of a tier anew; the earlier ones stay.
///
/// # Errors
/// [`Failure::NotFound`] for whoever does not speak for that tier.
pub async fn write_form(cx: &Cx, case: CaseId, form: Form, body: &Body) -> Result<(), Failure> {
    let mut tx = cx.app.db.begin().await?;
    let at = at(&mut tx, cx, case).await?;
    if !speaks_for(&cx.actor, form.tier(), &at.facts) {
        return Err(Failure::NotFound);
    }
    put_form(&mut tx, cx, at.about, (form, body)).await?;
    Ok(tx.commit().await?)
}

/// The request, for somebody who may amend its case.
async fn waiting(tx: &mut Tx, cx: &Cx, id: TierChangeId) -> Result<(At, Change), Failure> {
    let row = store::lookup(tx, cx.school(), id).await?.ok_or(Failure::NotFound)?;
    let at = at(tx, cx, row.case_id).await?;
    Ok((at, change(cx, row)?))
}

async fn settle(
    tx: &mut Tx,
    cx: &Cx,
    id: TierChangeId,
    (answer, words, review_on): (Answer, Option<&str>, Option<Day>),
) -> Result<(), Failure> {
    let key = cx.app.row(cx.school(), "tier_change", id.bytes(), Kind::Case.label());
    let words = cx.app.seal_some(&key, "answer_cell", words);
    let with = Answering { answer: answer.key(), words, review_on, answered: when(cx)? };
    let first = store::settle(tx, (cx.school(), id), &with).await?;
    if first { Ok(()) } else { Err(Failure::Stale) }
}

/// The other tier answers. Who takes the case for the grade or the school joins its team. The case.
///
/// # Errors
/// [`Failure::NotFound`] for whoever does not speak for the tier asked or asked himself or herself,
/// [`Failure::Stale`] when it was answered meanwhile.
pub async fn answer(cx: &Cx, id: TierChangeId, verdict: &Verdict) -> Result<CaseId, Failure> {
    let mut tx = cx.app.db.begin().await?;
    let (at, change) = waiting(&mut tx, cx, id).await?;
    if !answers(cx, &change, &at.facts) {
        return Err(Failure::NotFound);
    }
    match verdict {
        Verdict::Return(why) => {
            settle(&mut tx, cx, id, (Answer::Returned, Some(why), None)).await?;
            let told = Told { name: "tier.returned", before: None, after: Some(why) };
            tell(&mut tx, cx, (at.about, id.0), told).await?;
        }
        Verdict::Accept { review_on, body } => {
            let review_on = Some(*review_on).filter(|_| change.to != Tier::Class);
            settle(&mut tx, cx, id, (Answer::Accepted, None, review_on)).await?;
            moved(&mut tx, cx, at.about, (at.tier, change.to, id)).await?;
            if body.values().any(|text| !text.is_empty()) {
                put_form(&mut tx, cx, at.about, (Form::of(change.to), body)).await?;
            }
            lead(&mut tx, cx, at.about, change.to).await?;
        }
    }
    tx.commit().await?;
    Ok(at.about.case)
}

async fn moved(
    tx: &mut Tx,
    cx: &Cx,
    about: About,
    (from, to, id): (Tier, Tier, TierChangeId),
) -> Result<(), Failure> {
    store::put(tx, cx.school(), about.case, to).await?;
    let told = Told { name: "tier.changed", before: Some(from.key()), after: Some(to.key()) };
    tell(tx, cx, (about, id.0), told).await
}

/// Who takes a case for the grade or the school is seen in its team.
async fn lead(tx: &mut Tx, cx: &Cx, about: About, to: Tier) -> Result<(), Failure> {
    let me = cx.staff()?;
    let all = crate::case::reading::members(tx, cx, about.case).await?;
    let team = crate::case::model::Team::on(all, cx.today()).now;
    if to == Tier::Class || team.iter().any(|member| member.staff_id == me) {
        return Ok(());
    }
    add(tx, cx, about, (me, Part::Leader, cx.today())).await?;
    Ok(())
}

/// Whoever asked takes the request back. The case.
///
/// # Errors
/// [`Failure::NotFound`] for anybody else, [`Failure::Stale`] when it was answered meanwhile.
pub async fn withdraw(cx: &Cx, id: TierChangeId) -> Result<CaseId, Failure> {
    let mut tx = cx.app.db.begin().await?;
    let (at, change) = waiting(&mut tx, cx, id).await?;
    if Some(change.asked_by) != cx.actor.staff {
        return Err(Failure::NotFound);
    }
    settle(&mut tx, cx, id, (Answer::Withdrawn, None, None)).await?;
    tell(&mut tx, cx, (at.about, id.0), Told { name: "tier.withdrawn", before: None, after: None }).await?;
    tx.commit().await?;
    Ok(at.about.case)
}

/// The tier was looked at again and stays until another day (C6).
///
/// # Errors
/// [`Failure::NotFound`] for whoever does not speak for the tier.
pub async fn renew(cx: &Cx, case: CaseId, (until, why): (Day, Option<&str>)) -> Result<(), Failure> {
    let mut tx = cx.app.db.begin().await?;
    let at = at(&mut tx, cx, case).await?;
    if at.tier == Tier::Class || !speaks_for(&cx.actor, at.tier, &at.facts) {
        return Err(Failure::NotFound);
    }
    let id: Uuid = cx.uuid();
    let key = cx.app.row(cx.school(), "tier_review", *id.as_bytes(), Kind::Case.label());
    let cell = cx.app.seal_some(&key, "reason_cell", why);
    let ids = (id, at.about.case, at.about.student);
    store::insert_review(&mut tx, cx.school(), ids, (until, cell), when(cx)?).await?;
    let after = format!("{until} {}", why.unwrap_or_default());
    let told = Told { name: "tier.renewed", before: Some(at.tier.key()), after: Some(after.trim()) };
    tell(&mut tx, cx, (at.about, id), told).await?;
    Ok(tx.commit().await?)
}

/// The tier was looked at again and is needed no longer (C6): the case is the class's from today.
///
/// # Errors
/// [`Failure::NotFound`] for whoever does not speak for the tier.
pub async fn end(cx: &Cx, case: CaseId, why: &str) -> Result<(), Failure> {
    let mut tx = cx.app.db.begin().await?;
    let at = at(&mut tx, cx, case).await?;
    if at.tier == Tier::Class || !speaks_for(&cx.actor, at.tier, &at.facts) {
        return Err(Failure::NotFound);
    }
    let id = TierChangeId(cx.uuid());
    insert(&mut tx, cx, at.about, (id, Way::Ended, (at.tier, Tier::Class), why)).await?;
    settle(&mut tx, cx, id, (Answer::Accepted, None, None)).await?;
    moved(&mut tx, cx, at.about, (at.tier, Tier::Class, id)).await?;
    Ok(tx.commit().await?)
}
