use jiff::civil::{Date, date};

use super::*;
use crate::roster::marks_layout::{About, Counted, propose};

const TODAY: Date = date(2026, 10, 1);

fn sheet(lines: &[&[&str]]) -> Vec<InRow> {
    let cell = |text: &&str| if text.is_empty() { In::Empty } else { In::Text((*text).into()) };
    (1..)
        .zip(lines)
        .map(|(number, line)| InRow { number, cells: line.iter().map(cell).collect(), hidden: false })
        .collect()
}

fn holds(mapping: &MarkMapping) -> Vec<Holds> {
    mapping.columns.iter().map(|column| column.holds.clone()).collect()
}

fn exam(exam: &str, subject: &str) -> Holds {
    Holds::Mark { exam: exam.into(), subject: subject.into() }
}

/// R4: three marks, absences and failures of 395 pupils without names, told by their place in the file.
#[test]
fn the_student_performance_file_fits() {
    let text = include_str!("../../tests/data/uci-student-mat.csv");
    let lines: Vec<Vec<String>> = text
        .lines()
        .map(|line| line.split(';').map(|cell| cell.trim_matches('"').to_owned()).collect())
        .collect();
    let lines: Vec<Vec<&str>> = lines.iter().map(|line| line.iter().map(String::as_str).collect()).collect();
    let lines: Vec<&[&str]> = lines.iter().map(Vec::as_slice).collect();
    let rows = sheet(&lines);
    let about = About {
        subject: Some("数学".into()),
        who: Some(Who::Ordinal { prefix: "M".into(), digits: 3 }),
        ..About::default()
    };
    let mapping = propose(&rows, &about).unwrap();
    let read: Vec<_> = mapping
        .columns
        .iter()
        .filter(|c| !matches!(c.holds, Holds::Other))
        .map(|c| c.holds.clone())
        .collect();
    let expected = [
        Holds::Count(Counted::Failures),
        Holds::Count(Counted::Absences),
        exam("G1", "数学"),
        exam("G2", "数学"),
        exam("G3", "数学"),
    ];
    assert_eq!(read, expected);
    let checked = check(&rows, &mapping, Some(20), TODAY);
    assert_eq!(checked.len(), 395);
    assert!(checked.iter().all(|row| !row.is_refused() && row.entries.len() == 5));
    assert!(checked.iter().all(|row| row.entries.iter().all(|entry| entry.message.is_none())));
    assert_eq!(checked[394].who, [(Ident::StudentNumber, "M395".to_owned())]);
    let sum = |at: usize| -> u32 {
        checked
            .iter()
            .map(|row| match row.entries[at].value {
                Some(MarkValue::Points(p)) => p / 100,
                Some(MarkValue::Count(c)) => c,
                _ => 0,
            })
            .sum()
    };
    assert_eq!((sum(1), sum(4)), (2_255, 4_114), "absences and final marks of the published file");
    assert_eq!(
        propose(&rows, &About { subject: Some("数学".into()), ..About::default() }).unwrap_err().key,
        "roster-marks-no-who"
    );
}

#[test]
fn any_exam_and_subject_is_read_from_one_or_two_header_rows() {
    let rows = sheet(&[
        &["七年级成绩表"],
        &["班级", "姓名", "期中", "", "期末", "", "总分", "年级排名"],
        &["", "", "语文", "数学", "语文", "数学", "", ""],
        &["701", "张三", "92.5", "缺考", "88分", "", "300", "5"],
        &["701", "李四", "-5", "优", "１００", "免考", "", ""],
        &["平均分", "", "80", "80", "", "", "", ""],
    ]);
    let mapping = propose(&rows, &About::default()).unwrap();
    assert_eq!(
        holds(&mapping),
        [
            Holds::Who(Ident::Class),
            Holds::Who(Ident::Name),
            exam("期中", "语文"),
            exam("期中", "数学"),
            exam("期末", "语文"),
            exam("期末", "数学"),
            Holds::Derived,
            Holds::Derived,
        ]
    );
    let checked = check(&rows, &mapping, Some(100), TODAY);
    assert_eq!(checked.len(), 2, "the mean is no pupil");
    let values = |at: usize| checked[at].entries.iter().map(|entry| entry.value.clone()).collect::<Vec<_>>();
    assert_eq!(
        values(0),
        [Some(MarkValue::Points(9_250)), Some(MarkValue::Missed), Some(MarkValue::Points(8_800))]
    );
    assert_eq!(
        values(1),
        [
            None,
            Some(MarkValue::Grade("优".into())),
            Some(MarkValue::Points(10_000)),
            Some(MarkValue::Excused),
        ]
    );
    assert_eq!(checked[1].entries[0].message.as_ref().unwrap().key, "roster-mark-unreadable");
    assert_eq!(left_out(&mapping).len(), 2);
}

