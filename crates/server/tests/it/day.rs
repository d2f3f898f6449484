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
