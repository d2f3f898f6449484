//! What is done with a conference: one transaction each, with its event.

use access::{Action, Kind};
use db::Tx;
use kernel::{CaseId, ConferenceId, Day, NoteId, StaffId};
use web::cx::Change;
use web::short::Filled;
use web::{Cx, Failure};

use super::store::{self, Calling, Row};
use crate::note::{self, Content, NewNote, NoteKind, Promise};
use crate::{case, follow_up};

/// A conference about to be called.
#[derive(Clone, Debug)]
pub struct NewConference {
    /// When it meets.
    pub meets_on: Day,
    /// What about.
    pub about: String,
    /// Who of the team is invited.
    pub invited: Vec<StaffId>,
    /// Who is invited from outside.
    pub others: Option<String>,
}

/// Calls a conference on an open case; who calls it is invited, too.
///
/// # Errors
/// [`Failure::NotFound`] for who may not amend the case, [`Failure::Stale`] when it is closed, [`Failure::BadRequest`] for
/// somebody who is not of the team.
pub async fn call(cx: &Cx, about: CaseId, new: &NewConference) -> Result<ConferenceId, Failure> {
    let me = cx.staff()?;
    let mut tx = cx.app.db.begin().await?;
    let (row, student, _) = case::reading::find(&mut tx, cx, about, Action::Amend).await?;
    if !row.is_open {
        return Err(Failure::Stale);
    }
    let members = case::reading::members(&mut tx, cx, about).await?;
    let team = case::model::Team::on(members, cx.today()).now;
    let mut invited = new.invited.clone();
    invited.sort_unstable();
    invited.dedup();
    if !invited.iter().all(|id| team.iter().any(|member| member.staff_id == *id)) {
        return Err(Failure::BadRequest);
    }
    if !invited.contains(&me) {
        invited.push(me);
    }
    let id = ConferenceId(cx.uuid());
    let key = cx.app.row(cx.school(), "conference", id.bytes(), Kind::Case.label());
    let calling = Calling {
        id,
        about: (about, student.id),
        meets_on: new.meets_on,
        words: cx.app.seal(&key, "about_cell", &new.about),
        others: cx.app.seal_some(&key, "others_cell", new.others.as_deref()),
        invited: &invited,
    };
    store::insert(&mut tx, cx.school(), &calling, (cx.app.clock.now(), me)).await?;
    let row = store::lookup(&mut tx, cx.school(), id).await?.ok_or(Failure::NotFound)?;
    tell(&mut tx, cx, &row, ("conference.called", Some(&new.about))).await?;
    tx.commit().await?;
    Ok(id)
}

async fn tell(tx: &mut Tx, cx: &Cx, row: &Row, (name, after): (&str, Option<&str>)) -> Result<(), Failure> {
    let student = Some(row.student_id);
    let change = Change { name, kind: Kind::Case, subject: row.id.0, student, before: None, after };
    Ok(cx.event(tx, change).await?)
}

/// The minutes about to be written.
#[derive(Clone, Debug)]
pub struct Minutes {
    /// What the child says.
    pub child: String,
    /// What the family says.
    pub family: Option<String>,
    /// What was talked about and agreed.
    pub text: String,
    /// Who took on what, by when.
    pub acts: Vec<(StaffId, Promise)>,
}

/// Writes the minutes: a note of the child that holds what was said, and a follow-up for each agreed act.
///
/// # Errors
/// [`Failure::NotFound`] for who may not write a note for the child or amend the case, [`Failure::Stale`] when they are
/// written already, [`Failure::BadRequest`] for nobody of this school.
pub async fn write(cx: &Cx, id: ConferenceId, minutes: &Minutes) -> Result<NoteId, Failure> {
    let mut tx = cx.app.db.begin().await?;
    let row = store::lookup(&mut tx, cx.school(), id).await?.ok_or(Failure::NotFound)?;
    case::reading::find(&mut tx, cx, row.case_id, Action::Amend).await?;
    let serving = people::staff::store::list_names(&mut tx, cx.school(), cx.today()).await?;
    if !minutes.acts.iter().all(|(owner, _)| serving.iter().any(|one| one.id == *owner)) {
        return Err(Failure::BadRequest);
    }
    let key = NoteId(cx.uuid());
    let mut there = store::invited(&mut tx, cx.school(), id).await?;
    let cell = cx.app.row(cx.school(), "conference", id.bytes(), Kind::Case.label());
    there.extend(cx.app.open_some(&cell, "others_cell", row.others_cell.as_ref())?);
    let content = Content {
        kind: NoteKind::Conference,
        channel: None,
        held_on: row.meets_on.min(cx.today()),
        minutes: None,
        text: minutes.text.clone(),
        own_words: Some(minutes.child.clone()),
        extra: Filled::of(note::fields::specs(NoteKind::Conference), |name| match name {
            "people" => Some(language::list(cx.lang(), &there)),
            _ => minutes.family.clone(),
        }),
    };
    let students = vec![row.student_id];
    let new = NewNote { key, students, content, promise: None, sealed: None, keeps: None };
    note::actions::record_in(&mut tx, cx, &new).await?;
    for (owner, promise) in &minutes.acts {
        follow_up::promise(&mut tx, cx, (key, row.student_id), (*owner, promise)).await?;
    }
    if !store::minute(&mut tx, cx.school(), id, key).await? {
        return Err(Failure::Stale);
    }
    tell(&mut tx, cx, &row, ("conference.minuted", None)).await?;
    tx.commit().await?;
    Ok(key)
}

/// Calls a conference off; its case.
///
/// # Errors
/// [`Failure::NotFound`] for who may not amend the case, [`Failure::Stale`] when its minutes are written.
pub async fn cancel(cx: &Cx, id: ConferenceId) -> Result<CaseId, Failure> {
    let mut tx = cx.app.db.begin().await?;
    let row = store::lookup(&mut tx, cx.school(), id).await?.ok_or(Failure::NotFound)?;
    case::reading::find(&mut tx, cx, row.case_id, Action::Amend).await?;
    if !store::cancel(&mut tx, cx.school(), id, (cx.app.clock.now(), cx.staff()?)).await? {
        return Err(Failure::Stale);
    }
    tell(&mut tx, cx, &row, ("conference.cancelled", None)).await?;
    tx.commit().await?;
    Ok(row.case_id)
}
