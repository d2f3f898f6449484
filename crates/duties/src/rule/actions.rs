//! What an office does with the rules. A rule is never overwritten: it ends, and another begins (F5).

use access::{Action, Kind};
use db::Tx;
use kernel::{Day, RuleId};
use uuid::Uuid;
use web::cx::Change;
use web::{Cx, Failure};

use super::{Rule, store};
use crate::usual::usual;

/// Makes a rule. The same id a second time is the same rule.
///
/// # Errors
/// When the person may not, and those of the database.
pub async fn create(cx: &Cx, rule: &Rule) -> Result<(), Failure> {
    cx.permit_school(Action::Create, Kind::Rules)?;
    let mut tx = cx.app.db.begin().await?;
    begin(&mut tx, cx, rule, None).await?;
    Ok(tx.commit().await?)
}

/// Ends the old rule the day before the new one begins.
///
/// # Errors
/// As [`create`].
pub async fn replace(cx: &Cx, old: RuleId, new: &Rule) -> Result<(), Failure> {
    cx.permit_school(Action::Amend, Kind::Rules)?;
    let mut tx = cx.app.db.begin().await?;
    if begin(&mut tx, cx, new, Some(old)).await? {
        let last = new.during.from.yesterday().unwrap_or(new.during.from);
        finish(&mut tx, cx, old, last).await?;
    }
    Ok(tx.commit().await?)
}

/// Ends a rule: from today on it asks nothing.
///
/// # Errors
/// As [`create`].
pub async fn end(cx: &Cx, id: RuleId) -> Result<(), Failure> {
    cx.permit_school(Action::Amend, Kind::Rules)?;
    let mut tx = cx.app.db.begin().await?;
    store::lookup(&mut tx, cx.school(), id).await?.ok_or(Failure::NotFound)?;
    let today = cx.today();
    finish(&mut tx, cx, id, today.yesterday().unwrap_or(today)).await?;
    Ok(tx.commit().await?)
}

/// Takes over the shipped rules from today on; only where none holds.
///
/// # Errors
/// As [`create`].
pub async fn take_usual(cx: &Cx) -> Result<(), Failure> {
    cx.permit_school(Action::Create, Kind::Rules)?;
    let mut tx = cx.app.db.begin().await?;
    if store::list(&mut tx, cx.school(), cx.today()).await?.is_empty() {
        for rule in usual(cx.today(), || *cx.uuid().as_bytes()) {
            begin(&mut tx, cx, &rule, None).await?;
        }
    }
    Ok(tx.commit().await?)
}

async fn begin(tx: &mut Tx, cx: &Cx, rule: &Rule, instead: Option<RuleId>) -> Result<bool, Failure> {
    let id = RuleId(Uuid::from_bytes(rule.id));
    if store::lookup(tx, cx.school(), id).await?.is_some() {
        return Ok(false);
    }
    store::insert(tx, cx.school(), rule, (cx.app.clock.now(), cx.actor.staff)).await?;
    let before = instead.map(|old| old.to_string());
    tell(tx, cx, ("duty_rule.made", id), before.as_deref()).await?;
    Ok(true)
}

async fn finish(tx: &mut Tx, cx: &Cx, id: RuleId, last: Day) -> Result<(), Failure> {
    if store::end(tx, cx.school(), id, last).await? > 0 {
        tell(tx, cx, ("duty_rule.ended", id), None).await?;
    }
    Ok(())
}

async fn tell(tx: &mut Tx, cx: &Cx, (name, id): (&str, RuleId), before: Option<&str>) -> Result<(), Failure> {
    let change = Change { name, kind: Kind::Rules, subject: id.0, student: None, before, after: None };
    Ok(cx.event(tx, change).await?)
}
