//! Growth diary, letters, birthdays and health: F3, F6.

use axum::http::StatusCode;
use db::args;
use kernel::{StudentId, clock::days_after};
use server::demo;
use testkit::client::Client;

use crate::story;
use crate::world::World;

/// A child of the class with a case whose mentor is not the homeroom teacher.
async fn supported(world: &World) -> StudentId {
    let sql = "select m.student_id from member m join account a on a.school_id = m.school_id and a.staff_id = m.staff_id
        where a.login = $1 and m.until_on = '9999-12-31' order by m.id";
    world.one(sql, "chen.jing").await
}

async fn note(tab: &mut Client, student: StudentId, changes: &[(&str, &str)]) -> String {
    let kind = changes.iter().find(|(name, _)| *name == "kind").map_or("talk", |(_, kind)| kind);
    let sheet = tab.get(&format!("/notes/new?student={student}&kind={kind}")).await;
    tab.submit(&sheet, "/notes", changes).await.url
}

// F6
story!(a_diary_holds_what_a_child_can_be_proud_of_and_the_teacher_chooses_what_goes_home, |world| {
    let mut chen = world.as_("chen.jing").await;
    let id = supported(&world).await;
    let praise =
        [("kind", "praise"), ("text", "今天她教会了同桌折纸船。"), ("x_small_win", "第一次当小老师")];
    let url = note(&mut chen, id, &praise).await;
    let told = [("kind", "talk"), ("text", "聊了家里。"), ("own_words", "这句话只说给您听。")];
    note(&mut chen, id, &told).await;
    let page = chen.get(&format!("/students/{id}/diary")).await;
    for words in ["教会了同桌折纸船", "第一次当小老师", "这句话只说给您听。"] {
        assert!(page.has(words), "{words}: {}", page.text());
    }
    assert!(!page.has("聊了家里。"), "a talk is no diary");
    let action = format!("/students/{id}/diary/booklet");
    let chosen: Vec<(String, String)> = page.form(&action).filled(&[]);
    let asked: Vec<String> = chosen.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let shown = crate::attachments::add_photo(&mut chen, &url).await;
    assert!(
        chen.get(&format!("/students/{id}/diary")).await.html().contains(&shown),
        "its photo stands with it"
    );
    let events = "select count(*) from event where name = 'paper.exported'";
    let before = world.count(events).await;
    let booklet = chen.get(&format!("{action}?{}", asked.join("&"))).await;
    assert!(booklet.has("教会了同桌折纸船") && booklet.has("家长想说的话"), "{}", booklet.text());
    assert!(!booklet.has("这句话只说给您听。"), "what was said in confidence stays out unless it is chosen");
    assert_eq!(world.count(events).await, before + 1, "what leaves is written down");
    let mentor: String = world
        .one(
            "select a.login from member m join account a on a.school_id = m.school_id and a.staff_id = m.staff_id
             where m.part = 'mentor' and m.until_on = '9999-12-31' and a.login <> $1 order by a.login limit 1",
            "chen.jing",
        )
        .await;
    let served: StudentId = world
        .one(
            "select m.student_id from member m join account a on a.school_id = m.school_id and a.staff_id = m.staff_id
             where a.login = $1 and m.part = 'mentor' and m.until_on = '9999-12-31' order by m.id limit 1",
            &mentor,
        )
        .await;
    let mut mentor = world.as_(&mentor).await;
    assert_eq!(mentor.get(&format!("/students/{served}/diary")).await.status, StatusCode::OK);
    let booklet = format!("/students/{served}/diary/booklet");
    assert_eq!(mentor.get(&booklet).await.status, StatusCode::NOT_FOUND, "a mentor takes nothing out");
    for other in ["yang.fan", "gao.shan", "fang.min"] {
        let page = world.as_(other).await.get(&format!("/students/{id}/diary")).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{other}");
    }
});

// F6
story!(good_news_goes_home_as_a_signed_letter, |world| {
    let mut chen = world.as_("chen.jing").await;
    let id = supported(&world).await;
    let news = [("kind", "good_news"), ("text", "作文在年级里被朗读了。")];
    let url = note(&mut chen, id, &news).await;
    let page = chen.get(&url).await;
    let letter = page.links().into_iter().find(|link| link.href.contains("/letters/")).unwrap().href;
    let page = chen.get(&letter).await;
    for words in ["喜报", "作文在年级里被朗读了。", "清溪镇九年制学校", "陈静老师", "也夸一夸孩子"]
    {
        assert!(page.has(words), "{words}: {}", page.text());
    }
    for (shape, magic) in [("word", b"PK".as_slice()), ("pdf", b"%PDF")] {
        let file = chen.get(&format!("{letter}/{shape}")).await;
        assert!(file.status == StatusCode::OK && file.body.starts_with(magic), "{shape}");
    }
    let talk = note(&mut chen, id, &[("text", "谈了一会儿。")]).await;
    let no_letter = letter.replace(url.trim_start_matches("/notes/"), talk.trim_start_matches("/notes/"));
    assert_eq!(chen.get(&no_letter).await.status, StatusCode::NOT_FOUND, "a talk is no letter");
    for other in ["yang.fan", "shen.ruo", "gao.shan"] {
        assert_eq!(world.as_(other).await.get(&letter).await.status, StatusCode::NOT_FOUND, "{other}");
    }
});

