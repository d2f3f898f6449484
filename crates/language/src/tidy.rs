//! What the tests of the whole house ask about the catalogues. Nothing here runs while a page is made.

use std::collections::{BTreeMap, BTreeSet};

use fluent_bundle::FluentResource;
use fluent_syntax::ast::{CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement};

use crate::catalogue::{self, files};
use crate::{Arg, Lang};

/// What the code asks for against what the catalogues hold.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Findings {
    /// Keys in some catalogue that nobody asks for.
    pub unused: Vec<String>,
    /// Keys asked for that are not in every catalogue.
    pub missing: Vec<String>,
}

/// Compares the keys that the code uses with the catalogues. An entry that ends in `*` stands for every key with
/// that beginning (a key put together at run time, such as `casework-tier-*`); it is missing when there is none.
#[must_use]
pub fn unused_or_missing(used: &[&str]) -> Findings {
    let held: BTreeSet<&str> = Lang::ALL.into_iter().flat_map(crate::keys).collect();
    let (families, single): (Vec<&str>, Vec<&str>) = used.iter().partition(|key| key.ends_with('*'));
    let single: BTreeSet<&str> = single.into_iter().collect();
    let families: BTreeSet<&str> = families.into_iter().map(|key| key.trim_end_matches('*')).collect();
    let in_family = |key: &str| families.iter().any(|family| key.starts_with(family));
    let unused = held.iter().filter(|key| !single.contains(*key) && !in_family(key));
    let missing = single.iter().filter(|key| !crate::has(key)).map(|key| (*key).to_owned());
    let empty = families.iter().filter(|family| !held.iter().any(|key| key.starts_with(*family)));
    Findings {
        unused: unused.map(|key| (*key).to_owned()).collect(),
        missing: missing.chain(empty.map(|family| format!("{family}*"))).collect(),
    }
}

/// Everything wrong inside single catalogues: what does not parse, a key defined twice (also across files), a
/// message without a value or with attributes, a message that refers to one that does not exist.
#[must_use]
pub fn problems() -> Vec<String> {
    let mut problems = Vec::new();
    for lang in Lang::ALL {
        let catalogue = catalogue::of(lang);
        problems.extend(catalogue.problems().iter().cloned());
        for (key, names) in arguments(lang) {
            let args: Vec<(&str, Arg<'_>)> =
                names.iter().map(|name| (name.as_str(), Arg::Number(2))).collect();
            if let Some((text, false)) = catalogue.format(&key, &args) {
                problems.push(format!("{}: {key} cannot be written whole: {text}", lang.tag()));
            }
        }
    }
    problems
}

/// Every message of `lang` with the names of the arguments that its own text mentions, in any plural.
#[must_use]
pub fn arguments(lang: Lang) -> BTreeMap<String, BTreeSet<String>> {
    let mut messages = BTreeMap::new();
    for (_, text) in files(lang) {
        let resource = FluentResource::try_new(text).unwrap_or_else(|(resource, _)| resource);
        for entry in resource.entries() {
            if let Entry::Message(message) = entry {
                let mut names = BTreeSet::new();
                message.value.iter().for_each(|pattern| in_pattern(pattern, &mut names));
                messages.insert(message.id.name.to_owned(), names);
            }
        }
    }
    messages
}

/// Every locale file of `lang` as written: its name and its text.
#[must_use]
pub fn sources(lang: Lang) -> Vec<(String, String)> {
    files(lang)
}

fn in_pattern(pattern: &Pattern<&str>, names: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            in_expression(expression, names);
        }
    }
}

fn in_expression(expression: &Expression<&str>, names: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(inline) => in_inline(inline, names),
        Expression::Select { selector, variants } => {
            in_inline(selector, names);
            variants.iter().for_each(|variant| in_pattern(&variant.value, names));
        }
    }
}

fn in_inline(inline: &InlineExpression<&str>, names: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            names.insert(id.name.to_owned());
        }
        InlineExpression::Placeable { expression } => in_expression(expression, names),
        InlineExpression::FunctionReference { arguments, .. } => in_call(arguments, names),
        InlineExpression::TermReference { arguments: Some(arguments), .. } => in_call(arguments, names),
        _ => {}
    }
}

fn in_call(call: &CallArguments<&str>, names: &mut BTreeSet<String>) {
    call.positional.iter().for_each(|inline| in_inline(inline, names));
    call.named.iter().for_each(|named| in_inline(&named.value, names));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_nobody_asks_for_and_a_key_nobody_holds_are_found() {
        let mut used: Vec<&str> = crate::keys(Lang::En).filter(|key| *key != "language-day-today").collect();
        used.push("language-no-such");
        used.push("language-nothing-*");
        let findings = unused_or_missing(&used);
        assert_eq!(findings.unused, ["language-day-today"]);
        assert_eq!(findings.missing, ["language-no-such", "language-nothing-*"]);
    }

    #[test]
    fn a_family_of_keys_covers_all_that_begin_like_it() {
        assert!(!unused_or_missing(&["language-*"]).unused.iter().any(|key| key.starts_with("language-")));
    }

    #[test]
    fn arguments_are_found_inside_plurals() {
        let messages = arguments(Lang::En);
        assert_eq!(messages["language-day-ago"], BTreeSet::from(["days".to_owned()]));
        assert_eq!(messages["language-day-today"], BTreeSet::new());
    }
}
