//! What the page frame needs: language, theme, who is signed in, where we are.

use axum::http::{HeaderMap, Method, header};
use language::{Arg, Lang};

use crate::nav::Item;

/// The signed-in person, as the frame shows it.
#[derive(Clone, Debug)]
pub struct Who {
    /// Name.
    pub name: String,
    /// Roles in words.
    pub roles: String,
}

/// How this page looks to this reader.
#[derive(Clone, Debug)]
pub struct Look {
    pub(crate) lang: Lang,
    pub(crate) theme: &'static str,
    pub(crate) path: String,
    pub(crate) flash: Option<&'static str>,
    pub(crate) school_name: String,
    pub(crate) who: Option<Who>,
    pub(crate) nav: Vec<Item>,
    pub(crate) draft_key: String,
    pub(crate) answer: bool,
}

impl Look {
    /// From the request alone: nobody is signed in.
    #[must_use]
    pub fn of_request(method: &Method, headers: &HeaderMap, path: &str) -> Self {
        let lang = cookie(headers, "lang").and_then(Lang::parse).unwrap_or_else(|| {
            let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
            Lang::from_accept_language(accepted.unwrap_or(""))
        });
        let theme = match cookie(headers, "theme") {
            Some("dark") => "dark",
            Some("light") => "light",
            _ => "auto",
        };
        let flash = cookie(headers, "flash").filter(|key| key.contains("-said-") && language::has(key));
        let flash = flash.map(|key| language::t(lang, key));
        Self { answer: method != Method::GET, ..Self::plain(lang, theme, path, flash) }
    }

    /// For work without a browser.
    #[must_use]
    pub fn of_lang(lang: Lang) -> Self {
        Self::plain(lang, "auto", "/", None)
    }

    fn plain(lang: Lang, theme: &'static str, path: &str, flash: Option<&'static str>) -> Self {
        let path = path.to_owned();
        let school_name = language::t(lang, "web-product").to_owned();
        let (nav, draft_key) = (Vec::new(), String::new());
        Self { lang, theme, path, flash, school_name, who: None, nav, draft_key, answer: false }
    }

    /// The reader's language.
    #[must_use]
    pub fn lang(&self) -> Lang {
        self.lang
    }
    /// Its tag for the page.
    #[must_use]
    pub fn lang_tag(&self) -> &'static str {
        self.lang.tag()
    }
    /// `auto`, `light` or `dark`.
    #[must_use]
    pub fn theme(&self) -> &'static str {
        self.theme
    }
    /// The path of this page.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }
    /// What was just done, in words.
    #[must_use]
    pub fn flash(&self) -> Option<&str> {
        self.flash
    }
    /// The school's name, or the product's before anybody signed in.
    #[must_use]
    pub fn school_name(&self) -> &str {
        &self.school_name
    }
    /// Who is signed in.
    #[must_use]
    pub fn who(&self) -> Option<&Who> {
        self.who.as_ref()
    }
    /// Where this person can go.
    #[must_use]
    pub fn nav(&self) -> &[Item] {
        &self.nav
    }

    /// Whether this place is open to the person, so that a way back to it can be shown.
    #[must_use]
    pub fn goes_to(&self, href: &str) -> bool {
        self.nav.iter().any(|item| item.href == href)
    }
    /// The key that seals unsent words in the reader's own browser: 32 bytes in base64, the same after each sign-in.
    #[must_use]
    pub fn draft_key(&self) -> &str {
        &self.draft_key
    }
    /// Whether this page is the answer to a form: it has no address that somebody could come back to.
    #[must_use]
    pub fn is_answer(&self) -> bool {
        self.answer
    }
    /// A text.
    #[must_use]
    pub fn t(&self, key: impl AsRef<str>) -> &'static str {
        language::t(self.lang, key.as_ref())
    }
    /// A text with one number.
    #[must_use]
    pub fn tn(&self, key: &str, n: &i64) -> String {
        language::tf(self.lang, key, &[("n", Arg::Number(*n))])
    }
    /// A text with one piece of text, named `x`.
    #[must_use]
    pub fn tx(&self, key: &str, x: impl AsRef<str>) -> String {
        language::tf(self.lang, key, &[("x", Arg::Text(x.as_ref()))])
    }
    /// A text with arguments.
    #[must_use]
    pub fn tf(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        language::tf(self.lang, key, args)
    }
    /// A day in words.
    #[must_use]
    pub fn day(&self, day: &kernel::Day) -> String {
        language::date(self.lang, *day)
    }
    /// A day in few words.
    #[must_use]
    pub fn short_day(&self, day: &kernel::Day) -> String {
        language::short_date(self.lang, *day)
    }
    /// The weekday.
    #[must_use]
    pub fn weekday(&self, day: &kernel::Day) -> &'static str {
        language::weekday(self.lang, day.weekday())
    }
    /// An instant in words.
    #[must_use]
    pub fn moment(&self, at: &kernel::Instant) -> String {
        language::date_time(self.lang, at.0)
    }
    /// The address of a static file, with the hash of its content.
    #[must_use]
    pub fn asset(&self, name: &str) -> String {
        crate::assets::address(name)
    }
    /// A class in words: grade and number.
    #[must_use]
    pub fn class_name(&self, grade: &i64, number: &i64) -> String {
        let grade = language::t(self.lang, grade_key(*grade));
        language::tf(
            self.lang,
            "web-class-name",
            &[("grade", Arg::Text(grade)), ("number", Arg::Number(*number))],
        )
    }
    /// A grade in words.
    #[must_use]
    pub fn grade_name(&self, grade: &i64) -> &'static str {
        language::t(self.lang, grade_key(*grade))
    }
}

fn grade_key(grade: i64) -> &'static str {
    const KEYS: [&str; 12] = [
        "web-grade-1",
        "web-grade-2",
        "web-grade-3",
        "web-grade-4",
        "web-grade-5",
        "web-grade-6",
        "web-grade-7",
        "web-grade-8",
        "web-grade-9",
        "web-grade-10",
        "web-grade-11",
        "web-grade-12",
    ];
    usize::try_from(grade - 1).ok().and_then(|at| KEYS.get(at)).copied().unwrap_or("web-grade-1")
}

/// The value of a cookie.
#[must_use]
pub fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let all = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    all.flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| (key == name).then_some(value))
}
