//! 基本情况: what plan and summary both begin with.

use access::Kind;
use documents::model::{Align, Cell, Column, Table};

use crate::prose::{Draft, Level};

/// Whether a paper of one category has neither a child nor a record to tell of.
#[must_use]
pub fn is_about_nobody(d: &Draft<'_>) -> bool {
    d.category().is_some() && ["students", "notes", "served"].iter().all(|key| d.n(key) == 0)
}

/// One sentence for a paper of a category in which there is nobody.
pub fn nobody(d: &mut Draft<'_>) {
    let (all, category) = (d.fact("roster", "papers-n-people"), d.category().unwrap_or_default().to_owned());
    let said = [d.say("papers-say-nobody-of", &[("all", &all), ("category", &category)])];
    d.paragraph("class", &said);
}

/// Students, boys and girls; how far the census went; as of when.
pub fn class(d: &mut Draft<'_>) {
    let (students, boys, girls) = (
        d.fact("students", "papers-n-people"),
        d.fact("boys", "papers-n-boys"),
        d.fact("girls", "papers-n-girls"),
    );
    let numbers = [("students", students.as_str()), ("boys", &boys), ("girls", &girls)];
    let mut said = vec![match d.category().map(str::to_owned) {
        Some(category) => {
            let all = d.fact("roster", "papers-n-people");
            let of = [("category", category.as_str()), ("all", &all)];
            d.say("papers-say-class-of", &[&numbers[..], &of[..]].concat())
        }
        None => d.say("papers-say-class", &numbers),
    }];
    said.extend(d.sees(Kind::Census).then(|| looked(d)));
    said.push(d.say("papers-say-until", &[("day", d.signed_on())]));
    d.paragraph("class", &said);
}

/// How far the census went.
fn looked(d: &mut Draft<'_>) -> String {
    let (looked, unlooked) = (d.n("looked"), d.n("unlooked"));
    if looked == 0 {
        let gap = d.gap("papers-gap-census", "/census");
        d.say("papers-say-looked-none", &[("gap", &gap)])
    } else if unlooked == 0 {
        let looked = d.fact("looked", "papers-n-people");
        d.say("papers-say-looked-all", &[("looked", &looked)])
    } else {
        let (looked, left) = (d.fact("looked", "papers-n-people"), d.fact("unlooked", "papers-n-people"));
        d.say("papers-say-looked-some", &[("looked", &looked), ("left", &left)])
    }
}

/// In what respect children need somebody: gently grouped, no single label.
pub fn found(d: &mut Draft<'_>) {
    if d.n("found") == 0 {
        let said = [d.say("papers-say-found-none", &[])];
        return d.paragraph("found", &said);
    }
    // A paper of one category is about children who were all found: what else they need is said, not that again.
    let is_said = d.category().is_some() && d.n("found") == d.n("students");
    let mut said = Vec::new();
    if !is_said {
        let found = d.fact("found", "papers-n-people");
        said.push(d.say("papers-say-found", &[("found", &found)]));
        said.extend(found_change(d));
    }
    let pieces = groups(d, is_said);
    if !pieces.is_empty() {
        let list = d.list(&pieces);
        let key = match (is_said, pieces.len()) {
            (true, _) => "papers-say-also",
            (false, 1) => "papers-say-group",
            (false, _) => "papers-say-groups",
        };
        said.push(d.say(key, &[("list", &list)]));
    }
    said.extend(left_behind(d));
    said.extend(not_counted(d));
    d.paragraph("found", &said);
}

/// In which respects; with `others`, without what all of them have.
fn groups(d: &mut Draft<'_>, others: bool) -> Vec<String> {
    let mut pieces = Vec::new();
    for group in ["family", "study", "health", "mind", "habits"] {
        let key = format!("found-{group}");
        if d.n(&key) > 0 && !(others && d.n(&key) == d.n("found")) {
            let n = d.fact(&key, "papers-n-people");
            pieces.push(d.say(&format!("papers-say-group-{group}"), &[("n", &n)]));
        }
    }
    pieces
}

