//! What people send: files with a few words beside them, mappings, picks.

use axum::extract::Multipart;
use language::Lang;
use web::{Failure, Fields};

use super::file::{Sent, Wanted};
use super::judge::{Pick, Picks};
use super::{What, marks, store};
use crate::roster::fields::Field;
use crate::roster::mapping::{Mapping, Place};

/// The fields and files of an upload.
///
/// # Errors
/// As [`web::upload::sent`].
pub async fn sent(form: Multipart) -> Result<(Fields, Vec<Sent>), Failure> {
    let (fields, files) = web::upload::sent(form).await?;
    Ok((fields, files.into_iter().map(|file| Sent { name: file.name, bytes: file.bytes }).collect()))
}

/// What the sender said beside the file.
pub struct Asked {
    /// What it holds.
    pub what: What,
    /// How it is to be read.
    pub wanted: Wanted,
    /// Of marks and absences.
    pub about: marks::Kept,
}

/// Reads it; nothing when the form has to come back.
pub fn asked(form: &mut Fields, lang: Lang, saved: &[store::Saved]) -> Option<Asked> {
    let what = What::parse(form.get("kind"))?;
    let named = form.some("mapping").and_then(|id| saved.iter().find(|own| own.id.to_string() == id));
    let mapping = named.and_then(|own| Mapping::from_json(&own.columns).ok());
    let held_on = form.day(lang, "held_on");
    let full: Option<u32> = form.parse(lang, "full");
    for name in ["exam", "subject", "prefix"] {
        form.at_most(lang, name, 60);
    }
    let text = |name: &str| form.some(name).map(str::to_owned);
    let day = held_on.map(|day| day.to_string());
    let ordinal = text("prefix").map(|prefix| (prefix, 3));
    let about = marks::Kept { exam: text("exam"), subject: text("subject"), held_on: day, full, ordinal };
    if what == What::Marks && held_on.is_none() && form.error("held_on").is_empty() {
        form.refuse(lang, "held_on", "web-error-required");
    }
    let mut rules = about.about();
    if what == What::Marks {
        // Bare numbers in a row are days of a month in a sheet of absences alone.
        rules.month = None;
    }
    let wanted = Wanted { mapping, about: rules };
    form.is_right().then_some(Asked { what, wanted, about })
}

/// The mapping that a person chose column by column; `c0`, `c1` … hold the keys of fields.
///
/// # Errors
/// What is wrong with it.
pub fn mapping(form: &Fields, old: &Mapping, headers: &[String]) -> Result<Mapping, super::Told> {
    let mut mapping = Mapping {
        header_row: old.header_row,
        header_rows: old.header_rows,
        stage: old.stage,
        implied: old.implied.clone(),
        ..Mapping::default()
    };
    for (column, header) in (0u16..).zip(headers) {
        let Some(field) = form.some(&format!("c{column}")).and_then(Field::of_key) else { continue };
        let place = Place { column, header: header.clone() };
        if mapping.columns.insert(field, place).is_some() {
            return Err(super::Told::new("roster-map-field-twice").with("key", field.key()));
        }
    }
    let has = |field: &Field| mapping.columns.contains_key(field);
    let still: Vec<Field> = mapping.implied.keys().filter(|field| !has(field)).copied().collect();
    mapping.implied.retain(|field, _| still.contains(field));
    let text = mapping.to_json().map_err(|_| super::Told::new("imports-failed"))?;
    Mapping::from_json(&text).map_err(|fault| super::Told::from(&fault.message()))
}

/// What was said of doubtful rows: `row-7` is `skip`, `new` or the place of a candidate.
pub fn picks(form: &Fields) -> Picks {
    let row = |(key, value): &(String, String)| {
        let number = key.strip_prefix("row-")?.parse().ok()?;
        let pick = match value.as_str() {
            "new" => Pick::New,
            "skip" => Pick::Skip,
            nth => Pick::Take(nth.parse().ok()?),
        };
        Some((number, pick))
    };
    Picks { all: form.get("all") == "1", rows: form.pairs().iter().filter_map(row).collect() }
}
