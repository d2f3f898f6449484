//! Tiers: K2, and how they fade (C6).

use axum::http::StatusCode;
use testkit::client::{Client, Page};

use crate::World;
use crate::school::student;

crate::stories!(
    the_class_asks_the_grade_in_one_sentence_and_the_grade_takes_the_case,
    a_request_is_returned_with_a_reason_and_the_asker_sees_why,
    nobody_answers_the_own_request,
    who_does_not_speak_for_a_tier_neither_asks_nor_answers,
    a_case_goes_back_when_the_class_accepts,
    a_serious_breach_goes_to_the_principal_with_an_education_plan,
    a_tier_past_its_day_is_looked_at_again_or_ends,
    opening_for_a_higher_tier_asks_it,
    the_board_says_what_waits_for_whom,
    forms_of_a_tier_are_written_by_those_who_speak_for_it,
);

const SENTENCE: &str = "连着谈了六次，还是天天迟到，请年级一起家访。";

/// Opens a case for this child as the homeroom teacher of the class; its address.
async fn case(world: &World, name: &str) -> String {
    let mut tab = world.tab("homeroom");
    let form = tab.get(&format!("/cases/new?student={}", student(name))).await;
    tab.submit(&form, "/cases", &[("concern", "最近常常一个人")]).await.url
}

/// Asks; the page after it.
async fn ask(tab: &mut Client, case: &str, way: &str, more: &[(&str, &str)]) -> Page {
    let form = tab.get(&format!("{case}/tier-requests/new?way={way}")).await;
    let mut fields = more.to_vec();
    if more.iter().all(|(name, _)| *name != "reason") {
        fields.push(("reason", SENTENCE));
    }
    tab.submit(&form, &format!("{case}/tier-requests"), &fields).await
}

/// The address of the request that waits, as the page of the case shows it to whom it concerns.
async fn request(tab: &mut Client, case: &str) -> String {
    let page = tab.get(case).await;
    let html = page.html();
    let at = html.find("/tier-requests/").unwrap_or_else(|| panic!("{}", page.text()));
    html[at..].chars().take("/tier-requests/".len() + 36).collect()
}

async fn accept(tab: &mut Client, case: &str) -> Page {
    let asked = request(tab, case).await;
    let page = tab.get(&asked).await;
    tab.submit(&page, &format!("{asked}/acceptance"), &[]).await
}

async fn tier(world: &World) -> String {
    let mut conn = world.school.app.db.reader().await.unwrap();
    conn.one("select tier from support_case where school_id = $1", db::args![kernel::SchoolId(7)])
        .await
        .unwrap()
}

// K2
async fn the_class_asks_the_grade_in_one_sentence_and_the_grade_takes_the_case(world: &World) {
    let case = case(world, "陈雨桐").await;
    let mut teacher = world.tab("homeroom");
    let empty = ask(&mut teacher, &case, "up", &[("reason", "")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY, "a reason is needed");
    let asked = ask(&mut teacher, &case, "up", &[("tried", "谈心六次，家访一次")]).await;
    assert!(asked.has("发出去了") && asked.has("等着答复") && asked.has("谈心六次"), "{}", asked.text());
    assert_eq!(tier(world).await, "class", "asking changes nothing yet");
    let again = ask(&mut teacher, &case, "up", &[]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.has("已经有一个请求在等答复"), "{}", again.text());
    let taken = accept(&mut world.tab("grade"), &case).await;
    assert!(taken.has("接手了") && taken.has("班级 → 年级") && taken.has(SENTENCE), "{}", taken.text());
    assert_eq!(tier(world).await, "grade");
    let leads = "select count(*) from member where school_id = $1 and part = 'leader'";
    assert_eq!(world.school.count(leads).await, 1, "who takes it stands in the team");
    let dated = "select count(*) from tier_change where school_id = $1 and answer = 'accepted' and answered_on = '2026-11-20' and review_on = '2027-01-15'";
    assert_eq!(world.school.count(dated).await, 1);
    assert_eq!(world.school.events("tier.asked").await, 1);
    assert_eq!(world.school.events("tier.changed").await, 1);
}

// K2
async fn a_request_is_returned_with_a_reason_and_the_asker_sees_why(world: &World) {
    let case = case(world, "陈雨桐").await;
    let mut teacher = world.tab("homeroom");
    ask(&mut teacher, &case, "up", &[]).await;
    let mut grade = world.tab("grade");
    let asked = request(&mut grade, &case).await;
    let page = grade.get(&asked).await;
    assert!(page.has(SENTENCE) && page.has("接手"), "{}", page.text());
    let back = grade.submit(&page, &format!("{asked}/return"), &[]).await;
    assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY, "without a reason it does not go back");
    grade.submit(&back, &format!("{asked}/return"), &[("why", "先请心理老师谈一次")]).await;
    let seen = teacher.get(&asked).await;
    assert!(seen.has("退回了") && seen.has("先请心理老师谈一次") && seen.has("冯岚"), "{}", seen.text());
    assert_eq!(tier(world).await, "class");
    let late = grade.post(&format!("{asked}/acceptance"), &[]).await;
    assert_ne!(late.status, StatusCode::OK, "what was answered is answered");
    assert_eq!(tier(world).await, "class");
    assert!(ask(&mut teacher, &case, "up", &[]).await.has("发出去了"), "it can be asked again");
}

