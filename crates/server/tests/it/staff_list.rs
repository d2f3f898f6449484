//! A school's first day: the list of staff comes in, slips are handed out, everybody chooses a password (R1, O3, Y1, Y2).

use testkit::client::{Client, File, Page};

use crate::story;
use crate::world::World;

const LIST: &str = "姓名,登录名,性别,任教学科,职务
何雨,he.yu,女,语文,班主任 三年级1班；任课教师 三年级1班、三年级2班
秦月,,女,数学,任课教师 三年级1班
秦月,,,,级段长 三年级
罗松,,男,,教研组长
,,男,,班主任 三年级1班
贺兰,bad name!,,,
陈静,chen.jing,,,任课教师 三年级1班
高山,gao.shan,,,校长
";

async fn read(client: &mut Client, text: &str) -> Page {
    let file = File { field: "file", name: "教职工.csv", media: "text/csv", content: text.as_bytes() };
    client.upload("/imports", &[("kind", "staff")], &[file]).await
}

/// New, changed, the same, doubtful, refused.
fn counts(page: &Page) -> Vec<i64> {
    let html = page.html();
    let number = |part: &str| part.split("<b>").nth(1)?.split('<').next()?.parse().ok();
    html.split("class=\"fate fate-").skip(1).filter_map(number).collect()
}

/// The first password on a slip.
fn first_of(page: &Page) -> String {
    let html = page.html();
    let (_, rest) = html.split_once("first-password\">").unwrap_or_else(|| panic!("{}", page.text()));
    rest.split('<').next().unwrap().to_owned()
}

async fn apply(client: &mut Client, page: &Page, fields: &[(&str, &str)]) -> Page {
    client.submit(page, &format!("{}/application", address(page)), fields).await
}

fn address(page: &Page) -> String {
    page.url.split('?').next().unwrap().to_owned()
}

async fn people(world: &World) -> i64 {
    world.count("select count(*) from staff where school_id = 1").await
}

story!(a_list_of_staff_comes_in_by_a_second_click_and_goes_whole, |world| {
    let mut gao = world.as_("gao.shan").await;
    let before = (people(&world).await, world.count("select count(*) from role_held").await);
    let page = read(&mut gao, LIST).await;
    assert_eq!(counts(&page), [0, 1, 0, 3, 3], "{}", page.text());
    assert_eq!(people(&world).await, before.0, "nothing is written before the second click");
    let doubtful = gao.get(&format!("{}?fate=doubtful", address(&page))).await;
    for words in
        ["已有班主任", "按同一位老师合在一起", "“教研组长”不是这里的角色", "qin.yue", "级段长 · 三年级"]
    {
        assert!(doubtful.has(words), "{words}: {}", doubtful.text());
    }
    let refused = gao.get(&format!("{}?fate=refused", address(&page))).await;
    for words in ["没有姓名", "只能用英文字母", "不能和别的角色同时由一个人担任"] {
        assert!(refused.has(words), "{words}: {}", refused.text());
    }
    let done = apply(&mut gao, &doubtful, &[("all", "1")]).await;
    assert!(done.has("打印登录条"), "{}", done.text());
    assert_eq!(people(&world).await, before.0 + 3);
    let roles = "select count(*) from role_held r join account a on a.school_id = r.school_id and a.staff_id = r.staff_id
                 where a.login in ('he.yu', 'qin.yue', 'luo.song')";
    assert_eq!(world.count(roles).await, 5, "a homeroom, two classes; a class and a grade; none");
    let undone = gao.post(&format!("{}/undo", address(&page)), &[]).await;
    assert_eq!(undone.status.as_u16(), 200, "{}", undone.text());
    assert_eq!((people(&world).await, world.count("select count(*) from role_held").await), before);
    assert_eq!(world.count("select count(*) from account where login = 'he.yu'").await, 0);
});

