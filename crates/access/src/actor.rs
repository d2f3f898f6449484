//! Who asks: a staff member with the roles held on the day, and the children in whose open cases he or she serves.

use db::{Conn, Result, args};
use kernel::{ClassId, Day, SchoolId, StaffId, StudentId, keyed};

keyed! {
    /// A role in a school. Two are never granted: `Mentor` follows from serving in an open case, `Home` from a slip.
    Role {
        /// 班主任
        Homeroom = "homeroom",
        /// 副班主任
        Deputy = "deputy",
        /// 任课教师
        SubjectTeacher = "subject-teacher",
        /// 结对教师, 导师
        Mentor = "mentor",
        /// 级段长
        GradeLeader = "grade-leader",
        /// 德育处
        MoralEducation = "moral-education",
        /// 心理教师
        Psychologist = "psychologist",
        /// 校长
        Principal = "principal",
        /// 档案专员
        Registrar = "registrar",
        /// 资助专员
        AidOfficer = "aid-officer",
        /// 系统管理员
        Administrator = "administrator",
        /// 家里, 孩子自己: who ticks a daily list at home by the link on a slip, without an account.
        Home = "home",
    }
}

/// What a role is held for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeldFor {
    /// The school.
    School,
    /// A grade.
    Grade(i64),
    /// A class.
    Class(ClassId),
}

impl Role {
    /// Whether the role is held for a class, a grade or the school.
    #[must_use]
    pub fn is_for(self, held: HeldFor) -> bool {
        match self {
            Self::Homeroom | Self::Deputy | Self::SubjectTeacher => matches!(held, HeldFor::Class(_)),
            Self::GradeLeader => matches!(held, HeldFor::Grade(_)),
            Self::Mentor | Self::Home => false,
            _ => held == HeldFor::School,
        }
    }
}

/// One role held today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// The role.
    pub role: Role,
    /// For what.
    pub held_for: HeldFor,
}

/// A child in whose open case somebody serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Served {
    /// The child.
    pub student: StudentId,
    /// The child's class today, where it is known: who has the whole class need not name the child beside it.
    pub class: Option<ClassId>,
}

impl From<StudentId> for Served {
    fn from(student: StudentId) -> Self {
        Self { student, class: None }
    }
}

/// Who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// The school: no right crosses it.
    pub school: SchoolId,
    /// The person; `None` is the program itself, run by whoever owns the machine.
    pub staff: Option<StaffId>,
    /// Roles held today.
    pub roles: Vec<Held>,
    /// Students in whose open case the person serves today; for who ticks at home, the child of the slip.
    pub assigned: Vec<Served>,
}

impl Actor {
    /// Whoever owns the machine and runs the program there, for one act: the rights of this role at the whole school,
    /// without a name. Rosters come in as the registrar, staff as the administrator, who sees no child; papers and
    /// figures are read as the principal.
    #[must_use]
    pub fn at_the_machine(school: SchoolId, role: Role) -> Self {
        let held = Held { role, held_for: HeldFor::School };
        Self { school, staff: None, roles: vec![held], assigned: Vec::new() }
    }

    /// Whoever holds the slip of a child: no person that the program knows, and no child but this one.
    #[must_use]
    pub fn at_home(school: SchoolId, student: StudentId) -> Self {
        let held = Held { role: Role::Home, held_for: HeldFor::School };
        Self { school, staff: None, roles: vec![held], assigned: vec![student.into()] }
    }

    /// Whether the role is held today for anything.
    #[must_use]
    pub fn is(&self, role: Role) -> bool {
        self.roles.iter().any(|held| held.role == role)
    }

    /// Whether the person serves today in an open case of this child.
    #[must_use]
    pub fn serves(&self, student: StudentId) -> bool {
        self.assigned.iter().any(|served| served.student == student)
    }

    /// The classes for which one of these roles is held.
    pub fn classes(&self, roles: &[Role]) -> Vec<ClassId> {
        let held = self.roles.iter().filter(|held| roles.contains(&held.role));
        held.filter_map(|held| match held.held_for {
            HeldFor::Class(class) => Some(class),
            _ => None,
        })
        .collect()
    }
}

/// The students in whose open case the person `$2` serves on the day `$3`.
const SERVED: &str = "from member m
    join support_case k on k.school_id = m.school_id and k.id = m.case_id
    where m.school_id = $1 and m.staff_id = $2 and m.from_on <= $3 and m.until_on >= $3 and k.opened_on <= $3
      and not exists (select 1 from closure x where x.school_id = m.school_id and x.case_id = m.case_id
                      and x.closed_on <= $3 and x.reopened_on > $3)";

/// The actor as of this day.
///
/// An administrator holds nothing else (trust 3.3): should anything have slipped in beside, none of it counts until one
/// is ended, see [`crate::alone`].
///
/// # Errors
/// Those of the database.
pub async fn find(conn: &mut Conn, school: SchoolId, staff: StaffId, today: Day) -> Result<Actor> {
    type HeldRow = (Option<String>, Option<i64>, Option<ClassId>, Option<StudentId>);
    let sql = format!(
        "select role, grade, class_id, cast(null as uuid) from role_held
         where school_id = $1 and staff_id = $2 and from_on <= $3 and until_on >= $3
         union all
         select cast(null as text), cast(null as bigint), e.class_id, v.student_id
         from (select distinct m.student_id {SERVED}) v
         left join enrollment e on e.school_id = $1 and e.student_id = v.student_id
           and e.from_on <= $3 and e.until_on >= $3"
    );
    let rows: Vec<HeldRow> = conn.all(&sql, args![school, staff, today]).await?;
    let (mut roles, mut assigned) = (Vec::new(), Vec::new());
    for (role, grade, class, student) in rows {
        if let Some(student) = student {
            assigned.push(Served { student, class });
            continue;
        }
        let held_for = match (grade, class) {
            (_, Some(class)) => HeldFor::Class(class),
            (Some(grade), None) => HeldFor::Grade(grade),
            (None, None) => HeldFor::School,
        };
        if let Some(role) = role.as_deref().and_then(Role::parse).filter(|role| role.is_for(held_for)) {
            roles.push(Held { role, held_for });
        }
    }
    if !assigned.is_empty() {
        roles.push(Held { role: Role::Mentor, held_for: HeldFor::School });
    }
    let keeps = roles.iter().filter(|held| held.role == Role::Administrator).count();
    if keeps > 0 && keeps < roles.len() {
        roles.clear();
        assigned.clear();
    }
    Ok(Actor { school, staff: Some(staff), roles, assigned })
}

/// Students in whose open case the person serves on this day. A case is open on a day when it was opened by then
/// and no closure holds on it.
///
/// # Errors
/// Those of the database.
pub async fn assigned(
    conn: &mut Conn,
    school: SchoolId,
    staff: StaffId,
    today: Day,
) -> Result<Vec<StudentId>> {
    conn.all(&format!("select distinct m.student_id {SERVED}"), args![school, staff, today]).await
}
