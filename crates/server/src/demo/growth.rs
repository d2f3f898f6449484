//! Small wins, good news, things that happened, health, and two sentences that needed to be looked at: what makes a term
//! more than talks (D1, D5, F3, F6).

use access::Kind;
use db::args;
use kernel::{DangerId, Day, HealthId, clock::days_after};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::calendar::at;
use super::cases::Case;
use super::child::Child;
use super::maker::{Change, Maker};
use super::note::{self, Draft, Fate, Written};
use super::staff::School;
use super::texts::{say, section};

/// Children of the busy class whose diary is filled, beside those with a case.
const DIARIES: usize = 12;

/// Writes all of it.
pub fn make(maker: &mut Maker<'_>, school: &School, children: &[Child], cases: &[Case]) {
    for case in cases.iter().filter(|case| !case.missed) {
        let Some(child) = children.get(case.child) else { continue };
        of_case(maker, case, child);
    }
    for (place, class) in school.classes.iter().enumerate() {
        let many = if (class.grade, class.number) == super::cases::BUSY { DIARIES } else { 2 };
        for child in children.iter().filter(|child| child.class == place).take(many) {
            short(maker, (child, class.homeroom), "praise", &["merit:growth", "small_win"]);
            health(maker, child, class.homeroom);
        }
    }
    let mut busy =
        cases.iter().filter(|case| case.busy).filter_map(|case| Some((case, children.get(case.child)?)));
    if let Some((case, child)) = busy.next() {
        spoke(maker, school, (case, child), None);
    }
    if let Some((case, child)) = busy.next() {
        spoke(maker, school, (case, child), Some("danger-answer"));
    }
}

fn of_case(maker: &mut Maker<'_>, case: &Case, child: &Child) {
    let who = (child, case.responsible);
    let forms: [(&'static str, i64, &[&'static str]); 7] = [
        ("praise", 700, &["merit:character", "small_win"]),
        ("good_news", 300, &["merit:growth", "told:family"]),
        ("care", 250, &["gift", "occasion:heart", "given:child"]),
        ("home_visit", 200, &["met:both", "home", "agreed"]),
        ("tutoring", 250, &["lesson", "effect"]),
        ("student_report", 250, &["glad", "hard", "wish"]),
        ("incident", 60, &["happened_at:10:20", "told_at:10:35", "told_whom"]),
    ];
    for (kind, permille, fields) in forms {
        if maker.dice.chance(permille) {
            short(maker, who, kind, fields);
        }
    }
    if maker.dice.chance(60) {
        // Somebody walked all the way and met nobody: worth a note, never a contact.
        let text = "去家里没有人，邻居说都下地了，留了张纸条，约好下周再来。".to_owned();
        with_fields(maker, who, ("home_visit", text), &[("met", "nobody".to_owned())]);
    }
}

/// The section of a field's words.
fn words_of(field: &str) -> &str {
    match field {
        "gift" => "care-gift",
        "small_win" => "small-win",
        "told_whom" => "relative",
        other => other,
    }
}

