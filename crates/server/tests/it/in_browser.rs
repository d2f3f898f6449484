//! Stories in a real browser, at the width of a phone and of a desk: the same pages as in every other story, served
//! on loopback. The screenshots that README shows are made here.

mod back;
mod first_day;
mod plans;
mod reading;
mod taps;
mod writing;

use std::path::PathBuf;

use testkit::browser::{Browser, Screen, Setup};

use crate::world::{Engine, PASSWORD, World};

/// Serves the world on loopback; the address.
async fn serve(world: &World) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let router = world.router.clone();
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    address
}

async fn sign_in(browser: &Browser, address: &str, login: &str) {
    browser.goto(&format!("{address}/sign-in")).await.unwrap();
    browser.fill("sign_in", login).await.unwrap();
    browser.fill("password", PASSWORD).await.unwrap();
    browser.press("登录").await.unwrap();
    browser.wait_for("今天").await.unwrap();
}

/// What axe-core finds. Bars that stay at the foot of a phone lie over whatever happens to be there, which it takes for
/// small targets: the page is looked at with them in their place in the flow.
async fn looked_at(browser: &mut Browser) -> Vec<testkit::browser::Violation> {
    let bars = "document.querySelectorAll('.tabbar, .thumb, .sheet-acts').forEach(bar => { bar.style.position = arguments[0]; })";
    browser.eval(bars, vec!["static".into()]).await.unwrap();
    let found = browser.axe().await.unwrap();
    browser.eval(bars, vec!["".into()]).await.unwrap();
    found
}

/// No serious finding of axe-core, no sideways scrolling, nothing over what is to be tapped, no complaint of the browser.
async fn is_sound(browser: &mut Browser, path: &str) {
    let found = looked_at(browser).await;
    assert!(found.is_empty(), "{path}: {found:#?}");
    let beyond = browser.overflow().await.unwrap();
    assert!(beyond.is_empty(), "{path} scrolls sideways: {beyond:#?}");
    let covered = browser.covered().await.unwrap();
    assert!(covered.is_empty(), "{path}: something lies over {covered:#?}");
    let complaints = browser.complaints().await.unwrap();
    assert!(complaints.is_empty(), "{path}: {complaints:?}");
}

/// Where a picture goes: beside the README when `UPDATE_PICTURES` is set, else out of the way.
#[expect(clippy::disallowed_methods, reason = "a test asks whether to renew the pictures")]
fn picture(name: &str) -> PathBuf {
    if std::env::var("UPDATE_PICTURES").is_ok() {
        return PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/pictures").join(name);
    }
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name)
}

