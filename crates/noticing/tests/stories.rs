//! Stories of the census, through the pages.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "tests"
)]

mod school;

use axum::http::StatusCode;
use db::args;
use jiff::civil::date;
use kernel::{Chance, ImportId, Instant};
use noticing::marks::NewMark;
use noticing::word::{Category, Source};
use noticing::{absences, counts, finding, left_behind, marks, remark};
use school::{CHILDREN, FIRST, FOUR_ONE, FOUR_TWO, SCHOOL, School, child, hidden};
use uuid::Uuid;

// C1
#[tokio::test]
async fn every_student_can_be_looked_at_with_one_tap() {
    let school = School::new().await;
    school.open_census().await;
    let list = format!("/census/classes/{FOUR_ONE}");
    let page = school.get("chen", &list).await;
    assert!(page.body.contains("0 / 3"));
    for (at, (name, _)) in CHILDREN.iter().enumerate().take(3) {
        let path = format!("{list}/students/{}/look", child(at));
        assert!(page.body.contains(name) && page.body.contains(&path));
        let row = school.tap("chen", &path).await;
        assert_eq!(row.status, StatusCode::OK);
        assert!(row.body.contains(&format!("id=\"student-{}\"", child(at))) && !row.body.contains("<html"));
        assert!(row.body.contains(&format!("{} / 3", at + 1)) && row.body.contains("data-undo"));
    }
    assert!(school.get("chen", &list).await.body.contains("每一位学生都看过了"));
    assert_eq!(school.events("census.looked").await, 3);
}

// C1: without the script the same tap goes back to the list; twice is once.
#[tokio::test]
async fn nothing_is_a_look_too() {
    let school = School::new().await;
    school.open_census().await;
    let path = format!("/census/classes/{FOUR_ONE}/students/{}/look", child(0));
    for _ in 0..2 {
        let answer = school.post("chen", &path, &[]).await;
        assert_eq!(answer.location, format!("/census/classes/{FOUR_ONE}#student-{}", child(0)));
    }
    assert_eq!(school.count("select count(*) from census_look").await, 1);
    assert_eq!(school.count("select count(*) from finding").await, 0);
    assert_eq!(school.events("census.looked").await, 1);
    school.post("chen", &format!("{path}/withdrawal"), &[]).await;
    assert_eq!(school.count("select count(*) from census_look").await, 0);
    assert_eq!(school.events("census.look-withdrawn").await, 1);
}

