//! Cases 25 to 48: the XML inside.

use documents::reading::{Book, Cell, Reason, Visibility};

use super::parts::{SHEET, Workbook, noise, own_relations, relations, sheet, styles, text_row, workbook};
use super::zip::Entry;
use super::{Case, Expect, refused, refused_at};

const SHEET_PART: &str = "xl/worksheets/sheet1.xml";

pub fn case(id: &'static str, made: &'static str, bytes: fn() -> Vec<u8>, expect: Expect) -> Case {
    Case { id, made, name: "花名册.xlsx", bytes, expect }
}

fn plain() -> Workbook {
    Workbook::rows(&text_row("A1", "王小明"))
}

/// The sheet part with this before its root.
fn with_prologue(prologue: &str, text: &str) -> Vec<u8> {
    let body = format!("{prologue}<worksheet><sheetData>{}</sheetData></worksheet>", text_row("A1", text));
    Workbook::sheet(&body).zip()
}

pub fn is_one_cell(book: &Book) {
    assert_eq!(book.sheets[0].rows[0].cells, [Cell::Text("王小明".into())]);
    assert!(book.fences.limits && book.fences.no_new_privileges);
}

pub fn cases() -> Vec<Case> {
    let mut cases = prologues();
    cases.extend(shapes());
    cases.extend(super::tables::cases());
    cases.extend(places());
    cases.extend(books());
    cases
}

fn prologues() -> Vec<Case> {
    use Reason::{XmlDoctype, XmlEncoding};
    vec![
        case(
            "25",
            "entities in entities",
            || {
                let levels: String = (1..10)
                    .map(|n| format!("<!ENTITY e{n} \"{}\">", format!("&e{};", n - 1).repeat(10)))
                    .collect();
                with_prologue(&format!("<!DOCTYPE x [<!ENTITY e0 \"ha\">{levels}]>"), "&e9;")
            },
            refused(XmlDoctype),
        ),
        case("25b", "an entity without a document type", || with_prologue("", "&bomb;"), refused(XmlDoctype)),
        case(
            "26",
            "entity from file://",
            || with_prologue("<!DOCTYPE x [<!ENTITY f SYSTEM \"file:///etc/passwd\">]>", "&f;"),
            refused(XmlDoctype),
        ),
        case(
            "26b",
            "entity from http://",
            || with_prologue("<!DOCTYPE x [<!ENTITY f SYSTEM \"http://127.0.0.1:1/\">]>", "&f;"),
            refused(XmlDoctype),
        ),
        case(
            "27",
            "a document type alone",
            || with_prologue("<!DOCTYPE worksheet SYSTEM \"a.dtd\">", "甲"),
            refused(XmlDoctype),
        ),
        case(
            "28",
            "says UTF-16, is UTF-8",
            || with_prologue("<?xml version=\"1.0\" encoding=\"UTF-16\"?>", "甲"),
            refused(XmlEncoding),
        ),
        case(
            "28b",
            "is UTF-16",
            || {
                let wide: Vec<u8> = sheet("<sheetData/>").encode_utf16().flat_map(u16::to_le_bytes).collect();
                plain().with_entry(Entry::new(SHEET_PART, &[&[0xFF, 0xFE], wide.as_slice()].concat())).zip()
            },
            refused(XmlEncoding),
        ),
        case(
            "28c",
            "is UTF-7",
            || plain().with(SHEET_PART, "+ADw-worksheet+AD4-").zip(),
            refused(XmlEncoding),
        ),
        case(
            "28d",
            "says UTF-8, holds GBK",
            || {
                plain()
                    .with_entry(Entry::new(
                        SHEET_PART,
                        b"<worksheet><a>\xCD\xF5\xD0\xA1\xC3\xF7</a></worksheet>",
                    ))
                    .zip()
            },
            refused(XmlEncoding),
        ),
    ]
}

