//! Adding people, granting and ending roles, new passwords, leaving. One transaction each, each with its event.

use access::{Kind, Role};
use db::Tx;
use kernel::{RoleId, StaffId, clock::days_after};
use people::staff::leaving::{Leaver, Rooms};
use serde_json::json;
use uuid::Uuid;
use web::cx::Change;
use web::{Cx, Failure};

use super::intake::free_sign_in;
use super::store::{self, Held, NewRole};
use crate::password::{self, first_until};

/// Adds a person with an account; returns the first password, shown once.
pub async fn add(
    cx: &Cx,
    name: &str,
    subject: Option<&str>,
    login: &str,
) -> Result<Option<(StaffId, String)>, Failure> {
    let id = StaffId(cx.uuid());
    let first = cx.app.chance.password();
    let hashed = password::hash(first.clone()).await?;
    let (now, today) = (cx.app.clock.now(), cx.today());
    let mut tx = cx.app.db.begin().await?;
    store::insert(&mut tx, (cx.school(), id), (name, subject, None), (today, now)).await?;
    match password::store::insert(&mut tx, login, (cx.school(), id), (&hashed, Some(first_until(now))), now)
        .await
    {
        Err(db::Error::Refused(_)) => return Ok(None),
        other => other?,
    }
    let after = json!({"name": name, "sign_in": login}).to_string();
    cx.event(&mut tx, change("staff.added", id.0, Some(&after))).await?;
    tx.commit().await?;
    Ok(Some((id, first)))
}

/// Opens an account for somebody who serves without one; returns the first password, shown once.
pub async fn open_account(cx: &Cx, staff: StaffId, name: &str) -> Result<String, Failure> {
    let first = cx.app.chance.password();
    let hashed = password::hash(first.clone()).await?;
    let now = cx.app.clock.now();
    let mut tx = cx.app.db.begin().await?;
    store::turn(&mut tx, cx.school(), staff).await?;
    if store::lookup(&mut tx, cx.school(), staff).await?.is_none_or(|line| line.login.is_some()) {
        return Err(Failure::Stale);
    }
    let login = free_sign_in(&mut tx, name).await?;
    let hashed = (hashed.as_str(), Some(first_until(now)));
    password::store::insert(&mut tx, &login, (cx.school(), staff), hashed, now).await?;
    let after = json!({"sign_in": login}).to_string();
    cx.event(&mut tx, change("account.opened", staff.0, Some(&after))).await?;
    tx.commit().await?;
    Ok(first)
}

/// Says of which sex somebody is (`m`, `f`), or takes it back: the pairing board alone asks for it (K4).
pub async fn set_sex(cx: &Cx, id: StaffId, sex: Option<&str>) -> Result<(), Failure> {
    let mut tx = cx.app.db.begin().await?;
    let before = store::lookup(&mut tx, cx.school(), id).await?.ok_or(Failure::NotFound)?.sex;
    store::update_sex(&mut tx, cx.school(), id, sex).await?;
    let before = before.as_deref();
    let change = Change { before, ..change("staff.sex-said", id.0, sex) };
    cx.event(&mut tx, change).await?;
    Ok(tx.commit().await?)
}

/// Grants a role; false, and nothing is granted, when an administrator would be something else as well (trust 3.3).
pub async fn grant(cx: &Cx, new: &NewRole) -> Result<bool, Failure> {
    let mut tx = cx.app.db.begin().await?;
    store::turn(&mut tx, cx.school(), new.staff).await?;
    store::grant(&mut tx, cx.school(), new, (cx.actor.staff, cx.app.clock.now())).await?;
    cx.event(&mut tx, change("role.granted", new.staff.0, Some(&new.told()))).await?;
    if access::alone::clashes(&mut tx, cx.school(), new.staff, cx.today()).await? {
        return Ok(false);
    }
    tx.commit().await?;
    Ok(true)
}

/// What came of ending a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// This one alone.
    Alone,
    /// With what stood beside the role of an administrator.
    WithOthers,
    /// Nothing: nobody would be left to keep the system.
    Last,
    /// Nothing: the person has a place in an open case, and would see the child.
    Serves,
}

