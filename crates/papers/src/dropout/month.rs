//! The school's monthly sheet: how many came and how many did not, what was done, who is still away.

use access::{Action, Columns, Kind, Permit, scope};
use casework::dropout::{Dropout, Ending, Stage, Visit};
use casework::review::model::Month;
use db::{Conn, args};
use documents::model::{Align, Block, Cell, Column, Document, Form, FormRow, Layout, Level, Span, Table};
use kernel::{Day, clock::days_after};
use web::{Cx, Failure};

use super::{COMPULSORY, Place, sources};
use crate::fields::{self, Value, Values};
use crate::prose::document_lang;

/// An entry with its visits and what is known of the child.
pub struct Line {
    entry: Dropout,
    visits: Vec<Visit>,
    values: Values,
}

/// The counts of one grade, or of all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// On the roll at the end.
    pub enrolled: usize,
    /// Away when the month began.
    pub before: usize,
    /// Stopped coming in the month.
    pub new: usize,
    /// Came back in the month.
    pub back: usize,
    /// Settled otherwise in the month.
    pub settled: usize,
    /// Away at the end, not said to have dropped out.
    pub suspected: usize,
    /// Away at the end and said to have dropped out.
    pub confirmed: usize,
    /// Visits, calls and talks in the month.
    pub visits: usize,
}

impl Counts {
    fn numbers(self) -> [usize; 8] {
        let Self { enrolled, before, new, back, settled, suspected, confirmed, visits } = self;
        [enrolled, before, new, back, settled, suspected, confirmed, visits]
    }

    /// One entry's part in the month from `first` to `last`.
    fn add(&mut self, entry: &Dropout, visits: usize, (first, last): (Day, Day)) {
        let within = |day: Day| first <= day && day <= last;
        let was_away = away_on(entry, days_after(first, -1)).is_some();
        self.before += usize::from(was_away);
        // Who stopped coming and came back within the month counts as both.
        self.new += usize::from(!was_away && within(entry.known.left_on));
        if let Some((ended, _)) = entry.ended.as_ref().filter(|(ended, _)| within(ended.on)) {
            *(if ended.how == Ending::Returned { &mut self.back } else { &mut self.settled }) += 1;
        }
        match away_on(entry, last) {
            Some(Stage::Suspected) => self.suspected += 1,
            Some(Stage::Confirmed) => self.confirmed += 1,
            _ => {}
        }
        self.visits += visits;
    }
}

/// Whether an entry counts at the end of a day as away from school, and how.
fn away_on(entry: &Dropout, day: Day) -> Option<Stage> {
    entry.stage_on(day).filter(|stage| *stage != Stage::Ended)
}

/// The month as far as it has come: its first day and its last, or today.
pub fn days(cx: &Cx, month: Month) -> (Day, Day) {
    (month.first(), month.last().min(cx.today()))
}

/// The entries that bear on a month, and the permits under which they were read.
pub async fn lines(
    conn: &mut Conn,
    cx: &Cx,
    (place, (first, last)): (&Place, (Day, Day)),
) -> Result<(Vec<Line>, Vec<Permit>), Failure> {
    let bears = |entry: &Dropout| {
        let over = entry.ended.as_ref().is_some_and(|(ended, _)| ended.on < first);
        entry.known.left_on <= last && !over
    };
    let mut entries = place.entries(conn, cx).await?;
    entries.retain(|(entry, _)| bears(entry));
    let students = entries.iter().map(|(entry, _)| entry.student.clone()).collect();
    let children = fields::children(conn, cx, students, &sources()).await?;
    let (mut lines, mut permits) = (Vec::new(), Vec::new());
    for ((entry, permit), child) in entries.into_iter().zip(children) {
        let (visits, read) = fields::dropout::takeable(conn, cx, &entry).await?;
        permits.push(permit);
        permits.extend(child.permits);
        permits.extend(read);
        lines.push(Line { entry, visits, values: child.values });
    }
    Ok((lines, permits))
}

