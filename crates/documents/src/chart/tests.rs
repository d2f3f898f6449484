#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::io::{Cursor, Read};

use proptest::prelude::*;

use super::drawing::{Mark, Tone};
use super::*;
use crate::model::{Block, Document, Lang, Layout};
use crate::{html, pdf, word};

const ALL: [Kind; 6] = [Kind::Bars, Kind::Lines, Kind::Flow, Kind::Funnel, Kind::Heat, Kind::Places];

fn chart(kind: Kind) -> Chart {
    let row = |label: &str, amounts: [i64; 2]| Row {
        group: if kind == Kind::Places { "清溪镇".to_owned() } else { String::new() },
        ..Row::of(label, amounts.map(|amount| Some(Value::count(amount))).into())
    };
    Chart {
        kind,
        title: "在办个案<b>".to_owned(),
        says: "比上学期多 7 个。".to_owned(),
        corner: "年级".to_owned(),
        series: vec!["本学期".to_owned(), "上学期".to_owned()],
        rows: vec![row("一年级", [41, 34]), row("二年级", [26, 27]), row("三年级", [19, 18])],
        full: None,
    }
}

fn document(chart: Chart) -> Document {
    Document {
        layout: Layout::Official,
        title: "学校数据".to_owned(),
        number: None,
        to: None,
        blocks: vec![Block::Chart(chart)],
        signature: None,
        facts: Vec::new(),
        lang: Lang::ZhHans,
    }
}

fn words(drawing: &Drawing) -> Vec<&str> {
    let text = |mark: &'_ Mark| matches!(mark, Mark::Words { .. });
    let marks = drawing.marks.iter().filter(|mark| text(mark));
    marks
        .filter_map(|mark| if let Mark::Words { text, .. } = mark { Some(text.as_str()) } else { None })
        .collect()
}

// S3: nothing is told by colour alone.
#[test]
fn every_shape_says_its_names_and_figures_as_words() {
    for kind in ALL {
        let drawing = chart(kind).drawing(NARROW);
        let said = words(&drawing).join(" ");
        assert!(said.contains("一年级") || kind == Kind::Lines && said.contains("年级"), "{kind:?} {said}");
        let figure = if kind == Kind::Flow { "75" } else { "19" };
        assert!(said.contains(figure), "{kind:?} {said}");
    }
}

