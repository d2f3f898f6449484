//! The words a person reads: message catalogues, dates, numbers and names, in three languages.
//!
//! Messages live in `locales/<tag>/<room>.ftl` (Fluent) and are embedded in the program. A message without
//! arguments is resolved once and looked up in a flat table ([`t`]); one with arguments goes through Fluent
//! ([`tf`]). Nothing here asks a clock: today is handed in.

mod arg;
mod catalogue;
mod date;
mod lang;
mod missing;
pub mod names;
mod number;
pub mod script;
pub mod tidy;

pub use arg::Arg;
pub use date::{date, date_time, days_ago, month, short_date, weekday};
pub use lang::Lang;
pub use missing::{missing_count, missing_keys};
pub use number::{heading_number, list, number, numeral, percent, uncapped};

/// The message `key` in `lang`. A key that does not exist, or whose message needs arguments, gives a visible
/// `⟦key⟧` and is counted ([`missing_count`]).
#[must_use]
pub fn t(lang: Lang, key: &str) -> &'static str {
    match catalogue::of(lang).plain(key) {
        Some(text) => text,
        None => missing::marker(key),
    }
}

/// The message `key` in `lang` with its arguments and plurals. A missing key gives `⟦key⟧`; a missing argument
/// shows as `{$name}`; both are counted ([`missing_count`]).
#[must_use]
pub fn tf(lang: Lang, key: &str, args: &[(&str, Arg<'_>)]) -> String {
    match catalogue::of(lang).format(key, args) {
        Some((text, true)) => text,
        Some((text, false)) => {
            missing::marker(key);
            text
        }
        None => missing::marker(key).to_owned(),
    }
}

/// Whether `key` exists in every language.
#[must_use]
pub fn has(key: &str) -> bool {
    Lang::ALL.iter().all(|&lang| catalogue::of(lang).contains(key))
}

/// Every message key of `lang`, in order, each once.
pub fn keys(lang: Lang) -> impl Iterator<Item = &'static str> {
    catalogue::of(lang).keys()
}
