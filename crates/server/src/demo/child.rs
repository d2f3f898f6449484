//! The children: who they are, where they live, and their seats.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use access::Kind;
use db::args;
use kernel::{Day, EnrollmentId, FindingId, StudentId, clock::days_after};

use super::calendar::at;
use super::cast::{Pupil, pupil_at};
use super::cells::index;
use super::family::{self, Home};
use super::maker::Maker;
use super::names;
use super::staff::{School, set_up};
use super::texts::section;

/// A child, as far as the life of the term needs to know.
pub struct Child {
    /// Its id.
    pub id: StudentId,
    /// The name in full.
    pub name: String,
    /// As friends call.
    pub call: String,
    /// Girl or boy.
    pub girl: bool,
    /// Birthday.
    pub born: Day,
    /// The place of the class in the school's list.
    pub class: usize,
    /// 1 to 9.
    pub grade: i64,
    /// Who looks after the child, in the child's words.
    pub carer: &'static str,
    /// Which parents are away, in the child's words.
    pub away: Option<&'static str>,
    /// Where.
    pub city: &'static str,
    /// Since when.
    pub since: Day,
    /// What the child likes.
    pub hobby: &'static str,
    /// The subject that is hard.
    pub subject: &'static str,
    /// The village.
    pub village: &'static str,
    /// Home.
    pub home: Home,
    /// The school roll's left-behind: 0, 1, 2.
    pub roll: i64,
    /// What is written in `student.health_cell`.
    pub health: Option<&'static str>,
    /// How well the child does in exams, of 1,000.
    pub able: i64,
    /// One of the cast, with a case.
    pub supported: bool,
    /// Categories found, with the finding.
    pub found: Vec<(&'static str, FindingId)>,
    /// Entered before, in another class: nothing but the roster is written of this entry.
    pub again: Option<StudentId>,
    /// Sentences that were said about the child: none is said twice while there are others.
    pub said: RefCell<HashSet<&'static str>>,
}

/// Numbers that are given in order within one school.
#[derive(Default)]
pub struct Counters {
    born: HashMap<(Day, bool), i64>,
    phone: i64,
    /// Name and telephone of each guardian, by relation.
    pub families: HashMap<StudentId, Vec<(&'static str, String, String)>>,
}

impl Counters {
    /// The next telephone number.
    pub fn phone(&mut self, maker: &Maker<'_>) -> String {
        self.phone += 1;
        super::phone(maker.school, self.phone)
    }

