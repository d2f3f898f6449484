//! Reads what is asked for about a child or many, source by source, each under its right.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use access::{Action, Kind, Permit};
use db::Conn;
use kernel::{Label, NoteId, StudentId};
use noticing::left_behind::LeftBehind;
use noticing::word::Category;
use people::student::{self, Student};
use people::term::store as terms;
use web::{Cx, Failure};

use super::{Source, Value, Values, card, dropout, note, put, support};
use crate::reader::Reader;
use crate::student_file::store::{self, Finding, Roll};

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

type Rows = BTreeMap<&'static str, Vec<Values>>;

/// A child whose fields are being read.
pub(super) struct Draft<'c> {
    pub reader: Reader<'c>,
    pub values: Values,
    pub rows: Rows,
    /// What the roll says; it goes into fields under the right to the card or to health.
    pub roll: Option<Roll>,
}

impl<'c> Draft<'c> {
    fn new(reader: Reader<'c>) -> Self {
        Self { reader, values: Values::new(), rows: Rows::new(), roll: None }
    }
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
    let draft = Draft::new(Reader::taking(cx, student, permit));
    read(conn, cx, (vec![draft], about), sources).await?.pop().ok_or(Failure::NotFound)
}

/// The same for many children, in their order. What most papers ask for is read for all of them together.
///
/// # Errors
/// As [`child`].
pub async fn children(
    conn: &mut Conn,
    cx: &Cx,
    students: Vec<Student>,
    sources: &BTreeSet<Source>,
) -> Result<Vec<Child>, Failure> {
    let mut drafts = Vec::with_capacity(students.len());
    for student in students {
        let facts = student.facts(cx.school());
        cx.permit(Action::Read, Kind::Roster, &facts)?;
        let permit = cx.permit(Action::Export, Kind::Roster, &facts)?;
        drafts.push(Draft::new(Reader::taking(cx, student, permit)));
    }
    read(conn, cx, (drafts, None), sources).await
}

async fn read(
    conn: &mut Conn,
    cx: &Cx,
    (mut drafts, about): (Vec<Draft<'_>>, Option<NoteId>),
    sources: &BTreeSet<Source>,
) -> Result<Vec<Child>, Failure> {
    let frame = frame(conn, cx).await?;
    for draft in &mut drafts {
        draft.values.clone_from(&frame);
    }
    roster(conn, cx, &mut drafts).await?;
    for source in sources {
        match source {
            Source::Frame | Source::Roster => {}
            Source::Card => card::read(conn, cx, &mut drafts).await?,
            Source::Findings => findings(conn, cx, &mut drafts).await?,
            _ => one_by_one(conn, (&mut drafts, about), *source).await?,
        }
    }
    let child = |Draft { reader, values, rows, .. }: Draft<'_>| Child {
        student: reader.student,
        values,
        rows,
        permits: reader.used,
    };
    Ok(drafts.into_iter().map(child).collect())
}

/// Sources that are asked for about one child, or a few.
async fn one_by_one(
    conn: &mut Conn,
    (drafts, about): (&mut [Draft<'_>], Option<NoteId>),
    source: Source,
) -> Result<(), Failure> {
    for Draft { reader, values, rows, roll } in drafts {
        match source {
            Source::Frame | Source::Roster | Source::Card | Source::Findings => {}
            Source::Health => card::health(conn, reader, (values, roll.as_ref())).await?,
            Source::Remarks => remarks(conn, reader, values).await?,
            Source::Case => support::read(conn, reader, (values, rows)).await?,
            Source::Notes => note::read(conn, reader, about, (values, rows)).await?,
            Source::Dropout => dropout::read(conn, reader, values).await?,
            Source::Marks => marks(conn, reader, (values, rows)).await?,
        }
    }
    Ok(())
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

/// The children that are being read.
pub(super) fn ids(drafts: &[Draft<'_>]) -> Vec<StudentId> {
    drafts.iter().map(|draft| draft.reader.student.id).collect()
}

async fn roster(conn: &mut Conn, cx: &Cx, drafts: &mut [Draft<'_>]) -> Result<(), Failure> {
    let rolls = store::rolls(conn, cx.school(), &ids(drafts)).await?;
    let mut rolls: HashMap<StudentId, Roll> = rolls.into_iter().map(|roll| (roll.student, roll)).collect();
    for Draft { reader, values, roll, .. } in drafts {
        let student = &reader.student;
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
        *roll = rolls.remove(&student.id);
        put(values, "student-number", roll.as_ref().and_then(|roll| roll.number.clone()));
    }
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

async fn findings(conn: &mut Conn, cx: &Cx, drafts: &mut [Draft<'_>]) -> Result<(), Failure> {
    let mut found: HashMap<StudentId, Vec<Finding>> = HashMap::new();
    for finding in store::findings(conn, cx.school(), &ids(drafts), cx.today()).await? {
        found.entry(finding.student).or_default().push(finding);
    }
    let mut asked = Vec::new();
    for Draft { reader, values, .. } in &mut *drafts {
        categories(reader, values, &found.remove(&reader.student.id).unwrap_or_default());
        if reader.may(Kind::Finding).is_some() {
            asked.push(&reader.student);
        }
    }
    let mut kept = noticing::left_behind::of_many(conn, cx, &asked, cx.today()).await?;
    for Draft { reader, values, .. } in drafts {
        if let Some((kept, permit)) = kept.remove(&reader.student.id) {
            reader.used.push(permit);
            left_behind(cx, values, &kept);
        }
    }
    Ok(())
}

fn categories(reader: &mut Reader<'_>, values: &mut Values, found: &[Finding]) {
    let cx = reader.cx;
    let word = |of: &str, code: &str| cx.t(format!("terms-{of}-{}", code.replace('_', "-"))).to_owned();
    let (mut categories, mut needs, mut first) = (Vec::new(), Vec::new(), Vec::new());
    for finding in found {
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
}

fn left_behind(cx: &Cx, values: &mut Values, kept: &LeftBehind) {
    let yes = |is: bool| Some(cx.t(if is { "papers-yes" } else { "papers-no" }).to_owned());
    let roll = kept.roll.map(|code| cx.t(format!("terms-left-behind-roll-{code}")).to_owned());
    put(values, "left-behind-roll", roll);
    if let Some(civil) = &kept.civil {
        put(values, "both-away", yes(civil == "both_away"));
        put(values, "one-away-unable", yes(civil == "one_away_other_unable"));
        let key = format!("terms-left-behind-civil-{}", civil.replace('_', "-"));
        put(values, "left-behind-civil", Some(cx.t(key).to_owned()));
    }
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
