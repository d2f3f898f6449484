//! Documents as the school writes them, used by tests and measurements. All people are invented.

use documents::excel::{self, Kind, Sheet, Value, Workbook};
use documents::model::{
    Align, Block, Cell, Column, Document, Fact, Form, FormRow, Lang, Layout, Level, List, Signature, Span,
    Table,
};

fn fact(mark: u32, name: &str, value: &str) -> Fact {
    Fact {
        mark,
        name: name.to_owned(),
        as_of: "截至2026年1月20日".to_owned(),
        how: None,
        value: value.to_owned(),
        link: format!("/papers/7/facts/{mark}"),
    }
}

fn paragraph(text: &str) -> Block {
    Block::Paragraph(vec![Span::text(text)])
}

fn heading(level: Level, text: &str) -> Block {
    Block::Heading(level, vec![Span::text(text)])
}

/// A term summary of two pages: four levels of headings, a table, figures with facts, something missing.
#[must_use]
pub fn term_summary() -> Document {
    Document {
        layout: Layout::Official,
        title: "关于2025—2026学年第一学期\n学困生帮扶工作情况的报告".to_owned(),
        number: Some("春江中学〔2026〕5号".to_owned()),
        to: Some("区教育局".to_owned()),
        blocks: [summary_opening(), summary_table(), summary_rest()].concat(),
        signature: Some(Signature {
            org: "春江市第三中学".to_owned(), date: "2026年1月20日".to_owned()
        }),
        facts: vec![
            fact(1, "在帮学生人数", "214"),
            fact(2, "本学期结案人数", "37"),
            fact(3, "应完成家访次数与已完成家访次数", "428；411"),
        ],
        lang: Lang::ZhHans,
    }
}

fn summary_opening() -> Vec<Block> {
    vec![
        paragraph(
            "根据《关于做好中小学学习困难学生帮扶工作的通知》要求，现将我校2025—2026学年第一学期学困生帮扶工作情况报告如下。",
        ),
        heading(Level::One, "基本情况"),
        Block::Paragraph(vec![
            Span::text("本学期在帮学生"),
            Span::fact(1, "214"),
            Span::text("人，结案"),
            Span::fact(2, "37"),
            Span::text("人。帮扶工作由帮扶工作领导小组统一部署，班主任、任课教师、心理教师分工负责，"),
            Span::Bold("一人一案、一月一评".to_owned()),
            Span::text("。校外志愿者人数"),
            Span::missing("未登记"),
            Span::text("。"),
        ]),
        heading(Level::Two, "学生分布"),
        paragraph(
            "各年级在帮学生人数与结案情况见下表。七年级入学适应问题较多，九年级以学业压力为主，两个年级合计占全校在帮学生的六成以上。",
        ),
    ]
}

fn summary_table() -> Vec<Block> {
    let row = |cells: [&str; 5]| cells.into_iter().map(Cell::text).collect::<Vec<_>>();
    let column = |width, align| Column { width, align };
    vec![Block::Table(Table {
        caption: Some("表1  各年级帮扶情况".to_owned()),
        columns: vec![
            column(3, Align::Start),
            column(2, Align::End),
            column(2, Align::End),
            column(2, Align::End),
            column(4, Align::Start),
        ],
        header: vec![
            vec![Cell::text("年级").down(2), Cell::text("人数").across(3), Cell::text("备注").down(2)],
            vec![Cell::text("在帮"), Cell::text("新建档"), Cell::text("结案")],
        ],
        rows: vec![
            row(["七年级", "88", "31", "9", "含转入3人"]),
            row(["八年级", "61", "12", "16", ""]),
            row(["九年级", "65", "8", "12", "含中考前专项"]),
            vec![
                Cell::text("合计"),
                Cell::of(vec![Span::fact(1, "214")]),
                Cell::text("51"),
                Cell::of(vec![Span::fact(2, "37")]),
                Cell::of(vec![Span::missing("随班就读人数未填")]),
            ],
        ],
    })]
}

fn summary_rest() -> Vec<Block> {
    vec![
        heading(Level::Two, "工作开展"),
        heading(Level::Three, "家访"),
        Block::Paragraph(vec![
            Span::text("按每生每学期不少于两次的要求，应完成家访428次，已完成"),
            Span::fact(3, "411"),
            Span::text("次，完成率96.0%。未完成的17次中，学生住院5次，家长外出务工且电话访谈代替12次。"),
        ]),
        heading(Level::Three, "学业辅导"),
        heading(Level::Four, "课后辅导"),
        paragraph(
            "每周二、周四课后服务时段安排学科教师分组辅导，累计开展64场，参加学生1,302人次。辅导后由学生本人填写反馈，教师据此调整下一周内容。",
        ),
        heading(Level::Four, "同伴互助"),
        paragraph("组织互助小组46个，由学习部统一登记，班主任每两周检查一次。"),
        heading(Level::One, "存在的问题"),
        paragraph(
            "一是部分档案填写不及时，谈话记录与计划脱节；二是家长参与不足，留守家庭联系困难；三是心理教师配备不足，个别学生等待时间超过两周。",
        ),
        heading(Level::One, "下一步安排"),
        Block::List(List {
            numbered: true,
            items: vec![
                vec![Span::text("开学两周内完成全部在帮学生复评，并逐一确定责任教师。")],
                vec![Span::text(
                    "与社区、关工委建立联系制度，补足校外志愿力量，对留守学生每月至少联系一次监护人。",
                )],
                vec![Span::text("对完成率低于90%的班级进行督查。")],
            ],
        }),
        Block::Missing("附件《各班帮扶明细》未生成：八年级2班未提交".to_owned()),
        paragraph("特此报告。"),
    ]
}