    /// The next sequence code of GB 11643 for this birthday: odd for boys, even for girls, from the lowest.
    fn sequence(&mut self, born: Day, girl: bool) -> i64 {
        let count = self.born.entry((born, girl)).or_default();
        *count += 1;
        *count * 2 - i64::from(!girl)
    }
}

/// Makes this many children, spread over the classes.
pub fn make(maker: &mut Maker<'_>, school: &School, students: i64) -> Vec<Child> {
    let mut counters = Counters::default();
    let classes = i64::try_from(school.classes.len()).unwrap_or(1);
    let mut children = Vec::new();
    for number in 0..students {
        let (class, seat) = (usize::try_from(number % classes).unwrap_or(0), number / classes + 1);
        let Some((grade, of_grade, class_id)) = school.classes.get(class).map(|c| (c.grade, c.number, c.id))
        else {
            continue;
        };
        let mut child = draw(maker, pupil_at((grade, of_grade), seat), class, grade);
        if number + 1 == students {
            enter_again(&mut child, &children);
        }
        family::make(maker, &child, &mut counters);
        write(maker, &child, &mut counters);
        let id = EnrollmentId(maker.dice.uuid(set_up(maker)));
        maker.book.enrollment.add(args![maker.school, id, child.id, class_id, seat, maker.term.year.starts]);
        children.push(child);
    }
    children
}

/// The last child is one who was entered before, in another class of the grade: the pair that the registrar judges (R5).
fn enter_again(child: &mut Child, children: &[Child]) {
    let before = children.iter().rev().find(|one| {
        (one.grade, one.girl, one.carer) == (child.grade, child.girl, child.carer)
            && one.class != child.class
            && !one.supported
            && one.home.category.is_none()
    });
    if let Some(before) = before {
        child.name.clone_from(&before.name);
        child.call.clone_from(&before.call);
        child.born = before.born;
        child.again = Some(before.id);
    }
}

fn draw(maker: &Maker<'_>, pupil: Option<&Pupil>, class: usize, grade: i64) -> Child {
    let dice = &maker.dice;
    let girl = pupil.map_or_else(|| dice.chance(476), |pupil| pupil.girl);
    let named = match pupil {
        Some(pupil) => names::known(pupil.name, pupil.ethnic),
        None => names::child(dice, girl),
    };
    let supported = pupil.is_some_and(|pupil| pupil.supported);
    let home = Home::draw(dice, supported);
    let subjects: &[&str] = if grade < 3 { &["语文", "数学"] } else { &["语文", "数学", "英语"] };
    let since = days_after(maker.term.starts, -dice.between(60, 1_900));
    let strain = if home.away.is_some() { 40 } else { 0 };
    Child {
        id: StudentId(dice.uuid(set_up(maker))),
        name: named.name,
        call: named.call,
        girl,
        born: birthday(maker, grade),
        class,
        grade,
        carer: home.carer,
        away: home.away,
        city: dice.word(section("cities")),
        since,
        hobby: dice.word(section("hobbies")),
        subject: dice.word(subjects),
        village: dice.word(section("villages")),
        roll: home.roll,
        health: dice.chance(18).then(|| dice.word(section("health"))),
        able: (740 - strain + dice.around(330)).clamp(180, 985),
        supported,
        found: Vec::new(),
        again: None,
        said: RefCell::default(),
        home: Home { ethnic: named.ethnic, ..home },
    }
}

/// Children enter the first grade in the year in which they are six by the end of August.
fn birthday(maker: &Maker<'_>, grade: i64) -> Day {
    let year = i64::from(maker.term.first_year()) - 6 - grade;
    let first = Day::new(i16::try_from(year).unwrap_or(2015), 9, 1).unwrap_or(maker.term.starts);
    days_after(first, maker.dice.between(0, 364))
}

/// A citizen's number of GB 11643 with its check character. The region is a 市辖区 code, which the registers of today
/// give to nobody, so that no number made here can be a person's.
fn id_number(born: Day, sequence: i64) -> String {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let first = format!("{}{}{sequence:03}", super::REGION, born.strftime("%Y%m%d"));
    let digits = first.chars().filter_map(|c| c.to_digit(10));
    let sum: u32 = digits.zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
    let check = "10X98765432".chars().nth(usize::try_from(sum % 11).unwrap_or(0)).unwrap_or('0');
    format!("{first}{check}")
}

fn write(maker: &mut Maker<'_>, child: &Child, counters: &mut Counters) {
    let number = id_number(child.born, counters.sequence(child.born, child.girl));
    let roll_number = format!("G{number}");
    let phone = (child.grade > 6 && maker.dice.chance(500)).then(|| counters.phone(maker));
    let sealer = maker.sealer("student", child.id.0, Kind::Identity);
    let id_cell = sealer.cell("id_number_cell", &number);
    let roll_cell = sealer.cell("roll_number_cell", &roll_number);
    let phone_cell = phone.map(|phone| sealer.cell("phone_cell", &phone));
    let address =
        format!("清溪镇{}{}号", child.village.trim_start_matches("清溪镇"), maker.dice.between(1, 88));
    let address_cell = sealer.cell("address_cell", &address);
    let health = maker.sealer("student", child.id.0, Kind::Health);
    let health_cell = child.health.map(|text| health.cell("health_cell", text));
    let school = maker.school.0;
    let id_index = maker.vault.index(school, index::ID_NUMBER, &number);
    let roll_index = maker.vault.index(school, index::ROLL_NUMBER, &roll_number);
    let boards = maker.dice.chance(if child.away.is_some() { 450 } else { 120 });
    let enrolled_year = maker.term.first_year() - i16::try_from(child.grade - 1).unwrap_or(0);
    let enrolled = Day::new(enrolled_year, 9, 1).unwrap_or(maker.term.starts);
    let sort_key = language::names::sort_key(&child.name);
    let now = set_up(maker);
    maker.book.student.add(args![
        maker.school,
        child.id,
        child.name,
        sort_key,
        if child.girl { "f" } else { "m" },
        child.born,
        child.home.ethnic,
        "1",
        id_cell,
        id_index,
        roll_cell,
        roll_index,
        phone_cell,
        address_cell,
        health_cell,
        super::REGION,
        if boards { "2" } else { "1" },
        enrolled,
        maker.dice.chance(220),
        maker.dice.chance(15),
        child.roll,
        child.home.orphan,
        now
    ]);
    for key in language::names::search_keys(&child.name) {
        maker.book.name_key.add(args![maker.school, key, child.id]);
    }
}

/// The noon of the day: most things that have no better time were written then.
pub fn noon(day: Day) -> kernel::Instant {
    at(day, 12, 30)
}
