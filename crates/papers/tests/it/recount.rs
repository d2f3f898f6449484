//! The tables read whole and counted by hand: no WHERE of the product is used here.

mod flow;

use std::collections::{BTreeMap, BTreeSet};

use db::{Conn, FromRow, args};
use kernel::{ClassId, Day};
use progress::{Aim, Better, Course, Reading};
use server::demo::DAY;
use uuid::Uuid;

/// Student, roll, civil, first and last day.
type LeftBehind = (Uuid, Option<i64>, Option<String>, Day, Day);

/// Student, category, first and last day, source.
type Finding = (Uuid, String, Day, Day, String);

#[derive(Clone)]
pub struct Tables {
    /// Everybody of today: student, name, sex, class, grade.
    everyone: Vec<(Uuid, String, String, Uuid, i64)>,
    /// The codes of categories that the reader may not list.
    pub unseen: Vec<String>,
    /// First and last day of every term, with its year.
    terms: Vec<(Uuid, Day, Day, Uuid)>,
    all_censuses: Vec<(Uuid, Uuid)>,
    until: Day,
    stays: flow::Stays,
    /// Only the children in this category on some day looked at.
    category: Option<String>,
    /// All children of the place.
    everybody_here: BTreeMap<Uuid, (String, String)>,
    pub pupils: BTreeMap<Uuid, (String, String)>,
    pub names: Vec<String>,
    starts: Day,
    before: Option<(Day, Day)>,
    address: BTreeSet<Uuid>,
    reachable: BTreeSet<Uuid>,
    looks: Vec<(Uuid, Uuid, Day)>,
    censuses: BTreeSet<Uuid>,
    findings: Vec<Finding>,
    left_behind: Vec<LeftBehind>,
    cases: Vec<(Uuid, Uuid, Day)>,
    closures: Vec<(Uuid, Day, Day, String)>,
    members: Vec<(Uuid, Uuid, String, Day, Day)>,
    plans: Vec<(Uuid, Day)>,
    goals: Vec<(Uuid, Uuid, Option<Day>, Day, Day)>,
    /// Case and child of a goal that is read, when it was reached, and what its readings say.
    courses: Vec<(Uuid, Uuid, Day, Course)>,
    notes: BTreeMap<Uuid, (String, Option<String>, Day)>,
    /// Notes of attempts that reached nobody.
    attempts: BTreeSet<Uuid>,
    about: Vec<(Uuid, Uuid)>,
    follow_ups: Vec<(Uuid, Uuid, Uuid, Day, Day)>,
    absences: Vec<(Uuid, Day, i64)>,
    exams: Vec<(Uuid, Day)>,
    marks: Vec<(Uuid, Uuid, String, i64, i64)>,
}

async fn all<T: FromRow + Send>(conn: &mut Conn, sql: &str) -> Vec<T> {
    conn.all(sql, args![]).await.unwrap()
}

async fn ids(conn: &mut Conn, sql: &str) -> BTreeSet<Uuid> {
    all(conn, sql).await.into_iter().collect()
}

/// Categories, each until it ended or until a month after the day on which somebody should have looked again (C6).
async fn findings(conn: &mut Conn) -> Vec<Finding> {
    let columns = "student_id, category, found_on, until_on, source, review_on";
    let rows: Vec<(Uuid, String, Day, Day, String, Option<Day>)> =
        all(conn, &format!("select {columns} from finding")).await;
    let held = |(child, category, found, until, source, review): (_, _, _, Day, _, Option<Day>)| {
        let month_later = review.map(|day| kernel::clock::days_after(day, 30));
        (child, category, found, month_later.map_or(until, |last| last.min(until)), source)
    };
    rows.into_iter().map(held).collect()
}

/// The days of an earlier term that this term has had so far.
fn same_stretch(earlier: &(Uuid, Day, Day, Uuid), now: &(Uuid, Day, Day, Uuid)) -> (Day, Day) {
    let same = kernel::clock::days_after(earlier.1, i64::from((DAY - now.1).get_days()));
    (earlier.1, same.min(earlier.2))
}

impl Tables {
    pub async fn read(conn: &mut Conn, class: ClassId) -> Self {
        Self::read_of(conn, &[class]).await
    }

