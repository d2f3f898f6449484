//! Daily checklists: P5.

use axum::http::StatusCode;
use testkit::client::{Client, Page};

use crate::school::{staff, student};
use crate::{World, open_case};

crate::stories!(
    a_teacher_makes_a_list_for_her_class_and_ticks_it,
    a_list_for_one_child_is_ticked_by_the_team,
    what_was_ticked_is_changed_with_its_event,
    a_gap_is_not_counted_against_a_child,
    a_list_shows_only_the_children_within_ones_reach,
    a_sheet_that_was_ticked_at_home_is_taken_over_at_once,
    a_sheet_to_take_home_has_a_box_for_every_day,
    a_list_that_cannot_be_kept_comes_back,
    an_ended_list_is_kept_and_not_ticked,
    a_child_and_its_family_tick_at_home_without_an_account,
    two_who_tick_at_the_same_time_lose_nothing,
    a_link_opens_nothing_else_and_ends,
    a_link_is_not_kept_and_not_used_without_end,
    many_at_once_use_a_link_no_oftener_than_one_after_the_other,
    a_slip_is_read_in_three_languages_and_ends_when_the_child_leaves,
);

/// Makes the list that is offered first, with these changes.
async fn make(tab: &mut Client, changes: &[(&str, &str)]) -> Page {
    let form = tab.get("/checklists/new").await;
    tab.submit(&form, "/checklists", changes).await
}

fn class_of(page: &Page) -> String {
    let form = page.form("/checklists");
    form.fields.into_iter().find(|field| field.name == "class").unwrap().value
}

async fn for_class(tab: &mut Client) -> Page {
    let class = class_of(&tab.get("/checklists/new").await);
    make(tab, &[("class", &class)]).await
}

fn ticks(name: &str) -> String {
    format!("done-{}", student(name))
}

// P5
async fn a_teacher_makes_a_list_for_her_class_and_ticks_it(world: &World) {
    let mut tab = world.tab("homeroom");
    let list = for_class(&mut tab).await;
    assert_eq!(list.status, StatusCode::OK, "{}", list.text());
    for words in ["每天八个一", "报一次平安", "学一样本领", "陈雨桐", "马思远", "11月20日"]
    {
        assert!(list.has(words), "{words}: {}", list.text());
    }
    assert!(!list.has("⟦") && !list.has("杨浩然"), "{}", list.text());
    let days = format!("{}/days", list.url);
    let fields = [(&*ticks("陈雨桐"), "1"), (&*ticks("刘子涵"), "all")];
    let marked = tab.submit(&list, &days, &fields).await;
    assert!(marked.has("记好了") && marked.has("已有 1 天"), "{}", marked.text());
    let done = "select cast(sum(done) as bigint) from checklist_day where school_id = $1";
    assert_eq!(world.school.count(done).await, 2 + 255, "nothing is written for a child without a tick");
    assert_eq!(world.school.events("checklist.marked").await, 2);
    assert_eq!(world.school.events("checklist.made").await, 1);
    let index = tab.get("/checklists").await;
    assert!(index.has("每天八个一") && index.has("8 件事"), "{}", index.text());
}

async fn a_list_for_one_child_is_ticked_by_the_team(world: &World) {
    let mut tab = world.tab("homeroom");
    open_case(&mut tab, "陈雨桐", &[("mentor", &staff("mentor").to_string())]).await;
    let mut mentor = world.tab("mentor");
    let form = mentor.get(&format!("/checklists/new?preset=habits&student={}", student("陈雨桐"))).await;
    assert!(
        form.has("陈雨桐") && !form.has("刘子涵") && form.html().contains("课前备好书本"),
        "{}",
        form.text()
    );
    let list = mentor.submit(&form, "/checklists", &[]).await;
    assert!(list.has("学习习惯") && list.has("陈雨桐"), "{}", list.text());
    let marked = mentor.submit(&list, &format!("{}/days", list.url), &[(&ticks("陈雨桐"), "0")]).await;
    assert!(marked.has("已有 1 天"), "{}", marked.text());
    assert!(tab.get(&list.url).await.has("已有 1 天"), "the homeroom teacher sees it");
    for other in ["other-homeroom", "subject", "registrar"] {
        assert_eq!(world.tab(other).get(&list.url).await.status, StatusCode::NOT_FOUND, "{other}");
        let sheet = format!("{}/sheet", list.url);
        assert_eq!(world.tab(other).get(&sheet).await.status, StatusCode::NOT_FOUND, "{other}");
        let fields = [("day", "2026-11-20"), ("child", &*student("陈雨桐").to_string())];
        let post = world.tab(other).post(&format!("{}/days", list.url), &fields).await;
        assert_eq!(post.status, StatusCode::NOT_FOUND, "{other}");
        assert_eq!(
            world.tab(other).post(&format!("{}/end", list.url), &[]).await.status,
            StatusCode::NOT_FOUND
        );
    }
    assert!(!world.tab("other-homeroom").get("/checklists").await.has("学习习惯"));
    let leader = world.tab("grade").get(&list.url).await;
    assert!(
        leader.has("陈雨桐") && !leader.has("记好了"),
        "who answers for the grade reads: {}",
        leader.text()
    );
}

