//! Plans, measures, steps and agreement: P1, P3, P4, P6, P7.

use axum::http::StatusCode;
use testkit::client::{Client, Page};

use crate::school::{staff, student};
use crate::{World, open_case};

crate::stories!(
    a_plan_begins_with_the_templates_of_the_childs_categories,
    a_template_adds_its_sections_and_keeps_the_words_typed,
    what_a_plan_said_before_is_kept,
    a_measure_picked_is_at_work_until_somebody_says_how_it_went,
    a_school_adds_its_own_measures_and_hides_others,
    steps_are_done_and_taken_back,
    a_plan_is_agreed_to_where_the_school_wants_it,
    nobody_agrees_to_a_plan_of_his_own,
    who_may_not_see_the_child_sees_no_plan,
);

/// Says that this child is in a category, as the census does.
pub async fn found(world: &World, name: &str, category: noticing::word::Category) {
    use noticing::word::Source;
    let cx = world.school.cx("homeroom").await;
    let found = noticing::finding::Found {
        category,
        since_on: cx.today(),
        source: Source::Observation,
        needs: Vec::new(),
        priority: 2,
        review_on: None,
        evidence: "爸爸妈妈都在外地打工。".to_owned(),
    };
    noticing::finding::find(&cx, kernel::FindingId(cx.uuid()), student(name), &found).await.unwrap();
}

pub async fn write(tab: &mut Client, case: &str, changes: &[(&str, &str)]) -> Page {
    let form = tab.get(&format!("{case}/plan/edit")).await;
    let mut all = vec![("situation", "爱画画，作业交得晚。"), ("measures", "每周谈一次。")];
    all.retain(|(name, _)| !changes.iter().any(|(changed, _)| changed == name));
    all.extend(changes);
    tab.submit(&form, &format!("{case}/plan"), &all).await
}

// P1
async fn a_plan_begins_with_the_templates_of_the_childs_categories(world: &World) {
    found(world, "陈雨桐", noticing::word::Category::LeftBehind).await;
    let mut tab = world.tab("homeroom");
    let case = open_case(&mut tab, "陈雨桐", &[]).await.url;
    let form = tab.get(&format!("{case}/plan/edit")).await;
    assert_eq!(form.status, StatusCode::OK, "{}", form.text());
    assert!(!form.has("⟦"), "{}", form.text());
    let sent = form.form(&format!("{case}/plan"));
    let templates: Vec<&str> =
        sent.fields.iter().filter(|one| one.name == "template" && one.sent).map(|one| &*one.value).collect();
    assert_eq!(templates, ["left_behind"]);
    assert!(form.html().contains("每周和爸爸妈妈说上话"), "the focus has a beginning");
    assert!(form.has("监护和联系") && !form.has("薄弱的地方") && form.has("每周帮孩子和父母视频一次"));
    let page = write(&mut tab, &case, &[("causes", "奶奶年纪大了。")]).await;
    for words in ["奶奶年纪大了", "每周和爸爸妈妈说上话", "爱画画", "周敏", "留守"] {
        assert!(page.has(words), "{words}: {}", page.text());
    }
    assert!(!page.has("监护和联系"), "an empty section does not stand in the plan: {}", page.text());
}

// P3, P4
async fn a_template_adds_its_sections_and_keeps_the_words_typed(world: &World) {
    let mut tab = world.tab("homeroom");
    let case = open_case(&mut tab, "陈雨桐", &[]).await.url;
    let form = tab.get(&format!("{case}/plan/edit")).await;
    let asked = [("act", "templates"), ("template", "learning"), ("situation", "数学跟不上")];
    let again = tab.submit(&form, &format!("{case}/plan"), &asked).await;
    assert_eq!(again.status, StatusCode::OK);
    assert!(again.html().contains("数学跟不上"), "the words typed stay");
    assert!(
        again.has("薄弱的地方") && again.has("每日学习计划") && again.has("辅导安排"),
        "{}",
        again.text()
    );
    assert_eq!(world.school.events("plan.written").await, 0);
    let fields =
        [("weak_points", "分数的意义"), ("measures", "王老师周二补一次"), ("study_plan", "17:00 写作业")];
    let written = tab.submit(&again, &format!("{case}/plan"), &fields).await;
    assert!(written.has("分数的意义") && written.has("17:00 写作业"), "{}", written.text());
    let sealed = "select count(*) from plan where school_id = $1 and templates = 'learning' and sections_cell is not null";
    assert_eq!(world.school.count(sealed).await, 1);
}

