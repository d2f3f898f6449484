//! Who owes what, when: my day, rules, the calendar, excuses, compliance (M1, M2, M3, M6).

use db::args;
use jiff::civil::date;
use kernel::{CaseId, ClassId, Day, FindingId, Instant, MemberId, NoteId, StaffId, StudentId};
use server::demo;
use uuid::Uuid;

use crate::story;
use crate::world::{SCHOOL, World};

/// A child of grade 7, class 2 without a case, given one that Ms Chen answers for.
struct Own {
    child: StudentId,
    name: String,
    case: CaseId,
    chen: StaffId,
}

/// One case and one rule alone: what the demonstration school has is taken away, so that figures can be counted by hand.
async fn own(world: &World, opened: Day) -> Own {
    let chen = staff(world, "chen.jing").await;
    let (child, name) = world.class(7, 2).await.remove(0);
    run(world, "delete from duty_rule where school_id = $1", args![SCHOOL]).await;
    run(
        world,
        "update member set until_on = '2026-09-01', from_on = '2026-09-01' where school_id = $1",
        args![SCHOOL],
    )
    .await;
    run(world, "update support_case set opened_on = '2026-12-31' where school_id = $1", args![SCHOOL]).await;
    run(world, "update excuse set withdrawn_at = 1 where school_id = $1", args![SCHOOL]).await;
    run(world, "delete from day_off where school_id = $1", args![SCHOOL]).await;
    run(world, "delete from absence where school_id = $1", args![SCHOOL]).await;
    run(world, "update follow_up set done_on = '2026-09-01' where school_id = $1", args![SCHOOL]).await;
    run(world, "update note set withdrawn_at = 1 where school_id = $1", args![SCHOOL]).await;
    let case = CaseId(Uuid::from_u128(1));
    let key = world.app.row(SCHOOL, "support_case", *case.0.as_bytes(), access::Kind::Case.label());
    let concern = world.app.seal(&key, "concern_cell", "上课常走神。");
    run(
        world,
        "insert into support_case (school_id, id, student_id, tier, opened_on, opened_at, opened_by, concern_cell)
         values ($1, $2, $3, 'class', $4, 0, $5, $6)",
        args![SCHOOL, case, child, opened, chen, concern],
    )
    .await;
    serve(world, (case, child), chen, ("responsible", opened)).await;
    Own { child, name, case, chen }
}

async fn staff(world: &World, login: &str) -> StaffId {
    world.one("select staff_id from account where login = $1", login).await
}