// P5: child and family tick on paper
async fn a_sheet_that_was_ticked_at_home_is_taken_over_at_once(world: &World) {
    let mut tab = world.tab("homeroom");
    let class = class_of(&tab.get("/checklists/new").await);
    let list = make(&mut tab, &[("class", &class), ("from_on", "2026-11-17")]).await;
    assert!(list.has("照带回来的表"), "{}", list.text());
    let path = format!("{}/weeks/{}", list.url.split('?').next().unwrap(), student("陈雨桐"));
    let week = tab.get(&path).await;
    for words in ["陈雨桐", "11月17日", "11月20日", "下一个："] {
        assert!(week.has(words), "{words}: {}", week.text());
    }
    assert!(
        !week.has("11月16日") && !week.has("11月21日"),
        "neither before the list nor to come: {}",
        week.text()
    );
    let kept = tab.submit(&week, &path, &[("done-2026-11-17", "all"), ("done-2026-11-19", "1")]).await;
    assert!(kept.has("记好了") && !kept.has("⟦"), "{}", kept.text());
    let done = "select cast(sum(done) as bigint) from checklist_day where school_id = $1";
    assert_eq!(world.school.count(done).await, 255 + 2);
    assert_eq!(world.school.events("checklist.marked").await, 2);
    assert!(tab.get(&list.url).await.has("已有 2 天"));
    let early = tab.post(&path, &[("day", "2026-11-16"), ("done-2026-11-16", "all")]).await;
    assert_eq!(early.status, StatusCode::BAD_REQUEST);
    for other in ["other-homeroom", "grade", "registrar"] {
        assert_eq!(world.tab(other).get(&path).await.status, StatusCode::NOT_FOUND, "{other}");
        let fields = [("day", "2026-11-18"), ("done-2026-11-18", "all")];
        assert_eq!(world.tab(other).post(&path, &fields).await.status, StatusCode::NOT_FOUND, "{other}");
    }
}

async fn what_was_ticked_is_changed_with_its_event(world: &World) {
    let mut tab = world.tab("homeroom");
    let list = for_class(&mut tab).await;
    let days = format!("{}/days", list.url);
    let fields = |item| [("day", "2026-11-20"), ("child", CHILD), ("done-CHILD", item)];
    let id = student("陈雨桐").to_string();
    let post =
        |item| fields(item).map(|(name, value)| (name.replace("CHILD", &id), value.replace("CHILD", &id)));
    for item in ["0", "0", "3"] {
        let pairs = post(item);
        let pairs: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (&**name, &**value)).collect();
        tab.post(&days, &pairs).await;
    }
    assert_eq!(world.school.events("checklist.marked").await, 2, "the same again is no change");
    assert_eq!(
        world.school.count("select cast(sum(done) as bigint) from checklist_day where school_id = $1").await,
        8
    );
    let foreign = student("杨浩然").to_string();
    let refused = tab.post(&days, &[("day", "2026-11-20"), ("child", &foreign)]).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
    let tomorrow = tab.post(&days, &[("day", "2026-11-21"), ("child", &id)]).await;
    assert_eq!(tomorrow.status, StatusCode::BAD_REQUEST);
}

const CHILD: &str = "CHILD";

