//! Reminders leave the house through real connections: HTTP and SMTP servers of the test listen on loopback (M2, Y9).

use std::sync::{Arc, Mutex};

use courier::{Courier, Mail, MailTls, Robot};
use duties::reminder::actions::{self, NewRobot};
use duties::reminder::store;
use duties::reminder::work::Work;
use jiff::civil::{Date, date};
use kernel::Instant;
use server::background;
use server::config::Config;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;

use crate::story;
use crate::world::World;

type Heard = Arc<Mutex<Vec<Vec<u8>>>>;

/// A robot's server: hears requests whole and gives this answer to each.
async fn robots(answer: &'static str) -> (String, Heard) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/robot/send?access_token=abc", listener.local_addr().unwrap());
    let heard = Heard::default();
    let keep = heard.clone();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut request = Vec::new();
            let mut part = [0; 4096];
            loop {
                let read = stream.read(&mut part).await.unwrap();
                request.extend_from_slice(&part[..read]);
                let text = String::from_utf8_lossy(&request).to_lowercase();
                let length: Option<usize> = text.lines().find_map(|line| {
                    line.strip_prefix("content-length: ").and_then(|n| n.trim().parse().ok())
                });
                let head = text.find("\r\n\r\n").map(|at| at + 4);
                if read == 0 || head.zip(length).is_some_and(|(head, length)| request.len() >= head + length)
                {
                    break;
                }
            }
            keep.lock().unwrap().push(request);
            stream.write_all(answer.as_bytes()).await.unwrap();
            stream.shutdown().await.ok();
        }
    });
    (address, heard)
}

const TAKEN: &str = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 27\r\nconnection: close\r\n\r\n{\"errcode\":0,\"errmsg\":\"ok\"}";
const BROKEN: &str = "HTTP/1.1 503 Busy\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
const ELSEWHERE: &str =
    "HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";

/// A mail server of a few lines: takes every letter and keeps its bytes.
async fn mailbox() -> (u16, Heard) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let heard = Heard::default();
    let keep = heard.clone();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let (read, mut write) = stream.into_split();
            let mut lines = BufReader::new(read).lines();
            write.write_all(b"220 mail\r\n").await.unwrap();
            let mut letter: Option<Vec<u8>> = None;
            while let Ok(Some(line)) = lines.next_line().await {
                let answer: &[u8] = match &mut letter {
                    Some(text) if line == "." => {
                        keep.lock().unwrap().push(std::mem::take(text));
                        letter = None;
                        b"250 kept\r\n"
                    }
                    Some(text) => {
                        text.extend_from_slice(line.as_bytes());
                        text.push(b'\n');
                        continue;
                    }
                    None if line.starts_with("DATA") => {
                        letter = Some(Vec::new());
                        b"354 go on\r\n"
                    }
                    None if line.starts_with("QUIT") => b"221 bye\r\n",
                    None => b"250 fine\r\n",
                };
                write.write_all(answer).await.unwrap();
            }
        }
    });
    (port, heard)
}

fn work(world: &World, port: Option<u16>) -> Work {
    let config = Config { webhooks_inside_are_fine: true, ..Config::in_folder("x".into()) };
    let work =
        background::work(&config, world.app.clone(), "https://chunyu.school.example".to_owned()).unwrap();
    let from = "chunyu@school.example".to_owned();
    let mail =
        port.map(|port| Mail { host: "127.0.0.1".to_owned(), port, tls: MailTls::None, account: None, from });
    Work { courier: Courier::new(true, mail), ..work }
}

fn at(day: Date, hour: i8, minute: i8) -> Instant {
    Instant::at(day.at(hour, minute, 0, 0))
}

/// The frozen Friday.
const FRIDAY: Date = date(2026, 11, 20);

/// A school that has set nothing up yet: the demonstration school has.
async fn as_on_the_first_day(world: &World) {
    world.run("delete from reminder_person").await;
    world.run("delete from reminder_setting").await;
}

/// The office turns reminders on and adds a robot.
async fn turned_on(world: &World, url: &str, robot: &str) {
    let mut lin = world.as_("lin.hui").await;
    let page = lin.get("/reminders/school").await;
    lin.submit(&page, "/reminders/school", &[("is_on", "1")]).await;
    // The page refuses an address of this machine; the robot of a test stands here all the same.
    let (school, staff): (i64, kernel::StaffId) =
        world.one("select school_id, staff_id from account where login = $1", "lin.hui").await;
    let mut conn = world.app.db.reader().await.unwrap();
    let actor = access::actor::find(&mut conn, kernel::SchoolId(school), staff, FRIDAY).await.unwrap();
    drop(conn);
    let cx = web::Cx::at_the_machine(world.app.clone(), actor, language::Lang::ZhHans);
    let new = NewRobot {
        key: kernel::ChannelId(cx.uuid()),
        robot: Robot::from_code(robot).unwrap(),
        name: "班主任群".to_owned(),
        url: url.to_owned(),
        secret: Some("SECabc".to_owned()),
    };
    actions::add_robot(&cx, &new).await.unwrap();
    let page = lin.get("/reminders/school").await;
    assert!(page.text().contains("班主任群") && !page.html().contains("abc"), "{}", page.text());
}

