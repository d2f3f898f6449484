//! The people around a case: K3.

use axum::http::StatusCode;

use crate::school::{staff, student};
use crate::{World, open_case};

crate::stories!(
    those_who_lead_come_first_where_a_team_is_put_together,
    the_class_s_teachers_stand_with_the_team_without_being_added,
    a_classmate_helps_and_is_named_only_to_who_may_know_of_the_child,
    a_temporary_guardian_is_a_contact_with_dates,
    a_mentor_is_called_as_the_school_does,
    only_who_may_amend_the_case_changes_who_is_around,
    the_new_homeroom_teacher_takes_the_case_of_a_child_who_changed_class_with_one_tap,
);

async fn case(world: &World, name: &str) -> String {
    let mut tab = world.tab("moral");
    let form = tab.get(&format!("/cases/new?student={}", student(name))).await;
    let fields = [("concern", "最近常常一个人"), ("responsible", &*staff("homeroom").to_string())];
    tab.submit(&form, "/cases", &fields).await.url
}

// K3
async fn the_class_s_teachers_stand_with_the_team_without_being_added(world: &World) {
    let case = case(world, "陈雨桐").await;
    let page = world.tab("homeroom").get(&case).await;
    for words in ["班里的老师", "周敏", "唐悦", "副班主任"] {
        assert!(page.has(words), "{words}: {}", page.text());
    }
    assert_eq!(world.school.count("select count(*) from member where school_id = $1").await, 1);
}

// K3, trust
async fn a_classmate_helps_and_is_named_only_to_who_may_know_of_the_child(world: &World) {
    let case = case(world, "陈雨桐").await;
    let mut tab = world.tab("homeroom");
    let act = format!("{case}/companions");
    let peer = student("刘子涵").to_string();
    let page = tab.get(&case).await;
    let none = tab.submit(&page, &act, &[("companion", "peer_helper")]).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = tab.submit(&page, &act, &[("companion", "peer_helper"), ("peer", &peer)]).await;
    assert!(page.has("加好了") && page.has("同伴小老师"), "{}", page.text());
    assert_eq!(world.school.events("companion.joined").await, 1);
    // A child of another class, of whom she may not know, is no classmate.
    let stranger = [("companion", "peer_helper"), ("peer", &*student("杨浩然").to_string())];
    assert_eq!(tab.post(&act, &stranger).await.status, StatusCode::NOT_FOUND);
    let office = world.tab("moral").post(&act, &stranger).await;
    assert_eq!(office.status, StatusCode::BAD_REQUEST, "nor for who knows both");
    // The mentor knows of the one child alone.
    let mentor = [("staff", &*staff("mentor").to_string()), ("part", "mentor")];
    tab.post(&format!("{case}/members"), &mentor).await;
    let seen = world.tab("mentor").get(&case).await;
    assert!(seen.has("一位同学") && seen.has("同伴小老师"), "{}", seen.text());
    assert!(!seen.html().contains("刘子涵") && !seen.html().contains(&peer), "{}", seen.html());
}

