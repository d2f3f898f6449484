//! Cases of meaning that the reader itself must get right: 49 to 58, 64 to 67, 76 to 82.

use documents::reading::{Book, Cell, Reason};
use jiff::civil::date;

use super::parts::{SHEET, Workbook, relations, sheet, text_cell, text_row, workbook};
use super::{Case, Expect, refused_at};

fn case(id: &'static str, made: &'static str, bytes: fn() -> Vec<u8>, judge: fn(&Book)) -> Case {
    Case { id, made, name: "花名册.xlsx", bytes, expect: Expect::Read(judge) }
}

/// One row with these cells.
fn row(cells: &str) -> Vec<u8> {
    Workbook::rows(&format!("<row r=\"1\">{cells}</row>")).zip()
}

fn cells(book: &Book) -> &[Cell] {
    &book.sheets[0].rows[0].cells
}

fn text(text: &str) -> Cell {
    Cell::Text(text.into())
}

/// The book carries this notice, with this first cell.
fn noticed(book: &Book, reason: Reason, cell: Option<&str>) {
    let notice = book.notices.iter().find(|notice| notice.reason == reason);
    assert_eq!(notice.map(|notice| notice.cell.as_deref()), Some(cell), "{reason:?} in {:?}", book.notices);
}

pub fn cases() -> Vec<Case> {
    let mut cases = formulas();
    cases.extend(id_numbers());
    cases.extend(dates());
    cases.extend(layout());
    cases
}

fn formulas() -> Vec<Case> {
    vec![
        case(
            "49",
            "formulas with saved values",
            || row("<c r=\"A1\"><f>1+1</f><v>2</v></c><c r=\"B1\" t=\"str\"><f>\"甲\"</f><v>甲</v></c>"),
            |book| {
                assert_eq!(cells(book), [Cell::Number(2.0), text("甲")]);
                assert!(book.notices.is_empty());
            },
        ),
        case(
            "50",
            "formula without a saved value",
            || row("<c r=\"A1\"><f>1+1</f></c>"),
            |book| {
                assert_eq!(cells(book), [Cell::NotComputed]);
                noticed(book, Reason::NoticeNotComputed, Some("A1"));
            },
        ),
        case(
            "51",
            "DDE and another workbook",
            || {
                row(
                    "<c r=\"A1\"><v>1</v></c><c r=\"B1\" t=\"str\"><f>cmd|'/c calc'!A0</f><v>甲</v></c><c r=\"C1\"><f>[1]Sheet1!A1</f><v>5</v></c>",
                )
            },
            |book| {
                assert_eq!(cells(book)[1..], [text("甲"), Cell::Number(5.0)]);
                noticed(book, Reason::NoticeOutsideFormula, Some("B1"));
            },
        ),
        case(
            "52",
            "=cmd|… as a name",
            || row(&text_cell("A1", "=cmd|'/c calc'!A0")),
            |book| {
                assert_eq!(cells(book), [text("=cmd|'/c calc'!A0")]);
            },
        ),
        case(
            "53",
            "error values",
            || row("<c r=\"A1\" t=\"e\"><f>A9</f><v>#REF!</v></c>"),
            |book| {
                assert_eq!(cells(book), [Cell::Error("#REF!".into())]);
                noticed(book, Reason::NoticeErrorCell, Some("A1"));
            },
        ),
        case(
            "54",
            "hyperlink to javascript:",
            || {
                let content = format!(
                    "<sheetData>{}</sheetData><hyperlinks><hyperlink ref=\"A1\" r:id=\"rId1\"/></hyperlinks>",
                    text_row("A1", "王小明")
                );
                let link =
                    relations(&[("rId1", "hyperlink", "javascript:alert(1)", "TargetMode=\"External\"")]);
                Workbook::sheet(&sheet(&content)).with("xl/worksheets/_rels/sheet1.xml.rels", &link).zip()
            },
            |book| assert_eq!(cells(book), [text("王小明")]),
        ),
        case(
            "55",
            "comment and drawing with text",
            || {
                let book = Workbook::rows(&text_row("A1", "王小明"));
                book.with("xl/comments1.xml", "<comments><t>密</t></comments>")
                    .with("xl/drawings/drawing1.xml", "<t>密</t>")
                    .zip()
            },
            |book| {
                assert_eq!(cells(book), [text("王小明")]);
                noticed(book, Reason::NoticeComments, None);
            },
        ),
    ]
}

