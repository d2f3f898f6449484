//! A plan and a daily checklist on a phone.

use testkit::browser::{Browser, Screen, Setup};

use super::{is_sound, serve, sign_in_as};
use crate::world::{Engine, World};

/// A teacher lays out the learning template, writes a weak point, and ticks the checklist of her class (P3, P5).
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_teacher_plans_and_ticks_on_her_phone() {
    let world = World::on(Engine::Sqlite).await;
    let address = serve(&world).await;
    let mut browser = Browser::start(&Setup::default().on(Screen::PHONE)).await.unwrap();
    sign_in_as(&world, &browser, &address, "chen.jing").await;
    let case = world.as_("chen.jing").await.get("/cases").await;
    let case = case.links().into_iter().find(|link| link.href.len() > 40 && link.href.starts_with("/cases/"));
    let case = case.unwrap().href;
    browser.goto(&format!("{address}{case}/plan/edit")).await.unwrap();
    is_sound(&mut browser, "/cases/ID/plan/edit").await;
    let tick = "document.querySelector('input[value=learning]').checked = true";
    browser.eval(tick, vec![]).await.unwrap();
    browser.press("按选好的模板排一排").await.unwrap();
    browser.wait_for("薄弱的地方").await.unwrap();
    browser.fill("weak_points", "分数的意义").await.unwrap();
    browser.press("保存").await.unwrap();
    browser.wait_for("分数的意义").await.unwrap();
    is_sound(&mut browser, "/cases/ID/plan").await;
    browser.goto(&format!("{address}/checklists/new")).await.unwrap();
    is_sound(&mut browser, "/checklists/new").await;
    browser.eval("document.querySelector('input[name=class]').checked = true", vec![]).await.unwrap();
    browser.press("保存").await.unwrap();
    browser.wait_for("都做到了").await.unwrap();
    browser.eval("document.querySelector('input[value=all]').checked = true", vec![]).await.unwrap();
    browser.press("记好了").await.unwrap();
    browser.wait_for("已有 1 天").await.unwrap();
    is_sound(&mut browser, "/checklists/ID").await;
    browser.follow("带回家勾的表").await.unwrap();
    browser.wait_for("我最满意的一件事").await.unwrap();
    is_sound(&mut browser, "/checklists/ID/sheet").await;
    browser.goto(&format!("{address}/measures")).await.unwrap();
    is_sound(&mut browser, "/measures").await;
    browser.close().await.unwrap();
}

/// A teacher prints slips; whoever scans one ticks, on a page without scripts, menu or another way (P5).
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_family_ticks_at_home_on_its_phone() {
    let world = World::on(Engine::Sqlite).await;
    let address = serve(&world).await;
    let mut browser = Browser::start(&Setup::default().on(Screen::PHONE)).await.unwrap();
    sign_in_as(&world, &browser, &address, "chen.jing").await;
    let lists = world.as_("chen.jing").await.get("/checklists").await;
    let list = lists.links().into_iter().find(|link| link.href.len() > 40).unwrap().href;
    browser.goto(&format!("{address}{list}/slips")).await.unwrap();
    is_sound(&mut browser, "/checklists/ID/slips").await;
    // A finger scrolls on where the driver stops, at the bar below.
    browser.eval("document.querySelector('button[name=all]').click()", vec![]).await.unwrap();
    browser.wait_for("张小纸条").await.unwrap();
    is_sound(&mut browser, "the slips").await;
    let link =
        browser.eval("return document.querySelector('.slip-link code').innerText", vec![]).await.unwrap();
    browser.close().await.unwrap();
    let mut phone = Browser::start(&Setup::default().on(Screen::PHONE)).await.unwrap();
    phone.goto(link.as_str().unwrap()).await.unwrap();
    phone.wait_for("今天做到了哪些").await.unwrap();
    is_sound(&mut phone, "/tick").await;
    phone.eval("document.querySelector('.home-ticks input').click()", vec![]).await.unwrap();
    phone.press("记好了").await.unwrap();
    phone.wait_for("真不错").await.unwrap();
    is_sound(&mut phone, "/tick, kept").await;
    assert_eq!(phone.eval("return document.querySelectorAll('a[href]').length", vec![]).await.unwrap(), 0);
    // On a computer, too, the languages stand below the list and not beside it.
    phone.show_on(Screen::DESK).await.unwrap();
    phone.goto(link.as_str().unwrap()).await.unwrap();
    let below = "const box = x => document.querySelector(x).getBoundingClientRect();
        return box('.home-foot').top >= box('main').bottom && box('main').width > 400;";
    assert_eq!(phone.eval(below, vec![]).await.unwrap(), true);
    phone.close().await.unwrap();
}

/// At a desk what went wrong on a case stands beside the page's button, not under it (K3).
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_went_wrong_on_a_case_is_covered_by_nothing() {
    let world = World::on(Engine::Sqlite).await;
    let address = serve(&world).await;
    let browser = Browser::start(&Setup::default().on(Screen::DESK)).await.unwrap();
    sign_in_as(&world, &browser, &address, "chen.jing").await;
    let cases = world.as_("chen.jing").await.get("/cases").await;
    let is_case = |href: &str| href.starts_with("/cases/") && href.len() == "/cases/".len() + 36;
    let case = cases.links().into_iter().map(|link| link.href).find(|href| is_case(href)).unwrap();
    browser.goto(&format!("{address}{case}")).await.unwrap();
    let blank = "[...document.querySelectorAll('form[action$=\"/members\"]')].pop().requestSubmit()";
    browser.eval(blank, vec![]).await.unwrap();
    browser.wait_for("还差一点").await.unwrap();
    let apart = "const box = x => document.querySelector(x).getBoundingClientRect();
        return box('.error-summary').right <= box('.thumb .button').left;";
    assert_eq!(browser.eval(apart, vec![]).await.unwrap(), true);
    browser.close().await.unwrap();
}