story!(slips_are_shown_once_and_open_only_the_choice_of_a_password, |world| {
    let mut gao = world.as_("gao.shan").await;
    let page = read(&mut gao, "姓名,登录名,职务\n何雨,he.yu,校长\n").await;
    apply(&mut gao, &page, &[]).await;
    let slips = gao.get("/staff/slips").await;
    assert!(slips.has("1 位老师还没有初始密码") && slips.has("何雨"), "{}", slips.text());
    let shown = gao.submit(&slips, "/staff/slips", &[("whose", "new")]).await;
    let first = first_of(&shown);
    let again = gao.get("/staff/slips").await;
    assert!(!again.has(&first) && again.has("1 位老师领过"), "{}", again.text());
    let mut he = world.stranger();
    let door = he.get("/sign-in").await;
    let inside = he.submit(&door, "/sign-in", &[("sign_in", "he.yu"), ("password", &first)]).await;
    assert!(inside.has("您用的是初始密码"), "{}", inside.text());
    assert!(he.get("/students").await.url.ends_with("/password"), "nothing opens before");
    let own = "清晨的操场上有三只麻雀在跳舞呢";
    let fields = [("old", first.as_str()), ("new", own), ("again", own)];
    let opened = he.submit(&inside, "/password", &fields).await;
    assert!(!opened.url.ends_with("/password"), "{}", opened.text());
    assert!(he.get("/students").await.url.ends_with("/students"));
    assert!(gao.get("/staff/slips").await.has("人人都设好密码了"));
    let kept = gao.post(&format!("{}/undo", address(&page)), &[]).await;
    assert!(kept.has("已经登录过") && kept.has("何雨"), "{}", kept.text());
});

story!(a_first_password_ends_and_a_new_slip_ends_the_old_one, |world| {
    let mut gao = world.as_("gao.shan").await;
    let page = read(&mut gao, "姓名,登录名\n何雨,he.yu\n").await;
    assert!(page.has("什么也看不到"), "{}", page.text());
    apply(&mut gao, &page, &[]).await;
    let made = async |gao: &mut Client| {
        let shown = gao.post("/staff/slips", &[("whose", "all")]).await;
        first_of(&shown)
    };
    let (old, new) = (made(&mut gao).await, made(&mut gao).await);
    let enter = async |password: &str| {
        let mut he = world.stranger();
        let door = he.get("/sign-in").await;
        he.submit(&door, "/sign-in", &[("sign_in", "he.yu"), ("password", password)]).await
    };
    assert!(enter(&old).await.has("登录名或密码不对"));
    assert!(enter(&new).await.has("您用的是初始密码"));
    world.run("update account set first_until = 1 where login = 'he.yu'").await;
    assert!(enter(&new).await.has("过期了"));
});

story!(only_who_adds_people_brings_in_a_list_of_them, |world| {
    for login in ["fang.min", "chen.jing", "zhou.wenyuan"] {
        let mut client = world.as_(login).await;
        let answer = read(&mut client, LIST).await;
        assert!([404, 422].contains(&answer.status.as_u16()), "{login}: {}", answer.text());
        assert_eq!(client.get("/staff/slips").await.status.as_u16(), 404, "{login}");
        assert_eq!(client.get("/imports/blanks/staff.xlsx").await.status.as_u16(), 404, "{login}");
    }
    let mut gao = world.as_("gao.shan").await;
    let page = read(&mut gao, LIST).await;
    let mut registrar = world.as_("fang.min").await;
    assert_eq!(registrar.get(&address(&page)).await.status.as_u16(), 404);
    let file = File {
        field: "file",
        name: "学生.csv",
        media: "text/csv",
        content: "姓名,学号\n王一,7\n".as_bytes(),
    };
    let answer = gao.upload("/imports", &[("kind", "roster")], &[file]).await;
    assert_eq!(answer.status.as_u16(), 422, "an administrator brings in no child");
});

story!(the_blank_list_is_read_by_the_program_that_made_it, |world| {
    for language in ["zh-Hans", "zh-Hant", "en"] {
        let mut gao = world.as_("gao.shan").await.reading(language);
        let blank = gao.get("/imports/blanks/staff.xlsx").await;
        assert_eq!(blank.status.as_u16(), 200);
        let file = File { field: "file", name: "blank.xlsx", media: "", content: &blank.body };
        let read = gao.upload("/imports", &[("kind", "staff")], &[file]).await;
        assert_eq!(counts(&read), [0; 5], "{language}: {}", read.text());
    }
});

