//! Where each field of a roster is kept: as a column, as a cell, or in one of three cells of JSON by its level.

use std::collections::BTreeMap;

use db::{Param, Value};
use kernel::{Day, Fault, Label, SchoolId, StudentId};
use web::App;

use crate::guardian::Guardian;
use crate::roster::codes::{self, List};
use crate::roster::fields::{Field, GUARDIANS, GuardianField, Level};

/// The fields of one student as a check keeps them.
pub type Values = BTreeMap<Field, String>;

/// What stands in front of the blind index of a number that nobody opened.
pub const UNOPENED: char = '#';

/// The columns of `student` that an import writes, in the order of [`row`].
pub const WRITTEN: [&str; 25] = [
    "name",
    "sort_key",
    "sex",
    "born_on",
    "ethnic",
    "student_number",
    "id_type",
    "boarding",
    "enrolled_on",
    "only_child",
    "migrant_child",
    "roll_left_behind",
    "roll_orphan",
    "roll_disability",
    "left_on",
    "id_number_cell",
    "id_number_index",
    "roll_number_cell",
    "roll_number_index",
    "phone_cell",
    "address_cell",
    "more_cell",
    "roll_aid_cell",
    "roll_health_cell",
    "row_version",
];

/// Class and grade, when both are numbers that a class can have.
#[must_use]
pub fn place(values: &Values) -> Option<(i64, i64)> {
    let number = |field| values.get(&field).and_then(|text: &String| text.parse::<i64>().ok());
    let (grade, class) = (number(Field::Grade)?, number(Field::Class)?);
    ((1..=12).contains(&grade) && class > 0).then_some((grade, class))
}

fn flag(values: &Values, field: Field) -> Option<bool> {
    values.get(&field).map(|code| code == "1")
}

fn text<'v>(values: &'v Values, field: Field) -> Option<&'v str> {
    values.get(&field).map(String::as_str)
}

/// The name as a row must have it.
#[must_use]
pub fn name(values: &Values) -> &str {
    text(values, Field::Name).unwrap_or_default()
}

/// `201809` as the first of that month.
fn month(text: &str) -> Option<Day> {
    let (year, month) = text.split_at_checked(4)?;
    Day::new(year.parse().ok()?, month.parse().ok()?, 1).ok()
}

fn sex(values: &Values) -> &'static str {
    match text(values, Field::Sex) {
        Some("1") => "m",
        Some("2") => "f",
        _ => "u",
    }
}

/// Whether a column or cell of its own holds the field, so that JSON need not.
fn has_column(field: Field, values: &Values) -> bool {
    use Field as F;
    match field {
        F::Sex => sex(values) != "u",
        F::EnteredOn => text(values, field).and_then(month).is_some(),
        F::Grade | F::Class => place(values).is_some(),
        F::FamilyName | F::GivenName => true,
        F::Name | F::BornOn | F::EthnicGroup | F::StudentNumber | F::IdType | F::Boarding | F::OnlyChild
        | F::MigrantChild | F::LeftBehind | F::Orphan | F::IdNumber | F::RollNumber | F::Phone | F::Address => true,
        F::Guardian(_, field) => !matches!(
            field,
            GuardianField::RelationNote | GuardianField::EthnicGroup | GuardianField::Household | GuardianField::IdType
        ),
        _ => false,
    }
}

/// The values that a child's row keeps, sealed with the keys of the row.
pub struct Sealer<'a> {
    app: &'a App,
    school: SchoolId,
}

impl<'a> Sealer<'a> {
    /// For one school.
    #[must_use]
    pub fn new(app: &'a App, school: SchoolId) -> Self {
        Self { app, school }
    }