    /// Several classes together: a grade, a school.
    pub async fn read_of(conn: &mut Conn, classes: &[ClassId]) -> Self {
        let everyone = Self::everyone(conn).await;
        let here = everyone.iter().filter(|e| classes.iter().any(|class| e.3 == class.0));
        let pupils: BTreeMap<_, _> = here.map(|e| (e.0, (e.1.clone(), e.2.clone()))).collect();
        let mut terms: Vec<(Uuid, Day, Day, Uuid)> =
            all(conn, "select id, starts_on, ends_on, year_id from term").await;
        terms.sort_by_key(|term| term.1);
        let now = terms.iter().rposition(|term| term.1 <= DAY).unwrap();
        let before = now.checked_sub(1).map(|at| same_stretch(&terms[at], &terms[now]));
        let (term, starts) = (terms[now].0, terms[now].1);
        let all_censuses: Vec<(Uuid, Uuid)> = all(conn, "select id, term_id from census").await;
        let phones: Vec<(Uuid, Day, Day)> =
            all(conn, "select student_id, from_on, until_on from guardian where phone_cell is not null")
                .await;
        let courses = Self::courses(conn).await;
        let notes: Vec<(Uuid, String, Option<String>, Day)> =
            all(conn, "select id, kind, channel, held_on from note where withdrawn_at is null").await;
        Self {
            everyone,
            unseen: vec!["psychological".to_owned()],
            stays: flow::Stays::read(conn, (terms[now].3, classes)).await,
            terms,
            until: DAY,
            category: None,
            everybody_here: pupils.clone(),
            names: all(conn, "select name from student").await,
            pupils,
            starts,
            before,
            address: ids(conn, "select id from student where address_cell is not null").await,
            reachable: phones.into_iter().filter(|p| p.1 <= DAY && p.2 >= DAY).map(|p| p.0).collect(),
            looks: all(conn, "select student_id, census_id, looked_on from census_look").await,
            censuses: all_censuses.iter().filter(|c| c.1 == term).map(|c| c.0).collect(),
            all_censuses,
            findings: findings(conn).await,
            left_behind: all(conn, "select student_id, roll, civil, from_on, until_on from left_behind")
                .await,
            cases: all(conn, "select id, student_id, opened_on from support_case").await,
            closures: all(conn, "select case_id, closed_on, reopened_on, reason from closure").await,
            members: all(conn, "select case_id, staff_id, part, from_on, until_on from member").await,
            plans: all(conn, "select case_id, written_on from plan").await,
            goals: all(
                conn,
                "select case_id, student_id, due_on, set_on, reached_on from goal where withdrawn_at is null",
            )
            .await,
            courses,
            notes: notes.into_iter().map(|n| (n.0, (n.1, n.2, n.3))).collect(),
            attempts: ids(conn, "select id from note where reached = 'nobody'").await,
            about: all(conn, "select note_id, student_id from note_student").await,
            follow_ups: all(conn, "select id, note_id, student_id, due_on, done_on from follow_up").await,
            absences: all(conn, "select student_id, from_on, half_days from absence").await,
            exams: all(conn, "select id, held_on from exam").await,
            marks: all(
                conn,
                "select student_id, exam_id, subject, score, full_score from mark where score is not null",
            )
            .await,
        }
    }

    /// The first day looked at.
    pub fn first_day(&self) -> Day {
        self.starts
    }

    /// The same over the school year of today.
    pub fn over_the_year(&self) -> Self {
        let now = self.terms.iter().rposition(|term| term.1 <= DAY).unwrap();
        let year = self.terms[now].3;
        let of = |year: Uuid| -> Vec<_> { self.terms.iter().filter(|term| term.3 == year).collect() };
        let starts = of(year)[0].1;
        let earlier = self.terms.iter().rfind(|term| term.2 < starts);
        let before = earlier.map(|term| {
            let own = of(term.3);
            let same = kernel::clock::days_after(own[0].1, i64::from((DAY - starts).get_days()));
            (own[0].1, same.min(own.last().unwrap().2))
        });
        let terms: BTreeSet<Uuid> = of(year).iter().map(|term| term.0).collect();
        let censuses = self.all_censuses.iter().filter(|c| terms.contains(&c.1)).map(|c| c.0).collect();
        Self { starts, before, censuses, ..self.clone() }.recast()
    }

    /// Only the children who were in this category on some day looked at.
    pub fn of_category(&self, code: &str) -> Self {
        Self { category: Some(code.to_owned()), ..self.clone() }.recast()
    }

    fn recast(mut self) -> Self {
        let mut pupils = self.everybody_here.clone();
        pupils.retain(|id, _| self.has_category(*id));
        self.pupils = pupils;
        self
    }

