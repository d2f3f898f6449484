//! One cell alone: what it says in the form its field keeps, or why it cannot be taken.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;

use jiff::ToSpan;
use jiff::civil::Date;

use super::check::Verdict;
use super::codes::{self, List};
use super::dates::{self, Dated};
use super::fields::{Field, GuardianField, Shape};
use super::id_number::{self, Judged};
use super::names::{self, Doubt, Fault};
use super::phones::{self, Phone};
use super::regions::{self, Found};
use super::text::{said, squeeze, tidy};
use super::{In, Message, Why, roll_number};

/// Which cell.
#[derive(Clone, Copy, Debug)]
pub(super) struct At {
    pub row: u32,
    pub column: u16,
    pub field: Field,
    /// The field's shape, looked up once for all rows.
    pub shape: Shape,
}

/// What reading a cell needs beside it.
pub(super) struct Reading<'r> {
    /// The code of the document's sort, for numbers.
    pub id_type: Option<&'r str>,
    pub today: Date,
    pub places: &'r Places,
}

/// Places already looked up: a school's pupils come from few.
#[derive(Debug, Default)]
pub(super) struct Places(RefCell<HashMap<String, Found>>);

impl Places {
    fn find(&self, name: &str) -> Found {
        if let Some(found) = self.0.borrow().get(name) {
            return found.clone();
        }
        let found = regions::find(name);
        self.0.borrow_mut().insert(name.to_owned(), found.clone());
        found
    }
}

impl At {
    pub(super) fn message(self, key: &'static str, text: &str) -> Message {
        Message::new(key).at(self.row, Some(self.column)).with("value", self.field.shown(text))
    }

    fn refuse(self, key: &'static str, text: &str) -> Verdict {
        Verdict::Refusal { from: clip(text), message: Box::new(self.message(key, text)) }
    }

    fn doubt(self, message: Message, from: &str, to: impl Into<String>) -> Verdict {
        Verdict::Doubt { from: clip(from), to: to.into(), message: Box::new(message) }
    }
}

/// The longest text any cell is read to, in characters.
const LONGEST: usize = 1_000;

fn clip(text: &str) -> String {
    if text.len() <= LONGEST { text.to_owned() } else { text.chars().take(LONGEST / 4).collect() }
}

/// The field that tells what sort of document a number belongs to.
pub(super) fn id_type_of(field: Field) -> Option<Field> {
    match field {
        Field::IdNumber => Some(Field::IdType),
        Field::Guardian(nth, GuardianField::IdNumber) => Some(Field::Guardian(nth, GuardianField::IdType)),
        _ => None,
    }
}

/// Judges a cell; none when it is empty.
pub(super) fn check(cell: &In, at: At, reading: &Reading<'_>) -> Option<Verdict> {
    let today = reading.today;
    match cell {
        In::Formula => return Some(at.refuse("roster-cell-formula", "")),
        In::Error(error) => return Some(at.refuse("roster-cell-error", error)),
        In::Lost(text) => return Some(at.refuse("roster-digits-lost", text)),
        In::Number(number) if !number.is_finite() || number.abs() >= 1e15 => {
            let text = format!("{number:e}");
            return Some(at.refuse("roster-digits-lost", &text));
        }
        _ => {}
    }
    let raw = said(cell)?;
    if raw.len() > LONGEST && raw.chars().count() > LONGEST {
        let verdict = at.message("roster-cell-too-long", &raw).with("most", LONGEST.to_string());
        return Some(Verdict::Refusal { from: clip(&raw), message: Box::new(verdict) });
    }
    Some(match at.shape {
        Shape::PersonName => name(&raw, at),
        Shape::Date => date(cell, &raw, at, today),
        Shape::Month => month(cell, &raw, at, today),
        Shape::Code(list) => code(list, &raw, at),
        Shape::Country => country(&raw, at),
        Shape::Region => region(&raw, at, reading.places),
        Shape::Place => place(&raw, at),
        Shape::IdNumber => number(&raw, at, reading.id_type, today),
        Shape::RollNumber => roll(&raw, at, today),
        Shape::Phone => phone(&raw, at),
        Shape::PostCode => post_code(&raw, at),
        Shape::Email => email(&raw, at),
        Shape::Text(most) => text(&raw, at, most),
        Shape::Grade | Shape::Class => text(&raw, at, 40),
    })
}