async fn run(world: &World, sql: &str, args: &[db::Value<'_>]) {
    let mut tx = world.app.db.begin().await.unwrap();
    tx.run(sql, args).await.unwrap();
    tx.commit().await.unwrap();
}

async fn serve(world: &World, (case, child): (CaseId, StudentId), staff: StaffId, (part, from): (&str, Day)) {
    let id = MemberId(world.app.chance.uuid(Instant(0)));
    run(
        world,
        "insert into member (school_id, id, case_id, student_id, staff_id, part, from_on, added_at)
         values ($1, $2, $3, $4, $5, $6, $7, 0)",
        args![SCHOOL, id, case, child, staff, part, from],
    )
    .await;
}

/// A rule of one act a week, from the first day of the term.
async fn weekly(world: &World, who: &str, (name, category): (&str, Option<&str>)) {
    let id = world.app.chance.uuid(Instant(0));
    run(
        world,
        "insert into duty_rule (school_id, id, name, category, who, act, times, per, from_on, made_at)
         values ($1, $2, $3, $4, $5, 'talk', 1, 'week', '2026-09-01', 0)",
        args![SCHOOL, id, name, category, who],
    )
    .await;
}

async fn note(world: &World, own: &Own, kind: &str, on: Day) {
    let id = NoteId(world.app.chance.uuid(Instant(0)));
    run(
        world,
        "insert into note (school_id, id, kind, held_on, text_cell, recorded_at, recorded_by)
         values ($1, $2, $3, $4, $5, 0, $6)",
        args![SCHOOL, id, kind, on, vec![0_u8], own.chen],
    )
    .await;
    let sql = "insert into note_student (school_id, student_id, held_on, note_id) values ($1, $2, $3, $4)";
    run(world, sql, args![SCHOOL, own.child, on, id]).await;
}

/// The frozen day is Friday, 20 November 2026.
const MONDAY: Day = date(2026, 11, 16);
const TALK: &str = "今天还没聊的孩子";

story!(a_talk_owed_this_week_is_on_my_day, |world| {
    let own = own(&world, MONDAY).await;
    weekly(&world, "responsible", ("每周聊一聊", None)).await;
    let mut chen = world.as_("chen.jing").await;
    let page = chen.get("/").await;
    assert!(page.text().contains(TALK) && page.text().contains(&own.name), "{}", page.text());
    assert!(page.text().contains("本周还差 1 次"), "{}", page.text());
    let html = String::from_utf8_lossy(&page.body);
    assert!(html.contains(&format!("/notes/new?student={}&#38;kind=talk&#38;back=/", own.child)), "{html}");
    assert_eq!(demo::DAY, date(2026, 11, 20));
});

story!(on_a_childs_page_it_is_said_who_else_owes_what, |world| {
    let children = world.class(7, 2).await;
    let (child, _) = children.iter().find(|(_, name)| name == "单雨桐").unwrap();
    let address = format!("/students/{child}");
    let page = world.as_("chen.jing").await.get(&address).await;
    assert!(page.text().contains("和孩子聊聊：本周还差 1 次"), "one's own needs no name: {}", page.text());
    let page = world.as_("lin.hui").await.get(&address).await;
    assert!(page.text().contains("和孩子聊聊（陈静）：本周还差 1 次"), "{}", page.text());
});

story!(a_term_that_ends_before_it_begins_comes_back_with_the_days_typed, |world| {
    let mut gao = world.as_("gao.shan").await;
    let term: kernel::TermId = world.one("select id from term where name like $1", "%第一学期").await;
    let form = gao.get("/calendar").await;
    let back = gao.submit(&form, &format!("/calendar/terms/{term}"), &[("ends_on", "2026-01-01")]).await;
    assert_eq!(back.status.as_u16(), 422);
    assert!(back.has("学期的结束日期早于开始日期"), "{}", back.text());
    assert!(
        back.html().contains("value=\"2026-01-01\"") && back.html().contains("<details open>"),
        "{}",
        back.html()
    );
});

story!(any_real_contact_clears_the_list, |world| {
    let own = own(&world, MONDAY).await;
    weekly(&world, "responsible", ("每周聊一聊", None)).await;
    let mut chen = world.as_("chen.jing").await;
    note(&world, &own, "observation", MONDAY).await;
    assert!(chen.get("/").await.text().contains(TALK), "watching is not meeting");
    note(&world, &own, "home_visit", MONDAY).await;
    let page = chen.get("/").await;
    assert!(!page.text().contains(TALK) && page.text().contains("做好了（1）"), "{}", page.text());
});

story!(an_excuse_stops_the_clock, |world| {
    let own = own(&world, MONDAY).await;
    weekly(&world, "responsible", ("每周聊一聊", None)).await;
    let mut chen = world.as_("chen.jing").await;
    let form = chen.get(&format!("/students/{}/excuses/new?back=/", own.child)).await;
    let action = format!("/students/{}/excuses", own.child);
    let back = chen.submit(&form, &action, &[("from", "2026-11-16"), ("until", "2026-11-20")]).await;
    assert_eq!(back.status.as_u16(), 422, "a reason is needed");
    let days = [("reason", "sick"), ("from", "2026-11-16"), ("until", "2026-11-20"), ("note", "发烧")];
    let day = chen.submit(&back, &action, &days).await;
    assert!(!day.text().contains(TALK) && day.text().contains("暂停计时"), "{}", day.text());
    // Nothing is owed now: the child's page says why, and leads to where it can be taken back.
    let child = chen.get(&format!("/students/{}", own.child)).await;
    assert!(child.text().contains("到11月20日先不催（学生生病请假）"), "{}", child.text());
    assert!(child.links().iter().any(|link| link.href.starts_with(&format!("{action}/new"))));
    assert!(!child.text().contains("发烧"), "the words beside it stand where the excuse stands");
    let again = chen.submit(&back, &action, &days).await;
    assert_eq!(again.status.as_u16(), 200, "the same form twice is one excuse");
    let count = "select count(*) from excuse where school_id = 1 and withdrawn_at is null";
    assert_eq!(world.count(count).await, 1);
    let form = chen.get(&format!("/students/{}/excuses/new?back=/", own.child)).await;
    assert!(form.text().contains("发烧"));
    let id: Uuid =
        world.one("select id from excuse where withdrawn_at is null and reason = $1", "sick").await;
    let day = chen.submit(&form, &format!("{action}/{id}/withdrawal"), &[]).await;
    assert!(day.text().contains(TALK), "{}", day.text());
    let mut feng = world.as_("feng.lin").await;
    assert_eq!(feng.get(&format!("{action}/new")).await.status.as_u16(), 404, "not her child");
});

story!(a_holiday_week_owes_nothing, |world| {
    own(&world, MONDAY).await;
    weekly(&world, "responsible", ("每周聊一聊", None)).await;
    let mut lin = world.as_("lin.hui").await;
    let page = lin.get("/calendar").await;
    let put = [("kind", "holiday"), ("name", "校庆"), ("from", "2026-11-16"), ("until", "2026-11-20")];
    let shown = lin.submit(&page, "/calendar/days", &put).await;
    assert!(shown.text().contains("校庆"), "{}", shown.text());
    let mut chen = world.as_("chen.jing").await;
    assert!(!chen.get("/").await.text().contains(TALK));
    let wrong = [("kind", "make_up"), ("name", "补课"), ("from", "2026-11-25"), ("until", "")];
    let back = lin.submit(&shown, "/calendar/days", &wrong).await;
    assert!(back.status.as_u16() == 422 && back.text().contains("这一天本来就上课"), "{}", back.text());
    assert_eq!(chen.get("/calendar").await.status.as_u16(), 404);
});

story!(a_mentor_sees_only_her_own_duties, |world| {
    let own = own(&world, MONDAY).await;
    weekly(&world, "responsible", ("责任人每周谈", None)).await;
    serve(&world, (own.case, own.child), staff(&world, "feng.lin").await, ("mentor", MONDAY)).await;
    let mut feng = world.as_("feng.lin").await;
    assert!(!feng.get("/").await.text().contains(TALK), "the responsible teacher owes it");
    weekly(&world, "mentor", ("结对每周谈", None)).await;
    let page = feng.get("/").await;
    assert!(page.text().contains(TALK) && page.text().contains(&own.name), "{}", page.text());
    let figures = feng.get("/compliance?by=person&from=2026-11-09&until=2026-11-30").await;
    assert!(!figures.text().contains("陈静"), "{}", figures.text());
    let mut other = world.as_("ma.jun").await;
    assert!(!other.get("/").await.text().contains(&own.name));
});

story!(the_list_does_not_name_a_psychological_category_to_a_mentor, |world| {
    let own = own(&world, MONDAY).await;
    weekly(&world, "mentor", ("心理关注每周谈", Some("psychological"))).await;
    serve(&world, (own.case, own.child), staff(&world, "feng.lin").await, ("mentor", MONDAY)).await;
    let mut feng = world.as_("feng.lin").await;
    assert!(!feng.get("/").await.text().contains(TALK), "no such finding yet");
    let id = FindingId(Uuid::from_u128(3));
    run(
        &world,
        "insert into finding (school_id, id, student_id, category, since_on, source, found_on, found_at, found_by)
         values ($1, $2, $3, 'psychological', '2026-09-01', 'observation', '2026-09-01', 0, $4)",
        args![SCHOOL, id, own.child, own.chen],
    )
    .await;
    let page = feng.get("/").await;
    assert!(page.text().contains(TALK) && page.text().contains(&own.name), "{}", page.text());
    assert!(!page.text().contains("心理"), "{}", page.text());
    let form = feng.get(&format!("/students/{}/excuses/new", own.child)).await;
    assert!(form.text().contains("每周 1 次") && !form.text().contains("心理"), "{}", form.text());
    let figures = feng.get("/compliance").await;
    assert!(!figures.text().contains("心理"), "{}", figures.text());
});

// C6
story!(a_label_that_nobody_looked_at_again_asks_for_nothing, |world| {
    let own = own(&world, MONDAY).await;
    weekly(&world, "responsible", ("留守的孩子每周聊", Some("left_behind"))).await;
    run(&world, "delete from finding where student_id = $1", args![own.child]).await;
    let id = FindingId(Uuid::from_u128(4));
    run(
        &world,
        "insert into finding (school_id, id, student_id, category, since_on, source, found_on, found_at, found_by,
           review_on)
         values ($1, $2, $3, 'left_behind', '2026-09-01', 'observation', '2026-09-01', 0, $4, '2026-10-20')",
        args![SCHOOL, id, own.child, own.chen],
    )
    .await;
    let mut chen = world.as_("chen.jing").await;
    assert!(!chen.get("/").await.text().contains(TALK), "it faded on the day before");
    run(&world, "update finding set review_on = '2026-10-21' where id = $1", args![id]).await;
    assert!(chen.get("/").await.text().contains(TALK), "its last day is today");
});

