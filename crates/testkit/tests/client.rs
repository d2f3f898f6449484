//! The client asks, keeps and reads as a browser would.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use axum::Router;
use axum::extract::{ConnectInfo, Form, Multipart, Query};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::{Html, IntoResponse, Redirect};
use axum::routing::{get, post};
use std::net::SocketAddr;
use testkit::client::{Client, File};

const FORM: &str = r#"<title>谈 话</title><p>你好，<b>王</b>老师</p><a href="/a?x=1&amp;y=2"><span>第一</span>页</a>
<a aria-label="关闭" href="b">×</a><a>没有去处</a>
<form method="post" action="saved"><input type="hidden" name="csrf" value="k&quot;1"><input name="name" value="旧">
<input type="checkbox" name="box"><input type="checkbox" name="ticked" checked value="yes">
<input type="radio" name="place" value="school" checked><input type="radio" name="place" value="home">
<select name="tier"><option value="1">一级<option value="2" selected>二级</select>
<select name="plain"><option> 甲 </option><option>乙</option></select>
<textarea name="text">
a &lt;b&gt;</textarea><input name="off" disabled value="x"><button name="do" value="go">保存</button></form>
<form action="/search"><input name="q"></form>"#;

type Pairs = Vec<(String, String)>;

fn line(pairs: &Pairs) -> String {
    pairs.iter().map(|(name, value)| format!("{name}={value};")).collect()
}

fn app() -> Router {
    Router::new()
        .route("/form/new", get(|| async { Html(FORM) }))
        .route("/form/saved", post(|Form(pairs): Form<Pairs>| async move { line(&pairs) }))
        .route("/search", get(|Query(pairs): Query<Pairs>| async move { line(&pairs) }))
        .route("/seen", get(seen).post(seen))
        .route(
            "/in",
            get(|| async { ([("set-cookie", "sign=abc; Path=/; HttpOnly")], Redirect::to("/seen")) }),
        )
        .route("/out", get(|| async { ([("set-cookie", "sign=; Max-Age=0")], "bye") }))
        .route("/circle", get(|| async { Redirect::to("/circle") }))
        .route("/again", post(|| async { Redirect::temporary("/form/saved") }))
        .route("/files", post(files))
        .route("/json", post(|body: String| async move { (StatusCode::CREATED, body) }))
}

async fn seen(
    method: Method,
    ConnectInfo(from): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
) -> impl IntoResponse {
    let text = |name: &str| headers.get(name).map_or("-", |value| value.to_str().unwrap()).to_owned();
    let names = ["host", "origin", "cookie", "accept-language"].map(text).join(" ");
    format!("{method} {names} {}", from.ip())
}

async fn files(mut parts: Multipart) -> String {
    let mut found = String::new();
    while let Some(part) = parts.next_field().await.unwrap() {
        let head = format!("{:?} {:?} {:?}", part.name(), part.file_name(), part.content_type());
        let content = part.bytes().await.unwrap();
        found += &format!("{head} {}\n", String::from_utf8_lossy(&content));
    }
    found
}

#[tokio::test]
async fn a_page_is_read_as_a_person_reads_it() {
    let page = Client::new(app()).get("/form/new").await;
    assert_eq!((page.status, page.title().as_str()), (StatusCode::OK, "谈 话"));
    assert!(page.has("你好，王老师") && !page.has("谈 话") && page.header("content-type").is_some());
    let links: Vec<(String, String)> = page.links().into_iter().map(|link| (link.text, link.href)).collect();
    assert_eq!(links, [("第一页".into(), "/a?x=1&y=2".into()), ("关闭".into(), "b".into())]);
    assert_eq!(page.link("第一"), "/a?x=1&y=2");
    assert_eq!(page.forms().len(), 2);
}

