//! What a case is: an open period of support for one child, with the people around it.

use access::Permit;
use kernel::{CaseId, ClosureId, Day, FOREVER, GoalId, MemberId, StaffId, StudentId, clock::days_after};

use crate::plan::Plan;
use crate::plan::uses::MeasureUse;
use crate::words::keyed;

keyed! {
    /// Who carries the support.
    Tier of "tier" {
        /// 班级
        Class = "class",
        /// 级段
        Grade = "grade",
        /// 学校
        School = "school",
    }
}

keyed! {
    /// A person's part in a team (K3).
    Part of "part" {
        /// 责任人: one, always.
        Responsible = "responsible",
        /// 结对教师
        Mentor = "mentor",
        /// 心理教师
        Psychologist = "psychologist",
        /// 任课教师
        SubjectTeacher = "subject_teacher",
        /// 级段长, 校领导
        Leader = "leader",
        /// Anybody else.
        Member = "member",
    }
}

keyed! {
    /// What a school calls a mentor, where it is not the usual word.
    Called of "mentor" {
        /// 导师
        Tutor = "tutor",
        /// 代理家长
        StandInParent = "stand_in_parent",
        /// 爱之母
        LovingMother = "loving_mother",
    }
}

keyed! {
    /// Why a case is closed.
    CloseReason of "close" {
        /// 目标达成
        GoalsReached = "goals_reached",
        /// 转学
        MovedAway = "moved_away",
        /// 毕业
        Graduated = "graduated",
        /// 转交
        HandedOver = "handed_over",
        /// 两份登记是同一个孩子: nobody chooses it, joining two entries does (R5).
        Joined = "joined",
        /// Said in the note.
        Other = "other",
    }
}

impl CloseReason {
    /// Those that a person may choose.
    #[must_use]
    pub fn chosen(look: &web::Look, chosen: &str) -> Vec<crate::words::Choice> {
        let mut choices = Self::choices(look, chosen);
        choices.retain(|choice| choice.value != Self::Joined.key());
        choices
    }
}

impl Part {
    /// The one who answers for the case.
    #[must_use]
    pub fn is_responsible(self) -> bool {
        self == Self::Responsible
    }
}

/// One person in the team.
#[derive(Clone, Debug)]
pub struct Member {
    /// The membership.
    pub id: MemberId,
    /// The person.
    pub staff_id: StaffId,
    /// The person's name.
    pub name: String,
    /// The part.
    pub part: Part,
    /// What the mentor is called, if not as usual.
    pub called: Option<Called>,
    /// Since when.
    pub from_on: Day,
    /// Until when; nothing where no end is known.
    pub until_on: Option<Day>,
}

impl Member {
    /// Whether the leaving was pressed today, so that it can be taken back. Who answered for the case was replaced.
    #[must_use]
    pub fn can_come_back(&self, today: Day) -> bool {
        self.until_on == Some(days_after(today, -1)) && !self.part.is_responsible()
    }

    /// `10月8日起`, `11月23日–11月25日`
    #[must_use]
    pub fn days(&self, look: &web::Look) -> String {
        let from = look.short_day(&self.from_on);
        match self.until_on {
            Some(until) => format!("{from}–{}", look.short_day(&until)),
            None => look.tx("casework-team-since", &from),
        }
    }

    /// The part as the school calls it.
    #[must_use]
    pub fn title(&self, look: &web::Look) -> &'static str {
        self.called.map_or_else(|| self.part.word(look), |called| called.word(look))
    }
}

/// A goal (P2 in its first form).
#[derive(Clone, Debug)]
pub struct Goal {
    /// The id.
    pub id: GoalId,
    /// What is to change.
    pub text: String,
    /// How one will see it.
    pub measure: Option<String>,
    /// Near, not far.
    pub is_near: bool,
    /// By when.
    pub due_on: Option<Day>,
    /// When it was set.
    pub set_on: Day,
    /// When it was reached.
    pub reached_on: Option<Day>,
    /// Whether it was taken back.
    pub is_withdrawn: bool,
}

impl Goal {
    /// Neither reached nor withdrawn.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.reached_on.is_none() && !self.is_withdrawn
    }
}

