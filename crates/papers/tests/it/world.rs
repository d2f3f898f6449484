//! The demonstration school on its day, and a person at its pages.

use std::sync::OnceLock;

use access::Actor;
use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use axum::response::Response;
use db::{Db, Durability, args};
use futures_util::future::BoxFuture;
use kernel::{Chance, ClassId, Clock, Fault, SchoolId, StaffId};
use language::Lang;
use server::demo::{self, DAY, Plan};
use tower::util::ServiceExt;
use vault::{Suite, Vault};
use web::app::{Door, Entered, Parts};
use web::{App, Cx, Settings};

pub const SCHOOL: SchoolId = SchoolId(1);

/// Lets everybody in under the id as token: what signing in asks is not this room's matter.
struct OpenDoor;

impl Door for OpenDoor {
    fn enter<'a>(&'a self, app: &'a App, token: &'a str) -> BoxFuture<'a, Result<Option<Entered>, Fault>> {
        Box::pin(async move {
            let staff: StaffId = token.parse().unwrap();
            let actor = actor(app, staff).await;
            let mut conn = app.db.reader().await?;
            let name = people::staff::store::find_name(&mut conn, SCHOOL, staff).await?;
            Ok(Some(Entered { actor, name, school_name: "清溪镇九年制学校".to_owned() }))
        })
    }
}

pub struct World {
    pub app: App,
    _folder: tempfile::TempDir,
}

/// A copy of the demonstration school, made once for all tests.
pub async fn world() -> World {
    static MADE: OnceLock<Vec<u8>> = OnceLock::new();
    static GATE: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());
    let turn = GATE.lock().await;
    let vault = Vault::from_root(&[7; 32], Suite::Aes256Gcm);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("demo.db");
    if let Some(bytes) = MADE.get() {
        std::fs::write(&path, bytes).unwrap();
    } else {
        let db = Db::open_file(&path, Durability::Full).unwrap();
        db::migrate::run(&db).await.unwrap();
        let plan = Plan { password: Some("chuntian-xiaoyu-2026".to_owned()), students: 540, ..Plan::on(DAY) };
        demo::make(&db, &vault, &plan).await.unwrap();
        let copy = folder.path().join("copy.db");
        let mut conn = db.reader().await.unwrap();
        let _: Vec<i64> = conn.all("select count(*) from student", args![]).await.unwrap();
        drop(conn);
        rusqlite::Connection::open(&path)
            .unwrap()
            .execute("vacuum into ?1", [copy.to_str().unwrap()])
            .unwrap();
        MADE.set(std::fs::read(copy).unwrap()).unwrap();
    }
    drop(turn);
    let db = Db::open_file(&path, Durability::Full).unwrap();
    World::over(db, vault, folder)
}

pub async fn actor(app: &App, staff: StaffId) -> Actor {
    let mut conn = app.db.reader().await.unwrap();
    access::actor::find(&mut conn, SCHOOL, staff, DAY).await.unwrap()
}

/// No file is opened in these tests: a reader without a program.
fn nobody() -> documents::reading::Reader {
    documents::reading::Reader::new("/nonexistent".into(), Vec::new(), documents::reading::Limits::default())
}

impl World {
    /// Another school.
    pub async fn of(plan: &Plan) -> Self {
        let vault = Vault::from_root(&[7; 32], Suite::Aes256Gcm);
        let folder = tempfile::tempdir().unwrap();
        let db = Db::open_file(&folder.path().join("demo.db"), Durability::Full).unwrap();
        db::migrate::run(&db).await.unwrap();
        demo::make(&db, &vault, plan).await.unwrap();
        Self::over(db, vault, folder)
    }

    fn over(db: Db, vault: Vault, folder: tempfile::TempDir) -> Self {
        let parts = Parts {
            db,
            vault,
            clock: Clock::on(DAY),
            chance: Chance::system(),
            door: Box::new(OpenDoor),
            settings: Settings::default(),
        };
        Self { app: App::new(parts), _folder: folder }
    }

    /// Everybody who holds this role today, with the class it is held for.
    pub async fn holders(&self, role: &str) -> Vec<(StaffId, Option<ClassId>)> {
        let mut conn = self.app.db.reader().await.unwrap();
        conn.all(
            "select staff_id, class_id from role_held where school_id = 1 and role = $1 and from_on <= $2 and until_on >= $2 order by id",
            args![role, DAY],
        )
        .await
        .unwrap()
    }

    /// The homeroom teacher with the most cases.
    pub async fn teacher(&self) -> (StaffId, ClassId) {
        let mut conn = self.app.db.reader().await.unwrap();
        let (staff, class, _): (StaffId, ClassId, i64) = conn
            .one(
                "select r.staff_id, r.class_id, count(*) from role_held r
                 join enrollment e on e.school_id = r.school_id and e.class_id = r.class_id and e.from_on <= $1 and e.until_on >= $1
                 join support_case k on k.school_id = e.school_id and k.student_id = e.student_id
                 where r.role = 'homeroom' and r.from_on <= $1 and r.until_on >= $1
                 group by r.staff_id, r.class_id order by 3 desc, 1 limit 1",
                args![DAY],
            )
            .await
            .unwrap();
        (staff, class)
    }

