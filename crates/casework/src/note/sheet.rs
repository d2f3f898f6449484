//! The sheet on which a note is written: one phone page.

use access::{Action, Kind, scope};
use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use db::Conn;
use kernel::FollowUpId;
use people::student::{self, Student};
use web::short::{self, Asked};
use web::{Cx, Failure, Fields, Look, Reply, see_with};

use super::fields;
use super::model::{Channel, NewNote, NoteKind};
use super::{actions, alike, forms, sealed, store};
use crate::danger::{self, Danger, Found, Step};
use crate::follow_up;
use crate::words::Choice;
use web::local_path;

/// How many classmates are offered.
const CLASSMATES: i64 = 80;

#[derive(Template)]
#[template(path = "note/sheet.html")]
struct Sheet<'a> {
    cx: &'a Look,
    fields: &'a Fields,
    who: Vec<Choice>,
    hits: Vec<Choice>,
    asked: bool,
    classmates: Vec<Choice>,
    kinds: Vec<Choice>,
    channels: Vec<Choice>,
    short: Vec<Asked>,
    speaks: Vec<Found>,
    steps: Vec<Step>,
    readers: Vec<Choice>,
    kept: Option<String>,
    names: String,
    today: String,
    leave: String,
}

impl Sheet<'_> {
    /// Whether something beyond the three needed fields was typed: then it is not folded away.
    fn opens(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.fields.some(name).is_some() || !self.fields.error(name).is_empty())
    }
}

/// `GET /notes/new?student=…&kind=…&follow_up=…&back=…`
pub async fn new(cx: Cx, Query(asked): Query<Vec<(String, String)>>) -> Reply {
    if scope(&cx.actor, Action::Create, Kind::Note).is_empty() {
        return Err(Failure::NotFound);
    }
    let mut fields = Fields::from(asked);
    if NoteKind::parse(fields.get("kind")).is_none() {
        fields.set("kind", NoteKind::Talk.key());
    }
    fields.set("held_on", cx.today().to_string());
    fields.set("key", cx.uuid().to_string());
    sheet(&cx, &fields, StatusCode::OK).await
}