#[tokio::test]
async fn nobody_is_looked_at_before_the_census_opens_or_after_it_closes() {
    let school = School::new().await;
    let path = format!("/census/classes/{FOUR_ONE}/students/{}/look", child(0));
    assert_eq!(school.post("chen", &path, &[]).await.status, StatusCode::CONFLICT);
    assert_eq!(school.post("chen", "/census", &[("due", "2026-09-30")]).await.status, StatusCode::NOT_FOUND);
    let past = school.post("lin", "/census", &[("due", "2026-09-01")]).await;
    assert_eq!(past.status, StatusCode::UNPROCESSABLE_ENTITY);
    school.open_census().await;
    assert_eq!(school.post("chen", &path, &[]).await.status, StatusCode::SEE_OTHER);
    let page = school.get("lin", "/census").await.body;
    let closure = page.split("action=\"/census/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    school.post("lin", &format!("/census/{closure}"), &[]).await;
    assert_eq!(school.post("chen", &path, &[]).await.status, StatusCode::CONFLICT);
    school.open_census().await;
    assert_eq!(school.count("select count(*) from census").await, 1);
    let told = ["census.opened", "census.closed", "census.reopened"];
    for name in told {
        assert_eq!(school.events(name).await, 1, "{name}");
    }
}

// C5
#[tokio::test]
async fn a_child_with_two_categories_is_counted_once() {
    let school = School::new().await;
    school.open_census().await;
    let saved = school.save("chen", child(0), &["left_behind", "poor"], &[]).await;
    assert_eq!(saved.location, format!("/census/classes/{FOUR_ONE}#student-{}", child(0)), "{}", saved.body);
    school.save("chen", child(1), &["left_behind"], &[]).await;
    let cx = school.cx("chen").await;
    let mut conn = school.app.db.reader().await.unwrap();
    let counted = counts::counts(&mut conn, &cx, FIRST).await.unwrap();
    assert_eq!(
        (counted.all.children(), counted.all.of(Category::LeftBehind), counted.all.of(Category::Poor)),
        (2, 2, 1)
    );
    let page = school.get("chen", "/census/counts").await.body;
    assert!(page.contains("共 2 名学生，按类别合计 3 人次") && page.contains("留守 + 家庭经济困难"));
    let both = school.get("chen", "/census/counts/students?set=left_behind,poor").await.body;
    assert!(both.contains("林小雨") && !both.contains("曾子轩"));
    let all = school.get("chen", "/census/counts/students?category=left_behind").await.body;
    assert!(all.contains("林小雨") && all.contains("曾子轩") && all.contains("2 名学生"));
}

// C3; State Council 2016 no. 13 and the school roll
#[tokio::test]
async fn both_definitions_of_left_behind_are_kept_apart() {
    let mut school = School::new().await;
    school.open_census().await;
    school.save("chen", child(0), &["left_behind"], &[("roll", "1"), ("civil", "no")]).await;
    let of = async |school: &School, day| {
        let cx = school.cx("chen").await;
        let mut conn = school.app.db.reader().await.unwrap();
        let student = people::student::find(&mut conn, &cx, child(0)).await.unwrap();
        left_behind::of(&mut conn, &cx, &student, day)
            .await
            .unwrap()
            .map(|(found, _)| (found.roll, found.civil))
    };
    assert_eq!(of(&school, FIRST).await, Some((Some(1), Some("no".to_owned()))));
    school.on(date(2026, 10, 12));
    school.save("chen", child(0), &["left_behind"], &[("civil", "both_away")]).await;
    assert_eq!(of(&school, date(2026, 10, 12)).await, Some((None, Some("both_away".to_owned()))));
    assert_eq!(of(&school, FIRST).await, Some((Some(1), Some("no".to_owned()))));
    assert_eq!(school.events("left-behind.recorded").await, 2);
}

// C3
#[tokio::test]
async fn an_unticked_category_is_ended_not_erased() {
    let mut school = School::new().await;
    school.open_census().await;
    school.save("chen", child(0), &["left_behind", "learning"], &[]).await;
    school.on(date(2026, 10, 12));
    school.save("chen", child(0), &["learning"], &[("reason-left_behind", "妈妈回来了")]).await;
    assert_eq!(school.count("select count(*) from finding").await, 2);
    let ended = "select count(*) from finding where category = 'left_behind' and until_on = '2026-10-11'
                 and ended_by is not null and end_reason_cell is not null";
    assert_eq!(school.count(ended).await, 1);
    assert_eq!((school.events("finding.recorded").await, school.events("finding.ended").await), (2, 1));
    assert_eq!(school.events("finding.amended").await, 0);
}

#[tokio::test]
async fn a_sheet_that_arrives_twice_is_saved_once_and_ends_only_what_it_showed() {
    let school = School::new().await;
    school.open_census().await;
    let page = school.get("chen", &format!("/census/students/{}", child(0))).await.body;
    let key = hidden(&page, "key")[0].clone();
    let path = format!("/census/students/{}", child(0));
    let form = [
        ("key", key.as_str()),
        ("category", "learning"),
        ("since-learning", "2026-09-01"),
        ("source-learning", "observation"),
        ("evidence-learning", "两次作业没有写完"),
        ("strength", "画画很好"),
    ];
    for _ in 0..2 {
        assert_eq!(school.post("chen", &path, &form).await.status, StatusCode::SEE_OTHER);
    }
    assert_eq!(school.count("select count(*) from finding").await, 1);
    assert_eq!(school.count("select count(*) from remark").await, 1);
    let blind = [("key", "0198f000-0000-7000-8000-000000000001")];
    school.post("chen", &path, &blind).await;
    assert_eq!(school.count("select count(*) from finding where until_on = '9999-12-31'").await, 1);
}

#[tokio::test]
async fn a_sheet_without_evidence_comes_back_with_the_words_typed() {
    let school = School::new().await;
    school.open_census().await;
    let path = format!("/census/students/{}", child(0));
    let form = [
        ("key", "0198f000-0000-7000-8000-000000000001"),
        ("category", "learning"),
        ("since-learning", "2026-09-01"),
        ("source-learning", "observation"),
        ("strength", "跑得快"),
    ];
    let answer = school.post("chen", &path, &form).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("跑得快") && answer.body.contains("id=\"evidence-learning-error\""));
    assert_eq!(school.count("select count(*) from event").await, 1);
}

