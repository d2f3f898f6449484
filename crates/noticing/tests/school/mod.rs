//! A small school: two classes, five children, a few staff, and a door that knows them by their tokens.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    dead_code,
    reason = "tests"
)]

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use db::{Db, Durability, args};
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use jiff::civil::date;
use kernel::{Chance, Clock, Day, Fault, SchoolId, StaffId, StudentId};
use tempfile::TempDir;
use tower::ServiceExt;
use uuid::Uuid;
use vault::{Suite, Vault};
use web::app::Parts;
use web::{App, Cx, Door, Entered, Settings};

pub const SCHOOL: SchoolId = SchoolId(1);
pub const FIRST: Day = date(2026, 9, 10);
pub const FOUR_ONE: Uuid = Uuid::from_u128(0x41);
pub const FOUR_TWO: Uuid = Uuid::from_u128(0x42);

/// Token (and name), role, class or none for the whole school.
pub const STAFF: &[(&str, &str, Option<Uuid>)] = &[
    ("chen", "homeroom", Some(FOUR_ONE)),
    ("li", "homeroom", Some(FOUR_TWO)),
    ("xu", "subject-teacher", Some(FOUR_ONE)),
    ("lin", "moral-education", None),
    ("shen", "psychologist", None),
    ("zhou", "principal", None),
];

/// Name and class.
pub const CHILDREN: &[(&str, Uuid)] = &[
    ("林小雨", FOUR_ONE),
    ("曾子轩", FOUR_ONE),
    ("单雨桐", FOUR_ONE),
    ("赵堃", FOUR_TWO),
    ("张子涵", FOUR_TWO),
];

pub fn child(at: usize) -> StudentId {
    StudentId(Uuid::from_u128(0xc0 + at as u128))
}

pub fn staff(token: &str) -> Option<StaffId> {
    let at = STAFF.iter().position(|one| one.0 == token)?;
    Some(StaffId(Uuid::from_u128(0x5a0 + at as u128)))
}

struct TokenDoor;

impl Door for TokenDoor {
    fn enter<'a>(&'a self, app: &'a App, token: &'a str) -> BoxFuture<'a, Result<Option<Entered>, Fault>> {
        async move {
            let Some(id) = staff(token) else { return Ok(None) };
            let mut conn = app.db.reader().await?;
            let actor = access::actor::find(&mut conn, SCHOOL, id, app.clock.today()).await?;
            Ok(Some(Entered {
                actor,
                name: token.to_owned(),
                school_name: "青山学校".to_owned(),
                must_choose: false,
            }))
        }
        .boxed()
    }
}

pub struct School {
    pub app: App,
    db: Db,
    _folder: TempDir,
}

pub struct Answer {
    pub status: StatusCode,
    pub location: String,
    pub body: String,
}

impl School {
    /// The school on the first day of the story.
    pub async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::open_file(&folder.path().join("school.db"), Durability::Full).unwrap();
        db::migrate::run(&db).await.unwrap();
        fill(&db).await;
        Self { app: app(&db, FIRST), db, _folder: folder }
    }

    /// The same school on another day.
    pub fn on(&mut self, day: Day) {
        self.app = app(&self.db, day);
    }

    pub fn router(&self) -> Router {
        noticing::routes().with_state(self.app.clone())
    }

    async fn send(&self, token: &str, request: axum::http::request::Builder, body: String) -> Answer {
        let request = request.header(header::COOKIE, format!("sign-in={token}; lang=zh-Hans"));
        let response = self.router().oneshot(request.body(Body::from(body)).unwrap()).await.unwrap();
        let status = response.status();
        let location = response.headers().get(header::LOCATION).map(|to| to.to_str().unwrap().to_owned());
        let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        let body = String::from_utf8(bytes.to_vec()).unwrap();
        Answer { status, location: location.unwrap_or_default(), body }
    }

    pub async fn get(&self, token: &str, path: &str) -> Answer {
        self.send(token, Request::get(path), String::new()).await
    }

    pub async fn post(&self, token: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
        let request = Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(token, request, encoded(fields)).await
    }

    /// As the script posts.
    pub async fn tap(&self, token: &str, path: &str) -> Answer {
        let request = Request::post(path).header("x-fragment", "1");
        self.send(token, request, String::new()).await
    }

    pub async fn count(&self, sql: &str) -> i64 {
        self.db.reader().await.unwrap().one(sql, args![]).await.unwrap()
    }

    pub async fn events(&self, name: &str) -> i64 {
        let mut conn = self.db.reader().await.unwrap();
        conn.one("select count(*) from event where name = $1", args![name]).await.unwrap()
    }

    pub async fn cx(&self, token: &str) -> Cx {
        let mut conn = self.db.reader().await.unwrap();
        let id = staff(token).unwrap();
        let actor = access::actor::find(&mut conn, SCHOOL, id, self.app.clock.today()).await.unwrap();
        Cx::at_the_machine(self.app.clone(), actor, language::Lang::ZhHans)
    }

    /// The office opens the census of the term.
    pub async fn open_census(&self) {
        let answer = self.post("lin", "/census", &[("due", "2026-09-30")]).await;
        assert_eq!(answer.location, "/census", "{}", answer.body);
    }

    /// Saves a sheet with these categories, each with the same simple words, and more fields. What the sheet showed
    /// is sent along, as the form does.
    pub async fn save(
        &self,
        token: &str,
        student: StudentId,
        categories: &[&str],
        more: &[(&str, &str)],
    ) -> Answer {
        let path = format!("/census/students/{student}");
        let page = self.get(token, &path).await;
        let mut fields: Vec<(String, String)> = vec![("key".into(), hidden(&page.body, "key")[0].clone())];
        fields.extend(hidden(&page.body, "shown").into_iter().map(|id| ("shown".to_owned(), id)));
        for code in categories {
            fields.push(("category".into(), (*code).to_owned()));
            fields.push((format!("since-{code}"), "2026-03-01".into()));
            fields.push((format!("source-{code}"), "home_visit".into()));
            fields.push((format!("evidence-{code}"), "奶奶一个人带".into()));
            fields.push((format!("need-{code}"), "life".into()));
        }
        fields.extend(more.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())));
        let fields: Vec<(&str, &str)> = fields.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
        self.post(token, &path, &fields).await
    }
}

