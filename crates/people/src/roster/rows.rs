//! Which rows below the header are pupils, and which are blank, sums, signatures or notes.

use serde::Serialize;

use super::fields::Field;
use super::mapping::Mapping;
use super::text::{said, squeeze};
use super::{In, InRow, id_number};

/// What a row below the header is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum RowKind {
    Student,
    Blank,
    /// 合计, 总计, 共 42 人.
    Sum,
    /// 制表人, 校长签字, 备注, 填表日期: a line for people.
    Signature,
    /// The header again, as printed pages repeat it.
    Header,
}

/// What the row is. A row with an ID or roll number is a pupil's whatever else it says.
#[must_use]
pub fn kind(row: &InRow, mapping: &Mapping) -> RowKind {
    let mut filled = row.cells.iter().filter(|cell| is_filled(cell));
    let Some(first) = filled.next() else { return RowKind::Blank };
    let few = filled.count() < 4;
    let numbered = [Field::IdNumber, Field::RollNumber].iter().any(|field| has_number(row, mapping, *field));
    if numbered {
        return RowKind::Student;
    }
    let name = mapping.column(Field::Name).map_or(&In::Empty, |column| row.cell(column));
    let heads =
        [first, name].map(|cell| said(cell).map(|text| squeeze(&text.chars().take(40).collect::<String>())));
    let mut heads = heads.iter().flatten();
    if heads.clone().any(|head| is_sum(head)) {
        RowKind::Sum
    } else if few && heads.any(|head| is_signature(head)) {
        RowKind::Signature
    } else if repeats_header(row, mapping) {
        RowKind::Header
    } else {
        RowKind::Student
    }
}

fn is_filled(cell: &In) -> bool {
    match cell {
        In::Empty => false,
        In::Text(_) => said(cell).is_some(),
        _ => true,
    }
}

fn has_number(row: &InRow, mapping: &Mapping, field: Field) -> bool {
    let Some(column) = mapping.column(field) else { return false };
    let In::Text(text) = row.cell(column) else { return false };
    text.len() <= 80 && id_number::normalise(text).0.bytes().filter(u8::is_ascii_digit).count() >= 15
}

fn is_sum(head: &str) -> bool {
    const HEADS: [&str; 16] = [
        "合计",
        "总计",
        "小计",
        "共计",
        "合計",
        "總計",
        "总人数",
        "人数合计",
        "平均",
        "平均分",
        "最高分",
        "最低分",
        "及格率",
        "优秀率",
        "total",
        "sum",
    ];
    let counted = head.strip_prefix('共').is_some_and(|rest| {
        rest.trim_end_matches(['人', '名', '生', '学']).bytes().all(|b| b.is_ascii_digit())
    });
    (counted && head.len() > '共'.len_utf8())
        || HEADS
            .iter()
            .any(|word| head.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with(':')))
        || HEADS.iter().take(7).any(|word| head.starts_with(word) && head.chars().any(|c| c.is_ascii_digit()))
}

fn is_signature(head: &str) -> bool {
    const HEADS: [&str; 26] = [
        "制表",
        "填表",
        "填报",
        "审核",
        "复核",
        "经办",
        "负责人",
        "校长签",
        "校长:",
        "校长(",
        "班主任签",
        "班主任:",
        "签名",
        "签字",
        "签章",
        "盖章",
        "公章",
        "备注:",
        "注:",
        "说明:",
        "填表说明",
        "日期:",
        "联系人:",
        "学校(盖章",
        "单位(盖章",
        "年月日",
    ];
    HEADS.iter().any(|word| head.starts_with(word)) || head.ends_with("(盖章)") || head.contains("签字:")
}

/// Two cells or more hold the header of their own column, as it is written there.
fn repeats_header(row: &InRow, mapping: &Mapping) -> bool {
    let same = mapping.columns.values().filter(|place| {
        let wanted = place.header.as_str();
        !wanted.is_empty() && matches!(row.cell(place.column), In::Text(text) if text.trim() == wanted)
    });
    same.take(2).count() == 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::roster::mapping::Place;

    fn kind_of(texts: &[&str]) -> RowKind {
        let mut mapping = Mapping { header_row: 1, header_rows: 1, ..Mapping::default() };
        for (at, (field, header)) in
            [(Field::ClassNumber, "序号"), (Field::Name, "姓名"), (Field::IdNumber, "身份证号")]
                .iter()
                .enumerate()
        {
            let column = u16::try_from(at).unwrap();
            mapping.columns.insert(*field, Place { column, header: (*header).into() });
        }
        let cells = texts.iter().map(|text| In::Text((*text).into())).collect();
        kind(&InRow { number: 2, cells, hidden: false }, &mapping)
    }

    #[test]
    fn sums_signatures_and_blank_rows_are_no_pupils() {
        assert_eq!(kind_of(&["", " ", "　"]), RowKind::Blank);
        assert_eq!(kind_of(&["合计", "42"]), RowKind::Sum);
        assert_eq!(kind_of(&["", "共42人"]), RowKind::Sum);
        assert_eq!(kind_of(&["合计：42人"]), RowKind::Sum);
        assert_eq!(kind_of(&["制表人：李老师", "", "审核：王校长"]), RowKind::Signature);
        assert_eq!(kind_of(&["春雨小学（盖章）", ""]), RowKind::Signature);
        assert_eq!(kind_of(&["序号", "姓名", "身份证号"]), RowKind::Header);
    }

    #[test]
    fn a_pupil_stays_a_pupil() {
        assert_eq!(kind_of(&["1", "共小明", ""]), RowKind::Student);
        assert_eq!(kind_of(&["1", "张三", ""]), RowKind::Student);
        assert_eq!(kind_of(&["合计", "", "360426199101010071"]), RowKind::Student);
    }
}
