//! Values of rows as JSON keeps them, so that a row can be put back as it stood, byte for byte.

use db::{Row, Value};
use kernel::Fault;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// One value as JSON keeps it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) enum Kept {
    #[serde(rename = "0")]
    Null,
    #[serde(rename = "i")]
    Int(i64),
    #[serde(rename = "b")]
    Bool(bool),
    #[serde(rename = "t")]
    Text(String),
    #[serde(rename = "x")]
    Bytes(String),
    #[serde(rename = "u")]
    Id(Uuid),
}

impl Kept {
    /// Of a value.
    pub(crate) fn of(value: &Value<'_>) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Int(n) => Self::Int(*n),
            Value::Bool(yes) => Self::Bool(*yes),
            Value::Text(text) => Self::Text(text.to_string()),
            Value::Bytes(bytes) => Self::Bytes(bytes.iter().map(|byte| format!("{byte:02x}")).collect()),
            Value::Id(id) => Self::Id(*id),
        }
    }

    /// The value again.
    pub(crate) fn value(self) -> Value<'static> {
        match self {
            Self::Null => Value::Null,
            Self::Int(n) => Value::Int(n),
            Self::Bool(yes) => Value::Bool(yes),
            Self::Text(text) => Value::Text(text.into()),
            Self::Bytes(hex) => Value::Bytes(bytes(&hex).into()),
            Self::Id(id) => Value::Id(id),
        }
    }
}

fn bytes(hex: &str) -> Vec<u8> {
    let pairs = (0..hex.len() / 2).filter_map(|at| hex.get(at * 2..at * 2 + 2));
    pairs.filter_map(|pair| u8::from_str_radix(pair, 16).ok()).collect()
}

/// What a column holds; any may be empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// An id.
    Id,
    /// Text or a day.
    Text,
    /// A number or an instant.
    Int,
    /// Yes or no.
    Bool,
    /// A cell, a blind index.
    Bytes,
}

/// Reads the columns of a row, in their order.
pub(crate) fn read(row: &Row<'_>, columns: &[(&str, Of)]) -> db::Result<Vec<Value<'static>>> {
    let value = |(at, (_, of)): (usize, &(&str, Of))| {
        Ok(match of {
            Of::Id => row.get::<Option<Uuid>>(at)?.map_or(Value::Null, Value::Id),
            Of::Text => row.get::<Option<String>>(at)?.map_or(Value::Null, |text| Value::Text(text.into())),
            Of::Int => row.get::<Option<i64>>(at)?.map_or(Value::Null, Value::Int),
            Of::Bool => row.get::<Option<bool>>(at)?.map_or(Value::Null, Value::Bool),
            Of::Bytes => {
                row.get::<Option<Vec<u8>>>(at)?.map_or(Value::Null, |bytes| Value::Bytes(bytes.into()))
            }
        })
    };
    columns.iter().enumerate().map(value).collect()
}

/// JSON of a thing that is kept.
///
/// # Errors
/// None that is known: a fault instead of a panic.
pub(crate) fn json<T: Serialize>(thing: &T) -> Result<String, Fault> {
    serde_json::to_string(thing).map_err(|e| Fault::from("a row to be kept", e))
}

/// The thing again.
///
/// # Errors
/// When it is not what [`json`] wrote.
pub(crate) fn of_json<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, Fault> {
    serde_json::from_str(text).map_err(|e| Fault::from("a kept row", e))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_kept_value_is_the_same_again() {
        let values = [
            Value::Null,
            Value::Int(-3),
            Value::Bool(true),
            Value::Text("周\"末".into()),
            Value::Bytes(vec![0, 15, 255].into()),
            Value::Id(Uuid::from_u128(7)),
        ];
        let kept: Vec<Kept> = values.iter().map(Kept::of).collect();
        let again: Vec<Kept> = of_json(&json(&kept).unwrap()).unwrap();
        assert_eq!(again.into_iter().map(Kept::value).collect::<Vec<_>>(), values);
    }
}
