use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::roster::fields::GuardianField;
use crate::roster::{In, layout};

const TODAY: Date = date(2026, 10, 1);
const GOOD: &str = "110105201001011232";

fn sheet(lines: &[&[&str]]) -> Vec<InRow> {
    let cell = |text: &&str| if text.is_empty() { In::Empty } else { In::Text((*text).into()) };
    (1..)
        .zip(lines)
        .map(|(number, line)| InRow { number, cells: line.iter().map(cell).collect(), hidden: false })
        .collect()
}

fn checked(rows: &[InRow]) -> Vec<CheckedRow> {
    let proposal = layout::propose(rows).unwrap();
    check(rows, &proposal.mapping, TODAY)
}

fn one(header: &[&str], cells: Vec<In>) -> CheckedRow {
    let mut rows = sheet(&[header]);
    rows.push(InRow { number: 2, cells, hidden: false });
    checked(&rows).remove(0)
}

fn texts(cells: &[&str]) -> Vec<In> {
    cells.iter().map(|text| In::Text((*text).into())).collect()
}

fn keys(row: &CheckedRow) -> Vec<&'static str> {
    row.messages()
        .inspect(|message| crate::roster::messages_tests::assert_told(message))
        .map(|message| message.key)
        .collect()
}

/// R3: one pupil, one ID number, each case of the fixture list.
#[test]
fn every_fixture_gets_its_verdict() {
    let list = include_str!("../../tests/data/id_number_fixtures.csv");
    let mut seen = 0;
    for line in list.lines().skip(1) {
        let mut parts = line.split(',');
        let (value, expect) = (parts.next().unwrap(), parts.next().unwrap());
        let header = if expect.starts_with("xueji") { "学籍号" } else { "身份证号" };
        let row = one(&["姓名", header], texts(&["张三", value]));
        let field = if header == "学籍号" { Field::RollNumber } else { Field::IdNumber };
        let verdict = &row.cell(field).unwrap().verdict;
        let key = verdict.message().map(|message| message.key);
        match expect {
            "checksum_ok" if line.contains("未来") => assert_eq!(key, Some("roster-id-future")),
            "checksum_ok" | "xueji_G" | "xueji_L" | "xueji_J" => {
                assert_eq!(*verdict, Verdict::Value(value.to_owned()), "{line}");
            }
            "bad_checksum" => assert_eq!(key, Some("roster-id-checksum"), "{line}"),
            "bad_format" => assert_eq!(key, Some("roster-id-format"), "{line}"),
            "bad_date" => assert_eq!(key, Some("roster-id-date"), "{line}"),
            "15位旧号" => assert_eq!(verdict.value(), Some("360426199101010071")),
            "lowercase_x" => assert!(matches!(verdict, Verdict::Normalised { why: Why::Case, .. })),
            "fullwidth" => assert!(matches!(verdict, Verdict::Normalised { why: Why::Width, .. })),
            "whitespace" => assert!(matches!(verdict, Verdict::Normalised { why: Why::Space, .. })),
            other => panic!("no rule for {other}"),
        }
        seen += 1;
    }
    assert_eq!(seen, 16);
}

/// R3: sex and birth date agree with the number, and an empty cell is filled from it.
#[test]
fn birth_and_sex_must_agree_with_the_number() {
    let header = ["姓名", "性别", "出生日期", "身份证号"];
    let row = one(&header, texts(&["张三", "男", "2010.1.1", GOOD]));
    assert_eq!((row.is_refused(), keys(&row)), (false, vec![]));
    assert_eq!(row.value(Field::BornOn), Some("2010-01-01"));
    let row = one(&header, texts(&["张三", "女", "2010-01-02", GOOD]));
    assert_eq!(keys(&row), ["roster-sex-not-id", "roster-born-not-id"]);
    assert!(row.is_refused());
    let row = one(&["姓名", "身份证号"], texts(&["张三", GOOD]));
    assert_eq!((row.value(Field::Sex), row.value(Field::BornOn)), (Some("1"), Some("2010-01-01")));
}