/// Against the day before.
fn found_change(d: &mut Draft<'_>) -> Option<String> {
    if !d.figures.has_before || d.n("found-before") == 0 {
        return None;
    }
    let key = match d.n("found").cmp(&d.n("found-before")) {
        std::cmp::Ordering::Greater => "papers-say-found-more",
        std::cmp::Ordering::Less => "papers-say-found-fewer",
        std::cmp::Ordering::Equal => "papers-say-found-same",
    };
    let before = d.fact("found-before", "papers-n-people");
    Some(d.say(key, &[("before", &before)]))
}

/// Which categories the writer may not count: nobody shall take a part for the whole.
fn not_counted(d: &Draft<'_>) -> Option<String> {
    if d.figures.not_counted.is_empty() {
        return None;
    }
    let word = |code: &&str| d.word(&format!("terms-category-{}", code.replace('_', "-")));
    let words: Vec<String> = d.figures.not_counted.iter().map(word).collect();
    Some(d.say("papers-say-not-counted", &[("list", &d.list(&words))]))
}

/// How children newly in need came to be seen (C2).
pub fn sources(d: &mut Draft<'_>) {
    let codes = [
        "observation",
        "individual-talk",
        "subject-teacher",
        "home-visit",
        "family-contact",
        "questionnaire",
        "peers",
        "last-file",
    ];
    let mut pieces = Vec::new();
    for code in codes {
        let key = format!("source-{code}");
        if d.n(&key) > 0 {
            let n = d.fact(&key, "papers-n-people");
            let source = d.word(&format!("terms-source-{code}"));
            pieces.push(d.say("papers-say-source", &[("source", &source), ("n", &n)]));
        }
    }
    if pieces.is_empty() {
        return;
    }
    let (now, list) = (d.fact("found-now", "papers-n-people"), d.list(&pieces));
    let said = [d.say("papers-say-sources", &[("n", &now), ("list", &list)])];
    d.paragraph("sources", &said);
}

/// With more people than this in a role their names make a list and no sentence.
const NAMED: usize = 6;

/// Who leads the work of the school, by the roles held; a role that nobody holds is a gap.
pub fn group(d: &mut Draft<'_>) {
    let group = d.figures.group.clone();
    if group.is_empty() {
        return;
    }
    let (mut pieces, mut missing) = (Vec::new(), Vec::new());
    for in_role in &group {
        let role = d.say(&format!("web-role-{}", in_role.role), &[]);
        if in_role.people.is_empty() {
            missing.push(role);
            continue;
        }
        let n = d.fact(&format!("group-{}", in_role.role), "papers-n-teachers");
        let names: Vec<String> = in_role.people.iter().map(|(_, name)| name.clone()).collect();
        let key = if names.len() > NAMED { "papers-say-group-many" } else { "papers-say-group-named" };
        let names = names.join(language::t(d.lang, "papers-comma"));
        pieces.push(d.say(key, &[("role", &role), ("n", &n), ("names", &names)]));
    }
    let list = pieces.join(language::t(d.lang, "papers-semicolon"));
    let mut said = vec![d.say("papers-say-group-of", &[("list", &list)])];
    if !missing.is_empty() {
        let (roles, gap) = (d.list(&missing), d.gap("papers-gap-group", "/staff"));
        said.push(d.say("papers-say-group-missing", &[("roles", &roles), ("gap", &gap)]));
    }
    d.paragraph("group", &said);
}

/// A grade by classes, a school by grades.
pub fn parts(d: &mut Draft<'_>) {
    let parts = d.figures.parts.clone();
    if parts.len() < 2 {
        return;
    }
    // In a paper of one category all children were found.
    let is_told = |key: &&str| (*key != "found" || d.category().is_none()) && is_seen(d, key);
    let heads: Vec<&str> = crate::figures::OF_PARTS.into_iter().filter(is_told).collect();
    let mut rows = Vec::new();
    for (tail, name) in parts {
        let mut row = vec![Cell::text(name)];
        row.extend(heads.iter().map(|key| Cell::of(vec![d.figure(&format!("{key}@{tail}"))])));
        rows.push(row);
    }
    let of_level = |key: &str| format!("{key}-{}", d.level().key());
    let head = |key: &&str| Cell::text(d.say(&format!("papers-column-{key}"), &[]));
    let header =
        [vec![Cell::text(d.say(&of_level("papers-column-part"), &[]))], heads.iter().map(head).collect()]
            .concat();
    let caption = d.say(&of_level("papers-table-parts"), &[]);
    let names = if d.level() == Level::District { SCHOOLS } else { NAMES };
    d.table("parts", numbers_table(caption, header, (names, rows)));
}

