//! What the embedded engine promises.
#![expect(clippy::unwrap_used, reason = "a test")]

use db::{Db, Durability, args};
use kernel::{Chance, Clock};

async fn fresh(dir: &tempfile::TempDir) -> Db {
    let db = Db::open_file(&dir.path().join("t.db"), Durability::Full).unwrap();
    db::migrate::run(&db).await.unwrap();
    db::migrate::run(&db).await.unwrap();
    db
}

async fn school(db: &Db, id: i64) -> db::Result<()> {
    let mut tx = db.begin().await?;
    tx.run("insert into school (id, name, created_at) values ($1, $2, $3)", args![id, "春雨学校", 0i64])
        .await?;
    tx.commit().await
}

async fn count(db: &Db) -> i64 {
    db.reader().await.unwrap().one("select count(*) from school", args![]).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn many_writers_share_commits_and_all_are_kept() {
    let dir = tempfile::tempdir().unwrap();
    let db = fresh(&dir).await;
    let writers: Vec<_> = (0..200)
        .map(|id| {
            let db = db.clone();
            tokio::spawn(async move { school(&db, id).await })
        })
        .collect();
    for writer in writers {
        writer.await.unwrap().unwrap();
    }
    assert_eq!(count(&db).await, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dropped_transaction_never_happened_and_harms_nobody() {
    let dir = tempfile::tempdir().unwrap();
    let db = fresh(&dir).await;
    for id in 0..20 {
        let mut tx = db.begin().await.unwrap();
        tx.run("insert into school (id, name, created_at) values ($1, $2, $3)", args![1000 + id, "x", 0i64])
            .await
            .unwrap();
        drop(tx);
        school(&db, id).await.unwrap();
        assert!(matches!(school(&db, id).await, Err(db::Error::Refused(_))));
    }
    assert_eq!(count(&db).await, 20);
}

#[tokio::test(flavor = "multi_thread")]
async fn ids_days_and_cells_come_back_as_they_went() {
    let dir = tempfile::tempdir().unwrap();
    let db = fresh(&dir).await;
    school(&db, 1).await.unwrap();
    let clock = Clock::system();
    let id = kernel::YearId(Chance::seeded(1).uuid(clock.now()));
    let mut tx = db.begin().await.unwrap();
    let day = clock.today();
    tx.run(
        "insert into school_year (school_id, id, name, starts_on, ends_on) values ($1, $2, $3, $4, $5)",
        args![1i64, id, "2026", day, kernel::FOREVER],
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
    let row: (kernel::YearId, kernel::Day, Option<String>) = db
        .reader()
        .await
        .unwrap()
        .one("select id, starts_on, null from school_year where school_id = $1 and id = $2", args![1i64, id])
        .await
        .unwrap();
    assert_eq!(row, (id, day, None));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_planner_goes_to_the_child_and_not_through_the_school() {
    let dir = tempfile::tempdir().unwrap();
    let db = fresh(&dir).await;
    let mut conn = db.reader().await.unwrap();
    for (sql, index) in [
        ("select at from event where school_id = 1 and student_id = x'00'", "event_student"),
        ("select category from finding where school_id = 1 and student_id = x'00'", "finding_student"),
        ("select at from log.reading where school_id = 1 and student_id = x'00'", "reading_of_student"),
        (
            "select id from member where school_id = 1 and staff_id = x'00' and until_on >= '2026-01-01'",
            "member_staff",
        ),
        (
            "select id from enrollment where school_id = 1 and student_id = x'00' and until_on >= '2026-01-01'",
            "enrollment_student",
        ),
        ("select id from event where school_id = 1 and id = x'00'", "PRIMARY KEY"),
    ] {
        let plan: Vec<(i64, i64, i64, String)> =
            conn.all(&format!("explain query plan {sql}"), args![]).await.unwrap();
        assert!(plan.iter().any(|(_, _, _, step)| step.contains(index)), "{sql}: {plan:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_made_while_others_write_holds_all_that_was_acknowledged_before() {
    let (dir, safe) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let db = fresh(&dir).await;
    for id in 0..100 {
        school(&db, id).await.unwrap();
    }
    let writing = tokio::spawn({
        let db = db.clone();
        async move {
            for id in 100..400 {
                school(&db, id).await.unwrap();
            }
        }
    });
    let copying = db.clone();
    let folder = safe.path().to_owned();
    tokio::task::spawn_blocking(move || copying.copy_into(&folder)).await.unwrap().unwrap();
    writing.await.unwrap();
    let copy = Db::open_file(&safe.path().join("t.db"), Durability::Full).unwrap();
    db::migrate::run(&copy).await.unwrap();
    let kept = count(&copy).await;
    assert!((100..=400).contains(&kept), "{kept}");
    let ids: Vec<i64> =
        copy.reader().await.unwrap().all("select id from school order by id", args![]).await.unwrap();
    assert_eq!(ids, (0..kept).collect::<Vec<_>>(), "one moment");
    assert!(db.copy_into(safe.path()).is_err(), "a copy is never written over");
}
