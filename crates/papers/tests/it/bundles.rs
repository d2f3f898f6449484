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
    begin_as(world, staff, class, &[("paper", paper)]).await
}

async fn begin_as(world: &World, staff: StaffId, class: Option<ClassId>, wish: &[(&str, &str)]) -> String {
    let class = class.map_or("all".to_owned(), |class| class.to_string());
    let (status, path, _) = world.post(staff, "/bundles", &[wish, &[("class", &class)]].concat()).await;
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

// T4
#[tokio::test]
async fn files_come_as_pdf_and_one_that_fails_does_not_stop_the_others() {
    let world = world().await;
    let (staff, class) = world.teacher().await;
    let mut tx = world.app.db.begin().await.unwrap();
    // A cell from elsewhere: it will not open.
    let sql = "update guardian set name_cell = $1 where student_id in
               (select student_id from enrollment where class_id = $2 order by student_id limit 1)";
    tx.run(sql, args![vec![1_u8, 2, 3], class]).await.unwrap();
    tx.commit().await.unwrap();
    let wish = [("paper", "contact-card"), ("shape", "pdf")];
    let path = begin_as(&world, staff, Some(class), &wish).await;
    assert!(finished(&world, staff, &path).await.contains("这一份出了错"));
    let (_, archive) = world.get(staff, &format!("{path}/archive")).await;
    let id = path.trim_start_matches("/bundles/");
    let all = count(&world, "select count(*) from bundle_item where bundle_id = $1", id).await;
    let script = "import sys, zipfile, subprocess
a = zipfile.ZipFile(sys.argv[1])
for name in a.namelist():
    read = subprocess.run(['pdftotext', '-', '-'], input=a.read(name), capture_output=True, check=True)
    child = name.rsplit(' ', 1)[1].removesuffix('.pdf')
    print(name.endswith('.pdf') and child in read.stdout.decode().replace('\\n', ''))";
    let read = crate::files::python(script, &archive);
    assert_eq!(i64::try_from(read.lines().count()).unwrap(), all - 1);
    assert!(read.lines().all(|line| line == "True"), "{read}");
}

// T4
#[tokio::test]
async fn a_shape_that_is_none_is_refused() {
    let world = world().await;
    let (staff, _) = world.teacher().await;
    let wish = [("paper", "contact-card"), ("class", "all"), ("shape", "exe")];
    assert_eq!(world.post(staff, "/bundles", &wish).await.0, StatusCode::BAD_REQUEST);
}

/// The password on a page that shows one.
fn shown(page: &str) -> Option<String> {
    let (_, rest) = page.split_once("<code class=\"first-password\">")?;
    Some(rest.split_once("</code>")?.0.to_owned())
}

/// What a program of others finds in a locked archive with this password.
fn opened(archive: &[u8], password: &str) -> String {
    let script = "import sys, io, pyzipper, zipfile
outer = pyzipper.AESZipFile(sys.argv[1])
outer.setpassword(PASSWORD)
for info in outer.infolist(): print(info.wz_aes_strength, info.filename.endswith('.zip'))
try:
    inner = zipfile.ZipFile(io.BytesIO(outer.read(outer.namelist()[0])))
    print('damaged', inner.testzip())
    for name in inner.namelist(): print(name)
except RuntimeError as error: print('refused:', error)";
    crate::files::python(&script.replace("PASSWORD", &format!("b'{password}'")), archive)
}

/// Whether the program that schools have opens a locked archive with this password, whole.
fn opens_in_seven_zip(archive: &[u8], password: &str) -> bool {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("archive.zip");
    std::fs::write(&file, archive).unwrap();
    let tried = std::process::Command::new("7z").arg("t").arg(format!("-p{password}")).arg(&file).output();
    tried.expect("7z: cargo xtask test installs it").status.success()
}

// T4
#[tokio::test]
async fn a_locked_archive_opens_with_the_password_that_only_its_asker_saw_once() {
    let world = world().await;
    let (staff, class) = world.teacher().await;
    let wish = [("paper", "contact-card"), ("locked", "1")];
    let path = begin_as(&world, staff, Some(class), &wish).await;
    assert_eq!(shown(&finished(&world, staff, &path).await), None);
    let ask = format!("{path}/password");
    let principal = world.holders("principal").await[0].0;
    assert_eq!(world.post(principal, &ask, &[]).await.0, StatusCode::NOT_FOUND);
    let page = world.answer(staff, &ask).await;
    let password = shown(&page).unwrap();
    assert_eq!(password.len(), 23, "{password}");
    assert_eq!(world.post(staff, &ask, &[]).await.0, StatusCode::SEE_OTHER, "it was shown twice");
    assert_eq!(shown(&world.page(staff, &path).await), None);
    let (_, archive) = world.get(staff, &format!("{path}/archive")).await;
    let id = path.trim_start_matches("/bundles/");
    let all = count(&world, "select count(*) from bundle_item where bundle_id = $1", id).await;
    let words = opened(&archive, &password);
    let lines: Vec<&str> = words.lines().collect();
    assert_eq!(lines[..2], ["3 True", "damaged None"], "3 is AES-256: {words}");
    assert_eq!(i64::try_from(lines.len()).unwrap(), all + 2);
    assert!(lines[2..].iter().all(|name| name.ends_with(".docx")), "{words}");
    let wrong = "abcde-fghjk-mnpqr-stuvw";
    assert!(opened(&archive, wrong).contains("refused: Bad password"));
    assert!(opens_in_seven_zip(&archive, &password) && !opens_in_seven_zip(&archive, wrong));
    stands_nowhere(&world, &password).await;
}

/// No event tells the password, and it lies in no cell in plain.
async fn stands_nowhere(world: &World, password: &str) {
    let mut conn = world.app.db.reader().await.unwrap();
    let sql = "select id, after_cell from event where name like 'bundle.%' and after_cell is not null";
    let told: Vec<(uuid::Uuid, Vec<u8>)> = conn.all(sql, args![]).await.unwrap();
    assert!(!told.is_empty());
    let label = access::Kind::Paper.label();
    for (id, cell) in told {
        let row = world.app.row(crate::world::SCHOOL, "event", *id.as_bytes(), label);
        assert!(!world.app.open(&row, "after_cell", &cell).unwrap().contains(password));
    }
    let cells: Vec<Vec<u8>> =
        conn.all("select password_cell from bundle where password_cell is not null", args![]).await.unwrap();
    assert_eq!(cells.len(), 1);
    assert!(!cells[0].windows(password.len()).any(|part| part == password.as_bytes()));
}

// T4
#[tokio::test]
async fn what_opened_an_archive_goes_with_its_files() {
    let world = world().await;
    let (staff, class) = world.teacher().await;
    let wish = [("paper", "contact-card"), ("locked", "1")];
    let path = begin_as(&world, staff, Some(class), &wish).await;
    finished(&world, staff, &path).await;
    world.post(staff, &format!("{path}/drop"), &[]).await;
    let id = path.trim_start_matches("/bundles/");
    let kept = "select count(*) from bundle where id = $1 and password_cell is not null";
    assert_eq!(count(&world, kept, id).await, 0);
    assert_eq!(world.post(staff, &format!("{path}/password"), &[]).await.0, StatusCode::NOT_FOUND);
}
