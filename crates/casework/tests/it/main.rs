//! Stories of this room, told through its pages.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::too_many_lines,
    reason = "tests"
)]

mod cases;
mod checklists;
mod danger;
mod dropout;
mod kinds;
mod legal_aid;
mod notes;
mod pairing;
mod plans;
mod progress;
mod school;
mod team;
mod tiers;
mod tried;

use axum::Router;
use db::{Db, Durability};
use school::School;
use testkit::client::{Client, Page};
use testkit::engines::{PgDatabase, SqliteFolder, fresh_postgres};

/// A school with whatever keeps its database alive.
pub struct World {
    pub school: School,
    _kept: Box<dyn std::any::Any>,
}

impl World {
    async fn on_sqlite() -> Self {
        let folder = SqliteFolder::fresh();
        let db = Db::open_file(&folder.file(), Durability::Full).unwrap();
        Self { school: School::make(db).await, _kept: Box::new(folder) }
    }

    async fn on_postgres() -> Self {
        let database: PgDatabase = fresh_postgres().await;
        let db = Db::open_url(&database.url).await.unwrap();
        Self { school: School::make(db).await, _kept: Box::new(database) }
    }

    /// A tab in which this person has signed in.
    pub fn tab(&self, token: &str) -> Client {
        let app = self.school.app.clone();
        let guard = axum::middleware::from_fn_with_state(app.clone(), web::guard::guard);
        let router: Router = casework::routes().layer(guard).with_state(app);
        let mut tab = Client::new(router).reading("zh-Hans");
        tab.set_cookie("sign-in", token);
        tab
    }
}

/// The address `/notes/new` for these children.
pub fn sheet_for(names: &[&str]) -> String {
    let asked: Vec<String> = names.iter().map(|name| format!("student={}", school::student(name))).collect();
    format!("/notes/new?{}", asked.join("&"))
}

/// Writes a note through its sheet; the page of the note.
pub async fn write(tab: &mut Client, names: &[&str], changes: &[(&str, &str)]) -> Page {
    let sheet = tab.get(&sheet_for(names)).await;
    tab.submit(&sheet, "/notes", changes).await
}

/// Opens a case for this child as the homeroom teacher does.
pub async fn open_case(tab: &mut Client, name: &str, more: &[(&str, &str)]) -> Page {
    let form = tab.get(&format!("/cases/new?student={}", school::student(name))).await;
    let mut changes = vec![("concern", "最近常常一个人，作业交得晚。")];
    changes.extend(more);
    tab.submit(&form, "/cases", &changes).await
}

/// Tells each story on both engines. PostgreSQL needs a server, named by `CHUNYU_TEST_PG`.
#[macro_export]
macro_rules! stories {
    ($($name:ident),+ $(,)?) => {
        mod on_sqlite { $(
            #[tokio::test(flavor = "multi_thread")]
            async fn $name() { super::$name(&$crate::World::on_sqlite().await).await; }
        )+ }
        mod on_postgres { $(
            #[tokio::test(flavor = "multi_thread")]
            async fn $name() { super::$name(&$crate::World::on_postgres().await).await; }
        )+ }
    };
}
