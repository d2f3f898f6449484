//! Reads what is asked for about one child, source by source, each under its right.

use std::collections::{BTreeMap, BTreeSet};

use access::{Action, Kind, Permit};
use db::Conn;
use kernel::{Label, NoteId, StudentId};
use noticing::word::Category;
use people::student::{self, Student};
use people::term::store as terms;
use web::{Cx, Failure};

use super::{Source, Value, Values, card, dropout, note, put, support};
use crate::reader::Reader;
use crate::student_file::store;

/// What is known of a child and may be taken out.
#[derive(Clone, Debug)]
pub struct Child {
    /// The child.
    pub student: Student,
    /// Its fields.
    pub values: Values,
    /// Its rows, by the names of [`super::ROWS`].
    pub rows: BTreeMap<&'static str, Vec<Values>>,
    /// The permits it was read under, for the log.
    pub permits: Vec<Permit>,
}

/// Reads the sources asked for. `note` names the note a sheet is about.
///
/// # Errors
/// [`Failure::NotFound`] for a child or a note that the person may not take out.
pub async fn child(
    conn: &mut Conn,
    cx: &Cx,
    (id, about): (StudentId, Option<NoteId>),
    sources: &BTreeSet<Source>,
) -> Result<Child, Failure> {
    let (student, permit) = student::find_for(conn, cx, id, (Action::Export, Kind::Roster)).await?;
    let mut reader = Reader::taking(cx, student, permit);
    let (mut values, mut rows) = (frame(conn, cx).await?, BTreeMap::new());
    roster(conn, &reader, &mut values).await?;
    for source in sources {
        match source {
            Source::Frame | Source::Roster => {}
            Source::Card => card::read(conn, &mut reader, (&mut values, &mut rows)).await?,
            Source::Health => card::health(conn, &mut reader, &mut values).await?,
            Source::Findings => findings(conn, &mut reader, &mut values).await?,
            Source::Remarks => remarks(conn, &mut reader, &mut values).await?,
            Source::Case => support::read(conn, &mut reader, (&mut values, &mut rows)).await?,
            Source::Notes => note::read(conn, &mut reader, about, (&mut values, &mut rows)).await?,
            Source::Dropout => dropout::read(conn, &mut reader, &mut values).await?,
            Source::Marks => marks(conn, &mut reader, (&mut values, &mut rows)).await?,
        }
    }
    Ok(Child { student: reader.student, values, rows, permits: reader.used })
}

async fn frame(conn: &mut Conn, cx: &Cx) -> Result<Values, Failure> {
    let mut values = Values::new();
    let today = cx.today();
    values.insert("today", Value::Day(today));
    put(&mut values, "month", Some(language::month(cx.lang(), today)));
    put(&mut values, "school", Some(crate::paper::store::school_name(conn, cx.school()).await?));
    let term = terms::lookup_current(conn, cx.school(), today).await?;
    put(&mut values, "term", term.map(|term| term.name));
    put(&mut values, "writer", cx.look.who().map(|who| who.name.clone()));
    Ok(values)
}

async fn roster(conn: &mut Conn, reader: &Reader<'_>, values: &mut Values) -> Result<(), Failure> {
    let (cx, student) = (reader.cx, &reader.student);
    put(values, "name", Some(student.name.clone()));
    put(values, "sex", Some(cx.t(format!("terms-sex-{}", student.sex)).to_owned()));
    put(values, "class", Some(student.class_words(&cx.look)));
    if let Some(born) = student.born_on {
        values.insert("born", Value::Day(born));
    }
    if let Some(age) = student.age_on(cx.today()) {
        values.insert("age", Value::Number(age));
    }
    if let Some(grade) = student.grade {
        put(values, "grade", Some(cx.grade_name(&grade).to_owned()));
        put(values, "stage", Some(cx.t(format!("papers-stage-{}", stage(grade))).to_owned()));
    }
    put(values, "student-number", store::student_number(conn, cx.school(), student.id).await?);
    Ok(())
}

/// Primary until grade six, junior until nine, senior after: the stages of the national roll.
fn stage(grade: i64) -> &'static str {
    match grade {
        ..=6 => "primary",
        7..=9 => "junior",
        _ => "senior",
    }
}

/// Whom the notice of April 2024 puts first among those who must not drop out.
pub(crate) const PRIORITY: [&str; 5] = ["orphan", "unattended", "disabled", "poor", "left_behind"];

