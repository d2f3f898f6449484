//! Changing one's own password.

use askama::Template;
use axum::http::StatusCode;
use web::reply::page_with;
use web::{Cx, Fields, Look, Reply, see_with};

use super::{hash, is_right, store, weakness};
use crate::sign_in;

#[derive(Template)]
#[template(path = "password/edit.html")]
struct Edit<'a> {
    cx: &'a Look,
    form: &'a Fields,
    /// The password is a first one: another is chosen before anything opens.
    first: bool,
}

/// `GET /password`
pub async fn edit(cx: Cx) -> Reply {
    let mut conn = cx.app.db.reader().await?;
    let login = store::login_of(&mut conn, cx.school(), cx.staff()?).await?;
    let account = store::lookup(&mut conn, &login).await?;
    let first = account.is_some_and(|account| account.first_until.is_some());
    web::page(&cx, &Edit { cx: &cx, form: &Fields::default(), first })
}

/// `POST /password`: ends all sign-ins of the account, and begins one anew.
pub async fn update(cx: Cx, mut form: Fields) -> Reply {
    let staff = cx.staff()?;
    let mut conn = cx.app.db.reader().await?;
    let login = store::login_of(&mut conn, cx.school(), staff).await?;
    let account = store::lookup(&mut conn, &login).await?;
    drop(conn);
    let first = account.as_ref().is_some_and(|account| account.first_until.is_some());
    let old = form.required(cx.lang(), "old");
    let new = form.required(cx.lang(), "new");
    let name = cx.look.who().map_or("", |who| who.name.as_str());
    if let Some(key) = weakness(&new, &[&login, name, cx.look.school_name()]) {
        form.refuse(cx.lang(), "new", key);
    }
    if form.get("again") != new {
        form.refuse(cx.lang(), "again", "accounts-password-not-same");
    }
    if form.is_right() && !is_right(old, account.map(|account| account.password)).await? {
        form.refuse(cx.lang(), "old", "accounts-password-old-wrong");
    }
    if !form.is_right() {
        return page_with(
            &cx,
            StatusCode::UNPROCESSABLE_ENTITY,
            &Edit { cx: &cx, form: &Fields::blank_with(&form), first },
        );
    }
    let hashed = hash(new).await?;
    let now = cx.app.clock.now();
    let mut tx = cx.app.db.begin().await?;
    store::update(&mut tx, &login, (&hashed, None), now).await?;
    let token = sign_in::begin(&mut tx, &cx.app, &login, (cx.school(), staff)).await?;
    tx.commit().await?;
    sign_in::with_cookie(&cx.app, &token, see_with("/", "accounts-said-password"))
}
