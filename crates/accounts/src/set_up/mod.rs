//! The first start of a real installation: a one-time link, with which the first administrator names the school and
//! chooses a password.

mod actions;
mod pages;

use axum::Router;
use axum::routing::get;
use db::args;
use kernel::Fault;
use web::App;

use crate::sign_in::hashed;

/// The routes of this subject.
pub fn routes() -> Router<App> {
    Router::new().route("/set-up/{token}", get(pages::new).post(pages::create))
}

/// The path of a fresh set-up link when there is no school yet. An older unused link stops working.
///
/// # Errors
/// Those of the database.
pub async fn link(app: &App) -> Result<Option<String>, Fault> {
    let mut tx = app.db.begin().await?;
    let schools: i64 = tx.one("select count(*) from school", args![]).await?;
    if schools > 0 {
        return Ok(None);
    }
    let token: String = app.chance.bytes::<32>().iter().map(|byte| format!("{byte:02x}")).collect();
    let hash = hashed(&token).ok_or(Fault::new("a token"))?;
    tx.run("delete from setup_link where used_at is null", args![]).await?;
    tx.run("insert into setup_link (token_hash, made_at) values ($1, $2)", args![hash, app.clock.now()])
        .await?;
    tx.commit().await?;
    Ok(Some(format!("/set-up/{token}")))
}
