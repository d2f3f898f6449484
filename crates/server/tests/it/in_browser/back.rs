//! "Back" in the browser, after a form that came back and from the middle of a form: nothing that was typed is lost.

use testkit::browser::{Browser, Screen, Setup};

use super::{serve, sign_in_as};
use crate::world::{Engine, World};

const WORDS: &str = "班里试过换座位，还是常常一个人。";

/// What stands in the field now.
async fn typed(browser: &Browser, name: &str) -> String {
    let script = "const field = document.querySelector(`[name=\"${arguments[0]}\"]`); return field ? field.value : document.title;";
    // A page just asked for needs a moment.
    for _ in 0..50 {
        let value = browser.eval(script, vec![name.into()]).await.unwrap_or_default();
        if value.as_str() == Some(WORDS) {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    let value = browser.eval(script, vec![name.into()]).await.unwrap();
    value.as_str().unwrap_or_default().to_owned()
}

/// The form that asks the grade to take a case over: the first of the class's teacher.
async fn form(world: &World) -> (String, String) {
    let case = world.as_("chen.jing").await.get("/cases").await;
    let case = case.links().into_iter().find(|link| link.href.len() > 40 && link.href.starts_with("/cases/"));
    let case = case.unwrap().href;
    (format!("{case}/tier-requests/new?way=up"), case)
}

/// A form without its reason came back; she goes to look something up, and "back" leads to the form and her words, not to a
/// complaint of the browser that it would have to send the form again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_form_that_came_back_is_found_again_with_its_words() {
    let world = World::on(Engine::Sqlite).await;
    let address = serve(&world).await;
    let (path, case) = form(&world).await;
    let browser = Browser::start(&Setup::default().on(Screen::PHONE)).await.unwrap();
    sign_in_as(&world, &browser, &address, "chen.jing").await;
    browser.goto(&format!("{address}{path}")).await.unwrap();
    browser.eval("document.querySelector('details.fold').open = true", vec![]).await.unwrap();
    browser.fill("tried", WORDS).await.unwrap();
    browser.press("发出去").await.unwrap();
    browser.wait_for("这里还没有填").await.unwrap();
    browser.goto(&format!("{address}{case}")).await.unwrap();
    browser.back().await.unwrap();
    assert_eq!(typed(&browser, "tried").await, WORDS);
    assert_eq!(browser.url().await.unwrap(), format!("{address}{path}"));
    // The same with a page that she left in the middle, without having sent anything.
    browser.fill("reason", WORDS).await.unwrap();
    browser.goto(&format!("{address}{case}")).await.unwrap();
    browser.back().await.unwrap();
    assert_eq!(
        (typed(&browser, "reason").await, typed(&browser, "tried").await),
        (WORDS.into(), WORDS.into())
    );
    browser.close().await.unwrap();
}

/// The words lie in the browser sealed with the key of the account: whoever signs in after her finds an empty form.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn somebody_else_at_the_same_computer_does_not_find_her_words() {
    let world = World::on(Engine::Sqlite).await;
    let address = serve(&world).await;
    let (path, case) = form(&world).await;
    let browser = Browser::start(&Setup::default()).await.unwrap();
    sign_in_as(&world, &browser, &address, "chen.jing").await;
    browser.goto(&format!("{address}{path}")).await.unwrap();
    browser.fill("reason", WORDS).await.unwrap();
    browser.goto(&format!("{address}{case}")).await.unwrap();
    sign_in_as(&world, &browser, &address, "zhao.lei").await;
    browser.back().await.unwrap();
    browser.back().await.unwrap();
    assert_eq!(browser.url().await.unwrap(), format!("{address}{path}"));
    assert_eq!(typed(&browser, "reason").await, "");
    browser.close().await.unwrap();
}
