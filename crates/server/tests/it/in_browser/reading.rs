//! By the keyboard alone, and in the dark.

use serde_json::Value;
use testkit::browser::{Browser, Screen, Setup};

use super::{serve, sign_in_as};
use crate::world::{Engine, World};

/// The first Tab offers the way past the menu, and Enter goes it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_keyboard_goes_past_the_menu() {
    let world = World::on(Engine::Sqlite).await;
    let address = serve(&world).await;
    let browser = Browser::start(&Setup::default().on(Screen::DESK)).await.unwrap();
    sign_in_as(&world, &browser, &address, "chen.jing").await;
    browser.goto(&format!("{address}/students")).await.unwrap();
    browser.key("\u{e004}").await.unwrap();
    assert!(browser.focused().await.unwrap().contains("class=\"skip\""));
    browser.key("\u{e007}").await.unwrap();
    browser.key("\u{e004}").await.unwrap();
    let inside = browser.eval("return !!document.activeElement.closest('main')", vec![]).await.unwrap();
    assert_eq!(inside, Value::Bool(true), "{}", browser.focused().await.unwrap());
    browser.close().await.unwrap();
}

/// Light and dark are chosen in the menu, without scripts too, and stay.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_dark_is_chosen_and_stays() {
    let world = World::on(Engine::Sqlite).await;
    let mut tab = world.as_("chen.jing").await;
    let page = tab.get("/students").await;
    assert!(page.html().contains("data-theme=\"auto\""));
    let dark = tab.post("/theme", &[("theme", "dark"), ("back", "/students")]).await;
    assert!(dark.url == "/students" && dark.html().contains("data-theme=\"dark\""));
    assert!(tab.get("/cases").await.html().contains("data-theme=\"dark\""));
    let light = tab.post("/theme", &[("theme", "light"), ("back", "//elsewhere.example")]).await;
    assert!(light.url == "/" && light.html().contains("data-theme=\"light\""), "{}", light.url);
    assert_eq!(tab.post("/theme", &[("theme", "pink")]).await.status.as_u16(), 400);
}
