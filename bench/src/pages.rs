//! (a) Pages as requests in a second, each beside a bare handler, with 20,000 students.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use db::{Db, Durability, args};
use kernel::{Chance, Clock, SchoolId, StaffId, StudentId};
use serde::Serialize;
use server::demo::{self, Plan};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use vault::{Suite, Vault};
use web::app::Parts;
use web::{App, Settings};

use crate::http::{Connection, cookie, get, post};
use crate::load::{FRESH, Order, Sample, send};
use crate::replay::{Bare, answer};
use crate::{Figures, Outcome};

/// How many students there are: schools of 1,200 in one database.
pub const STUDENTS: u64 = 20_000;
/// Connections that ask at the same time.
pub const CONNECTIONS: usize = 8;
/// How long each is measured.
pub const SECONDS: f64 = 2.0;
const WARM: f64 = 0.5;

/// One page on one engine.
#[derive(Debug, Serialize)]
pub struct Measured {
    /// `SQLite` or `PostgreSQL`.
    pub engine: &'static str,
    /// The page.
    pub page: &'static str,
    /// Whether the answer was asked for compressed.
    pub packed: bool,
    /// Bytes of the body as sent.
    pub bytes: usize,
    /// Statements of one request.
    pub statements: usize,
    /// The statement that took longest when they ran one by one: milliseconds and text.
    pub slowest: (f64, String),
    /// The program.
    pub ours: Sample,
    /// The bare handler.
    pub bare: Sample,
}

/// What is measured.
pub struct Asked<'a> {
    /// Only pages in whose engine and name each of these words stands.
    pub only: &'a [String],
    /// Not how fast, but every statement with its time.
    pub steps: bool,
}

impl Asked<'_> {
    fn wants(&self, engine: &str, page: &str) -> bool {
        let name = format!("{engine} {page}");
        self.only.iter().all(|word| name.contains(word.as_str()))
    }
}

/// The pages.
const NAMES: [&str; 5] =
    ["my day", "my students", "my students (principal, whole school)", "one student", "saving a note"];

/// How often each statement is timed.
const RUNS: usize = 21;

/// What is asked for.
struct Page {
    name: &'static str,
    sign_in: &'static str,
    path: String,
    form: Option<String>,
}

/// Measures on both engines.
///
/// # Errors
/// When a page does not answer as it should.
pub async fn measure(figures: &mut Figures, asked: &Asked<'_>) -> Outcome<()> {
    let engine = |engine| NAMES.iter().any(|page| asked.wants(engine, page));
    if engine("SQLite") {
        let folder = tempfile::tempdir()?;
        let db = Db::open_file(&folder.path().join("chunyu.db"), Durability::Full)?;
        figures.pages.extend(on("SQLite", db, asked).await?);
    }
    if !engine("PostgreSQL") {
        return Ok(());
    }
    let Some(server) = std::env::var_os("CHUNYU_TEST_PG") else {
        figures.left_out.push("PostgreSQL: CHUNYU_TEST_PG names no server".to_owned());
        return Ok(());
    };
    let server = server.to_string_lossy().into_owned();
    let (head, _) = server.rsplit_once('/').ok_or("CHUNYU_TEST_PG names no database")?;
    let name = format!("chunyu_bench_{}", std::process::id());
    let admin = Db::open_url(&server).await?;
    admin.reader().await?.run(&format!("create database {name} template template0"), args![]).await?;
    let measured = on("PostgreSQL", Db::open_url(&format!("{head}/{name}")).await?, asked).await;
    admin.reader().await?.run(&format!("drop database {name} with (force)"), args![]).await?;
    figures.pages.extend(measured?);
    Ok(())
}

async fn on(engine: &'static str, db: Db, asked: &Asked<'_>) -> Outcome<Vec<Measured>> {
    let app = school(db).await?;
    // What autovacuum does within a minute of such an import, and cannot in the time before the first page here.
    if app.db.engine() == db::Engine::Postgres {
        app.db.reader().await?.run("analyze", args![]).await?;
    }
    let (address, server) =
        serve(server::router::router(app.clone(), documents::reading::Reader::this_program()?)).await?;
    let mut all = Vec::new();
    for page in pages(&app).await?.into_iter().filter(|page| asked.wants(engine, page.name)) {
        if asked.steps {
            steps(&app, (engine, address), &page).await?;
            continue;
        }
        for packed in [false, true] {
            // A redirect has nothing to compress.
            if packed && page.form.is_some() {
                continue;
            }
            let measured = one(&app, (engine, address), &page, packed).await?;
            eprintln!(
                "{engine} {}{}: {:.0}/s beside {:.0}/s bare",
                page.name,
                if packed { " (gzip)" } else { "" },
                measured.ours.rate,
                measured.bare.rate
            );
            all.push(measured);
        }
    }
    server.abort();
    Ok(all)
}

/// The demonstration schools with their program.
async fn school(db: Db) -> Outcome<App> {
    let vault = Vault::from_root(&[7; 32], Suite::Aes256Gcm);
    db::migrate::run(&db).await?;
    let plan = Plan { students: STUDENTS, password: Some("bench".into()), ..Plan::on(demo::DAY) };
    demo::make(&db, &vault, &plan).await.map_err(|fault| fault.to_string())?;
    Ok(App::new(Parts {
        db,
        vault,
        clock: Clock::on(demo::DAY),
        chance: Chance::system(),
        door: Box::new(accounts::door::StaffDoor),
        settings: Settings::default(),
    }))
}

