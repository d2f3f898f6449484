//! Joins the files of a OneRoster 1.2 or School Data Sync 2.1 export into one sheet of pupils with their classes and
//! guardians, which is then judged like any other. Passwords in such files are never read.

use std::collections::HashMap;

use super::fields::{Field, GuardianField};
use super::mapping::{Mapping, Place};
use super::text::{is_han, said, tidy};
use super::{In, InRow, Message};

/// One file of the export: its name (`users.csv`) and its rows, the header among them.
#[derive(Clone, Copy, Debug)]
pub struct Table<'r> {
    pub name: &'r str,
    pub rows: &'r [InRow],
}

/// The pupils as a sheet, with its mapping. A row has the number of the pupil's row in `users.csv`.
#[derive(Clone, Debug)]
pub struct Joined {
    pub rows: Vec<InRow>,
    pub mapping: Mapping,
    /// What the files tell and the sheet does not.
    pub left_out: Vec<Message>,
}

/// The most guardians joined to one pupil.
const GUARDIANS: u8 = 3;

/// A file by its columns.
struct File<'r> {
    columns: HashMap<String, u16>,
    rows: Vec<&'r InRow>,
}

impl<'r> File<'r> {
    fn find(tables: &[Table<'r>], name: &str) -> Self {
        let table = tables.iter().find(|table| table.name.eq_ignore_ascii_case(name));
        let mut rows = table.map(|table| table.rows.iter()).into_iter().flatten();
        let header = rows.next().map(|row| row.cells.as_slice()).unwrap_or_default();
        let named =
            (0u16..).zip(header).filter_map(|(at, cell)| Some((tidy(&said(cell)?).0.to_lowercase(), at)));
        let mut file = Self { columns: named.collect(), rows: Vec::new() };
        // OneRoster marks rows to be deleted in delta files.
        file.rows = rows.filter(|row| !file.get(row, "status").eq_ignore_ascii_case("tobedeleted")).collect();
        file
    }

    fn has(&self, column: &str) -> bool {
        self.columns.contains_key(&column.to_lowercase())
    }

    fn get(&self, row: &InRow, column: &str) -> String {
        let cell = self.columns.get(&column.to_lowercase()).map_or(&In::Empty, |at| row.cell(*at));
        said(cell).map(|text| tidy(&text).0.into_owned()).unwrap_or_default()
    }

    /// The first of several columns that says something.
    fn any(&self, row: &InRow, columns: &[&str]) -> String {
        columns.iter().map(|column| self.get(row, column)).find(|text| !text.is_empty()).unwrap_or_default()
    }

    fn by(&self, columns: &[&str]) -> HashMap<String, Vec<&'r InRow>> {
        let mut by: HashMap<String, Vec<&'r InRow>> = HashMap::new();
        for row in &self.rows {
            by.entry(self.any(row, columns)).or_default().push(row);
        }
        by
    }
}

struct Files<'r> {
    users: File<'r>,
    roles: File<'r>,
    demographics: File<'r>,
    orgs: File<'r>,
    classes: File<'r>,
    enrollments: File<'r>,
    relationships: File<'r>,
}

struct Indexes<'r> {
    user: HashMap<String, Vec<&'r InRow>>,
    roles: HashMap<String, Vec<&'r InRow>>,
    demographics: HashMap<String, Vec<&'r InRow>>,
    org: HashMap<String, Vec<&'r InRow>>,
    class: HashMap<String, Vec<&'r InRow>>,
    enrollments: HashMap<String, Vec<&'r InRow>>,
    relationships: HashMap<String, Vec<&'r InRow>>,
}

