//! Cases: K1, K3, P1, P2.

use axum::http::StatusCode;

use crate::school::{staff, student};
use crate::{World, open_case as open, write};

crate::stories!(
    a_case_is_opened_with_its_responsible_person,
    a_child_has_one_open_case_at_a_time,
    a_case_is_closed_with_a_reason_and_reopened,
    what_is_still_open_is_shown_before_closing,
    a_new_responsible_person_takes_over,
    a_right_ends_with_the_membership,
    a_leaving_is_taken_back_on_the_same_day,
    a_goal_is_set_reached_and_taken_back,
    two_people_writing_a_plan_both_see_it,
    every_change_writes_its_event,
    the_list_keeps_to_ones_rights_and_filters,
    who_keeps_the_system_is_in_no_team,
);

// K1, K3
async fn a_case_is_opened_with_its_responsible_person(world: &World) {
    let mut tab = world.tab("homeroom");
    let page = open(&mut tab, "陈雨桐", &[("goal", "每周主动举手两次")]).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    for words in ["陈雨桐的个案", "最近常常一个人", "周敏", "负责教师", "每周主动举手两次", "开案了"]
    {
        assert!(page.has(words), "{words}: {}", page.text());
    }
    assert!(!page.has("⟦"), "{}", page.text());
    let cx = world.school.cx("homeroom").await;
    let mut conn = world.school.app.db.reader().await.unwrap();
    let child = people::student::find(&mut conn, &cx, student("陈雨桐")).await.unwrap();
    let case = casework::case::open_of(&mut conn, &cx, &child).await.unwrap().unwrap();
    assert_eq!(case.responsible().unwrap().staff_id, staff("homeroom"));
    let cx = world.school.cx("subject").await;
    assert!(casework::case::open_of(&mut conn, &cx, &child).await.unwrap().is_none());
    assert_eq!(world.tab("other-homeroom").get(&page.url).await.status, StatusCode::NOT_FOUND);
}

