//! A case of a review in sentences: the same on the page and in the minutes.

use language::Arg;
use web::Look;

use super::figures::{Change, Coming, Figures, Progress};
use crate::words::word;

/// So many things to come are named.
const COMING: usize = 4;

/// The lines under one case: a heading's key and its sentences. Lines without anything to say are left out.
#[must_use]
pub fn lines(look: &Look, figures: &Figures) -> Vec<(&'static str, Vec<String>)> {
    let all = [
        ("reviews-done", done(look, figures)),
        ("reviews-moved", moved(look, figures)),
        ("reviews-coming", figures.coming.iter().take(COMING).map(|one| coming(look, one)).collect()),
    ];
    all.into_iter().filter(|(_, sentences)| !sentences.is_empty()).collect()
}

/// The child's words of the month, with their day.
#[must_use]
pub fn said(look: &Look, figures: &Figures) -> Option<String> {
    let said = figures.said.as_ref()?;
    let (text, day) = (said.text.as_str(), look.short_day(&said.on));
    Some(look.tf("reviews-said", &[("text", text.into()), ("day", (&day).into())]))
}

fn done(look: &Look, figures: &Figures) -> Vec<String> {
    let kind = |(kind, n): &(String, i64)| {
        look.tf("reviews-done-kind", &[("kind", word(look, "note", kind).into()), ("n", (*n).into())])
    };
    let kinds: Vec<String> = figures.contacts.iter().map(kind).collect();
    let kinds = if kinds.is_empty() {
        look.t("reviews-done-none").to_owned()
    } else {
        language::list(look.lang(), &kinds)
    };
    let owed = figures.owed.filter(|owed| owed.owed + owed.excused > 0).map(|owed| {
        let args = [("owed", owed.owed.into()), ("kept", owed.kept.into()), ("excused", owed.excused.into())];
        look.tf("reviews-done-owed", &args)
    });
    std::iter::once(kinds).chain(owed).collect()
}

fn moved(look: &Look, figures: &Figures) -> Vec<String> {
    let goals = figures.goals_open + figures.goals_reached_ever > 0;
    let goals = goals.then(|| {
        let args = [("reached", figures.goals_reached_ever.into()), ("open", figures.goals_open.into())];
        look.tf("reviews-moved-goals", &args)
    });
    let absences = figures.absences.filter(|half| half.before + half.now > 0);
    let absences = absences.map(|half| change(look, "reviews-moved-absences", half, days));
    let marks = figures.marks.map(|marks| change(look, "reviews-moved-marks", marks, tenths));
    let class = figures.marks_class.filter(|_| figures.marks.is_some());
    let class = class.map(|marks| change(look, "reviews-moved-class", marks, tenths));
    let read = figures.progress.iter().map(|one| progress(look, one));
    goals.into_iter().chain(read).chain([absences, marks, class].into_iter().flatten()).collect()
}

fn progress(look: &Look, one: &Progress) -> String {
    let said = crate::case::progress::summary(look, one.readings, (&one.course, &one.decision));
    look.tf("reviews-moved-goal", &[("text", Arg::Text(&one.text)), ("said", Arg::Text(&said))])
}

/// A figure before and now in one sentence, each written by `write`.
#[must_use]
pub fn change(look: &Look, key: &str, change: Change, write: fn(i64) -> String) -> String {
    let (before, now) = (write(change.before), write(change.now));
    look.tf(key, &[("before", Arg::Text(&before)), ("now", Arg::Text(&now))])
}

/// Half days as days: `1.5`.
#[must_use]
pub fn days(half_days: i64) -> String {
    format!("{}{}", half_days / 2, if half_days % 2 == 0 { "" } else { ".5" })
}

/// Tenths of a percent as a percentage: `62.1`.
#[must_use]
pub fn tenths(share: i64) -> String {
    format!("{}.{}", share / 10, share % 10)
}

fn coming(look: &Look, one: &Coming) -> String {
    let (day, text) = (look.short_day(&one.on), one.text.as_str());
    look.tf(&format!("reviews-coming-{}", one.what), &[("day", (&day).into()), ("text", text.into())])
}
