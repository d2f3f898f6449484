//! People and roles (O3, Y1).

use crate::story;

story!(a_new_teacher_gets_a_role_and_sees_her_class, |world| {
    let mut gao = world.as_("gao.shan").await;
    let page = gao.get("/staff/new").await;
    let shown = gao.submit(&page, "/staff", &[("name", "何雨"), ("sign_in", "he.yu")]).await;
    assert!(shown.text().contains("初始密码"), "{}", shown.text());
    let id: uuid::Uuid = world.one("select staff_id from account where login = $1", "he.yu").await;
    let mut he = world.as_("he.yu").await;
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
