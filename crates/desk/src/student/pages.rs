//! The page of one student.

use std::collections::BTreeMap;

use access::{Action, Kind, Permit};
use askama::Template;
use axum::extract::Path;
use casework::case::model::CaseView;
use casework::companion::LookingAfter;
use casework::dropout::Dropout;
use casework::note::{NoteLine, Timeline, timeline};
use db::Conn;
use db::together::{try_join, try_join4};
use duties::rule::Act;
use kernel::{StaffId, StudentId};
use language::Arg;
use noticing::finding::Finding;
use noticing::left_behind::LeftBehind;
use noticing::remark::Remark;
use noticing::word::{FINDING_KINDS, RemarkKind};
use people::guardian;
use people::household::Sibling;
use people::student::{self, Student};
use uuid::Uuid;
use web::{Cx, Failure, Look, Reply, page};

/// Notes shown; the case's page has all.
const NOTES: i64 = 10;

/// What this person may do from here.
struct May {
    note: bool,
    case: bool,
    find: bool,
    nominate: bool,
    card: bool,
    remark: bool,
    excuse: bool,
    export: bool,
}

#[derive(Template)]
#[template(path = "student/show.html")]
struct Show<'a> {
    cx: &'a Look,
    student: &'a Student,
    age: Option<i64>,
    may: May,
    strengths: Vec<&'a Remark>,
    own_words: Vec<&'a Remark>,
    others: Vec<&'a Remark>,
    sees_remarks: bool,
    owed: Vec<String>,
    /// What is not asked for today.
    excused: Vec<String>,
    case: Option<&'a CaseView>,
    looking_after: &'a [LookingAfter],
    dropout: Option<&'a Dropout>,
    findings: &'a [Finding],
    former: usize,
    left_behind: Option<&'a LeftBehind>,
    missing: Option<Vec<&'static str>>,
    siblings: &'a [Sibling],
    sees_notes: bool,
    lines: &'a [NoteLine],
    marks: Option<String>,
    absences: Option<String>,
    health: Option<String>,
}

/// `GET /students/{id}`
pub async fn show(cx: Cx, Path(id): Path<StudentId>) -> Reply {
    let mut conn = cx.app.db.reader().await?;
    let student = student::find(&mut conn, &cx, id).await?;
    let asked = asked(&conn, &cx, &student).await?;
    drop(conn);
    cx.log_readings(&asked.permits()).await?;
    let (remarks, findings) = (&asked.remarks.0, &asked.findings.0);
    let of = |kind: RemarkKind| remarks.iter().filter(|one| one.kind == kind).collect::<Vec<_>>();
    let is_other = |one: &&Remark| ![RemarkKind::Strength, RemarkKind::OwnWords].contains(&one.kind);
    let show = Show {
        cx: &cx,
        age: student.age_on(cx.today()),
        may: may(&cx, &student),
        strengths: of(RemarkKind::Strength),
        own_words: of(RemarkKind::OwnWords),
        others: remarks.iter().filter(is_other).collect(),
        sees_remarks: cx.permit(Action::Read, Kind::Remark, &student.facts(cx.school())).is_ok(),
        owed: asked.owed,
        excused: asked.excused,
        case: asked.case.as_ref(),
        looking_after: &asked.looking_after,
        dropout: asked.dropout.as_ref().map(|(entry, _)| entry),
        findings,
        former: asked.former,
        left_behind: asked.left_behind.as_ref().map(|(answers, _)| answers),
        missing: asked.missing.0,
        siblings: &asked.siblings.0,
        sees_notes: sees_notes(&cx, &student),
        lines: &asked.notes.lines,
        marks: asked.study.0,
        absences: asked.study.1,
        health: asked.health.map(|(html, _)| html),
        student: &student,
    };
    page(&cx, &show)
}

