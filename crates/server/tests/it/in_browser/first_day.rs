//! A school's first day in the browser: the list of staff comes in, slips are printed, a teacher chooses her password.

use testkit::browser::{Browser, Screen, Setup};

use super::{is_sound, picture, serve, sign_in_as};
use crate::world::{Engine, World};

const LIST: &str = "姓名,登录名,性别,任教学科,职务\n何雨,he.yu,女,语文,副班主任 三年级1班；任课教师 三年级2班\n罗松,,男,,教研组长\n";

/// The driver scrolls a button just into the window, which is under the bar at the foot of a phone.
async fn to_the_end(browser: &Browser) {
    browser.eval("window.scrollTo(0, document.body.scrollHeight)", vec![]).await.unwrap();
}

async fn first_day(screen: Screen) {
    let world = World::on(Engine::Sqlite).await;
    let address = serve(&world).await;
    let mut browser = Browser::start(&Setup::default().on(screen)).await.unwrap();
    sign_in_as(&world, &browser, &address, "gao.shan").await;
    browser.goto(&format!("{address}/staff")).await.unwrap();
    browser.follow("从表格添加").await.unwrap();
    browser.wait_for("下载空白名单").await.unwrap();
    is_sound(&mut browser, "/imports/new").await;
    let file = world.folder().join("教职工.csv");
    std::fs::write(&file, LIST).unwrap();
    browser.fill("file", &file.display().to_string()).await.unwrap();
    browser.press("读取").await.unwrap();
    browser.wait_for("到这里还没有写入任何人").await.unwrap();
    assert!(browser.has("luo.song").await.unwrap() && browser.has("教研组长").await.unwrap());
    is_sound(&mut browser, "/imports/ID").await;
    if screen == Screen::DESK {
        browser.screenshot(&picture("staff-list.png")).await.unwrap();
    }
    to_the_end(&browser).await;
    browser.press("写入").await.unwrap();
    browser.wait_for("打印登录条").await.unwrap();
    to_the_end(&browser).await;
    browser.follow("打印登录条").await.unwrap();
    browser.wait_for("生成并显示登录条").await.unwrap();
    is_sound(&mut browser, "/staff/slips").await;
    to_the_end(&browser).await;
    browser.press("生成并显示登录条").await.unwrap();
    browser.wait_for("只显示这一次").await.unwrap();
    is_sound(&mut browser, "slips").await;
    let first =
        browser.eval("return document.querySelector('.first-password').textContent", vec![]).await.unwrap();
    browser.pdf(&picture("slips.pdf")).await.unwrap();
    browser.eval("document.cookie = 'sign-in=; path=/; max-age=0'", vec![]).await.unwrap();
    browser.goto(&format!("{address}/sign-in")).await.unwrap();
    browser.fill("sign_in", "he.yu").await.unwrap();
    browser.fill("password", first.as_str().unwrap()).await.unwrap();
    browser.press("登录").await.unwrap();
    browser.wait_for("您用的是初始密码").await.unwrap();
    is_sound(&mut browser, "/password").await;
    browser.fill("old", first.as_str().unwrap()).await.unwrap();
    for field in ["new", "again"] {
        browser.fill(field, "清晨的操场上有三只麻雀在跳舞呢").await.unwrap();
    }
    browser.press("保存新密码").await.unwrap();
    browser.wait_for("何雨").await.unwrap();
    browser.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_first_day_at_a_desk() {
    first_day(Screen::DESK).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_first_day_on_a_phone() {
    first_day(Screen::PHONE).await;
}
