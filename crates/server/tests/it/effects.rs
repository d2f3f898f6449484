//! Following the effect (V3): was it done, did it move, long after the closing too.

use uuid::Uuid;

use crate::story;
use crate::world::World;

/// The first open case of 七年级2班 becomes one that the grade carries: the child's name, the case.
async fn carried_by_the_grade(world: &World) -> (String, Uuid) {
    let sql = "select s.name, k.id from support_case k
        join student s on s.school_id = k.school_id and s.id = k.student_id
        join enrollment e on e.school_id = s.school_id and e.student_id = s.id
        join class c on c.school_id = e.school_id and c.id = e.class_id
        where k.school_id = 1 and c.grade = 7 and c.number = 2 and k.opened_on < $1
          and not exists (select 1 from closure x where x.school_id = k.school_id and x.case_id = k.id) order by k.id limit 1";
    let (name, case): (String, Uuid) = world.one(sql, "2026-10-01").await;
    let mut tx = world.app.db.begin().await.unwrap();
    tx.run("update support_case set tier = 'class' where school_id = 1", db::args![]).await.unwrap();
    tx.run("update support_case set tier = 'grade' where id = $1", db::args![case]).await.unwrap();
    tx.commit().await.unwrap();
    (name, case)
}

story!(what_was_agreed_is_followed_until_it_is_done, |world| {
    let (name, case) = carried_by_the_grade(&world).await;
    let mut chen = world.as_("chen.jing").await;
    let page = chen.get("/effects").await;
    assert!(page.text().contains(&name) && page.text().contains("上次定的"), "{}", page.text());
    let day = chen.get("/").await;
    let review = chen.submit(&day, "/reviews", &[]).await.url;
    let decision = format!("{review}/cases/{case}");
    let sheet = chen.get(&decision).await;
    let fields = [("why", "先听听他自己的想法"), ("task", "带他去图书角")];
    chen.submit(&sheet, &format!("{decision}/decision"), &fields).await;
    let path = format!("/cases/{case}/effect");
    let page = chen.get(&path).await;
    assert!(
        page.text().contains("说好的 1 件事做了 0 件") && page.text().contains("带他去图书角"),
        "{}",
        page.text()
    );
    let months = page.text().matches(" · 陈静定").count();
    assert!(months > 0, "the months that were finished before stand in the file: {}", page.text());
    world.run("update follow_up set done_on = '2026-11-20' where done_on = '9999-12-31'").await;
    assert!(chen.get("/effects").await.text().contains("说好的 1 件事做了 1 件"));
    let readings = "select count(*) from log.reading where kind = 'case'";
    let before = world.count(readings).await;
    chen.get(&path).await;
    assert!(world.count(readings).await > before, "looking is logged");
});

story!(a_closed_case_is_followed_for_a_year_and_only_by_who_may_read_it, |world| {
    let (name, case) = carried_by_the_grade(&world).await;
    let mut chen = world.as_("chen.jing").await;
    let closure = format!("/cases/{case}/closure");
    let sheet = chen.get(&closure).await;
    chen.submit(&sheet, &closure, &[("reason", "goals_reached"), ("note", "约定都做到了")]).await;
    world.run("update closure set closed_on = '2026-11-04' where closed_on = '2026-11-20'").await;
    let path = format!("/cases/{case}/effect");
    let page = chen.get(&path).await;
    for words in ["开始以前", "结案的时候", "现在", "结案以后", "变化不一定是帮扶带来的"]
    {
        assert!(page.text().contains(words), "{words}: {}", page.text());
    }
    let mut gu = world.as_("gu.ming").await;
    assert!(gu.get("/effects").await.text().contains(&name));
    world.run("update closure set closed_on = '2025-11-04' where closed_on = '2026-11-04'").await;
    assert!(!gu.get("/effects").await.text().contains(&name), "after a year it is over");
    world.run("update closure set closed_on = '2026-11-04' where closed_on = '2025-11-04'").await;
    for stranger in ["yang.fan", "gao.shan"] {
        let mut other = world.as_(stranger).await;
        assert_eq!(other.get(&path).await.status.as_u16(), 404, "{stranger}");
        assert!(!other.get("/effects").await.text().contains(&name), "{stranger}");
    }
    let mut xu = world.as_("xu.hang").await;
    assert_eq!(xu.get(&path).await.status.as_u16(), 404, "who teaches the class reads no case");
});
