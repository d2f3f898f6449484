//! The named queries. Each is one FROM and WHERE; the count and the list behind it are two readings of it, so that
//! they cannot disagree.
//!
//! Placeholders: `$1` school, `$2` today, `$3` class or grade, `$4` and `$5` first and last day looked at, `$6` and `$7`
//! the same stretch of the term or year before, `$8` and `$9` the earliest day on which a category that counts on `$5` and
//! `$4` may have been due to be looked at again. Aliases: `s` student, `p` the enrollment in the days looked at, `e`
//! today's enrollment and `c` its class, which rights follow.
//!
//! What stands on a day counts the children who are here on the last day looked at. What was done in a stretch counts
//! those who were here for a part of it too, each act where the child was at the time: the sum over the classes is the
//! school's. Those open before are the cases of the children who began the days looked at here; with those that came
//! and went with a child the cases of a class add up.

#[macro_use]
mod cases;

use access::{Action, Kind};

/// What is counted: the alias whose rows are the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lists {
    /// Students.
    Students,
    /// Notes.
    Notes,
    /// Cases.
    Cases,
    /// Goals.
    Goals,
    /// Follow-ups.
    FollowUps,
    /// Staff.
    Staff,
    /// Absences; the value is the sum of their half days.
    Absences,
}

/// Whose right to what stands before a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guard {
    /// One kind of record.
    Of(Action, Kind),
    /// Notes: home visits and the rest.
    Notes,
    /// Findings: by the kind that each category is.
    Findings,
}

/// One named query.
#[derive(Clone, Copy, Debug)]
pub struct Query {
    /// Its name.
    pub key: &'static str,
    /// What it lists.
    pub lists: Lists,
    /// The rights it asks for, beside the one to list the roster.
    pub guards: &'static [Guard],
    /// Joins behind the class's students.
    pub joins: &'static str,
    /// Conditions.
    pub filter: &'static str,
}

/// What is counted over the whole stretch beside notes, follow-ups and absences.
const OF_STRETCH: [&str; 13] = [
    "open-before",
    "came-with",
    "went-with",
    "opened",
    "closed",
    "closed-reached",
    "reopened",
    "served",
    "reached",
    "visited",
    "families-reached",
    "goals",
    "goals-reached",
];

impl Query {
    /// Whether children count who were here for a part of the days looked at, not only those of the last day.
    #[must_use]
    pub fn of_stretch(&self) -> bool {
        matches!(self.lists, Lists::Notes | Lists::FollowUps | Lists::Absences)
            || OF_STRETCH.contains(&self.key)
    }

    /// Whether the other chooses from the same rows under the same rights.
    #[must_use]
    pub fn reads_the_same(&self, other: &Self) -> bool {
        let rows = |query: &Self| {
            let Self { key, lists, guards, joins, .. } = *query;
            (lists, guards, joins, query.of_stretch(), is_about_all(key))
        };
        rows(self) == rows(other)
    }
}

const CASE: Guard = Guard::Of(Action::List, Kind::Case);
const FINDING: Guard = Guard::Of(Action::List, Kind::Finding);
const CENSUS: Guard = Guard::Of(Action::List, Kind::Census);
const MARKS: Guard = Guard::Of(Action::List, Kind::Marks);
const CARD: [Guard; 3] =
    [CASE, Guard::Of(Action::Read, Kind::Family), Guard::Of(Action::Read, Kind::Identity)];

macro_rules! queries {
    ($($key:literal, $lists:ident, $guards:expr, $joins:expr, $filter:expr;)+) => {
        &[$(Query { key: $key, lists: Lists::$lists, guards: $guards, joins: $joins, filter: $filter }),+]
    };
}