/// How many children of school age were on the roll on a day, by grade; whom one may count follows today.
pub async fn enrolled(
    conn: &mut Conn,
    cx: &Cx,
    (place, on): (&Place, Day),
) -> Result<Vec<(i64, usize)>, Failure> {
    let takes = scope(&cx.actor, Action::Export, Kind::Roster);
    let class = place.class.as_ref().map(|class| class.id);
    let (school, today, every) = (cx.school(), cx.today(), class.is_none());
    let mut args = args![school, today, on, every, class].to_vec();
    let condition = takes.condition(&Columns::USUAL, args.len() + 1);
    args.extend(condition.args);
    let sql = format!(
        "select d.grade, count(distinct s.id) from student s
         join enrollment e on e.school_id = $1 and e.student_id = s.id and e.from_on <= $2 and e.until_on >= $2
         join class c on c.school_id = $1 and c.id = e.class_id
         join enrollment x on x.school_id = $1 and x.student_id = s.id and x.from_on <= $3 and x.until_on >= $3
         join class d on d.school_id = $1 and d.id = x.class_id
         where s.school_id = $1 and ($4 or c.id = $5) and {} group by d.grade order by d.grade",
        condition.sql
    );
    let rows: Vec<(i64, i64)> = conn.all(&sql, &args).await?;
    let of_age = rows.into_iter().filter(|(grade, _)| COMPULSORY.contains(grade));
    Ok(of_age.map(|(grade, n)| (grade, usize::try_from(n).unwrap_or(0))).collect())
}

/// The counts, grade by grade, and of all.
pub fn counts(enrolled: &[(i64, usize)], lines: &[Line], days: (Day, Day)) -> (Vec<(i64, Counts)>, Counts) {
    let add = |counts: &mut Counts, line: &Line| {
        counts.add(&line.entry, fields::dropout::count(&line.visits, days), days);
    };
    let of_grade = |(grade, n): &(i64, usize)| {
        let mut counts = Counts { enrolled: *n, ..Counts::default() };
        for line in lines.iter().filter(|line| line.entry.student.grade == Some(*grade)) {
            add(&mut counts, line);
        }
        (*grade, counts)
    };
    let mut all = Counts { enrolled: enrolled.iter().map(|(_, n)| n).sum(), ..Counts::default() };
    lines.iter().for_each(|line| add(&mut all, line));
    (enrolled.iter().map(of_grade).collect(), all)
}

const COLUMNS: [&str; 8] =
    ["enrolled", "before", "new", "back", "settled", "suspected", "confirmed", "visits"];

/// The sheet, filled.
pub fn document(
    cx: &Cx,
    (place, month): (&str, Month),
    (enrolled, lines): (&[(i64, usize)], &[Line]),
) -> Document {
    let days = days(cx, month);
    let (grades, all) = counts(enrolled, lines, days);
    let number = |n: usize| Cell::text(n.to_string());
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for (name, counts) in grades.iter().map(|(grade, counts)| (cx.grade_name(grade), counts)) {
        rows.push(std::iter::once(Cell::label(name)).chain(counts.numbers().map(number)).collect());
    }
    rows.push(
        std::iter::once(Cell::label(cx.t("papers-month-all"))).chain(all.numbers().map(number)).collect(),
    );
    let open: Vec<&Line> = lines.iter().filter(|line| away_on(&line.entry, days.1).is_some()).collect();
    let priority = priority(cx, &open);
    let people = lines.iter().zip(1..).map(|(line, at)| person(cx, (line, at), days)).collect();
    let head = cx.tf("papers-dropout-head", &[("place", place.into()), ("day", (&cx.day(&days.1)).into())]);
    sheet(cx, (month.words(cx), head, priority), (rows, people))
}

/// The sheet, blank.
pub fn blank(cx: &Cx) -> Document {
    let empty = |label: &str| {
        std::iter::once(Cell::label(label)).chain(COLUMNS.map(|_| Cell::text(""))).collect::<Vec<_>>()
    };
    let mut rows: Vec<Vec<Cell>> = COMPULSORY.map(|grade| empty(cx.grade_name(&grade))).collect();
    rows.push(empty(cx.t("papers-month-all")));
    let people = (1..=10).map(|at: i64| {
        let rest = PEOPLE.iter().skip(1).map(|_| Cell::text(""));
        std::iter::once(Cell::text(at.to_string())).chain(rest).collect()
    });
    let words = (cx.t("papers-month-blank").to_owned(), cx.t("papers-dropout-head-blank").to_owned());
    sheet(cx, (words.0, words.1, cx.t("papers-month-priority-blank").to_owned()), (rows, people.collect()))
}

