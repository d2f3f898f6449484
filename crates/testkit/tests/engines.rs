//! Databases for tests are empty, apart from each other, and gone afterwards.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use testkit::engines::{PgDatabase, SqliteFolder, fresh_postgres, fresh_postgres_from, postgres_template};
use tokio_postgres::{Client, NoTls};

async fn open(url: &str) -> Client {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await.unwrap();
    tokio::spawn(connection);
    client
}

async fn count(client: &Client, statement: &str) -> i64 {
    client.query_one(statement, &[]).await.unwrap().get(0)
}

fn name(database: &PgDatabase) -> &str {
    database.url.rsplit('/').next().unwrap()
}

#[tokio::test]
async fn a_fresh_database_is_empty_and_nobody_elses() {
    let (one, two) = (fresh_postgres().await, fresh_postgres().await);
    let client = open(&one.url).await;
    client.batch_execute("create table t (a bigint)").await.unwrap();
    let there = "select count(*) from pg_tables where tablename = 't'";
    assert_eq!(count(&client, there).await, 1);
    assert_eq!(count(&open(&two.url).await, there).await, 0);
}

#[tokio::test]
async fn the_server_sorts_writes_and_keeps_as_a_schools_would() {
    let one = fresh_postgres().await;
    let client = open(&one.url).await;
    for (setting, expected) in [("fsync", "on"), ("server_encoding", "UTF8"), ("synchronous_commit", "on")] {
        let row = client.query_one(&format!("show {setting}"), &[]).await.unwrap();
        assert_eq!(row.get::<_, String>(0), expected, "{setting}");
    }
    let row = client
        .query_one("select datctype from pg_database where datname = current_database()", &[])
        .await
        .unwrap();
    assert_eq!(row.get::<_, String>(0), "C.UTF-8");
}

#[tokio::test]
async fn a_dropped_database_is_gone_even_with_a_connection_open() {
    let kept = fresh_postgres().await;
    let dropped = fresh_postgres().await;
    let gone = name(&dropped).to_owned();
    let _still_open = open(&dropped.url).await;
    drop(dropped);
    let client = open(&kept.url).await;
    let found = client.query("select datname from pg_database where datname = $1", &[&gone]).await.unwrap();
    assert!(found.is_empty());
}

#[tokio::test]
async fn a_template_is_prepared_once_and_copied() {
    let label = format!("self_test_{}", std::process::id());
    let prepare = |url: String| async move {
        let (client, connection) = tokio_postgres::connect(&url, NoTls).await?;
        let work = tokio::spawn(connection);
        client.batch_execute("create table t (a bigint); insert into t values (7)").await?;
        drop(client);
        let _ = work.await;
        Ok::<(), tokio_postgres::Error>(())
    };
    let template = postgres_template(&label, prepare).await;
    let again = postgres_template(&label, |_| async { Err("prepared twice") }).await;
    assert_eq!(template, again);
    let (one, two) = tokio::join!(fresh_postgres_from(&template), fresh_postgres_from(&template));
    for copy in [&one, &two] {
        assert_eq!(count(&open(&copy.url).await, "select a from t").await, 7);
    }
    let admin = open(&one.url).await;
    admin.batch_execute(&format!("drop database {template}")).await.unwrap();
}

#[test]
fn a_sqlite_folder_goes_with_its_value() {
    let folder = SqliteFolder::fresh();
    std::fs::write(folder.file(), b"x").unwrap();
    let path = folder.path();
    drop(folder);
    assert!(!path.exists());
}
