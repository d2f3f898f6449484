//! The pairing board: K4.

use axum::http::StatusCode;

use crate::school::{staff, student};
use crate::{World, write};

crate::stories!(
    a_case_without_a_mentor_gets_a_suggestion_with_its_reasons,
    a_child_s_own_choice_is_suggested_first,
    one_tap_accepts_all,
    what_was_accepted_can_be_taken_back,
    a_board_of_yesterday_pairs_nobody_twice,
    nobody_is_given_a_fifth_child,
    a_teacher_of_the_child_s_own_sex_once_it_matters,
    the_board_tells_nobody_of_a_visit_that_is_not_theirs_to_know,
    the_board_keeps_to_ones_rights,
);

async fn case(world: &World, name: &str) -> String {
    let mut tab = world.tab("moral");
    let form = tab.get(&format!("/cases/new?student={}", student(name))).await;
    let fields = [("concern", "最近常常一个人"), ("responsible", &*staff("homeroom").to_string())];
    tab.submit(&form, "/cases", &fields).await.url
}

// K4
async fn a_case_without_a_mentor_gets_a_suggestion_with_its_reasons(world: &World) {
    case(world, "陈雨桐").await;
    write(&mut world.tab("deputy"), &["陈雨桐"], &[("text", "操场边聊了聊。")]).await;
    let mut tab = world.tab("homeroom");
    let board = tab.get("/pairings").await;
    assert_eq!(board.status, StatusCode::OK);
    for words in ["还没有结对教师", "陈雨桐", "唐悦", "这一年谈过 1 次 +6", "教这个班 +8", "建议是怎么来的"]
    {
        assert!(board.has(words), "{words}: {}", board.text());
    }
    assert!(!board.has("⟦"), "{}", board.text());
    let after = tab.submit(&board, "/pairings", &[]).await;
    assert!(after.has("结好对了") && after.has("每个个案都有结对教师了"), "{}", after.text());
    assert!(after.has("带着 1 个"), "{}", after.text());
    let paired = "select count(*) from member where school_id = $1 and part = 'mentor'";
    assert_eq!(world.school.count(paired).await, 1);
    assert!(world.school.events("member.joined").await >= 2);
}

// K4
async fn a_child_s_own_choice_is_suggested_first(world: &World) {
    let case = case(world, "陈雨桐").await;
    let mut tab = world.tab("homeroom");
    let board = tab.get("/pairings").await;
    let id = case.rsplit('/').next().unwrap().to_owned();
    let wish = [("case", &*id), ("staff", &*staff("mentor").to_string())];
    let board = tab.submit(&board, "/pairings/wishes", &wish).await;
    assert!(board.has("吴桐") && board.has("孩子自己想要 +40"), "{}", board.text());
    assert_eq!(world.school.events("mentor.wished").await, 1);
    let other = world.tab("other-homeroom").post("/pairings/wishes", &wish).await;
    assert_eq!(other.status, StatusCode::NOT_FOUND);
}

// K4
async fn one_tap_accepts_all(world: &World) {
    for name in ["陈雨桐", "刘子涵", "杨浩然"] {
        case(world, name).await;
    }
    let mut office = world.tab("moral");
    let board = office.get("/pairings").await;
    assert!(board.has("全部照建议定下（3 对）"), "{}", board.text());
    let all: Vec<(String, String)> = board
        .forms()
        .into_iter()
        .find(|form| form.fields.iter().filter(|field| field.name == "pair").count() > 1)
        .expect("one form holds all")
        .fields
        .iter()
        .map(|field| (field.name.clone(), field.value.clone()))
        .collect();
    let all: Vec<(&str, &str)> = all.iter().map(|(name, value)| (&**name, &**value)).collect();
    let after = office.post("/pairings", &all).await;
    assert!(after.has("每个个案都有结对教师了"), "{}", after.text());
}