macro_rules! notes_of {
    () => {
        " join note_student ns on ns.school_id = s.school_id and ns.student_id = s.id
          join note n on n.school_id = ns.school_id and n.id = ns.note_id and n.withdrawn_at is null
            and ns.held_on >= $4 and ns.held_on <= $5"
    };
}
/// Notes of the time in which the child was here.
macro_rules! notes {
    () => {
        concat!(notes_of!(), " and ns.held_on >= p.from_on and ns.held_on <= p.until_on")
    };
}
macro_rules! real {
    () => {
        "('talk', 'home_visit', 'family_contact', 'tutoring', 'care') and coalesce(n.reached, 'both') <> 'nobody'"
    };
}
macro_rules! never {
    ($kinds:expr) => {
        concat!(
            "not exists (select 1 from note_student ns join note n on n.school_id = ns.school_id and n.id = ns.note_id
               where ns.school_id = s.school_id and ns.student_id = s.id and n.withdrawn_at is null
                 and ns.held_on >= $4 and ns.held_on <= $5 and n.kind in ",
            $kinds,
            ")"
        )
    };
}
/// Found, not ended, and not faded for want of a second look (C6).
macro_rules! found {
    () => {
        " join finding f on f.school_id = s.school_id and f.student_id = s.id and f.found_on <= $5 and f.until_on >= $5
          and (f.review_on is null or f.review_on >= $8)"
    };
}
/// In force on the day before.
macro_rules! found_before {
    () => {
        " join finding f on f.school_id = s.school_id and f.student_id = s.id and f.found_on < $4 and f.until_on >= $4
          and (f.review_on is null or f.review_on >= $9)"
    };
}
macro_rules! left_behind {
    () => {
        " join left_behind l on l.school_id = s.school_id and l.student_id = s.id and l.from_on <= $5 and l.until_on >= $5"
    };
}
macro_rules! goals {
    () => {
        " join goal g on g.school_id = s.school_id and g.student_id = s.id and g.withdrawn_at is null and g.set_on <= $5"
    };
}
/// With readings by the last day.
macro_rules! read {
    () => {
        " join goal_measure gm on gm.school_id = g.school_id and gm.id = g.id
          join goal_reading gr on gr.school_id = g.school_id and gr.goal_id = g.id and gr.read_on <= $5
            and gr.withdrawn_at is null"
    };
}
macro_rules! promised {
    () => {
        concat!(
            notes!(),
            " join follow_up u on u.school_id = n.school_id and u.note_id = n.id and u.student_id = s.id"
        )
    };
}
macro_rules! mentors {
    () => {
        " join member m on m.school_id = k.school_id and m.case_id = k.id and m.part = 'mentor'
            and m.from_on <= $5 and m.until_on >= $5
          join staff t on t.school_id = m.school_id and t.id = m.staff_id"
    };
}
macro_rules! mentored {
    () => {
        "exists (select 1 from member m where m.school_id = k.school_id and m.case_id = k.id and m.part = 'mentor'
                 and m.from_on <= $5 and m.until_on >= $5)"
    };
}
macro_rules! planned {
    () => {
        "exists (select 1 from plan p where p.school_id = k.school_id and p.case_id = k.id and p.written_on <= $5)"
    };
}
macro_rules! card_whole {
    () => {
        "(s.address_cell is not null and exists (select 1 from guardian g where g.school_id = s.school_id
            and g.student_id = s.id and g.from_on <= $5 and g.until_on >= $5 and g.phone_cell is not null))"
    };
}

/// A day looked at on which the child was here.
macro_rules! here {
    ($day:literal) => {
        concat!($day, " >= $4 and ", $day, " <= $5 and ", $day, " >= p.from_on and ", $day, " <= p.until_on")
    };
}

macro_rules! absent {
    () => {
        " join absence a on a.school_id = s.school_id and a.student_id = s.id"
    };
}

