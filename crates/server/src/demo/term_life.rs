//! The notes of the term, week by week: who was spoken with, whose family was reached, what was missed.

use kernel::{Day, StaffId, clock::days_after};

use super::cases::Case;
use super::child::Child;
use super::dice::Dice;
use super::maker::Maker;
use super::note::{self, Draft, Fate, Written};
use super::staff::School;
use super::texts::say;

/// Families in which a child easily falls out of sight: those of the weekly rules.
const WEEKLY: [&str; 6] = ["left_behind", "single_parent", "divorced", "orphan", "unattended", "poor"];

/// Weeks until and with that of today.
const WEEKS: i64 = 12;

/// One case in one week.
struct Week<'t> {
    case: &'t Case,
    child: &'t Child,
    days: Vec<Day>,
    number: i64,
    /// Which of the busy class's cases it is.
    busy: Option<usize>,
    /// Whether the weekly rules are for this child.
    weekly: bool,
}

/// Writes all notes of the term.
pub fn make(maker: &mut Maker<'_>, school: &School, children: &[Child], cases: &[Case]) {
    let mut busy = 0;
    let mut count = 0;
    for case in cases {
        let Some(child) = children.get(case.child) else { continue };
        let nth = case.busy.then_some(busy);
        busy += usize::from(case.busy);
        for number in 0..WEEKS {
            let days = working_days(maker, case, number);
            if days.is_empty() || (case.missed && number > 4) {
                continue;
            }
            let weekly = child.found.iter().any(|(category, _)| WEEKLY.contains(category));
            let week = Week { case, child, days, number, busy: nth, weekly };
            of_homeroom(maker, &week, &mut count);
            of_the_others(maker, school, &week, &mut count);
        }
        if let Some(nth) = nth {
            open_promises(maker, (case, child), nth);
        }
    }
    groups(maker, school, children, cases);
    by_subject_teachers(maker, school, children);
}

/// The days of a week before today on which the case was open.
fn working_days(maker: &Maker<'_>, case: &Case, week: i64) -> Vec<Day> {
    let mut days = maker.term.week(week);
    days.retain(|day| *day < maker.term.today && case.open_on(*day));
    days
}

impl Week<'_> {
    fn day(&self, dice: &Dice) -> Day {
        dice.pick(&self.days).copied().unwrap_or(self.case.opened)
    }

    fn now(&self) -> bool {
        self.number + 1 == WEEKS
    }

    /// What the busy teacher did not come to: five talks and three calls this week, two talks the week before.
    fn talk_left_undone(&self) -> bool {
        self.busy.is_some_and(|nth| (self.now() && nth < 5) || (self.number + 2 == WEEKS && nth < 2))
    }

    fn call_left_undone(&self) -> bool {
        self.busy.is_some_and(|nth| self.now() && [2, 3, 5].contains(&nth))
    }
}

fn talk_text(dice: &Dice, child: &Child) -> String {
    let part = |name: &str| say(dice, name, child);
    format!("{}{}{}", part("talk-open"), part("talk-body"), part("talk-close"))
}

fn fate(count: &mut i64) -> Fate {
    *count += 1;
    match *count {
        777 => Fate::Withdrawn,
        n if n % 331 == 0 => Fate::Amended,
        _ => Fate::Stands,
    }
}

fn of_homeroom(maker: &mut Maker<'_>, week: &Week<'_>, count: &mut i64) {
    let (talk, call) = match (week.weekly, week.now()) {
        (true, false) => (830, 800),
        (true, true) => (600, 560),
        (false, _) => (480, 330),
    };
    if !week.talk_left_undone() && maker.dice.chance(talk) {
        talked(maker, week, week.case.responsible, count);
    }
    if !week.call_left_undone() && maker.dice.chance(call) {
        family_contact(maker, week, count);
    }
    if maker.dice.chance(45) {
        let text = say(&maker.dice, "home_visit", week.child);
        let minutes = Some(maker.dice.between(8, 18) * 5);
        plain(maker, week, ("home_visit", week.case.responsible), (text, minutes), count);
    }
    for (kind, permille) in [("observation", 35), ("good_news", 40), ("care", 14)] {
        if maker.dice.chance(permille) {
            let text = say(&maker.dice, kind, week.child);
            plain(maker, week, (kind, week.case.responsible), (text, None), count);
        }
    }
}

fn talked(maker: &mut Maker<'_>, week: &Week<'_>, by: StaffId, count: &mut i64) -> Written {
    let own_words = maker.dice.chance(300).then(|| say(&maker.dice, "note-own_words", week.child));
    let draft = Draft {
        kind: "talk",
        channel: None,
        on: week.day(&maker.dice),
        minutes: Some(maker.dice.between(2, 6) * 5),
        text: talk_text(&maker.dice, week.child),
        own_words,
        by,
        children: &[week.child],
        fate: fate(count),
    };
    let written = note::write(maker, &draft);
    maybe_promise(maker, week.child, written);
    written
}

