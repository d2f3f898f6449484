//! What came back, as a person and as a program reads it.

use crate::html::{self, Token, squeeze};
use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode};
use url::Url;

/// An answer.
#[derive(Debug, Clone)]
pub struct Page {
    /// The status of the last answer.
    pub status: StatusCode,
    /// Its headers.
    pub headers: HeaderMap,
    /// Path and query of the page, after redirects.
    pub url: String,
    /// The bytes as sent.
    pub body: Bytes,
    /// Every path asked on the way, this one last.
    pub visited: Vec<String>,
}

/// A link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The words, or `aria-label` where there is one.
    pub text: String,
    /// Where it leads, as written.
    pub href: String,
}

/// A form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// Where it is sent, as written; empty is the page itself.
    pub action: String,
    /// `get` or `post`.
    pub method: String,
    /// Whether it carries files.
    pub multipart: bool,
    /// Its controls in order, buttons included.
    pub fields: Vec<Field>,
}

/// A control of a form.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Field {
    /// Its name; controls without one are not listed.
    pub name: String,
    /// `text`, `hidden`, `checkbox`, `select`, `textarea`, `submit` …
    pub kind: String,
    /// What it holds: for boxes and radio buttons what they would send, for a list the chosen value.
    pub value: String,
    /// Whether it would be sent now: a ticked box, an enabled field; never a button.
    pub sent: bool,
    /// A list's choices: value and words.
    pub options: Vec<(String, String)>,
}

impl Page {
    /// The body as text.
    #[must_use]
    pub fn html(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The text that a person sees, blanks squeezed.
    #[must_use]
    pub fn text(&self) -> String {
        html::text(&self.tokens())
    }

    /// Whether a person sees these words.
    #[must_use]
    pub fn has(&self, words: &str) -> bool {
        self.text().contains(&squeeze(words))
    }

    /// The title, empty without one.
    #[must_use]
    pub fn title(&self) -> String {
        let tokens = self.tokens();
        let mut inside = tokens.iter().skip_while(|token| !token.opens("title")).skip(1);
        match inside.next() {
            Some(Token::Text(text)) => squeeze(text),
            _ => String::new(),
        }
    }

    /// A header's value, if it has one that is text.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// The body as JSON; panics with the body if it is none.
    #[must_use]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{}: {error} in {}", self.url, self.html()))
    }

    /// All links in order.
    #[must_use]
    pub fn links(&self) -> Vec<Link> {
        let tokens = self.tokens();
        let opens = tokens.iter().enumerate().filter(|(_, token)| token.opens("a"));
        let links = opens.filter_map(|(at, token)| {
            let href = token.attribute("href")?.to_owned();
            let inside: Vec<Token> =
                tokens.iter().skip(at + 1).take_while(|token| !token.closes("a")).cloned().collect();
            let text = token.attribute("aria-label").map_or_else(|| html::text(&inside), str::to_owned);
            Some(Link { text, href })
        });
        links.collect()
    }

    /// Where the link with these words leads; panics with the page's links if there is none.
    #[must_use]
    pub fn link(&self, words: &str) -> String {
        let links = self.links();
        let found = links.iter().find(|link| link.text == words);
        let found = found.or_else(|| links.iter().find(|link| link.text.contains(words)));
        found.map_or_else(
            || panic!("{}: no link 「{words}」 among {links:?}", self.url),
            |link| link.href.clone(),
        )
    }

    /// All forms in order.
    #[must_use]
    pub fn forms(&self) -> Vec<Form> {
        let mut forms: Vec<Form> = Vec::new();
        let mut inside = false;
        let tokens = self.tokens();
        for (at, token) in tokens.iter().enumerate() {
            if token.opens("form") {
                forms.push(Form::read(token));
                inside = true;
            } else if token.closes("form") {
                inside = false;
            } else if let (true, Some(form)) = (inside, forms.last_mut()) {
                form.fields.extend(Field::read(token, tokens.iter().skip(at + 1)));
            }
        }
        forms
    }

    /// The form that is sent to `action`; panics with the page if there is none.
    #[must_use]
    pub fn form(&self, action: &str) -> Form {
        let forms = self.forms();
        let actions: Vec<String> = forms.iter().map(|form| form.action.clone()).collect();
        let found = forms.into_iter().find(|form| self.resolve(&form.action) == self.resolve(action));
        found.unwrap_or_else(|| {
            panic!("{} ({}): no form for {action}, only {actions:?}", self.url, self.status)
        })
    }

    /// An address written on this page, as path and query.
    #[must_use]
    pub fn resolve(&self, place: &str) -> String {
        let here = Url::parse("http://here.test").and_then(|site| site.join(&self.url));
        match here.and_then(|here| here.join(place)) {
            Ok(url) => super::path_of(&url),
            Err(error) => panic!("{place} on {} is no address: {error}", self.url),
        }
    }