story!(compliance_is_counted_from_the_records, |world| {
    // Weeks from 2, 9 and 16 November, the last of which is not over. Talked with on Wednesday of the first, two
    // school days after its Monday; in the second nobody came, and five school days and more went by.
    let own = own(&world, date(2026, 11, 2)).await;
    weekly(&world, "responsible", ("每周聊一聊", None)).await;
    note(&world, &own, "talk", date(2026, 11, 4)).await;
    let range = "from=2026-11-02&until=2026-11-20";
    let mut chen = world.as_("chen.jing").await;
    let page = chen.get(&format!("/compliance?by=class&{range}")).await;
    assert!(page.text().contains("50%") && page.text().contains("1 / 2"), "{}", page.text());
    assert!(page.text().contains("百分比只说明做没做"));
    let class: ClassId = world
        .one("select id from class where school_id = 1 and grade = 7 and cast(number as text) = $1", "2")
        .await;
    let page = chen.get(&format!("/compliance?by=class&group={class}&{range}")).await;
    assert!(page.text().contains(&own.name) && page.text().contains("1 / 2"), "{}", page.text());
    // The first wait is 2 days, the second from Monday 9 to today, Friday 20: 9 school days. The median is 5.5.
    assert!(page.text().contains("5.5 个上课日"), "{}", page.text());
    let person = chen.get(&format!("/compliance?by=person&{range}")).await;
    assert!(person.text().contains("陈静") && person.text().contains("1 / 2"), "{}", person.text());
    let mut yang = world.as_("yang.fan").await;
    assert!(
        !yang.get(&format!("/compliance?by=class&{range}")).await.text().contains("1 / 2"),
        "another class"
    );
    let mut zhou = world.as_("zhou.wenyuan").await;
    assert!(zhou.get(&format!("/compliance?by=grade&{range}")).await.text().contains("1 / 2"));
    let mut gao = world.as_("gao.shan").await;
    assert_eq!(gao.get("/compliance").await.status.as_u16(), 404);
});