fn row(cells: Vec<Cell>) -> FormRow {
    FormRow { cells, lines: 1 }
}

/// A row of labels, each followed by its value.
fn pairs(texts: &[&str]) -> Vec<Cell> {
    let cell = |(position, text): (usize, &&str)| {
        if position % 2 == 0 { Cell::label(*text) } else { Cell::text(*text) }
    };
    texts.iter().enumerate().map(cell).collect()
}

/// A label and room for a story across the rest of the row.
fn story(label: &str, spans: Vec<Span>, lines: u32) -> FormRow {
    FormRow { cells: vec![Cell::label(label), Cell::of(spans).across(6)], lines }
}

fn identity() -> Vec<FormRow> {
    let mut first = pairs(&["姓名", "王小明", "性别", "男", "出生日期", "2012-03-05"]);
    first.push(Cell::text("照片").down(4).align(Align::Center));
    let guardian = vec![
        Cell::label("监护人").down(2),
        Cell::label("关系"),
        Cell::label("姓名"),
        Cell::label("电话").across(2),
        Cell::label("单位").across(2),
    ];
    let grandmother = vec![
        Cell::text("祖母"),
        Cell::text("陈桂英"),
        Cell::of(vec![Span::missing("未填写")]).across(2),
        Cell::text("务农").across(2),
    ];
    vec![
        row(first),
        row(pairs(&["民族", "汉族", "班级", "八年级2班", "学籍号", "G5001"])),
        row(vec![Cell::label("家庭住址"), Cell::text("春江市河东区柳堤路12号").across(5)]),
        row(pairs(&["帮扶教师", "李春兰", "帮扶等级", "重点", "建档日期", "2025-09-08"])),
        row(guardian),
        row(grandmother),
    ]
}

fn stories() -> Vec<FormRow> {
    let trouble = "数学、英语连续两次测验不及格；课堂注意力不集中，作业完成率低于六成。\n父母外出务工，随祖母生活，周末无人辅导。";
    let help = "1. 每周两次课后辅导，由数学、英语教师轮流负责。\n2. 每月一次家访或电话联系。\n3. 安排同班学习伙伴一名。";
    let effect = vec![
        Span::text("本学期参加辅导"),
        Span::fact(1, "23"),
        Span::text("次，期末数学62分，较期中提高11分。"),
    ];
    let signed = Cell::text("\n\n签字：            年    月    日").across(6).align(Align::End);
    vec![
        story("困难表现", vec![Span::text(trouble)], 4),
        story("帮扶措施", vec![Span::text(help)], 4),
        story("阶段效果", effect, 3),
        story("家长意见", vec![], 3),
        FormRow { cells: vec![Cell::label("学校意见"), signed], lines: 3 },
    ]
}

/// One student's file on a page: merged cells, a photo, room for handwriting.
#[must_use]
pub fn student_file() -> Document {
    let columns = vec![10, 11, 10, 12, 10, 13, 14];
    Document {
        layout: Layout::Form,
        title: "学困生帮扶档案表".to_owned(),
        number: Some("编号：2025-082-017".to_owned()),
        to: None,
        blocks: vec![Block::Form(Form { columns, rows: [identity(), stories()].concat() })],
        signature: None,
        facts: vec![fact(1, "王小明参加辅导次数", "23")],
        lang: Lang::ZhHans,
    }
}

fn ledger_columns() -> Vec<excel::Column> {
    let column = |header: &str, width, kind| excel::Column { header: header.to_owned(), width, kind };
    vec![
        column("学籍号", 14, Kind::Text),
        column("姓名", 10, Kind::Text),
        column("建档日期", 12, Kind::Date),
        column("家访次数", 10, Kind::Integer),
        column("出勤率", 10, Kind::Percent),
        column("备注", 40, Kind::Text),
    ]
}

fn ledger_rows() -> Vec<Vec<Value>> {
    use Value::{Decimal, Empty, Integer};
    let date = |day| Value::Date(jiff::civil::date(2025, 9, day));
    let before_all = Value::Date(jiff::civil::date(1899, 12, 31));
    let rows = [
        ("0012003", "王小明", [date(8), Integer(2), Decimal(0.963)], "=1+1"),
        ("0012004", "赵堃", [date(9), Integer(0), Decimal(f64::NAN)], "+cmd|' /C calc'!A0"),
        ("0012005", "钱喆", [Empty, Integer(-3), Empty], "-2+3"),
        ("0012006", "孙犇", [date(10), Integer(i64::MAX), Empty], "@SUM(A1:A9)"),
        ("0012007", "李赟", [before_all, Empty, Empty], "{=1+1}\nhttp://example.org"),
    ];
    let text = |text: &str| Value::Text(text.to_owned());
    let row = |(number, name, values, remark): (&str, &str, [Value; 3], &str)| {
        let mut row = vec![text(number), text(name)];
        row.extend(values);
        row.push(text(remark));
        row
    };
    rows.into_iter().map(row).collect()
}

/// The district's ledger, with what people type to see whether a spreadsheet computes it.
#[must_use]
pub fn ledger() -> Workbook {
    Workbook {
        title: "学困生帮扶台账".to_owned(),
        lang: Lang::ZhHans,
        made_on: jiff::civil::date(2026, 1, 20),
        sheets: vec![Sheet {
            name: "台账[2025/2026]".to_owned(),
            title: Some("2025—2026学年第一学期学困生帮扶台账".to_owned()),
            columns: ledger_columns(),
            rows: ledger_rows(),
        }],
    }
}
