//! The policy, compiled to a SQL condition: what may this person list?

use db::{Value, dialect};
use kernel::{ClassId, SchoolId, StaffId, StudentId};

use crate::actor::{Actor, HeldFor, Served};
use crate::kind::{Action, Kind};
use crate::policy::{POLICY, Reach};

/// What the lines of the policy allow this person for one action and kind, all joined by "or".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    /// The school: always part of the condition.
    pub school: SchoolId,
    any: Span,
    /// Where only what the person wrote is reached.
    own: Span,
    staff: Option<StaffId>,
    and: Option<Box<Self>>,
}

/// How far some lines reach together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Span {
    all: bool,
    classes: Vec<ClassId>,
    grades: Vec<i64>,
    students: Vec<Served>,
    named: bool,
}

/// The names of the columns that a statement gives the condition.
#[derive(Clone, Copy, Debug)]
pub struct Columns {
    /// The student's id.
    pub student: &'static str,
    /// The student's class today.
    pub class: &'static str,
    /// The student's grade today.
    pub grade: &'static str,
    /// Who wrote the record, if the statement knows.
    pub author: Option<&'static str>,
    /// The note whose named readers count, as `(school column, note column)`.
    pub note: Option<(&'static str, &'static str)>,
}

impl Columns {
    /// The usual names: `s` student, `e` today's enrollment, `c` its class.
    pub const USUAL: Self =
        Self { student: "s.id", class: "e.class_id", grade: "c.grade", author: None, note: None };
    /// The usual names where the enrollment itself is listed, not looked up: an index over its classes and children then
    /// serves the condition, and the rest of the school is not read.
    pub const ENROLLED: Self = Self { student: "e.student_id", ..Self::USUAL };
    /// The usual names with a note `n`.
    pub const NOTE: Self =
        Self { author: Some("n.recorded_by"), note: Some(("n.school_id", "n.id")), ..Self::USUAL };
}

/// A condition with its arguments. It stands in brackets and is never empty.
#[derive(Clone, Debug)]
pub struct Condition {
    /// SQL.
    pub sql: String,
    /// Arguments in order.
    pub args: Vec<Value<'static>>,
}

/// What may this person do this with? The caller still binds the school.
#[must_use]
pub fn scope(actor: &Actor, action: Action, kind: Kind) -> Scope {
    let (mut any, mut own) = (Span::default(), Span::default());
    for rule in POLICY.iter().filter(|rule| rule.may.contains(&action) && rule.with.contains(&kind)) {
        let span = if rule.own { &mut own } else { &mut any };
        for held in actor.roles.iter().filter(|held| rule.who.contains(&held.role)) {
            span.add(rule.within, held.held_for, actor);
        }
    }
    let and = kind.needs().map(|needed| Box::new(scope(actor, Action::Read, needed)));
    Scope { school: actor.school, any, own, staff: actor.staff, and }
}

impl Span {
    fn add(&mut self, within: Reach, held_for: HeldFor, actor: &Actor) {
        match (within, held_for) {
            (Reach::School, HeldFor::School) => self.all = true,
            (Reach::Grade, HeldFor::Grade(grade)) => self.grades.push(grade),
            (Reach::Class, HeldFor::Class(class)) => self.classes.push(class),
            (Reach::Assigned, _) => self.students.clone_from(&actor.assigned),
            (Reach::Named, _) => self.named = true,
            _ => {}
        }
    }

    fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The children beyond those classes: naming one twice would only send the engine to look for it in two ways.
    fn students(&self) -> Vec<StudentId> {
        let beyond = |served: &&Served| served.class.is_none_or(|class| !self.classes.contains(&class));
        self.students.iter().filter(beyond).map(|served| served.student).collect()
    }

    /// The condition of this span alone; nothing when it reaches nothing.
    fn sql(
        &self,
        staff: Option<StaffId>,
        columns: &Columns,
        first: usize,
        args: &mut Vec<Value<'static>>,
    ) -> Option<String> {
        if self.all {
            return Some("true".to_owned());
        }
        let mut parts = Vec::new();
        parts.extend(list(columns.class, self.classes.clone(), first, args));
        parts.extend(list(columns.grade, self.grades.clone(), first, args));
        parts.extend(list(columns.student, self.students(), first, args));
        if let (true, Some((school, note)), Some(staff)) = (self.named, columns.note, staff) {
            parts.push(format!(
                "exists (select 1 from note_reader nr where nr.school_id = {school} and nr.note_id = {note} and nr.staff_id = ${})",
                first + args.len()
            ));
            args.push(Value::Id(staff.0));
        }
        (!parts.is_empty()).then(|| parts.join(" or "))
    }
}

impl Scope {
    /// Whether nothing can be in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.any.is_empty() && self.own.is_empty()
    }

    /// The condition, its first placeholder numbered `first`.
    #[must_use]
    pub fn condition(&self, columns: &Columns, first: usize) -> Condition {
        let mut out = Condition { sql: String::new(), args: Vec::new() };
        if let Some(also) = &self.and {
            let needed = also.condition(columns, first);
            out.sql = format!("({} and ", needed.sql);
            out.args = needed.args;
        }
        self.any(columns, first, &mut out);
        if self.and.is_some() {
            out.sql.push(')');
        }
        out
    }

    fn any(&self, columns: &Columns, first: usize, out: &mut Condition) {
        let mut parts = Vec::new();
        parts.extend(self.any.sql(self.staff, columns, first, &mut out.args));
        if let (false, Some(author), Some(staff)) = (self.any.all, columns.author, self.staff)
            && let Some(span) = self.own.sql(self.staff, columns, first, &mut out.args)
        {
            parts.push(format!("(({span}) and {author} = ${})", first + out.args.len()));
            out.args.push(Value::Id(staff.0));
        }
        let words = if parts.is_empty() { "false".to_owned() } else { parts.join(" or ") };
        out.sql.push_str(&format!("({words})"));
    }
}

fn list<T: db::Param + Clone>(
    column: &str,
    mut items: Vec<T>,
    first: usize,
    args: &mut Vec<Value<'static>>,
) -> Option<String> {
    if items.is_empty() {
        return None;
    }
    dialect::padded(&mut items);
    let text = format!("{column} in {}", dialect::list(first + args.len(), items.len()));
    args.extend(items.iter().map(|item| item.value().into_owned()));
    Some(text)
}
