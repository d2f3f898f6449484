//! How many taps the commonest acts take on a phone, from the first page on; `docs/evidence/taps.md` is made here.

use std::path::PathBuf;

use testkit::browser::{Browser, Screen, Setup};

use super::{is_sound, serve, sign_in};
use crate::world::{Engine, World};

/// A hand on a phone that counts its taps and the sentences it types.
struct Hand<'b> {
    browser: &'b Browser,
    taps: u32,
    sentences: u32,
    began: std::time::Instant,
}

impl<'b> Hand<'b> {
    fn on(browser: &'b Browser) -> Self {
        Self { browser, taps: 0, sentences: 0, began: std::time::Instant::now() }
    }

    async fn follow(&mut self, words: &str) {
        self.taps += 1;
        self.browser.follow(words).await.unwrap();
    }

    async fn press(&mut self, words: &str) {
        self.taps += 1;
        self.browser.press(words).await.unwrap();
    }

    /// Taps what a selector finds, and waits until the page says these words.
    async fn tap(&mut self, selector: &str, until: &str) {
        self.taps += 1;
        let script = "document.querySelector(arguments[0]).click()";
        self.browser.eval(script, vec![selector.into()]).await.unwrap();
        self.browser.wait_for(until).await.unwrap();
    }

    async fn write(&mut self, field: &str, words: &str) {
        self.sentences += 1;
        self.browser.fill(field, words).await.unwrap();
    }

