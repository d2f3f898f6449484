//! The national school-roll number, 19 characters: `G` + ID number, `J` + 18 generated characters for a pupil without
//! ID number, `L` + region (6) + birth (8) + 4 random digits, temporary and without check digit.

use jiff::civil::Date;
use serde::Serialize;

use super::Why;
use super::id_number::{self, Judged, date_of, normalise};

/// A roll number as read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Formal, with the ID number inside and what is to be said of it.
    Formal(Judged),
    /// Formal, without ID number.
    Generated,
    /// Temporary.
    Temporary,
}

/// Why a text is no roll number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fault {
    /// Not 19 characters.
    Length,
    /// Begins with none of G, J, L.
    Letter,
    /// Other characters than digits (the last of a G number may be X).
    Digits,
    /// The birth date inside an L number does not exist or lies after today.
    Date,
}

/// The normalised number, why it differs from what was typed, and what it is.
///
/// # Errors
/// The number and its fault.
pub fn read(text: &str, today: Date) -> Result<(String, Option<Why>, Kind), (String, Fault)> {
    let (number, why) = normalise(text);
    match kind(&number, today) {
        Ok(kind) => Ok((number, why, kind)),
        Err(fault) => Err((number, fault)),
    }
}

fn kind(number: &str, today: Date) -> Result<Kind, Fault> {
    if number.chars().count() != 19 {
        return Err(Fault::Length);
    }
    let Some((letter, rest)) = number.split_at_checked(1) else { return Err(Fault::Letter) };
    let plain = rest.bytes().all(|byte| byte.is_ascii_digit());
    match letter {
        "G" if plain || (rest.ends_with('X') && rest.bytes().take(17).all(|byte| byte.is_ascii_digit())) => {
            Ok(Kind::Formal(id_number::judge(rest, today)))
        }
        "J" if rest.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase()) => {
            Ok(Kind::Generated)
        }
        "L" if plain => {
            let born_on = rest.get(6..14).and_then(date_of).filter(|born_on| *born_on <= today);
            born_on.map(|_| Kind::Temporary).ok_or(Fault::Date)
        }
        "G" | "J" | "L" => Err(Fault::Digits),
        _ => Err(Fault::Letter),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const TODAY: Date = date(2026, 9, 1);

    #[test]
    fn the_three_kinds_are_told_apart() {
        assert!(matches!(read("g36042619910101007 1", TODAY), Ok((number, _, Kind::Formal(id)))
            if number == "G360426199101010071" && id.is_usable()));
        assert!(matches!(read("J440103201410051239", TODAY), Ok((_, _, Kind::Generated))));
        assert!(matches!(read("L440113201410050123", TODAY), Ok((_, _, Kind::Temporary))));
    }

    #[test]
    fn a_wrong_number_says_what_is_wrong() {
        let fault = |text: &str| read(text, TODAY).map_err(|(_, fault)| fault).unwrap_err();
        assert_eq!(fault("G36042619910101007"), Fault::Length);
        assert_eq!(fault("A360426199101010071"), Fault::Letter);
        assert_eq!(fault("G36042619910101O071"), Fault::Digits);
        assert_eq!(fault("L440113201413050123"), Fault::Date);
        assert_eq!(fault("L440113203010050123"), Fault::Date);
    }
}