#[tokio::test]
async fn a_form_is_sent_as_it_stands_with_the_changes() {
    let mut client = Client::new(app());
    let page = client.get("/form/new").await;
    let form = page.form("/form/saved");
    assert_eq!(form.field("tier").options, [("1".into(), "一级".into()), ("2".into(), "二级".into())]);
    let as_it_is = client.submit(&page, "/form/saved", &[]).await.html();
    assert_eq!(as_it_is, "csrf=k\"1;name=旧;ticked=yes;place=school;tier=2;plain=甲;text=a <b>;");
    let changes = [("name", "新"), ("box", "on"), ("place", "home"), ("tier", "1"), ("do", "go")];
    let changed = client.submit(&page, "saved", &changes).await.html();
    assert_eq!(changed, "csrf=k\"1;ticked=yes;plain=甲;text=a <b>;name=新;box=on;place=home;tier=1;do=go;");
    let found = client.submit(&page, "/search", &[("q", "张 三&")]).await;
    assert_eq!(found.html(), "q=张 三&;");
}

#[tokio::test]
#[should_panic(expected = "tier offers [\"1\", \"2\"] and not 3")]
async fn a_choice_that_the_page_does_not_offer_cannot_be_made() {
    let mut client = Client::new(app());
    let page = client.get("/form/new").await;
    client.submit(&page, "/form/saved", &[("tier", "3")]).await;
}

#[tokio::test]
#[should_panic(expected = "has no field phone")]
async fn a_field_that_the_page_does_not_have_cannot_be_filled() {
    let page = Client::new(app()).get("/form/new").await;
    let _ = page.form("/form/saved").filled(&[("phone", "1")]);
}

#[tokio::test]
async fn cookies_are_kept_over_redirects_until_they_run_out() {
    let mut client = Client::new(app());
    let page = client.get("/in").await;
    assert_eq!(page.visited, ["/in", "/seen"]);
    assert_eq!(page.html(), "GET chunyu.test - sign=abc - 127.0.0.1");
    assert_eq!(client.cookie("sign"), Some("abc"));
    client.get("/out").await;
    assert_eq!(client.cookie("sign"), None);
    let stays = client.staying().get("/in").await;
    assert_eq!((stays.status, stays.header("location")), (StatusCode::SEE_OTHER, Some("/seen")));
}

#[tokio::test]
async fn origin_language_and_address_are_those_of_the_person() {
    let mut client = Client::at(app(), "http://127.0.0.1:8080").reading("en").from(([10, 0, 0, 7], 1).into());
    let page = client.post("/seen", &[]).await;
    assert_eq!(page.html(), "POST 127.0.0.1:8080 http://127.0.0.1:8080 - en 10.0.0.7");
    let page = client.with("origin", "https://evil.test").post("/seen", &[]).await;
    assert!(page.html().contains("https://evil.test"));
}

#[tokio::test]
async fn a_temporary_redirect_sends_the_form_again() {
    let page = Client::new(app()).post("/again", &[("a", "1")]).await;
    assert_eq!((page.html().as_str(), page.url.as_str()), ("a=1;", "/form/saved"));
}

#[tokio::test]
#[should_panic(expected = "redirects in a circle")]
async fn a_circle_of_redirects_is_noticed() {
    Client::new(app()).get("/circle").await;
}

#[tokio::test]
async fn files_and_other_bodies_are_sent_whole() {
    let mut client = Client::new(app());
    let file = File { field: "list", name: "名单.xlsx", media: "application/x", content: b"PK\r\n--x" };
    let page = client.upload("/files", &[("term", "2026")], &[file]).await;
    let expected = "Some(\"term\") None None 2026\nSome(\"list\") Some(\"名单.xlsx\") Some(\"application/x\") PK\r\n--x\n";
    assert_eq!(page.html(), expected);
    let page = client.send(Method::POST, "/json", "application/json", r#"{"a":[1]}"#).await;
    assert_eq!((page.status, page.json()["a"][0].as_u64()), (StatusCode::CREATED, Some(1)));
}