async fn a_child_has_one_open_case_at_a_time(world: &World) {
    let mut tab = world.tab("homeroom");
    let first = open(&mut tab, "陈雨桐", &[]).await;
    let second = open(&mut tab, "陈雨桐", &[]).await;
    assert_eq!(second.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(second.has("同一时间只开一个") && second.html().contains(&first.url), "{}", second.text());
    assert_eq!(world.school.events("case.opened").await, 1);
}

// K1
async fn a_case_is_closed_with_a_reason_and_reopened(world: &World) {
    let mut tab = world.tab("homeroom");
    let case = open(&mut tab, "陈雨桐", &[("mentor", &staff("mentor").to_string())]).await.url;
    let form = tab.get(&format!("{case}/closure")).await;
    let missing = tab.submit(&form, &format!("{case}/closure"), &[]).await;
    assert_eq!(missing.status, StatusCode::UNPROCESSABLE_ENTITY);
    let fields = [("reason", "goals_reached"), ("note", "已经常和同学一起玩")];
    let closed = tab.submit(&missing, &format!("{case}/closure"), &fields).await;
    assert!(
        closed.has("目标已达到") && closed.has("已经常和同学一起玩") && closed.has("结案了"),
        "{}",
        closed.text()
    );
    assert_eq!(world.tab("mentor").get(&case).await.status, StatusCode::NOT_FOUND, "serving has ended");
    assert_eq!(tab.get(&format!("{case}/plan/edit")).await.status, StatusCode::CONFLICT);
    let open = tab.submit(&closed, &format!("{case}/reopening"), &[("why", "又开始迟到")]).await;
    assert!(open.has("又开始迟到") && open.has("重新开案"), "{}", open.text());
    assert_eq!(world.tab("mentor").get(&case).await.status, StatusCode::OK);
    assert_eq!(world.school.events("case.closed").await, 1);
    assert_eq!(world.school.events("case.reopened").await, 1);
}

async fn what_is_still_open_is_shown_before_closing(world: &World) {
    let mut tab = world.tab("homeroom");
    let case = open(&mut tab, "陈雨桐", &[("goal", "每周主动举手两次")]).await.url;
    let promise = [("text", "谈了。"), ("follow_up_text", "给奶奶打电话"), ("follow_up_on", "2026-11-27")];
    write(&mut tab, &["陈雨桐"], &promise).await;
    let form = tab.get(&format!("{case}/closure")).await;
    assert!(form.has("每周主动举手两次") && form.has("给奶奶打电话"), "{}", form.text());
}

// K3
async fn a_new_responsible_person_takes_over(world: &World) {
    let mut tab = world.tab("homeroom");
    let case = open(&mut tab, "陈雨桐", &[]).await;
    let fields = [("staff", &*staff("psychologist").to_string()), ("part", "responsible")];
    tab.submit(&case, &format!("{}/members", case.url), &fields).await;
    let serving = "select count(*) from member where school_id = $1 and part = 'responsible' and until_on = '9999-12-31'";
    assert_eq!(world.school.count(serving).await, 1);
    let mut conn = world.school.app.db.reader().await.unwrap();
    let cx = world.school.cx("homeroom").await;
    let child = people::student::find(&mut conn, &cx, student("陈雨桐")).await.unwrap();
    let now = casework::case::open_of(&mut conn, &cx, &child).await.unwrap().unwrap();
    let one = now.responsible().unwrap();
    assert_eq!(one.staff_id, staff("psychologist"));
    let page = tab.post(&format!("{}/members/{}/end", case.url, one.id), &[]).await;
    assert!(page.has("个案总要有一位责任人"), "{}", page.text());
}

async fn a_right_ends_with_the_membership(world: &World) {
    let mut tab = world.tab("homeroom");
    let case = open(&mut tab, "陈雨桐", &[("mentor", &staff("mentor").to_string())]).await;
    assert_eq!(world.tab("mentor").get(&case.url).await.status, StatusCode::OK);
    let end =
        case.forms().into_iter().find(|form| form.action.ends_with("/end")).expect("the mentor can leave");
    tab.submit(&case, &end.action, &[]).await;
    assert_eq!(world.tab("mentor").get(&case.url).await.status, StatusCode::NOT_FOUND);
    assert_eq!(world.school.events("member.left").await, 1);
}

// K3: a slip of the finger is taken back; who leaves by her own hand is told first that she will not see the case.
async fn a_leaving_is_taken_back_on_the_same_day(world: &World) {
    let mut tab = world.tab("homeroom");
    let case = open(&mut tab, "陈雨桐", &[("mentor", &staff("mentor").to_string())]).await.url;
    world.school.run("update member set from_on = '2026-11-02' where school_id = $1").await;
    let mut mentor = world.tab("mentor");
    let page = mentor.get(&case).await;
    assert!(page.has("退出以后，您就不再经由这个小组看到孩子的个案"), "{}", page.text());
    let end = page.forms().into_iter().find(|form| form.action.ends_with("/end")).unwrap().action;
    mentor.submit(&page, &end, &[]).await;
    let back = end.replace("/end", "/return");
    assert_eq!(mentor.post(&back, &[]).await.status, StatusCode::NOT_FOUND, "not by her own hand");
    let page = tab.get(&case).await;
    assert!(!page.has("退出以后"), "{}", page.text());
    let page = tab.submit(&page, &back, &[]).await;
    assert!(page.has("好的，还在小组里"), "{}", page.text());
    assert_eq!(mentor.get(&case).await.status, StatusCode::OK);
    assert_eq!(world.school.events("member.returned").await, 1);
    assert_eq!(tab.post(&back, &[]).await.status, StatusCode::CONFLICT, "there is nothing to take back");
    world
        .school
        .run("update member set until_on = '2026-11-10' where school_id = $1 and part = 'mentor'")
        .await;
    assert_eq!(tab.post(&back, &[]).await.status, StatusCode::CONFLICT, "too late");
}

// P2
async fn a_goal_is_set_reached_and_taken_back(world: &World) {
    let mut tab = world.tab("homeroom");
    let case = open(&mut tab, "陈雨桐", &[]).await;
    let goals = format!("{}/goals", case.url);
    let empty = tab.submit(&case, &goals, &[("measure", "每周五数一次")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.html().contains("每周五数一次"));
    let set = tab.submit(&empty, &goals, &[("goal", "午休和同学一起"), ("span", "far")]).await;
    assert!(set.has("午休和同学一起") && set.has("长期"), "{}", set.text());
    let reach = set.forms().into_iter().find(|form| form.action.ends_with("/reach")).unwrap().action;
    let reached = tab.submit(&set, &reach, &[]).await;
    assert!(reached.has("11月20日已达到"), "{}", reached.text());
    let back = tab.submit(&reached, &reach.replace("reach", "return"), &[]).await;
    assert!(!back.has("已达到"), "{}", back.text());
    let gone = tab.submit(&back, &reach.replace("reach", "withdrawal"), &[]).await;
    assert!(gone.html().contains("<del>午休和同学一起</del>"));
    assert_eq!(world.tab("subject").post(&reach, &[]).await.status, StatusCode::NOT_FOUND);
}

// P1, D6
async fn two_people_writing_a_plan_both_see_it(world: &World) {
    let (mut teacher, mut office) = (world.tab("homeroom"), world.tab("moral"));
    let case = open(&mut teacher, "陈雨桐", &[]).await.url;
    let plan = format!("{case}/plan");
    let edit = format!("{plan}/edit");
    let (mine, theirs) = (teacher.get(&edit).await, office.get(&edit).await);
    let written = office.submit(&theirs, &plan, &[("situation", "奶奶带"), ("measures", "每周家访")]).await;
    assert!(written.has("每周家访"), "{}", written.text());
    let stale = teacher.submit(&mine, &plan, &[("situation", "爱画画"), ("measures", "请她出板报")]).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(stale.has("每周家访") && stale.has("郑卫刚刚写的"), "{}", stale.text());
    let both = teacher.submit(&stale, &plan, &[("measures", "每周家访，请她出板报")]).await;
    assert!(both.has("爱画画") && both.has("每周家访，请她出板报"), "{}", both.text());
    assert_eq!(world.school.events("plan.written").await, 2);
}

// F5
async fn every_change_writes_its_event(world: &World) {
    let mut tab = world.tab("homeroom");
    let case = open(&mut tab, "陈雨桐", &[("goal", "按时交作业"), ("mentor", &staff("mentor").to_string())])
        .await
        .url;
    let shown = tab.get(&case).await;
    let reach = shown.forms().into_iter().find(|form| form.action.ends_with("/reach")).unwrap().action;
    tab.submit(&shown, &reach, &[]).await;
    tab.post(&format!("{case}/plan"), &[("version", "0"), ("situation", "a"), ("measures", "b")]).await;
    tab.post(&format!("{case}/closure"), &[("reason", "moved_away")]).await;
    for (name, times) in [
        ("case.opened", 1),
        ("member.joined", 2),
        ("goal.set", 1),
        ("goal.reached", 1),
        ("plan.written", 1),
        ("case.closed", 1),
    ] {
        assert_eq!(world.school.events(name).await, times, "{name}");
    }
    let unsigned = "select count(*) from event where school_id = $1 and actor_id is null";
    assert_eq!(world.school.count(unsigned).await, 0);
}

async fn the_list_keeps_to_ones_rights_and_filters(world: &World) {
    open(
        &mut world.tab("moral"),
        "陈雨桐",
        &[("tier", "school"), ("responsible", &staff("homeroom").to_string())],
    )
    .await;
    open(&mut world.tab("other-homeroom"), "杨浩然", &[]).await;
    let list = world.tab("homeroom").get("/cases").await;
    assert!(list.has("陈雨桐") && !list.has("杨浩然") && list.has("共 1 个"), "{}", list.text());
    let mut office = world.tab("moral");
    let all = office.get("/cases").await;
    assert!(all.has("陈雨桐") && all.has("杨浩然") && all.has("共 2 个"));
    let one = office.submit(&all, "/cases", &[("tier", "school")]).await;
    assert!(one.has("陈雨桐") && !one.has("杨浩然"), "{}", one.text());
    let class = all.form("/cases").field("class").options[2].0.clone();
    let one = office.submit(&all, "/cases", &[("class", &class)]).await;
    assert!(one.has("杨浩然") && !one.has("陈雨桐"), "{}", one.text());
    assert!(office.get("/cases?state=closed").await.has("这里还没有个案"));
    assert_eq!(world.tab("registrar").get("/cases").await.status, StatusCode::NOT_FOUND);
}

// Trust 3.3
async fn who_keeps_the_system_is_in_no_team(world: &World) {
    let mut teacher = world.tab("homeroom");
    let form = teacher.get(&format!("/cases/new?student={}", student("陈雨桐"))).await;
    let keeper = staff("administrator").to_string();
    assert!(form.html().contains(&*staff("mentor").to_string()) && !form.html().contains(&keeper));
    let case = teacher.submit(&form, "/cases", &[("concern", "常常一个人")]).await;
    assert!(!case.html().contains(&keeper));
    let joined =
        teacher.post(&format!("{}/members", case.url), &[("staff", &keeper), ("part", "mentor")]).await;
    assert_eq!(joined.status, StatusCode::BAD_REQUEST, "{}", joined.text());
    let sql = "select count(*) from member m join role_held r on r.school_id = $1 and r.staff_id = m.staff_id
               where m.school_id = $1 and r.role = 'administrator'";
    assert_eq!(world.school.count(sql).await, 0);
}
