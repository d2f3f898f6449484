//! The guards in front of every route: forged requests, headers, failures put into the frame.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::look::Look;
use crate::reply::{Failed, FailedPage, Failure, page_with};

static HEADERS: [(HeaderName, &str); 7] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; font-src 'self'; \
         connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; manifest-src 'self'",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "same-origin"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()"),
];

/// Refuses forged requests, puts failures into the frame, sets the headers that protect.
pub async fn guard(State(app): State<App>, request: Request, next: Next) -> Response {
    let look = Look::of_request(request.method(), request.headers(), request.uri().path());
    let changes = ![Method::GET, Method::HEAD].contains(request.method());
    let response = if changes && !same_site(request.headers(), request.uri()) {
        Failure::Forged.into_response()
    } else {
        next.run(request).await
    };
    let mut response = frame(&look, response);
    let headers = response.headers_mut();
    for (name, value) in &HEADERS {
        // What a handler set is stricter: a file of somebody else is served in a sandbox.
        headers.entry(name.clone()).or_insert(HeaderValue::from_static(value));
    }
    if app.settings.secure {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

/// Whether a changing request comes from our own pages: the browser says so (`Sec-Fetch-Site`), else the origin is
/// ours, else (old browsers) the page it came from is ours. A request that says nothing is refused.
fn same_site(headers: &HeaderMap, uri: &Uri) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text("sec-fetch-site")
        && site != "same-origin"
    {
        return false;
    }
    let Some(host) = text("host").or_else(|| uri.host()) else { return false };
    let is_ours = |address: &str| {
        let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
        rest.is_some_and(|rest| rest.split('/').next() == Some(host))
    };
    match (text("origin"), text("referer")) {
        (Some(origin), _) => is_ours(origin),
        (None, Some(referer)) => is_ours(referer),
        (None, None) => text("sec-fetch-site") == Some("same-origin"),
    }
}

fn frame(look: &Look, response: Response) -> Response {
    let key = match (response.extensions().get::<Failed>(), response.status().as_u16()) {
        (Some(Failed(key)), _) => *key,
        (None, 404) if response.headers().get(header::CONTENT_TYPE).is_none() => "web-failed-not-found",
        (None, 405) => "web-failed-bad-request",
        (None, 413) => "web-failed-too-large",
        _ => return response,
    };
    let status = response.status();
    let page = FailedPage { cx: look, title_key: key.to_owned(), help_key: format!("{key}-help") };
    page_with(look, status, &page).unwrap_or_else(|_| status.into_response())
}
