//! Cases 32 to 37: the table of shared strings.

use documents::reading::Reason;

use super::parts::{SHEET, Workbook, noise};
use super::trees::{case, is_one_cell};
use super::zip::Entry;
use super::{Case, Expect, refused, refused_at};

const STRINGS_PART: &str = "xl/sharedStrings.xml";

fn shared(number: &str) -> Workbook {
    Workbook::rows(&format!("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>{number}</v></c></row>"))
}

fn table(head: &str, chunk: &[u8], times: usize, tail: &str) -> Vec<u8> {
    shared("0").with_entry(Entry::pieces(STRINGS_PART, head.as_bytes(), chunk, times, tail.as_bytes())).zip()
}

pub fn cases() -> Vec<Case> {
    use Reason::{CellTextMissing, TooManyStrings, TooMuchText, TooMuchUnpacked, XmlOversize};
    vec![
        case("32", "no shared strings", || shared("0").zip(), refused_at(CellTextMissing, SHEET, "A1")),
        case(
            "33",
            "string 7 of 1",
            || shared("7").strings("<si><t>甲</t></si>").zip(),
            refused_at(CellTextMissing, SHEET, "A1"),
        ),
        case(
            "33b",
            "string -1",
            || shared("-1").strings("<si><t>甲</t></si>").zip(),
            refused_at(CellTextMissing, SHEET, "A1"),
        ),
        case(
            "34",
            "uniqueCount of 4 billion",
            || {
                shared("0")
                    .with(
                        STRINGS_PART,
                        "<sst count=\"4294967295\" uniqueCount=\"4294967295\"><si><t>王小明</t></si></sst>",
                    )
                    .zip()
            },
            Expect::Read(is_one_cell),
        ),
        case(
            "35",
            "one string of 200 MB",
            || table("<sst><si><t>", &[b'a'; 1 << 20], 200, "</t></si></sst>"),
            refused(TooMuchUnpacked),
        ),
        case(
            "35b",
            "one string of 60 MB that hardly compresses",
            || table("<sst><si><t>", &noise(1 << 16, b"abcd"), 960, "</t></si></sst>"),
            refused(XmlOversize),
        ),
        case(
            "35c",
            "shared strings of 80 MB",
            || table("<sst>", strings_chunk("abcdefghijkl").as_bytes(), 80, "</sst>"),
            refused(TooManyStrings),
        ),
        case(
            "36",
            "20 million empty strings",
            || table("<sst>", "<si><t/></si>".repeat(100_000).as_bytes(), 200, "</sst>"),
            refused(TooMuchUnpacked),
        ),
        case(
            "36b",
            "4 million empty strings that hardly compress",
            || table("<sst>", strings_chunk("").as_bytes(), 56, "</sst>"),
            refused(TooManyStrings),
        ),
        case(
            "36c",
            "half a million strings, 54 MB",
            || table("<sst>", strings_chunk(&"abcdefghij".repeat(9)).as_bytes(), 54, "</sst>"),
            Expect::Read(|book| assert_eq!(book.sheets[0].rows[0].cells.len(), 1)),
        ),
        case(
            "37",
            "one string of 1 MB, 20,000 references",
            || references(&noise(1 << 20, b"abcdefgh"), 20_000),
            refused(XmlOversize),
        ),
        case(
            "37b",
            "one string of 32,000 letters, 20,000 references",
            || references(&noise(32_000, b"abcdefgh"), 20_000),
            refused_at(TooMuchText, SHEET, "A2098"),
        ),
    ]
}

/// About a megabyte of strings whose markup varies, so that they do not compress like a bomb.
fn strings_chunk(text: &str) -> String {
    let forms = [
        format!("<si><t>{text}</t></si>"),
        format!("<si ><t>{text}</t></si>"),
        format!("<si><t >{text}</t></si>"),
    ];
    let picks = noise((1 << 20) / forms[0].len(), &[0, 1, 2]);
    picks.into_iter().map(|pick| forms[usize::from(pick)].as_str()).collect()
}

fn references(text: &[u8], count: usize) -> Vec<u8> {
    let rows: String = (1..=count)
        .map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\" t=\"s\"><v>0</v></c></row>"))
        .collect();
    let text = String::from_utf8(text.to_vec()).unwrap();
    Workbook::rows(&rows).strings(&format!("<si><t>{text}</t></si>")).zip()
}
