//! The sign-in page, the way out, and the choice of language and of light or dark.

use askama::Template;
use axum::extract::Query;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use kernel::Instant;
use language::Lang;
use serde::Deserialize;
use web::look::cookie;
use web::reply::page_with;
use web::{App, Failure, Fields, Guest, Look, Reply, local_path, see};

use super::{begin, end, stranger, stranger_failed, wait, with_cookie};
use crate::password::{self, store};

#[derive(Template)]
#[template(path = "sign_in/new.html")]
struct New<'a> {
    cx: &'a Look,
    form: &'a Fields,
    demo: bool,
}

/// Where the person was.
#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    back: String,
}

/// `GET /sign-in`
pub async fn new(guest: Guest, Query(asked): Query<Asked>) -> Reply {
    let mut form = Fields::default();
    form.set("back", local_path(&asked.back, ""));
    web::page(&guest, &New { cx: &guest, form: &form, demo: guest.app.settings.demo })
}

/// `POST /sign-in`: the same answer in the same time for a wrong name and a wrong password.
pub async fn create(guest: Guest, mut form: Fields) -> Reply {
    let login = form.required(guest.lang(), "sign_in").to_lowercase();
    let typed = form.get("password").to_owned();
    if form.is_right() {
        match try_once(&guest.app, &login, typed).await? {
            Tried::Right(token) => {
                return with_cookie(&guest.app, &token, see(local_path(form.get("back"), "/")));
            }
            Tried::Wrong => form.refuse(guest.lang(), "password", "accounts-wrong"),
            Tried::Over => form.refuse(guest.lang(), "password", "accounts-first-over"),
            Tried::Waiting => form.refuse(guest.lang(), "password", "accounts-wait"),
        }
    }
    let mut back = Fields::blank_with(&form);
    back.set("sign_in", form.get("sign_in"));
    back.set("back", local_path(form.get("back"), ""));
    let page = New { cx: &guest, form: &back, demo: guest.app.settings.demo };
    page_with(&guest, StatusCode::UNPROCESSABLE_ENTITY, &page)
}

enum Tried {
    Right(String),
    Wrong,
    /// Right, but a first password that was not used in time.
    Over,
    Waiting,
}

async fn try_once(app: &App, login: &str, typed: String) -> Result<Tried, Failure> {
    let account = store::lookup(&mut app.db.reader().await?, login).await?;
    let account = account.filter(|account| account.ended_at.is_none());
    let now = app.clock.now();
    let (failures, wait_until) =
        account.as_ref().map_or_else(|| stranger(login), |account| (account.failures, account.wait_until));
    if now < wait_until {
        return Ok(Tried::Waiting);
    }
    let right = password::is_right(typed, account.as_ref().map(|account| account.password.clone())).await?;
    let Some(account) = account else {
        stranger_failed(login, failures + 1, now.plus(wait(failures + 1)));
        return Ok(Tried::Wrong);
    };
    let mut tx = app.db.begin().await?;
    if !right {
        store::fail(&mut tx, login, failures + 1, now.plus(wait(failures + 1))).await?;
        tx.commit().await?;
        return Ok(Tried::Wrong);
    }
    if account.first_until.is_some_and(|until| until < now) {
        return Ok(Tried::Over);
    }
    if failures > 0 {
        store::fail(&mut tx, login, 0, Instant(0)).await?;
    }
    let token = begin(&mut tx, app, login, (account.school, account.staff)).await?;
    tx.commit().await?;
    Ok(Tried::Right(token))
}

/// `POST /sign-out`
pub async fn destroy(guest: Guest, headers: HeaderMap) -> Reply {
    if let Some(token) = cookie(&headers, web::cx::sign_in_cookie(&guest.app)) {
        let mut tx = guest.app.db.begin().await?;
        end(&mut tx, token, guest.app.clock.now()).await?;
        tx.commit().await?;
    }
    let mut response = with_cookie(&guest.app, "", see("/sign-in"))?;
    response.headers_mut().insert("clear-site-data", HeaderValue::from_static("\"cache\", \"storage\""));
    Ok(response)
}

/// `POST /language`
pub async fn language(form: Fields) -> Reply {
    let lang = Lang::parse(form.get("language")).ok_or(Failure::BadRequest)?;
    remembered(&form, "lang", lang.tag())
}

/// `POST /theme`: light, dark, or as the machine is set.
pub async fn theme(form: Fields) -> Reply {
    let theme = ["auto", "light", "dark"].into_iter().find(|theme| *theme == form.get("theme"));
    remembered(&form, "theme", theme.ok_or(Failure::BadRequest)?)
}

/// Back to where it was chosen; the browser remembers the choice for a year.
fn remembered(form: &Fields, name: &str, value: &str) -> Reply {
    let mut response = see(local_path(form.get("back"), "/"))?;
    let cookie = format!("{name}={value}; Path=/; Max-Age=31536000; SameSite=Lax");
    let cookie = HeaderValue::from_str(&cookie).map_err(|_| Failure::BadRequest)?;
    response.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(response)
}