    /// Whether a child was in the one category on some day looked at, if there is one.
    fn has_category(&self, child: Uuid) -> bool {
        self.category.as_ref().is_none_or(|code| {
            let mut of_child = self.findings.iter().filter(|f| f.0 == child && f.1 == *code);
            of_child.any(|f| f.2 <= self.until && f.3 >= self.starts)
        })
    }

    /// What the tail of a figure's name narrows it to: a class, a grade, a child, a month.
    pub fn narrowed(&self, tail: &str) -> Self {
        let mut out = self.clone();
        let (kind, of) = tail.split_once(':').unwrap();
        if kind == "month" {
            let first: Day = of.parse().unwrap();
            out.starts = first.max(self.starts);
            out.until = first.last_of_month().min(self.until);
            return out.recast();
        }
        out.stays.narrowed(kind, of);
        let mine = self.everyone.iter().filter(|e| match kind {
            "class" => e.3.to_string() == of,
            "grade" => e.4.to_string() == of,
            "student" => e.0.to_string() == of,
            _ => panic!("{tail}"),
        });
        out.everybody_here = mine.map(|e| (e.0, (e.1.clone(), e.2.clone()))).collect();
        out.recast()
    }

    /// The mean rates of these children in both exams, in percent with one decimal.
    pub fn means(&self, key: &str) -> Option<(String, String)> {
        let (before, after) = self.exams()?;
        let served: BTreeSet<Uuid> = self.open(self.starts, self.until).iter().map(|c| c.1).collect();
        // The class is compared as a whole, whatever category the paper is about.
        let mine = self.everybody_here.keys().filter(|id| key == "marks-class" || served.contains(*id));
        let rates: Vec<(i64, i64)> = mine.filter_map(|id| self.rates(*id, before, after)).collect();
        let mean = |rates: Vec<i64>| {
            let tenths = rates.iter().sum::<i64>() as f64 / rates.len() as f64 / 10.0;
            format!("{:.1}%", (tenths + 1e-9).round() / 10.0)
        };
        let (was, is) = rates.into_iter().unzip();
        Some((mean(was), mean(is)))
    }

    /// Everybody of today: student, name, sex, class, grade.
    async fn everyone(conn: &mut Conn) -> Vec<(Uuid, String, String, Uuid, i64)> {
        let rows: Vec<(Uuid, String, String, Uuid, Day, Day)> = all(
            conn,
            "select s.id, s.name, s.sex, e.class_id, e.from_on, e.until_on from student s, enrollment e where e.student_id = s.id",
        )
        .await;
        let grades: BTreeMap<Uuid, i64> =
            all::<(Uuid, i64)>(conn, "select id, grade from class").await.into_iter().collect();
        let today = rows.into_iter().filter(|r| r.4 <= DAY && r.5 >= DAY);
        today.map(|r| (r.0, r.1, r.2, r.3, grades[&r.3])).collect()
    }

    /// What the readings of every goal say, judged without the room that keeps them.
    async fn courses(conn: &mut Conn) -> Vec<(Uuid, Uuid, Day, Course)> {
        type Goal = (Uuid, Uuid, Uuid, Option<Day>, Day);
        let goals: Vec<Goal> = all(
            conn,
            "select id, case_id, student_id, due_on, reached_on from goal where withdrawn_at is null",
        )
        .await;
        let measures: Vec<(Uuid, String, Option<i64>, Day)> =
            all(conn, "select id, better, target, support_from from goal_measure").await;
        let mut readings: Vec<(Uuid, Day, i64)> =
            all(conn, "select goal_id, read_on, value from goal_reading where withdrawn_at is null").await;
        readings.sort_by_key(|reading| reading.1);
        let mut courses = Vec::new();
        for (goal, case, student, due, reached) in goals {
            let own: Vec<_> = readings.iter().filter(|r| r.0 == goal && r.1 <= DAY).collect();
            let measure = measures.iter().find(|measure| measure.0 == goal);
            let (Some(first), Some((_, better, target, support))) = (own.first(), measure) else { continue };
            let time = |day: Day| f64::from((day - first.1).get_days());
            let series = |before: bool| -> Vec<Reading> {
                let some = own.iter().filter(|r| (r.1 < *support) == before);
                some.map(|r| Reading::new(time(r.1), r.2 as f64 / 1000.0)).collect()
            };
            let (before, after) = (series(true), series(false));
            let middle = progress::median(&before.iter().map(|r| r.value).collect::<Vec<_>>());
            let start = middle.or(after.first().map(|r| r.value));
            let aim = start.zip(due.zip(*target)).map(|(start, (due, target))| Aim {
                from: Reading::new(time(*support).max(0.0), start),
                to: Reading::new(time(due), target as f64 / 1000.0),
            });
            let better = if better == "less" { Better::Less } else { Better::More };
            let judged = progress::judge(&before, &after, better, aim.as_ref());
            courses.push((case, student, reached, judged.course));
        }
        courses
    }

