use super::atoms::{Cutter, Run};
use super::face::{Face, Hand};
use super::lines::{Line, Room, break_lines};
use super::write;
use crate::chart::{self, Chart};
use crate::model::{
    Align, Block, Cell, Column, Document, Fact, Form, FormRow, Lang, Layout, Level, Signature, Span, Table,
    WriteError,
};

fn document(blocks: Vec<Block>) -> Document {
    Document {
        layout: Layout::Form,
        title: "档案".to_owned(),
        number: None,
        to: None,
        blocks,
        signature: None,
        facts: Vec::new(),
        lang: Lang::ZhHans,
    }
}

// T2: a name is never printed with a hole in it.
#[test]
fn the_face_has_the_letters_of_rare_names() {
    let face = Face::get().unwrap();
    let rare = "堃赟喆犇䶮㛃淼垚骉羴珺玥翀昉晞煊祎頔嬿翯璟霂惇堉鎏臻媖攸琤颢";
    let lacking: String = rare.chars().filter(|letter| !face.has(*letter)).collect();
    assert_eq!(lacking, "");
    assert!(!face.has('👩'), "what no face has is shown as lacking");
    assert!(face.shape('👩').is_some());
}

// T1: the text of a formal document is 仿宋, and a letter that this face lacks comes from the other, never a hole.
#[test]
fn formal_text_is_fangsong_and_what_it_lacks_is_song() {
    let official = |lang| Document { layout: Layout::Official, lang, ..document(Vec::new()) };
    let drawn = |document: &Document, words: &str, run| {
        let cutter = Cutter::new(document, Face::get().unwrap(), 1.0).unwrap();
        let atoms = cutter.words(words, run);
        atoms.iter().map(|atom| (atom.letter, atom.shape.hand)).collect::<Vec<_>>()
    };
    let (text, song, fangsong) = (Run::of(16.0), Hand::Song, Hand::Fangsong);
    let mainland = official(Lang::ZhHans);
    assert_eq!(
        drawn(&mainland, "共8人，霂", text),
        [('共', fangsong), ('8', song), ('人', fangsong), ('，', song), ('霂', song)]
    );
    assert_eq!(drawn(&mainland, "共", text.bold()), [('共', song)]);
    assert_eq!(drawn(&official(Lang::ZhHant), "共", text), [('共', song)]);
    assert_eq!(drawn(&document(Vec::new()), "共", text), [('共', song)]);
}

// U1: an English paper has narrow quotation marks, and "term’s" is one word.
#[test]
fn western_quotation_marks_do_not_tear_words_apart() {
    let width = |lang| {
        let document = Document { lang, ..document(Vec::new()) };
        let cutter = Cutter::new(&document, Face::get().unwrap(), 1.0).unwrap();
        cutter.words("’", Run::of(10.0))[0].width
    };
    assert!(width(Lang::En) < 4.0 && width(Lang::ZhHans) > 9.0);
    let english = Document { lang: Lang::En, ..document(Vec::new()) };
    let cutter = Cutter::new(&english, Face::get().unwrap(), 1.0).unwrap();
    let atoms = cutter.words("last term’s file", Run::of(10.0));
    for width in 20..80_u8 {
        let room = Room { width: f32::from(width), first: 0.0, even: false };
        let lines = break_lines(&atoms, room);
        let words = |line: &Line| line.atoms.iter().map(|(atom, _)| atom.letter).collect::<String>();
        let torn = lines.iter().any(|line| words(line).ends_with('’'));
        assert!(!torn || width < 40, "{width}: {:?}", lines.iter().map(words).collect::<Vec<_>>());
    }
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let blocks = || vec![Block::Paragraph(vec![Span::text("春雨")])];
    assert_eq!(write(&document(blocks())).unwrap(), write(&document(blocks())).unwrap());
}

#[test]
fn a_table_of_ten_thousand_rows_is_set_and_a_document_without_measure_is_refused() {
    let column = Column { width: 1, align: Align::Start };
    let rows = (0..10_000).map(|_| vec![Cell::text("甲"), Cell::text("乙")]).collect();
    let header = vec![vec![Cell::text("名"), Cell::text("数")]];
    let table = Table { caption: None, columns: vec![column; 2], header, rows };
    assert!(write(&document(vec![Block::Table(table)])).unwrap().starts_with(b"%PDF-1.7"));
    let endless = Block::Paragraph(vec![Span::text("春".repeat(super::MOST_LETTERS + 1))]);
    assert!(matches!(write(&document(vec![endless])), Err(WriteError::TooLong { .. })));
}

#[test]
fn a_cell_longer_than_a_page_goes_on_over_the_next() {
    let long = FormRow { cells: vec![Cell::label("内容"), Cell::text("春".repeat(6_000))], lines: 1 };
    let form = Form { columns: vec![1, 5], rows: vec![long] };
    let pdf = write(&document(vec![Block::Form(form)])).unwrap();
    let pages = String::from_utf8_lossy(&pdf).matches("/Type/Page/").count();
    assert!(pages >= 3 || pdf.len() > 10_000, "{pages}");
}