/// What the rooms know of the child, as far as this person may see it.
struct Asked {
    remarks: (Vec<Remark>, Vec<Permit>),
    findings: (Vec<Finding>, Vec<Permit>),
    former: usize,
    left_behind: Option<(LeftBehind, Permit)>,
    case: Option<CaseView>,
    looking_after: Vec<LookingAfter>,
    dropout: Option<(Dropout, Permit)>,
    notes: Timeline,
    missing: (Option<Vec<&'static str>>, Vec<Permit>),
    study: (Option<String>, Option<String>),
    health: Option<(String, Permit)>,
    siblings: (Vec<Sibling>, Vec<Permit>),
    owed: Vec<String>,
    excused: Vec<String>,
}

impl Asked {
    /// Everything that was read, for the log.
    fn permits(&self) -> Vec<Permit> {
        let lists =
            [&self.remarks.1, &self.findings.1, &self.notes.permits, &self.missing.1, &self.siblings.1];
        let single = [
            self.left_behind.as_ref().map(|(_, permit)| permit),
            self.case.as_ref().map(|case| &case.permit),
            self.dropout.as_ref().map(|(_, permit)| permit),
            self.health.as_ref().map(|(_, permit)| permit),
        ];
        lists.into_iter().flatten().chain(single.into_iter().flatten()).cloned().collect()
    }
}

/// Asks all rooms together.
async fn asked(conn: &Conn, cx: &Cx, student: &Student) -> Result<Asked, Failure> {
    let mut own: [Conn; 13] = std::array::from_fn(|_| conn.beside());
    let [c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13] = &mut own;
    let noticed = try_join4(
        noticing::remark::of(c1, cx, student),
        noticing::finding::current_of(c2, cx, student, cx.today()),
        noticing::finding::sealed(c3, cx, student),
        noticing::left_behind::of(c4, cx, student, cx.today()),
    );
    let done = try_join4(
        case(c5, cx, student),
        casework::dropout::open_of(c6, cx, student),
        timeline(c7, cx, student, NOTES),
        owed(c8, cx, student),
    );
    let known = try_join4(
        missing(c9, cx, student),
        study(c10, cx, student),
        people::health::card(c11, cx, student),
        people::household::siblings(c12, cx, student),
    );
    let excused = duties::excuse::standing(c13, cx, student);
    let (noticed, done, known, excused) = try_join4(noticed, done, known, excused).await?;
    let (remarks, findings, former, left_behind) = noticed;
    let ((case, looking_after), dropout, notes, owed) = done;
    let (missing, study, health, siblings) = known;
    Ok(Asked {
        remarks,
        findings,
        former,
        left_behind,
        case,
        looking_after,
        dropout,
        notes,
        missing,
        study,
        health,
        siblings,
        owed,
        excused,
    })
}

/// The open case, with who looks after the child for a time.
async fn case(
    conn: &mut Conn,
    cx: &Cx,
    student: &Student,
) -> Result<(Option<CaseView>, Vec<LookingAfter>), Failure> {
    let case = casework::case::open_of(conn, cx, student).await?;
    let looking_after = match &case {
        Some(case) => casework::companion::looking_after(conn, cx, case.id).await?,
        None => Vec::new(),
    };
    Ok((case, looking_after))
}

/// Whether "no notes yet" would be true for this person: who neither reads nor writes notes is not told that there are none.
fn sees_notes(cx: &Cx, student: &Student) -> bool {
    let facts = student.facts(cx.school());
    let own = access::Facts { author: cx.actor.staff, ..facts };
    [(Action::Read, &facts), (Action::Read, &own), (Action::Create, &facts)]
        .into_iter()
        .any(|(action, facts)| cx.permit(action, Kind::Note, facts).is_ok())
}

fn may(cx: &Cx, student: &Student) -> May {
    let facts = student.facts(cx.school());
    let can = |action, kind| cx.permit(action, kind, &facts).is_ok();
    May {
        note: can(Action::Create, Kind::Note),
        case: can(Action::Create, Kind::Case),
        find: FINDING_KINDS.iter().any(|kind| can(Action::Create, *kind)),
        nominate: can(Action::Create, Kind::Remark) && !can(Action::Create, Kind::Finding),
        card: can(Action::Read, Kind::Identity),
        remark: can(Action::Create, Kind::Remark),
        excuse: can(Action::Create, Kind::Duty),
        export: can(Action::Export, Kind::Identity),
    }
}

/// What the contact card still lacks, and the permits to log; nothing for those who may not see it.
async fn missing(
    conn: &mut Conn,
    cx: &Cx,
    student: &Student,
) -> Result<(Option<Vec<&'static str>>, Vec<Permit>), Failure> {
    let facts = student.facts(cx.school());
    let identity = cx.permit(Action::Read, Kind::Identity, &facts).ok();
    let family = cx.permit(Action::Read, Kind::Family, &facts).ok();
    let health = cx.permit(Action::Read, Kind::Health, &facts).ok();
    let (Some(identity), Some(family)) = (identity, family) else { return Ok((None, Vec::new())) };
    let card =
        guardian::store::card(conn, &cx.app, (&identity, &family), health.as_ref(), cx.today()).await?;
    let missing = card.missing(health.is_some());
    Ok((Some(missing), [Some(identity), Some(family), health].into_iter().flatten().collect()))
}

async fn study(
    conn: &mut Conn,
    cx: &Cx,
    student: &Student,
) -> Result<(Option<String>, Option<String>), Failure> {
    let Ok(permit) = cx.permit(Action::Read, Kind::Marks, &student.facts(cx.school())) else {
        return Ok((None, None));
    };
    let mut own = conn.beside();
    let (series, absences) = try_join(
        noticing::marks::of(conn, &permit, student),
        noticing::absences::of(&mut own, &permit, student),
    )
    .await?;
    let marks = (!series.is_empty()).then(|| noticing::marks::panel(&series, cx)).transpose()?;
    let absences = (!absences.is_empty()).then(|| noticing::absences::panel(&absences, cx)).transpose()?;
    Ok((marks, absences))
}

/// What is owed for the child now, in words: of each person and act the most urgent, one's own first, and with the name
/// of whoever else owes it.
async fn owed(conn: &mut Conn, cx: &Cx, student: &Student) -> Result<Vec<String>, Failure> {
    use duties::clock::{Bearer, Owed, State};
    let mut rows: BTreeMap<(bool, Bearer, Act), Owed> = BTreeMap::new();
    for (owed, act) in duties::owed_of_student(conn, cx, student).await? {
        if matches!(owed.state, State::Due | State::Overdue) {
            let others = cx.actor.staff.map(|staff| Bearer::Staff(staff.bytes())) != Some(owed.bearer);
            let row = rows.entry((others, owed.bearer, act)).or_insert(owed);
            let urgency = |owed: &Owed| (owed.state, owed.due_on);
            if urgency(&owed) < urgency(row) {
                *row = owed;
            }
        }
    }
    let colleague = |(others, bearer, _): &(bool, Bearer, Act)| match bearer {
        Bearer::Staff(id) if *others => Some(StaffId(Uuid::from_bytes(*id))),
        _ => None,
    };
    let ids: Vec<StaffId> = rows.keys().filter_map(colleague).collect();
    let names = people::staff::store::find_names(conn, cx.school(), &ids).await?;
    let mut lines = Vec::new();
    for (key, owed) in rows {
        let who = colleague(&key).and_then(|id| names.iter().find(|name| name.id == id));
        let (.., act) = key;
        let what = cx.t(act.message_key());
        let due = owed.due_on.map(|day| cx.short_day(&day)).unwrap_or_default();
        let args = [("left", Arg::Number(i64::from(owed.left()))), ("due", Arg::Text(&due))];
        let when = cx.tf(owed.message_key(cx.today()), &args);
        lines.push(match who {
            Some(who) => {
                let who = (&who.name).into();
                cx.tf("desk-owed-of", &[("what", what.into()), ("when", (&when).into()), ("who", who)])
            }
            None => cx.tf("desk-owed-line", &[("what", what.into()), ("when", (&when).into())]),
        });
    }
    Ok(lines)
}
