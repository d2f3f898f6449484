//! What one child's file is filled with: the dictionary's values under the names that the template uses.

use std::collections::BTreeMap;

use documents::filling::{self, As, Use};
use kernel::{Day, Fault, StudentId};
use web::{Cx, Failure};

use super::names::{self, Meaning};
use super::store::Version;
use crate::fields::{self, Child, Value};
use crate::leaving;

/// The day from which spreadsheets count.
const FIRST: Day = Day::constant(1899, 12, 30);
/// The field that says who took the file out, when and under which number.
const LEAVING: &str = "leaving";

/// One child's part.
pub struct Told {
    /// The child's name.
    pub name: String,
    /// The class in words.
    pub class: String,
    /// The facts.
    pub data: filling::Data,
}

/// Reads what a version asks for about a child, logs the readings and the leaving.
///
/// # Errors
/// [`Failure::NotFound`] for a child that the person may not take out.
pub async fn of(cx: &Cx, version: &Version, student: StudentId) -> Result<Told, Failure> {
    let uses = uses(version)?;
    let mut conn = cx.app.db.reader().await?;
    let child = fields::child(&mut conn, cx, (student, None), &names::sources(&uses)).await?;
    drop(conn);
    cx.log_readings(&child.permits).await?;
    let leaving = leaving::begin(cx, "template", version.id, Some(student)).await?;
    let mut data = filled(cx, &child, &uses);
    for one in &uses {
        if names::of(one) == Some(Meaning::Field(LEAVING)) {
            data.values.insert(one.name.clone(), filling::Value::Text(leaving.line.clone()));
        }
    }
    Ok(Told { name: child.student.name.clone(), class: child.student.class_words(cx), data })
}

/// The names in use.
pub fn uses(version: &Version) -> Result<Vec<Use>, Fault> {
    serde_json::from_str(&version.uses).map_err(|error| Fault::from("the names of a template", error))
}

fn filled(cx: &Cx, child: &Child, uses: &[Use]) -> filling::Data {
    let mut data = filling::Data::default();
    for one in uses {
        match names::of(one) {
            Some(Meaning::Field(key)) => {
                if let Some(known) = child.values.get(key) {
                    data.values.insert(one.name.clone(), value(cx, known));
                }
            }
            Some(Meaning::Group(group)) => {
                data.rows.insert(one.name.clone(), rows(cx, child, (&one.name, group), uses));
            }
            Some(Meaning::InRow(_)) | None => {}
        }
    }
    data
}

fn rows(cx: &Cx, child: &Child, (name, group): (&str, &str), uses: &[Use]) -> Vec<filling::Row> {
    let inside = |one: &&Use| one.group.as_deref() == Some(name) && one.used != As::Rows;
    let wanted: BTreeMap<&str, &str> = uses
        .iter()
        .filter(inside)
        .filter_map(|one| match names::of(one)? {
            Meaning::InRow(key) => Some((one.name.as_str(), key)),
            _ => None,
        })
        .collect();
    let row = |known: &fields::Values| {
        let cell = |(name, key): (&&str, &&str)| Some(((*name).to_owned(), value(cx, known.get(*key)?)));
        wanted.iter().filter_map(cell).collect()
    };
    child.rows.get(group).into_iter().flatten().map(row).collect()
}

/// A value for a text or a cell.
pub fn value(cx: &Cx, known: &Value) -> filling::Value {
    match known {
        Value::Text(text) if text == cx.t("papers-no") => filling::Value::Denied(text.clone()),
        Value::Text(text) => filling::Value::Text(text.clone()),
        Value::Number(number) => filling::Value::Number(*number),
        Value::Day(day) => {
            filling::Value::Day { words: cx.day(day), serial: i64::from((*day - FIRST).get_days()) }
        }
    }
}