async fn findings(conn: &mut Conn, reader: &mut Reader<'_>, values: &mut Values) -> Result<(), Failure> {
    let cx = reader.cx;
    let word = |of: &str, code: &str| cx.t(format!("terms-{of}-{}", code.replace('_', "-"))).to_owned();
    let (mut categories, mut needs, mut first) = (Vec::new(), Vec::new(), Vec::new());
    for finding in store::findings(conn, cx.school(), reader.student.id, cx.today()).await? {
        let kind = Category::parse(&finding.category).map_or(Kind::Finding, Category::kind);
        if reader.may(kind).is_none() {
            continue;
        }
        categories.push(word("category", &finding.category));
        if PRIORITY.contains(&finding.category.as_str()) {
            first.push(word("category", &finding.category));
        }
        values.entry("found-on").or_insert(Value::Day(finding.since_on));
        let codes = finding.need.iter().flat_map(|need| need.split(','));
        needs.extend(codes.filter(|code| !code.is_empty()).map(|code| word("need", code)));
    }
    needs.sort_unstable();
    needs.dedup();
    put(values, "categories", Some(categories.join(cx.t("papers-comma"))));
    put(values, "priority-groups", Some(first.join(cx.t("papers-comma"))));
    put(values, "needs", Some(needs.join(cx.t("papers-comma"))));
    if reader.may(Kind::Finding).is_some() {
        left_behind(conn, reader, values).await?;
    }
    Ok(())
}

async fn left_behind(conn: &mut Conn, reader: &mut Reader<'_>, values: &mut Values) -> Result<(), Failure> {
    let cx = reader.cx;
    let found = noticing::left_behind::of(conn, cx, &reader.student, cx.today()).await?;
    let Some((kept, permit)) = found else { return Ok(()) };
    reader.used.push(permit);
    let yes = |is: bool| Some(cx.t(if is { "papers-yes" } else { "papers-no" }).to_owned());
    let roll = kept.roll.map(|code| cx.t(format!("terms-left-behind-roll-{code}")).to_owned());
    put(values, "left-behind-roll", roll);
    if let Some(civil) = kept.civil {
        put(values, "both-away", yes(civil == "both_away"));
        put(values, "one-away-unable", yes(civil == "one_away_other_unable"));
        let key = format!("terms-left-behind-civil-{}", civil.replace('_', "-"));
        put(values, "left-behind-civil", Some(cx.t(key).to_owned()));
    }
    Ok(())
}

async fn remarks(conn: &mut Conn, reader: &mut Reader<'_>, values: &mut Values) -> Result<(), Failure> {
    let cx = reader.cx;
    if reader.may(Kind::Remark).is_none() {
        return Ok(());
    }
    let remarks = store::remarks(conn, cx.school(), reader.student.id).await?;
    for (key, kind) in [("strengths", "strength"), ("own-words", "own_words"), ("causes", "cause")] {
        let mut lines = Vec::new();
        for remark in remarks.iter().filter(|remark| remark.kind == kind) {
            let row = cx.app.row(cx.school(), "remark", remark.id.bytes(), Label::CLOSE);
            lines.push(cx.app.open(&row, "text_cell", &remark.text)?);
        }
        put(values, key, Some(lines.join("\n")));
    }
    Ok(())
}

/// One row for each exam; the field holds the newest.
async fn marks(
    conn: &mut Conn,
    reader: &mut Reader<'_>,
    (values, rows): (&mut Values, &mut BTreeMap<&'static str, Vec<Values>>),
) -> Result<(), Failure> {
    let cx = reader.cx;
    if reader.may(Kind::Marks).is_none() {
        return Ok(());
    }
    let exams = crate::student_file::content::exams(conn, cx, reader.student.id).await?;
    let lines = exams.into_iter().map(|(day, exam, marks)| {
        let marks = marks.join(cx.t("papers-semicolon"));
        let words = [("exam", Value::Text(exam)), ("exam-marks", Value::Text(marks))];
        Values::from_iter(words.into_iter().chain([("exam-day", Value::Day(day))]))
    });
    let lines: Vec<Values> = lines.collect();
    if let Some(newest) = lines.first().and_then(|line| line.get("exam-marks")) {
        values.insert("marks", newest.clone());
    }
    rows.insert("exams", lines);
    Ok(())
}