async fn a_gap_is_not_counted_against_a_child(world: &World) {
    let mut tab = world.tab("homeroom");
    let class = class_of(&tab.get("/checklists/new").await);
    let list = make(&mut tab, &[("class", &class), ("from_on", "2026-11-09")]).await;
    let url = list.url.split('?').next().unwrap().to_owned();
    for day in ["2026-11-10", "2026-11-11", "2026-11-17"] {
        let page = tab.get(&format!("{url}?day={day}")).await;
        tab.submit(&page, &format!("{url}/days"), &[(&ticks("陈雨桐"), "0")]).await;
    }
    let page = tab.get(&url).await;
    assert!(page.has("已有 3 天"), "{}", page.text());
    for shame in ["中断", "没有做", "0 天", "缺"] {
        assert!(!page.has(shame), "{shame}");
    }
    for day in ["2026-11-18", "2026-11-19"] {
        let page = tab.get(&format!("{url}?day={day}")).await;
        tab.submit(&page, &format!("{url}/days"), &[(&ticks("陈雨桐"), "0")]).await;
    }
    assert!(tab.get(&url).await.has("连着 3 天了"));
}

async fn a_list_shows_only_the_children_within_ones_reach(world: &World) {
    let mut tab = world.tab("homeroom");
    open_case(&mut tab, "陈雨桐", &[("mentor", &staff("mentor").to_string())]).await;
    let list = for_class(&mut tab).await;
    let seen = world.tab("mentor").get(&list.url).await;
    assert!(seen.has("陈雨桐") && !seen.has("刘子涵"), "{}", seen.text());
    assert!(world.tab("mentor").get("/checklists").await.has("每天八个一"));
    let sheet = world.tab("mentor").get(&format!("{}/sheet", list.url)).await;
    assert!(sheet.has("陈雨桐") && !sheet.has("刘子涵"), "{}", sheet.text());
    let ends = |page: &Page| page.forms().iter().any(|form| form.action.ends_with("/end"));
    assert!(ends(&tab.get(&list.url).await) && !ends(&seen), "nobody is offered what would be refused");
    let end = world.tab("mentor").post(&format!("{}/end", list.url), &[]).await;
    assert_eq!(end.status, StatusCode::NOT_FOUND, "a class's list is not the mentor's to end");
    let mut other = world.tab("other-homeroom");
    let form = other.get("/checklists/new").await;
    let mine = class_of(&tab.get("/checklists/new").await);
    let fields = [("id", form.form("/checklists").field("id").value.clone()), ("class", mine)];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, &**value)).collect();
    let fields = [&fields[..], &[("name", "a"), ("items", "b")]].concat();
    assert_eq!(other.post("/checklists", &fields).await.status, StatusCode::NOT_FOUND, "not her class");
}

async fn a_sheet_to_take_home_has_a_box_for_every_day(world: &World) {
    let mut tab = world.tab("homeroom");
    let list = for_class(&mut tab).await;
    let sheet = tab.get(&format!("{}/sheet?day=2026-11-20", list.url)).await;
    assert!(
        sheet.has("11月16日") && sheet.has("11月22日") && sheet.has("我最满意的一件事"),
        "{}",
        sheet.text()
    );
    assert_eq!(sheet.html().matches("tick-box").count(), 4 * 8 * 7, "children, items, days");
    let one = tab.get(&format!("{}/sheet?student={}", list.url, student("陈雨桐"))).await;
    assert_eq!(one.html().matches("tick-box").count(), 8 * 7);
}

async fn a_list_that_cannot_be_kept_comes_back(world: &World) {
    let mut tab = world.tab("homeroom");
    let nobody = make(&mut tab, &[("items", "读书")]).await;
    assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nobody.has("请选一个班") && nobody.html().contains("读书"), "{}", nobody.text());
    let child = student("陈雨桐").to_string();
    let backwards = make(&mut tab, &[("student", &child), ("until_on", "2026-11-01")]).await;
    assert!(backwards.has("结束的日子要在开始之后"), "{}", backwards.text());
    let many = vec!["读书"; 21].join("\n");
    let many = make(&mut tab, &[("student", &child), ("items", &many)]).await;
    assert!(many.has("最多二十件"), "{}", many.text());
    assert_eq!(world.school.events("checklist.made").await, 0);
    for other in ["registrar", "subject"] {
        for page in ["/checklists", "/checklists/new"] {
            assert_eq!(world.tab(other).get(page).await.status, StatusCode::NOT_FOUND, "{other} {page}");
        }
    }
}

