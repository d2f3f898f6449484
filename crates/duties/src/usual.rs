//! The rules that come with the product (M1). A school starts with these and changes them.

use jiff::civil::Date;

use crate::Id;
use crate::days::Since;
use crate::rule::{Act, Per, Rule, RuleName, Who, coded};

/// Families in which a child easily falls out of sight: the categories of the weekly rules.
pub const FAMILY_DIFFICULTY: [&str; 6] =
    ["left_behind", "single_parent", "divorced", "orphan", "unattended", "poor"];

/// A shipped rule by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Usual {
    /// A talk a week with each child from a family in difficulty.
    WeeklyTalk,
    /// A contact a week with the family of each of them.
    WeeklyFamilyContact,
    /// Two talks a month by every member of the team.
    MemberTalks,
    /// Special support once a month.
    MonthlySupport,
    /// The student's monthly report to the mentor.
    MonthlyReport,
}

coded!(Usual {
    WeeklyTalk => "weekly-talk", "duties-usual-weekly-talk";
    WeeklyFamilyContact => "weekly-family-contact", "duties-usual-weekly-family-contact";
    MemberTalks => "member-talks", "duties-usual-member-talks";
    MonthlySupport => "monthly-support", "duties-usual-monthly-support";
    MonthlyReport => "monthly-report", "duties-usual-monthly-report";
});

impl Usual {
    /// The rule as shipped, valid from this day.
    #[must_use]
    pub fn rule(self, id: Id, from: Date) -> Rule {
        let family = || FAMILY_DIFFICULTY.map(str::to_owned).to_vec();
        let (categories, who, act, times, per) = match self {
            Self::WeeklyTalk => (family(), Who::Responsible, Act::Talk, 1, Per::Week),
            Self::WeeklyFamilyContact => (family(), Who::Responsible, Act::FamilyContact, 1, Per::Week),
            Self::MemberTalks => (Vec::new(), Who::EachMember, Act::Talk, 2, Per::Month),
            Self::MonthlySupport => (Vec::new(), Who::Responsible, Act::SpecialSupport, 1, Per::Month),
            Self::MonthlyReport => (Vec::new(), Who::Student, Act::StudentReport, 1, Per::Month),
        };
        let name = RuleName::Usual(self);
        Rule { id, name, categories, tier: None, who, act, times, per, during: Since::from(from) }
    }
}

/// All shipped rules for a school, valid from this day, with ids handed in.
#[must_use]
pub fn usual(from: Date, mut next_id: impl FnMut() -> Id) -> Vec<Rule> {
    Usual::ALL.iter().map(|usual| usual.rule(next_id(), from)).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::usual;

    // M1
    #[test]
    fn every_shipped_rule_is_a_sound_rule() {
        let rules = usual(date(2025, 9, 1), || [7; 16]);
        assert_eq!(rules.len(), 5);
        for rule in rules {
            assert_eq!(rule.check(), [], "{rule:?}");
        }
    }
}
