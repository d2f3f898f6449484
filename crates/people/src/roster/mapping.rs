//! Which column holds which field: proposed from the headers, or saved by a school as JSON and used again.
//!
//! ```json
//! {"version": 1, "header_row": 3, "header_rows": 1,
//!  "columns": {"name": {"column": "B", "header": "姓名"}, "sex": {"column": "C"}},
//!  "implied": {"guardian1-relation": "51"}, "stage": "junior"}
//! ```

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use super::class_text::Stage;
use super::fields::Field;
use super::text::squeeze;
use super::{InRow, Message, column_of, layout, letters};

/// Where a field stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Counted from 0.
    pub column: u16,
    /// The header that must stand there; empty when any may.
    pub header: String,
}

/// Which column holds which field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping {
    /// The number of the first header row; 0 when the sheet has none.
    pub header_row: u32,
    /// How many rows the header takes: 1 or 2.
    pub header_rows: u8,
    pub columns: BTreeMap<Field, Place>,
    /// Values that the headers tell for every row: 父亲姓名 tells the relation.
    pub implied: BTreeMap<Field, String>,
    /// The stage for classes that name only the year of entry.
    pub stage: Option<Stage>,
}

/// What is wrong with a saved mapping.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MapFault {
    /// No JSON of this form; line and column where reading stopped.
    Json {
        line: usize,
        column: usize,
    },
    Version(u32),
    UnknownField(String),
    FieldTwice(String),
    /// Not one to three letters.
    Column {
        field: Field,
        column: String,
    },
    ColumnTwice {
        column: String,
        field: Field,
        other: Field,
    },
    /// Neither a name column, nor family and given name.
    NoName,
    HeaderRows(u8),
    /// The header stands nowhere in the sheet, or more than once.
    HeaderMissing {
        field: Field,
        header: String,
    },
}

impl MapFault {
    /// What to tell the person who saved or chose the mapping.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::Json { line, column } => Message::new("roster-map-json")
                .with("line", line.to_string())
                .with("column", column.to_string()),
            Self::Version(version) => Message::new("roster-map-version").with("version", version.to_string()),
            Self::UnknownField(key) => Message::new("roster-map-unknown-field").with("key", key.as_str()),
            Self::FieldTwice(key) => Message::new("roster-map-field-twice").with("key", key.as_str()),
            Self::Column { field, column } => {
                Message::new("roster-map-column").with("key", field.key()).with("column", column.as_str())
            }
            Self::ColumnTwice { column, field, other } => Message::new("roster-map-column-twice")
                .with("column", column.as_str())
                .with("key", field.key())
                .with("other", other.key()),
            Self::NoName => Message::new("roster-map-no-name"),
            Self::HeaderRows(rows) => Message::new("roster-map-header-rows").with("rows", rows.to_string()),
            Self::HeaderMissing { field, header } => Message::new("roster-map-header-missing")
                .with("key", field.key())
                .with("header", header.as_str()),
        }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Saved {
    version: u32,
    header_row: u32,
    #[serde(default = "one")]
    header_rows: u8,
    columns: Pairs<SavedPlace>,
    #[serde(default)]
    implied: Pairs<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    stage: Option<Stage>,
}

fn one() -> u8 {
    1
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SavedPlace {
    column: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    header: String,
}

/// A JSON object in the order of its text, repeated keys kept so that they can be refused.
struct Pairs<V>(Vec<(String, V)>);

impl<V> Default for Pairs<V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<V: Serialize> Serialize for Pairs<V> {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

impl<'de, V: Deserialize<'de>> Deserialize<'de> for Pairs<V> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct InOrder<V>(std::marker::PhantomData<V>);
        impl<'de, V: Deserialize<'de>> Visitor<'de> for InOrder<V> {
            type Value = Pairs<V>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
        }
        from.deserialize_map(InOrder(std::marker::PhantomData))
    }
}