// F1, F3
#[tokio::test]
async fn a_homeroom_teacher_does_not_see_anothers_class() {
    let school = School::new().await;
    school.open_census().await;
    school.save("li", child(3), &["single_parent"], &[]).await;
    let list = format!("/census/classes/{FOUR_TWO}");
    assert_eq!(school.get("chen", &list).await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        school.get("chen", &format!("/census/students/{}", child(3))).await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        school.tap("chen", &format!("{list}/students/{}/look", child(4))).await.status,
        StatusCode::NOT_FOUND
    );
    let numbers = school.get("chen", "/census/counts").await.body;
    assert!(!numbers.contains("单亲"));
    let students = school.get("chen", "/census/counts/students?category=single_parent").await.body;
    assert!(!students.contains(CHILDREN[3].0));
    assert_eq!(school.get("chen", "/census").await.location, format!("/census/classes/{FOUR_ONE}"));
    let saved = school
        .post("chen", &format!("/census/students/{}", child(3)), &[("key", &Uuid::nil().to_string())])
        .await;
    assert_eq!(saved.status, StatusCode::NOT_FOUND);
}

// F3: level 3, psychology
#[tokio::test]
async fn a_psychological_category_is_seen_only_by_the_psychologist() {
    let school = School::new().await;
    school.open_census().await;
    school.save("chen", child(0), &["psychological"], &[]).await;
    for token in ["chen", "lin", "zhou"] {
        let numbers = school.get(token, "/census/counts").await.body;
        assert!(!numbers.contains("心理关爱"), "{token}");
    }
    assert!(school.get("shen", "/census/counts").await.body.contains("心理关爱"));
    let sheet = school.get("chen", &format!("/census/students/{}", child(0))).await.body;
    assert!(sheet.contains("写了以后只有心理教师能看到") && !sheet.contains("奶奶一个人带"));
    // Saving again without the tick does not end what was not seen.
    school.save("chen", child(0), &[], &[]).await;
    let stands = "select count(*) from finding where category = 'psychological' and until_on = '9999-12-31'";
    assert_eq!(school.count(stands).await, 1);
    let sheet = school.get("shen", &format!("/census/students/{}", child(0))).await.body;
    assert!(sheet.contains("奶奶一个人带"));
    let read = "select count(*) from log.reading where kind = 'psy-finding' and action = 'read'";
    assert_eq!(school.count(read).await, 1);
    school.save("shen", child(0), &[], &[]).await;
    assert_eq!(school.count(stands).await, 0);
}

// C5
#[tokio::test]
async fn counts_at_an_earlier_date_are_as_they_were() {
    let mut school = School::new().await;
    school.open_census().await;
    school.save("chen", child(0), &["left_behind"], &[]).await;
    school.on(date(2026, 10, 12));
    school.save("chen", child(0), &[], &[]).await;
    school.save("chen", child(1), &["learning"], &[]).await;
    let then = school.get("lin", "/census/counts?on=2026-09-20").await.body;
    assert!(then.contains("留守") && !then.contains("学习困难"));
    let now = school.get("lin", "/census/counts").await.body;
    assert!(!now.contains("留守") && now.contains("学习困难"));
    let before = school.get("lin", "/census/counts?on=2026-09-09").await.body;
    assert!(before.contains("这一天没有记下的类别"));
}