async fn nobody_answers_the_own_request(world: &World) {
    let case = case(world, "陈雨桐").await;
    let mut office = world.tab("moral");
    ask(&mut office, &case, "up", &[]).await;
    let asked = request(&mut office, &case).await;
    assert!(!office.get(&asked).await.html().contains("/acceptance"));
    assert_eq!(office.post(&format!("{asked}/acceptance"), &[]).await.status, StatusCode::NOT_FOUND);
    let back = office.post(&format!("{asked}/withdrawal"), &[]).await;
    assert!(back.has("撤回了"), "{}", back.text());
    assert_eq!(world.school.events("tier.withdrawn").await, 1);
}

// K2, trust
async fn who_does_not_speak_for_a_tier_neither_asks_nor_answers(world: &World) {
    let case = case(world, "陈雨桐").await;
    let mut teacher = world.tab("homeroom");
    ask(&mut teacher, &case, "up", &[]).await;
    let asked = request(&mut world.tab("grade"), &case).await;
    for token in ["homeroom", "deputy", "psychologist", "other-homeroom", "subject", "registrar"] {
        let mut tab = world.tab(token);
        for act in ["acceptance", "return"] {
            let answer = tab.post(&format!("{asked}/{act}"), &[("why", "x")]).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{token} {act}");
        }
    }
    for token in ["other-homeroom", "subject", "registrar", "administrator"] {
        let mut tab = world.tab(token);
        assert_eq!(tab.get(&asked).await.status, StatusCode::NOT_FOUND, "{token}");
        let page = tab.get(&format!("{case}/tier-requests/new?way=up")).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{token}");
    }
    assert_eq!(tier(world).await, "class");
    let down = teacher.get(&format!("{case}/tier-requests/new?way=down")).await;
    assert_eq!(down.status, StatusCode::NOT_FOUND, "below the class there is nothing");
}

// K2
async fn a_case_goes_back_when_the_class_accepts(world: &World) {
    let case = case(world, "陈雨桐").await;
    ask(&mut world.tab("homeroom"), &case, "up", &[]).await;
    let mut grade = world.tab("grade");
    accept(&mut grade, &case).await;
    let page = world.tab("homeroom").get(&format!("{case}/tier-requests/new?way=down")).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND, "the grade says when it is needed no longer");
    ask(&mut grade, &case, "down", &[("reason", "两个月没有迟到了")]).await;
    let back = accept(&mut world.tab("homeroom"), &case).await;
    assert!(back.has("年级 → 班级") && back.has("两个月没有迟到了"), "{}", back.text());
    assert_eq!(tier(world).await, "class");
}

// K2
async fn a_serious_breach_goes_to_the_principal_with_an_education_plan(world: &World) {
    let case = case(world, "陈雨桐").await;
    let mut teacher = world.tab("homeroom");
    let told = [("reason", "周三中午翻墙出校，门卫看见。"), ("plan", "导师每天陪走放学路")];
    let missing = ask(&mut teacher, &case, "breach", &told).await;
    assert_eq!(missing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        missing.has("周三中午翻墙出校") && missing.has("导师每天陪走"),
        "the words stay: {}",
        missing.text()
    );
    // A family is told on a day that has been, and one looks again on a day to come.
    for (told_on, review, why) in
        [("2026-12-18", "2026-12-11", "日期不能晚于今天"), ("2026-11-18", "2026-11-02", "已经过去了")]
    {
        let days = [("account", "想去看奶奶"), ("told", told_on), ("review", review)];
        let fields = [told.as_slice(), days.as_slice()].concat();
        let back = teacher.submit(&missing, &format!("{case}/tier-requests"), &fields).await;
        assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY, "{why}: {}", back.text());
        assert!(back.has(why), "{why}: {}", back.text());
    }
    let rest = [("account", "想去看奶奶"), ("told", "2026-11-18"), ("review", "2026-12-11")];
    let sent = teacher
        .submit(&missing, &format!("{case}/tier-requests"), &[told.as_slice(), rest.as_slice()].concat())
        .await;
    assert!(sent.has("教育计划") && sent.has("想去看奶奶"), "{}", sent.text());
    let mut grade = world.tab("grade");
    let asked = request(&mut world.tab("principal"), &case).await;
    assert_eq!(grade.post(&format!("{asked}/acceptance"), &[]).await.status, StatusCode::NOT_FOUND);
    let mut principal = world.tab("principal");
    let page = principal.get(&asked).await;
    assert!(page.has("想去看奶奶") && page.has("严重违纪，报校长"), "{}", page.text());
    // The day of the education plan is the day on which one looks again, on the page and with one tap on the board.
    assert_eq!(page.form(&format!("{asked}/acceptance")).field("review_on").value, "2026-12-11");
    principal.post(&format!("{asked}/acceptance"), &[]).await;
    assert_eq!(tier(world).await, "school");
    let dated = "select count(*) from tier_change where school_id = $1 and answer = 'accepted' and review_on = '2026-12-11'";
    assert_eq!(world.school.count(dated).await, 1);
}

