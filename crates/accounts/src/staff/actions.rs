//! Adding people, granting and ending roles, new passwords, leaving. One transaction each, each with its event.

use access::Kind;
use kernel::{RoleId, StaffId, clock::days_after};
use serde_json::json;
use uuid::Uuid;
use web::cx::Change;
use web::{Cx, Failure};

use super::store::{self, NewRole};
use crate::password;

/// Adds a person with an account; returns the first password, shown once.
pub async fn add(
    cx: &Cx,
    name: &str,
    subject: Option<&str>,
    login: &str,
) -> Result<Option<(StaffId, String)>, Failure> {
    let id = StaffId(cx.uuid());
    let first = first_password(cx);
    let hashed = password::hash(first.clone()).await?;
    let (now, today) = (cx.app.clock.now(), cx.today());
    let mut tx = cx.app.db.begin().await?;
    store::insert(&mut tx, (cx.school(), id), (name, subject), (today, now)).await?;
    match password::store::insert(&mut tx, login, (cx.school(), id), &hashed, now).await {
        Err(db::Error::Refused(_)) => return Ok(None),
        other => other?,
    }
    let after = json!({"name": name, "sign_in": login}).to_string();
    cx.event(&mut tx, change("staff.added", id.0, Some(&after))).await?;
    tx.commit().await?;
    Ok(Some((id, first)))
}

/// A password that can be read over the telephone: groups of letters and digits that do not look alike.
fn first_password(cx: &Cx) -> String {
    const SIGNS: &[u8] = b"abcdefghjkmnpqrstuvwxyz23456789";
    let mut text = String::new();
    for (at, byte) in cx.app.chance.bytes::<20>().iter().enumerate() {
        if at > 0 && at % 5 == 0 {
            text.push('-');
        }
        let sign = SIGNS.get(usize::from(*byte) % SIGNS.len());
        text.push(sign.map_or('x', |sign| char::from(*sign)));
    }
    text
}

/// Grants a role.
pub async fn grant(cx: &Cx, new: &NewRole) -> Result<(), Failure> {
    let mut tx = cx.app.db.begin().await?;
    store::grant(&mut tx, cx.school(), new, (cx.actor.staff, cx.app.clock.now())).await?;
    let after =
        json!({"role": new.role.key(), "for": format!("{:?}", new.held_for), "from": new.from.to_string(),
        "until": new.until.to_string()})
        .to_string();
    cx.event(&mut tx, change("role.granted", new.staff.0, Some(&after))).await?;
    Ok(tx.commit().await?)
}

/// Ends a role: today was not its day any more.
pub async fn end_role(cx: &Cx, staff: StaffId, role: RoleId) -> Result<(), Failure> {
    let mut tx = cx.app.db.begin().await?;
    if store::end(&mut tx, cx.school(), staff, role, days_after(cx.today(), -1)).await? != 1 {
        return Err(Failure::NotFound);
    }
    let after = json!({"ended": role.to_string()}).to_string();
    cx.event(&mut tx, change("role.ended", staff.0, Some(&after))).await?;
    Ok(tx.commit().await?)
}

/// Sets a new first password and ends all sign-ins; returns it, shown once.
pub async fn reset(cx: &Cx, staff: StaffId, login: &str) -> Result<String, Failure> {
    let first = first_password(cx);
    let hashed = password::hash(first.clone()).await?;
    let mut tx = cx.app.db.begin().await?;
    password::store::update(&mut tx, login, &hashed, cx.app.clock.now()).await?;
    cx.event(&mut tx, change("password.reset", staff.0, None)).await?;
    tx.commit().await?;
    Ok(first)
}

/// The person leaves: roles, account and sign-ins end in one transaction.
pub async fn leave(cx: &Cx, staff: StaffId) -> Result<(), Failure> {
    let mut tx = cx.app.db.begin().await?;
    if store::other_administrators(&mut tx, cx.school(), staff, cx.today()).await? == 0 {
        return Err(Failure::BadRequest);
    }
    store::leave(&mut tx, cx.school(), staff, days_after(cx.today(), -1), cx.app.clock.now()).await?;
    cx.event(&mut tx, change("staff.left", staff.0, None)).await?;
    Ok(tx.commit().await?)
}

fn change<'a>(name: &'a str, subject: Uuid, after: Option<&'a str>) -> Change<'a> {
    Change { name, kind: Kind::Staff, subject, student: None, before: None, after }
}
