//! The words of a reminder. They are made from a number and an address; nothing else can stand in them.

use language::{Arg, Lang};

/// What a person is told.
#[must_use]
pub fn to_person(lang: Lang, count: usize, address: &str) -> (String, String) {
    let n = i64::try_from(count).unwrap_or(i64::MAX);
    let subject = language::tf(lang, "duties-reminder-subject", &[("n", Arg::Number(n))]);
    let text =
        language::tf(lang, "duties-reminder-text", &[("n", Arg::Number(n)), ("link", Arg::Text(address))]);
    (subject, text)
}

/// What a group of colleagues is told.
#[must_use]
pub fn to_group(lang: Lang, count: usize, address: &str) -> String {
    let n = i64::try_from(count).unwrap_or(i64::MAX);
    language::tf(lang, "duties-reminder-group", &[("n", Arg::Number(n)), ("link", Arg::Text(address))])
}

/// What a new robot says first.
#[must_use]
pub fn trial(lang: Lang, address: &str) -> String {
    language::tf(lang, "duties-reminder-trial", &[("link", Arg::Text(address))])
}
