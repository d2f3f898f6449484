//! Signing in and out.

mod pages;

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use axum::Router;
use axum::http::{HeaderValue, header};
use axum::routing::{get, post};
use db::{Conn, args};
use kernel::{Fault, Instant, SchoolId, StaffId};
use sha2::{Digest, Sha256};
use web::{App, Failure, Reply};

use crate::door::WHOLE;

/// The routes of this subject.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/sign-in", get(pages::new).post(pages::create))
        .route("/sign-out", post(pages::destroy))
        .route("/language", post(pages::language))
        .route("/theme", post(pages::theme))
}

/// The hash under which a token is stored; `None` for what cannot be a token.
#[must_use]
pub fn hashed(token: &str) -> Option<[u8; 32]> {
    (token.len() == 64 && token.bytes().all(|byte| byte.is_ascii_hexdigit()))
        .then(|| Sha256::digest(token).into())
}

/// Begins a sign-in; returns its token, which is stored nowhere.
///
/// # Errors
/// Those of the database.
pub async fn begin(
    conn: &mut Conn,
    app: &App,
    login: &str,
    (school, staff): (SchoolId, StaffId),
) -> Result<String, Fault> {
    let token: String = app.chance.bytes::<32>().iter().map(|byte| format!("{byte:02x}")).collect();
    let hash = hashed(&token).ok_or(Fault::new("a token"))?;
    let now = app.clock.now();
    conn.run(
        "insert into sign_in (token_hash, login, school_id, staff_id, began_at, seen_at)
         values ($1, $2, $3, $4, $5, $5)",
        args![hash, login, school, staff, now],
    )
    .await?;
    Ok(token)
}

/// Ends a sign-in.
///
/// # Errors
/// Those of the database.
pub async fn end(conn: &mut Conn, token: &str, now: Instant) -> Result<(), Fault> {
    let Some(hash) = hashed(token) else { return Ok(()) };
    conn.run("update sign_in set ended_at = $1 where token_hash = $2 and ended_at is null", args![now, hash])
        .await?;
    Ok(())
}

/// Puts the token into the reply's cookie.
///
/// # Errors
/// Those of the reply.
pub fn with_cookie(app: &App, token: &str, reply: Reply) -> Reply {
    let mut response = reply?;
    let name = web::cx::sign_in_cookie(app);
    let secure = if app.settings.secure { "; Secure" } else { "" };
    let age = if token.is_empty() { 0 } else { WHOLE / 1000 };
    let cookie = format!("{name}={token}; Path=/; HttpOnly; SameSite=Lax; Max-Age={age}{secure}");
    let cookie = HeaderValue::from_str(&cookie).map_err(|_| Failure::BadRequest)?;
    response.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(response)
}

/// How long to wait after so many wrong passwords: 1, 3, 5, then 10 seconds, after a hundred until tomorrow.
/// The first two are free, since everybody mistypes.
#[must_use]
pub fn wait(failures: i64) -> i64 {
    match failures {
        0..=2 => 0,
        3 => 1_000,
        4 => 3_000,
        5 => 5_000,
        6..=99 => 10_000,
        _ => 24 * 60 * 60 * 1000,
    }
}

/// By the hash of the name: how many tries, and until when to wait.
type Strangers = HashMap<[u8; 32], (i64, Instant)>;

/// Wrong tries under names that do not exist, so that they answer as existing ones do. Forgotten when full.
static STRANGERS: LazyLock<Mutex<Strangers>> = LazyLock::new(Mutex::default);
const STRANGERS_AT_MOST: usize = 50_000;

/// Tries so far under a name that does not exist.
pub(crate) fn stranger(login: &str) -> (i64, Instant) {
    let known = STRANGERS.lock().unwrap_or_else(PoisonError::into_inner);
    let key: [u8; 32] = Sha256::digest(login).into();
    known.get(&key).copied().unwrap_or((0, Instant(0)))
}

/// One more try under such a name.
pub(crate) fn stranger_failed(login: &str, failures: i64, until: Instant) {
    let mut known = STRANGERS.lock().unwrap_or_else(PoisonError::into_inner);
    if known.len() >= STRANGERS_AT_MOST {
        known.clear();
    }
    known.insert(Sha256::digest(login).into(), (failures, until));
}
