//! Frequency rules (M1): who does what how often, for which children. Schools change them; the
//! usual ones come with the product ([`crate::usual`]).

pub mod actions;
mod forms;
pub(crate) mod pages;
pub mod store;

use crate::Id;
use crate::days::Since;
use crate::usual::Usual;

/// Longest name a school may give a rule of its own, in characters: it must fit a phone.
pub const LONGEST_NAME: usize = 40;

/// Class, grade or school: who carries the case (帮扶层级).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    Class,
    Grade,
    School,
}

/// Who owes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Who {
    /// The one responsible person, or the homeroom teacher while there is none. What matters is that the child is reached, so anyone's contact counts.
    Responsible,
    /// Each mentor, by themselves; the responsible person while there is no mentor.
    Mentor,
    /// Every member of staff in the team, each by themselves.
    EachMember,
    /// The homeroom teacher, or the responsible person while there is none; anyone's contact counts.
    Homeroom,
    /// Each psychologist of the team, by themselves; nobody while there is none.
    Psychologist,
    /// Each subject teacher of the team, by themselves.
    SubjectTeacher,
    /// Each leader of the team, by themselves.
    Leader,
    /// The student (the monthly report).
    Student,
}

/// What is to be done. Which notes fulfil it: [`crate::contact`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Act {
    Talk,
    FamilyContact,
    SpecialSupport,
    StudentReport,
    HomeVisit,
    AnyContact,
}

/// In which period: a week from Monday to Sunday, two such weeks counted from the first of a term, a month, or a
/// term of the school.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Per {
    Week,
    TwoWeeks,
    Month,
    Term,
}

/// What a rule is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RuleName {
    /// One of the shipped rules: its name is a message in three languages.
    Usual(Usual),
    /// The school's own words.
    Own(String),
}

/// `times` a `per`, from a day, until a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    pub id: Id,
    pub name: RuleName,
    /// Codes of the categories it is for; a child in several of them owes it once. Empty: every case.
    pub categories: Vec<String>,
    /// `None`: every tier.
    pub tier: Option<Tier>,
    pub who: Who,
    pub act: Act,
    pub times: u32,
    pub per: Per,
    pub during: Since,
}

/// Why a rule cannot be saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RuleError {
    NameMissing,
    NameTooLong {
        most: usize,
    },
    CategoryBlank,
    TimesMissing,
    /// More than a person can do well: one a school day, and sixty a term.
    TimesTooMany {
        most: u32,
    },
    EndsBeforeItStarts,
    /// A student owes the report and nothing else.
    StudentOwesOnlyTheReport,
    /// The report is written by the student and nobody else.
    ReportIsTheStudents,
}

impl RuleError {
    /// Arguments: `$most` where the variant has it.
    #[must_use]
    pub fn message_key(&self) -> &'static str {
        match self {
            Self::NameMissing => "duties-rule-name-missing",
            Self::NameTooLong { .. } => "duties-rule-name-too-long",
            Self::CategoryBlank => "duties-rule-category-blank",
            Self::TimesMissing => "duties-rule-times-missing",
            Self::TimesTooMany { .. } => "duties-rule-times-too-many",
            Self::EndsBeforeItStarts => "duties-rule-backwards",
            Self::StudentOwesOnlyTheReport => "duties-rule-student-only-report",
            Self::ReportIsTheStudents => "duties-rule-report-is-students",
        }
    }
}

impl Rule {
    /// Everything that is wrong with it; empty when it may be saved.
    #[must_use]
    pub fn check(&self) -> Vec<RuleError> {
        let most = self.per.most_times();
        let name_length = match &self.name {
            RuleName::Own(name) => name.trim().chars().count(),
            RuleName::Usual(_) => 1,
        };
        let student = self.who == Who::Student;
        let report = self.act == Act::StudentReport;
        [
            (name_length == 0, RuleError::NameMissing),
            (name_length > LONGEST_NAME, RuleError::NameTooLong { most: LONGEST_NAME }),
            (self.categories.iter().any(|code| code.trim().is_empty()), RuleError::CategoryBlank),
            (self.times == 0, RuleError::TimesMissing),
            (self.times > most, RuleError::TimesTooMany { most }),
            (self.during.until.is_some_and(|end| end <= self.during.from), RuleError::EndsBeforeItStarts),
            (student && !report, RuleError::StudentOwesOnlyTheReport),
            (report && !student, RuleError::ReportIsTheStudents),
        ]
        .into_iter()
        .filter_map(|(wrong, error)| wrong.then_some(error))
        .collect()
    }

    /// How often it is owed by somebody who had this many school days in the period.
    ///
    /// The grace: each time wants a few school days of room, so that nobody is asked to talk on the
    /// very day they hear of a child. Two school days in a week (a case opened on Friday, or a week of
    /// which a festival left one day, owes nothing), three in two weeks, five in a month, ten in a term; less where the
    /// rule itself is denser. So `times` is owed in full in any ordinary period, and less in a torn one.
    #[must_use]
    pub fn times_in(&self, school_days: u32) -> u32 {
        let (room, ordinary) = match self.per {
            Per::Week => (2, 4),
            Per::TwoWeeks => (3, 8),
            Per::Month => (5, 15),
            Per::Term => (10, 60),
        };
        let each = (ordinary / self.times.max(1)).clamp(1, room);
        (school_days / each).min(self.times)
    }
}