async fn serve(router: Router) -> Outcome<(SocketAddr, JoinHandle<()>)> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    let address = listener.local_addr()?;
    let server = tokio::spawn(async move {
        if let Err(error) = axum::serve(listener, router).await {
            eprintln!("bench: {error}");
        }
    });
    Ok((address, server))
}

async fn pages(app: &App) -> Outcome<Vec<Page>> {
    let sql = "select id from student where school_id = 1 and name = $1 order by id";
    let mut conn = app.db.reader().await?;
    let child: StudentId = conn.one(sql, args!["林小雨"]).await?;
    let other: StudentId = conn.one(sql, args!["曾子轩"]).await?;
    let text =
        crate::http::encoded("课间聊了十分钟，说最近睡得好些了，数学作业还是吃力，约好周五放学一起看错题。");
    let [day, students, all, one, saving] = NAMES;
    let page = |name, sign_in, path: String| Page { name, sign_in, path, form: None };
    Ok(vec![
        page(day, "chen.jing", "/".into()),
        page(students, "chen.jing", "/students".into()),
        page(all, "zhou.wenyuan", "/students".into()),
        page(one, "chen.jing", format!("/students/{child}")),
        Page {
            name: saving,
            sign_in: "chen.jing",
            path: "/notes".into(),
            form: Some(format!("key={FRESH}&student={other}&kind=talk&back=%2F&text={text}")),
        },
    ])
}

async fn sign_in(app: &App, login: &str) -> Outcome<String> {
    let sql = "select school_id, staff_id from account where login = $1";
    let found: (SchoolId, StaffId) = app.db.reader().await?.one(sql, args![login]).await?;
    let mut tx = app.db.begin().await?;
    let token = accounts::sign_in::begin(&mut tx, app, login, found).await.map_err(|e| e.to_string())?;
    tx.commit().await?;
    Ok(token)
}

/// Prints what the page asks of the engine, each with its middle time.
async fn steps(app: &App, (engine, address): (&'static str, SocketAddr), page: &Page) -> Outcome<()> {
    let more = cookie(&sign_in(app, page.sign_in).await?);
    let request = request(page, &more);
    let (steps, seen) = recorded(app, address, &request).await?;
    let bare = Bare::new(app.clone(), steps, seen)?;
    let timed = bare.steps(RUNS).await?;
    let whole: f64 = timed.iter().map(|(time, _)| time).sum();
    println!("{engine}, {}: {} steps, {whole:.2} ms", page.name, timed.len());
    for (at, (time, text)) in timed.iter().enumerate() {
        println!("  {time:.3} ms  {text}");
        for line in bare.plan(at).await? {
            println!("                {line}");
        }
    }
    Ok(())
}

fn request(page: &Page, more: &str) -> String {
    match &page.form {
        Some(form) => post(&page.path, more, form),
        None => get(&page.path, more),
    }
}

async fn one(
    app: &App,
    (engine, address): (&'static str, SocketAddr),
    page: &Page,
    packed: bool,
) -> Outcome<Measured> {
    let mut more = cookie(&sign_in(app, page.sign_in).await?);
    if packed {
        more.push_str("accept-encoding: gzip\r\n");
    }
    let request = request(page, &more);
    let (steps, seen) = recorded(app, address, &request).await?;
    let wanted = if page.form.is_some() { 303 } else { 200 };
    if seen.status != wanted || packed != seen.header("content-encoding").is_some() {
        return Err(format!("{}: {}", page.name, seen.head).into());
    }
    let (bytes, statements) = (seen.body.len(), count(&steps));
    let bare = Bare::new(app.clone(), steps, seen)?;
    let slowest = bare.slowest().await?;
    let (bare_address, server) = serve(Router::new().fallback(answer).with_state(Arc::new(bare))).await?;
    let order = |address| Order {
        address,
        request: request.clone(),
        status: wanted,
        connections: CONNECTIONS,
        warm: WARM,
        seconds: SECONDS,
    };
    let ours = send(&order(address)).await?;
    let bare = send(&order(bare_address)).await?;
    server.abort();
    Ok(Measured { engine, page: page.name, packed, bytes, statements, slowest, ours, bare })
}

/// What the page asks of the engine once it is warm, and what it answers.
async fn recorded(
    app: &App,
    address: SocketAddr,
    request: &str,
) -> Outcome<(Vec<db::record::Step>, crate::http::Answer)> {
    let mut connection = Connection::open(address).await?;
    let fresh = || request.replace(FRESH, &app.chance.uuid(app.clock.now()).to_string());
    connection.ask(&fresh()).await?;
    db::record::start();
    let seen = connection.ask(&fresh()).await;
    let steps = db::record::stop();
    Ok((steps, seen?))
}

fn count(steps: &[db::record::Step]) -> usize {
    use db::record::Step;
    steps.iter().filter(|step| matches!(step, Step::Rows(..) | Step::Run(..))).count()
}
