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

/// Where to go on: a path of this program that a form or an address brought along, else `otherwise`.
#[must_use]
pub fn local_path<'a>(asked: &'a str, otherwise: &'a str) -> &'a str {
    let is_local = asked.starts_with('/')
        && !asked.starts_with("//")
        && asked.len() <= 200
        && asked.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    if is_local { asked } else { otherwise }
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

#[cfg(test)]
mod tests {
    use super::local_path;

    #[test]
    fn a_form_leads_back_only_into_this_program() {
        assert_eq!(local_path("/students/7?tab=notes", "/"), "/students/7?tab=notes");
        for elsewhere in
            ["", "//evil.example", "https://evil.example", "/\\evil.example", "/a\r\nSet-Cookie: x"]
        {
            assert_eq!(local_path(elsewhere, "/"), "/", "{elsewhere:?}");
        }
    }
}