fn id_numbers() -> Vec<Case> {
    vec![
        case(
            "56",
            "ID number stored as a number",
            || row("<c r=\"A1\"><v>1.1010120120315E+17</v></c><c r=\"B1\"><v>110101201203150</v></c>"),
            |book| {
                assert_eq!(
                    cells(book),
                    [Cell::LongNumber("110101201203150000".into()), Cell::Number(110_101_201_203_150.0)]
                );
                assert_eq!(cells(book)[1].to_text(), "110101201203150");
                noticed(book, Reason::NoticeLongNumber, Some("A1"));
            },
        ),
        case(
            "57",
            "ID number as scientific text",
            || row(&text_cell("A1", "1.10101E+17")),
            |book| {
                assert_eq!(cells(book), [text("1.10101E+17")]);
                noticed(book, Reason::NoticeScientific, Some("A1"));
            },
        ),
        case(
            "58",
            "ID number with apostrophe, spaces, full-width digits",
            || row(&text_cell("A1", "'110101 20120315００１Ｘ ")),
            |book| {
                assert_eq!(cells(book), [text("'110101 20120315００１Ｘ ")]);
            },
        ),
    ]
}

fn since_1904() -> Vec<u8> {
    let sheets = format!(
        "<workbookPr date1904=\"1\"/><sheets><sheet name=\"{SHEET}\" sheetId=\"1\" r:id=\"rId1\"/></sheets>"
    );
    Workbook::rows("<row r=\"1\"><c r=\"A1\" s=\"1\"><v>39691</v></c></row>")
        .with("xl/workbook.xml", &workbook(&sheets))
        .zip()
}

fn dates() -> Vec<Case> {
    vec![
        case(
            "64",
            "serial of the 1900 system",
            || {
                row(
                    "<c r=\"A1\" s=\"1\"><v>41153</v></c><c r=\"B1\" s=\"3\"><v>41153</v></c><c r=\"C1\"><v>41153</v></c>",
                )
            },
            |book| {
                let day = Cell::Date(date(2012, 9, 1));
                assert_eq!(cells(book), [day.clone(), day, Cell::Number(41_153.0)]);
            },
        ),
        case("64b", "serial of the 1904 system", since_1904, |book| {
            assert_eq!(cells(book), [Cell::Date(date(2012, 9, 1))])
        }),
        case(
            "65",
            "29 February 1900",
            || row("<c r=\"A1\" s=\"1\"><v>60</v></c><c r=\"B1\" s=\"1\"><v>61</v></c>"),
            |book| {
                assert_eq!(cells(book), [Cell::Number(60.0), Cell::Date(date(1900, 3, 1))]);
                noticed(book, Reason::NoticeLeapDay, Some("A1"));
            },
        ),
        case(
            "66",
            "dates as text",
            || {
                row(&(text_cell("A1", "2012.9.1")
                    + &text_cell("B1", "2012年9月1日")
                    + &text_cell("C1", "9/1/12")))
            },
            |book| {
                assert_eq!(cells(book), [text("2012.9.1"), text("2012年9月1日"), text("9/1/12")]);
            },
        ),
        case(
            "67",
            "midnight that is 16:00 of the day before, and one that is a hair short",
            || {
                row(
                    "<c r=\"A1\" s=\"2\"><v>41152.666666666664</v></c><c r=\"B1\" s=\"1\"><v>41152.99999999</v></c><c r=\"C1\" t=\"d\"><v>2012-08-31T16:00:00Z</v></c>",
                )
            },
            |book| {
                let before = Cell::DateTime(date(2012, 8, 31).at(16, 0, 0, 0));
                assert_eq!(cells(book), [before.clone(), Cell::Date(date(2012, 9, 1)), before]);
            },
        ),
    ]
}

