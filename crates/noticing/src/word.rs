//! The closed sets of this room: the codes of the database, each with its word on the page.

use access::Kind;
use web::Look;

macro_rules! coded {
    ($(#[$meta:meta])* $name:ident in $prefix:literal { $($(#[$doc:meta])* $variant:ident = $code:literal),+ $(,)? }) => {
        kernel::keyed! { $(#[$meta])* $name { $($(#[$doc])* $variant = $code),+ } }

        impl $name {
            /// The code in the database and in forms.
            #[must_use]
            pub const fn code(self) -> &'static str {
                self.key()
            }

            /// The word for it.
            #[must_use]
            pub fn word(self, look: &Look) -> &'static str {
                look.t(&format!("{}-{}", $prefix, self.code().replace('_', "-")))
            }
        }
    };
}

coded! {
    /// A category that a student may be in; a student may be in several (C3).
    Category in "terms-category" {
        /// Parents work away.
        LeftBehind = "left_behind",
        /// One parent.
        SingleParent = "single_parent",
        /// Parents divorced.
        Divorced = "divorced",
        /// Orphan.
        Orphan = "orphan",
        /// De facto unattended.
        Unattended = "unattended",
        /// Hardship.
        Poor = "poor",
        /// Disability.
        Disabled = "disabled",
        /// Illness.
        Illness = "illness",
        /// Learning difficulty.
        Learning = "learning",
        /// Psychological.
        Psychological = "psychological",
        /// Behaviour and habits.
        Behaviour = "behaviour",
        /// Affected by an epidemic.
        Epidemic = "epidemic",
        /// Something else.
        Other = "other",
    }
}

coded! {
    /// What a student needs.
    Need in "terms-need" {
        /// Study.
        Study = "study",
        /// Daily life.
        Life = "life",
        /// Feelings.
        Psychology = "psychology",
        /// Money.
        Money = "money",
        /// Safety.
        Safety = "safety",
        /// Health.
        Health = "health",
    }
}

coded! {
    /// Where a finding or a nomination comes from (C2).
    Source in "terms-source" {
        /// Observation.
        Observation = "observation",
        /// An individual talk.
        IndividualTalk = "individual_talk",
        /// A subject teacher.
        SubjectTeacher = "subject_teacher",
        /// A home visit.
        HomeVisit = "home_visit",
        /// Contact with the family.
        FamilyContact = "family_contact",
        /// A questionnaire.
        Questionnaire = "questionnaire",
        /// Classmates.
        Peers = "peers",
        /// Last term's file.
        LastFile = "last_file",
    }
}

coded! {
    /// Where a difficulty comes from.
    Cause in "terms-cause" {
        /// The family.
        Family = "family",
        /// The school.
        School = "school",
        /// Society.
        Social = "social",
        /// Motivation, habits, will.
        NonIntellectual = "non_intellectual",
    }
}

coded! {
    /// What a remark is.
    RemarkKind in "terms-remark" {
        /// Something the child is good at.
        Strength = "strength",
        /// The child's own words.
        OwnWords = "own_words",
        /// A cause; its topic is a [`Cause`].
        Cause = "cause",
        /// One observer's remark that the child may need support; its topic is a [`Source`].
        Nomination = "nomination",
        /// What the child is like.
        Personality = "personality",
    }
}

/// The kinds of finding, by who may read them.
pub const FINDING_KINDS: [Kind; 4] = [Kind::Finding, Kind::AidFinding, Kind::HealthFinding, Kind::PsyFinding];

impl Category {
    /// The kind of record a finding in this category is: it decides who reads it and under which key it lies.
    #[must_use]
    pub const fn kind(self) -> Kind {
        match self {
            Self::Poor => Kind::AidFinding,
            Self::Disabled | Self::Illness => Kind::HealthFinding,
            Self::Psychological => Kind::PsyFinding,
            _ => Kind::Finding,
        }
    }

    /// The categories of one kind.
    #[must_use]
    pub fn of_kind(kind: Kind) -> Vec<Self> {
        Self::ALL.iter().copied().filter(|category| category.kind() == kind).collect()
    }
}

impl Need {
    /// Needs as the database keeps them: codes joined by commas, nothing for none.
    #[must_use]
    pub fn join(needs: &[Self]) -> Option<String> {
        let codes: Vec<&str> = needs.iter().map(|need| need.code()).collect();
        Some(codes.join(",")).filter(|text| !text.is_empty())
    }

    /// Needs from what the database keeps.
    #[must_use]
    pub fn split(text: Option<&str>) -> Vec<Self> {
        text.unwrap_or("").split(',').filter_map(Self::parse).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use language::{Lang, has};

    #[test]
    fn every_code_has_its_word_in_the_shared_words() {
        let look = Look::of_lang(Lang::En);
        let words = Category::ALL.iter().map(|one| one.word(&look));
        let words = words.chain(Need::ALL.iter().map(|one| one.word(&look)));
        let words = words.chain(Source::ALL.iter().map(|one| one.word(&look)));
        let words = words.chain(Cause::ALL.iter().map(|one| one.word(&look)));
        let words = words.chain(RemarkKind::ALL.iter().map(|one| one.word(&look)));
        assert!(words.into_iter().all(|word| !word.starts_with('⟦')));
        assert!(has("terms-category-left-behind"));
    }

    #[test]
    fn every_category_belongs_to_exactly_one_kind_of_finding() {
        let all: usize = FINDING_KINDS.iter().map(|kind| Category::of_kind(*kind).len()).sum();
        assert_eq!(all, Category::ALL.len());
    }

    #[test]
    fn needs_survive_the_database() {
        let needs = [Need::Study, Need::Safety];
        assert_eq!(Need::split(Need::join(&needs).as_deref()), needs);
        assert_eq!(Need::join(&[]), None);
    }
}
