//! The drop-out entry of a child: since when, why, who asked it back and what came of it, and how it ended.

use access::{Action, Kind, Permit};
use casework::dropout::{self, Dropout, Visit};
use db::Conn;
use kernel::Day;
use web::{Cx, Failure};

use super::{Value, Values, put};
use crate::reader::Reader;

/// The fields of the newest entry; nothing when there is none.
pub async fn read(conn: &mut Conn, reader: &mut Reader<'_>, values: &mut Values) -> Result<(), Failure> {
    if reader.may(Kind::Case).is_none() {
        return Ok(());
    }
    let entries = dropout::of_student(conn, reader.cx, &reader.student).await?;
    let Some(entry) = entries.first() else { return Ok(()) };
    let permits = entry_into(conn, reader.cx, entry, values).await?;
    reader.used.extend(permits);
    Ok(())
}

/// The fields of this entry, for who may take it out; the permits of the notes in it.
pub async fn entry_into(
    conn: &mut Conn,
    cx: &Cx,
    entry: &Dropout,
    values: &mut Values,
) -> Result<Vec<Permit>, Failure> {
    let known = &entry.known;
    values.insert("left-on", Value::Day(known.left_on));
    let why = [Some(known.reason.word(cx)), known.words.as_deref()];
    put(
        values,
        "left-reason",
        Some(why.into_iter().flatten().collect::<Vec<_>>().join(cx.t("papers-comma"))),
    );
    put(values, "whereabouts", known.whereabouts.clone());
    put(values, "dropout-stage", Some(entry.stage().word(cx).to_owned()));
    values.insert("reported-on", Value::Day(entry.begun_at.day().last_of_month()));
    if let Some((ended, at)) = &entry.ended {
        if ended.how == dropout::Ending::Returned {
            values.insert("back-on", Value::Day(ended.on));
        }
        put(values, "placement", ended.placement.map(|placement| placement.word(cx).to_owned()));
        values.insert("struck-on", Value::Day(at.day()));
        let ground = [ended.how.word(cx), ended.ground.as_str()];
        put(values, "struck-ground", Some(ground.join(cx.t("papers-comma"))));
    }
    let (visits, permits) = takeable(conn, cx, entry).await?;
    values.insert("persuasion-times", Value::Number(i64::try_from(visits.len()).unwrap_or(i64::MAX)));
    let told: Vec<String> = visits.iter().map(|visit| line(cx, visit)).collect();
    put(values, "persuasion", Some(told.join("\n")));
    Ok(permits)
}

/// The visits, calls and talks of an entry that may leave in a file.
pub async fn takeable(
    conn: &mut Conn,
    cx: &Cx,
    entry: &Dropout,
) -> Result<(Vec<Visit>, Vec<Permit>), Failure> {
    let facts = entry.student.facts(cx.school());
    let (mut visits, mut permits) = (Vec::new(), Vec::new());
    for visit in dropout::visits(conn, cx, entry).await? {
        let facts = facts.by(visit.line.author_id);
        if let Some(permit) = access::permit(&cx.actor, Action::Export, visit.line.kind.record(), &facts) {
            permits.push(permit);
            visits.push(visit);
        }
    }
    Ok((visits, permits))
}

/// How many of them fall into these days.
pub fn count(visits: &[Visit], (from, until): (Day, Day)) -> usize {
    visits.iter().filter(|visit| visit.line.held_on >= from && visit.line.held_on <= until).count()
}

/// When, who, how, and what came of it.
pub fn line(cx: &Cx, visit: &Visit) -> String {
    let args = [
        ("day", cx.short_day(&visit.line.held_on)),
        ("who", visit.who(cx.t("papers-comma"))),
        ("way", visit.line.title(cx)),
        ("result", visit.result(cx)),
    ];
    let args = args.each_ref().map(|(name, text)| (*name, text.as_str().into()));
    cx.tf("papers-persuasion-line", &args)
}