fn layout() -> Vec<Case> {
    let mut cases = vec![
        case(
            "76",
            "full-width and no-break spaces, tab, line breaks",
            || row(&text_cell("A1", "　王\u{A0}小明&#9;甲&#10;乙_x000D_丙 ")),
            |book| {
                assert_eq!(cells(book), [text("　王\u{A0}小明\t甲\n乙\r丙 ")]);
            },
        ),
        case(
            "77",
            "32,767 characters in a cell",
            || row(&text_cell("A1", &"字".repeat(32_767))),
            |book| {
                assert_eq!(cells(book)[0].to_text().chars().count(), 32_767);
            },
        ),
        case("78", "header on line 3, merged, in two rows", two_headers, |book| {
            let sheet = &book.sheets[0];
            assert_eq!(sheet.rows.iter().map(|row| row.number).collect::<Vec<_>>(), [1, 3, 4]);
            assert_eq!(
                (sheet.merged.len(), sheet.merged[0].first_column, sheet.merged[0].last_column),
                (2, 1, 3)
            );
        }),
        case(
            "79",
            "columns twice and without a name",
            || row(&(text_cell("A1", "姓名") + &text_cell("C1", "姓名"))),
            |book| {
                assert_eq!(cells(book), [text("姓名"), Cell::Empty, text("姓名")]);
            },
        ),
        case(
            "80",
            "sum row and signatures at the end",
            || {
                let sum = "<row r=\"50\"><c r=\"A50\" t=\"str\"><v>合计</v></c><c r=\"B50\"><f>SUM(B1:B49)</f><v>49</v></c></row>";
                Workbook::rows(&(text_row("A1", "王小明") + sum + &text_row("D53", "签字："))).zip()
            },
            |book| {
                let rows = &book.sheets[0].rows;
                assert_eq!(
                    (rows[1].number, &rows[1].cells[1], rows[2].number),
                    (50, &Cell::Number(49.0), 53)
                );
            },
        ),
        case("81", "hidden rows and columns", hidden, |book| {
            assert_eq!(book.sheets[0].rows.iter().map(|row| row.hidden).collect::<Vec<_>>(), [false, true]);
            noticed(book, Reason::NoticeHiddenRows, Some("A2"));
            noticed(book, Reason::NoticeHiddenColumns, None);
        }),
        case(
            "82b",
            "100,000 rows",
            || many_rows(100_000),
            |book| assert_eq!(book.sheets[0].rows.len(), 100_000),
        ),
    ];
    let name = "花名册.xlsx";
    let too_long = || row(&text_cell("A1", &"字".repeat(32_768)));
    cases.push(Case {
        id: "77b",
        made: "32,768 characters in a cell",
        name,
        bytes: too_long,
        expect: refused_at(Reason::CellTooLong, SHEET, "A1"),
    });
    let too_many = || many_rows(100_001);
    cases.push(Case {
        id: "82",
        made: "100,001 rows",
        name,
        bytes: too_many,
        expect: refused_at(Reason::TooManyRows, SHEET, "A100001"),
    });
    let too_wide = || row("<c r=\"GR1\"><v>1</v></c><c r=\"GS1\"><v>1</v></c>");
    cases.push(Case {
        id: "82c",
        made: "column 201",
        name,
        bytes: too_wide,
        expect: refused_at(Reason::TooManyColumns, SHEET, "GS1"),
    });
    let too_much = || {
        Workbook::rows(
            &(1..=10_001)
                .map(|n| format!("<row r=\"{n}\"><c r=\"GR{n}\"><v>1</v></c></row>"))
                .collect::<String>(),
        )
        .zip()
    };
    cases.push(Case {
        id: "82d",
        made: "10,001 rows with one cell each, in column 200",
        name,
        bytes: too_much,
        expect: refused_at(Reason::TooManyCells, SHEET, "GR10001"),
    });
    cases
}

fn two_headers() -> Vec<u8> {
    let rows = text_row("A1", "花名册") + &text_row("A3", "学生") + &text_row("A4", "姓名");
    let merged = "<mergeCells count=\"2\"><mergeCell ref=\"A1:C1\"/><mergeCell ref=\"A3:B3\"/></mergeCells>";
    Workbook::sheet(&sheet(&format!("<sheetData>{rows}</sheetData>{merged}"))).zip()
}

fn hidden() -> Vec<u8> {
    let rows = text_row("A1", "甲") + &text_row("A2", "乙").replace("<row ", "<row hidden=\"1\" ");
    let columns = "<cols><col min=\"2\" max=\"2\" hidden=\"1\"/></cols>";
    Workbook::sheet(&sheet(&format!("{columns}<sheetData>{rows}</sheetData><autoFilter ref=\"A1:A2\"/>")))
        .zip()
}

fn many_rows(count: usize) -> Vec<u8> {
    let rows: String =
        (1..=count).map(|n| format!("<row r=\"{n}\"><c r=\"A{n}\"><v>{n}</v></c></row>")).collect();
    Workbook::rows(&rows).zip()
}
