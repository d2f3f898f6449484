//! Which columns of a list of staff mean what, told by their headers.

use access::Role;
use serde::{Deserialize, Serialize};

use super::posts;
use crate::roster::layout::{HEADER_WITHIN, header_texts};
use crate::roster::text::squeeze;
use crate::roster::{InRow, Message};

/// What a column holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Holds {
    /// The name.
    Name,
    /// The name to sign in with.
    SignIn,
    /// A telephone number: only tells whether two rows are of one person, and is not kept.
    Phone,
    /// Man or woman.
    Sex,
    /// What is taught.
    Subject,
    /// Roles; of one sort when the header names it by its key.
    Posts(Option<String>),
    /// A class, for roles that name none.
    Class,
    /// A grade, for roles that name none.
    Grade,
    /// First day of the roles.
    From,
    /// Last day of the roles.
    Until,
    /// Not read.
    Other,
}

/// How a list of staff is read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffMapping {
    /// The row of the header, as the spreadsheet counts.
    pub header_row: u32,
    /// Header and meaning, column by column.
    pub columns: Vec<(String, Holds)>,
}

const HEADERS: &[(Holds, &str)] = &[
    (
        Holds::Name,
        "姓名|教师姓名|教职工姓名|教职工|教师|老师|老師|教師姓名|教職員|name|fullname|teacher|staffname",
    ),
    (
        Holds::SignIn,
        "登录名|登录帐号|登录账号|账号|帐号|用户名|工号|教工号|登入名稱|帳號|使用者名稱|signinname|signin|login|username|account",
    ),
    (
        Holds::Phone,
        "手机|手机号|手机号码|电话|联系电话|联系方式|手機|手機號碼|電話|聯絡電話|phone|mobile|mobilephone|telephone",
    ),
    (Holds::Sex, "性别|性別|sex|gender"),
    (Holds::Subject, "任教学科|任教科目|学科|科目|所教学科|任教學科|任教科目|學科|subject|subjects"),
    (
        Holds::Posts(None),
        "职务|角色|岗位|担任职务|职务角色|工作岗位|校内职务|職務|職稱|擔任職務|role|roles|post|posts|duties|position",
    ),
    (Holds::Class, "班级|所在班级|班級|class"),
    (Holds::Grade, "年级|年級|grade"),
    (Holds::From, "从哪天起|任职开始|起始日期|开始日期|開始日期|從哪天起|from|since|startdate"),
    (Holds::Until, "到哪天止|任职结束|结束日期|截止日期|結束日期|到哪天止|until|to|enddate"),
];

/// What a header means.
#[must_use]
pub fn holds(header: &str) -> Holds {
    let plain: String =
        squeeze(header).chars().filter(|c| !matches!(c, '*' | '/' | '_' | '-' | ':' | '：')).collect();
    let open = plain.split('(').next().unwrap_or_default();
    // 职务1, 职务2: several columns of one sort.
    let bare = open.trim_end_matches(|c: char| c.is_ascii_digit() || "一二三四".contains(c));
    let found = HEADERS.iter().find(|(_, words)| words.split('|').any(|word| word == open || word == bare));
    if let Some((holds, _)) = found {
        return holds.clone();
    }
    let role = posts::role_of(open).or_else(|| posts::role_of(bare)).filter(|role| *role != Role::Mentor);
    role.map_or(Holds::Other, |role| Holds::Posts(Some(role.key().to_owned())))
}

/// Proposes how to read a sheet: the first rows are looked through for a header that names people.
///
/// # Errors
/// `imports-staff-no-header` when none does.
pub fn propose(rows: &[InRow]) -> Result<StaffMapping, Message> {
    let read = |row: &InRow| {
        let headers = header_texts(rows, row.number, 1);
        let columns = headers.into_iter().map(|header| (header.clone(), holds(&header))).collect();
        StaffMapping { header_row: row.number, columns }
    };
    let known =
        |mapping: &StaffMapping| mapping.columns.iter().filter(|(_, holds)| *holds != Holds::Other).count();
    let names = |mapping: &StaffMapping| mapping.columns.iter().any(|(_, holds)| *holds == Holds::Name);
    let proposals = rows.iter().take(HEADER_WITHIN).map(read).filter(names);
    // The first of the best: a printed page may repeat its header.
    let best = proposals.rev().max_by_key(known).filter(|mapping| known(mapping) >= 2);
    best.ok_or_else(|| Message::new("imports-staff-no-header").with("rows", HEADER_WITHIN.to_string()))
}

impl StaffMapping {
    /// The columns that hold this, from the left.
    pub fn columns_of<'m>(&'m self, wanted: &'m Holds) -> impl Iterator<Item = u16> + 'm {
        (0u16..).zip(&self.columns).filter(move |(_, (_, holds))| holds == wanted).map(|(column, _)| column)
    }

    /// The columns of roles, each with the key of its role when the header names one.
    pub fn posts(&self) -> impl Iterator<Item = (u16, Option<Role>)> + '_ {
        (0u16..).zip(&self.columns).filter_map(|(column, (_, holds))| match holds {
            Holds::Posts(role) => Some((column, role.as_deref().and_then(Role::parse))),
            _ => None,
        })
    }

    /// Headers that are not read.
    pub fn unread(&self) -> impl Iterator<Item = &str> {
        let unread =
            self.columns.iter().filter(|(header, holds)| *holds == Holds::Other && !header.is_empty());
        unread.map(|(header, _)| header.as_str())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::roster::In;

    #[test]
    fn a_header_is_found_below_a_title_and_in_three_languages() {
        for header in [
            ["序号", "姓名", "性别", "任教学科", "职务"],
            ["編號", "姓名", "性別", "任教學科", "職務"],
            ["No", "Name", "Sex", "Subject", "Roles"],
        ] {
            let row = |number, cells: &[&str]| InRow {
                number,
                cells: cells.iter().map(|text| In::Text((*text).to_owned())).collect(),
                hidden: false,
            };
            let mapping = propose(&[row(1, &["清溪镇九年制学校教职工名单"]), row(2, &header)]).unwrap();
            assert_eq!(mapping.header_row, 2);
            let held: Vec<&Holds> = mapping.columns.iter().map(|(_, holds)| holds).collect();
            assert_eq!(
                held,
                [&Holds::Other, &Holds::Name, &Holds::Sex, &Holds::Subject, &Holds::Posts(None)]
            );
        }
    }

    #[test]
    fn a_list_of_students_is_no_list_of_staff() {
        let cells = ["座号", "学籍号", "出生日期"].map(|text| In::Text(text.to_owned())).to_vec();
        assert!(propose(&[InRow { number: 1, cells, hidden: false }]).is_err());
    }

    #[test]
    fn roles_may_have_columns_of_their_own() {
        assert_eq!(holds("班主任"), Holds::Posts(Some("homeroom".into())));
        assert_eq!(holds("任课班级"), Holds::Posts(Some("subject-teacher".into())));
        assert_eq!(holds("职务2"), Holds::Posts(None));
        assert_eq!(holds("登录名（可不填）"), Holds::SignIn);
    }
}
