//! The term summary of a homeroom teacher (T1): situation, measures with what was really done, effect, shortcomings,
//! next steps. Every statement rests on figures; what is not known is said to be missing; no child is named.

use access::Kind;

use crate::figures::marks::FEW;
use crate::prose::{Draft, Level, Way, Written};
use crate::rules;
use crate::situation;

/// Writes it.
#[must_use]
pub fn write(mut d: Draft<'_>) -> Written {
    d.heading("papers-part-situation");
    if situation::is_about_nobody(&d) {
        situation::nobody(&mut d);
        return d.finish();
    }
    situation::class(&mut d);
    situation::found(&mut d);
    situation::sources(&mut d);
    situation::cases(&mut d);
    situation::parts(&mut d);
    d.heading("papers-part-measures");
    situation::group(&mut d);
    planned(&mut d);
    contacts(&mut d);
    situation::months(&mut d);
    families(&mut d);
    plans(&mut d);
    d.heading("papers-part-effect");
    effect(&mut d);
    told(&mut d);
    d.heading("papers-part-shortcomings");
    let found = shortcomings(&d);
    say_shortcomings(&mut d, &found);
    d.heading("papers-part-next");
    say_next(&mut d, &found);
    d.finish()
}

/// Cases without a name, each to be confirmed before it leaves: what was done and what came of it, in counts.
fn told(d: &mut Draft<'_>) {
    let cases = d.figures.told.clone();
    if cases.is_empty() || d.level() == Level::District {
        return;
    }
    d.heading("papers-part-cases");
    for (place, case) in cases.iter().enumerate() {
        let mut pieces = Vec::new();
        for key in ["talks", "home-visits", "family-contacts", "tutoring"] {
            let key_of = format!("{key}@{}", case.tail);
            if d.n(&key_of) > 0 {
                let n = d.fact(&key_of, "papers-n-times");
                pieces.push(d.say(&format!("papers-say-told-{key}"), &[("n", &n)]));
            }
        }
        let goals = d.fact(&format!("goals@{}", case.tail), "papers-n-goals");
        let reached = d.fact(&format!("goals-reached@{}", case.tail), "papers-n-goals");
        let list = d.list(&pieces);
        let key = if place == 0 { "papers-say-told" } else { "papers-say-told-next" };
        let said = [d.say(key, &[("list", &list), ("goals", &goals), ("reached", &reached)])];
        // Named after the child's id, so that what somebody decided about one child is not taken for another.
        d.paragraph(&format!("told-{}", case.tail.replace(':', "-")), &said);
        d.to_be_confirmed();
    }
}

fn planned(d: &mut Draft<'_>) {
    if d.level() == Level::District {
        let said = kept(d);
        return d.paragraph("rules", &said);
    }
    if d.n("rules") == 0 {
        let gap = d.gap("papers-gap-rules", "/duty-rules");
        let said = [d.say("papers-say-rules-none", &[("gap", &gap)])];
        return d.paragraph("rules", &said);
    }
    let count = d.fact("rules", "papers-n-rules");
    let list = rules::listed(d);
    let mut said = vec![d.say("papers-say-rules", &[("count", &count), ("list", &list)])];
    said.extend(kept(d));
    d.paragraph("rules", &said);
}

/// What was asked for against what was done.
fn kept(d: &mut Draft<'_>) -> Vec<String> {
    if d.n("duty-owed") == 0 || !d.sees(Kind::Duty) {
        return Vec::new();
    }
    let (owed, kept) = (d.fact("duty-owed", "papers-n-times"), d.fact("duty-kept", "papers-n-times"));
    let percent = d.said("duty-kept", Way::Kept);
    let args = [("owed", owed.as_str()), ("kept", kept.as_str()), ("percent", percent.as_str())];
    let mut said = vec![d.say("papers-say-kept", &args)];
    if d.n("duty-excused") > 0 {
        let n = d.fact("duty-excused", "papers-n-times");
        said.push(d.say("papers-say-excused", &[("n", &n)]));
    }
    said
}

