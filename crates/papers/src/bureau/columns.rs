//! What the columns of a table ask for: proposed from their headers as in the import of rosters, corrected by a person.

use documents::filling;
use kernel::Day;
use people::roster::codes::{self, List};
use people::roster::fields::{Field, GuardianField};
use people::roster::headers::{self, Meaning, Who};
use people::roster::{InRow, layout, letters};
use serde::{Deserialize, Serialize};
use web::Cx;

use crate::fields::Value;
use crate::templates;

/// The running number of a row.
pub const NUMBER: &str = "row-number";
/// Among how many rows from the top the header is looked for.
const HEADER_WITHIN: usize = layout::HEADER_WITHIN;

/// How a value is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// As the kind of cell it is: a day as a day, a number as a number, words as words.
    #[default]
    Plain,
    /// By the national code list of the field.
    Code,
    /// A day as 20170305.
    Digits,
    /// A day as 2017-03-05.
    Dashes,
    /// In words, numbers and days too.
    Words,
}

impl Form {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Plain, Self::Code, Self::Digits, Self::Dashes, Self::Words];

    /// The key in forms and messages.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Code => "code",
            Self::Digits => "digits",
            Self::Dashes => "dashes",
            Self::Words => "words",
        }
    }
}

/// One column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its letters.
    pub letters: String,
    /// Its header, as it stands in the file.
    pub header: String,
    /// The field of the dictionary; empty for a column that stays blank.
    pub field: String,
    /// How it is written.
    pub form: Form,
    /// What is written behind a number or words, as 岁.
    pub unit: String,
}

/// What is proposed for a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The first row below the header.
    pub row: u32,
    /// The columns with a header.
    pub columns: Vec<Column>,
}

/// Proposes what a sheet's columns ask for; none when no row looks like a header.
#[must_use]
pub fn propose(rows: &[InRow]) -> Option<Proposal> {
    let (row, height) = match layout::propose(rows) {
        Ok(found) => (found.mapping.header_row, found.mapping.header_rows),
        Err(_) => (likeliest(rows)?, 1),
    };
    let height = if height < 2 && has_lower(rows, row) { 2 } else { height };
    let texts = layout::header_texts(rows, row, height);
    let column = |(place, header): (u16, String)| {
        let header = said_once(&header);
        let field = field_of(&header).unwrap_or_default();
        let form = if has_codes(&header) && list(field).is_some() { Form::Code } else { Form::Plain };
        Column { letters: letters(place), header, field: field.to_owned(), form, unit: String::new() }
    };
    let columns = (0..).zip(texts).filter(|(_, header)| !header.trim().is_empty()).map(column).collect();
    Some(Proposal { row: row + u32::from(height.max(1)), columns })
}

/// A header whose lower row says the word of the upper row again: 监护人 over 监护人姓名 is 监护人姓名.
fn said_once(header: &str) -> String {
    let letters: Vec<char> = header.chars().collect();
    let twice = |many: &usize| letters.get(..*many) == letters.get(*many..*many * 2);
    let again = (2..=letters.len() / 2).rev().find(twice).unwrap_or(0);
    letters.into_iter().skip(again).collect()
}

/// Whether the row below is a header too: it has words, and all of them stand under headers that stretch over several
/// columns. Whatever they mean, nothing is written over them.
fn has_lower(rows: &[InRow], upper: u32) -> bool {
    let (upper, lower) = (words(rows, upper), words(rows, upper.saturating_add(1)));
    let is_empty = |column: usize| upper.get(column).is_none_or(String::is_empty);
    let is_stretched = |column: usize| is_empty(column) || is_empty(column + 1);
    let mut columns = lower.iter().enumerate().filter(|(_, words)| !words.is_empty()).peekable();
    columns.peek().is_some() && columns.all(|(column, _)| is_stretched(column))
}

fn words(rows: &[InRow], number: u32) -> Vec<String> {
    layout::header_texts(rows, number, 1)
}

/// The row with the most headers that mean something, at least two.
fn likeliest(rows: &[InRow]) -> Option<u32> {
    let known = |row: &InRow| {
        let texts = layout::header_texts(rows, row.number, 1);
        texts.iter().filter(|text| field_of(text).is_some()).count()
    };
    let best = rows.iter().take(HEADER_WITHIN).rev().max_by_key(|row| known(row))?;
    (known(best) >= 2).then_some(best.number)
}

