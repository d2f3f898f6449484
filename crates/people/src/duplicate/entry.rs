//! One entry, opened, and two of them beside each other.

use std::collections::BTreeSet;

use db::{Conn, args};
use kernel::{Day, Fault, Instant, StudentId};
use serde::{Deserialize, Serialize};
use web::{Cx, Failure, Look};

use crate::guardian::{self, Guardian};
use crate::import::columns::{self, Values};
use crate::import::{Told, known};
use crate::roster::fields::{Field, Level};
use crate::student::{self, Student};

/// One entry as the person who judges may see it.
pub struct Entry {
    /// The child.
    pub student: Student,
    /// Everything that its row says, opened. What is kept more closely is in it too and is never shown here.
    pub values: Values,
    /// What is kept of the child's health; never shown here.
    pub health: Option<String>,
    /// The guardians of today.
    pub guardians: Vec<Guardian>,
    /// In today's class since.
    pub since: Option<Day>,
    /// When the entry was made.
    pub made_at: Instant,
}

impl Entry {
    /// The class in words, or that the child has none.
    #[must_use]
    pub fn place(&self, look: &Look) -> String {
        let class = self.student.class_words(look);
        if class.is_empty() { look.t("duplicates-no-class").to_owned() } else { class }
    }
}

/// The entry of a child of this school.
///
/// # Errors
/// [`Failure::NotFound`] when there is none; those of the database.
pub async fn open(conn: &mut Conn, cx: &Cx, id: StudentId) -> Result<Entry, Failure> {
    let (school, today) = (cx.school(), cx.today());
    let student = student::store::lookup(conn, school, id, today).await?.ok_or(Failure::NotFound)?;
    let mut values = known::of(conn, cx, id).await?.ok_or(Failure::NotFound)?;
    let card = guardian::store::child(conn, &cx.app, school, id).await?;
    for (field, number) in [(Field::IdNumber, card.id_number), (Field::RollNumber, card.roll_number)] {
        if let Some(number) = number {
            values.insert(field, number);
        }
    }
    values.retain(|field, _| !matches!(field, Field::Guardian(..) | Field::Grade | Field::Class));
    let since = conn
        .maybe(
            "select from_on from enrollment where school_id = $1 and student_id = $2 and from_on <= $3 and until_on >= $3",
            args![school, id, today],
        )
        .await?;
    let made_at = conn
        .one("select created_at from student where school_id = $1 and id = $2", args![school, id])
        .await?;
    let guardians = guardian::store::guardians(conn, &cx.app, school, id, today).await?;
    Ok(Entry { student, values, health: card.health, guardians, since, made_at })
}

/// The name of the choice between the classes.
pub const CLASS: &str = "class";

/// One field of both entries, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The field's name in forms.
    pub key: String,
    /// What the one says.
    pub one: String,
    /// What the other says.
    pub other: String,
    /// Whether a person must choose: both say something, and not the same.
    pub differs: bool,
}

impl Line {
    /// The field's name for people.
    #[must_use]
    pub fn label(&self, look: &Look) -> String {
        match Field::of_key(&self.key) {
            Some(field) if self.key != CLASS => Told::from(&field.name()).words(look.lang()),
            _ => look.t("duplicates-class").to_owned(),
        }
    }
}

/// Whether whoever judges may see the field: what is kept more closely than level 2 is joined unseen.
#[must_use]
pub fn is_told(field: Field) -> bool {
    !matches!(field.level(), Level::L3Aid | Level::L3Medical)
}

/// Both entries, field by field; first what differs.
#[must_use]
pub fn beside(look: &Look, one: &Entry, other: &Entry) -> Vec<Line> {
    let fields: BTreeSet<Field> = one.values.keys().chain(other.values.keys()).copied().collect();
    let mut lines: Vec<Line> = fields
        .into_iter()
        .filter(|field| is_told(*field))
        .map(|field| {
            let (a, b) = (one.values.get(&field), other.values.get(&field));
            let differs = a.is_some() && b.is_some() && a != b;
            let (a, b) =
                (a.map(String::as_str).unwrap_or_default(), b.map(String::as_str).unwrap_or_default());
            let (one, other) = shown(field, (a, b));
            Line { key: field.key(), one, other, differs }
        })
        .collect();
    let (a, b) = (one.student.class_id, other.student.class_id);
    lines.push(Line {
        key: CLASS.to_owned(),
        one: one.place(look),
        other: other.place(look),
        differs: a.is_some() && b.is_some() && a != b,
    });
    lines.sort_by_key(|line| !line.differs);
    lines
}

/// Both values in words. Of two numbers that differ the signs that differ are shown: without them nobody could choose.
fn shown(field: Field, (one, other): (&str, &str)) -> (String, String) {
    let masked = (columns::shown(field, one), columns::shown(field, other));
    if one == other || !masked.0.contains('*') || one.chars().count() != other.chars().count() {
        return masked;
    }
    (differing(&masked.0, one, other), differing(&masked.1, other, one))
}

fn differing(masked: &str, own: &str, other: &str) -> String {
    let sign = |((masked, own), other): ((char, char), char)| if own == other { masked } else { own };
    masked.chars().zip(own.chars()).zip(other.chars()).map(sign).collect()
}

/// The values of the child: those of the entry that stays, with what it lacks from the other, and with the other's where
/// somebody chose so.
#[must_use]
pub fn joined(kept: &Values, old: &Values, from_old: &BTreeSet<String>) -> Values {
    let mut values = kept.clone();
    for (field, value) in old {
        if !kept.contains_key(field) || (is_told(*field) && from_old.contains(&field.key())) {
            values.insert(*field, value.clone());
        }
    }
    values
}