/// A closure, and the reopening that ended it.
#[derive(Clone, Debug)]
pub struct Closure {
    /// The id.
    pub id: ClosureId,
    /// When.
    pub closed_on: Day,
    /// By whom.
    pub closer: String,
    /// Why.
    pub reason: CloseReason,
    /// Why, in words.
    pub note: Option<String>,
    /// When it was reopened.
    pub reopened_on: Option<Day>,
    /// By whom.
    pub reopener: Option<String>,
    /// Why.
    pub reopen_note: Option<String>,
}

/// A case as its page shows it.
#[derive(Clone, Debug)]
pub struct CaseView {
    /// The id.
    pub id: CaseId,
    /// The child.
    pub student_id: StudentId,
    /// Who carries it.
    pub tier: Tier,
    /// Since when.
    pub opened_on: Day,
    /// By whom it was opened.
    pub opener: String,
    /// What we worry about.
    pub concern: String,
    /// Whether it is open today.
    pub is_open: bool,
    /// Today's team, the responsible person first.
    pub team: Vec<Member>,
    /// Those who will serve, in place of somebody who is away.
    pub coming: Vec<Member>,
    /// Those who served before.
    pub former: Vec<Member>,
    /// The plan.
    pub plan: Option<Plan>,
    /// Measures of the library, those at work first.
    pub measures: Vec<MeasureUse>,
    /// The goals: open ones first.
    pub goals: Vec<Goal>,
    /// Closures, newest first.
    pub closures: Vec<Closure>,
    /// The proof that it may be read, for `cx.log_readings`.
    pub permit: Permit,
}

impl CaseView {
    /// The one who answers for the case.
    #[must_use]
    pub fn responsible(&self) -> Option<&Member> {
        self.team.iter().find(|member| member.part == Part::Responsible)
    }
}

/// Who serves in a case, as of a day. Who came and left on one day was never there.
#[derive(Clone, Debug, Default)]
pub struct Team {
    /// Those of the day: the responsible person first, then in the order of parts and days.
    pub now: Vec<Member>,
    /// Those who will come: a stand-in of next week.
    pub coming: Vec<Member>,
    /// Those who served before.
    pub former: Vec<Member>,
}

impl Team {
    /// Sorts the members of all times.
    #[must_use]
    pub fn on(members: Vec<Member>, today: Day) -> Self {
        let was_there = |member: &Member| member.until_on.is_none_or(|until| until >= member.from_on);
        let (coming, begun): (Vec<Member>, Vec<Member>) =
            members.into_iter().filter(was_there).partition(|member| member.from_on > today);
        let (mut now, former): (Vec<Member>, Vec<Member>) =
            begun.into_iter().partition(|member| member.until_on.is_none_or(|until| until >= today));
        let place = |member: &Member| Part::ALL.iter().position(|part| *part == member.part);
        now.sort_by_key(|member| (place(member), member.from_on));
        Self { now, coming, former }
    }
}

/// A day in a column that says "not yet" with [`FOREVER`].
#[must_use]
pub fn ended(day: Day) -> Option<Day> {
    Some(day).filter(|day| *day != FOREVER)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use super::*;
    use jiff::civil::date;
    use uuid::Uuid;

    fn member(part: Part, from: i8, until: Option<i8>) -> Member {
        let day = |day| date(2026, 11, day);
        Member {
            id: MemberId(Uuid::nil()),
            staff_id: StaffId(Uuid::nil()),
            name: String::new(),
            part,
            called: None,
            from_on: day(from),
            until_on: until.map(day),
        }
    }

    // K3
    #[test]
    fn the_responsible_person_comes_first_and_who_left_is_kept() {
        let all = vec![
            member(Part::Mentor, 1, None),
            member(Part::Responsible, 3, None),
            member(Part::Mentor, 1, Some(9)),
        ];
        let team = Team::on(all, date(2026, 11, 20));
        assert_eq!(
            team.now.iter().map(|one| one.part).collect::<Vec<_>>(),
            [Part::Responsible, Part::Mentor]
        );
        assert_eq!((team.coming.len(), team.former.len()), (0, 1));
    }

    #[test]
    fn who_came_and_left_on_one_day_was_never_there() {
        let team = Team::on(vec![member(Part::Mentor, 20, Some(19))], date(2026, 11, 20));
        assert!(team.now.is_empty() && team.coming.is_empty() && team.former.is_empty());
    }

    #[test]
    fn who_comes_next_week_has_not_left() {
        let team = Team::on(vec![member(Part::Member, 23, Some(25))], date(2026, 11, 20));
        assert_eq!((team.now.len(), team.coming.len(), team.former.len()), (0, 1, 0));
    }
}
