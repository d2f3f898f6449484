//! Notes: D1, D2, D3, D4, D6.

use axum::http::StatusCode;

use crate::school::{TODAY, staff, student};
use crate::{World, sheet_for, write};

crate::stories!(
    a_homeroom_teacher_records_a_talk,
    the_same_form_sent_twice_is_one_note,
    a_note_needs_a_sentence_and_keeps_what_was_typed,
    a_mentor_sees_only_her_own_students,
    a_sealed_part_does_not_exist_for_others,
    an_amended_note_keeps_what_it_said,
    a_day_put_right_is_put_right_for_each_child_of_the_note,
    two_people_amending_both_see_it,
    a_group_talk_is_one_record_for_several,
    one_refused_child_refuses_the_whole_group,
    a_subject_teacher_reads_only_her_own_notes,
    a_withdrawn_note_shows_no_words,
    after_ten_minutes_a_reason_is_needed,
    a_promise_becomes_a_task_and_is_kept,
    a_late_entry_shows_both_dates,
    further_children_are_found_within_ones_rights,
    reading_a_note_is_logged,
    each_reason_for_a_reading_is_logged,
    those_who_answer_for_grade_or_school_amend_only_what_they_wrote,
    the_sealed_part_of_a_home_visit_goes_no_further_than_the_visit,
);

// D1: three needed fields, the rest is there already.
async fn a_homeroom_teacher_records_a_talk(world: &World) {
    let mut tab = world.tab("homeroom");
    let page = write(&mut tab, &["陈雨桐"], &[("text", "今天主动说起了爸爸打来的电话。")]).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.url.starts_with("/notes/"), "{}", page.url);
    for words in ["谈心", "陈雨桐", "今天主动说起了爸爸打来的电话。", "记好了", "撤回这条"]
    {
        assert!(page.has(words), "{words}: {}", page.text());
    }
    assert!(!page.has("⟦"), "{}", page.text());
    assert_eq!(world.school.events("note.recorded").await, 1);
    let cells = "select count(*) from note where school_id = $1 and length(text_cell) > 28";
    assert_eq!(world.school.count(cells).await, 1);
}

// U3, D6
async fn the_same_form_sent_twice_is_one_note(world: &World) {
    let mut tab = world.tab("homeroom");
    let sheet = tab.get(&sheet_for(&["陈雨桐"])).await;
    let first = tab.submit(&sheet, "/notes", &[("text", "谈了作业。")]).await;
    let second = tab.submit(&sheet, "/notes", &[("text", "谈了作业。")]).await;
    assert_eq!((first.url.clone(), second.status), (second.url, StatusCode::OK));
    assert_eq!(world.school.count("select count(*) from note where school_id = $1").await, 1);
    assert_eq!(world.school.events("note.recorded").await, 1);
    let key = sheet.form("/notes").field("key").value.clone();
    let stranger = student("陈雨桐").to_string();
    let fields = [("key", key.as_str()), ("student", &stranger), ("kind", "talk"), ("text", "x")];
    let other = world.tab("moral").post("/notes", &fields).await;
    assert_eq!(other.status, StatusCode::NOT_FOUND, "another person cannot take a key over");
}

async fn a_note_needs_a_sentence_and_keeps_what_was_typed(world: &World) {
    let mut tab = world.tab("homeroom");
    let page = write(
        &mut tab,
        &["陈雨桐"],
        &[("text", " "), ("own_words", "我想养一只猫"), ("held_on", "2026-11-21")],
    )
    .await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.has("这里还没有填") && page.has("日期不能晚于今天") && page.html().contains("我想养一只猫"));
    let page = tab.submit(&page, "/notes", &[("text", "聊了家里的猫。"), ("held_on", "2026-11-20")]).await;
    assert!(page.has("聊了家里的猫。") && page.has("我想养一只猫"), "{}", page.text());
}

