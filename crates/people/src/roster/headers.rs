//! What a column's header means.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::fields::{self, Field, GuardianField};
use super::text::{chinese_digit, squeeze};

/// Whose column it is, when it is a guardian's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// 监护人2…
    Nth(u8),
    /// 母亲…: told by the relation, whose code it is.
    Related(&'static str),
    /// 家长…, or a field only guardians have.
    Plain,
}

/// How a header was understood, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sure {
    /// The national roll's own header.
    Exact,
    /// A usual other name.
    Alias,
    /// After leaving out brackets or stars.
    Trimmed,
    /// The lower of two header rows alone.
    Lower,
    /// By the values below it.
    Values,
}

impl Sure {
    /// In hundredths, for showing.
    #[must_use]
    pub fn percent(self) -> u8 {
        match self {
            Self::Exact => 100,
            Self::Alias => 95,
            Self::Trimmed => 85,
            Self::Lower => 80,
            Self::Values => 60,
        }
    }

    /// The key of its sentence in `roster.ftl`.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Exact => "roster-sure-exact",
            Self::Alias => "roster-sure-alias",
            Self::Trimmed => "roster-sure-trimmed",
            Self::Lower => "roster-sure-lower",
            Self::Values => "roster-sure-values",
        }
    }
}

/// What a header means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    Own(Field, Sure),
    Guardian(Who, GuardianField, Sure),
}

impl Meaning {
    #[must_use]
    pub fn sure(self) -> Sure {
        match self {
            Self::Own(_, sure) | Self::Guardian(_, _, sure) => sure,
        }
    }

    fn at_best(self, most: Sure) -> Self {
        match self {
            Self::Own(field, sure) => Self::Own(field, sure.max(most)),
            Self::Guardian(who, field, sure) => Self::Guardian(who, field, sure.max(most)),
        }
    }
}

static KNOWN: LazyLock<HashMap<String, (Field, Sure)>> = LazyLock::new(|| {
    let mut known = HashMap::new();
    for spec in fields::all() {
        known.insert(squeeze(spec.header), (spec.field, Sure::Exact));
    }
    for spec in fields::all() {
        for also in spec.also.split('|') {
            known.entry(squeeze(also)).or_insert((spec.field, Sure::Alias));
        }
    }
    known
});

/// What a header of one row means; none when nothing like it is known.
#[must_use]
pub fn meaning(header: &str) -> Option<Meaning> {
    if header.len() > 300 {
        return None;
    }
    let whole: String = squeeze(header).chars().filter(|c| !matches!(c, '*' | '★' | '#' | ':')).collect();
    if whole.is_empty() {
        return None;
    }
    let open: String = whole.chars().filter(|c| !matches!(c, '(' | ')')).collect();
    let bare = without_brackets(&whole);
    plain_meaning(&open).or_else(|| {
        let shorter = [bare.as_str(), bare.strip_prefix("学生").unwrap_or(&bare)];
        shorter.iter().find_map(|text| plain_meaning(text)).map(|meaning| meaning.at_best(Sure::Trimmed))
    })
}

/// Ends of an upper header that say no more than that it is about somebody.
const ABOUT: [&str; 6] = ["情况", "信息", "资料", "情況", "資訊", "資料"];

/// What a column with an upper and a lower header means: both together first, then the lower, then the upper alone.
#[must_use]
pub fn meaning_of_two(upper: &str, lower: &str) -> Option<Meaning> {
    if lower.is_empty() {
        return meaning(upper);
    }
    if upper.is_empty() {
        return meaning(lower);
    }
    // 监护人情况 over 姓名 and 电话 is 监护人.
    let bare = ABOUT.iter().find_map(|end| upper.trim().strip_suffix(end)).unwrap_or(upper);
    let strange_group = || guardian(&clean(bare), true).is_some();
    meaning(&format!("{upper}{lower}"))
        .or_else(|| meaning(&format!("{bare}{lower}")))
        .or_else(|| meaning(lower).filter(|_| !strange_group()).map(|found| found.at_best(Sure::Lower)))
}

fn clean(header: &str) -> String {
    without_brackets(&squeeze(header))
}

fn without_brackets(text: &str) -> String {
    let mut depth = 0u32;
    text.chars()
        .filter(|c| match c {
            '(' => {
                depth += 1;
                false
            }
            ')' => {
                depth = depth.saturating_sub(1);
                false
            }
            _ => depth == 0,
        })
        .collect()
}

fn plain_meaning(text: &str) -> Option<Meaning> {
    if let Some((field, sure)) = KNOWN.get(text) {
        return Some(Meaning::Own(*field, *sure));
    }
    if let Some((who, field)) = guardian(text, false) {
        return Some(Meaning::Guardian(who, field, Sure::Alias));
    }
    let only = fields::guardian_part(text).filter(|_| !text.is_empty());
    only.map(|field| Meaning::Guardian(Who::Plain, field, Sure::Alias))
}

