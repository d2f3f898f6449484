//! The citizen's ID number (GB 11643), its 15-digit ancestor, the residence permits of pupils from Hong Kong, Macao and
//! Taiwan (regions 81, 82, 83; same structure), and the foreigner's permanent-residence card (begins with 9).

use jiff::civil::Date;
use serde::Serialize;

use super::Why;
use super::regions::{self, Standing};
use super::text::{fold, is_invisible};

const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];

/// What the number's odd or even digit 17 says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sex {
    Male,
    Female,
}

impl Sex {
    /// The code of GB/T 2261.1.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Male => "1",
            Self::Female => "2",
        }
    }
}

/// Whose number it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    Citizen,
    /// 15 digits, until 1999; the year lacks its century, which was always 19.
    CitizenOld,
    /// Residence permit of a pupil from Hong Kong (81), Macao (82) or Taiwan (83).
    ResidencePermit,
    /// Permanent-residence card of a foreigner, 18 digits since 2023.
    ForeignPermanent,
}

/// What is to be said of a number. The first that applies, in this order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Not 18 digits (the last may be X), nor 15 digits.
    BadFormat,
    /// The last three digits became 000, or it stands in scientific form: it was stored as a number.
    DigitsLost,
    /// The birth date does not exist.
    BadDate,
    /// The birth date lies after today.
    FutureDate,
    BadChecksum,
    /// In no edition of the region list; `province` tells whether at least the province exists.
    RegionUnknown {
        province: bool,
    },
    /// The region's code was not in use at birth. A late first registration explains some.
    RegionNotValidAtBirth,
    /// A 15-digit number without fault; its 18-digit form.
    OldUpgradable {
        to: String,
    },
    Ok,
}

/// A number as read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Judged {
    /// Normalised: half width, no spaces, capital X.
    pub number: String,
    /// Why `number` differs from what was typed.
    pub why: Option<Why>,
    pub verdict: Verdict,
    pub kind: Kind,
    #[serde(serialize_with = "as_text")]
    pub born_on: Option<Date>,
    pub sex: Option<Sex>,
}

impl Judged {
    /// Whether the number can be kept: without fault, or doubtful only in its region.
    #[must_use]
    pub fn is_usable(&self) -> bool {
        matches!(
            self.verdict,
            Verdict::Ok
                | Verdict::OldUpgradable { .. }
                | Verdict::RegionNotValidAtBirth
                | Verdict::RegionUnknown { province: true }
        )
    }

    /// The 18 characters to keep: the upgraded form of a 15-digit number, else the number itself.
    #[must_use]
    pub fn long(&self) -> &str {
        match &self.verdict {
            Verdict::OldUpgradable { to } => to,
            _ => &self.number,
        }
    }
}

fn as_text<S: serde::Serializer>(date: &Option<Date>, to: S) -> Result<S::Ok, S::Error> {
    match date {
        Some(date) => to.collect_str(date),
        None => to.serialize_none(),
    }
}

/// Half width, no spaces or hidden characters, no leading apostrophe, capital X; and why it differs.
#[must_use]
pub fn normalise(text: &str) -> (String, Option<Why>) {
    let mut why = None;
    let mut out = String::with_capacity(18);
    for c in text.trim().chars() {
        let half = fold(c);
        if is_invisible(c) {
            why = why.or(Some(Why::Invisible));
        } else if half == ' ' {
            why = why.or(Some(Why::Space));
        } else if out.is_empty() && matches!(half, '\'' | '‘' | '’' | '`') {
            why = why.or(Some(Why::Apostrophe));
        } else {
            let capital = half.to_ascii_uppercase();
            let now = if half == c { (capital != c).then_some(Why::Case) } else { Some(Why::Width) };
            why = why.or(now);
            out.push(capital);
        }
    }
    (out, why)
}

/// The check character for the first 17 digits; none unless they are 17 digits.
#[must_use]
pub fn check_character(first17: &str) -> Option<char> {
    if first17.len() != 17 {
        return None;
    }
    let mut sum = 0;
    for (digit, weight) in first17.chars().zip(WEIGHTS) {
        sum += digit.to_digit(10)? * weight;
    }
    usize::try_from(sum % 11).ok().and_then(|at| CHECKS.get(at)).copied()
}

