//! What can be done with a case: one transaction each, with its event.

use std::collections::BTreeMap;

use access::{Action, Kind};
use db::Tx;
use kernel::{CaseId, ClosureId, Day, FindingId, GoalId, MemberId, StaffId, StudentId, clock};
use uuid::Uuid;
use web::cx::Change;
use web::{Cx, Failure};

use super::goals::{self, NewGoal};
use super::model::{Called, CloseReason, Part, Team, Tier};
use super::{reading, store};
use crate::tier;

/// A case about to be opened.
#[derive(Clone, Debug)]
pub struct NewCase {
    /// Made when the form was shown: the same key twice is one case.
    pub key: CaseId,
    /// For whom.
    pub student: StudentId,
    /// What we worry about.
    pub concern: String,
    /// Who carries it.
    pub tier: Tier,
    /// Since when; never after today.
    pub opened_on: Day,
    /// The finding that led to it.
    pub finding: Option<FindingId>,
    /// Who answers for it.
    pub responsible: StaffId,
    /// The paired grown-up.
    pub mentor: Option<StaffId>,
    /// A first goal.
    pub goal: Option<NewGoal>,
}

/// What came of an opening.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opened {
    /// Opened, now or by an earlier arrival of the same form.
    Done(CaseId),
    /// The child has an open case already: one at a time.
    There(CaseId),
}

/// Opens a case with its responsible person.
///
/// # Errors
/// [`Failure::NotFound`] when the person may not open a case for this child.
pub async fn open(cx: &Cx, new: &NewCase) -> Result<Opened, Failure> {
    let mut tx = cx.app.db.begin().await?;
    let right = (Action::Create, Kind::Case);
    let (student, _) = people::student::find_for(&mut tx, cx, new.student, right).await?;
    store::hold_student(&mut tx, cx.school(), student.id).await?;
    if let Some(there) = there(&mut tx, cx, (new.key, student.id)).await? {
        return Ok(there);
    }
    // A tier for which the opener does not speak is asked, not taken (K2).
    let facts = student.facts(cx.school());
    let speaks = tier::speaks_for(&cx.actor, new.tier, &facts);
    let tier = if speaks { new.tier } else { Tier::Class };
    let about = insert(&mut tx, cx, new, (student.id, tier)).await?;
    add(&mut tx, cx, about, (new.responsible, Part::Responsible, new.opened_on)).await?;
    if let Some(mentor) = new.mentor {
        add(&mut tx, cx, about, (mentor, Part::Mentor, new.opened_on)).await?;
    }
    if let Some(goal) = &new.goal {
        goals::insert(&mut tx, cx, about, goal).await?;
    }
    if !speaks {
        ask_up(&mut tx, cx, (about, &facts), &new.concern).await?;
    }
    tx.commit().await?;
    Ok(Opened::Done(new.key))
}

/// What stands there already: the same form that arrived before, or another open case of the child.
async fn there(tx: &mut Tx, cx: &Cx, (key, student): (CaseId, StudentId)) -> Result<Option<Opened>, Failure> {
    if let Some(there) = store::lookup(tx, cx.school(), key, cx.today()).await? {
        let is_mine = there.opened_by == cx.staff()?;
        return if is_mine { Ok(Some(Opened::Done(key))) } else { Err(Failure::NotFound) };
    }
    Ok(store::lookup_open(tx, cx.school(), student, cx.today()).await?.map(Opened::There))
}

/// The row of a new case, with its event.
async fn insert(
    tx: &mut Tx,
    cx: &Cx,
    new: &NewCase,
    (student, tier): (StudentId, Tier),
) -> Result<About, Failure> {
    let finding = match new.finding {
        Some(id) if store::has_finding(tx, cx.school(), id, student).await? => Some(id),
        _ => None,
    };
    let key = cx.app.row(cx.school(), "support_case", new.key.bytes(), Kind::Case.label());
    let concern = cx.app.seal(&key, "concern_cell", &new.concern);
    let case = store::Opening {
        id: new.key,
        student,
        tier: tier.key(),
        opened_on: new.opened_on,
        finding,
        concern,
        by: (cx.staff()?, cx.app.clock.now()),
    };
    store::insert(tx, cx.school(), &case).await?;
    let about = About { case: new.key, student };
    let told = Told { name: "case.opened", before: None, after: Some(&new.concern) };
    tell(tx, cx, (about, new.key.0), told).await?;
    Ok(about)
}