/// Reads 监护人1姓名, 父亲电话, 第二监护人, guardian 2 phone. With `group` the header needs no field (监护人1).
fn guardian(text: &str, group: bool) -> Option<(Who, GuardianField)> {
    const HEADS: [(&str, Who); 22] = [
        ("家庭成员或监护人", Who::Plain),
        ("家庭成员/监护人", Who::Plain),
        ("家庭主要成员", Who::Plain),
        ("家庭成员", Who::Plain),
        ("法定监护人", Who::Plain),
        ("监护人", Who::Plain),
        ("監護人", Who::Plain),
        ("家长", Who::Plain),
        ("家長", Who::Plain),
        ("成员", Who::Plain),
        ("guardian", Who::Plain),
        ("parent", Who::Plain),
        ("父亲", Who::Related("51")),
        ("爸爸", Who::Related("51")),
        ("father", Who::Related("51")),
        ("母亲", Who::Related("52")),
        ("妈妈", Who::Related("52")),
        ("mother", Who::Related("52")),
        ("爷爷", Who::Related("61")),
        ("奶奶", Who::Related("62")),
        ("外公", Who::Related("63")),
        ("外婆", Who::Related("64")),
    ];
    let (ordinal, text) = ordinal(text);
    let (who, rest) = HEADS.iter().find_map(|(head, who)| Some((*who, text.strip_prefix(head)?)))?;
    let (number, rest) = number(rest);
    let who = ordinal.or(number).map_or(who, Who::Nth);
    let rest = rest.trim_start_matches(['的', '-', '_', '.', ':', '/', '信', '息']);
    let field = fields::guardian_part(rest);
    field.or(group.then_some(GuardianField::Name)).map(|field| (who, field))
}

/// 第一, 第2 in front.
fn ordinal(text: &str) -> (Option<u8>, &str) {
    let Some(rest) = text.strip_prefix('第') else { return (None, text) };
    match number(rest) {
        (Some(nth), rest) => (Some(nth), rest),
        (None, _) => (None, text),
    }
}

fn number(text: &str) -> (Option<u8>, &str) {
    let text = text.trim_start_matches(['-', '_']);
    let Some(first) = text.chars().next() else { return (None, text) };
    let digit = first.to_digit(10).and_then(|digit| u8::try_from(digit).ok());
    let digit = digit.or_else(|| chinese_digit(first).and_then(|digit| u8::try_from(digit).ok()));
    match digit.filter(|nth| (1..=fields::GUARDIANS).contains(nth)) {
        Some(nth) => (Some(nth), text.get(first.len_utf8()..).unwrap_or_default()),
        None => (None, text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(header: &str) -> Option<Field> {
        match meaning(header)? {
            Meaning::Own(field, _) => Some(field),
            Meaning::Guardian(..) => None,
        }
    }

    #[test]
    fn headers_are_known_by_many_names() {
        for (header, field) in [
            ("姓名", Field::Name),
            ("姓 名", Field::Name),
            ("*姓名（必填）", Field::Name),
            ("XM", Field::Name),
            ("SFZJH", Field::IdNumber),
            ("MZM", Field::EthnicGroup),
            ("CSRQ", Field::BornOn),
            ("XBM", Field::Sex),
            ("身份证号码", Field::IdNumber),
            ("国籍/地区", Field::Country),
            ("国籍／地区", Field::Country),
            ("出生日期(YYYYMMDD)", Field::BornOn),
            ("Date of Birth", Field::BornOn),
            ("学生现住址", Field::Address),
            ("birthDate", Field::BornOn),
        ] {
            assert_eq!(own(header), Some(field), "{header}");
        }
        assert_eq!(meaning("班主任"), None);
        assert_eq!(meaning(""), None);
    }

    #[test]
    fn guardians_are_told_by_number_or_relation() {
        let told = |header: &str| match meaning(header) {
            Some(Meaning::Guardian(who, field, _)) => Some((who, field)),
            _ => None,
        };
        assert_eq!(told("家庭成员或监护人1 姓名"), Some((Who::Nth(1), GuardianField::Name)));
        assert_eq!(told("监护人2(电话)"), Some((Who::Nth(2), GuardianField::Phone)));
        assert_eq!(told("第二监护人姓名"), Some((Who::Nth(2), GuardianField::Name)));
        assert_eq!(told("父亲姓名"), Some((Who::Related("51"), GuardianField::Name)));
        assert_eq!(told("母亲工作单位"), Some((Who::Related("52"), GuardianField::Employer)));
        assert_eq!(told("家长联系电话"), Some((Who::Plain, GuardianField::Phone)));
        assert_eq!(told("与学生关系"), Some((Who::Plain, GuardianField::Relation)));
        assert_eq!(told("家长签名"), None);
        assert_eq!(told("guardian 2 phone"), Some((Who::Nth(2), GuardianField::Phone)));
    }

    #[test]
    fn two_header_rows_are_read_together() {
        let two = |upper: &str, lower: &str| meaning_of_two(upper, lower);
        assert_eq!(
            two("监护人1", "姓名"),
            Some(Meaning::Guardian(Who::Nth(1), GuardianField::Name, Sure::Alias))
        );
        assert_eq!(
            two("监护人情况", "电话"),
            Some(Meaning::Guardian(Who::Plain, GuardianField::Phone, Sure::Alias))
        );
        assert_eq!(two("学生基本信息", "姓名"), Some(Meaning::Own(Field::Name, Sure::Lower)));
        assert_eq!(two("性别", ""), Some(Meaning::Own(Field::Sex, Sure::Exact)));
        assert_eq!(two("监护人1", "签名"), None);
    }
}
