//! What the file says, part by part; a part that the reader may not take out is not there at all.

use access::{Action, Kind};
use casework::case::progress::{GoalProgress, Point};
use db::Conn;
use documents::model::{
    Align, Block, Cell, Column, Document, Form, FormRow, Layout, Level, List, Span, Table,
};
use kernel::{Day, FOREVER, Label, StudentId};
use noticing::word::Category;
use people::guardian::store as cards;
use web::{Cx, Failure};

use super::store;
use crate::prose::document_lang;
use crate::reader::Reader;

/// The whole file.
pub(super) async fn document(conn: &mut Conn, reader: &mut Reader<'_>) -> Result<Document, Failure> {
    let cx = reader.cx;
    let mut blocks = basics(conn, reader).await?;
    blocks.extend(strengths(conn, reader).await?);
    blocks.extend(categories(conn, reader).await?);
    blocks.extend(support(conn, reader).await?);
    blocks.extend(timeline(conn, reader).await?);
    blocks.extend(marks(conn, reader).await?);
    Ok(Document::plain(Layout::Form, cx.t("papers-kind-student-file"), blocks, document_lang(cx.lang())))
}

fn heading(cx: &Cx, key: &str) -> Block {
    Block::Heading(Level::One, vec![Span::text(cx.t(key))])
}

fn row(cells: Vec<Cell>) -> FormRow {
    FormRow { cells, lines: 1 }
}

fn or_missing(cx: &Cx, text: Option<String>, key: &str) -> Cell {
    text.filter(|text| !text.trim().is_empty())
        .map_or_else(|| Cell::of(vec![Span::missing(cx.t(key))]), Cell::text)
}

async fn basics(conn: &mut Conn, reader: &mut Reader<'_>) -> Result<Vec<Block>, Failure> {
    let cx = reader.cx;
    let label = |key: &str| Cell::label(cx.t(key));
    let student = reader.student.clone();
    let age = student.age_on(cx.today()).map(|age| cx.tn("papers-age-years", &age));
    let mut rows = vec![
        row(vec![
            label("papers-card-name"),
            Cell::text(&student.name),
            label("papers-card-sex"),
            Cell::text(cx.t(format!("terms-sex-{}", student.sex))),
            label("papers-card-class"),
            Cell::text(student.class_words(&cx.look)),
        ]),
        row(vec![
            label("papers-card-born"),
            or_missing(cx, student.born_on.map(|day| cx.day(&day)), "papers-miss-born").across(3),
            label("papers-card-age"),
            or_missing(cx, age, "papers-miss-born"),
        ]),
    ];
    if let (Some(identity), Some(family)) = (reader.may(Kind::Identity), reader.may(Kind::Family)) {
        let card = cards::card(conn, &cx.app, (&identity, &family), None, cx.today()).await?.masked();
        rows.push(row(vec![
            label("papers-card-id"),
            or_missing(cx, card.child.id_number, "papers-miss-id").across(3),
            label("papers-card-phone"),
            or_missing(cx, card.child.phone, "papers-miss-phone"),
        ]));
        let address = or_missing(cx, card.child.address, "papers-miss-address").across(5);
        rows.push(row(vec![label("papers-card-address"), address]));
        rows.push(row(vec![
            label("papers-card-relation"),
            label("papers-card-name"),
            label("papers-card-phone"),
            label("papers-card-occupation"),
            label("papers-card-employer").across(2),
        ]));
        if card.guardians.is_empty() {
            rows.push(row(vec![Cell::of(vec![Span::missing(cx.t("papers-miss-guardian"))]).across(6)]));
        }
        for guardian in card.guardians {
            rows.push(row(vec![
                Cell::text(guardian.relation_words(&cx.look)),
                Cell::text(&guardian.name),
                or_missing(cx, guardian.phone, "papers-miss-phone"),
                or_missing(cx, guardian.occupation, "papers-miss-occupation"),
                or_missing(cx, guardian.employer, "papers-miss-employer").across(2),
            ]));
        }
    }
    Ok(vec![Block::Form(Form { columns: vec![10, 12, 12, 10, 10, 12], rows })])
}