/// Joins the files.
///
/// # Errors
/// `roster-join-missing` with the file or column that the join cannot do without.
pub fn join(tables: &[Table<'_>]) -> Result<Joined, Message> {
    let files = Files {
        users: File::find(tables, "users.csv"),
        roles: File::find(tables, "roles.csv"),
        demographics: File::find(tables, "demographics.csv"),
        orgs: File::find(tables, "orgs.csv"),
        classes: File::find(tables, "classes.csv"),
        enrollments: File::find(tables, "enrollments.csv"),
        relationships: File::find(tables, "relationships.csv"),
    };
    for (file, name, column) in [
        (&files.users, "users.csv", "sourcedId"),
        (&files.users, "users.csv", "familyName"),
        (if files.users.has("role") { &files.users } else { &files.roles }, "roles.csv", "role"),
    ] {
        if !file.has(column) {
            return Err(Message::new("roster-join-missing").with("file", name).with("column", column));
        }
    }
    let indexes = Indexes {
        user: files.users.by(&["sourcedId"]),
        roles: files.roles.by(&["userSourcedId"]),
        demographics: files.demographics.by(&["userSourcedId", "sourcedId"]),
        org: files.orgs.by(&["sourcedId"]),
        class: files.classes.by(&["sourcedId"]),
        enrollments: files.enrollments.by(&["userSourcedId"]),
        relationships: files.relationships.by(&["userSourcedId"]),
    };
    Ok(sheet(&files, &indexes))
}

fn sheet(files: &Files<'_>, indexes: &Indexes<'_>) -> Joined {
    let fields = fields();
    let mut left_out = Vec::new();
    let header = fields.iter().map(|field| In::Text(field.key())).collect();
    let mut rows = vec![InRow { number: 1, cells: header, hidden: false }];
    for user in &files.users.rows {
        let id = files.users.get(user, "sourcedId");
        let Some(role) = student_role(files, indexes, user, &id) else { continue };
        let told = student(files, indexes, user, &id, role);
        let more = told.iter().filter(|(field, _)| !fields.contains(field)).count();
        if more > 0 {
            left_out.push(
                Message::new("roster-join-guardians")
                    .at(user.number, None)
                    .with("most", GUARDIANS.to_string()),
            );
        }
        let cell = |field: &Field| {
            let value = told.iter().find(|(own, _)| own == field).map(|(_, value)| value.clone());
            value.filter(|value| !value.is_empty()).map_or(In::Empty, In::Text)
        };
        rows.push(InRow {
            number: user.number,
            cells: fields.iter().map(cell).collect(),
            hidden: user.hidden,
        });
    }
    let place = |(column, field): (u16, &Field)| (*field, Place { column, header: field.key() });
    let columns = (0u16..).zip(&fields).map(place).collect();
    Joined {
        rows,
        mapping: Mapping { header_row: 1, header_rows: 1, columns, ..Mapping::default() },
        left_out,
    }
}

fn fields() -> Vec<Field> {
    let mut fields = vec![
        Field::StudentNumber,
        Field::Name,
        Field::Sex,
        Field::BornOn,
        Field::Grade,
        Field::Class,
        Field::School,
        Field::Phone,
        Field::Email,
    ];
    for nth in 1..=GUARDIANS {
        let of =
            [GuardianField::Name, GuardianField::Relation, GuardianField::Phone, GuardianField::IsGuardian];
        fields.extend(of.map(|field| Field::Guardian(nth, field)));
    }
    fields
}

/// The row that makes a user a student: in roles.csv, the primary one first, or the user's own in OneRoster 1.1.
fn student_role<'r>(
    files: &Files<'r>,
    indexes: &Indexes<'r>,
    user: &'r InRow,
    id: &str,
) -> Option<&'r InRow> {
    let is_student = |row: &&&InRow| files.roles.get(row, "role").eq_ignore_ascii_case("student");
    let roles = indexes.roles.get(id).map(Vec::as_slice).unwrap_or_default();
    let primary = |row: &&&InRow| {
        files.roles.get(row, "isPrimary") != "FALSE" && files.roles.get(row, "roleType") != "secondary"
    };
    let mut students = roles.iter().filter(is_student);
    let found = students.clone().find(primary).or_else(|| students.next());
    found.copied().or_else(|| files.users.get(user, "role").eq_ignore_ascii_case("student").then_some(user))
}

