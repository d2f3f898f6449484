//! What speaks of danger as people read it, and what is to be done next.

use access::{Action, Facts, Permit, Role};
use db::Conn;
use kernel::{DangerId, Fault, Instant, NoteId};
use people::student::Student;
use web::panel::{Panel, Row as Line, URGENT};
use web::{Cx, Failure};

use super::actions::{Verdict, kind_of, row_key};
use super::answering::is_late;
use super::store::{self, Row, Waiting};
use super::{Danger, Found};
use crate::note::{self, NoteKind};

/// An answer, opened.
#[derive(Clone, Debug)]
pub(crate) struct Answered {
    /// What was said.
    pub verdict: Verdict,
    /// What was done, or why it is none.
    pub text: String,
    /// By whom.
    pub who: String,
    /// When.
    pub at: Instant,
}

/// One pointer, opened for somebody who may read its part of the note.
#[derive(Clone, Debug)]
pub(crate) struct Pointed {
    /// The id.
    pub id: DangerId,
    /// When it was found.
    pub found_at: Instant,
    /// The sentences, each with what it speaks of.
    pub found: Vec<Found>,
    /// The answers, in order.
    pub answers: Vec<Answered>,
}

impl Pointed {
    /// What it speaks of, each once.
    pub fn dangers(&self) -> Vec<Danger> {
        let of = |danger: &&Danger| self.found.iter().any(|found| found.danger == **danger);
        Danger::ALL.iter().filter(of).copied().collect()
    }
}

/// What was found, opened. The caller holds the right to the part.
pub(super) fn opened(cx: &Cx, row: &Row) -> Result<Vec<Found>, Failure> {
    let json = cx.app.open(&row_key(cx, row.id, &row.part), "found_cell", &row.found_cell)?;
    Ok(serde_json::from_str(&json).map_err(|error| Fault::from("what was found", error))?)
}

/// What a person may read around a pointer.
pub(super) struct Readable {
    /// The kind of the note.
    pub kind: NoteKind,
    /// The children of whom the person may read the note.
    pub students: Vec<Student>,
}

/// Whether this person may read the part of the note in which the pointer stands.
///
/// # Errors
/// [`Failure::NotFound`] when not.
pub(super) async fn readable(conn: &mut Conn, cx: &Cx, row: &Row) -> Result<Readable, Failure> {
    let opened = note::open(conn, cx, row.note_id).await?;
    if row.part == "sealed" && opened.line.sealed.is_none() {
        return Err(Failure::NotFound);
    }
    Ok(Readable { kind: opened.line.kind, students: opened.students })
}

/// The pointers of a note that is open before this person; those in its sealed part only if that is open, too.
///
/// # Errors
/// Those of the database and of damaged cells.
pub(crate) async fn of_note(
    conn: &mut Conn,
    cx: &Cx,
    note: NoteId,
    sealed: bool,
) -> Result<Vec<Pointed>, Failure> {
    let rows = store::of_note(conn, cx.school(), note).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let answers = store::answers(conn, cx.school(), note).await?;
    let mut all = Vec::new();
    for row in rows.iter().filter(|row| sealed || row.part == "note") {
        let mut pointed =
            Pointed { id: row.id, found_at: row.found_at, found: opened(cx, row)?, answers: Vec::new() };
        for answer in answers.iter().filter(|answer| answer.danger_id == row.id) {
            let key =
                cx.app.row(cx.school(), "danger_answer", *answer.id.as_bytes(), kind_of(&row.part).label());
            pointed.answers.push(Answered {
                verdict: Verdict::parse(&answer.verdict).unwrap_or(Verdict::Seen),
                text: cx.app.open(&key, "text_cell", &answer.text_cell)?,
                who: answer.name.clone(),
                at: answer.answered_at,
            });
        }
        all.push(pointed);
    }
    Ok(all)
}

/// One thing to do now.
pub struct Step {
    /// In words.
    pub words: String,
}

