//! Databases for tests: a PostgreSQL database or a SQLite file of one's own, gone with the value.

use std::future::Future;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::path::PathBuf;
use std::time::Duration;
use tempfile::TempDir;
use tokio_postgres::error::SqlState;
use tokio_postgres::{Client, NoTls};
use url::Url;

/// Names the PostgreSQL server that tests may make databases on.
const VARIABLE: &str = "CHUNYU_TEST_PG";

/// A PostgreSQL database of a test's own. Dropping it removes the database, open connections or not.
#[derive(Debug)]
pub struct PgDatabase {
    /// `postgres://…` with the name of the database.
    pub url: String,
    name: String,
}

/// A folder with room for a SQLite database and what lies beside it. Dropping it removes the folder.
#[derive(Debug)]
pub struct SqliteFolder {
    folder: TempDir,
}

impl SqliteFolder {
    /// A new, empty folder.
    #[must_use]
    pub fn fresh() -> Self {
        let made = tempfile::Builder::new().prefix("chunyu-test-").tempdir();
        Self { folder: made.unwrap_or_else(|error| panic!("no folder for a test: {error}")) }
    }

    /// The folder.
    #[must_use]
    pub fn path(&self) -> PathBuf {
        self.folder.path().to_owned()
    }

    /// Where the database goes; nothing is there yet.
    #[must_use]
    pub fn file(&self) -> PathBuf {
        self.folder.path().join("chunyu.db")
    }

    /// A copy of every file in it, of a database that nobody writes to.
    ///
    /// # Panics
    /// When a file cannot be copied.
    #[must_use]
    pub fn copy(&self) -> Self {
        let copy = Self::fresh();
        let copied = |entry: std::io::Result<std::fs::DirEntry>| {
            let entry = entry?;
            std::fs::copy(entry.path(), copy.folder.path().join(entry.file_name()))
        };
        let all = std::fs::read_dir(self.folder.path())
            .and_then(|files| files.map(copied).collect::<Result<Vec<_>, _>>());
        match all {
            Ok(_) => copy,
            Err(error) => panic!("no copy of a test's database: {error}"),
        }
    }
}

/// An empty PostgreSQL database.
///
/// # Panics
/// When `CHUNYU_TEST_PG` names no server that lets us make one.
pub async fn fresh_postgres() -> PgDatabase {
    fresh_postgres_from("template0").await
}

/// A copy of the database `template`, which nobody may be connected to; see [`postgres_template`].
///
/// # Panics
/// As [`fresh_postgres`], and when the template does not exist.
pub async fn fresh_postgres_from(template: &str) -> PgDatabase {
    let name = unique("chunyu_test_");
    let admin = connect(&server()).await;
    create(&admin, &name, template).await;
    PgDatabase { url: url_of(&name), name }
}

/// Makes the template `name` once for all tests of all programs, and returns its name. `prepare` gets the URL of an
/// empty database and must have closed its connections when it is done. Put what the content depends on into `name`,
/// such as a checksum of the migrations: a template that exists is taken as it is.
///
/// # Panics
/// As [`fresh_postgres`], and when `prepare` fails.
pub async fn postgres_template<Prepare, Work, Error>(name: &str, prepare: Prepare) -> String
where
    Prepare: FnOnce(String) -> Work,
    Work: Future<Output = Result<(), Error>>,
    Error: std::fmt::Display,
{
    let name = format!("chunyu_template_{name}");
    let admin = connect(&server()).await;
    // Any number: all makers of templates wait for each other. Closing the connection lets go.
    run(&admin, "select pg_advisory_lock(6230001)").await;
    let known = admin.query_opt("select 1 from pg_database where datname = $1", &[&name]).await;
    if known.unwrap_or_else(|error| panic!("look for {name}: {error}")).is_some() {
        return name;
    }
    // Made under another name, so that one that was left half-made is never taken for the template.
    let draft = PgDatabase { url: url_of(&format!("{name}_draft")), name: format!("{name}_draft") };
    run(&admin, &format!("drop database if exists {} with (force)", quoted(&draft.name))).await;
    create(&admin, &draft.name, "template0").await;
    if let Err(error) = prepare(draft.url.clone()).await {
        panic!("prepare {name}: {error}");
    }
    patiently(&admin, &format!("alter database {} rename to {}", quoted(&draft.name), quoted(&name))).await;
    name
}

impl Drop for PgDatabase {
    fn drop(&mut self) {
        let statement = format!("drop database if exists {} with (force)", quoted(&self.name));
        // A test's runtime may already be closing: work on a thread with a runtime of its own.
        let work = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            let runtime = runtime.unwrap_or_else(|error| panic!("no runtime to drop a database: {error}"));
            runtime.block_on(async {
                let admin = connect(&server()).await;
                run(&admin, &statement).await;
            });
        });
        if work.join().is_err() {
            eprintln!("the database {} was left behind", self.name);
        }
    }
}

fn server() -> String {
    let found = std::env::var_os(VARIABLE).map(|value| value.to_string_lossy().into_owned());
    found.unwrap_or_else(|| {
        panic!(
            "{VARIABLE} is not set. Run the tests with `cargo xtask test [-p CRATE] [FILTER]`, which starts a \
             PostgreSQL of its own, or set it to the postgres:// URL of a superuser on a server for tests."
        )
    })
}

fn url_of(name: &str) -> String {
    let server = server();
    let mut url = Url::parse(&server).unwrap_or_else(|error| panic!("{VARIABLE} is no URL: {error}"));
    url.set_path(name);
    url.into()
}

async fn connect(url: &str) -> Client {
    let opening = tokio::time::timeout(Duration::from_secs(30), tokio_postgres::connect(url, NoTls)).await;
    let opened = opening.unwrap_or_else(|_| panic!("the server in {VARIABLE} does not answer"));
    let (client, connection) =
        opened.unwrap_or_else(|error| panic!("the server in {VARIABLE} refuses: {error}"));
    tokio::spawn(connection);
    client
}

async fn create(admin: &Client, name: &str, template: &str) {
    patiently(admin, &format!("create database {} template {}", quoted(name), quoted(template))).await;
}

async fn run(admin: &Client, statement: &str) {
    if let Err(error) = admin.batch_execute(statement).await {
        panic!("{statement}: {error}");
    }
}

/// Runs a statement that another's connection may hold up for a moment: a closed one takes its time to be gone.
async fn patiently(admin: &Client, statement: &str) {
    for _ in 0..200 {
        match admin.batch_execute(statement).await {
            Ok(()) => return,
            Err(error) if error.code() == Some(&SqlState::OBJECT_IN_USE) => {
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
            Err(error) => {
                panic!("{statement}: {}", error.as_db_error().map_or(error.to_string(), ToString::to_string))
            }
        }
    }
    panic!("{statement}: somebody stays connected");
}

/// A name that no other test uses, in this run or another: the standard library's hasher starts at random.
fn unique(prefix: &str) -> String {
    format!("{prefix}{}_{:016x}", std::process::id(), RandomState::new().build_hasher().finish())
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