/// Judges a number as typed. `today` bounds the birth date.
#[must_use]
pub fn judge(text: &str, today: Date) -> Judged {
    let (number, why) = normalise(text);
    let mut judged =
        Judged { number, why, verdict: Verdict::BadFormat, kind: Kind::Citizen, born_on: None, sex: None };
    judged.verdict = match judged.number.len() {
        _ if is_scientific(&judged.number) => Verdict::DigitsLost,
        18 => judge_long(&mut judged, today),
        15 => judge_short(&mut judged, today),
        _ => Verdict::BadFormat,
    };
    judged
}

fn is_scientific(number: &str) -> bool {
    number.split_once("E+").is_some_and(|(head, power)| {
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        digits(head) && digits(power)
    })
}

fn judge_long(judged: &mut Judged, today: Date) -> Verdict {
    let Some((first17, last)) = judged.number.split_at_checked(17) else { return Verdict::BadFormat };
    let Some(check) = check_character(first17) else { return Verdict::BadFormat };
    if !last.chars().all(|c| c.is_ascii_digit() || c == 'X') {
        return Verdict::BadFormat;
    }
    let right = last.starts_with(check);
    if !right && judged.number.ends_with("000") {
        return Verdict::DigitsLost;
    }
    let date = first17.get(6..14).and_then(date_of);
    let sex = sex_of(first17.get(16..17));
    judged.kind = kind_of(first17);
    let Some(born_on) = date else { return Verdict::BadDate };
    if born_on > today {
        return Verdict::FutureDate;
    }
    if !right {
        return Verdict::BadChecksum;
    }
    (judged.born_on, judged.sex) = (Some(born_on), sex);
    region_verdict(judged, born_on).unwrap_or(Verdict::Ok)
}

fn judge_short(judged: &mut Judged, today: Date) -> Verdict {
    judged.kind = Kind::CitizenOld;
    let (Some(region), Some(rest)) = (judged.number.get(..6), judged.number.get(6..)) else {
        return Verdict::BadFormat;
    };
    let long = format!("{region}19{rest}");
    let Some(check) = check_character(&long) else { return Verdict::BadFormat };
    let Some(born_on) = long.get(6..14).and_then(date_of) else { return Verdict::BadDate };
    if born_on > today {
        return Verdict::FutureDate;
    }
    (judged.born_on, judged.sex) = (Some(born_on), sex_of(long.get(16..17)));
    region_verdict(judged, born_on).unwrap_or(Verdict::OldUpgradable { to: format!("{long}{check}") })
}

fn region_verdict(judged: &Judged, born_on: Date) -> Option<Verdict> {
    let code = judged.number.get(..6)?;
    match judged.kind {
        Kind::ForeignPermanent => return None,
        Kind::ResidencePermit => {
            return (!code.ends_with("0000")).then_some(Verdict::RegionUnknown { province: true });
        }
        Kind::Citizen | Kind::CitizenOld => {}
    }
    match regions::standing(code, born_on.year()) {
        Standing::Valid => None,
        Standing::OtherTime => Some(Verdict::RegionNotValidAtBirth),
        Standing::Unknown => Some(Verdict::RegionUnknown { province: true }),
        Standing::NoProvince => Some(Verdict::RegionUnknown { province: false }),
    }
}

fn kind_of(digits: &str) -> Kind {
    match digits.get(..2) {
        Some("81" | "82" | "83") => Kind::ResidencePermit,
        Some(head) if head.starts_with('9') => Kind::ForeignPermanent,
        _ => Kind::Citizen,
    }
}

fn sex_of(digit: Option<&str>) -> Option<Sex> {
    let digit: u32 = digit?.parse().ok()?;
    Some(if digit % 2 == 1 { Sex::Male } else { Sex::Female })
}