impl Mapping {
    /// The saved form.
    ///
    /// # Errors
    /// None in practice; writing text to memory cannot fail.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        let place = |(field, place): (&Field, &Place)| {
            (field.key(), SavedPlace { column: letters(place.column), header: place.header.clone() })
        };
        serde_json::to_string_pretty(&Saved {
            version: 1,
            header_row: self.header_row,
            header_rows: self.header_rows.max(1),
            columns: Pairs(self.columns.iter().map(place).collect()),
            implied: Pairs(self.implied.iter().map(|(field, value)| (field.key(), value.clone())).collect()),
            stage: self.stage,
        })
    }

    /// Reads a saved mapping, strictly: nothing unknown, nothing twice, no pupil without a name.
    ///
    /// # Errors
    /// The first fault found.
    pub fn from_json(text: &str) -> Result<Self, MapFault> {
        let saved: Saved = serde_json::from_str(text)
            .map_err(|error| MapFault::Json { line: error.line(), column: error.column() })?;
        if saved.version != 1 {
            return Err(MapFault::Version(saved.version));
        }
        if !matches!(saved.header_rows, 1 | 2) {
            return Err(MapFault::HeaderRows(saved.header_rows));
        }
        let mut mapping = Self {
            header_row: saved.header_row,
            header_rows: saved.header_rows,
            stage: saved.stage,
            ..Self::default()
        };
        for (key, place) in saved.columns.0 {
            mapping.add(&key, place)?;
        }
        for (key, value) in saved.implied.0 {
            let field = Field::of_key(&key).ok_or_else(|| MapFault::UnknownField(key.clone()))?;
            if mapping.implied.insert(field, value).is_some() {
                return Err(MapFault::FieldTwice(key));
            }
        }
        if mapping.tells_names() { Ok(mapping) } else { Err(MapFault::NoName) }
    }

    fn add(&mut self, key: &str, place: SavedPlace) -> Result<(), MapFault> {
        let field = Field::of_key(key).ok_or_else(|| MapFault::UnknownField(key.to_owned()))?;
        let column = column_of(&place.column)
            .ok_or_else(|| MapFault::Column { field, column: place.column.clone() })?;
        if let Some((other, _)) = self.columns.iter().find(|(_, known)| known.column == column) {
            return Err(MapFault::ColumnTwice { column: place.column, field, other: *other });
        }
        match self.columns.insert(field, Place { column, header: place.header }) {
            Some(_) => Err(MapFault::FieldTwice(key.to_owned())),
            None => Ok(()),
        }
    }

    /// Whether a pupil's name can be told: in one column or in two.
    #[must_use]
    pub fn tells_names(&self) -> bool {
        let has = |field: Field| self.columns.contains_key(&field);
        has(Field::Name) || (has(Field::FamilyName) && has(Field::GivenName))
    }

    /// The column of a field.
    #[must_use]
    pub fn column(&self, field: Field) -> Option<u16> {
        self.columns.get(&field).map(|place| place.column)
    }

    /// The number of the first row below the header.
    #[must_use]
    pub fn first_row(&self) -> u32 {
        if self.header_row == 0 {
            1
        } else {
            self.header_row.saturating_add(u32::from(self.header_rows.max(1)))
        }
    }

    /// The mapping laid on a sheet: header row and columns that moved are found again by their headers.
    ///
    /// # Errors
    /// Every field whose header stands nowhere or more than once.
    pub fn settle(&self, rows: &[InRow]) -> Result<Self, Vec<MapFault>> {
        if self.columns.values().all(|place| place.header.is_empty()) {
            return Ok(self.clone());
        }
        let mut settled = self.clone();
        settled.header_row = self.find_header(rows);
        let headers = layout::header_texts(rows, settled.header_row, self.header_rows);
        let mut faults = Vec::new();
        let mut used = BTreeSet::new();
        for (field, place) in &mut settled.columns {
            if !place.header.is_empty() {
                match find_column(place, &headers) {
                    Some(column) => place.column = column,
                    None => {
                        faults.push(MapFault::HeaderMissing { field: *field, header: place.header.clone() })
                    }
                }
            }
            if !used.insert(place.column) && faults.is_empty() {
                faults.push(MapFault::HeaderMissing { field: *field, header: place.header.clone() });
            }
        }
        if faults.is_empty() { Ok(settled) } else { Err(faults) }
    }

    /// The row among the first that holds most of the headers; the saved one where several do.
    fn find_header(&self, rows: &[InRow]) -> u32 {
        let fits = |number: u32| {
            let headers = layout::header_texts(rows, number, self.header_rows);
            self.columns.values().filter(|place| find_column(place, &headers).is_some()).count()
        };
        let numbers = rows.iter().take(layout::HEADER_WITHIN).map(|row| row.number);
        numbers.max_by_key(|number| (fits(*number), *number == self.header_row)).unwrap_or(self.header_row)
    }
}

