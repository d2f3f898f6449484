//! Two entries of one child: found, judged side by side, joined so that nothing is lost, taken back (R5).

use std::collections::BTreeMap;

use axum::http::StatusCode;
use db::{Conn, args};
use kernel::StudentId;
use server::demo;
use server::router::keeps;
use testkit::client::{Client, File, Page};
use uuid::Uuid;
use vault::Label;

use crate::story;
use crate::world::{SCHOOL, World};

/// The child of this name in a class.
async fn child(world: &World, (grade, number): (i64, i64), name: &str) -> StudentId {
    let class = world.class(grade, number).await;
    class.into_iter().find(|(_, own)| own == name).unwrap_or_else(|| panic!("no {name}")).0
}

async fn run(world: &World, sql: &str, args: &[db::Value<'_>]) {
    let mut tx = world.app.db.begin().await.unwrap();
    tx.run(sql, args).await.unwrap();
    tx.commit().await.unwrap();
}

async fn number(world: &World, sql: &str, args: &[db::Value<'_>]) -> i64 {
    world.app.db.reader().await.unwrap().one(sql, args).await.unwrap()
}

/// Makes one child of two: the same name and birthday stand at both entries.
async fn stands_twice(world: &World, one: StudentId, other: StudentId) {
    run(
        world,
        "update student set name = (select s.name from student s where s.school_id = $1 and s.id = $2),
           sort_key = (select s.sort_key from student s where s.school_id = $1 and s.id = $2),
           born_on = (select s.born_on from student s where s.school_id = $1 and s.id = $2)
         where school_id = $1 and id = $3",
        args![SCHOOL, one, other],
    )
    .await;
}

fn compare(one: StudentId, other: StudentId) -> String {
    format!("/duplicates/compare?one={one}&other={other}")
}

/// Whether a page asks about two entries.
fn asks(page: &Page, (one, other): (StudentId, StudentId)) -> bool {
    let html = page.html();
    let link = |one, other| format!("one={one}&amp;other={other}");
    html.contains(&link(one, other)) || html.contains(&link(other, one))
}

/// The registrar judges: one child, and this entry stays.
async fn join(fang: &mut Client, (kept, old): (StudentId, StudentId), changes: &[(&str, &str)]) -> Page {
    let page = fang.get(&compare(kept, old)).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    let stays = kept.to_string();
    let mut all = vec![("keep", stays.as_str()), ("verdict", "join")];
    all.extend(changes);
    let page = fang.submit(&page, "/duplicates/compare", &all).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    assert!(page.has("已合成一份"), "{}", page.text());
    page
}

/// Takes the join of this page back.
async fn part(fang: &mut Client, page: &Page) -> Page {
    let path = page.url.split('?').next().unwrap();
    fang.post(&format!("{path}/undo"), &[]).await
}

async fn note(tab: &mut Client, student: StudentId, text: &str) {
    let sheet = tab.get(&format!("/notes/new?student={student}&back=/students/{student}")).await;
    let page = tab.submit(&sheet, "/notes", &[("kind", "talk"), ("text", text)]).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
}

// R5
story!(a_registrar_sees_who_may_stand_twice_and_joins_them_without_losing_either_history, |world| {
    let kept = child(&world, (9, 3), "欧阳雪").await;
    let old = child(&world, (4, 1), "孙犇").await;
    stands_twice(&world, kept, old).await;
    let (mut luo, mut yang) = (world.as_("luo.min").await, world.as_("yang.fan").await);
    note(&mut luo, kept, "课间聊了聊她画的鹤。").await;
    note(&mut yang, old, "她说想学游泳。").await;
    let unsent = yang.get(&format!("/notes/new?student={old}&back=/students/{old}")).await;

    let mut fang = world.as_("fang.min").await;
    assert!(fang.get("/").await.has("疑似重复"), "it stands on her first page");
    assert!(fang.get("/students").await.has("疑似重复"));
    let list = fang.get("/duplicates").await;
    assert!(asks(&list, (kept, old)) && list.has("姓名和生日相同"), "{}", list.text());
    let sheet = fang.get(&list.link("并排看看欧阳雪的两份登记")).await;
    for words in ["九年级（3）班", "四年级（1）班", "两份说的不一样", "第一份", "第二份", "登记于"]
    {
        assert!(sheet.has(words), "{words}: {}", sheet.text());
    }
    assert!(!sheet.has("她说想学游泳"), "what she may not read is not shown");
    let done = join(&mut fang, (kept, old), &[]).await;
    assert!(done.has("四年级（1）班"), "what the other entry said stands there: {}", done.text());

    // One child with both histories, for whoever sees the class.
    let file = luo.get(&format!("/students/{kept}")).await;
    assert!(file.has("她说想学游泳") && file.has("课间聊了聊她画的鹤"), "{}", file.text());
    let moved = luo.get(&format!("/students/{old}/contact-card")).await;
    assert_eq!(moved.status, StatusCode::OK);
    assert_eq!(moved.url, format!("/students/{kept}/contact-card"));
    for path in ["/students", "/search?q=欧阳雪"] {
        let html = luo.get(path).await.html();
        assert_eq!(html.matches(&format!("href=\"/students/{kept}\"")).count(), 1, "{path}");
        assert!(!html.contains(&old.to_string()), "{path}");
    }
    // What was open while they were joined is not lost, for who may write there; the other teacher has lost the child.
    assert_eq!(yang.get(&format!("/students/{old}")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(yang.get(&format!("/students/{kept}")).await.status, StatusCode::NOT_FOUND);
    let mut lin = world.as_("lin.hui").await;
    let sent = lin.submit(&unsent, "/notes", &[("kind", "talk"), ("text", "来校第一天，她笑了。")]).await;
    assert_eq!(sent.status, StatusCode::OK, "{}", sent.text());
    assert!(luo.get(&format!("/students/{kept}")).await.has("来校第一天，她笑了"));

    let events = number(
        &world,
        "select count(*) from event where school_id = $1 and name = 'student.joined' and student_id = $2
           and before_cell is not null and after_cell is not null",
        args![SCHOOL, kept],
    )
    .await;
    assert_eq!(events, 1);
    assert!(!asks(&fang.get("/duplicates").await, (kept, old)), "nobody is asked again");
});

// R5, AC-06
story!(only_who_keeps_the_roster_judges_duplicates, |world| {
    let one = child(&world, (7, 2), "林小雨").await;
    let other = child(&world, (4, 1), "解思宁").await;
    stands_twice(&world, one, other).await;
    let (one_id, other_id) = (one.to_string(), other.to_string());
    for login in
        ["chen.jing", "liang.zhicheng", "lin.hui", "zhou.wenyuan", "zheng.qiu", "gao.shan", "tang.xue"]
    {
        let mut tab = world.as_(login).await;
        for path in ["/duplicates".to_owned(), compare(one, other)] {
            assert_eq!(tab.get(&path).await.status, StatusCode::NOT_FOUND, "{login} {path}");
        }
        let fields = [("one", &*one_id), ("other", &*other_id), ("keep", &*one_id), ("verdict", "join")];
        assert_eq!(tab.post("/duplicates/compare", &fields).await.status, StatusCode::NOT_FOUND, "{login}");
        let apart = [("one", &*one_id), ("other", &*other_id), ("verdict", "apart")];
        assert_eq!(tab.post("/duplicates/compare", &apart).await.status, StatusCode::NOT_FOUND, "{login}");
        assert!(!tab.get("/").await.has("疑似重复"), "{login}");
    }
    assert_eq!(number(&world, "select count(*) from duplicate_join", args![]).await, 0);
    // A look at both is written down for each child.
    world.as_("fang.min").await.get(&compare(one, other)).await;
    for id in [one, other] {
        let sql = "select count(distinct kind) from log.reading where school_id = $1 and student_id = $2
            and kind in ('identity', 'family') and actor_id = (select staff_id from account where login = 'fang.min')";
        assert_eq!(number(&world, sql, args![SCHOOL, id]).await, 2);
    }
});

// R5
story!(two_children_are_two_children_for_good, |world| {
    let one = child(&world, (7, 2), "林小雨").await;
    let other = child(&world, (4, 1), "解思宁").await;
    stands_twice(&world, one, other).await;
    let mut fang = world.as_("fang.min").await;
    for _ in 0..2 {
        let sheet = fang.get(&compare(other, one)).await;
        let list = fang.submit(&sheet, "/duplicates/compare", &[("verdict", "apart")]).await;
        assert!(list.has("已记下：是两个孩子") && !asks(&list, (one, other)), "{}", list.text());
    }
    let apart = "select count(*) from event where name = 'student.apart'";
    assert_eq!(number(&world, apart, args![]).await, 2, "once for each child, though it was said twice");
});

// R5
story!(a_shared_telephone_asks_only_where_the_names_sound_alike, |world| {
    let one = child(&world, (7, 2), "林小雨").await;
    let other = child(&world, (4, 1), "解思宁").await;
    run(
        &world,
        "update guardian set phone_index = $1 where school_id = $2 and student_id in ($3, $4)",
        args![vec![9_u8; 16], SCHOOL, one, other],
    )
    .await;
    let mut fang = world.as_("fang.min").await;
    assert!(!asks(&fang.get("/duplicates").await, (one, other)), "brothers and sisters are no question");
    run(&world, "update student set name = '林晓雨' where school_id = $1 and id = $2", args![SCHOOL, other])
        .await;
    let page = fang.get("/duplicates").await;
    assert!(page.has("家长电话相同，姓名读音相近") && asks(&page, (one, other)), "{}", page.text());
});

/// The identity number of a child, opened.
async fn id_number(world: &World, id: StudentId) -> String {
    let sql = "select id_number_cell from student where school_id = $1 and id = $2";
    let cell: Vec<u8> = world.app.db.reader().await.unwrap().one(sql, args![SCHOOL, id]).await.unwrap();
    let key = world.app.row(SCHOOL, "student", id.bytes(), Label::CLOSE);
    world.app.open(&key, "id_number_cell", &cell).unwrap()
}

/// How many rows of a file are somebody new.
fn new(page: &Page) -> u32 {
    let html = page.html();
    let count = html.split("fate-new\"").nth(1).and_then(|rest| rest.split("<b>").nth(1));
    count.and_then(|rest| rest.split("</b>").next()).unwrap().parse().unwrap()
}

async fn bring_in(fang: &mut Client, kind: &str, text: &str, fields: &[(&str, &str)]) -> Page {
    let file = File { field: "file", name: "名单.csv", media: "text/csv", content: text.as_bytes() };
    let mut all = vec![("kind", kind)];
    all.extend(fields);
    fang.upload("/imports", &all, &[file]).await
}

// R5, R1
story!(a_list_with_the_number_of_the_other_entry_finds_the_child, |world| {
    let kept = child(&world, (7, 2), "林小雨").await;
    let old = child(&world, (4, 1), "解思宁").await;
    let (own, others) = (id_number(&world, kept).await, id_number(&world, old).await);
    let mut fang = world.as_("fang.min").await;
    let done = join(&mut fang, (kept, old), &[("field-name", "one")]).await;
    let children = number(&world, "select count(*) from student", args![]).await;
    // The name and number of the other entry; the number alone with the child's name; name and number of the child.
    for (name, number_) in [("解思宁", &others), ("林小雨", &others), ("林小雨", &own)] {
        let page = bring_in(&mut fang, "roster", &format!("姓名,身份证件号\n{name},{number_}\n"), &[]).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text());
        assert!(page.html().contains("fate-new\" href=") && new(&page) == 0, "nobody new: {}", page.text());
        let application = format!("{}/application", page.url.split('?').next().unwrap());
        fang.post(&application, &[]).await;
        assert_eq!(number(&world, "select count(*) from student", args![]).await, children, "{name}");
        assert_eq!(id_number(&world, kept).await, own, "what the person chose stands");
    }
    // And two again: the number is the other entry's.
    assert!(part(&mut fang, &done).await.has("已恢复成两份登记"));
    assert_eq!(id_number(&world, old).await, others);
});

// R5
story!(a_chosen_value_stands_and_the_other_can_be_looked_up, |world| {
    let kept = child(&world, (7, 2), "林小雨").await;
    let old = child(&world, (4, 1), "解思宁").await;
    let number_of_old = id_number(&world, old).await;
    let mut fang = world.as_("fang.min").await;
    // The second entry stands on the right: its name, number and class are taken.
    let taken = [("field-name", "other"), ("field-id-number", "other"), ("field-class", "other")];
    let done = join(&mut fang, (kept, old), &taken).await;
    assert_eq!(id_number(&world, kept).await, number_of_old);
    assert_eq!(child(&world, (4, 1), "解思宁").await, kept, "the child is in the chosen class");
    assert!(world.class(7, 2).await.iter().all(|(id, _)| *id != kept));
    assert!(done.has("林小雨") && done.has("七年级（2）班"), "what was not chosen is kept: {}", done.text());
    let mut yang = world.as_("yang.fan").await;
    assert_eq!(yang.get(&format!("/students/{kept}")).await.status, StatusCode::OK);
    assert_eq!(yang.get(&format!("/students/{old}")).await.url, format!("/students/{kept}"));
    assert!(yang.get("/search?q=林小雨").await.html().contains(&kept.to_string()), "found by either name");
    // Ms Chen answers for the case of the first entry, and stays in the team.
    let mut chen = world.as_("chen.jing").await;
    assert_eq!(chen.get(&format!("/students/{kept}")).await.status, StatusCode::OK);
});

// R5, K1, K3
story!(two_open_cases_go_on_as_one_with_both_teams, |world| {
    let one = child(&world, (7, 2), "林小雨").await;
    let other = child(&world, (4, 1), "解思宁").await;
    let open = "select k.id from support_case k where k.school_id = $1 and k.student_id in ($2, $3)
        and not exists (select 1 from closure x where x.school_id = k.school_id and x.case_id = k.id
                        and x.reopened_on = '9999-12-31') order by k.opened_on, k.id";
    let cases = |world: &World| {
        let db = world.app.db.clone();
        async move {
            let mut conn = db.reader().await.unwrap();
            conn.all::<Uuid>(open, args![SCHOOL, one, other]).await.unwrap()
        }
    };
    let before = cases(&world).await;
    assert_eq!(before.len(), 2, "both have an open case");
    let serving = "select count(distinct staff_id) from member where school_id = $1 and case_id in ($2, $3)
        and from_on <= '2026-11-20' and until_on >= '2026-11-20'";
    let people = number(&world, serving, args![SCHOOL, before[0], before[1]]).await;
    let goals =
        "select count(*) from goal where school_id = $1 and case_id = $2 and reached_on = '9999-12-31'
        and withdrawn_at is null";
    let under_way = number(&world, goals, args![SCHOOL, before[0]]).await
        + number(&world, goals, args![SCHOOL, before[1]]).await;
    assert!(people > 1 && under_way > 1, "{people} {under_way}");
    let mut lin = world.as_("lin.hui").await;
    let mut fang = world.as_("fang.min").await;
    let done = join(&mut fang, (one, other), &[]).await;
    let after = cases(&world).await;
    assert_eq!(after, [before[0]], "the earlier one goes on");
    assert_eq!(number(&world, serving, args![SCHOOL, before[0], before[0]]).await, people);
    assert_eq!(number(&world, goals, args![SCHOOL, before[0]]).await, under_way);
    let responsible =
        "select count(*) from member where school_id = $1 and case_id = $2 and part = 'responsible'
        and from_on <= '2026-11-20' and until_on >= '2026-11-20'";
    assert_eq!(number(&world, responsible, args![SCHOOL, before[0]]).await, 1, "one person answers for it");
    let listed = world.as_("chen.jing").await.get("/cases").await.html();
    assert!(
        listed.contains(&before[0].to_string()) && !listed.contains(&before[1].to_string()),
        "once in the list"
    );
    // The later case can still be read, and nobody can choose its reason.
    let closed = lin.get(&format!("/cases/{}", before[1])).await;
    assert!(closed.has("两份登记合成一份"), "{}", closed.text());
    let form = lin.get(&format!("/cases/{}/closure", before[0])).await;
    assert!(!form.has("两份登记合成一份"));
    let refused = lin.post(&format!("/cases/{}/closure", before[0]), &[("reason", "joined")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    // Whoever served in either sees the child; rights follow the team.
    for staff in [
        "select distinct staff_id from member where school_id = $1 and case_id = $2 and until_on >= '2026-11-20'",
    ] {
        let mut conn = world.app.db.reader().await.unwrap();
        let team: Vec<kernel::StaffId> = conn.all(staff, args![SCHOOL, before[1]]).await.unwrap();
        for member in team {
            let actor = access::actor::find(&mut conn, SCHOOL, member, demo::DAY).await.unwrap();
            assert!(actor.serves(one) && !actor.serves(other));
        }
    }
    part(&mut fang, &done).await;
    assert_eq!(cases(&world).await, before);
});

/// The case of a child, as if it had been open from a day until another.
async fn lasted(world: &World, student: StudentId, (from, until): (&str, &str)) -> Uuid {
    let sql = "select id from support_case where school_id = $1 and student_id = $2";
    let case: Uuid = world.app.db.reader().await.unwrap().one(sql, args![SCHOOL, student]).await.unwrap();
    let set = "update support_case set opened_on = $1 where school_id = $2 and id = $3";
    run(world, set, args![from, SCHOOL, case]).await;
    run(world, "delete from closure where school_id = $1 and case_id = $2", args![SCHOOL, case]).await;
    run(
        world,
        "insert into closure (school_id, id, case_id, student_id, closed_on, closed_at, closed_by, reason)
         select school_id, id, id, student_id, $1, 0, opened_by, 'goals_reached' from support_case where school_id = $2 and id = $3",
        args![until, SCHOOL, case],
    )
    .await;
    case
}

/// How many cases of a child were open on a day, as the figures count them.
async fn open_on(world: &World, student: StudentId, day: &str) -> i64 {
    let sql = "select count(*) from support_case k where k.school_id = $1 and k.student_id = $2 and k.opened_on <= $3
        and not exists (select 1 from closure x where x.school_id = k.school_id and x.case_id = k.id
                        and x.closed_on <= $3 and x.reopened_on > $3)";
    number(world, sql, args![SCHOOL, student, day]).await
}

// R5, K5
story!(times_that_overlap_count_once_on_each_day, |world| {
    let one = child(&world, (7, 2), "林小雨").await;
    let other = child(&world, (4, 1), "解思宁").await;
    let (mut fang, mut lin) = (world.as_("fang.min").await, world.as_("lin.hui").await);
    // One ends while the other lasts; one lies within the other; one begins when the other has ended.
    for (first, second, times) in [
        (("2026-09-07", "2026-10-09"), ("2026-09-21", "2026-10-30"), 1),
        (("2026-09-07", "2026-10-30"), ("2026-09-21", "2026-10-01"), 1),
        (("2026-09-07", "2026-09-25"), ("2026-10-12", "2026-10-30"), 2),
    ] {
        let case = lasted(&world, one, first).await;
        lasted(&world, other, second).await;
        let before = all_rows(&world).await;
        let done = join(&mut fang, (one, other), &[]).await;
        for (day, open) in [("2026-09-08", 1), ("2026-09-24", 1), ("2026-10-20", 1), ("2026-10-30", 0)] {
            assert_eq!(open_on(&world, one, day).await, open, "{first:?} {second:?}: {day}");
        }
        assert_eq!(open_on(&world, one, "2026-10-05").await, 2 - times, "the pause between two times");
        let page = lin.get(&format!("/cases/{case}")).await;
        assert_eq!(page.has("这是第 2 段帮扶"), times == 2, "{}", page.text());
        assert!(part(&mut fang, &done).await.has("已恢复成两份登记"));
        assert_eq!(all_rows(&world).await, before);
    }
});

/// A figure of the class 7(2), as the papers count it.
async fn counted(world: &World, key: &str) -> i64 {
    let actor = access::Actor::at_the_machine(SCHOOL, access::Role::Principal);
    let question = papers::Question::default();
    let all = papers::figures_json(&world.app, actor, demo::DAY, &question).await.unwrap();
    let classes = all["classes"].as_array().unwrap();
    let class = classes.iter().find(|class| class["grade"] == 7 && class["number"] == 2).unwrap();
    class["counts"][key].as_i64().unwrap_or_else(|| panic!("{key}: {class}"))
}

// R5, K5
story!(a_case_opened_again_while_the_other_lasted_is_no_second_beginning, |world| {
    let one = child(&world, (7, 2), "林小雨").await;
    let other = child(&world, (4, 1), "解思宁").await;
    let (mut fang, mut lin) = (world.as_("fang.min").await, world.as_("lin.hui").await);
    // Opened again on 12 October, while the case of the other entry lasted; that one is still open in the second turn.
    for until in ["2026-11-06", "9999-12-31"] {
        let case = lasted(&world, one, ("2026-05-11", "2026-06-12")).await;
        let again = "update closure set reopened_on = '2026-10-12' where school_id = $1 and case_id = $2";
        run(&world, again, args![SCHOOL, case]).await;
        run(
            &world,
            "insert into closure (school_id, id, case_id, student_id, closed_on, closed_at, closed_by, reason)
             select school_id, student_id, id, student_id, '2026-10-30', 1, opened_by, 'goals_reached' from support_case
             where school_id = $1 and id = $2",
            args![SCHOOL, case],
        )
        .await;
        let second = lasted(&world, other, ("2026-10-01", until)).await;
        if until == "9999-12-31" {
            run(&world, "delete from closure where school_id = $1 and case_id = $2", args![SCHOOL, second])
                .await;
        }
        let (reopened, served) = (counted(&world, "reopened").await, counted(&world, "served").await);
        let before = all_rows(&world).await;
        let done = join(&mut fang, (one, other), &[]).await;
        for (day, open) in [("2026-05-20", 1), ("2026-09-28", 0), ("2026-10-20", 1), ("2026-11-03", 1)] {
            assert_eq!(open_on(&world, one, day).await, open, "{until}: {day}");
        }
        assert_eq!(counted(&world, "reopened").await, reopened - 1, "{until}: nothing began on 12 October");
        assert_eq!(
            counted(&world, "served").await,
            served,
            "{until}: one case of the child was open this term"
        );
        let page = lin.get(&format!("/cases/{second}")).await;
        assert!(page.has("这是第 2 段帮扶") && !page.has("这是第 3 段帮扶"), "{until}: {}", page.text());
        assert!(!page.has("10月12日到10月12日"), "{until}: {}", page.text());
        assert!(part(&mut fang, &done).await.has("已恢复成两份登记"));
        assert_eq!(all_rows(&world).await, before);
    }
});

/// What stands on the pages of a child for somebody: the file, the sheet of the census, the case.
async fn told(tab: &mut Client, student: StudentId) -> String {
    let mut all = String::new();
    for path in [format!("/students/{student}"), format!("/census/students/{student}")] {
        all.push_str(&tab.get(&path).await.html());
    }
    all
}

// R5, Y1, D3: level 3, whose readers are named or hold an office
story!(what_is_kept_most_closely_has_the_same_readers_after_a_join, |world| {
    const SEALED: &str = "说到夜里害怕，不想让别人知道。";
    const HEARD: &str = "两次哭着说睡不着，约了每周谈。";
    let kept = child(&world, (7, 2), "林小雨").await;
    let old = child(&world, (4, 1), "解思宁").await;
    let shen: kernel::StaffId = world.one("select staff_id from account where login = $1", "shen.ruo").await;
    let mut yang = world.as_("yang.fan").await;
    let sheet = yang.get(&format!("/notes/new?student={old}&back=/students/{old}")).await;
    let reader = shen.to_string();
    let fields = [("kind", "talk"), ("text", "谈了睡眠。"), ("sealed_text", SEALED), ("reader", &*reader)];
    assert_eq!(yang.submit(&sheet, "/notes", &fields).await.status, StatusCode::OK);
    let path = format!("/census/students/{old}");
    let sheet = yang.get(&path).await;
    let fields = [
        ("category", "psychological"),
        ("since-psychological", "2026-09-10"),
        ("source-psychological", "individual_talk"),
        ("evidence-psychological", HEARD),
    ];
    assert_eq!(yang.submit(&sheet, &path, &fields).await.status, StatusCode::OK);
    join(&mut world.as_("fang.min").await, (kept, old), &[]).await;
    let named = told(&mut world.as_("shen.ruo").await, kept).await;
    assert!(named.contains(SEALED) && named.contains(HEARD), "who was named reads it in the one file");
    for login in ["chen.jing", "zhao.lei", "liang.zhicheng", "lin.hui", "zhou.wenyuan"] {
        let page = told(&mut world.as_(login).await, kept).await;
        assert!(page.contains("谈了睡眠。"), "{login} reads the note");
        assert!(!page.contains(SEALED) && !page.contains(HEARD), "{login}");
    }
    // The other psychologist holds the office, but is not named.
    let office = told(&mut world.as_("su.qing").await, kept).await;
    assert!(office.contains(HEARD) && !office.contains(SEALED));
    // She wrote both and is in the child's team now: her own note with its sealed part, and no more than before of the rest.
    let wrote = told(&mut yang, kept).await;
    assert!(wrote.contains(SEALED) && !wrote.contains(HEARD));
    // Whoever joined the entries has read none of it.
    let fang = told(&mut world.as_("fang.min").await, kept).await;
    assert!(!fang.contains("谈了睡眠。") && !fang.contains(SEALED) && !fang.contains(HEARD));
});

// R5, F2
story!(a_guardian_who_stands_twice_becomes_one, |world| {
    let id = child(&world, (7, 2), "林小雨").await;
    let mut chen = world.as_("chen.jing").await;
    let add = |phone: &'static str, work: &'static str| {
        vec![("name", "林国强"), ("relation", "other"), ("phone", phone), ("occupation", work)]
    };
    for fields in [add("16099990001", ""), add("", "木匠")] {
        let sheet = chen.get(&format!("/students/{id}/guardians/new")).await;
        chen.submit(&sheet, &format!("/students/{id}/guardians"), &fields).await;
    }
    let mut fang = world.as_("fang.min").await;
    let page = fang.get("/duplicates").await;
    assert!(page.has("同一位家人登记了两次") && page.has("林国强"), "{}", page.text());
    let page = fang.submit(&page, "/duplicates/guardians", &[]).await;
    assert!(page.has("已合成一行") && !page.has("林国强"), "{}", page.text());
    let card = chen.get(&format!("/students/{id}/contact-card")).await;
    assert_eq!(card.text().matches("林国强").count(), 1, "{}", card.text());
    assert!(card.has("木匠") && card.has("160******01"), "{}", card.text());
    assert_eq!(number(&world, "select count(*) from event where name = 'guardian.joined'", args![]).await, 1);
    let other = child(&world, (4, 1), "解思宁").await.to_string();
    let strange = [("student", &*other), ("kept", &*other), ("other", &*other)];
    assert_ne!(
        world.as_("chen.jing").await.post("/duplicates/guardians", &strange).await.status,
        StatusCode::OK
    );
});

// ---- What holds of every table ------------------------------------------------------------------------------------------

/// Each table with its columns and their types as the migrations wrote them.
async fn schema(conn: &mut Conn) -> BTreeMap<String, Vec<(String, String)>> {
    let sql = match conn.engine() {
        db::Engine::Sqlite => {
            "select t.name, c.name, lower(c.type) from sqlite_schema t, pragma_table_info(t.name) c
             where t.type = 'table' and t.name not like 'sqlite_%' order by t.name, c.cid"
        }
        db::Engine::Postgres => {
            "select cast(table_name as text), cast(column_name as text), cast(data_type as text)
             from information_schema.columns where table_schema = 'public' order by table_name, ordinal_position"
        }
    };
    let rows: Vec<(String, String, String)> = conn.all(sql, args![]).await.unwrap();
    let mut tables: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for (table, column, kind) in rows {
        tables.entry(table).or_default().push((column, kind));
    }
    tables
}

/// All rows of a table as text, in an order of their own. `but` are columns left out.
async fn dump(conn: &mut Conn, (table, columns): (&str, &[(String, String)]), but: &[&str]) -> Vec<String> {
    let columns: Vec<&(String, String)> =
        columns.iter().filter(|(name, _)| !but.contains(&name.as_str())).collect();
    let names: Vec<&str> = columns.iter().map(|(name, _)| name.as_str()).collect();
    let mut rows = Vec::new();
    conn.each(&format!("select {} from {table}", names.join(", ")), args![], |row| {
        let mut text = String::new();
        for (at, (name, kind)) in columns.iter().enumerate() {
            let value = match kind.as_str() {
                "uuid" => format!("{:?}", row.get::<Option<Uuid>>(at)?),
                "bigint" => format!("{:?}", row.get::<Option<i64>>(at)?),
                "boolean" => format!("{:?}", row.get::<Option<bool>>(at)?),
                "text" => format!("{:?}", row.get::<Option<String>>(at)?),
                "bytea" => format!("{:?}", row.get::<Option<Vec<u8>>>(at)?),
                other => panic!("{table}.{name} is {other}"),
            };
            text.push_str(&format!("{name}={value} "));
        }
        rows.push(text);
        Ok(())
    })
    .await
    .unwrap();
    rows.sort();
    rows
}

/// Tables that tell what happened: a join and its undoing are told there too.
const TOLD: [&str; 6] =
    ["event", "reading", "duplicate_join", "duplicate_move", "duplicate_aside", "sign_in"];

async fn all_rows(world: &World) -> BTreeMap<String, Vec<String>> {
    let mut conn = world.app.db.reader().await.unwrap();
    let mut all = BTreeMap::new();
    for (table, columns) in schema(&mut conn).await {
        let but: &[&str] = if table == "student" { &["row_version"] } else { &[] };
        if !TOLD.contains(&table.as_str()) {
            let rows = dump(&mut conn, (&table, &columns), but).await;
            all.insert(table, rows);
        }
    }
    all
}

/// Columns in which an id of a child stands for a good reason after a join: what the join itself says.
const REMEMBERED: [(&str, &str); 1] = [("duplicate_join", "old_id")];

/// Where an id still stands.
async fn still_names(world: &World, id: StudentId) -> Vec<String> {
    let mut conn = world.app.db.reader().await.unwrap();
    let mut found = Vec::new();
    for (table, columns) in schema(&mut conn).await {
        for (column, _) in columns.iter().filter(|(_, kind)| kind == "uuid") {
            let sql = format!("select count(*) from {table} where {column} = $1");
            let rows: i64 = conn.one(&sql, args![id]).await.unwrap();
            if rows > 0 && !REMEMBERED.contains(&(table.as_str(), column.as_str())) {
                found.push(format!("{table}.{column}: {rows}"));
            }
        }
    }
    found
}

async fn sizes(world: &World) -> BTreeMap<String, i64> {
    let mut conn = world.app.db.reader().await.unwrap();
    let mut sizes = BTreeMap::new();
    for table in schema(&mut conn).await.into_keys() {
        let rows = conn.one(&format!("select count(*) from {table}"), args![]).await.unwrap();
        sizes.insert(table, rows);
    }
    sizes
}

/// Rows of each table that a join put aside, and those that it added.
async fn accounted(world: &World) -> BTreeMap<String, i64> {
    let mut conn = world.app.db.reader().await.unwrap();
    let mut all = BTreeMap::new();
    for (sign, sql) in [
        (1, "select table_name, count(*) from duplicate_aside group by table_name"),
        (-1, "select table_name, count(*) from duplicate_move where column_name = '+' group by table_name"),
    ] {
        for (table, rows) in conn.all::<(String, i64)>(sql, args![]).await.unwrap() {
            *all.entry(table).or_default() += sign * rows;
        }
    }
    all
}

// R5
story!(a_new_table_that_names_a_child_says_what_becomes_of_it_in_a_join, |world| {
    let mut conn = world.app.db.reader().await.unwrap();
    let rooms = keeps();
    let declared = |table: &str, column: &str| {
        rooms.iter().flat_map(|room| room.tables()).any(|own| own.name == table && own.child == column)
    };
    // The keys by which a child is found are made anew.
    let made_anew = [("name_key", "student_id")];
    let mut missing = Vec::new();
    let mut seen = 0;
    for (table, columns) in schema(&mut conn).await {
        for (column, _) in columns.iter().filter(|(name, _)| name == "student_id") {
            seen += 1;
            if !declared(&table, column) && !made_anew.contains(&(table.as_str(), column.as_str())) {
                missing.push(format!("{table}.{column}"));
            }
        }
        for own in rooms.iter().flat_map(|room| room.tables()).filter(|own| own.name == table) {
            let has = |name: &str| columns.iter().any(|(column, _)| column == name);
            assert!(has(own.child) && has(own.key), "{table}: {} {}", own.child, own.key);
            // A row put aside must come back whole.
            let Some(twice) = own.twice else { continue };
            let whole = columns.iter().filter(|(name, _)| name != "school_id" && name != own.child);
            let whole: Vec<&str> = whole.map(|(name, _)| name.as_str()).collect();
            let kept: Vec<&str> = twice.columns.iter().map(|(name, _)| *name).collect();
            assert_eq!(kept, whole, "{table}");
        }
    }
    assert!(seen > 40, "the schema was read: {seen}");
    assert!(missing.is_empty(), "say in the room's joining.rs what becomes of {missing:?}");
});

/// Pairs of children with much between them: two with open cases in one class, two of one class and grade, two far apart.
async fn pairs(world: &World) -> Vec<(StudentId, StudentId)> {
    let (seven, four, nine) = (world.class(7, 2).await, world.class(4, 1).await, world.class(9, 3).await);
    let lin = child(world, (7, 2), "林小雨").await;
    let shan = child(world, (7, 2), "单雨桐").await;
    let rest: Vec<StudentId> =
        seven.iter().map(|(id, _)| *id).filter(|id| *id != lin && *id != shan).collect();
    let jie = child(world, (4, 1), "解思宁").await;
    vec![(lin, shan), (rest[3], rest[7]), (jie, lin), (nine[2].0, four[5].0), (rest[11], jie)]
}

// R5, AC-05
story!(after_a_join_no_row_names_the_other_entry_and_taking_it_back_restores_every_row, |world| {
    let mut fang = world.as_("fang.min").await;
    // One talk with both of a pair.
    let (one, other) = pairs(&world).await[0];
    let mut chen = world.as_("chen.jing").await;
    let sheet = chen.get(&format!("/notes/new?student={one}&student={other}")).await;
    assert_eq!(
        chen.submit(&sheet, "/notes", &[("text", "和两个孩子一起聊了聊。")]).await.status,
        StatusCode::OK
    );
    let mut collided = BTreeMap::<String, i64>::new();
    for (kept, old) in pairs(&world).await {
        let (before, counts) = (all_rows(&world).await, sizes(&world).await);
        let before_account = accounted(&world).await;
        let done = join(&mut fang, (kept, old), &[("field-name", "other")]).await;
        assert_eq!(still_names(&world, old).await, Vec::<String>::new());
        let (after, account) = (sizes(&world).await, accounted(&world).await);
        for (table, rows) in &counts {
            if TOLD.contains(&table.as_str()) || table == "name_key" {
                assert!(after[table] >= *rows || table == "name_key", "{table}");
                continue;
            }
            let aside = account.get(table).unwrap_or(&0) - before_account.get(table).unwrap_or(&0);
            *collided.entry(table.clone()).or_default() += aside;
            let gone = i64::from(table == "student");
            assert_eq!(after[table] + aside + gone, *rows, "{table}");
        }
        // A child is in one class on a day, so that each list and each figure of any day counts it once.
        let twice = "select count(*) from enrollment a join enrollment b on b.school_id = a.school_id
            and b.student_id = a.student_id and b.id > a.id and b.from_on <= a.until_on and a.from_on <= b.until_on
            where a.school_id = $1 and a.student_id = $2";
        assert_eq!(number(&world, twice, args![SCHOOL, kept]).await, 0);
        // Every cell of the child's pages opens.
        let mut zhou = world.as_("zhou.wenyuan").await;
        for path in ["", "/contact-card"] {
            let page = zhou.get(&format!("/students/{kept}{path}")).await;
            assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.text());
        }
        assert!(part(&mut fang, &done).await.has("已恢复成两份登记"));
        let again = all_rows(&world).await;
        for (table, rows) in &before {
            let (was, is) = (rows, &again[table]);
            let lost: Vec<&String> = was.iter().filter(|row| !is.contains(row)).collect();
            let new: Vec<&String> = is.iter().filter(|row| !was.contains(row)).collect();
            assert!(lost.is_empty() && new.is_empty(), "{table}\nlost {lost:#?}\nnew {new:#?}");
        }
    }
    for table in ["mark", "census_look", "note_student", "checklist_day", "enrollment"] {
        assert!(collided.get(table).is_some_and(|rows| *rows > 0), "{table} never collided: {collided:?}");
    }
});

// R5
story!(joined_twice_and_taken_back_in_any_order, |world| {
    let (a, b) = (child(&world, (7, 2), "林小雨").await, child(&world, (4, 1), "解思宁").await);
    let c = child(&world, (9, 3), "查文博").await;
    let start = all_rows(&world).await;
    let mut fang = world.as_("fang.min").await;
    let first = join(&mut fang, (b, c), &[]).await;
    let second = join(&mut fang, (a, b), &[]).await;
    let mut zhou = world.as_("zhou.wenyuan").await;
    for id in [b, c] {
        assert_eq!(zhou.get(&format!("/students/{id}")).await.url, format!("/students/{a}"));
        assert_eq!(still_names(&world, id).await, Vec::<String>::new());
    }
    part(&mut fang, &second).await;
    part(&mut fang, &first).await;
    assert_eq!(all_rows(&world).await, start);
    // A second click is stale and changes nothing.
    assert_eq!(part(&mut fang, &first).await.status, StatusCode::CONFLICT);
    // The other way round: the child who came first leaves first.
    let first = join(&mut fang, (b, c), &[]).await;
    let second = join(&mut fang, (a, b), &[]).await;
    part(&mut fang, &first).await;
    assert_eq!(zhou.get(&format!("/students/{c}")).await.url, format!("/students/{c}"));
    assert_eq!(zhou.get(&format!("/students/{b}")).await.url, format!("/students/{a}"));
    part(&mut fang, &second).await;
    let notes = "select count(*) from note_student where school_id = $1 and student_id = $2";
    for id in [a, b, c] {
        let was = start["note_student"]
            .iter()
            .filter(|row| row.contains(&format!("student_id=Some({id})")))
            .count();
        assert_eq!(number(&world, notes, args![SCHOOL, id]).await, was as i64);
    }
});

// R5
story!(what_was_written_since_stays_when_a_join_is_taken_back, |world| {
    let kept = child(&world, (7, 2), "林小雨").await;
    let old = child(&world, (4, 1), "解思宁").await;
    let mut fang = world.as_("fang.min").await;
    let done = join(&mut fang, (kept, old), &[]).await;
    let mut chen = world.as_("chen.jing").await;
    note(&mut chen, kept, "合成以后写的一次谈话。").await;
    let form = chen.get(&format!("/students/{kept}/contact-card/edit")).await;
    chen.submit(&form, &format!("/students/{kept}/contact-card/edit"), &[("address", "清溪镇新街 5 号")])
        .await;
    assert!(part(&mut fang, &done).await.has("已恢复成两份登记"));
    assert!(chen.get(&format!("/students/{kept}")).await.has("合成以后写的一次谈话"));
    assert!(chen.get(&format!("/students/{kept}/contact-card")).await.has("清溪镇新街 5 号"));
    let mut yang = world.as_("yang.fan").await;
    let file = yang.get(&format!("/students/{old}")).await;
    assert!(file.status == StatusCode::OK && !file.has("合成以后写的"), "{}", file.text());
});
