//! What was tried for similar children (P6): counted for the whole school, told without a name, never of a few.

use axum::http::StatusCode;
use db::args;
use kernel::SchoolId;
use noticing::word::Category;
use uuid::Uuid;

use crate::plans::{found, write};
use crate::school::student;
use crate::{World, open_case};

crate::stories!(
    what_was_tried_for_similar_children_is_told_in_numbers_and_taken_with_one_tap,
    a_few_children_of_others_are_not_told_of,
    a_sensitive_category_needs_ten_children,
    a_measure_leads_only_to_children_whom_one_may_see,
    what_helped_this_child_before_comes_first,
    a_form_says_beside_a_measure_how_it_went,
);

const SCHOOL: SchoolId = SchoolId(7);

/// So many more children of class 4 (2) in this category, for whom a measure ended so.
pub async fn strangers(world: &World, category: &str, outcomes: &[&str]) {
    let mut tx = world.school.app.db.begin().await.unwrap();
    for (at, outcome) in outcomes.iter().enumerate() {
        let id = |kind: u128| Uuid::from_u128((kind << 64) + 900 + at as u128);
        let (child, case, by) = (id(2), id(21), crate::school::staff("other-homeroom"));
        tx.run(
            "insert into student (school_id, id, name, sort_key, sex, created_at) values ($1, $2, $3, $4, $5, $6)",
            args![SCHOOL, child, format!("邻班{at}"), format!("z{at}"), "f", 0i64],
        )
        .await
        .unwrap();
        let class = Uuid::from_u128((4 << 64) + 2);
        tx.run(
            "insert into enrollment (school_id, id, student_id, class_id, from_on) values ($1, $2, $3, $4, $5)",
            args![SCHOOL, id(22), child, class, "2026-09-01"],
        )
        .await
        .unwrap();
        tx.run(
            "insert into finding (school_id, id, student_id, category, since_on, source, found_on, found_at, found_by)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            args![SCHOOL, id(23), child, category, "2026-09-01", "observation", "2026-09-01", 0i64, by],
        )
        .await
        .unwrap();
        tx.run(
            "insert into support_case (school_id, id, student_id, tier, opened_on, opened_at, opened_by, concern_cell)
             values ($1, $2, $3, $4, $5, $6, $7, $8)",
            args![SCHOOL, case, child, "class", "2026-09-02", 0i64, by, vec![1u8]],
        )
        .await
        .unwrap();
        tx.run(
            "insert into measure_use (school_id, id, case_id, student_id, measure, from_on, until_on, outcome, added_at, added_by)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            args![SCHOOL, id(24), case, child, "weekly-talk", "2026-09-05", "2026-10-20", *outcome, 0i64, by],
        )
        .await
        .unwrap();
    }
    tx.commit().await.unwrap();
}

// P6
async fn what_was_tried_for_similar_children_is_told_in_numbers_and_taken_with_one_tap(world: &World) {
    strangers(world, "left_behind", &["helped", "helped", "partly", "helped", "helped", "not", "helped"])
        .await;
    found(world, "陈雨桐", Category::LeftBehind).await;
    let mut tab = world.tab("homeroom");
    let case = open_case(&mut tab, "陈雨桐", &[]).await.url;
    let page = tab.get(&format!("{case}/plan")).await;
    assert!(!page.has("⟦"), "{}", page.text());
    for words in
        ["类似的孩子，试过什么", "7 个孩子用过", "5 个很有用", "1 个有些用", "1 个没什么用", "先问问他自己"]
    {
        assert!(page.has(words), "{words}: {}", page.text());
    }
    assert!(page.has("多半会有些用") || page.has("说不准"), "{}", page.text());
    assert!(!page.has("邻班") && !page.html().contains("/measures/weekly-talk/cases"), "{}", page.text());
    let taken = tab.submit(&page, &format!("{case}/measures"), &[("measure", "weekly-talk")]).await;
    assert!(taken.has("放进计划了") && taken.has("每周固定时间聊一次"), "{}", taken.text());
    assert!(!taken.has("7 个孩子用过"), "what is at work is not offered again");
    assert_eq!(world.school.events("measure.begun").await, 1);
    let twice = tab.post(&format!("{case}/measures"), &[("measure", "weekly-talk")]).await;
    assert!(twice.status.is_redirection() || twice.status == StatusCode::OK);
    assert_eq!(world.school.events("measure.begun").await, 1, "taken twice is taken once");
    let back = taken.forms().into_iter().find(|form| form.action.ends_with("/withdrawal")).unwrap().action;
    let back = tab.submit(&taken, &back, &[]).await;
    assert!(back.has("7 个孩子用过") && back.has("拿出来了"), "{}", back.text());
    let unknown = tab.post(&format!("{case}/measures"), &[("measure", "no-such")]).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    let stranger =
        world.tab("other-homeroom").post(&format!("{case}/measures"), &[("measure", "video-call")]).await;
    assert_eq!(stranger.status, StatusCode::NOT_FOUND);
}