async fn strengths(conn: &mut Conn, reader: &mut Reader<'_>) -> Result<Vec<Block>, Failure> {
    let cx = reader.cx;
    if reader.may(Kind::Remark).is_none() {
        return Ok(Vec::new());
    }
    let mut blocks = vec![heading(cx, "papers-file-strengths")];
    let remarks = store::remarks(conn, cx.school(), reader.student.id).await?;
    let mut items = Vec::new();
    for remark in remarks.iter().filter(|remark| remark.kind != "cause") {
        let row = cx.app.row(cx.school(), "remark", remark.id.bytes(), Label::CLOSE);
        let text = cx.app.open(&row, "text_cell", &remark.text)?;
        let text = if remark.kind == "own_words" { cx.tx("papers-file-said", &text) } else { text };
        items.push(vec![Span::text(text)]);
    }
    blocks.push(if items.is_empty() {
        Block::Missing(cx.t("papers-miss-strengths").to_owned())
    } else {
        Block::List(List { numbered: false, items })
    });
    Ok(blocks)
}

async fn categories(conn: &mut Conn, reader: &mut Reader<'_>) -> Result<Vec<Block>, Failure> {
    let cx = reader.cx;
    let mut rows = Vec::new();
    for finding in store::findings(conn, cx.school(), &[reader.student.id], cx.today()).await? {
        let kind = Category::parse(&finding.category).map_or(Kind::Finding, Category::kind);
        if reader.may(kind).is_none() {
            continue;
        }
        let word = |of: &str, code: &str| cx.t(format!("terms-{of}-{}", code.replace('_', "-"))).to_owned();
        let needs = finding.need.iter().flat_map(|need| need.split(','));
        let needs = needs.filter(|code| !code.is_empty()).map(|code| word("need", code));
        let need = needs.collect::<Vec<_>>().join(cx.t("papers-comma"));
        rows.push(vec![
            Cell::text(word("category", &finding.category)),
            Cell::text(cx.day(&finding.since_on)),
            Cell::text(need),
        ]);
    }
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let heads = ["papers-file-category", "papers-file-since", "papers-file-need"];
    Ok(vec![heading(cx, "papers-file-categories"), table(cx, &heads, &[3, 3, 3], rows)])
}

fn table(cx: &Cx, heads: &[&str], widths: &[u32], rows: Vec<Vec<Cell>>) -> Block {
    let columns = widths.iter().map(|width| Column { width: *width, align: Align::Start }).collect();
    let header = vec![heads.iter().map(|key| Cell::text(cx.t(key))).collect()];
    Block::Table(Table { caption: None, columns, header, rows })
}

async fn support(conn: &mut Conn, reader: &mut Reader<'_>) -> Result<Vec<Block>, Failure> {
    let cx = reader.cx;
    if reader.may(Kind::Case).is_none() {
        return Ok(Vec::new());
    }
    let (school, today) = (cx.school(), cx.today());
    let Some(case) = store::case(conn, school, reader.student.id, today).await? else {
        return Ok(vec![
            heading(cx, "papers-file-support"),
            Block::Paragraph(vec![Span::text(cx.t("papers-file-no-case"))]),
        ]);
    };
    let row = cx.app.row(school, "support_case", case.id.bytes(), Label::CLOSE);
    let concern = cx.app.open(&row, "concern_cell", &case.concern)?;
    let mut state = cx.tx("papers-file-opened", cx.day(&case.opened_on));
    if let Some(closed) = case.closed_on {
        state.push_str(&cx.tx("papers-file-closed", cx.day(&closed)));
    }
    let mut blocks = vec![
        heading(cx, "papers-file-support"),
        Block::Paragraph(vec![Span::text(state), Span::text(concern)]),
    ];
    let part = |code: &str| cx.t(format!("terms-part-{}", code.replace('_', "-"))).to_owned();
    let team = store::team(conn, school, case.id, today).await?;
    let rows: Vec<Vec<Cell>> = team
        .into_iter()
        .map(|member| {
            vec![Cell::text(part(&member.part)), Cell::text(member.name), Cell::text(cx.day(&member.from_on))]
        })
        .collect();
    if !rows.is_empty() {
        blocks.push(table(
            cx,
            &["papers-file-part", "papers-card-name", "papers-file-since"],
            &[3, 3, 3],
            rows,
        ));
    }
    blocks.push(heading(cx, "papers-file-plan"));
    blocks.extend(plan(conn, cx, case.id).await?);
    Ok(blocks)
}

