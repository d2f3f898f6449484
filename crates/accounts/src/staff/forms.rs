//! What an administrator types.

use access::Role;
use access::actor::HeldFor;
use kernel::{ClassId, FOREVER, RoleId, StaffId};
use people::term::Class;
use web::{Cx, Fields};

use super::store::NewRole;

/// The roles that can be granted, in the order offered.
pub const ROLES: [Role; 10] = [
    Role::Homeroom,
    Role::Deputy,
    Role::SubjectTeacher,
    Role::GradeLeader,
    Role::MoralEducation,
    Role::Psychologist,
    Role::Principal,
    Role::Registrar,
    Role::AidOfficer,
    Role::Administrator,
];

/// The role typed, or nothing, and the form says why.
pub fn role(form: &mut Fields, cx: &Cx, staff: StaffId, classes: &[Class]) -> Option<NewRole> {
    let lang = cx.lang();
    let Some(role) = Role::parse(form.get("role")).filter(|role| ROLES.contains(role)) else {
        form.refuse(lang, "role", "web-error-required");
        return None;
    };
    let class = form.parse::<ClassId>(lang, "class").filter(|id| classes.iter().any(|class| class.id == *id));
    let grade = form.parse::<i64>(lang, "grade").filter(|grade| (1..=12).contains(grade));
    let from = form.day(lang, "from").unwrap_or_else(|| cx.today());
    let until = form.day(lang, "until").unwrap_or(FOREVER);
    let held_for = if role.is_for(HeldFor::School) {
        Some(HeldFor::School)
    } else if role == Role::GradeLeader {
        grade.map(HeldFor::Grade)
    } else {
        class.map(HeldFor::Class)
    };
    if held_for.is_none() {
        form.refuse(
            lang,
            if role == Role::GradeLeader { "grade" } else { "class" },
            "accounts-role-for-what",
        );
    }
    if until < from {
        form.refuse(lang, "until", "accounts-role-until");
    }
    let held_for = held_for.filter(|_| form.is_right())?;
    Some(NewRole { id: RoleId(cx.uuid()), staff, role, held_for, from, until })
}
