//! The people around a child: the map of conversations, quiet children, labels looked at again, the leadership group
//! (O2, O6, C6, K2).

use axum::http::StatusCode;
use db::args;
use kernel::StudentId;
use testkit::client::Client;

use crate::story;
use crate::world::World;

async fn talk(tab: &mut Client, students: &[StudentId], changes: &[(&str, &str)]) {
    let asked: Vec<String> = students.iter().map(|id| format!("student={id}")).collect();
    let sheet = tab.get(&format!("/notes/new?{}", asked.join("&"))).await;
    let page = tab.submit(&sheet, "/notes", changes).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
}

/// A child of the class of whom nobody wrote, by the page.
async fn unheard(world: &World, tab: &mut Client) -> (StudentId, String) {
    let page = tab.get("/conversations?period=term").await;
    let html = page.html();
    let nobody = html.split("id=\"met\"").next().unwrap();
    let class = world.class(7, 2).await;
    class
        .into_iter()
        .find(|(id, _)| nobody.contains(&format!("/students/{id}")))
        .expect("somebody without a talk")
}

// O6
story!(a_child_with_nobody_is_offered_and_a_talk_gives_it_a_grown_up, |world| {
    let mut chen = world.as_("chen.jing").await;
    let (id, name) = unheard(&world, &mut chen).await;
    talk(&mut chen, &[id], &[("text", "课间聊了聊周末。")]).await;
    let page = chen.get("/conversations?period=term").await;
    let row = page.text();
    let met = row.split("有大人陪着的孩子").nth(1).unwrap();
    assert!(met.contains(&name) && met.contains("陈静"), "{met}");
    // The deputy sees the same; the office sees classes, then the class.
    let seven: kernel::ClassId = world
        .one("select id from class where school_id = 1 and grade = 7 and cast(number as text) = $1", "2")
        .await;
    let path = format!("/conversations?period=term&class={seven}");
    assert!(world.as_("zhao.lei").await.get(&path).await.has(&name));
    let mut lin = world.as_("lin.hui").await;
    let classes = lin.get("/conversations?period=term").await;
    assert!(classes.has("七年级（2）班") && !classes.has(&name), "{}", classes.text());
    let class = classes.link("七年级（2）班");
    assert!(lin.get(&class).await.has(&name));
});

// O6
story!(a_talk_to_a_crowd_and_a_call_to_the_mother_are_no_conversation_with_the_child, |world| {
    let mut chen = world.as_("chen.jing").await;
    let (id, name) = unheard(&world, &mut chen).await;
    let crowd: Vec<StudentId> = world.class(7, 2).await.into_iter().map(|(id, _)| id).take(12).collect();
    let mut crowd: Vec<StudentId> = crowd.into_iter().filter(|one| *one != id).collect();
    crowd.push(id);
    talk(&mut chen, &crowd, &[("text", "班会上说了安全。")]).await;
    talk(&mut chen, &[id], &[("kind", "family_contact"), ("text", "和妈妈通了电话。")]).await;
    let (still, _) = unheard(&world, &mut chen).await;
    let page = chen.get("/conversations?period=term").await.text();
    let met = page.split("有大人陪着的孩子").nth(1).unwrap().to_owned();
    assert!(!met.contains(&name), "{still}: {met}");
});

// O6, trust
story!(the_map_keeps_to_ones_rights, |world| {
    for login in ["fang.min", "gao.shan", "zheng.qiu"] {
        for path in ["/conversations", "/quiet"] {
            assert_eq!(
                world.as_(login).await.get(path).await.status,
                StatusCode::NOT_FOUND,
                "{login} {path}"
            );
        }
    }
    let (_, name) = world.class(7, 2).await.remove(0);
    let other: kernel::ClassId = world
        .one("select id from class where school_id = 1 and grade = 7 and cast(number as text) = $1", "2")
        .await;
    for path in [format!("/conversations?class={other}"), format!("/quiet?class={other}&weeks=2")] {
        let page = world.as_("yang.fan").await.get(&path).await;
        assert!(!page.has(&name), "{path}");
    }
    // Who may list only the own notes would take every other child for alone.
    let page = world.as_("xu.hang").await.get("/conversations").await;
    assert!(!page.has("还没有大人聊过的孩子"), "{}", page.text());
    // A home visit is not the psychologist's to know: it gives nobody a grown-up on her map.
    let mut chen = world.as_("chen.jing").await;
    let (id, name) = unheard(&world, &mut chen).await;
    talk(&mut chen, &[id], &[("kind", "home_visit"), ("text", "和奶奶、孩子坐了坐。")]).await;
    let met = |page: String| page.split("有大人陪着的孩子").nth(1).unwrap_or_default().contains(&name);
    let path = format!("/conversations?period=term&class={other}");
    assert!(met(chen.get(&path).await.text()));
    assert!(!met(world.as_("shen.ruo").await.get(&path).await.text()));
});