fn contacts(d: &mut Draft<'_>) {
    if d.n("notes") == 0 {
        let gap = d.gap("papers-gap-notes", "/cases");
        let said = [d.say("papers-say-notes-none", &[("gap", &gap)])];
        return d.paragraph("contacts", &said);
    }
    let notes = d.fact("notes", "papers-n-notes");
    let mut said = vec![d.say("papers-say-notes", &[("notes", &notes)])];
    let did = ["talks", "tutoring", "care", "observations", "student-reports", "praises", "incidents"];
    let pieces = d.counted(&did, "papers-n-times", |key| format!("papers-say-did-{key}"));
    if !pieces.is_empty() {
        let list = d.list(&pieces);
        said.push(d.say("papers-say-did", &[("list", &list)]));
    }
    // Who was reached by visits alone is known to those who see them.
    if d.n("served") > 0 && d.sees(Kind::HomeVisit) {
        let (served, reached) = (d.fact("served", "papers-n-people"), d.fact("reached", "papers-n-people"));
        let key =
            if d.n("reached") >= d.n("served") { "papers-say-reached-all" } else { "papers-say-reached" };
        said.push(d.say(key, &[("served", &served), ("reached", &reached)]));
    }
    d.paragraph("contacts", &said);
}

fn families(d: &mut Draft<'_>) {
    let mut said = Vec::new();
    said.push(if !d.sees(Kind::HomeVisit) {
        d.say("papers-say-visits-elsewhere", &[])
    } else if d.n("home-visits") > 0 {
        let (visits, visited) =
            (d.fact("home-visits", "papers-n-times"), d.fact("visited", "papers-n-families"));
        d.say("papers-say-visits", &[("visits", &visits), ("visited", &visited)])
    } else {
        d.say("papers-say-visits-none", &[])
    });
    said.push(if d.n("family-contacts") > 0 {
        let n = d.fact("family-contacts", "papers-n-times");
        let mut pieces = Vec::new();
        for channel in ["call", "wechat", "video", "meeting"] {
            let key = format!("contacts-{channel}");
            if d.n(&key) > 0 {
                let n = d.fact(&key, "papers-n-times");
                pieces.push(d.say(&format!("papers-say-by-{channel}"), &[("n", &n)]));
            }
        }
        let list = d.list(&pieces);
        if pieces.is_empty() {
            d.say("papers-say-family-bare", &[("n", &n)])
        } else {
            d.say("papers-say-family", &[("n", &n), ("list", &list)])
        }
    } else {
        d.say("papers-say-family-none", &[])
    });
    d.paragraph("families", &said);
}

fn plans(d: &mut Draft<'_>) {
    let mut said = Vec::new();
    if d.n("open") > 0 {
        let (planned, mentored) = (d.fact("planned", "papers-n-cases"), d.fact("mentored", "papers-n-cases"));
        said.push(d.say("papers-say-planned", &[("planned", &planned), ("mentored", &mentored)]));
    }
    if d.n("mentors") > 0 {
        let mentors = d.fact("mentors", "papers-n-teachers");
        said.push(d.say("papers-say-mentors", &[("mentors", &mentors)]));
    }
    if d.n("promised") > 0 {
        let (promised, kept) =
            (d.fact("promised", "papers-n-items"), d.fact("promises-kept", "papers-n-items"));
        let all = d.n("promises-kept") >= d.n("promised");
        let key = if all { "papers-say-promises-all" } else { "papers-say-promises" };
        said.push(d.say(key, &[("promised", &promised), ("kept", &kept)]));
    }
    d.paragraph("plans", &said);
}

fn effect(d: &mut Draft<'_>) {
    let said = goals(d);
    d.paragraph("goals", &said);
    let said = courses(d);
    d.paragraph("courses", &said);
    if d.sees(Kind::Marks) {
        let said = marks(d);
        d.paragraph("marks", &said);
        let said = absences(d);
        d.paragraph("absences", &said);
    }
    let mut said = Vec::new();
    if d.n("good-news") > 0 {
        let n = d.fact("good-news", "papers-n-letters");
        said.push(d.say("papers-say-good-news", &[("n", &n)]));
    }
    if d.n("closed-reached") > 0 {
        let n = d.fact("closed-reached", "papers-n-all-cases");
        said.push(d.say("papers-say-closed-reached", &[("n", &n)]));
    }
    d.paragraph("good-news", &said);
}

