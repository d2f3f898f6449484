//! What the room of people keeps of a child, and guardians who stand twice at one child.

use access::{Action, Columns, Kind, Scope};
use db::{Conn, Tx, Value, args};
use futures_util::future::{BoxFuture, FutureExt};
use kernel::clock::days_after;
use kernel::{Day, Fault, GuardianId, StudentId};
use web::{Cx, Failure};

use super::moving::{Joining, Keeps, Table};
use crate::guardian::{self, Guardian, actions};
use crate::kept::Of;
use crate::student::{self, Student};

/// Times in classes: where both entries were in a class, one row is cut or put aside.
pub(super) const ENROLLMENT: (Table, &[(&str, Of)]) = (
    Table::of("enrollment"),
    &[("id", Of::Id), ("class_id", Of::Id), ("seat", Of::Int), ("from_on", Of::Text), ("until_on", Of::Text)],
);

const TABLES: &[Table] = &[
    ENROLLMENT.0,
    Table::of("guardian"),
    Table::of("health"),
    Table::of("event"),
    Table::of("event").naming("subject_id"),
    Table::of("log.reading"),
    Table::of("import_change").naming("subject_id"),
    Table::of("duplicate_join").naming("kept_id"),
    APART,
    APART.naming("other_id"),
];

const APART: Table = Table::of("duplicate_apart").naming("one_id");

/// The room of people.
pub(super) struct People;

impl Keeps for People {
    fn tables(&self) -> &'static [Table] {
        TABLES
    }

    fn settle<'a>(&'a self, joining: &'a Joining<'a>, tx: &'a mut Tx) -> BoxFuture<'a, Result<(), Fault>> {
        async move {
            tx.run(
                "delete from duplicate_apart where school_id = $1
                   and (one_id = $2 and other_id = $3 or one_id = $3 and other_id = $2)",
                args![joining.cx.school(), joining.old, joining.kept],
            )
            .await?;
            guardians(tx, joining).await
        }
        .boxed()
    }
}

/// Whoever is the same at both entries stands once; the others stand behind those of the entry that stays.
async fn guardians(tx: &mut Tx, joining: &Joining<'_>) -> Result<(), Fault> {
    let (cx, school) = (joining.cx, joining.cx.school());
    let there = guardian::store::guardians(tx, &cx.app, school, joining.kept, cx.today()).await?;
    let mut last = there.iter().map(|one| one.seq).max().unwrap_or_default();
    for old in guardian::store::guardians(tx, &cx.app, school, joining.old, cx.today()).await? {
        let Some(id) = old.id else { continue };
        let row = ("guardian", id.0);
        if there.iter().any(|one| tells_no_more(&old, one)) {
            let ends = Value::Text(days_after(cx.today(), -1).to_string().into());
            joining.set(tx, row, "until_on", (Value::Text(kernel::FOREVER.to_string().into()), ends)).await?;
        } else {
            last += 1;
            joining.set(tx, row, "seat", (Value::Int(old.seq), Value::Int(last))).await?;
        }
    }
    Ok(())
}

/// Whether the second row says all that the first says.
fn tells_no_more(one: &Guardian, other: &Guardian) -> bool {
    let within = |one: &Option<String>, other: &Option<String>| one.is_none() || one == other;
    one.name == other.name
        && one.relation == other.relation
        && (!one.is_legal || other.is_legal)
        && (one.lives_with.is_none() || one.lives_with == other.lives_with)
        && (one.away_since.is_none() || one.away_since == other.away_since)
        && [
            (&one.phone, &other.phone),
            (&one.employer, &other.employer),
            (&one.occupation, &other.occupation),
            (&one.address, &other.address),
            (&one.id_number, &other.id_number),
            (&one.away_place, &other.away_place),
        ]
        .into_iter()
        .all(|(one, other)| within(one, other))
}

/// A guardian who may stand twice at one child.
pub struct Twice {
    /// The child.
    pub student: Student,
    /// One row.
    pub one: Guardian,
    /// The other.
    pub other: Guardian,
}

impl Twice {
    /// Both rows.
    #[must_use]
    pub fn both(&self) -> [&Guardian; 2] {
        [&self.one, &self.other]
    }
}

