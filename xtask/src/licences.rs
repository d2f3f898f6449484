//! Every dependency against `deny.toml`, without a network and without another program: the licence of each crate
//! is in the allow list, no banned crate, no git source, no wildcard version.

use crate::process::{cargo, quietly};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;

/// What `deny.toml` says; the part of cargo-deny's format that we use, one string a line.
#[derive(Debug, Default, PartialEq)]
struct Policy {
    allow: BTreeSet<String>,
    banned: BTreeSet<String>,
}

/// A line of counts, or every breach found.
pub fn check() -> Result<String, String> {
    let file = crate::root().join("deny.toml");
    let text = fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
    let policy = Policy::read(&text)?;
    let metadata = quietly(cargo().args(["metadata", "--format-version", "1", "--quiet"]))?;
    let metadata: Value = serde_json::from_str(&metadata).map_err(|error| error.to_string())?;
    let packages = list(&metadata, "packages");
    let breaches: Vec<String> = packages.iter().flat_map(|package| policy.breaches(package)).collect();
    if !breaches.is_empty() {
        return Err(format!("{} breaches of deny.toml\n    {}", breaches.len(), breaches.join("\n    ")));
    }
    let own = list(&metadata, "workspace_members").len();
    Ok(format!(
        "{} crates, all licences allowed: {own} our own, {} from outside, of which {} in the program here",
        packages.len(),
        packages.len() - own,
        in_the_program()?
    ))
}

/// How many crates from outside are linked into the one program for this machine.
fn in_the_program() -> Result<usize, String> {
    let tree =
        quietly(cargo().args(["tree", "--package", "server", "--edges", "normal", "--prefix", "none"]))?;
    // `name v1.2.3`, and ` (/path)` after our own.
    let lines = tree.lines().map(|line| line.trim_end_matches(" (*)")).filter(|line| !line.contains(" (/"));
    Ok(lines.filter(|line| !line.is_empty()).collect::<BTreeSet<_>>().len())
}

impl Policy {
    fn read(text: &str) -> Result<Self, String> {
        let mut policy = Self::default();
        let (mut section, mut key) = (String::new(), String::new());
        for line in text.lines().map(|line| line.split('#').next().unwrap_or_default().trim()) {
            if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                (section, key) = (name.to_owned(), String::new());
                continue;
            }
            if let Some((name, _)) = line.split_once(" = [") {
                key = name.trim().to_owned();
            }
            let first = line.split('"').nth(1).map(str::to_owned);
            match (section.as_str(), key.as_str()) {
                ("licenses", "allow") => policy.allow.extend(first),
                ("bans", "deny") => policy.banned.extend(first),
                _ => {}
            }
            if line.ends_with(']') {
                key.clear();
            }
        }
        if policy.allow.is_empty() || policy.banned.is_empty() {
            return Err("deny.toml: no [licenses] allow list or no [bans] deny list found".to_owned());
        }
        Ok(policy)
    }

    fn breaches(&self, package: &Value) -> Vec<String> {
        let name = text(package, "name");
        let mut found = Vec::new();
        let mut add = |reason: String| found.push(format!("{name} {}: {reason}", text(package, "version")));
        let licence = text(package, "license");
        if !self.allows(licence) {
            add(format!("the licence `{licence}` is not allowed"));
        }
        if self.banned.contains(name) {
            add("is banned".to_owned());
        }
        let source = text(package, "source");
        if !source.is_empty() && !source.starts_with("registry+") {
            add(format!("comes from {source}, not from the registry"));
        }
        let ours = source.is_empty();
        for dependency in list(package, "dependencies").iter().filter(|_| ours) {
            if text(dependency, "req") == "*" && text(dependency, "path").is_empty() {
                add(format!("asks for any version of {}", text(dependency, "name")));
            }
        }
        found
    }

    /// Whether an SPDX expression can be met with allowed licences. Old crates write `/` for OR.
    fn allows(&self, expression: &str) -> bool {
        let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
        let mut words = spaced.split_whitespace().peekable();
        let verdict = self.either(&mut words);
        verdict && words.next().is_none()
    }

    fn either(&self, words: &mut Words) -> bool {
        let mut met = self.both(words);
        while words.next_if(|word| *word == "OR").is_some() {
            met |= self.both(words);
        }
        met
    }

    fn both(&self, words: &mut Words) -> bool {
        let mut met = self.one(words);
        while words.next_if(|word| *word == "AND").is_some() {
            met &= self.one(words);
        }
        met
    }

    fn one(&self, words: &mut Words) -> bool {
        match words.next() {
            Some("(") => self.either(words) && words.next() == Some(")"),
            Some(name) if words.next_if(|word| *word == "WITH").is_some() => {
                let exception = words.next().unwrap_or_default();
                self.allow.contains(&format!("{name} WITH {exception}"))
            }
            Some(name) => self.allow.contains(name),
            None => false,
        }
    }
}

type Words<'a> = std::iter::Peekable<std::str::SplitWhitespace<'a>>;

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value.get(key).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "[licenses]\nallow = [\n  \"MIT\", # short\n  \"Apache-2.0\",\n  \"Apache-2.0 WITH LLVM-exception\",\n]\n\
        [bans]\nwildcards = \"deny\"\ndeny = [\n  { name = \"openssl\", reason = \"x\" },\n]\n";

    fn policy() -> Policy {
        Policy::read(TEXT).unwrap()
    }

    #[test]
    fn the_lists_are_read_from_the_file() {
        assert_eq!(policy().allow.len(), 3);
        assert_eq!(policy().banned.into_iter().collect::<Vec<_>>(), ["openssl"]);
        assert!(Policy::read("[licenses]\n").is_err());
    }

    #[test]
    fn an_expression_is_met_as_spdx_says() {
        let met = ["MIT", "MIT OR GPL-3.0-only", "GPL-2.0/MIT", "MIT AND (GPL-3.0-only OR Apache-2.0)"];
        assert!(met.iter().all(|text| policy().allows(text)));
        assert!(policy().allows("Apache-2.0 WITH LLVM-exception"));
        let unmet = [
            "",
            "GPL-3.0-only",
            "MIT AND GPL-3.0-only",
            "(GPL-3.0-only OR MIT) AND MPL-2.0",
            "MIT WITH X",
            "(MIT",
        ];
        for text in unmet {
            assert!(!policy().allows(text), "{text}");
        }
    }

    #[test]
    fn each_kind_of_breach_is_found() {
        let package = serde_json::json!({
            "name": "openssl", "version": "1.0.0", "license": "GPL-3.0-only", "source": "git+https://example.org/x",
            "dependencies": []
        });
        assert_eq!(policy().breaches(&package).len(), 3);
        let ours = serde_json::json!({
            "name": "ours", "version": "0.1.0", "license": "MIT", "source": null,
            "dependencies": [{ "name": "any", "req": "*" }, { "name": "beside", "req": "*", "path": "/x" }]
        });
        assert_eq!(policy().breaches(&ours).len(), 1);
    }
}
