//! Every kind of note with its own short form: D1, D2, D6.

use axum::http::StatusCode;

use crate::{World, sheet_for, write};

crate::stories!(
    every_kind_is_recorded_with_its_own_fields,
    one_sentence_is_enough_for_every_kind,
    a_kind_may_serve_several_children,
    a_field_is_amended_and_the_old_one_kept,
    a_wrong_time_comes_back_with_the_words,
    a_note_much_like_an_earlier_one_is_met_with_a_question,
    an_old_note_that_is_damaged_does_not_make_a_new_one_look_lost,
    after_a_day_a_reason_is_needed_to_change,
    the_quality_of_notes_is_counted_within_ones_rights,
);

type Form = (&'static str, &'static [(&'static str, &'static str)], &'static [&'static str]);

/// Kind, what is filled in, what is then read.
const FORMS: &[Form] = &[
    ("talk", &[("x_topic", "peers"), ("x_seemed", "calm")], &["主要聊什么", "同伴", "平静"]),
    (
        "home_visit",
        &[
            ("x_met", "family"),
            ("x_people", "奶奶"),
            ("x_home", "两间屋，很整洁"),
            ("x_agreed", "每周三打电话"),
        ],
        &["只见到家人", "两间屋，很整洁", "每周三打电话"],
    ),
    ("family_contact", &[("x_relative", "妈妈"), ("channel", "video")], &["视频通话", "妈妈", "联系上家长"]),
    ("tutoring", &[("x_subject", "数学"), ("x_lesson", "应用题"), ("x_effect", "会列式了")], &["会列式了"]),
    ("observation", &[("x_place", "break"), ("x_strength", "会照顾人")], &["课间", "会照顾人"]),
    ("praise", &[("x_merit", "growth"), ("x_small_win", "第一次举手")], &["有进步", "第一次举手"]),
    ("good_news", &[("x_merit", "labour"), ("x_told", "family")], &["劳动", "家长有回应"]),
    (
        "care",
        &[("x_gift", "一双棉鞋"), ("x_occasion", "weather"), ("x_given", "family")],
        &["一双棉鞋", "天冷天热"],
    ),
    (
        "incident",
        &[("x_others", "同桌"), ("x_happened_at", "10:20"), ("x_done", "送医务室"), ("x_told_at", "10:35")],
        &["10:20", "送医务室", "10:35"],
    ),
    (
        "student_report",
        &[("x_glad", "跳绳过了"), ("x_hard", "英语"), ("x_wish", "有人听写")],
        &["跳绳过了", "有人听写"],
    ),
];

async fn every_kind_is_recorded_with_its_own_fields(world: &World) {
    let mut tab = world.tab("homeroom");
    for (kind, filled, read) in FORMS {
        let sheet = tab.get(&format!("{}&kind={kind}", sheet_for(&["陈雨桐"]))).await;
        let text = format!("{kind} 的一句话。");
        let mut changes = vec![("text", &*text)];
        changes.extend(*filled);
        let page = tab.submit(&sheet, "/notes", &changes).await;
        for words in *read {
            assert!(page.has(words), "{kind} {words}: {}", page.text());
        }
    }
    let reached = "select count(*) from note where school_id = $1 and reached = 'family'";
    assert_eq!(world.school.count(reached).await, 4, "visit, contact, good news, care");
}

async fn one_sentence_is_enough_for_every_kind(world: &World) {
    let mut tab = world.tab("homeroom");
    for (kind, _, _) in FORMS {
        let sheet = tab.get(&format!("{}&kind={kind}", sheet_for(&["陈雨桐"]))).await;
        let text = format!("今天 {kind}，一句。");
        let page = tab.submit(&sheet, "/notes", &[("text", &text)]).await;
        assert!(page.status == StatusCode::OK && page.has(&text), "{kind}: {}", page.text());
    }
    assert_eq!(world.school.count("select count(*) from note where school_id = $1").await, 10);
}

// D2
async fn a_kind_may_serve_several_children(world: &World) {
    let mut tab = world.tab("homeroom");
    for (kind, _, _) in FORMS {
        let sheet = tab.get(&format!("{}&kind={kind}", sheet_for(&["陈雨桐", "刘子涵"]))).await;
        let page = tab.submit(&sheet, "/notes", &[("text", "两个人一起。")]).await;
        assert!(page.has("2 名学生一起"), "{kind}: {}", page.text());
    }
}