// C1
#[tokio::test]
async fn the_office_sees_the_progress_of_each_class() {
    let school = School::new().await;
    let empty = school.get("lin", "/census").await.body;
    assert!(empty.contains("本学期的摸排还没有开始"));
    school.open_census().await;
    school.tap("chen", &format!("/census/classes/{FOUR_ONE}/students/{}/look", child(0))).await;
    school.save("chen", child(1), &["left_behind"], &[]).await;
    let page = school.get("lin", "/census").await.body;
    assert!(page.contains("2 / 3") && page.contains("0 / 2") && page.contains("2 / 5"));
    assert!(page.contains("还没有开始的班：四年级（2）班") && page.contains("chen"));
    assert_eq!(school.get("shen", "/census").await.status, StatusCode::NOT_FOUND);
}

// C2
#[tokio::test]
async fn a_subject_teachers_nomination_reaches_the_sheet_and_is_settled_there() {
    let school = School::new().await;
    school.open_census().await;
    let path = format!("/students/{}/nominations", child(2));
    let form = school.get("xu", &path).await;
    let key = hidden(&form.body, "key")[0].clone();
    assert_eq!(
        school.post("xu", &path, &[("key", &key), ("source", "subject_teacher")]).await.status.as_u16(),
        422
    );
    let fields = [("key", key.as_str()), ("source", "subject_teacher"), ("text", "这两周上课总是犯困")];
    assert_eq!(school.post("xu", &path, &fields).await.location, format!("/students/{}", child(2)));
    assert_eq!(
        school.get("xu", &format!("/students/{}/nominations", child(3))).await.status,
        StatusCode::NOT_FOUND
    );
    assert!(school.get("chen", &format!("/census/classes/{FOUR_ONE}")).await.body.contains("1 条线索"));
    let sheet = school.get("chen", &format!("/census/students/{}", child(2))).await.body;
    assert!(sheet.contains("这两周上课总是犯困") && sheet.contains("任课教师反映"));
    assert_eq!(
        school.get("xu", &format!("/census/students/{}", child(2))).await.status,
        StatusCode::NOT_FOUND
    );
    school.save("chen", child(2), &["learning"], &[]).await;
    assert_eq!(school.count("select count(*) from remark where settled_on is not null").await, 1);
    assert_eq!((school.events("remark.noted").await, school.events("remark.settled").await), (1, 1));
    assert!(!school.get("chen", &format!("/census/students/{}", child(2))).await.body.contains("犯困"));
}

// C3
#[tokio::test]
async fn strengths_own_words_and_causes_are_kept_and_can_be_withdrawn() {
    let school = School::new().await;
    let path = format!("/students/{}/strengths", child(0));
    school.post("chen", &path, &[("text", "很会照顾弟弟")]).await;
    school.post("chen", &path, &[("text", "我想当兽医"), ("kind", "own_words")]).await;
    school.post("chen", &path, &[("text", " ")]).await;
    let causes = [("causes", "1"), ("cause-family", "爸爸长年在外")];
    school.save("chen", child(0), &[], &causes).await;
    school.save("chen", child(0), &[], &[("causes", "1"), ("cause-family", "爸爸年底回来")]).await;
    let cx = school.cx("chen").await;
    let mut conn = school.app.db.reader().await.unwrap();
    let student = people::student::find(&mut conn, &cx, child(0)).await.unwrap();
    let (remarks, permits) = remark::of(&mut conn, &cx, &student).await.unwrap();
    drop(conn);
    let texts: Vec<&str> = remarks.iter().map(|one| one.text.as_str()).collect();
    assert_eq!((texts.len(), permits.len()), (3, 1));
    assert!(texts.contains(&"爸爸年底回来") && !texts.contains(&"爸爸长年在外"));
    let strength = remarks.iter().find(|one| one.text == "很会照顾弟弟").unwrap();
    assert_eq!(
        school.post("li", &format!("/remarks/{}/withdrawal", strength.id), &[]).await.status,
        StatusCode::NOT_FOUND
    );
    school.post("chen", &format!("/remarks/{}/withdrawal", strength.id), &[]).await;
    assert!(
        !school.get("chen", &format!("/census/students/{}", child(0))).await.body.contains("很会照顾弟弟")
    );
    assert_eq!((school.events("remark.noted").await, school.events("remark.withdrawn").await), (4, 2));
}