/// The class opens a case that it would rather see with the tier above.
async fn ask_up(
    tx: &mut Tx,
    cx: &Cx,
    (about, facts): (About, &access::Facts),
    why: &str,
) -> Result<(), Failure> {
    let key = kernel::TierChangeId(cx.uuid());
    let new = tier::NewRequest { key, way: tier::Way::Up, reason: why.to_owned(), body: BTreeMap::new() };
    tier::ask_in(tx, cx, (about, Tier::Class, facts), &new).await?;
    Ok(())
}

/// The case and child that a change belongs to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct About {
    pub case: CaseId,
    pub student: StudentId,
}

/// What an event tells.
pub(crate) struct Told<'a> {
    pub name: &'a str,
    pub before: Option<&'a str>,
    pub after: Option<&'a str>,
}

pub(crate) async fn tell(
    tx: &mut Tx,
    cx: &Cx,
    (about, subject): (About, Uuid),
    told: Told<'_>,
) -> Result<(), Failure> {
    let Told { name, before, after } = told;
    let change = Change { name, kind: Kind::Case, subject, student: Some(about.student), before, after };
    Ok(cx.event(tx, change).await?)
}

/// An open case that the person may amend. A closed one was closed meanwhile: [`Failure::Stale`].
pub(crate) async fn amendable(tx: &mut Tx, cx: &Cx, id: CaseId) -> Result<About, Failure> {
    let (row, student, _) = reading::find(tx, cx, id, Action::Amend).await?;
    if !row.is_open {
        return Err(Failure::Stale);
    }
    store::hold_student(tx, cx.school(), student.id).await?;
    Ok(About { case: id, student: student.id })
}

pub(crate) async fn add(
    tx: &mut Tx,
    cx: &Cx,
    about: About,
    (staff, part, from): (StaffId, Part, Day),
) -> Result<MemberId, Failure> {
    let serves = people::staff::store::list_names(tx, cx.school(), cx.today()).await?;
    let name = serves.into_iter().find(|one| one.id == staff).ok_or(Failure::BadRequest)?.name;
    let id = MemberId(cx.uuid());
    let when = (from, cx.app.clock.now(), cx.staff()?);
    store::join(tx, cx.school(), (id, about.case, about.student), (staff, part.key()), when).await?;
    let words = format!("{name} ({})", part.key());
    tell(tx, cx, (about, id.0), Told { name: "member.joined", before: None, after: Some(&words) }).await?;
    Ok(id)
}

/// A part in a team ends, by somebody's act or because its holder leaves the school.
pub(super) async fn end(
    tx: &mut Tx,
    cx: &Cx,
    (about, id): (About, MemberId),
    (name, part): (&str, &str),
) -> Result<(), Failure> {
    // The right ends at once: yesterday was the last day.
    store::leave(tx, cx.school(), id, clock::days_after(cx.today(), -1)).await?;
    let words = format!("{name} ({part})");
    tell(tx, cx, (about, id.0), Told { name: "member.left", before: Some(&words), after: None }).await
}

/// Somebody joins the team from today; a mentor may be called as the school does. A new responsible person takes over from the one who was.
///
/// # Errors
/// [`Failure::NotFound`] when the person may not amend the case, [`Failure::BadRequest`] for nobody of this school.
pub async fn join(
    cx: &Cx,
    case: CaseId,
    (staff, part): (StaffId, Part),
    called: Option<Called>,
) -> Result<(), Failure> {
    let mut tx = cx.app.db.begin().await?;
    let about = amendable(&mut tx, cx, case).await?;
    let team = Team::on(reading::members(&mut tx, cx, case).await?, cx.today()).now;
    if team.iter().any(|member| member.staff_id == staff && member.part == part) {
        return Ok(());
    }
    if part == Part::Responsible {
        for member in team.iter().filter(|member| member.part == Part::Responsible) {
            end(&mut tx, cx, (about, member.id), (&member.name, member.part.key())).await?;
        }
    }
    let id = add(&mut tx, cx, about, (staff, part, cx.today())).await?;
    if let Some(called) = called.filter(|_| part == Part::Mentor) {
        store::call(&mut tx, cx.school(), id, called.key()).await?;
    }
    Ok(tx.commit().await?)
}

/// What came of somebody's leaving.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// This staff member has left.
    Done(StaffId),
    /// The responsible person cannot leave before another one is named.
    IsResponsible,
}

