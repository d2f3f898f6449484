//! People and roles (O3, Y1).

use db::args;
use kernel::{FOREVER, StaffId};
use server::commands::doctor;
use server::demo;
use uuid::Uuid;

use crate::story;
use crate::world::{SCHOOL, World};

story!(a_new_teacher_gets_a_role_and_sees_her_class, |world| {
    let mut gao = world.as_("gao.shan").await;
    let page = gao.get("/staff/new").await;
    let shown = gao.submit(&page, "/staff", &[("name", "何雨"), ("sign_in", "he.yu")]).await;
    assert!(shown.text().contains("初始密码"), "{}", shown.text());
    let id: uuid::Uuid = world.one("select staff_id from account where login = $1", "he.yu").await;
    let mut he = world.as_("he.yu").await;
    assert!(he.get("/students").await.has("您用的是初始密码"), "a first password opens nothing");
    world.run("update account set first_until = null where login = 'he.yu'").await;
    assert!(he.get("/students").await.text().contains("还没有"));
    let class: kernel::ClassId = world
        .one("select id from class where school_id = 1 and grade = 3 and cast(number as text) = $1", "1")
        .await;
    let page = gao.get(&format!("/staff/{id}")).await;
    let action = format!("/staff/{id}/roles");
    let granted = gao.submit(&page, &action, &[("role", "homeroom"), ("class", &class.to_string())]).await;
    assert!(granted.text().contains("班主任"), "{}", granted.text());
    let (_, name) = world.class(3, 1).await.remove(0);
    assert!(he.get("/students").await.text().contains(&name));
    gao.post(&format!("/staff/{id}/leave"), &[]).await;
    assert!(he.get("/students").await.url.contains("/sign-in"), "gone at once");
});

story!(an_administrator_cannot_be_a_teacher_too, |world| {
    let mut gao = world.as_("gao.shan").await;
    let id: uuid::Uuid = world.one("select staff_id from account where login = $1", "gao.shan").await;
    let page = gao.get(&format!("/staff/{id}")).await;
    let refused = gao.submit(&page, &format!("/staff/{id}/roles"), &[("role", "principal")]).await;
    assert_eq!(refused.status.as_u16(), 422);
});

story!(a_teacher_sees_no_list_of_staff, |world| {
    let mut chen = world.as_("chen.jing").await;
    assert_eq!(chen.get("/staff").await.status.as_u16(), 404);
});

// A colleague who leaves leaves no child with a mentor in name only, and nobody stood in for by who is gone (K3, M6, O3).
story!(who_leaves_the_school_serves_in_no_case_and_stands_in_for_nobody, |world| {
    let (ma, luo) = (staff(&world, "ma.jun").await, staff(&world, "luo.min").await);
    let child = "select s.name from member m join student s on s.school_id = m.school_id and s.id = m.student_id
        where m.school_id = 1 and m.part = 'mentor' and m.until_on = '9999-12-31' and m.staff_id = $1
          and not exists (select 1 from closure x where x.school_id = 1 and x.case_id = m.case_id) order by m.id limit 1";
    let mut conn = world.app.db.reader().await.unwrap();
    let child: String = conn.one(child, args![ma]).await.unwrap();
    let serving = "select count(*) from member where school_id = 1 and staff_id = $1 and until_on >= $2";
    let parts: i64 = conn.one(serving, args![ma, demo::DAY]).await.unwrap();
    drop(conn);
    let mut lin = world.as_("lin.hui").await;
    assert!(!lin.get("/pairings").await.has(&child), "{child} has a mentor");
    let form = lin.get("/stand-ins").await;
    let fields =
        [("away", luo.to_string()), ("stand_in", ma.to_string()), ("until", "2026-11-27".to_owned())];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, &**value)).collect();
    assert!(lin.submit(&form, "/stand-ins", &fields).await.has("马骏代罗敏"));
    assert!(world.as_("luo.min").await.get("/").await.has("马骏这几天代您照看孩子"), "she is stood in for");
    let gone = world.as_("gao.shan").await.post(&format!("/staff/{ma}/leave"), &[]).await;
    assert!(gone.has("在个案里的分工都已结束"), "{}", gone.text());
    let after = lin.get("/pairings").await;
    assert!(after.has(&child), "{child} has none: {}", after.text());
    assert!(lin.get("/stand-ins").await.has("现在没有人代班"));
    assert!(!world.as_("luo.min").await.get("/").await.has("代您照看"), "she has her own part back");
    let mut conn = world.app.db.reader().await.unwrap();
    let left: i64 = conn.one(serving, args![ma, demo::DAY]).await.unwrap();
    assert!(parts > 0 && left == 0, "{parts} parts, {left} left");
    let events =
        "select count(*) from event where school_id = 1 and name = 'member.left' and student_id is not null";
    assert!(world.count(events).await >= parts);
});

async fn staff(world: &World, login: &str) -> StaffId {
    world.one("select staff_id from account where login = $1", login).await
}

/// A role as no page would grant it.
async fn slip_in(world: &World, (id, who): (u128, StaffId), role: &str) {
    let mut tx = world.app.db.begin().await.unwrap();
    let sql = "insert into role_held (school_id, id, staff_id, role, from_on, until_on, granted_at)
               values ($1, $2, $3, $4, $5, $6, 0)";
    tx.run(sql, args![SCHOOL, Uuid::from_u128(id), who, role, demo::DAY, FOREVER]).await.unwrap();
    tx.commit().await.unwrap();
}