/// A header that speaks of codes: 性别码, 民族代码, 性别（1男2女）, 性别（男：1，女：2）, 是否寄宿(1.是 0.否).
fn has_codes(header: &str) -> bool {
    let bare: String = header.chars().filter(|sign| sign.is_alphanumeric()).collect();
    let explains = ["1男", "男1", "1是", "是1"].iter().any(|pair| bare.contains(pair));
    header.contains('码') && !header.contains("号码") || header.contains("代碼") || explains
}

/// The field that a header asks for.
fn field_of(header: &str) -> Option<&'static str> {
    if ["序号", "序號", "编号", "No.", "no"].contains(&header.trim()) {
        return Some(NUMBER);
    }
    let bare = ["代码", "代碼", "码", "碼"].iter().find_map(|end| header.trim().strip_suffix(end));
    // 监护人情况 over 电话 asks for what 监护人电话 asks for.
    let plain = ABOUT.iter().fold(header.to_owned(), |header, about| header.replace(about, ""));
    named(header).or_else(|| bare.and_then(named)).or_else(|| named(&plain))
}

/// What a header may say without asking for more.
const ABOUT: [&str; 6] = ["情况", "信息", "资料", "情況", "資訊", "資料"];

fn named(header: &str) -> Option<&'static str> {
    templates::field_named(header).or_else(|| match headers::meaning(header)? {
        Meaning::Own(field, _) => own(field),
        Meaning::Guardian(who, field, _) => guardian(who, field),
    })
}

fn own(field: Field) -> Option<&'static str> {
    Some(match field {
        Field::Name => "name",
        Field::Sex => "sex",
        Field::BornOn => "born",
        Field::EthnicGroup => "ethnic",
        Field::IdNumber => "id-number",
        Field::RollNumber => "roll-number",
        Field::Household => "household",
        Field::Boarding => "boarding",
        Field::Address | Field::HomeAddress => "address",
        Field::Phone => "phone",
        Field::Grade => "grade",
        Field::Class => "class",
        Field::School => "school",
        Field::Health => "health",
        Field::Disability => "disability",
        Field::LeftBehind => "left-behind-roll",
        _ => return None,
    })
}

fn guardian(who: Who, field: GuardianField) -> Option<&'static str> {
    Some(match (who, field) {
        (Who::Related("51"), GuardianField::Name) => "father",
        (Who::Related("51"), GuardianField::Phone) => "father-phone",
        (Who::Related("51"), GuardianField::IdNumber) => "father-id",
        (Who::Related("52"), GuardianField::Name) => "mother",
        (Who::Related("52"), GuardianField::Phone) => "mother-phone",
        (Who::Related("52"), GuardianField::IdNumber) => "mother-id",
        (Who::Plain | Who::Nth(1), GuardianField::Name) => "guardian",
        (Who::Plain | Who::Nth(1), GuardianField::Relation) => "guardian-relation",
        (Who::Plain | Who::Nth(1), GuardianField::Phone) => "guardian-phone",
        (Who::Plain | Who::Nth(1), GuardianField::Employer) => "guardian-employer",
        (Who::Plain | Who::Nth(1), GuardianField::Occupation) => "guardian-occupation",
        _ => return None,
    })
}

/// The national code list of a field.
#[must_use]
pub fn list(field: &str) -> Option<List> {
    Some(match field {
        "sex" => List::Sex,
        "ethnic" => List::EthnicGroup,
        "boarding" => List::Boarding,
        "disability" => List::DisabilityClass,
        "left-behind-roll" => List::LeftBehind,
        "guardian-relation" | "entrusted-relation" => List::Relation,
        "is-entrusted" | "both-away" | "one-away-unable" => List::YesNo,
        _ => return None,
    })
}

/// A value as the column wants it. What the code list does not know stays in words: it can be seen and mended.
#[must_use]
pub fn written(cx: &Cx, column: &Column, value: &Value) -> filling::Value {
    let words = || filling::Value::Text(format!("{}{}", value.words(cx), column.unit));
    match (column.form, value) {
        (Form::Code, Value::Text(text)) => {
            let code = list(&column.field).and_then(|list| codes::find(list, text)).map(|entry| entry.code);
            filling::Value::Text(code.map_or_else(|| text.clone(), str::to_owned))
        }
        (Form::Digits, Value::Day(day)) => filling::Value::Text(digits(*day)),
        (Form::Dashes, Value::Day(day)) => filling::Value::Text(day.to_string()),
        (Form::Words, _) => words(),
        (_, Value::Text(_)) => words(),
        _ if !column.unit.is_empty() => words(),
        _ => templates::value(cx, value),
    }
}

