//! What is done with an exemplary case: one transaction each, with its event.

use access::{Action, Kind};
use db::Tx;
use kernel::{CaseId, ExemplaryId, StudentId};
use web::cx::Change;
use web::{Cx, Failure};

use super::reading::{self, Draft};
use super::store::{self, Cells, Confirming};
use crate::case::reading as cases;

/// How long the text may be, in characters.
pub const LIMIT: usize = 6_000;

/// A draft as typed, already with neutral words.
pub struct Typed {
    /// The title.
    pub title: String,
    /// The text.
    pub text: String,
    /// What the child said to it.
    pub child: Option<String>,
    /// What the family said to it.
    pub family: Option<String>,
}

fn sealed(cx: &Cx, id: ExemplaryId, typed: &Typed) -> Cells {
    let key = cx.app.row(cx.school(), "exemplary_case", id.bytes(), Kind::Case.label());
    Cells {
        title: cx.app.seal(&key, "title_cell", &typed.title),
        text: cx.app.seal(&key, "text_cell", &typed.text),
        child: cx.app.seal_some(&key, "child_consent_cell", typed.child.as_deref()),
        family: cx.app.seal_some(&key, "family_consent_cell", typed.family.as_deref()),
    }
}

async fn tell(
    tx: &mut Tx,
    cx: &Cx,
    (id, student): (ExemplaryId, StudentId),
    (name, before, after): (&str, Option<&str>, Option<&str>),
) -> Result<(), Failure> {
    let change = Change { name, kind: Kind::Case, subject: id.0, student: Some(student), before, after };
    Ok(cx.event(tx, change).await?)
}

/// Writes a draft from a closed case. The same id twice is one.
///
/// # Errors
/// [`Failure::NotFound`] for who may not amend the case, [`Failure::Stale`] for an open one.
pub async fn draft(cx: &Cx, (id, case): (ExemplaryId, CaseId), typed: &Typed) -> Result<(), Failure> {
    let mut tx = cx.app.db.begin().await?;
    let (row, student, _) = cases::find(&mut tx, cx, case, Action::Amend).await?;
    if row.is_open {
        return Err(Failure::Stale);
    }
    let when = (cx.today(), cx.app.clock.now(), cx.staff()?);
    let about = (id, case, student.id);
    if store::insert(&mut tx, cx.school(), about, &sealed(cx, id, typed), when).await? {
        tell(&mut tx, cx, (id, student.id), ("exemplary.drafted", None, Some(&typed.text))).await?;
    }
    Ok(tx.commit().await?)
}

/// Writes the next version: whoever confirmed the one before has to look again.
///
/// # Errors
/// [`Failure::NotFound`] for who may not amend the case, [`Failure::Stale`] when somebody else wrote meanwhile.
pub async fn rewrite(cx: &Cx, (id, version): (ExemplaryId, i64), typed: &Typed) -> Result<(), Failure> {
    let mut tx = cx.app.db.begin().await?;
    let (old, student, _) = reading::find(&mut tx, cx, id, Action::Amend).await?;
    let when = (cx.today(), cx.app.clock.now(), cx.staff()?);
    if !store::update(&mut tx, cx.school(), (id, version), &sealed(cx, id, typed), when).await? {
        return Err(Failure::Stale);
    }
    let told = ("exemplary.amended", Some(old.text.as_str()), Some(typed.text.as_str()));
    tell(&mut tx, cx, (id, student.id), told).await?;
    Ok(tx.commit().await?)
}

/// Confirms a version in a role that the person holds: from now on all staff may read it. `passed` are the words that
/// were pointed out and that the person let stand, names with the reason.
///
/// # Errors
/// [`Failure::NotFound`] for who may not, [`Failure::Stale`] when the text is another one by now, withdrawn, or lacks what
/// [`super::account::needed`] asks for.
pub async fn confirm(
    cx: &Cx,
    (id, version): (ExemplaryId, i64),
    (role, passed): (&str, &[String]),
) -> Result<(), Failure> {
    let mut tx = cx.app.db.begin().await?;
    let (draft, student, _) = reading::find(&mut tx, cx, id, Action::Read).await?;
    if !reading::may_confirm(cx, &draft) {
        return Err(Failure::NotFound);
    }
    if draft.version != version || draft.withdrawn.is_some() || !draft.is_ready() {
        return Err(Failure::Stale);
    }
    let row = cx.uuid();
    let key = cx.app.row(cx.school(), "exemplary_confirmation", *row.as_bytes(), Kind::Case.label());
    let words = passed.join(" ");
    let passed =
        cx.app.seal_some(&key, "passed_cell", Some(words.as_str()).filter(|words| !words.is_empty()));
    let (title, text) = (draft.title.as_str(), draft.text.as_str());
    let one = Confirming { row, what: (id, version), title, text, role, passed };
    let when = (cx.today(), cx.app.clock.now(), cx.staff()?);
    if store::confirm(&mut tx, cx.school(), &one, when).await? {
        let after = format!("{role} {words}");
        tell(&mut tx, cx, (id, student.id), ("exemplary.confirmed", None, Some(after.trim()))).await?;
    }
    Ok(tx.commit().await?)
}

/// Withdraws it with a reason: at once nobody else reads it any more.
///
/// # Errors
/// [`Failure::NotFound`] for who may neither amend the case nor confirm.
pub async fn withdraw(cx: &Cx, id: ExemplaryId, why: &str) -> Result<(), Failure> {
    let mut tx = cx.app.db.begin().await?;
    let (draft, student, _) = reading::find(&mut tx, cx, id, Action::Amend).await?;
    if draft.withdrawn.is_some() {
        return Ok(());
    }
    let key = cx.app.row(cx.school(), "exemplary_case", id.bytes(), Kind::Case.label());
    let cell = cx.app.seal(&key, "withdrawn_why_cell", why);
    let since = (cx.app.clock.now(), cx.staff()?, cell);
    store::withdraw(&mut tx, cx.school(), id, Some(since)).await?;
    tell(&mut tx, cx, (id, student.id), ("exemplary.withdrawn", None, Some(why))).await?;
    Ok(tx.commit().await?)
}

/// Brings it back as a draft that has to be confirmed again.
///
/// # Errors
/// [`Failure::NotFound`] for who may not amend the case.
pub async fn bring_back(cx: &Cx, id: ExemplaryId) -> Result<(), Failure> {
    let mut tx = cx.app.db.begin().await?;
    let (Draft { withdrawn, .. }, student, _) = reading::find(&mut tx, cx, id, Action::Amend).await?;
    if withdrawn.is_some() {
        store::withdraw(&mut tx, cx.school(), id, None).await?;
        tell(&mut tx, cx, (id, student.id), ("exemplary.returned", None, None)).await?;
    }
    Ok(tx.commit().await?)
}