story!(who_serves_without_an_account_gets_one_by_list_or_by_a_click, |world| {
    let mut gao = world.as_("gao.shan").await;
    let sql = "select s.name from staff s where s.school_id = 1 and not exists
        (select 1 from account a where a.school_id = 1 and a.staff_id = s.id)
        and (select count(*) from staff o where o.school_id = 1 and o.name = s.name) = 1 and s.name <> $1 order by s.id";
    let names: Vec<String> = {
        let mut conn = world.app.db.reader().await.unwrap();
        conn.all(sql, db::args!["x"]).await.unwrap()
    };
    let accounts = "select count(*) from account";
    let before = world.count(accounts).await;
    let page = read(&mut gao, &format!("姓名,职务\n{},\n", names[0])).await;
    assert_eq!(counts(&page), [0, 1, 0, 0, 0], "{}", page.text());
    apply(&mut gao, &page, &[]).await;
    assert_eq!(world.count(accounts).await, before + 1);
    gao.post(&format!("{}/undo", address(&page)), &[]).await;
    assert_eq!(world.count(accounts).await, before);
    let id: uuid::Uuid = world.one("select id from staff where school_id = 1 and name = $1", &names[1]).await;
    let shown = gao.post(&format!("/staff/{id}/account"), &[]).await;
    assert!(first_of(&shown).len() > 20, "{}", shown.text());
    assert_eq!(
        gao.post(&format!("/staff/{id}/account"), &[]).await.status.as_u16(),
        409,
        "an account is enough"
    );
    assert!(gao.get(&format!("/staff/{id}")).await.has("重设密码"));
});

// The same list at the machine: looked at first, then written, within what the page writes.
story!(a_list_of_staff_comes_in_at_the_machine_too, |world| {
    use std::sync::Arc;

    use documents::reading::{Limits, Reader};
    use language::Lang;
    use people::import::{Options, Sent, Tools, import_staff};

    let reader =
        Reader::new(env!("CARGO_BIN_EXE_chunyu").into(), vec!["read-table".into()], Limits::default());
    let tools = Tools { reader, marks: None, staff: Some(Arc::new(accounts::staff::intake::Intake)) };
    let sent = |text: &str| Sent { name: "教职工.csv".to_owned(), bytes: text.as_bytes().to_vec() };
    let options = |dry_run| Options { map: None, dry_run, take_doubtful: false, lang: Lang::ZhHans };
    let before = people(&world).await;
    let list = LIST.replace("班主任 三年级1班；", "");
    let seen =
        import_staff(&world.app, crate::world::SCHOOL, &tools, sent(&list), &options(true)).await.unwrap();
    assert_eq!((seen.counts.new, seen.counts.changed), (1, 1), "{:?}", seen.counts);
    assert!(seen.import.is_none() && seen.done.is_none());
    let refused = seen.rows.iter().find(|line| line.name == "贺兰").unwrap();
    assert!(refused.says.iter().any(|why| why.message.contains("badname!")), "{refused:?}");
    assert_eq!(people(&world).await, before, "a dry run writes nothing");
    let done =
        import_staff(&world.app, crate::world::SCHOOL, &tools, sent(&list), &options(false)).await.unwrap();
    assert_eq!(done.done.map(|done| (done.added, done.changed)), Some((1, 1)));
    assert_eq!(people(&world).await, before + 1);
    let mut gao = world.as_("gao.shan").await;
    let page = gao.get(&format!("/imports/{}", done.import.unwrap())).await;
    assert!(
        page.has("整体撤销") && page.has("何雨"),
        "it stands on the page and can be taken back: {}",
        page.text()
    );
    let file = Sent { name: "x.csv".to_owned(), bytes: b"1,2\n3,4\n".to_vec() };
    let unread = import_staff(&world.app, crate::world::SCHOOL, &tools, file, &options(false)).await.unwrap();
    assert!(unread.unread[0].message.contains("姓名") && unread.import.is_none());
});
