//! What people typed. A form that is not right comes back with the words typed and the reason.

use std::str::FromStr;

use axum::Form;
use axum::extract::{FromRequest, Request};
use kernel::Day;
use language::Lang;

use crate::app::App;
use crate::reply::Failure;

/// One reason why a form came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The input's name.
    pub name: String,
    /// The reason in the reader's language.
    pub words: String,
}

/// The fields of a form, in the order sent; a name may come several times.
#[derive(Clone, Debug, Default)]
pub struct Fields {
    pairs: Vec<(String, String)>,
    errors: Vec<FieldError>,
}

impl FromRequest<App> for Fields {
    type Rejection = Failure;
    async fn from_request(request: Request, app: &App) -> Result<Self, Failure> {
        let form = Form::<Vec<(String, String)>>::from_request(request, app).await;
        form.map(|Form(pairs)| Self::from(pairs)).map_err(|_| Failure::BadRequest)
    }
}

impl From<Vec<(String, String)>> for Fields {
    fn from(pairs: Vec<(String, String)>) -> Self {
        Self { pairs, errors: Vec::new() }
    }
}

impl Fields {
    /// The text of a field, trimmed; empty when absent.
    #[must_use]
    pub fn get(&self, name: &str) -> &str {
        self.pairs.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.trim())
    }

    /// The text of a field, or nothing when blank.
    #[must_use]
    pub fn some(&self, name: &str) -> Option<&str> {
        Some(self.get(name)).filter(|text| !text.is_empty())
    }

    /// All values under this name.
    #[must_use]
    pub fn all(&self, name: &str) -> Vec<&str> {
        self.pairs.iter().filter(|(key, _)| key == name).map(|(_, value)| value.trim()).collect()
    }

    /// All pairs.
    #[must_use]
    pub fn pairs(&self) -> &[(String, String)] {
        &self.pairs
    }

    /// Whether a choice was made: for checked boxes when a form comes back.
    #[must_use]
    pub fn chose(&self, name: &str, value: &str) -> bool {
        self.pairs.iter().any(|(key, typed)| key == name && typed == value)
    }

    /// Puts a value in: for fresh forms with sensible beginnings.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.pairs.push((name.to_owned(), value.into()));
    }

    /// An id, number or other parsed thing. A blank field is nothing; an unreadable one is an error on the field.
    pub fn parse<T: FromStr>(&mut self, lang: Lang, name: &str) -> Option<T> {
        let text = self.some(name)?.to_owned();
        let parsed = text.parse().ok();
        if parsed.is_none() {
            self.refuse(lang, name, "web-error-unreadable");
        }
        parsed
    }

    /// A day as browsers send it.
    pub fn day(&mut self, lang: Lang, name: &str) -> Option<Day> {
        self.parse(lang, name)
    }

    /// A text that must be there.
    pub fn required(&mut self, lang: Lang, name: &str) -> String {
        let text = self.get(name).to_owned();
        if text.is_empty() {
            self.refuse(lang, name, "web-error-required");
        }
        text
    }

    /// A text that may not be longer than this many characters.
    pub fn at_most(&mut self, lang: Lang, name: &str, characters: usize) {
        if self.get(name).chars().count() > characters {
            self.refuse(lang, name, "web-error-too-long");
        }
    }

    /// Notes a reason on a field.
    pub fn refuse(&mut self, lang: Lang, name: &str, key: &str) {
        self.errors.push(FieldError { name: name.to_owned(), words: language::t(lang, key).to_owned() });
    }

    /// Notes a reason with words of its own on a field.
    pub fn add_error(&mut self, error: FieldError) {
        self.errors.push(error);
    }

    /// The reason on a field; empty when it is right.
    #[must_use]
    pub fn error(&self, name: &str) -> &str {
        self.errors.iter().find(|error| error.name == name).map_or("", |error| &error.words)
    }

    /// All reasons.
    #[must_use]
    pub fn errors(&self) -> &[FieldError] {
        &self.errors
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_right(&self) -> bool {
        self.errors.is_empty()
    }
}

impl Fields {
    /// The reasons without the words typed: a password never goes back to the page.
    #[must_use]
    pub fn blank_with(other: &Self) -> Self {
        Self { pairs: Vec::new(), errors: other.errors.clone() }
    }
}
