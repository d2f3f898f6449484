//! A reader of pages without a browser: asks an `axum::Router` in the same process, keeps cookies, follows
//! redirects, sends `Host` and `Origin` as a browser on our own pages would.

mod page;

pub use page::{Field, Form, Link, Page};

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::header::{ACCEPT_LANGUAGE, CONTENT_TYPE, COOKIE, HOST, LOCATION, ORIGIN, SET_COOKIE};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Request, StatusCode};
use std::collections::BTreeMap;
use std::net::SocketAddr;
use tower::ServiceExt;
use url::{Url, form_urlencoded};

/// The largest answer a test may read.
const MOST: usize = 256 * 1024 * 1024;
/// More redirects than this are a circle.
const HOPS: usize = 10;
const BOUNDARY: &str = "----chunyu-test-part-6d1f0c7be2";

/// A file to upload.
#[derive(Debug, Clone, Copy)]
pub struct File<'a> {
    /// The name of the form's field.
    pub field: &'a str,
    /// The name on the sender's disk.
    pub name: &'a str,
    /// The media type that the sender claims.
    pub media: &'a str,
    /// What is in it.
    pub content: &'a [u8],
}

/// One person's browser tab. Panics, saying what it asked, when a page cannot be read as a test wants it.
#[derive(Clone)]
pub struct Client {
    app: Router,
    origin: Url,
    cookies: BTreeMap<String, String>,
    headers: HeaderMap,
    from: SocketAddr,
    follows: bool,
}

/// What is sent with a request beside its address.
#[derive(Clone, Default)]
struct Sent {
    kind: Option<String>,
    body: Bytes,
}

impl Client {
    /// A person at `https://chunyu.test`, with no cookies.
    #[must_use]
    pub fn new(app: Router) -> Self {
        Self::at(app, "https://chunyu.test")
    }

    /// A person who reaches the program under another address, such as `http://127.0.0.1:8080`.
    #[must_use]
    pub fn at(app: Router, origin: &str) -> Self {
        let origin = Url::parse(origin).unwrap_or_else(|error| panic!("{origin} is no address: {error}"));
        let from = SocketAddr::from(([127, 0, 0, 1], 40_000));
        Self { app, origin, cookies: BTreeMap::new(), headers: HeaderMap::new(), from, follows: true }
    }

    /// Reads in this language from now on (`zh-Hans`, `zh-Hant`, `en`).
    #[must_use]
    pub fn reading(self, language: &str) -> Self {
        self.with(ACCEPT_LANGUAGE.as_str(), language)
    }