    fn in_term(&self, day: Day) -> bool {
        day >= self.starts && day <= self.until
    }

    /// Cases of the class's children that were open on some day from `from` to `until`.
    fn open(&self, from: Day, until: Day) -> Vec<(Uuid, Uuid)> {
        let mut open = Vec::new();
        for (case, student, opened) in &self.cases {
            if !self.pupils.contains_key(student) || *opened > until {
                continue;
            }
            let mut day = from.max(*opened);
            let mut found = false;
            while day <= until {
                let closed = self.closures.iter().any(|c| c.0 == *case && c.1 <= day && c.2 > day);
                found |= !closed;
                day = day.tomorrow().unwrap();
            }
            if found {
                open.push((*case, *student));
            }
        }
        open
    }

    fn kinds_of(&self, student: Uuid) -> BTreeSet<&str> {
        let real = |id: &Uuid| !self.attempts.contains(id);
        let about = self.about.iter().filter(|a| a.1 == student && real(&a.0));
        let about = about.filter_map(|a| self.notes.get(&a.0));
        about.filter(|note| self.in_term(note.2)).map(|note| note.0.as_str()).collect()
    }

    fn notes(&self, keep: impl Fn(&(String, Option<String>, Day)) -> bool) -> usize {
        let mine: BTreeSet<Uuid> =
            self.about.iter().filter(|a| self.pupils.contains_key(&a.1)).map(|a| a.0).collect();
        mine.iter()
            .filter_map(|id| self.notes.get(id))
            .filter(|note| self.in_term(note.2) && keep(note))
            .count()
    }

    /// Every number that plan and summary use, by name.
    pub fn count(&self) -> BTreeMap<String, i64> {
        let mut out: BTreeMap<String, i64> = BTreeMap::new();
        let mut put = |key: &str, n: usize| {
            out.insert(key.to_owned(), i64::try_from(n).unwrap());
        };
        let sex = |code: &str| self.pupils.values().filter(|pupil| pupil.1 == code).count();
        put("students", self.pupils.len());
        put("roster", self.everybody_here.len());
        put("boys", sex("m"));
        put("girls", sex("f"));
        let looked = |id: &Uuid| {
            self.looks
                .iter()
                .any(|look| look.0 == *id && look.2 <= self.until && self.censuses.contains(&look.1))
        };
        let seen = self.pupils.keys().filter(|id| looked(id)).count();
        put("looked", seen);
        put("unlooked", self.pupils.len() - seen);
        self.count_found(&mut put);
        self.count_cases(&mut put);
        self.count_notes(&mut put);
        self.count_goals(&mut put);
        self.count_marks(&mut put);
        out
    }

    fn count_found(&self, put: &mut impl FnMut(&str, usize)) {
        let with = |codes: &[&str]| {
            let in_force =
                |f: &&Finding| f.2 <= self.until && f.3 >= self.until && !self.unseen.contains(&f.1);
            let mine = self.findings.iter().filter(in_force).filter(|f| self.pupils.contains_key(&f.0));
            mine.filter(|f| codes.is_empty() || codes.contains(&f.1.as_str()))
                .map(|f| f.0)
                .collect::<BTreeSet<_>>()
                .len()
        };
        put("found", with(&[]));
        put(
            "found-family",
            with(&["left_behind", "single_parent", "divorced", "orphan", "unattended", "poor"]),
        );
        put("found-study", with(&["learning"]));
        put("found-health", with(&["disabled", "illness", "epidemic"]));
        put("found-mind", with(&["psychological"]));
        put("found-habits", with(&["behaviour"]));
        let eve = self.starts.yesterday().unwrap();
        let found = |keep: &dyn Fn(&Finding) -> bool| {
            let mine = self
                .findings
                .iter()
                .filter(|f| !self.unseen.contains(&f.1) && self.pupils.contains_key(&f.0));
            mine.filter(|f| keep(f)).map(|f| f.0).collect::<BTreeSet<_>>().len()
        };
        put("found-before", found(&|f| f.2 <= eve && f.3 > eve));
        let new = |f: &Finding| f.2 >= self.starts && f.2 <= self.until && f.3 >= self.until;
        put("found-now", found(&new));
        let sources = [
            "observation",
            "individual_talk",
            "subject_teacher",
            "home_visit",
            "family_contact",
            "questionnaire",
            "peers",
            "last_file",
        ];
        for source in sources {
            put(&format!("source-{}", source.replace('_', "-")), found(&|f| new(f) && f.4 == source));
        }
        let away = self
            .left_behind
            .iter()
            .filter(|l| l.3 <= self.until && l.4 >= self.until && self.pupils.contains_key(&l.0));
        put("left-behind-roll", away.clone().filter(|l| l.1.is_some_and(|n| n > 0)).count());
        put("left-behind-civil", away.filter(|l| l.2.as_deref().is_some_and(|c| c != "no")).count());
    }