/// What both say of the child's health: nobody who may not read it chooses between the two.
#[must_use]
pub fn both(kept: Option<&str>, old: Option<&str>) -> Option<String> {
    match (kept, old) {
        (Some(kept), Some(old)) if kept != old => Some(format!("{kept}\n{old}")),
        (kept, old) => kept.or(old).map(str::to_owned),
    }
}

/// The days that are left of a span when others are taken out of it.
#[must_use]
pub fn left_over(span: (Day, Day), others: &[(Day, Day)]) -> Vec<(Day, Day)> {
    let mut left = vec![span];
    for (from, until) in others {
        left = left
            .into_iter()
            .flat_map(|(first, last)| {
                if *until < first || *from > last {
                    return vec![(first, last)];
                }
                let before = (first < *from).then(|| (first, kernel::clock::days_after(*from, -1)));
                let after = (*until < last).then(|| (kernel::clock::days_after(*until, 1), last));
                before.into_iter().chain(after).collect()
            })
            .collect();
    }
    left
}

/// The row of a student with all its columns; the first is the id.
pub const COLUMNS: &[(&str, crate::kept::Of)] = {
    use crate::kept::Of::{Bool, Bytes, Id, Int, Text};
    &[
        ("id", Id),
        ("name", Text),
        ("sort_key", Text),
        ("sex", Text),
        ("born_on", Text),
        ("ethnic", Text),
        ("student_number", Text),
        ("id_type", Text),
        ("id_number_cell", Bytes),
        ("id_number_index", Bytes),
        ("roll_number_cell", Bytes),
        ("roll_number_index", Bytes),
        ("phone_cell", Bytes),
        ("address_cell", Bytes),
        ("health_cell", Bytes),
        ("household", Text),
        ("boarding", Text),
        ("enrolled_on", Text),
        ("only_child", Bool),
        ("migrant_child", Bool),
        ("roll_left_behind", Int),
        ("roll_orphan", Bool),
        ("roll_disability", Text),
        ("more_cell", Bytes),
        ("roll_aid_cell", Bytes),
        ("roll_health_cell", Bytes),
        ("created_at", Int),
        ("left_on", Text),
        ("row_version", Int),
    ]
};

/// The row of a student as it stands.
///
/// # Errors
/// [`db::Error::Missing`] when there is none.
pub async fn row(conn: &mut Conn, cx: &Cx, id: StudentId) -> Result<Vec<db::Value<'static>>, Fault> {
    let names: Vec<&str> = COLUMNS.iter().map(|(name, _)| *name).collect();
    let sql = format!("select {} from student where school_id = $1 and id = $2", names.join(", "));
    let mut found = None;
    conn.each(&sql, args![cx.school(), id], |row| {
        found = Some(crate::kept::read(row, COLUMNS)?);
        Ok(())
    })
    .await?;
    found.ok_or_else(|| db::Error::Missing.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn day(day: i8) -> Day {
        date(2026, 9, day)
    }

    #[test]
    fn of_two_times_in_a_class_only_the_days_of_its_own_are_left() {
        let whole = (day(1), kernel::FOREVER);
        assert_eq!(left_over(whole, &[]), [whole]);
        assert_eq!(left_over(whole, &[whole]), []);
        assert_eq!(left_over(whole, &[(day(10), kernel::FOREVER)]), [(day(1), day(9))]);
        assert_eq!(left_over(whole, &[(day(1), day(9))]), [(day(10), kernel::FOREVER)]);
        assert_eq!(
            left_over((day(1), day(20)), &[(day(5), day(6)), (day(9), day(30))]),
            [(day(1), day(4)), (day(7), day(8))]
        );
        assert_eq!(left_over((day(1), day(2)), &[(day(3), day(4))]), [(day(1), day(2))]);
    }

    #[test]
    fn of_two_numbers_the_signs_that_differ_are_shown() {
        let two = shown(Field::IdNumber, ("110101201001011232", "110101201001012232"));
        assert_eq!(two, ("1101**********1*32".to_owned(), "1101**********2*32".to_owned()));
        let same = shown(Field::IdNumber, ("110101201001011232", "110101201001011232"));
        assert_eq!(same.0, "1101************32");
    }

    #[test]
    fn what_one_lacks_comes_from_the_other_and_the_rest_as_chosen() {
        let values = |pairs: &[(Field, &str)]| -> Values {
            pairs.iter().map(|(field, text)| (*field, (*text).to_owned())).collect()
        };
        let kept = values(&[(Field::Name, "张静"), (Field::Sex, "2"), (Field::Orphan, "0")]);
        let old = values(&[
            (Field::Name, "张婧"),
            (Field::Sex, "1"),
            (Field::Orphan, "1"),
            (Field::Phone, "12345"),
        ]);
        let chosen: BTreeSet<String> = ["name".to_owned(), Field::Orphan.key()].into();
        let whole = joined(&kept, &old, &chosen);
        let of = |field| whole.get(&field).map(String::as_str);
        assert_eq!(of(Field::Name), Some("张婧"));
        assert_eq!(of(Field::Sex), Some("2"));
        assert_eq!(of(Field::Phone), Some("12345"));
        assert_eq!(of(Field::Orphan), Some("0"), "nobody chooses what she may not see");
    }

    #[test]
    fn what_is_known_of_health_is_kept_from_both() {
        assert_eq!(both(Some("哮喘"), Some("花生过敏")).as_deref(), Some("哮喘\n花生过敏"));
        assert_eq!(both(None, Some("花生过敏")).as_deref(), Some("花生过敏"));
        assert_eq!(both(Some("哮喘"), Some("哮喘")).as_deref(), Some("哮喘"));
    }
}
