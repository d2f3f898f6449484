//! What a file is, by its first bytes. Its name only decides between text and a workbook that is none.

use super::refusal::Reason;
use super::zip_bytes::find_end;

/// What to try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Workbook,
    /// A compound file: a legacy workbook, if anything.
    Compound,
    Text,
}

const COMPOUND: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
/// Beginnings of files that are neither a workbook nor text.
const OTHERS: [&[u8]; 9] = [
    b"%PDF",
    b"{\\rtf",
    b"\x1F\x8B",
    b"Rar!",
    b"7z\xBC\xAF",
    b"\x89PNG",
    b"\xFF\xD8\xFF",
    b"GIF8",
    b"\x7FELF",
];
const WORKBOOK_NAMES: [&str; 9] = [".xlsx", ".xlsm", ".xlsb", ".xls", ".xlt", ".xltx", ".et", ".ods", ".ett"];
/// How far a web page's or an old workbook's first tag may be.
const HEAD: usize = 4_096;

/// Judges a file.
pub(super) fn sniff(name: &str, bytes: &[u8]) -> Result<Kind, Reason> {
    if bytes.is_empty() {
        return Err(Reason::Empty);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Ok(Kind::Workbook);
    }
    if bytes.starts_with(COMPOUND) {
        return Ok(Kind::Compound);
    }
    // BIFF 2 to 4 have no container: they begin with the record BOF.
    if matches!(bytes, [0x09, 0x00 | 0x02 | 0x04, 0x04 | 0x06, 0x00, ..]) {
        return Err(Reason::AncientExcel);
    }
    if OTHERS.iter().any(|start| bytes.starts_with(start)) {
        return Err(Reason::NotSpreadsheet);
    }
    // Something before a container, so that two programs see two different files in one.
    if find_end(bytes).is_some() {
        return Err(Reason::ContainerUnsafe);
    }
    judge_text(name, bytes)
}

fn judge_text(name: &str, bytes: &[u8]) -> Result<Kind, Reason> {
    let head: String = bytes
        .iter()
        .take(HEAD)
        .filter(|byte| byte.is_ascii() && **byte != 0)
        .map(|byte| char::from(byte.to_ascii_lowercase()))
        .collect();
    let start = head.trim_start();
    if start.starts_with("<?xml") && head.contains("urn:schemas-microsoft-com:office:spreadsheet") {
        return Err(Reason::OldXml);
    }
    let page = ["<!doctype html", "<html", "<table", "<meta", "<head", "<body", "mime-version:"];
    if page.iter().any(|tag| start.starts_with(tag)) || (start.starts_with('<') && head.contains("<table")) {
        return Err(Reason::WebPage);
    }
    let name = name.to_lowercase();
    if WORKBOOK_NAMES.iter().any(|end| name.ends_with(end)) {
        return Err(Reason::NameLies);
    }
    Ok(Kind::Text)
}
