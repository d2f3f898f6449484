//! A blank list to fill in, in the reader's language: the columns, and on a second sheet the words for roles.

use documents::excel::{self, Column, Kind, Sheet, Value, Workbook};
use documents::model::WriteError;
use kernel::Day;
use language::{Lang, t};

/// Keys of the columns with their widths.
const COLUMNS: [(&str, u16, Kind); 7] = [
    ("imports-staff-column-name", 12, Kind::Text),
    ("imports-staff-column-sign-in", 16, Kind::Text),
    ("imports-staff-column-sex", 8, Kind::Text),
    ("imports-staff-column-subject", 14, Kind::Text),
    ("imports-staff-column-roles", 48, Kind::Text),
    ("imports-staff-column-from", 14, Kind::Date),
    ("imports-staff-column-until", 14, Kind::Date),
];

/// Lines of the second sheet: the role, and how to write it.
const ROLES: [&str; 10] = [
    "homeroom",
    "deputy",
    "subject-teacher",
    "grade-leader",
    "moral-education",
    "psychologist",
    "principal",
    "registrar",
    "aid-officer",
    "administrator",
];

/// The file.
///
/// # Errors
/// Those of the writer.
pub fn bytes(lang: Lang, today: Day) -> Result<Vec<u8>, WriteError> {
    let title = t(lang, "imports-staff-blank").to_owned();
    let columns = COLUMNS.iter().map(|(key, width, kind)| column(t(lang, key), *width, *kind));
    let list = Sheet { name: title.clone(), title: None, columns: columns.collect(), rows: Vec::new() };
    let role = |role: &&str| {
        [format!("web-role-{role}"), format!("imports-staff-write-{role}")]
            .map(|key| Value::Text(t(lang, &key).to_owned()))
    };
    let help = Sheet {
        name: t(lang, "imports-staff-help-sheet").to_owned(),
        title: None,
        columns: vec![
            column(t(lang, "imports-staff-help-role"), 22, Kind::Text),
            column(t(lang, "imports-staff-help-write"), 60, Kind::Text),
        ],
        rows: ROLES.iter().map(|one| role(one).to_vec()).collect(),
    };
    let lang = match lang {
        Lang::ZhHans => documents::model::Lang::ZhHans,
        Lang::ZhHant => documents::model::Lang::ZhHant,
        Lang::En => documents::model::Lang::En,
    };
    excel::write(&Workbook { title, lang, made_on: today, sheets: vec![list, help] }, None)
}

fn column(header: &str, width: u16, kind: Kind) -> Column {
    Column { header: header.to_owned(), width, kind }
}
