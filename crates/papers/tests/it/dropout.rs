//! T2: the ledgers and the monthly sheet of children who must not drop out.

use std::process::Command;

use axum::http::StatusCode;
use db::args;

use crate::files::{python, words_of};
use crate::story;
use crate::world::World;

/// The child of the demonstration who is being asked back: name.
async fn away(world: &World) -> String {
    let mut conn = world.app.db.reader().await.unwrap();
    let sql = "select s.name from dropout d join student s on s.id = d.student_id
               where d.ended_on = '9999-12-31' and d.school_id = 1";
    conn.one(sql, args![]).await.unwrap()
}

async fn back(world: &World) -> String {
    let mut conn = world.app.db.reader().await.unwrap();
    let sql = "select s.name from dropout d join student s on s.id = d.student_id
               where d.ended_on < '9999-12-31' and d.school_id = 1";
    conn.one(sql, args![]).await.unwrap()
}

// T2
story!(the_ledger_has_every_field_of_the_usual_form_filled_from_the_records, |world| {
    let (principal, _) = world.holders("principal").await[0];
    let (status, file) = world.get(principal, "/dropout-ledgers/suspected/word").await;
    assert_eq!(status, StatusCode::OK);
    let words = words_of(&file);
    let (away, back) = (away(&world).await, back(&world).await);
    for label in [
        "姓名",
        "身份证件号",
        "学籍号",
        "班级",
        "户籍",
        "监护人",
        "电话",
        "孤儿",
        "离校日期",
        "原因",
        "去向",
        "每次劝返",
        "复学日期",
        "安置方式",
        "动态销号日期",
        "销号依据",
        "学校月报日期",
    ] {
        assert!(words.contains(label), "{label} is not in {words}");
    }
    for told in [away.as_str(), &back, "奶奶摔了腿", "大姑从下周起白天来照看", "随班就读", "周一到校"]
    {
        assert!(words.contains(told), "{told} is not in {words}");
    }
    let (_, file) = world.get(principal, "/dropout-ledgers/dropped-out/word").await;
    assert!(!words_of(&file).contains(&away), "nobody has said so");
    let (status, pdf) = world.get(principal, "/dropout-ledgers/suspected/pdf").await;
    assert!(status == StatusCode::OK && pdf.starts_with(b"%PDF-1.7"));
});

/// The lines of a PDF as they stand on the paper.
fn lines_of(pdf: &[u8]) -> String {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), pdf).unwrap();
    let output = Command::new("pdftotext").arg("-layout").arg(file.path()).arg("-").output().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap()
}

// T2: seventeen columns share a page, and nobody has to put a day or a telephone number together again.
story!(a_day_and_a_telephone_number_stand_on_one_line_of_the_ledger, |world| {
    let mut conn = world.app.db.reader().await.unwrap();
    let (teacher, left_on): (kernel::StaffId, kernel::Day) = conn
        .one(
            "select r.staff_id, d.left_on from dropout d join enrollment e on e.student_id = d.student_id
             join role_held r on r.class_id = e.class_id and r.role = 'homeroom'
             where d.ended_on = '9999-12-31' and e.until_on > '2026-12-31' and r.until_on > '2026-12-31'",
            args![],
        )
        .await
        .unwrap();
    drop(conn);
    let words = words_of(&world.get(teacher, "/dropout-ledgers/suspected/word").await.1);
    let is_phone = |cell: &&str| cell.len() == 11 && cell.bytes().all(|byte| byte.is_ascii_digit());
    let phone = words.split('|').map(str::trim).find(is_phone).unwrap_or_else(|| panic!("{words}"));
    let pdf = lines_of(&world.get(teacher, "/dropout-ledgers/suspected/pdf").await.1);
    for whole in [phone, &left_on.to_string()] {
        assert!(pdf.contains(whole), "{whole} is torn apart: {pdf}");
    }
});

// T2
story!(all_three_ledgers_open_in_excel_and_the_first_has_every_child_of_school_age, |world| {
    let (staff, class) = world.teacher().await;
    let (status, file) = world.get(staff, "/dropout-ledgers/excel").await;
    assert_eq!(status, StatusCode::OK);
    let script = "
import sys, openpyxl
for sheet in openpyxl.load_workbook(sys.argv[1]).worksheets: print(sheet.title, sheet.max_row - 2)";
    let sheets = python(script, &file);
    let mut conn = world.app.db.reader().await.unwrap();
    let sql = "select count(*) from enrollment where class_id = $1 and until_on > '2026-12-31'";
    let pupils: i64 = conn.one(sql, args![class]).await.unwrap();
    let lines: Vec<&str> = sheets.lines().collect();
    assert_eq!(lines.len(), 3, "{sheets}");
    assert_eq!(lines[0], format!("适龄儿童少年台账 {pupils}"));
});

/// The row of a name in the counts of the sheet.
pub fn row(words: &str, name: &str) -> Vec<i64> {
    let line = words.lines().find(|line| line.split('|').next().is_some_and(|cell| cell.trim() == name));
    let line = line.unwrap_or_else(|| panic!("{name} is not in {words}"));
    line.split('|').skip(1).filter_map(|cell| cell.trim().parse().ok()).collect()
}

