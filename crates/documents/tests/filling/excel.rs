//! Excel: real numbers and days, text that stays text, rows that push others down, tables of somebody else's.

use std::collections::BTreeMap;

use documents::filling::{Fault, Table, Value};

use crate::package::{unpack, xlsx};
use crate::{child, filler, row, text};

const SHEET: &str = "<dimension ref=\"A1:C9\"/><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" s=\"1\" t=\"s\"><v>1</v></c><c r=\"C1\" t=\"s\"><v>2</v></c></row><row r=\"3\" ht=\"20\"><c r=\"A3\" s=\"1\" t=\"s\"><v>3</v></c><c r=\"B3\" t=\"s\"><v>4</v></c></row><row r=\"5\"><c r=\"A5\" t=\"s\"><v>5</v></c></row></sheetData><mergeCells count=\"2\"><mergeCell ref=\"B3:C3\"/><mergeCell ref=\"A5:C5\"/></mergeCells><dataValidations><dataValidation sqref=\"A3:A3 A5\"/></dataValidations>";
const STRINGS: [&str; 6] = [
    "<t>{{姓名}}</t>",
    "<t>{{出生日期}}</t>",
    "<r><t>今年{</t></r><r><rPr><b/></rPr><t>{年龄}}岁</t></r><rPh sb=\"0\" eb=\"1\"><t>x</t></rPh>",
    "<t>{{#联系记录}}{{日期}}</t>",
    "<t>{{内容}}{{/联系记录}}</t>",
    "<t>签名：{{公式}}</t>",
];

#[tokio::test]
async fn cells_get_their_own_kinds_and_rows_below_move_down() {
    let made = filler().fill(&xlsx(SHEET, &STRINGS, &[]), vec![child()]).await.unwrap().remove(0);
    let parts = unpack(&made);
    let sheet = &parts["xl/worksheets/sheet1.xml"];
    assert!(sheet.contains("<c r=\"B1\" s=\"3\"><v>42799</v></c>"), "{sheet}");
    assert!(sheet.contains("<is><r><t xml:space=\"preserve\">今年9</t></r><r><rPr><b/></rPr><t xml:space=\"preserve\">岁</t></r></is>"), "{sheet}");
    assert!(
        sheet.contains("<row r=\"3\" ht=\"20\">") && sheet.contains("<row r=\"4\" ht=\"20\">"),
        "{sheet}"
    );
    assert!(
        sheet.contains(
            "<row r=\"6\"><c r=\"A6\" t=\"inlineStr\"><is><t xml:space=\"preserve\">签名：=1+1</t>"
        ),
        "{sheet}"
    );
    assert!(sheet.contains("<c r=\"A4\" s=\"3\"><v>46345</v></c>"), "{sheet}");
    assert!(sheet.contains("<mergeCells><mergeCell ref=\"B3:C3\"/><mergeCell ref=\"B4:C4\"/><mergeCell ref=\"A6:C6\"/></mergeCells>"), "{sheet}");
    assert!(
        sheet.contains("sqref=\"A3:A4 A6\"") && !sheet.contains("dimension") && !sheet.contains("<f>"),
        "{sheet}"
    );
    let styles = &parts["xl/styles.xml"];
    assert!(styles.contains("<cellXfs count=\"4\">") && styles.contains("numFmtId=\"14\""), "{styles}");
}

#[tokio::test]
async fn a_text_that_looks_like_a_formula_stays_text() {
    let sheet = "<sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row></sheetData>";
    for evil in ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "＝1", "\t=1"] {
        let mut data = child();
        data.values.insert("公式".to_owned(), text(evil));
        let made =
            filler().fill(&xlsx(sheet, &["<t>{{公式}}</t>"], &[]), vec![data]).await.unwrap().remove(0);
        let sheet = unpack(&made).remove("xl/worksheets/sheet1.xml").unwrap();
        assert!(sheet.contains("t=\"inlineStr\"><is><t") && !sheet.contains("<f>"), "{evil}: {sheet}");
    }
}

#[tokio::test]
async fn formulas_are_computed_anew_and_do_not_go_with_repeated_rows() {
    let sheet = "<sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\"><f>A1+1</f><v>77</v></c></row></sheetData>";
    let made = filler().fill(&xlsx(sheet, &["<t>{{年龄}}</t>"], &[]), vec![child()]).await.unwrap().remove(0);
    let parts = unpack(&made);
    assert!(parts["xl/worksheets/sheet1.xml"].contains("<v>9</v></c><c r=\"B1\"><f>A1+1</f></c>"));
    assert!(parts["xl/workbook.xml"].contains("fullCalcOnLoad=\"1\""));
    let sheet = sheet.replace("<row r=\"1\">", "<row r=\"1\"><c r=\"AA1\" t=\"s\"><v>1</v></c>");
    let checked =
        filler().check(&xlsx(&sheet, &["<t>{{/联系记录}}</t>", "<t>{{#联系记录}}</t>"], &[])).await.unwrap();
    assert!(checked.flaws.iter().any(|flaw| flaw.fault == Fault::FormulasBelow), "{checked:?}");
}

#[tokio::test]
async fn rows_go_into_somebody_elses_table_under_its_header() {
    let sheet = "<sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row><row r=\"2\"><c r=\"A2\" s=\"1\"/><c r=\"C2\" s=\"1\"/></row><row r=\"3\"><c r=\"A3\" s=\"1\"/></row><row r=\"4\"><c r=\"A4\" t=\"s\"><v>0</v></c></row></sheetData><mergeCells count=\"1\"><mergeCell ref=\"A4:B4\"/></mergeCells>";
    let columns = BTreeMap::from([("A".to_owned(), "n".to_owned()), ("B".to_owned(), "t".to_owned())]);
    let rows: Vec<_> = (1..=3).map(|n| row(&[("n", Value::Number(n)), ("t", text("=x"))])).collect();
    let table = Table { sheet: "登记".to_owned(), row: 2, columns, rows: 3 };
    let made = filler().table(&xlsx(sheet, &["<t>表头</t>"], &[]), table, rows).await.unwrap();
    let sheet = unpack(&made).remove("xl/worksheets/sheet1.xml").unwrap();
    assert!(
        sheet.contains("<row r=\"2\"><c r=\"A2\" s=\"1\"><v>1</v></c><c r=\"B2\" t=\"inlineStr\">"),
        "{sheet}"
    );
    assert!(
        sheet.contains("<c r=\"A4\" s=\"1\"><v>3</v></c>") && sheet.contains("<c r=\"C4\" s=\"1\"/>"),
        "{sheet}"
    );
    assert!(sheet.contains("<row r=\"5\"><c r=\"A5\" t=\"s\"><v>0</v></c></row>"), "{sheet}");
    assert!(sheet.contains("<mergeCell ref=\"A5:B5\"/>"), "{sheet}");
}
