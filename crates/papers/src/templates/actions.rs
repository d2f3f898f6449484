//! Keeping and withdrawing templates: for whoever may write papers of the whole school.

use access::{Action, Facts, Kind};
use documents::filling::Checked;
use kernel::{Fault, TemplateId};
use web::cx::Change;
use web::{Cx, Failure};

use super::LABEL;
use super::store::{self, Adding};

/// Whether this person may bring templates in and take them out of use.
pub fn may_keep(cx: &Cx) -> bool {
    access::permit(&cx.actor, Action::Create, Kind::Paper, &Facts::school(cx.school())).is_some()
}

/// Whether this person may fill them: whoever may take anything about a child out.
pub fn may_use(cx: &Cx) -> bool {
    may_keep(cx) || !access::scope(&cx.actor, Action::Export, Kind::Roster).is_empty()
}

/// Keeps a checked file: a new template under a name, or the next version of one that is in use.
///
/// # Errors
/// [`Failure::NotFound`] for whoever may not, or for a template that was withdrawn.
pub async fn keep(
    cx: &Cx,
    (id, name): (TemplateId, Option<&str>),
    checked: &Checked,
    file: &[u8],
) -> Result<(), Failure> {
    cx.permit_school(Action::Create, Kind::Paper)?;
    let by = (cx.staff()?, cx.app.clock.now());
    let uses = serde_json::to_string(&checked.uses)
        .map_err(|error| Fault::from("the names of a template", error))?;
    let version = cx.uuid();
    let key = cx.app.row(cx.school(), "template_version", *version.as_bytes(), LABEL);
    let file = key.seal("file_cell", cx.app.chance.bytes(), file);
    let mut tx = cx.app.db.begin().await?;
    let known = store::versions(&mut tx, cx.school(), id).await?;
    match (name, known.first()) {
        (Some(name), None) => store::insert(&mut tx, cx.school(), (id, name), by).await?,
        // The same form sent twice.
        (Some(_), Some(_)) => return Ok(()),
        (None, Some(newest)) if newest.withdrawn_at.is_none() => {}
        (None, _) => return Err(Failure::NotFound),
    }
    let new = Adding { id: version, template: id, shape: checked.shape.ending(), uses: &uses, file };
    let number = store::insert_version(&mut tx, cx.school(), new, by).await?;
    tell(&mut tx, cx, id, ("template.added", &format!("{} {number}", checked.shape.ending()))).await?;
    Ok(tx.commit().await?)
}

/// Takes a template out of use; what was filled with it stays.
///
/// # Errors
/// As [`keep`].
pub async fn withdraw(cx: &Cx, id: TemplateId) -> Result<(), Failure> {
    cx.permit_school(Action::Create, Kind::Paper)?;
    let mut tx = cx.app.db.begin().await?;
    let by = (cx.staff()?, cx.app.clock.now());
    if store::withdraw(&mut tx, cx.school(), id, by).await? == 0 {
        return Err(Failure::NotFound);
    }
    tell(&mut tx, cx, id, ("template.withdrawn", "")).await?;
    Ok(tx.commit().await?)
}

async fn tell(tx: &mut db::Tx, cx: &Cx, id: TemplateId, (name, after): (&str, &str)) -> Result<(), Failure> {
    let change =
        Change { name, kind: Kind::Paper, subject: id.0, student: None, before: None, after: Some(after) };
    Ok(cx.event(tx, change).await?)
}