/// The values of hidden inputs of this name.
pub fn hidden(html: &str, name: &str) -> Vec<String> {
    let start = format!("name=\"{name}\" value=\"");
    html.split(&start).skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
}

fn encoded(fields: &[(&str, &str)]) -> String {
    let escape = |text: &str| text.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
    fields.iter().map(|(k, v)| format!("{}={}", escape(k), escape(v))).collect::<Vec<_>>().join("&")
}

pub fn app(db: &Db, day: Day) -> App {
    App::new(Parts {
        db: db.clone(),
        vault: Vault::from_root(&[7; 32], Suite::Aes256Gcm),
        clock: Clock::on(day),
        chance: Chance::system(),
        door: Box::new(TokenDoor),
        settings: Settings::default(),
    })
}

async fn fill(db: &Db) {
    let mut tx = db.begin().await.unwrap();
    let (year, term) = (Uuid::from_u128(0x2026), Uuid::from_u128(0x20261));
    tx.run("insert into school (id, name, created_at) values ($1, '青山学校', 0)", args![SCHOOL])
        .await
        .unwrap();
    tx.run(
        "insert into school_year (school_id, id, name, starts_on, ends_on) values ($1, $2, '2026', '2026-08-25', '2027-07-10')",
        args![SCHOOL, year],
    )
    .await
    .unwrap();
    tx.run(
        "insert into term (school_id, id, year_id, name, starts_on, ends_on)
         values ($1, $2, $3, '第一学期', '2026-09-01', '2027-01-22')",
        args![SCHOOL, term, year],
    )
    .await
    .unwrap();
    for (class, number) in [(FOUR_ONE, 1_i64), (FOUR_TWO, 2)] {
        tx.run(
            "insert into class (school_id, id, year_id, grade, number) values ($1, $2, $3, 4, $4)",
            args![SCHOOL, class, year, number],
        )
        .await
        .unwrap();
    }
    for (token, role, class) in STAFF {
        let id = staff(token).unwrap();
        tx.run(
            "insert into staff (school_id, id, name, sort_key, joined_on, created_at) values ($1, $2, $3, $3, '2020-09-01', 0)",
            args![SCHOOL, id, *token],
        )
        .await
        .unwrap();
        tx.run(
            "insert into role_held (school_id, id, staff_id, role, class_id, from_on, granted_at)
             values ($1, $2, $2, $3, $4, '2020-09-01', 0)",
            args![SCHOOL, id, *role, *class],
        )
        .await
        .unwrap();
    }
    for (at, (name, class)) in CHILDREN.iter().enumerate() {
        tx.run(
            "insert into student (school_id, id, name, sort_key, sex, created_at) values ($1, $2, $3, $4, 'f', 0)",
            args![SCHOOL, child(at), *name, format!("{at}")],
        )
        .await
        .unwrap();
        tx.run(
            "insert into enrollment (school_id, id, student_id, class_id, from_on) values ($1, $2, $2, $3, '2026-08-25')",
            args![SCHOOL, child(at), *class],
        )
        .await
        .unwrap();
    }
    tx.commit().await.unwrap();
}