#[tokio::test]
async fn other_rooms_find_amend_and_end_through_the_actions() {
    let mut school = School::new().await;
    let cx = school.cx("chen").await;
    let what = finding::Found {
        category: Category::Illness,
        since_on: date(2026, 5, 1),
        source: Source::FamilyContact,
        needs: Vec::new(),
        priority: 1,
        review_on: None,
        evidence: "哮喘，随身带药".to_owned(),
    };
    let id = kernel::FindingId(cx.uuid());
    finding::find(&cx, id, child(0), &what).await.unwrap();
    assert!(
        finding::find(&school.cx("lin").await, kernel::FindingId(cx.uuid()), child(0), &what).await.is_err()
    );
    assert!(finding::end(&school.cx("lin").await, id, "").await.is_err());
    school.on(date(2026, 9, 11));
    let cx = school.cx("chen").await;
    let mut conn = school.app.db.reader().await.unwrap();
    let student = people::student::find(&mut conn, &cx, child(0)).await.unwrap();
    let (found, permits) = finding::current_of(&mut conn, &cx, &student, date(2026, 9, 11)).await.unwrap();
    assert_eq!((found[0].what.clone(), permits.len()), (what, 1));
    let cell: Vec<u8> = conn.one("select evidence_cell from finding", args![]).await.unwrap();
    assert!(!String::from_utf8_lossy(&cell).contains("哮喘"));
    drop(conn);
    let ended = school.post("chen", &format!("/findings/{id}/end"), &[("reason", "已经好了")]).await;
    assert_eq!(ended.location, format!("/students/{}", child(0)));
    assert_eq!(school.events("finding.ended").await, 1);
}

// R4
#[tokio::test]
async fn marks_stand_beside_the_class_and_an_import_is_taken_back_whole() {
    let school = School::new().await;
    let import = ImportId(Uuid::from_u128(9));
    let mut tx = school.app.db.begin().await.unwrap();
    let source = (&Chance::system(), Instant(0));
    let exam = marks::exam(&mut tx, SCHOOL, ("期中", date(2026, 9, 5), None), source).await.unwrap();
    assert_eq!(marks::exam(&mut tx, SCHOOL, ("期中", date(2026, 9, 5), None), source).await.unwrap(), exam);
    let mark = |at: usize, score| NewMark {
        student: child(at),
        exam,
        subject: "数学".to_owned(),
        score,
        full: 10000,
    };
    let all = [mark(0, Some(9000)), mark(1, Some(8000)), mark(2, Some(7150)), mark(3, Some(100))];
    assert_eq!(marks::insert_many(&mut tx, SCHOOL, Some(import), &all).await.unwrap(), 4);
    let days = (date(2026, 9, 7), date(2026, 9, 8));
    let sick = absences::NewAbsence {
        id: kernel::AbsenceId(Uuid::from_u128(1)),
        student: child(0),
        days,
        half_days: 3,
        reason: "病假".to_owned(),
    };
    absences::insert_many(&mut tx, SCHOOL, Some(import), &[sick]).await.unwrap();
    tx.commit().await.unwrap();
    let cx = school.cx("chen").await;
    let mut conn = school.app.db.reader().await.unwrap();
    let asked = (access::Action::Read, access::Kind::Marks);
    let (student, permit) = people::student::find_for(&mut conn, &cx, child(0), asked).await.unwrap();
    let series = marks::of(&mut conn, &permit, &student).await.unwrap();
    let point = &series[0].points[0];
    assert_eq!((point.score, point.average, point.median), (Some(9000), Some(8050), Some(8000)));
    let away = absences::of(&mut conn, &permit, &student).await.unwrap();
    assert!(absences::panel(&away, &cx).unwrap().contains("1.5 天"));
    assert!(marks::panel(&series, &cx).unwrap().contains("80.5"));
    let (other, _) = (people::student::find(&mut conn, &cx, child(1)).await.unwrap(), ());
    assert!(marks::of(&mut conn, &permit, &other).await.is_err());
    drop(conn);
    let mut tx = school.app.db.begin().await.unwrap();
    assert_eq!(marks::remove_import(&mut tx, SCHOOL, import).await.unwrap(), 4);
    assert_eq!(absences::remove_import(&mut tx, SCHOOL, import).await.unwrap(), 1);
    tx.commit().await.unwrap();
    assert_eq!(school.count("select count(*) from exam").await, 0);
}
