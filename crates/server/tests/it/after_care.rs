//! After a closing (V4), the times before (K5), one case talked over (V2).

use uuid::Uuid;

use crate::story;
use crate::world::World;

/// The first child of 七年级2班 with an open case: name, case, child.
async fn child(world: &World) -> (String, Uuid, Uuid) {
    let sql = "select s.name, k.id, s.id from support_case k
        join student s on s.school_id = k.school_id and s.id = k.student_id
        join enrollment e on e.school_id = s.school_id and e.student_id = s.id
        join class c on c.school_id = e.school_id and c.id = e.class_id
        where k.school_id = 1 and c.grade = 7 and c.number = 2 and k.opened_on < $1
          and not exists (select 1 from closure x where x.school_id = k.school_id and x.case_id = k.id) order by k.id limit 1";
    world.one(sql, "2026-10-01").await
}

/// Her case is closed, sixteen days ago, and nobody has met her since.
async fn closed_two_weeks_ago(world: &World) -> (String, Uuid, Uuid) {
    let (name, case, student) = child(world).await;
    let mut chen = world.as_("chen.jing").await;
    let path = format!("/cases/{case}/closure");
    let sheet = chen.get(&path).await;
    chen.submit(&sheet, &path, &[("reason", "goals_reached"), ("note", "每周的约定都做到了")]).await;
    world.run("update closure set closed_on = '2026-11-04' where closed_on = '2026-11-20'").await;
    world.run("update note set withdrawn_at = 1 where held_on >= '2026-11-18'").await;
    (name, case, student)
}

story!(two_weeks_after_a_closing_one_tap_says_that_all_is_well, |world| {
    let (name, case, _) = closed_two_weeks_ago(&world).await;
    let mut chen = world.as_("chen.jing").await;
    let day = chen.get("/").await;
    assert!(day.text().contains("结案 2 周了") && day.text().contains(&name), "{}", day.text());
    let mut lei = world.as_("zhao.lei").await;
    assert!(
        !lei.get("/").await.text().contains("结案 2 周了"),
        "who answered for the case is asked, nobody else"
    );
    let action = day.forms().into_iter().map(|form| form.action).find(|one| one.starts_with("/closures/"));
    let action = action.unwrap();
    let mut yang = world.as_("yang.fan").await;
    let fields = [("moment", "weeks-2")];
    assert_eq!(yang.post(&action, &fields).await.status.as_u16(), 404, "another class");
    assert_eq!(chen.post(&action, &[("moment", "weeks-4")]).await.status.as_u16(), 404, "not due yet");
    let day = chen.submit(&day, &action, &[]).await;
    assert!(!day.text().contains("结案 2 周了"), "{}", day.text());
    chen.post(&action, &fields).await;
    assert_eq!(world.count("select count(*) from after_care").await, 1, "twice is once");
    assert_eq!(world.count("select count(*) from event where name = 'after_care.well'").await, 1);
    assert!(chen.get(&format!("/cases/{case}")).await.text().contains("一切都好"));
});

story!(a_talk_since_answers_as_well, |world| {
    let (_, _, student) = closed_two_weeks_ago(&world).await;
    let mut chen = world.as_("chen.jing").await;
    let path = format!("/notes/new?student={student}&kind=talk");
    let sheet = chen.get(&path).await;
    chen.submit(&sheet, "/notes", &[("text", "操场上聊了几句，都好。")]).await;
    assert!(!chen.get("/").await.text().contains("结案 2 周了"));
    assert_eq!(
        world.count("select count(*) from after_care").await,
        0,
        "nothing is stored that can be computed"
    );
});

story!(a_hard_day_is_remembered_and_its_reason_stays_off_the_first_page, |world| {
    let (_, case, student) = closed_two_weeks_ago(&world).await;
    let mut chen = world.as_("chen.jing").await;
    let back = format!("/cases/{case}");
    let fields = [("day", "2020-11-21"), ("what", "爷爷走的日子"), ("back", back.as_str())];
    let page = chen.post(&format!("/students/{student}/hard-days"), &fields).await;
    assert!(page.text().contains("爷爷走的日子"), "{}", page.text());
    let day = chen.get("/").await;
    assert!(day.text().contains("不好过的日子快到了") && !day.text().contains("爷爷"), "{}", day.text());
    let mut xu = world.as_("xu.hang").await;
    let path = format!("/students/{student}/hard-days");
    assert_eq!(xu.post(&path, &fields).await.status.as_u16(), 404);
});

