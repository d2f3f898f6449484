#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions)]

use std::io::{Cursor, Read};

use super::*;

fn sheet(name: &str, kind: Kind, rows: Vec<Value>) -> Sheet {
    Sheet {
        name: name.to_owned(),
        title: None,
        columns: vec![Column { header: "值".to_owned(), width: 10, kind }],
        rows: rows.into_iter().map(|value| vec![value]).collect(),
    }
}

fn workbook(sheets: Vec<Sheet>) -> Workbook {
    Workbook {
        title: "台账".to_owned(), lang: Lang::ZhHans, made_on: jiff::civil::date(2026, 1, 20), sheets
    }
}

fn part(file: &[u8], name: &str) -> String {
    let mut package = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    let mut text = String::new();
    package.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn what_looks_like_a_formula_is_text_and_stays_text_when_edited() {
    let typed = ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "＝1", "\u{1}=1"];
    let rows = typed.iter().map(|text| Value::Text((*text).to_owned())).collect();
    let file = write(&workbook(vec![sheet("甲", Kind::Text, rows)]), None).unwrap();
    let cells = part(&file, "xl/worksheets/sheet1.xml");
    assert!(!cells.contains("<f>") && !cells.contains("<f "));
    assert_eq!(cells.matches(r#"t="s""#).count(), typed.len() + 1);
    assert!(part(&file, "xl/styles.xml").contains(r#"quotePrefix="1""#));
}

#[test]
fn numbers_and_days_keep_their_type_and_what_a_spreadsheet_cannot_hold_becomes_text() {
    let rows = vec![
        Value::Integer(2),
        Value::Integer(i64::MAX),
        Value::Date(jiff::civil::date(2025, 9, 8)),
        Value::Date(jiff::civil::date(1899, 12, 31)),
        Value::Decimal(f64::INFINITY),
    ];
    let file = write(&workbook(vec![sheet("甲", Kind::Integer, rows)]), None).unwrap();
    let (cells, texts) = (part(&file, "xl/worksheets/sheet1.xml"), part(&file, "xl/sharedStrings.xml"));
    assert!(cells.contains("<v>2</v>") && cells.contains("<v>45908</v>"), "8 September 2025 is day 45908");
    assert!(texts.contains("9223372036854775807") && texts.contains("1899-12-31"));
    assert!(!cells.to_lowercase().contains("inf"));
}

#[test]
fn tabs_get_names_excel_accepts() {
    let mut taken = BTreeSet::new();
    let mut name = |wanted: &str| tab_name(wanted, &mut taken);
    assert_eq!(name("台账[2025/2026]"), "台账-2025-2026-");
    assert_eq!(name("'"), "1");
    assert_eq!(name("Case"), "Case");
    assert_eq!(name("CASE"), "CASE 2");
    let long = "春".repeat(40);
    assert_eq!(name(&long), "春".repeat(31));
    assert_eq!(name(&long), format!("{} 2", "春".repeat(29)));
    assert_eq!(name("𠮷".repeat(20).as_str()), "𠮷".repeat(15), "two units each");
}

#[test]
fn too_much_text_ends_in_an_ellipsis_and_a_row_too_long_is_refused() {
    let long = Value::Text("春".repeat(40_000));
    let file = write(&workbook(vec![sheet("甲", Kind::Text, vec![long])]), None).unwrap();
    let texts = part(&file, "xl/sharedStrings.xml");
    assert_eq!(texts.matches('春').count(), 32_766);
    assert!(texts.contains('…'));
    let mut wide = sheet("甲", Kind::Text, vec![]);
    wide.rows = vec![vec![Value::Empty, Value::Empty]];
    assert!(matches!(write(&workbook(vec![wide]), None), Err(WriteError::CellWithoutRoom { row: 0 })));
}

#[test]
fn the_header_is_frozen_filtered_and_repeated_and_the_page_lies_across() {
    let mut titled = sheet("甲", Kind::Integer, vec![Value::Integer(1), Value::Integer(2)]);
    titled.title = Some("2025—2026学年台账".to_owned());
    let file = write(&workbook(vec![titled]), None).unwrap();
    let cells = part(&file, "xl/worksheets/sheet1.xml");
    assert!(cells.contains(r#"ySplit="2""#) && cells.contains(r#"<autoFilter ref="A2:A4"/>"#));
    assert!(cells.contains(r#"orientation="landscape""#) && cells.contains(r#"fitToHeight="0""#));
    let book = part(&file, "xl/workbook.xml");
    assert!(book.contains("甲!$A$1:$A$4") && book.contains("甲!$1:$2"));
    let properties = part(&file, "docProps/core.xml");
    assert!(properties.contains("2026-01-20T00:00:00Z") && properties.contains("台账"));
    assert!(properties.contains("<dc:creator></dc:creator>"));
}

#[test]
fn a_sheet_written_through_a_scratch_folder_holds_the_same_cells_and_leaves_nothing_behind() {
    let rows = |count| (0..count).map(Value::Integer).collect();
    let scratch = tempfile::tempdir().unwrap();
    let book = workbook(vec![sheet("甲", Kind::Integer, rows(500)), sheet("乙", Kind::Integer, rows(3))]);
    let through = write(&book, Some(scratch.path())).unwrap();
    let memory = write(&book, None).unwrap();
    for (name, count) in [("xl/worksheets/sheet1.xml", 500), ("xl/worksheets/sheet2.xml", 3)] {
        let numbers = |file: &[u8]| part(file, name).matches("<v>").count();
        assert_eq!(numbers(&through), count, "the header stands in the sheet itself");
        assert_eq!(numbers(&memory), count + 1, "the header is shared text");
    }
    assert_eq!(part(&through, "xl/worksheets/sheet1.xml").matches("<row ").count(), 501);
    assert_eq!(std::fs::read_dir(scratch.path()).unwrap().count(), 0);
}

// T2: school, day and mark of a ledger stand whole over it, not cut off at both ends.
#[test]
fn a_title_of_several_lines_has_a_row_that_is_high_enough() {
    let titled = |title: &str| {
        let sheet = Sheet { title: Some(title.to_owned()), ..sheet("甲", Kind::Text, Vec::new()) };
        let file = write(&workbook(vec![sheet]), None).unwrap();
        let (cells, texts) = (part(&file, "xl/worksheets/sheet1.xml"), part(&file, "xl/sharedStrings.xml"));
        let (_, height) = cells.split_once(r#"<row r="1""#).unwrap().1.split_once(r#"ht=""#).unwrap();
        (height.split('"').next().unwrap().parse::<f64>().unwrap(), texts)
    };
    let (one, _) = titled("台账");
    let (three, texts) = titled("台账\n截至2026年11月20日\n某人于2026年11月20日导出");
    assert!(three > one + 26.0, "{one} {three}");
    assert!(texts.contains("某人于2026年11月20日导出"));
}

fn chart_of(kind: crate::chart::Kind) -> Chart {
    Chart {
        kind,
        title: "在办".to_owned(),
        says: "现有 3 个。".to_owned(),
        corner: "年级".to_owned(),
        series: vec!["本学期".to_owned()],
        rows: vec![crate::chart::Row::of("一年级", vec![Some(crate::chart::Value::count(3))])],
        full: None,
    }
}

// S2: who clicks on the cell sees the number that the paper says.
#[test]
fn a_percentage_is_the_decimal_that_was_said() {
    let said = |said: &str| {
        let value = crate::chart::Value { amount: 658, said: said.to_owned() };
        let rows = vec![crate::chart::Row::of("帮扶的孩子", vec![Some(value)])];
        let chart = Chart { rows, ..chart_of(crate::chart::Kind::Bars) };
        let file = write_with_charts(&workbook(Vec::new()), &[chart], None).unwrap();
        part(&file, "xl/worksheets/sheet1.xml")
    };
    for (words, cell) in [("65.8%", "0.658"), ("29%", "0.29"), ("100%", "1"), ("0%", "0")] {
        let page = said(words);
        assert!(page.contains(&format!("<v>{cell}</v>")), "{words}: {page}");
    }
}

fn with_chart(kind: crate::chart::Kind) -> Vec<u8> {
    write_with_charts(&workbook(vec![sheet("甲", Kind::Text, Vec::new())]), &[chart_of(kind)], None).unwrap()
}

// S3: a chart is not torn between two printed pages, and its bars begin at 0.
#[test]
fn a_chart_stays_on_one_page_and_begins_at_nothing() {
    for kind in [crate::chart::Kind::Bars, crate::chart::Kind::Funnel, crate::chart::Kind::Lines] {
        let file = with_chart(kind);
        let page = part(&file, "xl/worksheets/sheet2.xml");
        assert!(
            page.contains("<pageSetUpPr fitToPage=\"1\"/>") && !page.contains("fitToHeight=\"0\""),
            "{page}"
        );
        let drawn = part(&file, "xl/charts/chart1.xml");
        let (_, values) = drawn.split_once("<c:valAx>").unwrap();
        assert!(values.contains("<c:min val=\"0\"/>"), "{drawn}");
    }
}

// S3: the chart of a sheet is printed with its table.
#[test]
fn what_is_printed_ends_below_the_chart() {
    let file = with_chart(crate::chart::Kind::Bars);
    let areas = part(&file, "xl/workbook.xml");
    assert!(areas.contains("在办!$A$1:$I$21") || areas.contains("'在办'!$A$1:$I$21"), "{areas}");
}
