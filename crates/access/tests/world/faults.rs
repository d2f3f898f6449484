//! What is under test, with a way to break it: each fault is a mistake that a program of this kind has made before.

use access::actor::{Held, HeldFor, Served};
use access::{Action, Actor, Columns, Condition, Facts, Kind, Role, actor, decide, scope};
use db::{Conn, Param, Result, Value, args};
use kernel::{ClassId, Day, SchoolId, StaffId, StudentId};

/// `Nothing`, or one seeded fault (AC-05).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    Nothing,
    /// A list of nothing becomes a list of everything.
    EmptyListFallsWide,
    /// The class of a child is looked up without the day.
    ClassWithoutDate,
    /// A closed case still counts.
    ClosedCaseServes,
    /// The named reader of a sealed part need not be allowed to read the note.
    SealedWithoutNote,
    /// The same, in lists alone.
    SealedWithoutNoteInLists,
    /// A grade leader sees the school, in lists alone.
    GradeListsSchool,
    /// A grade leader opens any child of the school.
    GradeOpensSchool,
    /// Whoever may amend what he or she wrote amends what others wrote.
    OwnIgnored,
    /// The same, in lists alone.
    OwnIgnoredInLists,
    /// The sealed part of a home visit is opened to whoever may read other notes of the child.
    VisitSealedLikeANote,
    /// An author keeps what was written about a child that has left the class.
    AuthorAnywhere,
    /// An id of another school opens.
    OtherSchoolOpens,
    /// A list forgets the school.
    OtherSchoolInLists,
    /// Named readers are joined without the school.
    ReadersOfOtherSchool,
    /// A role lives on after its last day.
    EndedRoleLives,
    /// A role works before its first day.
    RoleBeforeItBegins,
    /// Who is an administrator and something else keeps all of it.
    AdministratorKeepsRoles,
    /// A list is made for another kind.
    ScopeWithoutKind,
    /// Whoever may read may change.
    ReadingIsAmending,
}

impl Fault {
    pub const SEEDED: [Self; 19] = [
        Self::EmptyListFallsWide,
        Self::ClassWithoutDate,
        Self::ClosedCaseServes,
        Self::SealedWithoutNote,
        Self::SealedWithoutNoteInLists,
        Self::GradeListsSchool,
        Self::GradeOpensSchool,
        Self::OwnIgnored,
        Self::OwnIgnoredInLists,
        Self::VisitSealedLikeANote,
        Self::AuthorAnywhere,
        Self::OtherSchoolOpens,
        Self::OtherSchoolInLists,
        Self::ReadersOfOtherSchool,
        Self::EndedRoleLives,
        Self::RoleBeforeItBegins,
        Self::AdministratorKeepsRoles,
        Self::ScopeWithoutKind,
        Self::ReadingIsAmending,
    ];

    /// Who asks.
    pub async fn find(self, conn: &mut Conn, school: SchoolId, staff: StaffId, today: Day) -> Result<Actor> {
        let mut actor = actor::find(conn, school, staff, today).await?;
        match self {
            Self::EndedRoleLives => actor.roles.extend(roles(conn, &actor, "from_on <= $3", today).await?),
            Self::RoleBeforeItBegins => {
                actor.roles.extend(roles(conn, &actor, "until_on >= $3", today).await?)
            }
            Self::AdministratorKeepsRoles if actor.roles.is_empty() => {
                actor.roles = roles(conn, &actor, "from_on <= $3 and until_on >= $3", today).await?;
            }
            Self::ClosedCaseServes if actor.is(Role::Mentor) => {
                let served: Vec<StudentId> = conn
                    .all(
                        "select distinct student_id from member where school_id = $1 and staff_id = $2
                         and from_on <= $3 and until_on >= $3",
                        args![school, staff, today],
                    )
                    .await?;
                actor.assigned = served.into_iter().map(Served::from).collect();
            }
            _ => {}
        }
        Ok(actor)
    }

