//! Cases 1 to 24: the container.

use documents::reading::{Book, Cell, Format, Reason};

use super::compound::{Value, cell, compound, file_pass, roster, workbook};
use super::parts::{SHEET, Workbook, text_row};
use super::zip::{Entry, zip};
use super::{Case, Expect, refused};

fn plain() -> Workbook {
    Workbook::rows(&text_row("A1", "王小明"))
}

fn with_entry(entry: Entry) -> Vec<u8> {
    plain().and(entry).zip()
}

fn named(name: &[u8]) -> Vec<u8> {
    with_entry(Entry { name: name.to_vec(), ..Entry::new("x", b"x") })
}

/// Spoils the entry of the sheet.
fn spoil(spoil: impl FnOnce(&mut Entry)) -> Vec<u8> {
    let mut book = plain();
    spoil(book.entries.last_mut().unwrap());
    book.zip()
}

fn is_roster(book: &Book) {
    assert_eq!(book.format, Format::Xls);
    let sheet = &book.sheets[0];
    assert_eq!(sheet.name, SHEET);
    assert_eq!(sheet.rows[1].cells[0], Cell::Text("王小明".into()));
    assert_eq!(sheet.rows[1].cells[1], Cell::Date(jiff::civil::date(2012, 9, 1)));
    assert_eq!(sheet.rows[1].cells[2], Cell::Number(98.5));
}

fn case(id: &'static str, made: &'static str, bytes: fn() -> Vec<u8>, expect: Expect) -> Case {
    Case { id, made, name: "花名册.xlsx", bytes, expect }
}

pub fn cases() -> Vec<Case> {
    let mut cases = by_kind();
    cases.extend(by_directory());
    cases.extend(by_names());
    cases
}