async fn a_mentor_sees_only_her_own_students(world: &World) {
    let mut teacher = world.tab("homeroom");
    let mine = write(&mut teacher, &["陈雨桐"], &[("text", "谈了数学。")]).await.url;
    let other = write(&mut teacher, &["刘子涵"], &[("text", "谈了同桌。")]).await.url;
    let mut mentor = world.tab("mentor");
    assert_eq!(mentor.get(&mine).await.status, StatusCode::NOT_FOUND);
    let form = teacher.get(&format!("/cases/new?student={}", student("陈雨桐"))).await;
    let fields = [("concern", "常常一个人"), ("mentor", &*staff("mentor").to_string())];
    let case = teacher.submit(&form, "/cases", &fields).await;
    assert_eq!(case.status, StatusCode::OK, "{}", case.text());
    assert!(mentor.get(&mine).await.has("谈了数学。"));
    assert_eq!(mentor.get(&other).await.status, StatusCode::NOT_FOUND);
    assert_eq!(mentor.get(&sheet_for(&["刘子涵"])).await.status, StatusCode::NOT_FOUND);
    let list = mentor.get("/cases").await;
    assert!(list.has("陈雨桐") && list.has("11月20日") && !list.has("刘子涵"), "{}", list.text());
    let written = write(&mut mentor, &["陈雨桐"], &[("text", "一起读了一章书。")]).await;
    assert!(written.has("一起读了一章书。"));
}

