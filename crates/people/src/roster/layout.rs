//! Finds the header of a sheet and proposes what its columns mean, with the reason for each.

use std::collections::BTreeSet;

use super::fields::{self, Field, Need};
use super::guardians::Groups;
use super::headers::{Meaning, Sure, Who, meaning, meaning_of_two};
use super::mapping::{Mapping, Place};
use super::text::{said, tidy};
use super::{InRow, Message, letters};

/// Among how many rows from the top the header is looked for.
pub const HEADER_WITHIN: usize = 10;

/// What kind of sheet it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// The export of the national school roll: more than half of its required fields by its own headers.
    NationalRoll,
    Other,
}

/// One column that was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    pub field: Field,
    pub column: u16,
    pub header: String,
    pub sure: Sure,
}

/// One column that was not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leftover {
    pub column: u16,
    pub header: String,
    /// The header is understood, but another column has its field already.
    pub duplicate_of: Option<Field>,
}

impl Match {
    /// What to tell of a name column that no header named.
    #[must_use]
    pub fn guessed_name(&self) -> Option<Message> {
        let guessed = self.field == Field::Name && self.sure == Sure::Values;
        let message = || Message::new("roster-name-guessed").with("column", letters(self.column));
        guessed.then(|| message().with("header", self.header.as_str()))
    }
}

impl Leftover {
    /// What to tell about it.
    #[must_use]
    pub fn message(&self) -> Message {
        let key = if self.duplicate_of.is_some() { "roster-column-twice" } else { "roster-column-unknown" };
        Message::new(key).with("column", letters(self.column)).with("header", self.header.as_str())
    }
}

/// A proposal for reading the sheet.
#[derive(Clone, Debug)]
pub struct Proposal {
    pub layout: Layout,
    pub mapping: Mapping,
    pub matches: Vec<Match>,
    pub leftovers: Vec<Leftover>,
    /// Fields the national roll requires and the sheet has no column for.
    pub missing: Vec<Field>,
}

/// Proposes a mapping.
///
/// # Errors
/// `roster-layout-none` when no row of the first ten looks like a header, `roster-layout-no-name` when one does but has
/// no name column.
pub fn propose(rows: &[InRow]) -> Result<Proposal, Message> {
    let Some((header_row, header_rows)) = find_header(rows) else {
        return Err(Message::new("roster-layout-none").with("rows", HEADER_WITHIN.to_string()));
    };
    let mut proposal = read_columns(rows, header_row, header_rows);
    super::guess::by_values(rows, &mut proposal);
    if !proposal.mapping.tells_names() {
        super::guess::name_by_values(rows, &mut proposal);
    }
    if !proposal.mapping.tells_names() {
        return Err(Message::new("roster-layout-no-name").with("row", header_row.to_string()));
    }
    let has = |field: Field| proposal.mapping.columns.contains_key(&field);
    let required = fields::all().iter().filter(|spec| spec.need != Need::Free);
    proposal.missing = required.clone().map(|spec| spec.field).filter(|field| !has(*field)).collect();
    let exact =
        proposal.matches.iter().filter(|found| found.sure == Sure::Exact && found.field.need() != Need::Free);
    if exact.count() * 2 > required.count() {
        proposal.layout = Layout::NationalRoll;
    }
    Ok(proposal)
}

fn read_columns(rows: &[InRow], header_row: u32, header_rows: u8) -> Proposal {
    let (upper, lower) = two_headers(rows, header_row, header_rows);
    let texts = header_texts(rows, header_row, header_rows);
    let meanings: Vec<Option<Meaning>> =
        upper.iter().zip(&lower).map(|(upper, lower)| meaning_of_two(upper, lower)).collect();
    let named = meanings.iter().flatten().filter_map(|meaning| match meaning {
        Meaning::Guardian(Who::Nth(nth), ..) => Some(*nth),
        _ => None,
    });
    let mut groups = Groups::above(named.max().unwrap_or(0));
    let mut taken = BTreeSet::new();
    let (mut matches, mut leftovers) = (Vec::new(), Vec::new());
    for ((column, header), meaning) in (0u16..).zip(texts).zip(meanings) {
        let field = meaning.and_then(|meaning| place(meaning, &mut groups, &mut taken));
        match (field, meaning) {
            (Some(field), Some(meaning)) => {
                matches.push(Match { field, column, header, sure: meaning.sure() })
            }
            _ if header.is_empty() => {}
            (_, meaning) => {
                let duplicate_of = meaning.and_then(|meaning| match meaning {
                    Meaning::Own(field, _) => Some(field),
                    Meaning::Guardian(..) => None,
                });
                leftovers.push(Leftover { column, header, duplicate_of });
            }
        }
    }
    let place = |found: &Match| (found.field, Place { column: found.column, header: found.header.clone() });
    let columns = matches.iter().map(place).collect();
    let mapping = Mapping { header_row, header_rows, columns, implied: groups.implied(), stage: None };
    Proposal { layout: Layout::Other, mapping, matches, leftovers, missing: Vec::new() }
}

