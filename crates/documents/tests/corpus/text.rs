//! Cases 85 to 90: text files.

use documents::reading::{Book, Cell, Encoding, Format, Reason};
use encoding_rs::GB18030;

use super::{Case, Expect, refused};

const ROSTER: &str = "姓名,性别,班级\r\n王小明,男,七年级1班\r\n\r\n欧阳娜娜,女,\"七年级\r\n2班\"\r\n";

fn case(id: &'static str, made: &'static str, bytes: fn() -> Vec<u8>, expect: Expect) -> Case {
    Case { id, made, name: "花名册.csv", bytes, expect }
}

fn is_roster(book: &Book) {
    assert_eq!((book.format, book.sheets.len(), book.delimiter), (Format::Delimited, 1, Some(',')));
    let rows = &book.sheets[0].rows;
    assert_eq!(rows.iter().map(|row| row.number).collect::<Vec<_>>(), [1, 2, 4]);
    assert_eq!(rows[2].cells[2], Cell::Text("七年级\r\n2班".into()));
}

fn gb(text: &str) -> Vec<u8> {
    GB18030.encode(text).0.into_owned()
}

fn wide(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(unit).collect()
}

fn is_two_by_two(book: &Book) {
    let rows: Vec<Vec<String>> =
        book.sheets[0].rows.iter().map(|row| row.cells.iter().map(Cell::to_text).collect()).collect();
    assert_eq!(rows, [["姓名", "班级"], ["王小明", "一班"]]);
}

pub fn cases() -> Vec<Case> {
    let mut cases = encodings();
    cases.extend(shapes());
    cases
}

fn encodings() -> Vec<Case> {
    use Reason::{CharactersLost, MixedEncoding, Mojibake};
    vec![
        case(
            "85",
            "GBK",
            || gb(ROSTER),
            Expect::Read(|book| {
                is_roster(book);
                assert_eq!(book.encoding, Some(Encoding::Gb18030));
            }),
        ),
        case(
            "85b",
            "GB 18030, four bytes",
            || gb(&ROSTER.replace("王小明", "王𠮷㐂")),
            Expect::Read(|book| assert_eq!(book.sheets[0].rows[1].cells[0], Cell::Text("王𠮷㐂".into()))),
        ),
        case(
            "85c",
            "UTF-8 with mark",
            || format!("\u{FEFF}{ROSTER}").into(),
            Expect::Read(|book| {
                is_roster(book);
                assert_eq!(
                    (book.encoding, &book.sheets[0].rows[0].cells[0]),
                    (Some(Encoding::Utf8WithMark), &Cell::Text("姓名".into()))
                );
            }),
        ),
        case("85d", "UTF-8", || ROSTER.into(), Expect::Read(is_roster)),
        case(
            "85e",
            "UTF-16LE with mark",
            || wide(&format!("\u{FEFF}{ROSTER}"), u16::to_le_bytes),
            Expect::Read(is_roster),
        ),
        case(
            "85f",
            "UTF-16BE without mark",
            || wide(ROSTER, u16::to_be_bytes),
            Expect::Read(|book| {
                is_roster(book);
                assert_eq!(book.encoding, Some(Encoding::Utf16Be));
            }),
        ),
        case(
            "85g",
            "one line UTF-8, the others GBK",
            || [gb("姓名,班级\n王小明,一班\n"), "李雷,二班\n".into()].concat(),
            refused(MixedEncoding),
        ),
        case(
            "90",
            "UTF-8 opened as GBK and saved as UTF-8",
            || GB18030.decode("姓名,班别\n王明,初二\n".as_bytes()).0.into_owned().into(),
            refused(Mojibake),
        ),
        case("90b", "锟斤拷", || "姓名\n锟斤拷锟斤拷\n".into(), refused(CharactersLost)),
    ]
}

fn shapes() -> Vec<Case> {
    use Reason::{CellTooLong, OpenQuote, TooManyColumns, TooManyRows, ZeroByte};
    vec![
        case(
            "86",
            "a quotation mark that never closes",
            || "姓名,班级\n\"王小明,一班\n李雷,二班\n".into(),
            refused(OpenQuote),
        ),
        case(
            "86b",
            "a field of 10 MB",
            || format!("姓名\n{}\n", "x".repeat(10 << 20)).into(),
            refused(CellTooLong),
        ),
        case(
            "86c",
            "a quoted field of 10 MB",
            || format!("姓名\n\"{}\"\n", "x".repeat(10 << 20)).into(),
            refused(CellTooLong),
        ),
        case("86d", "a zero byte", || "姓名\n王\0小明\n李雷\n".into(), refused(ZeroByte)),
        case(
            "86e",
            "line ends of CR only",
            || "姓名,班级\r王小明,一班\r".into(),
            Expect::Read(is_two_by_two),
        ),
        case(
            "86f",
            "a quotation mark inside a field",
            || "姓名,班级\n王\"小\"明,一班\n".into(),
            Expect::Read(|book| assert_eq!(book.sheets[0].rows[1].cells[0], Cell::Text("王\"小\"明".into()))),
        ),
        case("87", "semicolon", || "姓名;班级\n王小明;一班\n".into(), Expect::Read(is_two_by_two)),
        case("87b", "tab", || gb("姓名\t班级\n王小明\t一班\n"), Expect::Read(is_two_by_two)),
        case("87c", "full-width comma", || "姓名，班级\n王小明，一班\n".into(), Expect::Read(is_two_by_two)),
        case(
            "88",
            "a million columns",
            || "1,".repeat(1_000_000).into(),
            Expect::Refused(TooManyColumns, None),
        ),
        case(
            "88b",
            "a million empty columns",
            || format!("姓名{}\n", ",".repeat(1_000_000)).into(),
            Expect::Read(|book| assert_eq!(book.sheets[0].rows[0].cells.len(), 1)),
        ),
        case("88c", "100,001 lines", || "1,2\n".repeat(100_001).into(), Expect::Refused(TooManyRows, None)),
        case(
            "89",
            "fields that begin as formulas",
            || "=1+1,+1,-1,@A,＝甲\n".into(),
            Expect::Read(|book| {
                let texts: Vec<String> = book.sheets[0].rows[0].cells.iter().map(Cell::to_text).collect();
                assert_eq!(texts, ["=1+1", "+1", "-1", "@A", "＝甲"]);
                assert!(book.sheets[0].rows[0].cells.iter().all(|cell| matches!(cell, Cell::Text(_))));
            }),
        ),
        Case {
            id: "89b",
            made: "20 MB and a byte",
            name: "a.csv",
            bytes: || vec![b'a'; (20 << 20) + 1],
            expect: refused(Reason::FileTooLarge),
        },
        Case {
            id: "89c",
            made: "a picture",
            name: "a.csv",
            bytes: || b"\x89PNG\r\n\x1A\n0000".to_vec(),
            expect: refused(Reason::NotSpreadsheet),
        },
        Case {
            id: "89d",
            made: "100,000 lines",
            name: "a.txt",
            bytes: || "甲\n".repeat(100_000).into(),
            expect: Expect::Read(|book| assert_eq!(book.sheets[0].rows.len(), 100_000)),
        },
        Case {
            id: "89e",
            made: "a cell too long, with its place",
            name: "a.csv",
            bytes: || format!("a,b\n1,{}\n", "x".repeat(40_000)).into(),
            expect: Expect::Refused(CellTooLong, None),
        },
    ]
}