// D3
async fn a_sealed_part_does_not_exist_for_others(world: &World) {
    let mut teacher = world.tab("homeroom");
    let reader = staff("psychologist").to_string();
    let changes = [("text", "谈了睡眠。"), ("sealed_text", "说到夜里害怕。"), ("reader", &reader)];
    let note = write(&mut teacher, &["陈雨桐"], &changes).await;
    assert!(note.has("说到夜里害怕。"), "the writer reads it: {}", note.text());
    let named = world.tab("psychologist").get(&note.url).await;
    assert!(named.has("说到夜里害怕。"));
    assert_eq!(world.school.readings("psychologist", "sealed").await, 1);
    let open = world.tab("moral").get(&note.url).await;
    assert!(
        open.has("谈了睡眠。") && !open.has("说到夜里害怕。") && !open.has("只给指定的人看"),
        "{}",
        open.text()
    );
    assert_eq!(world.school.readings("moral", "sealed").await, 0);
    let told =
        "select count(*) from event where school_id = $1 and name = 'note.sealed' and student_id is not null";
    assert_eq!(world.school.count(told).await, 0, "no history of a child tells of it");
    assert_eq!(world.school.events("note.sealed").await, 1);
    let sheet = world.tab("subject").get(&sheet_for(&["陈雨桐"])).await;
    assert!(!sheet.html().contains("sealed_text"), "who may not seal is not asked");
    let bad = teacher.get(&sheet_for(&["陈雨桐"])).await;
    let fields = bad.form("/notes").filled(&[("text", "x"), ("sealed_text", "y")]);
    let mut fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (&**name, &**value)).collect();
    let outsider = staff("registrar").to_string();
    fields.push(("reader", &outsider));
    assert_eq!(teacher.post("/notes", &fields).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

// D6, F5
async fn an_amended_note_keeps_what_it_said(world: &World) {
    let mut tab = world.tab("homeroom");
    let note = write(&mut tab, &["陈雨桐"], &[("text", "爸爸在杭州。")]).await.url;
    let form = tab.get(&format!("{note}/edit")).await;
    let page = tab.submit(&form, &note, &[("text", "爸爸在苏州。"), ("why", "记错了城市")]).await;
    for words in ["爸爸在苏州。", "爸爸在杭州。", "记错了城市", "第 2 版"] {
        assert!(page.has(words), "{words}: {}", page.text());
    }
    assert_eq!(world.school.events("note.amended").await, 1);
    let again = tab.get(&format!("{note}/edit")).await;
    let same = tab.submit(&again, &note, &[]).await;
    assert!(!same.has("改好了"), "nothing was changed: {}", same.text());
    assert_eq!(world.school.events("note.amended").await, 1, "what was not changed is no new version");
}

// D6, M1: what is due goes by the day that stands beside the child.
async fn a_day_put_right_is_put_right_for_each_child_of_the_note(world: &World) {
    let mut tab = world.tab("homeroom");
    let note = write(&mut tab, &["陈雨桐", "刘子涵"], &[("text", "一起聊了运动会。")]).await.url;
    let form = tab.get(&format!("{note}/edit")).await;
    let page = tab.submit(&form, &note, &[("held_on", "2026-11-17"), ("why", "是星期二聊的")]).await;
    assert!(page.has("11月17日的事"), "{}", page.text());
    let of_children = "select count(*) from note_student where school_id = $1 and held_on = '2026-11-17'";
    assert_eq!(world.school.count(of_children).await, 2);
}

// D6
async fn two_people_amending_both_see_it(world: &World) {
    let (mut teacher, mut deputy) = (world.tab("homeroom"), world.tab("deputy"));
    let note = write(&mut teacher, &["陈雨桐"], &[("text", "第一句。")]).await.url;
    let edit = format!("{note}/edit");
    let (mine, theirs) = (teacher.get(&edit).await, deputy.get(&edit).await);
    deputy.submit(&theirs, &note, &[("text", "副班主任写的一句。")]).await;
    let stale = teacher.submit(&mine, &note, &[("text", "班主任写的一句。")]).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(stale.has("副班主任写的一句。") && stale.has("唐悦刚刚写的"), "{}", stale.text());
    assert_eq!(stale.form(&note).field("text").value, "班主任写的一句。");
    let page = teacher.submit(&stale, &note, &[("text", "两边合在一起。")]).await;
    assert!(
        page.has("两边合在一起。") && page.has("副班主任写的一句。") && page.has("第一句。"),
        "{}",
        page.text()
    );
}

// D2
async fn a_group_talk_is_one_record_for_several(world: &World) {
    let mut tab = world.tab("homeroom");
    let page = write(&mut tab, &["陈雨桐", "刘子涵", "何欣怡"], &[("text", "一起说了轮流值日。")]).await;
    assert!(page.has("陈雨桐") && page.has("何欣怡") && page.has("3 名学生一起"), "{}", page.text());
    assert_eq!(world.school.count("select count(*) from note where school_id = $1").await, 1);
    assert_eq!(world.school.events("note.recorded").await, 3, "each child's history tells of it");
    let cx = world.school.cx("homeroom").await;
    let mut conn = world.school.app.db.reader().await.unwrap();
    for name in ["陈雨桐", "刘子涵", "何欣怡"] {
        let child = people::student::find(&mut conn, &cx, student(name)).await.unwrap();
        let timeline = casework::note::timeline(&mut conn, &cx, &child, 10).await.unwrap();
        assert_eq!(timeline.lines.len(), 1, "{name}");
        assert_eq!(timeline.permits.len(), 1);
    }
}

async fn one_refused_child_refuses_the_whole_group(world: &World) {
    let mut tab = world.tab("homeroom");
    let sheet = tab.get(&sheet_for(&["陈雨桐"])).await;
    let key = sheet.form("/notes").field("key").value.clone();
    let (mine, other) = (student("陈雨桐").to_string(), student("杨浩然").to_string());
    let fields = [("key", &*key), ("student", &mine), ("student", &other), ("kind", "talk"), ("text", "x")];
    assert_eq!(tab.post("/notes", &fields).await.status, StatusCode::NOT_FOUND);
    assert_eq!(world.school.count("select count(*) from note where school_id = $1").await, 0);
    assert_eq!(tab.get(&sheet_for(&["陈雨桐", "杨浩然"])).await.status, StatusCode::NOT_FOUND);
}

async fn a_subject_teacher_reads_only_her_own_notes(world: &World) {
    let theirs = write(&mut world.tab("homeroom"), &["陈雨桐"], &[("text", "班主任谈的。")]).await.url;
    let mut tab = world.tab("subject");
    let sheet = tab.get(&sheet_for(&["陈雨桐"])).await;
    assert!(!sheet.html().contains("home_visit"), "a home visit is not hers to write");
    let own = tab.submit(&sheet, "/notes", &[("kind", "tutoring"), ("text", "补了两道应用题。")]).await;
    assert!(own.has("补了两道应用题。"));
    assert_eq!(tab.get(&theirs).await.status, StatusCode::NOT_FOUND);
    let cx = world.school.cx("subject").await;
    let mut conn = world.school.app.db.reader().await.unwrap();
    let child = people::student::find(&mut conn, &cx, student("陈雨桐")).await.unwrap();
    let timeline = casework::note::timeline(&mut conn, &cx, &child, 10).await.unwrap();
    let texts: Vec<_> = timeline.lines.iter().filter_map(|line| line.text.as_deref()).collect();
    assert_eq!(texts, ["补了两道应用题。"]);
}

async fn a_withdrawn_note_shows_no_words(world: &World) {
    let mut tab = world.tab("homeroom");
    let note = write(&mut tab, &["陈雨桐"], &[("text", "写错了人。")]).await;
    let page = tab.submit(&note, &format!("{}/withdrawal", note.url), &[]).await;
    assert!(page.has("这条记录已撤下") && !page.has("写错了人。"), "{}", page.text());
    assert_eq!(tab.get(&format!("{}/edit", note.url)).await.status, StatusCode::NOT_FOUND);
    assert_eq!(world.school.events("note.withdrawn").await, 1);
}

async fn after_ten_minutes_a_reason_is_needed(world: &World) {
    let mut tab = world.tab("homeroom");
    let note = write(&mut tab, &["陈雨桐"], &[("text", "先记下。")]).await;
    world.school.run("update note set recorded_at = recorded_at - 600001 where school_id = $1").await;
    let late = tab.post(&format!("{}/withdrawal", note.url), &[]).await;
    assert!(late.has("先记下。") && !late.has("撤回这条"), "{}", late.text());
    let mut deputy = world.tab("deputy");
    let refused = deputy.post(&format!("{}/withdrawal", note.url), &[]).await;
    assert!(refused.has("先记下。"), "nobody else takes it back without a reason");
    let page = deputy.post(&format!("{}/withdrawal", note.url), &[("why", "另一名学生的事")]).await;
    assert!(page.has("另一名学生的事") && !page.has("先记下。"), "{}", page.text());
    let other = world.tab("other-homeroom").post(&format!("{}/withdrawal", note.url), &[("why", "x")]).await;
    assert_eq!(other.status, StatusCode::NOT_FOUND);
}

// D4
async fn a_promise_becomes_a_task_and_is_kept(world: &World) {
    let mut tab = world.tab("homeroom");
    let changes =
        [("text", "想学吹笛子。"), ("follow_up_text", "问音乐老师社团名额"), ("follow_up_on", "2026-11-27")];
    let note = write(&mut tab, &["陈雨桐"], &changes).await;
    assert!(note.has("问音乐老师社团名额"));
    let cx = world.school.cx("homeroom").await;
    let due = async || {
        let mut conn = world.school.app.db.reader().await.unwrap();
        let (dues, _) = casework::follow_up::due_for(&mut conn, &cx, staff("homeroom")).await.unwrap();
        dues
    };
    let open = due().await;
    assert_eq!((open.len(), open[0].student.name.as_str()), (1, "陈雨桐"));
    let act = format!("/follow-ups/{}/completion", open[0].follow_up.id);
    assert_eq!(world.tab("subject").post(&act, &[]).await.status, StatusCode::NOT_FOUND);
    let page = tab.submit(&note, &act, &[]).await;
    assert!(page.has("11月20日已做到"), "{}", page.text());
    assert!(due().await.is_empty());
    tab.submit(&page, &act, &[]).await;
    assert_eq!(due().await.len(), 1, "it was taken back");
    let keeping = tab.get(&format!("{}&follow_up={}", sheet_for(&["陈雨桐"]), open[0].follow_up.id)).await;
    assert!(keeping.has("上次约好的") && keeping.has("问音乐老师社团名额"));
    tab.submit(&keeping, "/notes", &[("text", "问到了，下周一去。")]).await;
    assert!(due().await.is_empty(), "the note that keeps a promise settles it");
    assert_eq!(world.school.events("follow_up.done").await, 2);
    assert_eq!(world.school.events("follow_up.reopened").await, 1);
}

// D6
async fn a_late_entry_shows_both_dates(world: &World) {
    let mut tab = world.tab("homeroom");
    let page = write(&mut tab, &["陈雨桐"], &[("text", "上周的事。"), ("held_on", "2026-11-13")]).await;
    assert!(page.has("11月13日") && page.has("11月13日的事 · 记于11月20日"), "{}", page.text());
}

async fn further_children_are_found_within_ones_rights(world: &World) {
    let mut tab = world.tab("homeroom");
    let sheet = tab.get(&sheet_for(&["陈雨桐"])).await;
    let mut fields = sheet.form("/notes").filled(&[("text", "一起谈。"), ("find", "子涵")]);
    fields.push(("act".to_owned(), "find".to_owned()));
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (&**name, &**value)).collect();
    let found = tab.post("/notes", &fields).await;
    assert!(found.has("刘子涵") && found.html().contains("一起谈。"));
    let mut fields = fields.clone();
    fields.retain(|(name, _)| *name != "find");
    fields.push(("find", "浩然"));
    let none = tab.post("/notes", &fields).await;
    assert!(!none.has("杨浩然") && none.has("没有找到"), "{}", none.text());
}

