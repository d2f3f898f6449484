//! What several pages of this room share.

use crate::rule::Rule;
use web::Look;

/// One chip of a form.
#[derive(Clone, Debug)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// Its words.
    pub label: String,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// How often and what, without a word on why: a category may not be the reader's to know.
#[must_use]
pub fn how_often(look: &Look, rule: &Rule) -> String {
    let args = [
        ("per", look.t(rule.per.message_key()).into()),
        ("times", rule.times.into()),
        ("act", look.t(rule.act.message_key()).into()),
    ];
    look.tf("duties-how-often", &args)
}