/// All of them, in the order of the counts that a school sees.
pub const QUERIES: &[Query] = queries![
    "roster", Students, &[], "", "true";
    "students", Students, &[], "", "true";
    "boys", Students, &[], "", "s.sex = 'm'";
    "girls", Students, &[], "", "s.sex = 'f'";
    "looked", Students, &[CENSUS], LOOKED, "true";
    "unlooked", Students, &[CENSUS], "", NOT_LOOKED;
    "found", Students, &[Guard::Findings], found!(), "true";
    "found-before", Students, &[Guard::Findings], found_before!(), "true";
    "found-now", Students, &[Guard::Findings], found!(), "f.found_on >= $4";
    "source-observation", Students, &[Guard::Findings], found!(), "f.found_on >= $4 and f.source = 'observation'";
    "source-individual-talk", Students, &[Guard::Findings], found!(), "f.found_on >= $4 and f.source = 'individual_talk'";
    "source-subject-teacher", Students, &[Guard::Findings], found!(), "f.found_on >= $4 and f.source = 'subject_teacher'";
    "source-home-visit", Students, &[Guard::Findings], found!(), "f.found_on >= $4 and f.source = 'home_visit'";
    "source-family-contact", Students, &[Guard::Findings], found!(), "f.found_on >= $4 and f.source = 'family_contact'";
    "source-questionnaire", Students, &[Guard::Findings], found!(), "f.found_on >= $4 and f.source = 'questionnaire'";
    "source-peers", Students, &[Guard::Findings], found!(), "f.found_on >= $4 and f.source = 'peers'";
    "source-last-file", Students, &[Guard::Findings], found!(), "f.found_on >= $4 and f.source = 'last_file'";
    "found-family", Students, &[Guard::Findings], found!(), "f.category in ('left_behind', 'single_parent', 'divorced', 'orphan', 'unattended', 'poor')";
    "found-study", Students, &[Guard::Findings], found!(), "f.category = 'learning'";
    "found-health", Students, &[Guard::Findings], found!(), "f.category in ('disabled', 'illness', 'epidemic')";
    "found-mind", Students, &[Guard::Findings], found!(), "f.category = 'psychological'";
    "found-habits", Students, &[Guard::Findings], found!(), "f.category = 'behaviour'";
    "found-left-behind", Students, &[Guard::Findings], found!(), "f.category = 'left_behind'";
    "found-single-parent", Students, &[Guard::Findings], found!(), "f.category = 'single_parent'";
    "found-divorced", Students, &[Guard::Findings], found!(), "f.category = 'divorced'";
    "found-orphan", Students, &[Guard::Findings], found!(), "f.category = 'orphan'";
    "found-unattended", Students, &[Guard::Findings], found!(), "f.category = 'unattended'";
    "found-poor", Students, &[Guard::Findings], found!(), "f.category = 'poor'";
    "found-disabled", Students, &[Guard::Findings], found!(), "f.category = 'disabled'";
    "found-illness", Students, &[Guard::Findings], found!(), "f.category = 'illness'";
    "found-epidemic", Students, &[Guard::Findings], found!(), "f.category = 'epidemic'";
    "found-other", Students, &[Guard::Findings], found!(), "f.category = 'other'";
    "left-behind-roll", Students, &[FINDING], left_behind!(), "l.roll >= 1";
    "left-behind-civil", Students, &[FINDING], left_behind!(), "l.civil <> 'no'";
    "open", Cases, &[CASE], open!(), "true";
    "open-before", Cases, &[CASE], before!(), began_here!();
    "came-with", Cases, &[CASE], came_with!(), "true";
    "went-with", Cases, &[CASE], went_with!(), "true";
    "opened", Cases, &[CASE], any_case!(), concat!(here!("k.opened_on"), " and ", own!());
    "closed", Cases, &[CASE], closing!(), here!("y.closed_on");
    "closed-reached", Cases, &[CASE], closing!(), concat!(here!("y.closed_on"), " and y.reason = 'goals_reached'");
    "reopened", Cases, &[CASE], closing!(), concat!(here!("y.reopened_on"), " and ", anew!());
    "planned", Cases, &[CASE], open!(), planned!();
    "unplanned", Cases, &[CASE], open!(), concat!("not ", planned!());
    "mentored", Cases, &[CASE], open!(), mentored!();
    "alone", Cases, &[CASE], open!(), concat!("not ", mentored!());
    "mentors", Staff, &[CASE], concat!(open!(), mentors!()), "true";
    "notes", Notes, &[Guard::Notes], notes!(), "true";
    "talks", Notes, &[Guard::Notes], notes!(), "n.kind = 'talk'";
    "home-visits", Notes, &[Guard::Notes], notes!(), "n.kind = 'home_visit'";
    "family-contacts", Notes, &[Guard::Notes], notes!(), "n.kind = 'family_contact'";
    "contacts-call", Notes, &[Guard::Notes], notes!(), "n.kind = 'family_contact' and n.channel = 'call'";
    "contacts-wechat", Notes, &[Guard::Notes], notes!(), "n.kind = 'family_contact' and n.channel = 'wechat'";
    "contacts-video", Notes, &[Guard::Notes], notes!(), "n.kind = 'family_contact' and n.channel = 'video'";
    "contacts-meeting", Notes, &[Guard::Notes], notes!(), "n.kind = 'family_contact' and n.channel = 'meeting'";
    "tutoring", Notes, &[Guard::Notes], notes!(), "n.kind = 'tutoring'";
    "observations", Notes, &[Guard::Notes], notes!(), "n.kind = 'observation'";
    "good-news", Notes, &[Guard::Notes], notes!(), "n.kind = 'good_news'";
    "care", Notes, &[Guard::Notes], notes!(), "n.kind = 'care'";
    "praises", Notes, &[Guard::Notes], notes!(), "n.kind = 'praise'";
    "incidents", Notes, &[Guard::Notes], notes!(), "n.kind = 'incident'";
    "student-reports", Notes, &[Guard::Notes], notes!(), "n.kind = 'student_report'";
    "served", Students, &[CASE], served!(), "true";
    "reached", Students, &[CASE, Guard::Notes], concat!(served!(), notes_of!()), concat!("n.kind in ", real!());
    "unreached", Students, &[CASE], open!(), never!(real!());
    "visited", Students, &[CASE, Guard::Notes], concat!(served!(), notes_of!()), "n.kind = 'home_visit' and coalesce(n.reached, 'both') <> 'nobody'";
    "unvisited", Students, &[CASE], open!(), never!("('home_visit') and coalesce(n.reached, 'both') <> 'nobody'");
    "families-reached", Students, &[CASE, Guard::Notes], concat!(served!(), notes_of!()), "n.kind in ('home_visit', 'family_contact') and coalesce(n.reached, 'both') <> 'nobody'";
    "families-unreached", Students, &[CASE], open!(), never!("('home_visit', 'family_contact') and coalesce(n.reached, 'both') <> 'nobody'");
    "promised", FollowUps, &[Guard::Notes], promised!(), "true";
    "promises-kept", FollowUps, &[Guard::Notes], promised!(), "u.done_on <= $5";
    "promises-late", FollowUps, &[Guard::Notes], promised!(), "u.due_on < $5 and u.done_on > $5";
    "goals", Goals, &[CASE], concat!(served!(), goals!()), "g.case_id = k.id and g.reached_on >= $4";
    "goals-set", Goals, &[CASE], goals!(), "g.set_on >= $4";
    "goals-reached", Goals, &[CASE], concat!(served!(), goals!()), "g.case_id = k.id and g.reached_on >= $4 and g.reached_on <= $5";
    "goals-ended", Goals, &[CASE], concat!(served!(), goals!()), concat!("g.case_id = k.id and g.reached_on > $5 and ", over!());
    "goals-open", Goals, &[CASE], concat!(open!(), goals!()), "g.case_id = k.id and g.reached_on > $5";
    "goals-late", Goals, &[CASE], concat!(open!(), goals!()), "g.case_id = k.id and g.reached_on > $5 and g.due_on < $5";
    "goals-measured", Goals, &[CASE], concat!(served!(), goals!(), read!()), "g.case_id = k.id and g.reached_on >= $4";
    "cards-whole", Students, &CARD, open!(), card_whole!();
    "cards-incomplete", Students, &CARD, open!(), concat!("not ", card_whole!());
    "absent", Absences, &[MARKS, CASE], concat!(served!(), absent!()), here!("a.from_on");
    "absent-before", Absences, &[MARKS, CASE], concat!(served!(), absent!()), "a.from_on >= $6 and a.from_on <= $7";
    "absent-all", Absences, &[MARKS], absent!(), here!("a.from_on");
    "absent-all-before", Absences, &[MARKS], absent!(), "a.from_on >= $6 and a.from_on <= $7";
];

const LOOKED: &str =
    " join census_look w on w.school_id = s.school_id and w.student_id = s.id and w.looked_on <= $5
    join census z on z.school_id = w.school_id and z.id = w.census_id
    join term tm on tm.school_id = z.school_id and tm.id = z.term_id and tm.starts_on >= $4";

const NOT_LOOKED: &str = "not exists (select 1 from census_look w
    join census z on z.school_id = w.school_id and z.id = w.census_id
    join term tm on tm.school_id = z.school_id and tm.id = z.term_id and tm.starts_on >= $4
    where w.school_id = s.school_id and w.student_id = s.id and w.looked_on <= $5)";

/// Whether a query is about all children, whatever category was asked for.
#[must_use]
pub fn is_about_all(key: &str) -> bool {
    ["roster", "absent-all", "absent-all-before"].contains(&key)
}

/// The query of this name.
#[must_use]
pub fn find(key: &str) -> Option<&'static Query> {
    QUERIES.iter().find(|query| query.key == key)
}

/// The queries of these names, in the order of all.
#[must_use]
pub fn of(keys: &[&str]) -> Vec<&'static Query> {
    QUERIES.iter().filter(|query| keys.contains(&query.key)).collect()
}
