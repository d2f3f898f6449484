//! Arguments of statements. One non-generic type, so that a store function is compiled once for both engines.

use std::borrow::Cow;

use kernel::{Day, Instant, SchoolId};
use rusqlite::types::{ToSqlOutput, ValueRef};
use tokio_postgres::types::{IsNull, ToSql, Type, private::BytesMut};
use uuid::Uuid;

/// One argument.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    /// Nothing known.
    Null,
    /// A whole number, an instant in milliseconds, a school.
    Int(i64),
    /// Yes or no.
    Bool(bool),
    /// Text, or a day.
    Text(Cow<'a, str>),
    /// An encrypted cell, a hash, a blind index.
    Bytes(Cow<'a, [u8]>),
    /// An id.
    Id(Uuid),
}

impl Value<'_> {
    /// The same value on its own feet, for scopes that outlive what they were made from.
    #[must_use]
    pub fn into_owned(self) -> Value<'static> {
        match self {
            Self::Null => Value::Null,
            Self::Int(n) => Value::Int(n),
            Self::Bool(b) => Value::Bool(b),
            Self::Text(t) => Value::Text(Cow::Owned(t.into_owned())),
            Self::Bytes(b) => Value::Bytes(Cow::Owned(b.into_owned())),
            Self::Id(id) => Value::Id(id),
        }
    }
}

/// What can stand as an argument.
pub trait Param {
    /// The value as the engines take it.
    fn value(&self) -> Value<'_>;
}

impl Param for Value<'_> {
    fn value(&self) -> Value<'_> {
        self.clone()
    }
}
impl<T: Param + ?Sized> Param for &T {
    fn value(&self) -> Value<'_> {
        (**self).value()
    }
}
impl<T: Param> Param for Option<T> {
    fn value(&self) -> Value<'_> {
        self.as_ref().map_or(Value::Null, Param::value)
    }
}
impl Param for i64 {
    fn value(&self) -> Value<'_> {
        Value::Int(*self)
    }
}
impl Param for bool {
    fn value(&self) -> Value<'_> {
        Value::Bool(*self)
    }
}
impl Param for str {
    fn value(&self) -> Value<'_> {
        Value::Text(Cow::Borrowed(self))
    }
}
impl Param for String {
    fn value(&self) -> Value<'_> {
        Value::Text(Cow::Borrowed(self))
    }
}
impl Param for [u8] {
    fn value(&self) -> Value<'_> {
        Value::Bytes(Cow::Borrowed(self))
    }
}
impl Param for Vec<u8> {
    fn value(&self) -> Value<'_> {
        Value::Bytes(Cow::Borrowed(self))
    }
}
impl<const N: usize> Param for [u8; N] {
    fn value(&self) -> Value<'_> {
        Value::Bytes(Cow::Borrowed(self))
    }
}
impl Param for Uuid {
    fn value(&self) -> Value<'_> {
        Value::Id(*self)
    }
}
impl Param for Day {
    fn value(&self) -> Value<'_> {
        Value::Text(Cow::Owned(self.to_string()))
    }
}
impl Param for Instant {
    fn value(&self) -> Value<'_> {
        Value::Int(self.0)
    }
}
impl Param for SchoolId {
    fn value(&self) -> Value<'_> {
        Value::Int(self.0)
    }
}

macro_rules! id_params {
    ($($name:ident),+) => { $(
        impl Param for kernel::$name {
            fn value(&self) -> Value<'_> {
                Value::Id(self.0)
            }
        }
    )+ };
}
kernel::for_each_id!(id_params);

impl rusqlite::ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Int(n) => ValueRef::Integer(*n),
            Self::Bool(b) => ValueRef::Integer(i64::from(*b)),
            Self::Text(t) => ValueRef::Text(t.as_bytes()),
            Self::Bytes(b) => ValueRef::Blob(b),
            Self::Id(id) => ValueRef::Blob(id.as_bytes()),
        }))
    }
}

type Outcome = Result<IsNull, Box<dyn std::error::Error + Sync + Send>>;

impl ToSql for Value<'_> {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Outcome {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Int(n) => n.to_sql_checked(ty, out),
            Self::Bool(b) => b.to_sql_checked(ty, out),
            Self::Text(t) => t.as_ref().to_sql_checked(ty, out),
            Self::Bytes(b) => b.as_ref().to_sql_checked(ty, out),
            Self::Id(id) => id.to_sql_checked(ty, out),
        }
    }

    // Each variant checks its own type above.
    fn accepts(_: &Type) -> bool {
        true
    }

    tokio_postgres::types::to_sql_checked!();
}