/// A note with its short fields: `name` is drawn from the words, `name:value` is said.
fn short(maker: &mut Maker<'_>, who: (&Child, kernel::StaffId), kind: &'static str, fields: &[&'static str]) {
    let filled: Vec<(&'static str, String)> = fields
        .iter()
        .map(|field| match field.split_once(':') {
            Some((name, value)) => (name, value.to_owned()),
            None => (*field, say(&maker.dice, words_of(field), who.0)),
        })
        .collect();
    let text = say(&maker.dice, kind, who.0);
    with_fields(maker, who, (kind, text), &filled);
}

fn with_fields(
    maker: &mut Maker<'_>,
    (child, by): (&Child, kernel::StaffId),
    (kind, text): (&'static str, String),
    fields: &[(&'static str, String)],
) {
    let on = maker.term.school_day(maker.dice.between(5, 70));
    let channel = None;
    let draft = Draft {
        kind,
        channel,
        on,
        minutes: None,
        text,
        own_words: None,
        by,
        children: &[child],
        fate: Fate::Stands,
    };
    note::write_with(maker, &draft, fields);
}

/// Two examinations for everybody looked at, an allergy, a diet or an illness for some.
fn health(maker: &mut Maker<'_>, child: &Child, by: kernel::StaffId) {
    let grown = 108 + 6 * child.grade + maker.dice.around(6);
    let heavy = 17 + 3 * child.grade + maker.dice.around(3);
    let starts = maker.term.starts;
    for (year, on) in [(1, days_after(starts, -355)), (0, days_after(starts, 10))] {
        let finding = say(&maker.dice, "finding-exam", child);
        let sight = |dice: &super::dice::Dice| format!("4.{}", dice.between(6, 9));
        let (left, right) = (sight(&maker.dice), sight(&maker.dice));
        let height = (grown - 6 * year).to_string();
        let weight = (heavy - 3 * year).to_string();
        let fields = json!({
            "height": height, "weight": weight, "vision_left": left, "vision_right": right, "finding": finding
        });
        keep(maker, (child, by), ("exam", on), &fields);
    }
    for (kind, first, second) in [("allergy", "allergen", "reaction"), ("diet", "avoids", "reason")] {
        let Some((what, why)) = maker.dice.word(section(kind)).split_once('|') else { continue };
        if maker.dice.chance(180) {
            keep(maker, (child, by), (kind, starts), &json!({ first: what, second: why }));
        }
    }
    if maker.dice.chance(150) {
        let on = maker.term.school_day(maker.dice.between(5, 65));
        let fields = json!({
            "symptom": say(&maker.dice, "illness", child), "found_at": "10:10", "hospital_at": "10:45",
            "hospital": say(&maker.dice, "hospital", child), "told_at": "10:20", "told_whom": "妈妈"
        });
        keep(maker, (child, by), ("illness", on), &fields);
    }
}

fn keep(
    maker: &mut Maker<'_>,
    (child, by): (&Child, kernel::StaffId),
    (kind, on): (&'static str, Day),
    fields: &Value,
) {
    let when = at(on, 12, 40);
    let id = HealthId(maker.dice.uuid(when));
    let cell = maker.sealer("health", id.0, Kind::Health).cell("fields_cell", &fields.to_string());
    maker.book.health.add(args![maker.school, id, child.id, kind, on, cell, when, by]);
}

/// A sentence that was pointed out, yesterday; answered by the psychologist or still waiting.
fn spoke(
    maker: &mut Maker<'_>,
    school: &School,
    (case, child): (&Case, &Child),
    answer: Option<&'static str>,
) {
    let kind = if answer.is_some() { "danger-answered" } else { "danger" };
    let text = say(&maker.dice, kind, child);
    let days = if answer.is_some() { 24 } else { 1 };
    let on = days_after(maker.term.today, -days);
    let draft = Draft {
        kind: "talk",
        channel: None,
        on,
        minutes: Some(20),
        text: text.clone(),
        own_words: None,
        by: case.responsible,
        children: &[child],
        fate: Fate::Stands,
    };
    let note = note::write(maker, &draft);
    let found = casework::danger::judge(&casework::danger::lexicon::Lexicon::with(&[]), &text);
    let id = pointed(maker, (child, &text), note, &serde_json::to_string(&found).unwrap_or_default());
    let (Some(words), Some(by)) = (answer, school.psychologists.first().copied()) else { return };
    let (when, words) = (note.at.plus(50 * 60_000), say(&maker.dice, words, child));
    let answer_id: Uuid = maker.dice.uuid(when);
    let cell = maker.sealer("danger_answer", answer_id, Kind::Note).cell("text_cell", &words);
    maker.book.danger_answer.add(args![maker.school, answer_id, id, "seen", cell, when, by]);
}

fn pointed(maker: &mut Maker<'_>, (child, text): (&Child, &str), note: Written, found: &str) -> DangerId {
    let id = DangerId(maker.dice.uuid(note.at));
    let cell = maker.sealer("danger", id.0, Kind::Note).cell("found_cell", found);
    maker.book.danger.add(args![maker.school, id, note.id, "note", cell, note.at, note.by]);
    let student = Some(child.id);
    maker.event(&Change {
        name: "danger.pointed",
        kind: Kind::Note,
        at: note.at,
        by: note.by,
        subject: id.0,
        student,
        after: text,
    });
    id
}

/// The cell of short fields.
pub fn json_of(fields: &[(&'static str, String)]) -> Option<String> {
    let map: Map<String, Value> =
        fields.iter().map(|(name, text)| ((*name).to_owned(), text.as_str().into())).collect();
    (!map.is_empty()).then(|| Value::Object(map).to_string())
}