// F5
async fn what_a_plan_said_before_is_kept(world: &World) {
    let mut tab = world.tab("homeroom");
    let case = open_case(&mut tab, "陈雨桐", &[]).await.url;
    write(&mut tab, &case, &[("focus", "先按时到校")]).await;
    let second = write(&mut tab, &case, &[("focus", "敢举手")]).await;
    assert!(second.has("敢举手") && !second.has("先按时到校") && second.has("第 2 版"), "{}", second.text());
    let same = write(&mut tab, &case, &[("focus", "敢举手")]).await;
    assert!(same.has("第 2 版"), "what was not changed is no new version: {}", same.text());
    let before = world.tab("moral").get(&format!("{case}/plan/versions")).await;
    assert!(before.has("先按时到校") && before.has("第 1 版") && before.has("周敏"), "{}", before.text());
}

// P6, P7
async fn a_measure_picked_is_at_work_until_somebody_says_how_it_went(world: &World) {
    let mut tab = world.tab("homeroom");
    let case = open_case(&mut tab, "陈雨桐", &[]).await.url;
    let written = write(&mut tab, &case, &[("pick", "weekly-talk"), ("measures", "")]).await;
    assert!(written.has("每周固定时间聊一次"), "{}", written.text());
    assert_eq!(world.school.count(AT_WORK).await, 1);
    let kept = write(&mut tab, &case, &[("focus", "敢举手")]).await;
    assert_eq!(world.school.count(AT_WORK).await, 1, "picked once is at work once");
    let end = kept.forms().into_iter().find(|form| form.action.ends_with("/end")).unwrap().action;
    let fields = [("outcome", "helped"), ("words", "现在会自己来找我聊")];
    assert_eq!(world.tab("subject").post(&end, &fields).await.status, StatusCode::NOT_FOUND);
    let ended = tab.submit(&kept, &end, &fields).await;
    assert!(ended.has("很有用") && ended.has("现在会自己来找我聊"), "{}", ended.text());
    let cx = world.school.cx("moral").await;
    let mut conn = world.school.app.db.reader().await.unwrap();
    let id = case.trim_start_matches("/cases/").parse().unwrap();
    let uses = casework::plan::uses::of_case(&mut conn, &cx, id).await.unwrap();
    assert_eq!(uses.len(), 1);
    assert_eq!(
        (&*uses[0].measure, uses[0].outcome),
        ("weekly-talk", Some(casework::plan::uses::Outcome::Helped))
    );
    let back = ended.forms().into_iter().find(|form| form.action.ends_with("/return")).unwrap().action;
    let back = tab.submit(&ended, &back, &[]).await;
    assert!(!back.has("很有用 ·"), "{}", back.text());
    assert_eq!(world.school.count(AT_WORK).await, 1);
    for (name, times) in [("measure.begun", 1), ("measure.ended", 2), ("plan.written", 2)] {
        assert_eq!(world.school.events(name).await, times, "{name}");
    }
}

const AT_WORK: &str = "select count(*) from measure_use where school_id = $1 and until_on = '9999-12-31'";

