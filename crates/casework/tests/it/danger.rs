//! Text that speaks of danger: D5.

use axum::http::StatusCode;
use testkit::client::{Client, Page};

use crate::{World, sheet_for, write};

crate::stories!(
    what_nobody_answered_for_a_day_is_answered_by_the_principal,
    what_speaks_of_danger_is_kept_and_pointed_out_at_once,
    a_named_person_answers_and_the_answer_is_kept,
    who_may_not_read_the_note_never_sees_the_pointer,
    a_sealed_part_points_for_its_readers_alone,
    words_can_be_looked_at_before_they_are_saved,
    every_text_of_a_note_is_looked_at,
    better_words_do_not_hide_what_was_said,
    an_unanswered_danger_is_not_taken_back_without_a_word,
    a_school_adds_a_word_and_takes_it_out,
    what_waits_stands_on_the_day_of_those_it_concerns,
);

const SAID: &str = "课间聊了天。她小声说不想活了，让我别告诉别人。";

async fn count(world: &World, table: &str) -> i64 {
    world.school.count(&format!("select count(*) from {table} where school_id = $1")).await
}

/// The address of the answer form on a page.
fn answer_at(page: &Page) -> String {
    let form = page.forms().into_iter().find(|form| form.action.starts_with("/dangers/"));
    form.unwrap_or_else(|| panic!("no answer asked: {}", page.text())).action
}

async fn what_speaks_of_danger_is_kept_and_pointed_out_at_once(world: &World) {
    let mut tab = world.tab("homeroom");
    let page = write(&mut tab, &["陈雨桐"], &[("text", SAID), ("back", "/")]).await;
    assert!(page.url.starts_with("/notes/"), "not back to the day: {}", page.url);
    for words in [
        "自伤、轻生",
        "她小声说不想活了，让我别告诉别人。",
        "因为写到了“不想活”",
        "心理教师 陈立",
        "德育处 郑卫",
        "第十一条",
        "12356",
    ] {
        assert!(page.has(words), "{words}: {}", page.text());
    }
    let twice = write(&mut tab, &["刘子涵"], &[("text", "她说想死。晚上又说不想活。")]).await;
    assert_eq!(twice.text().matches("收好刀片和药").count(), 1, "what to do is said once");
    assert_eq!(count(world, "note").await, 2, "nothing is lost");
    assert_eq!(world.school.events("danger.pointed").await, 2);
    let calm = write(&mut tab, &["陈雨桐"], &[("text", "她说没有想死，只是累死了，笑着走了。")]).await;
    assert!(!calm.has("现在请这样做"), "{}", calm.text());
    assert_eq!(count(world, "danger").await, 2);
}

async fn a_named_person_answers_and_the_answer_is_kept(world: &World) {
    let mut tab = world.tab("homeroom");
    let page = write(&mut tab, &["陈雨桐"], &[("text", SAID)]).await;
    let act = answer_at(&page);
    let empty = tab.submit(&page, &act, &[]).await;
    assert!(empty.has("请写一句做了什么") && count(world, "danger_answer").await == 0, "{}", empty.text());
    let mut office = world.tab("psychologist");
    let seen = office.get(&page.url).await;
    let done = office.submit(&seen, &act, &[("text", "当面谈了，家长下午到校，一起陪着。")]).await;
    for words in ["看过：", "家长下午到校", "陈立"] {
        assert!(done.has(words), "{words}: {}", done.text());
    }
    assert!(!done.has("现在请这样做"));
    office.submit(&seen, &act, &[("text", "当面谈了，家长下午到校，一起陪着。")]).await;
    assert_eq!(count(world, "danger_answer").await, 1, "the same form twice is one answer");
    assert_eq!(world.school.events("danger.answered").await, 1);
    let again = write(&mut tab, &["刘子涵"], &[("text", "他说要打死那只蚊子，还说要杀了它。")]).await;
    let act = answer_at(&again);
    let done = tab.submit(&again, &act, &[("verdict", "none"), ("text", "说的是蚊子")]).await;
    assert!(done.has("不是危险，因为：") && done.has("说的是蚊子"), "{}", done.text());
}

async fn who_may_not_read_the_note_never_sees_the_pointer(world: &World) {
    let page = write(&mut world.tab("homeroom"), &["陈雨桐"], &[("text", SAID)]).await;
    let act = answer_at(&page);
    let answer = [("key", "01890a5d-ac96-774b-bcce-b302099a8057"), ("verdict", "seen"), ("text", "x")];
    for other in ["other-homeroom", "subject", "mentor", "registrar"] {
        let mut tab = world.tab(other);
        assert_eq!(tab.get(&page.url).await.status, StatusCode::NOT_FOUND, "{other}");
        assert_eq!(tab.post(&act, &answer).await.status, StatusCode::NOT_FOUND, "{other}");
        let (panel, _) = waiting(world, other).await;
        assert_eq!(panel, None, "{other}");
    }
    assert_eq!(count(world, "danger_answer").await, 0);
}