fn shapes() -> Vec<Case> {
    use Reason::{XmlMalformed, XmlOversize, XmlTooComplex};
    vec![
        case(
            "29",
            "200,000 nested tags",
            || plain().with(SHEET_PART, &sheet(&("<a>".repeat(200_000) + &"</a>".repeat(200_000)))).zip(),
            refused(XmlTooComplex),
        ),
        case(
            "29b",
            "tags left open",
            || plain().with(SHEET_PART, "<worksheet><sheetData>").zip(),
            refused(XmlMalformed),
        ),
        case(
            "30",
            "100,000 attributes on one tag",
            || plain().with(SHEET_PART, &sheet(&format!("<a {}/>", attributes("a", 100_000)))).zip(),
            refused(XmlOversize),
        ),
        case(
            "30b",
            "5,000 attributes on one tag",
            || plain().with(SHEET_PART, &sheet(&format!("<a {}/>", attributes("a", 5_000)))).zip(),
            refused(XmlTooComplex),
        ),
        case(
            "31",
            "100,000 namespaces on one tag",
            || plain().with(SHEET_PART, &sheet(&format!("<a {}/>", attributes("xmlns:n", 100_000)))).zip(),
            refused(XmlOversize),
        ),
        case(
            "31b",
            "100,000 namespaces on 5,000 tags",
            || {
                let tags: String =
                    (0..5_000).map(|n| format!("<a {}/>", attributes(&format!("xmlns:n{n}x"), 20))).collect();
                plain()
                    .with(
                        SHEET_PART,
                        &sheet(&format!("{tags}<sheetData>{}</sheetData>", text_row("A1", "王小明"))),
                    )
                    .zip()
            },
            Expect::Read(is_one_cell),
        ),
        case(
            "31c",
            "5,000 namespaces on one tag",
            || plain().with(SHEET_PART, &sheet(&format!("<a {}/>", attributes("xmlns:n", 5_000)))).zip(),
            refused(XmlTooComplex),
        ),
    ]
}

fn attributes(stem: &str, count: usize) -> String {
    (0..count).map(|number| format!("{stem}{number}=\"u\" ")).collect()
}

/// Two cells, far apart. Also the file of the negative control.
pub fn two_cells(far: &str) -> Vec<u8> {
    Workbook::rows(&format!("{}{}", text_row("A1", "甲"), text_row(far, "乙"))).zip()
}

fn with_dimension(dimension: &str) -> Vec<u8> {
    let rows = text_row("A1", "王小明") + &text_row("C9", "李雷");
    Workbook::sheet(&sheet(&format!("<dimension ref=\"{dimension}\"/><sheetData>{rows}</sheetData>"))).zip()
}

fn is_two_cells(book: &Book) {
    let rows = &book.sheets[0].rows;
    assert_eq!((rows.len(), rows[1].number, &rows[1].cells[2]), (2, 9, &Cell::Text("李雷".into())));
}

fn places() -> Vec<Case> {
    use Reason::{CellOrder, CellReference, PartMissing, PartOutside, TooManyColumns, TooManyMerged};
    vec![
        case(
            "38",
            "relation to a part that is not there",
            || leads("worksheets/gone.xml", ""),
            refused(PartMissing),
        ),
        case(
            "39",
            "relation to http://",
            || leads("http://127.0.0.1:1/sheet.xml", "TargetMode=\"External\""),
            refused(PartOutside),
        ),
        case(
            "39b",
            "relation to http:// that does not say so",
            || leads("http://127.0.0.1:1/sheet.xml", ""),
            refused(PartOutside),
        ),
        case(
            "39c",
            "relation to ../../../etc/passwd",
            || leads("../../../etc/passwd", ""),
            refused(PartOutside),
        ),
        case(
            "40",
            "cells A1 and XFD1048576",
            || two_cells("XFD1048576"),
            refused_at(TooManyColumns, SHEET, "XFD1048576"),
        ),
        case(
            "40b",
            "the same, the far cell holding only a format",
            || {
                Workbook::rows(
                    &(text_row("A1", "王小明") + "<row r=\"1048576\"><c r=\"XFD1048576\" s=\"1\"/></row>"),
                )
                .zip()
            },
            Expect::Read(is_one_cell),
        ),
        case(
            "40c",
            "cells A1 and A1048576",
            || two_cells("A1048576"),
            Expect::Read(|book| assert_eq!(book.sheets[0].rows[1].number, 1_048_576)),
        ),
        case(
            "41",
            "cells A1 and ALL100000",
            || two_cells("ALL100000"),
            refused_at(TooManyColumns, SHEET, "ALL100000"),
        ),
        case("42", "row 4294967296", || two_cells("A4294967296"), refused(CellReference)),
        case("42b", "column ZZZZZZZ", || two_cells("ZZZZZZZ2"), refused(CellReference)),
        case("42c", "row 0", || Workbook::rows(&text_row("A0", "甲")).zip(), refused(CellReference)),
        case(
            "42d",
            "the same row twice",
            || Workbook::rows(&text_row("A1", "甲").repeat(2)).zip(),
            refused(CellOrder),
        ),
        case("43", "dimension says A1", || with_dimension("A1"), Expect::Read(is_two_cells)),
        case(
            "44",
            "dimension says A1:XFD1048576",
            || with_dimension("A1:XFD1048576"),
            Expect::Read(is_two_cells),
        ),
        case(
            "45",
            "100,000 merged ranges",
            || {
                let ranges: String =
                    (1..=100_000).map(|row| format!("<mergeCell ref=\"A{row}:B{row}\"/>")).collect();
                Workbook::sheet(&sheet(&format!("<sheetData/><mergeCells count=\"1\">{ranges}</mergeCells>")))
                    .zip()
            },
            refused(TooManyMerged),
        ),
    ]
}

