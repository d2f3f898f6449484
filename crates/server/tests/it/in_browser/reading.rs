//! In every way of reading: in the dark, on paper, by the keyboard alone. Everybody opens the pages of the own menu, and
//! one page of each kind behind them.

use std::collections::BTreeSet;
use std::process::Command;

use serde_json::Value;
use testkit::browser::{Browser, Scheme, Screen, Setup};

use super::{looked_at, serve, sign_in_as};
use crate::world::{CAST, Engine, World};

const TAB: &str = "\u{e004}";
const ENTER: &str = "\u{e007}";

/// What the page is made of, without its words: two pages of the same make are looked at once.
const MAKE: &str = "
    return [...new Set([...document.querySelectorAll('body *')]
        .map(e => e.localName + '.' + (e.getAttribute('class') || '')))];";

/// Listens for the focus from now on. Answers how often Tab must be pressed to have been everywhere.
const LISTEN: &str = "
    const look = e => [e, e.nextElementSibling, e.parentElement].filter(Boolean)
        .map(x => { const s = getComputedStyle(x); return s.outlineStyle + s.outlineWidth + s.boxShadow; }).join('|');
    const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex], audio')];
    const before = new Map(all.map(e => [e, look(e)]));
    // A page may choose where its focus is: begin before everything.
    document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex');
    window.went = new Map();
    document.addEventListener('focusin', e => {
        if (!went.has(e.target)) went.set(e.target, look(e.target) !== before.get(e.target));
    });
    const inner = e => e.type === 'date' || e.type === 'month' || e.type === 'time' ? 4 : e.localName === 'audio' ? 8 : 1;
    return all.filter(e => e.checkVisibility({visibilityProperty: true})).reduce((sum, e) => sum + inner(e), 5);";

/// What is wrong with the way that the focus went.
const WENT: &str = "
    const bad = [], order = [...went.keys()];
    if (!order[0] || !order[0].matches('.skip')) bad.push('first: ' + (order[0] ? order[0].outerHTML : 'nothing'));
    let last = -1;
    for (const e of document.querySelectorAll('main a[href], main button, main summary, main select, main textarea, ' +
            'main input:not([type=hidden]):not([type=radio])')) {
        if (e.disabled || !e.checkVisibility({visibilityProperty: true})) continue;
        const at = order.indexOf(e);
        const how = at < 0 ? 'not reached' : at < last ? 'out of order' : !went.get(e) ? 'not seen' : '';
        last = Math.max(last, at);
        if (how) bad.push(how + ': ' + e.outerHTML.slice(0, 160));
    }
    return bad;";

/// Words of the menu, of tabs and of buttons that main does not say otherwise; and headings, names and cells of main.
const WORDS: &str = "
    const controls = 'nav, button, .button, .crumb, .skip, [role=search], .tabs, .thumb, .para-edit';
    const seen = e => e.checkVisibility({visibilityProperty: true}) && e.getBoundingClientRect().width > 1;
    const main = document.querySelector('main').cloneNode(true);
    for (const e of main.querySelectorAll(controls)) e.remove();
    const said = main.textContent.replace(/\\s/g, '');
    const leaves = [...document.querySelectorAll('nav a, .tabbar a, button, .button, .tabs a, .crumb, .skip')];
    const idle = leaves.map(e => e.textContent.replace(/\\s/g, '')).filter(w => w.length > 1 && !said.includes(w));
    const own = [...document.querySelectorAll('main h1, main h2, main th, main td, main dt, main .person-name, main p')]
        .filter(e => seen(e) && !e.closest(controls + ', .flash, .no-print, .says'))
        .map(e => { const c = e.cloneNode(true); for (const x of c.querySelectorAll(controls + ', .no-print, .unseen, svg, input, select, textarea')) x.remove();
            return c.textContent.replace(/\\s/g, ''); }).filter(Boolean);
    return [idle, own];";

fn words(value: &Value) -> Vec<String> {
    value.as_array().unwrap().iter().map(|one| one.as_str().unwrap_or_default().to_owned()).collect()
}

/// An address with its ids left out.
fn kind(path: &str) -> String {
    let is_id = |part: &str| part.len() == 36 && part.matches('-').count() == 4;
    path.split('/').map(|part| if is_id(part) { "ID" } else { part }).collect::<Vec<_>>().join("/")
}