// Y3: as the writer of one note a subject teacher would read no other; as the mentor she does, and the log says both.
async fn each_reason_for_a_reading_is_logged(world: &World) {
    let mut teacher = world.tab("homeroom");
    write(&mut teacher, &["陈雨桐"], &[("text", "谈了数学。")]).await;
    write(&mut world.tab("subject"), &["陈雨桐"], &[("text", "课上举了手。")]).await;
    let form = teacher.get(&format!("/cases/new?student={}", student("陈雨桐"))).await;
    let fields = [("concern", "常常一个人"), ("mentor", &*staff("subject").to_string())];
    let case = teacher.submit(&form, "/cases", &fields).await;
    world.school.run("delete from log.reading where school_id = $1").await;
    let page = world.tab("subject").get(&case.url).await;
    assert!(page.has("谈了数学。") && page.has("课上举了手。"), "{}", page.text());
    for reason in ["subject-teacher/own-in-class", "mentor/assigned"] {
        let sql = format!(
            "select count(*) from log.reading where school_id = $1 and kind = 'note' and reason = '{reason}'"
        );
        assert_eq!(world.school.count(&sql).await, 1, "{reason}");
    }
}

async fn reading_a_note_is_logged(world: &World) {
    let note = write(&mut world.tab("homeroom"), &["陈雨桐"], &[("text", "谈了午饭。")]).await.url;
    let before = world.school.readings("moral", "note").await;
    world.tab("moral").get(&note).await;
    assert_eq!(world.school.readings("moral", "note").await, before + 1);
    assert_eq!(world.school.app.clock.today(), TODAY);
}

