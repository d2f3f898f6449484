//! Marks and absences come in from sheets (R4) and go again with the import.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions)]

#[path = "../../people/tests/import/world.rs"]
#[expect(dead_code, reason = "shared with the tests of rosters, which use more of it")]
mod world;

use std::sync::Arc;

use noticing::intake::Intake;
use people::import::What;
use testkit::client::Client;
use world::{World, address, apply, counts, id_number, list, read, read_list};

const UCI: &[u8] = include_bytes!("../../people/tests/data/uci-student-mat.csv");

/// 395 made students, for the students of the data set, who have no names: P001 to P395 in the order of the rows.
fn made_list() -> String {
    let line = |nth: u32| {
        let name = char::from_u32(0x4E00 + nth).unwrap();
        format!("P{:03},林{name},男,{},六年级,{}班", nth + 1, id_number(nth), nth % 10 + 1)
    };
    let lines: Vec<String> = (0..395).map(line).collect();
    format!("学号,姓名,性别,身份证件号,年级,班级\n{}\n", lines.join("\n"))
}

/// A school with three children, and its registrar.
async fn three_children() -> (World, Client) {
    let world = World::sqlite_with(Some(Arc::new(Intake))).await;
    let mut registrar = world.registrar();
    let page = read_list(&mut registrar, &list(0..3)).await;
    apply(&mut registrar, &page, &[]).await;
    (world, registrar)
}

/// R4: three exams of 395 real students.
#[tokio::test]
async fn marks_of_395_real_students_come_in() {
    let world = World::sqlite_with(Some(Arc::new(Intake))).await;
    let mut registrar = world.registrar();
    let page = read_list(&mut registrar, &made_list()).await;
    assert_eq!(counts(&page), [395, 0, 0, 0, 0], "{}", page.text());
    apply(&mut registrar, &page, &[]).await;
    let said = [("held_on", "2026-06-30"), ("subject", "数学"), ("full", "20"), ("prefix", "P")];
    let page = read(&mut registrar, What::Marks, &[("student-mat.csv", UCI)], &said).await;
    assert_eq!(counts(&page), [395, 0, 0, 0, 0], "{}", page.text());
    assert_eq!(world.count("select count(*) from mark").await, 0, "nothing before the second click");
    let done = apply(&mut registrar, &page, &[]).await;
    assert_eq!(world.count("select count(*) from mark").await, 3 * 395, "{}", done.text());
    assert_eq!(world.count("select count(*) from exam").await, 3);
    // The first student had 5, 6 and 6 of 20; 6 absences.
    let first = "select sum(score) from mark where student_id = (select id from student where student_number = 'P001')";
    assert_eq!(world.count(first).await, 1_700);
    assert!(world.count("select count(*) from absence").await > 200);
    let again = read(&mut registrar, What::Marks, &[("student-mat.csv", UCI)], &said).await;
    apply(&mut registrar, &again, &[]).await;
    assert_eq!(world.count("select count(*) from mark").await, 3 * 395);
    registrar.post(&format!("{}/undo", address(&again)), &[]).await;
    registrar.post(&format!("{}/undo", address(&page)), &[]).await;
    assert_eq!(world.count("select count(*) from mark").await, 0);
    assert_eq!(world.count("select count(*) from absence").await, 0);
    assert_eq!(world.count("select count(*) from exam").await, 0);
}

#[tokio::test]
async fn a_corrected_mark_replaces_the_old_one_and_comes_back_with_the_undo() {
    let (world, mut registrar) = three_children().await;
    let marks = |score: &str| {
        format!("学号,姓名,语文,数学\n20260000,,90,{score}\n20260001,,缺考,95.5\n29999999,,1,2\n")
    };
    let said = [("held_on", "2026-06-30"), ("exam", "期末")];
    let page = read(&mut registrar, What::Marks, &[("a.csv", marks("80").as_bytes())], &said).await;
    assert_eq!(counts(&page), [2, 0, 0, 0, 1], "{}", page.text());
    apply(&mut registrar, &page, &[]).await;
    let total = "select sum(score) from mark";
    assert_eq!(world.count(total).await, 9_000 + 8_000 + 9_550);
    assert_eq!(world.count("select count(*) from mark where score is null").await, 1);
    let page = read(&mut registrar, What::Marks, &[("b.csv", marks("88").as_bytes())], &said).await;
    apply(&mut registrar, &page, &[]).await;
    assert_eq!(world.count(total).await, 9_000 + 8_800 + 9_550);
    registrar.post(&format!("{}/undo", address(&page)), &[]).await;
    assert_eq!(world.count(total).await, 9_000 + 8_000 + 9_550);
}

#[tokio::test]
async fn days_of_absence_come_in_once() {
    let (world, mut registrar) = three_children().await;
    let sheet = "学号,2026-09-01,2026-09-02,2026-09-03\n20260000,√,病,√\n20260001,旷,迟到,事假\n";
    for _ in 0..2 {
        let page = read(&mut registrar, What::Absences, &[("考勤.csv", sheet.as_bytes())], &[]).await;
        assert_eq!(counts(&page), [2, 0, 0, 0, 0], "{}", page.text());
        apply(&mut registrar, &page, &[]).await;
    }
    assert_eq!(world.count("select count(*) from absence").await, 3);
    assert_eq!(world.count("select count(*) from absence where reason = '病假' and half_days = 2").await, 1);
}

/// R4: what attendance programs give: one row for a child and a day.
#[tokio::test]
async fn absences_with_one_row_a_day_come_in() {
    let (world, mut registrar) = three_children().await;
    let sheet = "学号,姓名,日期,类型\n20260000,,2026-09-16,病假\n20260000,,2026-09-17,病假\n20260001,,2026-09-17,旷课\n\
                 20260001,,2026-09-18,迟到\n20260002,,还没有写,事假\n";
    for _ in 0..2 {
        let page = read(&mut registrar, What::Absences, &[("考勤.csv", sheet.as_bytes())], &[]).await;
        assert_eq!(counts(&page), [4, 0, 0, 0, 1], "{}", page.text());
        let refused = registrar.get(&format!("{}?fate=refused", address(&page))).await;
        assert!(refused.has("C6 的日期“还没有写”没有读懂"), "{}", refused.text());
        apply(&mut registrar, &page, &[]).await;
    }
    assert_eq!(world.count("select count(*) from absence").await, 3);
    let days = "select count(distinct from_on) from absence where reason = '病假' and half_days = 2";
    assert_eq!(world.count(days).await, 2);
}
