//! Grade and class as schools write them: 七年级3班, 初一(3)班, 701, 七(3), 2023级3班, 高三12班, Grade 7 Class 3.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::text::{chinese_digit, chinese_number, squeeze};

/// The stage a school teaches, for cohorts (2023级) that do not tell it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    Primary,
    Junior,
    Senior,
}

impl Stage {
    /// The grade before its first: 初一 is grade 7.
    fn base(self) -> u16 {
        match self {
            Self::Primary => 0,
            Self::Junior => 6,
            Self::Senior => 9,
        }
    }

    fn years(self) -> u16 {
        if self == Self::Primary { 6 } else { 3 }
    }
}

/// What a text tells of grade and class.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Placement {
    /// 1 to 12.
    pub grade: Option<u8>,
    /// 1 to 99.
    pub class: Option<u8>,
    /// The year of entry, when the text has it and the grade cannot be told for want of the stage.
    pub cohort: Option<i16>,
    /// A class that has a name and no number (实验班), or what could not be read.
    pub name: Option<String>,
}

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Number { value: u16, digits: usize },
    Grade,
    Class,
    Cohort,
    Stage(Stage),
    Other(String),
}

/// Reads a text of the class column. `stage` and `today` turn a cohort into a grade; a lone number is a class.
#[must_use]
pub fn read_class(text: &str, stage: Option<Stage>, today: Date) -> Placement {
    read(text, stage, today, false)
}

/// Reads a text of the grade column; a lone number is a grade.
#[must_use]
pub fn read_grade(text: &str, stage: Option<Stage>, today: Date) -> Placement {
    read(text, stage, today, true)
}

fn read(text: &str, stage: Option<Stage>, today: Date, lone_is_grade: bool) -> Placement {
    if text.chars().count() > 40 {
        return Placement { name: Some(text.chars().take(40).collect()), ..Placement::default() };
    }
    let tokens = tokens(&squeeze(text));
    let mut placed = Placement::default();
    let rest = grade_part(&tokens, &mut placed, stage, today);
    class_part(rest, &mut placed, lone_is_grade);
    placed
}

fn grade_in(stage: Stage, number: u16) -> Option<u8> {
    // A fourth year of junior school exists where primary school has five.
    let last = if stage == Stage::Junior { 4 } else { stage.years() };
    let grade = if stage == Stage::Junior && number == 4 { 9 } else { stage.base() + number };
    u8::try_from(grade).ok().filter(|_| (1..=last).contains(&number))
}

fn grade_of(number: u16) -> Option<u8> {
    u8::try_from(number).ok().filter(|grade| (1..=12).contains(grade))
}

fn class_of(number: u16) -> Option<u8> {
    u8::try_from(number).ok().filter(|class| (1..=99).contains(class))
}

/// Takes the tokens that tell the grade; the rest come back.
fn grade_part<'t>(
    tokens: &'t [Token],
    placed: &mut Placement,
    stage: Option<Stage>,
    today: Date,
) -> &'t [Token] {
    match tokens {
        [Token::Stage(own), rest @ ..] if cohort(rest).is_some() => {
            let (year, rest) = cohort(rest).unwrap_or((0, rest));
            place_cohort(placed, year, Some(*own), today);
            rest
        }
        [Token::Stage(own), Token::Number { value, digits: 0..=2 }, Token::Grade, rest @ ..] => {
            // 小学三年级, but also 初中七年级.
            placed.grade = grade_in(*own, *value).or(grade_of(*value));
            rest
        }
        [Token::Stage(own), Token::Number { value, digits: 0..=2 }, rest @ ..] => {
            placed.grade = grade_in(*own, *value);
            rest
        }
        [Token::Number { value, .. }, Token::Grade, rest @ ..]
        | [Token::Grade, Token::Number { value, digits: 0..=2 }, rest @ ..] => {
            placed.grade = grade_of(*value);
            rest
        }
        tokens => match cohort(tokens) {
            Some((year, rest)) => {
                place_cohort(placed, year, stage, today);
                rest
            }
            None => tokens,
        },
    }
}

fn cohort(tokens: &[Token]) -> Option<(i16, &[Token])> {
    match tokens {
        [Token::Number { value, digits: 4 }, Token::Cohort, rest @ ..] if (1990..2100).contains(value) => {
            Some((i16::try_from(*value).ok()?, rest))
        }
        _ => None,
    }
}