    /// Sends this header with every request, in place of the client's own of that name.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.insert(header_name(name), header_value(value));
        self
    }

    /// Comes from this address: what handlers see as `ConnectInfo`.
    #[must_use]
    pub fn from(self, from: SocketAddr) -> Self {
        Self { from, ..self }
    }

    /// Stays at redirects, so that a test can look at them.
    #[must_use]
    pub fn staying(self) -> Self {
        Self { follows: false, ..self }
    }

    /// Opens a page.
    pub async fn get(&mut self, path: &str) -> Page {
        self.ask(Method::GET, path, Sent::default()).await
    }

    /// Sends a form's fields as they are given.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let kind = Some("application/x-www-form-urlencoded".to_owned());
        self.ask(Method::POST, path, Sent { kind, body: body.into() }).await
    }

    /// Sends fields and files (`multipart/form-data`).
    pub async fn upload(&mut self, path: &str, fields: &[(&str, &str)], files: &[File<'_>]) -> Page {
        let kind = Some(format!("multipart/form-data; boundary={BOUNDARY}"));
        self.ask(Method::POST, path, Sent { kind, body: multipart(fields, files).into() }).await
    }

    /// Sends any body: JSON, or what no browser would send.
    pub async fn send(&mut self, method: Method, path: &str, kind: &str, body: impl Into<Bytes>) -> Page {
        self.ask(method, path, Sent { kind: Some(kind.to_owned()), body: body.into() }).await
    }

    /// Fills the page's form for `action` and sends it as a browser would: what the form already holds (hidden
    /// fields too) stays unless `changes` names it; a change of a field that the form does not have panics.
    pub async fn submit(&mut self, page: &Page, action: &str, changes: &[(&str, &str)]) -> Page {
        let form = page.form(action);
        let values = form.filled(changes);
        let pairs: Vec<(&str, &str)> =
            values.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let target = page.resolve(&form.action);
        if form.method == "get" {
            let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
            let path = target.split(['?', '#']).next().unwrap_or_default();
            return self.get(&format!("{path}?{query}")).await;
        }
        if form.multipart {
            self.upload(&target, &pairs, &[]).await
        } else {
            self.post(&target, &pairs).await
        }
    }

    /// The value of a cookie.
    #[must_use]
    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.get(name).map(String::as_str)
    }

    /// Puts a cookie into the jar, such as a forged one.
    pub fn set_cookie(&mut self, name: &str, value: &str) {
        self.cookies.insert(name.to_owned(), value.to_owned());
    }

    /// Throws all cookies away: another person at the same machine.
    pub fn forget(&mut self) {
        self.cookies.clear();
    }

    async fn ask(&mut self, mut method: Method, path: &str, mut sent: Sent) -> Page {
        let mut url = self.origin.join(path).unwrap_or_else(|error| panic!("{path} is no path: {error}"));
        let mut visited = Vec::new();
        loop {
            let mut page = self.once(&method, &url, &sent).await;
            let onward = page.header(LOCATION.as_str()).map(|place| url.join(place));
            visited.push(page.url.clone());
            page.visited.clone_from(&visited);
            let (true, true, Some(next)) = (self.follows, page.status.is_redirection(), onward) else {
                return page;
            };
            url = next.unwrap_or_else(|error| panic!("{method} {} redirects to nowhere: {error}", page.url));
            assert!(url.origin() == self.origin.origin(), "{} redirects away from us, to {url}", page.url);
            assert!(visited.len() <= HOPS, "redirects in a circle: {visited:?}");
            let again =
                [StatusCode::TEMPORARY_REDIRECT, StatusCode::PERMANENT_REDIRECT].contains(&page.status);
            if !again {
                (method, sent) = (Method::GET, Sent::default());
            }
        }
    }

    async fn once(&mut self, method: &Method, url: &Url, sent: &Sent) -> Page {
        let request = self.request(method, url, sent);
        let path = path_of(url);
        // A router cannot fail: its error type has no value.
        let Ok(response) = self.app.clone().oneshot(request).await;
        let (parts, body) = response.into_parts();
        let body =
            to_bytes(body, MOST).await.unwrap_or_else(|error| panic!("{method} {path} broke off: {error}"));
        for line in parts.headers.get_all(SET_COOKIE).iter().filter_map(|line| line.to_str().ok()) {
            self.keep(line);
        }
        Page { status: parts.status, headers: parts.headers, url: path, body, visited: Vec::new() }
    }

    fn request(&self, method: &Method, url: &Url, sent: &Sent) -> Request<Body> {
        let mut request = Request::new(Body::from(sent.body.clone()));
        *request.method_mut() = method.clone();
        let path = path_of(url);
        *request.uri_mut() = path.parse().unwrap_or_else(|error| panic!("{path} is no path: {error}"));
        request.extensions_mut().insert(ConnectInfo(self.from));
        let host = url.origin().ascii_serialization();
        let headers = request.headers_mut();
        headers.insert(HOST, header_value(host.split_once("://").map_or("", |(_, host)| host)));
        if !method.is_safe() {
            headers.insert(ORIGIN, header_value(&host));
        }
        if let Some(kind) = &sent.kind {
            headers.insert(CONTENT_TYPE, header_value(kind));
        }
        if !self.cookies.is_empty() {
            let jar: Vec<String> =
                self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            headers.insert(COOKIE, header_value(&jar.join("; ")));
        }
        headers.extend(self.headers.clone());
        request
    }

    /// Keeps or, when it has run out, drops a cookie. Paths and domains are not looked at: there is one site.
    fn keep(&mut self, line: &str) {
        let mut parts = line.split(';').map(str::trim);
        let Some((name, value)) = parts.next().and_then(|pair| pair.split_once('=')) else { return };
        let ended = parts.any(|part| {
            let part = part.to_ascii_lowercase();
            let age = part.strip_prefix("max-age=").and_then(|age| age.parse::<i64>().ok());
            age.is_some_and(|age| age <= 0) || (part.starts_with("expires=") && part.contains(" 1970 "))
        });
        if ended {
            self.cookies.remove(name);
        } else {
            self.set_cookie(name, value);
        }
    }
}

fn multipart(fields: &[(&str, &str)], files: &[File<'_>]) -> Vec<u8> {
    let mut body = Vec::new();
    // As browsers do: quotes and line ends in names are percent-encoded.
    let safe = |name: &str| name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A");
    for (name, value) in fields {
        let head = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{}\"\r\n\r\n", safe(name));
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(value.as_bytes());
        body.extend_from_slice(b"\r\n");
    }
    for file in files {
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{}\"; filename=\"{}\"\r\nContent-Type: {}\r\n\r\n",
            safe(file.field),
            safe(file.name),
            file.media
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(file.content);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
    body
}

fn path_of(url: &Url) -> String {
    url.query().map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path()))
}

fn header_name(name: &str) -> HeaderName {
    name.parse().unwrap_or_else(|error| panic!("{name} is no header: {error}"))
}

fn header_value(value: &str) -> HeaderValue {
    value.parse().unwrap_or_else(|error| panic!("{value:?} cannot be sent in a header: {error}"))
}
