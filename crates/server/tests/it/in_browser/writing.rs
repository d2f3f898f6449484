//! While somebody writes: what the words point to is said before the note is sent.

use testkit::browser::{Browser, Screen, Setup};

use super::{serve, sign_in_as, supported};
use crate::world::{Engine, World};

// D5: most people write one sentence and tap the button; the field is never left before.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn words_of_danger_are_pointed_out_while_the_hand_rests() {
    let world = World::on(Engine::Sqlite).await;
    let address = serve(&world).await;
    let browser = Browser::start(&Setup::default().on(Screen::PHONE)).await.unwrap();
    sign_in_as(&world, &browser, &address, "chen.jing").await;
    let child = supported(&world).await;
    browser.goto(&format!("{address}/notes/new?student={child}&kind=talk")).await.unwrap();
    let write = "const field = document.querySelector('textarea[name=text]'); field.focus(); field.value = arguments[0];
        field.dispatchEvent(new Event('input', { bubbles: true }));";
    browser.eval(write, vec!["他说活着没意思。".into()]).await.unwrap();
    browser.wait_for("活着没意思").await.unwrap();
    let focused = "return document.activeElement.name + '|' + document.activeElement.value";
    let focused = browser.eval(focused, vec![]).await.unwrap();
    assert_eq!(focused.as_str(), Some("text|他说活着没意思。"), "the hand is not disturbed");
    browser.close().await.unwrap();
}
