//! The first page of each role: what waits, and one tap to act (M2).

use crate::story;

story!(each_role_sees_what_waits_for_it_and_one_tap_leads_there, |world| {
    world.run("update guardian set phone_cell = null, phone_index = null where seat = 1").await;
    world.run("update finding set review_on = '2026-11-19' where category = 'poor'").await;
    world.run("update role_held set until_on = '2026-11-27' where role = 'psychologist'").await;
    let mut fang = world.as_("fang.min").await;
    let page = fang.get("/").await;
    assert!(page.text().contains("还缺信息的联系卡") && page.text().contains("家里人"), "{}", page.text());
    let card = page.links().into_iter().find(|link| link.href.ends_with("/contact-card")).unwrap();
    assert_eq!(fang.get(&card.href).await.status.as_u16(), 200);
    let mut zheng = world.as_("zheng.qiu").await;
    let page = zheng.get("/").await;
    assert!(
        page.text().contains("该再看看的情况") && page.text().contains("家庭经济困难"),
        "{}",
        page.text()
    );
    let child = page.links().into_iter().find(|link| link.href.starts_with("/students/")).unwrap();
    assert_eq!(zheng.get(&child.href).await.status.as_u16(), 200);
    let mut gao = world.as_("gao.shan").await;
    let page = gao.get("/").await;
    assert!(page.text().contains("沈若") && page.text().contains("11月27日"), "{}", page.text());
    assert!(!page.text().contains("还缺信息的联系卡"), "who keeps the system sees no child");
    let read = "select count(*) from log.reading where kind = 'aid-finding' and action = 'amend'";
    assert!(world.count(read).await > 0, "the aid officer's look at the page is in the log");
});

// Days without an excuse are proposed to who stands before the class, with one tap to write them down; an illness is not,
// and what is written down is not asked again.
story!(a_child_who_has_not_come_for_days_is_asked_after_until_somebody_writes_it_down, |world| {
    let panel = "好几天没来";
    let mut chen = world.as_("chen.jing").await;
    let page = chen.get("/").await;
    assert!(page.has(panel), "{}", page.text());
    let html = page.html();
    let (_, rest) = html.split_once("/dropouts/new?student=").unwrap();
    let query = rest.split('"').next().unwrap().replace("&#38;", "&");
    let child = query.split('&').next().unwrap().to_owned();
    assert!(!world.as_("luo.min").await.get("/").await.has(panel), "not her class");
    assert!(!world.as_("zhou.wenyuan").await.get("/").await.has(panel), "not before a class");
    world.run("update absence set reason = '病假'").await;
    assert!(!chen.get("/").await.has(panel), "ill at home is no reason to ask why");
    world.run("update absence set reason = '没有说'").await;
    let proposed = format!("/dropouts/new?student={child}");
    assert!(chen.get("/").await.html().contains(&proposed));
    let sheet = chen.get(&format!("/dropouts/new?student={query}")).await;
    let kept = chen.submit(&sheet, "/dropouts", &[("reason", "unknown")]).await;
    assert_eq!(kept.status.as_u16(), 200, "{}", kept.text());
    assert!(!chen.get("/").await.html().contains(&proposed), "written down is not asked again");
});

