//! The school year, the classes, ninety members of staff and the roles they hold.

use db::args;
use kernel::{ClassId, Day, Instant, RoleId, StaffId, TermId, YearId, clock::days_after};

use super::calendar::at;
use super::cast::CAST;
use super::maker::Maker;
use super::names;

/// Subjects of those who teach several classes, how many of them there are, and in which grades.
const TEACHERS: &[(&str, i64, i64, i64)] = &[
    ("英语", 9, 3, 9),
    ("科学", 2, 3, 6),
    ("道德与法治", 2, 1, 9),
    ("历史", 2, 7, 9),
    ("地理", 1, 7, 8),
    ("生物", 1, 7, 8),
    ("物理", 2, 8, 9),
    ("化学", 1, 9, 9),
    ("体育", 3, 1, 9),
    ("音乐", 2, 1, 9),
    ("美术", 1, 1, 9),
];

/// The men of the cast.
const MEN: &[&str] = &["赵磊", "许航", "马骏", "梁志成", "周文远", "顾明", "高山"];

/// A class and who stands before it.
pub struct Class {
    /// Its id.
    pub id: ClassId,
    /// 1 to 9.
    pub grade: i64,
    /// 1 to 3.
    pub number: i64,
    /// 班主任
    pub homeroom: StaffId,
    /// 副班主任
    pub deputy: StaffId,
    /// Others who teach there.
    pub teachers: Vec<StaffId>,
}

/// The school's people.
pub struct School {
    /// The term now.
    pub term: TermId,
    /// 27 classes.
    pub classes: Vec<Class>,
    /// 校长 and 副校长.
    pub principals: Vec<StaffId>,
    /// 德育处
    pub moral: Vec<StaffId>,
    /// 心理教师
    pub psychologists: Vec<StaffId>,
    /// 级段长, by grade from 1.
    pub leaders: Vec<StaffId>,
    /// Those who may be paired with a child.
    pub mentors: Vec<StaffId>,
    /// Signs-in of the cast: their place in the cast, and who.
    pub cast: Vec<(usize, StaffId)>,
}

/// When the school's own things were set up.
pub fn set_up(maker: &Maker<'_>) -> Instant {
    at(days_after(maker.term.starts, -5), 9, 0)
}

/// Makes years, terms, days off, classes and staff.
pub fn make(maker: &mut Maker<'_>, name: &str) -> School {
    let (year, term) = calendar(maker, name);
    let mut school = School {
        term,
        classes: Vec::with_capacity(27),
        principals: Vec::new(),
        moral: Vec::new(),
        psychologists: Vec::new(),
        leaders: Vec::new(),
        mentors: Vec::new(),
        cast: Vec::new(),
    };
    offices(maker, &mut school);
    classes(maker, &mut school, year);
    teachers(maker, &mut school);
    school
}

fn calendar(maker: &mut Maker<'_>, name: &str) -> (YearId, TermId) {
    let (school, term, now) = (maker.school, maker.term, set_up(maker));
    maker.book.school.add(args![school, name, super::REGION, now]);
    let year = YearId(maker.dice.uuid(now));
    maker.book.school_year.add(args![school, year, term.year.name, term.year.starts, term.year.ends]);
    let mut current = TermId(year.0);
    for (number, one) in term.terms.iter().enumerate() {
        let id = TermId(maker.dice.uuid(now));
        maker.book.term.add(args![school, id, year, one.name, one.starts, one.ends]);
        if number == term.now {
            current = id;
        }
    }
    for off in &term.off {
        maker.book.day_off.add(args![school, off.on, off.kind, off.name]);
    }
    (year, current)
}