// C6
story!(a_quiet_child_is_looked_at_with_one_tap_or_written_of, |world| {
    let mut chen = world.as_("chen.jing").await;
    let page = chen.get("/quiet").await;
    assert!(page.has("好久没写到的孩子"), "{}", page.text());
    let forms: Vec<_> = page.forms().into_iter().filter(|form| form.action == "/quiet-looks").collect();
    assert!(forms.len() > 1, "the school has quiet children: {}", page.text());
    let student = |at: usize| forms[at].fields[0].value.clone();
    let (first, second) = (student(0), student(1));
    assert!(chen.get("/").await.has("好久没写到的孩子"), "they stand on the first page");
    let tapped = chen.post("/quiet-looks", &[("student", &first), ("back", "/quiet?weeks=4&class=")]).await;
    assert!(tapped.has("记下“都好”") && tapped.has("今天看过、都好的"), "{}", tapped.text());
    let events = "select count(*) from event where name = 'quiet.looked'";
    chen.post("/quiet-looks", &[("student", &first)]).await;
    assert_eq!(world.count(events).await, 1, "the second tap changes nothing");
    assert!(!tapped.forms().iter().any(|form| form.fields.iter().any(|field| field.value == first)));
    let undo = tapped.forms().into_iter().find(|form| form.action.ends_with("/withdrawal")).unwrap();
    assert_eq!(world.as_("zhao.lei").await.post(&undo.action, &[]).await.status, StatusCode::NOT_FOUND);
    let back = chen.post(&undo.action, &[]).await;
    assert!(back.forms().iter().any(|form| form.fields.iter().any(|field| field.value == first)));
    let second: StudentId = second.parse().unwrap();
    talk(&mut chen, &[second], &[("kind", "praise"), ("text", "今天主动擦了黑板。")]).await;
    let page = chen.get("/quiet").await;
    assert!(!page.html().contains(&format!("/students/{second}\"")), "who was written of is no longer quiet");
    assert_eq!(
        world.as_("yang.fan").await.post("/quiet-looks", &[("student", &first)]).await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        world.as_("zhou.wenyuan").await.post("/quiet-looks", &[("student", &first)]).await.status,
        StatusCode::NOT_FOUND
    );
});

