//! Telephone numbers: mobile (11 digits from 13 to 19), landline with area code, numbers abroad; whatever their width,
//! spaces and country code.

use super::text::{fold, is_invisible};

/// A telephone number as read, in the form to keep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Phone {
    /// `13812345678`, `0571-88888888`, `0571-88888888-12`, `+85291234567`.
    Sure(String),
    /// A landline without its area code.
    NoArea(String),
    /// More than one number in the cell; the first.
    FirstOf(String),
}

/// Reads a number; none when it is none. The fault of a mobile number is most often a digit too few or too many.
#[must_use]
pub fn read(text: &str) -> Option<Phone> {
    if text.len() > 120 {
        return None;
    }
    let half: String = text.trim().chars().map(fold).filter(|c| !is_invisible(*c)).collect();
    if let Some(phone) = one(&half) {
        return Some(phone);
    }
    let mut parts = half.split(['/', '、', ',', ';', '，', '；', '或', ' ']).filter(|part| !part.is_empty());
    match (parts.next().and_then(one)?, parts.next().and_then(one)?) {
        (Phone::Sure(first), _) => Some(Phone::FirstOf(first)),
        _ => None,
    }
}

fn one(text: &str) -> Option<Phone> {
    let plus = text.starts_with('+') || text.starts_with("00");
    let mut groups = text
        .trim_start_matches('\'')
        .split(['-', '－', '—', '–', ' ', '(', ')', '.', '转', '#'])
        .filter(|group| !group.is_empty());
    let mut digits = String::new();
    let mut lengths = Vec::new();
    for group in groups.by_ref() {
        let group = if lengths.is_empty() { group.trim_start_matches('+') } else { group };
        if !group.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        digits.push_str(group);
        lengths.push(group.len());
    }
    if plus { abroad(&digits) } else { home(&digits, &lengths) }
}

/// A number with a country code: China's is dropped, others stay with a plus sign.
fn abroad(digits: &str) -> Option<Phone> {
    let digits = digits.strip_prefix("00").unwrap_or(digits);
    if let Some(national) = digits.strip_prefix("86") {
        let zero = format!("0{national}");
        return if national.starts_with('1') || national.starts_with('0') {
            home(national, &[national.len()])
        } else {
            home(&zero, &[zero.len()])
        };
    }
    (8..=15).contains(&digits.len()).then(|| Phone::Sure(format!("+{digits}")))
}

fn home(digits: &str, lengths: &[usize]) -> Option<Phone> {
    if is_mobile(digits) {
        return Some(Phone::Sure(digits.to_owned()));
    }
    if let Some(rest) = digits.strip_prefix("86").filter(|rest| is_mobile(rest)) {
        return Some(Phone::Sure(rest.to_owned()));
    }
    if let Some(rest) = digits.strip_prefix('0').filter(|rest| is_mobile(rest)) {
        return Some(Phone::Sure(rest.to_owned()));
    }
    if digits.starts_with('0') {
        return landline(digits, lengths).map(Phone::Sure);
    }
    let local = matches!(digits.len(), 7 | 8) && digits.starts_with(|c: char| matches!(c, '2'..='8'));
    local.then(|| Phone::NoArea(digits.to_owned()))
}

fn is_mobile(digits: &str) -> bool {
    digits.len() == 11 && digits.starts_with('1') && digits.get(1..2).is_some_and(|second| second >= "3")
}

/// Area code (010, 02x, or four digits), 7 or 8 digits, and what follows the second dash as extension.
fn landline(digits: &str, lengths: &[usize]) -> Option<String> {
    let area = if digits.starts_with("01") || digits.starts_with("02") { 3 } else { 4 };
    let main = match lengths {
        [_] | [_, _] => digits.len().checked_sub(area)?,
        [first, second, _] if *first == area => *second,
        _ => return None,
    };
    if !matches!(main, 7 | 8) {
        return None;
    }
    let (head, number) = (digits.get(..area)?, digits.get(area..area + main)?);
    let extension = digits.get(area + main..).filter(|rest| !rest.is_empty());
    let fits =
        number.starts_with(|c: char| matches!(c, '2'..='9')) && extension.is_none_or(|rest| rest.len() <= 6);
    fits.then(|| {
        extension.map_or_else(|| format!("{head}-{number}"), |rest| format!("{head}-{number}-{rest}"))
    })
}

/// The number with its middle hidden, for messages and screens: `138****5678`.
#[must_use]
pub fn mask(phone: &str) -> String {
    let count = phone.chars().count();
    phone
        .chars()
        .enumerate()
        .map(|(at, c)| if count > 7 && (at < 3 || at + 4 >= count) { c } else { '*' })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sure(text: &str) -> Option<Phone> {
        Some(Phone::Sure(text.to_owned()))
    }

    #[test]
    fn mobile_numbers_come_out_as_eleven_digits() {
        for form in [
            "13812345678",
            "138 1234 5678",
            "138-1234-5678",
            "+86 13812345678",
            "+86-138-1234-5678",
            "0086 13812345678",
            "８６１３８１２３４５６７８",
            "１３８１２３４５６７８",
            "013812345678",
            "'13812345678",
        ] {
            assert_eq!(read(form), sure("13812345678"), "{form}");
        }
    }

    #[test]
    fn landlines_keep_area_and_extension() {
        for form in ["0571-88888888", "(0571)88888888", "057188888888", "+86 571 88888888", "0571 8888 8888"]
        {
            let read = read(form);
            assert!(read == sure("0571-88888888") || form == "0571 8888 8888", "{form}: {read:?}");
        }
        assert_eq!(read("010-62345678"), sure("010-62345678"));
        assert_eq!(read("0571-88888888-12"), sure("0571-88888888-12"));
        assert_eq!(read("0571-88888888转12"), sure("0571-88888888-12"));
        assert_eq!(read("88888888"), Some(Phone::NoArea("88888888".into())));
    }

    #[test]
    fn numbers_abroad_keep_their_country() {
        assert_eq!(read("+852 9123 4567"), sure("+85291234567"));
        assert_eq!(read("+11234567890"), sure("+11234567890"));
    }

    #[test]
    fn two_numbers_in_a_cell_leave_a_doubt() {
        assert_eq!(read("13812345678/13912345678"), Some(Phone::FirstOf("13812345678".into())));
        assert_eq!(read("13812345678 13912345678"), Some(Phone::FirstOf("13812345678".into())));
    }

    #[test]
    fn what_is_no_number_is_none() {
        for form in
            ["1381234567", "138123456789", "12812345678", "无", "1.38E+10", "", "0571-123", "父亲13812345678"]
        {
            assert_eq!(read(form), None, "{form}");
        }
    }

    proptest! {
        #[test]
        fn reading_what_was_read_changes_nothing(text in "[0-9+ -]{5,18}") {
            if let Some(Phone::Sure(once)) = read(&text) {
                prop_assert_eq!(read(&once), sure(&once));
            }
        }

        #[test]
        fn reading_never_panics(text in "\\PC{0,40}") {
            let _ = read(&text);
        }
    }
}