// The aid officer's work begins at the list of her kind; what she may not read is not said to be missing.
story!(the_aid_officer_begins_with_the_list_of_hardship_and_is_told_nothing_untrue, |world| {
    let mut zheng = world.as_("zheng.qiu").await;
    let page = zheng.get("/").await;
    assert!(page.has("家庭经济困难的孩子") && page.has("登记"), "{}", page.text());
    let text = page.text();
    let many = text.split("现在登记着 ").nth(1).and_then(|rest| rest.split(' ').next()).unwrap();
    assert!(many.parse::<i64>().unwrap() > 0, "{text}");
    let list = zheng.get(&page.link("全部名单")).await;
    assert!(list.has(&format!("{many} 名学生")), "the number is that of the list: {}", list.text());
    assert!(
        !zheng.get("/census/counts").await.html().contains("href=\"/census\""),
        "no way to a closed page"
    );
    let child = page.links().into_iter().find(|link| link.href.starts_with("/students/")).unwrap();
    let file = zheng.get(&child.href).await;
    assert!(!file.has("帮扶记录"), "who reads no notes is not told that there are none: {}", file.text());
    let sheet = zheng
        .get(&file.links().into_iter().find(|link| link.href.starts_with("/census/students/")).unwrap().href)
        .await;
    assert!(sheet.has("家庭经济困难") && !sheet.has("回到名单"), "{}", sheet.text());
    world.run("update student set health_cell = null").await;
    let card = zheng.get(&format!("{}/contact-card", child.href)).await;
    assert!(!card.has("身体状况"), "health is not hers to miss: {}", card.text());
    assert!(!world.as_("fang.min").await.get(&format!("{}/contact-card", child.href)).await.has("身体状况"));
    assert!(
        !world.as_("fang.min").await.get("/").await.has("家庭经济困难的孩子"),
        "the registrar keeps no such list"
    );
    assert!(!world.as_("chen.jing").await.get("/").await.has("家庭经济困难的孩子"));
    let read = "select count(*) from log.reading where kind = 'aid-finding' and action = 'list'";
    assert!(world.count(read).await > 0, "what the page showed is in the log");
    world.run("update finding set until_on = '2026-11-01' where category = 'poor'").await;
    let empty = zheng.get("/").await;
    assert!(empty.has("还没有登记过") && empty.has("看一看是否有需要"), "{}", empty.text());
});

// K2: what a grade is asked is its leader's; the school hears of it when nobody is there or it has waited a week.
story!(what_a_grade_is_asked_stands_with_its_leader_before_the_school, |world| {
    let asked = "请年级接手";
    assert!(world.as_("liang.zhicheng").await.get("/").await.has(asked));
    for school in ["lin.hui", "zhou.wenyuan"] {
        let page = world.as_(school).await.get("/").await;
        assert!(!page.has(asked), "{school}: {}", page.text());
        assert!(page.has("严重违纪，报校长"), "what the school is asked is there: {}", page.text());
        let board = world.as_(school).await.get("/tiers?tier=grade").await;
        assert!(board.has(asked), "the board shows all: {}", board.text());
    }
    world.run("update tier_change set asked_on = '2026-11-12' where answered_on = '9999-12-31'").await;
    assert!(world.as_("lin.hui").await.get("/").await.has(asked), "a week has gone by");
    world.run("update tier_change set asked_on = '2026-11-19' where answered_on = '9999-12-31'").await;
    assert!(!world.as_("lin.hui").await.get("/").await.has(asked));
    world.run("update role_held set until_on = '2026-11-01' where role = 'grade-leader' and grade = 7").await;
    assert!(world.as_("lin.hui").await.get("/").await.has(asked), "the grade has nobody");
});

// A tier above the class stands on the first page of whoever speaks for it when its day has come, and one tap keeps it (K2, C6).
story!(a_tier_past_its_day_is_on_the_first_page_of_whoever_speaks_for_it, |world| {
    let panel = "该再看看的层级";
    let mut liang = world.as_("liang.zhicheng").await;
    assert!(!liang.get("/").await.has(panel), "no day has come");
    world.run("update tier_change set review_on = '2026-11-16' where answer = 'accepted'").await;
    let page = liang.get("/").await;
    assert!(page.has(panel) && page.has("年级 · 11月16日再看一看"), "{}", page.text());
    let acts = |page: &testkit::client::Page| {
        page.forms().into_iter().filter(|form| form.action.ends_with("/tier-reviews")).collect::<Vec<_>>()
    };
    let many = acts(&page).len();
    let kept = liang.submit(&page, &acts(&page)[0].action, &[]).await;
    assert!(
        kept.has("好的，继续") && kept.has("梁志成"),
        "one tap, and back on the first page: {}",
        kept.text()
    );
    assert_eq!(acts(&kept).len(), many - 1, "{}", kept.text());
    for other in ["chen.jing", "ma.jun", "gao.shan", "fang.min"] {
        assert!(
            !world.as_(other).await.get("/").await.has(panel),
            "{other} does not speak for a tier above the class"
        );
    }
    assert!(world.as_("lin.hui").await.get("/").await.has(panel), "the school's own");
    world.run("update tier_change set review_on = '2026-10-01' where answer = 'accepted'").await;
    assert!(world.as_("lin.hui").await.get("/").await.has("已过期，不再计入"));
});
