//! Progress on a goal: P2.

use axum::http::StatusCode;
use testkit::client::{Client, Page};

use crate::{World, open_case};

crate::stories!(
    a_reading_is_one_number_from_the_case_page,
    a_wrong_reading_is_corrected_and_the_old_one_kept,
    a_reading_is_taken_back,
    ten_readings_say_how_it_goes_and_what_to_do,
    a_new_measure_and_a_change_of_help_draw_a_line,
    what_is_no_number_comes_back_with_the_reason,
    who_may_not_see_the_child_sees_no_readings,
);

/// A case with a goal that is read; the addresses of both.
async fn measured(tab: &mut Client, due: &str) -> (String, String) {
    let case = open_case(tab, "陈雨桐", &[]).await.url;
    let page = tab.get(&case).await;
    let goal = [("goal", "作业交齐"), ("measure", "看作业登记"), ("due_on", due)];
    let page = tab.submit(&page, &format!("{case}/goals"), &goal).await;
    let link = page.links().into_iter().find(|link| link.href.ends_with("/progress")).unwrap().href;
    let form = tab.get(&link).await;
    assert!(!form.has("⟦") && form.has("先说好看什么"), "{}", form.text());
    let goal = link.trim_end_matches("/progress").to_owned();
    let how = [("unit", "天"), ("better", "more"), ("target", "5"), ("support_from", "2026-10-12")];
    let page = tab.submit(&form, &format!("{goal}/measure"), &how).await;
    assert!(page.has("还没有记过"), "{}", page.text());
    (case, goal)
}

async fn read(tab: &mut Client, goal: &str, day: &str, value: &str) -> Page {
    let page = tab.get(&format!("{goal}/progress")).await;
    tab.submit(&page, &format!("{goal}/readings"), &[("value", value), ("read_on", day)]).await
}

// P2
async fn a_reading_is_one_number_from_the_case_page(world: &World) {
    let mut tab = world.tab("homeroom");
    let (case, goal) = measured(&mut tab, "2026-12-20").await;
    let page = tab.get(&case).await;
    let back = tab.submit(&page, &format!("{goal}/readings"), &[("value", "３")]).await;
    assert!(back.url.starts_with(&case) && back.has("记过 1 次") && back.has("还早"), "{}", back.text());
    tab.submit(&page, &format!("{goal}/readings"), &[("value", "3")]).await;
    assert_eq!(world.school.count(HOLD).await, 1, "the same form sent twice is one reading");
    assert_eq!(world.school.events("goal.read").await, 1);
}

const HOLD: &str = "select count(*) from goal_reading where school_id = $1 and withdrawn_at is null";
const ALL: &str = "select count(*) from goal_reading where school_id = $1";

fn form_ending(page: &Page, end: &str) -> String {
    page.forms().into_iter().find(|form| form.action.ends_with(end)).unwrap().action
}

// P2, F5
async fn a_wrong_reading_is_corrected_and_the_old_one_kept(world: &World) {
    let mut tab = world.tab("homeroom");
    let (_, goal) = measured(&mut tab, "").await;
    let page = read(&mut tab, &goal, "2026-11-18", "32").await;
    let form = form_ending(&page, "/correction");
    let page = tab.submit(&page, &form, &[("value", "3.2")]).await;
    assert!(page.has("3.2") && page.has("原来的数还留着"), "{}", page.text());
    assert!(page.html().contains("<del>32</del>"), "{}", page.html());
    assert_eq!((world.school.count(HOLD).await, world.school.count(ALL).await), (1, 2));
    assert_eq!(world.school.events("goal.reading-corrected").await, 1);
    let again = tab.post(&form, &[("value", "4"), ("read_on", "2026-11-18")]).await;
    assert_eq!(again.status, StatusCode::CONFLICT, "what no longer holds is not corrected");
    assert_eq!(world.school.count(HOLD).await, 1);
}

// P2
async fn a_reading_is_taken_back(world: &World) {
    let mut tab = world.tab("homeroom");
    let (_, goal) = measured(&mut tab, "").await;
    let page = read(&mut tab, &goal, "2026-11-18", "3").await;
    let form = form_ending(&page, "/withdrawal");
    let page = tab.submit(&page, &form, &[]).await;
    assert!(page.has("还没有记过"), "{}", page.text());
    assert_eq!((world.school.count(HOLD).await, world.school.count(ALL).await), (0, 1));
}

/// Four weeks before support, then these, a week apart.
async fn series(tab: &mut Client, goal: &str, after: &[&str]) -> Page {
    for (day, value) in ["2026-09-21", "2026-09-28", "2026-10-05"].into_iter().zip(["1", "2", "1"]) {
        read(tab, goal, day, value).await;
    }
    let days =
        ["2026-10-12", "2026-10-19", "2026-10-26", "2026-11-02", "2026-11-09", "2026-11-16", "2026-11-20"];
    for (day, value) in days.into_iter().zip(after) {
        read(tab, goal, day, value).await;
    }
    tab.get(&format!("{goal}/progress")).await
}