fn by_kind() -> Vec<Case> {
    use Reason::{
        BinaryWorkbook, Empty, Macro, NameLies, OldExcelDamaged, OpenDocument, Password, TooHeavy, WebPage,
    };
    let xls = |id, made, bytes, expect| Case { id, made, name: "花名册.xls", bytes, expect };
    vec![
        case("1", "no byte", Vec::new, refused(Empty)),
        case("2", "one byte", || vec![b'P'], refused(NameLies)),
        case("3", "text renamed", || "姓名,班级\n王小明,一班\n".into(), refused(NameLies)),
        xls("4", "BIFF8 in a compound file", roster, Expect::Read(is_roster)),
        xls("4b", "BIFF8, cells A1 and IV65536: 400 MB of empty cells", sparse_xls, refused(TooHeavy)),
        xls("4c", "BIFF8 with a sheet position beyond the end", damaged_xls, refused(OldExcelDamaged)),
        xls("4d", "BIFF8 under a password", locked_xls, refused(Password)),
        xls(
            "4e",
            "compound file cut at 1000 bytes",
            || roster()[..1_000].to_vec(),
            refused(Reason::NotSpreadsheet),
        ),
        xls("4f", "compound file whose stream is nonsense", nonsense_xls, refused(OldExcelDamaged)),
        case(
            "5",
            "xl/workbook.bin",
            || with_entry(Entry::new("xl/workbook.bin", b"x")),
            refused(BinaryWorkbook),
        ),
        case(
            "6",
            "mimetype and content.xml",
            || {
                zip(&[
                    Entry::stored("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
                    Entry::new("content.xml", b"<a/>"),
                ])
            },
            refused(OpenDocument),
        ),
        case("7", "xl/vbaProject.bin", || with_entry(Entry::new("xl/vbaProject.bin", b"x")), refused(Macro)),
        case(
            "8",
            "compound file with EncryptedPackage",
            || compound(&[("EncryptionInfo", vec![4; 300]), ("EncryptedPackage", vec![7; 5_000])]),
            refused(Password),
        ),
        case(
            "8b",
            "zip entry with the encryption flag",
            || spoil(|sheet| sheet.flags = 1),
            refused(Password),
        ),
        xls(
            "22",
            "a web page",
            || b"<html><body><table><tr><td>1</td></tr></table></body></html>".to_vec(),
            refused(WebPage),
        ),
        Case {
            id: "23",
            made: "BIFF8 as WPS names it",
            name: "花名册.et",
            bytes: roster,
            expect: Expect::Read(is_roster),
        },
    ]
}

fn sparse_xls() -> Vec<u8> {
    let cells = [cell(0, 0, 0, Value::Number(1.0)), cell(65_535, 255, 0, Value::Number(2.0))];
    compound(&[("Workbook", workbook(&[], &[], &cells))])
}

fn locked_xls() -> Vec<u8> {
    compound(&[("Workbook", workbook(&file_pass(), &["甲"], &[]))])
}

fn damaged_xls() -> Vec<u8> {
    let mut bytes = roster();
    // The record BOUNDSHEET begins with the position of the sheet; it is followed by visible, worksheet, 3 letters.
    let at = bytes.windows(4).position(|window| window == [0x85, 0x00, 14, 0x00]).unwrap() + 4;
    bytes[at..at + 4].copy_from_slice(&u32::MAX.to_le_bytes());
    bytes
}

fn nonsense_xls() -> Vec<u8> {
    compound(&[("Workbook", vec![0xFF; 5_000])])
}

fn by_directory() -> Vec<Case> {
    use Reason::{ContainerDamaged, ContainerUnsafe, Nested, TooManyEntries, TooMuchUnpacked};
    vec![
        case(
            "9",
            "last 100 bytes cut off",
            || {
                let all = plain().zip();
                all[..all.len() - 100].to_vec()
            },
            refused(ContainerDamaged),
        ),
        case(
            "10",
            "checksum of the sheet off by one",
            || spoil(|sheet| sheet.crc ^= 1),
            refused(ContainerDamaged),
        ),
        case(
            "11",
            "local header with another name",
            || spoil(|sheet| sheet.local_name = Some(b"xl/worksheets/sheet2.xml".to_vec())),
            refused(ContainerUnsafe),
        ),
        case("12", "five entries over the same bytes", overlapping, refused(ContainerUnsafe)),
        case("12b", "an entry whose data swallow the next entry", swallowing, refused(ContainerUnsafe)),
        case(
            "13",
            "a zip in the zip, under a harmless name",
            || with_entry(Entry::new("xl/media/a.png", &plain().zip())),
            refused(Nested),
        ),
        case("14", "20,000 entries", many_entries, refused(TooManyEntries)),
        case(
            "18",
            "sheet1.xml twice",
            || with_entry(Entry::new("xl/worksheets/Sheet1.xml", b"<worksheet/>")),
            refused(ContainerUnsafe),
        ),
        case(
            "20",
            "ZIP64 says one terabyte",
            || {
                spoil(|sheet| {
                    sheet.long = true;
                    sheet.unpacked = 1 << 40;
                })
            },
            refused(TooMuchUnpacked),
        ),
        case(
            "20b",
            "ZIP64 says ten bytes",
            || {
                spoil(|sheet| {
                    sheet.long = true;
                    sheet.unpacked = 10;
                })
            },
            refused(ContainerDamaged),
        ),
        case(
            "20c",
            "ZIP64 without a lie",
            || spoil(|sheet| sheet.long = true),
            Expect::Read(|book| assert_eq!(book.format, Format::Xlsx)),
        ),
        case(
            "21",
            "a program before the zip",
            || [b"MZ\x90\0".to_vec(), plain().zip()].concat(),
            refused(ContainerUnsafe),
        ),
        case("21b", "a gap between entries and directory", gap, refused(ContainerDamaged)),
        case(
            "24",
            "1 GB of empty rows",
            || {
                let chunk = "<row r=\"1\"></row>\n".repeat(60_000);
                with_sheet(Entry::pieces(
                    "xl/worksheets/sheet1.xml",
                    b"<worksheet><sheetData>",
                    chunk.as_bytes(),
                    1_000,
                    b"</sheetData></worksheet>",
                ))
            },
            refused(TooMuchUnpacked),
        ),
        case(
            "24b",
            "1 GB that says it is 1 MB",
            || {
                let mut entry = Entry::pieces(
                    "xl/worksheets/sheet1.xml",
                    b"<worksheet>",
                    "<a></a>\n".repeat(1 << 17).as_bytes(),
                    1_000,
                    b"</worksheet>",
                );
                entry.unpacked = 1 << 20;
                with_sheet(entry)
            },
            refused(ContainerDamaged),
        ),
    ]
}

fn with_sheet(entry: Entry) -> Vec<u8> {
    plain().with_entry(entry).zip()
}

fn overlapping() -> Vec<u8> {
    let mut book = plain();
    let alone = book.zip();
    let sheet_at = alone.windows(4).rposition(|window| window == b"PK\x03\x04").unwrap() as u32;
    let sheet = book.entries.last().unwrap().clone();
    for number in 0..5 {
        let name = format!("xl/worksheets/{number}.xml").into_bytes();
        book = book.and(Entry { name, points_at: Some(sheet_at), ..sheet.clone() });
    }
    book.zip()
}

fn swallowing() -> Vec<u8> {
    // A stored entry whose size reaches over the header and data of the next, as in the non-recursive bomb: its
    // content is the quoted header of the next entry.
    let mut bytes = zip(&[Entry::stored("a.xml", b"<a/>"), Entry::stored("b.xml", b"<b/>")]);
    let grown = 4 + 30 + 5 + 4_u32;
    let central = bytes.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
    for at in [18, 22, central + 20, central + 24] {
        bytes[at..at + 4].copy_from_slice(&grown.to_le_bytes());
    }
    bytes
}

fn many_entries() -> Vec<u8> {
    let mut book = plain();
    for number in 0..20_000 {
        book = book.and(Entry::stored(&format!("xl/{number}"), b""));
    }
    book.zip()
}

fn gap() -> Vec<u8> {
    let mut bytes = plain().zip();
    let central = bytes.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
    bytes.splice(central..central, *b"hidden");
    bytes
}

fn by_names() -> Vec<Case> {
    let bad = || refused(Reason::ContainerUnsafe);
    vec![
        case("15", "entry ../../x", || named(b"../../x"), bad()),
        case("16", "entry /etc/x", || named(b"/etc/x"), bad()),
        case("16b", "entry C:/x", || named(b"C:/x"), bad()),
        case(
            "17",
            "symbolic link",
            || with_entry(Entry { mode: 0o120_777, ..Entry::new("xl/a", b"/etc/passwd") }),
            bad(),
        ),
        case("19", "name with a zero byte", || named(b"xl/a\0.xml"), bad()),
        case("19b", "name with a backslash", || named(b"xl\\a.xml"), bad()),
        case("19c", "name of 64 kB", || named(&[b'a'; 65_000]), bad()),
    ]
}
