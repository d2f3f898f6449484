//! Administrative divisions (GB/T 2260) with the time in which each code and name was valid, from four editions of the
//! Ministry of Civil Affairs' list: the ends of 2005, 2010 and 2015, and April 2019.
//!
//! What cannot be judged: codes that ended before the 2005 edition are not in the list, so a birth before 2005 is
//! judged by the 2005 edition alone, and an unknown county within a known province is a doubt, never proof; a change
//! between two editions has no known day, so a code of either neighbour is accepted; nothing after April 2019 is known;
//! townships and villages (the last six of twelve digits) are not listed.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::text::squeeze;

/// The years of the editions, oldest first; each stands for the state at its year's end.
pub const EDITIONS: [i16; 4] = [2005, 2010, 2015, 2019];

/// One name a code bore, with the first and last edition that has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Region {
    /// Six digits.
    pub code: &'static str,
    pub name: &'static str,
    pub first: i16,
    pub last: i16,
}

impl Region {
    /// Whether the newest edition still has this code with this name.
    #[must_use]
    pub fn is_current(&self) -> bool {
        EDITIONS.last() == Some(&self.last)
    }
}

/// What is known of a code on a certain day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Valid,
    /// Listed, but in no edition at or next to the day.
    OtherTime,
    /// In no edition, though its province exists.
    Unknown,
    /// Not even the province exists.
    NoProvince,
}

/// What a name can mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    None,
    One(Region),
    /// Several places of that name; their codes, in order, at most ten.
    Many(Vec<&'static str>),
}

struct Regions {
    sorted: Vec<Region>,
    by_name: HashMap<String, Vec<Region>>,
}

static REGIONS: LazyLock<Regions> = LazyLock::new(|| {
    let sorted: Vec<Region> = include_str!("../../data/regions.tsv").lines().filter_map(line).collect();
    let mut by_name: HashMap<String, Vec<Region>> = HashMap::new();
    for region in &sorted {
        by_name.entry(region.name.to_owned()).or_default().push(*region);
        if let Some(short) = short(region.name) {
            by_name.entry(short.to_owned()).or_default().push(*region);
        }
    }
    Regions { sorted, by_name }
});

fn line(line: &'static str) -> Option<Region> {
    let mut parts = line.split('\t');
    let (code, name) = (parts.next()?, parts.next()?);
    Some(Region { code, name, first: parts.next()?.parse().ok()?, last: parts.next()?.parse().ok()? })
}

/// The name without its kind, when at least two characters stay: 浙江省 → 浙江, 西湖区 → 西湖.
fn short(name: &str) -> Option<&str> {
    const KINDS: [&str; 10] =
        ["特别行政区", "维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "地区", "省", "市", "县", "区"];
    let left = KINDS.iter().find_map(|kind| name.strip_suffix(kind))?;
    (left.chars().count() >= 2).then_some(left)
}

/// The most characters of a name that [`leading`] looks at.
pub const LONGEST: usize = 12;

/// How many characters of the text make the longest name of a region that it begins with: a full name of three
/// characters or more, or the short one of a province or prefecture (贵阳).
#[must_use]
pub fn leading(text: &str) -> Option<usize> {
    let ends: Vec<usize> = text.char_indices().map(|(at, sign)| at + sign.len_utf8()).take(LONGEST).collect();
    let named = |(at, end): (usize, &usize)| {
        let head = text.get(..*end)?;
        let told = |region: &Region| (at > 1 && region.name == head) || region.code.ends_with("00");
        REGIONS.by_name.get(head)?.iter().any(told).then_some(at + 1)
    };
    ends.iter().enumerate().skip(1).rev().find_map(named)
}

/// All names a code bore, oldest first; empty when no edition has it.
#[must_use]
pub fn names(code: &str) -> &'static [Region] {
    let all = &REGIONS.sorted;
    let from = all.partition_point(|region| region.code < code);
    let to = all.partition_point(|region| region.code <= code);
    all.get(from..to).unwrap_or_default()
}

/// The newest name of a code of six or twelve digits with the places above it: 浙江省杭州市西湖区.
#[must_use]
pub fn full_name(code: &str) -> Option<String> {
    let code = six(code)?;
    let own = names(code).last()?;
    let mut out = String::new();
    for end in [2, 4] {
        let above = format!("{:0<6}", code.get(..end)?);
        if above != code
            && let Some(region) = names(&above).last()
        {
            out.push_str(region.name);
        }
    }
    out.push_str(own.name);
    Some(out)
}

/// The six digits that a code of six or twelve digits begins with.
#[must_use]
pub fn six(code: &str) -> Option<&str> {
    let fits = matches!(code.len(), 6 | 12) && code.bytes().all(|byte| byte.is_ascii_digit());
    if fits { code.get(..6) } else { None }
}

/// How a code of six digits stands at a day of the year `year`: valid when the edition that holds for the day or the
/// next one lists it. `…01` of a listed prefecture counts as that prefecture's own (市辖区), as older numbers use it.
#[must_use]
pub fn standing(code: &str, year: i16) -> Standing {
    let known = names(code);
    if known.is_empty() {
        return unlisted(code);
    }
    let before = EDITIONS.iter().rev().find(|edition| **edition < year).or(EDITIONS.first());
    let after = EDITIONS.iter().find(|edition| **edition >= year).or(EDITIONS.last());
    let (Some(before), Some(after)) = (before, after) else { return Standing::Unknown };
    let holds = |region: &Region| [before, after].iter().any(|at| (region.first..=region.last).contains(*at));
    if known.iter().any(holds) { Standing::Valid } else { Standing::OtherTime }
}

