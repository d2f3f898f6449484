//! Who takes out what about one child: the permits asked for on the way, kept for the log.

use access::{Action, Kind, Permit};
use people::student::Student;
use web::Cx;

/// The child, what may be done with which kind of record, and the permits used so far.
pub(crate) struct Reader<'c> {
    pub(crate) cx: &'c Cx,
    pub(crate) student: Student,
    pub(crate) action: Action,
    pub(crate) used: Vec<Permit>,
}

impl<'c> Reader<'c> {
    /// For taking out; `first` is the permit under which the child was found.
    pub(crate) fn taking(cx: &'c Cx, student: Student, first: Permit) -> Self {
        Self { cx, student, action: Action::Export, used: vec![first] }
    }

    /// Whether records of this kind may be in the file; the permit is kept for the log.
    pub(crate) fn may(&mut self, kind: Kind) -> Option<Permit> {
        self.may_do(self.action, kind)
    }

    /// The same for another action than taking out.
    pub(crate) fn may_do(&mut self, action: Action, kind: Kind) -> Option<Permit> {
        let permit = access::permit(&self.cx.actor, action, kind, &self.student.facts(self.cx.school()))?;
        self.used.push(permit.clone());
        Some(permit)
    }
}
