//! Which notes count for which duty (M6: any real contact counts).
//!
//! Two questions decide. *Was somebody reached?* A visit to a locked door or a call nobody answers is
//! an attempt: worth a note, never a contact. *Was it that kind of act?* Here the table is generous:
//! what matters is that the child was spoken with, not which form the teacher opened.
//!
//! | note | talk | family contact | special support | home visit | any contact | why |
//! |---|---|---|---|---|---|---|
//! | talk, counselling | child | – | counselling | – | yes | a conversation; counselling is also support of a special kind |
//! | group talk | child | – | – | – | yes | counts for each child who was there and heard |
//! | home visit | child | family | – | yes | yes | one walk may do both: child met = talk, family met = contact |
//! | call, message, video | child | family | – | – | yes | whoever was at the other end and answered |
//! | family meeting | child | family | – | – | yes | as above |
//! | tutoring | child | – | yes | – | yes | an hour side by side is a conversation, and support |
//! | care gift | child | family | yes | – | yes | handed over in person, something was done and said |
//! | activity | – | – | yes | – | yes | help of a special kind, but a crowd is no conversation |
//! | good-news letter | – | family | – | – | yes | only when the family answered |
//! | observation, incident | – | – | – | – | – | nobody was helped by being watched; the talk after an incident is its own note |
//! | student's report | – | – | – | – | – | the child's own duty; reading it is not meeting |

use jiff::civil::Date;

use crate::Id;
use crate::rule::Act;

/// What kind of note was written (D1, D2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NoteKind {
    Talk,
    GroupTalk,
    Counselling,
    HomeVisit,
    PhoneCall,
    Message,
    VideoCall,
    FamilyMeeting,
    Tutoring,
    CareGift,
    Activity,
    GoodNews,
    Observation,
    Incident,
    StudentReport,
}

const KINDS: [(NoteKind, &str); 15] = [
    (NoteKind::Talk, "talk"),
    (NoteKind::GroupTalk, "group-talk"),
    (NoteKind::Counselling, "counselling"),
    (NoteKind::HomeVisit, "home-visit"),
    (NoteKind::PhoneCall, "phone-call"),
    (NoteKind::Message, "message"),
    (NoteKind::VideoCall, "video-call"),
    (NoteKind::FamilyMeeting, "family-meeting"),
    (NoteKind::Tutoring, "tutoring"),
    (NoteKind::CareGift, "care-gift"),
    (NoteKind::Activity, "activity"),
    (NoteKind::GoodNews, "good-news"),
    (NoteKind::Observation, "observation"),
    (NoteKind::Incident, "incident"),
    (NoteKind::StudentReport, "student-report"),
];

impl NoteKind {
    /// All kinds with their codes in the database.
    #[must_use]
    pub fn all() -> &'static [(Self, &'static str)] {
        &KINDS
    }

    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        KINDS.iter().find(|(_, known)| *known == code).map(|(kind, _)| *kind)
    }
}

/// Who was really met or spoken with. Neither: an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Reached {
    pub child: bool,
    pub family: bool,
}

impl Reached {
    pub const CHILD: Self = Self { child: true, family: false };
    pub const FAMILY: Self = Self { child: false, family: true };
    pub const BOTH: Self = Self { child: true, family: true };
    pub const NOBODY: Self = Self { child: false, family: false };
}

/// One note, as far as duties care. A note by two teachers is handed in once for each: days are
/// counted, so nothing counts twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Contact {
    /// When it took place, not when it was typed.
    pub on: Date,
    pub kind: NoteKind,
    pub reached: Reached,
    pub by: Id,
}

impl Contact {
    /// Does this note fulfil such a duty? The table at the top of this file.
    #[must_use]
    pub fn counts_for(&self, act: Act) -> bool {
        let Reached { child, family } = self.reached;
        match act {
            Act::Talk => child && self.kind.is_conversation(),
            Act::FamilyContact => family && self.kind.may_reach_family(),
            Act::SpecialSupport => {
                child && self.kind.is_support() || family && self.kind == NoteKind::CareGift
            }
            Act::HomeVisit => (child || family) && self.kind == NoteKind::HomeVisit,
            Act::StudentReport => self.kind == NoteKind::StudentReport,
            Act::AnyContact => (child || family) && self.kind.is_real(),
        }
    }

