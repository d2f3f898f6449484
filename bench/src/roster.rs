//! A roster of 20,000 invented children as a spreadsheet program writes it: the columns of the national school roll
//! that schools fill.

use people::roster::id_number::check_character;
use rust_xlsxwriter::Workbook;

use crate::Outcome;

/// How many children.
pub const ROWS: u32 = 20_000;

/// The columns.
pub const HEADERS: [&str; 21] = [
    "学籍号",
    "学号",
    "姓名",
    "性别",
    "身份证件号",
    "民族",
    "年级",
    "班级",
    "联系电话",
    "现住址",
    "就读方式",
    "是否独生子女",
    "是否留守儿童",
    "是否孤儿",
    "健康状况",
    "父亲姓名",
    "父亲电话",
    "父亲工作单位",
    "母亲姓名",
    "母亲电话",
    "母亲工作单位",
];

const GRADES: [&str; 6] = ["一年级", "二年级", "三年级", "四年级", "五年级", "六年级"];

/// The workbook.
///
/// # Errors
/// Those of writing it.
pub fn workbook() -> Outcome<Vec<u8>> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, header) in (0_u16..).zip(HEADERS) {
        sheet.write_string(0, column, header)?;
    }
    for nth in 0..ROWS {
        for (column, text) in (0_u16..).zip(child(nth)) {
            sheet.write_string(nth + 1, column, text)?;
        }
    }
    Ok(book.save_to_buffer()?)
}

/// The cells of one child.
fn child(nth: u32) -> [String; 21] {
    let (month, day) = (nth % 12 + 1, nth / 12 % 28 + 1);
    let first17 = format!("52050120{:02}{month:02}{day:02}{:03}", 13 + nth / 84_000, nth / 336 % 500 * 2 + 1);
    let id = format!("{first17}{}", check_character(&first17).unwrap_or('0'));
    let sign = |start: u32, spread: u32| char::from_u32(start + nth * 7 % spread).unwrap_or('明');
    let (one, two) = (sign(0x4E00, 9_000), sign(0x5200, 6_000));
    let grade = usize::try_from(nth % 6).unwrap_or(0);
    [
        format!("G{id}"),
        format!("{nth:06}"),
        format!("王{one}{two}"),
        "男".into(),
        id,
        "汉族".into(),
        GRADES.get(grade).copied().unwrap_or("一年级").into(),
        format!("{}班", nth / 6 % 20 + 1),
        format!("138{nth:08}"),
        format!("文一路{nth}号"),
        "走读".into(),
        "否".into(),
        "非留守儿童".into(),
        "否".into(),
        "健康或良好".into(),
        format!("王{two}"),
        format!("139{nth:08}"),
        format!("第{nth}公司"),
        format!("李{two}"),
        format!("137{nth:08}"),
        format!("第{nth}工厂"),
    ]
}
