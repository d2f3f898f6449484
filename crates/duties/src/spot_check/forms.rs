//! A check and a look as typed.

use kernel::clock::days_after;
use kernel::{Day, SpotCheckId};
use web::{Cx, Fields};

use super::actions::{Again, Look, NewCheck};
use super::{MOST, Mark, QUESTIONS, Strata};
use crate::parts::Choice;

/// The longest name of a check, seed, and where the seed comes from, in characters.
const LINE: usize = 100;

/// The longest second request, in characters: one sentence.
const SHORT: usize = 300;

/// The longest text, in characters.
const TEXT: usize = 1_000;

/// A fresh form: a dozen cases by grade, corrections within two weeks.
pub fn fill(cx: &Cx) -> Fields {
    let mut form = Fields::default();
    let due = days_after(cx.today(), 14);
    form.set("key", cx.uuid().to_string());
    form.set("name", cx.tx("duties-spot-name-usual", cx.day(&cx.today())));
    form.set("strata", Strata::Grade.code());
    form.set("size", "12");
    form.set("due_on", due.to_string());
    form
}

/// The check, or `None` with the reasons on the fields.
pub fn check(cx: &Cx, form: &mut Fields) -> Option<NewCheck> {
    let lang = cx.lang();
    let key: Option<SpotCheckId> = form.parse(lang, "key");
    let (name, seed_from) = (form.required(lang, "name"), form.required(lang, "seed_from"));
    form.at_most(lang, "name", LINE);
    form.at_most(lang, "seed_from", LINE);
    let strata = Strata::from_code(form.get("strata"));
    if strata.is_none() {
        form.refuse(lang, "strata", "web-error-required");
    }
    let size: Option<usize> = form.parse(lang, "size");
    if !size.is_some_and(|size| (1..=MOST).contains(&size)) {
        form.refuse(lang, "size", "duties-spot-size-wrong");
    }
    let due_on = due(cx, form);
    let new = NewCheck { key: key?, name, strata: strata?, size: size?, seed_from, due_on: due_on? };
    form.is_right().then_some(new)
}

/// The day by which something is asked: it must be there, and not be over.
fn due(cx: &Cx, form: &mut Fields) -> Option<Day> {
    let lang = cx.lang();
    form.required(lang, "due_on");
    let due = form.day(lang, "due_on");
    if due.is_some_and(|due| due < cx.today()) {
        form.refuse(lang, "due_on", "duties-spot-due-past");
    }
    due
}

/// The day that a form proposes: the one agreed before while there is still time, else a week from today.
pub fn proposed_due(cx: &Cx, agreed: Option<Day>) -> Day {
    agreed.filter(|day| *day > cx.today()).unwrap_or_else(|| days_after(cx.today(), 7))
}

/// The seed, its blanks at the ends gone; `None` with the reason on the field.
pub fn seed(cx: &Cx, form: &mut Fields) -> Option<String> {
    let seed = form.required(cx.lang(), "seed");
    form.at_most(cx.lang(), "seed", LINE);
    form.is_right().then_some(seed)
}

/// A look, or `None` with the reasons on the fields.
pub fn look(cx: &Cx, form: &mut Fields) -> Option<Look> {
    let lang = cx.lang();
    let marks = QUESTIONS.map(|question| Mark::from_code(form.get(question)));
    for (question, mark) in QUESTIONS.iter().zip(marks) {
        if mark.is_none() {
            form.refuse(lang, question, "web-error-required");
        }
    }
    let asks = form.chose("asks", "1");
    form.at_most(lang, "words", TEXT);
    let words = if asks { form.required(lang, "words") } else { form.get("words").to_owned() };
    // Where nothing is asked, nothing is due, whatever the field holds.
    let due_on = if asks { due(cx, form) } else { Some(cx.today()) };
    let [facts, own_words, follow_up, plan_fits] = marks;
    let marks = [facts?, own_words?, follow_up?, plan_fits?].map(Mark::code);
    let due_on = due_on?;
    form.is_right().then_some(Look { marks, words, asks, due_on })
}

/// The answer, or `None` with the reason on the field.
pub fn answer(cx: &Cx, form: &mut Fields) -> Option<String> {
    let text = form.required(cx.lang(), "answer");
    form.at_most(cx.lang(), "answer", TEXT);
    form.is_right().then_some(text)
}

/// A second request, or `None` with the reasons on the fields.
pub fn again(cx: &Cx, form: &mut Fields) -> Option<Again> {
    form.at_most(cx.lang(), "again_words", SHORT);
    let (due_on, words) = (due(cx, form), form.get("again_words").to_owned());
    let again = Again { due_on: due_on?, words };
    form.is_right().then_some(again)
}

/// The chips of the strata.
pub fn strata(cx: &Cx, form: &Fields) -> Vec<Choice> {
    let choice = |strata: &Strata| Choice {
        value: strata.code().to_owned(),
        label: cx.t(strata.message_key()).to_owned(),
        chosen: form.chose("strata", strata.code()),
    };
    Strata::ALL.iter().map(choice).collect()
}

/// A question with its chips.
pub struct Question {
    /// The name of the field.
    pub name: &'static str,
    /// What is asked.
    pub words: &'static str,
    /// What to look for.
    pub hint: &'static str,
    /// The answers.
    pub marks: Vec<Choice>,
    /// Why the answer came back.
    pub error: String,
}

/// The four questions, with what was chosen.
pub fn questions(cx: &Cx, form: &Fields) -> Vec<Question> {
    let question = |name: &'static str| {
        let choice = |mark: &Mark| Choice {
            value: mark.code().to_owned(),
            label: cx.t(mark.message_key()).to_owned(),
            chosen: form.chose(name, mark.code()),
        };
        let key = super::question_key(name);
        let hint = cx.t(format!("{key}-hint"));
        let (words, marks) = (cx.t(&key), Mark::ALL.iter().map(choice).collect());
        Question { name, words, hint, marks, error: form.error(name).to_owned() }
    };
    QUESTIONS.map(question).into_iter().collect()
}
