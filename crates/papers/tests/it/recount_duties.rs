//! What the frequency rules asked for and what was done, counted day by day out of the raw tables: no line of the duties
//! room is used here. The words of its rules: an act a week is due on the last school day of the week, two a month on
//! the middle and the last one; a period that is torn owes less; an excuse moves a due day on, by a week of school at
//! most; and whoever left before the day came owes nothing.

use std::collections::{BTreeMap, BTreeSet};

use db::{Conn, FromRow, args};
use kernel::Day;
use kernel::clock::days_after;
use server::demo::DAY;
use uuid::Uuid;

struct Rule {
    id: Uuid,
    categories: Vec<String>,
    who: String,
    act: String,
    times: usize,
    per: String,
    from: Day,
    until: Day,
}

/// Case, student, person, part, first and last day.
struct Part {
    case: Option<Uuid>,
    student: Uuid,
    staff: Uuid,
    part: String,
    from: Day,
    until: Day,
}

/// Student, rule, person, first and last day.
type Excuse = (Uuid, Option<Uuid>, Option<Uuid>, Day, Day);

struct Note {
    student: Uuid,
    kind: String,
    channel: Option<String>,
    reached: Option<String>,
    on: Day,
    by: Uuid,
}

pub struct Duties {
    terms: Vec<(Day, Day)>,
    school_days: Vec<Day>,
    rules: Vec<Rule>,
    cases: Vec<(Uuid, Uuid, Day)>,
    closures: Vec<(Uuid, Day, Day)>,
    parts: Vec<Part>,
    stand_ins: Vec<(Uuid, Uuid, Day, Day)>,
    categories: Vec<(Uuid, String, Day, Day)>,
    notes: Vec<Note>,
    excuses: Vec<Excuse>,
    left: BTreeMap<Uuid, Day>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    pub owed: i64,
    pub kept: i64,
    pub excused: i64,
}

/// Who owes: a member of staff, or the child.
type Bearer = Option<Uuid>;

async fn all<T: FromRow + Send>(conn: &mut Conn, sql: &str) -> Vec<T> {
    conn.all(sql, args![]).await.unwrap()
}

fn next(day: Day) -> Day {
    days_after(day, 1)
}

fn monday(day: Day) -> Day {
    days_after(day, -i64::from(day.weekday().to_monday_zero_offset()))
}

impl Duties {
    pub async fn read(conn: &mut Conn) -> Self {
        let mut terms: Vec<(Day, Day)> = all(conn, "select starts_on, ends_on from term").await;
        terms.sort();
        let off: Vec<(Day, String)> = all(conn, "select day_on, kind from day_off").await;
        let mut school_days = Vec::new();
        let mut day = terms[0].0;
        while day <= terms.last().unwrap().1 {
            let said = off.iter().find(|(other, _)| *other == day).map(|(_, kind)| kind.as_str());
            let usual = day.weekday().to_monday_zero_offset() < 5
                && terms.iter().any(|term| term.0 <= day && day <= term.1);
            if said == Some("make_up") || (usual && said.is_none()) {
                school_days.push(day);
            }
            day = next(day);
        }
        Self {
            terms,
            school_days,
            rules: rules(conn).await,
            cases: all(conn, "select id, student_id, opened_on from support_case").await,
            closures: all(conn, "select case_id, closed_on, reopened_on from closure").await,
            parts: parts(conn).await,
            stand_ins: all(conn, "select away_id, stand_in_id, from_on, until_on from stand_in").await,
            categories: categories(conn).await,
            notes: notes(conn).await,
            excuses: excuses(conn).await,
            left: all::<(Uuid, Day)>(conn, "select id, left_on from student").await.into_iter().collect(),
        }
    }

    /// What was owed for these children in the periods that ended from this day until today.
    pub fn count(&self, children: &BTreeSet<Uuid>, first: Day) -> Count {
        let mut count = Count::default();
        for (case, student, opened) in self.cases.iter().filter(|case| children.contains(&case.1)) {
            let mine = self.parts.iter().filter(|p| p.case.map_or(p.student == *student, |own| own == *case));
            let mine: Vec<&Part> = mine.collect();
            for rule in &self.rules {
                let mut bearers: BTreeMap<Bearer, BTreeSet<Day>> = BTreeMap::new();
                let mut day = *opened;
                // Whoever serves today is taken to serve on: the end of a part is a day that is known.
                while day <= days_after(DAY, 60) {
                    if self.asks(rule, (*case, *student), day) {
                        for bearer in self.bearers(rule, &mine, day) {
                            bearers.entry(bearer).or_default().insert(day);
                        }
                    }
                    day = next(day);
                }
                for (bearer, days) in bearers {
                    self.count_one((rule, *student), (bearer, &days), first, &mut count);
                }
            }
        }
        count
    }