fn place(meaning: Meaning, groups: &mut Groups, taken: &mut BTreeSet<Field>) -> Option<Field> {
    match meaning {
        Meaning::Guardian(who, field, _) => groups.place(who, field),
        Meaning::Own(field, _) if taken.contains(&field) => groups.follow(field),
        Meaning::Own(field, _) => {
            groups.leave();
            taken.insert(field);
            Some(field)
        }
    }
}

/// The first header row and how many rows it takes: the best single row, or two rows where they tell more together.
fn find_header(rows: &[InRow]) -> Option<(u32, u8)> {
    let known = |number: u32, height: u8| {
        let (upper, lower) = two_headers(rows, number, height);
        let found = upper.iter().zip(&lower).filter_map(|(upper, lower)| meaning_of_two(upper, lower));
        // Doubled headers (姓名 of pupil and guardian) count once, so that a lower row alone does not win.
        let mut seen = Vec::new();
        for meaning in found {
            let own = match meaning {
                Meaning::Own(field, _) => Meaning::Own(field, Sure::Exact),
                guardian => guardian,
            };
            if !seen.contains(&own) {
                seen.push(own);
            }
        }
        seen.len()
    };
    let numbers: Vec<u32> = rows.iter().take(HEADER_WITHIN).map(|row| row.number).collect();
    let single =
        numbers.iter().map(|number| (known(*number, 1), *number)).rev().max_by_key(|(count, _)| *count)?;
    let double = numbers.windows(2).filter_map(|pair| match pair {
        [upper, lower] if *lower == upper + 1 && has_two_headers(rows, *lower) => {
            Some((known(*upper, 2), *upper))
        }
        _ => None,
    });
    match double.rev().max_by_key(|(count, _)| *count) {
        Some((count, number)) if count > single.0 && count >= 2 => Some((number, 2)),
        _ => (single.0 >= 2).then_some((single.1, 1)),
    }
}

/// Whether a row could be the lower of two header rows: at least two of its cells are headers, none a long number.
fn has_two_headers(rows: &[InRow], number: u32) -> bool {
    let Some(row) = rows.iter().find(|row| row.number == number) else { return false };
    row.cells.iter().filter_map(said).filter(|text| meaning(text).is_some()).take(2).count() == 2
}

/// The header text of each column: upper and lower together where there are two rows.
#[must_use]
pub fn header_texts(rows: &[InRow], header_row: u32, header_rows: u8) -> Vec<String> {
    let (upper, lower) = two_headers(rows, header_row, header_rows);
    upper.into_iter().zip(lower).map(|(upper, lower)| upper + &lower).collect()
}

