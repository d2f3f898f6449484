//! What stands in a diary, gathered from the rooms within the reader's rights.

use access::{Action, Kind, Permit};
use casework::note::{NoteKind, NoteLine, timeline};
use db::Conn;
use kernel::{AttachmentId, Day};
use noticing::marks::{Point, Series, points};
use noticing::word::RemarkKind;
use people::student::Student;
use web::{Cx, Failure};

/// Notes looked through.
const NOTES: i64 = 2_000;
/// A step in marks worth a line: so many hundredths of full marks.
const STEP: i64 = 500;

/// One entry.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What it is chosen by.
    pub id: String,
    /// Its day.
    pub on: Day,
    /// Its sign.
    pub icon: &'static str,
    /// What it is, in words.
    pub title: String,
    /// What it says.
    pub text: String,
    /// In the child's own words.
    pub own: bool,
    /// Who wrote it; may be empty.
    pub by: String,
    /// Whether it goes home unless taken out: what a child said in confidence does not.
    pub usual: bool,
    /// Whether this person may take it out of the house.
    pub may_leave: bool,
    /// Its photos.
    pub pictures: Vec<AttachmentId>,
}

/// The entries of a child, oldest first, and the permits to be logged.
///
/// # Errors
/// Those of the database and of damaged cells.
pub async fn of(conn: &mut Conn, cx: &Cx, student: &Student) -> Result<(Vec<Entry>, Vec<Permit>), Failure> {
    let notes = timeline(conn, cx, student, NOTES).await?;
    let mut permits = notes.permits;
    let mut entries: Vec<Entry> = Vec::new();
    for line in notes.lines.iter().filter(|line| line.withdrawn.is_none()) {
        let mut of_line = of_note(cx, student, line);
        if let Some(first) = of_line.iter_mut().find(|entry| !entry.own) {
            let kept = casework::attachment::of_note(conn, cx, line.id).await?;
            first.pictures = kept.into_iter().filter(|one| one.kind == "picture").map(|one| one.id).collect();
        }
        entries.extend(of_line);
    }
    let (remarks, seen) = noticing::remark::of(conn, cx, student).await?;
    permits.extend(seen);
    for one in remarks.iter().filter(|one| matches!(one.kind, RemarkKind::Strength | RemarkKind::OwnWords)) {
        let own = one.kind == RemarkKind::OwnWords;
        let facts = student.facts(cx.school()).by(one.noted_by);
        entries.push(Entry {
            id: format!("remark-{}", one.id),
            on: one.noted_on,
            icon: "sprout",
            title: one.kind.word(cx).to_owned(),
            text: one.text.clone(),
            own,
            by: String::new(),
            usual: !own,
            may_leave: cx.permit(Action::Export, Kind::Remark, &facts).is_ok(),
            pictures: Vec::new(),
        });
    }
    if let Ok(permit) = cx.permit(Action::Read, Kind::Marks, &student.facts(cx.school())) {
        let may_leave = cx.permit(Action::Export, Kind::Marks, &student.facts(cx.school())).is_ok();
        let series = noticing::marks::of(conn, &permit, student).await?;
        entries.extend(series.iter().flat_map(|one| steps(cx, one, may_leave)));
    }
    entries.sort_by(|a, b| (a.on, &a.id).cmp(&(b.on, &b.id)));
    Ok((entries, permits))
}

fn of_note(cx: &Cx, student: &Student, line: &NoteLine) -> Vec<Entry> {
    let facts = student.facts(cx.school()).by(line.author_id);
    let entry = |part: &str, title: String, text: &str, own: bool| Entry {
        id: format!("{part}-{}", line.id),
        on: line.held_on,
        icon: if own { "talk" } else { line.kind.icon() },
        title,
        text: text.to_owned(),
        own,
        by: line.author.clone(),
        usual: !own && line.group == 1,
        may_leave: cx.permit(Action::Export, line.kind.record(), &facts).is_ok(),
        pictures: Vec::new(),
    };
    let mut entries = Vec::new();
    let own_title = || cx.t("papers-diary-own-words").to_owned();
    if matches!(line.kind, NoteKind::Praise | NoteKind::GoodNews | NoteKind::Care) {
        let mut text = line.text.clone().unwrap_or_default();
        if let Some(win) = line.extra.get("small_win") {
            text = format!("{text}\n{}", cx.tx("papers-letter-small-win", win));
        }
        entries.push(entry("note", line.kind.word(cx).to_owned(), &text, false));
    }
    entries.extend(
        line.extra
            .get("strength")
            .map(|text| entry("seen", cx.t("casework-field-strength").to_owned(), text, false)),
    );
    entries.extend(line.own_words.as_deref().map(|text| entry("own", own_title(), text, true)));
    entries.extend(line.extra.get("glad").map(|text| entry("glad", own_title(), text, true)));
    entries
}

/// Where the child did visibly better than the time before, by its own measure alone.
fn forward(points: &[Point]) -> impl Iterator<Item = (&Point, &Point)> {
    let known: Vec<&Point> = points.iter().filter(|point| point.score.is_some()).collect();
    let part = |point: &Point| point.score.unwrap_or(0).saturating_mul(10_000) / point.full.max(1);
    let pairs: Vec<(&Point, &Point)> = known.iter().copied().zip(known.iter().copied().skip(1)).collect();
    pairs.into_iter().filter(move |(before, now)| now.full == before.full && part(now) - part(before) >= STEP)
}

fn steps(cx: &Cx, series: &Series, may_leave: bool) -> Vec<Entry> {
    let told = |point: &Point| points(point.score.unwrap_or(0));
    forward(&series.points)
        .map(|(before, now)| Entry {
            id: format!("mark-{}-{}", now.held_on, series.subject),
            on: now.held_on,
            icon: "book",
            title: now.exam.clone(),
            text: cx.tf(
                "papers-diary-step",
                &[
                    ("subject", series.subject.as_str().into()),
                    ("before", told(before).as_str().into()),
                    ("now", told(now).as_str().into()),
                ],
            ),
            own: false,
            by: String::new(),
            usual: true,
            may_leave,
            pictures: Vec::new(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use super::*;
    use jiff::civil::date;

    // F6
    #[test]
    fn only_a_step_forward_is_worth_a_line() {
        assert_eq!(STEP, 500);
        let point = |month: i8, score: Option<i64>| Point {
            exam: format!("{month} 月"),
            held_on: date(2026, month, 5),
            score,
            full: 10_000,
            average: None,
            median: None,
        };
        let scores = [Some(7_000), Some(7_400), Some(8_000), None, Some(7_900), Some(8_500)];
        let points: Vec<Point> =
            scores.iter().zip(1_i8..).map(|(score, month)| point(month, *score)).collect();
        let steps: Vec<Day> = forward(&points).map(|(_, now)| now.held_on).collect();
        assert_eq!(steps, [date(2026, 3, 5), date(2026, 6, 5)]);
    }
}