story!(two_looks_on_the_same_days_are_answered_by_looking_once, |world| {
    let (_, case, student) = closed_two_weeks_ago(&world).await;
    let mut chen = world.as_("chen.jing").await;
    let path = format!("/cases/{case}");
    let fields = [("day", "2020-11-21"), ("what", "爷爷走的日子"), ("back", path.as_str())];
    chen.post(&format!("/students/{student}/hard-days"), &fields).await;
    let page = chen.get(&path).await;
    let action = |page: &testkit::client::Page| {
        page.forms().into_iter().map(|form| form.action).find(|one| one.starts_with("/closures/"))
    };
    assert!(page.has("结案 2 周了") && page.has("不好过的日子快到了"), "{}", page.text());
    let page = chen.submit(&page, &action(&page).unwrap(), &[]).await;
    assert_eq!(action(&page), None, "{}", page.text());
    assert!(action(&chen.get("/").await).is_none());
});

story!(who_comes_back_is_met_with_what_helped_last_time, |world| {
    let (name, case, _) = closed_two_weeks_ago(&world).await;
    let mut chen = world.as_("chen.jing").await;
    let path = format!("/cases/{case}");
    let page = chen.get(&path).await;
    let page = chen.submit(&page, &format!("{path}/reopening"), &[("why", "爸爸又出门了")]).await;
    assert!(
        page.text().contains("上次有帮助的") && page.text().contains("每周的约定都做到了"),
        "{name}: {}",
        page.text()
    );
    assert!(
        page.text().contains("这是第 2 段帮扶") && page.text().contains("离上一段结束 2 周"),
        "{}",
        page.text()
    );
    let mut xu = world.as_("xu.hang").await;
    assert_eq!(xu.get(&path).await.status.as_u16(), 404);
});

story!(a_conference_asks_the_child_first_and_its_acts_land_on_peoples_days, |world| {
    let (name, case, _) = child(&world).await;
    let mut chen = world.as_("chen.jing").await;
    let path = format!("/cases/{case}/conferences/new");
    let sheet = chen.get(&path).await;
    let action = format!("/cases/{case}/conferences");
    let page = chen.submit(&sheet, &action, &[("about", "住校后睡不好"), ("others", "村委会李主任")]).await;
    let conference = page.url.clone();
    assert!(chen.get("/").await.text().contains("个案会商"), "who is invited sees it");
    let html = page.html();
    let first = html.split("name=\"owner1\"").nth(1).and_then(|rest| rest.split("<option").nth(1)).unwrap();
    let first = first.split(['>', '<']).nth(1).unwrap();
    let table = html.split("<form class=\"section\"").next().unwrap();
    assert!(table.contains(first), "who sits at the table stands first: {first}");
    let minutes = format!("{conference}/minutes");
    let blank = chen.submit(&page, &minutes, &[("child", ""), ("text", "商量了")]).await;
    assert_eq!(blank.status.as_u16(), 422, "the child is asked first");
    let (_, zhao): (i64, Uuid) =
        world.one("select school_id, staff_id from account where login = $1", "zhao.lei").await;
    let zhao = zhao.to_string();
    let fields = [
        ("child", "我想换到靠窗的床"),
        ("family", "奶奶放心老师安排"),
        ("text", "换床位，每晚查铺时说一句话"),
        ("act1", "和宿管说好换床位"),
        ("owner1", zhao.as_str()),
        ("due1", "2026-11-20"),
    ];
    let page = chen.submit(&page, &minutes, &fields).await;
    assert!(page.text().contains("看纪要"), "{}", page.text());
    let mut lei = world.as_("zhao.lei").await;
    let day = lei.get("/").await;
    assert!(day.text().contains("和宿管说好换床位") && day.text().contains(&name), "{}", day.text());
    assert_eq!(chen.post(&minutes, &fields).await.status.as_u16(), 409);
    for stranger in ["yang.fan", "xu.hang", "gao.shan"] {
        let mut other = world.as_(stranger).await;
        assert_eq!(other.get(&conference).await.status.as_u16(), 404, "{stranger}");
        assert_eq!(other.post(&minutes, &fields).await.status.as_u16(), 404, "{stranger}");
    }
});