/// Upper and lower header of each column. An upper cell that stretches over several columns fills those to its right
/// that have a lower one.
fn two_headers(rows: &[InRow], header_row: u32, header_rows: u8) -> (Vec<String>, Vec<String>) {
    let texts = |number: u32| -> Vec<String> {
        let row = rows.iter().take(HEADER_WITHIN + 2).find(|row| row.number == number);
        let cells = row.map(|row| row.cells.as_slice()).unwrap_or_default();
        cells
            .iter()
            .take(400)
            .map(|cell| said(cell).map(|text| tidy(&text).0.into_owned()).unwrap_or_default())
            .collect()
    };
    let mut upper = texts(header_row);
    let mut lower = if header_rows > 1 { texts(header_row.saturating_add(1)) } else { Vec::new() };
    let width = upper.len().max(lower.len());
    upper.resize(width, String::new());
    lower.resize(width, String::new());
    let mut over = String::new();
    for (above, below) in upper.iter_mut().zip(&lower) {
        if !above.is_empty() {
            over = if below.is_empty() { String::new() } else { above.clone() };
        } else if !below.is_empty() {
            above.clone_from(&over);
        }
    }
    (upper, lower)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::roster::In;
    use crate::roster::fields::GuardianField;

    fn rows(lines: &[&[&str]]) -> Vec<InRow> {
        let cell = |text: &&str| if text.is_empty() { In::Empty } else { In::Text((*text).into()) };
        (1..)
            .zip(lines)
            .map(|(number, line)| InRow { number, cells: line.iter().map(cell).collect(), hidden: false })
            .collect()
    }

    #[test]
    fn the_header_is_found_below_titles() {
        let sheet = rows(&[
            &["春雨小学2026学年花名册"],
            &["学校：春雨小学", "", "日期：2026-09-01"],
            &["序号", "班级", "姓名", "性别", "班主任"],
            &["1", "七年级3班", "张三", "男", "李老师"],
        ]);
        let proposal = propose(&sheet).unwrap();
        assert_eq!((proposal.mapping.header_row, proposal.mapping.header_rows), (3, 1));
        assert_eq!(proposal.mapping.column(Field::Name), Some(2));
        assert_eq!(proposal.layout, Layout::Other);
        let unknown: Vec<_> = proposal.leftovers.iter().map(|left| left.header.as_str()).collect();
        assert_eq!(unknown, ["序号", "班主任"]);
        assert!(proposal.missing.contains(&Field::IdNumber));
    }

    #[test]
    fn two_header_rows_with_merged_cells_are_read_together() {
        let sheet = rows(&[
            &["花名册"],
            &["姓名", "性别", "监护人1", "", "", "监护人2", "", "", "备注"],
            &["", "", "姓名", "关系", "电话", "姓名", "关系", "电话", ""],
            &["张三", "男", "张大", "父亲", "13812345678", "李四", "母亲", "13912345678", ""],
        ]);
        let mapping = propose(&sheet).unwrap().mapping;
        assert_eq!((mapping.header_row, mapping.header_rows, mapping.first_row()), (2, 2, 4));
        assert_eq!(mapping.column(Field::Guardian(2, GuardianField::Phone)), Some(7));
        assert_eq!(mapping.column(Field::Name), Some(0));
        assert_eq!(mapping.column(Field::Remark), Some(8));
    }

    #[test]
    fn renamed_reordered_and_doubled_columns_are_told() {
        let sheet = rows(&[
            &["联系电话", "学生姓名", "XB", "父亲姓名", "联系电话", "母亲姓名", "母亲电话", "姓名"],
            &["", "张三", "1", "张大", "13812345678", "李四", "", ""],
        ]);
        let proposal = propose(&sheet).unwrap();
        let mapping = &proposal.mapping;
        assert_eq!(mapping.column(Field::Guardian(1, GuardianField::Phone)), Some(4));
        assert_eq!(mapping.column(Field::Guardian(2, GuardianField::Phone)), Some(6));
        let relation = Field::Guardian(2, GuardianField::Relation);
        assert_eq!(mapping.implied.get(&relation).map(String::as_str), Some("52"));
        assert!(matches!(
            proposal.leftovers.as_slice(),
            [Leftover { column: 7, duplicate_of: Some(Field::Name), .. }]
        ));
    }

    #[test]
    fn the_national_roll_is_recognised() {
        let mut header: Vec<String> =
            fields::all().iter().take(52).map(|spec| spec.header.to_owned()).collect();
        for nth in 1..=2 {
            for part in [
                "姓名",
                "关系",
                "关系说明",
                "民族",
                "工作单位",
                "现住址",
                "户口所在地",
                "联系电话",
                "是否监护人",
                "证件类型",
                "证件号",
                "职务",
            ] {
                header.push(format!("家庭成员或监护人{nth}{part}"));
            }
        }
        let header: Vec<&str> = header.iter().map(String::as_str).collect();
        let proposal = propose(&rows(&[&header])).unwrap();
        assert_eq!(proposal.layout, Layout::NationalRoll);
        assert!(proposal.leftovers.is_empty(), "{:?}", proposal.leftovers);
        assert!(proposal.mapping.columns.contains_key(&Field::Guardian(2, GuardianField::Occupation)));
    }

    #[test]
    fn a_name_column_with_a_header_of_its_own_is_told_by_the_names_in_it() {
        let sheet = rows(&[
            &["序号", "娃的名字", "男/女", "村", "身份证", "家长", "家长手机"],
            &["1", "张小兰", "女", "云雾顶村", "", "张大勇", "13900000011"],
            &["2", "欧阳雪", "女", "白石滩村", "", "欧阳建国", "13900000012"],
            &["3", "迪丽娜尔·吐尔逊", "女", "红旗村", "", "吐尔逊", "13900000013"],
        ]);
        let proposal = propose(&sheet).unwrap();
        assert_eq!(proposal.mapping.column(Field::Name), Some(1));
        let said: Vec<_> = proposal.matches.iter().filter_map(Match::guessed_name).collect();
        assert_eq!(said.len(), 1);
        assert_eq!(said[0].key, "roster-name-guessed");
        // Words that repeat, places and numbers are no names.
        let sheet = rows(&[
            &["性别", "民族", "来源", "村"],
            &["男", "汉族", "本地生源", "云雾顶村"],
            &["女", "苗族", "本地生源", "白石滩村"],
            &["女", "汉族", "外地生源", "红旗村"],
        ]);
        assert_eq!(propose(&sheet).unwrap_err().key, "roster-layout-no-name");
    }

    #[test]
    fn a_sheet_without_header_is_refused_with_a_reason() {
        assert_eq!(propose(&rows(&[&["1", "2"], &["3", "4"]])).unwrap_err().key, "roster-layout-none");
        assert_eq!(propose(&[]).unwrap_err().key, "roster-layout-none");
        assert_eq!(propose(&rows(&[&["性别", "民族"]])).unwrap_err().key, "roster-layout-no-name");
    }

    #[test]
    fn a_column_without_header_is_guessed_from_its_values() {
        let mut lines = vec![vec!["姓名", "班级", "甲", "乙"]];
        lines.extend(std::iter::repeat_n(vec!["张三", "701", "360426199101010071", "男"], 12));
        let lines: Vec<&[&str]> = lines.iter().map(Vec::as_slice).collect();
        let proposal = propose(&rows(&lines)).unwrap();
        assert_eq!(proposal.mapping.column(Field::IdNumber), Some(2));
        assert_eq!(proposal.mapping.column(Field::Sex), Some(3));
        assert!(proposal.matches.iter().any(|found| found.sure == Sure::Values));
    }
}
