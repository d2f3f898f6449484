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
    let others = text
        .chars()
        .filter(|sign| !"年级級班初（）()·.-— ０１２３４５６７８９零一二三四五六七八九".contains(*sign));
    if others.filter(|sign| !sign.is_ascii_digit()).count() > 0 {
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

#[cfg(test)]
mod tests {
    use super::class_typed;

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
