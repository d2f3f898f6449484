//! Rows as either engine gives them.

use kernel::{Day, Instant, SchoolId};
use rusqlite::types::ValueRef;
use tokio_postgres::types::FromSql;
use uuid::Uuid;

use crate::{Error, Result};

/// One row, borrowed from the driver, or what stands in it from one column on.
#[derive(Clone, Copy)]
pub struct Row<'r> {
    held: Held<'r>,
    first: usize,
}

#[derive(Clone, Copy)]
enum Held<'r> {
    /// From the embedded engine.
    Lite(&'r rusqlite::Row<'r>),
    /// From a server.
    Pg(&'r tokio_postgres::Row),
}

impl<'r> Row<'r> {
    pub(crate) fn lite(row: &'r rusqlite::Row<'r>) -> Self {
        Self { held: Held::Lite(row), first: 0 }
    }

    pub(crate) fn pg(row: &'r tokio_postgres::Row) -> Self {
        Self { held: Held::Pg(row), first: 0 }
    }

    /// The rest of the row behind so many columns.
    fn behind(self, columns: usize) -> Self {
        Self { first: self.first.saturating_add(columns), ..self }
    }

    /// The value of the column at this place (from 0).
    ///
    /// # Errors
    /// [`Error::Bug`] when the column is absent or of another type.
    pub fn get<T: Column>(&self, at: usize) -> Result<T> {
        let at = self.first.saturating_add(at);
        match self.held {
            Held::Lite(row) => {
                let value = row.get_ref(at).map_err(|e| Error::Bug(format!("column {at}: {e}")))?;
                T::lite(value).ok_or_else(|| Error::Bug(format!("column {at} is {:?}", value.data_type())))
            }
            Held::Pg(row) => T::pg(row, at).map_err(|e| Error::Bug(format!("column {at}: {e}"))),
        }
    }
}

/// A type that a column can be read as.
pub trait Column: Sized {
    /// From the embedded engine; `None` for another type.
    fn lite(value: ValueRef<'_>) -> Option<Self>;
    /// From a server.
    ///
    /// # Errors
    /// When the column holds another type.
    fn pg(row: &tokio_postgres::Row, at: usize) -> std::result::Result<Self, tokio_postgres::Error>;
}

fn plain<'r, T: FromSql<'r>>(
    row: &'r tokio_postgres::Row,
    at: usize,
) -> std::result::Result<T, tokio_postgres::Error> {
    row.try_get(at)
}

impl Column for i64 {
    fn lite(value: ValueRef<'_>) -> Option<Self> {
        value.as_i64().ok()
    }
    fn pg(row: &tokio_postgres::Row, at: usize) -> std::result::Result<Self, tokio_postgres::Error> {
        plain(row, at)
    }
}
impl Column for bool {
    fn lite(value: ValueRef<'_>) -> Option<Self> {
        value.as_i64().ok().map(|n| n != 0)
    }
    fn pg(row: &tokio_postgres::Row, at: usize) -> std::result::Result<Self, tokio_postgres::Error> {
        plain(row, at)
    }
}
impl Column for String {
    fn lite(value: ValueRef<'_>) -> Option<Self> {
        value.as_str().ok().map(str::to_owned)
    }
    fn pg(row: &tokio_postgres::Row, at: usize) -> std::result::Result<Self, tokio_postgres::Error> {
        plain(row, at)
    }
}
impl Column for Vec<u8> {
    fn lite(value: ValueRef<'_>) -> Option<Self> {
        value.as_blob().ok().map(<[u8]>::to_vec)
    }
    fn pg(row: &tokio_postgres::Row, at: usize) -> std::result::Result<Self, tokio_postgres::Error> {
        plain(row, at)
    }
}
impl Column for Uuid {
    fn lite(value: ValueRef<'_>) -> Option<Self> {
        value.as_blob().ok().and_then(|b| Self::from_slice(b).ok())
    }
    fn pg(row: &tokio_postgres::Row, at: usize) -> std::result::Result<Self, tokio_postgres::Error> {
        plain(row, at)
    }
}
impl Column for Instant {
    fn lite(value: ValueRef<'_>) -> Option<Self> {
        i64::lite(value).map(Self)
    }
    fn pg(row: &tokio_postgres::Row, at: usize) -> std::result::Result<Self, tokio_postgres::Error> {
        plain(row, at).map(Self)
    }
}
impl Column for SchoolId {
    fn lite(value: ValueRef<'_>) -> Option<Self> {
        i64::lite(value).map(Self)
    }
    fn pg(row: &tokio_postgres::Row, at: usize) -> std::result::Result<Self, tokio_postgres::Error> {
        plain(row, at).map(Self)
    }
}

/// A day as the driver hands it over.
struct DayText(Day);

impl<'r> FromSql<'r> for DayText {
    fn from_sql(
        ty: &tokio_postgres::types::Type,
        raw: &'r [u8],
    ) -> std::result::Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        Ok(Self(<&str as FromSql>::from_sql(ty, raw)?.parse()?))
    }
    fn accepts(ty: &tokio_postgres::types::Type) -> bool {
        <&str as FromSql>::accepts(ty)
    }
}