/// Ends a role: today was not its day any more. No end of an administrator's role brings rights back: what stood
/// beside it ends with it, and a place in a case is given up first.
pub async fn end_role(cx: &Cx, staff: StaffId, role: RoleId) -> Result<Ended, Failure> {
    let mut tx = cx.app.db.begin().await?;
    let now = held_now(&mut tx, cx, staff).await?;
    end(&mut tx, cx, staff, role).await?;
    let keeps = |held: &&Held| held.id == role && held.role == Role::Administrator.key();
    let mut ended = Ended::Alone;
    if now.iter().any(|held| keeps(&held)) {
        if store::other_administrators(&mut tx, cx.school(), staff, cx.today()).await? == 0 {
            return Ok(Ended::Last);
        }
        if !access::actor::assigned(&mut tx, cx.school(), staff, cx.today()).await?.is_empty() {
            return Ok(Ended::Serves);
        }
        let others = now.iter().filter(|held| held.id != role);
        if end_all(&mut tx, cx, staff, others).await? > 0 {
            ended = Ended::WithOthers;
        }
    }
    tx.commit().await?;
    Ok(ended)
}

/// Ends what an administrator holds beside that role.
///
/// # Errors
/// Those of the database.
pub async fn stand_alone(cx: &Cx, staff: StaffId) -> Result<(), Failure> {
    let mut tx = cx.app.db.begin().await?;
    let now = held_now(&mut tx, cx, staff).await?;
    let others = now.iter().filter(|held| held.role != Role::Administrator.key());
    end_all(&mut tx, cx, staff, others).await?;
    Ok(tx.commit().await?)
}

async fn held_now(tx: &mut Tx, cx: &Cx, staff: StaffId) -> Result<Vec<Held>, Failure> {
    store::turn(tx, cx.school(), staff).await?;
    let mut held = store::roles_of(tx, cx.school(), staff).await?;
    held.retain(|one| one.from_on <= cx.today() && one.until_on >= cx.today());
    Ok(held)
}

async fn end_all<'h>(
    tx: &mut Tx,
    cx: &Cx,
    staff: StaffId,
    roles: impl Iterator<Item = &'h Held>,
) -> Result<usize, Failure> {
    let mut ended = 0;
    for held in roles {
        end(tx, cx, staff, held.id).await?;
        ended += 1;
    }
    Ok(ended)
}

async fn end(tx: &mut Tx, cx: &Cx, staff: StaffId, role: RoleId) -> Result<(), Failure> {
    if store::end(tx, cx.school(), staff, role, days_after(cx.today(), -1)).await? != 1 {
        return Err(Failure::NotFound);
    }
    let after = json!({"ended": role.to_string()}).to_string();
    Ok(cx.event(tx, change("role.ended", staff.0, Some(&after))).await?)
}

/// Sets a new first password and ends all sign-ins; returns it, shown once.
pub async fn reset(cx: &Cx, staff: StaffId, login: &str) -> Result<String, Failure> {
    let first = cx.app.chance.password();
    let hashed = password::hash(first.clone()).await?;
    let mut tx = cx.app.db.begin().await?;
    let now = cx.app.clock.now();
    password::store::update(&mut tx, login, (&hashed, Some(first_until(now))), now).await?;
    cx.event(&mut tx, change("password.reset", staff.0, None)).await?;
    tx.commit().await?;
    Ok(first)
}

/// The person leaves: roles, account, sign-ins, and what he or she bore in other rooms, end in one transaction.
pub async fn leave(cx: &Cx, staff: StaffId, farewells: &Rooms) -> Result<(), Failure> {
    let mut tx = cx.app.db.begin().await?;
    if store::other_administrators(&mut tx, cx.school(), staff, cx.today()).await? == 0 {
        return Err(Failure::BadRequest);
    }
    let who = Leaver { staff, last: days_after(cx.today(), -1) };
    store::leave(&mut tx, cx.school(), staff, who.last, cx.app.clock.now()).await?;
    for room in farewells.iter() {
        room.end(cx, &mut tx, who).await?;
    }
    cx.event(&mut tx, change("staff.left", staff.0, None)).await?;
    Ok(tx.commit().await?)
}

pub(super) fn change<'a>(name: &'a str, subject: Uuid, after: Option<&'a str>) -> Change<'a> {
    Change { name, kind: Kind::Staff, subject, student: None, before: None, after }
}
