//! All that differs between the engines.

use crate::Engine;

/// The placeholders of a list: `($3, $4, $5)` from `first` on. Lists are padded to a power of two by the caller
/// ([`padded`]) so that few different statements are prepared.
#[must_use]
pub fn list(first: usize, length: usize) -> String {
    let mut text = String::from("(");
    for at in 0..length {
        if at > 0 {
            text.push(',');
        }
        text.push('$');
        text.push_str(&(first + at).to_string());
    }
    text.push(')');
    text
}

/// Repeats the last item until the length is a power of two (at least one item must be there).
pub fn padded<T: Clone>(items: &mut Vec<T>) {
    let wanted = items.len().next_power_of_two();
    if let Some(last) = items.last().cloned() {
        items.resize(wanted, last);
    }
}

/// How a table definition ends: SQLite keeps rows in the primary key itself.
#[must_use]
pub fn table_end(engine: Engine) -> &'static str {
    match engine {
        Engine::Sqlite => ") without rowid;",
        Engine::Postgres => ");",
    }
}

/// Locks a row for the rest of the transaction. SQLite has one writer and needs nothing.
#[must_use]
pub fn for_update(engine: Engine) -> &'static str {
    match engine {
        Engine::Sqlite => "",
        Engine::Postgres => " for update",
    }
}