story!(an_office_edits_a_rule_and_the_old_one_ends, |world| {
    own(&world, MONDAY).await;
    let mut lin = world.as_("lin.hui").await;
    let page = lin.get("/duty-rules").await;
    let page = lin.submit(&page, "/duty-rules/usual", &[]).await;
    assert!(page.text().contains("责任人每周 1 次：和孩子聊聊"), "{}", page.text());
    let id: Uuid = world.one("select id from duty_rule where name_key = $1", "weekly-talk").await;
    run(&world, "update duty_rule set from_on = '2026-09-01' where school_id = $1", args![SCHOOL]).await;
    let form = lin.get(&format!("/duty-rules/{id}/edit")).await;
    let action = format!("/duty-rules/{id}");
    let back = lin.submit(&form, &action, &[("times", "9")]).await;
    assert!(back.status.as_u16() == 422 && back.text().contains("最多 5 次"), "{}", back.text());
    let page = lin.submit(&form, &action, &[("times", "2")]).await;
    assert!(
        page.text().contains("责任人每周 2 次：和孩子聊聊") && page.text().contains("以前的"),
        "{}",
        page.text()
    );
    lin.submit(&form, &action, &[("times", "2")]).await;
    assert_eq!(world.count("select count(*) from duty_rule where name_key = 'weekly-talk'").await, 2);
    let old: String =
        world.one("select until_on from duty_rule where times = 1 and name_key = $1", "weekly-talk").await;
    assert_eq!(old, "2026-11-19");
    let mut chen = world.as_("chen.jing").await;
    assert_eq!(chen.get("/duty-rules").await.status.as_u16(), 404);
    assert_eq!(chen.post("/duty-rules/usual", &[]).await.status.as_u16(), 404);
});

story!(everybody_has_a_first_page_and_leaders_see_who_waits_longest, |world| {
    let own = own(&world, date(2026, 9, 7)).await;
    weekly(&world, "responsible", ("每周聊一聊", None)).await;
    let mut liang = world.as_("liang.zhicheng").await;
    let page = liang.get("/").await;
    assert!(
        page.text().contains("1 个孩子两周没人联系") && page.text().contains(&own.name),
        "{}",
        page.text()
    );
    for login in ["fang.min", "zheng.qiu", "gao.shan", "shen.ruo", "xu.hang", "zhou.wenyuan", "yang.fan"] {
        let page = world.as_(login).await.get("/").await;
        assert!(page.status.as_u16() == 200 && !page.text().contains('⟦'), "{login}: {}", page.text());
    }
    assert!(!world.as_("yang.fan").await.get("/").await.text().contains(&own.name));
});

