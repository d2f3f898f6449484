//! Numbers of a spreadsheet: IEEE doubles that are shown with 15 digits at most.

/// The first whole number that has 16 digits.
const SIXTEEN_DIGITS: f64 = 1e15;
/// Beyond this a number is a quantity and not somebody's number: a roster knows none of more than 22 digits.
const NO_NUMBER: f64 = 1e22;

/// The digits of a whole number of 16 to 22 digits; none for every other number.
pub(super) fn long_digits(value: f64) -> Option<String> {
    let size = value.abs();
    ((SIXTEEN_DIGITS..NO_NUMBER).contains(&size)).then(|| to_text(value))
}

/// Shortest text that gives the same number back, without an exponent below 1e22.
pub(super) fn to_text(value: f64) -> String {
    // Display of f64 gives the shortest digits and fills up with zeros, never an exponent.
    if value.abs() < NO_NUMBER { value.to_string() } else { format!("{value:e}") }
}

/// Text that was a number of many digits before a spreadsheet showed it as 1.10101E+17.
pub(super) fn is_scientific(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['E', 'e']) else { return false };
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    let exponent = exponent.strip_prefix('+').unwrap_or(exponent);
    digits(whole) && digits(fraction) && digits(exponent)
}

/// The integral part of a number that is known to be small.
#[expect(clippy::as_conversions, reason = "there is no other way from a float to an integer; `as` saturates")]
pub(super) fn whole(value: f64) -> i64 {
    value.trunc() as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_number_stored_as_a_number_shows_the_zeros_it_ends_in() {
        let stored: f64 = "110101201203150011".parse().unwrap();
        assert_eq!(long_digits(stored).as_deref(), Some("110101201203150020"));
        assert_eq!(long_digits(1.101_012_012_031_5e17).as_deref(), Some("110101201203150000"));
        assert_eq!(long_digits(110_101_201_203_150.0), None);
    }

    #[test]
    fn a_scientific_text_is_known() {
        assert!(is_scientific("1.10101E+17") && is_scientific("1E17"));
        assert!(
            !is_scientific("E17")
                && !is_scientific("1.2")
                && !is_scientific("Elena")
                && !is_scientific("3E班")
        );
    }
}