fn goals(d: &mut Draft<'_>) -> Vec<String> {
    if d.n("goals") == 0 {
        let gap = d.gap("papers-gap-goals", "/cases");
        return vec![d.say("papers-say-goals-unset", &[("gap", &gap)])];
    }
    let goals = d.fact("goals", "papers-n-goals");
    let mut said = if d.n("goals-reached") == 0 {
        vec![d.say("papers-say-goals-none", &[("goals", &goals)])]
    } else {
        let reached = d.fact("goals-reached", "papers-n-goals");
        let all = d.n("goals-reached") >= d.n("goals");
        let key = if all { "papers-say-goals-all" } else { "papers-say-goals" };
        vec![d.say(key, &[("goals", &goals), ("reached", &reached)])]
    };
    // Else a reader who takes those reached from all of them does not come to those still open.
    if d.n("goals-ended") > 0 {
        let ended = d.fact("goals-ended", "papers-n-goals");
        said.push(d.say("papers-say-goals-ended", &[("n", &ended)]));
    }
    said
}

/// How the goals go that are read; those about which it is too early to say are said too.
fn courses(d: &mut Draft<'_>) -> Vec<String> {
    if d.n("goals-measured") == 0 {
        return Vec::new();
    }
    let measured = d.fact("goals-measured", "papers-n-goals");
    let courses = ["goals-toward", "goals-level", "goals-away", "goals-early"];
    let pieces = d.counted(&courses, "papers-n-goals", |key| format!("papers-say-{key}"));
    let list = pieces.join(&d.say("papers-say-marks-comma", &[]));
    vec![d.say("papers-say-goals-measured", &[("measured", &measured), ("list", &list)])]
}

fn marks(d: &mut Draft<'_>) -> Vec<String> {
    if d.level() == Level::District {
        return vec![d.say("papers-say-marks-district", &[])];
    }
    let means = d.figures.marks.as_ref().and_then(|marks| {
        let (own, all) = (marks.means("marks-compared")?, marks.means("marks-class")?);
        Some((own.1 - own.0, all.1 - all.0, marks.before.clone(), marks.after.clone()))
    });
    let Some((change, of_all, from, to)) = means else {
        let gap = d.gap("papers-gap-marks", "/imports");
        return vec![d.say("papers-say-marks-none", &[("gap", &gap)])];
    };
    let n = d.fact("marks-compared", "papers-n-people");
    let (was, is) = (d.said("marks-compared", Way::RateBefore), d.said("marks-compared", Way::RateAfter));
    let names = [("from", from.as_str()), ("to", to.as_str()), ("n", n.as_str())];
    let rates = [("was", was.as_str()), ("is", is.as_str())];
    let key = match change {
        1.. => "papers-say-marks-up",
        0 => "papers-say-marks-same",
        _ => "papers-say-marks-down",
    };
    let mut said = vec![d.say(key, &[&names[..], &rates[..]].concat())];
    said.push(each_mark(d));
    // Beside nearly all of them the whole says nothing new, or says what the few others wrote.
    if d.n("marks-class") - d.n("marks-compared") >= FEW {
        let (was, is) = (d.said("marks-class", Way::RateBefore), d.said("marks-class", Way::RateAfter));
        said.push(d.say("papers-say-marks-class", &[("was", &was), ("is", &is)]));
        said.push(d.say(beside_all(change - of_all), &[]));
        if d.n("marks-compared") >= FEW {
            said.push(d.say("papers-say-marks-care", &[]));
        }
    }
    if d.n("marks-compared") < FEW {
        said.push(d.say("papers-say-marks-few", &[]));
    }
    said
}

/// How the change of those with a case stands beside that of all, by how much it is more: a rise that is smaller than
/// everybody's is no success.
const fn beside_all(more: i64) -> &'static str {
    match more {
        1.. => "papers-say-marks-ahead",
        0 => "papers-say-marks-level",
        _ => "papers-say-marks-behind",
    }
}

