//! The forms, field for field as schools and offices print them (T2). Common rules on such sheets: facts and the
//! child's own words, no labels; a day for what comes next.
//!
//! Sources: the field lists of the usual sheets of schools; the civil affairs' registration form of left-behind children in
//! the country; the nine cases of mandatory reporting (opinion of nine ministries, 2020, article 4).

/// What a form is about; decides what fills it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// A child.
    Child,
    /// A note of this kind about a child.
    Note(&'static str),
}

/// What stands in the cell beside a label. Where nothing is known, the choices of the label are printed, if it has some.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item {
    /// A field of the dictionary under its own label.
    Field(&'static str),
    /// A field under another label of the form.
    As(&'static str, &'static str),
    /// Written by hand, under a label of the form.
    Hand(&'static str),
}

/// One row: its items side by side, and how many lines of writing it keeps.
pub type Row = (u32, &'static [Item]);

/// A form.
#[derive(Debug)]
pub struct Form {
    /// Its name in addresses and message keys.
    pub key: &'static str,
    /// What it is about.
    pub about: About,
    /// Set under the title, as a message `papers-form-<key>-head`.
    pub has_head: bool,
    /// The rows.
    pub rows: &'static [Row],
}

impl Form {
    /// Whether a note of this kind fills it.
    #[must_use]
    pub fn is_about(&self, kind: &str) -> bool {
        matches!(self.about, About::Note(own) if own == kind)
    }
}

use About::{Child, Note};
use Item::{As, Field, Hand};

const WHO: Row = (1, &[Field("name"), Field("sex"), Field("class")]);
const SIGNED: Row = (2, &[Hand("sign-teacher"), Hand("sign-guardian")]);

/// All forms.
pub const FORMS: &[Form] = &[
    Form { key: "talk", about: Note("talk"), has_head: false, rows: TALK },
    Form { key: "home-visit", about: Note("home_visit"), has_head: false, rows: HOME_VISIT },
    Form { key: "tutoring", about: Note("tutoring"), has_head: false, rows: TUTORING },
    Form { key: "counselling", about: Child, has_head: true, rows: COUNSELLING },
    Form { key: "support", about: Child, has_head: false, rows: SUPPORT },
    Form { key: "tier-class", about: Child, has_head: false, rows: TIER_CLASS },
    Form { key: "tier-grade", about: Child, has_head: false, rows: TIER_GRADE },
    Form { key: "tier-school", about: Child, has_head: false, rows: TIER_SCHOOL },
    Form { key: "referral", about: Child, has_head: true, rows: REFERRAL },
    Form { key: "consent", about: Child, has_head: true, rows: CONSENT },
    Form { key: "notice", about: Child, has_head: true, rows: NOTICE },
    Form { key: "crisis", about: Child, has_head: true, rows: CRISIS },
    Form { key: "mandatory-report", about: Child, has_head: true, rows: MANDATORY },
    Form { key: "left-behind", about: Child, has_head: false, rows: LEFT_BEHIND },
    Form { key: "dropout", about: Child, has_head: false, rows: DROPOUT },
];

/// The form of a name.
#[must_use]
pub fn find(key: &str) -> Option<&'static Form> {
    FORMS.iter().find(|form| form.key == key)
}

const TALK: &[Row] = &[
    (1, &[As("talk-day", "note-day"), Hand("place"), As("talk-minutes", "note-minutes")]),
    WHO,
    (1, &[Field("student-number"), As("talk-by", "note-writer"), Hand("present")]),
    (1, &[Hand("talk-kind")]),
    (1, &[Hand("way")]),
    (3, &[Hand("talk-why")]),
    (4, &[As("talk-own-words", "note-own-words")]),
    (6, &[As("talk-guidance", "note-text")]),
    (3, &[Hand("reaction")]),
    (3, &[As("agreed", "follow-up")]),
    (1, &[Hand("passed-on"), As("next-day", "follow-up-day")]),
];

const HOME_VISIT: &[Row] = &[
    WHO,
    (1, &[As("visit-day", "note-day"), As("visit-by", "note-writer"), Hand("with")]),
    (1, &[As("visit-place", "address"), Hand("visit-way")]),
    (1, &[Hand("met")]),
    (2, &[Field("family-members")]),
    (2, &[Hand("economy"), Hand("upbringing")]),
    (2, &[Hand("visit-why")]),
    (3, &[Hand("at-school")]),
    (3, &[Hand("at-home")]),
    (3, &[Hand("wishes")]),
    (4, &[As("visit-found", "note-text")]),
    (3, &[As("agreed", "follow-up")]),
    (1, &[As("next-visit", "follow-up-day"), Field("note-recorded")]),
    SIGNED,
];

const TUTORING: &[Row] = &[
    WHO,
    (
        1,
        &[
            As("tutoring-day", "note-day"),
            As("tutoring-by", "note-writer"),
            As("tutoring-minutes", "note-minutes"),
        ],
    ),
    (1, &[Hand("subject"), Hand("place")]),
    (3, &[Hand("weak-points")]),
    (6, &[As("tutoring-text", "note-text")]),
    (3, &[As("tutoring-words", "note-own-words")]),
    (3, &[Hand("effect")]),
    (2, &[As("homework", "follow-up"), As("next-day", "follow-up-day")]),
    (2, &[Hand("sign-teacher"), Hand("sign-child")]),
];

const COUNSELLING: &[Row] = &[
    (1, &[As("name-or-alias", "name"), Field("student-number"), Field("class")]),
    (1, &[Field("sex"), Field("age"), Hand("counselling-day")]),
    (1, &[Hand("counselling-time"), Hand("place")]),
    (1, &[Hand("counsellor"), Hand("recorder"), Hand("which-time")]),
    (1, &[Hand("came-from")]),
    (1, &[Hand("counselling-way")]),
    (3, &[Hand("complaint")]),
    (2, &[Hand("since")]),
    (2, &[Hand("counselling-goal")]),
    (4, &[Hand("process")]),
    (3, &[Hand("showed")]),
    (2, &[Hand("history")]),
    (2, &[Hand("danger")]),
    (2, &[Hand("homework-next")]),
    (1, &[Hand("referred")]),
];

const SUPPORT: &[Row] = &[
    WHO,
    (1, &[As("file-day", "case-opened"), As("file-kinds", "categories")]),
    (3, &[Field("strengths")]),
    (3, &[As("own-view", "own-words")]),
    (3, &[Field("family-members")]),
    (2, &[As("study", "marks")]),
    (3, &[Hand("mind")]),
    (3, &[Field("causes")]),
    (2, &[Field("team")]),
    (3, &[Field("goals-near")]),
    (3, &[Field("goals-far")]),
    (5, &[Field("measures")]),
    (2, &[As("period-from", "case-opened"), As("period-until", "case-closed")]),
    (8, &[Field("support-times")]),
    (4, &[Hand("stage-review")]),
    (3, &[Hand("effect")]),
    (2, &[Hand("sign-guardian"), Hand("leave-opinion")]),
];

const TIER_CLASS: &[Row] = &[
    WHO,
    (1, &[Field("categories"), Field("case-opened")]),
    (3, &[Field("strengths")]),
    (4, &[As("concern", "concern")]),
    (4, &[As("tried", "measures")]),
    (2, &[Field("team")]),
    (4, &[Hand("asks-for")]),
    (2, &[Hand("sign-teacher"), Hand("sign-day")]),
];

const TIER_GRADE: &[Row] = &[
    WHO,
    (1, &[Field("categories"), Field("tier")]),
    (3, &[Field("strengths")]),
    (4, &[Field("concern")]),
    (4, &[As("tried", "measures")]),
    (4, &[Hand("grade-view")]),
    (4, &[Hand("grade-measures")]),
    (2, &[Hand("grade-who"), Hand("review-day")]),
    (2, &[Hand("sign-leader"), Hand("sign-day")]),
];

const TIER_SCHOOL: &[Row] = &[
    WHO,
    (1, &[Field("categories"), Field("tier")]),
    (3, &[Field("strengths")]),
    (4, &[Field("concern")]),
    (4, &[As("tried", "measures")]),
    (4, &[Hand("school-view")]),
    (3, &[Hand("resources")]),
    (3, &[Hand("outside-help")]),
    (2, &[Hand("school-who"), Hand("review-day")]),
    (2, &[Hand("sign-principal"), Hand("sign-day")]),
];

const REFERRAL: &[Row] = &[
    WHO,
    (1, &[Field("guardian"), Field("guardian-phone")]),
    (1, &[Hand("referred-to")]),
    (1, &[Hand("referred-by"), Hand("referred-day")]),
    (5, &[Hand("referred-why")]),
    (4, &[As("tried", "measures")]),
    (3, &[Hand("wanted")]),
    (1, &[Hand("guardian-told")]),
    (4, &[Hand("answer")]),
    (2, &[Hand("sign-receiver"), Hand("sign-day")]),
];

const CONSENT: &[Row] = &[
    WHO,
    (1, &[Field("guardian"), Field("guardian-relation"), Field("guardian-phone")]),
    (3, &[Hand("consent-what")]),
    (2, &[Hand("consent-data")]),
    (1, &[Hand("consent-answer")]),
    (2, &[Hand("sign-guardian"), Hand("sign-day")]),
];

const NOTICE: &[Row] = &[
    WHO,
    (1, &[Field("guardian"), Field("guardian-phone")]),
    (3, &[Field("strengths")]),
    (6, &[Hand("notice-what")]),
    (4, &[Hand("notice-together")]),
    (1, &[As("notice-teacher", "writer"), As("notice-day", "today")]),
    (3, &[Hand("receipt")]),
    (2, &[Hand("sign-guardian"), Hand("sign-day")]),
];

const CRISIS: &[Row] = &[
    WHO,
    (1, &[Hand("found-by"), Hand("found-at")]),
    (1, &[Hand("found-how")]),
    (5, &[Hand("crisis-showed")]),
    (1, &[Hand("crisis-level")]),
    (4, &[Hand("at-once")]),
    (2, &[As("told-guardian", "guardian"), Hand("told-at")]),
    (2, &[Hand("reported-to")]),
    (3, &[Hand("judged-by")]),
    (2, &[Hand("hospital")]),
    (2, &[Hand("sign-guardian"), Hand("sign-day")]),
    (3, &[Hand("back-at-school"), Hand("look-again")]),
];

const MANDATORY: &[Row] = &[
    WHO,
    (1, &[Field("born"), Field("guardian"), Field("guardian-phone")]),
    (1, &[Field("address")]),
    (8, &[Hand("triggers")]),
    (1, &[Hand("found-at"), Hand("found-how")]),
    (4, &[Hand("facts-seen")]),
    (3, &[Hand("child-said")]),
    (3, &[Hand("at-once")]),
    (1, &[Hand("reported-offices")]),
    (1, &[Hand("reported-at"), Hand("reported-way")]),
    (2, &[Hand("receipt-number"), Hand("office-answer")]),
    (2, &[Hand("sign-reporter"), Hand("sign-day")]),
];

const LEFT_BEHIND: &[Row] = &[
    (1, &[As("filled-by-office", "school"), As("filled-on", "today")]),
    (1, &[Field("name"), Field("sex"), Field("ethnic")]),
    (1, &[Field("born"), Field("id-number")]),
    (1, &[Hand("registered"), Field("household")]),
    (1, &[As("lives-at", "address")]),
    (1, &[Hand("body"), As("disability-class", "disability")]),
    (1, &[Hand("serious-illness"), As("is-boarding", "boards")]),
    (1, &[As("schooling", "stage"), Hand("schooling-else")]),
    (1, &[Field("grandfather"), Hand("grandfather-born")]),
    (1, &[Field("grandmother"), Hand("grandmother-born")]),
    (1, &[Field("maternal-grandfather"), Hand("maternal-grandfather-born")]),
    (1, &[Field("maternal-grandmother"), Hand("maternal-grandmother-born")]),
    (1, &[Field("father"), Hand("father-born"), Field("father-phone")]),
    (1, &[Field("father-place"), Field("father-id")]),
    (1, &[Field("mother"), Hand("mother-born"), Field("mother-phone")]),
    (1, &[Field("mother-place"), Field("mother-id")]),
    (1, &[Field("both-away"), Field("one-away-unable"), Hand("unable-who")]),
    (1, &[Field("is-entrusted"), Field("entrusted"), Field("entrusted-phone")]),
    (1, &[Field("entrusted-id"), Field("entrusted-relation")]),
    (1, &[Field("entrusted-address")]),
    (1, &[Hand("guardianship")]),
    (1, &[Hand("income")]),
    (1, &[Hand("aid-given")]),
    (2, &[Hand("sign-head"), Hand("sign-checker"), Hand("sign-writer")]),
];

/// Field for field the ledger of those who stopped coming, for one child.
const DROPOUT: &[Row] = &[
    WHO,
    (1, &[Field("id-number"), Field("roll-number")]),
    (1, &[Field("school"), Field("household")]),
    (1, &[Field("guardian"), Field("guardian-relation"), Field("guardian-phone")]),
    (1, &[Field("priority-groups")]),
    (1, &[Field("left-on"), Field("dropout-stage")]),
    (2, &[Field("left-reason")]),
    (2, &[Field("whereabouts")]),
    (9, &[Field("persuasion")]),
    (1, &[Field("back-on"), Field("placement")]),
    (2, &[Field("struck-ground")]),
    (1, &[Field("struck-on"), Field("reported-on")]),
    (2, &[Hand("sign-teacher"), Hand("sign-principal")]),
];

#[cfg(test)]
mod tests {
    use super::*;

    /// Every label of every form, with the field behind it.
    fn items() -> impl Iterator<Item = Item> {
        FORMS.iter().flat_map(|form| form.rows.iter().flat_map(|(_, items)| items.iter().copied()))
    }

    #[test]
    fn every_label_is_written_and_every_field_is_in_the_dictionary() {
        for item in items() {
            let (label, field) = match item {
                Field(key) => (format!("papers-field-{key}"), Some(key)),
                As(label, key) => (format!("papers-hand-{label}"), Some(key)),
                Hand(label) => (format!("papers-hand-{label}"), None),
            };
            assert!(language::has(&label), "{label}");
            assert!(field.is_none_or(|key| crate::fields::find(key).is_some()), "{field:?}");
        }
        for form in FORMS {
            assert!(language::has(&format!("papers-kind-form-{}", form.key)), "{}", form.key);
            assert_eq!(
                language::has(&format!("papers-form-{}-head", form.key)),
                form.has_head,
                "{}",
                form.key
            );
        }
    }

    #[test]
    fn the_forms_have_the_lines_that_the_offices_print() {
        let rows =
            |key: &str| find(key).map_or(0, |form| form.rows.iter().map(|(_, items)| items.len()).sum());
        // Civil affairs: 34 lines, in which the grandparents, father and mother tell several things each.
        assert!(rows("left-behind") >= 34, "{}", rows("left-behind"));
        assert!(rows("counselling") >= 21, "{}", rows("counselling"));
        assert!(rows("talk") >= 14, "{}", rows("talk"));
        assert!(rows("home-visit") >= 20, "{}", rows("home-visit"));
        // Notice of April 2024: sixteen, of which the school and the class are two here.
        assert!(rows("dropout") >= 17, "{}", rows("dropout"));
        assert!(rows("crisis") >= 15, "{}", rows("crisis"));
    }
}
