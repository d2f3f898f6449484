//! The door: the token of a cookie becomes a person with the rights of today, or nobody.

use access::actor;
use db::args;
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use kernel::{Fault, Instant, SchoolId, StaffId};
use web::{App, Door, Entered};

use crate::sign_in::hashed;

/// A sign-in ends after so long without a page (ASVS 5.0, SP 800-63B: 30 minutes).
pub const IDLE: i64 = 30 * 60 * 1000;
/// A sign-in ends after so long in any case (12 hours).
pub const WHOLE: i64 = 12 * 60 * 60 * 1000;
/// The time of the last page is written down only when it is this old, so that reading writes little.
const REFRESH: i64 = 60 * 1000;

/// The door of staff accounts.
pub struct StaffDoor;

db::record! {
    struct Found {
        school: SchoolId,
        staff: StaffId,
        began: Instant,
        seen: Instant,
        name: String,
        school_name: String,
        first_until: Option<Instant>,
    }
}

impl Door for StaffDoor {
    fn enter<'a>(&'a self, app: &'a App, token: &'a str) -> BoxFuture<'a, Result<Option<Entered>, Fault>> {
        enter(app, token).boxed()
    }
}

async fn enter(app: &App, token: &str) -> Result<Option<Entered>, Fault> {
    let Some(hash) = hashed(token) else { return Ok(None) };
    let now = app.clock.now();
    let today = app.clock.today();
    let mut conn = app.db.reader().await?;
    let found: Option<Found> = conn
        .maybe(
            "select i.school_id, i.staff_id, i.began_at, i.seen_at, s.name, o.name, a.first_until from sign_in i
             join account a on a.login = i.login
             join staff s on s.school_id = i.school_id and s.id = i.staff_id
             join school o on o.id = i.school_id
             where i.token_hash = $1 and i.ended_at is null and a.ended_at is null
               and s.joined_on <= $2 and s.left_on >= $2",
            args![hash, today],
        )
        .await?;
    let Some(found) = found else { return Ok(None) };
    let age = now.0.saturating_sub(found.began.0);
    let idle = now.0.saturating_sub(found.seen.0);
    // A clock that went back does not lengthen a sign-in: then both differences are negative beyond a minute.
    if age > WHOLE || !(-REFRESH..=IDLE).contains(&idle) {
        return Ok(None);
    }
    let actor = actor::find(&mut conn, found.school, found.staff, today).await?;
    drop(conn);
    if idle > REFRESH {
        let mut tx = app.db.begin().await?;
        tx.run("update sign_in set seen_at = $1 where token_hash = $2", args![now, hash]).await?;
        tx.commit().await?;
    }
    Ok(Some(Entered {
        actor,
        name: found.name,
        school_name: found.school_name,
        must_choose: found.first_until.is_some(),
    }))
}