// K4, K5: others read it, the writer changes it.
async fn those_who_answer_for_grade_or_school_amend_only_what_they_wrote(world: &World) {
    let mut teacher = world.tab("homeroom");
    let promise = [("text", "谈了跳绳。"), ("follow_up_text", "借一根绳"), ("follow_up_on", "2026-11-27")];
    let talk = write(&mut teacher, &["陈雨桐"], &promise).await;
    let settle =
        talk.forms().iter().find(|form| form.action.ends_with("/completion")).unwrap().action.clone();
    let visit = [("kind", "home_visit"), ("text", "奶奶在家。")];
    let visit = write(&mut teacher, &["陈雨桐"], &visit).await.url;
    for (token, others) in
        [("grade", &[&talk.url, &visit][..]), ("moral", &[&talk.url, &visit]), ("psychologist", &[&talk.url])]
    {
        let mut tab = world.tab(token);
        for note in others {
            let page = tab.get(note).await;
            assert_eq!(page.status, StatusCode::OK, "{token} reads {note}");
            let act = |form: &&testkit::client::Form| form.action.contains("notes") || form.action == settle;
            assert!(
                !page.html().contains("/edit\"") && !page.forms().iter().any(|form| act(&form)),
                "{token}"
            );
            assert_eq!(tab.get(&format!("{note}/edit")).await.status, StatusCode::NOT_FOUND, "{token}");
            let changed = [("version", "1"), ("kind", "talk"), ("held_on", "2026-11-20"), ("text", "改过")];
            assert_eq!(tab.post(note, &changed).await.status, StatusCode::NOT_FOUND, "{token}");
            let withdrawn = tab.post(&format!("{note}/withdrawal"), &[("why", "不合适")]).await;
            assert_eq!(withdrawn.status, StatusCode::NOT_FOUND, "{token}");
        }
        assert_eq!(tab.post(&settle, &[]).await.status, StatusCode::NOT_FOUND, "{token}: not her promise");
        let own = write(&mut tab, &["陈雨桐"], &[("text", "自己谈的。")]).await.url;
        let form = tab.get(&format!("{own}/edit")).await;
        assert!(tab.submit(&form, &own, &[("text", "自己谈的，补一句。")]).await.has("补一句"), "{token}");
        let page = tab.post(&format!("{own}/withdrawal"), &[("why", "写重了")]).await;
        assert!(page.has("这条记录已撤下"), "{token}: {}", page.text());
    }
    assert!(teacher.get(&talk.url).await.has("谈了跳绳。") && teacher.get(&visit).await.has("奶奶在家。"));
    assert_eq!(world.school.events("note.amended").await, 3);
    assert_eq!(world.school.events("note.withdrawn").await, 3);
}

