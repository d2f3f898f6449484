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

/// A migration as the engine takes it. SQLite keeps rows in the primary key itself, and names the schema of an index
/// where PostgreSQL names that of its table.
#[must_use]
pub fn schema(engine: Engine, text: &str) -> String {
    match engine {
        Engine::Postgres => text.to_owned(),
        Engine::Sqlite => text
            .lines()
            .map(|line| {
                match line.strip_prefix("create index ").and_then(|rest| rest.split_once(" on log.")) {
                    Some((index, rest)) => format!("create index log.{index} on {rest}"),
                    None if line == ");" => ") without rowid;".to_owned(),
                    None => line.to_owned(),
                }
            })
            .collect::<Vec<_>>()
            .join("\n"),
    }
}

/// Makes the place of what is only ever added to, `log`: a schema, or a file of its own that every connection attaches
/// when it is opened.
#[must_use]
pub fn log(engine: Engine) -> &'static str {
    match engine {
        Engine::Sqlite => "",
        Engine::Postgres => "create schema if not exists log;",
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
