//! The parts of an ordinary workbook, to be spoilt one by one.

use super::zip::{Entry, zip};

pub const SHEET: &str = "花名册";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

pub struct Workbook {
    pub entries: Vec<Entry>,
}

impl Workbook {
    /// One sheet with these rows.
    pub fn rows(rows: &str) -> Self {
        Self::sheet(&sheet(&format!("<sheetData>{rows}</sheetData>")))
    }

    /// One sheet with this part.
    pub fn sheet(sheet: &str) -> Self {
        let announced = format!("<sheets><sheet name=\"{SHEET}\" sheetId=\"1\" r:id=\"rId1\"/></sheets>");
        let book = Self { entries: Vec::new() };
        book.with(
            "[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>",
        )
        .with("_rels/.rels", &relations(&[("rId1", "officeDocument", "xl/workbook.xml", "")]))
        .with("xl/workbook.xml", &workbook(&announced))
        .with("xl/_rels/workbook.xml.rels", &own_relations())
        .with("xl/styles.xml", &styles(""))
        .with("xl/worksheets/sheet1.xml", sheet)
    }

    /// Adds or replaces a part.
    pub fn with(mut self, name: &str, content: &str) -> Self {
        self.put(Entry::new(name, content.as_bytes()));
        self
    }

    pub fn with_entry(mut self, entry: Entry) -> Self {
        self.put(entry);
        self
    }

    /// Adds an entry beside one that may have the same name.
    pub fn and(mut self, entry: Entry) -> Self {
        self.entries.push(entry);
        self
    }

    pub fn strings(self, items: &str) -> Self {
        self.with("xl/sharedStrings.xml", &format!("{DECLARATION}<sst xmlns=\"{MAIN}\">{items}</sst>"))
    }

    fn put(&mut self, entry: Entry) {
        match self.entries.iter_mut().find(|one| one.name == entry.name) {
            Some(one) => *one = entry,
            None => self.entries.push(entry),
        }
    }

    pub fn zip(&self) -> Vec<u8> {
        zip(&self.entries)
    }
}

pub fn sheet(content: &str) -> String {
    format!("{DECLARATION}<worksheet xmlns=\"{MAIN}\" xmlns:r=\"{RELATION}\">{content}</worksheet>")
}

pub fn workbook(content: &str) -> String {
    format!("{DECLARATION}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELATION}\">{content}</workbook>")
}

pub fn own_relations() -> String {
    relations(&[
        ("rId1", "worksheet", "worksheets/sheet1.xml", ""),
        ("rId2", "styles", "styles.xml", ""),
        ("rId3", "sharedStrings", "sharedStrings.xml", ""),
    ])
}

pub fn relations(items: &[(&str, &str, &str, &str)]) -> String {
    let items: String = items
        .iter()
        .map(|(id, kind, target, more)| {
            format!("<Relationship Id=\"{id}\" Type=\"{RELATION}/{kind}\" Target=\"{target}\" {more}/>")
        })
        .collect();
    format!("{DECLARATION}<Relationships xmlns=\"{PACKAGE}\">{items}</Relationships>")
}

/// Formats 0 general, 1 date, 2 date and time, 3 custom.
pub fn styles(custom: &str) -> String {
    format!(
        "{DECLARATION}<styleSheet xmlns=\"{MAIN}\"><numFmts count=\"1\"><numFmt numFmtId=\"170\" \
         formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;\"/>{custom}</numFmts>\
         <cellStyleXfs count=\"1\"><xf numFmtId=\"14\"/></cellStyleXfs>\
         <cellXfs count=\"4\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"22\"/><xf numFmtId=\"170\"/>\
         </cellXfs></styleSheet>"
    )
}

/// A row with one cell of text in place.
pub fn text_row(cell: &str, text: &str) -> String {
    let row: String = cell.chars().filter(char::is_ascii_digit).collect();
    format!("<row r=\"{row}\">{}</row>", text_cell(cell, text))
}

pub fn text_cell(cell: &str, text: &str) -> String {
    format!("<c r=\"{cell}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>")
}

/// Bytes that hardly compress, the same every time (xorshift).
pub fn noise(size: usize, letters: &[u8]) -> Vec<u8> {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    (0..size)
        .map(|_| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            letters[(state >> 33) as usize % letters.len()]
        })
        .collect()
}