/// The date eight digits tell, from 1900 on.
#[must_use]
pub fn date_of(eight: &str) -> Option<Date> {
    if eight.len() != 8 || !eight.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let year: i16 = eight.get(..4)?.parse().ok().filter(|year| *year >= 1900)?;
    Date::new(year, eight.get(4..6)?.parse().ok()?, eight.get(6..)?.parse().ok()?).ok()
}

/// The number with its middle hidden, for messages and screens: `3604************71`.
#[must_use]
pub fn mask(number: &str) -> String {
    let count = number.chars().count();
    let (head, tail) = if count >= 12 { (4, 2) } else { (1, 1) };
    number
        .chars()
        .enumerate()
        .map(|(at, c)| if count > 2 && (at < head || at + tail >= count) { c } else { '*' })
        .collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    const TODAY: Date = date(2026, 9, 1);

    fn verdict(text: &str) -> Verdict {
        judge(text, TODAY).verdict
    }

    #[test]
    fn a_number_tells_birth_and_sex() {
        let judged = judge("110105201001011232", TODAY);
        assert_eq!((judged.born_on, judged.sex), (Some(date(2010, 1, 1)), Some(Sex::Male)));
        assert_eq!(judge("530125201202290024", TODAY).sex, Some(Sex::Female));
    }

    #[test]
    fn an_old_number_is_brought_to_eighteen_digits() {
        let judged = judge("360426910101007", TODAY);
        assert_eq!(judged.long(), "360426199101010071");
        assert!(judged.is_usable());
    }

    #[test]
    fn what_a_spreadsheet_did_to_a_number_is_seen() {
        assert_eq!(verdict("360426199101010000"), Verdict::DigitsLost);
        assert_eq!(verdict("3.60426E+17"), Verdict::DigitsLost);
        assert_eq!(judge("'360426199101010071", TODAY).why, Some(Why::Apostrophe));
        assert_eq!(verdict("‘360426199101010071"), Verdict::Ok);
    }

    #[test]
    fn permits_of_hong_kong_macao_and_taiwan_are_numbers_too() {
        for first17 in ["81000020120901001", "82000020120901002", "83000020120901003"] {
            let number = format!("{first17}{}", check_character(first17).unwrap());
            let judged = judge(&number, TODAY);
            assert_eq!((judged.verdict, judged.kind), (Verdict::Ok, Kind::ResidencePermit));
        }
    }

    #[test]
    fn a_region_is_judged_at_birth() {
        let with = |region: &str, birth: &str| {
            let first17 = format!("{region}{birth}123");
            verdict(&format!("{first17}{}", check_character(&first17).unwrap()))
        };
        assert_eq!(with("110103", "19980101"), Verdict::Ok);
        assert_eq!(with("110103", "20140101"), Verdict::RegionNotValidAtBirth);
        assert_eq!(with("330199", "20140101"), Verdict::RegionUnknown { province: true });
        assert_eq!(with("770101", "20140101"), Verdict::RegionUnknown { province: false });
    }

    #[test]
    fn the_middle_of_a_number_is_hidden() {
        assert_eq!(mask("360426199101010071"), "3604************71");
        assert_eq!(mask("ab"), "**");
        assert_eq!(mask("13812345678"), "1*********8");
    }

    proptest! {
        #[test]
        fn one_changed_digit_is_always_seen(at in 0usize..18, digit in 0u32..10) {
            let good = "360426199101010071";
            let mut chars: Vec<char> = good.chars().collect();
            chars[at] = char::from_digit(digit, 10).unwrap();
            let changed: String = chars.into_iter().collect();
            prop_assert_eq!(verdict(&changed) == Verdict::Ok, changed == good);
        }

        #[test]
        fn normalising_twice_changes_nothing(text in "\\PC{0,30}") {
            let (once, _) = normalise(&text);
            prop_assert_eq!(normalise(&once), (once.clone(), None));
        }

        #[test]
        fn judging_never_panics(text in "\\PC{0,30}|[0-9]{15}|[0-9]{17}[0-9Xx]") {
            let _ = judge(&text, TODAY);
        }
    }
}
