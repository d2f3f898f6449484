//! The term plan of a homeroom teacher (T1): the situation now, goals of the term, measures from the rules and the
//! case plans, who does what, and a calendar by month.

use access::Kind;
use documents::model::{Align, Cell, Column, Table};
use kernel::Day;
use people::term::Term;

use crate::prose::{Draft, Level, Written};
use crate::{rules, situation};

/// What a plan knows beside its figures: days by which something falls due, and what the library of measures holds for the one
/// category that it is about.
#[derive(Clone, Debug, Default)]
pub struct Dates {
    /// The day of writing: what lies before it is not planned.
    pub today: Option<Day>,
    /// Days by which a census is to be done.
    pub census: Vec<Day>,
    /// Days and names of exams.
    pub exams: Vec<(Day, String)>,
    /// Days by which open goals are to be reached.
    pub goals: Vec<Day>,
    /// Days by which promised follow-ups are due.
    pub follow_ups: Vec<Day>,
    /// Measures, each with what it is for.
    pub measures: Vec<(String, String)>,
}

/// Writes it.
#[must_use]
pub fn write(mut d: Draft<'_>, term: &Term, dates: &Dates) -> Written {
    d.heading("papers-part-now");
    if situation::is_about_nobody(&d) {
        situation::nobody(&mut d);
        return d.finish();
    }
    situation::class(&mut d);
    situation::found(&mut d);
    situation::cases(&mut d);
    situation::parts(&mut d);
    d.heading("papers-part-goals");
    goals(&mut d);
    d.heading("papers-part-ways");
    ways(&mut d);
    of_category(&mut d, &dates.measures);
    d.heading("papers-part-people");
    people(&mut d);
    d.heading("papers-part-months");
    let intro = [d.say("papers-plan-months", &[])];
    d.paragraph("months", &intro);
    let table = months(&d, term, dates);
    d.table("calendar", table);
    d.finish()
}

fn goals(d: &mut Draft<'_>) {
    let points = [
        ("unlooked", "papers-n-people"),
        ("open", "papers-n-cases"),
        ("unplanned", "papers-n-cases"),
        ("alone", "papers-n-cases"),
        ("goals-open", "papers-n-goals"),
        ("goals-late", "papers-n-goals"),
        ("promises-late", "papers-n-items"),
        ("cards-incomplete", "papers-n-people"),
    ];
    let found: Vec<_> = points
        .into_iter()
        .filter(|(key, _)| d.n(key) > 0 && (*key != "unlooked" || d.sees(Kind::Census)))
        .collect();
    for (place, (key, noun)) in found.iter().enumerate() {
        let nth =
            if found.len() == 1 { String::new() } else { d.say(&format!("papers-nth-{}", place + 1), &[]) };
        let n = d.fact(key, noun);
        let said = d.say(&format!("papers-aim-{key}"), &[("nth", &nth), ("n", &n)]);
        d.paragraph(&format!("aim-{key}"), &[said]);
    }
    if found.is_empty() {
        let said = [d.say("papers-aim-none", &[])];
        d.paragraph("aim-none", &said);
    }
}

fn ways(d: &mut Draft<'_>) {
    let said = if d.level() == Level::District {
        Vec::new()
    } else if d.n("rules") == 0 {
        let gap = d.gap("papers-gap-rules", "/duty-rules");
        vec![d.say("papers-plan-rules-none", &[("gap", &gap)])]
    } else {
        let (count, list) = (d.fact("rules", "papers-n-rules"), rules::listed(d));
        vec![d.say("papers-plan-rules", &[("count", &count), ("list", &list)])]
    };
    d.paragraph("rules", &said);
    let mut said = Vec::new();
    if d.n("planned") > 0 {
        let n = d.fact("planned", "papers-n-cases");
        said.push(d.say("papers-plan-planned", &[("n", &n)]));
    }
    said.push(d.say("papers-plan-study", &[]));
    said.push(d.say("papers-plan-family", &[]));
    said.push(d.say("papers-plan-confidential", &[]));
    d.paragraph("ways", &said);
}