// P6
async fn a_few_children_of_others_are_not_told_of(world: &World) {
    strangers(world, "left_behind", &["helped", "helped", "helped", "helped"]).await;
    let mut tab = world.tab("homeroom");
    for name in ["陈雨桐", "刘子涵", "何欣怡"] {
        found(world, name, Category::LeftBehind).await;
    }
    for name in ["刘子涵", "何欣怡"] {
        let case = open_case(&mut tab, name, &[]).await.url;
        let page = tab.get(&format!("{case}/plan")).await;
        assert!(page.has("还没有能说的") && !page.has("个孩子用过："), "{}", page.text());
        let kept = write(&mut tab, &case, &[("pick", "weekly-talk")]).await;
        let end = kept.forms().into_iter().find(|form| form.action.ends_with("/end")).unwrap().action;
        tab.submit(&kept, &end, &[("outcome", "helped")]).await;
    }
    let case = open_case(&mut tab, "陈雨桐", &[]).await.url;
    let page = tab.get(&format!("{case}/plan")).await;
    assert!(!page.has("个孩子用过："), "two of her own and four strangers: {}", page.text());
    let office = world.tab("moral").get(&format!("{case}/plan")).await;
    assert!(office.has("6 个孩子用过"), "who may see them all is told: {}", office.text());
}

// P6
async fn a_sensitive_category_needs_ten_children(world: &World) {
    strangers(world, "poor", &["helped"; 9]).await;
    found(world, "陈雨桐", Category::Poor).await;
    let mut tab = world.tab("homeroom");
    let case = open_case(&mut tab, "陈雨桐", &[]).await.url;
    let page = tab.get(&format!("{case}/plan")).await;
    assert!(!page.has("个孩子用过："), "{}", page.text());
}

// P6
async fn a_measure_leads_only_to_children_whom_one_may_see(world: &World) {
    strangers(world, "left_behind", &["helped"; 6]).await;
    found(world, "刘子涵", Category::LeftBehind).await;
    let mut tab = world.tab("homeroom");
    let case = open_case(&mut tab, "刘子涵", &[]).await.url;
    write(&mut tab, &case, &[("pick", "weekly-talk")]).await;
    let own = tab.get("/measures/weekly-talk/cases").await;
    assert!(own.has("刘子涵") && !own.has("邻班") && !own.has("⟦"), "{}", own.text());
    assert!(world.school.readings("homeroom", "case").await > 0);
    let other = world.tab("other-homeroom").get("/measures/weekly-talk/cases").await;
    assert!(other.has("邻班0") && !other.has("刘子涵"), "{}", other.text());
    for (token, status) in [("administrator", StatusCode::NOT_FOUND), ("homeroom", StatusCode::NOT_FOUND)] {
        let address =
            if token == "homeroom" { "/measures/none/cases" } else { "/measures/weekly-talk/cases" };
        assert_eq!(world.tab(token).get(address).await.status, status, "{token}");
    }
    let none = world.tab("mentor").get("/measures/weekly-talk/cases").await;
    assert!(
        none.status == StatusCode::NOT_FOUND || (!none.has("刘子涵") && !none.has("邻班")),
        "{}",
        none.text()
    );
}

// P6, K5
async fn what_helped_this_child_before_comes_first(world: &World) {
    let mut tab = world.tab("homeroom");
    let case = open_case(&mut tab, "陈雨桐", &[]).await.url;
    let kept = write(&mut tab, &case, &[("pick", "weekly-talk")]).await;
    let end = kept.forms().into_iter().find(|form| form.action.ends_with("/end")).unwrap().action;
    tab.submit(&kept, &end, &[("outcome", "helped"), ("words", "会自己来找我聊")]).await;
    let form = tab.get(&format!("{case}/closure")).await;
    let closed = tab
        .submit(&form, &format!("{case}/closure"), &[("reason", "goals_reached"), ("note", "稳定了。")])
        .await;
    assert!(closed.status == StatusCode::OK, "{}", closed.text());
    let sheet = tab.get(&format!("/cases/new?student={}", student("陈雨桐"))).await;
    assert!(sheet.has("每周固定时间聊一次"), "the sheet of a second case tells it: {}", sheet.text());
    let again = open_case(&mut tab, "陈雨桐", &[]).await.url;
    assert_ne!(again, case);
    let page = tab.get(&format!("{again}/plan")).await;
    assert!(page.has("以前对这个孩子有用的") && page.has("会自己来找我聊"), "{}", page.text());
    let taken = tab.submit(&page, &format!("{again}/measures"), &[("measure", "weekly-talk")]).await;
    assert!(!taken.has("以前对这个孩子有用的"), "{}", taken.text());
}

// P6
async fn a_form_says_beside_a_measure_how_it_went(world: &World) {
    strangers(world, "left_behind", &["helped", "helped", "helped", "partly", "unclear"]).await;
    found(world, "陈雨桐", Category::LeftBehind).await;
    let mut tab = world.tab("homeroom");
    let case = open_case(&mut tab, "陈雨桐", &[]).await.url;
    let form = tab.get(&format!("{case}/plan/edit")).await;
    assert!(
        form.has("留守儿童 · 小学：5 个孩子用过") || form.has(" · 小学：5 个孩子用过"),
        "{}",
        form.text()
    );
}
