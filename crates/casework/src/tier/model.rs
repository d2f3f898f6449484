//! What is asked and answered between the tiers, and the forms of each.

use std::collections::BTreeMap;

use access::actor::HeldFor;
use access::{Action, Actor, Facts, Kind};
use kernel::Day;

use crate::case::Tier;
use crate::words::keyed;

keyed! {
    /// Which way a case goes.
    Way of "tier-way" {
        /// The tier cannot cope and asks the one above.
        Up = "up",
        /// The one above is no longer needed.
        Down = "down",
        /// A serious breach of rules: to the school, with an education plan.
        Breach = "breach",
        /// Nobody needed the tier any longer when it was looked at again.
        Ended = "ended",
    }
}

keyed! {
    /// What became of a request.
    Answer of "tier-answer" {
        /// The other tier took it.
        Accepted = "accepted",
        /// Given back, with a reason.
        Returned = "returned",
        /// Taken back by whoever asked.
        Withdrawn = "withdrawn",
    }
}

keyed! {
    /// The form of a tier, or the education plan after a breach.
    Form of "tier-form" {
        /// What was tried, what we ask for.
        Class = "class",
        /// How the grade leader sees it, the measures, who.
        Grade = "grade",
        /// How the school sees it, resources, help from outside.
        School = "school",
        /// What happened, the child's own account, the family told, the education plan.
        Breach = "breach",
    }
}

impl Way {
    /// Where a case of this tier goes; none when there is nowhere to go.
    #[must_use]
    pub fn target(self, from: Tier) -> Option<Tier> {
        match (self, from) {
            (Self::Up, Tier::Class) | (Self::Down, Tier::School) => Some(Tier::Grade),
            (Self::Up, Tier::Grade) | (Self::Breach, _) => Some(Tier::School),
            (Self::Down, Tier::Grade) | (Self::Ended, _) => Some(Tier::Class),
            (Self::Up, Tier::School) | (Self::Down, Tier::Class) => None,
        }
    }

    /// The form that whoever asks fills in.
    #[must_use]
    pub fn form(self, from: Tier) -> Form {
        if self == Self::Breach { Form::Breach } else { Form::of(from) }
    }
}

/// One question of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question {
    /// Its name in the form, in the body and in message keys.
    pub name: &'static str,
    /// Which days answer it, where words do not.
    pub days: Option<Days>,
    /// Whether the form comes back without an answer.
    pub needed: bool,
}

const fn words(name: &'static str) -> Question {
    Question { name, days: None, needed: false }
}

/// A day that has been, or one to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Days {
    /// Until today.
    Past,
    /// From today on.
    Coming,
}

const fn needed(name: &'static str, days: Option<Days>) -> Question {
    Question { name, days, needed: true }
}

impl Form {
    /// The form of a tier.
    #[must_use]
    pub fn of(tier: Tier) -> Self {
        match tier {
            Tier::Class => Self::Class,
            Tier::Grade => Self::Grade,
            Tier::School => Self::School,
        }
    }

    /// The tier whose form it is: the education plan is the class's to write.
    #[must_use]
    pub fn tier(self) -> Tier {
        match self {
            Self::Class | Self::Breach => Tier::Class,
            Self::Grade => Tier::Grade,
            Self::School => Tier::School,
        }
    }

    /// Its questions in order.
    #[must_use]
    pub fn questions(self) -> &'static [Question] {
        match self {
            Self::Class => const { &[words("tried"), words("asked")] },
            Self::Grade => const { &[words("view"), words("measures"), words("who")] },
            Self::School => const { &[words("view"), words("resources"), words("outside")] },
            Self::Breach => {
                const {
                    &[
                        needed("facts", None),
                        needed("account", None),
                        needed("told", Some(Days::Past)),
                        needed("plan", None),
                        needed("review", Some(Days::Coming)),
                    ]
                }
            }
        }
    }

    /// The question that the reason of a request answers already.
    #[must_use]
    pub fn answered_by_reason(self) -> Option<&'static str> {
        match self {
            Self::Class => Some("asked"),
            Self::Breach => Some("facts"),
            Self::Grade | Self::School => None,
        }
    }
}