// K3
async fn a_temporary_guardian_is_a_contact_with_dates(world: &World) {
    let case = case(world, "陈雨桐").await;
    let mut tab = world.tab("homeroom");
    let act = format!("{case}/companions");
    let page = tab.get(&case).await;
    let fields = [
        ("companion", "temporary_guardian"),
        ("companion_name", "王秀兰"),
        ("companion_relation", "姑姑"),
        ("companion_phone", "16000000071"),
        ("companion_from", "2026-11-18"),
    ];
    let unsaid = tab.submit(&page, &act, &fields[1..]).await;
    assert_eq!(unsaid.status, StatusCode::UNPROCESSABLE_ENTITY, "what is she to the child?");
    assert!(unsaid.html().contains("王秀兰"), "the words come back");
    let open = tab.submit(&page, &act, &fields).await;
    assert_eq!(open.status, StatusCode::UNPROCESSABLE_ENTITY, "until when?");
    assert!(open.html().contains("王秀兰"), "the words come back");
    let backwards = [&fields[..], &[("companion_until", "2026-11-01")]].concat();
    assert_eq!(tab.submit(&page, &act, &backwards).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let right = [&fields[..], &[("companion_until", "2026-12-31")]].concat();
    let page = tab.submit(&page, &act, &right).await;
    for words in ["王秀兰", "姑姑", "16000000071", "12 月 31 日"] {
        assert!(page.has(words) || page.has(&words.replace(' ', "")), "{words}: {}", page.text());
    }
    let plain =
        "select count(*) from companion where school_id = $1 and name_cell is not null and peer_id is null";
    assert_eq!(world.school.count(plain).await, 1);
    let end = page.forms().into_iter().find(|form| form.action.starts_with("/companions/")).unwrap().action;
    let page = tab.post(&end, &[]).await;
    assert!(
        page.has("今天起不再算") && page.has("王秀兰") && !page.html().contains(&end),
        "stays in the history"
    );
    assert_eq!(world.school.events("companion.left").await, 1);
    let back = page.forms().into_iter().find(|form| form.action.starts_with("/companions/")).unwrap().action;
    assert_eq!(world.tab("other-homeroom").post(&back, &[]).await.status, StatusCode::NOT_FOUND);
    let page = tab.post(&back, &[]).await;
    assert!(
        page.has("12月31日") && page.html().contains(&end),
        "until the day that was meant: {}",
        page.text()
    );
    assert_eq!(world.school.events("companion.returned").await, 1);
    assert_eq!(tab.post(&back, &[]).await.status, StatusCode::CONFLICT, "not ended today");
}

// K3
async fn a_mentor_is_called_as_the_school_does(world: &World) {
    let case = case(world, "陈雨桐").await;
    let mut tab = world.tab("homeroom");
    let mentor = [("staff", &*staff("mentor").to_string()), ("part", "mentor"), ("called", "loving_mother")];
    let page = tab.post(&format!("{case}/members"), &mentor).await;
    assert!(page.text().contains("吴桐 爱之母"), "{}", page.text());
    let leader = [("staff", &*staff("grade").to_string()), ("part", "leader"), ("called", "loving_mother")];
    let page = tab.post(&format!("{case}/members"), &leader).await;
    assert!(!page.text().contains("冯岚 爱之母"), "only a mentor: {}", page.text());
}

// K3, trust
async fn only_who_may_amend_the_case_changes_who_is_around(world: &World) {
    let case = case(world, "陈雨桐").await;
    let act = format!("{case}/companions");
    let volunteer = [("companion", "volunteer"), ("companion_name", "李叔叔")];
    for token in ["other-homeroom", "registrar", "administrator", "subject", "mentor"] {
        assert_eq!(world.tab(token).post(&act, &volunteer).await.status, StatusCode::NOT_FOUND, "{token}");
    }
    let mut tab = world.tab("homeroom");
    let page = tab.post(&act, &volunteer).await;
    let end = page.forms().into_iter().find(|form| form.action.starts_with("/companions/")).unwrap().action;
    assert_eq!(world.tab("other-homeroom").post(&end, &[]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(world.school.count("select count(*) from companion where school_id = $1").await, 1);
    // Added by mistake and ended at once: never there, and still to be taken back today.
    let page = tab.post(&end, &[]).await;
    let back = page.forms().into_iter().find(|form| form.action.starts_with("/companions/")).unwrap().action;
    assert!(page.has("李叔叔") && back.ends_with("/return"), "{}", page.text());
    assert!(tab.post(&back, &[]).await.html().contains(&end));
}

// O2, K3, K4
async fn those_who_lead_come_first_where_a_team_is_put_together(world: &World) {
    let mut tab = world.tab("homeroom");
    let case = open_case(&mut tab, "陈雨桐", &[]).await.url;
    let address = format!("/cases/new?student={}", crate::school::student("刘子涵"));
    for (page, field) in [(tab.get(&case).await, "staff"), (tab.get(&address).await, "mentor")] {
        let html = page.html();
        let list =
            html.split(&format!("name=\"{field}\"")).nth(1).unwrap().split("</select>").next().unwrap();
        let at = |name: &str| list.find(name).unwrap_or_else(|| panic!("{name} in {list}"));
        for leader in ["周文远 · 带头", "郑卫 · 带头", "冯岚 · 带头"] {
            assert!(at(leader) < at("周敏") && at(leader) < at("吴桐"), "{list}");
        }
        assert!(!list.contains("周敏 · 带头") && page.has("先由他们来带"), "{}", page.text());
    }
}

const NEW_CLASS: [&str; 2] = [
    "update enrollment set until_on = '2026-11-19' where school_id = $1 and student_id in (select id from student where name = '陈雨桐')",
    "insert into enrollment (school_id, id, student_id, class_id, from_on)
     select $1, c.id, s.id, c.id, '2026-11-20' from student s, class c
     where s.school_id = $1 and s.name = '陈雨桐' and c.school_id = $1 and c.grade = 4 and c.number = 2",
];

// K3
async fn the_new_homeroom_teacher_takes_the_case_of_a_child_who_changed_class_with_one_tap(world: &World) {
    let (moved, staying) = (case(world, "陈雨桐").await, case(world, "杨浩然").await);
    let mut old = world.tab("homeroom");
    assert!(!old.get(&moved).await.has("由我来负责"), "she is responsible");
    for sql in NEW_CLASS {
        world.school.run(sql).await;
    }
    let mut new = world.tab("other-homeroom");
    let page = new.get(&moved).await;
    assert!(page.has("孩子换了班，负责教师还是周敏"), "{}", page.text());
    assert!(!world.tab("moral").get(&moved).await.has("由我来负责"), "not who is not the homeroom teacher");
    let page = new.submit(&page, &format!("{moved}/members"), &[]).await;
    assert!(page.has("这个个案现在由您负责") && !page.has("由我来负责"), "{}", page.text());
    let now = "select count(*) from member m join staff a on a.id = m.staff_id where m.school_id = $1
        and m.part = 'responsible' and m.until_on >= '2026-11-20' and a.name = '李航'";
    assert_eq!(world.school.count(now).await, 1);
    // A teacher of another class, named on purpose for a child who never was in it, is left alone.
    let page = new.get(&staying).await;
    assert!(page.has("周敏") && !page.has("由我来负责"), "{}", page.text());
}
