//! One language's messages: the Fluent bundle, and beside it a flat table of those that need no arguments.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use fluent_syntax::ast::Entry;
use rust_embed::RustEmbed;
use unic_langid::LanguageIdentifier;

use crate::date::Shapes;
use crate::{Arg, Lang};

#[derive(RustEmbed)]
#[folder = "../../locales"]
struct Locales;

pub(crate) struct Catalogue {
    bundle: FluentBundle<FluentResource>,
    keys: BTreeSet<Box<str>>,
    plain: HashMap<Box<str>, Box<str>>,
    shapes: Shapes,
    problems: Vec<String>,
}

/// The catalogue of `lang`, read at first use and kept.
pub(crate) fn of(lang: Lang) -> &'static Catalogue {
    static ZH_HANS: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::load(Lang::ZhHans));
    static ZH_HANT: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::load(Lang::ZhHant));
    static EN: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::load(Lang::En));
    match lang {
        Lang::ZhHans => &ZH_HANS,
        Lang::ZhHant => &ZH_HANT,
        Lang::En => &EN,
    }
}

/// Every locale file of `lang`: its name and its text, in order of name.
pub(crate) fn files(lang: Lang) -> Vec<(String, String)> {
    let mut names: Vec<Cow<'static, str>> = Locales::iter()
        .filter(|name| {
            name.strip_prefix(lang.tag()).is_some_and(|rest| rest.starts_with('/') && rest.ends_with(".ftl"))
        })
        .collect();
    names.sort();
    let text = |name: &str| Locales::get(name).map(|file| String::from_utf8_lossy(&file.data).into_owned());
    names.into_iter().filter_map(|name| text(&name).map(|text| (name.into_owned(), text))).collect()
}

impl Catalogue {
    fn load(lang: Lang) -> Self {
        let mut catalogue = Self::of_files(lang, files(lang));
        catalogue.shapes = Shapes::of(&catalogue);
        catalogue
    }

    /// A catalogue of the given files (name, text). A broken message is left out and told in `problems`.
    pub(crate) fn of_files(lang: Lang, files: Vec<(String, String)>) -> Self {
        let locale: LanguageIdentifier = lang.tag().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        // Isolation marks are for mixed writing directions; in Chinese they only spoil copying and searching.
        bundle.set_use_isolating(false);
        let mut catalogue = Self {
            bundle,
            keys: BTreeSet::new(),
            plain: HashMap::new(),
            shapes: Shapes::default(),
            problems: Vec::new(),
        };
        for (name, text) in files {
            catalogue.add(&name, text);
        }
        catalogue.resolve_plain();
        catalogue
    }

    fn add(&mut self, name: &str, text: String) {
        let resource = FluentResource::try_new(text).unwrap_or_else(|(resource, errors)| {
            self.problems.extend(errors.iter().map(|error| format!("{name}: {error}")));
            resource
        });
        for entry in resource.entries() {
            if let Entry::Message(message) = entry {
                self.keys.insert(message.id.name.into());
                if message.value.is_none() || !message.attributes.is_empty() {
                    self.problems.push(format!("{name}: {} has no value, or attributes", message.id.name));
                }
            }
        }
        if let Err(errors) = self.bundle.add_resource(resource) {
            self.problems.extend(errors.iter().map(|error| format!("{name}: {error}")));
        }
    }

    /// A message that can be written without an error and without arguments is plain.
    fn resolve_plain(&mut self) {
        for key in &self.keys {
            if let Some((text, true)) = self.format(key, &[]) {
                self.plain.insert(key.clone(), text.into());
            }
        }
    }

    pub(crate) fn plain(&self, key: &str) -> Option<&str> {
        self.plain.get(key).map(AsRef::as_ref)
    }

    /// The text, and whether nothing was lacking in it; `None` when there is no such message.
    pub(crate) fn format(&self, key: &str, args: &[(&str, Arg<'_>)]) -> Option<(String, bool)> {
        if let Some(text) = self.plain(key) {
            return Some((text.to_owned(), true));
        }
        let pattern = self.bundle.get_message(key)?.value()?;
        let mut values = FluentArgs::with_capacity(args.len());
        for (name, arg) in args {
            values.set(*name, arg.value());
        }
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&values), &mut errors).into_owned();
        Some((text, errors.is_empty()))
    }

    pub(crate) fn contains(&self, key: &str) -> bool {
        self.keys.contains(key)
    }

    pub(crate) fn keys(&self) -> impl Iterator<Item = &str> {
        self.keys.iter().map(AsRef::as_ref)
    }

    pub(crate) fn shapes(&self) -> &Shapes {
        &self.shapes
    }

    pub(crate) fn problems(&self) -> &[String] {
        &self.problems
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one_file(text: &str) -> Catalogue {
        Catalogue::of_files(Lang::En, vec![("en/test.ftl".to_owned(), text.to_owned())])
    }

    #[test]
    fn a_sound_file_has_no_problems() {
        let catalogue = one_file(
            "case-open = Open\ncase-many = { $n ->\n    [one] one case\n   *[other] { $n } cases\n}\n",
        );
        assert_eq!(catalogue.problems(), [""; 0]);
        assert_eq!(catalogue.plain("case-open"), Some("Open"));
        assert_eq!(catalogue.plain("case-many"), None);
        assert_eq!(
            catalogue.format("case-many", &[("n", Arg::Number(1))]),
            Some(("one case".to_owned(), true))
        );
        assert_eq!(
            catalogue.format("case-many", &[("n", Arg::Number(12345))]),
            Some(("12345 cases".to_owned(), true))
        );
    }

    #[test]
    fn a_broken_message_is_told_and_the_others_stay() {
        let catalogue = one_file("case-open = { $n\ncase-closed = Closed\n");
        assert_eq!(catalogue.problems().len(), 1, "{:?}", catalogue.problems());
        assert_eq!(catalogue.plain("case-closed"), Some("Closed"));
    }

    #[test]
    fn a_key_defined_twice_is_told_and_the_first_stays() {
        let catalogue = one_file("case-open = Open\ncase-open = Opened\n");
        assert_eq!(catalogue.problems().len(), 1, "{:?}", catalogue.problems());
        assert_eq!(catalogue.plain("case-open"), Some("Open"));
    }

    #[test]
    fn a_lacking_argument_is_told() {
        let catalogue = one_file("case-of = Case of { $name }\n");
        assert_eq!(catalogue.format("case-of", &[]), Some(("Case of {$name}".to_owned(), false)));
        assert_eq!(catalogue.format("case-for", &[]), None);
    }
}
