//! Find anyone within one's rights (U1): by name, pinyin, initials, class or number.

mod pages;
mod store;

use axum::Router;
use axum::routing::get;
use web::App;

/// The routes of this subject.
pub fn routes() -> Router<App> {
    Router::new().route("/search", get(pages::index))
}

/// What a class is written with, beside digits.
const CLASS_SIGNS: &str = "年级級班初（）()·.-— ０１２３４５６７８９零一二三四五六七八九";

/// A class as people write it: grade and number. `三2班`, `三（2）班`, `3.2`, `302` and `初一3班` are understood.
#[must_use]
pub fn class_typed(text: &str) -> Option<(i64, i64)> {
    const NUMERALS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    let middle = text.contains('初');
    let numbers: Vec<i64> = text
        .chars()
        .filter_map(|sign| {
            let wide = u32::from(sign).wrapping_sub(u32::from('０'));
            let digit = sign.to_digit(10).or(Some(wide).filter(|wide| *wide < 10));
            let numeral = NUMERALS.iter().position(|one| *one == sign).and_then(|at| i64::try_from(at).ok());
            digit.map(i64::from).or(numeral)
        })
        .collect();
    if text.chars().any(|sign| !CLASS_SIGNS.contains(sign) && !sign.is_ascii_digit()) {
        return None;
    }
    let (grade, number) = match numbers.as_slice() {
        [grade, number] => (*grade, *number),
        [grade, 0, number] => (*grade, *number),
        [grade, ten, number] => (*grade, ten * 10 + number),
        _ => return None,
    };
    let grade = if middle { grade + 6 } else { grade };
    ((1..=12).contains(&grade) && number > 0).then_some((grade, number))
}

/// A name and a class in one breath, in either order: `王欣怡 七2`, `七(2)班王欣怡`, `wxy 702`. Where a name may end in a
/// numeral (`王一七2`) there are several readings; the one with the longest class comes first.
#[must_use]
pub fn names_with_class(text: &str) -> Vec<(String, (i64, i64))> {
    let cuts = text.char_indices().map(|(at, _)| at).skip(1);
    let mut read: Vec<(usize, &str, (i64, i64))> = Vec::new();
    for (head, tail) in cuts.filter_map(|at| text.split_at_checked(at)) {
        for (name, class) in [(head.trim(), tail.trim()), (tail.trim(), head.trim())] {
            let named = name.chars().any(|sign| sign.is_alphabetic() && !CLASS_SIGNS.contains(sign));
            if let Some(place) = class_typed(class).filter(|_| named) {
                read.push((class.len(), name, place));
            }
        }
    }
    read.sort_by_key(|(length, ..)| std::cmp::Reverse(*length));
    read.into_iter().map(|(_, name, place)| (name.to_owned(), place)).collect()
}

#[cfg(test)]
mod tests {
    use super::{class_typed, names_with_class};

    #[test]
    fn a_name_and_a_class_are_understood_together() {
        for text in
            ["王欣怡 七2", "王欣怡七2班", "七(2)班 王欣怡", "七（2）班王欣怡", "702 王欣怡", "初一2班王欣怡"]
        {
            assert_eq!(names_with_class(text).first(), Some(&("王欣怡".to_owned(), (7, 2))), "{text}");
        }
        assert_eq!(names_with_class("wxy 702").first(), Some(&("wxy".to_owned(), (7, 2))));
        assert!(names_with_class("王一 七2").contains(&("王一".to_owned(), (7, 2))));
        for text in ["王欣怡", "张三", "七2班"] {
            assert!(names_with_class(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_class_is_understood_as_people_write_it() {
        for text in ["三2班", "三（2）班", "三年级2班", "3.2", "302", "三年級（二）班"] {
            assert_eq!(class_typed(text), Some((3, 2)), "{text}");
        }
        assert_eq!(class_typed("初一3班"), Some((7, 3)));
        assert_eq!(class_typed("张三"), None);
        assert_eq!(class_typed("2026"), None);
    }
}