#[test]
fn a_mark_above_the_full_mark_is_refused_and_without_one_doubted() {
    let rows = sheet(&[&["姓名", "语文"], &["张三", "151"]]);
    let about = About { exam: Some("期中".into()), ..About::default() };
    let mapping = propose(&rows, &about).unwrap();
    let entry = |full: Option<u32>| check(&rows, &mapping, full, TODAY)[0].entries[0].clone();
    assert_eq!((entry(Some(150)).value, entry(Some(150)).message.unwrap().key), (None, "roster-mark-above"));
    assert_eq!(
        (entry(None).value, entry(None).message.unwrap().key),
        (Some(MarkValue::Points(15_100)), "roster-mark-high")
    );
    assert_eq!(propose(&rows, &About::default()).unwrap_err().key, "roster-marks-no-exam");
}

#[test]
fn attendance_is_read_by_day_and_by_count() {
    let rows = sheet(&[
        &["学号", "姓名", "1", "2", "2026-10-03", "迟到次数"],
        &["01", "张三", "√", "病假", "旷", "2"],
        &["01", "李四", "?", "", "", "很多"],
    ]);
    let mapping = propose(&rows, &About { month: Some((2026, 10)), ..About::default() }).unwrap();
    assert_eq!(mapping.columns[2].holds, Holds::Day("2026-10-01".into()));
    let checked = check(&rows, &mapping, None, TODAY);
    let values: Vec<_> = checked[0].entries.iter().map(|entry| entry.value.clone().unwrap()).collect();
    assert_eq!(
        values,
        [
            MarkValue::Day(Attendance::Present),
            MarkValue::Day(Attendance::Sick),
            MarkValue::Day(Attendance::Truant),
            MarkValue::Count(2),
        ]
    );
    let keys: Vec<_> = checked[1].entries.iter().map(|entry| entry.message.as_ref().unwrap().key).collect();
    assert_eq!(keys, ["roster-day-unreadable", "roster-count-unreadable"]);
    assert!(checked[1].is_refused(), "the same student number twice");
}

/// As attendance programs write it: one row for a child and a day.
#[test]
fn absences_with_one_row_a_day_are_read() {
    let rows = sheet(&[
        &["班级", "姓名", "日期", "缺勤类型", "备注"],
        &["七2", "王欣怡", "2026-09-16", "病假", "发烧"],
        &["七2", "王欣怡", "2026-09-17", "旷课", ""],
        &["七2", "王欣怡", "2026/9/17", "事假", ""],
        &["七2", "李大山", "2026年9月17日", "迟到", ""],
        &["七2", "李大山", "哪天", "事假", ""],
        &["七2", "李大山", "2026-12-01", "事假", ""],
    ]);
    let mapping = propose(&rows, &About::default()).unwrap();
    let expected = [Holds::Who(Ident::Class), Holds::Who(Ident::Name), Holds::On, Holds::Kind, Holds::Other];
    assert_eq!(holds(&mapping), expected);
    let checked = check(&rows, &mapping, None, TODAY);
    let days: Vec<_> = checked.iter().map(|row| row.on.map(|day| day.day())).collect();
    assert_eq!(days, [Some(16), Some(17), Some(17), Some(17), None, None]);
    let refused: Vec<_> =
        checked.iter().map(|row| row.remarks.first().map(|remark| remark.message.key)).collect();
    let (twice, day) = (Some("roster-marks-day-twice"), Some("roster-row-day"));
    assert_eq!(refused, [None, None, twice, None, day, day]);
    assert_eq!(checked[0].entries[0].value, Some(MarkValue::Day(Attendance::Sick)));
}

/// The day of an exam or the kind of a candidate is no absence.
#[test]
fn a_day_or_a_kind_alone_is_not_read_as_an_absence() {
    let rows = sheet(&[&["姓名", "日期", "类型", "语文"], &["王欣怡", "2026-09-16", "应届", "90"]]);
    let about = About { exam: Some("期中".into()), ..About::default() };
    let mapping = propose(&rows, &about).unwrap();
    assert!(holds(&mapping).contains(&exam("期中", "语文")));
    let rows = sheet(&[&["姓名", "日期", "语文"], &["王欣怡", "2026-09-16", "90"]]);
    let mapping = propose(&rows, &about).unwrap();
    assert_eq!(holds(&mapping), [Holds::Who(Ident::Name), Holds::Other, exam("期中", "语文")]);
}

#[test]
fn a_mark_mapping_survives_saving() {
    let rows = sheet(&[&["姓名", "期中语文", "缺勤"], &["张三", "90", "1"]]);
    let mapping = propose(&rows, &About::default()).unwrap();
    let saved = serde_json::to_string(&mapping).unwrap();
    assert_eq!(serde_json::from_str::<MarkMapping>(&saved).unwrap(), mapping);
}
