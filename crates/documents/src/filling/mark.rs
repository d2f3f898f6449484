//! Placeholders as people type them: `{{姓名}}`, rows `{{#联系记录}}` … `{{/联系记录}}`, conditions `{{?联系电话}}` …
//! `{{/?}}`, and `{{!联系电话}}` … `{{/?}}` for what is not known. Full-width signs are taken for what they mean.

use std::ops::Range;

/// Longest name of a placeholder, in characters.
const NAME: usize = 60;

/// What opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Once for each row of a group.
    Loop,
    /// When something is known.
    If,
    /// When nothing is known.
    Unless,
}

/// A placeholder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// A fact.
    Field(String),
    /// The beginning of a part that is repeated or left out.
    Open(Kind, String),
    /// Its end; a condition may end without a name.
    Close(String),
}

/// What a text holds.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
    /// Placeholders with the bytes they take.
    pub marks: Vec<(Range<usize>, Mark)>,
    /// Beginnings that never end, a few characters of each.
    pub open_ended: Vec<String>,
}

/// Whether a text may hold placeholders at all.
pub(super) fn may_hold(text: &str) -> bool {
    text.contains("{{") || text.contains(['｛'])
}

/// Finds the placeholders of a text.
pub(super) fn find(text: &str) -> Found {
    let mut found = Found::default();
    let mut at = 0;
    while let Some(start) = next(text, at, ['{', '｛']) {
        let inside = start.end;
        match next(text, inside, ['}', '｝']) {
            Some(end) if is_name(text.get(inside..end.start).unwrap_or_default()) => {
                let name = text.get(inside..end.start).unwrap_or_default();
                found.marks.push((start.start..end.end, mark(name)));
                at = end.end;
            }
            _ => {
                found.open_ended.push(text.get(start.start..).unwrap_or_default().chars().take(12).collect());
                at = inside;
            }
        }
    }
    found
}

/// The next two signs of a pair of braces.
fn next(text: &str, from: usize, signs: [char; 2]) -> Option<Range<usize>> {
    let rest = text.get(from..)?;
    let mut before: Option<usize> = None;
    for (at, sign) in rest.char_indices() {
        match before {
            Some(start) if signs.contains(&sign) => return Some(from + start..from + at + sign.len_utf8()),
            _ => before = signs.contains(&sign).then_some(at),
        }
    }
    None
}

fn is_name(name: &str) -> bool {
    !name.trim().is_empty() && name.chars().count() <= NAME && !name.contains(['{', '}', '｛', '｝', '\n'])
}

fn mark(inside: &str) -> Mark {
    let inside = inside.trim();
    let mut signs = inside.chars();
    let sign = signs.next();
    let rest = || tidy(signs.as_str());
    match sign {
        Some('#' | '＃') => Mark::Open(Kind::Loop, rest()),
        Some('?' | '？') => Mark::Open(Kind::If, rest()),
        Some('!' | '！') => Mark::Open(Kind::Unless, rest()),
        Some('/' | '／') => {
            Mark::Close(rest().trim_start_matches(['?', '？', '!', '！', '#', '＃']).trim().to_owned())
        }
        _ => Mark::Field(tidy(inside)),
    }
}

/// A name on one line, without blanks around.
fn tidy(name: &str) -> String {
    name.trim().chars().map(|sign| if sign.is_whitespace() { ' ' } else { sign }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(text: &str) -> Vec<Mark> {
        find(text).marks.into_iter().map(|(_, mark)| mark).collect()
    }

    #[test]
    fn placeholders_are_found_as_people_type_them() {
        let field = |name: &str| Mark::Field(name.to_owned());
        assert_eq!(marks("姓名：{{ 学生.姓名 }}，{{性别}}"), [field("学生.姓名"), field("性别")]);
        assert_eq!(marks("｛｛姓名｝｝"), [field("姓名")]);
        assert_eq!(marks("{{＃联系记录}}"), [Mark::Open(Kind::Loop, "联系记录".to_owned())]);
        assert_eq!(
            marks("{{?电话}}{{/?}}"),
            [Mark::Open(Kind::If, "电话".to_owned()), Mark::Close(String::new())]
        );
        assert_eq!(marks("{{/联系记录}}"), [Mark::Close("联系记录".to_owned())]);
        assert_eq!(marks("f(x) = {x} {{}} {{ }}"), []);
        assert_eq!(marks("{{#each items}}x"), [Mark::Open(Kind::Loop, "each items".to_owned())]);
    }

    #[test]
    fn a_beginning_without_end_is_told() {
        assert_eq!(find("好 {{姓名} 完").open_ended, ["{{姓名} 完"]);
        assert_eq!(find("{{a {{b}}").marks.len(), 1);
        assert!(find("没有").marks.is_empty());
    }
}