/// School years begin in August; the cohort's first year is the stage's first grade.
fn place_cohort(placed: &mut Placement, year: i16, stage: Option<Stage>, today: Date) {
    let school_year = if today.month() >= 8 { today.year() } else { today.year() - 1 };
    let nth = u16::try_from(school_year - year + 1).ok();
    placed.grade =
        stage.zip(nth).filter(|(stage, nth)| *nth <= stage.years()).and_then(|(s, n)| grade_in(s, n));
    if placed.grade.is_none() {
        placed.cohort = Some(year);
    }
}

fn class_part(tokens: &[Token], placed: &mut Placement, lone_is_grade: bool) {
    let graded = placed.grade.is_some() || placed.cohort.is_some();
    match tokens {
        [] => {}
        [Token::Number { value, digits: 3..=4 }] | [Token::Number { value, digits: 3..=4 }, Token::Class]
            if !graded =>
        {
            (placed.grade, placed.class) = (grade_of(value / 100), class_of(value % 100));
            if placed.grade.is_none() || placed.class.is_none() {
                *placed = Placement { name: Some(value.to_string()), ..Placement::default() };
            }
        }
        [Token::Number { value, .. }] if !graded && lone_is_grade => placed.grade = grade_of(*value),
        [Token::Number { value, .. }]
        | [Token::Number { value, .. }, Token::Class]
        | [Token::Class, Token::Number { value, .. }] => {
            // 七年级703班 says its grade twice.
            let twice = placed.grade.is_some_and(|grade| value / 100 == u16::from(grade));
            placed.class = class_of(if twice { value % 100 } else { *value });
        }
        [Token::Number { value: grade, digits: 0..=2 }, Token::Number { value: class, .. }]
        | [Token::Number { value: grade, digits: 0..=2 }, Token::Number { value: class, .. }, Token::Class]
            if !graded =>
        {
            (placed.grade, placed.class) = (grade_of(*grade), class_of(*class));
        }
        others => placed.name = Some(others.iter().map(text_of).collect()),
    }
    if !graded
        && placed.grade.is_none()
        && placed.class.is_none()
        && placed.name.is_none()
        && !tokens.is_empty()
    {
        placed.name = Some(tokens.iter().map(text_of).collect());
    }
}

fn text_of(token: &Token) -> String {
    match token {
        Token::Number { value, .. } => value.to_string(),
        Token::Grade => "年级".to_owned(),
        Token::Class => "班".to_owned(),
        Token::Cohort => "级".to_owned(),
        Token::Stage(Stage::Primary) => "小".to_owned(),
        Token::Stage(Stage::Junior) => "初".to_owned(),
        Token::Stage(Stage::Senior) => "高".to_owned(),
        Token::Other(text) => text.clone(),
    }
}

fn tokens(text: &str) -> Vec<Token> {
    const WORDS: [(&str, Token); 22] = [
        ("小学", Token::Stage(Stage::Primary)),
        ("小學", Token::Stage(Stage::Primary)),
        ("初中", Token::Stage(Stage::Junior)),
        ("國中", Token::Stage(Stage::Junior)),
        ("国中", Token::Stage(Stage::Junior)),
        ("高中", Token::Stage(Stage::Senior)),
        ("小", Token::Stage(Stage::Primary)),
        ("初", Token::Stage(Stage::Junior)),
        ("國", Token::Stage(Stage::Junior)),
        ("高", Token::Stage(Stage::Senior)),
        ("年级", Token::Grade),
        ("年級", Token::Grade),
        ("grade", Token::Grade),
        ("class", Token::Class),
        ("班级", Token::Class),
        ("班", Token::Class),
        ("级", Token::Cohort),
        ("級", Token::Cohort),
        ("g", Token::Grade),
        ("c", Token::Class),
        ("第", Token::Other(String::new())),
        ("年", Token::Grade),
    ];
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if let Some((word, token)) = WORDS.iter().find(|(word, _)| rest.starts_with(word)) {
            out.push(token.clone());
            rest = rest.get(word.len()..).unwrap_or_default();
        } else if first.is_ascii_digit() {
            rest = take_digits(rest, &mut out);
        } else if first == '十' || chinese_digit(first).is_some() {
            rest = take_numerals(rest, &mut out);
        } else {
            if !matches!(first, '(' | ')' | '-' | '.' | '/' | '_' | '、' | '·' | '—' | '－') {
                push_other(&mut out, first);
            }
            rest = rest.get(first.len_utf8()..).unwrap_or_default();
        }
    }
    out.retain(|token| !matches!(token, Token::Other(text) if text.is_empty()));
    out
}