async fn roles_now(world: &World, who: StaffId) -> i64 {
    let sql = "select count(*) from role_held where school_id = 1 and staff_id = $1 and until_on >= $2";
    world.app.db.reader().await.unwrap().one(sql, args![who, demo::DAY]).await.unwrap()
}

story!(who_is_administrator_and_something_else_can_do_neither, |world| {
    assert_eq!(doctor::ailments(&world.app).await.unwrap(), Vec::<String>::new());
    let (chen, gao) = (staff(&world, "chen.jing").await, staff(&world, "gao.shan").await);
    slip_in(&world, (1, chen), "administrator").await;
    let mut tab = world.as_("chen.jing").await;
    let page = tab.get("/").await;
    assert!(page.has("所以现在什么也看不到") && page.links().iter().all(|link| link.href != "/students"));
    let (child, _) = world.class(7, 2).await.remove(0);
    for path in [format!("/students/{child}"), "/staff".to_owned(), "/students".to_owned()] {
        let answer = tab.get(&path).await;
        assert!(answer.status.as_u16() == 404 || answer.has("还没有"), "{path}: {}", answer.text());
    }
    let told = doctor::ailments(&world.app).await.unwrap();
    assert!(told.len() == 1 && told[0].contains("陈静"), "{told:?}");
    let mut office = world.as_("gao.shan").await;
    let shown = office.get(&format!("/staff/{chen}")).await;
    assert!(shown.has("现在两边都不起作用"), "{}", shown.text());
    let end = format!("/staff/{chen}/roles/{}/end", Uuid::from_u128(1));
    let kept = office.post(&end, &[]).await;
    assert!(kept.has("还在个案小组里"), "{}", kept.text());
    let mut tx = world.app.db.begin().await.unwrap();
    let gone = "update member set until_on = $1 where school_id = 1 and staff_id = $2 and until_on > $1";
    tx.run(gone, args![demo::DAY.yesterday().unwrap(), chen]).await.unwrap();
    tx.commit().await.unwrap();
    let ended = office.post(&end, &[]).await;
    assert!(ended.has("其他角色也一起结束了"), "{}", ended.text());
    assert_eq!(roles_now(&world, chen).await, 0);
    assert!(tab.get("/").await.has("今天还没有角色"), "no end of a role brings rights back");
    assert_eq!(tab.get(&format!("/students/{child}")).await.status.as_u16(), 404);
    assert!(doctor::ailments(&world.app).await.unwrap().is_empty());
    assert_eq!(roles_now(&world, gao).await, 1);
});

story!(the_last_administrator_stays, |world| {
    let gao = staff(&world, "gao.shan").await;
    let mut tab = world.as_("gao.shan").await;
    let role: Uuid = world
        .app
        .db
        .reader()
        .await
        .unwrap()
        .one("select id from role_held where school_id = 1 and staff_id = $1", args![gao])
        .await
        .unwrap();
    let kept = tab.post(&format!("/staff/{gao}/roles/{role}/end"), &[]).await;
    assert!(kept.has("最后一位系统管理员"), "{}", kept.text());
    assert_eq!(roles_now(&world, gao).await, 1);
});

story!(who_serves_in_a_case_is_not_made_administrator, |world| {
    let mut conn = world.app.db.reader().await.unwrap();
    let sql = "select m.staff_id from member m where m.school_id = 1 and m.until_on >= $1
               and not exists (select 1 from closure x where x.school_id = 1 and x.case_id = m.case_id) order by m.id limit 1";
    let serves: StaffId = conn.one(sql, args![demo::DAY]).await.unwrap();
    drop(conn);
    let mut tx = world.app.db.begin().await.unwrap();
    let sql = "update role_held set until_on = $1 where school_id = 1 and staff_id = $2";
    tx.run(sql, args![demo::DAY.yesterday().unwrap(), serves]).await.unwrap();
    tx.commit().await.unwrap();
    let mut office = world.as_("gao.shan").await;
    let page = office.get(&format!("/staff/{serves}")).await;
    let action = format!("/staff/{serves}/roles");
    let refused = office.submit(&page, &action, &[("role", "administrator")]).await;
    assert_eq!(refused.status.as_u16(), 422, "{}", refused.text());
    assert_eq!(roles_now(&world, serves).await, 0);
    let events = "select count(*) from event where school_id = 1 and name = 'role.granted'";
    let before = world.count(events).await;
    office.submit(&page, &action, &[("role", "administrator")]).await;
    assert_eq!(world.count(events).await, before, "what is refused leaves no event");
});

story!(the_command_ends_what_stands_beside_an_administrator, |world| {
    let gao = staff(&world, "gao.shan").await;
    slip_in(&world, (1, gao), "principal").await;
    assert!(world.as_("gao.shan").await.get("/staff").await.status.as_u16() == 404);
    doctor::mend(&world.app).await.unwrap();
    assert!(doctor::ailments(&world.app).await.unwrap().is_empty());
    assert!(world.as_("gao.shan").await.get("/staff").await.status.is_success());
});