/// `POST /notes`: records; or looks for further children (`act=find`), asks for the fields of another kind and says what
/// speaks of danger (`act=check`), with the words kept.
pub async fn create(cx: Cx, mut fields: Fields) -> Reply {
    if ["find", "check"].contains(&fields.get("act")) {
        return sheet(&cx, &fields, StatusCode::OK).await;
    }
    let Some(new) = forms::new_note(&mut fields, &cx) else {
        return sheet(&cx, &fields, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    if !readers_can_read(&cx, &new).await? {
        fields.refuse(cx.lang(), "reader", "casework-error-reader-cannot");
        return sheet(&cx, &fields, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let id = actions::record(&cx, &new).await?;
    let note = format!("/notes/{id}");
    // What speaks of danger, or reads like an earlier note, is shown at once.
    let mut conn = cx.app.db.reader().await?;
    let stays = danger::waits(&mut conn, cx.school(), id).await?
        || alike::of_text(&mut conn, &cx, id, &new.content).await?.is_some();
    let next = if stays { note.as_str() } else { local_path(fields.get("back"), &note) };
    see_with(next, "casework-said-note-recorded")
}

/// A named reader who may not read the note itself would be named in vain.
async fn readers_can_read(cx: &Cx, new: &NewNote) -> Result<bool, Failure> {
    let Some(part) = &new.sealed else { return Ok(true) };
    let mut conn = cx.app.db.reader().await?;
    let mut students = Vec::new();
    for id in &new.students {
        students.push(student::find(&mut conn, cx, *id).await?);
    }
    let candidates = sealed::candidates(&mut conn, cx, &students, new.content.kind).await?;
    let known = |id| Some(id) == cx.actor.staff || candidates.iter().any(|reader| reader.id == id);
    Ok(part.readers.iter().all(|id| known(*id)))
}

async fn sheet(cx: &Cx, fields: &Fields, status: StatusCode) -> Reply {
    let mut conn = cx.app.db.reader().await?;
    let mut chosen = Vec::new();
    for id in forms::students(fields) {
        chosen.push(student::find_for(&mut conn, cx, id, (Action::Create, Kind::Note)).await?.0);
    }
    let (kept, permits) = kept(&mut conn, cx, fields).await?;
    let speaks = speaks(&mut conn, cx, fields).await?;
    let dangers: Vec<Danger> = speaks.iter().map(|found| found.danger).collect();
    let kind = NoteKind::parse(fields.get("kind")).unwrap_or(NoteKind::Talk);
    let names: Vec<&str> = chosen.iter().map(|student| student.name.as_str()).collect();
    let template = Sheet {
        cx,
        fields,
        hits: hits(&mut conn, cx, fields, &chosen).await?,
        asked: fields.get("act") == "find",
        classmates: classmates(&mut conn, cx, &chosen).await?,
        kinds: kinds(cx, fields, &chosen),
        channels: channels(cx, kind, fields),
        short: short::asked(cx, fields::ROOM, fields::specs(kind), fields),
        steps: if speaks.is_empty() { Vec::new() } else { danger::steps(&mut conn, cx, &dangers).await? },
        speaks,
        readers: readers(&mut conn, cx, fields, &chosen).await?,
        kept,
        names: language::list(cx.lang(), &names),
        who: chosen.iter().map(|student| choice(cx, student, true)).collect(),
        today: cx.today().to_string(),
        leave: local_path(fields.get("back"), "/").to_owned(),
    };
    cx.log_readings(&permits).await?;
    web::reply::page_with(cx, status, &template)
}

/// What of the words typed so far speaks of danger.
async fn speaks(conn: &mut Conn, cx: &Cx, fields: &Fields) -> Result<Vec<Found>, Failure> {
    if fields.get("act") != "check" {
        return Ok(Vec::new());
    }
    let typed: Vec<&str> = ["text", "own_words", "sealed_text"].iter().map(|name| fields.get(name)).collect();
    let mut found = danger::judge(&*danger::lexicon_of(conn, cx.school()).await?, &typed.join("\n"));
    found.sort_by_key(|one| Danger::ALL.iter().position(|danger| *danger == one.danger));
    Ok(found)
}

/// The ways of a contact; a call, unless something else was chosen. None for other kinds.
fn channels(cx: &Look, kind: NoteKind, fields: &Fields) -> Vec<Choice> {
    if kind != NoteKind::FamilyContact {
        return Vec::new();
    }
    let chosen = fields.some("channel").unwrap_or(Channel::Call.key());
    Channel::choices(cx, chosen)
}

/// The promise that this note keeps.
async fn kept(
    conn: &mut Conn,
    cx: &Cx,
    fields: &Fields,
) -> Result<(Option<String>, Vec<access::Permit>), Failure> {
    let Some(id) = fields.some("follow_up") else { return Ok((None, Vec::new())) };
    let id: FollowUpId = id.parse().map_err(|_| Failure::NotFound)?;
    let (found, permit) = follow_up::find(conn, cx, id).await?;
    Ok((Some(found.text), vec![permit]))
}

/// A child as a choice, the class after the name: two children may bear one name.
fn choice(cx: &Look, student: &Student, chosen: bool) -> Choice {
    let place = student.class_words(cx);
    let label = if place.is_empty() { student.name.clone() } else { format!("{} {place}", student.name) };
    Choice { value: student.id.to_string(), label, chosen }
}

/// The kinds that this person may record for all the children chosen (for any child, while none is chosen).
fn kinds(cx: &Cx, fields: &Fields, chosen: &[Student]) -> Vec<Choice> {
    let may = |kind: &NoteKind| {
        let some = !scope(&cx.actor, Action::Create, kind.record()).is_empty();
        let right = |student: &Student| {
            let facts = student.facts(cx.school());
            access::decide(&cx.actor, Action::Create, kind.record(), &facts).is_some()
        };
        some && chosen.iter().all(right)
    };
    let open: Vec<&str> =
        NoteKind::ALL.iter().filter(|kind| kind.has_a_sheet() && may(kind)).map(|kind| kind.key()).collect();
    let mut choices = NoteKind::choices(cx, fields.get("kind"));
    choices.retain(|choice| open.contains(&choice.value.as_str()));
    choices
}

/// The classmates of the first child (or those of one's own class) for whom one may write.
async fn classmates(conn: &mut Conn, cx: &Cx, chosen: &[Student]) -> Result<Vec<Choice>, Failure> {
    let scope = scope(&cx.actor, Action::Create, Kind::Note);
    let class = chosen.first().and_then(|student| student.class_id);
    let class = class.or_else(|| cx.actor.classes(access::Role::ALL).first().copied());
    let wanted = student::store::Wanted { class, skip: 0, take: CLASSMATES };
    let all = student::store::list(conn, &scope, cx.today(), &wanted).await?;
    let others = all.iter().filter(|student| chosen.iter().all(|one| one.id != student.id));
    Ok(others
        .map(|student| Choice { value: student.id.to_string(), label: student.name.clone(), chosen: false })
        .collect())
}

/// The children found by what was typed, for whom one may write.
async fn hits(conn: &mut Conn, cx: &Cx, fields: &Fields, chosen: &[Student]) -> Result<Vec<Choice>, Failure> {
    let Some(typed) = fields.some("find").filter(|_| fields.get("act") == "find") else {
        return Ok(Vec::new());
    };
    let scope = scope(&cx.actor, Action::Create, Kind::Note);
    let mut found = Vec::new();
    for id in store::search_students(conn, &scope, cx.today(), typed).await? {
        if chosen.iter().all(|one| one.id != id) {
            found.push(choice(cx, &student::find(conn, cx, id).await?, false));
        }
    }
    Ok(found)
}

async fn readers(
    conn: &mut Conn,
    cx: &Cx,
    fields: &Fields,
    chosen: &[Student],
) -> Result<Vec<Choice>, Failure> {
    let me = cx.staff()?;
    let kind = NoteKind::parse(fields.get("kind")).unwrap_or(NoteKind::Talk);
    let may = |student: &Student| {
        let facts = student.facts(cx.school()).by(me).named(true);
        access::decide(&cx.actor, Action::Create, kind.sealed(), &facts).is_some()
    };
    if chosen.is_empty() || !chosen.iter().all(may) {
        return Ok(Vec::new());
    }
    let candidates = sealed::candidates(conn, cx, chosen, kind).await?;
    let role = cx.tx("web-aside", cx.t("web-role-psychologist"));
    let label = |reader: &sealed::Reader| {
        if reader.is_psychologist { format!("{}{role}", reader.name) } else { reader.name.clone() }
    };
    Ok(candidates
        .iter()
        .map(|reader| {
            let value = reader.id.to_string();
            Choice { chosen: fields.chose("reader", &value), label: label(reader), value }
        })
        .collect())
}