// C6
async fn a_tier_past_its_day_is_looked_at_again_or_ends(world: &World) {
    let case = case(world, "陈雨桐").await;
    ask(&mut world.tab("homeroom"), &case, "up", &[]).await;
    let mut grade = world.tab("grade");
    accept(&mut grade, &case).await;
    world.school.run("update tier_change set review_on = '2026-11-16' where school_id = $1").await;
    let page = grade.get(&case).await;
    assert!(page.has("待复核"), "{}", page.text());
    let mut teacher = world.tab("homeroom");
    let refused = teacher.post(&format!("{case}/tier-reviews"), &[]).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND, "the class does not keep the grade's tier");
    let kept = grade.submit(&page, &format!("{case}/tier-reviews"), &[]).await;
    assert!(kept.has("好的，继续") && !kept.has("待复核"), "{}", kept.text());
    world.school.run("update tier_review set review_on = '2026-10-01' where school_id = $1").await;
    let faded = grade.get(&case).await;
    assert!(faded.has("已过期，不再计入"), "{}", faded.text());
    let ended = grade.submit(&faded, &format!("{case}/tier-end"), &[("tier_end_why", "已经稳定")]).await;
    assert!(ended.has("交回班级了") && ended.has("已经稳定"), "{}", ended.text());
    assert_eq!(tier(world).await, "class");
    assert_eq!(world.school.count("select count(*) from tier_change where school_id = $1").await, 2);
}

// K2
async fn opening_for_a_higher_tier_asks_it(world: &World) {
    let mut teacher = world.tab("homeroom");
    let form = teacher.get(&format!("/cases/new?student={}", student("陈雨桐"))).await;
    let page = teacher.submit(&form, "/cases", &[("concern", "常常一个人"), ("tier", "grade")]).await;
    assert!(page.has("等着答复"), "{}", page.text());
    assert_eq!(tier(world).await, "class");
    accept(&mut world.tab("grade"), &page.url).await;
    assert_eq!(tier(world).await, "grade");
}

// K2
async fn the_board_says_what_waits_for_whom(world: &World) {
    let case = case(world, "陈雨桐").await;
    ask(&mut world.tab("homeroom"), &case, "up", &[]).await;
    let mut grade = world.tab("grade");
    let board = grade.get("/tiers").await;
    for words in ["等答复的", "陈雨桐", "请年级接手", "周敏", "还没有写计划"] {
        assert!(board.has(words), "{words}: {}", board.text());
    }
    assert!(!board.has("⟦") && !board.has(SENTENCE), "the reason is read on its own page");
    let act = board.forms().into_iter().find(|form| form.action.ends_with("/acceptance")).expect("one tap");
    let after = grade.submit(&board, &act.action, &[]).await;
    assert!(after.url.starts_with("/tiers") && after.has("接手了"), "{}", after.text());
    assert_eq!(tier(world).await, "grade");
    let other = world.tab("other-homeroom").get("/tiers").await;
    assert!(!other.has("陈雨桐"), "{}", other.text());
    assert_eq!(world.tab("registrar").get("/tiers").await.status, StatusCode::NOT_FOUND);
    assert!(world.school.readings("grade", "case").await > 0);
}

// K2
async fn forms_of_a_tier_are_written_by_those_who_speak_for_it(world: &World) {
    let case = case(world, "陈雨桐").await;
    let mut teacher = world.tab("homeroom");
    let form = teacher.get(&format!("{case}/tier-forms/class")).await;
    let page = teacher.submit(&form, &format!("{case}/tier-forms/class"), &[("tried", "换了座位")]).await;
    assert!(page.has("写好了") && page.has("换了座位"), "{}", page.text());
    for form in ["grade", "school", "breach", "nothing"] {
        let page = teacher.get(&format!("{case}/tier-forms/{form}")).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{form}");
        let post = teacher.post(&format!("{case}/tier-forms/{form}"), &[("view", "x")]).await;
        assert_eq!(post.status, StatusCode::NOT_FOUND, "{form}");
    }
    let again = teacher.get(&format!("{case}/tier-forms/class")).await;
    assert!(again.html().contains("换了座位"), "what was written last stands there");
}