// C6
story!(a_label_is_kept_with_one_tap_and_the_tap_taken_back, |world| {
    let (id, name) = world.class(7, 2).await.into_iter().find(|(_, name)| name == "林小雨").unwrap();
    let mut tx = world.app.db.begin().await.unwrap();
    let past = "update finding set review_on = '2026-09-01' where school_id = 1 and student_id = $1";
    tx.run(past, args![id]).await.unwrap();
    tx.commit().await.unwrap();
    let mut chen = world.as_("chen.jing").await;
    let file = chen.get(&format!("/students/{id}")).await;
    assert!(file.has("以前的类别") && !file.has("已过期，不再计入"), "{}", file.text());
    let address = format!("/students/{id}/former-findings");
    let sealed = chen.get(&address).await;
    assert!(sealed.has("为什么要看") && !sealed.has("⟦"), "{}", sealed.text());
    let without = chen.submit(&sealed, &address, &[]).await;
    assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(world.count("select count(*) from event where name = 'finding.unsealed'").await, 0);
    let opened = chen.submit(&without, &address, &[("why", "家长来问去年的情况")]).await;
    assert!(opened.has("到期没有人再看") && opened.has("只在这一次显示"), "{}", opened.text());
    assert!(world.count("select count(*) from event where name = 'finding.unsealed'").await > 0);
    for stranger in ["yang.fan", "xu.hang", "gao.shan", "zhou.wenyuan"] {
        let page = world.as_(stranger).await.get(&address).await;
        assert!(
            page.status == StatusCode::NOT_FOUND || !page.has("为什么要看"),
            "{stranger}: {}",
            page.text()
        );
    }
    let page = chen.get("/finding-reviews").await;
    assert!(page.has(&name) && page.has("已过期，不再计入"), "{}", page.text());
    let faded = page.forms();
    let action = |form: &testkit::client::Form| form.action.ends_with("/renewal");
    let renewal = faded.iter().filter(|form| action(form)).map(|form| form.action.clone()).next().unwrap();
    assert_eq!(world.as_("yang.fan").await.post(&renewal, &[]).await.status, StatusCode::NOT_FOUND);
    let kept = chen.post(&renewal, &[]).await;
    assert!(kept.has("今天看过、还是这样的"), "{}", kept.text());
    assert_eq!(world.count("select count(*) from event where name = 'finding.renewed'").await, 1);
    let undo = kept.forms().into_iter().find(|form| form.action.ends_with("/undo")).unwrap().action;
    assert_eq!(
        world.as_("zhao.lei").await.post(&undo, &[]).await.status,
        StatusCode::CONFLICT,
        "not one's own tap"
    );
    assert!(chen.post(&undo, &[]).await.has("撤回了"));
    assert_eq!(world.count("select count(*) from finding_review").await, 0);
    assert_eq!(chen.post(&undo, &[]).await.status, StatusCode::NOT_FOUND);
});

// O2
story!(the_office_keeps_the_leadership_group_and_everybody_at_work_with_children_reads_it, |world| {
    let mut lin = world.as_("lin.hui").await;
    let page = lin.get("/leadership").await;
    assert!(page.has("周文远") && page.has("组长"), "{}", page.text());
    let refused = lin.submit(&page, "/leadership/seats", &[("duties", "")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let leader: uuid::Uuid =
        world.one("select staff_id from account where login = $1", "liang.zhicheng").await;
    let seat = [("staff", &*leader.to_string()), ("seat", "head"), ("duties", "带头接一个孩子。")];
    let page = lin.submit(&page, "/leadership/seats", &seat).await;
    assert!(page.has("带头接一个孩子。"), "{}", page.text());
    let heads = "select count(*) from leadership_seat where seat = 'head' and until_on = '9999-12-31'";
    assert_eq!(world.count(heads).await, 1, "a new head takes over");
    assert_eq!(world.count("select count(*) from event where name = 'leadership.seated'").await, 1);
    let end = page.forms().into_iter().find(|form| form.action.ends_with("/end")).unwrap().action;
    let mut chen = world.as_("chen.jing").await;
    let read = chen.get("/leadership").await;
    assert!(read.has("梁志成") && !read.html().contains("/leadership/seats"), "{}", read.text());
    assert_eq!(chen.post(&end, &[]).await.status, StatusCode::NOT_FOUND);
    assert!(lin.post(&end, &[]).await.has("以前的"));
});

// R5
story!(children_of_one_household_stand_on_each_other_s_page_for_who_may_read_both_families, |world| {
    let pair = "select g.student_id, o.student_id from guardian g
        join guardian o on o.school_id = g.school_id and o.phone_index = g.phone_index and o.student_id <> g.student_id
        join enrollment e on e.school_id = g.school_id and e.student_id = g.student_id
        join class c on c.school_id = e.school_id and c.id = e.class_id
        where g.school_id = 1 and c.grade = 7 and cast(c.number as text) = $1";
    let (first, second): (StudentId, StudentId) = world.one(pair, "2").await;
    let mut lin = world.as_("lin.hui").await;
    let page = lin.get(&format!("/students/{first}")).await;
    assert!(page.has("一家的孩子") && page.html().contains(&second.to_string()), "{}", page.text());
    assert!(lin.get(&format!("/students/{second}")).await.html().contains(&first.to_string()));
    // Her class teacher knows of the one child alone; neither name nor number of the other is on the page.
    let page = world.as_("chen.jing").await.get(&format!("/students/{first}")).await;
    assert!(!page.has("一家的孩子") && !page.html().contains(&second.to_string()));
});
