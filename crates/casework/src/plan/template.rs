//! What a plan is made of: sections, and the templates that bring them (P1, P3, P4). There is one plan for a child; a
//! template adds its sections to it, so that a learning plan, a psychological plan or an individual education plan is
//! a part of the one plan and not another paper.

use noticing::word::Category;
use web::Look;

/// A template. Its words are `plans-template-KEY`, what it asks one to think about `plans-think-KEY`, and what stands
/// in a fresh plan `plans-start-KEY-focus` and `plans-start-KEY-times`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Template {
    /// 留守
    LeftBehind,
    /// 单亲, 离异
    SingleParent,
    /// 孤儿, 事实无人抚养
    Orphan,
    /// 家庭经济困难
    Poor,
    /// 残疾, 患病
    Disabled,
    /// 学习困难
    Learning,
    /// 心理关爱
    Psychological,
    /// 行为习惯
    Behaviour,
    /// 受疫情影响
    Epidemic,
    /// 个别化教育计划: for severe cases.
    Iep,
}

use Template::*;

impl Template {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 10] =
        [LeftBehind, SingleParent, Orphan, Poor, Disabled, Learning, Psychological, Behaviour, Epidemic, Iep];

    /// The code in the database and in forms.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            LeftBehind => "left_behind",
            SingleParent => "single_parent",
            Orphan => "orphan",
            Poor => "poor",
            Disabled => "disabled",
            Learning => "learning",
            Psychological => "psychological",
            Behaviour => "behaviour",
            Epidemic => "epidemic",
            Iep => "iep",
        }
    }

    /// The one with this code.
    #[must_use]
    pub fn parse(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.key() == key)
    }

    /// The template offered for a category.
    #[must_use]
    pub fn of(category: Category) -> Option<Self> {
        Some(match category {
            Category::LeftBehind => LeftBehind,
            Category::SingleParent | Category::Divorced => SingleParent,
            Category::Orphan | Category::Unattended => Orphan,
            Category::Poor => Poor,
            Category::Disabled | Category::Illness => Disabled,
            Category::Learning => Learning,
            Category::Psychological => Psychological,
            Category::Behaviour => Behaviour,
            Category::Epidemic => Epidemic,
            Category::Other => return None,
        })
    }

    /// The categories whose measures are offered with this template.
    #[must_use]
    pub fn categories(self) -> Vec<Category> {
        if self == Iep {
            return vec![Category::Disabled, Category::Learning];
        }
        Category::ALL.iter().copied().filter(|category| Self::of(*category) == Some(self)).collect()
    }

    /// A message of this template: `plans-FAMILY-KEY`, and what follows.
    fn message(self, look: &Look, family: &str, end: &str) -> &'static str {
        look.t(format!("plans-{family}-{}{end}", self.key().replace('_', "-")))
    }

    /// The word that people read.
    #[must_use]
    pub fn word(self, look: &Look) -> &'static str {
        self.message(look, "template", "")
    }

    /// What to think about before one writes.
    #[must_use]
    pub fn questions(self, look: &Look) -> &'static str {
        self.message(look, "think", "")
    }

    /// What stands in a section of a fresh plan, to be changed; nothing for most sections.
    #[must_use]
    pub fn start(self, look: &Look, section: &str) -> Option<&'static str> {
        matches!(section, "focus" | "times").then(|| self.message(look, "start", &format!("-{section}")))
    }
}

/// Templates as the database keeps them: codes joined by commas.
#[must_use]
pub fn join(templates: &[Template]) -> String {
    templates.iter().map(|one| one.key()).collect::<Vec<_>>().join(",")
}

/// Templates from what the database keeps.
#[must_use]
pub fn split(codes: &str) -> Vec<Template> {
    codes.split(',').filter_map(Template::parse).collect()
}

/// A part of the plan, with the templates that bring it; none: it stands in every plan. Its words are
/// `plans-section-KEY` and `plans-section-KEY-hint`.
#[derive(Clone, Copy, Debug)]
pub struct Section {
    /// The code in the database and in forms.
    pub key: &'static str,
    of: &'static [Template],
}

const fn section(key: &'static str, of: &'static [Template]) -> Section {
    Section { key, of }
}

/// All sections, in the order of the page and of the paper.
pub const SECTIONS: [Section; 25] = [
    section("situation", &[]),
    section("causes", &[]),
    section("present_level", &[Iep]),
    section("weak_points", &[Learning]),
    section("signs", &[Psychological]),
    section("before_after", &[Behaviour]),
    section("guardianship", &[LeftBehind, Orphan]),
    section("aid", &[Poor, Orphan]),
    section("focus", &[]),
    section("year_goals", &[Iep]),
    section("short_goals", &[Iep]),
    section("measures", &[]),
    section("method", &[Learning]),
    section("tutoring", &[Learning]),
    section("study_plan", &[Learning]),
    section("calm", &[Psychological]),
    section("instead", &[Behaviour]),
    section("adjustments", &[Disabled, Iep]),
    section("catch_up", &[Epidemic]),
    section("supports", &[Iep]),
    section("persons", &[]),
    section("times", &[]),
    section("child_view", &[Iep, Psychological, Behaviour]),
    section("family_view", &[Iep]),
    section("review", &[Iep]),
];

impl Section {
    /// Whether it stands in a plan made from these templates.
    #[must_use]
    pub fn stands_in(&self, templates: &[Template]) -> bool {
        self.of.is_empty() || self.of.iter().any(|template| templates.contains(template))
    }

    /// Whether a plan cannot be kept without it.
    #[must_use]
    pub fn is_needed(&self) -> bool {
        matches!(self.key, "situation" | "measures")
    }

    /// The heading.
    #[must_use]
    pub fn word(&self, look: &Look) -> &'static str {
        section_word(look, self.key)
    }

    /// What to write there.
    #[must_use]
    pub fn hint(&self, look: &Look) -> &'static str {
        look.t(format!("plans-section-{}-hint", self.key.replace('_', "-")))
    }
}

/// The heading of a section.
#[must_use]
pub fn section_word(look: &Look, key: &str) -> &'static str {
    look.t(format!("plans-section-{}", key.replace('_', "-")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use language::Lang;

    // P1
    #[test]
    fn every_template_and_section_has_its_words_in_three_languages() {
        for lang in Lang::ALL {
            let look = Look::of_lang(lang);
            let of = |one: Template| {
                let starts = ["focus", "times"].map(|section| one.start(&look, section).unwrap_or("⟦"));
                [one.word(&look), one.questions(&look), starts[0], starts[1]]
            };
            let words = Template::ALL.into_iter().flat_map(of);
            let words = words.chain(SECTIONS.iter().flat_map(|one| [one.word(&look), one.hint(&look)]));
            assert_eq!(words.filter(|word| word.starts_with('⟦')).count(), 0, "{lang:?}");
        }
    }

    #[test]
    fn every_category_but_the_other_has_its_template() {
        for category in Category::ALL.iter().filter(|one| **one != Category::Other) {
            assert!(Template::of(*category).is_some_and(|one| one.categories().contains(category)));
        }
    }

    #[test]
    fn templates_survive_the_database() {
        assert_eq!(split(&join(&Template::ALL)), Template::ALL);
        assert!(split("").is_empty());
    }

    #[test]
    fn a_plan_without_template_has_the_six_sections_that_every_plan_has() {
        let keys: Vec<&str> = SECTIONS.iter().filter(|one| one.stands_in(&[])).map(|one| one.key).collect();
        assert_eq!(keys, ["situation", "causes", "focus", "measures", "persons", "times"]);
    }
}
