//! A child in a class of today, for the pages that go through whole classes.

use access::{Action, Facts, Kind, Permit};
use db::{Param, Value};
use kernel::{ClassId, StudentId};
use web::Cx;

db::record! {
    /// A child in a class of today.
    #[derive(Clone, Debug)]
    pub struct Seated {
        /// The id.
        pub id: StudentId,
        /// The name.
        pub name: String,
        /// The class.
        pub class: ClassId,
        /// Its grade.
        pub grade: i64,
        /// Its number.
        pub number: i64,
    }
}

/// The columns of [`Seated`], from [`HERE`].
pub(crate) const COLUMNS: &str = "s.id, s.name, c.id, c.grade, c.number";

/// The children `s` in their classes `c`, by their enrollments `e`.
pub(crate) const HERE: &str =
    "from enrollment e join student s on s.school_id = e.school_id and s.id = e.student_id
    join class c on c.school_id = e.school_id and c.id = e.class_id";

/// Narrowed to one class, if one is asked for.
pub(crate) fn narrow(sql: &mut String, args: &mut Vec<Value<'_>>, class: Option<ClassId>) {
    if let Some(class) = class {
        args.push(class.value().into_owned());
        sql.push_str(&format!(" and e.class_id = ${}", args.len()));
    }
}

impl Seated {
    /// What the policy needs to know.
    pub(crate) fn facts(&self, cx: &Cx) -> Facts {
        let (class, grade) = (Some(self.class), Some(self.grade));
        Facts { student: Some(self.id), class, grade, ..Facts::school(cx.school()) }
    }

    /// The permit to list such records of the child.
    pub(crate) fn permit(&self, cx: &Cx, kind: Kind) -> Option<Permit> {
        access::permit(&cx.actor, Action::List, kind, &self.facts(cx))
    }
}