story!(who_stands_in_has_the_duty_and_the_right_for_these_days_and_no_longer, |world| {
    let own = own(&world, date(2026, 9, 7)).await;
    weekly(&world, "responsible", ("每周聊一聊", None)).await;
    let (tang, chen) = (staff(&world, "tang.xue").await, own.chen);
    let mut tang_client = world.as_("tang.xue").await;
    assert_eq!(tang_client.get(&format!("/notes/new?student={}", own.child)).await.status.as_u16(), 404);
    let mut lin = world.as_("lin.hui").await;
    let page = lin.get("/stand-ins").await;
    let (away, stand_in) = (chen.to_string(), tang.to_string());
    let same = [
        ("away", away.as_str()),
        ("stand_in", away.as_str()),
        ("from", "2026-11-20"),
        ("until", "2026-11-27"),
    ];
    assert_eq!(lin.submit(&page, "/stand-ins", &same).await.status.as_u16(), 422);
    let new = [
        ("away", away.as_str()),
        ("stand_in", stand_in.as_str()),
        ("from", "2026-11-20"),
        ("until", "2026-11-27"),
    ];
    let page = lin.submit(&page, "/stand-ins", &new).await;
    assert!(page.text().contains("唐雪代陈静"), "{}", page.text());
    let day = tang_client.get("/").await;
    assert!(day.text().contains(TALK) && day.text().contains(&own.name), "{}", day.text());
    assert!(day.text().contains("您代陈静照看孩子，到11月27日"), "{}", day.text());
    assert_eq!(tang_client.get(&format!("/notes/new?student={}", own.child)).await.status.as_u16(), 200);
    let day = world.as_("chen.jing").await.get("/").await;
    assert!(!day.text().contains(TALK), "who is away owes nothing");
    assert!(day.text().contains("唐雪这几天代您照看孩子，到11月27日"), "{}", day.text());
    let last: String = world.one("select max(until_on) from member where staff_id = (select staff_id from account where login = $1)", "tang.xue").await;
    assert_eq!(last, "2026-11-27");
    // Ended early: everything is as it was.
    let action = page.forms().into_iter().find(|form| form.action.ends_with("/end")).unwrap().action;
    lin.submit(&page, &action, &[]).await;
    let day = tang_client.get("/").await;
    assert!(!day.text().contains(&own.name) && !day.text().contains("您代陈静"), "{}", day.text());
    assert_eq!(tang_client.get(&format!("/notes/new?student={}", own.child)).await.status.as_u16(), 404);
    assert!(world.as_("chen.jing").await.get("/").await.text().contains(TALK));
    assert_eq!(world.as_("chen.jing").await.post("/stand-ins", &new).await.status.as_u16(), 404);
});

// M6: who will stand in hears of it before the morning on which it begins.
story!(a_stand_in_of_next_week_is_announced_to_both_and_changes_nothing_yet, |world| {
    let own = own(&world, date(2026, 9, 7)).await;
    weekly(&world, "responsible", ("每周聊一聊", None)).await;
    let (away, stand_in) = (own.chen.to_string(), staff(&world, "tang.xue").await.to_string());
    let mut lin = world.as_("lin.hui").await;
    let page = lin.get("/stand-ins").await;
    let days = |from, until| {
        [("away", away.as_str()), ("stand_in", stand_in.as_str()), ("from", from), ("until", until)]
    };
    lin.submit(&page, "/stand-ins", &days("2026-11-24", "2026-11-27")).await;
    let page = lin.get("/stand-ins").await;
    lin.submit(&page, "/stand-ins", &days("2026-12-21", "2026-12-25")).await;
    let day = world.as_("tang.xue").await.get("/").await;
    assert!(day.has("从11月24日到11月27日，您代陈静照看孩子"), "{}", day.text());
    assert!(!day.has(&own.name), "not hers yet: {}", day.text());
    let day = world.as_("chen.jing").await.get("/").await;
    assert!(day.has("从11月24日到11月27日，唐雪代您照看孩子"), "{}", day.text());
    assert!(day.has(TALK) && day.has(&own.name), "hers until then: {}", day.text());
    assert!(!day.has("12月21日"), "what is a month away is not told today");
    let case = world.as_("chen.jing").await.get(&format!("/cases/{}", own.case)).await;
    assert!(case.has("即将参与") && case.has("唐雪 · "), "{}", case.text());
    assert!(!case.has("曾经参与"), "nobody has left: {}", case.text());
    // Called off before it began.
    let page = lin.get("/stand-ins").await;
    assert!(page.has("不用代班了") && !page.has("到昨天为止"), "{}", page.text());
    for form in page.forms().into_iter().filter(|form| form.action.ends_with("/end")) {
        lin.submit(&page, &form.action, &[]).await;
    }
    assert!(!world.as_("tang.xue").await.get("/").await.has("您代陈静"));
    assert!(!world.as_("chen.jing").await.get(&format!("/cases/{}", own.case)).await.has("唐雪 · "));
});

