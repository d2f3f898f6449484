//! What a page asks of the engine: as many statements for a school of 1,200 children as for a small one, or nearly so. A
//! program of its own, since what is recorded is what the whole process asks.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::time::Instant;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use db::record::{self, Step};
use db::{Db, Durability, args};
use futures_util::future::BoxFuture;
use kernel::{Chance, Clock, Fault, PaperId, SchoolId, StaffId};
use server::demo::{self, DAY, Plan};
use testkit::engines::SqliteFolder;
use tower::util::ServiceExt;
use vault::{Suite, Vault};
use web::app::{Door, Entered, Parts};
use web::{App, Settings};

const SCHOOL: SchoolId = SchoolId(1);

/// Lets everybody in under the id as token.
struct OpenDoor;

impl Door for OpenDoor {
    fn enter<'a>(&'a self, app: &'a App, token: &'a str) -> BoxFuture<'a, Result<Option<Entered>, Fault>> {
        Box::pin(async move {
            let mut conn = app.db.reader().await?;
            let staff: StaffId = token.parse().unwrap();
            let actor = access::actor::find(&mut conn, SCHOOL, staff, DAY).await?;
            Ok(Some(Entered {
                actor,
                name: "周文远".to_owned(),
                school_name: "清溪镇九年制学校".to_owned(),
                must_choose: false,
            }))
        })
    }
}

struct World {
    app: App,
    principal: StaffId,
    _kept: SqliteFolder,
}

impl World {
    async fn of(students: u64) -> Self {
        let kept = SqliteFolder::fresh();
        let db = Db::open_file(&kept.file(), Durability::Full).unwrap();
        let vault = Vault::from_root(&[7; 32], Suite::Aes256Gcm);
        db::migrate::run(&db).await.unwrap();
        let plan = Plan { password: Some("chuntian-xiaoyu-2026".to_owned()), students, ..Plan::on(DAY) };
        demo::make(&db, &vault, &plan).await.unwrap();
        let sql =
            "select staff_id from role_held where school_id = 1 and role = 'principal' and from_on <= $1
                   and until_on >= $1 order by id";
        let principal = db.reader().await.unwrap().one(sql, args![DAY]).await.unwrap();
        let clock = Clock::on(DAY);
        let chance = Chance::system();
        let door = Box::new(OpenDoor);
        let app = App::new(Parts { db, vault, clock, chance, door, settings: Settings::default() });
        Self { app, principal, _kept: kept }
    }

    async fn ask(&self, request: axum::http::request::Builder, body: String) -> axum::response::Response {
        let reader = documents::reading::Reader::new(
            "/nonexistent".into(),
            Vec::new(),
            documents::reading::Limits::default(),
        );
        let request = request
            .header(header::COOKIE, format!("sign-in={}; lang=zh-Hans", self.principal))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::HOST, "localhost")
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(body))
            .unwrap();
        server::router::router(self.app.clone(), reader).oneshot(request).await.unwrap()
    }

    /// A paper of the whole school that nobody has approved.
    async fn paper(&self) -> String {
        let mut conn = self.app.db.reader().await.unwrap();
        let term = people::term::store::lookup_current(&mut conn, SCHOOL, DAY).await.unwrap().unwrap();
        drop(conn);
        let key = PaperId(self.app.chance.uuid(self.app.clock.now()));
        let body = format!("kind=term-summary&class=school&term={}&key={key}", term.id);
        let answer = self.ask(Request::post("/papers"), body).await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
        format!("/papers/{key}")
    }

    /// How many statements the page runs; those that ran most often are printed.
    async fn statements(&self, path: &str) -> usize {
        let began = Instant::now();
        record::start();
        let answer = self.ask(Request::get(path), String::new()).await;
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
        axum::body::to_bytes(answer.into_body(), 1 << 26).await.unwrap();
        let steps = record::stop();
        let mut often: BTreeMap<String, usize> = BTreeMap::new();
        for step in &steps {
            if let Step::Rows(sql, _) | Step::Run(sql, _) = step {
                let line = sql.split_whitespace().collect::<Vec<_>>().join(" ");
                *often.entry(line.chars().take(150).collect()).or_default() += 1;
            }
        }
        let all: usize = often.values().sum();
        println!("{path}: {all} statements, {:.2} s", began.elapsed().as_secs_f64());
        let mut often: Vec<_> = often.into_iter().filter(|(_, times)| *times > 2).collect();
        often.sort_by_key(|(_, times)| std::cmp::Reverse(*times));
        for (sql, times) in often.into_iter().take(8) {
            println!("    {times} × {sql}");
        }
        all
    }

    /// An unapproved paper of the school, the figures, the ledger of all children of school age.
    async fn pages(&self) -> [usize; 3] {
        let paper = self.paper().await;
        [
            self.statements(&paper).await,
            self.statements("/figures").await,
            self.statements("/dropout-ledgers/school-age?class=all").await,
        ]
    }
}

/// What each page may run for 1,200 children. The ledger asks about 256 children at a time and writes a hundred lines of
/// the log of readings at a time; a paper counts together what it reads from the same rows.
const MOST: [usize; 3] = [75, 45, 60];

// S3, T1, T2
#[tokio::test]
async fn a_page_about_the_whole_school_runs_few_statements_however_many_children_there_are() {
    let few = World::of(240).await.pages().await;
    let many = World::of(1_200).await.pages().await;
    println!("{few:?} statements for 240 children, {many:?} for 1200");
    for ((few, many), most) in few.into_iter().zip(many).zip(MOST) {
        assert!(many <= most && many < few * 3, "{few} {many}");
    }
}