    /// The values of [`WRITTEN`]. `kept` are the cells of numbers that were not opened, and their indexes.
    pub fn row(&self, id: StudentId, values: &Values, version: i64) -> Result<Vec<Value<'static>>, Fault> {
        let key = self.app.row(self.school, "student", id.bytes(), Label::CLOSE);
        let seal = |column: &str, field| owned(&self.app.seal_some(&key, column, text(values, field)));
        let index = |name: &str, field| {
            owned(&text(values, field).map(|number| self.app.vault.index(self.school.0, name, number)))
        };
        let name = name(values);
        let left_behind = text(values, Field::LeftBehind).and_then(|code| code.parse::<i64>().ok());
        Ok(vec![
            owned(name),
            owned(&language::names::sort_key(name)),
            owned(sex(values)),
            owned(&text(values, Field::BornOn)),
            owned(&text(values, Field::EthnicGroup)),
            owned(&text(values, Field::StudentNumber)),
            owned(&text(values, Field::IdType)),
            owned(&text(values, Field::Boarding)),
            owned(&text(values, Field::EnteredOn).and_then(month)),
            owned(&flag(values, Field::OnlyChild)),
            owned(&flag(values, Field::MigrantChild)),
            owned(&left_behind),
            owned(&flag(values, Field::Orphan)),
            owned(&text(values, Field::Disability)),
            owned(&kernel::FOREVER),
            seal("id_number_cell", Field::IdNumber),
            index("id_number", Field::IdNumber),
            seal("roll_number_cell", Field::RollNumber),
            index("roll_number", Field::RollNumber),
            seal("phone_cell", Field::Phone),
            seal("address_cell", Field::Address),
            self.json(id, "more_cell", Label::CLOSE, values)?,
            self.json(id, "roll_aid_cell", Label::AID, values)?,
            self.json(id, "roll_health_cell", Label::MED, values)?,
            Value::Int(version),
        ])
    }

    fn json(
        &self,
        id: StudentId,
        column: &str,
        label: Label,
        values: &Values,
    ) -> Result<Value<'static>, Fault> {
        let here = values.iter().filter(|(field, _)| label_of(**field) == label && !has_column(**field, values));
        let kept: BTreeMap<&Field, &String> = here.collect();
        if kept.is_empty() {
            return Ok(Value::Null);
        }
        let json = serde_json::to_string(&kept).map_err(|e| Fault::from("json", e))?;
        let key = self.app.row(self.school, "student", id.bytes(), label);
        Ok(owned(&self.app.seal(&key, column, &json)))
    }
}

fn label_of(field: Field) -> Label {
    match field.level() {
        Level::L3Aid => Label::AID,
        Level::L3Medical => Label::MED,
        _ => Label::CLOSE,
    }
}

/// A value on its own feet.
pub fn owned<P: Param + ?Sized>(value: &P) -> Value<'static> {
    value.value().into_owned()
}

/// The guardian that a row tells of in this place; none without a name.
#[must_use]
pub fn guardian(values: &Values, nth: u8) -> Option<Guardian> {
    let told = |field| values.get(&Field::Guardian(nth, field)).cloned();
    let code = told(GuardianField::Relation).unwrap_or_default();
    let by_blood = matches!(code.as_str(), "51" | "52");
    Some(Guardian {
        seq: i64::from(nth),
        relation: relation_of(&code),
        is_legal: told(GuardianField::IsGuardian).map_or(by_blood || code == "G", |code| code == "1"),
        name: told(GuardianField::Name)?,
        phone: told(GuardianField::Phone),
        employer: told(GuardianField::Employer),
        occupation: told(GuardianField::Occupation),
        address: told(GuardianField::Address),
        id_number: told(GuardianField::IdNumber),
        ..Guardian::default()
    })
}

/// What is known of a guardian, as a row would tell it.
pub fn told_of(guardian: &Guardian, values: &mut Values) {
    let Ok(nth) = u8::try_from(guardian.seq) else { return };
    if !(1..=GUARDIANS).contains(&nth) {
        return;
    }
    let mut put = |field, value: Option<String>| {
        if let Some(value) = value {
            values.insert(Field::Guardian(nth, field), value);
        }
    };
    put(GuardianField::Name, Some(guardian.name.clone()));
    put(GuardianField::Relation, Some(code_of(&guardian.relation)));
    put(GuardianField::IsGuardian, Some(if guardian.is_legal { "1" } else { "0" }.to_owned()));
    put(GuardianField::Phone, guardian.phone.clone());
    put(GuardianField::Employer, guardian.employer.clone());
    put(GuardianField::Occupation, guardian.occupation.clone());
    put(GuardianField::Address, guardian.address.clone());
    put(GuardianField::IdNumber, guardian.id_number.clone());
}

const RELATIONS: [(&str, &str); 8] = [
    ("51", "father"),
    ("52", "mother"),
    ("61", "grandfather"),
    ("62", "grandmother"),
    ("63", "maternal-grandfather"),
    ("64", "maternal-grandmother"),
    ("G", "entrusted"),
    ("99", "other"),
];

fn relation_of(code: &str) -> String {
    let known = RELATIONS.iter().find(|(own, _)| *own == code).map(|(_, word)| *word);
    known.or_else(|| codes::label(List::Relation, code)).unwrap_or("other").to_owned()
}

fn code_of(relation: &str) -> String {
    let known = RELATIONS.iter().find(|(_, word)| *word == relation).map(|(code, _)| *code);
    known.or_else(|| codes::find(List::Relation, relation).map(|entry| entry.code)).unwrap_or(relation).to_owned()
}

/// The words of a value for people: a code by its label, a number masked.
#[must_use]
pub fn shown(field: Field, value: &str) -> String {
    if value.starts_with(UNOPENED) {
        return "…".to_owned();
    }
    match field.shape() {
        crate::roster::fields::Shape::Code(list) => codes::label(list, value).unwrap_or(value).to_owned(),
        _ => field.shown(value),
    }
}