/// Whether a column can be filled by this writer.
fn is_seen(d: &Draft<'_>, key: &str) -> bool {
    key != "home-visits" || d.sees(Kind::HomeVisit)
}

/// Talks, visits and contacts by month.
pub fn months(d: &mut Draft<'_>) {
    let months = d.figures.months.clone();
    let heads: Vec<&str> = crate::figures::OF_MONTHS.into_iter().filter(|key| is_seen(d, key)).collect();
    if months.len() < 2 || heads.iter().all(|key| d.n(key) == 0) {
        return;
    }
    let mut rows = Vec::new();
    for (month, tail) in months {
        let mut row = vec![Cell::text(language::month(d.lang, month))];
        row.extend(heads.iter().map(|key| Cell::of(vec![d.figure(&format!("{key}@{tail}"))])));
        rows.push(row);
    }
    let head = |key: &&str| Cell::text(d.say(&format!("papers-column-{key}"), &[]));
    let header =
        [vec![Cell::text(d.say("papers-plan-month", &[]))], heads.iter().map(head).collect()].concat();
    let caption = d.say("papers-table-months", &[]);
    d.table("by-month", numbers_table(caption, header, (NAMES, rows)));
}

/// Share of a table's width for the names of schools, each on one line; and for shorter names.
const SCHOOLS: u32 = 6;
const NAMES: u32 = 3;

fn numbers_table(caption: String, header: Vec<Cell>, (names, rows): (u32, Vec<Vec<Cell>>)) -> Table {
    let columns = header.iter().enumerate().map(|(at, _)| Column {
        width: if at == 0 { names } else { 2 },
        align: if at == 0 { Align::Start } else { Align::End },
    });
    Table { caption: Some(caption), columns: columns.collect(), header: vec![header], rows }
}

/// Both definitions, each from its own evidence.
fn left_behind(d: &mut Draft<'_>) -> Option<String> {
    if d.n("left-behind-roll") == 0 && d.n("left-behind-civil") == 0 {
        return None;
    }
    let roll = d.fact("left-behind-roll", "papers-n-people");
    let civil = d.fact("left-behind-civil", "papers-n-people");
    Some(d.say("papers-say-left-behind", &[("roll", &roll), ("civil", &civil)]))
}

/// Open cases, what changed in the term, who stands beside the children.
pub fn cases(d: &mut Draft<'_>) {
    if ["open", "closed", "went-with"].iter().all(|key| d.n(key) == 0) {
        let said = [d.say("papers-say-open-none", &[])];
        return d.paragraph("cases", &said);
    }
    let open = d.fact("open", "papers-n-cases");
    let mut said = vec![d.say("papers-say-open", &[("open", &open)])];
    said.extend(change(d));
    // With those that came and went with a child, a reader comes from before the term to today.
    let moved = ["opened", "came-with", "reopened", "closed", "went-with"];
    let pieces = d.counted(&moved, "papers-n-all-cases", |key| format!("papers-say-{key}"));
    if !pieces.is_empty() {
        let list = pieces.join(&d.say("papers-say-marks-comma", &[]));
        said.push(d.say("papers-say-moved", &[("list", &list)]));
    }
    d.paragraph("cases", &said);
}

fn change(d: &mut Draft<'_>) -> Option<String> {
    let (now, before) = (d.n("open"), d.n("open-before"));
    if before == 0 {
        return (now > 0).then(|| d.say("papers-say-open-new", &[]));
    }
    let key = match now.cmp(&before) {
        std::cmp::Ordering::Greater => "papers-say-open-more",
        std::cmp::Ordering::Less => "papers-say-open-fewer",
        std::cmp::Ordering::Equal => "papers-say-open-same",
    };
    let before = d.fact("open-before", "papers-n-all-cases");
    Some(d.say(key, &[("before", &before)]))
}