// F6
story!(coming_birthdays_stand_on_the_day_of_those_near_the_child, |world| {
    let class = world.class(7, 2).await;
    let (soon, later) = (&class[0], &class[1]);
    let day = days_after(demo::DAY, 3);
    for (child, born) in [(soon, day), (later, days_after(demo::DAY, 40))] {
        let born = format!("{}-{}", day.year() - 13, born.strftime("%m-%d"));
        let mut tx = world.app.db.begin().await.unwrap();
        tx.run("update student set born_on = $1 where id = $2", args![born, child.0]).await.unwrap();
        tx.commit().await.unwrap();
    }
    let mut chen = world.as_("chen.jing").await;
    let page = chen.get("/").await;
    let href = format!("/notes/new?student={}&kind=care&x_occasion=birthday&back=/", soon.0);
    assert!(page.has("快过生日的孩子") && page.has("满 13 岁"), "{}", page.text());
    assert!(page.links().iter().any(|link| link.href == href));
    assert!(!page.links().iter().any(|link| link.href.contains(&format!("{}&kind=care&x_", later.0))));
    let sheet = chen.get(&href).await;
    let shown = chen.submit(&sheet, "/notes", &[("text", "送了一张全班签名的卡片。")]).await;
    assert_eq!(shown.status, StatusCode::OK);
    // Whoever comes next to the child sees that somebody has thought of it.
    for near in [&mut chen, &mut world.as_("zhao.lei").await] {
        assert!(near.get("/").await.has(&format!(
            "满 13 岁·{}月{}日记过关爱",
            demo::DAY.month(),
            demo::DAY.day()
        )));
    }
    let count = "select count(*) from note where kind = 'care' and fields_cell is not null";
    assert!(world.count(count).await > 0);
    for far in ["zhou.wenyuan", "lin.hui", "xu.hang"] {
        assert!(!world.as_(far).await.get("/").await.has("快过生日的孩子"), "{far}");
    }
});

// F3
story!(health_is_kept_and_read_by_those_who_stand_before_the_class, |world| {
    let mut chen = world.as_("chen.jing").await;
    let (id, _) = world.class(7, 2).await.remove(3);
    let path = format!("/students/{id}/health");
    let page = chen.get(&path).await;
    let form = |kind: &str| {
        page.forms().into_iter().find(|form| {
            form.action == path && form.fields.iter().any(|field| field.name == "kind" && field.value == kind)
        })
    };
    let send = |kind: &str, more: &[(&str, &str)]| {
        let mut fields = form(kind).unwrap().filled(more);
        fields.retain(|(name, _)| name != "act");
        fields
    };
    let mut post = async |fields: Vec<(String, String)>| {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (&**name, &**value)).collect();
        chen.post(&path, &fields).await
    };
    let illness = [
        ("x_symptom", "体育课后头晕"),
        ("x_found_at", "10:05"),
        ("x_hospital_at", "10:40"),
        ("x_told_at", "10:10"),
    ];
    let shown = post(send("illness", &illness)).await;
    assert!(shown.has("体育课后头晕") && shown.has("10:40") && shown.has("几点告诉家长"), "{}", shown.text());
    post(send("allergy", &[("x_allergen", "芒果"), ("x_reaction", "嘴边起疹")])).await;
    let empty = post(send("diet", &[])).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let wrong = post(send("exam", &[("x_height", "1432")])).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "a height nobody has");
    let exam = post(send("exam", &[("x_height", "143.2"), ("x_weight", "36")])).await;
    assert!(exam.has("143.2"), "{}", exam.text());
    let student = chen.get(&format!("/students/{id}")).await;
    assert!(student.has("芒果") && student.has("体育课后头晕"), "{}", student.text());
    for other in ["xu.hang", "yang.fan", "lin.hui", "zhou.wenyuan", "shen.ruo", "fang.min", "gao.shan"] {
        let mut tab = world.as_(other).await;
        assert_eq!(tab.get(&path).await.status, StatusCode::NOT_FOUND, "{other}");
        assert!(!tab.get(&format!("/students/{id}")).await.has("芒果"), "{other}");
    }
    assert_eq!(world.count("select count(*) from event where name = 'health.kept'").await, 3);
    let remove = exam.forms().into_iter().find(|form| form.action.ends_with("/withdrawal")).unwrap().action;
    assert_eq!(world.as_("yang.fan").await.post(&remove, &[]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(chen.post(&remove, &[]).await.status, StatusCode::OK);
    assert_eq!(world.count("select count(*) from event where name = 'health.withdrawn'").await, 1);
});