async fn an_ended_list_is_kept_and_not_ticked(world: &World) {
    let mut tab = world.tab("homeroom");
    let class = class_of(&tab.get("/checklists/new").await);
    let list = make(&mut tab, &[("class", &class), ("from_on", "2026-11-16")]).await;
    tab.submit(&list, &format!("{}/days", list.url), &[(&ticks("陈雨桐"), "0")]).await;
    let ended = tab.submit(&list, &format!("{}/end", list.url), &[]).await;
    assert!(ended.has("已结束的"), "{}", ended.text());
    let page = tab.get(&list.url).await;
    assert!(page.has("陈雨桐") && page.has("已有 1 天"), "{}", page.text());
    let id = student("陈雨桐").to_string();
    let late = tab.post(&format!("{}/days", list.url), &[("day", "2026-11-20"), ("child", &id)]).await;
    assert_eq!(late.status, StatusCode::BAD_REQUEST);
    assert_eq!(world.school.events("checklist.ended").await, 1);
}

/// Prints slips for these children; the paper.
async fn print_slips(tab: &mut Client, list: &Page, hand: &str, names: &[&str]) -> Page {
    let url = format!("{}/slips", list.url.split('?').next().unwrap());
    let children: Vec<String> = names.iter().map(|name| student(name).to_string()).collect();
    let mut fields = vec![("hand", hand)];
    fields.extend(children.iter().map(|child| ("student", &**child)));
    tab.post(&url, &fields).await
}

/// The addresses on the paper, without their host.
fn links(paper: &Page) -> Vec<String> {
    let html = paper.html();
    let found = html.split("<code>").skip(1).filter_map(|rest| rest.split("</code>").next());
    found.map(|link| link[link.find("/tick/").unwrap()..].to_owned()).collect()
}

/// A telephone at home: no cookie, no account.
fn phone(world: &World) -> Client {
    let mut tab = world.tab("");
    tab.forget();
    tab
}

// P5: ticked by student or guardian
async fn a_child_and_its_family_tick_at_home_without_an_account(world: &World) {
    let mut tab = world.tab("homeroom");
    let class = class_of(&tab.get("/checklists/new").await);
    let list = make(&mut tab, &[("class", &class), ("from_on", "2026-11-09")]).await;
    assert!(list.has("手机勾的小纸条"), "{}", list.text());
    let nobody = print_slips(&mut tab, &list, "family", &[]).await;
    assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nobody.has("先选一选给哪些孩子"), "{}", nobody.text());
    let paper = print_slips(&mut tab, &list, "family", &["陈雨桐", "刘子涵"]).await;
    assert!(
        paper.has("2 张小纸条") && paper.has("陈雨桐") && paper.has("用到 2026年12月17日"),
        "{}",
        paper.text()
    );
    assert_eq!(paper.html().matches("class=\"code\"").count(), 2);
    assert!(!paper.html().contains("style="), "the squares are drawn without inline style");
    let links = links(&paper);
    let mut home = phone(world);
    let page = home.get(&links[0]).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    for words in ["雨桐，今天做到了哪些？", "每天八个一", "11月20日", "11月16日", "这周前几天"]
    {
        assert!(page.has(words), "{words}: {}", page.text());
    }
    for words in ["陈雨桐", "刘子涵", "七年级", "⟦", "11月13日", "11月21日"] {
        assert!(!page.html().contains(words), "{words}: {}", page.text());
    }
    assert!(page.links().is_empty(), "no way further: {:?}", page.links());
    let html = page.html();
    assert!(!html.contains("<script") && !html.contains("data-draft-key"), "{html}");
    let header = |name: &str| page.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or("");
    assert!(header("x-robots-tag").contains("noindex") && header("cache-control").contains("no-store"));
    assert_eq!(header("referrer-policy"), "same-origin");
    let fields = [("done-2026-11-20", "0"), ("done-2026-11-20", "1"), ("done-2026-11-18", "3")];
    let kept = home.submit(&page, &links[0], &fields[1..]).await;
    assert!(kept.has("真不错") && kept.has("已有 2 天"), "{}", kept.text());
    assert_eq!(world.school.events("checklist.marked-at-home").await, 2);
    assert_eq!(world.school.events("checklist.slip-opened").await, 1, "once a day");
    let nobody = "select count(*) from checklist_day where school_id = $1 and marked_by is null and slip_id is not null";
    assert_eq!(world.school.count(nobody).await, 2);
    let seen = tab.get(&list.url).await;
    assert!(seen.has("家里勾的") && seen.has("已有 2 天"), "{}", seen.text());
    let slips = tab.get(&format!("{}/slips", list.url.split('?').next().unwrap())).await;
    assert!(slips.has("11月20日 打开过"), "{}", slips.text());
}

