//! The same page fits whoever reads it: it asks nobody for what is not theirs and leaves nobody without a way on.

use axum::http::StatusCode;
use kernel::{CaseId, DropoutId, StudentId};
use testkit::client::Page;

use crate::story;
use crate::world::World;

fn leads(page: &Page, part: &str) -> bool {
    page.links().iter().any(|link| link.href.contains(part))
}

/// The open case of a child of this name.
async fn case_of(world: &World, name: &str) -> (CaseId, StudentId) {
    let sql = "select k.id, k.student_id from support_case k
        join student s on s.school_id = k.school_id and s.id = k.student_id where s.name = $1";
    world.one(sql, name).await
}

// K1
story!(who_serves_in_a_case_is_told_before_closing_it_that_it_goes_out_of_sight, |world| {
    let (case, _) = case_of(&world, "李雨菲").await;
    let path = format!("/cases/{case}/closure");
    let office = world.as_("lin.hui").await.get(&path).await;
    assert!(office.status.is_success() && !office.has("结案以后您就看不到了"), "{}", office.text());
    let mut ma = world.as_("ma.jun").await;
    let sheet = ma.get(&path).await;
    assert!(sheet.has("结案以后您就看不到了") && sheet.has("请班主任重新开案"), "{}", sheet.text());
    let closed = ma.submit(&sheet, &path, &[("reason", "goals_reached")]).await;
    assert_eq!((closed.status, closed.has("请班主任重新开案")), (StatusCode::OK, true), "{}", closed.text());
    assert_eq!(ma.get(&format!("/cases/{case}")).await.status, StatusCode::NOT_FOUND);
});

// C1
story!(who_may_not_list_what_was_found_reads_no_nought_in_its_place, |world| {
    assert!(world.as_("lin.hui").await.get("/census").await.has("有需要的学生"));
    let mentor = world.as_("ma.jun").await.get("/census").await;
    assert!(mentor.has("班主任") && !mentor.has("有需要的学生"), "{}", mentor.text());
    // Of one's own class one reads the number, of the classes of two children one serves a dash.
    let deputy = world.as_("zhao.lei").await.get("/census").await;
    assert!(deputy.has("有需要的学生") && deputy.has("–"), "{}", deputy.text());
});

// D1
story!(only_who_writes_home_visits_is_sent_on_one, |world| {
    let sql = "select d.id from dropout d join student s on s.school_id = d.school_id and s.id = d.student_id
        where s.name = $1";
    let entry: DropoutId = world.one(sql, "刘嘉玲").await;
    let entry = format!("/dropouts/{entry}");
    for (login, visits, calls) in
        [("chen.jing", true, true), ("shen.ruo", false, true), ("zhou.wenyuan", false, false)]
    {
        let mut tab = world.as_(login).await;
        for path in ["/dropouts", entry.as_str()] {
            let page = tab.get(path).await;
            assert!(page.has("刘嘉玲"), "{login} {path}");
            assert_eq!(leads(&page, "kind=home_visit"), visits, "{login} {path}");
        }
        assert_eq!(leads(&tab.get(&entry).await, "kind=family_contact"), calls, "{login}");
    }
    // Who serves in a case has no papers: the list belongs to the cases then.
    let mut ma = world.as_("ma.jun").await;
    let list = ma.get("/dropouts").await;
    let back = list.link("帮扶");
    assert_eq!(ma.get(&back).await.status, StatusCode::OK);
});

// M6
story!(the_clock_of_a_child_can_be_stopped_when_nothing_is_due, |world| {
    let (_, child) = case_of(&world, "李雨菲").await;
    let (page, stop) = (format!("/students/{child}"), format!("/students/{child}/excuses/new"));
    for (login, may) in [("ma.jun", true), ("lin.hui", true), ("shen.ruo", false), ("zhou.wenyuan", false)] {
        let mut tab = world.as_(login).await;
        let seen = tab.get(&page).await;
        assert_eq!(leads(&seen, &stop), may, "{login}: {}", seen.text());
        assert_eq!(tab.get(&stop).await.status.is_success(), may, "{login}");
    }
});

// O2, P7
story!(who_keeps_the_rules_finds_the_leadership_group_and_the_library, |world| {
    let mut gao = world.as_("gao.shan").await;
    let rules = gao.get("/duty-rules").await;
    for place in ["/leadership", "/measures"] {
        assert!(leads(&rules, place), "{place}");
        let page = gao.get(place).await;
        assert!(
            page.status.is_success() && leads(&page, "/duty-rules") && !leads(&page, "/cases"),
            "{place}"
        );
    }
    assert!(
        !leads(&world.as_("fang.min").await.get("/duty-rules").await, "/leadership"),
        "who only reads them"
    );
    assert!(leads(&world.as_("lin.hui").await.get("/leadership").await, "/cases"));
});