impl Column for Day {
    fn lite(value: ValueRef<'_>) -> Option<Self> {
        value.as_str().ok().and_then(|t| t.parse().ok())
    }
    fn pg(row: &tokio_postgres::Row, at: usize) -> std::result::Result<Self, tokio_postgres::Error> {
        plain::<DayText>(row, at).map(|d| d.0)
    }
}

impl<T: Column> Column for Option<T> {
    fn lite(value: ValueRef<'_>) -> Option<Self> {
        if matches!(value, ValueRef::Null) { Some(None) } else { T::lite(value).map(Some) }
    }
    fn pg(row: &tokio_postgres::Row, at: usize) -> std::result::Result<Self, tokio_postgres::Error> {
        let absent = plain::<Option<Anything>>(row, at)?.is_none();
        if absent { Ok(None) } else { T::pg(row, at).map(Some) }
    }
}

/// Reads nothing but whether there is something.
struct Anything;

impl<'r> FromSql<'r> for Anything {
    fn from_sql(
        _: &tokio_postgres::types::Type,
        _: &'r [u8],
    ) -> std::result::Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        Ok(Self)
    }
    fn accepts(_: &tokio_postgres::types::Type) -> bool {
        true
    }
}

macro_rules! id_columns {
    ($($name:ident),+) => { $(
        impl Column for kernel::$name {
            fn lite(value: ValueRef<'_>) -> Option<Self> {
                Uuid::lite(value).map(Self)
            }
            fn pg(row: &tokio_postgres::Row, at: usize) -> std::result::Result<Self, tokio_postgres::Error> {
                plain(row, at).map(Self)
            }
        }
        impl FromRow for kernel::$name {
            fn from_row(row: &Row<'_>) -> Result<Self> {
                row.get(0)
            }
        }
    )+ };
}
kernel::for_each_id!(id_columns);

/// A type that a whole row can be read as.
pub trait FromRow: Sized {
    /// Reads the row by the order of its columns.
    ///
    /// # Errors
    /// [`Error::Bug`] when a column is absent or of another type.
    fn from_row(row: &Row<'_>) -> Result<Self>;
}

/// A struct of a known number of columns: [`record!`](crate::record) makes them.
pub trait Record: FromRow {
    /// How many columns it is read from.
    const COLUMNS: usize;
}

/// A record, and what stands behind it in the row: a child, and what a list says of it.
#[derive(Clone, Debug)]
pub struct With<A, B>(pub A, pub B);

impl<A: Record, B: FromRow> FromRow for With<A, B> {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        Ok(Self(A::from_row(row)?, B::from_row(&row.behind(A::COLUMNS))?))
    }
}

macro_rules! single {
    ($($type:ty),+) => { $(
        impl FromRow for $type {
            fn from_row(row: &Row<'_>) -> Result<Self> {
                row.get(0)
            }
        }
    )+ };
}
single!(i64, bool, String, Vec<u8>, Uuid, Day, Instant, SchoolId);

impl<T: Column> FromRow for Option<T> {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        row.get(0)
    }
}

macro_rules! tuples {
    ($(($($type:ident $at:tt),+)),+ $(,)?) => { $(
        impl<$($type: Column),+> FromRow for ($($type,)+) {
            fn from_row(row: &Row<'_>) -> Result<Self> {
                Ok(($(row.get::<$type>($at)?,)+))
            }
        }
    )+ };
}
tuples!(
    (A 0, B 1),
    (A 0, B 1, C 2),
    (A 0, B 1, C 2, D 3),
    (A 0, B 1, C 2, D 3, E 4),
    (A 0, B 1, C 2, D 3, E 4, F 5),
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6),
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7),
);
