//! The census (C1, C3, C5).

use crate::story;

story!(the_census_of_a_class_goes_on_and_the_office_sees_it, |world| {
    let mut lin = world.as_("lin.hui").await;
    let class: kernel::ClassId = world
        .one("select id from class where school_id = 1 and grade = 8 and cast(number as text) = $1", "1")
        .await;
    assert!(lin.get("/census").await.text().contains("八年级（1）班"));
    let list = lin.get(&format!("/census/classes/{class}")).await;
    let tap = list
        .forms()
        .into_iter()
        .find(|form| form.action.ends_with("/look"))
        .expect("somebody is left")
        .action;
    let looks = "select count(*) from census_look where school_id = 1";
    let before = world.count(looks).await;
    assert!(lin.submit(&list, &tap, &[]).await.text().contains("已记为看过"));
    assert_eq!(world.count(looks).await, before + 1);
    lin.post(&format!("{tap}/withdrawal"), &[]).await;
    assert_eq!(world.count(looks).await, before);
});

story!(a_sheet_saved_as_it_opened_changes_no_category, |world| {
    let mut chen = world.as_("chen.jing").await;
    let (id, name) = world.class(7, 2).await.into_iter().find(|(_, name)| name == "林小雨").unwrap();
    let path = format!("/census/students/{id}");
    let page = chen.get(&path).await;
    assert!(page.text().contains(&name));
    let standing = "select count(*) from finding where school_id = 1 and until_on = '9999-12-31'";
    let before = world.count(standing).await;
    assert!(before > 0);
    chen.submit(&page, &path, &[("strength", "替同学讲题很耐心")]).await;
    assert_eq!(world.count(standing).await, before);
    assert!(chen.get(&path).await.text().contains("替同学讲题很耐心"));
});

story!(the_numbers_lead_to_the_children_behind_them, |world| {
    for login in ["lin.hui", "chen.jing", "liang.zhicheng", "shen.ruo", "zheng.qiu"] {
        let mut reader = world.as_(login).await;
        let page = reader.get("/census/counts").await;
        let behind = page
            .links()
            .into_iter()
            .map(|link| link.href)
            .find(|to| to.starts_with("/census/counts/students"));
        let Some(behind) = behind else {
            panic!("{login}: no number leads anywhere\n{} {}", page.status, page.text())
        };
        let people = reader.get(&behind).await;
        assert!(people.text().contains("名学生"), "{login}");
    }
    let mut gao = world.as_("gao.shan").await;
    assert_eq!(gao.get("/census/counts").await.status.as_u16(), 404);
});
