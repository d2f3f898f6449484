//! Rows and remarks as bytes, packed: what lies sealed in `import_part` between the clicks.

use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use kernel::Fault;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::roster::{In, InRow};

/// Packs rows.
pub fn pack_rows(rows: &[InRow]) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    for row in rows {
        bytes.extend_from_slice(&row.number.to_le_bytes());
        bytes.push(u8::from(row.hidden));
        let count = u16::try_from(row.cells.len()).map_err(|e| Fault::from("too many cells", e))?;
        bytes.extend_from_slice(&count.to_le_bytes());
        row.cells.iter().for_each(|cell| put(&mut bytes, cell));
    }
    squeeze(&bytes)
}

fn put(bytes: &mut Vec<u8>, cell: &In) {
    let mut text = |tag: u8, text: &str| {
        bytes.push(tag);
        bytes.extend_from_slice(&u32::try_from(text.len()).unwrap_or_default().to_le_bytes());
        bytes.extend_from_slice(text.as_bytes());
    };
    match cell {
        In::Empty => bytes.push(0),
        In::Text(own) => text(1, own),
        In::Lost(own) => text(2, own),
        In::Error(own) => text(3, own),
        In::Date(date) => text(4, &date.to_string()),
        In::Number(number) => {
            bytes.push(5);
            bytes.extend_from_slice(&number.to_le_bytes());
        }
        In::Bool(yes) => bytes.push(if *yes { 6 } else { 7 }),
        In::Formula => bytes.push(8),
    }
}

/// Unpacks rows.
pub fn unpack_rows(packed: &[u8]) -> Result<Vec<InRow>, Fault> {
    let bytes = unsqueeze(packed)?;
    let mut rest = Rest(&bytes);
    let mut rows = Vec::new();
    while !rest.0.is_empty() {
        let number = u32::from_le_bytes(rest.take()?);
        let [hidden] = rest.take()?;
        let count = u16::from_le_bytes(rest.take()?);
        let cells = (0..count).map(|_| rest.cell()).collect::<Result<Vec<In>, Fault>>()?;
        rows.push(InRow { number, cells, hidden: hidden == 1 });
    }
    Ok(rows)
}

struct Rest<'b>(&'b [u8]);

impl Rest<'_> {
    fn take<const N: usize>(&mut self) -> Result<[u8; N], Fault> {
        let (head, rest) = self.0.split_first_chunk().ok_or_else(broken)?;
        self.0 = rest;
        Ok(*head)
    }

    fn text(&mut self) -> Result<String, Fault> {
        let length = usize::try_from(u32::from_le_bytes(self.take()?)).map_err(|_| broken())?;
        let (text, rest) = self.0.split_at_checked(length).ok_or_else(broken)?;
        self.0 = rest;
        String::from_utf8(text.to_vec()).map_err(|_| broken())
    }

    fn cell(&mut self) -> Result<In, Fault> {
        let [tag] = self.take()?;
        Ok(match tag {
            0 => In::Empty,
            1 => In::Text(self.text()?),
            2 => In::Lost(self.text()?),
            3 => In::Error(self.text()?),
            4 => In::Date(self.text()?.parse().map_err(|_| broken())?),
            5 => In::Number(f64::from_le_bytes(self.take()?)),
            6 => In::Bool(true),
            7 => In::Bool(false),
            8 => In::Formula,
            _ => return Err(broken()),
        })
    }
}

fn broken() -> Fault {
    Fault::new("kept rows cannot be read")
}

/// Packs anything that has a JSON form.
pub fn pack<T: Serialize + ?Sized>(value: &T) -> Result<Vec<u8>, Fault> {
    squeeze(&serde_json::to_vec(value).map_err(|e| Fault::from("json", e))?)
}

/// Unpacks it.
pub fn unpack<T: DeserializeOwned>(packed: &[u8]) -> Result<T, Fault> {
    serde_json::from_slice(&unsqueeze(packed)?).map_err(|e| Fault::from("json", e))
}

fn squeeze(bytes: &[u8]) -> Result<Vec<u8>, Fault> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).map_err(|e| Fault::from("packing", e))
}

fn unsqueeze(packed: &[u8]) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    ZlibDecoder::new(packed).read_to_end(&mut bytes).map_err(|e| Fault::from("unpacking", e))?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn rows_come_back_as_they_were() {
        let cells = vec![
            In::Empty,
            In::Text("王小明".into()),
            In::Number(92.5),
            In::Date(jiff::civil::date(2012, 9, 1)),
            In::Bool(true),
            In::Lost("1.1E+17".into()),
            In::Formula,
            In::Error("#REF!".into()),
        ];
        let rows = vec![InRow { number: 7, cells, hidden: true }, InRow { number: 9, cells: vec![], hidden: false }];
        assert_eq!(unpack_rows(&pack_rows(&rows).unwrap()).unwrap(), rows);
        assert!(unpack_rows(b"nonsense").is_err());
    }
}