/// A conference of the child's case, with its minutes; its address, and the child's name.
async fn minuted(world: &World) -> (String, String) {
    let (name, case, _) = child(world).await;
    let mut chen = world.as_("chen.jing").await;
    let sheet = chen.get(&format!("/cases/{case}/conferences/new")).await;
    let called = [("about", "住校后睡不好"), ("others", "村委会李主任")];
    let page = chen.submit(&sheet, &format!("/cases/{case}/conferences"), &called).await;
    let conference = page.url.clone();
    assert!(!page.has("签字用的记录表"), "nothing to sign before it was held: {}", page.text());
    assert_eq!(chen.get(&format!("{conference}/paper.pdf")).await.status.as_u16(), 404, "nor by its address");
    let said = [
        ("child", "我想换到靠窗的床"),
        ("family", "奶奶放心老师安排"),
        ("text", "换床位，每晚查铺时说一句话"),
        ("act1", "和宿管说好换床位"),
        ("due1", "2026-11-27"),
    ];
    let page = chen.submit(&page, &format!("{conference}/minutes"), &said).await;
    assert!(page.has("签字用的记录表"), "{}", page.text());
    (conference, name)
}

story!(a_conference_has_a_sheet_to_sign_that_says_what_its_minutes_say, |world| {
    let (conference, name) = minuted(&world).await;
    let left = "select count(*) from event where name = 'paper.exported'";
    let before = world.count(left).await;
    let mut chen = world.as_("chen.jing").await;
    let sheet = chen.get(&format!("{conference}/paper")).await;
    for words in [
        name.as_str(),
        "七年级（2）班",
        "住校后睡不好",
        "村委会李主任",
        "我想换到靠窗的床",
        "奶奶放心老师安排",
        "换床位，每晚查铺时说一句话",
        "和宿管说好换床位",
        "2026年11月27日",
        "召集人签字",
        "参加人签字",
        "到会家长签字",
    ] {
        assert!(sheet.has(words), "{words}: {}", sheet.text());
    }
    let said = sheet.text();
    assert!(said.find("我想换到靠窗的床") < said.find("换床位，每晚"), "the child is heard first");
    for (ending, start) in [("docx", &b"PK"[..]), ("pdf", &b"%PDF"[..])] {
        let file = chen.get(&format!("{conference}/paper.{ending}")).await;
        assert_eq!(file.status.as_u16(), 200, "{ending}");
        assert!(file.body.starts_with(start), "{ending}");
    }
    assert_eq!(world.count(left).await, before + 3, "each of them left the house, and the log says so");
    let mut taiwan = world.as_("chen.jing").await.reading("zh-Hant");
    assert!(taiwan.get(&format!("{conference}/paper")).await.has("出席人員簽名"));
    let mut english = world.as_("chen.jing").await.reading("en");
    assert!(english.get(&format!("{conference}/paper")).await.has("Signed: all present"));
});

story!(the_sheet_of_a_conference_is_for_those_who_may_take_out_the_case, |world| {
    let (conference, _) = minuted(&world).await;
    for reader in ["liang.zhicheng", "lin.hui", "zhou.wenyuan"] {
        let mut other = world.as_(reader).await;
        assert!(other.get(&conference).await.has("签字用的记录表"), "{reader}");
        assert_eq!(other.get(&format!("{conference}/paper.docx")).await.status.as_u16(), 200, "{reader}");
    }
    // The psychologist reads the conference and takes nothing of it out; the others do not know that it was held.
    let mut shen = world.as_("shen.ruo").await;
    let page = shen.get(&conference).await;
    assert!(page.has("看纪要") && !page.has("签字用的记录表"), "{}", page.text());
    let before = world.count("select count(*) from event where name = 'paper.exported'").await;
    for stranger in ["shen.ruo", "yang.fan", "xu.hang", "gao.shan", "fang.min"] {
        let mut other = world.as_(stranger).await;
        for paper in ["paper", "paper.docx", "paper.pdf"] {
            let page = other.get(&format!("{conference}/{paper}")).await;
            assert_eq!(page.status.as_u16(), 404, "{stranger} {paper}");
        }
    }
    assert_eq!(world.count("select count(*) from event where name = 'paper.exported'").await, before);
});

story!(minutes_that_were_withdrawn_leave_no_sheet, |world| {
    let (conference, _) = minuted(&world).await;
    let mut chen = world.as_("chen.jing").await;
    let page = chen.get(&conference).await;
    let note = page.link("看纪要");
    let note_page = chen.get(&note).await;
    chen.submit(&note_page, &format!("{note}/withdrawal"), &[]).await;
    assert!(!chen.get(&conference).await.has("签字用的记录表"));
    assert_eq!(chen.get(&format!("{conference}/paper")).await.status.as_u16(), 404);
});
