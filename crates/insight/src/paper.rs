//! The school's figures as a paper (S1, S2, S3): the same goals, words and charts as the page, in Word, PDF and Excel.
//! What leaves the house is read by people who may not look at single children: small groups of a breakdown are not told.

use access::{Action, Kind, scope};
use axum::extract::Query;
use documents::chart::Chart;
use documents::excel::{self, Column as SheetColumn, Kind as Holds, Sheet, Value, Workbook};
use documents::model::{Align, Block, Cell, Column, Document, Layout, Level, Signature, Span, Table};
use papers::Shape;
use papers::leaving::{self, EXCEL, Leaving};
use papers::prose::document_lang;
use web::{Cx, Failure, Reply};

use crate::asked::{Address, Asked};
use crate::figures::{self, Figures};
use crate::goals::Goal;
use crate::pages::waited;
use crate::{places, small};

/// The breakdowns whose groups are about few children each.
const BROKEN_DOWN: [&str; 2] = ["caseload", "places"];

/// `GET /figures/paper.docx`
pub async fn word(cx: Cx, Query(address): Query<Address>) -> Reply {
    leaves(&cx, &address, Shape::Word).await
}

/// `GET /figures/paper.pdf`
pub async fn pdf(cx: Cx, Query(address): Query<Address>) -> Reply {
    leaves(&cx, &address, Shape::Pdf).await
}

async fn leaves(cx: &Cx, address: &Address, shape: Shape) -> Reply {
    let made = make(cx, address).await?;
    let leaving = leaving(cx, &made).await?;
    let document = document(cx, &made);
    leaving::file(document, &made.title, (leaving, shape)).await
}

/// `GET /figures/paper.xlsx`
pub async fn excel(cx: Cx, Query(address): Query<Address>) -> Reply {
    let made = make(&cx, &address).await?;
    let leaving = leaving(&cx, &made).await?;
    let workbook = workbook(&cx, &made, &leaving);
    let name = format!("{}.xlsx", made.title);
    let charts: Vec<Chart> = made.charts;
    let bytes = leaving::blocking(move || excel::write_with_charts(&workbook, &charts, None)).await?;
    web::file(&name, EXCEL, bytes)
}

async fn leaving(cx: &Cx, made: &Made) -> Result<Leaving, Failure> {
    leaving::begin(cx, "school-figures", made.asked.term.id.0, None).await
}

/// What the paper is made of.
struct Made {
    asked: Asked,
    title: String,
    figures: Figures,
    charts: Vec<Chart>,
}

/// Counts what may be taken out; the addresses opened for the places are in the log when it is returned.
async fn make(cx: &Cx, address: &Address) -> Result<Made, Failure> {
    if scope(&cx.actor, Action::Export, Kind::Case).is_empty() {
        return Err(Failure::NotFound);
    }
    let mut conn = cx.app.db.reader().await?;
    let asked = Asked::find(&mut conn, cx, address, Action::Export).await?.ok_or(Failure::NotFound)?;
    let mut figures = figures::find(&mut conn, cx, &asked).await?;
    let (places, permits) = places::find(&mut conn, cx, &asked, &figures.known).await?;
    drop(conn);
    cx.log_readings(&permits).await?;
    let mut named = std::mem::take(&mut figures.charts);
    if !places.rows.is_empty() {
        named.push(figures::Named { id: "places", chart: places });
    }
    named.retain_mut(|named| !BROKEN_DOWN.contains(&named.id) || small::hide(&mut named.chart));
    let charts = named.into_iter().map(|named| named.chart);
    let outcomes = figures.outcomes.iter().filter_map(|outcome| outcome.chart(cx));
    let charts = outcomes.chain(charts).collect();
    let title = format!("{} {}", cx.school_name(), cx.t("papers-kind-school-figures"));
    Ok(Made { asked, title, figures, charts })
}

fn percent(of: Option<(i64, i64)>) -> String {
    Goal::percent(of).map_or_else(|| "–".to_owned(), |percent| format!("{percent}%"))
}

fn as_of(cx: &Cx, made: &Made) -> String {
    let grade = made.asked.grade.map(|grade| format!(" · {}", cx.grade_name(&grade))).unwrap_or_default();
    format!("{} · {}{grade}", made.asked.term.name, cx.tx("insight-as-of", cx.day(&made.asked.on)))
}