// S3: the same picture on the page, in Word and in PDF.
#[test]
fn a_chart_stands_with_its_words_and_its_table_in_every_file() {
    for kind in ALL {
        let document = document(chart(kind));
        let page = html::write(&document).unwrap();
        assert!(page.contains("<svg") && page.contains("<desc") && !page.contains("style="), "{page}");
        assert!(page.contains("在办个案&lt;b&gt;") && !page.contains("案<b>"));
        let file = word::write(&document).unwrap();
        let mut package = zip::ZipArchive::new(Cursor::new(&file)).unwrap();
        let mut text = String::new();
        package.by_name("word/document.xml").unwrap().read_to_string(&mut text).unwrap();
        assert!(text.contains(r#"descr="比上学期多 7 个。""#) && text.contains("rIdChart1"));
        assert!(package.by_name("word/media/chart1.png").unwrap().size() > 1_000);
        let mut links = String::new();
        package.by_name("word/_rels/document.xml.rels").unwrap().read_to_string(&mut links).unwrap();
        assert!(links.contains("media/chart1.png"));
        for said in ["一年级", "本学期", ">41<", ">34<", ">19<"] {
            assert!(page.contains(said) && text.contains(said), "{kind:?} {said}");
        }
        assert!(pdf::write(&document).unwrap().starts_with(b"%PDF"));
    }
}

// S3: in Excel the figures are numbers, and the chart is its own.
#[test]
fn a_chart_is_a_sheet_of_numbers_with_a_native_chart_where_excel_has_the_shape() {
    use crate::excel::{Workbook, write_with_charts};
    let book = Workbook {
        title: "数据".to_owned(),
        lang: Lang::ZhHans,
        made_on: jiff::civil::date(2026, 11, 20),
        sheets: Vec::new(),
    };
    let charts: Vec<Chart> = ALL.into_iter().map(chart).collect();
    let file = write_with_charts(&book, &charts, None).unwrap();
    let mut package = zip::ZipArchive::new(Cursor::new(&file)).unwrap();
    let natives = package
        .file_names()
        .filter(|name| name.as_ref().is_ok_and(|name| name.starts_with("xl/charts/chart")));
    assert_eq!(natives.count(), 3, "bars, lines, funnel");
    for sheet in 1..=6 {
        let mut cells = String::new();
        package
            .by_name(&format!("xl/worksheets/sheet{sheet}.xml"))
            .unwrap()
            .read_to_string(&mut cells)
            .unwrap();
        assert!(["<v>41</v>", "<v>34</v>", "<v>19</v>"].iter().all(|cell| cells.contains(cell)), "{sheet}");
    }
}

#[test]
fn a_chart_without_rows_is_drawn_all_the_same() {
    for kind in ALL {
        let empty = Chart { rows: Vec::new(), ..chart(kind) };
        word::write(&document(empty.clone())).unwrap();
        pdf::write(&document(empty)).unwrap();
    }
}

proptest! {
    #[test]
    fn nothing_is_drawn_beside_the_sheet(
        amounts in prop::collection::vec(prop::option::of(0_i64..5_000), 0..40), kind in 0_usize..6
    ) {
        let rows = amounts.chunks(2).zip(1..).map(|(pair, at): (_, i64)| Row::of(
            format!("第{at}个很长很长的名字"), pair.iter().map(|one| one.map(Value::count)).collect())).collect();
        let drawing = Chart { rows, ..chart(ALL[kind]) }.drawing(NARROW);
        prop_assert!(drawing.height.is_finite() && drawing.width <= NARROW);
        for mark in &drawing.marks {
            let (Mark::Shape { points, .. } | Mark::Line { points, .. }) = mark else { continue };
            for (x, y) in points {
                prop_assert!(*x >= -0.1 && *x <= NARROW + 0.1 && *y >= -0.1 && *y <= drawing.height + 0.1, "{x} {y}");
            }
        }
    }
}

#[test]
fn figures_on_dark_ink_are_white() {
    let drawing = chart(Kind::Heat).drawing(NARROW);
    let on_dark = drawing.marks.iter().filter(|mark| matches!(mark, Mark::Words { tone: Tone::OnDark, .. }));
    assert_eq!(on_dark.count(), 2, "41 and 34 of 41");
}

// S3: a term has twenty weeks, and a page has no room for twenty figures side by side.
#[test]
fn the_table_of_many_weeks_is_shared_out_and_no_figure_is_lost() {
    let weeks = |n: i64| (1..=n).map(|week| week.to_string()).collect::<Vec<_>>();
    let values = |n: i64| (1..=n).map(|week| Some(Value::count(100 + week))).collect();
    for (many, parts) in [(0, 1), (3, 1), (8, 1), (10, 1), (11, 2), (20, 2), (21, 3)] {
        let rows = vec![Row::of("一班", values(many))];
        let chart = Chart { series: weeks(many), rows, ..chart(Kind::Heat) };
        let tables = chart.tables();
        assert_eq!(tables.len(), parts, "{many}");
        assert!(tables.iter().all(|table| table.columns.len() <= 11), "{many}");
        let said = |table: &crate::model::Table| -> Vec<String> {
            let cells = table.rows.iter().flatten().skip(1);
            cells.map(|cell| cell.spans.iter().map(crate::model::Span::words).collect()).collect()
        };
        let figures: Vec<String> = tables.iter().flat_map(said).collect();
        let wanted: Vec<String> = (1..=many).map(|week| (100 + week).to_string()).collect();
        assert_eq!(figures, wanted, "{many}");
    }
}

// S3: one figure for each of many names lies across the sheet with the same words; names that find no room stand.
#[test]
fn a_table_of_one_figure_for_many_names_lies_down_on_paper_and_loses_no_word() {
    let words = |table: &crate::model::Table| -> Vec<String> {
        let cells = table.header.iter().chain(&table.rows).flatten();
        cells.map(|cell| cell.spans.iter().map(crate::model::Span::words).collect()).collect()
    };
    let weeks = |name: &str| {
        let row = |week: i64| Row::of(format!("{name}{week}"), vec![Some(Value::count(100 + week))]);
        let (corner, series) = ("周".to_owned(), vec!["本学期".to_owned()]);
        Chart { corner, series, rows: (1..=12).map(row).collect(), ..chart(Kind::Lines) }
    };
    let (short, long) = (weeks(""), weeks("清溪镇云雾顶村第"));
    let lying = short.tables();
    assert_eq!((lying.len(), lying[0].rows.len(), lying[0].columns.len()), (1, 1, 13));
    assert_eq!(long.tables()[0].rows.len(), 12);
    for (chart, tables) in [(&short, lying), (&long, long.tables())] {
        let (mut page, mut paper) = (words(&chart.table()), words(&tables[0]));
        page.sort();
        paper.sort();
        assert_eq!(page, paper);
    }
}
