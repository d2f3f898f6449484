//! What the cells of one row say together: number against birth and sex, guardians, gaps.

use jiff::civil::Date;

use super::check::{CheckedRow, Context, Verdict};
use super::fields::{Field, GUARDIANS, GuardianField, Need};
use super::id_number::{self, Judged};
use super::text::is_han;
use super::{Message, Why, names};

/// Judges a row whose cells are judged.
pub(super) fn check(row: &mut CheckedRow, context: &Context<'_>) {
    join_name(row);
    let id = own_number(row, context.today);
    if let Some(id) = &id {
        agree_with_number(row, id);
    }
    birth(row, context.today);
    roll(row, id.as_ref());
    guardians(row, context, id.is_some());
    gaps(row, context);
    who(row);
    if row.hidden {
        row.doubt(Message::new("roster-row-hidden").at(row.number, None));
    }
}

/// Family and given name of two columns as one: 张三, but Anna Lee.
fn join_name(row: &mut CheckedRow) {
    if row.cell(Field::Name).is_some() {
        return;
    }
    let (Some(family), Some(given)) = (row.value(Field::FamilyName), row.value(Field::GivenName)) else {
        return;
    };
    let han = family.chars().chain(given.chars()).all(is_han);
    let joined = if han { format!("{family}{given}") } else { format!("{given} {family}") };
    let verdict = match names::read(&joined) {
        Ok(name) => Verdict::Normalised { from: String::new(), to: name.text, why: Why::FromOther },
        Err(_) => return,
    };
    row.put(Field::Name, None, verdict);
}

/// The pupil's ID number, when it is one that tells birth and sex.
fn own_number(row: &CheckedRow, today: Date) -> Option<Judged> {
    let judged = id_number::judge(row.value(Field::IdNumber)?, today);
    judged.born_on.map(|_| judged)
}

fn agree_with_number(row: &mut CheckedRow, id: &Judged) {
    let (Some(born_on), Some(sex)) = (id.born_on, id.sex) else { return };
    let born_on = born_on.to_string();
    for (field, told, key) in [
        (Field::BornOn, born_on.as_str(), "roster-born-not-id"),
        (Field::Sex, sex.code(), "roster-sex-not-id"),
    ] {
        match row.cell(field).map(|cell| cell.verdict.value()) {
            None => {
                let verdict =
                    Verdict::Normalised { from: String::new(), to: told.to_owned(), why: Why::FromIdNumber };
                row.put(field, None, verdict);
            }
            // Codes 0 and 9 of GB/T 2261.1 say nothing against either.
            Some(Some("0" | "9")) if field == Field::Sex => {}
            Some(Some(value)) if value != told => row.object(field, true, |message| message, key),
            _ => {}
        }
    }
}

fn birth(row: &mut CheckedRow, today: Date) {
    let Some(born_on) = row.value(Field::BornOn).and_then(|text| text.parse::<Date>().ok()) else { return };
    if born_on > today {
        row.object(Field::BornOn, true, |message| message, "roster-born-future");
        return;
    }
    let years = today.year() - born_on.year();
    if !(4..=22).contains(&years) {
        let tell = |message: Message| message.with("age", years.to_string());
        row.object(Field::BornOn, false, tell, "roster-born-age");
    }
}

fn roll(row: &mut CheckedRow, id: Option<&Judged>) {
    let Some(number) = row.value(Field::RollNumber) else { return };
    let Some(id) = id else { return };
    if number.strip_prefix('G').is_some_and(|inner| inner != id.long() && inner != id.number) {
        row.object(Field::RollNumber, false, |message| message, "roster-roll-other-id");
    } else if number.starts_with('J') {
        row.object(Field::RollNumber, false, |message| message, "roster-roll-j-with-id");
    }
}

fn guardians(row: &mut CheckedRow, context: &Context<'_>, has_number: bool) {
    let mapped = |field: Field| context.mapping.columns.contains_key(&field);
    let all = 1..=GUARDIANS;
    let named: Vec<u8> =
        all.filter(|nth| row.cell(Field::Guardian(*nth, GuardianField::Name)).is_some()).collect();
    for nth in &named {
        let field = Field::Guardian(*nth, GuardianField::Relation);
        if let Some(code) = context.mapping.implied.get(&field).filter(|_| row.cell(field).is_none()) {
            let (from, to) = (String::new(), code.clone());
            row.put(field, None, Verdict::Normalised { from, to, why: Why::FromOther });
        }
        same_number(row, *nth);
    }
    let columns = (1..=GUARDIANS).filter(|nth| mapped(Field::Guardian(*nth, GuardianField::Name))).count();
    if columns >= 2 && named.len() < 2 {
        let message = Message::new("roster-guardians-few").at(row.number, None);
        row.doubt(message.with("count", named.len().to_string()));
    }
    let tells = mapped(Field::IdNumber) || mapped(Field::IdType);
    if !has_number && tells && row.cell(Field::IdNumber).is_none() {
        row.doubt(Message::new("roster-no-id").at(row.number, None));
        need_guardian_number(row, context);
    }
}

/// A guardian's number may not be the pupil's own.
fn same_number(row: &mut CheckedRow, nth: u8) {
    let field = Field::Guardian(nth, GuardianField::IdNumber);
    let own = row.value(Field::IdNumber);
    if own.is_some() && row.value(field) == own {
        row.object(field, true, |message| message, "roster-guardian-id-same");
    }
}

/// A pupil without ID number needs a guardian's (national roll, rule of field 49).
fn need_guardian_number(row: &mut CheckedRow, context: &Context<'_>) {
    let numbers = (1..=GUARDIANS).map(|nth| Field::Guardian(nth, GuardianField::IdNumber));
    let mapped: Vec<Field> = numbers.filter(|field| context.mapping.columns.contains_key(field)).collect();
    if mapped.is_empty() || mapped.iter().any(|field| row.value(*field).is_some()) {
        return;
    }
    let column = mapped.first().and_then(|field| context.mapping.column(*field));
    row.refuse(Message::new("roster-guardian-id-missing").at(row.number, column));
}

/// Empty cells in columns the national roll requires: one doubt for each.
fn gaps(row: &mut CheckedRow, context: &Context<'_>) {
    // Cells and columns are both in the order of fields, so one walk finds the gaps.
    let mut cells = row.cells.iter().map(|cell| cell.field).peekable();
    let mut messages = Vec::new();
    for column in &context.columns {
        while cells.next_if(|field| *field < column.field).is_some() {}
        let needed = column.need == Need::Roll && column.field != Field::IdNumber;
        if needed && cells.peek() != Some(&column.field) {
            let message = Message::new("roster-missing").at(row.number, Some(column.column));
            messages.push(message.with("header", column.header));
        }
    }
    messages.into_iter().for_each(|message| row.doubt(message));
}

/// A row without a name, or with nothing beside the name to know the pupil by, cannot be taken.
fn who(row: &mut CheckedRow) {
    if row.cell(Field::Name).is_none() {
        row.refuse(Message::new("roster-row-no-name").at(row.number, None));
        return;
    }
    let known =
        [Field::RollNumber, Field::IdNumber, Field::StudentNumber, Field::BornOn, Field::Class, Field::Grade];
    if known.iter().all(|field| row.cell(*field).is_none()) {
        row.refuse(Message::new("roster-row-who").at(row.number, None));
    }
}