/// A homeroom teacher signs in on a phone, sees whom she owes a talk, and records it in three taps and one sentence.
async fn records_a_talk(screen: Screen) {
    let world = World::on(Engine::Sqlite).await;
    let address = serve(&world).await;
    let mut browser = Browser::start(&Setup::default().on(screen)).await.unwrap();
    sign_in(&browser, &address, "chen.jing").await;
    assert!(browser.has("今天还没聊的孩子").await.unwrap(), "{}", browser.text().await.unwrap());
    is_sound(&mut browser, "/").await;
    if screen == Screen::PHONE {
        browser.glance(&picture("today.png")).await.unwrap();
    }
    let before = world.count("select count(*) from note").await;
    browser.follow("记一笔").await.unwrap();
    browser.wait_for("说了些什么").await.unwrap();
    is_sound(&mut browser, "/notes/new").await;
    if screen == Screen::PHONE {
        browser.glance(&picture("note.png")).await.unwrap();
    }
    let id: kernel::StudentId = world.class(7, 2).await.remove(0).0;
    browser.goto(&format!("{address}/notes/new?student={id}&back=/students/{id}")).await.unwrap();
    browser.fill("text", "课间聊了几句，她说周末和奶奶去赶集了。").await.unwrap();
    browser.press("记好了").await.unwrap();
    browser.wait_for("和奶奶去赶集").await.unwrap();
    assert_eq!(world.count("select count(*) from note").await, before + 1);
    is_sound(&mut browser, "/students/ID").await;
    browser.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_homeroom_teacher_records_a_talk_on_her_phone() {
    records_a_talk(Screen::PHONE).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_homeroom_teacher_records_a_talk_at_her_desk() {
    records_a_talk(Screen::DESK).await;
}

/// The commonest act, from my day: two taps and one sentence; three where the keyboard has to be asked for.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_talk_from_my_day_takes_at_most_three_taps_and_one_sentence() {
    let world = World::on(Engine::Sqlite).await;
    let address = serve(&world).await;
    let mut browser = Browser::start(&Setup::default().on(Screen::PHONE)).await.unwrap();
    sign_in(&browser, &address, "chen.jing").await;
    let before = world.count("select count(*) from note where kind = 'talk'").await;
    let mut taps = 0;
    let row = "document.querySelector('a.button[href*=\"kind=talk\"]').click()";
    browser.eval(row, vec![]).await.unwrap();
    taps += 1;
    browser.wait_for("说了些什么").await.unwrap();
    if !browser.focused().await.unwrap().contains("name=\"text\"") {
        taps += 1;
    }
    browser.fill("text", "课间看见她在教同桌折纸，聊了几句，说周末要去外婆家。").await.unwrap();
    browser.press("记好了").await.unwrap();
    taps += 1;
    assert!(taps <= 3, "{taps}");
    let talks = async || world.count("select count(*) from note where kind = 'talk'").await;
    for _ in 0..50 {
        if talks().await > before {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    assert_eq!(talks().await, before + 1);
    // Another kind shows its own fields at once, and what speaks of danger is said before anything is saved.
    browser
        .goto(&format!("{address}/notes/new?student={}", world.class(7, 2).await.remove(0).0))
        .await
        .unwrap();
    browser.fill("kind", "home_visit").await.unwrap();
    browser.wait_for("家里的情况").await.unwrap();
    browser.fill("text", "他说不想活了。").await.unwrap();
    browser.fill("x_home", "两间屋").await.unwrap();
    browser.wait_for("这段话提到要紧的事").await.unwrap();
    is_sound(&mut browser, "/notes/new").await;
    browser.press("记好了").await.unwrap();
    browser.wait_for("现在请这样做").await.unwrap();
    is_sound(&mut browser, "/notes/ID").await;
    browser.screenshot(&picture("danger.png")).await.unwrap();
    let id = supported(&world).await;
    for path in ["health", "diary", "diary/booklet"] {
        browser.goto(&format!("{address}/students/{id}/{path}")).await.unwrap();
        is_sound(&mut browser, path).await;
    }
    browser.close().await.unwrap();
}

/// A child in whose case the homeroom teacher of the cast serves.
async fn supported(world: &World) -> kernel::StudentId {
    let sql = "select m.student_id from member m join account a on a.school_id = m.school_id and a.staff_id = m.staff_id
        where a.login = $1 and m.until_on = '9999-12-31' order by m.id";
    world.one(sql, "chen.jing").await
}

/// Every page that a role can go to is sound on a phone and at a desk.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_main_page_of_every_role_is_sound() {
    let world = World::on(Engine::Sqlite).await;
    let address = serve(&world).await;
    let mut browser = Browser::start(&Setup::default().on(Screen::PHONE)).await.unwrap();
    let student: String = world.one("select cast(count(*) as text) from school where name <> $1", "x").await;
    assert_eq!(student, "1");
    for login in ["chen.jing", "zhou.wenyuan", "lin.hui", "shen.ruo", "fang.min", "gao.shan"] {
        sign_in_as(&world, &browser, &address, login).await;
        let mut client = world.as_(login).await;
        let start = client.get("/").await;
        let mut paths: Vec<String> = start.links().into_iter().map(|link| link.href).collect();
        paths.retain(|path| {
            path.starts_with('/') && path.matches('/').count() == 1 && !path.contains(['?', '#'])
        });
        // Pages one step further, where a row holds more than its name.
        paths.extend(
            ["/finding-reviews", "/forms", "/quiet", "/checklists", "/commendations"].map(String::from),
        );
        let mut open = Vec::new();
        for path in paths {
            if client.get(&path).await.status.is_success() {
                open.push(path);
            }
        }
        let mut paths = open;
        paths.sort();
        paths.dedup();
        for path in paths {
            for screen in [Screen::PHONE, Screen::DESK] {
                browser.show_on(screen).await.unwrap();
                browser.goto(&format!("{address}{path}")).await.unwrap();
                is_sound(&mut browser, &format!("{login} {path}")).await;
            }
        }
    }
    browser.close().await.unwrap();
}

async fn sign_in_as(world: &World, browser: &Browser, address: &str, login: &str) {
    let client = world.as_(login).await;
    browser.goto(&format!("{address}/sign-in")).await.unwrap();
    let token = client.cookie("sign-in").unwrap();
    let script = format!("document.cookie = 'sign-in={token}; path=/'");
    browser.eval(&script, vec![]).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_child_with_a_case_is_shown_strengths_first() {
    let world = World::on(Engine::Sqlite).await;
    let address = serve(&world).await;
    let mut browser = Browser::start(&Setup::default().on(Screen::PHONE)).await.unwrap();
    sign_in(&browser, &address, "chen.jing").await;
    let case: kernel::StudentId = {
        let sql = "select m.student_id from member m join account a on a.school_id = m.school_id and a.staff_id = m.staff_id
            where a.login = $1 and m.until_on = '9999-12-31' order by m.id";
        world.one(sql, "chen.jing").await
    };
    browser.goto(&format!("{address}/students/{case}")).await.unwrap();
    let text = browser.text().await.unwrap();
    let (strengths, notes) = (text.find("闪光点").unwrap(), text.find("帮扶记录").unwrap());
    assert!(strengths < notes);
    is_sound(&mut browser, "/students/ID").await;
    browser.glance(&picture("student.png")).await.unwrap();
    let weight = browser.weight().await.unwrap();
    assert!(weight.bytes <= 150_000, "{} bytes", weight.bytes);
    browser.close().await.unwrap();
}
