//! What the names in a template mean: the labels of the field dictionary in any of the three languages, or its own names.

use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use documents::filling::{As, Checked, Use};
use language::Lang;
use people::roster::text::squeeze;

use crate::fields::{FIELDS, ROWS, Source, label};

const LANGUAGES: [Lang; 3] = [Lang::ZhHans, Lang::ZhHant, Lang::En];
/// What people write before a field to say whose it is.
const WHOSE: [&str; 4] = ["学生.", "學生.", "student.", "child."];

/// What a name means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// A field of the child.
    Field(&'static str),
    /// A group of rows.
    Group(&'static str),
    /// A field of a row.
    InRow(&'static str),
}

type Names = HashMap<String, &'static str>;

fn names(keys: impl Iterator<Item = &'static str>, of: fn(Lang, &str) -> &'static str) -> Names {
    let mut names = Names::new();
    for key in keys {
        names.insert(squeeze(key), key);
        for lang in LANGUAGES {
            names.entry(squeeze(of(lang, key))).or_insert(key);
        }
    }
    names
}

static BY_FIELD: LazyLock<Names> = LazyLock::new(|| names(FIELDS.iter().map(|field| field.key), label));
static BY_GROUP: LazyLock<Names> = LazyLock::new(|| names(ROWS.iter().map(|(key, ..)| *key), group_label));
static IN_ROWS: LazyLock<HashMap<&'static str, Names>> = LazyLock::new(|| {
    ROWS.iter().map(|(group, _, keys)| (*group, names(keys.iter().copied(), label))).collect()
});

/// What a group is called.
#[must_use]
pub fn group_label(lang: Lang, group: &str) -> &'static str {
    language::t(lang, &format!("papers-rows-{group}"))
}

fn plain(name: &str) -> String {
    let name = squeeze(name);
    WHOSE.iter().find_map(|whose| name.strip_prefix(whose)).unwrap_or(&name).to_owned()
}

/// The group of a name.
pub fn group(name: &str) -> Option<&'static str> {
    BY_GROUP.get(&plain(name)).copied()
}

/// The field of the child that is called so.
pub fn field_named(name: &str) -> Option<&'static str> {
    BY_FIELD.get(&plain(name)).copied()
}

/// What one use of a name means; none when nothing is called so.
#[must_use]
pub fn of(one: &Use) -> Option<Meaning> {
    let name = plain(&one.name);
    let in_row =
        one.group.as_deref().and_then(group).and_then(|group| IN_ROWS.get(group)?.get(&name).copied());
    let field = || BY_FIELD.get(&name).copied().map(Meaning::Field);
    let group = || BY_GROUP.get(&name).copied().map(Meaning::Group);
    match one.used {
        As::Rows => group(),
        As::Field => in_row.map(Meaning::InRow).or_else(field),
        As::Condition => in_row.map(Meaning::InRow).or_else(field).or_else(group),
    }
}

/// Where the facts of a template come from: nothing else is read, and nothing else is logged as read.
#[must_use]
pub fn sources(uses: &[Use]) -> BTreeSet<Source> {
    let source = |one: &Use| match of(one)? {
        Meaning::Field(key) => FIELDS.iter().find(|field| field.key == key).map(|field| field.source),
        Meaning::Group(group) => ROWS.iter().find(|(key, ..)| *key == group).map(|(_, source, _)| *source),
        // Its group is among the uses.
        Meaning::InRow(_) => None,
    };
    uses.iter().filter_map(source).collect()
}

/// A name that nothing is called, with what it may have been meant for, as people of this language call it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// As it is written.
    pub name: String,
    /// Where.
    pub place: String,
    /// The nearest name; empty when none is near.
    pub near: String,
}

/// The names that mean nothing.
#[must_use]
pub fn unknown(lang: Lang, checked: &Checked) -> Vec<Unknown> {
    let strange = checked.uses.iter().filter(|one| of(one).is_none());
    strange
        .map(|one| Unknown { name: one.name.clone(), place: one.place.clone(), near: nearest(lang, one) })
        .collect()
}