/// Taken as it stands, or in another form when `to` differs from what was typed.
fn kept(from: &str, to: Cow<'_, str>, why: Option<Why>) -> Verdict {
    match why {
        Some(why) if *to != *from => Verdict::Normalised { from: clip(from), to: to.into_owned(), why },
        _ => Verdict::Value(to.into_owned()),
    }
}

fn text(raw: &str, at: At, most: usize) -> Verdict {
    let (tidied, why) = tidy(raw);
    if tidied.len() > most && tidied.chars().count() > most {
        let message = at.message("roster-cell-too-long", raw).with("most", most.to_string());
        return Verdict::Refusal { from: clip(raw), message: Box::new(message) };
    }
    kept(raw, tidied, why)
}

fn name(raw: &str, at: At) -> Verdict {
    let code_point = |c: char| format!("U+{:04X}", u32::from(c));
    let refuse = |key: &'static str, c: char| {
        let message = at.message(key, raw).with("character", code_point(c));
        Verdict::Refusal { from: clip(raw), message: Box::new(message) }
    };
    let read = match names::read(raw) {
        Ok(read) => read,
        Err(Fault::Empty) => return at.refuse("roster-name-empty", raw),
        Err(Fault::TooLong) => {
            let message = at.message("roster-name-too-long", raw).with("most", names::LONGEST.to_string());
            return Verdict::Refusal { from: clip(raw), message: Box::new(message) };
        }
        Err(Fault::Invisible(c)) => return refuse("roster-name-invisible", c),
        Err(Fault::Private(c)) => return refuse("roster-name-private", c),
        Err(Fault::Strange(c)) => return refuse("roster-name-strange", c),
        Err(Fault::Lost) => return at.refuse("roster-name-lost", raw),
    };
    let doubt = |key: &'static str| at.message(key, raw);
    let message = match read.doubt {
        None => return kept(raw, Cow::Owned(read.text), read.why),
        Some(Doubt::LookAlike(c)) => doubt("roster-name-look-alike").with("character", code_point(c)),
        Some(Doubt::LooseAccent(c)) => doubt("roster-name-accent").with("character", code_point(c)),
        Some(Doubt::MixedScripts) => doubt("roster-name-mixed"),
        Some(Doubt::Digits) => doubt("roster-name-digits"),
        Some(Doubt::Placeholder) => doubt("roster-name-placeholder"),
    };
    at.doubt(message, raw, read.text)
}

fn date(cell: &In, raw: &str, at: At, today: Date) -> Verdict {
    let Some(read) = dates::read(cell, today) else { return at.refuse("roster-date-unreadable", raw) };
    let to = read.date().to_string();
    let message = |key: &'static str| at.message(key, raw).with("date", to.as_str());
    let message = match read {
        Dated::Sure(_) => return kept(raw, Cow::Borrowed(&to), Some(Why::DateForm)),
        Dated::Likely(_) => message("roster-date-likely"),
        Dated::Shifted(_) => message("roster-date-shifted"),
        Dated::Serial(date) => {
            let other = date.checked_add(1_462.days()).map(|date| date.to_string()).unwrap_or_default();
            message("roster-date-serial").with("other", other)
        }
    };
    at.doubt(message, raw, to)
}

fn month(cell: &In, raw: &str, at: At, today: Date) -> Verdict {
    match dates::read_month(cell, today) {
        Some(to) => kept(raw, Cow::Owned(to), Some(Why::DateForm)),
        None => at.refuse("roster-month-unreadable", raw),
    }
}

fn code(list: List, raw: &str, at: At) -> Verdict {
    if let Some(entry) = codes::find(list, raw) {
        return kept(raw, Cow::Borrowed(entry.code), entry.why.or(Some(Why::Space)));
    }
    if list == List::LeftBehind && codes::find(List::YesNo, raw).is_some() {
        return at.refuse("roster-left-behind-which", raw);
    }
    let known: Vec<&str> = codes::entries(list).iter().take(8).map(|(_, label)| *label).collect();
    let message = at.message("roster-code-unknown", raw).with("known", known.join("、"));
    Verdict::Refusal { from: clip(raw), message: Box::new(message) }
}