fn family_contact(maker: &mut Maker<'_>, week: &Week<'_>, count: &mut i64) {
    let channel = maker.dice.word(&["call", "call", "call", "wechat", "wechat", "video", "meeting"]);
    let away = week.child.away.is_some();
    let texts = if away { format!("contact-{channel}") } else { "contact-home".to_owned() };
    let channel = if away { channel } else { "call" };
    let draft = Draft {
        kind: "family_contact",
        channel: Some(channel),
        on: week.day(&maker.dice),
        minutes: Some(maker.dice.between(1, 5) * 5),
        text: say(&maker.dice, &texts, week.child),
        own_words: None,
        by: week.case.responsible,
        children: &[week.child],
        fate: fate(count),
    };
    let written = note::write(maker, &draft);
    maybe_promise(maker, week.child, written);
}

fn plain(
    maker: &mut Maker<'_>,
    week: &Week<'_>,
    (kind, by): (&'static str, StaffId),
    (text, minutes): (String, Option<i64>),
    count: &mut i64,
) {
    let on = week.day(&maker.dice);
    let fate = fate(count);
    let draft =
        Draft { kind, channel: None, on, minutes, text, own_words: None, by, children: &[week.child], fate };
    note::write(maker, &draft);
}

/// Mentors talk and tutor, read the monthly report; psychologists see some.
fn of_the_others(maker: &mut Maker<'_>, school: &School, week: &Week<'_>, count: &mut i64) {
    if maker.dice.chance(410) {
        talked(maker, week, week.case.mentor, count);
    }
    if maker.dice.chance(170) {
        let text = say(&maker.dice, "tutoring", week.child);
        plain(maker, week, ("tutoring", week.case.mentor), (text, Some(40)), count);
    }
    if week.number % 4 == 3 && maker.dice.chance(680) {
        let text = say(&maker.dice, "student_report", week.child);
        plain(maker, week, ("student_report", week.case.mentor), (text, None), count);
    }
    let Some(psychologist) = week.case.psychologist else { return };
    if maker.dice.chance(430) {
        let written = talked(maker, week, psychologist, count);
        if maker.dice.chance(420) {
            let mut readers = school.psychologists.clone();
            if maker.dice.chance(500) {
                readers.extend(school.moral.first());
            }
            note::seal(maker, week.child, written, &readers);
        }
    }
}

/// Some notes promise something; most promises of the past were kept.
fn maybe_promise(maker: &mut Maker<'_>, child: &Child, note: Written) {
    if !maker.dice.chance(100) {
        return;
    }
    let due = days_after(note.on, maker.dice.between(2, 10));
    let kept = days_after(due, maker.dice.between(-2, 2)).max(note.on);
    let done = (kept < maker.term.today && maker.dice.chance(900)).then_some(kept);
    note::promise(maker, child, note, (due, done));
}

/// In the busy class four promises wait: one since yesterday, one today, two in the days to come.
fn open_promises(maker: &mut Maker<'_>, (case, child): (&Case, &Child), nth: usize) {
    let due_in = match nth {
        3 => -1,
        5 => 0,
        6 => 2,
        7 => 4,
        _ => return,
    };
    let Some(on) = working_days(maker, case, WEEKS - 2).last().copied() else { return };
    let text = talk_text(&maker.dice, child);
    let draft = Draft {
        kind: "talk",
        channel: None,
        on,
        minutes: Some(15),
        text,
        own_words: None,
        by: case.responsible,
        children: &[child],
        fate: Fate::Stands,
    };
    let written = note::write(maker, &draft);
    let due = days_after(maker.term.today, due_in);
    note::promise(maker, child, written, (due, None));
}

/// Group talks: one note for several children of a class.
fn groups(maker: &mut Maker<'_>, school: &School, children: &[Child], cases: &[Case]) {
    for (place, class) in school.classes.iter().enumerate() {
        for week in [3, 6, 9] {
            let Some(on) = maker.term.week(week).first().copied() else { continue };
            let together: Vec<&Child> = cases
                .iter()
                .filter(|case| case.open_on(on) && !case.missed)
                .filter_map(|case| children.get(case.child))
                .filter(|child| child.class == place)
                .take(5)
                .collect();
            if together.len() < 2 || maker.dice.chance(400) {
                continue;
            }
            let text = together.first().map(|child| say(&maker.dice, "group", child)).unwrap_or_default();
            let draft = Draft {
                kind: "talk",
                channel: None,
                on,
                minutes: Some(30),
                text,
                own_words: None,
                by: if week == 6 { class.deputy } else { class.homeroom },
                children: &together,
                fate: Fate::Stands,
            };
            note::write(maker, &draft);
        }
    }
}

/// What subject teachers saw of children, with and without a case.
fn by_subject_teachers(maker: &mut Maker<'_>, school: &School, children: &[Child]) {
    for child in children {
        if !maker.dice.chance(60) {
            continue;
        }
        let Some(class) = school.classes.get(child.class) else { continue };
        let Some(by) = maker.dice.pick(&class.teachers).copied() else { continue };
        let kind = maker.dice.word(&["observation", "good_news", "tutoring"]);
        let on = maker.term.school_day(maker.dice.between(4, 70));
        let text = say(&maker.dice, kind, child);
        let minutes = (kind == "tutoring").then_some(30);
        let fate = Fate::Stands;
        let draft =
            Draft { kind, channel: None, on, minutes, text, own_words: None, by, children: &[child], fate };
        note::write(maker, &draft);
    }
}