async fn two_who_tick_at_the_same_time_lose_nothing(world: &World) {
    let mut tab = world.tab("homeroom");
    let list = for_class(&mut tab).await;
    let paper = print_slips(&mut tab, &list, "student", &["陈雨桐"]).await;
    let link = links(&paper).remove(0);
    let mut home = phone(world);
    let (desk, at_home) = (tab.get(&list.url).await, home.get(&link).await);
    home.submit(&at_home, &link, &[("done-2026-11-20", "2")]).await;
    tab.submit(&desk, &format!("{}/days", list.url), &[(&ticks("陈雨桐"), "0")]).await;
    let done = "select cast(sum(done) as bigint) from checklist_day where school_id = $1";
    assert_eq!(world.school.count(done).await, 0b101, "the teacher's page did not know of the tick at home");
    let again = home.get(&link).await;
    let without: Vec<(&str, &str)> =
        vec![("day", "2026-11-20"), ("stood-2026-11-20", "5"), ("done-2026-11-20", "0")];
    assert!(again.has("连着 1 天") || again.has("已有 1 天"), "{}", again.text());
    home.post(&link, &without).await;
    assert_eq!(world.school.count(done).await, 1, "what was unticked is not done");
}

async fn a_link_opens_nothing_else_and_ends(world: &World) {
    let mut tab = world.tab("homeroom");
    let list = for_class(&mut tab).await;
    let base = list.url.split('?').next().unwrap().to_owned();
    let paper = print_slips(&mut tab, &list, "family", &["陈雨桐"]).await;
    let link = links(&paper).remove(0);
    let mut home = phone(world);
    for path in [&*base, "/checklists", "/cases", &format!("/notes/new?student={}", student("陈雨桐"))] {
        let page = home.clone().staying().get(path).await;
        assert_eq!(page.header("location").map(|to| to.starts_with("/sign-in")), Some(true), "{path}");
    }
    // Another child, another week, tomorrow: not by this link.
    for fields in [
        [("day", "2026-11-21"), ("done-2026-11-21", "0")],
        [("day", "2026-11-13"), ("done-2026-11-13", "0")],
        [("day", "heute"), ("done-heute", "0")],
    ] {
        assert_eq!(home.post(&link, &fields).await.status, StatusCode::BAD_REQUEST, "{fields:?}");
    }
    let other = student("刘子涵").to_string();
    home.post(&link, &[("child", &other), (&format!("done-{other}"), "0")]).await;
    let rows = "select count(*) from checklist_day where school_id = $1";
    assert_eq!(world.school.count(rows).await, 0);
    // What was never a link answers as one that ended.
    let wrong = [
        link.replace("/tick/7/", "/tick/8/"),
        "/tick/7/abc".to_owned(),
        format!("{}0", &link[..link.len() - 1]),
    ];
    let gone = home.get(&wrong[0]).await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
    assert!(gone.has("这张纸条用不了了") && gone.links().is_empty(), "{}", gone.text());
    for path in &wrong {
        let page = home.get(path).await;
        if *path != link {
            assert_eq!((page.status, page.text()), (gone.status, gone.text()), "{path}");
        }
    }
    // A new slip for the same hand takes the place of the old; the child's own stands beside it.
    let newer = links(&print_slips(&mut tab, &list, "family", &["陈雨桐"]).await).remove(0);
    let own = links(&print_slips(&mut tab, &list, "student", &["陈雨桐"]).await).remove(0);
    assert_eq!(home.get(&link).await.status, StatusCode::NOT_FOUND);
    assert_eq!(home.get(&newer).await.status, StatusCode::OK);
    assert_eq!(home.get(&own).await.status, StatusCode::OK);
    // Taken back.
    let slips = tab.get(&format!("{base}/slips")).await;
    let action = slips
        .html()
        .split("action=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap().to_owned())
        .find(|action| action.ends_with("/end"))
        .unwrap();
    for stranger in ["other-homeroom", "grade", "registrar", "mentor"] {
        assert_eq!(
            world.tab(stranger).get(&format!("{base}/slips")).await.status,
            StatusCode::NOT_FOUND,
            "{stranger}"
        );
        assert_eq!(world.tab(stranger).post(&action, &[]).await.status, StatusCode::NOT_FOUND, "{stranger}");
        let printed = print_slips(&mut world.tab(stranger), &list, "family", &["陈雨桐"]).await;
        assert_eq!(printed.status, StatusCode::NOT_FOUND, "{stranger}");
    }
    let taken = tab.post(&action, &[]).await;
    assert!(taken.has("纸条收回了"), "{}", taken.text());
    let open = [home.get(&newer).await.status, home.get(&own).await.status];
    assert_eq!(open.iter().filter(|status| **status == StatusCode::OK).count(), 1, "{open:?}");
    // With the list, every link ends.
    let page = tab.get(&base).await;
    tab.submit(&page, &format!("{base}/end"), &[]).await;
    for link in [&newer, &own] {
        assert_eq!(home.get(link).await.status, StatusCode::NOT_FOUND);
    }
    assert_eq!(world.school.events("checklist.slip-made").await, 3);
    assert_eq!(world.school.events("checklist.slip-ended").await, 2);
}

async fn a_link_is_not_kept_and_not_used_without_end(world: &World) {
    let mut tab = world.tab("homeroom");
    let list = for_class(&mut tab).await;
    let link = links(&print_slips(&mut tab, &list, "family", &["陈雨桐"]).await).remove(0);
    let token = link.rsplit('/').next().unwrap();
    let (hash, long) = (
        world
            .school
            .count("select count(*) from checklist_slip where school_id = $1 and length(token_hash) = 32")
            .await,
        token.len(),
    );
    assert_eq!((hash, long), (1, 48), "192 random bits, of which a hash is kept");
    let mut home = phone(world);
    let mut answers = Vec::new();
    for _ in 0..70 {
        answers.push(home.get(&link).await.status);
    }
    assert_eq!(answers[0], StatusCode::OK);
    assert_eq!(answers[69], StatusCode::TOO_MANY_REQUESTS);
    let page = home.get(&link).await;
    assert!(page.has("十分钟后再来") && page.links().is_empty(), "{}", page.text());
    assert_eq!(
        home.post(&link, &[("day", "2026-11-20"), ("done-2026-11-20", "0")]).await.status,
        StatusCode::TOO_MANY_REQUESTS
    );
    // Ten minutes later it opens again, and a clock that went back shuts nobody out.
    for since in ["made_at - 600000", "made_at + 3600000"] {
        let sql = format!("update checklist_slip set counted_from = {since}, uses = 60 where school_id = $1");
        world.school.run(&sql).await;
        assert_eq!(home.get(&link).await.status, StatusCode::OK, "{since}");
        let anew = "select count(*) from checklist_slip where school_id = $1 and uses = 1";
        assert_eq!(world.school.count(anew).await, 1, "{since}: the count begins anew");
    }
}

async fn many_at_once_use_a_link_no_oftener_than_one_after_the_other(world: &World) {
    let mut tab = world.tab("homeroom");
    let list = for_class(&mut tab).await;
    let link = links(&print_slips(&mut tab, &list, "family", &["陈雨桐"]).await).remove(0);
    world
        .school
        .run("update checklist_slip set counted_from = made_at, uses = 55 where school_id = $1")
        .await;
    let hands = (0..20).map(|_| {
        let (mut home, link) = (phone(world), link.clone());
        tokio::spawn(async move { home.get(&link).await.status })
    });
    let hands: Vec<_> = hands.collect();
    let mut opened = 0;
    for hand in hands {
        opened += usize::from(hand.await.unwrap() == StatusCode::OK);
    }
    assert_eq!(opened, 5, "sixty in ten minutes, however they come");
    assert_eq!(world.school.events("checklist.slip-opened").await, 1, "once a day");
}

async fn a_slip_is_read_in_three_languages_and_ends_when_the_child_leaves(world: &World) {
    let mut tab = world.tab("homeroom");
    let list = for_class(&mut tab).await;
    let link = links(&print_slips(&mut tab, &list, "student", &["陈雨桐"]).await).remove(0);
    for (language, words) in [("zh-Hant", "今天做到了哪些？"), ("en", "雨桐, what did you do today?")]
    {
        let page = phone(world).reading(language).get(&link).await;
        assert!(page.has(words) && !page.has("⟦"), "{language}: {}", page.text());
    }
    let left = "update enrollment set until_on = '2026-11-19' where school_id = $1
        and student_id in (select id from student where name = '陈雨桐')";
    world.school.run(left).await;
    assert_eq!(phone(world).get(&link).await.status, StatusCode::NOT_FOUND);
}
