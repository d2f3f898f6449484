//! T1: what a summary says in ten schools: no sentence twice, no number that is no figure, and not the same text everywhere.

use std::collections::BTreeSet;

use documents::model::{Block, Document, Span};
use server::demo::{DAY, Plan};

use crate::world::World;

/// What a person reads, with every figure as ⟦…⟧.
fn read(document: &Document) -> Vec<String> {
    let line = |spans: &[Span]| -> String {
        let word = |span: &Span| match span {
            Span::Text(words) | Span::Bold(words) => words.clone(),
            Span::Fact { text, .. } => format!("⟦{text}⟧"),
            Span::Missing { text } => format!("【{text}】"),
        };
        spans.iter().map(word).collect()
    };
    let mut lines = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Heading(_, spans) | Block::Paragraph(spans) => lines.push(line(spans)),
            Block::Table(table) => {
                lines.extend(table.rows.iter().flatten().map(|cell| line(&cell.spans)));
            }
            _ => {}
        }
    }
    lines
}

/// The numerals of a line outside its figures: a run of digits with what stands behind it.
fn numerals(line: &str) -> Vec<String> {
    let mut outside = String::new();
    for (at, piece) in line.split('⟦').enumerate() {
        outside.push_str(if at == 0 { piece } else { piece.split_once('⟧').map_or("", |(_, rest)| rest) });
        outside.push('|');
    }
    let chars: Vec<char> = outside.chars().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let end = (at..chars.len()).find(|i| !chars[*i].is_ascii_digit()).unwrap_or(chars.len());
        if end > at {
            found.push(chars[at..(end + 1).min(chars.len())].iter().collect());
        }
        at = end.max(at) + 1;
    }
    found
}

/// The numerals that come from records other than figures: how often the rules ask.
async fn asked_for(world: &World) -> BTreeSet<String> {
    let mut conn = world.app.db.reader().await.unwrap();
    let times: Vec<i64> = conn.all("select times from duty_rule", db::args![]).await.unwrap();
    times.into_iter().map(|n| format!("{n}次")).collect()
}

// T1. On SQLite alone: ten schools are made for it, which takes PostgreSQL a minute more, and what it looks at is words;
// the numbers behind them are walked on both engines.
#[tokio::test]
async fn ten_schools_have_ten_summaries_without_a_repeated_sentence_or_a_number_from_nowhere() {
    let mut texts = BTreeSet::new();
    let mut figures = 0;
    for seed in 1..=10 {
        let plan =
            Plan { seed, students: 60, password: Some("chuntian-xiaoyu-2026".to_owned()), ..Plan::on(DAY) };
        let world = World::of(&plan).await;
        let (staff, class) = world.teacher().await;
        let path = world.make(staff, class, "term-summary").await;
        let written = world.written(&path).await;
        let lines = read(&written.document);
        let text = lines.join("\n");
        let sentences: Vec<&str> = text
            .split(['。', '\n'])
            .map(str::trim)
            .filter(|sentence| sentence.chars().count() > 12)
            .collect();
        let different: BTreeSet<&&str> = sentences.iter().collect();
        assert_eq!(different.len(), sentences.len(), "seed {seed}: {text}");
        let asked = asked_for(&world).await;
        for numeral in lines.iter().flat_map(|line| numerals(line)) {
            let is_day = numeral.ends_with(['年', '月', '日', '—']);
            assert!(is_day || asked.contains(&numeral), "seed {seed}: {numeral} is no figure in {text}");
        }
        for block in &written.document.blocks {
            let Block::Paragraph(spans) = block else { continue };
            for span in spans {
                let Span::Fact { mark, text } = span else { continue };
                let fact = written.document.facts.iter().find(|fact| fact.mark == *mark).unwrap();
                let digits: String = text.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
                assert!(text.ends_with('%') || fact.value.starts_with(&digits), "seed {seed}: {text}");
                figures += 1;
            }
        }
        // The words alone, without their numbers.
        let words: String = text.split('⟦').map(|p| p.split_once('⟧').map_or(p, |(_, rest)| rest)).collect();
        texts.insert(words);
    }
    assert!(texts.len() >= 8, "only {} wordings in ten schools", texts.len());
    assert!(figures > 200, "{figures}");
}
