//! The same pupil twice in one sheet, and two pupils who could be mistaken for one.

use std::collections::{HashMap, HashSet};

use super::Message;
use super::check::CheckedRow;
use super::fields::Field;

/// What is to be said of a row, by its place among the rows.
struct Say {
    at: usize,
    refuses: bool,
    key: &'static str,
    field: Option<Field>,
    other: u32,
}

/// Finds rows with the same number, or the same name with the same birth date or class.
pub(super) fn find(rows: &mut [CheckedRow]) {
    let mut said = Vec::new();
    for (field, key) in [(Field::IdNumber, "roster-twice-id"), (Field::RollNumber, "roster-twice-roll")] {
        for group in groups(rows, |row| row.value(field).map(|number| (number, "", ""))) {
            same_number(rows, &group, field, key, &mut said);
        }
    }
    look_alike(rows, name_and_birth, "roster-twice-name-birth", &mut said);
    look_alike(rows, name_and_class, "roster-twice-name-class", &mut said);
    for say in said {
        tell(rows, &say);
    }
}

fn name_and_birth(row: &CheckedRow) -> Option<Key<'_>> {
    Some((row.value(Field::Name)?, row.value(Field::BornOn)?, ""))
}

fn name_and_class(row: &CheckedRow) -> Option<Key<'_>> {
    Some((row.value(Field::Name)?, row.value(Field::Class)?, row.value(Field::Grade).unwrap_or_default()))
}

type Key<'r> = (&'r str, &'r str, &'r str);

/// The places of rows with the same key, where there are at least two; in the order of the sheet.
fn groups(rows: &[CheckedRow], key: impl for<'r> Fn(&'r CheckedRow) -> Option<Key<'r>>) -> Vec<Vec<usize>> {
    let mut first: HashMap<Key<'_>, usize> = HashMap::with_capacity(rows.len());
    let mut more: HashMap<usize, Vec<usize>> = HashMap::new();
    for (at, row) in rows.iter().enumerate() {
        if let Some(key) = key(row) {
            let head = *first.entry(key).or_insert(at);
            if head != at {
                more.entry(head).or_insert_with(|| vec![head]).push(at);
            }
        }
    }
    let mut groups: Vec<Vec<usize>> = more.into_values().collect();
    groups.sort();
    groups
}

/// The same number and the same name: the first row counts, the later are refused. With different names all are refused:
/// who is right cannot be known.
fn same_number(rows: &[CheckedRow], group: &[usize], field: Field, key: &'static str, said: &mut Vec<Say>) {
    let row = |at: &usize| rows.get(*at);
    let [first, second, ..] = group else { return };
    let (Some(head), Some(next)) = (row(first), row(second)) else { return };
    let name = head.value(Field::Name);
    let one_person = group.iter().filter_map(row).all(|row| row.value(Field::Name) == name);
    if !one_person {
        said.push(Say { at: *first, refuses: true, key, field: Some(field), other: next.number });
    }
    let later = group.iter().skip(1);
    said.extend(later.map(|at| Say { at: *at, refuses: true, key, field: Some(field), other: head.number }));
}

fn look_alike(
    rows: &[CheckedRow],
    key: impl for<'r> Fn(&'r CheckedRow) -> Option<Key<'r>>,
    message: &'static str,
    said: &mut Vec<Say>,
) {
    let before: HashSet<usize> = said.iter().map(|say| say.at).collect();
    for group in groups(rows, key) {
        let number = |at: &usize| rows.get(*at).map(|row| row.number);
        if group.iter().skip(1).all(|at| before.contains(at)) {
            continue;
        }
        for at in &group {
            if let Some(other) = group.iter().find(|other| *other != at).and_then(number) {
                said.push(Say { at: *at, refuses: false, key: message, field: None, other });
            }
        }
    }
}

fn tell(rows: &mut [CheckedRow], say: &Say) {
    let Some(row) = rows.get_mut(say.at) else { return };
    let column = say.field.and_then(|field| row.cell(field)).and_then(|cell| cell.column);
    let value = say.field.and_then(|field| Some(field.shown(row.value(field)?))).unwrap_or_default();
    let message = Message::new(say.key)
        .at(row.number, column)
        .with("value", value)
        .with("name", row.value(Field::Name).unwrap_or_default())
        .with("other", say.other.to_string());
    if say.refuses { row.refuse(message) } else { row.doubt(message) }
}