/// The measures of the one category (P7): the plan of children in one situation says what is done about that situation.
fn of_category(d: &mut Draft<'_>, measures: &[(String, String)]) {
    let Some(category) = d.category().map(str::to_owned).filter(|_| !measures.is_empty()) else { return };
    let stop = ['。', '.'];
    let one = |(name, purpose): &(String, String)| {
        let (name, purpose) = (name.trim_end_matches(stop), purpose.trim_end_matches(stop));
        d.say("papers-plan-measure", &[("name", name), ("purpose", purpose)])
    };
    let list: Vec<String> = measures.iter().map(one).collect();
    let list = list.join(language::t(d.lang, "papers-semicolon"));
    let said = d.say("papers-plan-measures", &[("category", &category), ("list", &list)]);
    d.paragraph("measures", &[said]);
}

fn people(d: &mut Draft<'_>) {
    situation::group(d);
    let mut said = vec![d.say("papers-plan-homeroom", &[])];
    if d.n("mentors") > 0 {
        let (n, cases) = (d.fact("mentors", "papers-n-teachers"), d.fact("mentored", "papers-n-cases"));
        said.push(d.say("papers-plan-mentors", &[("n", &n), ("cases", &cases)]));
    } else if d.n("open") > 0 {
        let gap = d.gap("papers-gap-mentors", "/cases");
        said.push(d.say("papers-plan-mentors-none", &[("gap", &gap)]));
    }
    said.push(d.say("papers-plan-others", &[]));
    d.paragraph("people", &said);
}

fn months(d: &Draft<'_>, term: &Term, dates: &Dates) -> Table {
    let mut rows = Vec::new();
    let today = dates.today.unwrap_or(term.starts_on);
    let mut month = term.starts_on.max(today.min(term.ends_on)).first_of_month();
    while month <= term.ends_on {
        let next = month.last_of_month().tomorrow().unwrap_or(Day::MAX);
        let within = |day: &Day| *day >= month.max(today) && *day < next;
        rows.push(vec![
            Cell::text(language::month(d.lang, month)),
            Cell::text(works(d, (month, next), term, dates, &within)),
        ]);
        month = next;
    }
    let column = |width, align| Column { width, align };
    let header = ["papers-plan-month", "papers-plan-work"].map(|key| Cell::text(d.say(key, &[])));
    Table {
        caption: None,
        columns: vec![column(2, Align::Center), column(8, Align::Start)],
        header: vec![header.to_vec()],
        rows,
    }
}

fn works(
    d: &Draft<'_>,
    (month, next): (Day, Day),
    term: &Term,
    dates: &Dates,
    within: &impl Fn(&Day) -> bool,
) -> String {
    let mut works = Vec::new();
    let short = |day: Day| language::short_date(d.lang, day);
    let first = month <= term.starts_on;
    if first {
        works.push(d.say("papers-month-first", &[]));
    }
    for day in dates.census.iter().copied().filter(|day| within(day)) {
        works.push(d.say("papers-month-census", &[("day", &short(day))]));
    }
    let count = |days: &[Day]| days.iter().filter(|day| within(day)).count().to_string();
    for (key, days) in [("papers-month-goals", &dates.goals), ("papers-month-follow-ups", &dates.follow_ups)]
    {
        if days.iter().any(within) {
            works.push(d.say(key, &[("n", &count(days))]));
        }
    }
    for (day, name) in dates.exams.iter().filter(|(day, _)| within(day)) {
        works.push(d.say("papers-month-exam", &[("day", &short(*day)), ("name", name)]));
    }
    if !first && next <= term.ends_on {
        works.push(d.say("papers-month-review", &[]));
    }
    if next > term.ends_on {
        works.push(d.say("papers-month-last", &[]));
    }
    works.join(language::t(d.lang, "papers-semicolon"))
}
