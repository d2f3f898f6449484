//! The demonstration school on its day, on either engine, and a person at its pages.

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
use testkit::engines::{PgDatabase, SqliteFolder, fresh_postgres_from, postgres_template};
use tokio::sync::OnceCell;
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
            Ok(Some(Entered {
                actor, name, school_name: "清溪镇九年制学校".to_owned(), must_choose: false
            }))
        })
    }
}

/// The database engines that every story runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// What keeps the database alive as long as the world.
enum Kept {
    Folder { _folder: SqliteFolder },
    Database { _database: PgDatabase },
}

pub struct World {
    pub app: App,
    _kept: Kept,
}

fn vault() -> Vault {
    Vault::from_root(&[7; 32], Suite::Aes256Gcm)
}

async fn made(db: &Db, plan: &Plan) -> Result<(), String> {
    db::migrate::run(db).await.map_err(|e| e.to_string())?;
    demo::make(db, &vault(), plan).await.map_err(|e| e.to_string())?;
    Ok(())
}

fn plan() -> Plan {
    Plan { password: Some("chuntian-xiaoyu-2026".to_owned()), students: 540, ..Plan::on(DAY) }
}

/// The demonstration school on SQLite, made once for the whole run and copied for each story.
async fn sqlite_copy() -> SqliteFolder {
    // Kept open: closing it would write its file anew in the background.
    static MADE: OnceCell<(SqliteFolder, Db)> = OnceCell::const_new();
    let make = || async {
        let folder = SqliteFolder::fresh();
        let db = Db::open_file(&folder.file(), Durability::Full).unwrap();
        made(&db, &plan()).await.unwrap();
        (folder, db)
    };
    MADE.get_or_init(make).await.0.copy()
}

/// The demonstration school as a template on the server.
async fn postgres_copy() -> PgDatabase {
    let name = format!("papers_{}", db::migrate::fingerprint());
    let make = |url: String| async move {
        made(&Db::open_url(&url).await.map_err(|e| e.to_string())?, &plan()).await
    };
    fresh_postgres_from(&postgres_template(&name, make).await).await
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
    /// The demonstration school on this engine.
    pub async fn on(engine: Engine) -> Self {
        match engine {
            Engine::Sqlite => {
                let folder = sqlite_copy().await;
                let db = Db::open_file(&folder.file(), Durability::Full).unwrap();
                Self::over(db, Kept::Folder { _folder: folder })
            }
            Engine::Postgres => {
                let database = postgres_copy().await;
                let db = Db::open_url(&database.url).await.unwrap();
                Self::over(db, Kept::Database { _database: database })
            }
        }
    }

    /// Another school, on SQLite.
    pub async fn of(plan: &Plan) -> Self {
        let folder = SqliteFolder::fresh();
        let db = Db::open_file(&folder.file(), Durability::Full).unwrap();
        made(&db, plan).await.unwrap();
        Self::over(db, Kept::Folder { _folder: folder })
    }

    fn over(db: Db, kept: Kept) -> Self {
        let parts = Parts {
            db,
            vault: vault(),
            clock: Clock::on(DAY),
            chance: Chance::system(),
            door: Box::new(OpenDoor),
            settings: Settings::default(),
        };
        Self { app: App::new(parts), _kept: kept }
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

    /// Posts a form: the status and the page that answers.
    pub async fn submit(&self, staff: StaffId, path: &str, fields: &[(&str, &str)]) -> (StatusCode, String) {
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let response = self.ask(staff, Request::post(path), &body).await;
        let status = response.status();
        let bytes = axum::body::to_bytes(response.into_body(), 1 << 26).await.unwrap();
        (status, String::from_utf8(bytes.to_vec()).unwrap())
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

/// The school for the stories that are not told with [`story`](crate::story).
pub async fn world() -> World {
    World::on(Engine::Sqlite).await
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
        self.make_about(staff, (of, ""), kind).await
    }

    /// The same about the children in one category.
    pub async fn make_about(&self, staff: StaffId, (of, category): (&str, &str), kind: &str) -> String {
        let term = self.term().await;
        let key = self.app.chance.uuid(self.app.clock.now()).to_string();
        let fields = [("kind", kind), ("class", of), ("category", category), ("term", &term), ("key", &key)];
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

/// Each story, told on both engines.
#[macro_export]
macro_rules! story {
    ($name:ident, |$world:ident| $body:block) => {
        mod $name {
            #[allow(unused_imports, reason = "stories differ in what they need")]
            use super::*;

            async fn story($world: $crate::world::World) $body

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_sqlite() {
                story($crate::world::World::on($crate::world::Engine::Sqlite).await).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_postgres() {
                story($crate::world::World::on($crate::world::Engine::Postgres).await).await;
            }
        }
    };
}