/// Ends a membership at once.
///
/// # Errors
/// [`Failure::NotFound`] when the person may not amend the case, or for no member of it.
pub async fn leave(cx: &Cx, case: CaseId, id: MemberId) -> Result<Left, Failure> {
    let mut tx = cx.app.db.begin().await?;
    let about = amendable(&mut tx, cx, case).await?;
    let members = reading::members(&mut tx, cx, case).await?;
    let member = members.iter().find(|member| member.id == id).ok_or(Failure::NotFound)?;
    if member.until_on.is_some() {
        return Ok(Left::Done(member.staff_id));
    }
    if member.part == Part::Responsible {
        return Ok(Left::IsResponsible);
    }
    end(&mut tx, cx, (about, member.id), (&member.name, member.part.key())).await?;
    tx.commit().await?;
    Ok(Left::Done(member.staff_id))
}

/// Takes a leaving of today back: the member serves on, as if nothing had been pressed.
///
/// # Errors
/// [`Failure::NotFound`] when the person may not amend the case, or for no member of it; [`Failure::Stale`] when the leaving is
/// older than today, somebody else answers for the case since, or the person is back in another way.
pub async fn come_back(cx: &Cx, case: CaseId, id: MemberId) -> Result<(), Failure> {
    let mut tx = cx.app.db.begin().await?;
    let about = amendable(&mut tx, cx, case).await?;
    let members = reading::members(&mut tx, cx, case).await?;
    let member = members.iter().find(|member| member.id == id).ok_or(Failure::NotFound)?.clone();
    let team = Team::on(members, cx.today()).now;
    let is_back = team.iter().any(|one| one.staff_id == member.staff_id && one.part == member.part);
    if is_back || !member.can_come_back(cx.today()) {
        return Err(Failure::Stale);
    }
    store::leave(&mut tx, cx.school(), id, kernel::FOREVER).await?;
    let words = format!("{} ({})", member.name, member.part.key());
    tell(&mut tx, cx, (about, id.0), Told { name: "member.returned", before: None, after: Some(&words) })
        .await?;
    Ok(tx.commit().await?)
}

/// Closes a case.
///
/// # Errors
/// [`Failure::NotFound`] when the person may not amend it, [`Failure::Stale`] when it is closed already.
pub async fn close(
    cx: &Cx,
    case: CaseId,
    (reason, note): (CloseReason, Option<&str>),
) -> Result<(), Failure> {
    let mut tx = cx.app.db.begin().await?;
    let about = amendable(&mut tx, cx, case).await?;
    let id = ClosureId(cx.uuid());
    let key = cx.app.row(cx.school(), "closure", id.bytes(), Kind::Case.label());
    let cell = cx.app.seal_some(&key, "note_cell", note);
    let when = (cx.today(), cx.app.clock.now(), cx.staff()?);
    store::close(&mut tx, cx.school(), (id, case, about.student), (reason.key(), cell), when).await?;
    let words = format!("{} {}", reason.key(), note.unwrap_or_default());
    let told = Told { name: "case.closed", before: None, after: Some(words.trim()) };
    tell(&mut tx, cx, (about, case.0), told).await?;
    Ok(tx.commit().await?)
}

/// Opens a closed case again.
///
/// # Errors
/// [`Failure::NotFound`] when the person may not amend it.
pub async fn reopen(cx: &Cx, case: CaseId, why: &str) -> Result<Opened, Failure> {
    let mut tx = cx.app.db.begin().await?;
    let (row, student, _) = reading::find(&mut tx, cx, case, Action::Amend).await?;
    store::hold_student(&mut tx, cx.school(), student.id).await?;
    if row.is_open {
        return Ok(Opened::Done(case));
    }
    if let Some(there) = store::lookup_open(&mut tx, cx.school(), student.id, cx.today()).await? {
        return Ok(Opened::There(there));
    }
    let closures = store::closures(&mut tx, cx.school(), case).await?;
    let holds = closures.iter().find(|closure| super::model::ended(closure.reopened_on).is_none());
    let id = holds.ok_or(Failure::Stale)?.id;
    let key = cx.app.row(cx.school(), "closure", id.bytes(), Kind::Case.label());
    let cell = cx.app.seal(&key, "reopen_note_cell", why);
    store::reopen(&mut tx, cx.school(), id, (cx.today(), cx.staff()?, cell)).await?;
    let about = About { case, student: student.id };
    tell(&mut tx, cx, (about, case.0), Told { name: "case.reopened", before: None, after: Some(why) })
        .await?;
    tx.commit().await?;
    Ok(Opened::Done(case))
}

/// The case of a goal that the person may amend.
pub(super) async fn of_goal(tx: &mut Tx, cx: &Cx, id: GoalId) -> Result<(About, store::GoalRow), Failure> {
    let row = store::goal(tx, cx.school(), id).await?.ok_or(Failure::NotFound)?;
    Ok((amendable(tx, cx, row.case_id).await?, row))
}