// D4: a promise kept stays in sight for the day, so that a slip of the finger is taken back.
story!(a_promise_kept_is_one_tap_and_stays_for_the_day_to_be_taken_back, |world| {
    let own = own(&world, date(2026, 9, 7)).await;
    let mut chen = world.as_("chen.jing").await;
    let sheet = chen.get(&format!("/notes/new?student={}&kind=talk", own.child)).await;
    let fields =
        [("text", "他想借一本书。"), ("follow_up_text", "带一本昆虫书"), ("follow_up_on", "2026-11-20")];
    chen.submit(&sheet, "/notes", &fields).await;
    let day = chen.get("/").await;
    assert!(day.text().contains("带一本昆虫书"), "{}", day.text());
    let html = day.html();
    let (before, _) = html.split_once("/completion").unwrap();
    let action = format!("/follow-ups/{}/completion", before.rsplit('/').next().unwrap());
    let day = chen.submit(&day, &action, &[]).await;
    assert!(day.text().contains("带一本昆虫书") && day.text().contains("撤回"), "{}", day.text());
    let open = "select count(*) from follow_up where done_on > '2027'";
    let before = world.count(open).await;
    let day = chen.submit(&day, &action, &[("undo", "1")]).await;
    assert!(day.text().contains("做到了"), "{}", day.text());
    assert_eq!(world.count(open).await, before + 1);
});

story!(a_child_ill_at_home_stops_the_clock_and_a_child_who_left_ends_it, |world| {
    let own = own(&world, date(2026, 9, 7)).await;
    weekly(&world, "responsible", ("每周聊一聊", None)).await;
    let mut chen = world.as_("chen.jing").await;
    assert!(chen.get("/").await.text().contains(TALK));
    let sick = "insert into absence (school_id, id, student_id, from_on, until_on, half_days, reason)
        values ($1, $2, $3, '2026-11-19', '2026-11-20', $4, $5)";
    let id = Uuid::from_u128(7);
    run(&world, sick, args![SCHOOL, id, own.child, 4, "旷课"]).await;
    assert!(chen.get("/").await.text().contains(TALK), "a truant is looked for");
    run(&world, "update absence set reason = '病假' where id = $1", args![id]).await;
    assert!(!chen.get("/").await.text().contains(TALK));
    run(&world, "delete from absence where id = $1", args![id]).await;
    run(&world, "update student set left_on = '2026-11-18' where id = $1", args![own.child]).await;
    assert!(!chen.get("/").await.text().contains(TALK), "nobody owes a child who has left");
});

story!(beside_each_percentage_stand_the_weeks_and_what_the_dates_and_the_checks_say, |world| {
    let own = own(&world, date(2026, 11, 2)).await;
    weekly(&world, "responsible", ("每周聊一聊", None)).await;
    note(&world, &own, "talk", date(2026, 11, 10)).await;
    let mut lin = world.as_("lin.hui").await;
    let page = lin.get("/compliance?by=person&from=2026-11-02&until=2026-11-20").await;
    // Two weeks are over, one of them kept; the note was recorded in 1970, so it is no late one.
    assert!(page.text().contains("一周一周看") && page.text().contains("1 / 2"), "{}", page.text());
    assert!(page.text().contains("0 / 1"), "{}", page.text());
    run(&world, "update note set recorded_at = 1795000000000 where school_id = $1", args![SCHOOL]).await;
    let page = lin.get("/compliance?by=school&from=2026-11-02&until=2026-11-20").await;
    assert!(page.text().contains("1 / 1") && page.text().contains("抽查四问做到"), "{}", page.text());
});