impl Who {
    /// Must the contact be the person's own? Otherwise anyone's counts.
    #[must_use]
    pub fn only_own(self) -> bool {
        matches!(
            self,
            Self::Mentor | Self::EachMember | Self::Psychologist | Self::SubjectTeacher | Self::Leader
        )
    }
}

impl Per {
    #[must_use]
    pub fn most_times(self) -> u32 {
        match self {
            Self::Week => 5,
            Self::TwoWeeks => 10,
            Self::Month => 20,
            Self::Term => 60,
        }
    }
}

/// Codes for database and forms, and the key of the message that names the value.
macro_rules! coded {
    ($type:ident { $($variant:ident => $code:literal, $key:literal;)+ }) => {
        impl $type {
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)+ _ => None }
            }

            #[must_use]
            pub fn message_key(self) -> &'static str {
                match self { $(Self::$variant => $key),+ }
            }
        }
    };
}
pub(crate) use coded;

coded!(Tier {
    Class => "class", "duties-tier-class";
    Grade => "grade", "duties-tier-grade";
    School => "school", "duties-tier-school";
});
coded!(Who {
    Responsible => "responsible", "duties-who-responsible";
    Mentor => "mentor", "duties-who-mentor";
    EachMember => "each-member", "duties-who-each-member";
    Homeroom => "homeroom", "duties-who-homeroom";
    Psychologist => "psychologist", "duties-who-psychologist";
    SubjectTeacher => "subject-teacher", "duties-who-subject-teacher";
    Leader => "leader", "duties-who-leader";
    Student => "student", "duties-who-student";
});
coded!(Act {
    Talk => "talk", "duties-act-talk";
    FamilyContact => "family-contact", "duties-act-family-contact";
    SpecialSupport => "special-support", "duties-act-special-support";
    StudentReport => "student-report", "duties-act-student-report";
    HomeVisit => "home-visit", "duties-act-home-visit";
    AnyContact => "any-contact", "duties-act-any-contact";
});
coded!(Per {
    Week => "week", "duties-per-week";
    TwoWeeks => "two-weeks", "duties-per-two-weeks";
    Month => "month", "duties-per-month";
    Term => "term", "duties-per-term";
});

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{Act, Per, Rule, RuleError, RuleName, Since, Who};

    fn own(times: u32, per: Per) -> Rule {
        Rule {
            id: [1; 16],
            name: RuleName::Own("每周聊一聊".to_owned()),
            categories: Vec::new(),
            tier: None,
            who: Who::Responsible,
            act: Act::Talk,
            times,
            per,
            during: Since::from(date(2025, 9, 1)),
        }
    }

    // M1
    #[test]
    fn a_sound_rule_has_no_mistakes_and_a_wrong_one_hears_of_all() {
        assert_eq!(own(1, Per::Week).check(), []);
        let wrong = Rule {
            name: RuleName::Own("  ".to_owned()),
            who: Who::Student,
            during: Since::until(date(2025, 9, 1), date(2025, 9, 1)),
            ..own(6, Per::Week)
        };
        let expected = [
            RuleError::NameMissing,
            RuleError::TimesTooMany { most: 5 },
            RuleError::EndsBeforeItStarts,
            RuleError::StudentOwesOnlyTheReport,
        ];
        assert_eq!(wrong.check(), expected);
        assert_eq!(own(0, Per::Term).check(), [RuleError::TimesMissing]);
        let report = Rule { act: Act::StudentReport, ..own(1, Per::Month) };
        assert_eq!(report.check(), [RuleError::ReportIsTheStudents]);
    }

    // M6
    #[test]
    fn a_torn_period_owes_less_and_an_ordinary_one_owes_in_full() {
        assert_eq!([1, 2, 5].map(|days| own(1, Per::Week).times_in(days)), [0, 1, 1]);
        assert_eq!([1, 2, 3, 4, 5].map(|days| own(2, Per::Week).times_in(days)), [0, 1, 1, 2, 2]);
        assert_eq!([1, 3, 5].map(|days| own(5, Per::Week).times_in(days)), [1, 3, 5]);
        assert_eq!([4, 5, 9, 10, 22].map(|days| own(2, Per::Month).times_in(days)), [0, 1, 1, 2, 2]);
        assert_eq!([11, 12, 18].map(|days| own(4, Per::Month).times_in(days)), [3, 4, 4]);
        assert_eq!([9, 10, 90].map(|days| own(1, Per::Term).times_in(days)), [0, 1, 1]);
    }

    #[test]
    fn codes_read_back_as_what_they_were() {
        for who in Who::ALL {
            assert_eq!(Who::from_code(who.code()), Some(*who));
        }
        for act in Act::ALL {
            assert_eq!(Act::from_code(act.code()), Some(*act));
        }
        assert_eq!(Per::from_code("fortnight"), None);
    }
}
