//! The demonstration school as a world for stories: the named cast on the frozen day, on either engine.

use axum::Router;
use db::{Db, Durability, args};
use documents::reading::{Limits, Reader};
use kernel::{Chance, Clock, SchoolId, StudentId};
use server::demo::{self, Plan};
use server::router;
use testkit::client::Client;
use testkit::engines::{PgDatabase, SqliteFolder, fresh_postgres_from, postgres_template};
use tokio::sync::OnceCell;
use vault::{Suite, Vault};
use web::app::Parts;
use web::{App, Settings};

/// The database engines that every story runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// What keeps the database alive as long as the world.
enum Kept {
    Folder { folder: SqliteFolder },
    Database { _database: PgDatabase },
}

/// A school of its own for one story.
pub struct World {
    pub app: App,
    pub router: Router,
    kept: Kept,
}

/// The first school.
pub const SCHOOL: SchoolId = SchoolId(1);
/// One person for each role, the mentors two; who keeps the staff comes last.
pub const CAST: [&str; 12] = [
    "chen.jing",
    "zhao.lei",
    "xu.hang",
    "ma.jun",
    "tang.xue",
    "liang.zhicheng",
    "lin.hui",
    "shen.ruo",
    "zhou.wenyuan",
    "fang.min",
    "zheng.qiu",
    "gao.shan",
];
/// The password of everybody in the world.
pub const PASSWORD: &str = "three sparrows dance at dawn";

fn vault() -> Vault {
    Vault::from_root(&[7; 32], Suite::Aes256Gcm)
}

fn plan() -> Plan {
    Plan { password: Some(PASSWORD.to_owned()), ..Plan::on(demo::DAY) }
}

async fn made(db: Db) -> Result<(), String> {
    db::migrate::run(&db).await.map_err(|e| e.to_string())?;
    demo::make(&db, &vault(), &plan()).await.map_err(|e| e.to_string())?;
    Ok(())
}

/// The demonstration school on SQLite, made once for the whole run and copied for each story.
async fn sqlite_copy() -> SqliteFolder {
    // Kept open: closing it would write its file anew in the background.
    static MADE: OnceCell<(SqliteFolder, Db)> = OnceCell::const_new();
    let make = || async {
        let folder = SqliteFolder::fresh();
        let db = Db::open_file(&folder.file(), Durability::Full).unwrap();
        made(db.clone()).await.unwrap();
        (folder, db)
    };
    MADE.get_or_init(make).await.0.copy()
}

impl World {
    /// The demonstration school on this engine.
    pub async fn on(engine: Engine) -> Self {
        let (db, kept) = match engine {
            Engine::Sqlite => {
                let folder = sqlite_copy().await;
                (Db::open_file(&folder.file(), Durability::Full).unwrap(), Kept::Folder { folder })
            }
            Engine::Postgres => {
                let name = format!("story_{}", db::migrate::fingerprint());
                let template = postgres_template(&name, |url| async move {
                    made(Db::open_url(&url).await.map_err(|e| e.to_string())?).await
                })
                .await;
                let database = fresh_postgres_from(&template).await;
                (Db::open_url(&database.url).await.unwrap(), Kept::Database { _database: database })
            }
        };
        let parts = Parts {
            db,
            vault: vault(),
            clock: Clock::on(demo::DAY),
            chance: Chance::system(),
            door: Box::new(accounts::door::StaffDoor),
            settings: Settings::default(),
        };
        let app = App::new(parts);
        let reader =
            Reader::new(env!("CARGO_BIN_EXE_chunyu").into(), vec!["read-table".into()], Limits::default());
        Self { router: router::router(app.clone(), reader), app, kept }
    }

    /// The folder of the embedded database.
    pub fn folder(&self) -> std::path::PathBuf {
        match &self.kept {
            Kept::Folder { folder } => folder.path(),
            Kept::Database { .. } => panic!("a server keeps no folder"),
        }
    }

    /// Somebody before the door.
    pub fn stranger(&self) -> Client {
        Client::new(self.router.clone())
    }

    /// A member of the cast, signed in.
    pub async fn as_(&self, login: &str) -> Client {
        let (school, staff) =
            self.one("select school_id, staff_id from account where login = $1", login).await;
        let mut tx = self.app.db.begin().await.unwrap();
        let token =
            accounts::sign_in::begin(&mut tx, &self.app, login, (SchoolId(school), staff)).await.unwrap();
        tx.commit().await.unwrap();
        let mut client = self.stranger();
        client.set_cookie("sign-in", &token);
        client
    }

    /// One row found by one text.
    pub async fn one<T: db::FromRow + Send>(&self, sql: &str, text: &str) -> T {
        self.app.db.reader().await.unwrap().one(sql, args![text]).await.unwrap()
    }

    /// A number of the whole database.
    pub async fn count(&self, sql: &str) -> i64 {
        self.app.db.reader().await.unwrap().one(sql, args![]).await.unwrap()
    }

    /// Changes something behind the program's back.
    pub async fn run(&self, sql: &str) {
        let mut tx = self.app.db.begin().await.unwrap();
        tx.run(sql, args![]).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// The students of a class on the frozen day, by name.
    pub async fn class(&self, grade: i64, number: i64) -> Vec<(StudentId, String)> {
        let sql = "select s.id, s.name from student s
            join enrollment e on e.school_id = s.school_id and e.student_id = s.id and e.from_on <= $1 and e.until_on >= $1
            join class c on c.school_id = e.school_id and c.id = e.class_id
            where s.school_id = 1 and c.grade = $2 and c.number = $3 order by s.sort_key, s.id";
        self.app.db.reader().await.unwrap().all(sql, args![demo::DAY, grade, number]).await.unwrap()
    }
}

/// One story, told on both engines.
#[macro_export]
macro_rules! story {
    ($(#[$meta:meta])* $name:ident, |$world:ident| $body:block) => {
        $(#[$meta])*
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