/// How many of those who are away belong to the groups that come first.
fn priority(cx: &Cx, open: &[&Line]) -> String {
    let said = |line: &Line, word: &str| match line.values.get("priority-groups") {
        Some(Value::Text(groups)) => groups.split(cx.t("papers-comma")).any(|group| group == word),
        _ => false,
    };
    let parts = fields::PRIORITY.map(|code| {
        let word = cx.t(format!("terms-category-{}", code.replace('_', "-")));
        format!("{word} {}", open.iter().filter(|line| said(line, word)).count())
    });
    cx.tx("papers-month-priority", parts.join(cx.t("papers-semicolon")))
}

/// Heading and width.
const PEOPLE: [(&str, u32); 8] = [
    ("papers-ledger-number", 3),
    ("papers-card-name", 6),
    ("papers-card-class", 9),
    ("papers-field-left-on", 8),
    ("papers-field-left-reason", 12),
    ("papers-field-whereabouts", 10),
    ("papers-month-asked", 16),
    ("papers-field-dropout-stage", 8),
];

fn person(cx: &Cx, (line, at): (&Line, usize), days: (Day, Day)) -> Vec<Cell> {
    let known = &line.entry.known;
    let why = known.words.as_deref().unwrap_or_else(|| known.reason.word(cx));
    let times = fields::dropout::count(&line.visits, days);
    let last = line.visits.iter().rev().find(|visit| visit.line.held_on <= days.1);
    let asked = last.map_or(String::new(), |visit| fields::dropout::line(cx, visit));
    let stage = line.entry.stage_on(days.1).map_or("", |stage| match (&line.entry.ended, stage) {
        (Some((ended, _)), Stage::Ended) => ended.how.word(cx),
        (_, stage) => stage.word(cx),
    });
    let asked = match asked.is_empty() {
        true => cx.tn("papers-month-times", &i64::try_from(times).unwrap_or(i64::MAX)),
        false => {
            format!("{}\n{asked}", cx.tn("papers-month-times", &i64::try_from(times).unwrap_or(i64::MAX)))
        }
    };
    [
        at.to_string(),
        line.entry.student.name.clone(),
        line.entry.student.class_words(cx),
        cx.short_day(&known.left_on),
        why.to_owned(),
        known.whereabouts.clone().unwrap_or_default(),
        asked,
        stage.to_owned(),
    ]
    .map(Cell::text)
    .into()
}

fn sheet(
    cx: &Cx,
    (month, head, priority): (String, String, String),
    (rows, people): (Vec<Vec<Cell>>, Vec<Vec<Cell>>),
) -> Document {
    let line = |words: String| Block::Paragraph(vec![Span::text(words)]);
    let heading = |key: &str| Block::Heading(Level::One, vec![Span::text(cx.t(key))]);
    let header = COLUMNS.map(|key| Cell::label(cx.t(format!("papers-month-{key}"))));
    let number = Column { width: 8, align: Align::Center };
    let table = Table {
        caption: None,
        columns: vec![number; COLUMNS.len() + 1],
        header: vec![std::iter::once(Cell::label(cx.t("papers-month-grade"))).chain(header).collect()],
        rows,
    };
    let mut blocks = vec![line(head), Block::Table(table), line(priority), heading("papers-month-people")];
    if people.is_empty() {
        blocks.push(line(cx.t("papers-dropout-nobody").to_owned()));
    } else {
        let columns = PEOPLE.iter().map(|(_, width)| Column { width: *width, align: Align::Start }).collect();
        let header = vec![PEOPLE.iter().map(|(key, _)| Cell::label(cx.t(key))).collect()];
        blocks.push(Block::Table(Table { caption: None, columns, header, rows: people }));
    }
    blocks.push(Block::Form(signatures(cx)));
    Document::plain(Layout::Form, cx.tx("papers-month-title", month), blocks, document_lang(cx.lang()))
}

fn signatures(cx: &Cx) -> Form {
    let names = ["papers-month-filled-by", "papers-month-principal", "papers-month-sent-on"];
    let cells = names.iter().flat_map(|key| [Cell::label(cx.t(key)), Cell::text("")]).collect();
    Form { columns: vec![9, 13, 9, 13, 9, 13], rows: vec![FormRow { cells, lines: 2 }] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heads_of_the_sheet_are_written_in_three_languages() {
        for key in COLUMNS {
            assert!(language::has(&format!("papers-month-{key}")), "{key}");
        }
        assert!(PEOPLE.iter().all(|(key, _)| language::has(key)));
    }
}
