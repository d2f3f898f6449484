//! Answers: a page, a way to go on, a file, or a failure that the frame shows in the reader's language.

use askama::Template;
use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use kernel::Fault;

use crate::look::Look;

/// What a handler returns.
pub type Reply = Result<Response, Failure>;

/// Why there is no page.
#[derive(Debug)]
pub enum Failure {
    /// It does not exist, or one may not know of it: the same answer.
    NotFound,
    /// Somebody must sign in first, and then goes on at this path of the program.
    SignIn(String),
    /// Something comes first, at this path of the program.
    Elsewhere(&'static str),
    /// It stands at another address now; what was sent goes there.
    Moved(String),
    /// The request makes no sense.
    BadRequest,
    /// It came from another site.
    Forged,
    /// Somebody else changed it meanwhile.
    Stale,
    /// Too large.
    TooLarge,
    /// The database cannot take it now.
    Busy,
    /// A bug.
    Fault(Fault),
}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<db::Error> for Failure {
    fn from(error: db::Error) -> Self {
        match error {
            db::Error::Missing => Self::NotFound,
            db::Error::Unavailable(why) => {
                tracing::warn!(%why, "the database cannot serve");
                Self::Busy
            }
            other => Self::Fault(other.into()),
        }
    }
}

/// A failure on its way to the frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Failed(pub(crate) &'static str);

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let (status, key) = match &self {
            Self::SignIn(next) => return sign_in(next),
            Self::Elsewhere(path) => {
                return (StatusCode::SEE_OTHER, [(header::LOCATION, *path)]).into_response();
            }
            Self::Moved(path) => {
                let place = [(header::LOCATION, path.as_str())];
                return (StatusCode::TEMPORARY_REDIRECT, place).into_response();
            }
            Self::NotFound => (StatusCode::NOT_FOUND, "web-failed-not-found"),
            Self::BadRequest => (StatusCode::BAD_REQUEST, "web-failed-bad-request"),
            Self::Forged => (StatusCode::FORBIDDEN, "web-failed-forged"),
            Self::Stale => (StatusCode::CONFLICT, "web-failed-stale"),
            Self::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, "web-failed-too-large"),
            Self::Busy => (StatusCode::SERVICE_UNAVAILABLE, "web-failed-busy"),
            Self::Fault(fault) => {
                tracing::error!(%fault, "a fault");
                (StatusCode::INTERNAL_SERVER_ERROR, "web-failed-fault")
            }
        };
        let mut response = status.into_response();
        response.extensions_mut().insert(Failed(key));
        response
    }
}

/// The page that says what failed and what to do next.
#[derive(Template)]
#[template(path = "failed.html")]
pub(crate) struct FailedPage<'a> {
    pub(crate) cx: &'a Look,
    pub(crate) title_key: String,
    pub(crate) help_key: String,
}

/// A page. Clears the message that it has just shown.
///
/// # Errors
/// A fault when the template cannot be rendered.
pub fn page(cx: &Look, template: &impl Template) -> Reply {
    page_with(cx, StatusCode::OK, template)
}

/// A page with a status of its own: a form that came back is 422.
///
/// # Errors
/// As [`page`].
pub fn page_with(cx: &Look, status: StatusCode, template: &impl Template) -> Reply {
    let html = template.render().map_err(|error| Fault::from("template", error))?;
    let mut response = (status, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response();
    if cx.flash().is_some() {
        response
            .headers_mut()
            .append(header::SET_COOKIE, HeaderValue::from_static("flash=; Path=/; Max-Age=0"));
    }
    Ok(response)
}

/// Goes on to this path.
///
/// # Errors
/// None; a `Reply` so that handlers can end with it.
pub fn see(path: &str) -> Reply {
    let mut response = StatusCode::SEE_OTHER.into_response();
    let location = HeaderValue::from_str(path).map_err(|_| Failure::BadRequest)?;
    response.headers_mut().insert(header::LOCATION, location);
    Ok(response)
}

/// Goes on to this path, where a line says what was done. The key must contain `-said-`.
///
/// # Errors
/// As [`see`].
pub fn see_with(path: &str, said: &str) -> Reply {
    let mut response = see(path)?;
    let cookie = format!("flash={said}; Path=/; Max-Age=60; HttpOnly; SameSite=Lax");
    let cookie = HeaderValue::from_str(&cookie).map_err(|_| Failure::BadRequest)?;
    response.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(response)
}

/// A file to keep. The name is sent in a form that every browser reads.
///
/// # Errors
/// None; a `Reply` so that handlers can end with it.
pub fn file(name: &str, content_type: &'static str, bytes: impl Into<Body>) -> Reply {
    let mut encoded = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    let disposition = format!("attachment; filename=\"chunyu\"; filename*=UTF-8''{encoded}");
    let mut response = Response::new(bytes.into());
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    let disposition = HeaderValue::from_str(&disposition).map_err(|_| Failure::BadRequest)?;
    headers.insert(header::CONTENT_DISPOSITION, disposition);
    Ok(response)
}

/// To the sign-in page, which knows where to go on.
fn sign_in(next: &str) -> Response {
    let address = match askama::filters::urlencode_strict(next) {
        Ok(next_word) if next != "/" => format!("/sign-in?back={next_word}"),
        _ => "/sign-in".to_owned(),
    };
    (StatusCode::SEE_OTHER, [(header::LOCATION, address)]).into_response()
}

/// Where to go on: a path of this program that a form brought along, else `otherwise`. Another site, a scheme or a
/// control character is never followed.
#[must_use]
pub fn local_path<'a>(asked: &'a str, otherwise: &'a str) -> &'a str {
    let is_local = asked.starts_with('/')
        && !asked.starts_with("//")
        && asked.len() <= 200
        && asked.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    if is_local { asked } else { otherwise }
}

#[cfg(test)]
mod tests {
    use super::local_path;

    #[test]
    fn a_form_leads_back_only_into_this_program() {
        assert_eq!(local_path("/students/7?tab=notes#n", "/"), "/students/7?tab=notes#n");
        for elsewhere in
            ["", "//evil.example", "https://evil.example", "/\\evil.example", "/a\r\nSet-Cookie: x", "/空"]
        {
            assert_eq!(local_path(elsewhere, "/cases"), "/cases", "{elsewhere:?}");
        }
    }
}