#[test]
fn a_figure_without_its_fact_is_refused() {
    let cited = document(vec![Block::Paragraph(vec![Span::fact(9, "1")])]);
    assert!(matches!(write(&cited), Err(WriteError::FactUnknown { mark: 9 })));
}

// T1: no heading stands alone at the foot of a page.
#[test]
fn a_heading_goes_with_the_table_below_it() {
    let column = Column { width: 1, align: Align::Start };
    let rows = vec![vec![Cell::text("甲")]; 8];
    let table = || Table { caption: None, columns: vec![column], header: Vec::new(), rows: rows.clone() };
    // However many lines stand above, heading and table are on one page.
    for lines in 0..60 {
        let mut blocks = vec![Block::Paragraph(vec![Span::text("春雨")]); lines];
        blocks.push(Block::Heading(Level::One, vec![Span::text("名单")]));
        blocks.push(Block::Table(table()));
        let document = document(blocks);
        let sheets = super::flow::lay_out(&document, Face::get().unwrap()).unwrap();
        let entry = sheets.entries.last().unwrap();
        assert_eq!((entry.words.as_str(), entry.sheet), ("名单", sheets.last()), "{lines} lines above");
    }
}

/// The letters of a sheet.
fn words(sheet: &super::sheet::Sheet) -> String {
    let letters = sheet.items.iter().filter_map(|item| match item {
        super::sheet::Item::Letters { letters, .. } => Some(letters),
        _ => None,
    });
    letters.flatten().map(|(atom, _)| atom.letter).collect()
}

// T1, C5: what stands behind a number is read in one place.
#[test]
fn a_note_is_not_torn_between_two_sheets() {
    let fact = Fact {
        mark: 1,
        name: "两次考试都有成绩的全体学生".to_owned(),
        as_of: "截至2026年11月20日".to_owned(),
        value: "20".to_owned(),
        how: Some("平均得分率前67.9%、后68.7%，是这20人的得分率相加除以20".to_owned()),
        link: "/papers/1/facts/1".to_owned(),
    };
    for lines in 0..60 {
        let paragraph = Block::Paragraph(vec![Span::text("春雨"), Span::fact(1, "20")]);
        let document = Document { facts: vec![fact.clone()], ..document(vec![paragraph; lines + 1]) };
        let sheets = super::flow::lay_out(&document, Face::get().unwrap()).unwrap();
        let whole = sheets.sheets.iter().map(words).filter(|page| page.contains(&fact.note(Lang::ZhHans)));
        assert_eq!(whole.count(), 1, "{lines} lines above");
    }
}

// T1: a signature has words of the paper above it, whatever the last page leaves of room.
#[test]
fn a_signature_never_stands_alone_on_its_page() {
    let column = Column { width: 1, align: Align::Start };
    let table = Table {
        caption: None,
        columns: vec![column; 2],
        header: vec![vec![Cell::text("月"), Cell::text("事")]],
        rows: vec![vec![Cell::text("九月"), Cell::text("摸排")]; 6],
    };
    let paragraph = |letters: usize| Block::Paragraph(vec![Span::text("春".repeat(letters))]);
    let lasts = [paragraph(20), paragraph(70), paragraph(200), Block::Table(table)];
    for last in lasts {
        for lines in 10..34 {
            let mut blocks = vec![paragraph(3); lines];
            blocks.push(Block::Heading(Level::One, vec![Span::text("打算")]));
            blocks.push(last.clone());
            let signature =
                Some(Signature { org: "学校\n班主任".to_owned(), date: "2026年11月20日".to_owned() });
            let document = Document { layout: Layout::Official, signature, ..document(blocks) };
            let sheets = super::flow::lay_out(&document, Face::get().unwrap()).unwrap();
            let of_last = words(sheets.sheets.last().unwrap());
            let above = of_last.split("学校").next().unwrap();
            assert!(above.chars().count() >= 2, "{lines} lines above {last:?}: {of_last}");
            let pages: Vec<String> = sheets.sheets.iter().map(words).collect();
            assert!(
                !pages.iter().any(|page| page.ends_with("打算")),
                "{lines}: a heading at the foot of {pages:?}"
            );
        }
    }
}

/// A ledger of rows of one line, every second one of `long` lines, with so many lines of text above it.
fn ledger((rows, long): (usize, usize), above: usize, sign: Block) -> Document {
    let column = Column { width: 1, align: Align::Start };
    let row = |at: usize| {
        let tall = "劝返\n".repeat(if at.is_multiple_of(2) { long } else { 1 });
        vec![Cell::text("某生"), Cell::text(tall.trim_end())]
    };
    let header = vec![vec![Cell::label("姓名"), Cell::label("经过")]];
    let rows = (0..rows).map(row).collect();
    let mut blocks = vec![Block::Paragraph(vec![Span::text("春雨")]); above];
    blocks.push(Block::Table(Table { caption: None, columns: vec![column; 2], header, rows }));
    blocks.push(sign);
    Document { layout: Layout::Ledger, ..document(blocks) }
}