/// Guardians of one child with the same telephone and the same name or relation, or with the same name and relation.
///
/// # Errors
/// Those of the database and of damaged cells.
pub async fn twice(conn: &mut Conn, cx: &Cx, most: usize) -> Result<Vec<Twice>, Failure> {
    let scope = access::scope(&cx.actor, Action::Amend, Kind::Family);
    let mut found = Vec::new();
    for id in maybe_twice(conn, &scope, cx.today()).await? {
        let Some(student) = student::store::lookup(conn, cx.school(), id, cx.today()).await? else {
            continue;
        };
        let all = guardian::store::guardians(conn, &cx.app, cx.school(), id, cx.today()).await?;
        if let Some((one, other)) = same(&all) {
            found.push(Twice { student, one: one.clone(), other: other.clone() });
        }
        if found.len() == most {
            break;
        }
    }
    Ok(found)
}

/// Children with two guardians of one telephone or relation, by the index alone.
async fn maybe_twice(conn: &mut Conn, scope: &Scope, today: Day) -> db::Result<Vec<StudentId>> {
    let condition = scope.condition(&Columns::ENROLLED, 3);
    let mut args = args![scope.school, today].to_vec();
    args.extend(condition.args);
    let sql = format!(
        "select distinct g.student_id from enrollment e
         join class c on c.school_id = e.school_id and c.id = e.class_id
         join guardian g on g.school_id = e.school_id and g.student_id = e.student_id
         join guardian o on o.school_id = g.school_id and o.student_id = g.student_id and o.id > g.id
           and (o.phone_index = g.phone_index or o.relation = g.relation)
         where e.school_id = $1 and e.from_on <= $2 and e.until_on >= $2 and g.from_on <= $2 and g.until_on >= $2
           and o.from_on <= $2 and o.until_on >= $2 and {} order by g.student_id",
        condition.sql
    );
    conn.all(&sql, &args).await
}

fn same(all: &[Guardian]) -> Option<(&Guardian, &Guardian)> {
    let pairs =
        all.iter().enumerate().flat_map(|(at, one)| all.iter().skip(at + 1).map(move |other| (one, other)));
    pairs.into_iter().find(|(one, other)| {
        let (name, relation) = (one.name == other.name, one.relation == other.relation);
        let phone = one.phone.is_some() && digits(one) == digits(other);
        phone && (name || relation) || name && relation
    })
}

fn digits(guardian: &Guardian) -> String {
    guardian.phone.iter().flat_map(|phone| phone.chars()).filter(char::is_ascii_digit).collect()
}

/// Makes one of two rows of a guardian: the one that stays takes what it lacks from the other, which ends and stays in the
/// history.
///
/// # Errors
/// [`Failure::NotFound`] when the policy refuses or a row is not there, [`Failure::Stale`] when somebody was faster.
pub async fn join(
    cx: &Cx,
    student: StudentId,
    (kept, other): (GuardianId, GuardianId),
) -> Result<(), Failure> {
    let mut conn = cx.app.db.reader().await?;
    let (student, permit) = student::find_for(&mut conn, cx, student, (Action::Amend, Kind::Family)).await?;
    let all = guardian::store::guardians(&mut conn, &cx.app, cx.school(), student.id, cx.today()).await?;
    drop(conn);
    let find = |id| all.iter().find(|one| one.id == Some(id)).ok_or(Failure::NotFound);
    if kept == other {
        return Err(Failure::BadRequest);
    }
    actions::join(cx, &permit, find(kept)?, find(other)?).await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mother(name: &str, phone: Option<&str>) -> Guardian {
        Guardian {
            relation: "mother".to_owned(),
            name: name.to_owned(),
            phone: phone.map(str::to_owned),
            ..Guardian::default()
        }
    }

    #[test]
    fn a_guardian_who_stands_twice_is_asked_about_and_two_parents_with_one_telephone_are_not() {
        let (li, wang) = (mother("李红", Some("138 0000 1234")), mother("王芳", Some("13900001234")));
        let father = Guardian { relation: "father".to_owned(), ..mother("李刚", Some("13800001234")) };
        assert!(same(&[li.clone(), wang.clone(), father.clone()]).is_none());
        assert!(same(&[li.clone(), mother("李红", None)]).is_some(), "the same name and relation");
        assert!(same(&[li.clone(), mother("李虹", Some("13800001234"))]).is_some(), "telephone and relation");
        let aunt = Guardian { relation: "other".to_owned(), ..li.clone() };
        assert!(same(&[li, aunt]).is_some(), "telephone and name");
    }

    #[test]
    fn only_a_row_that_says_nothing_more_ends_by_itself() {
        let (known, bare) = (mother("李红", Some("13800001234")), mother("李红", None));
        assert!(tells_no_more(&bare, &known) && tells_no_more(&known, &known));
        assert!(!tells_no_more(&known, &bare));
        assert!(!tells_no_more(&mother("李红", Some("13900001234")), &known));
    }
}