async fn plan(conn: &mut Conn, cx: &Cx, case: kernel::CaseId) -> Result<Vec<Block>, Failure> {
    let school = cx.school();
    let mut blocks = Vec::new();
    match store::plan(conn, school, case).await? {
        Some(plan) => {
            let row = cx.app.row(school, "plan", plan.id.bytes(), Label::CLOSE);
            let situation = cx.app.open(&row, "situation_cell", &plan.situation)?;
            let measures = cx.app.open(&row, "measures_cell", &plan.measures)?;
            let written = cx.day(&plan.written_on);
            for (key, text) in [("papers-file-situation", &situation), ("papers-file-measures", &measures)] {
                blocks.push(Block::Paragraph(vec![Span::Bold(cx.t(key).to_owned()), Span::text(text)]));
            }
            blocks.push(Block::Paragraph(vec![Span::text(cx.tx("papers-file-written", &written))]));
        }
        None => blocks.push(Block::Missing(cx.t("papers-miss-plan").to_owned())),
    }
    let progress = casework::case::progress::with_permit(conn, cx, case).await?;
    let said = |goal| {
        let of = progress.iter().find(|one| one.goal == goal);
        of.map_or_else(|| cx.t("papers-file-unread").to_owned(), |one| one.summary(cx))
    };
    let mut rows = Vec::new();
    for goal in store::goals(conn, school, case).await? {
        let row = cx.app.row(school, "goal", goal.id.bytes(), Label::CLOSE);
        rows.push(vec![
            Cell::text(cx.app.open(&row, "text_cell", &goal.text)?),
            Cell::text(cx.t(format!("terms-goal-span-{}", goal.span))),
            Cell::text(goal.due_on.map(|day| cx.day(&day)).unwrap_or_default()),
            Cell::text(reached(cx, goal.reached_on)),
            Cell::text(said(goal.id)),
        ]);
    }
    if !rows.is_empty() {
        let heads = [
            "papers-file-goal",
            "papers-file-span",
            "papers-file-due",
            "papers-file-reached",
            "papers-file-course",
        ];
        blocks.push(table(cx, &heads, &[12, 7, 10, 10, 12], rows));
        blocks.extend(progress.iter().filter(|one| !one.points.is_empty()).map(|one| readings(cx, one)));
        blocks.push(Block::Paragraph(vec![Span::text(cx.t("casework-progress-proposal"))]));
    }
    Ok(blocks)
}

/// The readings of a goal in one line, those before support first, the trend behind them.
fn readings(cx: &Cx, progress: &GoalProgress) -> Block {
    let between = cx.t("papers-semicolon");
    let unit = progress.unit.as_deref().unwrap_or_default();
    let of = |is_before: bool| {
        let some = progress.points.iter().filter(|point| point.is_before == is_before);
        let one = |point: &Point| format!("{} {}{unit}", cx.short_day(&point.on), point.value);
        some.map(one).collect::<Vec<_>>().join(cx.t("papers-comma"))
    };
    let phases = [("casework-progress-before", of(true)), ("casework-progress-after", of(false))];
    let phases = phases.into_iter().filter(|(_, list)| !list.is_empty());
    let mut parts: Vec<String> = phases.map(|(key, list)| format!("{} {list}", cx.t(key))).collect();
    parts.extend(progress.trend(cx));
    Block::Paragraph(vec![
        Span::Bold(cx.tx("papers-file-readings", &progress.text)),
        Span::text(parts.join(between)),
    ])
}