/// GB/T 2659 letters for the countries a school meets most; other codes of three letters are taken with a doubt.
fn country(raw: &str, at: At) -> Verdict {
    const KNOWN: [(&str, &str); 22] = [
        ("CHN", "中国|中华人民共和国|中国大陆|中國|cn|156|china"),
        ("HKG", "香港|中国香港|香港特别行政区"),
        ("MAC", "澳门|中国澳门|澳门特别行政区"),
        ("TWN", "台湾|中国台湾|台湾省"),
        ("USA", "美国"),
        ("CAN", "加拿大"),
        ("GBR", "英国"),
        ("FRA", "法国"),
        ("DEU", "德国"),
        ("ITA", "意大利"),
        ("ESP", "西班牙"),
        ("RUS", "俄罗斯"),
        ("JPN", "日本"),
        ("KOR", "韩国"),
        ("PRK", "朝鲜"),
        ("AUS", "澳大利亚"),
        ("NZL", "新西兰"),
        ("SGP", "新加坡"),
        ("MYS", "马来西亚"),
        ("VNM", "越南"),
        ("MMR", "缅甸"),
        ("THA", "泰国"),
    ];
    let wanted = squeeze(raw);
    let capital = wanted.to_uppercase();
    let is = |(code, names): &&(&str, &str)| *code == capital || names.split('|').any(|name| name == wanted);
    match KNOWN.iter().find(is) {
        Some((code, _)) => kept(raw, Cow::Borrowed(code), Some(Why::Label)),
        None if capital.len() == 3 && capital.bytes().all(|byte| byte.is_ascii_uppercase()) => {
            at.doubt(at.message("roster-country-unknown", raw), raw, capital)
        }
        None => at.doubt(at.message("roster-country-unknown", raw), raw, tidy(raw).0),
    }
}

fn region(raw: &str, at: At, places: &Places) -> Verdict {
    let (tidied, _) = tidy(raw);
    if let Some(verdict) = region_code(raw, &tidied, at) {
        return verdict;
    }
    match places.find(&tidied) {
        Found::One(region) => {
            let why = if region.is_current() { Why::Label } else { Why::OldName };
            kept(raw, Cow::Borrowed(region.code), Some(why))
        }
        Found::Many(codes) => {
            let places: Vec<String> = codes.iter().filter_map(|code| regions::full_name(code)).collect();
            let message = at.message("roster-region-many", raw).with("places", places.join("、"));
            at.doubt(message, raw, tidied)
        }
        Found::None if tidied.chars().count() > 200 => text(raw, at, 200),
        Found::None => at.doubt(at.message("roster-region-unknown", raw), raw, tidied),
    }
}

/// Six or twelve digits: taken when an edition lists the first six, else a doubt. None for text.
fn region_code(raw: &str, tidied: &str, at: At) -> Option<Verdict> {
    let half: String = tidied.chars().map(super::text::fold).collect();
    let code = regions::six(&half)?;
    if regions::names(code).is_empty() {
        return Some(at.doubt(at.message("roster-region-unknown", raw), raw, half));
    }
    Some(kept(raw, Cow::Owned(half), Some(Why::Width)))
}

fn place(raw: &str, at: At) -> Verdict {
    let (tidied, _) = tidy(raw);
    region_code(raw, &tidied, at).unwrap_or_else(|| text(raw, at, 200))
}

fn number(raw: &str, at: At, id_type: Option<&str>, today: Date) -> Verdict {
    let judged = id_number::judge(raw, today);
    match id_type {
        Some(other) if other != "1" && !judged.is_usable() => document(raw, judged, at),
        None if judged.verdict == id_number::Verdict::BadFormat && is_document(&judged.number) => {
            let message = at.message("roster-id-other-document", raw);
            at.doubt(message, raw, judged.number)
        }
        _ => citizen(raw, judged, at),
    }
}

/// Passports, travel permits and the like: letters and digits.
fn document(raw: &str, judged: Judged, at: At) -> Verdict {
    let fits = (4..=20).contains(&judged.number.len())
        && judged
            .number
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'(' | b')' | b'-' | b'/'));
    if fits { kept(raw, Cow::Owned(judged.number), judged.why) } else { at.refuse("roster-id-document", raw) }
}

/// Letters in front and digits after, as passports and travel permits have.
fn is_document(number: &str) -> bool {
    let letters = number.bytes().take_while(u8::is_ascii_alphabetic).count();
    let digits = number.bytes().skip(letters).filter(u8::is_ascii_digit).count();
    (1..=3).contains(&letters) && (6..=12).contains(&digits) && letters + digits == number.len()
}