// T2: whoever signs a ledger signs a page on which somebody stands, however many rows it has and wherever it ends.
#[test]
fn a_line_to_sign_never_stands_alone_on_its_page() {
    let line = Block::Paragraph(vec![Span::text("填表人：＿＿＿　校长：＿＿＿　日期：＿＿＿")]);
    let cells = vec![Cell::label("填表人"), Cell::text(""), Cell::label("日期"), Cell::text("")];
    let form = Block::Form(Form { columns: vec![1; 4], rows: vec![FormRow { cells, lines: 2 }] });
    for sign in [line, form] {
        for rows in [(1, 1), (1, 20), (2, 1), (2, 14), (2, 28), (3, 20), (5, 4), (30, 1), (1, 300)] {
            for above in 0..32 {
                let document = ledger(rows, above, sign.clone());
                let sheets = super::flow::lay_out(&document, Face::get().unwrap()).unwrap();
                let words = |sheet: &super::sheet::Sheet| -> String {
                    let letters = sheet.items.iter().filter_map(|item| match item {
                        super::sheet::Item::Letters { letters, .. } => Some(letters),
                        _ => None,
                    });
                    letters.flatten().map(|(atom, _)| atom.letter).collect()
                };
                let pages: Vec<String> = sheets.sheets.iter().map(words).collect();
                let last = pages.last().unwrap();
                let (table, signed) = last.split_once("填表人").unwrap();
                let row = table.contains("某生") || table.contains("劝返");
                assert!(row && signed.contains("日期"), "{rows:?}, {above} lines above: {pages:?}");
                let begins = above > 3 || rows.1 > 20 || pages.first().unwrap().contains("某生");
                assert!(begins, "{rows:?}, {above}: a first page that nobody stands on: {pages:?}");
                let bare = |page: &String| page.ends_with("姓名经过");
                assert!(!pages.iter().any(bare), "{rows:?}, {above}: a header alone at the foot: {pages:?}");
            }
        }
    }
}

fn bars(series: &[&str]) -> Chart {
    let value = || series.iter().map(|_| Some(chart::Value::count(14))).collect();
    Chart {
        kind: chart::Kind::Bars,
        title: "我们在帮多少孩子".to_owned(),
        says: "现有 127 个在办个案。".to_owned(),
        corner: "年级".to_owned(),
        series: series.iter().map(|name| (*name).to_owned()).collect(),
        rows: ["一", "二", "三", "四", "五", "六", "七", "八", "九"]
            .map(|grade| chart::Row::of(format!("{grade}年级"), value()))
            .into(),
        full: None,
    }
}

// S3: where a little less height keeps a chart whole on its sheet, it is drawn a little smaller.
#[test]
fn a_chart_gives_up_some_of_its_height_to_stay_whole() {
    let drawn = |lines: usize| {
        let mut blocks = vec![Block::Paragraph(vec![Span::text("春雨")]); lines];
        blocks.push(Block::Chart(bars(&["本学期"])));
        let sheets = super::flow::lay_out(&document(blocks), Face::get().unwrap()).unwrap();
        let height = |item: &super::sheet::Item| match item {
            super::sheet::Item::Drawing { drawing, .. } => Some(drawing.height),
            _ => None,
        };
        let heights: Vec<f32> =
            sheets.sheets.iter().flat_map(|sheet| &sheet.items).filter_map(height).collect();
        (sheets.sheets.len(), heights.into_iter().fold(0.0, f32::max))
    };
    let (_, usual) = drawn(0);
    let whole: Vec<f32> =
        (0..40).map(drawn).take_while(|(many, _)| *many == 1).map(|(_, height)| height).collect();
    let last = whole.last().copied().unwrap();
    assert!(last < usual && last >= usual * 0.8, "{last} of {usual}, {} lines above", whole.len() - 1);
}

// S3: two charts with their tables share a sheet, and a sheet before the last is filled to six tenths at least.
#[test]
fn two_charts_share_a_page_and_none_ends_early() {
    let official = |blocks| Document { layout: Layout::Official, ..document(blocks) };
    let height = |item: &super::sheet::Item| match item {
        super::sheet::Item::Letters { base, leaf: Some(_), .. } => *base,
        super::sheet::Item::Drawing { drawing, at, .. } => at.1 + drawing.height,
        _ => 0.0,
    };
    let one = &["本学期"];
    let two = official(vec![Block::Chart(bars(one)), Block::Chart(bars(one))]);
    let two = Document { title: String::new(), ..two };
    assert_eq!(super::flow::lay_out(&two, Face::get().unwrap()).unwrap().sheets.len(), 1);
    for above in 0..22 {
        let mut blocks = vec![Block::Paragraph(vec![Span::text("春雨")]); above];
        blocks.push(Block::Heading(Level::One, vec![Span::text("图")]));
        blocks.extend(vec![Block::Chart(bars(one)); 5]);
        let sheets = super::flow::lay_out(&official(blocks), Face::get().unwrap()).unwrap();
        let (top, bottom) = (sheets.top(), sheets.bottom());
        for sheet in sheets.sheets.iter().rev().skip(1) {
            let low = sheet.items.iter().map(height).fold(0.0, f32::max);
            assert!((low - top) / (bottom - top) > 0.6, "{above} lines above: {low}");
        }
    }
}