    /// The child was really met: what "never reached" asks (M7).
    #[must_use]
    pub fn reached_the_child(&self) -> bool {
        self.reached.child && self.kind.is_real()
    }
}

impl NoteKind {
    fn is_conversation(self) -> bool {
        self.is_real() && !matches!(self, Self::Activity | Self::GoodNews)
    }

    fn may_reach_family(self) -> bool {
        use NoteKind::{CareGift, FamilyMeeting, GoodNews, HomeVisit, Message, PhoneCall, VideoCall};
        matches!(self, HomeVisit | PhoneCall | Message | VideoCall | FamilyMeeting | GoodNews | CareGift)
    }

    fn is_support(self) -> bool {
        matches!(self, Self::Tutoring | Self::Counselling | Self::CareGift | Self::Activity)
    }

    fn is_real(self) -> bool {
        !matches!(self, Self::Observation | Self::Incident | Self::StudentReport)
    }
}

/// A note as the table `note` holds it. Where the form said whom it reached (`child`, `family`, `both`, `nobody`: a home
/// visit, a contact, a gift, a letter), that counts; where it said nothing, this is what each kind means:
///
/// | stored | is | reached |
/// |---|---|---|
/// | `talk` | talk | child |
/// | `home_visit` | home visit | child and family |
/// | `family_contact`: `call`, `wechat`, `video`, `meeting` or nothing said | the like | family |
/// | `tutoring` | tutoring | child |
/// | `care` | care gift | child |
/// | `good_news` with a channel | good news | family: somebody was spoken with |
/// | `good_news` without | good news | nobody: a letter sent is not yet an answer |
/// | `observation`, `praise` | observation | nobody: praise is a good word, the talk is its own note |
/// | `incident` | incident | nobody |
/// | `student_report` | student's report | nobody |
///
/// `None` for a kind that duties know nothing of.
#[must_use]
pub fn stored(
    kind: &str,
    (channel, said): (Option<&str>, Option<&str>),
    on: Date,
    by: Id,
) -> Option<Contact> {
    let (kind, usual) = match (kind, channel) {
        ("talk", _) => (NoteKind::Talk, Reached::CHILD),
        ("home_visit", _) => (NoteKind::HomeVisit, Reached::BOTH),
        ("family_contact", Some("wechat")) => (NoteKind::Message, Reached::FAMILY),
        ("family_contact", Some("video")) => (NoteKind::VideoCall, Reached::FAMILY),
        ("family_contact", Some("meeting")) => (NoteKind::FamilyMeeting, Reached::FAMILY),
        ("family_contact", _) => (NoteKind::PhoneCall, Reached::FAMILY),
        ("tutoring", _) => (NoteKind::Tutoring, Reached::CHILD),
        ("care", _) => (NoteKind::CareGift, Reached::CHILD),
        ("good_news", Some(_)) => (NoteKind::GoodNews, Reached::FAMILY),
        ("good_news", None) => (NoteKind::GoodNews, Reached::NOBODY),
        ("observation" | "praise", _) => (NoteKind::Observation, Reached::NOBODY),
        ("incident", _) => (NoteKind::Incident, Reached::NOBODY),
        ("student_report", _) => (NoteKind::StudentReport, Reached::NOBODY),
        _ => return None,
    };
    let reached = match said {
        Some("child") => Reached::CHILD,
        Some("family") => Reached::FAMILY,
        Some("both") => Reached::BOTH,
        Some(_) => Reached::NOBODY,
        None => usual,
    };
    Some(Contact { on, kind, reached, by })
}

