//! What is asked together on one connection (`Conn::beside`), on both engines.
#![expect(clippy::unwrap_used, reason = "a test")]

use db::{Db, Durability, Engine, args, together};
use testkit::engines::{SqliteFolder, fresh_postgres};

#[tokio::test(flavor = "multi_thread")]
async fn what_is_asked_together_is_answered_each() {
    let (folder, server) = (SqliteFolder::fresh(), fresh_postgres().await);
    for db in both(&folder, &server.url).await {
        let asked = db.reader().await.unwrap();
        let ask = |number: i64| {
            let mut own = asked.beside();
            async move { own.one::<i64>("select cast($1 as bigint) + 1", args![number]).await }
        };
        let answers = together::try_join_all((0..40).map(ask)).await.unwrap();
        assert_eq!(answers, (1..=40).collect::<Vec<i64>>());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_handle_beside_a_transaction_sees_what_it_wrote_and_keeps_nothing_of_it() {
    let (folder, server) = (SqliteFolder::fresh(), fresh_postgres().await);
    for db in both(&folder, &server.url).await {
        let sql = "select count(*) from school";
        let mut tx = db.begin().await.unwrap();
        tx.run("insert into school (id, name, created_at) values (1, '春雨学校', 0)", args![]).await.unwrap();
        let mut beside = tx.beside();
        assert_eq!(beside.one::<i64>(sql, args![]).await.unwrap(), 1);
        // Given up while a handle still lives: nothing stays, and nobody writes on in what was given up.
        drop(tx);
        if db.engine() == Engine::Sqlite {
            assert!(beside.one::<i64>(sql, args![]).await.is_err());
        }
        drop(beside);
        for _ in 0..20 {
            assert_eq!(db.reader().await.unwrap().one::<i64>(sql, args![]).await.unwrap(), 0);
        }
    }
}

async fn both(folder: &SqliteFolder, url: &str) -> [Db; 2] {
    let all = [Db::open_file(&folder.file(), Durability::Full).unwrap(), Db::open_url(url).await.unwrap()];
    for db in &all {
        db::migrate::run(db).await.unwrap();
    }
    all
}