fn push_other(out: &mut Vec<Token>, c: char) {
    match out.last_mut() {
        Some(Token::Other(text)) => text.push(c),
        _ => out.push(Token::Other(c.to_string())),
    }
}

fn take_digits<'t>(text: &'t str, out: &mut Vec<Token>) -> &'t str {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at_checked(end).unwrap_or((text, ""));
    match digits.parse() {
        Ok(value) => {
            // 07 is a grade of two digits, 0703 one of four.
            out.push(Token::Number { value, digits: digits.len() });
        }
        Err(_) => out.push(Token::Other(digits.to_owned())),
    }
    rest
}

/// 十二 is one number, 七三 are two.
fn take_numerals<'t>(text: &'t str, out: &mut Vec<Token>) -> &'t str {
    let end = text.find(|c| c != '十' && chinese_digit(c).is_none()).unwrap_or(text.len());
    let (numerals, rest) = text.split_at_checked(end).unwrap_or((text, ""));
    if let Some(value) = chinese_number(numerals) {
        out.push(Token::Number { value, digits: 0 });
    } else if numerals.contains('十') {
        out.push(Token::Other(numerals.to_owned()));
    } else {
        out.extend(
            numerals.chars().filter_map(chinese_digit).map(|value| Token::Number { value, digits: 0 }),
        );
    }
    rest
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    const TODAY: Date = date(2026, 10, 1);

    fn class(text: &str) -> (Option<u8>, Option<u8>) {
        let placed = read_class(text, None, TODAY);
        (placed.grade, placed.class)
    }

    #[test]
    fn grade_and_class_are_read_as_schools_write_them() {
        for (text, grade, number) in [
            ("七年级3班", 7, 3),
            ("七年级(3)班", 7, 3),
            ("七（3）班", 7, 3),
            ("七(3)", 7, 3),
            ("七3班", 7, 3),
            ("初一(3)班", 7, 3),
            ("初一3班", 7, 3),
            ("701", 7, 1),
            ("701班", 7, 1),
            ("1203", 12, 3),
            ("0703", 7, 3),
            ("7-3", 7, 3),
            ("7.3", 7, 3),
            ("高三12班", 12, 12),
            ("高一（１２）班", 10, 12),
            ("九年级十二班", 9, 12),
            ("小学三年级2班", 3, 2),
            ("一(1)班", 1, 1),
            ("七年级703班", 7, 3),
            ("七年級三班", 7, 3),
            ("国中二年级5班", 8, 5),
            ("Grade 7 Class 3", 7, 3),
            ("G7C3", 7, 3),
            ("七三班", 7, 3),
            ("初中七年级3班", 7, 3),
            ("六年级第2班", 6, 2),
        ] {
            assert_eq!(class(text), (Some(grade), Some(number)), "{text}");
        }
    }

    #[test]
    fn half_told_places_stay_half() {
        assert_eq!(class("3班"), (None, Some(3)));
        assert_eq!(class("三年级"), (Some(3), None));
        assert_eq!(class("3"), (None, Some(3)));
        assert_eq!(read_grade("7", None, TODAY).grade, Some(7));
        assert_eq!(read_grade("初三", None, TODAY).grade, Some(9));
        assert_eq!(read_grade("10", None, TODAY).grade, Some(10));
        assert_eq!(read_grade("ps1", None, TODAY).name.as_deref(), Some("ps1"));
        let named = read_class("八年级实验班", None, TODAY);
        assert_eq!((named.grade, named.name.as_deref()), (Some(8), Some("实验班")));
    }

    #[test]
    fn a_cohort_needs_its_stage() {
        assert_eq!(read_class("2025级3班", None, TODAY).cohort, Some(2025));
        let told = read_class("2025级3班", Some(Stage::Junior), TODAY);
        assert_eq!((told.grade, told.class), (Some(8), Some(3)));
        assert_eq!(read_class("初2025级3班", None, TODAY).grade, Some(8));
        assert_eq!(read_class("2025级3班", Some(Stage::Junior), date(2026, 7, 1)).grade, Some(7));
    }

    #[test]
    fn nonsense_gets_no_grade() {
        for text in ["1999", "十三年级", "幼儿园", "", "0", "99999999999"] {
            assert_eq!(class(text).0, None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn reading_never_panics(text in "[一二三十初高年级班0-9()级g]{0,12}|\\PC{0,20}") {
            let placed = read_class(&text, Some(Stage::Junior), TODAY);
            prop_assert!(placed.grade.is_none_or(|grade| (1..=12).contains(&grade)));
        }
    }
}