fn unlisted(code: &str) -> Standing {
    let above = |end: usize| code.get(..end).map(|head| format!("{head:0<6}"));
    let listed = |end: usize| above(end).is_some_and(|code| !names(&code).is_empty());
    match code.get(4..) {
        _ if !listed(2) => Standing::NoProvince,
        Some("01") if listed(4) => Standing::Valid,
        _ => Standing::Unknown,
    }
}

/// The place a name means: one name (西湖区, 崇文区) or a path (浙江省杭州市西湖区, 浙江 杭州 西湖), old names too.
#[must_use]
pub fn find(name: &str) -> Found {
    let wanted: String =
        squeeze(name).chars().filter(|c| !matches!(c, '/' | '-' | ',' | '，' | '、' | '·')).collect();
    let mut found = along(&wanted, "");
    found.sort_by(|a, b| a.code.cmp(b.code).then(b.last.cmp(&a.last)));
    found.dedup_by_key(|region| region.code);
    if found.len() > 1 && found.iter().any(Region::is_current) {
        found.retain(Region::is_current);
    }
    match found.as_slice() {
        [] => Found::None,
        [one] => Found::One(*one),
        many => Found::Many(many.iter().take(10).map(|region| region.code).collect()),
    }
}

/// Every region that `wanted` names below the codes beginning with `under`: the whole of it, or its head and then
/// the rest below that.
fn along(wanted: &str, under: &str) -> Vec<Region> {
    let below = |region: &&Region| region.code.starts_with(under);
    let whole = REGIONS.by_name.get(wanted).map(Vec::as_slice).unwrap_or_default();
    let mut found: Vec<Region> = whole.iter().filter(below).copied().collect();
    if !found.is_empty() || under.len() >= 4 {
        return found;
    }
    for (end, _) in wanted.char_indices().skip(2).take(12) {
        let (Some(head), Some(rest)) = (wanted.get(..end), wanted.get(end..)) else { continue };
        let heads = REGIONS.by_name.get(head).map(Vec::as_slice).unwrap_or_default();
        for region in heads.iter().filter(below) {
            let Some(deeper) = scope(region.code, under) else { continue };
            found.extend(along(rest, deeper));
        }
    }
    found
}

/// The digits that all places below a code begin with, if it has places below and lies deeper than `under`.
fn scope(code: &'static str, under: &str) -> Option<&'static str> {
    let end = if code.ends_with("0000") {
        2
    } else if code.ends_with("00") {
        4
    } else {
        return None;
    };
    code.get(..end).filter(|scope| scope.len() > under.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_edition_is_whole() {
        let size = |year: i16| REGIONS.sorted.iter().filter(|r| r.first <= year && year <= r.last).count();
        assert_eq!(EDITIONS.map(size), [3226, 3220, 3219, 3219]);
        assert!(REGIONS.sorted.is_sorted_by_key(|region| region.code));
    }

    #[test]
    fn a_code_is_judged_by_the_editions_next_to_the_birth() {
        assert_eq!(standing("440113", 2014), Standing::Valid);
        assert_eq!(
            standing("110103", 1998),
            Standing::Valid,
            "崇文区 until 2010, births before 2005 by 2005"
        );
        assert_eq!(
            standing("110103", 2008),
            Standing::Valid,
            "the change between two editions has no known day"
        );
        assert_eq!(standing("110103", 2014), Standing::OtherTime);
        assert_eq!(standing("110118", 2006), Standing::OtherTime, "密云 became a district in 2015");
        assert_eq!(standing("110118", 2022), Standing::Valid);
        assert_eq!(standing("330199", 2012), Standing::Unknown);
        assert_eq!(standing("330101", 2012), Standing::Valid, "市辖区");
        assert_eq!(standing("990101", 2012), Standing::NoProvince);
    }

    #[test]
    fn names_are_found_both_ways_and_old_ones_too() {
        assert_eq!(full_name("330106").as_deref(), Some("浙江省杭州市西湖区"));
        assert_eq!(full_name("330106001001").as_deref(), Some("浙江省杭州市西湖区"));
        assert_eq!(full_name("110105").as_deref(), Some("北京市朝阳区"));
        for name in ["浙江省杭州市西湖区", "浙江杭州西湖", "浙江省 杭州市 西湖区", "浙江省/杭州市/西湖区"]
        {
            assert!(matches!(find(name), Found::One(region) if region.code == "330106"), "{name}");
        }
        assert!(
            matches!(find("崇文区"), Found::One(region) if region.code == "110103" && !region.is_current())
        );
        assert!(matches!(find("浙江"), Found::One(region) if region.code == "330000"));
        assert!(matches!(find("鼓楼区"), Found::Many(codes) if codes.len() == 4));
        assert_eq!(find("月球省"), Found::None);
        assert_eq!(find(""), Found::None);
    }
}
