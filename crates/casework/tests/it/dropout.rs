//! A child who stopped coming.

use axum::http::StatusCode;

use crate::World;
use crate::school::student;

crate::stories!(
    a_child_who_stopped_coming_is_written_down_once_and_asked_back_until_she_is_there,
    an_entry_is_closed_only_with_a_ground_and_the_closing_can_be_taken_back,
    the_school_says_when_a_child_has_dropped_out_and_can_take_it_back,
    nobody_reads_or_changes_an_entry_of_a_child_outside_her_rights,
);

/// The homeroom teacher writes down that 陈雨桐 has not come since Monday; the address of the entry.
async fn begun(world: &World) -> String {
    let mut tab = world.tab("homeroom");
    let form = tab.get(&format!("/dropouts/new?student={}&left_on=2026-11-16", student("陈雨桐"))).await;
    let page = tab.submit(&form, "/dropouts", &[("reason", "family"), ("words", "奶奶摔了腿")]).await;
    assert!(page.has("奶奶摔了腿") && page.has("疑似辍学"), "{}", page.text());
    page.url
}

async fn visit(world: &World, fields: &[(&str, &str)]) {
    let mut tab = world.tab("homeroom");
    let sheet = tab.get(&format!("/notes/new?student={}&kind=home_visit", student("陈雨桐"))).await;
    tab.submit(&sheet, "/notes", fields).await;
}

async fn a_child_who_stopped_coming_is_written_down_once_and_asked_back_until_she_is_there(world: &World) {
    let entry = begun(world).await;
    assert_eq!(begun(world).await, entry, "twice is once");
    assert_eq!(world.school.count("select count(*) from dropout where school_id = $1").await, 1);
    assert_eq!(world.school.events("dropout.begun").await, 1);
    visit(world, &[("held_on", "2026-11-13"), ("text", "以前的一次家访")]).await;
    visit(world, &[("held_on", "2026-11-18"), ("text", "弟弟也在"), ("x_agreed", "大姑来照看")]).await;
    let mut tab = world.tab("homeroom");
    let page = tab.get(&entry).await;
    assert!(page.has("大姑来照看") && !page.has("以前的一次家访"), "{}", page.text());
    let list = tab.get("/dropouts").await;
    assert!(list.has("陈雨桐") && list.has("问过 1 次"), "{}", list.text());
    let end = format!("{entry}/ending");
    let fields = [("how", "returned"), ("ended_on", "2026-11-20"), ("ground", "今天到校，我见到了")];
    let page = tab.submit(&page, &end, &fields).await;
    assert!(page.has("孩子回来了") && page.has("随班就读") && page.has("今天到校"), "{}", page.text());
    assert_eq!(world.school.events("dropout.ended").await, 1);
    assert_ne!(begun(world).await, entry, "a child who leaves again has a new entry");
}

async fn an_entry_is_closed_only_with_a_ground_and_the_closing_can_be_taken_back(world: &World) {
    let entry = begun(world).await;
    let mut tab = world.tab("homeroom");
    let end = format!("{entry}/ending");
    for wrong in [
        [("how", "transferred"), ("ended_on", "2026-11-20"), ("ground", "")],
        [("how", "transferred"), ("ended_on", "2026-11-21"), ("ground", "对方学校来电")],
        [("how", "transferred"), ("ended_on", "2026-11-15"), ("ground", "对方学校来电")],
    ] {
        let page = tab.post(&end, &wrong).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong:?}");
    }
    let right = [("how", "transferred"), ("ended_on", "2026-11-19"), ("ground", "对方学校的在读证明")];
    assert!(tab.post(&end, &right).await.has("销号了"));
    assert_eq!(tab.post(&end, &right).await.status, StatusCode::CONFLICT, "closed already");
    assert!(tab.post(&format!("{entry}/reopening"), &[]).await.has("撤回了"));
    let open = "select count(*) from dropout where school_id = $1 and ended_on = '9999-12-31' and ground_cell is null";
    assert_eq!(world.school.count(open).await, 1);
    assert_eq!(world.school.events("dropout.reopened").await, 1);
    tab.post(&format!("{entry}/withdrawal"), &[]).await;
    assert_eq!(tab.get(&entry).await.status, StatusCode::NOT_FOUND);
    assert_eq!(world.school.events("dropout.withdrawn").await, 1);
}

async fn the_school_says_when_a_child_has_dropped_out_and_can_take_it_back(world: &World) {
    let entry = begun(world).await;
    let mut tab = world.tab("moral");
    let confirm = format!("{entry}/confirmation");
    let early = tab.post(&confirm, &[("confirmed_on", "2026-11-01")]).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    tab.post(&confirm, &[("confirmed_on", "2026-11-20")]).await;
    let confirmed = "select count(*) from dropout where school_id = $1 and confirmed_on = '2026-11-20'";
    assert_eq!(world.school.count(confirmed).await, 1);
    tab.post(&confirm, &[("undo", "1")]).await;
    assert_eq!(world.school.count(confirmed).await, 0);
    assert_eq!(world.school.events("dropout.confirmed").await, 2);
}

async fn nobody_reads_or_changes_an_entry_of_a_child_outside_her_rights(world: &World) {
    let entry = begun(world).await;
    let fields = [("how", "returned"), ("ground", "见到了"), ("left_on", "2026-11-10"), ("reason", "work")];
    for stranger in ["other-homeroom", "subject", "mentor", "registrar", "administrator"] {
        let mut tab = world.tab(stranger);
        for path in [entry.clone(), format!("{entry}/edit")] {
            assert_eq!(tab.get(&path).await.status, StatusCode::NOT_FOUND, "{stranger} {path}");
        }
        for path in ["", "/ending", "/reopening", "/confirmation", "/withdrawal"] {
            let page = tab.post(&format!("{entry}{path}"), &fields).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{stranger} {path}");
        }
        let student = student("陈雨桐").to_string();
        let new = [("student", student.as_str()), ("left_on", "2026-11-16")];
        assert_eq!(tab.post("/dropouts", &new).await.status, StatusCode::NOT_FOUND, "{stranger}");
        assert!(!tab.get("/dropouts").await.html().contains("陈雨桐"), "{stranger}");
    }
    let before = world.school.readings("principal", "case").await;
    assert!(world.tab("principal").get(&entry).await.has("奶奶摔了腿"));
    assert_eq!(world.school.readings("principal", "case").await, before + 1, "the reading is logged");
}