// K4, trust
async fn the_board_keeps_to_ones_rights(world: &World) {
    let case = case(world, "陈雨桐").await;
    assert!(!world.tab("other-homeroom").get("/pairings").await.has("陈雨桐"));
    for token in ["registrar", "administrator", "subject"] {
        assert_eq!(world.tab(token).get("/pairings").await.status, StatusCode::NOT_FOUND, "{token}");
    }
    let pair = format!("{}:{}", case.rsplit('/').next().unwrap(), staff("mentor"));
    let mut other = world.tab("other-homeroom");
    assert_eq!(other.post("/pairings", &[("pair", &pair)]).await.status, StatusCode::NOT_FOUND);
    let paired = "select count(*) from member where school_id = $1 and part = 'mentor'";
    assert_eq!(world.school.count(paired).await, 0);
}

const MENTORS: &str =
    "select count(*) from member where school_id = $1 and part = 'mentor' and until_on = '9999-12-31'";

// K4
async fn what_was_accepted_can_be_taken_back(world: &World) {
    case(world, "陈雨桐").await;
    let mut tab = world.tab("homeroom");
    let board = tab.get("/pairings").await;
    let after = tab.submit(&board, "/pairings", &[]).await;
    assert!(after.has("今天结好的"), "{}", after.text());
    assert_eq!(world.school.count(MENTORS).await, 1);
    let form =
        after.forms().into_iter().find(|form| form.action.ends_with("/undo")).expect("it can be taken back");
    assert_eq!(world.tab("other-homeroom").post(&form.action, &[]).await.status, StatusCode::NOT_FOUND);
    let after = tab.post(&form.action, &[]).await;
    assert!(
        after.has("撤回了") && after.has("还没有结对教师") && !after.has("今天结好的"),
        "{}",
        after.text()
    );
    assert_eq!(world.school.count(MENTORS).await, 0);
    assert_eq!(world.school.events("member.left").await, 1);
}

// K4
async fn a_board_of_yesterday_pairs_nobody_twice(world: &World) {
    let case = case(world, "陈雨桐").await;
    let id = case.rsplit('/').next().unwrap();
    let mut tab = world.tab("homeroom");
    let first = [("case", id), ("staff", &*staff("mentor").to_string())];
    assert!(tab.post("/pairings", &first).await.has("结好对了"));
    let second = [("case", id), ("staff", &*staff("deputy").to_string())];
    assert!(tab.post("/pairings", &second).await.has("有的已经有人先结好了"));
    assert_eq!(world.school.count(MENTORS).await, 1);
    assert_eq!(tab.post("/pairings", &[("pair", "?")]).await.status, StatusCode::BAD_REQUEST);
}

// K4
async fn nobody_is_given_a_fifth_child(world: &World) {
    let mut office = world.tab("moral");
    let mut last = String::new();
    for name in ["陈雨桐", "刘子涵", "何欣怡", "马思远", "杨浩然"] {
        let case = case(world, name).await;
        let pair = format!("{}:{}", case.rsplit('/').next().unwrap(), staff("mentor"));
        last = office.post("/pairings", &[("pair", &pair)]).await.text();
    }
    assert!(last.contains("有的已经有人先结好了"), "{last}");
    assert_eq!(world.school.count(MENTORS).await, 4);
}

// K4
async fn a_teacher_of_the_child_s_own_sex_once_it_matters(world: &World) {
    case(world, "陈雨桐").await;
    world.school.run("update student set sex = 'f' where school_id = $1").await;
    world.school.run("update staff set sex = 'f' where school_id = $1").await;
    assert!(!world.tab("homeroom").get("/pairings").await.has("和孩子同性别 +5"));
    world.school.run("update student set boarding = '2' where school_id = $1").await;
    assert!(world.tab("homeroom").get("/pairings").await.has("和孩子同性别 +5"));
}

// K4, trust
async fn the_board_tells_nobody_of_a_visit_that_is_not_theirs_to_know(world: &World) {
    case(world, "陈雨桐").await;
    let visit = [("kind", "home_visit"), ("text", "和奶奶聊了聊。")];
    write(&mut world.tab("deputy"), &["陈雨桐"], &visit).await;
    assert!(world.tab("homeroom").get("/pairings").await.has("这一年谈过 1 次"));
    assert!(!world.tab("psychologist").get("/pairings").await.has("这一年谈过 1 次"));
    assert!(world.school.readings("psychologist", "case").await > 0);
}
