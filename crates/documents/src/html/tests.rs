#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions)]

use super::*;
use crate::model::{Fact, FormRow, Signature};

fn document(blocks: Vec<Block>) -> Document {
    Document {
        layout: Layout::Official,
        title: "学困生帮扶\n工作报告".to_owned(),
        number: Some("校〔2026〕5号".to_owned()),
        to: Some("各班级：".to_owned()),
        blocks,
        signature: Some(Signature { org: "春江三中".to_owned(), date: "2026年1月20日".to_owned() }),
        facts: vec![Fact {
            mark: 1,
            name: "在帮学生人数".to_owned(),
            as_of: "截至2026年1月5日".to_owned(),
            how: None,
            value: "214".to_owned(),
            link: "/papers/7/facts/1?term=1&class=2".to_owned(),
        }],
        lang: Lang::ZhHans,
    }
}

#[test]
fn a_figure_is_a_link_to_the_records_behind_it() {
    let html = write(&document(vec![Block::Paragraph(vec![Span::fact(1, "214")])])).unwrap();
    let link = "/papers/7/facts/1?term=1&amp;class=2";
    let note = "在帮学生人数：214（截至2026年1月5日）";
    assert!(
        html.contains(&format!(
            r#"<p><a class="fact" href="{link}" title="{note}">214<sup>[1]</sup></a></p>"#
        ))
    );
    assert!(
        html.contains(&format!(r#"<ol class="facts"><li value="1"><a href="{link}">{note}</a></li></ol>"#))
    );
    let unknown = document(vec![Block::Paragraph(vec![Span::fact(2, "1")])]);
    assert!(matches!(write(&unknown), Err(WriteError::FactUnknown { mark: 2 })));
    let mut script = document(vec![]);
    script.facts[0].link = "javascript:alert(1)".to_owned();
    assert!(matches!(write(&script), Err(WriteError::LinkLeavesSite { mark: 1 })));
}

#[test]
fn what_is_typed_is_text_whatever_it_looks_like() {
    let typed = "<script>alert('1')</script>\" onclick=\"x\u{202E}";
    let mut typed_everywhere = document(vec![
        Block::Heading(Level::One, vec![Span::text(typed)]),
        Block::Paragraph(vec![Span::Bold(typed.to_owned()), Span::fact(1, typed)]),
        Block::Missing(typed.to_owned()),
        Block::List(List { numbered: false, items: vec![vec![Span::missing(typed)]] }),
        Block::Form(Form {
            columns: vec![1, 1],
            rows: vec![FormRow { cells: vec![Cell::label(typed), Cell::text(typed)], lines: 1 }],
        }),
    ]);
    typed_everywhere.title = typed.to_owned();
    typed_everywhere.number = Some(typed.to_owned());
    typed_everywhere.to = Some(typed.to_owned());
    typed_everywhere.facts[0].name = typed.to_owned();
    let html = write(&typed_everywhere).unwrap();
    assert_eq!(html.matches("&lt;script&gt;").count(), 12);
    for trace in ["<script", "onclick=\"", "alert('", "\u{202E}"] {
        assert!(!html.contains(trace), "{trace}");
    }
}

#[test]
fn the_page_says_what_the_word_file_says() {
    let html = write(&document(vec![
        Block::Heading(Level::One, vec![Span::text("情况")]),
        Block::Heading(Level::Two, vec![Span::text("分布")]),
        Block::Paragraph(vec![Span::text("一\n二"), Span::missing("电话")]),
        Block::PageBreak,
        Block::List(List { numbered: true, items: vec![vec![Span::text("甲")]] }),
    ]))
    .unwrap();
    assert!(html.starts_with(
        r#"<article class="document official" lang="zh-Hans"><p class="number">校〔2026〕5号</p>"#
    ));
    assert!(html.contains(r#"<h2 class="title">学困生帮扶<br>工作报告</h2><p class="to">各班级：</p>"#));
    assert!(html.contains("<h3>一、情况</h3><h4>（一）分布</h4>"));
    assert!(html.contains(r#"<p>一</p><p>二<span class="missing">【电话】</span></p>"#));
    assert!(html.contains("<ol><li>甲</li></ol>"));
    assert!(html.contains(r#"<p class="signature">春江三中<br><span class="date">2026年1月20日</span></p>"#));
    assert!(!html.contains("style="), "the page's policy allows no style attributes");
}

#[test]
fn tables_name_their_headers_for_those_who_listen() {
    let table = Table {
        caption: Some("表1".to_owned()),
        columns: vec![Column { width: 1, align: Align::Start }, Column { width: 3, align: Align::End }],
        header: vec![vec![Cell::text("年级"), Cell::text("人数")]],
        rows: vec![
            vec![Cell::label("七年级").down(2), Cell::text("88")],
            vec![Cell::text("2")],
            vec![Cell::text("合计")],
        ],
    };
    let html = write(&document(vec![Block::Table(table)])).unwrap();
    assert!(html.contains(
        r#"<table><caption>表1</caption><colgroup><col width="25%"><col width="75%"></colgroup><thead><tr><th class="center" scope="col">年级</th>"#
    ));
    assert!(html.contains(r#"<th class="label center" scope="row" rowspan="2">七年级</th><td class="end">88</td></tr><tr><td class="end">2</td></tr>"#));
    assert!(html.contains(r#"<tr><td class="start">合计</td><td></td></tr>"#));
}

// T2: of a ledger's many columns none takes up what rounding left of the others.
#[test]
fn columns_of_one_width_are_equally_wide_however_many_they_are() {
    let column = Column { width: 5, align: Align::Start };
    let row = vec![Cell::text("一"); 18];
    let table = Table { caption: None, columns: vec![column; 18], header: vec![], rows: vec![row] };
    let html = write(&document(vec![Block::Table(table)])).unwrap();
    let widths = html.split("<col width=\"").skip(1).filter_map(|rest| rest.split('%').next()?.parse().ok());
    let widths: Vec<f64> = widths.collect();
    assert_eq!(widths.len(), 18);
    assert!(widths.iter().all(|width| (width - 100.0 / 18.0).abs() < 0.1), "{widths:?}");
}

// T1: a percentage names the numbers that it was worked out from.
#[test]
fn the_note_of_a_percentage_says_both_numbers() {
    let mut document = document(vec![Block::Paragraph(vec![Span::fact(1, "87%")])]);
    document.facts[0].how = Some("完成率87%＝173÷200".to_owned());
    assert!(write(&document).unwrap().contains("在帮学生人数：214；完成率87%＝173÷200（截至2026年1月5日）"));
    document.lang = Lang::En;
    assert!(write(&document).unwrap().contains("在帮学生人数: 214; 完成率87%＝173÷200 (截至2026年1月5日)"));
}

// T1: on a phone a title breaks before or after a school year, not inside it.
#[test]
fn a_school_year_in_a_title_stays_whole() {
    let held = whole_years("七年级（2）班2026—2027学年第一学期");
    assert_eq!(held, "七年级（2）班2026\u{2060}—\u{2060}2027\u{2060}学\u{2060}年第一学期");
    assert_eq!(whole_years("一—二"), "一—二");
}
