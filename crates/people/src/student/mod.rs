//! A student: the enrolled child whom everything here is for.

mod pages;
pub mod store;

use access::{Action, Facts, Kind, Permit};
use axum::Router;
use axum::routing::get;
use db::Conn;
use kernel::{ClassId, Day, SchoolId, StudentId};
use web::{App, Cx, Failure};

use crate::duplicate;

/// The routes of this subject.
pub fn routes() -> Router<App> {
    Router::new().route("/students", get(pages::index))
}

db::record! {
    /// What everybody who may know of a child knows, with the place in school that rights follow from.
    #[derive(Clone, Debug)]
    pub struct Student {
        /// The id.
        pub id: StudentId,
        /// The name.
        pub name: String,
        /// `m`, `f` or `u` for unknown.
        pub sex: String,
        /// Date of birth.
        pub born_on: Option<Day>,
        /// Today's class; none for a child who has left.
        pub class_id: Option<ClassId>,
        /// Today's grade.
        pub grade: Option<i64>,
        /// The class's number within the grade.
        pub class_number: Option<i64>,
        /// For optimistic changes.
        pub row_version: i64,
    }
}

impl Student {
    /// What the policy needs to know.
    #[must_use]
    pub fn facts(&self, school: SchoolId) -> Facts {
        let (class, grade) = (self.class_id, self.grade);
        Facts { school, student: Some(self.id), class, grade, author: None, named: false }
    }

    /// Age in whole years on a day.
    #[must_use]
    pub fn age_on(&self, day: Day) -> Option<i64> {
        let born = self.born_on?;
        let had_birthday = (day.month(), day.day()) >= (born.month(), born.day());
        Some(i64::from(day.year()) - i64::from(born.year()) - i64::from(!had_birthday))
    }

    /// The class in words; empty for a child who has left.
    #[must_use]
    pub fn class_words(&self, look: &web::Look) -> String {
        match (self.grade, self.class_number) {
            (Some(grade), Some(number)) => look.class_name(&grade, &number),
            _ => String::new(),
        }
    }
}

/// The student, for a person who may know of him or her. Else: not found. The id of an entry that was joined with another
/// leads to that one.
///
/// # Errors
/// [`Failure::Moved`] when the address names an entry that was joined with another;
/// [`Failure::NotFound`] for a child that does not exist or that this person may not know of.
pub async fn find(conn: &mut Conn, cx: &Cx, id: StudentId) -> Result<Student, Failure> {
    let known = |student: Student| {
        cx.permit(Action::Read, Kind::Roster, &student.facts(cx.school()))?;
        Ok::<_, Failure>(student)
    };
    if let Some(student) = store::lookup(conn, cx.school(), id, cx.today()).await? {
        return known(student);
    }
    // An old link, or a form that was open while two entries were joined (R5).
    let kept = duplicate::kept_for(conn, cx.school(), id).await?.ok_or(Failure::NotFound)?;
    let student = known(store::lookup(conn, cx.school(), kept, cx.today()).await?.ok_or(Failure::NotFound)?)?;
    let old = id.to_string();
    if cx.path().contains(&old) {
        return Err(Failure::Moved(cx.path().replace(&old, &kept.to_string())));
    }
    Ok(student)
}

/// The student with a permit for one action on one kind of record.
///
/// # Errors
/// As [`find`], and when the policy refuses the action.
pub async fn find_for(
    conn: &mut Conn,
    cx: &Cx,
    id: StudentId,
    (action, kind): (Action, Kind),
) -> Result<(Student, Permit), Failure> {
    let student = find(conn, cx, id).await?;
    let permit = cx.permit(action, kind, &student.facts(cx.school()))?;
    Ok((student, permit))
}