    fn tokens(&self) -> Vec<Token> {
        html::tokens(&self.html())
    }
}

impl Form {
    fn read(token: &Token) -> Self {
        let text = |name: &str| token.attribute(name).unwrap_or_default().to_owned();
        let method = if text("method").eq_ignore_ascii_case("post") { "post" } else { "get" };
        let multipart = text("enctype").eq_ignore_ascii_case("multipart/form-data");
        Self { action: text("action"), method: method.to_owned(), multipart, fields: Vec::new() }
    }

    /// The first control of that name; panics with the names that there are.
    #[must_use]
    pub fn field(&self, name: &str) -> &Field {
        let names = || self.fields.iter().map(|field| field.name.as_str()).collect::<Vec<_>>().join(", ");
        let found = self.fields.iter().find(|field| field.name == name);
        found
            .unwrap_or_else(|| panic!("the form for {:?} has no field {name}, only {}", self.action, names()))
    }

    /// What would be sent after these changes. A change replaces all values of its name (given twice, both are
    /// sent) and must be possible: the name exists, and a list or radio button offers the value.
    #[must_use]
    pub fn filled(&self, changes: &[(&str, &str)]) -> Vec<(String, String)> {
        for (name, value) in changes {
            let _exists = self.field(name);
            let offered: Vec<&str> =
                self.fields.iter().filter(|field| field.name == *name).flat_map(Field::offers).collect();
            assert!(
                offered.is_empty() || offered.contains(value),
                "{name} offers {offered:?} and not {value}"
            );
        }
        let changed = |field: &&Field| changes.iter().any(|(name, _)| *name == field.name);
        let kept = self.fields.iter().filter(|field| field.sent && !changed(field));
        let kept = kept.map(|field| (field.name.clone(), field.value.clone()));
        kept.chain(changes.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))).collect()
    }
}

impl Field {
    /// The values that a choice offers; nothing where anything may be written.
    fn offers(&self) -> Vec<&str> {
        match self.kind.as_str() {
            "select" => self.options.iter().map(|(value, _)| value.as_str()).collect(),
            "radio" | "checkbox" | "submit" => vec![self.value.as_str()],
            _ => Vec::new(),
        }
    }

    fn read<'a>(token: &Token, after: impl Iterator<Item = &'a Token>) -> Option<Self> {
        let name = token.attribute("name")?.to_owned();
        let enabled = token.attribute("disabled").is_none();
        let value = token.attribute("value").unwrap_or_default().to_owned();
        if token.opens("input") {
            let kind = token.attribute("type").unwrap_or("text").to_ascii_lowercase();
            let box_ = kind == "checkbox" || kind == "radio";
            let button = ["submit", "button", "reset", "image", "file"].contains(&kind.as_str());
            let value = if box_ && token.attribute("value").is_none() { "on".to_owned() } else { value };
            let sent = enabled && !button && (!box_ || token.attribute("checked").is_some());
            return Some(Self { name, kind, value, sent, options: Vec::new() });
        }
        if token.opens("button") {
            return Some(Self { name, kind: "submit".to_owned(), value, sent: false, options: Vec::new() });
        }
        if token.opens("textarea") {
            let content =
                after.take(1).find_map(|token| if let Token::Text(text) = token { Some(text) } else { None });
            // A line end right after the tag is not part of the value.
            let value =
                content.map(|text| text.strip_prefix('\n').unwrap_or(text).to_owned()).unwrap_or_default();
            return Some(Self {
                name,
                kind: "textarea".to_owned(),
                value,
                sent: enabled,
                options: Vec::new(),
            });
        }
        token.opens("select").then(|| Self::list(name, enabled, after))
    }

    fn list<'a>(name: String, enabled: bool, after: impl Iterator<Item = &'a Token>) -> Self {
        let mut options: Vec<(String, String)> = Vec::new();
        let (mut chosen, mut unnamed) = (None, false);
        for token in after.take_while(|token| !token.closes("select")) {
            if token.opens("option") {
                let value = token.attribute("value");
                unnamed = value.is_none();
                if token.attribute("selected").is_some() {
                    chosen = Some(options.len());
                }
                options.push((value.unwrap_or_default().to_owned(), String::new()));
            } else if let (Token::Text(text), Some((value, words))) = (token, options.last_mut()) {
                *words = squeeze(&format!("{words}{text}"));
                if unnamed {
                    value.clone_from(words);
                }
            }
        }
        // A drop-down list shows its first choice when none is marked.
        let value = options.get(chosen.unwrap_or_default()).map(|(value, _)| value.clone());
        let sent = enabled && value.is_some();
        Self { name, kind: "select".to_owned(), value: value.unwrap_or_default(), sent, options }
    }
}