    /// May this one record be opened?
    pub fn decides(self, actor: &Actor, action: Action, kind: Kind, facts: &Facts) -> bool {
        let of =
            |role: Role| actor.roles.iter().find(move |held| held.role == role).map(|held| held.held_for);
        let mut facts = *facts;
        match self {
            Self::SealedWithoutNote if kind == Kind::Sealed => {
                return facts.named && facts.school == actor.school;
            }
            Self::ReadingIsAmending if action == Action::Amend => {
                return decide(actor, Action::Read, kind, &facts).is_some();
            }
            Self::VisitSealedLikeANote if kind == Kind::SealedVisit => {
                return decide(actor, action, Kind::Sealed, &facts).is_some();
            }
            Self::OwnIgnored => facts.author = actor.staff,
            Self::OtherSchoolOpens => facts.school = actor.school,
            Self::GradeOpensSchool => {
                if let Some(HeldFor::Grade(grade)) = of(Role::GradeLeader) {
                    facts.grade = Some(grade);
                }
            }
            Self::AuthorAnywhere if facts.author == actor.staff && facts.school == actor.school => {
                if let Some(HeldFor::Class(class)) = of(Role::SubjectTeacher) {
                    facts.class = Some(class);
                }
            }
            _ => {}
        }
        decide(actor, action, kind, &facts).is_some()
    }

    /// The condition of a list.
    pub fn condition(
        self,
        actor: &Actor,
        (kind, action): (Kind, Action),
        columns: &Columns,
        first: usize,
    ) -> Condition {
        let kind = if self == Self::ScopeWithoutKind { Kind::Roster } else { kind };
        let mut condition = scope(actor, action, kind).condition(columns, first);
        match self {
            Self::EmptyListFallsWide if condition.sql == "(false)" => condition.sql = "(true)".into(),
            Self::GradeListsSchool if actor.is(Role::GradeLeader) && condition.sql.contains("c.grade") => {
                condition = Condition { sql: "(true)".into(), args: Vec::new() };
            }
            Self::SealedWithoutNoteInLists if kind == Kind::Sealed && columns.note.is_some() => {
                let readers = "nr where nr.school_id = n.school_id and nr.note_id = n.id";
                let staff = actor.staff.map_or(Value::Null, |staff| Value::Id(staff.0));
                let sql =
                    format!("(exists (select 1 from note_reader {readers} and nr.staff_id = ${first}))");
                condition = Condition { sql, args: vec![staff] };
            }
            Self::OwnIgnoredInLists => {
                condition.sql = condition.sql.replace(" and n.recorded_by = $", " or n.recorded_by = $");
            }
            Self::ReadersOfOtherSchool => {
                condition.sql = condition.sql.replace("nr.school_id = n.school_id and ", "");
            }
            _ => {}
        }
        condition
    }

    /// Today's enrollment of student `s`: `$1` day, `$2` school.
    pub fn enrolled(self) -> &'static str {
        match self {
            Self::ClassWithoutDate => {
                "left join enrollment e on e.school_id = s.school_id and e.student_id = s.id and e.from_on <= $1
                 left join class c on c.school_id = e.school_id and c.id = e.class_id"
            }
            _ => {
                "left join enrollment e on e.school_id = s.school_id and e.student_id = s.id and e.from_on <= $1 and e.until_on >= $1
                 left join class c on c.school_id = e.school_id and c.id = e.class_id"
            }
        }
    }

    /// The schools of a list.
    pub fn schools(self) -> &'static str {
        match self {
            Self::OtherSchoolInLists => "s.school_id between $2 - 1 and $2 + 1",
            _ => "s.school_id = $2",
        }
    }
}

/// Roles read under another condition of time.
async fn roles(conn: &mut Conn, actor: &Actor, when: &str, today: Day) -> Result<Vec<Held>> {
    let sql = format!(
        "select role, grade, class_id from role_held where school_id = $1 and staff_id = $2 and {when}"
    );
    let args = [actor.school.value(), actor.staff.value(), today.value()];
    let rows: Vec<(String, Option<i64>, Option<ClassId>)> = conn.all(&sql, &args).await?;
    let held = rows.into_iter().filter_map(|(word, grade, class)| {
        let held_for = class.map_or(grade.map_or(HeldFor::School, HeldFor::Grade), HeldFor::Class);
        let role = super::granted(&word)?;
        role.is_for(held_for).then_some(Held { role, held_for })
    });
    Ok(held.collect())
}