// D3, K5
async fn the_sealed_part_of_a_home_visit_goes_no_further_than_the_visit(world: &World) {
    let mut teacher = world.tab("homeroom");
    let reader = staff("psychologist").to_string();
    let changes = [
        ("kind", "home_visit"),
        ("text", "爷爷在家。"),
        ("sealed_text", "说到想妈妈。"),
        ("reader", &*reader),
    ];
    let in_vain = write(&mut teacher, &["陈雨桐"], &[("kind", "home_visit"), ("text", "")]).await;
    assert!(!in_vain.html().contains(&reader), "she may not read the visit: she is not offered");
    let form = teacher.get(&format!("/cases/new?student={}", student("陈雨桐"))).await;
    teacher.submit(&form, "/cases", &[("concern", "睡不好"), ("mentor", &reader)]).await;
    let note = write(&mut teacher, &["陈雨桐"], &changes).await;
    assert!(note.has("说到想妈妈。"), "{}", note.text());
    let mut named = world.tab("psychologist");
    assert!(named.get(&note.url).await.has("说到想妈妈。"), "she serves the child and is named");
    assert_eq!(world.school.readings("psychologist", "sealed-visit").await, 1);
    let open = world.tab("moral").get(&note.url).await;
    assert!(open.has("爷爷在家。") && !open.has("说到想妈妈。"), "read, but not named: {}", open.text());
    world
        .school
        .run("update member set until_on = '2026-11-19', from_on = '2026-11-19' where school_id = $1")
        .await;
    assert_eq!(named.get(&note.url).await.status, StatusCode::NOT_FOUND);
    let cx = world.school.cx("psychologist").await;
    let mut conn = world.school.app.db.reader().await.unwrap();
    let child = people::student::find(&mut conn, &cx, student("陈雨桐")).await.unwrap();
    let timeline = casework::note::timeline(&mut conn, &cx, &child, 10).await.unwrap();
    assert!(timeline.lines.is_empty(), "who may not read the visit never reads the sealed part");
    let facts = child.facts(cx.school()).named(true);
    let may = |kind| access::decide(&cx.actor, access::Action::Read, kind, &facts).is_some();
    assert!(may(access::Kind::Note) && may(access::Kind::Sealed) && !may(access::Kind::SealedVisit));
}