/// Import corpus 56 and 57: digits a spreadsheet lost cannot be guessed.
#[test]
fn lost_digits_are_refused_with_a_cure() {
    for cell in [
        In::Number(1.101_052_010_010_11e17),
        In::Lost("110105201001011000".into()),
        In::Text("1.10105E+17".into()),
        In::Text("110105201001011000".into()),
    ] {
        let row = one(&["姓名", "身份证号"], vec![In::Text("张三".into()), cell]);
        assert_eq!(keys(&row), ["roster-digits-lost"]);
        assert!(row.is_refused());
    }
    let old = one(&["姓名", "身份证号"], vec![In::Text("张三".into()), In::Number(360_426_910_101_007.0)]);
    assert_eq!(old.value(Field::IdNumber), Some("360426199101010071"), "15 digits survive as a number");
}

/// Import corpus 49 to 53, 77: formulas, errors and giants.
#[test]
fn formulas_errors_and_giants_are_refused_by_cell() {
    let header = ["姓名", "班级", "特长"];
    let tail = |cell: In| one(&header, vec![In::Text("张三".into()), In::Text("701".into()), cell]);
    assert_eq!(keys(&tail(In::Formula)), ["roster-cell-formula"]);
    assert_eq!(keys(&tail(In::Error("#REF!".into()))), ["roster-cell-error"]);
    let giant = tail(In::Text("长".repeat(32_767)));
    assert_eq!(keys(&giant), ["roster-cell-too-long"]);
    assert!(!giant.is_refused(), "the pupil is taken, the cell is not");
}

#[test]
fn messages_name_the_cell_and_mask_the_number() {
    let row = one(&["姓名", "身份证号"], texts(&["张三", "360426199101010070"]));
    let message = row.messages().next().unwrap();
    assert!(message.args.contains(&("cell", "B2".into())));
    assert!(message.args.contains(&("value", "3604************70".into())));
}

#[test]
fn labels_and_codes_come_out_as_codes() {
    let header = ["姓名", "班级", "性别", "民族", "政治面貌", "是否留守儿童", "出生地", "国籍/地区"];
    let row = one(
        &header,
        texts(&["张三", "701", "女", "毛难族", "3", "单亲留守儿童", "浙江省杭州市西湖区", "中国"]),
    );
    let values: Vec<_> = [
        Field::Sex,
        Field::EthnicGroup,
        Field::Political,
        Field::LeftBehind,
        Field::BirthPlace,
        Field::Country,
        Field::Grade,
        Field::Class,
    ]
    .iter()
    .map(|field| row.value(*field).unwrap())
    .collect();
    assert_eq!(values, ["2", "36", "03", "1", "330106", "CHN", "7", "1"]);
    assert!(keys(&row).is_empty(), "{:?}", keys(&row));
    let row = one(&header, texts(&["张三", "701", "女", "火星族", "3", "是", "鼓楼区", "中国"]));
    assert_eq!(keys(&row), ["roster-region-many", "roster-code-unknown", "roster-left-behind-which"]);
}

/// Import corpus 62: pupils from Hong Kong, Macao and Taiwan, and from abroad.
#[test]
fn other_documents_are_taken_by_their_sort() {
    let header = ["姓名", "班级", "身份证件类型", "身份证件号"];
    let row = one(&header, texts(&["张三", "701", "护照", "E12345678"]));
    assert_eq!((row.value(Field::IdNumber), keys(&row)), (Some("E12345678"), vec![]));
    let row = one(&["姓名", "班级", "身份证号"], texts(&["张三", "701", "H1234567"]));
    assert_eq!(keys(&row), ["roster-id-other-document"]);
    let row = one(&header, texts(&["张三", "701", "居民身份证", "E12345678"]));
    assert_eq!(keys(&row), ["roster-id-format"]);
}

