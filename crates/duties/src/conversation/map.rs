//! The map itself: for each child the grown-ups of real conversations, by what they are to the child.

use std::collections::{HashMap, HashSet};

use access::{Action, Kind, scope};
use db::Conn;
use kernel::{ClassId, Day, StaffId, StudentId};
use web::{Cx, Failure};

use super::store::{self, Role, Said};
use super::{GROUP, GrownUp};
use crate::contact::stored;
use crate::days::Days;
use crate::rule::Act;
use crate::seated::Seated;

/// A grown-up with whom a child really talked.
pub(super) struct Met {
    pub who: StaffId,
    pub name: String,
    pub kind: GrownUp,
    pub times: i64,
    pub last: Day,
}

/// A child with the grown-ups, in the order of the first talk.
pub(super) struct Line {
    pub child: Seated,
    pub met: Vec<Met>,
}

impl Line {
    /// Those of one column.
    pub fn of(&self, kind: &GrownUp) -> Vec<&Met> {
        self.met.iter().filter(|met| met.kind == *kind).collect()
    }
}

/// Who is what today: mentors by child, and the roles of each.
struct Grown {
    mentors: HashSet<(StudentId, StaffId)>,
    roles: HashMap<StaffId, Vec<Role>>,
}

impl Grown {
    async fn find(conn: &mut Conn, cx: &Cx) -> Result<Self, Failure> {
        let mut roles: HashMap<StaffId, Vec<Role>> = HashMap::new();
        for role in store::roles(conn, cx.school(), cx.today()).await? {
            roles.entry(role.staff).or_default().push(role);
        }
        let mentors = store::mentors(conn, cx.school(), cx.today()).await?.into_iter().collect();
        Ok(Self { mentors, roles })
    }

    /// What a grown-up is to a child. `cases`: whether the reader may know who is the child's mentor.
    fn kind(&self, child: &Seated, by: StaffId, cases: bool) -> GrownUp {
        let roles = self.roles.get(&by).map_or(&[][..], Vec::as_slice);
        let holds = |names: &[&str]| roles.iter().any(|role| names.contains(&role.role.as_str()));
        let here = |names: &[&str]| {
            roles.iter().any(|role| names.contains(&role.role.as_str()) && role.class == Some(child.class))
        };
        match () {
            () if cases && self.mentors.contains(&(child.id, by)) => GrownUp::Mentor,
            () if here(&["homeroom", "deputy"]) => GrownUp::Homeroom,
            () if here(&["subject-teacher"]) => GrownUp::Subject,
            () if holds(&["psychologist"]) => GrownUp::Psychologist,
            () if holds(&["grade-leader", "moral-education", "principal"]) => GrownUp::Leader,
            () => GrownUp::Other,
        }
    }
}

/// The children whose notes this person may list, whoever wrote them: who sees only the own ones would take others for
/// alone.
///
/// # Errors
/// Those of the database.
pub(super) async fn lines(
    conn: &mut Conn,
    cx: &Cx,
    days: Days,
    class: Option<ClassId>,
) -> Result<Vec<Line>, Failure> {
    let right = scope(&cx.actor, Action::List, Kind::Note);
    let children = store::children(conn, &right, cx.today(), class).await?;
    let mut said: HashMap<StudentId, Vec<Said>> = HashMap::new();
    for one in store::said(conn, &right, (cx.today(), days), class).await? {
        said.entry(one.child).or_default().push(one);
    }
    let grown = Grown::find(conn, cx).await?;
    let line = |child: Seated| {
        child.permit(cx, Kind::Note)?;
        let said = said.remove(&child.id).unwrap_or_default();
        Some(Line { met: met(cx, &grown, &child, said), child })
    };
    Ok(children.into_iter().filter_map(line).collect())
}

fn met(cx: &Cx, grown: &Grown, child: &Seated, said: Vec<Said>) -> Vec<Met> {
    let facts = child.facts(cx);
    let may = |kind| access::decide(&cx.actor, Action::List, kind, &facts).is_some();
    let (visits, cases) = (may(Kind::HomeVisit), may(Kind::Case));
    let mut all: Vec<Met> = Vec::new();
    for one in said.into_iter().filter(|one| one.is_real() && (visits || one.kind != "home_visit")) {
        match all.iter_mut().find(|met| met.who == one.by) {
            Some(met) => (met.times, met.last) = (met.times + 1, one.on),
            None => {
                let kind = grown.kind(child, one.by, cases);
                all.push(Met { who: one.by, name: one.name, kind, times: 1, last: one.on });
            }
        }
    }
    all
}

impl Said {
    /// Whether the child was there and heard, and was not one of many.
    fn is_real(&self) -> bool {
        let reached = (self.channel.as_deref(), self.reached.as_deref());
        let contact = stored(&self.kind, reached, self.on, self.by.bytes());
        self.children <= GROUP && contact.is_some_and(|contact| contact.counts_for(Act::Talk))
    }
}
