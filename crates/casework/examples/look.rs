//! Serves this room's pages with the tests' small school on loopback, to look at them:
//! `cargo run -p casework --example look -- 127.0.0.1:8090`. The token of the person comes with `?as=homeroom`
//! once, as a cookie afterwards.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    dead_code,
    reason = "an example"
)]

#[path = "../tests/it/school.rs"]
mod school;

use axum::extract::Request;
use axum::http::{HeaderValue, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::Response;
use axum::routing::get;
use db::{Db, Durability};
use jiff::civil::date;
use kernel::{CaseId, GoalId, NoteId};
use school::{School, staff, student};

#[tokio::main]
async fn main() {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8090".to_owned());
    let folder = tempfile::tempdir().unwrap();
    let db = Db::open_file(&folder.path().join("look.db"), Durability::Full).unwrap();
    let school = School::make(db).await;
    fill(&school).await;
    let app = school.app.clone();
    let router = casework::routes()
        .route("/assets/{hash}/{name}", get(web::assets::show))
        .layer(from_fn_with_state(app.clone(), web::guard::guard))
        .layer(from_fn(signed_in))
        .with_state(app);
    println!("http://{address}/notes/new?student={}", student("陈雨桐"));
    let listener = tokio::net::TcpListener::bind(&address).await.unwrap();
    axum::serve(listener, router).await.unwrap();
}

/// Whoever comes without a sign-in is the homeroom teacher, or the one named with `as=`.
async fn signed_in(mut request: Request, next: Next) -> Response {
    let query = request.uri().query().unwrap_or("").to_owned();
    let token = query.split('&').find_map(|pair| pair.strip_prefix("as=")).unwrap_or("homeroom").to_owned();
    let lang = query.split('&').find_map(|pair| pair.strip_prefix("lang=")).unwrap_or("zh-Hans").to_owned();
    if !request.headers().contains_key(header::COOKIE) {
        let cookie = HeaderValue::from_str(&format!("sign-in={token}; lang={lang}")).unwrap();
        request.headers_mut().insert(header::COOKIE, cookie);
    }
    next.run(request).await
}

#[expect(clippy::too_many_lines, reason = "a sample life, told in one go")]
async fn fill(school: &School) {
    use casework::case::actions::{NewCase, open};
    use casework::case::{Tier, goals::NewGoal};
    use casework::note::{Content, NewNote, NewSealed, NoteKind, Promise, amend, record};
    let cx = school.cx("homeroom").await;
    let case = NewCase {
        key: CaseId(cx.uuid()),
        student: student("陈雨桐"),
        concern: "最近常常一个人，作业交得晚。\n爸爸妈妈九月去了苏州，奶奶在家照看。".to_owned(),
        tier: Tier::Class,
        opened_on: date(2026, 11, 2),
        finding: None,
        responsible: staff("homeroom"),
        mentor: Some(staff("mentor")),
        goal: Some(NewGoal {
            key: GoalId(cx.uuid()),
            text: "每周主动举手两次".to_owned(),
            measure: Some("任课教师每周五数一次".to_owned()),
            is_near: true,
            due_on: Some(date(2026, 12, 18)),
        }),
    };
    open(&cx, &case).await.unwrap();
    let mut plan = casework::plan::PlanText::default();
    plan.set("situation", "爱画画，愿意帮同学。早上常迟到，家里没人叫。");
    plan.set("measures", "周敏每周谈一次；吴桐每天早读前碰个头。");
    casework::plan::actions::write(&cx, case.key, 0, (&plan, None)).await.unwrap();
    let content = |kind, day: i8, text: &str| Content {
        kind,
        channel: None,
        held_on: date(2026, 11, day),
        minutes: Some(15),
        text: text.to_owned(),
        own_words: None,
        extra: Default::default(),
    };
    let note = |students: &[&str], content| NewNote {
        key: NoteId(cx.uuid()),
        students: students.iter().map(|name| student(name)).collect(),
        content,
        promise: None,
        sealed: None,
        keeps: None,
    };
    let visit =
        note(&["陈雨桐"], content(NoteKind::HomeVisit, 14, "奶奶说孩子回家先写作业，晚上和爸爸视频。"));
    record(&cx, &visit).await.unwrap();
    let group =
        note(&["陈雨桐", "刘子涵", "何欣怡"], content(NoteKind::Talk, 18, "一起商量了图书角谁来管。"));
    record(&cx, &group).await.unwrap();
    let mut talk = note(&["陈雨桐"], content(NoteKind::Talk, 20, "说起夜里睡不好，白天没精神。"));
    talk.content.own_words = Some("我想妈妈的时候就画画。".to_owned());
    talk.promise =
        Some(Promise { text: "问美术老师社团的名额".to_owned(), due_on: date(2026, 11, 27) });
    talk.sealed = Some(NewSealed {
        text: "提到害怕打雷那天晚上的事。".to_owned(),
        readers: vec![staff("psychologist")],
    });
    let id = record(&cx, &talk).await.unwrap();
    let better = Content {
        text: "说起夜里睡不好，白天没精神；约好每天午休画十分钟。".to_owned(),
        ..talk.content.clone()
    };
    amend(&cx, id, 1, (&better, Some("补上约好的事"))).await.unwrap();
    println!("/notes/{id}\n/cases/{}", case.key);
}