fn reached(cx: &Cx, on: Day) -> String {
    if on == FOREVER { cx.t("papers-file-not-yet").to_owned() } else { cx.day(&on) }
}

async fn timeline(conn: &mut Conn, reader: &mut Reader<'_>) -> Result<Vec<Block>, Failure> {
    let cx = reader.cx;
    let facts = reader.student.facts(cx.school());
    let mut rows = Vec::new();
    for note in store::notes(conn, cx.school(), reader.student.id).await? {
        let kind = if note.kind == "home_visit" { Kind::HomeVisit } else { Kind::Note };
        let Some(permit) = access::permit(&cx.actor, Action::Export, kind, &facts.by(note.author)) else {
            continue;
        };
        if !reader.used.iter().any(|used| used.kind() == kind) {
            reader.used.push(permit);
        }
        let row = cx.app.row(cx.school(), "note", note.id.bytes(), Label::CLOSE);
        let mut text = cx.app.open(&row, "text_cell", &note.text)?;
        if let Some(words) = cx.app.open_some(&row, "own_words_cell", note.own_words.as_ref())? {
            text.push('\n');
            text.push_str(&cx.tx("papers-file-said", &words));
        }
        rows.push(vec![
            Cell::text(cx.day(&note.held_on)),
            Cell::text(cx.t(format!("terms-note-{}", note.kind.replace('_', "-")))),
            Cell::text(note.by),
            Cell::text(text),
        ]);
    }
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let heads = ["papers-file-day", "papers-file-kind", "papers-file-by", "papers-file-text"];
    Ok(vec![heading(cx, "papers-file-notes"), table(cx, &heads, &[6, 4, 3, 14], rows)])
}

/// Hundredths of a point as points.
fn points(hundredths: i64) -> String {
    match (hundredths / 100, hundredths % 100) {
        (whole, 0) => whole.to_string(),
        (whole, part) if part % 10 == 0 => format!("{whole}.{}", part / 10),
        (whole, part) => format!("{whole}.{part:02}"),
    }
}

/// An exam with its day, its name and the marks in words.
pub(crate) type Exam = (Day, String, Vec<String>);

/// The exams of a child, the newest first.
pub(crate) async fn exams(conn: &mut Conn, cx: &Cx, student: StudentId) -> Result<Vec<Exam>, Failure> {
    let mut exams: Vec<Exam> = Vec::new();
    for mark in store::marks(conn, cx.school(), student).await? {
        let subject = mark.subject;
        let words = match mark.score {
            Some(score) => format!("{subject} {}/{}", points(score), points(mark.full)),
            None => format!("{subject} {}", cx.t("papers-file-absent")),
        };
        match exams.last_mut().filter(|(day, exam, _)| *day == mark.held_on && *exam == mark.exam) {
            Some((_, _, marks)) => marks.push(words),
            None => exams.push((mark.held_on, mark.exam, vec![words])),
        }
    }
    Ok(exams)
}

async fn marks(conn: &mut Conn, reader: &mut Reader<'_>) -> Result<Vec<Block>, Failure> {
    let cx = reader.cx;
    if reader.may(Kind::Marks).is_none() {
        return Ok(Vec::new());
    }
    let exams = exams(conn, cx, reader.student.id).await?;
    if exams.is_empty() {
        return Ok(Vec::new());
    }
    let between = cx.t("papers-semicolon");
    let rows = exams
        .into_iter()
        .map(|(day, exam, marks)| {
            vec![Cell::text(cx.day(&day)), Cell::text(exam), Cell::text(marks.join(between))]
        })
        .collect();
    let heads = ["papers-file-day", "papers-file-exam", "papers-file-marks"];
    Ok(vec![heading(cx, "papers-file-exams"), table(cx, &heads, &[6, 5, 15], rows)])
}