/// The panel as text, and how many readings it logs.
async fn waiting(world: &World, token: &str) -> (Option<String>, usize) {
    let cx = world.school.cx(token).await;
    let mut conn = world.school.app.db.reader().await.unwrap();
    let panel = casework::danger::panel(&mut conn, &cx).await.unwrap();
    panel.map_or((None, 0), |panel| (Some(format!("{:?}", panel.rows)), panel.permits.len()))
}

async fn a_sealed_part_points_for_its_readers_alone(world: &World) {
    let mut tab = world.tab("homeroom");
    let reader = crate::school::staff("psychologist").to_string();
    let sealed = [("text", "聊了一会儿。"), ("sealed_text", SAID), ("reader", &*reader)];
    let page = write(&mut tab, &["陈雨桐"], &sealed).await;
    assert!(page.has("自伤、轻生"), "{}", page.text());
    let act = answer_at(&page);
    assert!(world.tab("psychologist").get(&page.url).await.has("自伤、轻生"));
    let mut office = world.tab("moral");
    let seen = office.get(&page.url).await;
    assert!(seen.has("聊了一会儿。") && !seen.has("自伤") && !seen.has("现在请这样做"), "{}", seen.text());
    let answer = [("key", "01890a5d-ac96-774b-bcce-b302099a8057"), ("verdict", "seen"), ("text", "x")];
    assert_eq!(office.post(&act, &answer).await.status, StatusCode::NOT_FOUND);
    assert_eq!(waiting(world, "moral").await.0, None, "that it waits is not told either");
    assert!(waiting(world, "psychologist").await.0.is_some());
    let told = "select count(*) from event where school_id = $1 and name = 'danger.pointed' and student_id is not null";
    assert_eq!(world.school.count(told).await, 0, "no history of a child can tell");
}

async fn words_can_be_looked_at_before_they_are_saved(world: &World) {
    let mut tab = world.tab("homeroom");
    let sheet = tab.get(&sheet_for(&["陈雨桐"])).await;
    let mut fields = sheet.form("/notes").filled(&[("text", SAID), ("kind", "home_visit")]);
    fields.push(("act".to_owned(), "check".to_owned()));
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (&**name, &**value)).collect();
    let page = tab.post("/notes", &fields).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(
        page.has("自伤、轻生") && page.has("不影响保存") && page.html().contains(SAID),
        "{}",
        page.text()
    );
    assert!(page.has("家里的情况"), "the fields of the kind chosen: {}", page.text());
    assert_eq!(count(world, "note").await, 0);
    let saved = tab.submit(&page, "/notes", &[("x_met", "nobody")]).await;
    assert!(saved.has("没有人在家") && saved.has("自伤、轻生"), "{}", saved.text());
}

async fn every_text_of_a_note_is_looked_at(world: &World) {
    let mut tab = world.tab("homeroom");
    for (name, kind) in [("own_words", "talk"), ("x_home", "home_visit"), ("x_hard", "student_report")] {
        let sheet = tab.get(&format!("{}&kind={kind}", sheet_for(&["陈雨桐"]))).await;
        let page = tab.submit(&sheet, "/notes", &[("text", "记一下。"), (name, "爸爸用皮带抽他。")]).await;
        assert!(page.has("受到侵害") && page.has("110"), "{name}: {}", page.text());
    }
}

async fn better_words_do_not_hide_what_was_said(world: &World) {
    let mut tab = world.tab("homeroom");
    let note = write(&mut tab, &["陈雨桐"], &[("text", SAID)]).await.url;
    let edit = tab.get(&format!("{note}/edit")).await;
    let page = tab.submit(&edit, &note, &[("text", "聊了天，一切都好。")]).await;
    assert!(page.has("她小声说不想活了") && page.has("现在请这样做"), "{}", page.text());
    assert_eq!(count(world, "danger").await, 1);
    let edit = tab.get(&format!("{note}/edit")).await;
    let page = tab.submit(&edit, &note, &[("text", "聊了天。他说有人天天勒索他。")]).await;
    assert!(page.has("暴力、欺凌"), "{}", page.text());
    assert_eq!(count(world, "danger").await, 2, "what is new is pointed out anew");
}