    fn asks(&self, rule: &Rule, (case, student): (Uuid, Uuid), day: Day) -> bool {
        let closed = self.closures.iter().any(|c| c.0 == case && c.1 <= day && c.2 > day);
        let is_in = |code: &String| {
            self.categories.iter().any(|f| f.0 == student && f.1 == *code && f.2 <= day && f.3 >= day)
        };
        let in_force = rule.from <= day && day <= rule.until;
        let concerns = rule.categories.is_empty() || rule.categories.iter().any(is_in);
        in_force && concerns && !closed && self.left.get(&student).is_none_or(|left| *left >= day)
    }

    /// Who has it on a day. A part passes to whoever stands in.
    fn bearers(&self, rule: &Rule, mine: &[&Part], day: Day) -> BTreeSet<Bearer> {
        if rule.who == "student" {
            return BTreeSet::from([None]);
        }
        let today: Vec<&&Part> = mine.iter().filter(|p| p.from <= day && day <= p.until).collect();
        let of = |wanted: &dyn Fn(&str) -> bool| -> BTreeSet<Bearer> {
            let chosen = today.iter().filter(|p| wanted(&p.part));
            chosen.flat_map(|p| self.really(p.staff, day)).map(Some).collect()
        };
        let or = |part: &str, other: &str| {
            let holders = of(&|p| p == part);
            if holders.is_empty() { of(&|p| p == other) } else { holders }
        };
        match rule.who.as_str() {
            "each-member" => of(&|p| p != "homeroom"),
            "responsible" => or("responsible", "homeroom"),
            "mentor" => or("mentor", "responsible"),
            "homeroom" => or("homeroom", "responsible"),
            "psychologist" => of(&|p| p == "psychologist"),
            "subject-teacher" => of(&|p| p == "subject_teacher"),
            "leader" => of(&|p| p == "leader"),
            who => panic!("{who} is not recounted"),
        }
    }

    fn really(&self, staff: Uuid, day: Day) -> Vec<Uuid> {
        let standing = self.stand_ins.iter().filter(|s| s.0 == staff && s.2 <= day && day <= s.3);
        let others: Vec<Uuid> = standing.map(|s| s.1).collect();
        if others.is_empty() { vec![staff] } else { others }
    }

    fn count_one(
        &self,
        (rule, student): (&Rule, Uuid),
        (bearer, days): (Bearer, &BTreeSet<Day>),
        first: Day,
        count: &mut Count,
    ) {
        let contacts = self.contacts(rule, student, (bearer, days_after(first, -31)));
        let stopped = self.stopped(rule, student, bearer);
        for (from, until) in runs(days) {
            for (begins, ends) in self.periods(&rule.per) {
                let of_period = self.school_days.iter().filter(|day| begins <= **day && **day <= ends);
                let Some(last_school) = of_period.clone().next_back() else { continue };
                if *last_school < first || *last_school > DAY || ends < from || begins > until {
                    continue;
                }
                let start = begins.max(from);
                let school: Vec<Day> = of_period.copied().filter(|day| *day >= start).collect();
                let term = self.terms.iter().find(|term| term.0 <= *last_school && *last_school <= term.1);
                let limit = term.map_or(ends, |term| term.1);
                let plain = self.due(rule, (&school, start, limit), &BTreeSet::new());
                let owed = self.due(rule, (&school, start, limit), &stopped);
                let reached = |due: &[Day]| due.iter().take_while(|day| **day <= until).count();
                let (plain, owed_times) = (reached(&plain), reached(&owed));
                let window = owed[..owed_times].last().map_or(ends, |due| (*due).max(ends));
                if window >= DAY {
                    continue;
                }
                let done = contacts.range(begins..=window).count();
                count.owed += i64::try_from(owed_times).unwrap();
                count.kept += i64::try_from(done.min(owed_times)).unwrap();
                count.excused += i64::try_from(plain.saturating_sub(owed_times)).unwrap();
            }
        }
    }

