//! Compound files (MS-CFB) and the records of a legacy workbook (MS-XLS) in them.

const SECTOR: usize = 512;
const END: u32 = 0xFFFF_FFFE;
const FREE: u32 = 0xFFFF_FFFF;
const FAT: u32 = 0xFFFF_FFFD;

/// A compound file with these streams; at most three, 60 kB in all.
pub fn compound(streams: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut fat = vec![FAT, END];
    let mut directory = entry("Root Entry", 5, END, 0, 1);
    let mut body = Vec::new();
    for (name, content) in streams {
        let size = content.len().max(4_096);
        let sectors = size.div_ceil(SECTOR);
        let start = fat.len() as u32;
        directory.extend(entry(name, 2, start, size as u32, FREE));
        fat.extend((1..sectors as u32).map(|next| start + next));
        fat.push(END);
        body.extend_from_slice(content);
        body.resize((fat.len() - 2) * SECTOR, 0);
    }
    fat.resize(SECTOR / 4, FREE);
    directory.resize(SECTOR, 0);
    let mut out = header();
    out.extend(fat.into_iter().flat_map(u32::to_le_bytes));
    out.extend(directory);
    out.extend(body);
    out
}

fn header() -> Vec<u8> {
    let mut out = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    out.resize(24, 0);
    for value in [0x3E_u16, 3, 0xFFFE, 9, 6] {
        out.extend_from_slice(&value.to_le_bytes());
    }
    out.resize(44, 0);
    // One FAT sector; directory in sector 1; streams from 4096 bytes; no mini FAT; no DIFAT.
    for value in [1_u32, 1, 0, 4_096, END, 0, END, 0, 0] {
        out.extend_from_slice(&value.to_le_bytes());
    }
    out.resize(SECTOR, 0xFF);
    out
}

fn entry(name: &str, kind: u8, start: u32, size: u32, child: u32) -> Vec<u8> {
    let mut out: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let length = out.len() as u16 + 2;
    out.resize(64, 0);
    out.extend_from_slice(&length.to_le_bytes());
    out.extend_from_slice(&[kind, 1]);
    for link in [FREE, FREE, child] {
        out.extend_from_slice(&link.to_le_bytes());
    }
    out.resize(116, 0);
    out.extend_from_slice(&start.to_le_bytes());
    out.extend_from_slice(&size.to_le_bytes());
    out.resize(128, 0);
    out
}

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let mut out = kind.to_le_bytes().to_vec();
    out.extend_from_slice(&(data.len() as u16).to_le_bytes());
    out.extend_from_slice(data);
    out
}

fn begin(kind: u16) -> Vec<u8> {
    let mut data = Vec::new();
    for value in [0x0600_u16, kind, 0, 0, 0, 0, 0, 0] {
        data.extend_from_slice(&value.to_le_bytes());
    }
    record(0x0809, &data)
}

/// A cell: row, column, format (1 is a date), and a value.
pub enum Value {
    /// Number of a string.
    Text(u32),
    Number(f64),
}

pub fn cell(row: u16, column: u16, format: u16, value: Value) -> Vec<u8> {
    let mut data: Vec<u8> = [row, column, format].into_iter().flat_map(u16::to_le_bytes).collect();
    match value {
        Value::Text(number) => {
            data.extend_from_slice(&number.to_le_bytes());
            record(0x00FD, &data)
        }
        Value::Number(number) => {
            data.extend_from_slice(&number.to_le_bytes());
            record(0x0203, &data)
        }
    }
}

/// The stream `Workbook` with one sheet of these cells. `extra` goes before everything else of the workbook.
pub fn workbook(extra: &[u8], strings: &[&str], cells: &[Vec<u8>]) -> Vec<u8> {
    let mut globals = begin(0x0005);
    globals.extend_from_slice(extra);
    for format in [0_u16, 14] {
        let mut data = vec![0; 20];
        data[2..4].copy_from_slice(&format.to_le_bytes());
        globals.extend(record(0x00E0, &data));
    }
    let name: Vec<u16> = super::parts::SHEET.encode_utf16().collect();
    let mut bound = vec![0, 0, 0, 0, 0, 0, name.len() as u8, 1];
    bound.extend(name.into_iter().flat_map(u16::to_le_bytes));
    let mut table = Vec::new();
    table.extend_from_slice(&(strings.len() as u32).to_le_bytes());
    table.extend_from_slice(&(strings.len() as u32).to_le_bytes());
    for text in strings {
        let units: Vec<u16> = text.encode_utf16().collect();
        table.extend_from_slice(&(units.len() as u16).to_le_bytes());
        table.push(1);
        table.extend(units.into_iter().flat_map(u16::to_le_bytes));
    }
    let rest = [record(0x00FC, &table), record(0x000A, &[])].concat();
    let sheet_at = (globals.len() + 4 + bound.len() + rest.len()) as u32;
    bound[..4].copy_from_slice(&sheet_at.to_le_bytes());
    [globals, record(0x0085, &bound), rest, begin(0x0010), cells.concat(), record(0x000A, &[])].concat()
}

/// FILEPASS: the workbook is under a password.
pub fn file_pass() -> Vec<u8> {
    record(0x002F, &[1, 0, 1, 0, 1, 0])
}

/// A small roster as a legacy workbook.
pub fn roster() -> Vec<u8> {
    let cells = [
        cell(0, 0, 0, Value::Text(0)),
        cell(0, 1, 0, Value::Text(1)),
        cell(1, 0, 0, Value::Text(2)),
        cell(1, 1, 1, Value::Number(41_153.0)),
        cell(1, 2, 0, Value::Number(98.5)),
    ];
    compound(&[("Workbook", workbook(&[], &["姓名", "入学日期", "王小明"], &cells))])
}