/// Chen Jing wants a letter each morning.
async fn chen_wants_letters(world: &World) {
    let mut chen = world.as_("chen.jing").await;
    let page = chen.get("/reminders").await;
    let page =
        chen.submit(&page, "/reminders", &[("often", "daily"), ("email", "chen@school.example")]).await;
    assert_eq!(page.status.as_u16(), 200, "{}", page.text());
}

fn told(heard: &Heard) -> Vec<String> {
    heard.lock().unwrap().iter().map(|bytes| String::from_utf8_lossy(bytes).into_owned()).collect()
}

/// The bytes of a letter as its reader sees them: quoted-printable and base64 undone.
fn letter_text(raw: &str) -> String {
    let head_end = raw.find("\n\n").unwrap();
    let body: String = raw[head_end..].lines().collect();
    let decoded = base64(&body);
    let words: Vec<String> = raw[..head_end]
        .split("=?utf-8?b?")
        .skip(1)
        .filter_map(|word| word.split("?=").next().map(|word| String::from_utf8(base64(word)).unwrap()))
        .collect();
    format!("{}{}", words.concat(), String::from_utf8(decoded).unwrap())
}

fn base64(text: &str) -> Vec<u8> {
    const SIGNS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let bits = text.bytes().filter_map(|byte| SIGNS.iter().position(|sign| *sign == byte));
    let (mut out, mut held, mut count) = (Vec::new(), 0_u32, 0);
    for value in bits {
        held = held << 6 | u32::try_from(value).unwrap();
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push(u8::try_from(held >> count & 0xff).unwrap());
        }
    }
    out
}

/// Every name of a child, guardian or village, and every category, in three languages.
async fn confidential(world: &World) -> Vec<String> {
    let mut conn = world.app.db.reader().await.unwrap();
    let mut words: Vec<String> = conn.all("select name from student", &[]).await.unwrap();
    words.extend(
        words
            .clone()
            .iter()
            .filter(|name| name.chars().count() == 3)
            .map(|name| name.chars().skip(1).collect()),
    );
    for lang in language::Lang::ALL {
        for code in [
            "left-behind",
            "single-parent",
            "divorced",
            "orphan",
            "unattended",
            "poor",
            "disabled",
            "illness",
            "learning",
            "psychological",
            "behaviour",
        ] {
            words.push(language::t(lang, &format!("terms-category-{code}")).to_owned());
        }
    }
    words
}

story!(a_reminder_says_a_number_and_nothing_of_any_child, |world| {
    as_on_the_first_day(&world).await;
    let (url, heard) = robots(TAKEN).await;
    let (port, letters) = mailbox().await;
    turned_on(&world, &url, "dingtalk").await;
    chen_wants_letters(&world).await;
    let work = work(&world, Some(port));
    work.round(at(FRIDAY, 7, 31)).await.unwrap();
    let (said, written) = (told(&heard), told(&letters));
    assert_eq!((said.len(), written.len()), (1, 1), "{said:?} {written:?}");
    assert!(said[0].contains("timestamp=") && said[0].contains("sign="), "{}", said[0]);
    assert!(said[0].contains("春雨") && said[0].contains("https://chunyu.school.example"), "{}", said[0]);
    let letter = letter_text(&written[0]);
    let chen = world.as_("chen.jing").await.get("/").await;
    assert!(letter.contains("件想请您看看的事") && chen.text().contains("在等您"), "{letter}");
    for word in confidential(&world).await {
        for text in [&said[0], &letter, &written[0]] {
            assert!(!text.contains(&word), "{word} stands in {text}");
        }
    }
    // The morning is told once, however often the work comes round; the next school day again.
    work.round(at(FRIDAY, 7, 32)).await.unwrap();
    work.round(at(FRIDAY, 15, 0)).await.unwrap();
    assert_eq!((told(&heard).len(), told(&letters).len()), (1, 1));
    work.round(at(date(2026, 11, 21), 8, 0)).await.unwrap();
    assert_eq!(told(&heard).len(), 1, "Saturday is no school day");
    // Neither the address of the robot nor that of the teacher is in the database in plain.
    let kept: i64 = world.count("select count(*) from event where name like 'reminder.%'").await;
    assert_eq!(kept, 3);
});

story!(nothing_is_sent_before_somebody_turns_it_on_nor_to_whoever_left_it, |world| {
    as_on_the_first_day(&world).await;
    let (url, heard) = robots(TAKEN).await;
    let (port, letters) = mailbox().await;
    chen_wants_letters(&world).await;
    let work = work(&world, Some(port));
    work.round(at(FRIDAY, 7, 31)).await.unwrap();
    assert!(told(&letters).is_empty(), "off by default");
    turned_on(&world, &url, "wecom").await;
    let mut chen = world.as_("chen.jing").await;
    let page = chen.get("/reminders").await;
    chen.submit(&page, "/reminders", &[("often", "off")]).await;
    work.round(at(FRIDAY, 7, 31)).await.unwrap();
    assert_eq!((told(&heard).len(), told(&letters).len()), (1, 0));
});

