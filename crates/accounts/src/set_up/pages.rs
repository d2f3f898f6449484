//! The set-up page.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use db::args;
use web::reply::page_with;
use web::{Failure, Fields, Guest, Look, Reply, see_with};

use super::actions::{self, NewSchool};
use crate::password::{hash, weakness};
use crate::sign_in::{hashed, with_cookie};

#[derive(Template)]
#[template(path = "set_up/new.html")]
struct New<'a> {
    cx: &'a Look,
    form: &'a Fields,
    token: &'a str,
}

/// `GET /set-up/{token}`
pub async fn new(guest: Guest, Path(token): Path<String>) -> Reply {
    valid(&guest, &token).await?;
    web::page(&guest, &New { cx: &guest, form: &Fields::default(), token: &token })
}

/// `POST /set-up/{token}`
pub async fn create(guest: Guest, Path(token): Path<String>, mut form: Fields) -> Reply {
    let link = valid(&guest, &token).await?;
    let lang = guest.lang();
    let school = form.required(lang, "school");
    let name = form.required(lang, "name");
    let login = form.required(lang, "sign_in").to_lowercase();
    for field in ["school", "name", "sign_in"] {
        form.at_most(lang, field, 60);
    }
    if !login.chars().all(|c| c.is_ascii_alphanumeric() || ".-_@".contains(c)) {
        form.refuse(lang, "sign_in", "accounts-name-letters");
    }
    let password = form.get("password").to_owned();
    if let Some(key) = weakness(&password, &[&login, &name, &school]) {
        form.refuse(lang, "password", key);
    }
    if form.get("again") != password {
        form.refuse(lang, "again", "accounts-password-not-same");
    }
    if !form.is_right() {
        return page_with(
            &guest,
            StatusCode::UNPROCESSABLE_ENTITY,
            &New { cx: &guest, form: &form, token: &token },
        );
    }
    let password = hash(password).await?;
    let sign_in =
        actions::create(&guest.app, link, &NewSchool { lang: guest.lang(), school, name, login, password })
            .await?;
    with_cookie(&guest.app, &sign_in, see_with("/staff", "accounts-said-set-up"))
}

/// The hash of a link that may still be used.
async fn valid(guest: &Guest, token: &str) -> Result<[u8; 32], Failure> {
    let hash = hashed(token).ok_or(Failure::NotFound)?;
    let mut conn = guest.app.db.reader().await?;
    let open: i64 = conn
        .one("select count(*) from setup_link where token_hash = $1 and used_at is null", args![hash])
        .await?;
    if open == 1 { Ok(hash) } else { Err(Failure::NotFound) }
}
