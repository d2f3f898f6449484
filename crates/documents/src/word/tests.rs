#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions)]

use std::io::Read;

use super::*;
use crate::model::{
    Align, Block, Cell, Column, Fact, Form, FormRow, Lang, Layout, Level, List, Signature, Span, Table,
};

fn document(layout: Layout, blocks: Vec<Block>) -> Document {
    let fact = |mark, name: &str| Fact {
        mark,
        name: name.to_owned(),
        as_of: "截至2026年1月5日".to_owned(),
        how: None,
        value: "214".to_owned(),
        link: format!("/papers/7/facts/{mark}"),
    };
    Document {
        layout,
        title: "报告".to_owned(),
        number: None,
        to: None,
        blocks,
        signature: None,
        facts: vec![fact(1, "在帮学生人数"), fact(2, "结案人数"), fact(3, "家访次数")],
        lang: Lang::ZhHans,
    }
}

fn official(blocks: Vec<Block>) -> Document {
    document(Layout::Official, blocks)
}

fn part(file: &[u8], name: &str) -> String {
    let mut package = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    let mut text = String::new();
    package.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn text_of(blocks: Vec<Block>) -> String {
    part(&write(&official(blocks)).unwrap(), "word/document.xml")
}

#[test]
fn a_figure_leads_to_an_endnote_with_query_value_and_date() {
    let file = write(&official(vec![Block::Paragraph(vec![
        Span::text("在帮"),
        Span::fact(1, "214"),
        Span::text("人"),
    ])]))
    .unwrap();
    assert!(part(&file, "word/document.xml").contains(r#"<w:endnoteReference w:id="1"/>"#));
    let notes = part(&file, "word/endnotes.xml");
    assert!(notes.contains(r#"<w:endnote w:id="1">"#) && notes.contains("<w:endnoteRef/>"));
    assert!(notes.contains("在帮学生人数：214（截至2026年1月5日）"));
}

#[test]
fn a_figure_bears_the_same_mark_in_word_as_on_the_page() {
    let cited = vec![Span::fact(3, "9"), Span::fact(1, "214"), Span::fact(3, "9"), Span::fact(2, "5")];
    let text = text_of(vec![Block::Paragraph(cited)]);
    assert!(text.contains(r#"<w:endnoteReference w:customMarkFollows="1" w:id="1"/><w:t>3</w:t>"#));
    assert!(text.contains(r#"<w:endnoteReference w:id="2"/>"#), "1 is what Word would count");
    assert!(text.contains("<w:t>[3]</w:t>"), "cited again");
    assert!(text.contains(r#"<w:endnoteReference w:id="3"/>"#), "2 is what Word would count next");
    assert_eq!(text.matches("<w:endnoteReference ").count(), 3);
}

#[test]
fn a_figure_without_its_fact_is_refused() {
    let cited = official(vec![Block::Paragraph(vec![Span::fact(9, "1")])]);
    assert!(matches!(write(&cited), Err(WriteError::FactUnknown { mark: 9 })));
    let mut twice = official(vec![]);
    twice.facts[1].mark = 1;
    assert!(matches!(write(&twice), Err(WriteError::FactTwice { mark: 1 })));
    let mut elsewhere = official(vec![]);
    elsewhere.facts[0].link = "https://example.org/".to_owned();
    assert!(matches!(write(&elsewhere), Err(WriteError::LinkLeavesSite { mark: 1 })));
}

#[test]
fn what_is_typed_is_text_whatever_it_looks_like() {
    let typed = "<w:t>&amp; {PAGE} =1+1 \\o \u{1}\u{0}]]> \"'";
    let text = text_of(vec![Block::Paragraph(vec![Span::text(typed)]), Block::Missing(typed.to_owned())]);
    assert_eq!(text.matches("&lt;w:t&gt;&amp;amp; {PAGE} =1+1 \\o ]]&gt; &quot;&#39;").count(), 2);
    assert!(!text.contains("instrText") && !text.contains("fldChar"));
}

#[test]
fn what_is_missing_is_said_in_brackets_and_shaded() {
    let text = text_of(vec![Block::Paragraph(vec![Span::missing("监护人电话")])]);
    assert!(
        text.contains(r#"<w:rStyle w:val="Missing"/></w:rPr><w:t xml:space="preserve">【监护人电话】</w:t>"#)
    );
    let file = write(&official(vec![])).unwrap();
    assert!(part(&file, "word/styles.xml").contains(&format!(r#"w:fill="{}""#, styles::MISSING_SHADE)));
}

#[test]
fn headings_carry_number_level_and_typeface() {
    let heading = |level, text: &str| Block::Heading(level, vec![Span::text(text)]);
    let file = write(&official(vec![
        heading(Level::One, "基本情况"),
        heading(Level::Two, "分布"),
        heading(Level::Three, "年级"),
        heading(Level::Four, "七年级"),
    ]))
    .unwrap();
    let text = part(&file, "word/document.xml");
    for (style, number) in
        [("Heading1", "一、"), ("Heading2", "（一）"), ("Heading3", "1."), ("Heading4", "（1）")]
    {
        let start = format!(r#"<w:pStyle w:val="{style}"/></w:pPr><w:r><w:t xml:space="preserve">{number}<"#);
        assert!(text.contains(&start), "{style}");
    }
    let styles = part(&file, "word/styles.xml");
    let style = |id: &str| {
        let start = styles.find(&format!(r#"w:styleId="{id}""#)).unwrap();
        styles[start..].split("</w:style>").next().unwrap().to_owned()
    };
    assert!(style("Heading1").contains(r#"w:eastAsia="黑体""#));
    assert!(style("Heading2").contains(r#"w:eastAsia="楷体_GB2312""#));
    assert!(style("Heading3").contains(r#"w:eastAsia="仿宋_GB2312""#));
    assert!(
        style("Title").contains(r#"w:eastAsia="方正小标宋简体""#)
            && style("Title").contains(r#"<w:sz w:val="44"/>"#)
    );
    assert!(style("Normal").contains(r#"w:line="579" w:lineRule="exact""#));
    assert!(style("Normal").contains(r#"<w:widowControl w:val="0"/>"#));
    assert!(!styles.contains("<w:b/>"), "no level is bold");
}

#[test]
fn forms_do_not_number_their_headings() {
    let blocks = vec![Block::Heading(Level::One, vec![Span::text("基本情况")])];
    let text = part(&write(&document(Layout::Form, blocks)).unwrap(), "word/document.xml");
    assert!(text.contains("基本情况") && !text.contains("一、"));
}

#[test]
fn the_page_is_the_page_of_the_standard() {
    let file = write(&official(vec![])).unwrap();
    let text = part(&file, "word/document.xml");
    assert!(text.contains(r#"<w:pgSz w:w="11906" w:h="16838"/>"#));
    assert!(text.contains(r#"w:top="2098" w:right="1474" w:bottom="1984" w:left="1587""#));
    assert!(text.contains(r#"<w:docGrid w:type="linesAndChars" w:linePitch="579" w:charSpace="-849"/>"#));
    assert!(part(&file, "word/settings.xml").contains("<w:evenAndOddHeaders/>"));
    let (odd, even) = (part(&file, "word/footer1.xml"), part(&file, "word/footer2.xml"));
    assert!(odd.contains(r#"<w:jc w:val="right"/>"#) && even.contains(r#"<w:jc w:val="left"/>"#));
    assert!(odd.contains(">— <") && odd.contains(" PAGE ") && odd.contains("> —<"));
}

#[test]
fn the_date_ends_four_characters_in_and_the_name_is_centred_over_it() {
    let mut signed = official(vec![]);
    let date = "2026年1月20日".to_owned();
    signed.signature = Some(Signature { org: "春江三中".to_owned(), date: date.clone() });
    let text = part(&write(&signed).unwrap(), "word/document.xml");
    assert!(text.contains(r#"w:rightChars="400""#), "the date");
    assert!(
        text.contains(r#"w:rightChars="575""#),
        "a name of 4 over a date of 7¾ characters: 4 + 3¾ ÷ 2, in whole quarters"
    );
    signed.signature = Some(Signature {
        org: "春江市第三中学学生帮扶工作领导小组办公室".to_owned(), date
    });
    let text = part(&write(&signed).unwrap(), "word/document.xml");
    assert!(text.contains(r#"w:rightChars="200""#), "the long name");
}

#[test]
fn tables_repeat_their_header_and_merge_their_cells() {
    let column = |align| Column { width: 1, align };
    let table = Table {
        caption: Some("表1".to_owned()),
        columns: vec![column(Align::Start), column(Align::End), column(Align::End)],
        header: vec![
            vec![Cell::text("年级").down(2), Cell::text("人数").across(2)],
            vec![Cell::text("男"), Cell::text("女")],
        ],
        rows: (0..20).map(|_| vec![Cell::text("七年级"), Cell::text("1"), Cell::text("2")]).collect(),
    };
    let text = text_of(vec![Block::Table(table)]);
    assert_eq!(text.matches("<w:tblHeader/>").count(), 2);
    assert_eq!(text.matches(r#"<w:gridSpan w:val="2"/>"#).count(), 1);
    assert_eq!(text.matches(r#"<w:vMerge w:val="restart"/>"#).count(), 1);
    assert_eq!(text.matches("<w:vMerge/>").count(), 1);
    assert_eq!(text.matches(r#"<w:jc w:val="right"/>"#).count(), 40);
    let too_wide = Form {
        columns: vec![1],
        rows: vec![FormRow { cells: vec![Cell::text("甲"), Cell::text("乙")], lines: 1 }],
    };
    assert!(matches!(
        write(&official(vec![Block::Form(too_wide)])),
        Err(WriteError::CellWithoutRoom { row: 0 })
    ));
}

#[test]
fn every_numbered_list_begins_at_one() {
    let list = |numbered| {
        Block::List(List { numbered, items: vec![vec![Span::text("甲")], vec![Span::text("乙")]] })
    };
    let file = write(&official(vec![list(true), list(false), list(true)])).unwrap();
    let text = part(&file, "word/document.xml");
    for number in [1, 2, 3] {
        assert_eq!(text.matches(&format!(r#"<w:numId w:val="{number}"/>"#)).count(), 2);
    }
    assert_eq!(part(&file, "word/numbering.xml").matches("<w:startOverride ").count(), 2);
}

#[test]
fn a_page_break_starts_the_next_block_and_leaves_no_empty_line() {
    let text = text_of(vec![
        Block::Paragraph(vec![Span::text("前")]),
        Block::PageBreak,
        Block::Paragraph(vec![Span::text("后")]),
    ]);
    assert_eq!(text.matches("<w:pageBreakBefore/>").count(), 1);
    assert!(text.find("前") < text.find("<w:pageBreakBefore/>"));
    assert!(!text.contains("<w:br "));
}

#[test]
fn the_file_names_its_language_and_no_person() {
    for (lang, tag, face) in [
        (Lang::ZhHans, "zh-CN", "仿宋_GB2312"),
        (Lang::ZhHant, "zh-TW", "標楷體"),
        (Lang::En, "en-US", "仿宋_GB2312"),
    ] {
        let file = write(&Document { lang, ..official(vec![]) }).unwrap();
        let properties = part(&file, "docProps/core.xml");
        assert!(properties.contains(&format!("<dc:language>{tag}</dc:language>")));
        assert!(
            properties.contains("<dc:title>报告</dc:title>")
                && properties.contains("<dc:creator></dc:creator>")
        );
        assert!(part(&file, "word/styles.xml").contains(&format!(r#"w:eastAsia="{face}""#)));
    }
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let blocks = vec![Block::Paragraph(vec![Span::fact(1, "214")])];
    assert_eq!(write(&official(blocks.clone())).unwrap(), write(&official(blocks)).unwrap());
}

#[test]
fn a_million_characters_and_ten_thousand_rows_are_written_whole() {
    let row = || vec![Cell::text("甲"), Cell::text("乙")];
    let column = Column { width: 1, align: Align::Start };
    let table = Table {
        caption: None,
        columns: vec![column; 2],
        header: vec![],
        rows: (0..10_000).map(|_| row()).collect(),
    };
    let text = text_of(vec![Block::Paragraph(vec![Span::text("春".repeat(1_000_000))]), Block::Table(table)]);
    assert_eq!(text.matches('春').count(), 1_000_000);
    assert_eq!(text.matches("<w:tr>").count(), 10_000);
}

// T1: the last paragraph, or the last rows of a table, go with the signature below.
#[test]
fn a_signature_is_kept_with_what_stands_above_it() {
    let column = Column { width: 1, align: Align::Start };
    let rows = (1..=5).map(|n| vec![Cell::text(format!("行{n}"))]).collect();
    let table = Table { caption: None, columns: vec![column], header: Vec::new(), rows };
    let kept = |text: &str, words: &str| {
        let before = text.split(words).next().unwrap();
        before.rsplit("<w:p>").next().unwrap().contains("<w:keepNext/>")
    };
    for last in [Block::Paragraph(vec![Span::text("末段")]), Block::Table(table)] {
        let is_table = matches!(last, Block::Table(_));
        let signature = Signature { org: "学校".to_owned(), date: "2026年1月5日".to_owned() };
        let blocks = vec![Block::Paragraph(vec![Span::text("首段")]), last];
        let document = Document { signature: Some(signature), ..official(blocks) };
        let text = part(&write(&document).unwrap(), "word/document.xml");
        assert!(!kept(&text, "首段"), "{text}");
        let rows = ["行1", "行2", "行3", "行4", "行5"].map(|row| text.contains(row) && kept(&text, row));
        match is_table {
            true => assert_eq!(rows, [true, true, false, true, true], "{text}"),
            false => assert!(kept(&text, "末段"), "{text}"),
        }
    }
}

// T2: the line to sign below a ledger is kept with the last row, and with the header of one that has no more.
#[test]
fn a_line_to_sign_is_kept_with_the_rows_above_it() {
    let column = Column { width: 1, align: Align::Start };
    let kept = |text: &str, words: &str| {
        let before = text.split(words).next().unwrap();
        before.rsplit("<w:p>").next().unwrap().contains("<w:keepNext/>")
    };
    for many in [1, 2, 5] {
        let rows = (1..=many).map(|n| vec![Cell::text(format!("行{n}"))]).collect();
        let header = vec![vec![Cell::label("姓名")]];
        let table = Table { caption: None, columns: vec![column], header, rows };
        let blocks = vec![Block::Table(table), Block::Paragraph(vec![Span::text("填表人")])];
        let file = write(&document(Layout::Ledger, blocks)).unwrap();
        let text = part(&file, "word/document.xml");
        let held: Vec<bool> = (1..=many).map(|n| kept(&text, &format!("行{n}"))).collect();
        let wanted: Vec<bool> = (1..=many).map(|n| n == many).collect();
        assert_eq!(held, wanted, "{text}");
        assert!(kept(&text, "姓名") && !kept(&text, "填表人"), "{text}");
        let between = text.split("填表人").next().unwrap().rsplit("</w:tbl>").next().unwrap();
        assert!(between.contains("<w:keepNext/>"), "what stands between table and line: {between}");
    }
}
