//! The table that the township sends every autumn and wants back filled in (T5): its columns are named, nobody has handed it
//! in yet.

use access::Kind;
use db::args;
use documents::excel::{self, Column, Kind as Holds, Sheet, Workbook};
use documents::model::Lang;
use kernel::{BureauTableId, Label, clock::days_after};
use papers::bureau;
use people::roster::{In, InRow};

use super::calendar::at;
use super::maker::{Change, Maker};
use super::staff::School;

const NAME: &str = "镇留守儿童信息采集表";
const SHEET: &str = "留守儿童";

/// What is asked for, and how wide its column is. The last stays blank: the township fills it itself.
const COLUMNS: [(&str, u16); 13] = [
    ("序号", 6),
    ("姓名", 12),
    ("性别码", 8),
    ("出生日期", 12),
    ("班级", 10),
    ("是否寄宿", 10),
    ("监护人姓名", 12),
    ("与学生关系", 12),
    ("监护人联系电话", 16),
    ("父亲务工地点", 16),
    ("母亲务工地点", 16),
    ("结对教师", 12),
    ("镇核查意见", 16),
];

/// Writes it.
pub fn make(maker: &mut Maker<'_>, school: &School) {
    let starts = maker.term.starts;
    let (Ok(file), Some(found)) = (file(starts), bureau::propose(&rows())) else { return };
    let (Some(office), Ok(columns)) = (school.moral.first().copied(), serde_json::to_string(&found.columns))
    else {
        return;
    };
    let made = at(days_after(starts, 16), 10, 5);
    let id = BureauTableId(maker.dice.uuid(made));
    let key = maker.vault.row(maker.school.0, "bureau_table", *id.0.as_bytes(), Label::CLOSE);
    let cell = key.seal("file_cell", maker.dice.bytes(), &file);
    let (first_row, category) = (i64::from(found.row), Some("left_behind"));
    maker.book.bureau_table.add(args![
        maker.school,
        id,
        NAME,
        SHEET,
        first_row,
        columns,
        category,
        cell,
        made,
        office
    ]);
    maker.event(&Change {
        name: "bureau-table.added",
        kind: Kind::Paper,
        at: made,
        by: office,
        subject: id.0,
        student: None,
        after: NAME,
    });
}

/// The file as it came: a title, the header below it, nothing else.
fn file(day: kernel::Day) -> Result<Vec<u8>, documents::model::WriteError> {
    let column =
        |(header, width): (&str, u16)| Column { header: header.to_owned(), width, kind: Holds::Text };
    let sheet = Sheet {
        name: SHEET.to_owned(),
        title: Some(NAME.to_owned()),
        columns: COLUMNS.map(column).into(),
        rows: Vec::new(),
    };
    let book = Workbook { title: NAME.to_owned(), lang: Lang::ZhHans, made_on: day, sheets: vec![sheet] };
    excel::write(&book, None)
}

/// The same as the reader of files finds it.
fn rows() -> [InRow; 2] {
    let row = |number, words: Vec<&str>| InRow {
        number,
        cells: words.into_iter().map(|words| In::Text(words.to_owned())).collect(),
        hidden: false,
    };
    [row(1, vec![NAME]), row(2, COLUMNS.map(|(header, _)| header).into())]
}
