//! Two schools, a database of their own, and a door that believes what its token says.

use std::path::PathBuf;
use std::process::Command;
use std::sync::{Arc, OnceLock};

use access::actor::HeldFor;
use access::{Actor, Held, Role};
use axum::Router;
use db::{Conn, Db, Durability, args};
use documents::reading::{Limits, Reader};
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use kernel::{Chance, ClassId, Clock, Day, Fault, SchoolId, StaffId};
use people::import::{MarksSink, Tools, What};
use people::roster::id_number::check_character;
use testkit::client::{Client, File, Page};
use testkit::engines::SqliteFolder;
use vault::{Suite, Vault};
use web::app::{Door, Entered, Parts};
use web::{App, Settings};

pub const TODAY: Day = jiff::civil::date(2026, 10, 12);
pub const ONE: SchoolId = SchoolId(1);
pub const TWO: SchoolId = SchoolId(2);

/// `registrar-1` is a registrar of school 1, `homeroom-1` a homeroom teacher there.
struct TokenDoor;

impl Door for TokenDoor {
    fn enter<'a>(&'a self, _: &'a App, token: &'a str) -> BoxFuture<'a, Result<Option<Entered>, Fault>> {
        let (role, school) = token.split_once('-').unwrap();
        let school = SchoolId(school.parse().unwrap());
        let held = match role {
            "registrar" => Held { role: Role::Registrar, held_for: HeldFor::School },
            _ => Held { role: Role::Homeroom, held_for: HeldFor::Class(ClassId(uuid::Uuid::from_u128(1))) },
        };
        let staff = Some(StaffId(uuid::Uuid::from_u128(7)));
        let actor = Actor { school, staff, roles: vec![held], assigned: Vec::new() };
        let entered =
            Entered {
                actor, name: "周老师".into(), school_name: "春雨小学".into(), must_choose: false
            };
        async move { Ok(Some(entered)) }.boxed()
    }
}

pub struct World {
    pub app: App,
    pub router: Router,
    pub tools: Tools,
    _folder: Option<SqliteFolder>,
}

/// The program that reads tables, built to the state of the sources.
fn reader() -> Reader {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    let program = BUILT.get_or_init(|| {
        let own = std::env::current_exe().unwrap();
        let profile = own.parent().unwrap().parent().unwrap();
        let mut build = Command::new(env!("CARGO"));
        build.args(["build", "--quiet", "--offline", "--package", "documents", "--example", "read_table"]);
        build.arg("--target-dir").arg(profile.parent().unwrap());
        if !cfg!(debug_assertions) {
            build.arg("--release");
        }
        assert!(build.current_dir(env!("CARGO_MANIFEST_DIR")).status().unwrap().success());
        profile.join("examples/read_table")
    });
    Reader::new(program.clone(), Vec::new(), Limits::default())
}

impl World {
    pub async fn sqlite() -> Self {
        Self::sqlite_with(None).await
    }

    pub async fn sqlite_with(marks: Option<Arc<dyn MarksSink>>) -> Self {
        let folder = SqliteFolder::fresh();
        let db = Db::open_file(&folder.file(), Durability::Full).unwrap();
        Self { _folder: Some(folder), ..Self::on(db, marks).await }
    }

    pub async fn on(db: Db, marks: Option<Arc<dyn MarksSink>>) -> Self {
        db::migrate::run(&db).await.unwrap();
        let mut tx = db.begin().await.unwrap();
        for (school, name) in [(ONE, "春雨小学"), (TWO, "夏荷小学")] {
            tx.run("insert into school (id, name, created_at) values ($1, $2, 0)", args![school, name])
                .await
                .unwrap();
        }
        tx.commit().await.unwrap();
        let app = App::new(Parts {
            db,
            vault: Vault::from_root(&[7; 32], Suite::Aes256Gcm),
            clock: Clock::on(TODAY),
            chance: Chance::system(),
            door: Box::new(TokenDoor),
            settings: Settings::default(),
        });
        let tools = Tools { reader: reader(), marks, staff: None };
        let router = people::routes().merge(people::import::routes(tools.clone())).with_state(app.clone());
        Self { app, router, tools, _folder: None }
    }

    pub fn person(&self, who: &str, language: &str) -> Client {
        let mut client = Client::new(self.router.clone()).reading(language);
        client.set_cookie("sign-in", who);
        client
    }

    pub fn registrar(&self) -> Client {
        self.person("registrar-1", "zh-Hans")
    }

    pub async fn conn(&self) -> Conn {
        self.app.db.reader().await.unwrap()
    }