fn offices(maker: &mut Maker<'_>, school: &mut School) {
    let posts: [(&str, &str, i64); 6] = [
        ("principal", "principal", 2),
        ("moral", "moral-education", 3),
        ("psychologist", "psychologist", 2),
        ("registrar", "registrar", 1),
        ("aid", "aid-officer", 1),
        ("administrator", "administrator", 1),
    ];
    for (post, role, how_many) in posts {
        for number in 1..=how_many {
            let staff = hire(maker, school, &format!("{post}-{number}"), None);
            hold(maker, staff, role, None, None);
            match post {
                "principal" => school.principals.push(staff),
                "moral" => school.moral.push(staff),
                "psychologist" => school.psychologists.push(staff),
                _ => {}
            }
        }
    }
}

fn classes(maker: &mut Maker<'_>, school: &mut School, year: YearId) {
    for grade in 1..=9 {
        for number in 1..=3 {
            let id = ClassId(maker.dice.uuid(set_up(maker)));
            maker.book.class.add(args![maker.school, id, year, grade, number]);
            let (first, second) =
                if number == 2 || grade % 2 == 0 { ("语文", "数学") } else { ("数学", "语文") };
            let homeroom = hire(maker, school, &format!("homeroom-{grade}-{number}"), Some(first));
            let deputy = hire(maker, school, &format!("deputy-{grade}-{number}"), Some(second));
            hold(maker, homeroom, "homeroom", None, Some(id));
            hold(maker, deputy, "deputy", None, Some(id));
            school.mentors.push(deputy);
            school.classes.push(Class { id, grade, number, homeroom, deputy, teachers: Vec::new() });
        }
    }
}

/// Those who teach one subject in several classes; nine of them also lead a grade.
fn teachers(maker: &mut Maker<'_>, school: &mut School) {
    for (subject, how_many, from, until) in TEACHERS {
        for number in 1..=*how_many {
            let leads = *subject == "英语";
            let post = if leads { format!("leader-{number}") } else { format!("subject-{subject}-{number}") };
            let staff = hire(maker, school, &post, Some(subject));
            if leads {
                hold(maker, staff, "grade-leader", Some(number), None);
                school.leaders.push(staff);
            }
            school.mentors.push(staff);
            let mut at = 0;
            for place in 0..school.classes.len() {
                let Some(class) = school.classes.get_mut(place) else { continue };
                if class.grade < *from || class.grade > *until {
                    continue;
                }
                at += 1;
                if at % how_many == number % how_many {
                    class.teachers.push(staff);
                    let class = class.id;
                    hold(maker, staff, "subject-teacher", None, Some(class));
                }
            }
        }
    }
}

fn hire(maker: &mut Maker<'_>, school: &mut School, post: &str, subject: Option<&str>) -> StaffId {
    let now = set_up(maker);
    let staff = StaffId(maker.dice.uuid(now));
    let of_cast = CAST.iter().position(|member| member.post == post);
    let (name, sex) = match of_cast.and_then(|place| CAST.get(place)) {
        Some(member) => (member.name.to_owned(), if MEN.contains(&member.name) { "m" } else { "f" }),
        None => {
            let woman = maker.dice.chance(640);
            (names::grown_up(&maker.dice, woman, None), if woman { "f" } else { "m" })
        }
    };
    school.cast.extend(of_cast.map(|place| (place, staff)));
    let joined = joined(maker);
    maker.book.staff.add(args![
        maker.school,
        staff,
        name,
        language::names::sort_key(&name),
        subject,
        joined,
        now,
        sex
    ]);
    staff
}

fn joined(maker: &Maker<'_>) -> Day {
    let year = maker.term.first_year().saturating_sub(i16::try_from(maker.dice.between(0, 22)).unwrap_or(0));
    Day::new(year, 8, 25).unwrap_or(maker.term.starts)
}

fn hold(maker: &mut Maker<'_>, staff: StaffId, role: &str, grade: Option<i64>, class: Option<ClassId>) {
    let now = set_up(maker);
    let id = RoleId(maker.dice.uuid(now));
    let from = now.day();
    maker.book.role_held.add(args![maker.school, id, staff, role, grade, class, from, now]);
}
