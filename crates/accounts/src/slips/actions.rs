//! Making first passwords, all of one click in one transaction.

use access::Kind;
use futures_util::future::try_join_all;
use kernel::{Fault, Instant};
use web::cx::Change;
use web::{Cx, Failure};

use super::store;
use crate::password::{self, first_until};
use crate::staff::intake::NEVER;

/// Slips of one click: each takes a hashing, and the click waits for all of them.
pub const AT_ONCE: usize = 200;

/// Whose slips are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// Of those who had none yet.
    New,
    /// Of everybody who has not chosen a password: earlier slips stop working.
    All,
}

/// One slip.
pub struct Slip {
    /// The name.
    pub name: String,
    /// The name to sign in with.
    pub login: String,
    /// The first password, in plain words.
    pub first: String,
}

/// Makes first passwords; returns them with their last moment.
pub async fn make(cx: &Cx, whose: Whose) -> Result<(Vec<Slip>, Instant), Failure> {
    let now = cx.app.clock.now();
    let until = first_until(now);
    let mut conn = cx.app.db.reader().await?;
    let waiting = store::list(&mut conn, cx.school(), cx.today()).await?;
    drop(conn);
    let chosen = waiting.into_iter().filter(|one| whose == Whose::All || one.first_until == NEVER);
    let made = chosen.take(AT_ONCE).map(async |one| {
        let first = cx.app.chance.password();
        let hashed = password::hash(first.clone()).await?;
        Ok::<_, Fault>((one, first, hashed))
    });
    let made = try_join_all(made).await?;
    let mut tx = cx.app.db.begin().await?;
    let mut slips = Vec::new();
    for (one, first, hashed) in made {
        if store::update(&mut tx, (cx.school(), &one.login), (&hashed, until), now).await? == 0 {
            continue;
        }
        let name = "password.reset";
        let change = Change {
            name,
            kind: Kind::Staff,
            subject: one.staff.0,
            student: None,
            before: None,
            after: None,
        };
        cx.event(&mut tx, change).await?;
        slips.push(Slip { name: one.name, login: one.login, first });
    }
    tx.commit().await?;
    Ok((slips, until))
}