fn leads(target: &str, more: &str) -> Vec<u8> {
    plain().with("xl/_rels/workbook.xml.rels", &relations(&[("rId1", "worksheet", target, more)])).zip()
}

fn books() -> Vec<Case> {
    use Reason::{PartMissing, TooManyEntries, TooManySheets, TooManyStyles, XmlOversize};
    vec![
        case(
            "46",
            "10,000 sheets",
            || {
                let book = plain();
                (0..10_000)
                    .fold(book, |book, number| {
                        book.and(Entry::stored(&format!("xl/worksheets/s{number}.xml"), b"<worksheet/>"))
                    })
                    .zip()
            },
            refused(TooManyEntries),
        ),
        case(
            "46b",
            "10,000 sheets announced, one part",
            || {
                let sheets: String = (0..10_000)
                    .map(|n| format!("<sheet name=\"s{n}\" sheetId=\"{n}\" r:id=\"rId1\"/>"))
                    .collect();
                plain().with("xl/workbook.xml", &workbook(&format!("<sheets>{sheets}</sheets>"))).zip()
            },
            refused(TooManySheets),
        ),
        case(
            "46c",
            "two sheets, one part",
            || {
                let sheets = "<sheet name=\"甲\" sheetId=\"1\" r:id=\"rId1\"/><sheet name=\"乙\" sheetId=\"2\" r:id=\"rId1\"/>";
                plain().with("xl/workbook.xml", &workbook(&format!("<sheets>{sheets}</sheets>"))).zip()
            },
            refused(PartMissing),
        ),
        case(
            "47",
            "a very hidden sheet with other data",
            very_hidden,
            Expect::Read(|book| {
                assert_eq!(book.sheets[1].visibility, Visibility::VeryHidden);
                assert_eq!(book.sheets[1].rows[0].cells[0], Cell::Text("别班的数据".into()));
                let notice =
                    book.notices.iter().find(|notice| notice.reason == Reason::NoticeHiddenSheet).unwrap();
                assert_eq!(notice.sheet.as_deref(), Some("藏"));
            }),
        ),
        case(
            "48",
            "10,000 cell formats",
            || {
                let formats = "<xf numFmtId=\"14\"/>".repeat(10_000);
                plain()
                    .with("xl/styles.xml", &format!("<styleSheet><cellXfs>{formats}</cellXfs></styleSheet>"))
                    .zip()
            },
            Expect::Read(is_one_cell),
        ),
        case(
            "48b",
            "number format of 10 MB",
            || {
                let head = b"<styleSheet><numFmts><numFmt numFmtId=\"170\" formatCode=\"";
                plain()
                    .with_entry(Entry::pieces(
                        "xl/styles.xml",
                        head,
                        &noise(1 << 16, b"ymdhs0#"),
                        160,
                        b"\"/></numFmts></styleSheet>",
                    ))
                    .zip()
            },
            refused(XmlOversize),
        ),
        case(
            "48c",
            "number format of 2,000 letters",
            || {
                let format = format!("<numFmt numFmtId=\"171\" formatCode=\"{}\"/>", "0".repeat(2_000));
                plain().with("xl/styles.xml", &styles(&format)).zip()
            },
            refused(TooManyStyles),
        ),
        case(
            "48d",
            "100,000 cell formats",
            || {
                let formats = "<xf numFmtId=\"14\"/>".repeat(100_000);
                plain()
                    .with("xl/styles.xml", &format!("<styleSheet><cellXfs>{formats}</cellXfs></styleSheet>"))
                    .zip()
            },
            refused(TooManyStyles),
        ),
    ]
}

fn very_hidden() -> Vec<u8> {
    let sheets = "<sheet name=\"花名册\" sheetId=\"1\" r:id=\"rId1\"/>\
                  <sheet name=\"藏\" sheetId=\"2\" state=\"veryHidden\" r:id=\"rId9\"/>";
    let second = "<Relationship Id=\"rId9\" Type=\"x/worksheet\" Target=\"/xl/worksheets/sheet2.xml\"/></Relationships>";
    plain()
        .with("xl/workbook.xml", &workbook(&format!("<sheets>{sheets}</sheets>")))
        .with("xl/_rels/workbook.xml.rels", &own_relations().replace("</Relationships>", second))
        .with(
            "xl/worksheets/sheet2.xml",
            &sheet(&format!("<sheetData>{}</sheetData>", text_row("A1", "别班的数据"))),
        )
        .zip()
}