fn citizen(raw: &str, judged: Judged, at: At) -> Verdict {
    let key = match &judged.verdict {
        id_number::Verdict::Ok => return kept(raw, Cow::Owned(judged.number), judged.why),
        id_number::Verdict::OldUpgradable { to } => {
            return Verdict::Normalised { from: clip(raw), to: to.clone(), why: Why::Upgraded };
        }
        id_number::Verdict::RegionNotValidAtBirth => {
            let region = judged.number.get(..6).and_then(regions::full_name).unwrap_or_default();
            let message = at.message("roster-id-region-birth", raw).with("region", region);
            return at.doubt(message, raw, judged.number);
        }
        id_number::Verdict::RegionUnknown { province: true } => {
            let region = judged.number.get(..6).unwrap_or_default().to_owned();
            let message = at.message("roster-id-region-unknown", raw).with("region", region);
            return at.doubt(message, raw, judged.number);
        }
        id_number::Verdict::RegionUnknown { province: false } => "roster-id-no-province",
        id_number::Verdict::BadFormat => "roster-id-format",
        id_number::Verdict::DigitsLost => "roster-digits-lost",
        id_number::Verdict::BadDate => "roster-id-date",
        id_number::Verdict::FutureDate => "roster-id-future",
        id_number::Verdict::BadChecksum => "roster-id-checksum",
    };
    at.refuse(key, raw)
}

fn roll(raw: &str, at: At, today: Date) -> Verdict {
    match roll_number::read(raw, today) {
        Ok((number, why, roll_number::Kind::Formal(inner))) if inner.is_usable() => {
            kept(raw, Cow::Owned(number), why)
        }
        Ok((number, _, roll_number::Kind::Formal(inner))) => {
            if inner.verdict == id_number::Verdict::DigitsLost {
                return at.refuse("roster-digits-lost", raw);
            }
            at.doubt(at.message("roster-roll-id", raw), raw, number)
        }
        Ok((number, why, _)) => kept(raw, Cow::Owned(number), why),
        Err((_, roll_number::Fault::Length)) => at.refuse("roster-roll-length", raw),
        Err((_, roll_number::Fault::Letter)) => at.refuse("roster-roll-letter", raw),
        Err((_, roll_number::Fault::Digits)) => at.refuse("roster-roll-digits", raw),
        Err((_, roll_number::Fault::Date)) => at.refuse("roster-roll-date", raw),
    }
}

fn phone(raw: &str, at: At) -> Verdict {
    match phones::read(raw) {
        Some(Phone::Sure(to)) => kept(raw, Cow::Owned(to), Some(Why::PhoneForm)),
        Some(Phone::NoArea(to)) => at.doubt(at.message("roster-phone-no-area", raw), raw, to),
        Some(Phone::FirstOf(to)) => {
            let message = at.message("roster-phone-first-of", raw).with("first", phones::mask(&to));
            at.doubt(message, raw, to)
        }
        None => at.refuse("roster-phone-unreadable", raw),
    }
}

fn post_code(raw: &str, at: At) -> Verdict {
    let half: String = raw.chars().map(super::text::fold).filter(|c| *c != ' ').collect();
    // Beijing's 010… loses its zero when stored as a number.
    let padded = if half.len() == 5 { format!("0{half}") } else { half.clone() };
    if padded.len() != 6 || !padded.bytes().all(|byte| byte.is_ascii_digit()) {
        return at.refuse("roster-post-code", raw);
    }
    let why = if padded == half { Why::Width } else { Why::Padded };
    kept(raw, Cow::Owned(padded), Some(why))
}

fn email(raw: &str, at: At) -> Verdict {
    let half: String = raw.trim().chars().map(super::text::fold).collect();
    let fits = half.split_once('@').is_some_and(|(name, host)| {
        let fine =
            |c: char| !c.is_whitespace() && !c.is_control() && !super::text::is_invisible(c) && c != '@';
        !name.is_empty()
            && host.contains('.')
            && !host.starts_with('.')
            && !host.ends_with('.')
            && half.len() <= 254
            && name.chars().chain(host.chars()).all(fine)
    });
    if fits { kept(raw, Cow::Owned(half), Some(Why::Width)) } else { at.refuse("roster-email", raw) }
}