fn find_column(place: &Place, headers: &[String]) -> Option<u16> {
    let wanted = squeeze(&place.header);
    let is = |header: &String| squeeze(header) == wanted;
    if headers.get(usize::from(place.column)).is_some_and(is) {
        return Some(place.column);
    }
    let mut found = headers.iter().enumerate().filter(|(_, header)| is(header)).map(|(at, _)| at);
    let first = found.next()?;
    if found.next().is_some() { None } else { u16::try_from(first).ok() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::roster::In;

    const SAVED: &str = r#"{"version": 1, "header_row": 1, "columns":
        {"name": {"column": "A", "header": "姓名"}, "class": {"column": "b", "header": "班级"}}}"#;

    fn row(number: u32, texts: &[&str]) -> InRow {
        InRow { number, cells: texts.iter().map(|text| In::Text((*text).into())).collect(), hidden: false }
    }

    #[test]
    fn a_mapping_survives_saving() {
        let mapping = Mapping::from_json(SAVED).unwrap();
        assert_eq!(mapping.column(Field::Class), Some(1));
        assert_eq!(Mapping::from_json(&mapping.to_json().unwrap()), Ok(mapping));
    }

    #[test]
    fn a_saved_mapping_is_read_strictly() {
        let fault = |text: &str| Mapping::from_json(text).unwrap_err();
        let with = |columns: &str| format!(r#"{{"version":1,"header_row":1,"columns":{{{columns}}}}}"#);
        assert!(matches!(fault("{"), MapFault::Json { line: 1, .. }));
        assert!(matches!(fault(&SAVED.replace("header_row", "headerrow")), MapFault::Json { .. }));
        assert_eq!(fault(&SAVED.replace(": 1,", ": 2,")), MapFault::Version(2));
        assert_eq!(fault(&with(r#""nam":{"column":"A"}"#)), MapFault::UnknownField("nam".into()));
        assert_eq!(fault(&with(r#""sex":{"column":"A"}"#)), MapFault::NoName);
        assert!(matches!(fault(&with(r#""name":{"column":"1"}"#)), MapFault::Column { .. }));
        assert!(matches!(
            fault(&with(r#""name":{"column":"A"},"sex":{"column":"A"}"#)),
            MapFault::ColumnTwice { other: Field::Name, .. }
        ));
        assert!(matches!(
            fault(&with(r#""name":{"column":"A"},"name":{"column":"B"}"#)),
            MapFault::FieldTwice(_)
        ));
    }

    #[test]
    fn columns_that_moved_are_found_by_their_headers() {
        let mapping = Mapping::from_json(SAVED).unwrap();
        let rows = [
            row(1, &["春雨小学花名册"]),
            row(2, &["序号", "班级", "备注", "姓 名"]),
            row(3, &["1", "3", "", "张三"]),
        ];
        let settled = mapping.settle(&rows).unwrap();
        assert_eq!((settled.header_row, settled.column(Field::Name)), (2, Some(3)));
        let faults = mapping.settle(&[row(1, &["班级", "学生"])]).unwrap_err();
        assert!(matches!(faults.as_slice(), [MapFault::HeaderMissing { field: Field::Name, .. }]));
    }
}
