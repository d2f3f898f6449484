//! Which entries may be one child, and why one may think so. It asks; a person decides.

use std::collections::{BTreeMap, BTreeSet};

use db::Conn;
use kernel::{Fault, StudentId};
use web::Cx;

use super::store::{self, Two};

/// What two entries share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// The identity number.
    IdNumber,
    /// The number in the school.
    StudentNumber,
    /// Name and birthday.
    NameAndBirth,
    /// A guardian's telephone, with names that sound nearly alike.
    Phone,
}

impl Reason {
    /// Its words.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::IdNumber => "duplicates-why-id-number",
            Self::StudentNumber => "duplicates-why-student-number",
            Self::NameAndBirth => "duplicates-why-name-birth",
            Self::Phone => "duplicates-why-phone",
        }
    }
}

/// Two entries with the reasons to ask.
pub type Pairs = Vec<((StudentId, StudentId), Vec<Reason>)>;

/// All pairs of the school of whom nobody has judged yet; those with the most telling reason first.
///
/// # Errors
/// Those of the database.
pub async fn pairs(conn: &mut Conn, cx: &Cx) -> Result<Pairs, Fault> {
    let school = cx.school();
    let mut found: BTreeMap<(StudentId, StudentId), BTreeSet<Reason>> = BTreeMap::new();
    let mut put = |two: Vec<Two>, reason| {
        for Two { one, other } in two {
            found.entry((one, other)).or_default().insert(reason);
        }
    };
    put(store::same_id_number(conn, school).await?, Reason::IdNumber);
    put(store::same_student_number(conn, school).await?, Reason::StudentNumber);
    put(store::same_name_and_birth(conn, school).await?, Reason::NameAndBirth);
    let phones = store::same_phone(conn, school, cx.today()).await?;
    let alike = phones.into_iter().filter(|(_, _, one, other)| language::names::sound_alike(one, other));
    put(
        alike.map(|(one, other, ..)| Two { one: StudentId(one), other: StudentId(other) }).collect(),
        Reason::Phone,
    );
    for Two { one, other } in store::apart(conn, school).await? {
        found.remove(&(one, other));
        found.remove(&(other, one));
    }
    let mut pairs: Pairs =
        found.into_iter().map(|(two, reasons)| (two, reasons.into_iter().collect())).collect();
    pairs.sort_by(|one, other| one.1.cmp(&other.1));
    Ok(pairs)
}