async fn a_field_is_amended_and_the_old_one_kept(world: &World) {
    let mut tab = world.tab("homeroom");
    let sheet = tab.get(&format!("{}&kind=home_visit", sheet_for(&["陈雨桐"]))).await;
    let note = tab.submit(&sheet, "/notes", &[("text", "去了一趟。"), ("x_home", "一间屋")]).await.url;
    let edit = tab.get(&format!("{note}/edit")).await;
    assert_eq!(edit.form(&note).field("x_home").value, "一间屋");
    let page = tab.submit(&edit, &note, &[("x_home", "两间屋")]).await;
    assert!(page.has("两间屋") && page.has("一间屋") && page.has("第 2 版"), "{}", page.text());
    let cells = "select count(*) from note_version where school_id = $1 and fields_cell is not null";
    assert_eq!(world.school.count(cells).await, 1);
}

async fn a_wrong_time_comes_back_with_the_words(world: &World) {
    let mut tab = world.tab("homeroom");
    let sheet = tab.get(&format!("{}&kind=incident", sheet_for(&["陈雨桐"]))).await;
    let wrong = [("text", "摔了一跤。"), ("x_told_at", "下午"), ("x_done", "涂了药")];
    let page = tab.submit(&sheet, "/notes", &wrong).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(page.form("/notes").field("x_done").value, "涂了药");
    assert!(page.html().contains("摔了一跤。"));
}

// D6
async fn a_note_much_like_an_earlier_one_is_met_with_a_question(world: &World) {
    let mut tab = world.tab("homeroom");
    let first = "课间聊了几句，她说周末和奶奶去赶集，买了新书包。";
    write(&mut tab, &["陈雨桐"], &[("text", first), ("held_on", "2026-11-03")]).await;
    let like = "课间聊了几句，她说周末和爷爷去赶集，买了新书包。";
    let page = write(&mut tab, &["刘子涵"], &[("text", like), ("back", "/")]).await;
    assert!(page.has("这条和您11月3日写的那条很像") && page.url.starts_with("/notes/"), "{}", page.text());
    let office = world.tab("moral").get(&page.url).await;
    assert!(office.has(like) && !office.has("很像"), "only the writer is asked");
    let edit = tab.get(&format!("{}/edit", page.url)).await;
    let better =
        tab.submit(&edit, &page.url, &[("text", "这次他先开口，说爷爷的腿好了，想请我去看他家的羊。")]).await;
    assert!(!better.has("很像"), "{}", better.text());
}

// D6
async fn an_old_note_that_is_damaged_does_not_make_a_new_one_look_lost(world: &World) {
    let mut tab = world.tab("homeroom");
    write(&mut tab, &["陈雨桐"], &[("text", "聊了聊同桌的事，她想换个位置。"), ("x_topic", "peers")]).await;
    world.school.run("update note set text_cell = fields_cell where school_id = $1").await;
    let page = write(&mut tab, &["刘子涵"], &[("text", "跳绳过了一百个，自己很高兴。")]).await;
    assert!(page.status == StatusCode::OK && page.has("跳绳过了一百个"), "{}", page.text());
}

async fn after_a_day_a_reason_is_needed_to_change(world: &World) {
    let mut tab = world.tab("homeroom");
    let note = write(&mut tab, &["陈雨桐"], &[("text", "先记下。")]).await.url;
    world.school.run("update note set recorded_at = recorded_at - 86400001 where school_id = $1").await;
    let edit = tab.get(&format!("{note}/edit")).await;
    let back = tab.submit(&edit, &note, &[("text", "改了一句。")]).await;
    assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(back.has("请写一句为什么改") && back.html().contains("改了一句。"), "{}", back.text());
    let done = tab.submit(&back, &note, &[("why", "补上时间")]).await;
    assert!(done.has("改了一句。") && done.has("补上时间"), "{}", done.text());
}

async fn the_quality_of_notes_is_counted_within_ones_rights(world: &World) {
    let mut tab = world.tab("homeroom");
    let text = "课间聊了几句，她说周末和奶奶去赶集了。";
    for (day, text) in
        [("2026-11-20", text), ("2026-11-20", text), ("2026-11-10", "想学吹笛子，问了社团名额的事。")]
    {
        write(&mut tab, &["陈雨桐"], &[("text", text), ("held_on", day)]).await;
    }
    write(&mut world.tab("other-homeroom"), &["杨浩然"], &[("text", "跑步进步了两秒。")]).await;
    let days = (jiff::civil::date(2026, 11, 1), jiff::civil::date(2026, 11, 30));
    let of = async |token: &str| {
        let cx = world.school.cx(token).await;
        let mut conn = world.school.app.db.reader().await.unwrap();
        casework::note::alike::quality(&mut conn, &cx, days).await.unwrap()
    };
    let (all, permits) = of("moral").await;
    let mine = &all[&crate::school::staff("homeroom")];
    assert_eq!((mine.notes, mine.alike, mine.late, mine.at_once), (3, 1, 1, 2));
    assert!(mine.characters_each() > 10 && all.len() == 2 && permits.len() == 2);
    assert_eq!(of("other-homeroom").await.0.len(), 1, "only what one may read is counted");
    assert!(of("registrar").await.0.is_empty());
}