fn student(
    files: &Files<'_>,
    indexes: &Indexes<'_>,
    user: &InRow,
    id: &str,
    role: &InRow,
) -> Vec<(Field, String)> {
    let users = &files.users;
    let birth = first(&indexes.demographics, id);
    let about = |column: &str| birth.map(|row| files.demographics.get(row, column)).unwrap_or_default();
    let grade = files.roles.any(role, &["grade", "grades"]);
    let grade = if grade.is_empty() { users.any(user, &["grades", "grade"]) } else { grade };
    let org = files.roles.get(role, "orgSourcedId");
    let school = first(&indexes.org, &org).map(|row| files.orgs.get(row, "name"));
    let mut told = vec![
        (Field::StudentNumber, or(users.get(user, "identifier"), || id.to_owned())),
        (Field::Name, full_name(users, user)),
        (Field::Sex, about("sex")),
        (Field::BornOn, about("birthDate")),
        (Field::Grade, grade.split(',').next().unwrap_or_default().to_owned()),
        (Field::Class, class(files, indexes, id)),
        (Field::School, school.unwrap_or_default()),
        (Field::Phone, users.any(user, &["phone", "sms"])),
        (Field::Email, users.get(user, "email")),
    ];
    for ((nth, (guardian, relation)), _) in
        (1u8..).zip(guardians(files, indexes, user, id)).zip(0..GUARDIANS + 1)
    {
        let Some(adult) = first(&indexes.user, &guardian) else { continue };
        let put = |field: GuardianField, value: String| (Field::Guardian(nth, field), value);
        told.push(put(GuardianField::Name, full_name(users, adult)));
        told.push(put(GuardianField::Phone, users.any(adult, &["phone", "sms"])));
        let is = matches!(relation.to_lowercase().as_str(), "guardian" | "parent" | "father" | "mother");
        told.push(put(GuardianField::IsGuardian, if is { "1" } else { "0" }.to_owned()));
        told.push(put(GuardianField::Relation, relation));
    }
    told
}

fn or(text: String, other: impl FnOnce() -> String) -> String {
    if text.is_empty() { other() } else { text }
}

fn first<'r>(index: &HashMap<String, Vec<&'r InRow>>, id: &str) -> Option<&'r InRow> {
    index.get(id).and_then(|rows| rows.first()).copied()
}

/// The class a pupil is enrolled in, a homeroom before a course.
fn class(files: &Files<'_>, indexes: &Indexes<'_>, id: &str) -> String {
    let enrolled = indexes.enrollments.get(id).map(Vec::as_slice).unwrap_or_default();
    let students =
        enrolled.iter().filter(|row| files.enrollments.get(row, "role").eq_ignore_ascii_case("student"));
    let classes: Vec<&InRow> = students
        .filter_map(|row| first(&indexes.class, &files.enrollments.get(row, "classSourcedId")))
        .collect();
    let homeroom =
        classes.iter().find(|row| files.classes.get(row, "classType").eq_ignore_ascii_case("homeroom"));
    homeroom.or(classes.first()).map(|row| files.classes.get(row, "title")).unwrap_or_default()
}

/// The adults of a pupil with their relation: relationships.csv, or agentSourcedIds with the role each has.
fn guardians(files: &Files<'_>, indexes: &Indexes<'_>, user: &InRow, id: &str) -> Vec<(String, String)> {
    let related = indexes.relationships.get(id).map(Vec::as_slice).unwrap_or_default();
    if !related.is_empty() {
        let pair = |row: &&InRow| {
            let of = |column: &str| files.relationships.get(row, column);
            (of("relationshipUserSourcedId"), of("relationshipRole"))
        };
        return related.iter().map(pair).collect();
    }
    let agents = files.users.get(user, "agentSourcedIds");
    let role = |agent: &str| {
        first(&indexes.roles, agent).map(|row| files.roles.get(row, "role")).unwrap_or_default()
    };
    agents
        .split(',')
        .map(str::trim)
        .filter(|agent| !agent.is_empty())
        .map(|agent| (agent.to_owned(), role(agent)))
        .collect()
}

