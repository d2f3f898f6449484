//! Numbers in sentences, numerals in headings, and lists.

use crate::{Lang, t, tf};

/// A whole number with commas between thousands. Chinese leaves up to four digits whole (GB/T 15835-2011, 5.1.2);
/// English groups from four. Not for years.
#[must_use]
pub fn number(lang: Lang, number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let whole_up_to = if lang == Lang::En { 3 } else { 4 };
    let mut text = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if number < 0 {
        text.push('-');
    }
    for (place, digit) in (0..digits.len()).rev().zip(digits.chars()) {
        text.push(digit);
        if digits.len() > whole_up_to && place > 0 && place % 3 == 0 {
            text.push(',');
        }
    }
    text
}

/// A numeral for headings and ordinals: 一, 十, 二十三, 一百零五, 二万三千 (萬 in Traditional); digits in English.
#[must_use]
pub fn numeral(lang: Lang, number: u32) -> String {
    if lang == Lang::En {
        return number.to_string();
    }
    if number == 0 {
        return "零".to_owned();
    }
    let units = if lang == Lang::ZhHant { ["", "萬", "億"] } else { ["", "万", "亿"] };
    let groups = [number / 100_000_000, number / 10_000 % 10_000, number % 10_000];
    let mut text = String::new();
    let mut gap = false;
    for (group, unit) in groups.into_iter().zip(units.into_iter().rev()) {
        if group == 0 {
            gap = !text.is_empty();
            continue;
        }
        if gap || (!text.is_empty() && group < 1000) {
            text.push('零');
        }
        gap = false;
        text.push_str(&four_digits(group));
        text.push_str(unit);
    }
    // 一十三 is said 十三, but only at the very start.
    text.strip_prefix("一十").map_or(text.clone(), |rest| format!("十{rest}"))
}

/// A group of up to four digits: 3050 is 三千零五十.
fn four_digits(group: u32) -> String {
    let mut text = String::new();
    let mut gap = false;
    for (weight, unit) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let digit = group / weight % 10;
        if digit == 0 {
            gap = !text.is_empty();
            continue;
        }
        if gap {
            text.push('零');
        }
        gap = false;
        text.extend(usize::try_from(digit).ok().and_then(|digit| "零一二三四五六七八九".chars().nth(digit)));
        text.push_str(unit);
    }
    text
}

/// The number before a heading of `level` 1 to 4: 一、（一） 1. （1）, the order of official documents
/// (GB/T 9704-2012, 7.3.3). A deeper level is numbered like the fourth.
#[must_use]
pub fn heading_number(lang: Lang, level: u8, number: u32) -> String {
    let (key, text) = match level {
        0 | 1 => ("language-heading-1", numeral(lang, number)),
        2 => ("language-heading-2", numeral(lang, number)),
        3 => ("language-heading-3", number.to_string()),
        _ => ("language-heading-4", number.to_string()),
    };
    tf(lang, key, &[("number", text.as_str().into())])
}

/// An English label inside a sentence: "Home visit" is "home visit" there, "IEP" stays.
#[must_use]
pub fn uncapped(words: &str) -> String {
    let mut letters = words.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if second.is_lowercase() => {
            first.to_lowercase().chain(words.chars().skip(1)).collect()
        }
        _ => words.to_owned(),
    }
}

/// 数学、语文和英语; Maths, Chinese and English. Empty for no items.
#[must_use]
pub fn list<S: AsRef<str>>(lang: Lang, items: &[S]) -> String {
    let gap = t(lang, "language-list-gap");
    match items {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [rest @ .., last] => {
            let rest = rest.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(gap);
            tf(lang, "language-list-last", &[("rest", rest.as_str().into()), ("last", last.as_ref().into())])
        }
    }
}

/// So many of so many as whole percent, rounded; all of them alone make 100, and some are never 0. `None` of none.
#[must_use]
pub fn percent(some: i64, all: i64) -> Option<i64> {
    let rounded = some.saturating_mul(200).saturating_add(all).checked_div(all.saturating_mul(2))?;
    Some(if some > 0 && some < all { rounded.clamp(1, 99) } else { rounded })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_parted_where_the_language_parts_them() {
        assert_eq!(number(Lang::ZhHans, 4321), "4321");
        assert_eq!(number(Lang::ZhHans, 54_321), "54,321");
        assert_eq!(number(Lang::En, 4321), "4,321");
        assert_eq!(number(Lang::En, 321), "321");
        assert_eq!(number(Lang::En, -1_234_567), "-1,234,567");
        assert_eq!(number(Lang::En, i64::MIN), "-9,223,372,036,854,775,808");
    }

    #[test]
    fn a_heading_numeral_is_written_as_it_is_said() {
        for (n, text) in [
            (0, "零"),
            (1, "一"),
            (10, "十"),
            (11, "十一"),
            (20, "二十"),
            (23, "二十三"),
            (100, "一百"),
            (105, "一百零五"),
            (110, "一百一十"),
            (1003, "一千零三"),
            (3050, "三千零五十"),
            (10_000, "一万"),
            (10_005, "一万零五"),
            (100_000, "十万"),
            (23_000, "二万三千"),
            (100_000_001, "一亿零一"),
            (100_005_000, "一亿零五千"),
        ] {
            assert_eq!(numeral(Lang::ZhHans, n), text, "{n}");
        }
        assert_eq!(numeral(Lang::ZhHant, 20_000), "二萬");
        assert_eq!(numeral(Lang::En, 23), "23");
    }

    #[test]
    fn headings_follow_the_order_of_official_documents() {
        let zh = [1, 2, 3, 4].map(|level| heading_number(Lang::ZhHans, level, 12));
        assert_eq!(zh, ["十二、", "（十二）", "12.", "（12）"]);
        assert_eq!(heading_number(Lang::En, 1, 3), "3.");
    }

    #[test]
    fn a_list_ends_with_and() {
        assert_eq!(list(Lang::ZhHans, &["语文", "数学", "英语"]), "语文、数学和英语");
        assert_eq!(list(Lang::En, &["Chinese", "maths", "English"]), "Chinese, maths and English");
        assert_eq!(list(Lang::En, &["maths"]), "maths");
        assert_eq!(list::<&str>(Lang::En, &[]), "");
    }

    // M3
    #[test]
    fn a_share_is_rounded_and_only_all_of_them_are_a_hundred() {
        let whole = |(some, all)| super::percent(some, all);
        assert_eq!([(68, 82), (59, 68), (1118, 1354)].map(whole), [Some(83), Some(87), Some(83)]);
        assert_eq!(
            [(399, 400), (1, 400), (5, 5), (0, 5)].map(whole),
            [Some(99), Some(1), Some(100), Some(0)]
        );
        assert_eq!(super::percent(0, 0), None);
    }
}