fn nearest(lang: Lang, one: &Use) -> String {
    let wanted = plain(&one.name);
    let row = one.group.as_deref().and_then(group).and_then(|group| IN_ROWS.get(group));
    let fields = BY_FIELD.iter().chain(row.into_iter().flatten()).map(|(name, key)| (name, label(lang, key)));
    let groups = BY_GROUP.iter().map(|(name, key)| (name, group_label(lang, key)));
    let all: Vec<(&String, &'static str)> =
        if one.used == As::Rows { groups.collect() } else { fields.collect() };
    let near = all.into_iter().map(|(name, label)| (likeness(&wanted, name), label));
    // Of names that are equally near, the shortest: nearest to what was typed, and always the same.
    let best =
        near.max_by_key(|(likeness, label)| (*likeness, std::cmp::Reverse((label.chars().count(), *label))));
    best.filter(|(likeness, _)| *likeness >= 40).map(|(_, label)| label.to_owned()).unwrap_or_default()
}

/// How alike two names are, in hundredths: the share of characters that need not be changed, or, for a name that holds the
/// other, half of that and a half.
fn likeness(one: &str, other: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let longer = a.len().max(b.len());
    if longer == 0 || a.is_empty() || b.is_empty() {
        return 0;
    }
    let kept = longer.saturating_sub(distance(&a, &b)) * 100 / longer;
    if one.contains(other) || other.contains(one) { kept / 2 + 50 } else { kept }
}

/// The least number of characters to put in, take out or change (Levenshtein).
fn distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (place, sign) in a.iter().enumerate() {
        let mut diagonal = place;
        let mut left = place + 1;
        let mut next = vec![left];
        for (above, other) in row.iter().skip(1).zip(b) {
            let changed = diagonal + usize::from(sign != other);
            diagonal = *above;
            left = changed.min(left + 1).min(*above + 1);
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(name: &str, used: As, group: Option<&str>) -> Use {
        Use { name: name.to_owned(), group: group.map(str::to_owned), used, place: "document".to_owned() }
    }

    #[test]
    fn names_are_known_in_three_languages_and_by_their_own() {
        for name in ["姓名", "学生.姓名", "學生.姓名", "Student.Name", "name", " 姓 名 "] {
            assert_eq!(of(&one(name, As::Field, None)), Some(Meaning::Field("name")), "{name}");
        }
        assert_eq!(of(&one("联系记录", As::Rows, None)), Some(Meaning::Group("notes")));
        assert_eq!(of(&one("内容", As::Field, Some("联系记录"))), Some(Meaning::InRow("note-text")));
        assert_eq!(of(&one("姓名", As::Field, Some("联系记录"))), Some(Meaning::Field("name")));
        assert_eq!(of(&one("姓名", As::Field, Some("监护人名单"))), Some(Meaning::InRow("person")));
        assert_eq!(of(&one("姓名", As::Rows, None)), None);
    }

    #[test]
    fn every_group_and_field_has_a_name_of_its_own_and_an_example() {
        for lang in LANGUAGES {
            let labels: BTreeSet<String> =
                FIELDS.iter().map(|field| squeeze(label(lang, field.key))).collect();
            assert!(FIELDS.len() - labels.len() <= 2, "{lang:?}: {} of {}", labels.len(), FIELDS.len());
            for (group, _, keys) in ROWS {
                assert!(language::has(&format!("papers-rows-{group}")), "{group}");
                assert!(keys.iter().all(|key| language::has(&format!("papers-example-{key}"))), "{group}");
            }
        }
        for field in FIELDS {
            assert!(language::has(&format!("papers-example-{}", field.key)), "{}", field.key);
        }
    }

    #[test]
    fn a_name_with_a_slip_finds_the_one_that_was_meant() {
        let near = |name: &str, used| nearest(Lang::ZhHans, &one(name, used, None));
        assert_eq!(near("姓民", As::Field), "姓名");
        assert_eq!(near("监护人的电话", As::Field), "监护人电话");
        assert_eq!(near("出生年月", As::Field), "出生日期");
        assert_eq!(near("联系纪录", As::Rows), "联系记录");
        assert_eq!(near("xyzzy", As::Field), "");
    }

    #[test]
    fn a_template_reads_only_what_it_names() {
        let uses = [
            one("姓名", As::Field, None),
            one("联系记录", As::Rows, None),
            one("内容", As::Field, Some("联系记录")),
        ];
        assert_eq!(sources(&uses), BTreeSet::from([Source::Roster, Source::Notes]));
    }
}