    /// The days by which each act is due, of whoever had these school days of a period.
    fn due(
        &self,
        rule: &Rule,
        (school, start, limit): (&[Day], Day, Day),
        stopped: &BTreeSet<Day>,
    ) -> Vec<Day> {
        let free = school.iter().filter(|day| !stopped.contains(day)).count();
        let (room, ordinary) = match rule.per.as_str() {
            "week" => (2, 4),
            "two-weeks" => (3, 8),
            "month" => (5, 15),
            _ => (10, 60),
        };
        let times = (free / (ordinary / rule.times).clamp(1, room)).min(rule.times);
        let ticking: Vec<Day> =
            self.school_days.iter().copied().filter(|day| *day >= start && !stopped.contains(day)).collect();
        let nth = |k: usize| (k * school.len()).div_ceil(times).min(free + 5);
        let due = (1..=times).map_while(|k| ticking.get(nth(k).checked_sub(1)?).copied());
        due.take_while(|day| *day <= limit).collect()
    }

    /// Weeks from Monday to Sunday, pairs of them from the first of a term, months, terms.
    fn periods(&self, per: &str) -> Vec<(Day, Day)> {
        let (first, last) = (self.terms[0].0, self.terms.last().unwrap().1);
        let mut periods = Vec::new();
        match per {
            "term" => return self.terms.clone(),
            "month" => {
                let mut day = first.first_of_month();
                while day <= last {
                    periods.push((day, day.last_of_month()));
                    day = next(day.last_of_month());
                }
            }
            "week" => {
                let mut day = monday(first);
                while day <= last {
                    periods.push((day, days_after(day, 6)));
                    day = days_after(day, 7);
                }
            }
            "two-weeks" => {
                for (begins, ends) in &self.terms {
                    let (mut day, sunday) = (monday(*begins), days_after(monday(*ends), 6));
                    while day <= sunday {
                        periods.push((day, days_after(day, 13).min(sunday)));
                        day = days_after(day, 14);
                    }
                }
            }
            per => panic!("{per} is not recounted"),
        }
        periods
    }

    /// The days on which it was done, as far back as a period may reach.
    fn contacts(&self, rule: &Rule, student: Uuid, (bearer, since): (Bearer, Day)) -> BTreeSet<Day> {
        let own = ["mentor", "each-member", "psychologist", "subject-teacher", "leader"]
            .contains(&rule.who.as_str());
        let notes = self.notes.iter().filter(|n| n.student == student && since <= n.on && n.on <= DAY);
        let by = notes.filter(|n| !own || Some(n.by) == bearer);
        by.filter(|note| fulfils(note, &rule.act)).map(|note| note.on).collect()
    }

    /// The days that an excuse takes out.
    fn stopped(&self, rule: &Rule, student: Uuid, bearer: Bearer) -> BTreeSet<Day> {
        let mine = self.excuses.iter().filter(|e| {
            e.0 == student
                && e.1.is_none_or(|id| id == rule.id)
                && e.2.is_none_or(|staff| Some(staff) == bearer)
        });
        let within = |e: &Excuse, day: &Day| e.3 <= *day && *day <= e.4;
        mine.flat_map(|e| self.school_days.iter().copied().filter(move |day| within(e, day))).collect()
    }
}

/// Whether a note is such an act: what the table of the catalogue says, read off line by line.
fn fulfils(note: &Note, act: &str) -> bool {
    let usual = match (note.kind.as_str(), note.channel.as_deref()) {
        ("talk" | "tutoring" | "care", _) => (true, false),
        ("home_visit", _) => (true, true),
        ("family_contact", _) | ("good_news", Some(_)) => (false, true),
        _ => (false, false),
    };
    let (child, family) = match note.reached.as_deref() {
        Some("child") => (true, false),
        Some("family") => (false, true),
        Some("both") => (true, true),
        Some(_) => (false, false),
        None => usual,
    };
    let kind = note.kind.as_str();
    match act {
        "talk" => child && ["talk", "home_visit", "family_contact", "tutoring", "care"].contains(&kind),
        "family-contact" => family && ["home_visit", "family_contact", "good_news", "care"].contains(&kind),
        "special-support" => child && ["tutoring", "care"].contains(&kind) || family && kind == "care",
        "home-visit" => (child || family) && kind == "home_visit",
        "student-report" => kind == "student_report",
        "any-contact" => {
            (child || family) && !["observation", "praise", "incident", "student_report"].contains(&kind)
        }
        act => panic!("{act} is not recounted"),
    }
}

/// Days in a row, each from its first to its last; the last that was looked at may go on.
fn runs(days: &BTreeSet<Day>) -> Vec<(Day, Day)> {
    let mut runs: Vec<(Day, Day)> = Vec::new();
    for day in days {
        match runs.last_mut() {
            Some(run) if next(run.1) == *day => run.1 = *day,
            _ => runs.push((*day, *day)),
        }
    }
    runs
}