/// The answers of a form by the names of the questions.
pub type Body = BTreeMap<String, String>;

/// A form as it was written last.
#[derive(Clone, Debug)]
pub struct Written {
    /// Which.
    pub form: Form,
    /// The answers.
    pub body: Body,
    /// When.
    pub on: Day,
    /// By whom.
    pub writer: String,
}

impl Written {
    /// The questions that have an answer, with it; days in words.
    #[must_use]
    pub fn answers(&self, look: &web::Look) -> Vec<(&'static str, String)> {
        let shown = |question: &Question| {
            let text = self.body.get(question.name).filter(|text| !text.is_empty())?;
            let day = question.days.and_then(|_| text.parse::<Day>().ok());
            let words = day.map_or_else(|| text.clone(), |day| look.day(&day));
            Some((look.t(label_key(self.form, question.name)), words))
        };
        self.form.questions().iter().filter_map(shown).collect()
    }
}

/// The message that asks a question.
#[must_use]
pub fn label_key(form: Form, question: &str) -> String {
    format!("tiers-form-{}-{question}", form.key())
}

/// What the other tier says.
#[derive(Clone, Debug)]
pub enum Verdict {
    /// It takes the case until it is looked at again.
    Accept {
        /// When it is looked at again.
        review_on: Day,
        /// What it writes in its form, if anything.
        body: Body,
    },
    /// It gives the case back, with a reason.
    Return(String),
}

/// Whether somebody may speak for a tier about a child: for the class, whoever may change its case; for the grade and
/// the school, who may do so for all of it and signs for its papers. The policy alone answers.
#[must_use]
pub fn speaks_for(actor: &Actor, tier: Tier, child: &Facts) -> bool {
    let may = |action, kind, facts: &Facts| access::decide(actor, action, kind, facts).is_some();
    let leads =
        |facts: &Facts| may(Action::Amend, Kind::Case, facts) && may(Action::List, Kind::Paper, facts);
    let whole = Facts::school(child.school);
    match tier {
        Tier::Class => may(Action::Amend, Kind::Case, child),
        Tier::Grade => child.grade.is_some() && leads(&Facts { grade: child.grade, ..whole }),
        Tier::School => leads(&whole),
    }
}

/// Whether somebody may speak for a tier above the class, about any child at all.
#[must_use]
pub fn speaks_above_class(actor: &Actor) -> bool {
    let school = Facts::school(actor.school);
    let mut grades = actor.roles.iter().filter_map(|held| match held.held_for {
        HeldFor::Grade(grade) => Some(Facts { grade: Some(grade), ..school }),
        _ => None,
    });
    speaks_for(actor, Tier::School, &school) || grades.any(|grade| speaks_for(actor, Tier::Grade, &grade))
}

#[cfg(test)]
mod tests {
    use super::*;

    // K2
    #[test]
    fn a_case_goes_one_tier_at_a_time_save_after_a_breach() {
        assert_eq!(Way::Up.target(Tier::Class), Some(Tier::Grade));
        assert_eq!(Way::Up.target(Tier::Grade), Some(Tier::School));
        assert_eq!(Way::Up.target(Tier::School), None);
        assert_eq!(Way::Down.target(Tier::School), Some(Tier::Grade));
        assert_eq!(Way::Down.target(Tier::Class), None);
        assert_eq!(Way::Breach.target(Tier::Class), Some(Tier::School));
        assert_eq!(Way::Ended.target(Tier::School), Some(Tier::Class));
    }

    #[test]
    fn the_reason_answers_a_question_of_its_form() {
        for form in Form::ALL {
            let known = |name: &str| form.questions().iter().any(|question| question.name == name);
            assert!(form.answered_by_reason().is_none_or(known), "{form:?}");
        }
    }
}
