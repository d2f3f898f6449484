//! Slips to cut and hand out: the sign-in name and first password of everybody who has not chosen a password yet. A first
//! password is shown once, on the page that answers the click that made it, and kept nowhere but as a hash.

mod actions;
mod pages;
mod store;

use axum::Router;
use axum::routing::get;
use web::App;

/// How many people serve and have not chosen a password yet.
///
/// # Errors
/// Those of the database.
pub(crate) async fn waiting(conn: &mut db::Conn, cx: &web::Cx) -> db::Result<i64> {
    Ok(count(store::list(conn, cx.school(), cx.today()).await?.len()))
}

/// For words that go by a number.
fn count(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}

/// The routes of this subject.
pub fn routes() -> Router<App> {
    Router::new().route("/staff/slips", get(pages::index).post(pages::create))
}