// P2, standards 4
async fn ten_readings_say_how_it_goes_and_what_to_do(world: &World) {
    let mut tab = world.tab("homeroom");
    let (case, goal) = measured(&mut tab, "2026-12-20").await;
    let page = series(&mut tab, &goal, &["2", "2", "3", "3", "4", "4", "5"]).await;
    for words in
        ["比开始帮扶前好", "目标定高一些", "帮扶前 3 次，帮扶中 7 次", "Theil–Sen", "最小二乘", "Tau"]
    {
        assert!(page.has(words), "{words}: {}", page.text());
    }
    assert!(page.html().contains("<svg class=\"chart\"") && !page.html().contains("style="));
    let mut conn = world.school.app.db.reader().await.unwrap();
    let id = case.trim_start_matches("/cases/").parse().unwrap();
    let cx = world.school.cx("moral").await;
    let all = casework::case::progress::of_case(&mut conn, &cx, id).await.unwrap();
    assert!(all[0].summary(&cx).starts_with("记过 10 次。比开始帮扶前好。"), "{}", all[0].summary(&cx));
    let stranger = world.school.cx("other-homeroom").await;
    assert!(casework::case::progress::of_case(&mut conn, &stranger, id).await.is_err());
}

// P2
async fn a_new_measure_and_a_change_of_help_draw_a_line(world: &World) {
    let mut tab = world.tab("homeroom");
    let (case, goal) = measured(&mut tab, "2026-12-20").await;
    let page = series(&mut tab, &goal, &["1", "1", "2", "1", "1", "1", "1"]).await;
    assert!(page.has("建议换一种帮法") && page.has("不是孩子不努力"), "{}", page.text());
    let changed = [("change", "先做会的那几题"), ("changed_on", "2026-11-11")];
    let page = tab.submit(&page, &format!("{goal}/changes"), &changed).await;
    assert!(page.has("先做会的那几题"), "{}", page.text());
    assert_eq!(page.html().matches("换了帮法</text>").count(), 1);
    let form = tab.get(&format!("{case}/plan/edit")).await;
    let plan = [("situation", "作业交得晚"), ("measures", ""), ("pick", "weekly-talk")];
    tab.submit(&form, &format!("{case}/plan"), &plan).await;
    let page = tab.get(&format!("{goal}/progress")).await;
    assert!(page.has("每周固定时间聊一次"), "{}", page.text());
    assert_eq!(page.html().matches("换了帮法</text>").count(), 2, "{}", page.html());
}

async fn what_is_no_number_comes_back_with_the_reason(world: &World) {
    let mut tab = world.tab("homeroom");
    let (_, goal) = measured(&mut tab, "").await;
    let page = read(&mut tab, &goal, "2026-11-18", "三次").await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.has("请填一个数") && page.html().contains("三次"), "{}", page.text());
    let page = read(&mut tab, &goal, "2026-11-21", "3").await;
    assert!(page.has("今天之后"), "{}", page.text());
    assert_eq!(world.school.count(ALL).await, 0);
}

async fn who_may_not_see_the_child_sees_no_readings(world: &World) {
    let mut tab = world.tab("homeroom");
    let (_, goal) = measured(&mut tab, "").await;
    let page = read(&mut tab, &goal, "2026-11-18", "3").await;
    let before = world.school.readings("moral", "case").await;
    assert!(world.tab("moral").get(&format!("{goal}/progress")).await.has("作业交齐"));
    assert_eq!(world.school.readings("moral", "case").await, before + 1);
    let (correct, withdraw) = (form_ending(&page, "/correction"), form_ending(&page, "/withdrawal"));
    for token in ["subject", "other-homeroom", "registrar", "administrator", "mentor"] {
        let mut tab = world.tab(token);
        assert_eq!(tab.get(&format!("{goal}/progress")).await.status, StatusCode::NOT_FOUND, "{token}");
        let fields = [("value", "9"), ("read_on", "2026-11-18"), ("change", "x"), ("better", "less")];
        for action in [format!("{goal}/readings"), format!("{goal}/measure"), format!("{goal}/changes")] {
            assert_eq!(tab.post(&action, &fields).await.status, StatusCode::NOT_FOUND, "{token} {action}");
        }
        for action in [&correct, &withdraw] {
            assert_eq!(tab.post(action, &fields).await.status, StatusCode::NOT_FOUND, "{token} {action}");
        }
    }
    assert_eq!(world.school.count(ALL).await, 1);
}
