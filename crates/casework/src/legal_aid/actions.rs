//! What can be done with a request: one transaction each, with its event.

use access::{Action, Kind};
use db::Tx;
use kernel::{LegalAidId, StudentId};
use web::cx::Change;
use web::{Cx, Failure};

use super::{Answered, Asked, reading, store};

/// Writes a request down.
///
/// # Errors
/// [`Failure::NotFound`] for who may not begin a case for the child.
pub async fn ask(cx: &Cx, student: StudentId, asked: &Asked) -> Result<LegalAidId, Failure> {
    let mut tx = cx.app.db.begin().await?;
    let right = (Action::Create, Kind::Case);
    let (student, _) = people::student::find_for(&mut tx, cx, student, right).await?;
    let id = LegalAidId(cx.uuid());
    let key = cx.app.row(cx.school(), "legal_aid", id.bytes(), Kind::Case.label());
    let cells = (
        cx.app.seal(&key, "matter_cell", &asked.matter),
        cx.app.seal_some(&key, "place_cell", asked.place.as_deref()),
    );
    let by = (cx.app.clock.now(), cx.staff()?);
    store::insert(&mut tx, cx.school(), (id, student.id, asked.on), cells, by).await?;
    let after = format!("{} {}", asked.on, asked.matter);
    tell(&mut tx, cx, (id, student.id), ("legal_aid.asked", None, Some(&after))).await?;
    tx.commit().await?;
    Ok(id)
}

/// Says what came of it; none: that is taken back.
///
/// # Errors
/// [`Failure::NotFound`] for who may not amend it, [`Failure::Stale`] when somebody else has done so meanwhile.
pub async fn answer(cx: &Cx, id: LegalAidId, answered: Option<&Answered>) -> Result<(), Failure> {
    let mut tx = cx.app.db.begin().await?;
    let (request, _) = reading::find(&mut tx, cx, id, Action::Amend).await?;
    if request.answered.is_some() == answered.is_some() {
        return Err(Failure::Stale);
    }
    let key = cx.app.row(cx.school(), "legal_aid", id.bytes(), Kind::Case.label());
    let told = answered.map(|given| {
        let words = cx.app.seal_some(&key, "answer_cell", given.words.as_deref());
        (given.answer.key(), given.on, words)
    });
    store::answer(&mut tx, cx.school(), id, told, (cx.app.clock.now(), cx.staff()?)).await?;
    let words = |given: &Answered| {
        format!("{} {}; {}", given.on, given.answer.key(), given.words.as_deref().unwrap_or_default())
    };
    let (before, after) = (request.answered.as_ref().map(words), answered.map(words));
    let name = if answered.is_some() { "legal_aid.answered" } else { "legal_aid.reopened" };
    tell(&mut tx, cx, (id, request.student.id), (name, before.as_deref(), after.as_deref())).await?;
    Ok(tx.commit().await?)
}

/// Withdraws a request that was written by mistake.
///
/// # Errors
/// [`Failure::NotFound`] for who may not amend it.
pub async fn withdraw(cx: &Cx, id: LegalAidId) -> Result<(), Failure> {
    let mut tx = cx.app.db.begin().await?;
    let (request, _) = reading::find(&mut tx, cx, id, Action::Amend).await?;
    store::withdraw(&mut tx, cx.school(), id, (cx.app.clock.now(), cx.staff()?)).await?;
    let before = format!("{} {}", request.asked.on, request.asked.matter);
    tell(&mut tx, cx, (id, request.student.id), ("legal_aid.withdrawn", Some(&before), None)).await?;
    Ok(tx.commit().await?)
}

async fn tell(
    tx: &mut Tx,
    cx: &Cx,
    (id, student): (LegalAidId, StudentId),
    (name, before, after): (&str, Option<&str>, Option<&str>),
) -> Result<(), Failure> {
    let change = Change { name, kind: Kind::Case, subject: id.0, student: Some(student), before, after };
    Ok(cx.event(tx, change).await?)
}