/// The kind of note that a tap on such a duty begins.
#[must_use]
pub fn note_for(act: Act) -> &'static str {
    match act {
        Act::Talk | Act::AnyContact => "talk",
        Act::FamilyContact => "family_contact",
        Act::SpecialSupport => "care",
        Act::StudentReport => "student_report",
        Act::HomeVisit => "home_visit",
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{Contact, NoteKind, Reached, note_for, stored};
    use crate::rule::Act;

    fn counts(kind: NoteKind, reached: Reached, act: Act) -> bool {
        Contact { on: date(2025, 9, 1), kind, reached, by: [1; 16] }.counts_for(act)
    }

    // M6
    #[test]
    fn a_home_visit_counts_for_whom_it_met() {
        use NoteKind::HomeVisit;
        assert!(counts(HomeVisit, Reached::CHILD, Act::Talk));
        assert!(!counts(HomeVisit, Reached::CHILD, Act::FamilyContact));
        assert!(counts(HomeVisit, Reached::FAMILY, Act::FamilyContact));
        assert!(!counts(HomeVisit, Reached::FAMILY, Act::Talk));
        assert!(counts(HomeVisit, Reached::BOTH, Act::HomeVisit));
    }

    // M6, M7
    #[test]
    fn an_attempt_that_reached_nobody_counts_for_no_contact() {
        for (kind, _) in NoteKind::all() {
            for act in [Act::Talk, Act::FamilyContact, Act::SpecialSupport, Act::HomeVisit, Act::AnyContact] {
                assert!(!counts(*kind, Reached::NOBODY, act), "{kind:?} {act:?}");
            }
        }
    }

    // M6
    #[test]
    fn a_group_talk_and_an_hour_of_tutoring_are_talks_and_watching_is_not() {
        assert!(counts(NoteKind::GroupTalk, Reached::CHILD, Act::Talk));
        assert!(counts(NoteKind::Tutoring, Reached::CHILD, Act::Talk));
        assert!(counts(NoteKind::Tutoring, Reached::CHILD, Act::SpecialSupport));
        assert!(!counts(NoteKind::Talk, Reached::CHILD, Act::SpecialSupport));
        assert!(!counts(NoteKind::Activity, Reached::CHILD, Act::Talk));
        assert!(!counts(NoteKind::Observation, Reached::BOTH, Act::AnyContact));
    }

    #[test]
    fn whatever_counts_as_a_talk_or_family_contact_is_also_any_contact() {
        for (kind, code) in NoteKind::all() {
            assert_eq!(NoteKind::from_code(code), Some(*kind));
            for reached in [Reached::CHILD, Reached::FAMILY, Reached::BOTH] {
                for act in [Act::Talk, Act::FamilyContact, Act::HomeVisit, Act::SpecialSupport] {
                    assert!(!counts(*kind, reached, act) || counts(*kind, reached, Act::AnyContact));
                }
            }
        }
        assert_eq!(NoteKind::from_code("gossip"), None);
    }

    // M2
    #[test]
    fn the_note_that_a_tap_begins_fulfils_the_duty() {
        for act in Act::ALL {
            let note = stored(note_for(*act), (None, None), date(2025, 9, 1), [1; 16]);
            assert!(note.is_some_and(|note| note.counts_for(*act)), "{act:?}");
        }
        assert_eq!(stored("gossip", (None, None), date(2025, 9, 1), [1; 16]), None);
    }

    // M6, D1
    #[test]
    fn what_the_form_said_of_whom_it_reached_counts_before_what_is_usual() {
        let note = |kind, said| {
            stored(kind, (None, said), date(2025, 9, 1), [1; 16]).unwrap_or_else(|| panic!("{kind}"))
        };
        assert!(note("home_visit", None).counts_for(Act::Talk));
        assert!(!note("home_visit", Some("family")).counts_for(Act::Talk));
        assert!(!note("home_visit", Some("nobody")).counts_for(Act::HomeVisit));
        assert!(!note("family_contact", Some("nobody")).counts_for(Act::FamilyContact));
        assert!(note("family_contact", Some("both")).counts_for(Act::Talk));
        assert!(note("good_news", Some("family")).counts_for(Act::FamilyContact));
        for (kind, said) in
            [("praise", None), ("incident", None), ("good_news", Some("nobody")), ("talk", Some("?"))]
        {
            assert!(!note(kind, said).counts_for(Act::AnyContact), "{kind}");
        }
    }
}