/// Family and given name in the order of their script.
fn full_name(users: &File<'_>, user: &InRow) -> String {
    let (family, given) = (users.get(user, "familyName"), users.get(user, "givenName"));
    if family.chars().chain(given.chars()).all(is_han) {
        return format!("{family}{given}");
    }
    let parts = [given, users.get(user, "middleName"), family];
    parts.iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::roster::check;

    fn rows(text: &str) -> Vec<InRow> {
        let cell = |text: &str| if text.is_empty() { In::Empty } else { In::Text(text.into()) };
        (1..)
            .zip(text.lines())
            .map(|(number, line)| InRow { number, cells: line.split(',').map(cell).collect(), hidden: false })
            .collect()
    }

    fn joined(files: &[(&str, &str)]) -> Result<Joined, Message> {
        let files: Vec<(&str, Vec<InRow>)> = files.iter().map(|(name, text)| (*name, rows(text))).collect();
        let tables: Vec<Table<'_>> = files.iter().map(|(name, rows)| Table { name, rows }).collect();
        join(&tables)
    }

    const SDS: [(&str, &str); 7] = [
        ("users.csv", include_str!("../../tests/data/sds/users.csv")),
        ("roles.csv", include_str!("../../tests/data/sds/roles.csv")),
        ("demographics.csv", include_str!("../../tests/data/sds/demographics.csv")),
        ("orgs.csv", include_str!("../../tests/data/sds/orgs.csv")),
        ("classes.csv", include_str!("../../tests/data/sds/classes.csv")),
        ("enrollments.csv", include_str!("../../tests/data/sds/enrollments.csv")),
        ("relationships.csv", include_str!("../../tests/data/sds/relationships.csv")),
    ];

    /// R1, R2: a vendor's sample becomes four pupils with class, birth and guardians.
    #[test]
    fn a_school_data_sync_export_becomes_a_sheet_of_pupils() {
        let joined = joined(&SDS).unwrap();
        let text = format!("{:?}", joined.rows);
        assert!(!text.contains("P@ssword"), "passwords are never read");
        let checked = check::check(&joined.rows, &joined.mapping, date(2021, 10, 1));
        let names: Vec<_> = checked.iter().filter_map(|row| row.value(Field::Name)).collect();
        assert_eq!(names, ["Jack Craig", "Fred Hutch", "Alice Smithee", "Simon Miller"]);
        let jack = &checked[0];
        assert_eq!((jack.value(Field::Grade), jack.value(Field::Sex)), (Some("10"), Some("1")));
        assert_eq!(jack.value(Field::BornOn), Some("2001-07-02"));
        assert_eq!(jack.value(Field::School), Some("School of TwoDotOne"));
        let guardian = |row: usize, field| checked[row].value(Field::Guardian(1, field));
        assert_eq!(guardian(0, GuardianField::Name), Some("Jean Craig"));
        assert_eq!(guardian(0, GuardianField::Phone), Some("+11234567890"));
        assert_eq!(guardian(0, GuardianField::IsGuardian), Some("1"));
        assert_eq!(guardian(1, GuardianField::IsGuardian), Some("0"), "a relative is no guardian");
        let college = checked[3].cell(Field::Grade).unwrap().verdict.message().unwrap();
        assert_eq!(college.key, "roster-grade-unreadable");
    }

    #[test]
    fn a_oneroster_export_with_chinese_names_is_joined_too() {
        let joined = joined(&[
            (
                "users.csv",
                "sourcedId,status,enabledUser,givenName,familyName,identifier,agentSourcedIds,grades,phone\n\
              u1,active,true,小明,王,20260001,g1,07,\n\
              u2,tobedeleted,true,红,李,20260002,,07,\n\
              g1,active,true,大山,王,,,,13812345678",
            ),
            (
                "roles.csv",
                "sourcedId,userSourcedId,roleType,role,orgSourcedId\n\
              r1,u1,primary,student,o1\nr2,u2,primary,student,o1\nr3,g1,primary,parent,o1",
            ),
            ("orgs.csv", "sourcedId,name\no1,春雨中学"),
        ])
        .unwrap();
        assert_eq!(joined.rows.len(), 2, "a row to be deleted is no pupil");
        let checked = check::check(&joined.rows, &joined.mapping, date(2026, 10, 1));
        let value = |field| checked[0].value(field);
        assert_eq!((value(Field::Name), value(Field::Grade)), (Some("王小明"), Some("7")));
        assert_eq!(value(Field::StudentNumber), Some("20260001"));
        assert_eq!(value(Field::Guardian(1, GuardianField::Phone)), Some("13812345678"));
    }

    #[test]
    fn a_missing_file_is_named() {
        let message = joined(&[("users.csv", "sourcedId,familyName\nu1,王")]).unwrap_err();
        assert_eq!((message.key, message.args[0].1.as_str()), ("roster-join-missing", "roles.csv"));
    }

    #[test]
    fn the_columns_read_are_those_of_the_standard() {
        let list: serde_json::Value =
            serde_json::from_str(include_str!("../../tests/data/v1p2_rostering_columns.json")).unwrap();
        let has = |file: &str, column: &str| {
            list["columns"][file].as_array().unwrap().iter().any(|own| own == column)
        };
        for (file, column) in [
            ("users.csv", "sourcedId"),
            ("users.csv", "familyName"),
            ("users.csv", "agentSourcedIds"),
            ("users.csv", "grades"),
            ("roles.csv", "role"),
            ("roles.csv", "userSourcedId"),
            ("demographics.csv", "birthDate"),
            ("classes.csv", "classType"),
            ("enrollments.csv", "classSourcedId"),
        ] {
            assert!(has(file, column), "{file} {column}");
        }
    }
}
