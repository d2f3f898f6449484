//! Exams, marks and absences.

use db::args;
use kernel::{AbsenceId, Day, ExamId, TermId, clock::days_after};

use super::acquainted::Away;
use super::calendar::at;
use super::child::Child;
use super::maker::Maker;

/// Subjects that are examined, full marks, and from and until which grade.
const SUBJECTS: &[(&str, i64, i64, i64)] = &[
    ("语文", 100, 1, 6),
    ("数学", 100, 1, 6),
    ("英语", 100, 3, 6),
    ("语文", 120, 7, 9),
    ("数学", 120, 7, 9),
    ("英语", 120, 7, 9),
    ("道德与法治", 100, 7, 9),
    ("历史", 100, 7, 9),
    ("物理", 100, 8, 9),
    ("化学", 100, 9, 9),
];

struct Exam {
    id: ExamId,
    before: bool,
    harder: i64,
}

/// Makes last term's final, this term's first monthly exam and the mid-term, as far as they were held.
pub fn exams(maker: &mut Maker<'_>, term: TermId, children: &[Child]) {
    let last = if maker.term.now == 0 { "上学年期末考试" } else { "上学期期末考试" };
    let plan: [(&str, Day, Option<TermId>, i64); 3] = [
        (last, days_after(maker.term.starts, -60), None, 0),
        ("第一次月考", maker.term.school_day(31), Some(term), 25),
        ("期中考试", maker.term.school_day(70), Some(term), 10),
    ];
    for (name, held_on, of_term, harder) in plan {
        let id = ExamId(maker.dice.uuid(at(held_on, 8, 0)));
        maker.book.exam.add(args![maker.school, id, of_term, name, held_on]);
        let exam = Exam { id, before: of_term.is_none(), harder };
        for child in children {
            sit(maker, &exam, child);
        }
    }
}

fn sit(maker: &mut Maker<'_>, exam: &Exam, child: &Child) {
    let new_here = maker.term.now == 0 && child.grade == 1;
    if exam.before && new_here {
        return;
    }
    // Last year's exam was that of the grade below.
    let grade = child.grade - i64::from(exam.before && maker.term.now == 0);
    let ill = maker.dice.chance(6);
    let slump = if exam.before || child.found.is_empty() { 0 } else { maker.dice.between(0, 70) };
    let examined = SUBJECTS.iter().filter(|(_, _, from, until)| (*from..=*until).contains(&grade));
    for (subject, full, ..) in examined {
        let weak = if *subject == child.subject { 110 } else { 0 };
        let share = child.able - weak - slump - exam.harder + maker.dice.around(120);
        let half_points = share.clamp(60, 1_000) * full * 2 / 1_000;
        let score = (!ill).then_some(half_points * 50);
        if child.again.is_some() {
            continue;
        }
        maker.book.mark.add(args![maker.school, child.id, exam.id, *subject, score, full * 100]);
    }
}

/// Makes single absences and a few longer illnesses, and tells them.
pub fn absences(maker: &mut Maker<'_>, children: &[Child]) -> Vec<Away> {
    let mut all = Vec::new();
    for child in children {
        let strain = if child.found.is_empty() { 0 } else { 250 };
        let mut times =
            i64::from(maker.dice.chance(420 + strain)) + i64::from(maker.dice.chance(120 + strain));
        while times > 0 {
            times -= 1;
            all.push(absence(maker, child));
        }
    }
    all
}

fn absence(maker: &mut Maker<'_>, child: &Child) -> Away {
    let days = &maker.term.days;
    let last = i64::try_from(days.len()).unwrap_or(1) - 1;
    let first = maker.dice.between(0, last);
    let long = maker.dice.chance(60);
    let until = if long { (first + maker.dice.between(2, 6)).min(last) } else { first };
    let day = |at: i64| days.get(usize::try_from(at).unwrap_or(0)).copied().unwrap_or(maker.term.today);
    let half_days = if long { (until - first + 1) * 2 } else { maker.dice.between(1, 2) };
    let reason = if long {
        "病假"
    } else {
        maker.dice.word(&["病假", "病假", "病假", "事假", "事假", "迟到半天", "旷课"])
    };
    let id = AbsenceId(maker.dice.uuid(at(day(first), 8, 10)));
    maker.book.absence.add(args![maker.school, id, child.id, day(first), day(until), half_days, reason]);
    (child.id, day(first), day(until))
}
