//! The census of the term: who was looked at, what was found, in whose words.

use db::args;
use kernel::{CensusId, Day, FindingId, RemarkId, StaffId, TermId, clock::days_after};
use uuid::Uuid;

use super::calendar::at;
use super::cells::finding_kind;
use super::child::{Child, noon};
use super::maker::{Change, Maker};
use super::staff::School;
use super::texts::{say, section};
use access::Kind;

/// The classes whose census is not yet complete: grade and number.
const UNFINISHED: [(i64, i64); 2] = [(3, 2), (8, 1)];

const SOURCES: &[&str] = &[
    "observation",
    "individual_talk",
    "subject_teacher",
    "home_visit",
    "family_contact",
    "questionnaire",
    "peers",
    "last_file",
];

/// Makes the census with looks, findings, both definitions of left-behind, and remarks.
pub fn census(maker: &mut Maker<'_>, school: &School, children: &mut [Child]) {
    let census = open(maker, school, school.term);
    for child in children.iter_mut() {
        let Some(class) = school.classes.get(child.class) else { continue };
        let unfinished = UNFINISHED.contains(&(class.grade, class.number));
        if unfinished && !child.supported && maker.dice.chance(450) {
            continue;
        }
        let on = maker.term.school_day(maker.dice.between(3, 24));
        look(maker, census, (child, class.homeroom), on);
        left_behind(maker, child, (class.homeroom, on));
        for category in categories(maker, child) {
            let found = find(maker, child, category, (census, class.homeroom, on));
            child.found.push((category, found));
        }
        if !child.found.is_empty() {
            remarks(maker, child, (class.homeroom, on));
        }
    }
}

fn open(maker: &mut Maker<'_>, school: &School, term: TermId) -> CensusId {
    let opened = maker.term.school_day(2);
    let id = CensusId(maker.dice.uuid(at(opened, 9, 0)));
    let by = school.moral.first().copied();
    let due = days_after(maker.term.starts, 28);
    maker.book.census.add(args![maker.school, id, term, opened, due, by]);
    id
}

fn look(maker: &mut Maker<'_>, census: CensusId, (child, by): (&Child, StaffId), on: Day) {
    let when = at(on, 16, maker.dice.between(0, 59));
    maker.book.census_look.add(args![maker.school, census, child.id, on, when, by]);
}

fn left_behind(maker: &mut Maker<'_>, child: &Child, (by, on): (StaffId, Day)) {
    let when = noon(on);
    let id: Uuid = maker.dice.uuid(when);
    let since = child.home.left_behind().then_some(child.since);
    maker.book.left_behind.add(args![
        maker.school,
        id,
        child.id,
        child.roll,
        child.home.civil,
        since,
        on,
        when,
        by
    ]);
}

/// What is found for a child: what follows from the home, and what chance adds.
fn categories(maker: &Maker<'_>, child: &Child) -> Vec<&'static str> {
    let dice = &maker.dice;
    let mut found = Vec::new();
    if child.home.left_behind() {
        found.push("left_behind");
    }
    found.extend(child.home.category);
    let strained = !found.is_empty();
    let more = |permille: i64| dice.chance(if strained { permille * 2 } else { permille });
    let by_chance = [
        ("poor", 40),
        ("learning", 38),
        ("psychological", 11),
        ("behaviour", 16),
        ("disabled", 4),
        ("epidemic", 2),
        ("other", 4),
    ];
    found.extend(by_chance.iter().filter(|(_, permille)| more(*permille)).map(|(category, _)| *category));
    if child.health.is_some() {
        found.push("illness");
    }
    found
}

fn need(category: &str) -> &'static [&'static str] {
    match category {
        "poor" | "epidemic" => &["money"],
        "learning" => &["study"],
        "psychological" => &["psychology"],
        "behaviour" => &["psychology", "study"],
        "disabled" | "illness" => &["health"],
        "unattended" | "orphan" => &["life", "safety"],
        _ => &["life", "psychology", "study", "safety"],
    }
}

fn find(
    maker: &mut Maker<'_>,
    child: &Child,
    category: &'static str,
    (census, by, on): (CensusId, StaffId, Day),
) -> FindingId {
    let when = at(on, 16, maker.dice.between(0, 59));
    let id = FindingId(maker.dice.uuid(when));
    let kind = finding_kind(category);
    let text = say(&maker.dice, &format!("evidence-{category}"), child);
    let evidence = maker.sealer("finding", id.0, kind).cell("evidence_cell", &text);
    let since =
        if category == "left_behind" { child.since } else { days_after(on, -maker.dice.between(5, 400)) };
    let (source, need) = (maker.dice.word(SOURCES), maker.dice.word(need(category)));
    let priority = match category {
        "psychological" | "orphan" | "unattended" => 1,
        _ => maker.dice.between(2, 3),
    };
    // Habits change quickly: such a label is looked at again sooner, and some was forgotten.
    let soon = match (category, priority) {
        ("behaviour", 3) => 40,
        ("learning", 3) => 72,
        _ => 90,
    };
    let review = days_after(on, soon);
    maker.book.finding.add(args![
        maker.school,
        id,
        child.id,
        category,
        since,
        source,
        need,
        priority,
        review,
        evidence,
        on,
        when,
        by,
        census
    ]);
    let change = Change {
        name: "finding.recorded",
        kind,
        at: when,
        by,
        subject: id.0,
        student: Some(child.id),
        after: &text,
    };
    maker.event(&change);
    id
}

fn remarks(maker: &mut Maker<'_>, child: &Child, by_on: (StaffId, Day)) {
    if maker.dice.chance(820) {
        remark(maker, child, ("strength", None, "strength"), by_on);
    }
    if maker.dice.chance(600) {
        remark(maker, child, ("own_words", None, "own_words"), by_on);
    }
    if maker.dice.chance(700) {
        let topic = if child.away.is_some() && maker.dice.chance(600) {
            "family"
        } else {
            maker.dice.word(&["family", "school", "social", "non_intellectual"])
        };
        remark(maker, child, ("cause", Some(topic), &format!("cause-{topic}")), by_on);
    }
    if maker.dice.chance(120) {
        remark(maker, child, ("personality", None, "personality"), by_on);
    }
    if maker.dice.chance(60) {
        let source = maker.dice.word(SOURCES);
        remark(maker, child, ("nomination", Some(source), "nomination"), by_on);
    }
}

fn remark(
    maker: &mut Maker<'_>,
    child: &Child,
    (kind, topic, texts): (&str, Option<&str>, &str),
    (by, on): (StaffId, Day),
) {
    debug_assert!(!section(texts).is_empty(), "{texts}");
    let when = at(on, 17, maker.dice.between(0, 59));
    let id = RemarkId(maker.dice.uuid(when));
    let text = say(&maker.dice, texts, child);
    let cell = maker.sealer("remark", id.0, Kind::Remark).cell("text_cell", &text);
    maker.book.remark.add(args![maker.school, id, child.id, kind, topic, cell, on, when, by]);
}