async fn an_unanswered_danger_is_not_taken_back_without_a_word(world: &World) {
    let mut tab = world.tab("homeroom");
    let page = write(&mut tab, &["陈雨桐"], &[("text", SAID)]).await;
    let act = format!("{}/withdrawal", page.url);
    let refused = tab.post(&act, &[]).await;
    assert!(refused.has("不想活"), "{}", refused.text());
    let gone = tab.post(&act, &[("why", "写错了学生，已重新记在刘子涵名下")]).await;
    assert!(gone.has("这条记录已撤下") && !gone.has("不想活"), "{}", gone.text());
    assert_eq!(waiting(world, "homeroom").await.0, None);
}

async fn a_school_adds_a_word_and_takes_it_out(world: &World) {
    let text = [("text", "他说今晚要去老地方上路。")];
    let quiet = write(&mut world.tab("homeroom"), &["陈雨桐"], &text).await;
    assert!(!quiet.has("现在请这样做"), "{}", quiet.text());
    let mut office = world.tab("moral");
    let page = office.get("/danger-words").await;
    assert!(page.has("自杀") && page.has("累死") && page.has("还没有添过"), "{}", page.text());
    assert!(page.links().iter().any(|link| link.href == "/duty-rules"), "the way back");
    let tried = office.submit(&page, "/danger-words/trial", &[("sentence", "他说要跳楼。")]).await;
    assert!(tried.has("因为写到了“跳楼”"), "{}", tried.text());
    let short = office.submit(&page, "/danger-words", &[("entry", "…"), ("danger", "self_harm")]).await;
    assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
    let added =
        office.submit(&page, "/danger-words", &[("entry", "老地方…上路"), ("danger", "self_harm")]).await;
    assert!(added.has("老地方…上路") && added.has("郑卫"), "{}", added.text());
    let loud = write(&mut world.tab("homeroom"), &["陈雨桐"], &text).await;
    assert!(loud.has("因为写到了“老地方…上路”"), "{}", loud.text());
    let act = added.forms().into_iter().find(|form| form.action.ends_with("/withdrawal")).unwrap().action;
    assert_eq!(world.tab("homeroom").post(&act, &[]).await.status, StatusCode::NOT_FOUND);
    assert!(office.submit(&added, &act, &[]).await.has("还没有添过"));
    assert_eq!(world.tab("homeroom").get("/danger-words").await.status, StatusCode::NOT_FOUND);
    assert_eq!(world.school.events("danger_word.added").await, 1);
    assert_eq!(world.school.events("danger_word.withdrawn").await, 1);
}

async fn what_waits_stands_on_the_day_of_those_it_concerns(world: &World) {
    let mut tab: Client = world.tab("homeroom");
    let page = write(&mut tab, &["陈雨桐", "刘子涵"], &[("text", SAID)]).await;
    for token in ["homeroom", "psychologist", "moral"] {
        let (panel, permits) = waiting(world, token).await;
        let panel = panel.unwrap_or_else(|| panic!("{token}"));
        assert!(panel.contains("陈雨桐") && panel.contains(&page.url) && permits > 0, "{panel}");
        assert!(!panel.contains("不想活") && !panel.contains("自伤"), "what it speaks of is not shown there");
    }
    tab.submit(&page, &answer_at(&page), &[("text", "已经和心理老师一起谈过")]).await;
    for token in ["homeroom", "psychologist", "moral"] {
        assert_eq!(waiting(world, token).await.0, None, "{token}");
    }
}

// D5
async fn what_nobody_answered_for_a_day_is_answered_by_the_principal(world: &World) {
    let page = write(&mut world.tab("homeroom"), &["陈雨桐"], &[("text", SAID)]).await;
    let act = answer_at(&page);
    let mut principal = world.tab("principal");
    let seen = principal.get(&page.url).await;
    assert!(seen.has("一天之内没有人写下怎么做"), "{}", seen.text());
    assert!(!seen.forms().iter().any(|form| form.action == act), "those who stand nearest come first");
    let fields = [("key", "00000000-0000-4000-8000-000000000001"), ("verdict", "seen"), ("text", "我来了")];
    assert_eq!(principal.post(&act, &fields).await.status, StatusCode::NOT_FOUND);
    assert_eq!(waiting(world, "principal").await.1, 0);
    world.school.run("update danger set found_at = found_at - 86400000 where school_id = $1").await;
    assert_eq!(waiting(world, "principal").await.1, 1);
    let seen = principal.get(&page.url).await;
    let done = principal.submit(&seen, &act, &[("text", "我和班主任一起去了家里。")]).await;
    assert!(done.has("我和班主任一起去了家里") && done.has("周文远"), "{}", done.text());
    assert_eq!(waiting(world, "principal").await.1, 0);
    world.school.run("delete from danger_answer where school_id = $1").await;
    assert_eq!(world.tab("subject").post(&act, &fields).await.status, StatusCode::NOT_FOUND);
}