story!(quiet_hours_hold_even_for_what_could_not_be_sent_before, |world| {
    as_on_the_first_day(&world).await;
    let (url, heard) = robots(BROKEN).await;
    turned_on(&world, &url, "wecom").await;
    let work = work(&world, None);
    work.round(at(FRIDAY, 6, 59)).await.unwrap();
    assert!(told(&heard).is_empty(), "before the morning");
    work.round(at(FRIDAY, 18, 59)).await.unwrap();
    assert_eq!(told(&heard).len(), 1, "tried and not taken");
    for minute in [1, 5, 30] {
        work.round(at(FRIDAY, 19, minute)).await.unwrap();
        work.round(at(FRIDAY, 23, minute)).await.unwrap();
    }
    assert_eq!(told(&heard).len(), 1, "it is quiet");
    // The next morning the day is over: nobody is told yesterday's number.
    work.round(at(date(2026, 11, 21), 7, 5)).await.unwrap();
    assert_eq!(told(&heard).len(), 1);
    let why: String = world.one("select why from reminder_message where kind = $1", "robot").await;
    assert_eq!(why, "late");
});

story!(what_is_not_taken_is_tried_again_with_growing_patience_and_a_redirect_is_not_followed, |world| {
    as_on_the_first_day(&world).await;
    let (url, heard) = robots(ELSEWHERE).await;
    turned_on(&world, &url, "feishu").await;
    let work = work(&world, None);
    work.round(at(FRIDAY, 8, 0)).await.unwrap();
    work.round(at(FRIDAY, 8, 0)).await.unwrap();
    assert_eq!(told(&heard).len(), 1, "a minute has not passed");
    for (minute, tries) in [(1, 2), (2, 2), (3, 3), (6, 3), (7, 4)] {
        work.round(at(FRIDAY, 8, minute)).await.unwrap();
        assert_eq!(told(&heard).len(), tries, "at 8:0{minute}");
    }
    let why: String = world.one("select why from reminder_message where kind = $1", "robot").await;
    assert_eq!(why, "status");
});

story!(a_crash_between_the_claim_and_the_sending_sends_at_least_once, |world| {
    as_on_the_first_day(&world).await;
    let (url, heard) = robots(TAKEN).await;
    turned_on(&world, &url, "wecom").await;
    let crashed = work(&world, None);
    crashed.plan(at(FRIDAY, 8, 0)).await.unwrap();
    let due = store::due(&mut world.app.db.reader().await.unwrap(), at(FRIDAY, 8, 0)).await.unwrap();
    assert_eq!(due.len(), 1);
    assert!(crashed.claim(&due[0], at(FRIDAY, 8, 0)).await.unwrap());
    drop(crashed);
    // Another one finds it claimed, leaves it, and takes it once the claim has run out.
    let work = work(&world, None);
    assert!(!work.claim(&due[0], at(FRIDAY, 8, 1)).await.unwrap());
    work.round(at(FRIDAY, 8, 1)).await.unwrap();
    assert!(told(&heard).is_empty());
    work.round(at(FRIDAY, 8, 3)).await.unwrap();
    work.round(at(FRIDAY, 8, 4)).await.unwrap();
    assert_eq!(told(&heard).len(), 1);
    // Two that come round at once send it once.
    world.run("delete from reminder_message").await;
    let (one, other) = (work.round(at(FRIDAY, 9, 0)), work.round(at(FRIDAY, 9, 0)));
    let (one, other) = tokio::join!(one, other);
    one.and(other).unwrap();
    assert_eq!(told(&heard).len(), 2);
});

story!(an_address_inside_the_house_is_refused_and_so_is_one_who_may_not, |world| {
    let mut lin = world.as_("lin.hui").await;
    let page = lin.get("/reminders/school").await;
    for (url, words) in [
        ("https://127.0.0.1/x", "本机或内网"),
        ("https://192.168.1.2/x", "本机或内网"),
        ("https://localhost/x", "本机或内网"),
        ("http://oapi.dingtalk.com/x", "https://"),
    ] {
        let back = lin.submit(&page, "/reminders/robots", &[("name", "x"), ("url", url)]).await;
        assert_eq!(back.status.as_u16(), 422, "{url}");
        assert!(back.text().contains(words), "{url}: {}", back.text());
    }
    assert_eq!(world.count("select count(*) from reminder_channel").await, 0);
    let mut chen = world.as_("chen.jing").await;
    assert_eq!(chen.get("/reminders/school").await.status.as_u16(), 404);
    assert_eq!(chen.post("/reminders/robots", &[("name", "x")]).await.status.as_u16(), 404);
    let mut gao = world.as_("gao.shan").await;
    assert_eq!(gao.get("/reminders/school").await.status.as_u16(), 200);
});