/// How many rose, fell or stayed.
fn each_mark(d: &mut Draft<'_>) -> String {
    let keys = ["marks-better", "marks-worse", "marks-same"];
    let is_one = keys.iter().filter(|key| d.n(key) > 0).count() == 1;
    let (end, of) = if is_one { ("all", "papers-say-marks-all") } else { ("n", "papers-say-marks-each") };
    let pieces = d.counted(&keys, "papers-n-people", |key| format!("papers-say-{key}-{end}"));
    let list = pieces.join(&d.say("papers-say-marks-comma", &[]));
    d.say(of, &[("list", &list)])
}

fn absences(d: &mut Draft<'_>) -> Vec<String> {
    if d.n("absent-all") == 0 && d.n("absent-all-before") == 0 {
        let gap = d.gap("papers-gap-absences", "/imports");
        return vec![d.say("papers-say-absent-unknown", &[("gap", &gap)])];
    }
    let now = d.said("absent", Way::Days);
    if d.n("absent-all-before") == 0 {
        return vec![d.say("papers-say-absent-alone", &[("now", &now)])];
    }
    let before = d.said("absent-before", Way::Days);
    let key = match d.n("absent").cmp(&d.n("absent-before")) {
        std::cmp::Ordering::Less => "papers-say-absent-less",
        std::cmp::Ordering::Greater => "papers-say-absent-more",
        std::cmp::Ordering::Equal => "papers-say-absent-same",
    };
    vec![d.say(key, &[("now", &now), ("before", &before)])]
}

/// What the records show to be lacking: name of the figure and its counting word.
fn shortcomings(d: &Draft<'_>) -> Vec<(&'static str, &'static str)> {
    let looked = d.n("looked") > 0 && d.sees(Kind::Census);
    let all = [
        ("unlooked", "papers-n-people", looked),
        ("unreached", "papers-n-people", true),
        ("unvisited", "papers-n-families", d.sees(Kind::HomeVisit)),
        ("families-unreached", "papers-n-families", true),
        ("duty-missed", "papers-n-times", d.sees(Kind::Duty)),
        ("unplanned", "papers-n-cases", true),
        ("alone", "papers-n-cases", true),
        ("promises-late", "papers-n-items", true),
        ("goals-late", "papers-n-goals", true),
        ("marks-worse", "papers-n-people", d.sees(Kind::Marks)),
        ("cards-incomplete", "papers-n-people", true),
    ];
    all.into_iter()
        .filter(|(key, _, counts)| *counts && d.n(key) > 0)
        .map(|(key, noun, _)| (key, noun))
        .collect()
}

/// Points in one paragraph each: 一是、二是 …
fn say_points(d: &mut Draft<'_>, of: &str, found: &[(&'static str, &'static str)]) {
    for (place, (key, noun)) in found.iter().enumerate() {
        let nth =
            if found.len() == 1 { String::new() } else { d.say(&format!("papers-nth-{}", place + 1), &[]) };
        let n = d.fact(key, noun);
        let said = d.say(&format!("papers-{of}-{key}"), &[("nth", &nth), ("n", &n)]);
        d.paragraph(&format!("{of}-{key}"), &[said]);
    }
}

fn say_shortcomings(d: &mut Draft<'_>, found: &[(&'static str, &'static str)]) {
    say_points(d, "lack", found);
    let key = match (found.is_empty(), d.n("notes")) {
        (false, _) => "papers-lack-own",
        (true, 0) => "papers-lack-unknown",
        (true, _) => "papers-lack-none",
    };
    let said = [d.say(key, &[])];
    d.paragraph("lack-own", &said);
}

fn say_next(d: &mut Draft<'_>, found: &[(&'static str, &'static str)]) {
    say_points(d, "next", found);
    let mut said = Vec::new();
    if d.n("goals-open") > 0 {
        let n = d.fact("goals-open", "papers-n-goals");
        said.push(d.say("papers-next-goals", &[("n", &n)]));
    }
    said.push(d.say("papers-next-keep", &[]));
    d.paragraph("next-keep", &said);
}