// T2: what was there and what came is what went and what is there still.
story!(the_months_of_the_sheet_hang_together_and_name_who_is_still_away, |world| {
    let (principal, _) = world.holders("principal").await[0];
    let mut before = 0;
    for month in ["2026-09", "2026-10", "2026-11"] {
        let path = format!("/dropout-ledgers/month/word?month={month}");
        let words = words_of(&world.get(principal, &path).await.1);
        let all = row(&words, "合计");
        let [_, was, new, back, settled, suspected, confirmed, _] = all[..] else { panic!("{all:?}") };
        assert_eq!(was, before, "{month}");
        assert_eq!(was + new - back - settled, suspected + confirmed, "{month}: {all:?}");
        let grades = (1..=9).map(|grade| ["一", "二", "三", "四", "五", "六", "七", "八", "九"][grade - 1]);
        let of_grades: Vec<Vec<i64>> = grades.map(|grade| row(&words, &format!("{grade}年级"))).collect();
        for (at, n) in all.iter().enumerate() {
            assert_eq!(of_grades.iter().map(|one| one[at]).sum::<i64>(), *n, "{month}");
        }
        before = suspected + confirmed;
    }
    assert_eq!(before, 1);
    let mut conn = world.app.db.reader().await.unwrap();
    let pupils: i64 =
        conn.one("select count(*) from enrollment where until_on > '2026-12-31'", args![]).await.unwrap();
    drop(conn);
    let words = words_of(&world.get(principal, "/dropout-ledgers/month/word").await.1);
    assert_eq!(row(&words, "合计")[0], pupils);
    assert!(words.contains(&away(&world).await) && words.contains("留守"), "{words}");
});

// T2
story!(blank_ones_name_nobody_and_leave_no_trace_in_the_log, |world| {
    let (staff, _) = world.teacher().await;
    let mut conn = world.app.db.reader().await.unwrap();
    let names: Vec<String> = conn.all("select name from student", args![]).await.unwrap();
    drop(conn);
    let left = "select count(*) from event where name = 'paper.exported'";
    let count = || async { world.app.db.reader().await.unwrap().one::<i64>(left, args![]).await.unwrap() };
    let before = count().await;
    for paper in ["school-age", "suspected", "dropped-out", "month"] {
        let words = words_of(&world.get(staff, &format!("/dropout-ledgers/{paper}/word?blank=1")).await.1);
        assert!(!names.iter().any(|name| words.contains(name.as_str())), "{paper}: {words}");
    }
    assert_eq!(count().await, before);
});

// T2: the office may not take numbers and families out; its ledger says so once, and who fills the columns.
story!(a_ledger_without_numbers_says_in_a_line_who_fills_them, |world| {
    let (teacher, _) = world.teacher().await;
    let (office, _) = world.holders("moral-education").await[0];
    let says = "请各班班主任补填";
    for (staff, path, expected) in [
        (office, "/dropout-ledgers/school-age/word", 1),
        (office, "/dropout-ledgers/school-age/word?blank=1", 0),
        (teacher, "/dropout-ledgers/school-age/word", 0),
    ] {
        let words = words_of(&world.get(staff, path).await.1);
        assert_eq!(words.matches(says).count(), expected, "{path}");
    }
    let script = "
import sys, openpyxl
for sheet in openpyxl.load_workbook(sys.argv[1]).worksheets: print(sheet['A1'].value.replace('\\n', ' '))";
    let heads = python(script, &world.get(office, "/dropout-ledgers/excel").await.1);
    assert!(heads.lines().next().is_some_and(|head| head.contains(says)), "{heads}");
});

// T2, Y1
story!(a_teachers_ledger_holds_her_class_and_nobody_without_the_right_takes_one, |world| {
    let (away, back) = (away(&world).await, back(&world).await);
    let mut conn = world.app.db.reader().await.unwrap();
    let sql = "select r.staff_id from role_held r join enrollment e on e.class_id = r.class_id
               join student s on s.id = e.student_id where r.role = 'homeroom' and s.name = $1 order by r.id limit 1";
    let hers: kernel::StaffId = conn.one(sql, args![away.clone()]).await.unwrap();
    drop(conn);
    let words = words_of(&world.get(hers, "/dropout-ledgers/suspected/word").await.1);
    assert!(words.contains(&away) && !words.contains(&back), "{words}");
    for role in ["registrar", "subject-teacher", "psychologist", "aid-officer", "administrator"] {
        let (staff, _) = world.holders(role).await[0];
        for path in ["", "/suspected", "/month/word", "/excel", "/excel?blank=1"] {
            let (status, _) = world.get(staff, &format!("/dropout-ledgers{path}")).await;
            assert_eq!(status, StatusCode::NOT_FOUND, "{role} {path}");
        }
    }
    let other = world.holders("homeroom").await.into_iter().find(|held| held.0 != hers).unwrap();
    let (status, _) = world.get(hers, &format!("/dropout-ledgers/month?class={}", other.1.unwrap())).await;
    assert_eq!(status, StatusCode::NOT_FOUND, "another class");
});