    /// A line of the table: the act, taps, sentences, and how long the machine took for all of it.
    fn line(self, act: &str) -> String {
        let seconds = self.began.elapsed().as_secs_f64();
        format!("| {act} | {} | {} | {seconds:.1} |\n", self.taps, self.sentences)
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_commonest_acts_take_few_taps() {
    let world = World::on(Engine::Sqlite).await;
    world.run("delete from review_kept").await;
    let address = serve(&world).await;
    let browser = Browser::start(&Setup::default().on(Screen::PHONE)).await.unwrap();
    sign_in(&browser, &address, "chen.jing").await;
    let mut table = String::new();
    // Whom I still owe something stands on the page that comes up.
    let hand = Hand::on(&browser);
    assert!(browser.has("今天还没聊的孩子").await.unwrap());
    table.push_str(&hand.line("See who is due"));
    table.push_str(&records_a_talk(&world, &browser).await);
    browser.goto(&address).await.unwrap();
    table.push_str(&moves_a_case_up(&world, &browser).await);
    browser.goto(&address).await.unwrap();
    table.push_str(&enters_a_reading(&world, &browser).await);
    browser.goto(&address).await.unwrap();
    table.push_str(&finishes_the_month(&world, &browser).await);
    browser.close().await.unwrap();
    keep(&table);
}

async fn records_a_talk(world: &World, browser: &Browser) -> String {
    let before = world.count("select count(*) from note").await;
    let mut hand = Hand::on(browser);
    hand.follow("记一笔").await;
    browser.wait_for("说了些什么").await.unwrap();
    assert!(browser.url().await.unwrap().contains("student="), "the child is chosen already");
    hand.write("text", "课间聊了几句，他说想换到前排坐。").await;
    hand.press("记好了").await;
    browser.wait_for("陈静").await.unwrap();
    assert_eq!(world.count("select count(*) from note").await, before + 1);
    assert!(hand.taps <= 3 && hand.sentences == 1, "{} taps", hand.taps);
    hand.line("Record a talk")
}

/// The address of the first case of this person whose page says so.
async fn case_that(world: &World, login: &str, says: &str) -> String {
    let mut client = world.as_(login).await;
    for link in client.get("/cases").await.links() {
        let is_case = link.href.starts_with("/cases/") && link.href.len() > 40;
        if is_case && client.get(&link.href).await.html().contains(says) {
            return link.href;
        }
    }
    panic!("no case of {login} says {says}")
}

/// From the list to the page of a case.
async fn opens(hand: &mut Hand<'_>, case: &str) {
    hand.tap("a[href='/cases']", "帮扶个案").await;
    hand.tap(&format!("main a[href='{case}']"), "的个案").await;
}

async fn moves_a_case_up(world: &World, browser: &Browser) -> String {
    let asked = "select count(*) from tier_change";
    let before = world.count(asked).await;
    let case = case_that(world, "chen.jing", "tier-requests/new?way=up").await;
    let mut hand = Hand::on(browser);
    opens(&mut hand, &case).await;
    hand.tap("a[href$='way=up']", "为什么班里顾不过来").await;
    hand.write("reason", "语文补了两个月还跟不上，请年级安排老师每周辅导一次。").await;
    hand.press("发出去").await;
    browser.wait_for("等").await.unwrap();
    assert_eq!(world.count(asked).await, before + 1);
    assert!(hand.taps <= 4 && hand.sentences == 1, "{} taps", hand.taps);
    hand.line("Move a case up a tier")
}

async fn enters_a_reading(world: &World, browser: &Browser) -> String {
    let read = "select count(*) from goal_reading";
    let before = world.count(read).await;
    let case = case_that(world, "chen.jing", "/readings\"").await;
    let mut hand = Hand::on(browser);
    opens(&mut hand, &case).await;
    hand.write("value", "3").await;
    hand.tap("form[action$='/readings'] button", "记下了").await;
    assert_eq!(world.count(read).await, before + 1);
    assert!(hand.taps <= 3 && hand.sentences == 1, "{} taps", hand.taps);
    hand.line("Enter a reading of a goal (one number)")
}

async fn finishes_the_month(world: &World, browser: &Browser) -> String {
    let finished = "select count(*) from review_finish";
    let before = world.count(finished).await;
    let mut hand = Hand::on(browser);
    hand.tap("form[action='/reviews'] button", "会开完了").await;
    let next = "return document.querySelectorAll('form[action$=\"/decision\"]').length";
    let children = browser.eval(next, vec![]).await.unwrap().as_u64().unwrap();
    for left in (0..children).rev() {
        hand.tap("form[action$='/decision'] button", "商量了几个").await;
        for _ in 0..50 {
            if browser.eval(next, vec![]).await.unwrap().as_u64() == Some(left) {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        }
    }
    hand.press("会开完了").await;
    browser.wait_for("会议纪要").await.unwrap();
    assert_eq!(world.count(finished).await, before + 1);
    assert_eq!(u64::from(hand.taps), children + 2, "one tap a child");
    hand.line(&format!("Finish the monthly review of {children} children, as proposed"))
}

/// A teacher enters what she counted, is told kindly when it is no number, sees the line, and mends a slip (P2).
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_teacher_reads_a_goal_on_her_phone() {
    let world = World::on(Engine::Sqlite).await;
    let address = serve(&world).await;
    let mut browser = Browser::start(&Setup::default().on(Screen::PHONE)).await.unwrap();
    sign_in(&browser, &address, "chen.jing").await;
    let case = case_that(&world, "chen.jing", "/readings\"").await;
    browser.goto(&format!("{address}{case}")).await.unwrap();
    is_sound(&mut browser, "/cases/ID").await;
    let goal = "return document.querySelector('form[action$=\"/readings\"]').getAttribute('action')";
    let goal = browser.eval(goal, vec![]).await.unwrap().as_str().unwrap().replace("readings", "progress");
    browser.goto(&format!("{address}{goal}")).await.unwrap();
    is_sound(&mut browser, "/goals/ID/progress").await;
    let read = "select count(*) from goal_reading";
    let before = world.count(read).await;
    browser.fill("value", "三天").await.unwrap();
    browser.press("记下").await.unwrap();
    browser.wait_for("请填一个数").await.unwrap();
    assert_eq!(world.count(read).await, before, "no number, nothing kept");
    // The browser itself complains of the answer 422, and of nothing else.
    assert_eq!(browser.complaints().await.unwrap().len(), 1);
    browser.fill("value", "4").await.unwrap();
    browser.press("记下").await.unwrap();
    browser.wait_for("记下了").await.unwrap();
    assert_eq!(world.count(read).await, before + 1);
    is_sound(&mut browser, "/goals/ID/progress").await;
    browser.close().await.unwrap();
}

/// Beside the pictures when they are renewed, else out of the way.
#[expect(clippy::disallowed_methods, reason = "a test asks whether to renew the figures")]
fn keep(table: &str) {
    let head = "# Taps\n\nCounted by `in_browser::taps::the_commonest_acts_take_few_taps` in Chromium at 390 px, from the first page after signing in,\n\
        on the demonstration school. A tap is a link or a button; a sentence is a field that somebody types into. The\n\
        seconds are those of the machine from the first tap to the answer, with a debug build and nobody's thinking in them.\n\n\
        | act | taps | sentences | seconds |\n|---|---|---|---|\n";
    let folder = if std::env::var("UPDATE_PICTURES").is_ok() {
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/evidence")
    } else {
        PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
    };
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("taps.md"), format!("{head}{table}")).unwrap();
}