    fn count_cases(&self, put: &mut impl FnMut(&str, usize)) {
        let open = self.open(self.until, self.until);
        put("open", open.len());
        self.count_flow(put);
        let has_plan = |case: &Uuid| self.plans.iter().any(|p| p.0 == *case && p.1 <= self.until);
        let planned = open.iter().filter(|(case, _)| has_plan(case)).count();
        put("planned", planned);
        put("unplanned", open.len() - planned);
        let mentors = |case: Uuid| {
            self.members
                .iter()
                .filter(move |m| m.0 == case && m.2 == "mentor" && m.3 <= self.until && m.4 >= self.until)
        };
        let mentored = open.iter().filter(|(case, _)| mentors(*case).next().is_some()).count();
        put("mentored", mentored);
        put("alone", open.len() - mentored);
        put(
            "mentors",
            open.iter().flat_map(|(case, _)| mentors(*case)).map(|m| m.1).collect::<BTreeSet<_>>().len(),
        );
        let card = |id: &Uuid| self.address.contains(id) && self.reachable.contains(id);
        let children: BTreeSet<Uuid> = open.iter().map(|c| c.1).collect();
        put("cards-incomplete", children.iter().filter(|id| !card(id)).count());
        let served: BTreeSet<Uuid> = self.open(self.starts, self.until).iter().map(|c| c.1).collect();
        put("served", served.len());
        let met = |id: &Uuid| {
            self.kinds_of(*id).iter().any(|k| ["talk", "home_visit", "tutoring", "care"].contains(k))
        };
        put("reached", served.iter().filter(|id| met(id)).count());
        put("unreached", children.iter().filter(|id| !met(id)).count());
        let visited = |id: &Uuid| self.kinds_of(*id).contains("home_visit");
        put("visited", served.iter().filter(|id| visited(id)).count());
        put("unvisited", children.iter().filter(|id| !visited(id)).count());
        let spoken_with = |id: &Uuid| visited(id) || self.kinds_of(*id).contains("family_contact");
        put("families-unreached", children.iter().filter(|id| !spoken_with(id)).count());
    }

    fn count_notes(&self, put: &mut impl FnMut(&str, usize)) {
        put("notes", self.notes(|_| true));
        let kinds = [
            ("talks", "talk"),
            ("home-visits", "home_visit"),
            ("family-contacts", "family_contact"),
            ("tutoring", "tutoring"),
            ("observations", "observation"),
            ("good-news", "good_news"),
            ("care", "care"),
            ("student-reports", "student_report"),
            ("praises", "praise"),
            ("incidents", "incident"),
        ];
        for (key, kind) in kinds {
            put(key, self.notes(|note| note.0 == kind));
        }
        for channel in ["call", "wechat", "video", "meeting"] {
            let by = |note: &(String, Option<String>, Day)| {
                note.0 == "family_contact" && note.1.as_deref() == Some(channel)
            };
            put(&format!("contacts-{channel}"), self.notes(by));
        }
        let kept_note = |id: &Uuid| self.notes.get(id).is_some_and(|note| self.in_term(note.2));
        let mine: Vec<_> =
            self.follow_ups.iter().filter(|f| self.pupils.contains_key(&f.2) && kept_note(&f.1)).collect();
        put("promised", mine.len());
        put("promises-kept", mine.iter().filter(|f| f.4 <= self.until).count());
        put("promises-late", mine.iter().filter(|f| f.3 < self.until && f.4 > self.until).count());
    }