fn document(cx: &Cx, made: &Made) -> Document {
    let heading = |key: &str| Block::Heading(Level::One, vec![Span::text(cx.t(key))]);
    let text = |words: String| Block::Paragraph(vec![Span::text(words)]);
    let mut blocks = vec![text(as_of(cx, made)), heading("insight-goals"), Block::Table(goals(cx, made))];
    blocks.extend(
        made.figures.median_minutes.map(|minutes| text(cx.tx("insight-answered", waited(cx, minutes)))),
    );
    if !made.figures.outcomes.is_empty() {
        blocks.push(heading("insight-outcomes"));
        blocks.push(text(cx.t("insight-outcomes-words").to_owned()));
        let unsaid = made.figures.outcomes.iter().filter(|outcome| outcome.found.is_none());
        blocks.extend(unsaid.map(|outcome| text(outcome.says(cx))));
    }
    let drawn = made.figures.outcomes.iter().filter(|outcome| outcome.found.is_some()).count();
    for (at, chart) in made.charts.iter().enumerate() {
        if at == drawn {
            blocks.push(heading("insight-pictures"));
        }
        blocks.push(Block::Chart(chart.clone()));
    }
    blocks.push(text(cx.t("insight-small").to_owned()));
    Document {
        layout: Layout::Official,
        title: made.title.clone(),
        number: None,
        to: None,
        blocks,
        signature: Some(Signature { org: cx.school_name().to_owned(), date: cx.day(&cx.today()) }),
        facts: Vec::new(),
        lang: document_lang(cx.lang()),
    }
}

/// The goals with what they mean; what is not recorded is said to be missing.
fn goals(cx: &Cx, made: &Made) -> Table {
    let before = made.asked.before.is_some();
    let column = |width, align| Column { width, align };
    let mut columns = vec![column(6, Align::Start), column(15, Align::Start), column(5, Align::End)];
    let mut head =
        ["insight-goal-name", "insight-goal-what", "insight-now"].map(|key| Cell::text(cx.t(key))).to_vec();
    if before {
        columns.push(column(4, Align::End));
        head.push(Cell::text(cx.t("insight-last-term")));
    }
    let row = |goal: &Goal| {
        let now = match goal.now {
            Some((some, all)) => Span::text(format!("{}\n{some} / {all}", percent(goal.now))),
            None => Span::missing(cx.t("insight-nothing")),
        };
        let mut cells = vec![Cell::label(goal.word(cx)), Cell::text(goal.means(cx)), Cell::of(vec![now])];
        if before {
            cells.push(Cell::text(percent(goal.before)));
        }
        cells
    };
    Table { caption: None, columns, header: vec![head], rows: made.figures.goals.iter().map(row).collect() }
}

fn workbook(cx: &Cx, made: &Made, leaving: &Leaving) -> Workbook {
    let column = |key: &str, width, kind| SheetColumn { header: cx.t(key).to_owned(), width, kind };
    let part = |of: Option<(i64, i64)>, which: fn((i64, i64)) -> i64| {
        of.map_or(Value::Empty, |of| Value::Integer(which(of)))
    };
    let row = |goal: &Goal| {
        vec![
            Value::Text(goal.word(cx).to_owned()),
            Value::Text(goal.means(cx).to_owned()),
            part(goal.now, |(some, _)| some),
            part(goal.now, |(_, all)| all),
            part(goal.before, |(some, _)| some),
            part(goal.before, |(_, all)| all),
        ]
    };
    let sheet = Sheet {
        name: cx.t("insight-goals").to_owned(),
        title: Some(format!("{}\n{}\n{}", made.title, as_of(cx, made), leaving.line)),
        columns: vec![
            column("insight-goal-name", 18, Holds::Text),
            column("insight-goal-what", 60, Holds::Text),
            column("insight-reached", 10, Holds::Integer),
            column("insight-meant", 10, Holds::Integer),
            column("insight-reached-before", 14, Holds::Integer),
            column("insight-meant-before", 14, Holds::Integer),
        ],
        rows: made.figures.goals.iter().map(row).collect(),
    };
    Workbook {
        title: made.title.clone(),
        lang: document_lang(cx.lang()),
        made_on: cx.today(),
        sheets: vec![sheet],
    }
}