#[test]
fn a_pupil_without_number_needs_a_guardians() {
    let header =
        ["姓名", "班级", "身份证件类型", "身份证件号", "监护人1姓名", "监护人1证件号", "监护人2姓名"];
    let row = one(&header, texts(&["张三", "701", "Z", "", "张大", "", "李四"]));
    assert_eq!(keys(&row), ["roster-no-id", "roster-guardian-id-missing"]);
    assert!(row.is_refused());
    let row = one(&header, texts(&["张三", "701", "Z", "", "张大", "360426199101010071", "李四"]));
    assert!(!row.is_refused());
    let row = one(&header, texts(&["张三", "701", "1", GOOD, "张大", GOOD, ""]));
    assert_eq!(keys(&row), ["roster-guardians-few", "roster-guardian-id-same"]);
}

/// What the national roll requires and the sheet leaves empty is one doubt for each cell.
#[test]
fn an_empty_required_cell_is_a_doubt() {
    let row = one(&["姓名", "班级", "性别", "民族", "特长"], texts(&["张三", "701", "", "汉族", ""]));
    assert_eq!(keys(&row), ["roster-missing"]);
    assert!(row.messages().any(|message| message.args.contains(&("header", "性别".into()))));
    assert!(!row.is_refused());
}

#[test]
fn a_father_column_tells_the_relation() {
    let row = one(
        &["姓名", "班级", "父亲姓名", "父亲电话"],
        texts(&["张三", "701", "张大", "１３８１２３４５６７８"]),
    );
    assert_eq!(row.value(Field::Guardian(1, GuardianField::Relation)), Some("51"));
    assert_eq!(row.value(Field::Guardian(1, GuardianField::Phone)), Some("13812345678"));
}

#[test]
fn roll_and_id_number_must_be_of_one_child() {
    let header = ["姓名", "学籍号", "身份证号"];
    let row = one(&header, texts(&["张三", "G110105201001011232", GOOD]));
    assert!(keys(&row).is_empty());
    let row = one(&header, texts(&["张三", "G360426199101010071", GOOD]));
    assert_eq!(keys(&row), ["roster-roll-other-id"]);
}

/// R3, import corpus 68 and 69: twice by number, by name and birth, by name and class.
#[test]
fn the_same_child_twice_is_seen() {
    let rows = checked(&sheet(&[
        &["姓名", "班级", "身份证号", "出生日期"],
        &["张三", "701", GOOD, ""],
        &["张三", "701", GOOD, ""],
        &["李四", "701", "530125201202290024", ""],
        &["王五", "702", "530125201202290024", ""],
        &["赵六", "703", "", "2012-09-01"],
        &["赵六", "704", "", "2012-09-01"],
        &["钱七", "705", "", "2012-01-01"],
        &["钱七", "705", "", "2012-02-02"],
    ]));
    let refused: Vec<_> = rows.iter().filter(|row| row.is_refused()).map(|row| row.number).collect();
    assert_eq!(refused, [3, 4, 5]);
    let row = |number: u32| rows.iter().find(|row| row.number == number).unwrap();
    assert!(keys(row(6)).contains(&"roster-twice-name-birth"));
    assert!(keys(row(9)).contains(&"roster-twice-name-class"));
    assert!(!row(9).is_refused());
}

/// Import corpus 78 to 81: what is no pupil, and what is hidden.
#[test]
fn sums_signatures_and_hidden_rows_are_told() {
    let mut rows = sheet(&[
        &["花名册"],
        &["姓名", "班级"],
        &["张三", "701"],
        &["", ""],
        &["合计", "1"],
        &["制表人：李老师", ""],
    ]);
    rows[2].hidden = true;
    let rows = checked(&rows);
    let kinds: Vec<_> = rows.iter().map(|row| row.kind).collect();
    assert_eq!(kinds, [RowKind::Student, RowKind::Sum, RowKind::Signature]);
    assert_eq!(keys(&rows[0]), ["roster-row-hidden"]);
    assert_eq!(count(&rows), Counts { students: 1, refused: 0, doubtful: 1, hidden: 1, other: 2 });
}