    fn count_goals(&self, put: &mut impl FnMut(&str, usize)) {
        let served: BTreeSet<Uuid> = self.open(self.starts, self.until).iter().map(|c| c.0).collect();
        let open: BTreeSet<Uuid> = self.open(self.until, self.until).iter().map(|c| c.0).collect();
        let set: Vec<_> =
            self.goals.iter().filter(|g| g.3 <= self.until && self.pupils.contains_key(&g.1)).collect();
        put("goals", set.iter().filter(|g| served.contains(&g.0) && g.4 >= self.starts).count());
        put("goals-reached", set.iter().filter(|g| served.contains(&g.0) && self.in_term(g.4)).count());
        let read: Vec<Course> = self
            .courses
            .iter()
            .filter(|c| served.contains(&c.0) && self.pupils.contains_key(&c.1) && c.2 >= self.starts)
            .map(|c| c.3)
            .collect();
        let of = |some: &[Course]| read.iter().filter(|course| some.contains(course)).count();
        put("goals-measured", read.len());
        put("goals-toward", of(&[Course::Better, Course::Recovering]));
        put("goals-level", of(&[Course::Level]));
        put("goals-away", of(&[Course::Worse, Course::Fading]));
        put("goals-early", of(&[Course::TooEarly]));
        let left: Vec<_> = set.iter().filter(|g| open.contains(&g.0) && g.4 > self.until).collect();
        put("goals-open", left.len());
        let ended = |g: &&&(Uuid, Uuid, Option<Day>, Day, Day)| {
            served.contains(&g.0) && !open.contains(&g.0) && g.4 > self.until
        };
        put("goals-ended", set.iter().filter(ended).count());
        put("goals-late", left.iter().filter(|g| g.2.is_some_and(|due| due < self.until)).count());
    }

    fn count_marks(&self, put: &mut impl FnMut(&str, usize)) {
        let served: BTreeSet<Uuid> = self.open(self.starts, self.until).iter().map(|c| c.1).collect();
        let half = |who: &dyn Fn(&Uuid) -> bool, from: Day, until: Day| -> usize {
            let mine = self.absences.iter().filter(|a| who(&a.0) && a.1 >= from && a.1 <= until);
            usize::try_from(mine.map(|a| a.2).sum::<i64>()).unwrap()
        };
        put("absent", half(&|id| served.contains(id), self.starts, self.until));
        if let Some((from, until)) = self.before {
            put("absent-before", half(&|id| served.contains(id), from, until));
        }
        let Some((before, after)) = self.exams() else { return };
        let rates: BTreeMap<Uuid, (i64, i64)> = self
            .everybody_here
            .keys()
            .filter_map(|id| Some((*id, self.rates(*id, before, after)?)))
            .collect();
        let of = |keep: &dyn Fn((i64, i64)) -> bool| {
            rates.iter().filter(|(id, rate)| served.contains(*id) && keep(**rate)).count()
        };
        put("marks-compared", of(&|_| true));
        put("marks-better", of(&|(was, is)| is > was));
        put("marks-worse", of(&|(was, is)| is < was));
        put("marks-same", of(&|(was, is)| is == was));
        put("marks-class", rates.len());
    }

    fn exams(&self) -> Option<(Uuid, Uuid)> {
        let here =
            |exam: &Uuid| self.marks.iter().any(|m| m.1 == *exam && self.everybody_here.contains_key(&m.0));
        let mut exams: Vec<_> = self.exams.iter().filter(|e| e.1 <= self.until && here(&e.0)).collect();
        exams.sort_by_key(|e| e.1);
        let (last, earlier) = exams.split_last()?;
        Some((earlier.last()?.0, last.0)).filter(|_| last.1 >= self.starts)
    }

    /// Both rates in ten-thousandths over common subjects.
    fn rates(&self, student: Uuid, before: Uuid, after: Uuid) -> Option<(i64, i64)> {
        let of = |exam: Uuid| -> BTreeMap<&str, (i64, i64)> {
            let mine = self.marks.iter().filter(|m| m.0 == student && m.1 == exam);
            mine.map(|m| (m.2.as_str(), (m.3, m.4))).collect()
        };
        let (was, is) = (of(before), of(after));
        let common: Vec<&&str> = was.keys().filter(|subject| is.contains_key(*subject)).collect();
        let rate = |marks: &BTreeMap<&str, (i64, i64)>| {
            let score: i64 = common.iter().map(|subject| marks[**subject].0).sum();
            let full: i64 = common.iter().map(|subject| marks[**subject].1).sum();
            (full > 0).then(|| (score as f64 / full as f64 * 10_000.0).round() as i64)
        };
        Some((rate(&was)?, rate(&is)?))
    }
}