/// What to do about these dangers, who is told first by name of the office, in order.
///
/// # Errors
/// Those of the database.
pub async fn steps(conn: &mut Conn, cx: &Cx, dangers: &[Danger]) -> Result<Vec<Step>, Failure> {
    let offices = store::offices(conn, cx.school(), cx.today()).await?;
    let named = |role: Role| {
        let names: Vec<&str> = offices
            .iter()
            .filter(|(held, _)| held == role.key())
            .map(|(_, name)| name.as_str())
            .take(3)
            .collect();
        let office = cx.t(format!("web-role-{}", role.key()));
        if names.is_empty() {
            office.to_owned()
        } else {
            format!("{office} {}", language::list(cx.lang(), &names))
        }
    };
    let tell: Vec<String> = [Role::Psychologist, Role::MoralEducation, Role::Principal].map(named).to_vec();
    let tell: Vec<&str> = tell.iter().map(String::as_str).collect();
    let mut steps = vec![Step { words: cx.tx("casework-danger-tell", language::list(cx.lang(), &tell)) }];
    for danger in Danger::ALL.iter().filter(|danger| dangers.contains(danger)) {
        let key = format!("casework-danger-do-{}", danger.key().replace('_', "-"));
        steps.push(Step { words: cx.t(key).to_owned() });
    }
    steps.push(Step { words: cx.t("casework-danger-late").to_owned() });
    steps.push(Step { words: cx.t("casework-danger-law").to_owned() });
    steps.push(Step { words: cx.t("casework-danger-lines").to_owned() });
    Ok(steps)
}

/// The part of my day that says which notes wait for an answer: one's own, and all within one's rights for the
/// psychologist and the moral-education office; for the principal those that nobody answered for a day. It says neither
/// what was found nor of what.
///
/// # Errors
/// Those of the database.
pub async fn panel(conn: &mut Conn, cx: &Cx) -> Result<Option<Panel>, Failure> {
    let by_office = cx.actor.is(Role::Psychologist) || cx.actor.is(Role::MoralEducation);
    let leads = cx.actor.is(Role::Principal);
    let mut panel = Panel::new(URGENT, cx.t("casework-danger-waiting"));
    panel.words = cx.t("casework-danger-waiting-words").to_owned();
    let mut lines = store::waiting(conn, &cx.actor, cx.today(), by_office || leads).await?;
    let now = cx.app.clock.now();
    let concerns = |line: &Waiting| {
        by_office || !leads || Some(line.written_by) == cx.actor.staff || is_late(line.found_at, now)
    };
    lines.retain(concerns);
    lines.dedup_by_key(|line| line.id);
    for line in lines {
        panel.permits.push(line.permit(cx)?);
        panel.push(line.row(cx));
    }
    Ok(panel.unless_empty())
}

impl Waiting {
    fn row(self, cx: &Cx) -> Line {
        let href = format!("/notes/{}#danger-{}", self.note_id, self.id);
        let label = cx.tx("casework-danger-look-for", &self.name);
        let place = match (self.grade, self.number) {
            (Some(grade), Some(number)) => cx.class_name(&grade, &number),
            _ => String::new(),
        };
        let note = format!("{} · {}", cx.moment(&self.found_at), self.author);
        let row = Line { place, note, ..Line::to(&href, self.name) };
        row.with_page(cx.t("casework-danger-look"), label, href)
    }

    /// That there is such a note is read here, and logged.
    fn permit(&self, cx: &Cx) -> Result<Permit, Failure> {
        let kind = NoteKind::parse(&self.kind).ok_or_else(|| Fault::new("a note of an unknown kind"))?;
        let record = if self.part == "sealed" { kind.sealed() } else { kind.record() };
        let facts = Facts {
            school: cx.school(),
            student: Some(self.student),
            class: self.class,
            grade: self.grade,
            author: Some(self.written_by),
            named: self.part == "sealed",
        };
        cx.permit(Action::Read, record, &facts)
    }
}