#[test]
fn a_class_that_became_a_date_is_doubted() {
    let row = one(&["姓名", "班级"], vec![In::Text("张三".into()), In::Date(date(2026, 7, 3))]);
    assert_eq!((row.value(Field::Grade), row.value(Field::Class)), (Some("7"), Some("3")));
    assert_eq!(keys(&row), ["roster-class-date"]);
    let row = one(&["姓名", "年级", "班级"], texts(&["张三", "八年级", "七年级3班"]));
    assert_eq!(keys(&row), ["roster-grade-class-disagree"]);
    let row = one(&["姓名", "班级"], texts(&["张三", "2025级3班"]));
    assert_eq!(keys(&row), ["roster-cohort"]);
    let row = one(&["姓名", "班级"], vec![In::Text("张三".into()), In::Number(701.0)]);
    assert_eq!((row.value(Field::Grade), row.value(Field::Class)), (Some("7"), Some("1")));
}

#[test]
fn a_row_that_names_nobody_is_refused() {
    assert_eq!(keys(&one(&["姓名", "班级"], texts(&["", "701"]))), ["roster-row-no-name"]);
    assert_eq!(keys(&one(&["姓名", "性别"], texts(&["张三", "男"]))), ["roster-row-who"]);
    let row = one(&["姓名", "班级"], texts(&["张\u{200B}三", "701"]));
    assert_eq!(keys(&row), ["roster-name-invisible"]);
}

fn any_cell() -> impl Strategy<Value = In> {
    prop_oneof![
        Just(In::Empty),
        "\\PC{0,24}".prop_map(In::Text),
        "[0-9年月日班级./-]{0,20}|[0-9]{17}[0-9X]|[GJL][0-9]{18}".prop_map(In::Text),
        any::<f64>().prop_map(In::Number),
        (0u32..100_000).prop_map(|n| In::Number(f64::from(n))),
        any::<bool>().prop_map(In::Bool),
        (1900i16..2100, 1i8..13, 1i8..29).prop_map(|(y, m, d)| In::Date(date(y, m, d))),
        "[0-9]{0,20}".prop_map(In::Lost),
        Just(In::Formula),
        "#[A-Z/]{1,6}!".prop_map(In::Error),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]
    #[test]
    fn checking_never_panics_and_keeps_its_order(
        cells in prop::collection::vec(prop::collection::vec(any_cell(), 0..64), 1..4)
    ) {
        let header: Vec<In> = crate::roster::fields::all().iter().map(|spec| In::Text(spec.header.into())).collect();
        let mut rows = vec![InRow { number: 1, cells: header, hidden: false }];
        rows.extend((2..).zip(cells).map(|(number, cells)| InRow { number, cells, hidden: false }));
        for row in checked(&rows) {
            prop_assert!(row.cells.is_sorted_by_key(|cell| cell.field));
            row.messages().for_each(crate::roster::messages_tests::assert_told);
        }
    }

    #[test]
    fn what_was_kept_is_kept_again(cell in any_cell()) {
        let places = cells::Places::default();
        let reading = cells::Reading { id_type: None, today: TODAY, places: &places };
        for spec in crate::roster::fields::all() {
            let at = cells::At { row: 2, column: 0, field: spec.field, shape: spec.shape };
            let Some(Verdict::Value(to) | Verdict::Normalised { to, .. }) = cells::check(&cell, at, &reading) else {
                continue;
            };
            let again = cells::check(&In::Text(to.clone()), at, &reading);
            prop_assert_eq!(again.as_ref().and_then(Verdict::value), Some(to.as_str()), "{}", spec.key);
        }
    }
}
