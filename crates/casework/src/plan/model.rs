//! What a plan says, and how it stands.

use std::collections::BTreeMap;

use kernel::{Day, PlanId, StaffId};
use web::Look;

use super::template::{SECTIONS, Section, Template, section_word};

/// What somebody wrote: the templates, and the text of each section by its code. Blank texts are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlanText {
    /// In the order chosen.
    pub templates: Vec<Template>,
    /// By the code of the section.
    pub texts: BTreeMap<String, String>,
}

impl PlanText {
    /// The text of a section; empty when nothing was written.
    #[must_use]
    pub fn get(&self, section: &str) -> &str {
        self.texts.get(section).map_or("", String::as_str)
    }

    /// Puts a text in, unless it is blank.
    pub fn set(&mut self, section: &str, text: &str) {
        if !text.trim().is_empty() {
            self.texts.insert(section.to_owned(), text.trim().to_owned());
        }
    }

    /// The sections of this plan in order: those of its templates, and any other in which something stands.
    #[must_use]
    pub fn sections(&self) -> Vec<Section> {
        let stands = |one: &Section| one.stands_in(&self.templates) || !self.get(one.key).is_empty();
        SECTIONS.into_iter().filter(stands).collect()
    }

    /// Heading and text of every section in which something stands, for a page or a paper.
    #[must_use]
    pub fn written(&self, look: &Look) -> Vec<(&'static str, &str)> {
        let all = SECTIONS.iter().map(|one| (section_word(look, one.key), self.get(one.key)));
        all.filter(|(_, text)| !text.is_empty()).collect()
    }

    /// All of it in a row, as the log keeps it.
    #[must_use]
    pub fn told(&self) -> String {
        let texts = SECTIONS.iter().map(|one| self.get(one.key)).filter(|text| !text.is_empty());
        texts.collect::<Vec<_>>().join("\n\n")
    }
}

/// The plan of a case (P1).
#[derive(Clone, Debug)]
pub struct Plan {
    /// The id.
    pub id: PlanId,
    /// How things stand: the section `situation`.
    pub situation: String,
    /// What is done: the section `measures`.
    pub measures: String,
    /// All of it.
    pub text: PlanText,
    /// When it was last written.
    pub written_on: Day,
    /// By whom.
    pub writer: String,
    /// By whom.
    pub written_by: StaffId,
    /// For optimistic changes: 1 for the first, one more each time.
    pub version: i64,
}

impl Plan {
    /// The words of its templates.
    #[must_use]
    pub fn template_words(&self, look: &Look) -> Vec<&'static str> {
        self.text.templates.iter().map(|one| one.word(look)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_stays_in_the_plan_when_its_template_is_taken_away() {
        let mut plan = PlanText { templates: vec![Template::Learning], texts: BTreeMap::new() };
        plan.set("weak_points", " 分数的意义 ");
        plan.set("method", "  ");
        plan.templates.clear();
        let keys: Vec<&str> = plan.sections().iter().map(|one| one.key).collect();
        assert!(keys.contains(&"weak_points") && !keys.contains(&"method"), "{keys:?}");
        assert_eq!(plan.get("weak_points"), "分数的意义");
    }
}