/// The pages of a person: those of the menu, and the first of each kind behind them that nobody opened before.
async fn pages(world: &World, login: &str, known: &mut BTreeSet<String>) -> Vec<String> {
    let mut client = world.as_(login).await;
    let is_page = |path: &String| path.starts_with('/') && !path.contains(['?', '#', '.']);
    let links = client.get("/").await.links().into_iter().map(|link| link.href);
    let menu: BTreeSet<String> =
        links.filter(is_page).filter(|path| path.matches('/').count() == 1).collect();
    let mut found = Vec::new();
    for path in menu {
        for link in client.get(&path).await.links() {
            if is_page(&link.href) && link.href.matches('/').count() > 1 && known.insert(kind(&link.href)) {
                let page = client.get(&link.href).await;
                if page.status.is_success() && page.html().contains("<main") {
                    found.push(link.href);
                }
            }
        }
        found.push(path);
    }
    found
}

/// What is wrong with the page in the dark, on a phone and at a desk.
async fn in_the_dark(browser: &mut Browser) -> Vec<String> {
    let mut wrong = Vec::new();
    browser.prefer(Scheme::Dark).await.unwrap();
    for screen in [Screen::PHONE, Screen::DESK] {
        browser.show_on(screen).await.unwrap();
        wrong.extend(looked_at(browser).await.iter().map(ToString::to_string));
    }
    browser.prefer(Scheme::Light).await.unwrap();
    wrong
}

/// What is wrong with the page for somebody without a mouse, at a desk.
async fn by_keyboard(browser: &Browser) -> Vec<String> {
    let presses = browser.eval(LISTEN, vec![]).await.unwrap().as_u64().unwrap();
    browser.key(&TAB.repeat(usize::try_from(presses).unwrap())).await.unwrap();
    words(&browser.eval(WENT, vec![]).await.unwrap())
}

/// What is wrong with the page on paper.
async fn on_paper(browser: &Browser) -> Vec<String> {
    let found = browser.eval(WORDS, vec![]).await.unwrap();
    let (idle, own) = (words(&found[0]), words(&found[1]));
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("page.pdf");
    browser.pdf(&file).await.unwrap();
    let read = Command::new("pdftotext").arg("-raw").arg(&file).arg("-").output().unwrap();
    assert!(read.status.success(), "pdftotext: {}", String::from_utf8_lossy(&read.stderr));
    let paper: String =
        String::from_utf8_lossy(&read.stdout).chars().filter(|sign| !sign.is_whitespace()).collect();
    // A long passage may be broken over two lines or pages: its beginning stands for it.
    let head = |words: &String| words.chars().take(5).collect::<String>();
    let missing = own.iter().filter(|words| !paper.contains(&head(words)));
    let of_no_use = idle.iter().filter(|words| paper.contains(words.as_str()));
    let mut wrong: Vec<String> = missing.map(|words| format!("not on the paper: {words}")).collect();
    wrong.extend(of_no_use.map(|words| format!("of no use on paper: {words}")));
    if own.is_empty() {
        wrong.push("nothing to read".to_owned());
    }
    wrong
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_main_page_reads_in_the_dark_on_paper_and_by_keyboard() {
    let world = World::on(Engine::Sqlite).await;
    let address = serve(&world).await;
    let mut browser = Browser::start(&Setup::default().on(Screen::DESK)).await.unwrap();
    let (mut known, mut made, mut wrong, mut looked) = (BTreeSet::new(), BTreeSet::new(), Vec::new(), 0);
    for login in CAST {
        sign_in_as(&world, &browser, &address, login).await;
        for path in pages(&world, login, &mut known).await {
            browser.goto(&format!("{address}{path}")).await.unwrap();
            let make = words(&browser.eval(MAKE, vec![]).await.unwrap());
            // Every part is marked as seen, so this may not stop at the first new one.
            let new = make.into_iter().filter(|part| made.insert((kind(&path), part.clone()))).count();
            if new == 0 {
                continue;
            }
            let mut found = in_the_dark(&mut browser).await;
            found.extend(by_keyboard(&browser).await);
            found.extend(on_paper(&browser).await);
            wrong.extend(found.into_iter().map(|what| format!("{login} {path}: {what}")));
            looked += 1;
        }
    }
    browser.close().await.unwrap();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(looked > 35, "only {looked} pages");
}

/// The first Tab offers the way past the menu, and Enter goes it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_keyboard_goes_past_the_menu() {
    let world = World::on(Engine::Sqlite).await;
    let address = serve(&world).await;
    let browser = Browser::start(&Setup::default().on(Screen::DESK)).await.unwrap();
    sign_in_as(&world, &browser, &address, "chen.jing").await;
    browser.goto(&format!("{address}/students")).await.unwrap();
    browser.key(TAB).await.unwrap();
    assert!(browser.focused().await.unwrap().contains("class=\"skip\""));
    browser.key(ENTER).await.unwrap();
    browser.key(TAB).await.unwrap();
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