fn digits(day: Day) -> String {
    day.to_string().replace('-', "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use people::roster::In;

    fn rows(lines: &[&[&str]]) -> Vec<InRow> {
        let cell = |text: &&str| if text.is_empty() { In::Empty } else { In::Text((*text).to_owned()) };
        let row = |(number, line): (u32, &&[&str])| InRow {
            number,
            cells: line.iter().map(cell).collect(),
            hidden: false,
        };
        (1..).zip(lines).map(row).collect()
    }

    #[test]
    fn a_bureaus_header_is_found_and_its_columns_are_named() {
        let sheet = rows(&[
            &["清溪镇留守儿童信息采集表"],
            &["填报单位：", "", "填报日期："],
            &[
                "序号",
                "姓名",
                "性别码",
                "出生年月",
                "监护人姓名",
                "监护人联系电话",
                "帮扶类别",
                "结对教师",
                "备注",
            ],
        ]);
        let found = propose(&sheet).unwrap();
        let fields: Vec<&str> = found.columns.iter().map(|column| column.field.as_str()).collect();
        assert_eq!(found.row, 4);
        let wanted =
            ["row-number", "name", "sex", "born", "guardian", "guardian-phone", "categories", "mentor", ""];
        assert_eq!(fields, wanted);
        assert_eq!(found.columns[2].form, Form::Code);
        assert_eq!(found.columns[8].letters, "I");
        assert!(propose(&rows(&[&["1", "2"]])).is_none());
    }

    // T5: bureaus say in many ways which number stands for what.
    #[test]
    fn a_header_that_explains_its_numbers_asks_for_codes() {
        for header in [
            "性别（1男2女）",
            "性别（男1女2）",
            "性别(男：1，女：2)",
            "性别（1.男；2.女）",
            "民族代码",
            "性别码",
        ] {
            let found = propose(&rows(&[&["姓名", header, "出生年月", "家庭住址"]])).unwrap();
            assert_eq!(
                (found.columns[1].form, list(&found.columns[1].field).is_some()),
                (Form::Code, true),
                "{header}"
            );
        }
        for header in ["性别", "监护人1与儿童关系", "民族"] {
            let found = propose(&rows(&[&["姓名", header, "出生年月", "家庭住址"]])).unwrap();
            assert_eq!(found.columns[1].form, Form::Plain, "{header}");
        }
    }

    // T5: nothing is written over the lower of two header rows, whatever its words mean.
    #[test]
    fn a_header_that_stretches_over_several_has_a_row_below_it() {
        let upper = ["序号", "姓名", "性别", "民族", "身份证件号", "监护人情况", "", "", "核查", "", "备注"];
        let lower = ["", "", "", "", "", "姓名", "与儿童关系", "联系电话", "村", "镇", ""];
        let sheet = rows(&[&["留守儿童信息采集表"], &["填报单位："], &upper, &lower]);
        let found = propose(&sheet).unwrap();
        assert_eq!(found.row, 5);
        let fields: Vec<&str> = found.columns.iter().map(|column| column.field.as_str()).collect();
        let wanted = [
            "row-number",
            "name",
            "sex",
            "ethnic",
            "id-number",
            "guardian",
            "guardian-relation",
            "guardian-phone",
            "",
            "",
            "",
        ];
        assert_eq!(fields, wanted, "{:?}", found.columns);
        // An example below a header without gaps is no header.
        let example = rows(&[&["姓名", "性别", "民族"], &["张三", "男", "汉族"]]);
        assert_eq!(propose(&example).unwrap().row, 2);
    }

    #[test]
    fn two_rows_of_headers_are_one_header() {
        let sheet = rows(&[&["姓名", "监护人", ""], &["", "姓名", "电话"], &["张三", "李四", "13812345678"]]);
        let found = propose(&sheet).unwrap();
        assert_eq!(found.row, 3);
        let fields: Vec<&str> = found.columns.iter().map(|column| column.field.as_str()).collect();
        assert_eq!(fields, ["name", "guardian", "guardian-phone"]);
    }

    // T5: a lower row often says the word of the upper row again.
    #[test]
    fn a_word_that_both_rows_say_counts_once() {
        let sheet =
            rows(&[&["姓名", "监护人", ""], &["", "监护人姓名", "监护人电话"], &["张三", "李四", "1"]]);
        let found = propose(&sheet).unwrap();
        let columns: Vec<(&str, &str)> =
            found.columns.iter().map(|column| (column.header.as_str(), column.field.as_str())).collect();
        assert_eq!(columns[1], ("监护人姓名", "guardian"));
        assert_eq!(columns[2].1, "guardian-phone");
    }
}