async fn rules(conn: &mut Conn) -> Vec<Rule> {
    type Row = (Uuid, Option<String>, String, String, i64, String, Day, Day);
    let rows: Vec<Row> =
        all(conn, "select id, category, who, act, times, per, from_on, until_on from duty_rule").await;
    let of_tiers: Vec<i64> = all(conn, "select count(*) from duty_rule where tier is not null").await;
    assert_eq!(of_tiers, [0], "rules of one tier are not recounted");
    let rule = |(id, category, who, act, times, per, from, until): Row| {
        let codes = category.unwrap_or_default();
        Rule {
            id,
            categories: codes.split(',').filter(|code| !code.is_empty()).map(str::to_owned).collect(),
            who: who.replace('_', "-"),
            act: act.replace('_', "-"),
            times: usize::try_from(times).unwrap(),
            per: per.replace('_', "-"),
            from,
            until,
        }
    };
    rows.into_iter().map(rule).collect()
}

/// The team of each case, and the homeroom teachers of the classes in which the children were.
async fn parts(conn: &mut Conn) -> Vec<Part> {
    let team: Vec<(Uuid, Uuid, Uuid, String, Day, Day)> =
        all(conn, "select case_id, student_id, staff_id, part, from_on, until_on from member").await;
    let roles: Vec<(Uuid, Option<Uuid>, String, Day, Day)> =
        all(conn, "select staff_id, class_id, role, from_on, until_on from role_held").await;
    let enrolled: Vec<(Uuid, Uuid, Day, Day)> =
        all(conn, "select student_id, class_id, from_on, until_on from enrollment").await;
    let member = |(case, student, staff, part, from, until)| Part {
        case: Some(case),
        student,
        staff,
        part,
        from,
        until,
    };
    let mut parts: Vec<Part> = team.into_iter().map(member).collect();
    for (staff, class, _, from, until) in roles.iter().filter(|role| role.2 == "homeroom") {
        for (student, _, since, left) in enrolled.iter().filter(|e| Some(e.1) == *class) {
            let (from, until) = ((*from).max(*since), (*until).min(*left));
            parts.push(Part {
                case: None,
                student: *student,
                staff: *staff,
                part: "homeroom".to_owned(),
                from,
                until,
            });
        }
    }
    parts
}

/// Each until it ended or until a month after the day on which somebody should have looked again (C6).
async fn categories(conn: &mut Conn) -> Vec<(Uuid, String, Day, Day)> {
    let rows: Vec<(Uuid, String, Day, Day, Option<Day>)> =
        all(conn, "select student_id, category, since_on, until_on, review_on from finding").await;
    let held = |(student, code, since, until, review): (_, _, _, Day, Option<Day>)| {
        (student, code, since, review.map_or(until, |day| until.min(days_after(day, 30))))
    };
    rows.into_iter().map(held).collect()
}

async fn notes(conn: &mut Conn) -> Vec<Note> {
    type Row = (Uuid, String, Option<String>, Option<String>, Day, Uuid);
    let rows: Vec<Row> = all(
        conn,
        "select id, kind, channel, reached, held_on, recorded_by from note where withdrawn_at is null",
    )
    .await;
    let about: Vec<(Uuid, Uuid)> = all(conn, "select note_id, student_id from note_student").await;
    let by_id: BTreeMap<Uuid, Row> = rows.into_iter().map(|row| (row.0, row)).collect();
    let note = |(id, student): (Uuid, Uuid)| {
        let (_, kind, channel, reached, on, by) = by_id.get(&id)?.clone();
        Some(Note { student, kind, channel, reached, on, by })
    };
    about.into_iter().filter_map(note).collect()
}

/// Those that somebody wrote, and whole days of sickness or leave out of the lists of absences.
async fn excuses(conn: &mut Conn) -> Vec<Excuse> {
    let mut excuses: Vec<Excuse> = all(
        conn,
        "select student_id, rule_id, staff_id, from_on, until_on from excuse where withdrawn_at is null",
    )
    .await;
    let absences: Vec<(Uuid, Day, Day, i64, String)> =
        all(conn, "select student_id, from_on, until_on, half_days, reason from absence").await;
    for (student, from, until, half_days, reason) in absences {
        let known = ["病", "事假", "请假", "請假"].iter().any(|word| reason.contains(word));
        let mut weekdays = 0;
        let mut day = from;
        while day <= until {
            weekdays += i64::from(day.weekday().to_monday_zero_offset() < 5);
            day = next(day);
        }
        if known && half_days >= 2 * weekdays.max(1) {
            excuses.push((student, None, None, from, until));
        }
    }
    excuses
}