    pub async fn cx(&self, staff: StaffId, lang: Lang) -> Cx {
        Cx::at_the_machine(self.app.clone(), actor(&self.app, staff).await, lang)
    }

    pub async fn ask(&self, staff: StaffId, request: axum::http::request::Builder, body: &str) -> Response {
        let request = request
            .header(header::COOKIE, format!("sign-in={staff}; lang=zh-Hans"))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body.to_owned()))
            .unwrap();
        let router: Router = papers::routes(nobody()).with_state(self.app.clone());
        router.oneshot(request).await.unwrap()
    }

    pub async fn get(&self, staff: StaffId, path: &str) -> (StatusCode, Vec<u8>) {
        let response = self.ask(staff, Request::get(path), "").await;
        let status = response.status();
        (status, axum::body::to_bytes(response.into_body(), 1 << 26).await.unwrap().to_vec())
    }

    /// The page as text.
    pub async fn page(&self, staff: StaffId, path: &str) -> String {
        let (status, bytes) = self.get(staff, path).await;
        assert_eq!(status, StatusCode::OK, "{path}: {}", String::from_utf8_lossy(&bytes));
        String::from_utf8(bytes).unwrap()
    }

    /// The page that answers a form without fields.
    pub async fn answer(&self, staff: StaffId, path: &str) -> String {
        let response = self.ask(staff, Request::post(path), "").await;
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        let bytes = axum::body::to_bytes(response.into_body(), 1 << 26).await.unwrap();
        String::from_utf8(bytes.to_vec()).unwrap()
    }

    /// Posts a form: the status, where it leads, and what it says.
    pub async fn post(
        &self,
        staff: StaffId,
        path: &str,
        fields: &[(&str, &str)],
    ) -> (StatusCode, String, String) {
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let response = self.ask(staff, Request::post(path), &body).await;
        let text = |name| {
            let value =
                response.headers().get(name).and_then(|value: &header::HeaderValue| value.to_str().ok());
            value.unwrap_or_default().to_owned()
        };
        (response.status(), text(header::LOCATION), text(header::SET_COOKIE))
    }
}

impl World {
    pub async fn term(&self) -> String {
        let mut conn = self.app.db.reader().await.unwrap();
        let term = people::term::store::lookup_current(&mut conn, SCHOOL, DAY).await.unwrap().unwrap();
        term.id.to_string()
    }

    /// Makes a paper twice with the same key; returns where the one paper is.
    pub async fn make(&self, staff: StaffId, class: ClassId, kind: &str) -> String {
        let term = self.term().await;
        let key = self.app.chance.uuid(self.app.clock.now()).to_string();
        let class = class.to_string();
        let fields = [("kind", kind), ("class", &class), ("term", &term), ("key", &key)];
        let (_, first, _) = self.post(staff, "/papers", &fields).await;
        let (status, second, _) = self.post(staff, "/papers", &fields).await;
        assert_eq!((status, &first), (StatusCode::SEE_OTHER, &second));
        first
    }

    /// Makes a paper about `school`, `grade-7` or a class's id.
    pub async fn make_of(&self, staff: StaffId, of: &str, kind: &str) -> String {
        let term = self.term().await;
        let key = self.app.chance.uuid(self.app.clock.now()).to_string();
        let fields = [("kind", kind), ("class", of), ("term", &term), ("key", &key)];
        let (status, path, _) = self.post(staff, "/papers", &fields).await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        path
    }

    /// What lies in the sealed cell of a paper.
    pub async fn written(&self, path: &str) -> papers::prose::Written {
        let id = path.trim_start_matches("/papers/").parse::<uuid::Uuid>().unwrap();
        let mut conn = self.app.db.reader().await.unwrap();
        let cell: Vec<u8> = conn.one("select body_cell from paper where id = $1", args![id]).await.unwrap();
        let row = self.app.row(SCHOOL, "paper", *id.as_bytes(), kernel::Label::CLOSE);
        let json: serde_json::Value =
            serde_json::from_str(&self.app.open(&row, "body_cell", &cell).unwrap()).unwrap();
        serde_json::from_value(json["written"].clone()).unwrap()
    }

    pub async fn kept(
        &self,
        path: &str,
    ) -> (documents::model::Document, std::collections::BTreeMap<u32, String>) {
        let written = self.written(path).await;
        (written.document, written.keys)
    }

    pub async fn fact_of(&self, path: &str, key: &str) -> u32 {
        *self.written(path).await.keys.iter().find(|(_, known)| *known == key).unwrap().0
    }
}
