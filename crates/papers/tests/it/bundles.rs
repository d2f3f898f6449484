//! T4: papers of many children in one go.

use axum::http::StatusCode;
use db::args;
use kernel::{ClassId, StaffId};

use crate::world::{World, world};

async fn count(world: &World, sql: &str, id: &str) -> i64 {
    let mut conn = world.app.db.reader().await.unwrap();
    conn.one(sql, args![id.parse::<uuid::Uuid>().unwrap()]).await.unwrap()
}

/// Waits until the work on a bundle has come to an end.
async fn finished(world: &World, staff: StaffId, path: &str) -> String {
    for _ in 0..600 {
        let page = world.page(staff, path).await;
        if page.contains("已做好") && !page.contains("data-poll") {
            return page;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("the bundle was not done in time");
}

async fn begin(world: &World, staff: StaffId, class: Option<ClassId>, paper: &str) -> String {
    let class = class.map_or("all".to_owned(), |class| class.to_string());
    let (status, path, _) = world.post(staff, "/bundles", &[("paper", paper), ("class", &class)]).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    path
}

/// The names in an archive, read by the reader of another program.
fn names(bytes: &[u8]) -> Vec<String> {
    let script = "import sys, zipfile
for name in zipfile.ZipFile(sys.argv[1]).namelist(): print(name)";
    crate::files::python(script, bytes).lines().map(str::to_owned).collect()
}

// T4
#[tokio::test]
async fn a_class_has_all_its_files_in_one_archive_with_what_left_written_down() {
    let world = world().await;
    let (staff, class) = world.teacher().await;
    let path = begin(&world, staff, Some(class), "student-file").await;
    let page = finished(&world, staff, &path).await;
    assert!(page.contains("/archive"), "{page}");
    let mut conn = world.app.db.reader().await.unwrap();
    let pupils: i64 = conn
        .one("select count(*) from enrollment where class_id = $1 and until_on > '2026-12-31'", args![class])
        .await
        .unwrap();
    let logged: i64 =
        conn.one("select count(*) from event where name = 'paper.exported'", args![]).await.unwrap();
    drop(conn);
    let (status, archive) = world.get(staff, &format!("{path}/archive")).await;
    assert_eq!(status, StatusCode::OK);
    let names = names(&archive);
    assert_eq!(i64::try_from(names.len()).unwrap(), pupils, "{names:?}");
    assert_eq!(logged, pupils);
    assert!(names.iter().all(|name| name.ends_with(".docx") && name.contains("班/")), "{names:?}");
}

// T4
#[tokio::test]
async fn one_that_cannot_be_made_is_named_and_does_not_stop_the_others() {
    let world = world().await;
    let (staff, class) = world.teacher().await;
    let mut tx = world.app.db.begin().await.unwrap();
    // A cell from elsewhere: it will not open.
    let sql = "update guardian set name_cell = $1 where student_id in
               (select student_id from enrollment where class_id = $2 order by student_id limit 1)";
    tx.run(sql, args![vec![1_u8, 2, 3], class]).await.unwrap();
    tx.commit().await.unwrap();
    let path = begin(&world, staff, Some(class), "contact-card").await;
    let page = finished(&world, staff, &path).await;
    assert!(page.contains("这一份出了错"), "{page}");
    let (_, archive) = world.get(staff, &format!("{path}/archive")).await;
    let id = path.trim_start_matches("/bundles/");
    let all = count(&world, "select count(*) from bundle_item where bundle_id = $1", id).await;
    assert_eq!(i64::try_from(names(&archive).len()).unwrap(), all - 1);
}

// T4
#[tokio::test]
async fn a_bundle_that_was_stopped_goes_on_from_where_it_stood() {
    let world = world().await;
    let (staff, class) = world.teacher().await;
    let path = begin(&world, staff, Some(class), "student-file").await;
    assert_eq!(world.post(staff, &format!("{path}/pause"), &[]).await.0, StatusCode::SEE_OTHER);
    tokio::time::sleep(std::time::Duration::from_millis(400)).await;
    let id = path.trim_start_matches("/bundles/");
    let made = "select count(*) from bundle_item where bundle_id = $1 and made_at is not null";
    let stopped = count(&world, made, id).await;
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    assert_eq!(count(&world, made, id).await, stopped, "it went on while stopped");
    world.post(staff, &format!("{path}/resumption"), &[]).await;
    finished(&world, staff, &path).await;
    assert!(count(&world, made, id).await > stopped);
    let left = "select count(*) from bundle_item where bundle_id = $1 and made_at is null";
    assert_eq!(count(&world, left, id).await, 0);
}

// T4, Y1
#[tokio::test]
async fn nobody_else_sees_a_bundle_and_a_right_that_ended_takes_its_children_out_of_the_archive() {
    let world = world().await;
    let (staff, class) = world.teacher().await;
    let path = begin(&world, staff, Some(class), "contact-card").await;
    finished(&world, staff, &path).await;
    let principal = world.holders("principal").await[0].0;
    for page in [path.clone(), format!("{path}/archive"), format!("{path}/progress")] {
        assert_eq!(world.get(principal, &page).await.0, StatusCode::NOT_FOUND, "{page}");
    }
    let mut tx = world.app.db.begin().await.unwrap();
    tx.run("update role_held set until_on = '2026-09-02' where staff_id = $1", args![staff]).await.unwrap();
    tx.run("update member set until_on = '2026-09-02' where staff_id = $1", args![staff]).await.unwrap();
    tx.commit().await.unwrap();
    let (_, archive) = world.get(staff, &format!("{path}/archive")).await;
    assert!(names(&archive).is_empty());
}