    pub async fn count(&self, sql: &str) -> i64 {
        self.conn().await.one(sql, &[]).await.unwrap()
    }

    /// Everything that an import may write about students, row by row.
    pub async fn dump(&self) -> Vec<String> {
        let mut lines = Vec::new();
        let mut conn = self.conn().await;
        for table in ["school_year", "class", "student", "enrollment", "guardian", "name_key"] {
            let columns = columns(table);
            let sql = format!(
                "select {} from {table} order by {}",
                columns.join(", "),
                columns.get(..3).unwrap().join(", ")
            );
            conn.each(&sql, &[], |row| {
                let values: Vec<String> = (0..columns.len()).map(|at| value(row, at)).collect();
                lines.push(format!("{table}: {}", values.join(" | ")));
                Ok(())
            })
            .await
            .unwrap();
        }
        lines
    }
}

fn value(row: &db::Row<'_>, at: usize) -> String {
    if let Ok(text) = row.get::<Option<String>>(at) {
        return format!("{text:?}");
    }
    if let Ok(number) = row.get::<Option<i64>>(at) {
        return format!("{number:?}");
    }
    if let Ok(id) = row.get::<Option<uuid::Uuid>>(at) {
        return format!("{id:?}");
    }
    if let Ok(yes) = row.get::<Option<bool>>(at) {
        return format!("{yes:?}");
    }
    format!("{:?}", row.get::<Option<Vec<u8>>>(at).unwrap())
}

fn columns(table: &str) -> Vec<&'static str> {
    let schema = include_str!("../../../../migrations/0001_people.sql");
    let (_, rest) = schema.split_once(&format!("create table {table} (\n")).unwrap();
    let (body, _) = rest.split_once("\n);").unwrap();
    let first = |line: &'static str| line.split_whitespace().next().unwrap();
    let columns = body.lines().map(first).filter(|word| !["primary", "foreign", "unique"].contains(word));
    columns.collect()
}

pub const HEADER: &str =
    "学号,姓名,性别,出生日期,身份证件号,年级,班级,联系电话,现住址,父亲姓名,父亲电话,母亲姓名,母亲电话";

/// A citizen's number with the right check character: boys have odd numbers.
pub fn id_number(nth: u32) -> String {
    let first17 = format!("3301062014{:02}{:02}{:03}", nth % 12 + 1, nth / 12 % 28 + 1, nth * 2 % 1000 + 1);
    format!("{first17}{}", check_character(&first17).unwrap())
}

/// One line of a list; all boys.
pub fn line(nth: u32) -> String {
    let name = format!("王{}", char::from_u32(0x4E00 + nth).unwrap());
    format!(
        "2026{nth:04},{name},男,,{},六年级,{}班,138{nth:08},文一路 {nth} 号,王大{nth_name},139{nth:08},李小{nth_name},137{nth:08}",
        id_number(nth),
        nth % 3 + 1,
        nth_name = char::from_u32(0x5000 + nth).unwrap(),
    )
}

/// A list of so many students.
pub fn list(lines: impl IntoIterator<Item = u32>) -> String {
    let lines: Vec<String> = lines.into_iter().map(line).collect();
    format!("{HEADER}\n{}\n", lines.join("\n"))
}

/// Reads a file; the page is the preview, or the form with the reason.
pub async fn read(client: &mut Client, what: What, files: &[(&str, &[u8])], fields: &[(&str, &str)]) -> Page {
    let files: Vec<File<'_>> = files
        .iter()
        .map(|(name, content)| File { field: "file", name, media: "text/csv", content })
        .collect();
    let mut all = vec![("kind", what.key())];
    all.extend(fields);
    client.upload("/imports", &all, &files).await
}

pub async fn read_list(client: &mut Client, text: &str) -> Page {
    read(client, What::Roster, &[("名单.csv", text.as_bytes())], &[]).await
}

/// The address of the import whose page this is.
pub fn address(page: &Page) -> String {
    page.url.split('?').next().unwrap().to_owned()
}

/// The second click.
pub async fn apply(client: &mut Client, page: &Page, fields: &[(&str, &str)]) -> Page {
    client.post(&format!("{}/application", address(page)), fields).await
}

/// The numbers on the tabs: new, changed, same, doubtful, refused.
pub fn counts(page: &Page) -> Vec<u32> {
    let html = page.html();
    let numbers = html.split("class=\"fate fate-").skip(1).map(|part| {
        let (_, rest) = part.split_once("<b>").unwrap();
        rest.split_once("</b>").unwrap().0.parse().unwrap()
    });
    numbers.collect()
}