// P7
async fn a_school_adds_its_own_measures_and_hides_others(world: &World) {
    let mut office = world.tab("moral");
    let form = office.get("/measures/new").await;
    let missing = office.submit(&form, "/measures", &[("name", "周末一起种菜")]).await;
    assert_eq!(missing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(missing.html().contains("周末一起种菜"));
    let fields = [("purpose", "有伴，有活儿"), ("sign", "一个月来几次"), ("category", "left_behind")];
    let added = office.submit(&missing, "/measures", &fields).await;
    assert!(added.has("周末一起种菜") && added.has("本校"), "{}", added.text());
    let hidden = office.submit(&added, "/measures/video-call/hiding", &[]).await;
    assert!(hidden.has("本校不用的"), "{}", hidden.text());
    let mut tab = world.tab("homeroom");
    assert_eq!(tab.get("/measures/new").await.status, StatusCode::NOT_FOUND);
    assert_eq!(tab.post("/measures/weekly-talk/hiding", &[]).await.status, StatusCode::NOT_FOUND);
    let library = tab.get("/measures").await;
    assert!(library.has("周末一起种菜") && !library.has("每周帮孩子和父母视频一次"), "{}", library.text());
    assert!(!library.has("⟦"), "{}", library.text());
    let case = open_case(&mut tab, "陈雨桐", &[]).await.url;
    let plan = tab.get(&format!("{case}/plan/edit")).await;
    assert!(plan.has("周末一起种菜") && !plan.has("每周帮孩子和父母视频一次"));
    let again = office.submit(&hidden, "/measures/video-call/return", &[]).await;
    assert!(!again.has("本校不用的"), "{}", again.text());
    for name in ["school_measure.added", "measure.hidden", "measure.offered"] {
        assert_eq!(world.school.events(name).await, 1, "{name}");
    }
}

// P3
async fn steps_are_done_and_taken_back(world: &World) {
    let mut tab = world.tab("homeroom");
    let case = open_case(&mut tab, "陈雨桐", &[]).await.url;
    let plan = tab.get(&format!("{case}/plan")).await;
    let empty = tab.submit(&plan, &format!("{case}/tasks"), &[("steps", " ")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let steps = [("steps", "认识分数\n\n画图表示分数\n比大小"), ("due_on", "2026-12-01")];
    let set = tab.submit(&empty, &format!("{case}/tasks"), &steps).await;
    assert!(set.has("认识分数") && set.has("比大小") && set.has("12月1日前"), "{}", set.text());
    assert_eq!(world.school.count("select count(*) from plan_task where school_id = $1").await, 3);
    tab.submit(&empty, &format!("{case}/tasks"), &steps).await;
    assert_eq!(
        world.school.count("select count(*) from plan_task where school_id = $1").await,
        3,
        "sent twice"
    );
    let done = set.forms().into_iter().find(|form| form.action.ends_with("/done")).unwrap().action;
    assert_eq!(world.tab("other-homeroom").post(&done, &[]).await.status, StatusCode::NOT_FOUND);
    let page = tab.submit(&set, &done, &[]).await;
    assert!(page.has("11月20日做到"), "{}", page.text());
    let page = tab.submit(&page, &done.replace("done", "return"), &[]).await;
    assert!(!page.has("11月20日做到"), "{}", page.text());
    let page = tab.submit(&page, &done.replace("done", "withdrawal"), &[]).await;
    assert!(!page.has("认识分数"), "{}", page.text());
    for (name, times) in [("task.set", 3), ("task.done", 1), ("task.reopened", 1), ("task.withdrawn", 1)] {
        assert_eq!(world.school.events(name).await, times, "{name}");
    }
}

// P1
async fn a_plan_is_agreed_to_where_the_school_wants_it(world: &World) {
    let mut tab = world.tab("homeroom");
    let case = open_case(&mut tab, "陈雨桐", &[]).await.url;
    let plan = write(&mut tab, &case, &[]).await;
    assert!(!plan.has("请级段长或德育处看一看"), "not asked for at this school: {}", plan.text());
    assert_eq!(tab.post("/plan-rule", &[("needs", "yes")]).await.status, StatusCode::NOT_FOUND);
    let mut office = world.tab("moral");
    let library = office.get("/measures").await;
    let set = office.submit(&library, "/plan-rule", &[("needs", "yes")]).await;
    assert!(set.has("现在：写好的计划请级段长"), "{}", set.text());
    let plan = tab.get(&format!("{case}/plan")).await;
    let asked = tab.submit(&plan, &format!("{case}/plan/approval"), &[]).await;
    assert!(asked.has("等待答复") && !asked.has("请级段长或德育处看一看"), "{}", asked.text());
    let mut leader = world.tab("grade");
    let cx = world.school.cx("grade").await;
    let mut conn = world.school.app.db.reader().await.unwrap();
    let panel = casework::plan::approval::panel(&mut conn, &cx).await.unwrap().unwrap();
    assert_eq!((panel.waiting, &*panel.rows[0].name), (1, "陈雨桐"));
    for other in ["psychologist", "homeroom", "other-homeroom"] {
        let cx = world.school.cx(other).await;
        assert!(casework::plan::approval::panel(&mut conn, &cx).await.unwrap().is_none(), "{other}");
    }
    drop(conn);
    let page = leader.get(&format!("{case}/plan")).await;
    let action = page.forms().into_iter().find(|form| form.action.ends_with("/answer")).unwrap().action;
    let fields =
        [("case", case.trim_start_matches("/cases/")), ("answer", "return"), ("why", "请写上谁来做")];
    for other in ["homeroom", "psychologist", "other-homeroom", "subject"] {
        let refused = world.tab(other).post(&action, &fields).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND, "{other}");
    }
    let blank = leader.post(&action, &[fields[0], fields[1]]).await;
    assert_eq!(blank.status, StatusCode::UNPROCESSABLE_ENTITY, "a return needs its reason");
    let returned = leader.post(&action, &fields).await;
    assert!(returned.has("退回修改") && returned.has("请写上谁来做"), "{}", returned.text());
    let better = write(&mut tab, &case, &[("persons", "吴桐老师每周二")]).await;
    assert!(better.has("这之后计划又改过"), "{}", better.text());
    tab.submit(&better, &format!("{case}/plan/approval"), &[]).await;
    let page = office.get(&format!("{case}/plan")).await;
    let action = page.forms().into_iter().find(|form| form.action.ends_with("/answer")).unwrap().action;
    let agreed = office.submit(&page, &action, &[("answer", "agree")]).await;
    assert!(agreed.has("已同意") && agreed.has("郑卫"), "{}", agreed.text());
    for (name, times) in
        [("plan.approval_asked", 2), ("plan.returned", 1), ("plan.agreed", 1), ("plan_rule.set", 1)]
    {
        assert_eq!(world.school.events(name).await, times, "{name}");
    }
}

async fn nobody_agrees_to_a_plan_of_his_own(world: &World) {
    let mut office = world.tab("moral");
    let case = open_case(&mut office, "陈雨桐", &[]).await.url;
    let library = office.get("/measures").await;
    office.submit(&library, "/plan-rule", &[("needs", "yes")]).await;
    let plan = write(&mut office, &case, &[]).await;
    let asked = office.submit(&plan, &format!("{case}/plan/approval"), &[]).await;
    assert!(!asked.forms().iter().any(|form| form.action.ends_with("/answer")), "{}", asked.text());
    let page = world.tab("grade").get(&format!("{case}/plan")).await;
    let action = page.forms().into_iter().find(|form| form.action.ends_with("/answer")).unwrap().action;
    let own = [("case", case.trim_start_matches("/cases/")), ("answer", "agree")];
    let refused = office.post(&action, &own).await;
    assert!(refused.has("自己写的计划请另一位老师来看"), "{}", refused.text());
    assert_eq!(world.school.events("plan.agreed").await, 0);
}

async fn who_may_not_see_the_child_sees_no_plan(world: &World) {
    let mut tab = world.tab("homeroom");
    let case = open_case(&mut tab, "陈雨桐", &[("mentor", &staff("mentor").to_string())]).await.url;
    write(&mut tab, &case, &[]).await;
    let before = world.school.readings("mentor", "case").await;
    assert_eq!(world.tab("mentor").get(&format!("{case}/plan")).await.status, StatusCode::OK);
    assert_eq!(world.school.readings("mentor", "case").await, before + 1, "the reading is logged");
    for other in ["other-homeroom", "subject", "registrar"] {
        for page in ["/plan", "/plan/edit", "/plan/versions"] {
            let refused = world.tab(other).get(&format!("{case}{page}")).await;
            assert_eq!(refused.status, StatusCode::NOT_FOUND, "{other} {page}");
        }
        let post =
            world.tab(other).post(&format!("{case}/tasks"), &[("key", &case[7..]), ("steps", "a")]).await;
        assert_eq!(post.status, StatusCode::NOT_FOUND, "{other}");
    }
}
